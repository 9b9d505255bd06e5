"""A run taken back, from end to end: what it created is gone everywhere, what it replaced is there again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from package_factory import APPROVED, make_package, noise

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload.afterwards.undoing import UndoItem, UndoOutcome, batch_named, undo_batch
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.ledger import ItemState, Ledger
from pbgdpl_cli.upload.package_overview import overview_of, uploaded_items
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.reports.receipts import write_receipts
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.packages.package import find_packages, open_package

pytestmark = pytest.mark.real
HASTY = Patience(reach=5, stuck=1, first_wait=0.01, longest_wait=0.05, connect=2, answer=5)
FILES = {"source/a.pdf": b"%PDF-1.7 " + noise(2000, 3)}
OTHER = {"source/a.pdf": b"%PDF-1.7 " + noise(2000, 4)}
SHA256 = hashlib.sha256(FILES["source/a.pdf"]).hexdigest()
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with start_background(tmp_path_factory.mktemp("portal")) as running:
        yield running.address


@pytest.fixture
def web(address: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, trust_env=False) as client:
        yield client


def send(address: str, home: Path, *places: Path, **options: Any) -> UploadReport:
    transport = EmbeddedTransport(address, patience=HASTY)
    try:
        return upload_packages(find_packages(places), transport, home, options=UploadOptions(**options))
    finally:
        transport.close()


def undo(address: str, home: Path, name: str | None, *, dry_run: bool = False) -> list[UndoItem]:
    transport = EmbeddedTransport(address, patience=HASTY)
    try:
        batch, _ = batch_named(home, name or "")
        return list(undo_batch(batch, transport, home, dry_run=dry_run))
    finally:
        transport.close()


def outcomes(items: list[UndoItem]) -> list[UndoOutcome]:
    return [item.outcome for item in items]


def test_what_a_run_created_is_gone_everywhere(address: str, web: httpx2.Client, tmp_path: Path, home: Path) -> None:
    place = make_package(tmp_path, title="Quy chế xóm Bưởi", files=FILES, **APPROVED)
    identifier = open_parcel(place).identifier
    report = send(address, home, place, allowed=("DU", "SACH361"))
    assert report.items[0].outcome is UploadOutcome.SENT
    assert "xóm Bưởi" in web.get("/", params={"q": '"xóm Bưởi"'}).text
    assert outcomes(undo(address, home, report.batch)) == [UndoOutcome.WITHDRAWN]
    assert web.get(f"/materials/{identifier}").status_code == 410
    assert web.get(f"/records/{identifier}").status_code == 410
    assert web.get(f"/blobs/{SHA256}").status_code == 410
    assert f"/materials/{identifier}" not in web.get("/", params={"q": '"xóm Bưởi"'}).text
    harvested = web.get("/oai", params={"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}).text
    assert identifier in harvested
    assert 'status="deleted"' in harvested
    write_receipts(home, None, tmp_path / "r.json")
    (receipt,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (receipt["state"], receipt["batch"]) == ("withdrawn", report.batch)
    assert receipt["sent_at"]
    # Nothing comes back unasked.
    assert send(address, home, place, allowed=("DU", "SACH361")).items[0].outcome is UploadOutcome.REFUSED
    assert undo_is_over(home, report.batch)


def undo_is_over(home: Path, name: str | None) -> bool:
    return batch_named(home, name or "")[1] == ()


def test_a_file_another_record_has_stays(address: str, web: httpx2.Client, tmp_path: Path, home: Path) -> None:
    files = {"source/b.pdf": b"%PDF-1.7 " + noise(100, 77)}
    send(address, home, make_package(tmp_path, "mot", files, title="Giữ lại"))
    report = send(address, home, make_package(tmp_path, "hai", files, title="Rút lại"))
    undo(address, home, report.batch)
    assert web.get(f"/blobs/{hashlib.sha256(files['source/b.pdf']).hexdigest()}").status_code == 200


def test_what_a_run_replaced_is_there_again(address: str, web: httpx2.Client, tmp_path: Path, home: Path) -> None:
    title = "Sổ tay thôn Cau"
    first = open_parcel(make_package(tmp_path, title=title, files=FILES))
    send(address, home, first.path)
    second = open_parcel(make_package(tmp_path, title=title, files=OTHER, description="Bản sửa."))
    report = send(address, home, second.path)
    assert report.items[0].outcome is UploadOutcome.UPDATED
    assert outcomes(undo(address, home, report.batch, dry_run=True)) == [UndoOutcome.PLANNED]
    assert outcomes(undo(address, home, report.batch)) == [UndoOutcome.RESTORED]
    answer = web.get(f"/records/{first.identifier}")
    assert answer.headers["ETag"] == f'"{first.revision}"'
    assert web.get(f"/blobs/{SHA256}").status_code == 200
    assert web.get(f"/records/{first.identifier}", params={"revision": second.revision}).status_code == 200
    # The package here is as it was when it was sent: sent again, it replaces the older one again.
    assert send(address, home, second.path).items[0].outcome is UploadOutcome.UPDATED


def test_what_somebody_changed_since_is_left_alone(
    address: str, web: httpx2.Client, tmp_path: Path, home: Path
) -> None:
    title = "Tờ rơi ấp Dừa"
    mine = send(address, home, make_package(tmp_path / "a", title=title, files=FILES))
    theirs = make_package(tmp_path / "b", title=title, files=FILES, description="Người khác sửa.")
    send(address, tmp_path / "their-home", theirs, replace=True)
    (item,) = undo(address, home, mine.batch)
    assert item.outcome is UndoOutcome.CONFLICT
    assert item.problem is not None
    assert item.problem.code == "portal-conflict"
    assert web.get(f"/records/{open_parcel(theirs).identifier}").headers["ETag"] == f'"{open_parcel(theirs).revision}"'


def test_one_that_cannot_be_taken_back_does_not_stop_the_others(address: str, tmp_path: Path, home: Path) -> None:
    places = [make_package(tmp_path / "a", f"g{n}", FILES, title=f"Nhiều {n}") for n in range(3)]
    mine = send(address, home, *places)
    changed = make_package(tmp_path / "b", "g1", FILES, title="Nhiều 1", description="Khác.")
    send(address, tmp_path / "their-home", changed, replace=True)
    assert sorted(outcomes(undo(address, home, mine.batch))) == ["conflict", "withdrawn", "withdrawn"]
    assert outcomes(undo(address, home, mine.batch)) == [UndoOutcome.CONFLICT]


def test_a_second_run_in_a_batch_of_its_own_is_taken_back_alone(address: str, tmp_path: Path, home: Path) -> None:
    first = send(address, home, make_package(tmp_path, "mot", FILES, title="Đợt một"))
    second = send(address, home, make_package(tmp_path, "hai", FILES, title="Đợt hai"))
    assert first.batch != second.batch
    assert outcomes(undo(address, home, second.batch)) == [UndoOutcome.WITHDRAWN]
    with pytest.raises(WrongUsage):
        batch_named(home, "2020-01-01-1")


def test_a_portal_that_is_not_there_makes_the_rest_wait(address: str, tmp_path: Path, home: Path) -> None:
    places = [make_package(tmp_path, f"w{n}", FILES, title=f"Chờ {n}") for n in range(2)]
    report = send(address, home, *places)
    batch, _ = batch_named(home, report.batch or "")
    transport = EmbeddedTransport(address, patience=HASTY)
    transport.check()
    asked = transport.standing
    transport.check = lambda: None  # type: ignore[method-assign]
    transport._connection.address = "http://127.0.0.1:9"
    items = undo_batch(batch, transport, home)
    transport.close()
    assert outcomes(list(items)) == [UndoOutcome.WAITING, UndoOutcome.WAITING]
    assert asked
    assert outcomes(undo(address, home, report.batch)) == [UndoOutcome.WITHDRAWN, UndoOutcome.WITHDRAWN]


def test_the_answer_to_a_withdrawal_may_be_lost(address: str, tmp_path: Path, home: Path) -> None:
    report = send(address, home, make_package(tmp_path, title="Mất trả lời", files=FILES))
    batch, _ = batch_named(home, report.batch or "")
    transport = EmbeddedTransport(address, patience=HASTY)
    done = transport.withdraw

    def lose(sent: Any) -> None:
        done(sent)
        raise PortalProblem

    transport.withdraw = lose  # type: ignore[method-assign]
    with pytest.raises(TypeError):  # as if the program ended here
        undo_batch(batch, transport, home)
    transport.close()
    assert outcomes(undo(address, home, report.batch)) == [UndoOutcome.GONE]
    ledger = Ledger(home)
    assert [item.state for item in ledger.items()] == [ItemState.WITHDRAWN]
    ledger.close()


def standing_here(place: Path, home: Path) -> list[tuple[ItemState, bool]]:
    """What `status` has to tell of a package: how far it came, and whether that is what stands here now."""
    overview = overview_of(open_package(place), uploaded_items(home))
    return [(upload.state, upload.current) for upload in overview.uploads]


def test_status_says_what_is_online_after_a_correction_was_taken_back(address: str, tmp_path: Path, home: Path) -> None:
    place = make_package(tmp_path, title="Quy chế xóm Mận", files=FILES)
    first = send(address, home, place)
    make_package(tmp_path, title="Quy chế xóm Mận", files=FILES, description="Đã sửa.")
    second = send(address, home, place)
    assert standing_here(place, home) == [(ItemState.CONFIRMED, True)]
    assert outcomes(undo(address, home, second.batch)) == [UndoOutcome.RESTORED]
    assert standing_here(place, home) == [(ItemState.CONFIRMED, False)]  # an older version
    assert outcomes(undo(address, home, first.batch)) == [UndoOutcome.WITHDRAWN]
    assert standing_here(place, home) == [(ItemState.WITHDRAWN, True)]


def test_status_calls_nothing_online_of_what_somebody_else_took_from_the_portal(
    address: str, web: httpx2.Client, tmp_path: Path, home: Path
) -> None:
    place = make_package(tmp_path, title="Quy chế xóm Đào", files=FILES)
    send(address, home, place)
    make_package(tmp_path, title="Quy chế xóm Đào", files=FILES, description="Đã sửa.")
    second = send(address, home, place)
    parcel = open_parcel(place)
    web.delete(f"/records/{parcel.identifier}", headers={"If-Match": f'"{parcel.revision}"'})
    assert outcomes(undo(address, home, second.batch)) == [UndoOutcome.GONE]
    assert standing_here(place, home) == [(ItemState.WITHDRAWN, True)]
