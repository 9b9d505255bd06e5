"""Large files are read while they travel: damage stops them, and no record goes before all are right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from memory_portal import CAPABILITIES, MemoryPortal, outcomes
from package_factory import noise

from pbgdpl_cli.upload.delivery import large_files, lint
from pbgdpl_cli.upload.delivery.large_files import reading_large
from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome, UploadReport
from pbgdpl_cli.upload.parcel import PackageChanged, open_parcel
from validators.packages.faults import FaultKind
from validators.packages.verification import verify

Make = Callable[..., Path]
LARGE = 100_000
FILM = {"source/goc.pdf": b"%PDF-1.7 " + noise(2_000, 1), "source/phim.mp4": b"\0\0\0\x18ftyp" + noise(LARGE, 2)}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_files, "LARGE", LARGE)
    monkeypatch.setattr(lint, "LARGE", LARGE)


def rotten(package: Path, name: str = "source/phim.mp4") -> Path:
    """One byte is another, as a disk does it."""
    place = package / "data" / name
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.write_bytes(content)
    return package


def test_a_whole_one_arrives(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    package(files=FILM)
    assert outcomes(upload()) == [UploadOutcome.SENT]
    assert len(portal.files) == 2


def test_a_damaged_one_goes_nowhere(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    rotten(package(files=FILM))
    (item,) = upload().items
    assert (item.outcome, item.problem.code) == (UploadOutcome.FAILED, "package-changed")
    assert "source/phim.mp4" in str(item.problem)
    assert "send_record" not in portal.asked


def test_one_that_is_there_already_is_read_all_the_same(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    place = package(files=FILM)
    portal.files = {file.sha256: file.bytes for file in open_parcel(place).files}
    rotten(place)
    assert outcomes(upload()) == [UploadOutcome.FAILED]
    assert "send_record" not in portal.asked


def test_a_small_damaged_one_is_told_before_the_first_byte(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    rotten(package(files=FILM), "source/goc.pdf")
    assert outcomes(upload()) == [UploadOutcome.FAILED]
    assert "send_file" not in portal.asked


def test_a_dry_run_reads_all(package: Make, upload) -> None:  # type: ignore[no-untyped-def]
    rotten(package(files=FILM))
    assert outcomes(upload(dry_run=True)) == [UploadOutcome.FAILED]


def test_where_the_office_says_so_all_are_read_before_the_first_byte(
    package: Make, portal: MemoryPortal, upload: Callable[..., UploadReport]
) -> None:
    rotten(package(files=FILM))
    package("khac", files=FILM)
    report = upload(reads_first=True)
    assert sorted(outcomes(report)) == [UploadOutcome.FAILED, UploadOutcome.SENT]
    assert portal.asked.count("send_file") == 2


@pytest.mark.parametrize("blank", [slice(-8192, None), slice(0, 8192)], ids=["end", "beginning"])
def test_one_that_was_never_copied_whole_is_told_before_the_first_byte(
    package: Make, portal: MemoryPortal, upload: Callable[..., UploadReport], blank: slice
) -> None:
    place = package(files=FILM) / "data" / "source" / "phim.mp4"
    content = bytearray(place.read_bytes())
    content[blank] = bytes(8192)
    place.write_bytes(content)
    assert outcomes(upload()) == [UploadOutcome.FAILED]
    assert "send_file" not in portal.asked


@pytest.mark.parametrize("change", ["gone", "short", "another type"])
def test_what_is_known_without_reading_is_told_before_the_first_byte(
    package: Make, portal: MemoryPortal, upload: Callable[..., UploadReport], change: str
) -> None:
    place = package(files=FILM) / "data" / "source" / "phim.mp4"
    content = place.read_bytes()
    changed = {"gone": b"", "short": content[:-1], "another type": b"<html><body>" + content[12:]}[change]
    place.write_bytes(changed)
    if change == "gone":
        place.unlink()
    assert outcomes(upload()) == [UploadOutcome.FAILED]
    assert "send_file" not in portal.asked


def test_a_portal_that_keeps_files_unseen_gets_no_byte(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    portal.capabilities = replace(CAPABILITIES, verify="size")
    rotten(package(files=FILM))
    assert outcomes(upload()) == [UploadOutcome.FAILED]
    assert "send_file" not in portal.asked


class TestReading:
    def test_damage_is_told_as_soon_as_it_is_known(self, package: Make) -> None:
        parcel = open_parcel(rotten(package(files=FILM)))
        with reading_large(parcel, parcel.files) as reading:
            with pytest.raises(PackageChanged):
                reading.finish()
            with pytest.raises(PackageChanged):
                reading.look()

    def test_nobody_waits_for_it_when_sending_ended(self, package: Make) -> None:
        given_up = Event()
        given_up.set()
        parcel = open_parcel(rotten(package(files=FILM)))
        assert large_files._first_damaged(list(parcel.files), given_up) is None

    def test_one_that_is_gone_is_told(self, package: Make) -> None:
        parcel = open_parcel(package(files=FILM))
        (parcel.path / "data" / "source" / "phim.mp4").unlink()
        with reading_large(parcel, parcel.files) as reading, pytest.raises(FileNotFoundError):
            reading.finish()


class TestSeal:
    def test_large_ones_are_believed_where_that_is_asked(self, package: Make) -> None:
        place = rotten(package(files=FILM))
        assert verify(place, LARGE) == []
        assert [fault.kind for fault in verify(place, LARGE * 2)] == [FaultKind.CHECKSUM]
        assert [fault.kind for fault in verify(place)] == [FaultKind.CHECKSUM]

    def test_whatever_else_is_wrong_has_all_of_them_read(self, package: Make) -> None:
        place = rotten(package(files=FILM))
        (place / "data" / "la.txt").write_text("lạ", encoding="utf-8")
        assert {fault.path for fault in verify(place, LARGE)} >= {"data/la.txt"}
