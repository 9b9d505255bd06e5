"""Index form of texts, numbers of acts, questions taken apart."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.search.act_words import act_words
from pbgdpl_cli.search.question import question_of, without_asking
from pbgdpl_cli.search.words import index_form, unmarked, words_of


@given(st.text(max_size=80))
def test_the_index_form_keeps_every_place(text: str) -> None:
    assert len(index_form(text)) == len(unicodedata.normalize("NFC", text)) == len(unmarked(index_form(text)))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Thuỷ LỢI, hoà giải", "thủy lợi, hòa giải"),
        ("hoàn toàn, quý, khoẻ", "hoàn toàn, quý, khỏe"),
        (unicodedata.normalize("NFD", "Đất"), "đất"),
    ],
)
def test_the_tone_mark_stands_where_statutes_put_it(text: str, form: str) -> None:
    assert index_form(text) == form


def test_sqlite_folds_every_vietnamese_letter_as_we_do() -> None:
    letters = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    marked = [unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in tones]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO t VALUES (?)", [(f"x{letter}x",) for letter in marked])
    for number, letter in enumerate(marked, 1):
        rows = connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"x{unmarked(letter)}x"',)).fetchall()
        assert (number,) in rows, letter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nghị định số 815/2025/NĐ-CP", "a815y2025 a815nd a815y2025ndcp"),
        ("theo NĐ 815", "a815nd"),
        ("NĐ815/2025", "a815y2025 a815nd"),
        ("Luật số 31/2024/QH15", "a31y2024 a31qh a31y2024qh15"),
        ("Quyết định 05/QĐ-UBND", "a5qd a5qdubnd"),
        ("Thông tư liên tịch số 12/2013/TTLT-BTP", "a12y2013 a12ttlt a12y2013ttltbtp"),
        ("ngày 12/5/2025, 3/4 số phiếu, 1.250.000 đồng", ""),
        ("Điều 815, khoản 3, trang 12/20", ""),
        ("quy định 815", ""),
        ("Ngày Pháp luật 9 tháng 11", ""),
        ("theo luật 31", "a31qh"),
        ("văn bản quy phạm pháp luật số 80", "a80qh"),
        ("văn bản quy phạm pháp luật 80/2015/QH13", "a80y2015 a80qh a80y2015qh13"),
    ],
)
def test_acts_are_known_by_as_much_as_is_printed(text: str, words: str) -> None:
    assert act_words(index_form(text)) == words


def test_a_question_is_taken_apart() -> None:
    question = question_of('Mức phạt "pháo nổ" theo NĐ 815/2025 và Thông tư 12')
    assert question.words == ("mức", "phạt", "theo", "và")
    assert question.quoted == (("pháo", "nổ"),)
    assert question.acts == ("a815y2025", "a815nd", "a12tt")
    assert question.numbers == (("815", "2025"), ("12",))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("pháo hoa phạt bao nhiêu", "pháo hoa"),
        ("đốt rác bị phạt như thế nào", "đốt rác"),
        ("hòa giải viên là gì", "hòa giải viên"),
        ("muc phat tien la bao nhieu", ""),
        ("đăng ký kết hôn ở đâu", "đăng ký kết hôn"),
        ("thế giới", "thế giới"),
    ],
)
def test_what_only_asks_is_left_out(typed: str, left: str) -> None:
    assert " ".join(without_asking(words_of(typed))) == left
