"""Every state a crash can leave, and who may be moved or removed for it."""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sealed import RECORD, names, other_program, sealed, title_of

from validators.packages import swapping
from validators.packages.changing import put_back
from validators.packages.package import find_packages
from validators.packages.swapping import (
    Staging,
    lock_of,
    make_staging,
    put_aside,
    recover,
    recover_all,
    settle,
    standing,
    standing_now,
    swap,
)

HOLDING_LOCK = (
    "import sys; from pathlib import Path; from validators.packages.locking import only_one\n"
    "with only_one(Path(sys.argv[1])): print('ready', flush=True); sys.stdin.read()"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return sealed(tmp_path / "to-gap")


def ready(package: Path) -> Staging:
    """A staging folder with a finished package in it."""
    staging = make_staging(package)
    staging.new.rmdir()
    sealed(staging.folder / "new", RECORD.replace("Tờ gấp", "Mới"))
    return staging


def test_a_swap(package: Path) -> None:
    staging = ready(package)
    swap(staging)
    assert (title_of(package), title_of(staging.previous)) == ("Mới", "Tờ gấp")
    settle(staging)
    assert names(package.parent) == ["to-gap"]


def test_what_got_its_name_back_between_two_looks_is_found(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([package.parent / ".gone", package])
    monkeypatch.setattr(swapping, "standing", lambda _: next(seen))
    assert standing_now(package) == package
    monkeypatch.setattr(swapping, "standing", lambda root: root.parent / ".gone")
    assert standing_now(package) == package


@pytest.mark.real
def test_packages_are_found_while_they_are_swapped(package: Path) -> None:
    """By one who looks again and again, however the swaps fall between the looks."""
    over = threading.Event()

    def swapping_on() -> None:
        for _ in range(60):
            staging = ready(package)
            swap(staging)
            settle(staging)
        over.set()

    other = threading.Thread(target=swapping_on)
    other.start()
    try:
        while not over.is_set():
            assert [found.path for found in find_packages([package])] == [package]
    finally:
        other.join()


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_killed_after_any_rename(package: Path, renames: int) -> None:
    staging = ready(package)
    if renames >= 1:
        package.rename(staging.previous)
    if renames == 2:
        staging.new.rename(package)
    assert title_of(standing(package)) == ("Mới" if renames == 2 else "Tờ gấp")
    assert put_aside(package.parent) == ({"to-gap"} if renames == 1 else set())
    recover(package)
    assert title_of(package) == ("Mới" if renames == 2 else "Tờ gấp")
    assert names(package.parent) == ["to-gap"]


def test_killed_while_the_old_one_was_removed_nothing_comes_back(package: Path) -> None:
    staging = ready(package)
    swap(staging)
    shutil.rmtree(package)  # by a person, later
    (staging.previous / "data/record.json").unlink()
    recover(package)
    assert names(package.parent) == []


def test_a_name_given_to_something_else_meanwhile_costs_neither(package: Path) -> None:
    staging = ready(package)
    package.rename(staging.previous)
    package.mkdir()
    (package / "luan-van.docx").write_bytes(b"x")
    settle(staging)
    assert (package / "luan-van.docx").exists()
    assert title_of(staging.previous) == "Tờ gấp"


@pytest.mark.parametrize("name", [".to-gap.previous", ".to-gap.12345678.staging", ".to-gap.staging"])
def test_only_folders_with_our_marker_are_touched(package: Path, name: str) -> None:
    theirs = package.with_name(name)
    shutil.copytree(package, theirs / "previous")
    (theirs / "new").mkdir()
    recover(package)
    recover_all(package.parent)
    assert title_of(theirs / "previous") == "Tờ gấp"


def test_a_marker_that_names_another_folder_is_none(package: Path, tmp_path: Path) -> None:
    for said in ("../to-gap", "khac"):
        theirs = tmp_path / ".to-gap.12345678.staging"
        theirs.mkdir()
        (theirs / "package-name.txt").write_text(said, encoding="utf-8")
        recover(package)
        recover_all(tmp_path)
        assert theirs.exists()
        shutil.rmtree(theirs)


@pytest.mark.parametrize("written", [None, "", "to-", "to-gap"])
def test_killed_before_the_marker_was_whole(package: Path, written: str | None) -> None:
    staging = package.with_name(".to-gap.12345678.staging")
    staging.mkdir()
    if written is not None:
        (staging / "package-name.txt").write_text(written, encoding="utf-8")
    recover(package)
    assert names(package.parent) == ["to-gap"]


@pytest.mark.parametrize("step", range(1, 5))
def test_killed_while_a_staging_is_taken_away(package: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file was the last to go: the next run knows the folder for ours and takes it away."""
    staging = make_staging(package)
    shutil.copytree(package, staging.previous)
    (staging.new).rmdir()
    monkeypatch.setattr(os, "unlink", dies_at(step, os.unlink))
    monkeypatch.setattr(os, "rmdir", dies_at(step, os.rmdir))
    with pytest.raises(KeyboardInterrupt):
        settle(staging)
    monkeypatch.undo()
    assert staging.folder.exists()
    recover(package)
    assert names(package.parent) == ["to-gap"]


def dies_at(step: int, real: Callable[..., object]) -> Callable[..., None]:
    """A system call that ends the program instead of being made for the so-many-th time."""
    calls = itertools.count(1)

    def call(*words: object, **named: object) -> None:
        if next(calls) == step:
            raise KeyboardInterrupt
        real(*words, **named)

    return call


def test_a_package_whose_name_begins_like_another_is_left_alone(package: Path, tmp_path: Path) -> None:
    other = make_staging(sealed(tmp_path / "to-gap.2"))
    recover(package)
    assert other.new.exists()


class TestRecoverAll:
    def test_every_package_of_a_folder_is_settled(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            root = sealed(tmp_path / name)
            root.rename(ready(root).previous)
        recover_all(tmp_path)
        assert names(tmp_path) == ["a", "b"]

    def test_a_lock_file_of_a_dead_run_goes(self, package: Path) -> None:
        lock_of(package).touch()
        recover_all(package.parent)
        assert names(package.parent) == ["to-gap"]

    def test_one_that_is_being_changed_is_left_alone(self, package: Path) -> None:
        staging = ready(package)
        with other_program(HOLDING_LOCK, lock_of(package)):
            recover_all(package.parent)
            assert staging.new.exists()
        recover_all(package.parent)
        assert names(package.parent) == ["to-gap"]

    def test_without_locks_only_what_is_old_is_taken(self, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import validators.packages.locking as locking

        def unknown(stream: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(locking, "_lock_alone", unknown)
        staging = ready(package)
        recover_all(package.parent)
        assert staging.new.exists()
        monkeypatch.setattr(swapping, "OLD", -1.0)
        recover_all(package.parent)
        assert names(package.parent) == ["to-gap"]


def test_a_package_that_stands_aside_is_put_back_under_its_name(package: Path) -> None:
    staging = make_staging(package)
    package.rename(staging.previous)
    put_back(package)
    assert title_of(package) == "Tờ gấp"
    assert [path.name for path in package.parent.iterdir() if "staging" in path.name] == []
    put_back(package)
    put_back(package.parent / "khong-co")
    assert not (package.parent / "khong-co").exists()
