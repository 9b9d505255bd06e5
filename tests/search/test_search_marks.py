"""A word whose marks next to no text has is read with those that texts have there, and it is told."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.besides.marks import with_other_marks
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import How, Wanted, search
from pbgdpl_cli.search.readings import Looking
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf

SHELF = Shelf(
    {
        **{f"bảo hiểm {number}": ("Bảo hiểm xã hội", "người lao động khiếu nại được") for number in range(45)},
        "cùng lỗi": ("Ghi chú", "bảo hiễm xã hội bắt buộc"),
        "lại": ("Làm lại", "làm lại hồ sơ"),
        **{f"lại {number}": ("Khác", "nộp lại hồ sơ") for number in range(5)},
    }
)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("bảo hiễm xã hội", "bảo hiểm xã hội"),  # a syllable, but one text has it
        ("bảo hiêm xã hội", "bảo hiểm xã hội"),  # no text has it
        ("bão hiễm xã hội", "bảo hiểm xã hội"),  # two at once, the second helps the first
        ("khiếu lại", ""),  # "lại" is a word, whatever was meant
        ("bao hiem xa hoi", ""),  # nothing was marked
        ("bảo hiểm xã hội", ""),
        ("hiễm", ""),  # no neighbour tells
        ("nộp hồ sở", ""),  # of so few texts nobody knows that it is no word
        ("", ""),
    ],
)
def test_only_what_texts_do_not_have_is_mended(typed: str, mended: str) -> None:
    assert " ".join(with_other_marks(Looking(SHELF.connection), words_of(typed))) == mended


def test_the_same_slip_in_a_text_does_not_hide_all_others() -> None:
    found = search(SHELF.connection, Facets(), Wanted("bảo hiễm xã hội"))
    names = [SHELF.names[number - 1] for number in found.numbers or ()]
    assert (names[0], len(names), found.finds.how) == ("cùng lỗi", 46, How.CLOSE)
    assert [told.values for told in how_besides(found)] == [{"words": "bảo hiểm xã hội"}]


def test_where_nothing_has_the_words_the_mending_is_told() -> None:
    finds = search(SHELF.connection, Facets(), Wanted("bảo hiêm xã hôi bắt buộc")).finds
    assert SHELF.names[finds.numbers[0] - 1] == "cùng lỗi"
    assert finds.widened
