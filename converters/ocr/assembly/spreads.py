"""Book spreads: the page numbers and running heads of both pages stand inside the text of the image.

Two facing pages are told by their numbers: n at the edge of the left half, n + 1 level with it on the right one. Then
lines that both halves have at their head, with the same letters, are the running head. Without such numbers nothing is
taken out of the text: two columns of a folded sheet may well begin alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from converters.ocr.layout.paragraphs import is_page_number
from converters.reading.boxes import Box
from converters.reading.document import ASIDE, Block, BlockKind, Page
from converters.reading.paging.upright import upright_box, upright_size
from validators.language.syllables import base_key

WIDE = 1.2  # width by height of two pages side by side
EDGE = 0.14  # of the height: where page numbers and running heads stand
LEVEL = 0.04  # of the height that the two numbers may be off each other: spreads are photographed askew
ALIKE = 0.85  # of the letters of the running heads of facing pages
_DIGITS = re.compile(r"\d{1,4}")


def with_spread_furniture(blocks: Sequence[Block], page: Page) -> tuple[Block, ...]:
    """The blocks, page numbers and running heads of facing pages by their kinds.

    Args:
        blocks: In reading order, boxes in pixels of the stored image.
        page: Gives size and rotation.
    """
    width, height = upright_size(page)
    if not height or width < WIDE * height:
        return tuple(blocks)
    places = {
        index: upright_box(block.box, page) for index, block in enumerate(blocks) if _is_line(block) and block.box
    }
    edge = {index: box for index, box in places.items() if _at_edge(box, height)}
    numbers = _facing_numbers(blocks, edge, width, height)
    if numbers is None:
        return tuple(blocks)
    kinds = dict.fromkeys(numbers, BlockKind.PAGE_NUMBER)
    kinds |= dict.fromkeys(
        _running_heads(blocks, {i: box for i, box in edge.items() if i not in kinds}, width, height), BlockKind.HEADER
    )
    return tuple(
        replace(block, kind=kinds[index], level=0, marker=None) if index in kinds else block
        for index, block in enumerate(blocks)
    )


def _is_line(block: Block) -> bool:
    return len(block.lines) == 1 and not block.cells and block.kind not in ASIDE


def _at_edge(box: Box, height: int) -> bool:
    return box.bottom < EDGE * height or box.top > (1 - EDGE) * height


def _facing_numbers(blocks: Sequence[Block], edge: dict[int, Box], width: int, height: int) -> tuple[int, int] | None:
    """The blocks that are the numbers of the left and the right page."""
    numbers = {index: box for index, box in edge.items() if is_page_number(blocks[index].text)}
    for left, box in numbers.items():
        for right, other in numbers.items():
            apart = box.right < width / 2 <= other.left and abs(box.top - other.top) < LEVEL * height
            if apart and _value(blocks[right]) == _value(blocks[left]) + 1:
                return left, right
    return None


def _value(block: Block) -> int:
    found = _DIGITS.search(block.text)
    return int(found[0]) if found else -1


def _running_heads(blocks: Sequence[Block], edge: dict[int, Box], width: int, height: int) -> tuple[int, ...]:
    """The topmost line of each half, when both say the same."""
    heads = {index: box for index, box in edge.items() if box.bottom < EDGE * height}
    left = [index for index, box in heads.items() if box.right < width / 2]
    right = [index for index, box in heads.items() if box.left >= width / 2]
    if not left or not right:
        return ()
    pair = tuple(min(side, key=lambda index: heads[index].top) for side in (left, right))
    first, second = (base_key(blocks[index].text.casefold()) for index in pair)
    return pair if SequenceMatcher(a=first, b=second, autojunk=False).ratio() >= ALIKE else ()
