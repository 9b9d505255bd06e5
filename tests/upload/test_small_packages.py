"""Many small packages in one request: the same promises as for one at a time, and what is not confirmed goes alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from package_factory import make_package, noise

from pbgdpl_cli.portal.server import RunningPortal, start_background
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.ledger import ItemState, Ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.bundle_form import bundle_blocks
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from pbgdpl_cli.upload.transports.protocol import Bundled
from pbgdpl_cli.web.running_portal import BUNDLE_TYPE
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
HASTY = Patience(reach=5, stuck=5, first_wait=0.01, longest_wait=0.05, connect=2, answer=5)
HEADERS = {"Content-Type": BUNDLE_TYPE}


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[RunningPortal]:
    with start_background(tmp_path / "portal") as running:
        yield running


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    return [
        make_package(tmp_path / "packages", f"g{n}", {"source/a.pdf": b"%PDF-1.7 " + noise(900, n)}, title=f"Nhỏ {n}")
        for n in range(5)
    ]


class Watched(EmbeddedTransport):
    """Counts requests; `spoil` is called before each bundle."""

    spoil: Callable[[], None] = staticmethod(lambda: None)
    bundles = 0
    alone = 0

    def send_bundle(self, bundle: Any) -> frozenset[str]:
        self.bundles += 1
        self.spoil()
        return super().send_bundle(bundle)

    def send_record(self, parcel: Any, replaces: str | None) -> tuple[str, ...]:
        self.alone += 1
        return super().send_record(parcel, replaces)


def send(transport: EmbeddedTransport, home: Path, places: list[Path], **options: Any) -> UploadReport:
    return upload_packages(find_packages(places), transport, home, options=UploadOptions(**options))


def outcomes(report: UploadReport) -> set[UploadOutcome]:
    return {item.outcome for item in report.items}


def test_they_arrive_with_one_request_and_are_known_again(
    portal: RunningPortal, places: list[Path], home: Path
) -> None:
    transport = Watched(portal.address, patience=HASTY)
    report = send(transport, home, places)
    assert (outcomes(report), transport.bundles, transport.alone) == ({UploadOutcome.SENT}, 1, 0)
    assert [item.bytes_sent for item in report.items] == [909] * 5
    assert outcomes(send(transport, home, places)) == {UploadOutcome.UNCHANGED}
    transport.close()
    ledger = Ledger(home)
    assert {(item.state, item.batch) for item in ledger.items()} == {(ItemState.CONFIRMED, report.batch)}
    assert all(item.sent_at and item.files for item in ledger.items())
    ledger.close()
    web = httpx2.Client(base_url=portal.address, trust_env=False)
    for place in places:
        parcel = open_parcel(place)
        assert web.get(f"/records/{parcel.identifier}").text == parcel.body
        assert web.get(f"/blobs/{parcel.files[0].sha256}").content == parcel.files[0].source.read_bytes()
    web.close()


def test_corrected_ones_take_the_place_of_what_came_from_here(
    portal: RunningPortal, tmp_path: Path, home: Path
) -> None:
    transport = Watched(portal.address, patience=HASTY)
    for words in ("Một.", "Hai."):
        made = [make_package(tmp_path / "p", f"g{n}", title=f"Sửa {n}", description=words) for n in range(3)]
        report = send(transport, home, made)
    transport.close()
    assert (outcomes(report), transport.alone) == ({UploadOutcome.UPDATED}, 0)


def test_what_came_from_elsewhere_is_a_conflict_and_the_rest_goes(
    portal: RunningPortal, places: list[Path], tmp_path: Path, home: Path
) -> None:
    transport = Watched(portal.address, patience=HASTY)
    theirs = make_package(tmp_path / "theirs", "g0", title="Nhỏ 0", description="Của họ.")
    send(transport, tmp_path / "their-home", [theirs])
    report = send(transport, home, places)
    transport.close()
    assert [item.outcome for item in report.items] == [UploadOutcome.CONFLICT, *[UploadOutcome.SENT] * 4]


def test_a_package_edited_between_look_and_sending_goes_as_it_is_now(
    portal: RunningPortal, places: list[Path], tmp_path: Path, home: Path
) -> None:
    transport = Watched(portal.address, patience=HASTY)
    asked = transport.find_records

    def edit(parcels: Any) -> Any:
        transport.find_records = asked  # type: ignore[method-assign]
        make_package(tmp_path / "packages", "g2", {"source/a.pdf": b"%PDF-1.7 " + noise(900, 2)}, title="Nhỏ 2",
                     description="Vừa sửa.")  # fmt: skip
        return asked(parcels)

    transport.find_records = edit  # type: ignore[method-assign]
    report = send(transport, home, places)
    transport.close()
    assert outcomes(report) == {UploadOutcome.SENT}
    found = httpx2.get(f"{portal.address}/records/{open_parcel(places[2]).identifier}", trust_env=False)
    assert found.json()["description"] == "Vừa sửa."


def test_a_bundle_that_is_lost_is_made_good_one_by_one(portal: RunningPortal, places: list[Path], home: Path) -> None:
    def fail() -> None:
        transport._connection.renew()
        raise transport._connection.unreachable("x")

    transport = Watched(portal.address, patience=HASTY)
    transport.spoil = fail
    report = send(transport, home, places)
    transport.close()
    assert (outcomes(report), transport.alone) == ({UploadOutcome.SENT}, 5)


def test_an_answer_that_is_lost_makes_nothing_twice(portal: RunningPortal, places: list[Path], home: Path) -> None:
    transport = Watched(portal.address, patience=HASTY)
    done = EmbeddedTransport.send_bundle

    def lose(bundle: Any) -> frozenset[str]:
        done(transport, bundle)
        raise transport._connection.unreachable("x")

    transport.send_bundle = lose  # type: ignore[method-assign]
    report = send(transport, home, places)
    transport.close()
    assert (outcomes(report), transport.alone) == ({UploadOutcome.UNCHANGED}, 0)


def test_a_flipped_byte_here_is_told_and_the_rest_goes(portal: RunningPortal, places: list[Path], home: Path) -> None:
    transport = Watched(portal.address, patience=HASTY)
    file = places[3] / "data" / "source" / "a.pdf"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    report = send(transport, home, places)
    transport.close()
    assert [item.outcome for item in report.items].count(UploadOutcome.SENT) == 4
    assert report.items[3].problem is not None
    assert report.items[3].problem.code == "package-changed"


def test_two_packages_with_one_identifier_are_told_before_anything_goes(
    portal: RunningPortal, tmp_path: Path, home: Path
) -> None:
    first = make_package(tmp_path, "a", title="Trùng")
    second = make_package(tmp_path, "b", title="Trùng", description="Nói khác.")
    transport = Watched(portal.address, patience=HASTY)
    report = send(transport, home, [first, second])
    transport.close()
    assert report.items[0].outcome is UploadOutcome.SENT
    assert report.items[1].problem is not None
    assert report.items[1].problem.code == "twice-in-run"


class TestTheAddress:
    """`POST /bundles`."""

    def body(self, place: Path) -> bytes:
        parcel = open_parcel(place)
        contents = {file.sha256: file.source.read_bytes() for file in parcel.files}
        return b"".join(bundle_blocks([Bundled(parcel, None, contents)]))

    def post(self, portal: RunningPortal, body: bytes, headers: dict[str, str] | None = None) -> int:
        return httpx2.post(f"{portal.address}/bundles", content=body, headers=headers or HEADERS,
                           trust_env=False).status_code  # fmt: skip

    def test_nothing_is_taken_of_one_that_is_cut_or_damaged(self, portal: RunningPortal, places: list[Path]) -> None:
        body = self.body(places[0])
        identifier = open_parcel(places[0]).identifier
        assert self.post(portal, body[:-1]) == 400
        assert self.post(portal, body + b"x") == 400
        assert self.post(portal, body[:-1] + bytes([body[-1] ^ 1])) == 460
        assert self.post(portal, b"{}\n") == 422
        assert self.post(portal, b"no json\n") == 422
        assert self.post(portal, body, {"Content-Type": "text/plain"}) == 415
        assert httpx2.get(f"{portal.address}/records/{identifier}", trust_env=False).status_code == 404
        assert self.post(portal, body) == 200

    def test_one_that_is_too_large_is_refused(self, portal: RunningPortal) -> None:
        assert self.post(portal, bytes((16 << 20) + 1)) == 413

    def test_a_record_whose_files_are_missing_is_not_taken(self, portal: RunningPortal, places: list[Path]) -> None:
        parcel = open_parcel(places[0])
        body = b"".join(bundle_blocks([Bundled(parcel, None, {})]))
        answer = httpx2.post(f"{portal.address}/bundles", content=body, headers=HEADERS, trust_env=False)
        assert answer.json() == {"taken": []}

    def test_which_files_are_missing_is_one_question(self, portal: RunningPortal, places: list[Path]) -> None:
        self.post(portal, self.body(places[0]))
        here, other = open_parcel(places[0]).files[0].sha256, hashlib.sha256(b"other").hexdigest()
        answer = httpx2.get(f"{portal.address}/blobs", params={"sha256": [here, other]}, trust_env=False)
        assert json.loads(answer.text) == {"missing": [other]}
