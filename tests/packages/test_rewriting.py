"""Another record for a package or a record file: made from the newest one, the old one kept."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sealed import RECORD, names, sealed, title_of

from validators.packages import changing as changing_module
from validators.packages.changing import changing
from validators.packages.faults import PackageLocked
from validators.packages.locking import AT_ONCE
from validators.packages.package import MaterialPath, PackageForm
from validators.packages.rewriting import rewrite_record
from validators.packages.verification import verify


@pytest.fixture(params=list(PackageForm)[::2], ids=["package", "record"])
def material(request: pytest.FixtureRequest, tmp_path: Path) -> MaterialPath:
    if request.param is PackageForm.FOLDER:
        return MaterialPath(sealed(tmp_path / "to-gap"), PackageForm.FOLDER)
    (tmp_path / "to-gap.json").write_text(RECORD, encoding="utf-8")
    return MaterialPath(tmp_path / "to-gap.json", PackageForm.RECORD)


def record_in(material: MaterialPath) -> str:
    path = material.path / "data/record.json" if material.form is PackageForm.FOLDER else material.path
    return path.read_text(encoding="utf-8")


def renamed(stored: bytes) -> str:
    return stored.decode().replace("Tờ gấp", "Mới")


def test_the_new_record_is_there_and_the_old_one_kept(material: MaterialPath) -> None:
    backup = rewrite_record(material, renamed)
    assert backup is not None
    assert backup.read_text(encoding="utf-8") == RECORD
    assert record_in(material) == RECORD.replace("Tờ gấp", "Mới")
    assert names(material.path.parent) == sorted([material.path.name, backup.name])
    assert material.form is PackageForm.RECORD or verify(material.path) == []


def test_older_copies_are_kept_too(material: MaterialPath) -> None:
    backups = [rewrite_record(material, lambda stored: f"{stored.decode()} ") for _ in range(3)]
    assert len(set(backups)) == 3


def test_nothing_to_change_takes_no_lock(material: MaterialPath) -> None:
    folder = material.path.parent
    before = folder.stat().st_mtime_ns
    assert rewrite_record(material, lambda stored: None) is None
    assert folder.stat().st_mtime_ns == before  # no file was made in it, and none taken away


def test_it_is_made_from_what_another_run_wrote_before_we_had_the_lock(tmp_path: Path) -> None:
    root = sealed(tmp_path / "to-gap")
    asked = []

    def rewrite(stored: bytes) -> str:
        if not asked:  # another run comes first
            with changing(root) as change:
                change.write_record(RECORD.replace("to-gap", "sach").encode())
        asked.append(stored)
        return renamed(stored)

    rewrite_record(MaterialPath(root, PackageForm.FOLDER), rewrite)
    text = (root / "data/record.json").read_text(encoding="utf-8")
    assert (title_of(root), '"kind": "sach"' in text, len(asked)) == ("Mới", True, 2)


def test_done_by_another_run_meanwhile(tmp_path: Path) -> None:
    root = sealed(tmp_path / "to-gap")

    def rewrite(stored: bytes) -> str | None:
        if "Mới" in stored.decode():
            return None
        with changing(root) as change:
            change.write_record(renamed(stored).encode())
        return renamed(stored)

    assert rewrite_record(MaterialPath(root, PackageForm.FOLDER), rewrite) is None
    assert names(tmp_path) == ["to-gap"]


def test_locked(material: MaterialPath) -> None:
    with changing_module.locked_package(material.path), pytest.raises(PackageLocked):
        rewrite_record(material, renamed, AT_ONCE)
    assert record_in(material) == RECORD
    assert names(material.path.parent) == [material.path.name]


def test_a_full_disk_leaves_no_copy_of_what_was_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sealed(tmp_path / "to-gap")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(changing_module, "sync_tree", full)
    with pytest.raises(OSError, match="No space"):
        rewrite_record(MaterialPath(root, PackageForm.FOLDER), renamed)
    assert (title_of(root), names(tmp_path)) == ("Tờ gấp", ["to-gap"])
