"""Lists of acts as offices have them: what is usual is read, what is not is refused row by row, the rest counts."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pbgdpl_cli.app import run
from tests.each import each
from validators.citations.locators import PlaceInAct
from validators.citations.register import Register, WrongRegister
from validators.citations.register.changes import amended_since, to_come
from validators.citations.register.export import as_csv, as_json
from validators.citations.register.lists import read_list
from validators.citations.register.store import SHIPPED

DAY = dt.date(2026, 11, 29)
NUMBER = "45/2021/NĐ-CP"


def opened(folder: Path, body: str | bytes, name: str = "r.csv") -> Register:
    (folder / name).write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    return Register.open(folder / name)


def state(register: Register, number: str = NUMBER) -> str:
    act = register.find(number)
    return act.state_on(DAY) if act else "absent"


ROW = "45/2021/NĐ-CP,31/03/2021,15/05/2021,01/01/2025"
ENGLISH = "number,date,in_force_from,expired_on"
PLAIN = f"{ENGLISH}\n{ROW}\n"


@each("body", [
    PLAIN, PLAIN.replace(",", ";"), PLAIN.replace(",", "\t"), PLAIN.replace(",", "|"), PLAIN.replace("\n", "\r\n"),
    f"sep=,\n{PLAIN}", f"SỔ THEO DÕI VĂN BẢN,,,\nNăm 2026,,,\n,,,\n{PLAIN}",
    f"Số, ký hiệu;Ngày ban hành;Ngày có hiệu lực;Ngày hết hiệu lực\n{ROW.replace(',', ';')}\n",
    f'"Số, ký hiệu",Ngày ký,Hiệu lực từ ngày,Ngày hết hiệu lực (*)\n{ROW}\n',
    f"SO_KY_HIEU,NGAY_BAN_HANH,NGAY_CO_HIEU_LUC,NGAY_HET_HIEU_LUC\n{ROW}\n",
    f"STT,{ENGLISH},Ghi chú\n1,{ROW},xem lại\n",
    PLAIN.encode("utf-16"), PLAIN.encode("utf-8-sig"), PLAIN.replace("Đ", "Ð").encode("latin-1"),
    PLAIN.encode("utf-16-le"),
    f"{ENGLISH}\n46/2021/NĐ-CP,31/03/2021,15/05/2021,\n{PLAIN}",
    f"Số hiệu,Ngày,,\n,ban hành,có hiệu lực,hết hiệu lực\n{ROW}\n",
    PLAIN.replace("45/2021", "Nghị định số 45/2021"),
    f"{ENGLISH},Được thay thế bởi\n{ROW},không\n",
])  # fmt: skip
def test_usual_forms_of_a_list(tmp_path: Path, body: str | bytes) -> None:
    register = opened(tmp_path, body)
    assert (state(register), register.refused) == ("expired", ())


def test_a_workbook_with_real_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SỔ VĂN BẢN"])
    sheet.append(["Số, ký hiệu", "Ngày ban hành", "Ngày có hiệu lực", "Ngày hết hiệu lực", "Số điều"])
    sheet.append([NUMBER, dt.date(2021, 3, 31), 44331, "01/01/2025", 12])
    sheet.append(["46/2021/NĐ-CP", dt.date(2021, 3, 31), "31/6/2021", None, None])
    book.save(tmp_path / "r.xlsx")
    register = Register.open(tmp_path / "r.xlsx")
    act = register.find(NUMBER)
    assert act is not None
    assert (act.articles, act.in_force_from, act.state_on(DAY)) == (12, dt.date(2021, 5, 15), "expired")
    assert [row.line for row in register.refused] == [4]


def test_a_workbook_with_a_sheet_for_each_year(tmp_path: Path) -> None:
    book = Workbook()
    for name, rows in {
        "Bìa": [["SỔ VĂN BẢN"]], "2021": [["Số hiệu", "Ngày có hiệu lực"], [NUMBER, "15/05/2021"]],
        "2022": [["Số hiệu", "Ngày có hiệu lực"], ["5/2022/NĐ-CP", "31/06/2022"]],
    }.items():  # fmt: skip
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "r.xlsx")
    register = Register.open(tmp_path / "r.xlsx")
    assert (state(register), register.refused[0].where) == ("in-force", "2022!2")
    assert "Bìa" in str(register.notes[0])


@each(("body", "reason"), [
    (f"{ENGLISH}\n45/2021/NĐ-CP,31/03/2021,15/05/2021,31/06/2025\n", "there is no day “31/06/2025”"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,2021,15/05/2021,\n", "names a year"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,15/05/2021,31/03/2021,\n", "comes before its issue"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,31/03/2021,15/05/2021,01/01/2019\n", "comes before its issue"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,,15/05/2021,01/05/2021\n", "does not come after its beginning"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,31/03/2020,,\n", "its number says 2021"),
    (f"{ENGLISH}\n45/2021/NĐ-CP,,,01/01/2019\n", "before the year of its number"),
    ("number,date,in_force_form,expired_on\n45/2021/NĐ-CP,31/03/2021,15/05/2021,\n", "“in_force_form” is not known"),
    ("number,title\nLuật Mẫu,45/2021/NĐ-CP\n", "in each other's column"),
    ("number,title\n31/03/2021,Việc một\n", "is no number of an act"),
    ("number,type\n45/2021/NĐ-CP,Thơ\n", "is no type of act"),
    ("number,articles\n45/2021/NĐ-CP,nhiều\n", "is no number of articles"),
    ("number,date,title\n45/2021/NĐ-CP,31/03/2021,Việc một,01/01/2025\n", "more cells"),
    ("number,scope\n45/2021/NĐ-CP,Điều 6\n", "no day of a change"),
    ("number,in_force_from,Tình trạng\n45/2021/NĐ-CP,15/05/2021,Hết hiệu lực\n", "not since which day"),
    ("number,in_force_from,Tình trạng\n45/2021/NĐ-CP,15/05/2021,Hết hiệu lực một phần\n", "not since which day"),
    ("number,in_force_from,Tình trạng\n45/2021/NĐ-CP,15/05/2021,Ngưng hiệu lực\n", "not since which day"),
    ("title,date,number\n,31/03/2021,\n", "neither number nor title"),
    ("number,date\n45/2021/NĐ-CP; 47/2021/NĐ-CP,31/03/2021\n", "names several acts"),
    ("number,Thay thế\n45/2021/NĐ-CP,3/2011/NĐ-CP\n", "“thay thế bởi” may be meant"),
])  # fmt: skip
def test_a_row_that_cannot_be_right_is_refused_and_the_rest_counts(tmp_path: Path, body: str, reason: str) -> None:
    heading = body.split("\n", 1)[0]
    good = ",".join({"number": "46/2021/NĐ-CP"}.get(name, "") for name in heading.split(","))
    register = opened(tmp_path, f"{body}{good}\n")
    assert [row.line for row in register.refused] == [2]
    assert reason in str(register.refused[0].told())
    assert (state(register), register.find("46/2021/NĐ-CP") is not None) == ("absent", True)


@each("rows", [
    (ROW, ROW.replace("01/01/2025", "01/02/2025")), (ROW, ROW.replace("15/05", "16/05")),
    (ROW, ROW.replace("31/03", "30/03")),
    # an end before the beginning another row gives
    ("45/2021/NĐ-CP,31/03/2021,15/05/2021,", "45/2021/NĐ-CP,,,01/05/2021"),
])  # fmt: skip
def test_rows_that_contradict_each_other_are_refused_with_their_lines(tmp_path: Path, rows: tuple[str, str]) -> None:
    register = opened(tmp_path, "\n".join([ENGLISH, *rows, "46/2021/NĐ-CP,31/03/2021,,"]) + "\n")
    assert {row.line for row in register.refused} >= {3}
    assert state(register) in {"absent", "in-force"}
    assert register.refusal_of(NUMBER) is not None
    assert register.refusal_of("46/2021/NĐ-CP") is None


def test_a_later_list_cannot_contradict_what_is_known(tmp_path: Path) -> None:
    register = opened(tmp_path, PLAIN)
    (tmp_path / "b.csv").write_text(PLAIN.replace("01/01/2025", "01/02/2025"), encoding="utf-8")
    assert register.import_file(tmp_path / "b.csv") == 0
    assert "already says 2025-01-01" in str(register.refused[0].told())


@each("body", ["", "\n \n", "a,b\n1,2\n", "Họ tên;Tuổi\nMẫu;3\n", "number,số hiệu\n1/2020/NĐ-CP,2\n"])
def test_what_is_no_list_is_no_register(tmp_path: Path, body: str) -> None:
    with pytest.raises(WrongRegister):
        opened(tmp_path, body)


def test_what_is_odd_about_a_list_is_told(tmp_path: Path) -> None:
    assert "no rows" in str(opened(tmp_path, f"{ENGLISH}\n").notes[0])
    assert "Màu bìa" in str(opened(tmp_path, "number,Màu bìa\n1/2020/NĐ-CP,xanh\n").notes[0])


@each(("act", "reason"), [
    (5, "it is no act"), ({"events": 3, "number": NUMBER}, "no list"), ({"number": NUMBER, "events": [1]}, "is none"),
    ({"number": NUMBER, "events": [{"kind": "repealed", "date": "2025-01-01"}]}, "“repealed” is no kind of event"),
    ({"number": NUMBER, "events": [{"kind": "expired"}]}, "has no day"),
    ({"number": NUMBER, "colour": "red"}, "“colour” is no member"),
    ({"number": NUMBER, "expire_on": "2025-01-01"}, "may be meant"),
])  # fmt: skip
def test_acts_in_json_are_refused_one_by_one(tmp_path: Path, act: object, reason: str) -> None:
    register = opened(tmp_path, json.dumps([act, {"number": "46/2021/NĐ-CP"}]), "r.json")
    assert [row.line for row in register.refused] == [1]
    assert reason in str(register.refused[0].told())
    assert len(register) == 1


LIFE = """number,date,in_force_from,amended_on,amended_by,expired_on,replaced_by,partly_expired_on,scope
45/2021/NĐ-CP,2021-03-31,2021-05-15,,,,,,
45/2021/NĐ-CP,2021-03-31,,2024-01-01,7/2023/NĐ-CP,,,,khoản 2 Điều 6
45/2021/NĐ-CP,2021-03-31,,,,,8/2026/NĐ-CP,2026-12-20,Điều 9
45/2021/NĐ-CP,2021-03-31,,,,2027-02-01,9/2026/NĐ-CP,,
46/2021/NĐ-CP,2021-03-31,2021-05-15,,,,10/2026/NĐ-CP,,
"""


def test_the_life_of_an_act_names_who_changed_it(tmp_path: Path) -> None:
    act = opened(tmp_path, LIFE).find(NUMBER)
    assert act is not None
    assert (act.amended_by, act.replaced_by) == (("7/2023/NĐ-CP",), ("9/2026/NĐ-CP",))
    assert (act.in_force_from, act.expires_on) == (dt.date(2021, 5, 15), dt.date(2027, 2, 1))
    nine = PlaceInAct(article="9")
    assert [(event.kind, event.by) for event in to_come(act, nine, DAY, 30)] == [("partly-expired", "8/2026/NĐ-CP")]
    assert [event.kind for event in to_come(act, nine, DAY, 90)] == ["partly-expired", "expired"]
    assert [event.kind for event in to_come(act, PlaceInAct(article="3"), DAY, 90)] == ["expired"]
    assert list(to_come(act, nine, DAY, 20)) == []
    assert [event.by for event in amended_since(act, PlaceInAct(article="6"), dt.date(2023, 1, 1), DAY)] == [
        "7/2023/NĐ-CP"
    ]
    assert list(amended_since(act, nine, dt.date(2023, 1, 1), DAY)) == []
    assert list(amended_since(act, PlaceInAct(article="6"), dt.date(2024, 1, 1), DAY)) == []


def test_a_successor_without_its_day_leaves_the_force_unknown(tmp_path: Path) -> None:
    act = opened(tmp_path, LIFE).find("46/2021/NĐ-CP")
    assert act is not None
    assert (act.state_on(DAY), act.replaced_by) == ("unknown", ("10/2026/NĐ-CP",))


def test_parts_that_begin_later(tmp_path: Path) -> None:
    rows = "45/2021/NĐ-CP,2021-05-15,\n45/2021/NĐ-CP,2027-01-01,Điều 14\n"
    act = opened(tmp_path, f"number,in_force_from,scope\n{rows}").find(NUMBER)
    assert act is not None
    assert act.state_on(DAY, PlaceInAct(article="14", clause="1")) == "not-yet-in-force"
    assert act.state_on(DAY, PlaceInAct(article="13")) == act.state_on(DAY) == "in-force"


@each("form", ["csv", "json"])
def test_a_register_written_out_is_read_back_the_same(tmp_path: Path, form: str) -> None:
    register = opened(tmp_path, LIFE)
    written = {"csv": as_csv, "json": as_json}[form](register.acts(), register.texts)
    again = opened(tmp_path, written, f"again.{form}")
    assert again.refused == ()
    assert [(one.number, one.source, one.undated, one.events) for one in again.acts()] == [
        (one.number, one.source, one.undated, one.events) for one in register.acts()
    ]


@each("form", ["csv", "json"])
@each(("of_act", "of_events"), [("a", ["", "a"]), ("a", ["b", ""]), ("a", ["a", "b"]), ("a", [""]), ("a", [])])
def test_each_source_stays_with_what_was_read_there(
    tmp_path: Path, form: str, of_act: str, of_events: list[str]
) -> None:
    """A day nobody gave a source for does not come from where its act was found."""
    kinds = (("in-force", "2020-09-01"), ("amended", "2021-01-01"))
    events = [{"kind": kind, "date": day, "source": source}
              for (kind, day), source in zip(kinds, of_events, strict=False)]  # fmt: skip
    act = {"number": "82/2020/NĐ-CP", "source": of_act, "events": events}
    register = opened(tmp_path, json.dumps([act]), "register.json")
    written = {"csv": as_csv, "json": as_json}[form](register.acts(), register.texts)
    again = opened(tmp_path, written, f"again.{form}").find("82/2020/NĐ-CP")
    assert again == register.find("82/2020/NĐ-CP")
    assert again is not None
    assert (again.source, [one.source for one in again.events]) == (of_act, of_events)


def test_acts_are_counted_whatever_the_list_has_a_row_for(tmp_path: Path) -> None:
    rows = "82/2020/NĐ-CP,2020-09-01,\n82/2020/NĐ-CP,,2025-12-15\n67/2015/NĐ-CP,2015-10-01,\n"
    (tmp_path / "list.csv").write_text(f"number,in_force_from,partly_expired_on\n{rows}", encoding="utf-8")
    done = Register.empty().enter(read_list(tmp_path / "list.csv"))
    assert (done.rows, done.acts) == (3, 2)


def test_a_register_made_before_acts_had_successors_is_still_read(tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / "old.sqlite")
    connection.executescript(
        "CREATE TABLE act (id INTEGER PRIMARY KEY, key TEXT, number TEXT, type TEXT, title TEXT, title_key TEXT,"
        " organ TEXT, date TEXT, articles INTEGER, source TEXT);"
        "CREATE TABLE event (act INTEGER, kind TEXT, date TEXT, scope TEXT DEFAULT '', source TEXT DEFAULT '',"
        " UNIQUE (act, kind, date, scope));"
        "INSERT INTO act VALUES"
        " (1, '45/2021/NĐ/CP', '45/2021/NĐ-CP', 'nghi-dinh', NULL, '', NULL, '2021-03-31', 3, 'x');"
        "INSERT INTO event VALUES (1, 'expired', '2025-01-01', '', '');"
    )
    connection.close()
    before = (tmp_path / "old.sqlite").read_bytes()
    register = Register.open(tmp_path / "old.sqlite")
    assert state(register) == "expired"
    register.close()
    assert (tmp_path / "old.sqlite").read_bytes() == before
    completed = Register.create(tmp_path / "old.sqlite")
    (tmp_path / "b.csv").write_text(
        "number,replaced_by,expired_on\n45/2021/NĐ-CP,9/2024/NĐ-CP,2025-01-01\n", encoding="utf-8"
    )
    assert completed.import_file(tmp_path / "b.csv") == 1
    completed.close()


def test_refused_rows_are_kept_until_they_are_put_right(tmp_path: Path) -> None:
    bad = f"{ENGLISH}\n45/2021/NĐ-CP,31/03/2021,15/05/2021,31/06/2025\n,31/03/2021,,\n"
    (tmp_path / "a.csv").write_text(bad, encoding="utf-8")
    register = Register.create(tmp_path / "r.sqlite")
    assert register.import_file(tmp_path / "a.csv") == 0
    told = [str(row.told()) for row in register.refused]
    register.close()
    again = Register.open(tmp_path / "r.sqlite")
    assert [str(row.told()) for row in again.refused] == told
    assert again.refusal_of(NUMBER) is not None
    again.close()
    (tmp_path / "a.csv").write_text(bad.replace("31/06", "30/06"), encoding="utf-8")
    corrected = Register.create(tmp_path / "r.sqlite")
    assert corrected.import_file(tmp_path / "a.csv") == 1
    assert [row.line for row in corrected.refused] == [3]
    assert corrected.refusal_of(NUMBER) is None
    corrected.close()


def test_the_shipped_register_says_where_and_when_each_row_was_looked_up() -> None:
    register = Register.open(SHIPPED)
    assert (register.refused, register.notes) == ((), ())
    acts = list(register.acts())
    assert all(act.source and act.looked_at for act in acts)
    assert all(event.source for act in acts for event in act.events)
    aid = register.find("11/2017/QH14")
    assert aid is not None
    assert [str(event.date) for event in to_come(aid, PlaceInAct(article="7"), DAY, 90)] == ["2027-01-01"]
    assert list(to_come(aid, PlaceInAct(article="8"), DAY, 90)) == []
    decree = register.find("82/2020/NĐ-CP")
    assert decree is not None
    assert decree.state_on(DAY) == "partly-expired"
    assert decree.state_on(DAY, PlaceInAct(article="47", clause="1")) == "expired"
    law = register.find("12/2026/QH16")
    assert law is not None
    assert law.state_on(DAY) == "unknown"


CHANGES_OF_2026 = [
    ("104/2016/QH13", "amended", "2026-09-01", None), ("02/2016/QH14", "amended", "2027-01-01", None),
    ("60/2014/QH13", "expired", "2027-03-01", "03/2026/QH16"),
    ("24/2018/QH14", "expired", "2026-07-01", "116/2025/QH15"),
    ("47/2020/NĐ-CP", "expired", "2025-10-22", "278/2025/NĐ-CP"),
    ("168/2024/NĐ-CP", "amended", "2026-08-15", "238/2026/NĐ-CP"),
    ("170/2025/NĐ-CP", "amended", "2026-08-01", "300/2026/NĐ-CP"),
    ("11/2017/QH14", "amended", "2027-01-01", "05/2026/QH16"),
    ("137/2020/NĐ-CP", "amended", "2026-03-15", "58/2026/NĐ-CP"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "kind", "day", "by"), CHANGES_OF_2026)
def test_the_shipped_register_knows_the_changes_of_the_year(number: str, kind: str, day: str, by: str | None) -> None:
    register = Register.open(SHIPPED)
    act = register.find(number)
    assert act is not None
    assert day in {str(event.date) for event in act.events if event.kind == kind}
    assert by is None or (by in (*act.amended_by, *act.replaced_by) and register.find(by) is not None)
    register.close()


def test_what_is_not_known_of_the_law_of_the_day_is_left_open() -> None:
    register = Register.open(SHIPPED)
    standard = register.find("7980:2015")
    assert standard is not None
    assert standard.replaced_by == ("7980-1:2024; 7980-2:2024",)
    assert standard.expires_on is None
    repealing = register.find("41/2026/QĐ-TTg")
    assert repealing is not None
    assert (repealing.date, repealing.events, repealing.state_on(DAY)) == (None, (), "unknown")
    register.close()


@pytest.mark.parametrize("number", ["TCVN 7980:2015", "7980:2015", "TCVN số 7980 : 2015"])
def test_standards_stand_in_a_register(tmp_path: Path, number: str) -> None:
    (tmp_path / "r.csv").write_text(f"number,type,expired_on,source\n{number},tcvn,2024-06-01,x\n", "utf-8")
    register = Register.open(tmp_path / "r.csv")
    act = register.find("7980:2015")
    assert act is not None
    assert (act.number, act.state_on(DAY)) == ("7980:2015", "expired")
    register.close()


def test_a_time_of_day_is_no_standard(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("number,type,source\n08:30,tcvn,x\n", "utf-8")
    assert len(Register.open(tmp_path / "r.csv").refused) == 1


@pytest.mark.real
def test_a_stray_cell_at_the_end_of_a_sheet_is_one_row(tmp_path: Path) -> None:
    book = Workbook()
    for row in ([*ENGLISH.split(",")], [*ROW.split(",")]):
        book.worksheets[0].append(row)
    book.worksheets[0].cell(1_048_576, 400).value = "x"
    book.save(tmp_path / "r.xlsx")
    register = Register.open(tmp_path / "r.xlsx")
    assert state(register) == "expired"
    assert len(register.refused) == 1


def test_acts_beyond_what_a_list_may_have_are_not_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(WrongRegister):
        opened(tmp_path, "[" + "{}," * 200_000 + "{}]", "r.json")


def book_of(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_formula_nobody_worked_out_is_refused_and_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    """As programs write it that are no spreadsheets: there is a formula and no value yet."""
    register = Register.open(book_of(
        tmp_path / "r.xlsx", ENGLISH.split(","),
        ["45/2021/NĐ-CP", "31/03/2021", "15/05/2021", "=C3"], ["46/2021/NĐ-CP", "31/03/2021", "15/05/2021", None],
    ))  # fmt: skip
    assert (state(register), state(register, "46/2021/NĐ-CP")) == ("absent", "in-force")
    (refused,) = register.refused
    assert (refused.line, "formula" in str(refused.reason)) == (2, True)


@each("body", ['{"acts": [', "[1,]", "nan]"])
def test_what_is_no_json_is_told_with_its_place_and_in_our_words(tmp_path: Path, body: str) -> None:
    with pytest.raises(WrongRegister) as problem:
        opened(tmp_path, body, "r.json")
    assert "no valid JSON, at line 1, column" in str(problem.value.message)
    assert "Expecting" not in str(problem.value.message)


class TestForeignDatabases:
    """A database that is somebody else's is neither read as a register nor written into."""

    @pytest.fixture
    def foreign(self, tmp_path: Path) -> Path:
        path = tmp_path / "kho.sqlite"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE khach (ten TEXT)")
        connection.close()
        return path

    def test_no_tables_are_made_in_it(self, foreign: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before, acts = foreign.read_bytes(), foreign.with_name("r.csv")
        acts.write_text(PLAIN, encoding="utf-8")
        assert run(["--lang", "en", "register", "build", str(acts), "-o", str(foreign)]) == 4
        assert f"{foreign}: This is no register, and nothing was written into it." in capsys.readouterr().err
        assert foreign.read_bytes() == before
        assert sorted(path.name for path in foreign.parent.iterdir()) == ["kho.sqlite", "r.csv"]

    @pytest.mark.parametrize("opens", [Register.open, Register.create])
    def test_it_is_no_register(self, foreign: Path, opens: Callable[[Path], Register]) -> None:
        before = foreign.read_bytes()
        with pytest.raises(WrongRegister, match="no register"):
            opens(foreign)
        assert foreign.read_bytes() == before

    def test_an_empty_file_becomes_one(self, tmp_path: Path) -> None:
        (tmp_path / "r.sqlite").touch()
        Register.create(tmp_path / "r.sqlite").close()
        assert len(Register.open(tmp_path / "r.sqlite")) == 0
