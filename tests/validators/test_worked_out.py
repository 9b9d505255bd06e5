"""Of very many findings the first are worked out, and every further one is counted; near ones are told as before."""

from __future__ import annotations

import pytest
from sample import record
from test_linear import subject_of

from validators.citations.find import find_mentions
from validators.rules.catalogue import BY_CODE
from validators.rules.clean.personal_data import find_personal_data
from validators.rules.correct.citing import is_mended
from validators.rules.engine import RuleHit, hits_of
from validators.rules.rule import MOST_PER_RULE, Hit, hit, hits_at

MORE = 37


def told(code: str, text: str) -> list[RuleHit]:
    made = record(kind="tinh-huong")
    made["content"][1]["text"] = text
    return list(hits_of((BY_CODE[code],), subject_of(made)))


def test_no_more_are_made_than_are_told() -> None:
    asked: list[int] = []

    def made(place: int) -> Hit:
        asked.append(place)
        return hit(f"/content/{place}")

    hits = list(hits_at(range(MOST_PER_RULE + MORE), made))
    assert len(hits) == MOST_PER_RULE + MORE
    assert asked == list(range(MOST_PER_RULE))
    assert [one.pointer for one in hits[:3]] == ["/content/0", "/content/1", "/content/2"]
    assert list(hits_at([], made)) == []


@pytest.mark.parametrize(("code", "text"), [("SACH310", "MẬT\n"), ("SACH312", "7\u0301 "), ("SACH322", "0912345679 ")])
def test_every_further_one_is_counted(code: str, text: str) -> None:
    hits = told(code, text * (MOST_PER_RULE + MORE))
    assert len(hits) == MOST_PER_RULE + 1
    assert hits[-1].hit.values == {"rule": code, "count": MORE}


def test_a_grade_in_a_line_with_a_mark_is_told_once() -> None:
    lines = ["Tài liệu này", "Độ mật: Tối mật", "chữ thường", "đây là TỐI MẬT nhé"]
    texts = [one.hit.values["text"] for one in told("SACH310", "\n".join(lines))]
    assert texts == ["Độ mật: Tối mật", "TỐI MẬT"]


@pytest.mark.parametrize(
    ("before", "is_told"),
    [
        ("gọi ", True),
        ("phòng ", False),
        ("phòng " + "a" * 38 + " ", False),
        ("phòng " + "a" * 39 + " ", True),
        ("đoàn luật sư, số máy ", False),
        ("Hotline: ", False),
        ("phòng\nsố ", True),
        ("văn phòngx ", True),
        ("phạt tiền ", False),
        ("trị giá " + "a" * 13 + " ", False),
        ("trị giá " + "a" * 14 + " ", True),
        ("giá 5 con, ", True),
    ],
)
def test_words_before_a_phone(before: str, is_told: bool) -> None:
    assert bool(find_personal_data(f"Chữ đầu. {before}0912345679")) is is_told


def test_the_words_of_one_number_are_not_those_of_another() -> None:
    text = "Nghị định số 15/2020/NĐ-CP, của Bộ Tư pháp số 16/2020/TT-BTP, Thông tư của Bộ Y tế số 17/2020/TT-BYT"
    found = [(one.start, one.act.type, one.organ_printed) for one in find_mentions(text)]
    assert found == [
        (0, "nghi-dinh", True), (text.index("16/"), "thong-tu", False), (text.index("Thông"), "thong-tu", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nghị định số 15/2020/NĐ-CP ngày 3/2/2020", "2020-02-03"),
        ("Nghị định số 15/2020/NĐ-CP, ngày 3 tháng 2 năm 2020", "2020-02-03"),
        ("Nghị định số 15/2020/NĐ-CP và văn bản ngày 3/2/2020", "None"),
    ],
)
def test_only_a_date_right_behind_is_the_acts(text: str, day: str) -> None:
    assert str(find_mentions(text)[0].act.date) == day


@pytest.mark.parametrize(
    ("text", "is_so"), [("Luật số 45/2013/QH13", False), ("Luật số 45/2O13/QH13", True), ("Luật số 45/2013/QHI3", True)]
)
def test_a_number_as_printed_is_not_mended(text: str, is_so: bool) -> None:
    number = find_mentions(text)[0].number
    assert number is not None
    assert is_mended(number) is is_so


@pytest.mark.parametrize("text", ["ngày 31  tháng 2 năm 2024", "từ ngày 31 . 2 . 2024 nhé", "ngày 31/2/2024"])
def test_days_are_looked_for_in_all_their_writings(text: str) -> None:
    is_spaced = " . " in text  # which only spans of days know
    assert bool(told("DUNG154", text)) is not is_spaced


def test_numbers_of_no_year_beside_numbers_that_are_read() -> None:
    hits = told("DUNG120", "Theo số 12/0220/QĐ-UBND và Luật số 45/2013/QH13 và số 7/3019/NĐ-CP.")
    assert {str(one.hit.values["text"]) for one in hits} >= {"12/0220/QĐ-UBND"}
