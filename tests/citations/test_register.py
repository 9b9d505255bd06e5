"""The register of legal acts: import, events, partial repeal, and unknown that stays unknown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.each import each
from validators.citations.find import find_mentions
from validators.citations.locators import PlaceInAct
from validators.citations.register import EVENTS, Event, Register, RegisteredAct, WrongRegister

DAY = dt.date(2026, 11, 22)


def act(*events: tuple[str, str, str]) -> RegisteredAct:
    made = tuple(Event(kind, dt.date.fromisoformat(date), scope) for kind, date, scope in events)
    return RegisteredAct("1/2020/NĐ-CP", "nghi-dinh", None, None, dt.date(2020, 1, 1), None, made)


@each(("events", "state"), [
    ((), "unknown"),
    ((("issued", "2020-01-01", ""),), "unknown"),
    ((("in-force", "2020-03-01", ""),), "in-force"),
    ((("in-force", "2027-03-01", ""),), "not-yet-in-force"),
    ((("in-force", "2020-03-01", ""), ("expired", "2024-01-01", "")), "expired"),
    ((("in-force", "2020-03-01", ""), ("expired", "2027-01-01", "")), "in-force"),
    ((("expired", "2024-01-01", ""),), "expired"),
    ((("in-force", "2020-03-01", ""), ("suspended", "2024-01-01", "")), "suspended"),
    ((("in-force", "2020-03-01", ""), ("suspended", "2024-01-01", ""), ("resumed", "2025-01-01", "")), "in-force"),
    ((("in-force", "2020-03-01", ""), ("partly-expired", "2024-01-01", "Điều 6")), "partly-expired"),
    ((("in-force", "2020-03-01", ""), ("amended", "2024-01-01", "Điều 6")), "in-force"),
])  # fmt: skip
def test_the_state_on_a_day(events: tuple[tuple[str, str, str], ...], state: str) -> None:
    assert act(*events).state_on(DAY) == state


@each(("event", "day", "state"), [
    ("in-force", "2026-11-21", "not-yet-in-force"), ("in-force", "2026-11-22", "in-force"),
    ("expired", "2026-11-21", "in-force"), ("expired", "2026-11-22", "expired"),
    ("suspended", "2026-11-21", "in-force"), ("suspended", "2026-11-22", "suspended"),
])  # fmt: skip
def test_an_event_holds_from_its_own_day_on(event: str, day: str, state: str) -> None:
    before = () if event == "in-force" else (("in-force", "2020-03-01", ""),)
    assert act(*before, (event, "2026-11-22", "")).state_on(dt.date.fromisoformat(day)) == state


@each(("events", "state"), [
    # the end stands above everything
    ((("suspended", "2024-01-01", ""), ("expired", "2025-01-01", "")), "expired"),
    # suspended twice, resumed once; in whichever order they were entered
    ((("suspended", "2022-01-01", ""), ("resumed", "2023-01-01", ""), ("suspended", "2024-01-01", "")), "suspended"),
    ((("resumed", "2025-01-01", ""), ("suspended", "2024-01-01", "")), "in-force"),
    # two parts in force on different days: the first decides for the whole
    ((("in-force", "2027-01-01", ""),), "in-force"),
    # an end with a scope is a partial one
    ((("expired", "2024-01-01", "Điều 6"),), "partly-expired"),
    # what is to come is not yet so
    ((("suspended", "2027-01-01", ""),), "in-force"),
    ((("partly-expired", "2027-01-01", "Điều 6"),), "in-force"),
])  # fmt: skip
def test_which_event_decides(events: tuple[tuple[str, str, str], ...], state: str) -> None:
    assert act(("in-force", "2020-03-01", ""), *events).state_on(DAY) == state


def test_without_a_known_beginning_a_partial_end_is_still_said() -> None:
    assert act(("partly-expired", "2024-01-01", "Điều 6")).state_on(DAY) == "partly-expired"


def test_every_event_there_is_gives_a_state() -> None:
    assert {act((kind, "2024-01-01", "")).state_on(DAY) for kind in EVENTS} == {
        "unknown", "in-force", "partly-expired", "expired", "suspended",
    }  # fmt: skip


@each(("scope", "place", "state"), [
    ("Điều 6", PlaceInAct(article="6"), "expired"),
    ("Điều 6", PlaceInAct(article="6", clause="2"), "expired"),
    ("Điều 6", PlaceInAct(article="7"), "in-force"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="6", clause="2", point="a"), "expired"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="6", clause="3"), "partly-expired"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="9"), "expired"),
    ("", PlaceInAct(article="7"), "partly-expired"),
    ("một số quy định", PlaceInAct(article="7"), "partly-expired"),
    ("Điều 6", PlaceInAct(), "partly-expired"),
    # a place without its article tells nothing
    ("Điều 6", PlaceInAct(chapter="II"), "partly-expired"),
    # the whole article is cited, a point of it has ended
    ("điểm a khoản 2 Điều 6", PlaceInAct(article="6"), "partly-expired"),
    ("điểm a khoản 2 Điều 6", PlaceInAct(article="6", clause="2", point="b"), "partly-expired"),
    ("điểm a khoản 2 Điều 6", PlaceInAct(article="6", clause="2", point="a"), "expired"),
    # lists and ranges
    ("Điều 6, 7 và 8", PlaceInAct(article="8"), "expired"),
    ("từ Điều 6 đến Điều 9", PlaceInAct(article="8"), "expired"),
    ("từ Điều 6 đến Điều 9", PlaceInAct(article="10"), "in-force"),
    # an article with a letter is another one
    ("Điều 6", PlaceInAct(article="6a"), "in-force"),
])  # fmt: skip
def test_partial_repeal_reaches_as_far_as_its_scope(scope: str, place: PlaceInAct, state: str) -> None:
    held = act(("in-force", "2020-03-01", ""), ("partly-expired", "2024-01-01", scope))
    assert held.state_on(DAY, place) == state


CSV = """Số ký hiệu;Ngày ban hành;Ngày có hiệu lực;Ngày hết hiệu lực;Trích yếu;Số điều
82/2020/NĐ-CP;15/07/2020;01/09/2020;;Xử phạt vi phạm hành chính;91
766/QĐ-TTg;15/04/2025;15/04/2025;;Chuyển đổi số;
766/QĐ-TTg;01/02/2020;01/02/2020;31/12/2024;Việc khác;
;19/06/2014;01/01/2015;;Luật Hôn nhân và gia đình;133
"""


def test_a_vietnamese_csv_with_semicolons(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CSV, encoding="utf-8-sig")
    register = Register.open(tmp_path / "r.csv")
    assert len(register) == 4
    found = register.find("82/2020/NĐ-CP")
    assert found is not None
    assert (found.articles, found.state_on(DAY)) == (91, "in-force")
    assert register.find("82/2020/ND-CP") == found
    assert register.find("083/2020/NĐ-CP") is None


def test_administrative_numbers_need_their_year(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CSV, encoding="utf-8")
    register = Register.open(tmp_path / "r.csv")
    assert register.find("766/QĐ-TTg") is None
    found = register.find("766/QĐ-TTg", dt.date(2025, 4, 15))
    assert found is not None
    assert found.title == "Chuyển đổi số"
    assert register.find("766/QĐ-TTg", dt.date(2020, 2, 1)).state_on(DAY) == "expired"  # type: ignore[union-attr]


TWO = "number,title,date\n1/2020/NĐ-CP,Việc một,2020-01-01\n,Luật Hộ tịch,2014-11-20\n,Luật Hộ tịch,2031-01-01\n"


@pytest.mark.parametrize(("number", "title", "wanted"), [
    # one number however it is written
    ("1/2020/NĐ-CP", None, "Việc một"), ("01/2020/NĐ-CP", None, "Việc một"), ("1/2020/ND-CP", None, "Việc một"),
    (" 1 /2020/NĐ-CP ", None, "Việc một"), ("Nghị định số 1/2020/NĐ-CP", None, "Việc một"),
    # a number that is not there is not looked for by its title
    ("2/2020/NĐ-CP", "Việc một", None), ("1/2021/NĐ-CP", None, None), ("1/2020/NQ-CP", None, None),
    # titles: whole, in any case, but not one of two
    (None, "việc MỘT", "Việc một"), (None, "Việc", None), (None, "Luật Hộ tịch", None),
    (None, None, None), ("", "", None),
])  # fmt: skip
def test_an_act_is_found_by_number_else_by_title(
    tmp_path: Path, number: str | None, title: str | None, wanted: str | None
) -> None:
    (tmp_path / "r.csv").write_text(TWO, encoding="utf-8")
    found = Register.open(tmp_path / "r.csv").find(number, None, title)
    assert (found.title if found else None) == wanted


@pytest.mark.parametrize(("heading", "cell"), [
    ("in_force_from", "2020-03-01"), ("In_Force_From", "2020-03-01"), ("ngày có hiệu lực", "01/03/2020"),
    ("NGÀY HIỆU LỰC", "1/3/2020"), ("in-force", " 2020-03-01 "),
])  # fmt: skip
def test_headings_and_days_in_both_languages(tmp_path: Path, heading: str, cell: str) -> None:
    (tmp_path / "r.csv").write_text(f"Số hiệu,{heading}\n1/2020/NĐ-CP,{cell}\n", encoding="utf-8")
    found = Register.open(tmp_path / "r.csv").find("1/2020/NĐ-CP")
    assert found is not None
    assert found.events == (Event("in-force", dt.date(2020, 3, 1)),)


def test_a_row_of_an_event_with_its_scope_and_source(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "number,partly_expired_on,scope,source\n1/2020/NĐ-CP,2024-01-01,Điều 6,2/2023/NĐ-CP\n", encoding="utf-8"
    )
    found = Register.open(tmp_path / "r.csv").find("1/2020/NĐ-CP")
    assert found is not None
    assert found.events == (Event("partly-expired", dt.date(2024, 1, 1), "Điều 6", "2/2023/NĐ-CP"),)


def test_a_later_row_completes_an_act_and_takes_nothing_away(tmp_path: Path) -> None:
    register = Register.create(tmp_path / "office" / "r.sqlite")
    for name, body in (
        ("a.csv", "number,date,title,organ\n1/2020/NĐ-CP,2020-01-01,Việc một,Chính phủ\n"),
        ("b.csv", "number,date,articles,expired_on\n1/2020/NĐ-CP,2020-01-01,12,2025-01-01\n"),
    ):
        (tmp_path / name).write_text(body, encoding="utf-8")
        register.import_file(tmp_path / name)
    found = register.find("1/2020/NĐ-CP")
    assert found is not None
    assert (len(register), found.title, found.organ, found.articles) == (1, "Việc một", "Chính phủ", 12)
    assert found.state_on(DAY) == "expired"
    register.close()


def test_what_was_not_known_is_known_after_an_import(tmp_path: Path) -> None:
    register = Register.create(tmp_path / "r.sqlite")
    assert register.find("1/2020/NĐ-CP") is None
    (tmp_path / "a.csv").write_text("number,title\n1/2020/NĐ-CP,Việc một\n", encoding="utf-8")
    assert register.import_file(tmp_path / "a.csv") == 1
    assert register.find("1/2020/NĐ-CP") is not None
    register.close()


def test_a_citation_is_looked_up_as_it_was_found(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CSV, encoding="utf-8")
    register = Register.open(tmp_path / "r.csv")
    text = "Quyết định số 766/QD-TTg ngày 15 tháng 4 năm 2025; Nghị định số 82/2O20/NĐ-CP; Luật Hôn nhân và gia đình"
    acts = [one.act for one in find_mentions(text)]
    found = [register.find(one.number, one.date, f"Luật {one.title}" if one.title else None) for one in acts]
    assert [one.title if one else None for one in found] == [
        "Chuyển đổi số", "Xử phạt vi phạm hành chính", "Luật Hôn nhân và gia đình",
    ]  # fmt: skip


def test_a_register_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongRegister, match="no register at this place"):
        Register.open(tmp_path / "r.csv")


def test_laws_are_found_by_title(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CSV, encoding="utf-8")
    found = Register.open(tmp_path / "r.csv").find(None, None, "Luật Hôn nhân và gia đình")
    assert found is not None
    assert found.articles == 133


def test_json_with_events_and_a_second_import_adds_nothing_twice(tmp_path: Path) -> None:
    acts = [{"number": "1/2020/NĐ-CP", "date": "2020-01-01", "events": [
        {"kind": "in-force", "date": "2020-03-01"},
        {"kind": "partly-expired", "date": "2024-01-01", "scope": "Điều 6", "source": "2/2023/NĐ-CP"},
    ]}]  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(acts), encoding="utf-8")
    register = Register.create(tmp_path / "r.sqlite")
    assert (register.import_file(tmp_path / "r.json"), register.import_file(tmp_path / "r.json")) == (1, 1)
    register.close()
    again = Register.open(tmp_path / "r.sqlite")
    found = again.find("1/2020/NĐ-CP")
    assert found is not None
    assert len(found.events) == 2
    assert found.events[1].source == "2/2023/NĐ-CP"
    again.close()


@pytest.mark.parametrize(("name", "body"), [
    ("r.csv", b"a,b\n1,2\n"), ("r.json", b"{"), ("r.json", b'{"acts": 5}'), ("r.csv", b"\xff\xfe\x00"),
    ("r.sqlite", b"not a database at all"),
])  # fmt: skip
def test_what_is_no_register_is_said(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(WrongRegister):
        Register.open(tmp_path / name)


def test_a_row_with_a_day_that_cannot_be_read_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "number,date,in_force_from\n1/2020/NÐ-CP,khoảng 2020,32/1/2020\n,,\n2/2020/NÐ-CP,,\n", encoding="utf-8"
    )
    register = Register.open(tmp_path / "r.csv")
    assert register.find("1/2020/NĐ-CP") is None
    assert [str(row.told()) for row in register.refused] == [
        "Line 2 (1/2020/NÐ-CP) was refused: day of issue: “khoảng 2020” is no date; write DD/MM/YYYY."
    ]
    assert register.find("2/2020/NĐ-CP") is not None
