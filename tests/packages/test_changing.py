"""The one transaction: what it keeps, what it refuses, and that a failure anywhere leaves the old package."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sealed import PHOTO, RECORD, names, other_program, sealed, title_of

from validators.packages import changing as module
from validators.packages.changing import PackageChange, changing
from validators.packages.faults import ChangedMeanwhile, PackageDamaged, PackageLocked, PayloadLost
from validators.packages.locking import AT_ONCE
from validators.packages.swapping import lock_of, make_staging
from validators.packages.verification import verify
from validators.problems import OutputProblem

NEW = RECORD.replace("Tờ gấp", "Mới")
HOLDING = (
    "import sys; from pathlib import Path; from validators.packages.changing import changing\n"
    "with changing(Path(sys.argv[1])) as change:\n"
    "    change.write('half.txt', b'half'); print('ready', flush=True); sys.stdin.read()"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return sealed(tmp_path / "to-gap")


def rewrite(root: Path, text: str = NEW) -> None:
    with changing(root, AT_ONCE) as change:
        change.write_record(text.encode())


def test_a_package_is_made_where_there_was_none(tmp_path: Path) -> None:
    root = sealed(tmp_path / "new" / "to-gap")
    assert verify(root) == []
    assert names(root.parent) == ["to-gap"]


def test_what_is_not_named_stays_and_nothing_is_left_behind(package: Path) -> None:
    rewrite(package)
    assert title_of(package) == "Mới"
    assert (package / "data/source/to-gap.jpg").read_bytes() == PHOTO
    assert verify(package) == []
    assert names(package.parent) == ["to-gap"]


def test_who_writes_nothing_changes_nothing(package: Path) -> None:
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in package.rglob("*")}
    with changing(package) as change:
        assert change.record().title == "Tờ gấp"
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in package.rglob("*")} == before


def test_a_place_is_free_so_that_the_old_file_is_not_written_through(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jpg"
    os.link(package / "data/source/to-gap.jpg", kept)
    with changing(package) as change:
        place = change.place("source/to-gap.jpg")
        assert not place.exists()
        place.write_bytes(b"other")  # as an outside program does it
    assert kept.read_bytes() == PHOTO
    assert (package / "data/source/to-gap.jpg").read_bytes() == b"other"
    assert verify(package) == []


def test_a_removed_file_is_gone(package: Path) -> None:
    with changing(package) as change:
        change.remove("source/to-gap.jpg")
        change.remove("never/there.txt")
    assert not (package / "data/source/to-gap.jpg").exists()
    assert verify(package) == []


def test_without_hard_links_files_are_copied(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    rewrite(package)
    assert verify(package) == []


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt, OSError])
def test_whatever_is_raised_leaves_the_old_package(package: Path, failure: type[BaseException]) -> None:
    def fail() -> None:
        with changing(package) as change:
            change.write_record(NEW.encode())
            raise failure

    with pytest.raises(failure):
        fail()
    assert (title_of(package), verify(package), names(package.parent)) == ("Tờ gấp", [], ["to-gap"])


@pytest.mark.skipif(os.name == "nt", reason="files have no numbers of that kind there")
def test_every_file_is_brought_to_the_disk_once_and_before_it_is_seen(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[int] = []
    known, swap = os.fsync, module.swap
    seen: list[set[int]] = []

    def fsync(handle: int) -> None:
        brought.append(os.fstat(handle).st_ino)
        known(handle)

    def seen_now(*staging: object) -> None:
        seen.append(set(brought))
        swap(*staging)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(module, "swap", seen_now)
    rewrite(package)
    files = [path.stat().st_ino for path in package.rglob("*") if path.is_file()]
    assert [brought.count(number) for number in files] == [1] * len(files)
    assert set(files) <= seen[0]


@pytest.mark.parametrize("step", ["payload_digests", "write_tag_files", "sync_tree", "swap", "make_staging"])
def test_a_full_disk_at_any_step_leaves_the_old_package(
    package: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, step, full)
    with pytest.raises(OSError, match="No space"):
        rewrite(package)
    assert (title_of(package), verify(package), names(package.parent)) == ("Tờ gấp", [], ["to-gap"])


def test_a_refused_second_rename_gives_the_old_package_its_name_back(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        rewrite(package)
    assert (title_of(package), verify(package), names(package.parent)) == ("Tờ gấp", [], ["to-gap"])


def rewrite_and(spoil: Callable[[PackageChange], None], change: PackageChange) -> None:
    change.write_record(NEW.encode())
    spoil(change)


MEDDLED: dict[str, Callable[[Path], object]] = {
    "a record written over": lambda root: (root / "data/record.json").write_text("{}", encoding="utf-8"),
    "a file laid in": lambda root: (root / "data/ghi-chu.txt").write_text("của cán bộ", encoding="utf-8"),
    "a source taken out": lambda root: (root / "data/source/to-gap.jpg").unlink(),
    "another bag-info": lambda root: (root / "bag-info.txt").write_text("Source-Organization: ai đó", encoding="utf-8"),
    "no manifest": lambda root: (root / "manifest-sha256.txt").unlink(),
    "no tag files": lambda root: [path.unlink() for path in root.glob("*.txt")],
}


class TestNothingIsLost:
    def refused(self, package: Path, spoil: Callable[[PackageChange], None], kind: type[Exception]) -> Exception:
        before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
        with pytest.raises(kind) as caught, changing(package) as change:
            rewrite_and(spoil, change)
        changed = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
        assert (title_of(package), names(package.parent)) == ("Tờ gấp", ["to-gap"])
        assert kind is not PayloadLost or changed == before
        return caught.value

    def test_a_file_that_nobody_named_must_not_go(self, package: Path) -> None:
        problem = self.refused(package, lambda change: (change.data / "source/to-gap.jpg").unlink(), PayloadLost)
        assert str(problem) == "The file “data/source/to-gap.jpg” would be lost from the package; it was left as it is."

    def test_a_staging_folder_taken_away_by_others(self, package: Path) -> None:
        """What two runs of `derive` once did to each other."""
        self.refused(package, lambda change: shutil.rmtree(change.data / "source"), PayloadLost)

    def test_a_file_written_over_without_a_name(self, package: Path) -> None:
        def write_over(change: PackageChange) -> None:
            path = change.data / "source/to-gap.jpg"
            path.unlink()
            path.write_bytes(b"another")

        self.refused(package, write_over, PackageDamaged)

    def test_damage_is_not_sealed_away(self, package: Path) -> None:
        (package / "data/source/to-gap.jpg").write_bytes(b"rotten")
        problem = self.refused(package, lambda change: None, PackageDamaged)
        assert "data/source/to-gap.jpg" in str(problem)
        (package / "data/source/to-gap.jpg").unlink()
        self.refused(package, lambda change: None, PackageDamaged)

    @pytest.mark.parametrize("how", sorted(MEDDLED))
    def test_what_is_no_longer_what_was_sealed_is_not_sealed_again(self, package: Path, how: str) -> None:
        """Not even where the file meddled with is the one to be replaced: the new one may rest on what it says."""
        MEDDLED[how](package)
        before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
        with pytest.raises(PackageDamaged), changing(package) as change:
            change.write_record(RECORD.encode())
        assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before

    @pytest.mark.parametrize("how", ["write", "add", "remove"])
    def test_who_changes_it_without_the_lock_is_not_overruled(self, package: Path, how: str) -> None:
        def meddle(change: PackageChange) -> None:
            if how == "write":
                (package / "data/record.json").write_text(RECORD + "\n", encoding="utf-8")
            elif how == "add":
                (package / "data/them.txt").write_text("x", encoding="utf-8")
                change.write("them.txt", b"ours")
            else:
                shutil.rmtree(package)

        with pytest.raises(ChangedMeanwhile), changing(package) as change:
            rewrite_and(meddle, change)
        assert names(package.parent) == ([] if how == "remove" else ["to-gap"])


class TestOneAtATime:
    def test_the_second_is_refused_in_one_sentence_and_touches_nothing(self, package: Path) -> None:
        with other_program(HOLDING, package):
            before = sorted(package.parent.rglob("*"))
            with pytest.raises(PackageLocked) as caught:
                rewrite(package)
            assert sorted(package.parent.rglob("*")) == before
        assert str(caught.value) == "Another run of this program is changing this package; it was left as it is."
        assert "--wait" in str(caught.value.hint)
        assert caught.value.path == package

    def test_a_killed_run_leaves_no_lock_and_the_next_clears_up(self, package: Path) -> None:
        with other_program(HOLDING, package) as other:
            other.kill()
            other.wait()
        assert title_of(package) == "Tờ gấp"
        assert len(names(package.parent)) == 3  # the package, a lock nobody holds, and half a change
        rewrite(package)
        assert (title_of(package), names(package.parent)) == ("Mới", ["to-gap"])

    def test_packages_are_locked_one_by_one(self, package: Path, tmp_path: Path) -> None:
        with other_program(HOLDING, package):
            sealed(tmp_path / "khac")

    def test_threads_of_one_program_keep_each_other_out_too(self, package: Path) -> None:
        with changing(package), pytest.raises(PackageLocked):
            rewrite(package)

    def test_the_record_is_read_with_the_lock_held(self, package: Path) -> None:
        with changing(package) as change:
            assert lock_of(package).is_file()
            change.write_record(NEW.encode())
            assert change.record().title == "Tờ gấp"
        assert not lock_of(package).exists()


class TestWhatIsNoPackage:
    def test_folders_of_other_people_are_not_touched(self, tmp_path: Path) -> None:
        for name in (".work.previous", "work"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "luan-van.docx").write_bytes(b"x")
        with pytest.raises(OutputProblem):
            sealed(tmp_path / "work")
        assert sorted(path.name for path in tmp_path.rglob("*")) == [
            ".work.previous", "luan-van.docx", "luan-van.docx", "work",
        ]  # fmt: skip

    def test_a_package_beside_them_is_changed_and_they_stay(self, package: Path) -> None:
        mine = package.with_name(".to-gap.previous")
        shutil.copytree(package, mine)
        rewrite(package)
        assert title_of(mine) == "Tờ gấp"

    def test_a_link_in_its_place_is_not_written_through(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "to-gap").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(OutputProblem):
            sealed(tmp_path / "to-gap")
        assert names(tmp_path / "elsewhere") == []

    def test_an_empty_folder_is_a_place_for_one(self, tmp_path: Path) -> None:
        (tmp_path / "to-gap").mkdir()
        assert verify(sealed(tmp_path / "to-gap")) == []

    def test_the_present_folder_by_a_dot(self, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(package)
        rewrite(Path())
        assert (title_of(package), names(package.parent)) == ("Mới", ["to-gap"])

    @pytest.mark.parametrize("name", ["a" * 230, "tờ gấp " + "ậ" * 60, "[a]*b.c", "x.12345678.staging"])
    def test_names_of_any_kind(self, tmp_path: Path, name: str) -> None:
        root = sealed(tmp_path / name)
        root.rename(make_staging(root).previous)
        rewrite(root)
        assert (title_of(root), names(tmp_path)) == ("Mới", [name])
