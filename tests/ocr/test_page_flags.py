"""Pages as a whole: empty, unreadable, coarse, in another language."""

from __future__ import annotations

import pytest

from converters.ocr.assembly.page_flags import is_coarse, mean_confidence, sure_share, with_page_flags
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Line, Method, Page, Step, Word
from validators.problems import say

BOX = Box(0, 0, 800, 1000)
VIETNAMESE = "Người dân có thể liên hệ qua số điện thoại trong giờ hành chính để được tư vấn pháp luật miễn phí"
ENGLISH = "The government shall publish every year one report about the state of education and the courts shall watch"


def page(text: str, confidence: float, *, steps: tuple[Step, ...] = (), flags: tuple[Flag, ...] = ()) -> Page:
    line = Line(tuple(Word(word, Box(1, 1, 9, 9), confidence) for word in text.split()), BOX)
    blocks = (Block(BlockKind.HEADING, (line,), BOX, level=1), Block(BlockKind.STAMP, (), BOX)) if text else ()
    return Page(3, 800, 1000, None, blocks, Method.OCR, steps=steps, flags=flags)


def told(found: Page) -> list[str]:
    assert all(flag.kind == "page" and flag.page == 3 and flag.box == BOX for flag in found.flags)
    return [flag.reason.text for flag in found.flags]


def test_a_page_that_was_read_well_is_not_flagged() -> None:
    before = page(VIETNAMESE, 0.98)
    assert with_page_flags(before) is before
    assert (mean_confidence(before), sure_share(before)) == (pytest.approx(0.98), 1.0)


def test_an_empty_page() -> None:
    assert told(with_page_flags(page("", 0.9))) == ["No text was found on this page."]


def test_bullets_and_dashes_alone_are_no_text() -> None:
    found = with_page_flags(page("+ + - • + + s + + +", 0.97))
    assert found.text == ""
    assert [block.kind for block in found.blocks] == [BlockKind.STAMP]
    assert told(found) == ["No text was found on this page."]


@pytest.mark.parametrize(("text", "confidence"), [(VIETNAMESE, 0.6), ("Ñ) NI 4", 0.7), (ENGLISH + " IIpaBWT€JIb", 0.7)])
def test_what_could_not_be_read_is_kept_apart(text: str, confidence: float) -> None:
    number = Flag(3, BOX, -1, -1, "4", (), "number", say("It was hard to read."))
    found = with_page_flags(page(text, confidence, flags=(number,)))
    assert found.text == ""
    assert found.blocks[0].kind is BlockKind.HANDWRITING
    assert found.blocks[0].text == text
    assert len(told(found)) == 1
    assert "could be read reliably" in told(found)[0]


def test_a_short_page_that_was_read_surely_is_text() -> None:
    assert with_page_flags(page("PHỤ LỤC", 0.97)).text == "PHỤ LỤC"


def test_a_doubtful_page_keeps_its_text() -> None:
    words = VIETNAMESE.split()
    mixed = tuple(Word(word, BOX, 0.95 if index % 3 == 0 else 0.75) for index, word in enumerate(words))
    doubtful = Page(3, 800, 1000, None, (Block(BlockKind.PARAGRAPH, (Line(mixed),), BOX),), Method.OCR)
    found = with_page_flags(doubtful)
    assert found.text == VIETNAMESE
    assert told(found) == ["Most of this page was read with little certainty."]


def test_another_language_is_told_and_kept() -> None:
    found = with_page_flags(page(ENGLISH, 0.97))
    assert found.text == ENGLISH
    assert told(found) == ["Most words on this page are not Vietnamese."]


def test_lists_of_codes_are_no_other_language() -> None:
    assert with_page_flags(page("1.013274 2.000123 15/2024 100.000 0243.555.1234 " * 6, 0.97)).flags == ()


def test_coarse_images_are_told() -> None:
    steps = (Step("deskew", (("degrees", 1.0),)), Step("scale", (("factor", 3.4),)))
    (reason,) = told(with_page_flags(page(VIETNAMESE, 0.97, steps=steps)))
    assert "200 dpi" in reason
    assert not is_coarse((Step("scale", (("factor", 2.7),)),))


def test_pages_without_geometry_are_flagged_without_a_box() -> None:
    found = with_page_flags(Page(1, None, None, None, (), Method.OCR))
    assert [flag.box for flag in found.flags] == [None]
