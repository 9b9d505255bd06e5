"""Which places of a text are marked, and which part of it is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.portal.pages.lists.found_words import marked
from pbgdpl_cli.search.excerpts import as_printed, excerpt, found_places
from pbgdpl_cli.search.words import words_of

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđAĐbcghklmnpqrstvxáàảãạấầẩẫậ ớờởỡợ.,;\n0123456789", max_size=400)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Về Luật Đất đai & nhà ở", ("luat", "dat"), "Về <mark>Luật Đất</mark> đai &amp; nhà ở"),
        ("Luật cũ, Đất mới", ("luat", "dat"), "<mark>Luật</mark> cũ, <mark>Đất</mark> mới"),
        ("án treo, an toàn", ("án",), "<mark>án</mark> treo, an toàn"),
        ("Thuỷ lợi", ("thủy", "lợi"), "<mark>Thuỷ lợi</mark>"),
        ("số 815/2025/NĐ-CP", ("815", "2025"), "số <mark>815/2025</mark>/NĐ-CP"),
        ("Đất", (), "Đất"),
    ],
)
def test_what_is_marked(text: str, words: tuple[str, ...], shown: str) -> None:
    assert marked(text, (words,) if words else ()) == shown


def test_an_excerpt_shows_where_the_words_stand_together() -> None:
    text = "đất. " + "chữ " * 200 + "bồi thường khi thu hồi đất " + "chữ " * 200 + "đất đất đất"
    stretch = excerpt(text, (("boi", "thuong", "dat"),))
    assert "bồi thường khi thu hồi đất" in stretch
    assert stretch.startswith("… ")
    assert stretch.endswith(" …")


def test_an_excerpt_shows_the_first_of_places_alike_however_many_there_are() -> None:
    text = "mở đầu. " + "đất đai và nhà ở. " * 5_000
    assert excerpt(text, (("đất",), ("nhà",))).startswith("mở đầu. đất đai và nhà ở.")
    late = "đất " * 40 + "chữ " * 100 + "nhà trên đất" + " chữ" * 100
    assert "nhà trên đất" in excerpt(late, (("đất",), ("nhà",)))  # different words count before many


@given(VIETNAMESE, VIETNAMESE)
def test_marking_changes_no_letter(text: str, question: str) -> None:
    sought = (words_of(question),)
    assert marked(text, sought).replace("<mark>", "").replace("</mark>", "") == unicodedata.normalize("NFC", text)
    assert all(start < end for start, end in found_places(text, sought))
    assert len(excerpt(text, sought)) <= 400


def test_words_are_told_as_they_are_printed() -> None:
    assert as_printed("Phòng, chống Bạo  lực", (("bao", "luc"),)) == "bạo lực"
    assert as_printed("Không có", (("bao", "luc"),)) is None
