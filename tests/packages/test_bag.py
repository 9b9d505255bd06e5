"""The form of a bag: what is sealed, what is refused, and which damage is found."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import bagit
import pytest
from sealed import PHOTO, RECORD, names, sealed

from validators.packages.bag import read_bag_info, write_tag_files
from validators.packages.changing import PackageChange, changing
from validators.packages.faults import FaultKind, PackageDamaged, UnsafeName
from validators.packages.verification import verify


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return sealed(tmp_path / "to-gap")


def test_a_sealed_package_is_a_valid_bag_for_the_reference_library(package: Path) -> None:
    assert bagit.Bag(str(package)).is_valid()
    assert verify(package) == []
    assert names(package) == [
        "bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip


def test_bag_info_has_date_and_oxum_and_stays_on_one_line(package: Path) -> None:
    text = (package / "bag-info.txt").read_text(encoding="utf-8")
    assert f"Payload-Oxum: {len(PHOTO) + len(RECORD.encode())}.2\n" in text
    assert "Bagging-Date: 2" in text
    assert "Source-Organization: UBND xã Bình An\n" in text


def sealed_by_another_program(root: Path, *algorithms: str) -> None:
    bag = bagit.Bag(str(root))
    bag.algorithms = list(algorithms) or ["sha256"]
    bag.save(manifests=True)


def test_what_bag_info_says_stays_with_every_seal(package: Path) -> None:
    (package / "bag-info.txt").write_text(
        "Bagging-Date: 2020-01-01\nContact-Name: A\nContact-Name: B\nNote: long\n  and longer\n", encoding="utf-8"
    )
    sealed_by_another_program(package)
    with changing(package) as change:
        change.describe({"Note": "short"})
        change.write("content.md", b"x")
    text = (package / "bag-info.txt").read_text(encoding="utf-8")
    assert text.startswith("Bagging-Date: 2")
    assert "2020-01-01" not in text
    assert read_bag_info(package) == [("Note", "short"), ("Contact-Name", "A"), ("Contact-Name", "B")]


def test_a_value_on_two_lines_is_one_value(package: Path) -> None:
    (package / "bag-info.txt").write_text("Note: long\n  and longer\n\tstill\n", encoding="utf-8")
    assert read_bag_info(package) == [("Note", "long and longer still")]


def test_tag_files_of_other_programs_stay_and_are_sealed(package: Path) -> None:
    (package / "premis").mkdir()
    (package / "premis" / "events.xml").write_text("<premis/>", encoding="utf-8")
    sealed_by_another_program(package, "sha256", "md5")
    assert (package / "manifest-md5.txt").exists()
    with changing(package) as change:
        change.write("content.md", b"x")
    assert (package / "premis/events.xml").read_text(encoding="utf-8") == "<premis/>"
    assert "premis/events.xml" in (package / "tagmanifest-sha256.txt").read_text(encoding="utf-8")
    assert not (package / "manifest-md5.txt").exists()
    assert bagit.Bag(str(package)).is_valid()


@pytest.mark.parametrize("name", ["a:b.txt", "a%0A.txt", "trailing ", "line\nbreak"])
@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to make these names at all")
def test_names_no_system_shares_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeName), changing(tmp_path / "out") as change:
        change.write(name, b"x")
    assert names(tmp_path) == []


def write_twins(change: PackageChange) -> None:
    change.write(unicodedata.normalize("NFC", "luật.txt"), b"x")
    change.write(unicodedata.normalize("NFD", "luật.txt"), b"x")


def test_names_that_are_one_after_nfc_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeName), changing(tmp_path / "out") as change:
        write_twins(change)


def test_links_are_refused_both_ways(tmp_path: Path, package: Path) -> None:
    with pytest.raises(UnsafeName), changing(tmp_path / "other") as change:
        (change.data / "out").symlink_to(tmp_path)
    (package / "data" / "loop").symlink_to(package)
    assert [fault.kind for fault in verify(package)] == [FaultKind.LINK]
    with pytest.raises(PackageDamaged), changing(package) as change:
        change.write("content.md", b"x")


def test_faults_are_told_apart(package: Path) -> None:
    (package / "data/record.json").write_text(RECORD.replace("Tờ", "Tơ"), encoding="utf-8")
    assert {(fault.kind, fault.path) for fault in verify(package)} == {(FaultKind.CHECKSUM, "data/record.json")}
    (package / "data/source/to-gap.jpg").rename(package / "data/source/renamed.jpg")
    kinds = {(fault.kind, fault.path) for fault in verify(package)}
    assert (FaultKind.MISSING_FILE, "data/source/to-gap.jpg") in kinds
    assert (FaultKind.UNEXPECTED_FILE, "data/source/renamed.jpg") in kinds


def test_a_file_of_another_size_is_named(package: Path) -> None:
    (package / "data/source/to-gap.jpg").write_bytes(b"short")
    faults = {(fault.kind, fault.path) for fault in verify(package)}
    assert faults == {(FaultKind.CHECKSUM, "data/source/to-gap.jpg")}


def test_a_changed_tag_file_is_seen(package: Path) -> None:
    with (package / "bag-info.txt").open("a", encoding="utf-8") as stream:
        stream.write("Contact-Name: X\n")
    assert {(fault.kind, fault.path) for fault in verify(package)} == {(FaultKind.CHECKSUM, "bag-info.txt")}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "data/../../x", "~/x"])
def test_manifest_entries_that_lead_out_are_refused(package: Path, name: str) -> None:
    with (package / "manifest-sha256.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  {name}\n")
    assert [fault.kind for fault in verify(package)] == [FaultKind.ESCAPE]


def test_without_declaration_it_is_no_bag(package: Path) -> None:
    (package / "bagit.txt").unlink()
    assert [fault.kind for fault in verify(package)] == [FaultKind.NOT_A_BAG]


def test_names_in_another_normal_form_than_the_manifest_are_the_same_file(package: Path) -> None:
    with changing(package) as change:
        change.write("source/luật.txt", b"x")
    path = package / "data/source/luật.txt"
    path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    assert verify(package) == []
    with changing(package) as change:
        change.write("content.md", b"x")
    assert verify(package) == []


def test_tag_files_are_written_through_no_link(tmp_path: Path) -> None:
    folder, kept = tmp_path / "goi", tmp_path / "kept.txt"
    (folder / "data").mkdir(parents=True)
    kept.write_text("of another package", "utf-8")
    os.link(kept, folder / "manifest-sha256.txt")
    write_tag_files(folder, (), {})
    assert kept.read_text("utf-8") == "of another package"
    assert (folder / "manifest-sha256.txt").read_bytes() == b""
