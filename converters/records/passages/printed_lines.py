"""The lines of a document: those of its text flow in order, and those that are printed beside the text.

Running heads, page numbers, rules, stamps and notes of electronic signatures are no part of the text; they are kept
apart, so that every word that was read is accounted for. From "Nơi nhận" on a page holds two columns, who receives
copies and who signs; scans give both as one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from converters.reading.document import ASIDE, Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.paging.folding import in_folded_order
from converters.records.passages.contents import lines_of_contents
from converters.records.passages.furniture import (
    EDGE_LINES,
    is_furniture,
    is_rule,
    is_signature_note,
    is_signer_detail,
    repeated_lines,
    stands_outside,
)
from converters.records.passages.loose_blocks import pieced_together, untabled
from converters.records.passages.passage import surrounding
from validators.language import legal_paper

_RECIPIENTS = re.compile(rf"{legal_paper.RECIPIENTS}\s?:")
_GAP = 3.0  # heights of a line: no space between words is so wide


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with the page and block it stands in."""

    line: Line
    text: str
    page: int
    block: Block
    after_rule: bool
    method: Method


class Beside(StrEnum):
    """What a line is that does not belong to the text."""

    FURNITURE = "furniture"
    STAMP = "stamp"
    WATERMARK = "watermark"
    HANDWRITING = "handwriting"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class LineBeside:
    """A line printed beside the text."""

    line: Line
    page: int
    what: Beside
    method: Method


_BESIDE = {
    BlockKind.HEADER: Beside.FURNITURE,
    BlockKind.FOOTER: Beside.FURNITURE,
    BlockKind.PAGE_NUMBER: Beside.FURNITURE,
    BlockKind.STAMP: Beside.STAMP,
    BlockKind.SIGNATURE: Beside.HANDWRITING,
    BlockKind.HANDWRITING: Beside.HANDWRITING,
    BlockKind.OVERLAY: Beside.WATERMARK,
    BlockKind.WATERMARK: Beside.WATERMARK,
    BlockKind.PICTURE: Beside.PICTURE,
}


def printed_lines(document: Document) -> tuple[list[PrintedLine], list[LineBeside]]:
    """All lines: those of the text flow in order, and those beside it page by page."""
    repeated = repeated_lines(document.pages)
    flow: list[PrintedLine] = []
    beside: list[LineBeside] = []
    for page in in_folded_order(document.pages):
        flow += _page_lines(page, repeated, beside)
        beside += _apart(page)
    contents = lines_of_contents([line.text for line in flow])
    beside += [LineBeside(flow[at].line, flow[at].page, Beside.FURNITURE, flow[at].method) for at in sorted(contents)]
    return [line for at, line in enumerate(flow) if at not in contents], beside


def _apart(page: Page) -> Iterator[LineBeside]:
    """What the reader itself kept out of the text flow."""
    for block in page.blocks:
        if block.kind in ASIDE:
            for line in block.lines:
                noted = not block.by_person and (is_signature_note(line.text) or is_signer_detail(line.text))
                yield LineBeside(line, page.number, Beside.STAMP if noted else _BESIDE[block.kind], page.method)


def _page_lines(page: Page, repeated: frozenset[str], beside: list[LineBeside]) -> Iterator[PrintedLine]:
    """The lines of a page; from "Nơi nhận" on, what stands in the right half (who signs) follows the left half."""
    right: list[PrintedLine] = []
    closing = False
    for printed in _lines_of(page, repeated, beside):
        closing = closing or _RECIPIENTS.match(printed.text) is not None
        left, other = _halves(printed, right) if closing else (printed, None)
        right += [] if other is None else [other]
        if left is not None:
            yield left
    yield from right


def _halves(printed: PrintedLine, right: Sequence[PrintedLine]) -> tuple[PrintedLine | None, PrintedLine | None]:
    """A line of the closing as its left and its right half; scans give both as one line."""
    if printed.block.by_person:
        return printed, None
    words, box = printed.line.words, printed.line.box
    edges = [word.box for word in words]
    if box is None or any(edge is None for edge in edges):
        return printed, None
    known = [edge for edge in edges if edge is not None]
    begins = min((one.line.box.left for one in right if one.line.box is not None), default=None)
    if begins is not None and box.left > begins - box.height * _GAP:
        return None, printed
    gaps = [later.left - earlier.right for earlier, later in pairwise(known)]
    widest = max(gaps, default=0)
    if widest <= box.height * _GAP:
        return printed, None
    cut = gaps.index(widest) + 1
    return _with_words(printed, words[:cut]), _with_words(printed, words[cut:])


def _with_words(printed: PrintedLine, words: tuple[Word, ...]) -> PrintedLine:
    line = Line(words, surrounding(word.box for word in words))
    block = Block(BlockKind.PARAGRAPH, (line,), line.box)
    return PrintedLine(line, line.text, printed.page, block, False, printed.method)


def _lines_of(page: Page, repeated: frozenset[str], beside: list[LineBeside]) -> Iterator[PrintedLine]:
    flow = [piece for block in page.flow for piece in untabled(block)]
    edges = {id(line) for block in (*flow[:1], *flow[-1:]) for line in (*block.lines[:1], *block.lines[-1:])}
    lines = [line for block in flow for line in block.lines]
    outer = {id(line) for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])}
    for block in pieced_together(flow):
        after_rule = False
        for line in block.lines:
            runs = repeated if id(line) in outer or stands_outside(line, page) else frozenset()
            what = _kept_beside(line, block, page, runs, edge=id(line) in edges)
            if what is None:
                yield PrintedLine(line, line.text, page.number, block, after_rule, page.method)
                after_rule = False
            else:
                beside.append(LineBeside(line, page.number, what, page.method))
                after_rule = after_rule or is_rule(line.text)


def _kept_beside(line: Line, block: Block, page: Page, repeated: frozenset[str], *, edge: bool) -> Beside | None:
    """What a line of the flow is when it does not belong to the text."""
    text = line.text
    if block.kind in _BESIDE:
        return _BESIDE[block.kind]
    if (block.kind is BlockKind.TABLE or block.by_person) and text:
        return None  # kept whole, be a cell a lone number at the edge of the page; a person said that this is text
    if is_signature_note(text) or (is_signer_detail(text) and _is_signed(page)):
        return Beside.STAMP
    return Beside.FURNITURE if not text or is_furniture(text, repeated, edge=edge) else None


def _is_signed(page: Page) -> bool:
    """Whether a signing program printed anything on a page, text or stamp."""
    return any(is_signature_note(line.text) for block in page.blocks for line in block.lines)
