"""Fines in tables: one column says what was done, another how much it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.records.content.tree import Node, PassageSpan
from converters.records.items.amounts import find_fines
from converters.records.items.fine_items import fine_item
from converters.records.items.found_items import TypedItem
from converters.records.items.plain_text import plain

_BEHAVIOUR_COLUMN = re.compile(r"hành vi|vi phạm", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(r"mức (?:phạt|xử phạt)|phạt tiền|số tiền", re.IGNORECASE)
_UPPER_LIMIT = re.compile(r"tối đa|cao nhất", re.IGNORECASE)


def fines_in_tables(nodes: Sequence[Node], above: tuple[PassageSpan, ...] = ()) -> Iterator[TypedItem]:
    """The fines of tables among nodes and inside them, a row each.

    Args:
        nodes: Siblings.
        above: Headings over them, the nearest first; one may name the act that the fines rest on.
    """
    heading, line = above, tuple[PassageSpan, ...]()
    for node in nodes:
        own = (*node.spans, *node.title_spans, *node.opened_by)
        if node.type == "table":
            yield from _of_table(node, (*line, *heading))
        elif node.type == "heading":
            heading, line = (*own, *above), ()
        else:
            yield from fines_in_tables(node.children, (*own, *heading))
            line = own


def _of_table(node: Node, above: tuple[PassageSpan, ...]) -> Iterator[TypedItem]:
    if len(node.rows) < 2:
        return
    header = node.rows[0]
    behaviour = next((place for place, cell in enumerate(header) if _BEHAVIOUR_COLUMN.search(cell)), None)
    amount = next((place for place, cell in enumerate(header) if _AMOUNT_COLUMN.search(cell)), None)
    if behaviour is None or amount is None or behaviour == amount:
        return
    names, *spans = _row_spans(node)
    over = (*((names,) if names is not None else ()), *above)
    for row, span in zip(node.rows[1:], spans, strict=True):
        fine = next(find_fines(" ".join(row[amount].split())), None)
        if fine is not None and _UPPER_LIMIT.search(header[amount]):
            fine = replace(fine, low=None)
        text = plain(" ".join(row[behaviour].split()))
        if fine is None or not text:
            continue
        other = "cảnh cáo" if "cảnh cáo" in row[amount].lower() else None
        yield fine_item(text, fine, tuple(node.spans), other=other, citation=span, above=over)


def _row_spans(node: Node) -> list[PassageSpan | None]:
    """Where each row stands in the words of its table; None where cells do not follow each other there."""
    passage, at = node.spans[0].passage, node.spans[0].start
    found: list[PassageSpan | None] = []
    for row in node.rows:
        words = " ".join(word for cell in row for word in cell.split())
        start = passage.text.find(words, at) if words else -1
        found.append(PassageSpan(passage, start, start + len(words)) if start >= 0 else None)
        at = start + len(words) if start >= 0 else at
    return found
