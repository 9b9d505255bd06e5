"""Copies of sources on other computers: taken away when nobody asks for them, or for room, and never while in use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from converters.work.far_copies import LONGEST_KEPT, SPARE, make_room, take_up
from validators.problems import OutputProblem

NOW = 1_760_000_000.0  # seconds
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024  as shutil gives it


def copies(place: Path, number: int, *, size: int = 10, days_ago: float = 1) -> Path:
    """Copies of an address that a run asked for so many days ago."""
    folder = place / f"{number:016x}"
    (folder / "xã").mkdir(parents=True)
    (folder / "xã" / "a.pdf").write_bytes(b"x" * size)
    lock = place / f"{folder.name}.lock"
    lock.touch()
    os.utime(lock, (NOW - 86_400 * days_ago,) * 2)
    return folder


def own(place: Path) -> Path:
    return place / f"{255:016x}"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """A disk that has so many bytes free beside what the copies take."""
    free = [10 * SPARE]

    def usage(_: Path) -> Usage:
        taken = sum(file.stat().st_size for file in tmp_path.rglob("*.pdf"))
        return Usage(0, 0, free[0] - taken)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    return free


@pytest.mark.usefixtures("disk")
class TestHowLongTheyStay:
    def test_what_nobody_asked_for_goes_and_its_lock_file_with_it(self, tmp_path: Path) -> None:
        copies(tmp_path, 1, days_ago=LONGEST_KEPT / 86_400 + 1)
        young = copies(tmp_path, 2, days_ago=LONGEST_KEPT / 86_400 - 1)
        make_room(own(tmp_path), 10, 0, now=NOW)
        assert sorted(one.name for one in tmp_path.iterdir()) == [young.name, f"{young.name}.lock"]

    def test_the_oldest_make_room_for_others(self, tmp_path: Path) -> None:
        folders = [copies(tmp_path, number, size=40, days_ago=number) for number in (1, 2, 3)]
        make_room(own(tmp_path), 50, 50, most=100, now=NOW)
        assert [folder.exists() for folder in folders] == [True, False, False]

    def test_an_address_is_never_cut_for_its_own_size(self, tmp_path: Path) -> None:
        folder = copies(tmp_path, 255, size=500)
        make_room(folder, 500, 0, most=100, now=NOW)
        assert (folder / "xã" / "a.pdf").exists()

    def test_what_is_not_ours_stays(self, tmp_path: Path) -> None:
        (tmp_path / "ghi-chep").mkdir()
        make_room(own(tmp_path), 500, 0, most=100, now=NOW)
        assert (tmp_path / "ghi-chep").is_dir()

    def test_what_another_program_uses_stays(self, tmp_path: Path) -> None:
        folder = copies(tmp_path, 1, days_ago=400)
        code = "import sys; from pathlib import Path; from converters.work.far_copies import take_up; "
        code += "take_up(Path(sys.argv[1])); print('held', flush=True); input()"
        command = [sys.executable, "-c", code, str(folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            make_room(own(tmp_path), 10, 0, now=NOW * 2)
            assert folder.exists()
            other.kill()
        make_room(own(tmp_path), 10, 0, now=NOW * 2)
        assert not folder.exists()

    def test_what_this_program_uses_stays(self, tmp_path: Path) -> None:
        folder = copies(tmp_path, 1, days_ago=400)
        take_up(folder)
        make_room(own(tmp_path), 10, 0, most=1, now=NOW * 2)
        assert folder.exists()


class TestRoomOnTheDisk:
    def test_a_disk_that_is_nearly_full_is_freed_of_older_copies(self, disk: list[int], tmp_path: Path) -> None:
        old, young = copies(tmp_path, 2, size=600, days_ago=2), copies(tmp_path, 1, size=600)
        disk[0] = SPARE + 1500
        make_room(own(tmp_path), 700, 700, now=NOW)
        assert (old.exists(), young.exists()) == (False, True)

    def test_where_nothing_helps_it_is_said_before_anything_is_fetched(self, disk: list[int], tmp_path: Path) -> None:
        disk[0] = 2 * 10**9
        with pytest.raises(OutputProblem, match=r"5\.0 GB, and 2\.0 GB"):
            make_room(own(tmp_path), 5 * 10**9, 5 * 10**9, now=NOW)

    def test_copies_that_are_there_already_need_no_room(self, disk: list[int], tmp_path: Path) -> None:
        disk[0] = 10
        make_room(own(tmp_path), 5 * 10**9, 0, now=NOW)


class TestTakingUp:
    def test_asking_again_makes_them_young(self, tmp_path: Path) -> None:
        folder = copies(tmp_path, 1, days_ago=400)
        before = (tmp_path / f"{folder.name}.lock").stat().st_mtime
        take_up(folder)
        take_up(folder)
        assert (tmp_path / f"{folder.name}.lock").stat().st_mtime > before
