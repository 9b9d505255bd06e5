"""Readers see one state of a package, whoever changes it meanwhile, and change nothing themselves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sealed import RECORD, sealed, title_of

from validators.packages import reading
from validators.packages.changing import changing
from validators.packages.durable import walk
from validators.packages.faults import ChangedMeanwhile, NotAPackage
from validators.packages.package import MaterialPath, Package, PackageForm
from validators.packages.reading import PackageVersion, read_material, read_unchanged, version_of
from validators.packages.swapping import make_staging, recover
from validators.packages.verification import verify


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return sealed(tmp_path / "to-gap")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PAUSE", 0.0)


def change_title(root: Path, title: str) -> None:
    with changing(root) as change:
        change.write_record(RECORD.replace("Tờ gấp", title).encode())


class TestVersion:
    def test_the_same_until_something_changes(self, package: Path) -> None:
        before = version_of(package)
        assert version_of(package) == before
        change_title(package, "Mới")
        assert version_of(package) != before

    @pytest.mark.parametrize("name", ["data/record.json", "data/them.txt", "bag-info.txt"])
    def test_any_file_counts(self, package: Path, name: str) -> None:
        before = version_of(package)
        with (package / name).open("a", encoding="utf-8") as stream:
            stream.write(" ")
        assert version_of(package) != before

    def test_a_package_that_lost_its_name_is_the_same_elsewhere(self, package: Path) -> None:
        before = version_of(package)
        staging = make_staging(package)
        package.rename(staging.previous)
        assert version_of(package) == replace(before, place=staging.previous)

    def test_none_is_a_version_too(self, tmp_path: Path) -> None:
        assert version_of(tmp_path / "none") == PackageVersion(tmp_path / "none", b"", ())


class TestReadUnchanged:
    def test_changed_in_the_middle_it_is_read_again(self, package: Path) -> None:
        seen = []

        def read(opened: Package) -> tuple[str, str]:
            first = title_of(opened.place)
            if not seen:
                change_title(package, "Mới")
            seen.append(first)
            return first, title_of(opened.place)

        assert read_unchanged(package, read) == ("Mới", "Mới")
        assert seen == ["Tờ gấp", "Mới"]

    def test_a_failure_of_a_moment_is_none(self, package: Path, tmp_path: Path) -> None:
        """The file was there when it was listed, and gone with the old package when it was opened."""
        failed = []

        def read(opened: Package) -> str:
            if not failed:
                failed.append(True)
                change_title(package, "Mới")
                raise FileNotFoundError
            return opened.record().title

        assert read_unchanged(package, read) == "Mới"

    def test_put_right_in_the_middle_it_is_read_again(self, package: Path) -> None:
        """It has not changed, but what a reader had opened is no longer where it was."""
        package.rename(make_staging(package).previous)
        places = []

        def read(opened: Package) -> str:
            if not places:
                recover(package)
            places.append(opened.place)
            return opened.record().title

        assert read_unchanged(package, read) == "Tờ gấp"
        assert (len(places), places[-1]) == (2, package)

    def test_a_failure_that_stays_is_told(self, package: Path) -> None:
        def read(opened: Package) -> str:
            raise FileNotFoundError(opened.root)

        with pytest.raises(FileNotFoundError):
            read_unchanged(package, read)

    def test_what_is_no_package_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(NotAPackage):
            read_unchanged(tmp_path / "none", lambda opened: opened.root)

    def test_changed_again_and_again_is_told(self, package: Path) -> None:
        count = iter(range(100))

        def read(opened: Package) -> None:
            (package / "data/record.json").write_text(f"{RECORD}{' ' * next(count)}", encoding="utf-8")

        with pytest.raises(ChangedMeanwhile, match="again and again"):
            read_unchanged(package, read)

    def test_nothing_is_changed_by_looking(self, package: Path) -> None:
        """Not even what a crash left is put right; no lock file comes and goes."""
        package.rename(make_staging(package).previous)
        folder = package.parent
        before = {path: path.lstat().st_mtime_ns for path in (folder, *walk(folder))}
        assert read_unchanged(package, lambda opened: verify(opened.place)) == []
        assert {path: path.lstat().st_mtime_ns for path in (folder, *walk(folder))} == before


def test_materials_of_every_form(tmp_path: Path, package: Path) -> None:
    (tmp_path / "a.json").write_text(RECORD, encoding="utf-8")
    archive = Path(shutil.make_archive(str(tmp_path / "goi"), "zip", package))
    forms = {package: PackageForm.FOLDER, archive: PackageForm.ZIP, tmp_path / "a.json": PackageForm.RECORD}
    titles = [
        read_material(MaterialPath(path, form), lambda opened: opened and opened.record().title)
        for path, form in forms.items()
    ]
    assert titles == ["Tờ gấp", "Tờ gấp", None]
