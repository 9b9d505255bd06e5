"""Page numbers and running heads of facing pages are no part of the text; a folded sheet's columns are."""

from __future__ import annotations

from converters.ocr.assembly.spreads import with_spread_furniture
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word

PAGE = Page(1, 2000, 1400, None, (), Method.OCR)


def block(text: str, left: int, top: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    box = Box(left, top, left + 300, top + 30)
    return Block(kind, (Line(tuple(Word(word, box) for word in text.split()), box),), box)


def kinds(*blocks: Block, page: Page = PAGE) -> list[BlockKind]:
    return [found.kind for found in with_spread_furniture(blocks, page)]


def spread(left: str, right: str, head: str = "SỔ TAY PHÁP LUẬT") -> tuple[Block, ...]:
    return (
        block("SỔ TAY PHÁP LUẬT", 300, 60, BlockKind.HEADING),
        block("Công dân được cung cấp thông tin", 100, 600),
        block(left, 400, 1300),
        block(head, 1300, 80, BlockKind.HEADING),
        block("đầy đủ và kịp thời.", 1100, 200),
        block(right, 1400, 1310),
    )


def test_numbers_and_heads_of_facing_pages() -> None:
    paragraph, head, number = BlockKind.PARAGRAPH, BlockKind.HEADER, BlockKind.PAGE_NUMBER
    assert kinds(*spread("12", "13")) == [head, paragraph, number, head, paragraph, number]


def test_the_head_of_one_page_alone_is_a_heading() -> None:
    assert kinds(*spread("12", "13", "CHƯƠNG HAI"))[0] is BlockKind.HEADING


def test_numbers_that_do_not_follow_each_other_tell_no_spread() -> None:
    blocks = spread("12", "15")
    assert with_spread_furniture(blocks, PAGE) == blocks


def test_an_upright_page_is_no_spread() -> None:
    blocks = spread("12", "13")
    assert with_spread_furniture(blocks, Page(1, 2000, 2800, None, (), Method.OCR)) == blocks
