"""What a row was when it left, kept in the row itself: so it is known later who changed what, the officer or another.

A stamp holds a short hash of every cell by its pointer, and one of what the sheet does not show (text, citations, how
far the review is). It goes where its row goes, whatever becomes of columns and order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from validators.sharing.sheet_columns import COLUMNS, Cell, canonical, shown_cell

REST = "#rest"
_NOT_SHOWN = ("content", "legal_basis", "workflow", "approval")
_LENGTH = 10  # hexadecimal digits: two values of one cell meet by chance once in a million million


def stamp_of(record: dict[str, Any]) -> str:
    """The stamp of a record as it would be shown now."""
    cells = [f"{column.pointer}={digest_of(shown_cell(record, column))}" for column in COLUMNS]
    return " ".join([*cells, f"{REST}={digest_of_rest(record)}"])


def read_stamp(cell: Cell) -> Mapping[str, str]:
    """Hashes by pointer; empty where there is no stamp."""
    parts = (part.rpartition("=") for part in str(cell or "").split())
    return {pointer: digest for pointer, _, digest in parts if pointer}


def digest_of(cell: Cell) -> str:
    """The hash of a cell."""
    return _hash(canonical(cell))


def digest_of_rest(record: dict[str, Any]) -> str:
    """The hash of what the sheet does not show and a person may have changed meanwhile."""
    rest = {name: record.get(name) for name in _NOT_SHOWN}
    return _hash(json.dumps(rest, ensure_ascii=True, sort_keys=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="backslashreplace")).hexdigest()[:_LENGTH]
