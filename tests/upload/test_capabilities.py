"""What a portal says it can do decides what is done; nothing is known of it by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from memory_portal import CAPABILITIES, MemoryPortal, outcomes
from package_factory import APPROVED, noise

from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome
from pbgdpl_cli.upload.ledger import Ledger
from pbgdpl_cli.upload.parcel import Parcel, open_parcel

Make = Callable[..., Path]


def test_a_file_too_large_for_the_portal_stops_its_package_alone(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload
) -> None:
    portal.capabilities = replace(CAPABILITIES, most_bytes=3000)
    large = package(name="a", title="A", files={"source/a.pdf": noise(3001, 1)})
    small = package(name="b", title="B", files={"source/b.pdf": noise(3000, 2)})
    first, second = upload(large, small).items
    assert (first.outcome, second.outcome) == (UploadOutcome.REFUSED, UploadOutcome.SENT)
    assert len(portal.files) == 1


def test_a_draft_does_not_go_where_drafts_look_approved(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload
) -> None:
    portal.capabilities = replace(CAPABILITIES, drafts=False)
    draft, approved = package(name="a", title="A"), package(name="b", title="B", **APPROVED)
    found = upload(draft, approved, allowed=("DU2",)).items
    assert found[0].problem is not None
    assert found[0].problem.code == "draft-not-told"
    assert len(portal.records) <= 1


def test_where_the_office_says_so_drafts_go_only_when_asked_for(package: Make, upload) -> None:  # type: ignore[no-untyped-def]
    draft, approved = package(name="a", title="A"), package(name="b", title="B", **APPROVED)
    found = upload(draft, approved, allowed=("DU", "SACH361"), asks_for_drafts=True).items
    assert found[0].problem is not None
    assert (found[0].problem.code, found[1].outcome) == ("draft-not-asked", UploadOutcome.SENT)
    asked = upload(draft, allowed=("DU2",), asks_for_drafts=True, drafts_too=True).items
    assert asked[0].outcome is UploadOutcome.SENT


def test_what_the_office_minds_stops_a_package_though_it_is_a_warning(package: Make, upload) -> None:  # type: ignore[no-untyped-def]
    place = package()
    (item,) = upload(place, stopping=("DU",), dry_run=True).items
    assert item.problem is not None
    code = item.problem.findings[0].code
    assert (item.outcome, code[:2]) == (UploadOutcome.REFUSED, "DU")
    assert outcomes(upload(place, stopping=("DU",), allowed=("DU",))) == [UploadOutcome.SENT]


def test_a_file_seen_once_is_not_asked_for_again_where_hashes_name_files(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload
) -> None:
    for name in "ab":
        package(name=name, title=name)
    upload()
    asked = portal.asked.count("has_file")
    portal.files.clear()
    portal.records.clear()
    portal.asked.clear()
    portal.capabilities = replace(CAPABILITIES, dedupe=False)
    upload()
    assert portal.asked.count("has_file") > asked


def test_nothing_is_noted_of_transfers_that_cannot_go_on(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload, home: Path
) -> None:
    portal.capabilities = replace(CAPABILITIES, resume="none")
    sha256 = open_parcel(package()).files[0].sha256
    upload()
    ledger = Ledger(home)
    assert ledger.transfer(portal.target, sha256) is None
    ledger.close()


def test_where_the_portal_cannot_be_asked_nothing_goes_twice_unasked(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload
) -> None:
    portal.capabilities = replace(CAPABILITIES, find_by_key=False)
    package()
    done = portal.send_record

    def die(parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        done(parcel, replaces)
        raise KeyboardInterrupt

    portal.send_record = die  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        upload()
    portal.send_record = done  # type: ignore[method-assign]
    assert outcomes(upload()) == [UploadOutcome.CONFLICT]
    assert outcomes(upload(replace=True)) == [UploadOutcome.SENT]
    assert outcomes(upload()) == [UploadOutcome.UNCHANGED]
