"""What may be confirmed among others: words, and nothing that is a number, names one or stands in the frame of one."""

from __future__ import annotations

import pytest

from converters.corrections.places import WordPlace
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from converters.records.doubts.doubt import HARM, doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.items import ReviewItem, doubted
from pbgdpl_cli.review.words.harmless import is_harmless, may_be_harmless
from validators.problems import say

HARD = say("It was hard to read.")


def item_in(line: str, word: str, other: str, kind: str = "word") -> ReviewItem:
    """A doubted word of a line whose words are 100 pixels apart."""
    words = tuple(Word(text, Box(100 * at, 0, 100 * at + 90, 40)) for at, text in enumerate(line.split()))
    start = line.index(word)
    place = WordPlace(1, Line(words), start, start + len(word))
    found = doubt(kind, HARD, page=1, box=place.box, text=word, candidates=(other,))
    return doubted("0" * 16, found, place)


@pytest.mark.parametrize("kind", sorted(set(HARM) - {"word"}))
def test_no_other_kind_is(kind: str) -> None:
    found = doubt(kind, HARD, page=1, box=(0, 0, 90, 40), text="tiên", candidates=("tiền",))
    assert not may_be_harmless(found)


@pytest.mark.parametrize("kind", sorted(NUMBERS))
def test_no_number_is_even_where_nothing_was_read(kind: str) -> None:
    assert not may_be_harmless(doubt(kind, HARD, page=1, box=(0, 0, 90, 40)))


@pytest.mark.parametrize(
    ("line", "word", "other"),
    [
        ("phạt tiên theo luật", "tiên", "tiền"),
        ("theo Điêu 5 của luật", "Điêu", "Điều"),
        ("phạt 500.000 đông một lần", "đông", "đồng"),
        ("năm nay bà con được mùa", "năm", "nằm"),
    ],
)
def test_words_are(line: str, word: str, other: str) -> None:
    assert is_harmless(item_in(line, word, other), ())


@pytest.mark.parametrize(
    ("line", "word", "other"),
    [
        ("phạt 3OO nghìn", "3OO", "300"),
        ("phạt l0 triệu", "l0", "10"),
        ("phạt tiền năm trăm nghìn đồng", "trăm", "trám"),
        ("phạt tiền năm trăm nghìn đồng", "năm", "nam"),
        ("phạt tiền nam trăm nghìn đồng", "nam", "năm"),
        ("phạt 5 triêu đồng", "triêu", "triệu"),
        ("trong 5 thang kể từ nay", "thang", "tháng"),
        ("điểm d khoản này", "d", "đ"),
        ("Chương II quy định", "II", "ll"),
        ("theo điểm đ) nêu trên", "đ)", "d)"),
    ],
)
def test_what_counts_is_not(line: str, word: str, other: str) -> None:
    assert not is_harmless(item_in(line, word, other), ())


def test_no_word_is_in_the_frame_of_a_doubted_number() -> None:
    item = item_in("phạt tiên 300 nghìn", "tiên", "tiền")
    assert is_harmless(item, [Box(200, 0, 390, 40)])
    assert not is_harmless(item, [Box(100, 0, 390, 40)])


def test_ink_is_only_where_no_word_stands() -> None:
    assert may_be_harmless(doubt("ink", HARD, page=1, box=(0, 0, 90, 40)))
    assert not is_harmless(item_in("phạt tiên", "tiên", "", kind="ink"), ())
