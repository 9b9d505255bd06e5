"""Taking from another portal what it says wrongly, in part, or twice: told with the record, and no other is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pbgdpl_cli.portal.harvesting.source import SourceChange
from pbgdpl_cli.portal.harvesting.taking import Outcome, Taken, TakingOptions, take
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import APPROVED, entry, make_record, noise
from validators.problems import Problem, say
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

CONTENT = noise(3000, 9)


@dataclass
class Elsewhere:
    """Another portal, in memory, which may lie about what it has."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    told: list[SourceChange] = field(default_factory=list)
    pieces: list[bytes] = field(default_factory=lambda: [CONTENT])
    starts: list[int] = field(default_factory=list)
    asked_since: list[str | None] = field(default_factory=list)
    name: str = "cong-b"
    address: str = "https://b.example"
    asked_at: str = "2026-05-01T08:00:00Z"

    def tell(self, record: Record, datestamp: str = "2026-05-01", *, body: bytes | None = None) -> None:
        self.bodies[record.identifier] = record.model_dump_json().encode() if body is None else body
        self.told.append(SourceChange(record.identifier, datestamp, deleted=False))

    def changes(self, since: str | None) -> Iterator[SourceChange]:
        self.asked_since.append(since)
        yield from self.told

    def record(self, identifier: str) -> bytes | None:
        return self.bodies.get(identifier)

    def file(self, sha256: str, start: int) -> Iterator[bytes]:
        self.starts.append(start)
        if not self.pieces:
            raise Problem(say("The portal cannot be reached."))
        yield from self.pieces


def approved(title: str, *, with_file: bool = False) -> Record:
    files = [entry("source/a.pdf", CONTENT)] if with_file else []
    return make_record(files, title=title, **APPROVED)


def outcomes(stores: PortalStores, source: Elsewhere, **options: bool) -> list[Outcome]:
    return [one.outcome for one in take(stores, source, TakingOptions(**options))]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[" * 5000,
        approved("Khác").model_dump_json().encode(),  # another one than is listed
        make_record(title="Hỏng").model_dump_json().encode(),  # a draft
    ],
    ids=["empty", "bare", "no-text", "deep", "other", "draft"],
)
def test_what_is_no_record_is_told_and_the_others_are_taken(stores: PortalStores, body: bytes) -> None:
    source = Elsewhere()
    bad, good = approved("Hỏng"), approved("Tốt")
    source.tell(bad, body=body)
    source.tell(good)
    done = take(stores, source)
    assert [(one.identifier, one.outcome) for one in done] == [
        (bad.identifier, Outcome.FAILED),
        (good.identifier, Outcome.TAKEN),
    ]
    assert done[0].problem is not None
    assert done[0].problem.code == "not-taken"
    assert stores.origins.reached("cong-b") is None  # next time it is asked for once more


@pytest.mark.parametrize(
    ("pieces", "taken"),
    [
        ([CONTENT], True),
        ([CONTENT[:1000], b"", CONTENT[1000:]], True),
        ([CONTENT + b"thua"], True),  # what it sends beyond what it said is not looked at
        ([CONTENT, CONTENT], True),
        ([CONTENT[:-1]], False),
        ([CONTENT[:-1] + b"\x00" if CONTENT[-1] else CONTENT[:-1] + b"\x01"], False),
        ([], False),
    ],
)
def test_a_file_is_what_its_hash_says_or_the_record_is_not_taken(
    stores: PortalStores, pieces: list[bytes], taken: bool
) -> None:
    source, record = Elsewhere(pieces=pieces), approved("Có tệp", with_file=True)
    source.tell(record)
    assert outcomes(stores, source) == [Outcome.TAKEN if taken else Outcome.FAILED]
    assert (stores.blobs.size_of(record.files[0].sha256) == len(CONTENT)) is taken
    assert (stores.records.find(record.identifier) is not None) is taken


def test_a_file_that_broke_off_goes_on_where_it_was(stores: PortalStores) -> None:
    source, record = Elsewhere(pieces=[CONTENT[:1200]]), approved("Có tệp", with_file=True)
    source.tell(record)
    assert outcomes(stores, source) == [Outcome.FAILED]
    source.pieces = [CONTENT[1200:]]
    assert outcomes(stores, source) == [Outcome.TAKEN]
    assert source.starts == [0, 1200]


def test_a_damaged_beginning_is_fetched_anew(stores: PortalStores) -> None:
    source, record = Elsewhere(pieces=[b"x" * 1200]), approved("Có tệp", with_file=True)
    source.tell(record)
    outcomes(stores, source)
    source.pieces = [CONTENT]  # from the start that was asked for it cannot fit; from the beginning it does
    assert outcomes(stores, source) == [Outcome.TAKEN]
    assert source.starts == [0, 1200, 0]


@pytest.mark.parametrize("limits", [PortalLimits(most_bytes=2999), PortalLimits(most_record_bytes=100)])
def test_nothing_larger_than_the_portal_takes_is_asked_for(tmp_path: Path, limits: PortalLimits) -> None:
    source = Elsewhere()
    source.tell(approved("Lớn", with_file=True))
    with PortalStores(tmp_path, limits) as portal:
        assert outcomes(portal, source) == [Outcome.FAILED]
    assert source.starts == []


def test_the_next_time_it_is_asked_from_a_little_before_the_last(stores: PortalStores) -> None:
    source = Elsewhere()
    source.tell(approved("Một"))
    assert outcomes(stores, source) == [Outcome.TAKEN]
    assert outcomes(stores, source) == [Outcome.UNCHANGED]
    assert source.asked_since == [None, "2026-05-01T07:50:00Z"]


def test_looking_takes_nothing_and_forgets_nothing(stores: PortalStores) -> None:
    source, record = Elsewhere(), approved("Một", with_file=True)
    source.tell(record)
    assert outcomes(stores, source, dry_run=True) == [Outcome.TAKEN]
    assert stores.records.find(record.identifier) is None
    assert (stores.origins.of(record.identifier), stores.origins.reached("cong-b")) == (None, None)
    assert source.starts == []


@pytest.mark.parametrize(("replace", "outcome"), [(False, Outcome.CONFLICT), (True, Outcome.CHANGED)])
def test_what_was_changed_here_is_replaced_only_by_a_persons_will(
    stores: PortalStores, replace: bool, outcome: Outcome
) -> None:
    source, record = Elsewhere(), approved("Một")
    source.tell(record)
    outcomes(stores, source)
    ours = record.model_copy(update={"description": "Sửa ở đây."})
    stores.records.put(ours, revision_of(record))
    source.told.clear()
    theirs = record.model_copy(update={"description": "Sửa ở kia."})
    source.tell(theirs, "2026-05-02")
    assert outcomes(stores, source, replace=replace) == [outcome]
    stored = stores.records.find(record.identifier)
    assert stored is not None
    assert stored.revision == revision_of(theirs if replace else ours)
    assert (stores.records.former(record.identifier, revision_of(ours)) is not None) is replace


def test_what_is_ours_stays_when_another_portal_says_it_is_gone(stores: PortalStores) -> None:
    record, source = approved("Của ta"), Elsewhere()
    stores.records.put(record)
    source.told.append(SourceChange(record.identifier, "2026-05-02", deleted=True))
    source.told.append(SourceChange("urn:uuid:khong-co", "2026-05-02", deleted=True))
    assert outcomes(stores, source, replace=True) == [Outcome.OWN, Outcome.UNCHANGED]
    assert record.identifier in stores.records.held([record.identifier])


def test_each_record_is_told_at_once(stores: PortalStores) -> None:
    source, heard = Elsewhere(), list[Taken]()
    for title in ("Một", "Hai"):
        source.tell(approved(title))
    source.told.append(SourceChange("urn:mat", "2026-05-01", deleted=False))  # gone since the list was made
    done = take(stores, source, told=heard.append)
    assert tuple(heard) == done
    assert [one.outcome for one in done] == [Outcome.TAKEN, Outcome.TAKEN, Outcome.UNCHANGED]
