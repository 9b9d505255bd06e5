"""Citations: numbers, types, dates, organs and labels that agree, and those that cannot."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_cases import REMOVE
from tests.each import each

SECOND = "/legal_basis/1"
DECREE = {"type": "nghi-dinh", "number": "82/2020/NĐ-CP", "date": "2020-07-15"}


def cited(text: str = "khoản 1 Điều 58 Nghị định số 82/2020/NĐ-CP", **values: Any) -> dict[str, Any]:
    """The second citation says something else; `act` and `locator` are replaced as a whole."""
    return {
        f"{SECOND}/text": text,
        f"{SECOND}/act": DECREE,
        **{f"{SECOND}/{name}": value for name, value in values.items()},
    }


def act(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in {**DECREE, **values}.items() if value is not None}


@each(
    ("code", "changes", "found"),
    [
        ("DUNG101", cited(), []), ("DUNG101", cited(act=act(number="82 & 2020")), [f"{SECOND}/act/number"]),
        ("DUNG102", cited(act=act(number="82/2020/ND-CP")), [f"{SECOND}/act/number"]),
        ("DUNG103", cited(act=act(type="nghi-quyet")), [f"{SECOND}/act/type"]),
        ("DUNG103", cited(act=act(type="quy-dinh", number="12-QĐ/TU", date=None)), []),  # the Party's QĐ is either
        ("DUNG104", cited(act=act(type="dieu-uoc-quoc-te", number=None)), []),
        ("DUNG104", cited(act=act(type="sac-lenh-la", number=None)), [f"{SECOND}/act/type"]),
        ("DUNG105", cited(act=act(date="2021-07-15")), [f"{SECOND}/act/date"]),
        ("DUNG105", cited(act=act(date=None)), []),
        ("DUNG108", cited(act=act(number="82/2026/NĐ-CP", date="2026-03-03")), [f"{SECOND}/act/date"]),
        ("DUNG108", cited(act=act(number="82/2026/NĐ-CP", date="2026-03-02")), []),
        ("DUNG109", cited(act=act(number="82/2027/NĐ-CP", date=None)), [f"{SECOND}/act/number"]),
        ("DUNG109", cited(act=act(number="82/2026/NĐ-CP", date=None)), []),
    ],
)  # fmt: skip
def test_the_parts_of_a_citation_agree(code: str, changes: dict[str, Any], found: list[str]) -> None:
    assert places(code, changes) == found


@each(
    ("code", "locator", "found"),
    [
        ("DUNG110", {"article": "58", "clause": "1", "point": "đ"}, []),
        ("DUNG110", {"article": "58", "clause": "1", "point": "f"}, ["point"]),
        ("DUNG110", {"article": "58", "clause": "1", "point": "abc"}, ["point"]),
        ("DUNG111", {"article": "58a", "clause": "1"}, []), ("DUNG111", {"article": "5B8"}, ["article"]),
        ("DUNG111", {"article": "58", "clause": "một"}, ["clause"]),
        ("DUNG112", {"article": "0", "clause": "0"}, ["article", "clause"]), ("DUNG112", {"article": "10"}, []),
        ("DUNG113", {"article": "58", "clause": "1"}, []), ("DUNG114", {"article": "58"}, []),
        ("DUNG114", {"article": "1", "clause": "58"}, ["article"]),  # the words name 1 as a clause
        ("DUNG114", {"article": "85"}, ["article"]), ("DUNG114", {"article": "5"}, ["article"]),
    ],
)  # fmt: skip
def test_labels_of_places_in_an_act(code: str, locator: dict[str, str], found: list[str]) -> None:
    changes = cited(locator=locator)
    assert places(code, changes) == [f"{SECOND}/locator/{name}" for name in found]


def test_a_clause_of_no_article_has_no_place() -> None:
    assert places("DUNG113", cited(locator={"clause": "1"})) == [f"{SECOND}/locator"]
    assert places("DUNG113", cited(locator={"clause": "1"}, act=act(number=None, title="Nghị định"))) == []


@each(
    ("issued", "number", "date", "text", "speaks"),
    [
        # Name and year from 1 April 2025, name and number from 17 July 2025; before, either will do.
        ("2025-03-31", None, None, "Luật Đất đai", False), ("2025-04-01", None, None, "Luật Đất đai", True),
        ("2025-04-01", None, None, "Luật Đất đai năm 2024", False),
        ("2025-04-01", None, "2024-01-18", "Luật Đất đai", False),
        ("2025-07-16", None, None, "Luật Đất đai năm 2024", False),
        ("2025-07-17", None, None, "Luật Đất đai năm 2024", True),
        ("2025-07-17", "31/2024/QH15", None, "Luật Đất đai số 31/2024/QH15", False),
    ],
)  # fmt: skip
def test_how_a_law_is_named_on_a_day(
    issued: str, number: str | None, date: str | None, text: str, speaks: bool
) -> None:
    law = (
        {"type": "luat", "title": "Luật Đất đai"}
        | ({"number": number} if number else {})
        | ({"date": date} if date else {})
    )
    changes = {"/date_issued": issued, **cited(text, act=law, locator={})}
    assert (f"{SECOND}/act" in places("DUNG115", changes)) is speaks


def test_a_law_is_named_in_full_only_once() -> None:
    short = {"type": "luat", "title": "Luật Hôn nhân và gia đình"}
    changes = {
        f"{SECOND}/act": short,
        f"{SECOND}/text": "Luật Hôn nhân và gia đình",
        "/legal_basis/0/act/title": short["title"],
    }
    assert places("DUNG115", changes) == []


@each(
    ("number", "date", "speaks"),
    [
        ("07/2024/TT-BTTTT", "2024-09-15", False), ("07/2025/TT-BTTTT", "2025-02-28", False),
        ("07/2025/TT-BTTTT", "2025-09-15", True), ("07/2025/TT-BTTTT", None, False),
        ("07/2025/TT-BTP", "2025-09-15", False),
    ],
)  # fmt: skip
def test_an_organ_issues_while_it_exists(number: str, date: str | None, speaks: bool) -> None:
    assert bool(places("DUNG116", cited(act=act(type="thong-tu", number=number, date=date)))) is speaks


@each("kind", ["sanction", "right", "duty", "deadline", "procedure"])
def test_every_kind_of_block_rests_on_a_citation_that_exists(kind: str) -> None:
    words = {"sanction": {"behaviour": "Tảo hôn"}, "procedure": {"title": "Đăng ký"}}.get(
        kind, {"text": "Được đăng ký"}
    )
    for basis, found in ((0, []), (2, ["/content/1/basis"])):
        assert places("DUNG117", {"/content/1": {"type": kind, "basis": basis, **words}}) == found


def test_one_number_has_one_date() -> None:
    other = {"type": "nghi-dinh", "number": "82/2020/NĐ-CP", "date": "2020-07-16"}
    changes = {**cited(), "/legal_basis/0/act": other}
    (found,) = hits("DUNG118", changes)
    assert found.pointer == f"{SECOND}/act/date"
    assert (str(found.values["date"]), str(found.values["other"])) == ("2020-07-15", "2020-07-16")
    assert places("DUNG118", {**changes, "/legal_basis/0/act": {**other, "date": "2020-07-15"}}) == []


@each(
    ("validity", "found"),
    [
        ({"state": "unknown"}, []), ({"state": "in-force"}, ["validity"]), ({"state": "not-applicable"}, []),
        ({"state": "in-force", "as_of": "2026-11-01"}, ["validity"]),
        ({"state": "in-force", "as_of": "2026-11-01", "source": "vbpl.vn"}, []),
    ],
)  # fmt: skip
def test_a_state_of_law_names_day_and_source(validity: dict[str, str], found: list[str]) -> None:
    assert places("SONG410", {f"{SECOND}/validity": validity}) == [f"{SECOND}/{name}" for name in found]


def test_law_that_ended_is_told() -> None:
    assert places("SONG409", {f"{SECOND}/validity/state": "expired"}) == [f"{SECOND}/validity/state"]
    assert places("SONG409", {f"{SECOND}/validity/state": "partly-expired"}) == []


@pytest.mark.parametrize(("days", "speaks"), [(180, False), (181, True)])
def test_how_old_a_look_up_may_be(days: int, speaks: bool) -> None:
    import datetime as dt

    as_of = (dt.date(2026, 11, 22) - dt.timedelta(days=days)).isoformat()
    changes = {
        f"/legal_basis/{index}/validity": {"state": "in-force", "as_of": as_of, "source": "vbpl.vn"} for index in (0, 1)
    }
    assert bool(places("SONG411", changes)) is speaks
    assert places("SONG411", changes, lookup_days=365) == []


@each(
    ("code", "changes", "settings", "speaks"),
    [
        ("SONG420", {"/review_due": "2026-11-22"}, {}, False), ("SONG420", {"/review_due": "2026-11-21"}, {}, True),
        ("SONG421", {"/review_due": REMOVE, "/reviewed_on": "2024-11-22"}, {}, False),
        ("SONG421", {"/review_due": REMOVE, "/reviewed_on": "2024-11-21"}, {}, True),
        ("SONG421", {"/review_due": REMOVE, "/reviewed_on": "2026-01-31"}, {"review_months": 1}, True),
        # Without a review the approval counts, then the date of issue.
        ("SONG421", {"/review_due": REMOVE, "/reviewed_on": REMOVE, "/approval/date": "2023-01-01"}, {}, True),
        ("SONG422", {"/review_due": REMOVE}, {}, True), ("SONG422", {}, {}, False),
    ],
)  # fmt: skip
def test_reviews(code: str, changes: dict[str, Any], settings: dict[str, Any], speaks: bool) -> None:
    assert bool(places(code, changes, **settings)) is speaks


@pytest.mark.parametrize(
    ("text", "number", "agrees"),
    [
        ("Nghị định số 82/2020/NĐ-CP", "82/2020/NĐ-CP", True), ("Nghị định số 82/2020/NĐ-CP", "2/2020/NĐ-CP", False),
        ("Nghị định số 182/2020/NĐ-CP", "82/2020/NĐ-CP", False), ("Nghị định số 82/2020/NĐ-CP", "82/2020/NĐ", False),
        ("Nghị định 05/2020/NÐ - CP.", "5/2020/NĐ-CP", True), ("Luật số 52/2014/QH13, Điều 8", "52/2014/QH13", True),
        ("Luật số 52/2014/QH13", "52/2014/QH1", False),
    ],
)  # fmt: skip
def test_a_number_stands_in_the_words_as_a_whole(text: str, number: str, agrees: bool) -> None:
    assert bool(hits("DUNG107", cited(text, act=act(number=number, type=None, date=None)))) is not agrees


@pytest.mark.parametrize(
    ("text", "locator", "agrees"),
    [
        ("khoản 1 Điều 58", {"article": "58", "clause": "1"}, True),
        ("khoản 1 Điều 58", {"article": "58", "clause": "2"}, False),
        ("điểm a, b khoản 1 và khoản 3 Điều 58", {"article": "58", "clause": "1", "point": "b"}, True),
        ("điểm a, b khoản 1 và khoản 3 Điều 58", {"article": "58", "clause": "3"}, True),
        ("điểm a khoản 1 Điều 58", {"article": "58", "clause": "1", "point": "b"}, False),
        ("Điều 58, Điều 60", {"article": "60"}, True), ("Điều 58", {"article": "58", "clause": "1"}, True),
    ],
)  # fmt: skip
def test_clause_and_point_are_those_of_the_words(text: str, locator: dict[str, str], agrees: bool) -> None:
    said = f"{text} Nghị định số 82/2020/NĐ-CP"
    assert bool(hits("DUNG119", cited(said, locator=locator))) is not agrees
