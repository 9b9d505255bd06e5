"""The table of abbreviations, an office's own rows, and breath groups."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from converters.derivatives.speech.abbreviations import abbreviations_of_office, standard_abbreviations
from converters.derivatives.speech.breaths import breaths
from converters.derivatives.speech.check import differences
from converters.derivatives.speech.script import Pause, Unspeakable
from converters.derivatives.speech.speak import script_of
from tests.each import each


@each(
    ("printed", "said"),
    [
        ("BTC cuộc thi công bố", "ban tổ chức cuộc thi công bố"), ("thông tư của BTC", "thông tư của bộ tài chính"),
        ("UBND và HĐND xã", "ủy ban nhân dân và hội đồng nhân dân xã"),
        ("TAND, VKSND", "tòa án nhân dân viện kiểm sát nhân dân"),
        ("thẻ CCCD", "thẻ căn cước công dân"), ("đóng BHXH", "đóng bảo hiểm xã hội"),
        ("trường THCS", "trường trung học cơ sở"),
        ("khiếu nại đến TTCP", "khiếu nại đến thanh tra chính phủ"), ("HIV/AIDS", "hát i vê ết"), ("v.v.", "vân vân"),
    ],
)  # fmt: skip
def test_abbreviations_are_said_by_what_stands_near(printed: str, said: str) -> None:
    script = script_of(printed)
    assert script.spoken == said
    assert differences(printed, script) == ()


def test_every_row_of_the_table_can_be_said() -> None:
    table = standard_abbreviations()
    wordings = [row.words for rows in table.rows.values() for row in rows]
    assert all(words == words.lower() and words.replace(" ", "").isalpha() for words in wordings)


def test_an_office_adds_its_own_rows_and_changes_others(tmp_path: Path) -> None:
    own = tmp_path / "viet-tat.tsv"
    own.write_text("# riêng\nXYZT\txây dựng yêu thương\nBTC\tban thường chực\n", encoding="utf-8")
    table = abbreviations_of_office(own)
    script = script_of("XYZT và BTC", table)
    assert script.spoken == "xây dựng yêu thương và ban thường chực"
    assert differences("XYZT và BTC", script, table) == ()
    assert differences("XYZT và BTC", script) != ()
    with pytest.raises(Unspeakable):
        script_of("XYZT")


@each("row", ["ABC", "ABC\t", "ABC\tbộ 5", "ABC\tbộ\t(", "\tbộ"])
def test_a_broken_row_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        standard_abbreviations().with_rows(row)


def test_words_know_their_place_and_the_pause_after_them() -> None:
    text = "- Phạt 2.000.000đ;\nđiểm đ."
    words = script_of(text).words
    assert [(word.text, text[word.start : word.end]) for word in words] == [
        ("phạt", "Phạt"), ("hai", "2.000.000"), ("triệu", "2.000.000"), ("đồng", "đ"), ("điểm", "điểm"), ("đờ", "đ"),
    ]  # fmt: skip
    assert [word.pause for word in words if word.pause] == [Pause.PARAGRAPH, Pause.SENTENCE]
    assert script_of(text).punctuated == "phạt hai triệu đồng.\nđiểm đờ."


def test_breaths_hold_every_word_once_and_never_cut_a_number() -> None:
    text = "Phạt tiền từ 1.234.567.000 đồng đến 2.345.678.000 đồng đối với hành vi sau đây, theo quy định. Hết."
    script = script_of(text)
    groups = list(breaths(script, longest=10))
    assert [word for group in groups for word in group.words] == list(script.words)
    assert all(group.pause >= Pause.CLAUSE for group in groups)
    for first, second in itertools.pairwise(groups):
        last, following = first.words[-1], second.words[0]
        assert (last.start, last.end) != (following.start, following.end)
    assert groups[-1].spoken == "hết"
