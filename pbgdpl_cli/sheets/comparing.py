"""What a row asks for, held against what its material says now and what it said when the row left."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pbgdpl_cli.sheets.layout import BASE
from pbgdpl_cli.sheets.returned import ReadCell, Row
from pbgdpl_cli.sheets.stamps import REST, digest_of, digest_of_rest, read_stamp
from validators.problems import Message, say
from validators.sharing.schema import title_of
from validators.sharing.sheet_columns import (
    COLUMNS,
    Cell,
    Column,
    canonical,
    says_the_same,
    shown_cell,
    stands_for_more,
    swapped_day,
)

_TEXTS = frozenset({"text", "words"})
_SHIFTED_TEXTS, _SHIFTED_CODES = 2, 3  # rows whose cells are those of other rows, from which a column was moved alone


@dataclass(slots=True)
class Comparison:
    """A row beside its material.

    Attributes:
        touched: Cells a person changed, with their columns.
        newer: Columns somebody else changed since the row left.
        refused: Why cells cannot be taken over.
        foreign: The row left with another material.
        unstamped: The row does not say what it was when it left.
        text_changed: What the sheet does not show was changed since.
    """

    touched: list[tuple[Column, ReadCell]] = field(default_factory=list)
    newer: list[Column] = field(default_factory=list)
    refused: list[Message] = field(default_factory=list)
    foreign: bool = False
    unstamped: bool = False
    text_changed: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person changed anything in the row."""
        return bool(self.touched or self.refused)


def compare(row: Row, record: dict[str, Any]) -> Comparison:
    """Hold a row against its material."""
    stamp = read_stamp(row.cells[BASE].value) if BASE in row.cells else {}
    found = Comparison(unstamped=not stamp, text_changed=stamp.get(REST) != digest_of_rest(record))
    found.foreign = bool(stamp) and stamp.get("/identifier") != digest_of(row.said("/identifier"))
    for column in COLUMNS:
        cell = row.cells.get(column.pointer)
        if cell is None or says_the_same(cell.value, record, column):
            continue
        base = stamp.get(column.pointer)
        if digest_of(cell.value) == base and not cell.fault:
            found.newer.append(column)
            continue
        if base is not None and digest_of(shown_cell(record, column)) != base:
            found.newer.append(column)
        fault = cell.fault or _spoilt(cell.value, record, column)
        if fault:
            found.refused.append(about(column, fault))
        else:
            found.touched.append((column, cell))
    return found


def about(column: Column, message: Message) -> Message:
    """A message with the field it is about."""
    return say("{field}: {message}", field=title_of(column.pointer) or column.pointer, message=message,
               pointer=column.pointer)  # fmt: skip


def _spoilt(cell: Cell, record: dict[str, Any], column: Column) -> Message | None:
    """Why a cell that differs cannot be what a person meant."""
    if not isinstance(cell, str):
        return None
    shown = shown_cell(record, column)
    if stands_for_more(cell):
        return say("The cell shows only a part of a text or a sign that no cell holds; leave it as it was exported.")
    if _has_lost_letters(canonical(cell), canonical(shown)):
        return say("Letters were lost when the file was saved; save it as .xlsx, or as CSV in UTF-8.")
    if column.kind in {"date", "issue-date"} and (day := swapped_day(cell, record, column)):
        return say("Day and month stand the other way round than in the package; if that is meant, write {day}.",
                   day=day)  # fmt: skip
    return None


def _has_lost_letters(cell: str, shown: str) -> bool:
    """Whether question marks and bare letters stand where Vietnamese letters did."""
    if len(cell) != len(shown):
        return False
    other = [(new, old) for new, old in zip(cell, shown, strict=True) if new != old]
    lost = any(new == "?" and not old.isascii() for new, old in other)
    return lost and all(not old.isascii() and (new == "?" or _bare(new) == _bare(old)) for new, old in other)


def _bare(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].replace("đ", "d").replace("Đ", "D")


def moved_alone(rows: Sequence[tuple[Row, Comparison]]) -> Iterator[tuple[Row, Column]]:
    """Cells of columns that were sorted or shifted without the rest of their rows: they stand in others' rows now."""
    for column in COLUMNS:
        bases: dict[str, set[int]] = defaultdict(set)
        for index, (row, _) in enumerate(rows):
            if base := read_stamp(row.said(BASE)).get(column.pointer):
                bases[base].add(index)
        touched = {
            index: digest_of(cell.value)
            for index, (_, compared) in enumerate(rows)
            for asked, cell in compared.touched
            if asked is column
        }
        if _shifted(touched, bases) >= (_SHIFTED_TEXTS if column.kind in _TEXTS else _SHIFTED_CODES):
            for index in touched:
                yield rows[index][0], column


def _shifted(touched: Mapping[int, str], bases: Mapping[str, set[int]]) -> int:
    """In how many rows the new value was that of one other row only, and is new in no second row."""
    times = Counter(touched.values())
    return sum(
        times[digest] == 1 and len(owners := bases.get(digest, set())) == 1 and index not in owners
        for index, digest in touched.items()
        if digest != _EMPTY
    )


_EMPTY = digest_of(None)
