"""Where few materials have a question together, those with most of its pairs of words follow, and it is told."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.besides.pairs import parts_asked, with_most_parts
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import Found, How, Wanted, search
from pbgdpl_cli.search.readings import Looking
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("chia tài sản khi ly hôn", ["chia tài", "tài sản", "ly hôn"]),
        ("tôi muốn hỏi về con nuôi và di chúc", ["con nuôi", "di chúc"]),
        ("hụi và họ với biêu", ["hụi", "họ", "biêu"]),
        ("trợ giúp pháp lý cho ai", ["trợ giúp", "giúp pháp", "pháp lý"]),
        ("bạo lực gia", []),  # of three words none is left out
        ("đất đất đất đất", []),
        ("", []),
    ],
)
def test_a_question_is_broken_into_pairs_and_words_alone(typed: str, parts: list[str]) -> None:
    assert [" ".join(part) for part in parts_asked(words_of(typed))] == parts


SHELF = Shelf(
    {
        "cả": ("Vợ chồng chia tài sản khi ly hôn", "một việc"),
        "phần lớn": ("Ly hôn", "vợ chồng thuận tình ly hôn; tòa án chia tài sản sau đó"),
        "một từ": ("Khai sinh", "vợ đi khai; hôn nhân; tài trợ; sản vật; chia sẻ; khi nào; chồng lên nhau; ly nước"),
        "xóm": ("Hàng xóm", "hàng xóm gần"),
        **{f"khác {number}": (f"Khác {number}", "cây xanh ven đường") for number in range(60)},
    }
)


def found(words: str, *, wide: bool = False) -> tuple[list[str], Found]:
    finds = search(SHELF.connection, Facets(), Wanted(words, wide=wide))
    return [SHELF.names[number - 1] for number in finds.numbers or ()], finds


def test_a_short_list_is_filled_after_its_close_finds_and_it_is_told() -> None:
    names, finds = found("vợ chồng chia tài sản khi ly hôn")
    assert (names, finds.filled, finds.finds.how) == (["cả", "phần lớn"], 1, How.CLOSE)
    assert [told.values for told in how_besides(finds)] == [{"number": 1}]


def test_what_has_the_pairs_comes_before_what_has_all_words_torn_apart() -> None:
    names, finds = found("vợ chồng chia tài sản ly nước")
    assert (names, finds.finds.how) == (["cả", "một từ"], How.MOSTLY)
    assert ("tài", "sản") in finds.finds.sought


def test_words_a_question_is_made_of_do_not_decide() -> None:
    names, finds = found("tôi muốn hỏi ai được chia tài sản zzz ly hôn")
    assert (names, finds.finds.how) == (["cả", "phần lớn"], How.MOSTLY)
    assert ("hỏi",) not in finds.finds.sought


def test_quotes_and_acts_are_meant_as_typed() -> None:
    assert found('"vợ chồng chia tài sản" ly hôn')[1].filled == 0
    assert found("“chia tài sản” thuận tình vợ chồng ven đường")[0] == []


def test_what_is_chosen_leaves_the_number_of_those_that_fill_right() -> None:
    _, finds = found("vợ chồng chia tài sản khi ly hôn")
    only = Found(finds.numbers and finds.numbers[:1], finds.finds, None, {})
    assert (only.filled, how_besides(only)) == (0, [])


def test_a_word_that_stands_in_none_of_its_pairs_stands_alone() -> None:
    numbers, parts = with_most_parts(Looking(SHELF.connection), (("xóm", "ồn"), ("cây", "xanh"), ("ven", "đường")), 9)
    assert parts == (("xóm",), ("cây", "xanh"), ("ven", "đường"))
    assert SHELF.names[numbers[0] - 1] == "xóm"
    assert with_most_parts(Looking(SHELF.connection), (("zz", "yy"), ("yy", "xx")), 9) == ((), ())


@pytest.mark.parametrize(
    "typed",
    [
        "xử phạt karaoke ồn ào ven đường nhé",
        "gỗ lậu nào cây xanh rừng phòng hộ",
        "cây khô đường trơn xanh mướt ven sông",
    ],
)
def test_what_has_but_a_common_part_of_a_question_is_not_shown(typed: str) -> None:
    names, finds = found(typed)
    assert (names, finds.finds.how) == ([], How.APART)
