"""Taking over from another portal: by its own interface over HTTP, and step by step from a store beside this one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pbgdpl_cli.app import run
from pbgdpl_cli.portal.harvesting.source import SourceChange
from pbgdpl_cli.portal.harvesting.taking import Outcome, TakingOptions, take
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestSpan
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.portal.store.stores import PortalLimits, PortalStores
from tests.upload.package_factory import APPROVED, entry, make_record, noise
from validators.problems import Problem, say
from validators.sharing.record import Record


@dataclass
class StoreSource:
    """Another portal whose store lies beside; `cut` breaks the next file off after so many bytes."""

    stores: PortalStores
    name: str = "tinh"
    address: str = "https://tinh.example"
    asked_at: str = "2026-01-01T00:00:00Z"
    cut: int | None = None
    spoil: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)

    def changes(self, since: str | None) -> Iterator[SourceChange]:
        found, _ = Harvest(self.stores, ()).page(HarvestSpan(since, None), 1000)
        return (SourceChange(one.identifier, one.changed_at, not one.there) for one in found)

    def record(self, identifier: str) -> bytes | None:
        stored = self.stores.records.find(identifier)
        return None if stored is None or stored.withdrawn_at else stored.body.encode()

    def file(self, sha256: str, start: int) -> Iterator[bytes]:
        self.asked.append((sha256, start))
        content = self.stores.blobs.path_of(sha256).read_bytes()[start:]
        if self.cut is not None:
            yield content[: self.cut]
            raise Problem(say("The file is too large."))
        yield content[::-1] if self.spoil else content


@pytest.fixture
def province(tmp_path: Path) -> Iterator[PortalStores]:
    with PortalStores(tmp_path / "tinh") as opened:
        yield opened


@pytest.fixture
def source(province: PortalStores) -> StoreSource:
    return StoreSource(province)


def publish(stores: PortalStores, files: dict[str, bytes] | None = None, **values: Any) -> Record:
    entries = []
    for path, content in (files or {}).items():
        upload = stores.blobs.create(len(content))
        with stores.blobs.writing(upload) as writer:
            writer.write(content)
        stores.blobs.finish(stores.blobs.find(upload.identifier))  # type: ignore[arg-type]
        entries.append(entry(path, content))
    record = make_record(entries, **{**APPROVED, **values})
    present = stores.records.find(record.identifier)
    stores.records.put(record, present.revision if present else None)
    return record


def later(stores: PortalStores, record: Record) -> None:
    """Give a change the datestamp of another day."""
    moment = "2030-01-01T00:00:00+00:00"
    stores.database.execute("UPDATE records SET changed_at = ? WHERE identifier = ?", (moment, record.identifier))


def outcomes(stores: PortalStores, source: StoreSource, **options: bool) -> list[Outcome]:
    return [one.outcome for one in take(stores, source, TakingOptions(**options))]


def test_records_and_files_are_taken_with_where_they_came_from(
    stores: PortalStores, province: PortalStores, source: StoreSource
) -> None:
    record = publish(province, {"source/g.pdf": noise(3000, 1)})
    publish(province, title="Nháp", workflow={"state": "draft"}, approval={})
    assert outcomes(stores, source) == [Outcome.TAKEN]
    here_now = stores.records.find(record.identifier)
    assert here_now is not None
    assert here_now.record == record
    assert stores.blobs.size_of(record.files[0].sha256) == 3000
    origin = stores.origins.of(record.identifier)
    assert origin is not None
    assert (origin.original, origin.portal, origin.address) == (record.identifier, "tinh", "https://tinh.example")


def test_the_second_time_nothing_is_fetched(stores: PortalStores, province: PortalStores, source: StoreSource) -> None:
    publish(province, {"source/g.pdf": noise(300, 1)})
    take(stores, source)
    source.asked.clear()
    assert outcomes(stores, source) in ([], [Outcome.UNCHANGED])
    assert source.asked == []


def test_a_change_there_is_a_change_here(stores: PortalStores, province: PortalStores, source: StoreSource) -> None:
    record = publish(province)
    take(stores, source)
    later(province, publish(province, description="Mới hơn"))
    assert outcomes(stores, source) == [Outcome.CHANGED]
    assert stores.records.find(record.identifier).record.description == "Mới hơn"  # type: ignore[union-attr]


@pytest.mark.parametrize("how", ["withdrawn", "draft again"])
def test_what_goes_there_goes_here(stores: PortalStores, province: PortalStores, source: StoreSource, how: str) -> None:
    record = publish(province)
    take(stores, source)
    if how == "withdrawn":
        province.records.withdraw(record.identifier)
    else:
        publish(province, workflow={"state": "draft"}, approval={})
    assert outcomes(stores, source) == [Outcome.WITHDRAWN]
    assert stores.records.find(record.identifier).withdrawn_at  # type: ignore[union-attr]
    later(province, publish(province, description="Duyệt lại"))  # and comes back with it
    assert outcomes(stores, source) == [Outcome.CHANGED]


class TestOwnChanges:
    """What was changed here is not overwritten, and that is told each time."""

    def changed_here(self, stores: PortalStores, province: PortalStores, source: StoreSource) -> Record:
        publish(province)
        take(stores, source)
        return publish(stores, description="Sửa ở đây")

    def test_a_change_there_leaves_it_alone(
        self, stores: PortalStores, province: PortalStores, source: StoreSource
    ) -> None:
        record = self.changed_here(stores, province, source)
        later(province, publish(province, description="Sửa ở kia"))
        assert outcomes(stores, source) == [Outcome.CONFLICT]
        assert outcomes(stores, source) == [Outcome.CONFLICT]
        assert stores.records.find(record.identifier).record.description == "Sửa ở đây"  # type: ignore[union-attr]
        assert outcomes(stores, source, replace=True) == [Outcome.CHANGED]
        assert stores.records.find(record.identifier).record.description == "Sửa ở kia"  # type: ignore[union-attr]

    def test_a_withdrawal_there_leaves_it_alone(
        self, stores: PortalStores, province: PortalStores, source: StoreSource
    ) -> None:
        record = self.changed_here(stores, province, source)
        province.records.withdraw(record.identifier)
        assert outcomes(stores, source) == [Outcome.CONFLICT]
        assert stores.records.find(record.identifier).withdrawn_at is None  # type: ignore[union-attr]

    def test_what_was_withdrawn_here_does_not_come_back(
        self, stores: PortalStores, province: PortalStores, source: StoreSource
    ) -> None:
        record = publish(province)
        take(stores, source)
        stores.records.withdraw(record.identifier)
        later(province, publish(province, description="Mới"))
        assert outcomes(stores, source) == [Outcome.CONFLICT]

    def test_what_never_came_from_there_is_ours(
        self, stores: PortalStores, province: PortalStores, source: StoreSource
    ) -> None:
        publish(stores)
        publish(province)
        assert outcomes(stores, source) == [Outcome.OWN]
        publish(stores, description="Bản của ta")
        assert outcomes(stores, source) == [Outcome.CONFLICT]
        province.records.withdraw(make_record().identifier)
        assert outcomes(stores, source) == [Outcome.OWN]


class TestFiles:
    def test_what_broke_off_goes_on(self, stores: PortalStores, province: PortalStores, source: StoreSource) -> None:
        publish(province, {"source/g.pdf": noise(5000, 1)})
        source.cut = 2000
        assert outcomes(stores, source) == [Outcome.FAILED]
        assert stores.origins.reached("tinh") is None
        source.cut = None
        assert outcomes(stores, source) == [Outcome.TAKEN]
        assert [start for _, start in source.asked] == [0, 2000]

    def test_other_content_than_the_record_says_is_refused(
        self, stores: PortalStores, province: PortalStores, source: StoreSource
    ) -> None:
        record = publish(province, {"source/g.pdf": noise(500, 1)})
        source.spoil = True
        assert outcomes(stores, source) == [Outcome.FAILED]
        assert stores.records.find(record.identifier) is None
        assert stores.blobs.size_of(record.files[0].sha256) is None

    def test_what_is_too_large_is_refused(self, tmp_path: Path, province: PortalStores, source: StoreSource) -> None:
        publish(province, {"source/g.pdf": noise(500, 1)})
        with PortalStores(tmp_path / "small", PortalLimits(most_bytes=100)) as small:
            assert outcomes(small, source) == [Outcome.FAILED]


def test_a_dry_run_takes_nothing(stores: PortalStores, province: PortalStores, source: StoreSource) -> None:
    record = publish(province)
    assert outcomes(stores, source, dry_run=True) == [Outcome.TAKEN]
    assert stores.records.find(record.identifier) is None
    assert stores.origins.reached("tinh") is None


@pytest.mark.parametrize("change", [{"identifier": "urn:other"}, {"workflow": {"state": "draft"}}, {"kind": "odd"}])
def test_what_is_not_what_it_is_listed_as_is_refused(
    stores: PortalStores, province: PortalStores, source: StoreSource, change: dict[str, Any]
) -> None:
    record = publish(province)
    body = json.loads(province.records.find(record.identifier).body) | change  # type: ignore[union-attr]
    source.record = lambda identifier: json.dumps(body).encode()  # type: ignore[method-assign, assignment]
    assert outcomes(stores, source) == [Outcome.FAILED]


@pytest.mark.real
def test_over_http_a_page_and_a_file_at_a_time(
    tmp_path: Path, province: PortalStores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pbgdpl_cli.runs.portal.source._PIECE", 700)
    for number in range(103):
        publish(province, {f"source/{number}.pdf": noise(1500, number)} if number < 2 else None, title=f"Số {number}")
    centre = tmp_path / "trung-uong"

    def harvest(address: str, *more: str) -> dict[str, int]:
        code = run(["--json", "portal", "harvest", address, "--home", str(centre), *more])
        counts: dict[str, int] = json.loads(capsys.readouterr().out)["data"]["counts"] if not code else {"code": code}
        return counts

    province.close()
    with start_background(tmp_path / "tinh") as portal:
        assert harvest(portal.address, "--set", "kind.sach") == {}
        assert harvest(portal.address, "--dry-run") == {"taken": 103}
        assert harvest(portal.address) == {"taken": 103}
        assert harvest(portal.address).get("taken") is None
        with start_background(centre):  # goes on serving meanwhile
            assert harvest(portal.address).get("failed") is None
    assert harvest("http://127.0.0.1:9") == {"code": 6}
