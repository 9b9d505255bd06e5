"""What records said before they were corrected: kept until withdrawal, and gone with it."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbgdpl_cli.portal.store.record_store import PutStatus
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.properties import at_most
from tests.upload.package_factory import entry, make_record
from validators.sharing.fingerprint import canonical, revision_of
from validators.sharing.record import Record


def brought(stores: PortalStores, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    stores.blobs.take_in([(sha256, content)])
    return sha256


def versions(many: int, **values: Any) -> list[Record]:
    return [make_record(description=f"Bản {number}.", **values) for number in range(many)]


def put_in_turn(stores: PortalStores, records: list[Record]) -> None:
    before: Record | None = None
    for record in records:
        reply = stores.records.put(record, None if before is None else revision_of(before))
        assert reply.status in (PutStatus.CREATED, PutStatus.CHANGED)
        before = record


def test_every_revision_but_the_present_one_is_kept_as_it_was(stores: PortalStores) -> None:
    records = versions(4)
    put_in_turn(stores, records)
    kept = [stores.records.former(record.identifier, revision_of(record)) for record in records]
    assert kept == [*(canonical(record) for record in records[:3]), None]


def test_a_correction_can_be_undone(stores: PortalStores) -> None:
    old, new = versions(2)
    put_in_turn(stores, [old, new, old, new, old])
    stored = stores.records.find(old.identifier)
    assert stored is not None
    assert stored.body == canonical(old)
    assert stores.records.former(old.identifier, revision_of(new)) == canonical(new)


@pytest.mark.parametrize("if_match", [None, "0" * 64])
def test_what_was_refused_leaves_nothing_behind(stores: PortalStores, if_match: str | None) -> None:
    old, new = versions(2)
    stores.records.put(old)
    stores.records.put(new, if_match)
    assert stores.records.former(old.identifier, revision_of(old)) is None


def test_a_revision_is_looked_for_in_its_own_record_only(stores: PortalStores) -> None:
    old, new = versions(2)
    other = make_record(title="Khác")
    put_in_turn(stores, [old, new])
    stores.records.put(other)
    assert stores.records.former(other.identifier, revision_of(old)) is None


def test_withdrawal_forgets_all_that_was_said(stores: PortalStores) -> None:
    records = versions(3)
    put_in_turn(stores, records)
    assert stores.records.withdraw(records[0].identifier)
    assert all(stores.records.former(record.identifier, revision_of(record)) is None for record in records)


def test_what_was_withdrawn_is_not_kept_when_it_comes_back_otherwise(stores: PortalStores) -> None:
    old, new = versions(2)
    stores.records.put(old)
    stores.records.withdraw(old.identifier)
    assert stores.records.put(new, revision_of(old)).status is PutStatus.CHANGED
    assert stores.records.former(old.identifier, revision_of(old)) is None


def test_files_of_former_revisions_stay_until_withdrawal(stores: PortalStores) -> None:
    first, second = (entry("source/a.pdf", content) for content in (b"%PDF-1.7 a", b"%PDF-1.7 b"))
    for content in (b"%PDF-1.7 a", b"%PDF-1.7 b"):
        brought(stores, content)
    old, new = make_record([first]), make_record([second])
    put_in_turn(stores, [old, new])
    assert stores.blobs.size_of(first.sha256) == first.bytes
    stores.records.withdraw(old.identifier)
    for file in (first, second):
        assert stores.blobs.size_of(file.sha256) is None
        assert stores.blobs.was_withdrawn(file.sha256)
        assert not stores.blobs.path_of(file.sha256).exists()


def test_a_file_another_records_former_revision_has_stays(stores: PortalStores) -> None:
    brought(stores, b"%PDF-1.7 chung")
    shared = entry("source/a.pdf", b"%PDF-1.7 chung")
    one, two = make_record([shared], title="Một"), make_record([shared], title="Hai")
    put_in_turn(stores, [one, one.model_copy(update={"files": []})])
    stores.records.put(two)
    stores.records.withdraw(two.identifier)
    assert stores.blobs.size_of(shared.sha256) == shared.bytes
    assert not stores.blobs.was_withdrawn(shared.sha256)
    stores.records.withdraw(one.identifier)
    assert stores.blobs.size_of(shared.sha256) is None


def test_a_lost_file_that_comes_in_a_bundle_is_whole_again(stores: PortalStores) -> None:
    sha256 = brought(stores, b"%PDF-1.7 mat")
    stores.blobs.path_of(sha256).unlink()
    stores.database.execute("UPDATE blobs SET lost_at = '2026-11-01T00:00:00+00:00' WHERE sha256 = ?", (sha256,))
    record = make_record([entry("source/a.pdf", b"%PDF-1.7 mat")])
    assert stores.records.put(record).missing == (sha256,)
    brought(stores, b"%PDF-1.7 mat")
    assert stores.records.put(record).status is PutStatus.CREATED
    assert record.identifier in stores.records.held([record.identifier])


@settings(max_examples=at_most(3))
@given(st.lists(st.integers(0, 2), min_size=1, max_size=6))
def test_whatever_follows_whatever_nothing_said_before_is_lost(turns: list[int]) -> None:
    """Revisions come and come back in any order: each that was here, and is not now, is kept."""
    said = versions(3)
    with tempfile.TemporaryDirectory() as folder, PortalStores(Path(folder)) as stores:
        present: str | None = None
        for turn in turns:
            stores.records.put(said[turn], present)
            present = revision_of(said[turn])
        for turn in set(turns) - {turns[-1]}:
            assert stores.records.former(said[turn].identifier, revision_of(said[turn])) == canonical(said[turn])
