"""The register of legal acts: import, events, partial repeal, and unknown that stays unknown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from validators.citations.locators import PlaceInAct
from validators.citations.register import Event, Register, RegisteredAct, WrongRegister

DAY = dt.date(2026, 11, 22)


def act(*events: tuple[str, str, str]) -> RegisteredAct:
    made = tuple(Event(kind, dt.date.fromisoformat(date), scope) for kind, date, scope in events)
    return RegisteredAct("1/2020/NĐ-CP", "nghi-dinh", None, None, dt.date(2020, 1, 1), None, made)


@pytest.mark.parametrize(("events", "state"), [
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


@pytest.mark.parametrize(("scope", "place", "state"), [
    ("Điều 6", PlaceInAct(article="6"), "expired"),
    ("Điều 6", PlaceInAct(article="6", clause="2"), "expired"),
    ("Điều 6", PlaceInAct(article="7"), "in-force"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="6", clause="2", point="a"), "expired"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="6", clause="3"), "partly-expired"),
    ("khoản 2 Điều 6; Điều 9", PlaceInAct(article="9"), "expired"),
    ("", PlaceInAct(article="7"), "partly-expired"),
    ("một số quy định", PlaceInAct(article="7"), "partly-expired"),
    ("Điều 6", PlaceInAct(), "partly-expired"),
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


def test_noisy_rows_are_taken_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "number,date,in_force_from\n1/2020/NÐ-CP,khoảng 2020,32/1/2020\n,,\n", encoding="utf-8"
    )
    register = Register.open(tmp_path / "r.csv")
    found = register.find("1/2020/NĐ-CP")
    assert found is not None
    assert (found.date, found.events, found.state_on(DAY)) == (None, (), "unknown")
