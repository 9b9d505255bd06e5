from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.paging.folding import in_folded_order, with_cover_first
from converters.records.passages.paragraphs import passages
from tests.each import each

WIDTH, HEIGHT = 3000, 2100


def block(text: str, left: int, top: int, size: int = 30) -> Block:
    words = text.split()
    step = size * 3
    placed = tuple(
        Word(word, Box(left + step * index, top, left + step * (index + 1) - 10, top + size))
        for index, word in enumerate(words)
    )
    box = Box(left, top, left + step * len(words), top + size)
    return Block(BlockKind.PARAGRAPH, (Line(placed, box),), box)


def page(*blocks: Block, number: int = 1) -> Page:
    return Page(number, WIDTH, HEIGHT, 250, blocks, Method.OCR)


BODY = "Quy định chung về nghĩa vụ."
FLAP = tuple(block(BODY, 60, 100 + 60 * row) for row in range(20))
BACK = tuple(block(BODY, 1060, 100 + 60 * row) for row in range(20))
COVER = (
    block("SỞ TƯ PHÁP", 2200, 100),
    block("HÒA GIẢI CƠ SỞ", 2100, 700, 70),
    block("Năm 2026", 2300, 1900),
)
OUTSIDE = page(*FLAP, *BACK, *COVER)
INSIDE = page(*FLAP, *BACK, *(block(BODY, 2060, 100 + 60 * row) for row in range(20)), number=2)


def test_the_cover_comes_first() -> None:
    assert with_cover_first(OUTSIDE).blocks == (*COVER, *FLAP, *BACK)


def test_a_sheet_is_read_as_it_is_opened() -> None:
    cover, inside, rest = in_folded_order((OUTSIDE, INSIDE))
    assert (cover.blocks, inside, rest.blocks) == (COVER, INSIDE, (*FLAP, *BACK))
    assert [side.number for side in (cover, inside, rest)] == [1, 2, 1]
    turned_over = in_folded_order((replace(INSIDE, number=1), replace(OUTSIDE, number=2)))
    assert [side.number for side in turned_over] == [2, 1, 2]


def test_a_sheet_folded_once_has_its_cover_on_the_right_half() -> None:
    back = tuple(block(BODY, 60, 100 + 60 * row) for row in range(25))
    cover = tuple(replace(item, box=item.box._replace(left=1900)) for item in COVER if item.box)
    assert with_cover_first(page(*back, *COVER)).blocks == (*COVER, *back)
    assert len(cover) == len(COVER)


@each(
    "other",
    [
        page(*FLAP, *BACK),  # nothing on the right
        INSIDE,  # three full panels
        page(*FLAP, *BACK, block("HÒA GIẢI CƠ SỞ", 2100, 700, 32), block("Năm 2026", 2300, 1900)),  # no large title
        page(*FLAP, *BACK, block("HÒA GIẢI ĐIỂM XANH", 2100, 700, 70)),  # names neither organ nor kind nor year
        page(*FLAP, *BACK, *COVER, block("một tựa lớn nằm vắt qua cả ba trang", 1500, 20, 60)),  # lies across the fold
        replace(OUTSIDE, width=HEIGHT, height=WIDTH),  # upright paper is not folded so
        page(block("TRANG", 100, 100)),
        page(),
    ],
)
def test_without_a_plain_cover_everything_stays(other: Page) -> None:
    assert with_cover_first(other) == other
    assert in_folded_order((other, INSIDE)) == (other, INSIDE)
    assert in_folded_order((OUTSIDE, INSIDE, other)) == (OUTSIDE, INSIDE, other)


def turned(box: Box, degrees: int) -> Box:
    """A box of the upright page where the page lies turned, so that turning it so many degrees makes it stand."""
    left, top, right, bottom = box
    if degrees == 90:
        return Box(HEIGHT - bottom, left, HEIGHT - top, right)
    if degrees == 180:
        return Box(WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top)
    return Box(top, WIDTH - right, bottom, WIDTH - left)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_that_lie_on_their_side(degrees: int) -> None:
    blocks = tuple(
        replace(
            item,
            box=turned(item.box, degrees),
            lines=tuple(
                replace(
                    line,
                    words=tuple(replace(word, box=turned(word.box, degrees)) for word in line.words if word.box),
                )
                for line in item.lines
            ),
        )
        for item in OUTSIDE.blocks
        if item.box
    )
    size = (WIDTH, HEIGHT) if degrees == 180 else (HEIGHT, WIDTH)
    lying = Page(1, *size, 250, blocks, Method.OCR, rotation=degrees)
    assert [item.text for item in with_cover_first(lying).blocks] == [item.text for item in (*COVER, *FLAP, *BACK)]


def test_a_stamp_on_the_cover_is_no_text_of_it() -> None:
    stamp = Block(BlockKind.STAMP, (), Box(1800, 900, 2500, 1400))
    assert with_cover_first(page(*FLAP, *BACK, *COVER, stamp)).blocks == (*COVER, *FLAP, *BACK, stamp)


def test_passages_of_a_record_follow_the_folds() -> None:
    inside = page(*(block(f"Trang trong {word}.", 2060, 100 + 60 * row) for row, word in enumerate(BODY.split())))
    inside = replace(inside, number=2)
    document = Document(Path("to-gap.pdf"), "application/pdf", "0" * 64, (OUTSIDE, inside))
    found = passages(document)
    assert found[0].text.startswith("SỞ TƯ PHÁP")
    assert list(dict.fromkeys(passage.page for passage in found)) == [1, 2]
    assert found[-1].page == 1
