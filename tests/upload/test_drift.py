"""What was changed on a portal since it was sent, and what a disk lost, here or there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from package_factory import make_package, noise

from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload.afterwards.drift import Drift, DriftItem, drift_of
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
HASTY = Patience(reach=5, stuck=1, first_wait=0.01, longest_wait=0.05, connect=2, answer=5)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    with start_background(tmp_path / "portal") as running:
        yield running.address, tmp_path / "portal" / "portal"


class Office:
    """One office with a package on the portal."""

    def __init__(self, address: str, home: Path, place: Path) -> None:
        self.address, self.home, self.place = address, home, place
        self.identifier = open_parcel(place).identifier

    def send(self) -> None:
        transport = EmbeddedTransport(self.address, patience=HASTY)
        upload_packages(find_packages([self.place]), transport, self.home)
        transport.close()

    def drift(self, *, reading: bool = False) -> DriftItem:
        transport = EmbeddedTransport(self.address, patience=HASTY)
        try:
            return drift_of(transport, self.home, [self.identifier, "urn:nobody"], reading=reading)[self.identifier]
        finally:
            transport.close()


@pytest.fixture
def office(portal: tuple[str, Path], tmp_path: Path, home: Path) -> Office:
    files = {"source/a.pdf": b"%PDF-1.7 " + noise(500, 1)}
    made = Office(portal[0], home, make_package(tmp_path / "a", files=files, title="Trôi"))
    made.send()
    return made


def test_what_is_as_sent_is_told_so(office: Office) -> None:
    assert office.drift(reading=True).drift is Drift.SAME


def test_a_correction_by_others_is_told_with_both_revisions(office: Office, tmp_path: Path) -> None:
    theirs = make_package(tmp_path / "b", title="Trôi", description="Sửa ở cổng.")
    parcel = open_parcel(theirs)
    before = open_parcel(office.place).revision
    httpx2.put(
        f"{office.address}/records/{parcel.identifier}",
        content=parcel.record.model_copy(update={"files": []}).model_dump_json(exclude_none=True),
        headers={"If-Match": f'"{before}"'}, trust_env=False,
    )  # fmt: skip
    found = office.drift()
    assert (found.drift, found.revision) == (Drift.CHANGED, before)
    assert found.there not in (None, before)


def test_a_withdrawal_is_told(office: Office) -> None:
    httpx2.delete(f"{office.address}/records/{office.identifier}", trust_env=False)
    assert office.drift().drift is Drift.WITHDRAWN


def test_a_withdrawal_of_another_revision_is_refused(office: Office) -> None:
    place = f"{office.address}/records/{office.identifier}"
    assert httpx2.delete(place, headers={"If-Match": '"other"'}, trust_env=False).status_code == 412
    assert office.drift().drift is Drift.SAME


@pytest.mark.parametrize("side", [Drift.DAMAGED_HERE, Drift.DAMAGED_THERE])
def test_a_byte_a_disk_lost_is_found_by_reading(office: Office, portal: tuple[str, Path], side: Drift) -> None:
    here = office.place / "data" / "source" / "a.pdf"
    (there,) = portal[1].glob("blobs/??/*")
    file = here if side is Drift.DAMAGED_HERE else there
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert office.drift().drift is Drift.SAME
    found = office.drift(reading=True)
    assert (found.drift, found.detail) == (side, "source/a.pdf")
