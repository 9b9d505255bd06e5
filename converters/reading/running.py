"""Running heads and feet: lines at the edge of the page that come back page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from converters.reading.document import Block, BlockKind, Page

EDGE = 0.12  # of the page's height
AT_LEAST = 3  # pages
SHARE = 0.4  # of the pages
_DIGITS = re.compile(r"\d+")
_CANDIDATES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM})


def mark_running_lines(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Give running heads and feet their kind; everything else stays.

    A line counts when the same words (numbers aside) stand in the same edge of at least three pages and of four in
    ten.
    """
    seen = Counter(key for page in pages for key in {_key(block, page) for block in page.blocks} if key is not None)
    wanted = max(AT_LEAST, SHARE * len(pages))
    running = {key for key, number in seen.items() if number >= wanted}
    return tuple(_marked(page, running) for page in pages) if running else tuple(pages)


def _key(block: Block, page: Page) -> tuple[BlockKind, str] | None:
    if block.kind not in _CANDIDATES or block.box is None or not page.height or len(block.lines) > 2:
        return None
    if block.box[3] < EDGE * page.height:
        place = BlockKind.HEADER
    elif block.box[1] > (1 - EDGE) * page.height:
        place = BlockKind.FOOTER
    else:
        return None
    return place, _DIGITS.sub("0", block.text.casefold())


def _marked(page: Page, running: set[tuple[BlockKind, str]]) -> Page:
    blocks = tuple(
        replace(block, kind=key[0], level=0, marker=None) if (key := _key(block, page)) in running and key else block
        for block in page.blocks
    )
    return page if blocks == page.blocks else replace(page, blocks=blocks)
