"""When a derivative no longer shows what the material says, and that nothing of that kind is sent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.registry import derivative_kind
from pbgdpl_cli.upload.package_overview import overview_of
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, check_derivatives
from tests.each import each
from validators.check import check_paths
from validators.citations.register.store import Register
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.rules.current.acts import rests_on_ended
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import FileEntry, Record
from validators.sharing.staleness import DESIGNS, Stale, Standard, look_fingerprint

DAY = dt.date(2026, 6, 1)
PLAN = "a" * 64


def entry(record: Record, **made: Any) -> FileEntry:
    by = {"look_sha256": look_fingerprint(record), "program": f"infographic {DESIGNS['infographic']}", **made}
    return FileEntry.model_validate(
        {
            "path": "derivatives/infographic.png",
            "role": "infographic",
            "media_type": "image/png",
            "sha256": "0" * 64,
            "bytes": 1,
            "derived_text_sha256": content_fingerprint(record),
            "made_by": by,
        }
    )


def why(record: Record, file: FileEntry, **changes: Any) -> Stale | None:
    return Standard(record, "", changes.pop("plan", None), DAY, **changes).why_stale(file)


def test_what_was_made_of_the_text_as_it_is_is_good() -> None:
    record = alcohol_record()
    assert why(record, entry(record)) is None
    assert why(record, entry(record, plan_sha256=PLAN), plan=PLAN) is None
    assert why(record, entry(record).model_copy(update={"made_by": None})) is None, "an older program did not say"


@each(
    ("made", "changes", "reason"),
    [
        ({"draft": True}, {}, Stale.DRAFT),
        ({}, {"plan": PLAN}, Stale.PLAN),
        ({"plan_sha256": PLAN}, {}, Stale.PLAN),
        ({"look_sha256": "b" * 64}, {}, Stale.LOOK),
        ({"program": "infographic 1"}, {}, Stale.PROGRAM),
        ({"program": f"loudspeaker {DESIGNS['loudspeaker']}"}, {}, None),
        ({}, {"law_ended": True}, Stale.LAW),
    ],
)
def test_each_reason(made: dict[str, Any], changes: dict[str, Any], reason: Stale | None) -> None:
    record = alcohol_record()
    assert why(record, entry(record, **made), **changes) is reason


def test_a_draft_of_a_draft_is_good_until_the_text_is_approved() -> None:
    draft = alcohol_record(workflow={"state": "draft"}, approval={})
    assert why(draft, entry(draft, draft=True)) is None
    assert why(alcohol_record(), entry(alcohol_record(), draft=True)) is Stale.DRAFT


def test_another_text_is_the_first_reason() -> None:
    assert why(alcohol_record(title="Khác"), entry(alcohol_record())) is Stale.TEXT


def test_a_law_that_ends_after_the_picture_was_made_ends_the_picture() -> None:
    def ending(day: str, **role: str) -> Record:
        basis = alcohol_record().model_dump(mode="json")["legal_basis"]
        basis[0] = {**basis[0], "act": {**basis[0]["act"], "expires_on": day}, **role}
        return alcohol_record(legal_basis=basis)

    over = ending("2026-05-31")
    assert why(over, entry(over)) is Stale.LAW
    not_yet = ending("2026-06-02")
    assert why(not_yet, entry(not_yet)) is None
    replaced = ending("2026-05-31", role="replaced")
    assert why(replaced, entry(replaced)) is None


def test_the_register_says_when_the_law_of_the_basis_ended(tmp_path: Path) -> None:
    head = "number,type,title,organ,date,in_force_from,expired_on,replaced_by"
    row = "168/2024/NĐ-CP,nghi-dinh,,Chính phủ,2024-12-26,2025-01-01,2026-06-01,"
    (tmp_path / "so.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    register = Register.open(tmp_path / "so.csv")
    assert rests_on_ended(alcohol_record(), register, DAY)
    assert not rests_on_ended(alcohol_record(), register, DAY - dt.timedelta(days=1))
    assert not rests_on_ended(alcohol_record(), None, DAY)


def test_the_designs_are_those_of_the_kinds() -> None:
    assert {name: derivative_kind(name).design for name in DESIGNS} == DESIGNS


@pytest.mark.real
def test_a_draft_is_told_and_never_sent(tmp_path: Path) -> None:
    draft = alcohol_record(workflow={"state": "compared"}, approval={})
    root = package(tmp_path / "material", draft)
    derive_package(root, ["infographic"], DeriveOptions(draft=True))
    with pytest.raises(DerivativeOutOfDate, match="draft"):
        check_derivatives(open_parcel(root))

    approved = package(tmp_path / "approved", alcohol_record())
    derive_package(approved, ["infographic"], DeriveOptions(draft=True))
    with pytest.raises(DerivativeOutOfDate, match="out of date"):
        check_derivatives(open_parcel(approved))
    assert set(overview_of(open_package(approved), []).stale.values()) == {Stale.DRAFT}
    found = check_paths([approved], CheckOptions(day=DAY, only=("SONG440",))).findings
    assert {finding.code for finding in found} == {"SONG440"}

    derive_package(approved, ["infographic"], DeriveOptions())
    check_derivatives(open_parcel(approved))
    assert overview_of(open_package(approved), []).stale == {}


@pytest.mark.real
def test_fewer_sheets_leave_no_old_ones_behind(tmp_path: Path) -> None:
    content = alcohol_record().model_dump(mode="json")["content"]
    fines = [{**content[2], "behaviour": f"Đi xe máy trên vỉa hè loại {number}"} for number in range(12)]
    root = package(tmp_path / "material", alcohol_record(content=fines))
    (made,) = derive_package(root, ["infographic"], DeriveOptions())
    assert len(made.further) == 2
    record = open_package(root).record()
    pictures = [file.path for file in record.files if file.role == "infographic"]
    assert pictures == [f"derivatives/infographic{page}.png" for page in ("", "-2", "-3")]
    assert "(2/3)" in record.accessibility.alt_texts["derivatives/infographic-2.png"]
    (again,) = derive_package(root, ["infographic"], DeriveOptions())
    assert (again.state, len(again.further)) == ("unchanged", 2)
