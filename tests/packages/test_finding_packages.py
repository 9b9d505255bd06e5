"""Packages as they are found: folders, zips, record files, and folders that a cut change left without their name."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from sealed import RECORD, names, sealed

from validators.packages.archive import ArchiveLimits, unpack
from validators.packages.durable import walk
from validators.packages.faults import NotAPackage, UnsafeArchive
from validators.packages.package import MaterialPath, PackageForm, find_packages, open_package, unpacked
from validators.packages.swapping import make_staging, settle


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return sealed(tmp_path / "to-gap")


def zip_of(package: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as zipped:
        for path in walk(package):
            zipped.write(path, Path(package.name) / path.relative_to(package))
    return target


def test_find_packages_sees_folders_zips_and_records(tmp_path: Path, package: Path) -> None:
    zip_of(package, tmp_path / "b.zip")
    (tmp_path / "c.json").write_text(RECORD, encoding="utf-8")
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    forms = [(item.path.name, item.form) for item in find_packages([tmp_path])]
    assert forms == [
        ("b.zip", PackageForm.ZIP), ("c.json", PackageForm.RECORD), ("to-gap", PackageForm.FOLDER),
    ]  # fmt: skip


def test_a_zip_is_opened_and_cleaned_up(tmp_path: Path, package: Path) -> None:
    archive = zip_of(package, tmp_path / "b.zip")
    with unpacked(MaterialPath(archive, PackageForm.ZIP)) as opened:
        assert opened is not None
        assert opened.record().title == "Tờ gấp"
        root = opened.root
    assert not root.exists()


@pytest.mark.real
def test_zip_bombs_escapes_and_damage_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("data/x", b"\0" * (64 << 20))
    escape = tmp_path / "escape.zip"
    with zipfile.ZipFile(escape, "w") as zipped:
        zipped.writestr("../x", "x")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    for archive in (bomb, escape, broken):
        (tmp_path / archive.stem).mkdir()
        with pytest.raises(UnsafeArchive):
            unpack(archive, tmp_path / archive.stem, ArchiveLimits())
        assert list((tmp_path / archive.stem).iterdir()) == []


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage):
        open_package(tmp_path)
    with pytest.raises(NotAPackage):
        find_packages([tmp_path / "absent"])


def test_a_record_outside_the_schema_is_said(package: Path) -> None:
    (package / "data/record.json").write_text('{"title": 3}', encoding="utf-8")
    with pytest.raises(NotAPackage):
        open_package(package).record()


def test_the_present_folder_can_be_named_by_a_dot(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.parent)
    assert [item.path for item in find_packages([Path()])] == [Path(package.name)]
    monkeypatch.chdir(package)
    assert [item.path for item in find_packages([Path()])] == [Path()]


def test_a_record_named_inside_a_package_stands_for_the_package(package: Path) -> None:
    (found,) = find_packages([package / "data" / "record.json"])
    assert (found.path, found.form) == (package, PackageForm.FOLDER)


def test_an_empty_json_file_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "lost.json").touch()
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    assert [found.path.name for found in find_packages([tmp_path])] == ["lost.json"]


class TestWithoutItsName:
    """Between the two renames of a swap, and after a crash there, a package stands in a staging folder."""

    @pytest.fixture
    def cut(self, package: Path) -> Path:
        package.rename(make_staging(package).previous)
        return package

    def test_it_is_read_and_nothing_is_changed(self, cut: Path) -> None:
        before = sorted(walk(cut.parent))
        opened = open_package(cut)
        assert (opened.root, opened.place != cut) == (cut, True)
        assert opened.record().title == "Tờ gấp"
        assert sorted(walk(cut.parent)) == before

    def test_it_is_found_by_its_name_and_in_its_folder(self, cut: Path) -> None:
        for path in (cut, cut.parent):
            assert find_packages([path]) == [MaterialPath(cut, PackageForm.FOLDER)]

    def test_what_stands_under_the_name_counts_first(self, package: Path) -> None:
        staging = make_staging(package)
        sealed(staging.folder / "away", RECORD.replace("Tờ gấp", "Cũ")).rename(staging.previous)
        assert open_package(package).record().title == "Tờ gấp"
        assert [item.path for item in find_packages([package.parent])] == [package]
        settle(staging)

    def test_folders_of_other_people_are_no_packages_of_ours(self, package: Path) -> None:
        package.rename(package.with_name(".to-gap.previous"))
        with pytest.raises(NotAPackage):
            open_package(package)
        assert find_packages([package.parent]) == []
        assert names(package.parent) == [".to-gap.previous"]
