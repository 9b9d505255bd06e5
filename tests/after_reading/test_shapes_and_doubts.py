"""What syllables may be misread as, and what holds of the doubts about the words of any page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.lookalikes import LETTER_CHANGED, WORST, lookalikes
from converters.ocr.after_reading.context.tokens import CLASSES
from converters.ocr.after_reading.context.word_doubts import with_word_doubts
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from validators.language.syllables import base_key

MODEL = context_model.load()
KNOWN = [word for word in MODEL.index if word not in CLASSES]
syllables = st.sampled_from(KNOWN)


@given(syllables)
def test_a_lookalike_is_another_known_syllable_as_long(read: str) -> None:
    for other, cost in lookalikes(read, MODEL):
        assert other != read
        assert len(other) == len(read)
        assert MODEL.knows(other)
        assert 0 < cost <= WORST


@given(syllables)
def test_other_letters_are_misread_both_ways(read: str) -> None:
    """Marks are lost more often than gained; a stroke of a letter is lost as often as one is added."""
    changed = {other for other, cost in lookalikes(read, MODEL) if base_key(other) != base_key(read)}
    for other in changed:
        assert dict(lookalikes(other, MODEL))[read] == LETTER_CHANGED


@given(syllables)
def test_twins_differ_in_marks_and_all_else_in_one_letter(read: str) -> None:
    for other, _ in lookalikes(read, MODEL):
        apart = sum(one != two for one, two in zip(read, other, strict=True))
        assert base_key(other) == base_key(read) or apart == 1


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("lý", "ký"),
        ("kiển", "kiểm"),
        ("frước", "trước"),
        ("tnước", "trước"),
        ("nhâu", "nhân"),
        ("vị", "vi"),
        ("hảnh", "hành"),
        ("sử", "xử"),
        ("diều", "điều"),
        ("guyền", "quyền"),
    ],
)
def test_what_was_printed_is_among_what_it_may_be(read: str, printed: str) -> None:
    assert printed in dict(lookalikes(read, MODEL))


@pytest.mark.parametrize("read", ["", "x1", "qqq", "%", "zzzz"])
def test_what_is_like_no_syllable_has_none(read: str) -> None:
    assert lookalikes(read, MODEL) == ()


def page_of(*lines: list[str], sure: float = 0.98) -> Page:
    """A page of one paragraph, its words side by side, its lines one under the other."""
    made = []
    for row, texts in enumerate(lines):
        words, left = [], 0
        for text in texts:
            words.append(Word(text, Box(left, 40 * row, left + 10 * len(text), 40 * row + 20), sure))
            left += 10 * len(text) + 10
        made.append(Line(tuple(words)))
    return Page(1, 4000, 4000, None, (Block(BlockKind.PARAGRAPH, tuple(made)),), Method.OCR)


def doubts(text: str, sure: float = 0.98) -> list[tuple[str, tuple[str, ...]]]:
    return [(flag.text, flag.candidates) for flag in with_word_doubts(page_of(text.split(), sure=sure)).flags]


tokens = st.one_of(
    syllables, st.sampled_from(["12", "Điều", "5,", "(a)", "–", "…", "%", "UBND", "gây.ra", ".", "“lý”"])
)
lines_of_words = st.lists(st.lists(tokens, min_size=1, max_size=8), min_size=1, max_size=3)


@given(lines_of_words, st.sampled_from([0.5, 0.98]))
def test_doubts_change_nothing_and_are_told_once(lines: list[list[str]], sure: float) -> None:
    page = page_of(*lines, sure=sure)
    doubted = with_word_doubts(page)
    assert replace(doubted, flags=()) == page
    places = {word.box: word.text for block in page.flow for line in block.lines for word in line.words}
    assert all(flag.box is not None and places[flag.box] == flag.text for flag in doubted.flags)
    assert len({flag.box for flag in doubted.flags}) == len(doubted.flags)
    assert with_word_doubts(doubted) == doubted


@given(lines_of_words)
def test_a_candidate_is_written_as_the_word_is(lines: list[list[str]]) -> None:
    for flag in with_word_doubts(page_of(*lines)).flags:
        for candidate in flag.candidates:
            assert candidate != flag.text
            assert len(candidate) == len(flag.text)
            assert [sign.isalpha() for sign in candidate] == [sign.isalpha() for sign in flag.text]
            assert candidate.istitle() == flag.text.istitle()


@given(lines_of_words)
def test_how_hard_words_were_to_read_adds_doubts_and_takes_none(lines: list[list[str]]) -> None:
    sure, unsure = (with_word_doubts(page_of(*lines, sure=sure)).flags for sure in (0.98, 0.5))
    assert all(flag in unsure for flag in sure)


@pytest.mark.parametrize(
    ("text", "read", "candidate"),
    [
        ("giấy chứng nhận đăng “lý” xe máy", "“lý”", "“ký”"),
        ("Giấy chứng nhận đăng Lý xe máy", "Lý", "Ký"),
        ("GIẤY CHỨNG NHẬN ĐĂNG LÝ XE MÁY", "LÝ", "KÝ"),
        ("ủy ban kiển tra, giám sát", "kiển", "kiểm"),
        ("ủy ban Kiển tra, giám sát", "Kiển", "Kiểm"),
        ("chịu trách nhiệm frước pháp luật", "frước", "trước"),
        ("cơ quan, tổ chức, cá nhâu; hộ", "nhâu;", "nhân;"),
    ],
)
def test_case_and_stops_of_a_doubted_word_are_kept(text: str, read: str, candidate: str) -> None:
    assert (read, (candidate,)) in doubts(text)


@pytest.mark.parametrize(
    "text", ["lý", "12 lý 30", "Điều 5. Khoản 2", "a b c d", "5 kg, 20 cm", "Lý Kiển Vị", "gây.Ra", "v.v. và"]
)
def test_where_nothing_tells_there_is_no_doubt(text: str) -> None:
    assert doubts(text) == []


def test_a_page_without_words_is_the_page() -> None:
    page = Page(1, 100, 100, None, (), Method.OCR)
    assert with_word_doubts(page) is page
