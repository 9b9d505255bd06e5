"""Dates, states, amounts, places and evidence: where each rule speaks, and where it keeps still."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_cases import REMOVE
from tests.each import each

FINE = "/content/4/answer/1"
FINE_EVIDENCE = "/evidence/~1content~14~1answer~11~1amount_min"
EVENTS = "/workflow/events"


def step(state: str, at: str, by: str | None = "Lê Văn Khánh") -> dict[str, Any]:
    return {"state": state, "at": at} | ({"by": by} if by else {})


def workflow(state: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"/workflow": {"state": state, "events": list(steps)}}


@pytest.mark.real
@each(
    ("code", "changes", "found"),
    [
        # A date of issue: from the birth of the state to the day judged for, both included.
        ("DUNG130", {"/date_issued": "2026-11-22"}, []),
        ("DUNG130", {"/date_issued": "2026-11-23"}, ["/date_issued"]),
        ("DUNG130", {"/date_issued": REMOVE}, []),
        ("DUNG131", {"/date_issued": "1945-09-02"}, []),
        ("DUNG131", {"/date_issued": "1945-09-01"}, ["/date_issued"]),
        # A month: not in the future while it has begun, not too early while it has a day late enough.
        ("DUNG130", {"/date_issued": "2026-11"}, []),
        ("DUNG130", {"/date_issued": "2026-12"}, ["/date_issued"]),
        ("DUNG131", {"/date_issued": "1945-09"}, []),
        ("DUNG131", {"/date_issued": "1945-08"}, ["/date_issued"]),
        ("DUNG132", {"/legal_basis/0/act/date": "2026-11-23"}, ["/legal_basis/0/act/date"]),
        ("DUNG132", {"/legal_basis/1/act/date": "1945-09-01"}, ["/legal_basis/1/act/date"]),
        ("DUNG132", {"/legal_basis/0/act/date": "1945-09-02"}, []),
        # Steps: in order, none in the future; a day's grace for other time zones.
        ("DUNG133", workflow("compared", step("draft", "2026-03-01T08:00:00+07:00"),
                             step("compared", "2026-03-01T08:00:00+07:00")), []),
        ("DUNG133", workflow("compared", step("draft", "2026-03-02T08:00:00+07:00"),
                             step("compared", "2026-03-02T00:59:59Z")), [f"{EVENTS}/1/at"]),
        ("DUNG133", workflow("compared", step("draft", "2026-03-02T08:00:00+07:00"),
                             step("compared", "2026-03-02T01:00:00Z")), []),
        ("DUNG134", workflow("draft", step("draft", "2026-11-23T08:00:00+07:00")), []),
        ("DUNG134", workflow("draft", step("draft", "2026-11-24T08:00:00+07:00")), [f"{EVENTS}/0/at"]),
        ("DUNG135", workflow("approved", step("published", "2026-03-01T08:00:00+07:00")), ["/workflow/state"]),
        ("DUNG135", workflow("published", step("published", "2026-03-01T08:00:00+07:00")), []),
        ("DUNG135", workflow("published"), []),
        # Reviews.
        ("DUNG136", {"/reviewed_on": "2026-05-01", "/review_due": "2026-04-30"}, ["/review_due"]),
        ("DUNG136", {"/reviewed_on": "2026-05-01", "/review_due": "2026-05-01"}, []),
        ("DUNG137", {"/reviewed_on": "2026-11-23"}, ["/reviewed_on"]),
        ("DUNG137", {"/reviewed_on": "2026-11-22"}, []),
        ("DUNG138", {"/approval/date": "2026-11-23"}, ["/approval/date"]),
        ("DUNG138", {"/approval/date": "2026-11-22"}, []),
        # Published no earlier than approved, in this round.
        ("DUNG139", {"/approval/date": "2026-03-12"}, [f"{EVENTS}/3/at"]),
        ("DUNG139", {"/approval/date": "2026-03-11"}, []),
        ("DUNG139", {"/approval/date": "2026-05-01", **workflow(
            "approved", step("published", "2026-03-11T08:00:00+07:00"), step("draft", "2026-04-01T08:00:00+07:00"),
            step("approved", "2026-05-01T08:00:00+07:00"))}, []),
        ("DUNG140", {"/legal_basis/0/validity/as_of": "2026-11-23"}, ["/legal_basis/0/validity/as_of"]),
        ("DUNG140", {"/legal_basis/0/validity/as_of": "2026-11-22"}, []),
    ],
)  # fmt: skip
def test_dates_and_steps(code: str, changes: dict[str, Any], found: list[str]) -> None:
    assert places(code, changes) == found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"/workflow": {"state": "draft", "events": []}}, ("draft", "approved", "draft")),
        ({"/workflow": {"state": "compared", "events": []}}, ("compared", "approved", "compared")),
        ({"/approval/state": "rejected"}, ("published", "rejected", "rejected")),
    ],
)
def test_workflow_and_approval_that_disagree(changes: dict[str, Any], words: tuple[str, str, str]) -> None:
    (found,) = hits("DUNG141", changes)
    assert found.pointer == "/approval/state"
    assert tuple(str(found.values[name]) for name in ("workflow", "approval", "standing")) == words


@each(
    "changes",
    [{}, {"/approval": {}}, {"/workflow/state": "withdrawn"}, {"/workflow": {"state": "draft"}, "/approval": {}}],
)
def test_what_does_not_disagree(changes: dict[str, Any]) -> None:
    assert places("DUNG141", changes) == []


@each(
    ("changes", "found"),
    [
        ({}, []),
        ({"/approval/text_sha256": "0" * 64}, ["/approval/text_sha256"]),
        # A draft may be edited, and a record that breaks the schema is not judged by its text.
        ({"/approval": {"text_sha256": "0" * 64}, "/workflow/state": "draft"}, []),
        ({"/approval/text_sha256": "0" * 64, "/kind": "pamphlet"}, []),
    ],
)
def test_a_text_edited_after_the_approval(changes: dict[str, Any], found: list[str]) -> None:
    assert places("DUNG142", changes) == found


@each(
    ("code", "low", "high", "found"),
    [
        ("DUNG150", 3_000_000, 3_000_000, []), ("DUNG150", 3_000_001, 3_000_000, [f"{FINE}/amount_min"]),
        ("DUNG151", 10_000, 10_000_000_000, []), ("DUNG151", 9_000, 5_000_000, [f"{FINE}/amount_min"]),
        ("DUNG151", 1_000_500, 2_000_000, [f"{FINE}/amount_min"]),
        ("DUNG151", 1_000_000, 10_000_001_000, [f"{FINE}/amount_max"]),
        ("DUNG152", 1_000_000, 20_000_000, []), ("DUNG152", 1_000_000, 20_001_000, [f"{FINE}/amount_max"]),
        ("DUNG152", None, 20_001_000, []),
    ],
)  # fmt: skip
def test_amounts(code: str, low: int | None, high: int | None, found: list[str]) -> None:
    changes = {f"{FINE}/amount_min": low, f"{FINE}/amount_max": high, FINE_EVIDENCE: REMOVE}
    assert places(code, changes) == found


@each(
    ("read", "amount", "agrees"),
    [
        ("1.000.000 đồng", 1_000_000, True), ("1 triệu đồng", 1_000_000, True), ("từ 1.000.000 đến", 1_000_000, True),
        ("3.000.000 đồng", 8_000_000, False), ("một triệu đồng", 1_000_000, True),
        ("10.000.000 đồng", 1_000_000, False), ("1.000.000 đồng", 10_000_000, False),
        ("100 triệu đồng", 1_000_000, False),
        ("từ 1.000.000 đồng đến 3.000.000 đồng", 3_000_000, True), ("1,5 triệu đồng", 1_500_000, True),
        ("1 - 3 triệu đồng", 1_000_000, True),
    ],
)  # fmt: skip
def test_an_amount_and_what_was_read(read: str, amount: int, agrees: bool) -> None:
    changes = {f"{FINE}/amount_min": amount, FINE_EVIDENCE: [{"text": read, "method": "person"}]}
    assert bool(places("DUNG153", changes)) is not agrees


@each(
    ("code", "changes", "speaks"),
    [
        ("DUNG160", {"/place": {"code": "33", "name": "Tỉnh Hưng Yên"}}, False),
        ("DUNG160", {"/place": {"code": "34", "name": "Tỉnh Thái Bình"}, "/date_issued": "2025-06-30"}, False),
        ("DUNG160", {"/place": {"code": "34", "name": "Tỉnh Thái Bình"}, "/date_issued": "2025-07-01"}, True),
        ("DUNG160", {"/place": {"code": "12345", "name": "Xã Mẫu"}}, True),
        ("DUNG160", {"/place": {"code": "12345", "name": "Xã Mẫu"}, "/date_issued": "2025-06-30"}, False),
        ("DUNG160", {"/place": {"code": "22736", "name": "Đặc khu Trường Sa"}}, False),
        ("DUNG162", {"/place": {"code": "22736", "name": "Trường Sa, tỉnh Khánh Hòa"}}, False),
        ("DUNG162", {"/place": {"code": "22736", "name": "Đặc khu Phú Quý"}}, True),
        ("DUNG162", {"/place": {"code": "22736", "name": "Xã Mẫu"}, "/date_issued": "2025-06"}, False),
        ("DUNG161", {"/place": {"code": "00123", "name": "Xã Mẫu"}}, False),
        ("DUNG161", {"/place": {"code": "3", "name": "Tỉnh Hưng Yên"}}, True),
        ("DUNG161", {"/place": {"code": "3a", "name": "Tỉnh Hưng Yên"}}, True),
        ("DUNG162", {"/place": {"code": "33", "name": "hưng yên"}}, False),
        ("DUNG162", {"/place": {"code": "33", "name": "Tỉnh Hải Dương"}}, True),
        ("DUNG162", {"/place": {"code": "34", "name": "Tỉnh Thái Bình"}, "/date_issued": REMOVE}, False),
        ("DUNG163", {"/place": {"name": "Tỉnh Thái Bình"}, "/date_issued": "2025-06-30"}, False),
        ("DUNG163", {"/place": {"name": "Tỉnh Thái Bình"}, "/date_issued": "2025-07-01"}, True),
        ("DUNG163", {"/place": {"name": "Xã Thái Bình"}}, False),
        ("DUNG164", {"/place": {"name": "Thành phố Huế"}, "/date_issued": "2025-01-01"}, False),
        ("DUNG164", {"/place": {"name": "Tỉnh Huế"}, "/date_issued": "2025-01-01"}, True),
        ("DUNG164", {"/place": {"name": "Đồng Nai"}, "/date_issued": "2026-05-04"}, False),
        ("DUNG164", {"/place": {"name": "Tỉnh Đồng Nai"}, "/date_issued": "2026-04"}, False),
        ("DUNG164", {"/place": {"name": "Tỉnh Đồng Nai"}, "/date_issued": "2026-05"}, True),
        ("DUNG165", {"/level": "district", "/date_issued": "2025-06-30"}, False),
        ("DUNG165", {"/level": "district", "/date_issued": "2025-07-01"}, True),
        ("DUNG166", {"/publisher": {"name": "Bộ Thông tin và Truyền thông"}, "/date_issued": "2025-02-28"}, False),
        ("DUNG166", {"/publisher": {"name": "Bộ Thông tin và Truyền thông"}, "/date_issued": "2025-03-01"}, True),
        ("DUNG166", {"/publisher": {"name": "Sở Tư pháp tỉnh Hưng Yên"}}, False),
    ],
)  # fmt: skip
def test_places_and_organs_of_their_day(code: str, changes: dict[str, Any], speaks: bool) -> None:
    assert bool(places(code, changes)) is speaks


@each(
    ("scheme", "value", "fits"),
    [
        ("QĐ 20/2020/QĐ-TTg", "H33", True), ("QĐ 20/2020/QĐ-TTg", "H33.12.5A", True),
        ("QĐ 20/2020/QĐ-TTg", "33H", False), ("QĐ 20/2020/QĐ-TTg", "H33." + "1." * 20, False),
        ("QCVN 102:2016/BTTTT", "000.00.12.H33", True), ("QCVN 102:2016/BTTTT", "H33", False),
        ("của riêng cơ quan", "bất kỳ", True),
    ],
)  # fmt: skip
def test_identifiers_of_organs(scheme: str, value: str, fits: bool) -> None:
    changes = {"/publisher/organ_id": value, "/publisher/organ_id_scheme": scheme}
    assert bool(places("DUNG167", changes)) is not fits


@each(
    ("identifier", "fits"),
    [
        ("urn:uuid:5a4c5f1e-2f0e-4a3c-9c59-0a6f9d1b7e02", True), ("https://a.vn/tai-lieu/1#2", True), ("15", True),
        ("tờ gấp số 15", False), ("-15", False), ("a" * 201, False), ("a b", False),
    ],
)  # fmt: skip
def test_forms_of_identifiers(identifier: str, fits: bool) -> None:
    assert places("DUNG170", {"/identifier": identifier}) == ([] if fits else ["/identifier"])


def test_evidence_names_what_is_there() -> None:
    witness = [{"text": "x", "method": "person"}]
    assert places("DUNG180", {"/evidence/~1title": witness}) == []
    assert places("DUNG180", {"/evidence/~1content~199": witness}) == ["/evidence/~1content~199"]
    assert places("DUNG180", {"/evidence/~1subjects~10": witness}) == []
    taken_away = [{"text": "", "method": "person", "inferred": False}]
    assert places("DUNG180", {"/evidence/~1retention~1use": taken_away}) == []


@each(("box", "fits"), [([0, 0, 1, 1], True), ([5, 0, 5, 9], False), ([0, 9, 5, 9], False), ([-1, 0, 5, 9], False)])
def test_boxes(box: list[int], fits: bool) -> None:
    evidence = {"/evidence/~1title": [{"text": "x", "method": "ocr", "box": box}]}
    assert places("DUNG181", evidence) == ([] if fits else ["/evidence/~1title/0/box"])


@each(
    ("method", "confidence", "compared", "speaks"),
    [
        ("ocr", 0.89, False, True), ("ocr", 0.9, False, False), ("person", None, False, False),
        ("text-layer", None, False, False), ("ocr", 0.1, True, False), ("ocr", None, False, True),
    ],
)  # fmt: skip
def test_numbers_nobody_confirmed(method: str, confidence: float | None, compared: bool, speaks: bool) -> None:
    item = {"text": "15/TL-STP", "method": method, "confidence": confidence}
    steps = [step("compared", "2026-03-05T09:30:00+07:00")] if compared else []
    changes = {"/evidence": {"/number": [item]}, **workflow("compared" if compared else "draft", *steps)}
    assert bool(places("DUNG182", changes)) is speaks


def test_how_sure_is_sure_enough_is_the_office_s_own() -> None:
    changes = {"/evidence": {"/number": [{"text": "15", "method": "ocr", "confidence": 0.7}]}, **workflow("draft")}
    assert places("DUNG182", changes, confidence=0.6) == []
    assert places("DUNG182", changes, confidence=0.8) == ["/number"]


@each(
    ("steps", "method", "speaks"),
    [
        (("compared", "approved"), "ocr", False), (("approved",), "ocr", True), (("approved",), "office", False),
        # A comparison before the text went back to a draft is not one of this text.
        (("compared", "draft", "approved"), "ocr", True),
    ],
)  # fmt: skip
def test_what_was_read_by_machine_is_compared(steps: tuple[str, ...], method: str, speaks: bool) -> None:
    events = [step(state, f"2026-03-0{day}T08:00:00+07:00") for day, state in enumerate(steps, start=1)]
    changes = {"/evidence": {"/title": [{"text": "x", "method": method}]}, **workflow("approved", *events)}
    assert bool(places("DUNG183", changes)) is speaks


def test_drafts_need_no_comparison_yet() -> None:
    assert places("DUNG183", {**workflow("draft"), "/approval": {}}) == []


def test_rules_ask_for_the_day_they_are_judged_for() -> None:
    changes = {"/date_issued": "2026-06-01"}
    assert places("DUNG130", changes, day=dt.date(2026, 5, 31)) == ["/date_issued"]
    assert places("DUNG130", changes, day=dt.date(2026, 6, 1)) == []
