"""Sums of money are one thing however they are written, and are found however a text writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.search.besides.amounts import SAID, amount_at, written
from pbgdpl_cli.search.besides.units import joined, parted, sum_at
from pbgdpl_cli.search.question import question_of
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2 triệu đồng", 2_000_000),
        ("2 triệu", 2_000_000),
        ("2 trieu dong", 2_000_000),
        ("2tr", 2_000_000),
        ("2 tr", 2_000_000),
        ("2tr5", 2_500_000),
        ("2,5 triệu", 2_500_000),
        ("2.000.000đ", 2_000_000),
        ("2.000.000 đồng", 2_000_000),
        ("2.000.000", 2_000_000),
        ("2000000", 2_000_000),
        ("2000000đ", 2_000_000),
        ("500k", 500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("năm trăm nghìn", 500_000),
        ("nam tram nghin", 500_000),
        ("hai triệu rưỡi", 2_500_000),
        ("hai triệu năm trăm nghìn đồng", 2_500_000),
        ("một trăm hai mươi tư triệu", 124_000_000),
        ("một trăm lẻ năm triệu", 105_000_000),
        ("1 tỷ", 1_000_000_000),
        ("một tỉ đồng", 1_000_000_000),
        ("1,25 tỷ đồng", 1_250_000_000),
        ("5 đồng", 5),
    ],
)
def test_a_sum_is_worth_the_same_in_every_writing(typed: str, value: int) -> None:
    words = parted(question_of(typed).words)
    assert amount_at(words, 0) == (len(words), value)


@pytest.mark.parametrize(
    "typed",
    ["năm 2024", "168/2024", "12/5/2024", "điều 5", "3 tháng", "18 tuổi", "hai người", "2 người", "111", "công ty 5",
     "tỷ lệ", "k", "1000", "999999999999 tỷ", "2 000", "đồng"],
)  # fmt: skip
def test_other_numbers_are_no_sums(typed: str) -> None:
    words = words_of(typed)
    assert [amount_at(words, at) for at in range(len(words))] == [(0, 0)] * len(words)


@given(st.integers(1, 999), st.sampled_from(["nghìn", "triệu", "tỷ"]))
def test_what_is_written_is_read_as_the_same_sum(number: int, scale: str) -> None:
    _, value = amount_at((str(number), scale), 0)
    for form in list(written(value))[:-1]:  # digits alone may be anything
        words = tuple(form.split())
        read = amount_at(words, 0)
        assert read == (len(words), value), form


def test_every_number_below_a_thousand_is_said_in_its_own_words() -> None:
    assert {SAID[words] for words in SAID} == set(range(1, 1000))
    assert (SAID["hai mươi mốt"], SAID["mười lăm"], SAID["ba trăm linh bốn"], SAID["bay"]) == (21, 15, 304, 7)


TYPED = "2 5 000 500 2tr5 triệu tr nghìn đồng rưỡi hai năm trăm đến điều khoản luật đất đai"


@given(st.lists(st.sampled_from(TYPED.split())))
def test_joining_loses_no_word(words: list[str]) -> None:
    assert parted(joined(words)) == tuple(words)


def test_the_first_of_two_sums_has_the_scale_of_the_second() -> None:
    words = words_of("phạt từ 2 đến 3 triệu đồng")
    assert [sum_at(words, at) for at in (2, 4)] == [(1, 2_000_000), (3, 3_000_000)]
    assert sum_at(words_of("từ 2 đến 3 người"), 1) == (0, 0)
    assert sum_at(words_of("từ 2 đến"), 1) == (0, 0)


SHELF = Shelf(
    {
        "số": ("Pháo", "Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng khi đốt pháo."),
        "chữ": ("Rác", "Vứt rác bừa bãi bị phạt hai triệu đồng."),
        "triệu": ("Xe", "Đi xe ngược chiều phạt 2 triệu."),
        "khác": ("Nhà", "Xây nhà không phép phạt 20.000.000 đồng; 2 người làm; triệu tập họp; đồng ruộng."),
    }
)


@pytest.mark.parametrize("typed", ["phạt 2 triệu đồng", "phạt 2tr", "phat hai trieu", "phạt tiền 2.000.000 đồng"])
def test_a_sum_is_found_in_every_writing_and_no_other_sum(typed: str) -> None:
    names, _ = SHELF.ask(typed)
    assert set(names[:3]) == {"số", "chữ", "triệu"} if "tiền" not in typed else names[0] == "số"
    assert "khác" not in names


def test_a_range_is_found_though_its_scale_was_said_once() -> None:
    assert SHELF.ask("phạt từ 2 đến 3 triệu")[0][0] == "số"
