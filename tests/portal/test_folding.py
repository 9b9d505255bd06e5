from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.portal.pages.excerpts import excerpt, folded, found_places, marked
from pbgdpl_cli.portal.store.folding import match_expression, searchable

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđAĐbcghklmnpqrstvxáàảãạấầẩẫậ ớờởỡợ.,;\n0123456789", max_size=400)


def finds(text: str, question: str) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute('CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = "unicode61 remove_diacritics 2")')
        connection.execute("INSERT INTO t VALUES (?)", (searchable(text),))
        expression = match_expression(question)
        return bool(connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (expression,)).fetchall())
    finally:
        connection.close()


@pytest.mark.parametrize(
    "question",
    ["luat dat dai", "LUẬT ĐẤT ĐAI", "luật đất", "Luat Ðat", "dat dai luat", "luật đ", "nguoi su dung", "phuong xa",
     unicodedata.normalize("NFD", "Luật Đất đai")],
)  # fmt: skip
def test_a_question_typed_in_any_way_finds_the_text(question: str) -> None:
    assert finds("Hỏi đáp về Luật Đất đai cho người sử dụng đất ở phường, xã", question)


def test_text_kept_decomposed_is_found_too() -> None:
    assert finds(unicodedata.normalize("NFD", "Luật Đất đai"), "luật đất đai")


@pytest.mark.parametrize("question", ["luật hôn nhân", "xyz", "dat1"])
def test_other_words_do_not(question: str) -> None:
    assert not finds("Luật Đất đai", question)


@pytest.mark.parametrize("question", ['"', "a OR b", "NEAR(a b)", "title:x", "*", "a*b", "-x", "('", "\x00"])
def test_search_syntax_is_only_words(question: str) -> None:
    expression = match_expression(question)
    if expression is not None:
        finds("a or b title x near", question)


@pytest.mark.parametrize("question", ["", "   ", "!?…", "***"])
def test_nothing_to_search_for(question: str) -> None:
    assert match_expression(question) is None


@given(st.text(max_size=200))
def test_any_question_is_a_valid_expression(question: str) -> None:
    if match_expression(question) is not None:
        finds("văn bản", question)


@given(VIETNAMESE)
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(unicodedata.normalize("NFC", text)) == len(searchable(text))


@given(st.text(max_size=80))
def test_folding_keeps_every_place_of_any_text(text: str) -> None:
    assert len(folded(text)) == len(unicodedata.normalize("NFC", text))


def test_found_words_are_marked_in_the_readable_text() -> None:
    assert marked("Về Luật Đất đai & nhà ở", "luat dat") == "Về <mark>Luật</mark> <mark>Đất</mark> đai &amp; nhà ở"


def test_the_last_word_may_be_unfinished_and_is_marked_whole() -> None:
    assert marked("pháp luật", "pha") == "<mark>pháp</mark> luật"


def test_an_excerpt_shows_where_the_words_stand_together() -> None:
    text = "đất. " + "chữ " * 200 + "bồi thường khi thu hồi đất " + "chữ " * 200
    stretch = excerpt(text, "boi thuong dat")
    assert "bồi thường khi thu hồi đất" in stretch
    assert stretch.startswith("… ")
    assert stretch.endswith(" …")


@given(VIETNAMESE, VIETNAMESE)
def test_marking_changes_no_letter(text: str, question: str) -> None:
    shown = marked(text, question).replace("<mark>", "").replace("</mark>", "")
    assert shown == unicodedata.normalize("NFC", text)
    assert all(start < end for start, end in found_places(text, question))
    assert len(excerpt(text, question)) <= 400
