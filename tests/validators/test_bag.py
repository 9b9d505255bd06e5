"""Sealing and verifying packages, and what a crash leaves behind."""

from __future__ import annotations

import os
import shutil
import unicodedata
import zipfile
from pathlib import Path

import bagit
import pytest

from validators.packages import bag
from validators.packages.archive import ArchiveLimits, unpack
from validators.packages.faults import FaultKind, NotAPackage, UnsafeArchive, UnsafeName
from validators.packages.package import Found, PackageForm, find_packages, open_package, unpacked
from validators.problems import OutputProblem

RECORD = '{"schema_version": "1.0", "identifier": "urn:uuid:1", "title": "Tờ gấp", "kind": "to-gap"}'


def stage(folder: Path, text: str = RECORD) -> Path:
    staging = folder / ".staging"
    (staging / "data" / "source").mkdir(parents=True)
    (staging / "data" / "record.json").write_text(text, encoding="utf-8")
    (staging / "data" / "source" / "to-gap.jpg").write_bytes(b"\xff\xd8" * 100)
    return staging


@pytest.fixture
def package(tmp_path: Path) -> Path:
    target = tmp_path / "to-gap"
    bag.seal(stage(tmp_path), target, {"Source-Organization": "UBND xã\nBình An"})
    return target


def test_a_sealed_package_is_a_valid_bag_for_the_reference_library(package: Path) -> None:
    assert bagit.Bag(str(package)).is_valid()
    assert bag.verify(package) == []
    assert sorted(path.name for path in package.iterdir()) == [
        "bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip


def test_bag_info_has_date_and_oxum_and_stays_on_one_line(package: Path) -> None:
    text = (package / "bag-info.txt").read_text(encoding="utf-8")
    assert f"Payload-Oxum: {200 + len(RECORD.encode())}.2\n" in text
    assert "Bagging-Date: 2" in text
    assert "Source-Organization: UBND xã Bình An\n" in text


def test_sealing_again_replaces_and_leaves_nothing_behind(tmp_path: Path, package: Path) -> None:
    bag.seal(stage(tmp_path, RECORD.replace("Tờ gấp", "Mới")), package, {})
    assert "Mới" in (package / "data/record.json").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["to-gap"]


def test_a_crash_between_the_renames_brings_the_old_package_back(package: Path) -> None:
    package.rename(package.with_name(".to-gap.previous"))
    assert open_package(package).record().title == "Tờ gấp"
    assert not package.with_name(".to-gap.previous").exists()


def test_find_packages_recovers_too(package: Path) -> None:
    package.rename(package.with_name(".to-gap.previous"))
    assert [item.path for item in find_packages([package.parent])] == [package]


def test_a_crash_before_the_old_one_was_removed_keeps_the_new(package: Path) -> None:
    shutil.copytree(package, package.with_name(".to-gap.previous"))
    (package.with_name(".to-gap.previous") / "data/record.json").write_text("old", encoding="utf-8")
    assert open_package(package).record().title == "Tờ gấp"
    assert not package.with_name(".to-gap.previous").exists()


def test_no_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(OutputProblem):
        bag.seal(tmp_path / "empty", tmp_path / "out", {})


@pytest.mark.parametrize("name", ["a:b.txt", "a%0A.txt", "trailing ", "line\nbreak"])
@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to make these names at all")
def test_names_no_system_shares_are_refused(tmp_path: Path, name: str) -> None:
    staging = stage(tmp_path)
    (staging / "data" / name).write_text("x", encoding="utf-8")
    with pytest.raises(UnsafeName):
        bag.seal(staging, tmp_path / "out", {})


def test_names_that_are_one_after_nfc_are_refused(tmp_path: Path) -> None:
    staging = stage(tmp_path)
    (staging / "data" / "luật.txt").write_text("x", encoding="utf-8")
    (staging / "data" / unicodedata.normalize("NFD", "luật.txt")).write_text("x", encoding="utf-8")
    with pytest.raises(UnsafeName):
        bag.seal(staging, tmp_path / "out", {})


def test_links_are_refused_both_ways(tmp_path: Path, package: Path) -> None:
    staging = stage(tmp_path)
    (staging / "data" / "out").symlink_to(tmp_path)
    with pytest.raises(UnsafeName):
        bag.seal(staging, tmp_path / "other", {})
    (package / "data" / "loop").symlink_to(package)
    assert [fault.kind for fault in bag.verify(package)] == [FaultKind.LINK]


def test_a_link_in_the_targets_place_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "to-gap").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputProblem):
        bag.seal(stage(tmp_path), tmp_path / "to-gap", {})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_faults_are_told_apart(package: Path) -> None:
    (package / "data/record.json").write_text(RECORD.replace("Tờ", "Tơ"), encoding="utf-8")
    assert {(fault.kind, fault.path) for fault in bag.verify(package)} == {(FaultKind.CHECKSUM, "data/record.json")}
    (package / "data/source/to-gap.jpg").rename(package / "data/source/renamed.jpg")
    kinds = {(fault.kind, fault.path) for fault in bag.verify(package)}
    assert (FaultKind.MISSING_FILE, "data/source/to-gap.jpg") in kinds
    assert (FaultKind.UNEXPECTED_FILE, "data/source/renamed.jpg") in kinds


def test_a_file_of_another_size_is_named(package: Path) -> None:
    (package / "data/source/to-gap.jpg").write_bytes(b"short")
    faults = {(fault.kind, fault.path) for fault in bag.verify(package)}
    assert faults == {(FaultKind.CHECKSUM, "data/source/to-gap.jpg")}


def test_a_changed_tag_file_is_seen(package: Path) -> None:
    with (package / "bag-info.txt").open("a", encoding="utf-8") as stream:
        stream.write("Contact-Name: X\n")
    assert {(fault.kind, fault.path) for fault in bag.verify(package)} == {(FaultKind.CHECKSUM, "bag-info.txt")}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "data/../../x", "~/x"])
def test_manifest_entries_that_lead_out_are_refused(package: Path, name: str) -> None:
    with (package / "manifest-sha256.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  {name}\n")
    assert [fault.kind for fault in bag.verify(package)] == [FaultKind.ESCAPE]


def test_without_declaration_it_is_no_bag(package: Path) -> None:
    (package / "bagit.txt").unlink()
    assert [fault.kind for fault in bag.verify(package)] == [FaultKind.NOT_A_BAG]


def test_names_in_another_normal_form_than_the_manifest_are_the_same_file(tmp_path: Path) -> None:
    staging = stage(tmp_path)
    (staging / "data" / "source" / "luật.txt").write_text("x", encoding="utf-8")
    target = tmp_path / "out"
    bag.seal(staging, target, {})
    path = target / "data/source/luật.txt"
    path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    assert bag.verify(target) == []


def zip_of(package: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as zipped:
        for path in bag.walk(package):
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
    with unpacked(Found(archive, PackageForm.ZIP)) as opened:
        assert opened is not None
        assert opened.record().title == "Tờ gấp"
        root = opened.root
    assert not root.exists()


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
