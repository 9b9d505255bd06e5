"""What places of acts say: entered from lists, found with what leads up to them, never made up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from validators.citations.locators import PlaceInAct
from validators.citations.register import CitedText, Register
from validators.citations.register.export import as_csv, as_json
from validators.citations.register.texts import LONGEST, UnreadablePlace, text_at

LIST = """number,date,place,text
12/2020/NĐ-CP,2020-02-01,Điều 5,Điều 5. Xử phạt
12/2020/NĐ-CP,2020-02-01,khoản 2 Điều 5,2. Phạt tiền đối với hành vi sau:
12/2020/NĐ-CP,2020-02-01,điểm a khoản 2 Điều 5,a) Không đội mũ;
12/2020/NĐ-CP,2020-02-01,điểm b khoản 2 Điều 5,b) Đi sai đường.
12/2020/NĐ-CP,2020-02-01,Điều 5a,Điều 5a. Khác
13/2021/NĐ-CP,2021-03-01,,
"""


def register_of(folder: Path, text: str = LIST, name: str = "so.csv") -> Register:
    (folder / name).write_text(text, "utf-8")
    register = Register.empty()
    register.import_file(folder / name)
    return register


def text_of(register: Register, number: str = "12/2020/NĐ-CP", **place: str) -> CitedText | None:
    act = register.find(number)
    assert act is not None
    return register.text_of(act, PlaceInAct(**place))


def test_a_place_is_told_with_what_leads_up_to_it(tmp_path: Path) -> None:
    register = register_of(tmp_path)
    point = text_of(register, article="5", clause="2", point="a")
    assert point == CitedText(("Điều 5. Xử phạt", "2. Phạt tiền đối với hành vi sau:"), ("a) Không đội mũ;",))
    clause = text_of(register, article="5", clause="2")
    assert clause is not None
    assert clause.above == ("Điều 5. Xử phạt",)
    assert clause.lines == ("2. Phạt tiền đối với hành vi sau:", "a) Không đội mũ;", "b) Đi sai đường.")
    article = text_of(register, article="5")
    assert article is not None
    assert len(article.lines) == 4


def test_what_is_missing_is_missing(tmp_path: Path) -> None:
    register = register_of(tmp_path)
    assert text_of(register, article="5", clause="3") is None
    assert text_of(register, article="6") is None
    assert text_of(register, chapter="II") is None
    assert text_of(register, "13/2021/NĐ-CP", article="5") is None


@pytest.mark.parametrize("form", ["csv", "json"])
def test_texts_come_back_from_a_written_register(tmp_path: Path, form: str) -> None:
    register = register_of(tmp_path)
    written = {"csv": as_csv, "json": as_json}[form](register.acts(), register.texts)
    again = register_of(tmp_path, written, f"lai.{form}")
    act, same = register.find("12/2020/NĐ-CP"), again.find("12/2020/NĐ-CP")
    assert act is not None
    assert same is not None
    assert again.texts(same) == register.texts(act)
    assert len(again.texts(same)) == 5


def test_another_text_for_the_same_place_is_told(tmp_path: Path) -> None:
    register = register_of(tmp_path)
    (tmp_path / "moi.csv").write_text("number,date,place,text\n12/2020/NĐ-CP,2020-02-01,Điều 5a,Mới\n", "utf-8")
    register.import_file(tmp_path / "moi.csv")
    told = text_of(register, article="5a")
    assert told is not None
    assert told.lines == ("Mới",)
    assert "another text was known" in register.notes[-1].text


@pytest.mark.parametrize(
    ("place", "text", "reason"),
    [
        ("", "Có chữ", "stand together"),
        ("Điều 5", "", "stand together"),
        ("Điều 5, Điều 6", "Có chữ", "is no single"),
        ("đâu đó", "Có chữ", "is no single"),
        ("Chương II", "Có chữ", "is no single"),
    ],
)
def test_what_cannot_be_entered_is_refused(place: str, text: str, reason: str, tmp_path: Path) -> None:
    rows = f'number,date,place,text\n12/2020/NĐ-CP,2020-02-01,"{place}",{text}\n'
    register = register_of(tmp_path, rows)
    (refused,) = register.refused
    assert reason in str(refused.reason)
    assert len(register) == 0


def test_a_text_longer_than_any_place_is_refused() -> None:
    with pytest.raises(UnreadablePlace):
        text_at("Điều 5", "a" * (LONGEST + 1))


def test_long_texts_are_shown_in_part_and_that_is_said(tmp_path: Path) -> None:
    rows = "number,date,place,text\n12/2020/NĐ-CP,2020-02-01,Điều 5," + "chữ " * 3000 + "\n"
    told = text_of(register_of(tmp_path, rows), article="5")
    assert told is not None
    assert told.is_cut
    assert told.lines[-1].endswith("…")


def test_a_register_made_before_texts_were_kept_has_none(tmp_path: Path) -> None:
    path = tmp_path / "cu.sqlite"
    made = Register.create(path)
    (tmp_path / "so.csv").write_text(LIST, "utf-8")
    made.import_file(tmp_path / "so.csv")
    made.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE provision")
    old = Register.open(path)
    assert text_of(old, article="5") is None
    assert len(old) == 2
    old.close()
