from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.assembly.non_text import LineKind, classify_line, is_plausible, without_non_text
from converters.ocr.engines import hocr
from converters.ocr.engines.choices import alternatives
from converters.ocr.engines.opening import engine_names, open_engine
from converters.ocr.engines.protocol import UnknownEngine
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from tests.each import each

HOCR = """<div class='ocr_page' id='page_1' title='image "a"; bbox 0 0 99 40; ppageno 0'>
 <span class='ocr_line' id='line_1_1' title="bbox 0 0 90 30">
  <span class='ocrx_word' id='word_1_1' title='bbox 1 2 30 20; x_wconf 90'>ph&#39;
   <span class='ocrx_cinfo' id='lstm_choices_1_1_1'>
    <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs 93.27'>p</span></span>
   <span class='ocrx_cinfo' id='lstm_choices_1_1_2'>
    <span class='ocrx_cinfo' id='choice_1_1_2' title='x_confs 80'>h</span>
    <span class='ocrx_cinfo' id='choice_1_1_3' title='x_confs 9'>n</span></span>
   <span class='ocrx_cinfo' id='lstm_choices_1_1_3'>
    <span class='ocrx_cinfo' id='choice_1_1_4' title='x_confs 80'>&#39;</span></span>
  </span>
 </span>
</div>
<div class='ocr_page' id='page_2' title='image "b"; bbox 0 0 99 40; ppageno 1'></div>
"""


def test_hocr_words_boxes_and_choices() -> None:
    first, second, third = hocr.parse(HOCR, 3)
    assert second == third == ()
    (word,) = first
    assert (word.text, word.box, word.confidence, word.alternatives) == ("ph'", (1, 2, 30, 20), 0.9, ("pn'",))


@given(st.text(alphabet=string.printable, max_size=300))
def test_hocr_survives_any_text(text: str) -> None:
    try:
        pages = hocr.parse(text, 1)
    except IndexError:
        pytest.fail("a word before any page must not matter")
    assert len(pages) == 1


def test_alternatives_are_ranked_and_normalised() -> None:
    letters = [[(" ", 90.0)], [("q", 90.0)], [("u", 90.0), ("ư", 0.0)], [("ê", 60.0), ("e\u0302\u0300", 30.0)]]
    assert alternatives("quê", letters) == ("quề", "qưê")


def test_letters_that_do_not_spell_the_word_tell_nothing() -> None:
    assert alternatives("quê", [[("q", 90.0), ("g", 5.0)]]) == ()


def test_unknown_engines_are_told_with_the_known_names() -> None:
    with pytest.raises(UnknownEngine) as raised:
        open_engine("nope")
    assert "tesserocr" in str(raised.value.hint)
    assert engine_names()[:2] == ("pytesseract", "tesserocr")


def line(text: str, confidence: float) -> Line:
    return Line(tuple(Word(word, Box(0, 0, 5, 5), confidence) for word in text.split()))


@each(
    ("text", "confidence", "verdict"),
    [
        ("Căn cứ Luật Đất đai", 0.4, LineKind.TEXT),
        ("ÉÀ ˆgxz k¿", 0.4, LineKind.HANDWRITING),
        ("ÉÀ ˆgxz k¿", 0.9, LineKind.TEXT),
        ("Số: 2#16 /ĐHĐx", 0.3, LineKind.TEXT),
        ("— ' .", 0.5, LineKind.NOTHING),
        ("Z", 0.4, LineKind.HANDWRITING),
        ("7", 0.4, LineKind.TEXT),
    ],
)
def test_verdicts(text: str, confidence: float, verdict: LineKind) -> None:
    assert classify_line(line(text, confidence)) is verdict


def test_only_unsure_nonsense_without_digits_is_dropped() -> None:
    words = (Word("luật", None, 0.1), Word("gxz", None, 0.1), Word("gxz", None, 0.9), Word("8x", None, 0.1))
    assert [word.text for word in without_non_text(words)] == ["luật", "gxz", "8x"]


@each(
    ("text", "size", "kept"),
    [("-", (3, 4), False), ("-", (10, 3), True), ("’", (2, 5), False), (".", (3, 3), True), ("—", (30, 3), True)],
)
def test_what_is_smaller_than_any_dash_is_a_speck(text: str, size: tuple[int, int], kept: bool) -> None:
    words = (Word("tịch", Box(0, 0, 55, 34), 0.98), Word(text, Box(80, 15, 80 + size[0], 15 + size[1]), 0.93))
    assert without_non_text(words) == (words if kept else words[:1])


@each("word", ["quyền,", "81/2021/NĐ-CP;", "(30%)", "UBND", "12/9/2025.", "...../TTr-KHOA...", "người.không"])
def test_words_that_make_sense(word: str) -> None:
    assert is_plausible(word)


@each(
    "text",
    ["https://dichvucong.", "hffps://dichvucong.gov.vn/", "www.moj.gov.vn", "tuphap@an-phu.gov.vn", "xa.an-phu.vn;"],
)
def test_addresses_make_sense(text: str) -> None:
    assert is_plausible(text)


@each("text", ["Z⁄2.⁄2", "a@b", "://", "ØOV"])
def test_scraps_are_no_addresses(text: str) -> None:
    assert is_plausible(text) is (text == "ØOV")
