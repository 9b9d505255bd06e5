"""Everyday words find what statutes call otherwise: after what was typed, and the reader is told."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.besides.everyday import EVERYDAY, as_statutes_say
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import Found, How, Wanted, search
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf
from validators.language.syllables import is_syllable


@pytest.mark.parametrize(
    ("typed", "said", "meant"),
    [
        ("bị mất sổ đỏ", "bị mất giấy chứng nhận quyền sử dụng đất", ["giấy chứng nhận quyền sử dụng đất"]),
        ("thi bằng lái xe máy", "thi giấy phép lái xe máy", ["giấy phép lái xe"]),  # not "bằng lái", then "xe xe"
        ("ly dị rồi li dị", "ly hôn rồi ly hôn", ["ly hôn"]),
        ("giay khai sinh", "đăng ký khai sinh", ["đăng ký khai sinh"]),
        ("so do", "", []),  # without marks it may be a diagram
        ("ly hôn", "", []),
        ("sổ màu đỏ", "", []),
        ("", "", []),
    ],
)
def test_everyday_words_are_put_as_statutes_have_them(typed: str, said: str, meant: list[str]) -> None:
    words, put = as_statutes_say(words_of(typed))
    assert (" ".join(words), [" ".join(one) for one in put]) == (said, meant)


def test_the_table_holds_words_with_marks_that_are_rightly_written() -> None:
    for everyday, meant in EVERYDAY.items():
        assert everyday != meant
        assert all(is_syllable(word) for word in (*everyday, *meant) if word not in FOREIGN), everyday


FOREIGN = ("flycam", "drone", "bitcoin", "online", "app", "facebook", "zalo", "tiktok")
SHELF = Shelf(
    {
        "luật": ("Thu hồi giấy phép lái xe", "giấy phép lái xe bị trừ điểm"),
        "đời": ("Chuyện chiếc bằng lái", "anh quên bằng lái ở nhà"),
        "khác": ("Trồng cây", "cây xanh"),
    }
)


def found(words: str) -> tuple[list[str], Found]:
    finds = search(SHELF.connection, Facets(), Wanted(words))
    return [SHELF.names[number - 1] for number in finds.numbers or ()], finds


def test_what_was_typed_comes_first_and_the_widening_is_told() -> None:
    names, finds = found("bằng lái")
    assert names == ["đời", "luật"]
    assert finds.finds.how is How.CLOSE
    assert [told.values for told in how_besides(finds)] == [{"words": "giấy phép lái xe"}]


def test_what_statutes_say_is_not_turned_into_everyday_words() -> None:
    names, finds = found("giấy phép lái xe")
    assert names == ["luật"]
    assert how_besides(finds) == []


def test_enough_finds_of_what_was_typed_are_not_widened() -> None:
    many = {str(number): (f"Chuyện {number}", "anh quên bằng lái") for number in range(12)}
    shelf = Shelf({**many, "luật": ("Khác", "giấy phép lái xe")})
    finds = search(shelf.connection, Facets(), Wanted("bằng lái")).finds
    assert (len(finds.numbers), finds.widened) == (12, ())
