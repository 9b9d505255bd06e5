"""Running heads and feet: lines at the edge of the page that come back page after page.

On pages read by OCR the same line comes back a little different each time; there, lines are the same when most of
their letters are, marks aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from converters.reading.document import Block, BlockKind, Method, Page
from converters.reading.paging.upright import upright_box, upright_size
from validators.language.quantities import QuantityKind, find_quantities
from validators.language.syllables import base_key

EDGE = 0.12  # of the page's height
AT_LEAST = 3  # pages
SHARE = 0.4  # of the pages
_LEAF = 2  # pages of a leaf
_LEVEL = 0.005  # of the page's height
ALIKE = 0.85  # of the letters of a line read by OCR
FEWEST_LETTERS = 6  # shorter lines must be the same letter by letter
MOST_COMPARED = 400  # different lines of a document: with more of them, none runs through it
_DIGITS = re.compile(r"\d+")
_BESIDES = re.compile(r"[^\w]+")
# What digital libraries print under the pages of a copy: where it was fetched, when, by whom.
_DOWNLOADED = re.compile(
    r"""
      (?:được\s+)? tải \s+ (?:về|xuống)? \s* (?:từ|tại|bởi|lúc|ngày)
    | in \s+ (?:ra\s+)? từ \s+ (?:https?:|www|\S+\.\w)
    | nguồn \s* : \s* (?:https?://|www\.)
    | (?:downloaded|printed|retrieved) \s+ (?:from|by|on)
    | (?:https?://|www\.)\S+ \s* (?:\d{1,3}/\d{1,3})? $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AMOUNTS = frozenset({QuantityKind.AMOUNT, QuantityKind.PERCENTAGE})
_CANDIDATES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM})

_Key = tuple[BlockKind, str]


def mark_running_lines(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Give running heads and feet their kind; everything else stays.

    A line counts when the same words (numbers aside) stand in the same edge of at least three pages and of four in
    ten. Of two pages, it counts when it stands at one height and its words once more elsewhere, as those of a title
    that runs over its pages do. What a library prints under a copy ("Tải về từ …") counts on every page.
    """
    pages = [_without_downloads(page) for page in pages]
    seen = Counter(key for page in pages for key in {_key(block, page) for block in page.blocks} if key is not None)
    wanted = max(AT_LEAST, SHARE * len(pages))
    scanned = any(page.method is Method.OCR for page in pages)
    running = _running(seen, wanted) if scanned else {key for key, number in seen.items() if number >= wanted}
    marked = [_marked(page, running) for page in pages] if running else pages
    return tuple(_over_both(*marked) if len(marked) == _LEAF else marked)


def _over_both(first: Page, second: Page) -> tuple[Page, Page]:
    """Two pages; what both have at one height, and one once more inside, as the title it repeats, is a running line."""
    said = Counter(_said(block) for page in (first, second) for block in page.blocks)
    level = {
        id(block): place
        for one in first.blocks
        for other in second.blocks
        if said[_said(one)] == _LEAF + 1
        and _said(one) == _said(other)
        and (place := _same_place(one, first, other, second))
        for block in (one, other)
    }
    kept = [
        replace(page, blocks=tuple(_as_running(block, level.get(id(block))) for block in page.blocks))
        for page in (first, second)
    ]
    return (kept[0], kept[1]) if level else (first, second)


def _said(block: Block) -> str:
    return " ".join(block.text.casefold().split())


def _same_place(one: Block, first: Page, other: Block, second: Page) -> BlockKind | None:
    """The edge in which two blocks stand at one height."""
    places = _key(one, first), _key(other, second)
    if None in places or one.box is None or other.box is None:
        return None
    tops = [upright_box(box, page)[1] / upright_size(page)[1] for box, page in ((one.box, first), (other.box, second))]
    return _edge_of(one, first) if abs(tops[0] - tops[1]) <= _LEVEL else None


def _as_running(block: Block, place: BlockKind | None) -> Block:
    return block if place is None else replace(block, kind=place, level=0, marker=None)


def tells_an_amount(text: str) -> bool:
    """Whether a line tells an amount: on page after page that is a fine or a fee, and never a running head."""
    return any(quantity.kind in _AMOUNTS for quantity in find_quantities(text))


def _without_downloads(page: Page) -> Page:
    blocks = tuple(
        _as_running(block, place)
        if (place := _edge_of(block, page)) is not None and _DOWNLOADED.match(block.text)
        else block
        for block in page.blocks
    )
    return page if blocks == page.blocks else replace(page, blocks=blocks)


def _running(seen: Counter[_Key], wanted: float) -> set[_Key]:
    """The lines that come back, together with all that are nearly like them."""
    if len(seen) > MOST_COMPARED:
        return {key for key, number in seen.items() if number >= wanted}
    running: set[_Key] = set()
    for key, _ in seen.most_common():
        if key in running:
            continue
        alike = set(_alike(key, seen))
        if sum(seen[other] for other in alike) >= wanted:
            running |= alike
    return running


def _alike(key: _Key, others: Iterable[_Key]) -> Iterable[_Key]:
    place, text = key
    matcher = SequenceMatcher(a="", b=text, autojunk=False)
    for other in others:
        if other == key:
            yield other
        elif other[0] is place and min(len(text), len(other[1])) >= FEWEST_LETTERS:
            matcher.set_seq1(other[1])
            if matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                yield other


def _key(block: Block, page: Page) -> _Key | None:
    place = _edge_of(block, page)
    if place is None or tells_an_amount(block.text):
        return None
    text = block.text.casefold()
    return place, _DIGITS.sub("0", _BESIDES.sub(" ", base_key(text)) if page.method is Method.OCR else text)


def _edge_of(block: Block, page: Page) -> BlockKind | None:
    """What a short block would be as a running line: a head, a foot, or None away from both edges."""
    _, height = upright_size(page)
    if block.kind not in _CANDIDATES or block.box is None or not height or len(block.lines) > 2:
        return None
    _, top, _, bottom = upright_box(block.box, page)
    if bottom < EDGE * height:
        return BlockKind.HEADER
    return BlockKind.FOOTER if top > (1 - EDGE) * height else None


def _marked(page: Page, running: set[_Key]) -> Page:
    blocks = tuple(
        _as_running(block, key[0]) if (key := _key(block, page)) in running and key else block for block in page.blocks
    )
    return page if blocks == page.blocks else replace(page, blocks=blocks)
