from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import bagit
import pytest
from package_factory import make_package, noise

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload.afterwards.drift import Drift, drift_of
from pbgdpl_cli.upload.afterwards.undoing import UndoOutcome, batch_named, undo_batch
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome, UploadReport
from pbgdpl_cli.upload.ledger import ItemState, open_ledger
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile, open_parcel
from pbgdpl_cli.upload.reports.hand_over import leave_receipts, take_over
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from pbgdpl_cli.upload.transports.folder import CorruptCopy, FolderTransport
from pbgdpl_cli.upload.transports.protocol import HAND_OVER_MARK, RETURNED, BytesSent, TransferNotes
from validators.packages.changing import changing
from validators.packages.locking import AlreadyRunning
from validators.packages.package import find_packages
from validators.packages.verification import verify

Make = Callable[..., Path]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "usb"


def send(paths: Path, stick: Path, home: Path) -> UploadReport:
    with closing(FolderTransport(stick, Bandwidth())) as transport:
        return upload_packages(find_packages([paths]), transport, home)


def outcomes(report: UploadReport) -> list[UploadOutcome]:
    return [item.outcome for item in report.items]


def names(stick: Path) -> list[str]:
    return sorted(place.name for place in stick.iterdir() if place.name != HAND_OVER_MARK)


@pytest.mark.real
def test_a_whole_bag_arrives_and_a_second_run_does_nothing(package: Make, stick: Path, home: Path) -> None:
    place = package()
    assert outcomes(send(place, stick, home)) == [UploadOutcome.SENT]
    assert bagit.Bag(str(stick / place.name)).is_valid()
    assert names(stick) == [place.name]
    second = send(place, stick, home).items[0]
    assert (second.outcome, second.bytes_sent) == (UploadOutcome.UNCHANGED, 0)


@pytest.mark.real
def test_another_station_carries_it_on(package: Make, stick: Path, home: Path, tmp_path: Path) -> None:
    send(package(), stick, home)
    assert outcomes(send(stick, tmp_path / "second", tmp_path / "home2")) == [UploadOutcome.SENT]


@pytest.mark.real
def test_a_corrected_package_takes_the_place_of_the_old_one(package: Make, stick: Path, home: Path) -> None:
    send(package(files={"source/a.pdf": b"a" * 9, "source/old.pdf": b"o"}), stick, home)
    place = package(files={"source/a.pdf": b"a" * 9})
    assert outcomes(send(place, stick, home)) == [UploadOutcome.UPDATED]
    assert verify(stick / place.name) == []
    assert not (stick / place.name / "data" / "source" / "old.pdf").exists()
    assert names(stick) == [place.name]


@pytest.mark.real
def test_two_materials_of_one_name_both_find_a_place(tmp_path: Path, stick: Path, home: Path) -> None:
    for number in (1, 2):
        make_package(tmp_path / f"p{number}", "goi", title=f"Tài liệu {number}")
        assert outcomes(send(tmp_path / f"p{number}", stick, home)) == [UploadOutcome.SENT]
    assert len(names(stick)) == 2
    for number in (1, 2):
        assert outcomes(send(tmp_path / f"p{number}", stick, home)) == [UploadOutcome.UNCHANGED]


@pytest.mark.real
def test_another_version_from_elsewhere_is_left_alone(package: Make, stick: Path, home: Path, tmp_path: Path) -> None:
    send(package(description="Một."), stick, tmp_path / "other-home")
    assert outcomes(send(package(description="Hai."), stick, home)) == [UploadOutcome.CONFLICT]


@pytest.mark.real
def test_a_stick_that_spoils_bytes_is_noticed(package: Make, stick: Path, home: Path) -> None:
    place = package()
    send(place, stick, home)
    (stick / place.name / "data" / "source" / "goc.pdf").write_bytes(b"\0" * 5009)
    assert outcomes(send(place, stick, home)) == [UploadOutcome.SENT]
    assert verify(stick / place.name) == []


def test_what_is_written_is_read_back(package: Make, stick: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = FolderTransport._copy

    def spoil(self: FolderTransport, file, target: Path, sent) -> None:  # type: ignore[no-untyped-def]
        real(self, file, target, sent)
        target.write_bytes(b"\0" * file.bytes)

    monkeypatch.setattr(FolderTransport, "_copy", spoil)
    item = send(package(), stick, home).items[0]
    assert isinstance(item.problem, CorruptCopy)
    assert not [name for name in names(stick) if not name.startswith(".")]


@pytest.mark.real
@pytest.mark.parametrize("after", range(1, 9))
def test_a_pulled_stick_is_made_good_by_the_next_run(
    package: Make, stick: Path, home: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    place = package(files={f"source/{number}.pdf": noise(3000 + number, number) for number in range(4)})
    real, count = FolderTransport._copy, [0]

    def pull(self: FolderTransport, file, target: Path, sent) -> None:  # type: ignore[no-untyped-def]
        count[0] += 1
        if count[0] == after:
            target.with_name(target.name + ".part").write_bytes(b"half")
            raise KeyboardInterrupt
        real(self, file, target, sent)

    with monkeypatch.context() as patched:
        patched.setattr(FolderTransport, "_copy", pull)
        with pytest.raises(KeyboardInterrupt):
            send(place, stick, home)
        assert place.name not in names(stick)
    again = send(place, stick, home).items[0]
    assert again.outcome is UploadOutcome.SENT
    assert verify(stick / place.name) == []
    assert names(stick) == [place.name]
    assert not list(stick.rglob("*.part"))


def test_a_missing_drive_is_told(package: Make, tmp_path: Path, home: Path) -> None:
    with pytest.raises(PortalProblem):
        send(package(), tmp_path / "no" / "drive", home)


class Meddled(FolderTransport):
    """Somebody changes the package after its first file has been sent; `times` counts how often it still happens."""

    times = 1

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        super().send_file(parcel, file, notes, sent)
        if Meddled.times:
            Meddled.times -= 1
            with changing(parcel.path) as change:
                record = parcel.record.model_copy(update={"description": f"Sửa lần {Meddled.times}."})
                change.write_record(record.model_dump_json(exclude_none=True).encode())


@pytest.mark.real
@pytest.mark.parametrize(("times", "outcome"), [(1, UploadOutcome.SENT), (50, UploadOutcome.FAILED)])
def test_changed_while_it_is_sent(
    package: Make, stick: Path, home: Path, times: int, outcome: UploadOutcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Meddled, "times", times)
    place = package()
    with closing(Meddled(stick, Bandwidth())) as transport:
        (item,) = upload_packages(find_packages([place]), transport, home).items
    assert item.outcome is outcome
    if item.outcome is UploadOutcome.SENT:
        assert (stick / place.name / "data/record.json").read_bytes() == (place / "data/record.json").read_bytes()
        assert verify(stick / place.name) == []
    else:
        assert item.problem is not None
        assert item.problem.code == "package-changed"
        assert not (stick / place.name).exists()


@pytest.mark.real
def test_one_run_at_a_time_carries_to_a_folder(package: Make, stick: Path, home: Path, tmp_path: Path) -> None:
    """Also from two computers, each with a ledger of its own."""
    place = package()
    with closing(FolderTransport(stick, Bandwidth())) as transport:
        transport.check()
        with pytest.raises(AlreadyRunning):
            send(place, stick, tmp_path / "home2")
    assert outcomes(send(place, stick, home)) == [UploadOutcome.SENT]
    assert names(stick) == [place.name]


@pytest.mark.real
def test_a_persons_copy_beside_it_stays(package: Make, stick: Path, home: Path) -> None:
    place = package()
    (stick / f".{place.name}.previous").mkdir(parents=True)
    (stick / f".{place.name}.previous" / "luan-van.docx").write_bytes(b"x")
    send(place, stick, home)
    send(package(description="Đã sửa."), stick, home)
    assert names(stick) == [f".{place.name}.previous", place.name]


@pytest.mark.real
def test_what_was_carried_there_can_be_taken_out_again(package: Make, stick: Path, home: Path) -> None:
    place = package()
    report = send(place, stick, home)
    batch, _ = batch_named(home, report.batch or "")
    with closing(FolderTransport(stick, Bandwidth())) as transport:
        (item,) = undo_batch(batch, transport, home)
    assert item.outcome is UndoOutcome.WITHDRAWN
    assert names(stick) == []
    assert outcomes(send(place, stick, home)) == [UploadOutcome.REFUSED]


@pytest.mark.real
def test_a_folder_that_keeps_no_former_version_says_so(package: Make, stick: Path, home: Path) -> None:
    send(package(), stick, home)
    report = send(package(description="Đã sửa."), stick, home)
    batch, _ = batch_named(home, report.batch or "")
    with closing(FolderTransport(stick, Bandwidth())) as transport:
        (item,) = undo_batch(batch, transport, home)
    assert item.outcome is UndoOutcome.REFUSED
    assert len(names(stick)) == 1


@pytest.mark.real
def test_receipts_travel_back_with_the_drive(package: Make, stick: Path, tmp_path: Path) -> None:
    """One station carries, another uploads what it finds on the drive, the first one learns where it went."""
    first, second = tmp_path / "first", tmp_path / "second"
    place = package()
    target = send(place, stick, first).target
    with start_background(tmp_path / "portal") as portal, closing(EmbeddedTransport(portal.address)) as transport:
        report = upload_packages(find_packages([stick]), transport, second)
    assert outcomes(report) == [UploadOutcome.SENT]
    assert leave_receipts(second, report.target, [item.path for item in report.items]) == (stick / RETURNED,)
    foreign = {"target": "portal:x", "identifier": "urn:nobody", "revision": "r", "confirmed_at": "2026-01-01"}
    told = json.loads((stick / RETURNED).read_text(encoding="utf-8"))
    (stick / RETURNED).write_text(json.dumps([*told, foreign, "no receipt", {}]), encoding="utf-8")
    assert take_over(first, target, stick) == 1
    assert take_over(first, target, stick) == 0
    with open_ledger(first) as ledger:
        (item,) = ledger.items(report.target)
    assert (item.state, item.remote, item.path) == (ItemState.CONFIRMED, report.items[0].remote, str(place.resolve()))
    assert names(stick) == [place.name, RETURNED]


def test_a_folder_nobody_handed_over_gets_no_receipts(package: Make, tmp_path: Path, home: Path) -> None:
    assert leave_receipts(home, "portal:a", [package()]) == ()
    assert not (tmp_path / "packages" / RETURNED).exists()


@pytest.mark.real
@pytest.mark.parametrize("left", [None, b"%PDF-1.7 other"])
def test_a_file_the_drive_lost_is_named_and_goes_again(
    package: Make, stick: Path, home: Path, left: bytes | None
) -> None:
    place = package(files={"source/a.pdf": b"%PDF-1.7 whole", "source/b.pdf": b"%PDF-1.7 two and more"})
    send(place, stick, home)
    lost = stick / place.name / "data" / "source" / "b.pdf"
    lost.unlink()
    if left is not None:
        lost.write_bytes(left)
    identifier = open_parcel(place).identifier
    with closing(FolderTransport(stick, Bandwidth())) as transport:
        told = drift_of(transport, home, [identifier])[identifier]
    assert told.drift is (Drift.FILE_MISSING if left is None else Drift.FILE_CHANGED)
    assert told.detail == "source/b.pdf"
    assert outcomes(send(place, stick, home)) == [UploadOutcome.SENT]
    assert not verify(stick / place.name)
