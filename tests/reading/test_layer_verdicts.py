"""Is a text layer to be believed? Each verdict at its edge, and what counts as a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.judge import (
    FEW_LETTERS,
    FEW_WORDS,
    PLAUSIBLE,
    LayerKind,
    LayerVerdict,
    PageLook,
    has_lost_marks,
    judge_layer,
    plausibility,
)
from converters.reading.pdf.text_layer.words import RawWord
from tests.each import each
from tests.properties import at_most
from validators.problems import say

VISIBLE = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=False)
UNSEEN = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=True)
PLAIN, SCAN = PageLook(scan=False, pictures=0.0, paths=0), PageLook(scan=True, pictures=1.0, paths=0)
SENTENCE = "Người dân có quyền được thông tin về pháp luật và có trách nhiệm chủ động học tập"
BARE = "Nguoi dan co quyen duoc thong tin ve phap luat va co trach nhiem chu dong hoc tap"
RUBBISH = "Dqwx ZzQt nppX Htx xAkj kjHq hQCw wWdF tnrX qqZZ IfPq xXcv QwrtT KjHg mnBv"
HEIGHT = 842.0


def layer(*lines: str, style: FontStyle = VISIBLE) -> list[RawWord]:
    """Words of lines that stand 20 points apart."""
    words = []
    for row, line in enumerate(lines):
        baseline, left = 800.0 - 20 * row, 60.0
        for text in line.split():
            right = left + 5 * len(text)
            words.append(RawWord(text, left, baseline, right, baseline + 8, baseline, style, True, right))
            left = right + 5
    return words


def judged(words: list[RawWord], look: PageLook) -> LayerKind:
    return judge_layer(words, [word.text for word in words], look, HEIGHT).kind


class TestWithoutText:
    @each(
        ("look", "kind"),
        [
            (PLAIN, LayerKind.EMPTY),
            (PageLook(scan=False, pictures=0.02, paths=40), LayerKind.EMPTY),
            (PageLook(scan=False, pictures=0.03, paths=0), LayerKind.NO_TEXT),
            (PageLook(scan=False, pictures=0.0, paths=41), LayerKind.NO_TEXT),
            (SCAN, LayerKind.NO_TEXT),
        ],
        ids=["nothing", "a speck and a frame", "a picture", "letters drawn as shapes", "a scan"],
    )
    def test_by_what_else_is_drawn(self, look: PageLook, kind: LayerKind) -> None:
        assert judged([], look) is kind


class TestBornDigital:
    def test_true_text(self) -> None:
        assert judged(layer(SENTENCE), PLAIN) is LayerKind.GOOD

    def test_a_few_words_are_given_the_benefit_of_the_doubt(self) -> None:
        assert judged(layer("Xyz qqZ"), PLAIN) is LayerKind.GOOD

    def test_rubbish(self) -> None:
        assert judged(layer(RUBBISH), PLAIN) is LayerKind.GARBAGE

    @pytest.mark.parametrize("letter", ["\ufffd", "\ue001", "\x01"])
    def test_letters_without_a_meaning(self, letter: str) -> None:
        assert judged(layer(" ".join([letter * 3] * 9)), PLAIN) is LayerKind.UNMAPPED

    def test_one_of_them_in_a_hundred_does_not_matter(self) -> None:
        assert judged(layer(f"{SENTENCE} \ufffd {SENTENCE}"), PLAIN) is LayerKind.GOOD

    def test_a_caption_over_a_large_picture(self) -> None:
        large = PageLook(scan=False, pictures=0.6, paths=0)
        assert judged(layer("Trang 7"), large) is LayerKind.STAMP_ONLY
        assert judged(layer(SENTENCE), large) is LayerKind.GOOD


class TestOverAScan:
    def test_a_stamp(self) -> None:
        assert judged(layer("Ký bởi: Nguyễn Văn A", "Thời gian ký: 19.02.2025"), SCAN) is LayerKind.STAMP_ONLY

    def test_true_text_set_over_a_background(self) -> None:
        assert judged(layer(*[SENTENCE] * 20), SCAN) is LayerKind.GOOD

    def test_much_text_in_few_lines_is_a_stamp_all_the_same(self) -> None:
        words = layer(" ".join([SENTENCE] * 6))
        assert sum(len(word.text) for word in words) > FEW_LETTERS
        assert judged(words, SCAN) is LayerKind.STAMP_ONLY

    def test_another_program_s_reading(self) -> None:
        assert judged(layer(*[SENTENCE] * 20, style=UNSEEN), SCAN) is LayerKind.HIDDEN

    @pytest.mark.parametrize("text", [RUBBISH, BARE])
    def test_a_reading_without_vietnamese_letters(self, text: str) -> None:
        assert judged(layer(*[text] * 20, style=UNSEEN), SCAN) is LayerKind.GARBAGE


class TestVerdicts:
    @each("kind", LayerKind)
    def test_good_text_and_blank_pages_are_believed(self, kind: LayerKind) -> None:
        verdict = LayerVerdict(kind, say("The page is blank."))
        assert verdict.believed is (kind in {LayerKind.GOOD, LayerKind.EMPTY})

    def test_the_reason_says_how_good(self) -> None:
        words = layer(SENTENCE)
        verdict = judge_layer(words, [word.text for word in words], PLAIN, HEIGHT)
        assert str(verdict.reason) == "The text layer is good: 100 % of its words can be words."

    def test_it_is_the_converted_text_that_is_judged(self) -> None:
        """Fonts of before Unicode store other letters than they show."""
        words = layer(RUBBISH)
        assert judge_layer(words, SENTENCE.split(), PLAIN, HEIGHT).kind is LayerKind.GOOD

    @given(st.lists(st.text(max_size=8), max_size=30), st.booleans(), st.floats(0, 1))
    @settings(max_examples=at_most(40))
    def test_every_page_gets_one(self, texts: list[str], scan: bool, pictures: float) -> None:
        words = [RawWord(text, 0, 0, 9, 9, 0, VISIBLE, True, 9) for text in texts]
        assert judge_layer(words, texts, PageLook(scan, pictures, 0), HEIGHT).kind in LayerKind


class TestPlausibility:
    def test_few_words_are_always_plausible(self) -> None:
        few = " ".join(RUBBISH.split()[: FEW_WORDS - 1])
        assert plausibility(few) == 1.0
        assert plausibility(RUBBISH) < PLAUSIBLE

    @each(
        "text",
        [
            SENTENCE,
            SENTENCE.upper(),
            BARE,
            "UBTVQH BLĐTBXH NĐ CP TTLT BTP BNV QH BCA VKSNDTC TANDTC BQP HĐND",
            "The quick brown foxes jumped over some lazy dogs while people watched them",
            "a b c d e f g h i k l m n",
        ],
    )
    def test_what_people_write(self, text: str) -> None:
        assert plausibility(text) > 0.9

    @each("word", ["hQC", "kjHq", "bcdfg", "nguờix", "đđđx", "ABCDEFGHIJKLMNOP"], ids=str)
    def test_what_nobody_does(self, word: str) -> None:
        assert plausibility(" ".join([word] * FEW_WORDS)) == 0.0

    @given(st.text(max_size=120))
    @settings(max_examples=at_most(40))
    def test_it_is_a_share(self, text: str) -> None:
        assert 0.0 <= plausibility(text) <= 1.0


class TestLostMarks:
    def test_vietnamese_with_and_without_its_marks(self) -> None:
        assert has_lost_marks(BARE.split())
        assert not has_lost_marks(SENTENCE.split())

    def test_too_few_words_to_tell(self) -> None:
        assert not has_lost_marks(BARE.split()[: FEW_WORDS - 1])

    def test_text_in_another_language(self) -> None:
        english = "These regulations shall enter into force upon their publication within every municipality"
        assert not has_lost_marks(english.split())
