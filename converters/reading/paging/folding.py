"""Folded sheets: a pamphlet scanned unfolded is read as it is opened, not as it lies on the glass.

The outside of a sheet shows its cover in the rightmost panel (tri-fold: flap, back, cover; folded once: back, cover),
because paper folds open like a book. A reader sees the cover, then the whole inside, then the flap and the back.
Without a cover that is plainly one, panels stay in the order they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from converters.reading.document import ASIDE, Block, Page
from converters.reading.paging.upright import upright_box, upright_size

LANDSCAPE = 1.2  # times as wide as high
PANELS = (4, 3, 2)
ACROSS = 0.03  # of the width: what reaches further over a fold stands on both panels
SPARSE = 0.6  # of the letters of a usual panel that a cover has at most
LARGE = 1.5  # times the usual height of lines that the title of a cover is
# What a cover names: who issued the pamphlet, or what it is.
_ISSUERS = ("ủy ban nhân dân", "ubnd", "sở", "bộ", "cục", "phòng", "hội đồng", "hội", "công an", "đoàn", "trung tâm")
_MATERIALS = (
    "tờ gấp",
    "tờ rơi",
    "tài liệu",
    "tìm hiểu",
    "tuyên truyền",
    r"hỏi\s*(?:-|–|và)?\s*đáp",
    "sổ tay",
    "cẩm nang",
)
_YEARS = (r"năm 20\d\d",)
_NAMES = re.compile(rf"\b(?:{'|'.join((*_ISSUERS, *_MATERIALS, *_YEARS))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Outside:
    """The blocks of a cover, and all others, each in their order."""

    cover: tuple[Block, ...]
    others: tuple[Block, ...]


def with_cover_first(page: Page) -> Page:
    """The page with the panel of its cover before its other panels; as it is when it shows no cover."""
    outside = _outside(page)
    return page if outside is None else replace(page, blocks=(*outside.cover, *outside.others))


def in_folded_order(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages in the order a folded sheet is read in.

    Args:
        pages: Of a document. Only one sheet, its two sides, can be told.

    Returns:
        The cover, the inside, the rest of the outside as a page of the same number; other documents as they are.
    """
    if len(pages) != 2:
        return tuple(pages)
    first, second = (_outside(page) for page in pages)
    if first is not None and second is None and _lies_flat(pages[1]):
        return replace(pages[0], blocks=first.cover), pages[1], replace(pages[0], blocks=first.others)
    if second is not None and first is None and _lies_flat(pages[0]):
        return replace(pages[1], blocks=second.cover), pages[0], replace(pages[1], blocks=second.others)
    return tuple(pages)


def _lies_flat(page: Page) -> bool:
    width, height = upright_size(page)
    return width >= LANDSCAPE * height > 0


def _outside(page: Page) -> _Outside | None:
    if not _lies_flat(page):
        return None
    width, _ = upright_size(page)
    for panels in PANELS:
        outside = _parted(page, width * (panels - 1) / panels, width)
        if outside is not None and _is_cover(outside, panels, page):
            return outside
    return None


def _parted(page: Page, fold: float, width: int) -> _Outside | None:
    """What stands right and left of a fold; None when text lies across it or one side is empty."""
    cover: list[Block] = []
    others: list[Block] = []
    for block in page.flow:
        box = None if block.box is None else upright_box(block.box, page)
        if box is None or (box.left < fold - ACROSS * width and box.right > fold + ACROSS * width):
            return None
        (cover if box.centre_x > fold else others).append(block)
    if not (cover and others):
        return None
    aside = tuple(block for block in page.blocks if block.kind in ASIDE)
    return _Outside(tuple(cover), (*others, *aside))


def _is_cover(outside: _Outside, panels: int, page: Page) -> bool:
    letters, rest = _letters(outside.cover), _letters(outside.others)
    if not 0 < letters <= SPARSE * rest / (panels - 1):
        return False
    sizes, usual = _line_heights(outside.cover, page), _line_heights(outside.others, page)
    large = bool(sizes and usual) and max(sizes) >= LARGE * median(usual) and max(sizes) > max(usual)
    return large and any(_NAMES.search(block.text) for block in outside.cover)


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(word.text) for block in blocks for word in block.words)


def _line_heights(blocks: Sequence[Block], page: Page) -> list[float]:
    """Usual height of the words of each line (a leaning line is higher); scraps of a letter or two are no lines."""
    lines = [line for block in blocks for line in block.lines if len(line.text) > 3]
    boxes = [[upright_box(word.box, page) for word in line.words if word.box is not None] for line in lines]
    return [median(box.height for box in words) for words in boxes if words]
