"""The lines of a document's text flow: without running heads, page numbers, rules and notes of electronic signatures.

From "Nơi nhận" on a page holds two columns, who receives copies and who signs; scans give both as one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.paging.folding import in_folded_order
from converters.records.passages.furniture import (
    is_furniture,
    is_rule,
    is_signature_note,
    is_signer_detail,
    repeated_lines,
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


def printed_lines(document: Document) -> Iterator[PrintedLine]:
    """All lines of the text flow, in order, without running headers and page numbers."""
    repeated = repeated_lines(document.pages)
    for page in in_folded_order(document.pages):
        yield from _page_lines(page, repeated)


def _page_lines(page: Page, repeated: frozenset[str]) -> Iterator[PrintedLine]:
    """The lines of a page; from "Nơi nhận" on, what stands in the right half (who signs) follows the left half."""
    right: list[PrintedLine] = []
    closing = False
    for printed in _lines_of(page, repeated):
        closing = closing or _RECIPIENTS.match(printed.text) is not None
        left, other = _halves(printed, right) if closing else (printed, None)
        right += [] if other is None else [other]
        if left is not None:
            yield left
    yield from right


def _halves(printed: PrintedLine, right: Sequence[PrintedLine]) -> tuple[PrintedLine | None, PrintedLine | None]:
    """A line of the closing as its left and its right half; scans give both as one line."""
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


def _lines_of(page: Page, repeated: frozenset[str]) -> Iterator[PrintedLine]:
    flow = [piece for block in page.flow for piece in untabled(block)]
    edges = {id(line) for block in (*flow[:1], *flow[-1:]) for line in (*block.lines[:1], *block.lines[-1:])}
    for block in pieced_together(flow):
        if block.kind in {BlockKind.HEADER, BlockKind.FOOTER, BlockKind.PAGE_NUMBER}:
            continue
        after_rule = False
        for line in block.lines:
            text = line.text
            if not text or is_furniture(text, repeated, edge=id(line) in edges) or is_signature_note(text):
                after_rule = after_rule or is_rule(text)
                continue
            if is_signer_detail(text) and _is_signed(page):
                continue
            yield PrintedLine(line, text, page.number, block, after_rule, page.method)
            after_rule = False


def _is_signed(page: Page) -> bool:
    """Whether a signing program printed anything on a page, text or stamp."""
    return any(is_signature_note(line.text) for block in page.blocks for line in block.lines)
