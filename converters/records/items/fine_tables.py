"""Fines in tables: one column says what was done, another how much it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converters.records.content.tree import Node
from converters.records.items.amounts import find_fines
from converters.records.items.fine_items import fine_item
from converters.records.items.found_items import Item
from converters.records.items.plain_text import plain

_BEHAVIOUR_COLUMN = re.compile(r"hành vi|vi phạm", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(r"mức (?:phạt|xử phạt)|phạt tiền|số tiền", re.IGNORECASE)
_UPPER_LIMIT = re.compile(r"tối đa|cao nhất", re.IGNORECASE)


def fines_in_tables(node: Node) -> Iterator[Item]:
    """The fines of a table, a row each, and of the tables inside a node.

    Args:
        node: Any.
    """
    for child in node.children:
        yield from fines_in_tables(child)
    if node.type != "table" or len(node.rows) < 2:
        return
    header = node.rows[0]
    behaviour = next((place for place, cell in enumerate(header) if _BEHAVIOUR_COLUMN.search(cell)), None)
    amount = next((place for place, cell in enumerate(header) if _AMOUNT_COLUMN.search(cell)), None)
    if behaviour is None or amount is None or behaviour == amount:
        return
    for row in node.rows[1:]:
        fine = next(find_fines(" ".join(row[amount].split())), None)
        if fine is not None and _UPPER_LIMIT.search(header[amount]):
            fine = replace(fine, low=None)
        text = plain(" ".join(row[behaviour].split()))
        if fine is None or not text:
            continue
        other = "cảnh cáo" if "cảnh cáo" in row[amount].lower() else None
        yield fine_item(text, fine, tuple(node.spans), other=other)
