"""What a question is about, told apart from the words that only make it a question."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.finding import How
from pbgdpl_cli.search.question import asks, core_asked, pieces_asked
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("nghỉ thai sản được bao lâu", ["nghỉ thai sản"]),
        ("ai được trợ cấp xã hội hằng tháng", ["trợ cấp xã hội hằng tháng"]),
        ("làm thêm giờ được trả bao nhiêu tiền", ["làm thêm giờ", "trả"]),
        ("giúp việc có phải ký hợp đồng không", ["giúp việc", "ký hợp đồng"]),
        ("can cuoc cap o dau", ["can cuoc cap"]),  # without marks "can" may begin what is asked about
        ("ai la nguoi duoc tro giup phap ly", ["nguoi", "tro giup phap ly"]),
        ("vận tải hàng không", []),  # asks nothing, though "không" ends many a question
        ("trẻ em khuyết tật", []),
        ("", []),
    ],
)
def test_a_question_has_stretches_it_is_about(typed: str, pieces: list[str]) -> None:
    words = words_of(typed)
    assert [" ".join(piece) for piece in pieces_asked(words)] == pieces
    assert asks(words) is bool(pieces)


@pytest.mark.parametrize(
    ("typed", "core"),
    [
        ("khi nào người không quốc tịch được hộ chiếu", "người không quốc tịch được hộ chiếu"),
        ("mang thai hộ có được không", "mang thai hộ"),
        ("mang thai hộ", ""),
        ("là gì", ""),
    ],
)
def test_the_core_of_a_question_keeps_what_stands_amid_it(typed: str, core: str) -> None:
    assert " ".join(core_asked(words_of(typed))) == core


@pytest.fixture(scope="module")
def asked_shelf() -> Shelf:
    return Shelf(
        {
            "giúp việc": ("Lao động là người giúp việc gia đình", "ký bằng văn bản"),
            "hợp đồng": ("Hợp đồng lao động", "hai bên phải ký hợp đồng lao động với nhau"),
            "hụi": ("Họ, hụi, biêu, phường", "lãi của hụi"),
            **{f"giấy {number}": (f"Giấy tờ {number}", "chơi lễ hội hợp pháp") for number in range(60)},
        }
    )


@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("ai là người giúp việc gia đình", "giúp việc", How.CLOSE),
        ("người giúp việc có cần ký bằng văn bản không", "giúp việc", How.APART),
        (
            "người lao động giúp việc có phải ký văn bản không",
            "giúp việc",
            How.MOSTLY,
        ),
        ("giúp việc gia đình có phải nộp hợp đồng không", "giúp việc", How.MOSTLY),
        ("ai chơi hụi mà hợp pháp", "hụi", How.MOSTLY),
        ("biêu thừa kế", "", How.APART),  # of three words none is left out
    ],
)
def test_a_question_finds_what_it_is_about(asked_shelf: Shelf, typed: str, name: str, how: How) -> None:
    names, found = asked_shelf.ask(typed)
    assert (names[:1], found) == ([name] if name else [], how)
