"""A sheet that came back: whatever the office program made of its order, columns, format and name.

Columns are known by the pointers of the hidden row, or by their headings where that row is gone, wherever the two
stand. Every sheet of the file that has them counts, so that a copied sheet is seen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from pbgdpl_cli.sheets.layout import BASE, MESSAGES, STATUS, Layout, bare_heading
from pbgdpl_cli.sheets.other_formats import names_in, refuse_vast_areas, workbook_of_csv, workbook_of_ods
from pbgdpl_cli.sheets.workbook import METADATA, save
from validators.problems import Message, UnreadableInput, say
from validators.sharing.sheet_columns import Cell, canonical

_COLOURS = {"ok": "E2F3E4", "unchanged": "F4F4F4", "error": "FBE0DE", "conflict": "FFF1CC"}
_FULL_CELL = 32_767  # signs; Excel cuts off what is more, without a word
_MOST_ROWS = 100_000
_MOST_COLUMNS = 500  # ten times those of the export
_WE_WOULD_LOSE = re.compile(
    r"""xl/(drawings/drawing|charts|media|pivot|externalLinks|ctrlProps|slicers|timelines
         |embeddings|diagrams|vbaProject|threadedComments)""", re.VERBOSE
)  # fmt: skip
_ERROR_VALUE = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}|#{3,}")
_SCIENTIFIC = re.compile(r"-?\d([.,]\d+)?E[+-]\d+", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg"
_DAY_MADE_OF_TEXT = re.compile(rf"\d{{1,4}}[- ]({_MONTHS})|({_MONTHS})[- ]\d{{1,4}}", re.IGNORECASE)
_UTF8_AS_WESTERN = re.compile(r"á[º»]|Ã[\x80-¿]|Ä[‘\x91\x90]|â€|\ufffd")


class WrongSheet(UnreadableInput):
    """The sheet is not one of ours, or cannot be read."""

    code = "wrong-sheet"


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as read, its name on the sheet ("D5"), and why it cannot be taken for what a person wrote."""

    value: Cell
    place: str
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its sheet, its number there, and its cells by pointer."""

    sheet: str
    number: int
    cells: Mapping[str, ReadCell]

    def said(self, key: str) -> str:
        """What a cell says, as text."""
        cell = self.cells.get(key)
        return str(cell.value).strip() if cell and cell.value is not None else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with its cells, the columns that are ours, by pointer, and the rows that head them."""

    sheet: Any
    cells: Mapping[int, Mapping[int, Any]]
    keys: Mapping[str, int]
    heads: frozenset[int]
    twice: frozenset[str]
    merged: Mapping[tuple[int, int], str]


class ReturnedSheet:
    """The file as it came back.

    Args:
        path: Where it is.
        layout: The columns it left with.

    Attributes:
        path: Where it is.
        notes: What is on it and was not taken over.
    """

    def __init__(self, path: Path, layout: Layout = METADATA) -> None:
        self.path = path
        self._layout = layout
        if path.is_dir():
            raise WrongSheet(
                say("A folder is no sheet."),
                hint=say("Name the sheet first, then the packages."),
                path=path,
            )
        self._names = names_in(path)
        try:
            self._book = self._opened()
            self._tables = [table for sheet in self._book.worksheets if (table := _table_of(sheet, layout))]
        except OSError:
            raise
        except Exception as error:  # whatever damaged files make the library stumble over
            raise self._not_ours() from error
        if not self._tables:
            raise self._not_ours()
        self.notes = tuple(note for table in self._tables for note in _notes_of(table, layout))

    def _opened(self) -> Workbook:
        if "xl/workbook.xml" in self._names:
            refuse_vast_areas(self.path)
            with self.path.open("rb") as stream:  # given a path, the library leaves a broken file open
                return load_workbook(stream)
        if "content.xml" in self._names:
            return workbook_of_ods(self.path)
        with self.path.open("rb") as stream:
            begins = stream.read(4)
        if self._names or begins in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
            raise self._not_ours()
        return workbook_of_csv(self.path, self._layout.identifier)

    @property
    def may_be_written_over(self) -> bool:
        """Whether the file can take its own status and lose nothing: an XLSX without pictures, macros and such."""
        return self.path.suffix.lower() == ".xlsx" and "xl/workbook.xml" in self._names and not any(
            _WE_WOULD_LOSE.match(name) for name in self._names
        )  # fmt: skip

    def rows(self) -> Iterator[Row]:
        """The rows that say anything, in their order."""
        for table in self._tables:
            for number in table.cells:
                if number not in table.heads and (row := self._row(table, number)):
                    yield row

    def _row(self, table: _Table, number: int) -> Row | None:
        cells = {key: self._cell(table, number, place) for key, place in table.keys.items()}
        said = any(cell.value not in {None, ""} for key, cell in cells.items() if key not in self._layout.told)
        if number < max(table.heads) and (BASE not in cells or not cells[BASE].value):
            return None  # a title somebody wrote above the table
        for key in table.twice & cells.keys():
            fault = say("This column stands on the sheet twice; delete one of the two.")
            cells[key] = ReadCell(cells[key].value, cells[key].place, fault)
        return Row(table.sheet.title, number, cells) if said else None

    def _cell(self, table: _Table, number: int, place: int) -> ReadCell:
        cell, name = table.cells[number].get(place), f"{get_column_letter(place)}{number}"
        value = _plain(cell.value if cell else None, days_later=self._book.epoch.year == 1904)
        if area := table.merged.get((number, place)):
            return ReadCell(value, name, say("The cell is merged with others ({area}); unmerge them.", area=area))
        return ReadCell(value, name, _fault(value, str(cell.data_type) if cell else ""))

    def mark(self, row: Row, state: str, status: str, messages: Sequence[str], stamp: str | None) -> None:
        """Write status, messages and, where the package was changed, the new stamp of a row."""
        table = next(table for table in self._tables if table.sheet.title == row.sheet)
        colour = PatternFill("solid", fgColor=_COLOURS[state])
        for key, words in ((STATUS, status), (MESSAGES, "\n".join(messages)), (BASE, stamp)):
            if key in table.keys and words is not None and (row.number, table.keys[key]) not in table.merged:
                cell = table.sheet.cell(row.number, table.keys[key], words)
                cell.data_type = "s"
                if key != BASE:
                    cell.fill = colour
                    cell.alignment = Alignment(wrap_text=True, vertical="top")

    def save(self, target: Path) -> None:
        """Write the workbook with what was marked."""
        save(self._book, target)

    def _not_ours(self) -> WrongSheet:
        return WrongSheet(
            say("This is not a sheet that “{line}” made.", line=self._layout.maker),
            hint=say("Keep the hidden first row, and save as .xlsx without a password, as .ods, or as CSV in UTF-8."),
            path=self.path,
        )


def _table_of(sheet: Any, layout: Layout) -> _Table | None:
    pointers: tuple[int, dict[str, int]] | None = None
    heads: set[int] = set()
    by_heading: dict[str, int] = {}
    by_name = layout.by_heading
    twice: frozenset[str] = frozenset()
    cells = _written(sheet)
    for number, row in cells.items():
        values = [cell.value for cell in row.values()]
        if layout.identifier in values and pointers is None:
            pointers = number, _places(row, {key: key for key in layout.keys})
            twice = frozenset(str(value) for value in values if value in layout.keys and values.count(value) > 1)
        elif len(found := _places(row, by_name)) >= _ENOUGH_HEADINGS and layout.identifier in found:
            by_heading = by_heading or found
        else:
            continue
        heads.add(number)
    keys = dict(pointers[1]) if pointers else {}
    for key, place in by_heading.items():  # a pointer somebody cleared is made good by its heading
        if key not in keys and place not in keys.values():
            keys[key] = place
    return _Table(sheet, cells, keys, frozenset(heads), twice, _merged(sheet)) if keys else None


def _written(sheet: Any) -> dict[int, dict[int, Any]]:
    """The cells that say anything by row and column, as far as sheets are read.

    Those the file holds: to ask the library for rows, or for a cell that is not there, makes every cell up to the last
    row and column, and one stray cell at the end of a sheet is a million rows away.
    """
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None and row <= _MOST_ROWS and column <= _MOST_COLUMNS:
            rows.setdefault(row, {})[column] = cell
    return rows


_ENOUGH_HEADINGS = 3  # of one row: a title may be the same as one of them


def _places(row: Mapping[int, Any], keys: Mapping[str, str]) -> dict[str, int]:
    named = ((bare_heading(canonical(str(cell.value))), place) for place, cell in row.items() if cell.value)
    places: dict[str, int] = {}
    for name, place in named:
        if name in keys:
            places.setdefault(keys[name], place)
    return places


def _notes_of(table: _Table, layout: Layout) -> Iterator[Message]:
    """Columns that are not ours and say something: what stands there goes nowhere."""
    sheet, title = table.sheet, table.sheet.title
    told = ((number, place) for number, row in table.cells.items() for place, cell in row.items() if cell.value != "")
    first = table.cells.get(1, {})
    ours = {*table.keys.values(), *(place for place, cell in first.items() if cell.value in layout.keys)}
    for place in sorted({place for number, place in told if number not in table.heads} - ours):
        yield say("Sheet “{sheet}”: column {letter} is not one of the export; nothing of it was taken over.",
                  sheet=title, letter=get_column_letter(place))  # fmt: skip
    if sheet.max_row > _MOST_ROWS:
        yield say("Sheet “{sheet}”: only the first {count} rows were read.", sheet=title, count=_MOST_ROWS)
    if sheet.max_column > _MOST_COLUMNS:
        yield say("Sheet “{sheet}”: only the first {count} columns were read.", sheet=title, count=_MOST_COLUMNS)
    missing = [bare_heading(heading) for key, heading in layout.columns.items() if key not in table.keys]
    if missing:
        yield say("Sheet “{sheet}”: these columns are gone, and stay as they are in the packages: {names}.",
                  sheet=title, names=", ".join(missing))  # fmt: skip


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """The area of every cell that is merged with others."""
    return {
        (row, column): area.coord
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1)
    }


def _plain(value: Any, *, days_later: bool) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value).lower()
    if isinstance(value, int | float):
        whole = int(value) if float(value).is_integer() else value
        return whole + 1462 if days_later else whole  # days between the two calendars of spreadsheets
    return value if isinstance(value, dt.date) else str(value)


def _fault(value: Cell, data_type: str) -> Message | None:
    if data_type == "f":
        return say("The cell holds a formula; copy it and paste it as a value.")
    if data_type == "e" or (isinstance(value, str) and _ERROR_VALUE.fullmatch(value.strip())):
        return say("The cell holds the error “{value}”; write what is meant.", value=value)
    if not isinstance(value, str):
        return None
    if len(value) == _FULL_CELL:
        return say("The cell is full ({count} characters), and what did not fit was cut off; make the text shorter.",
                   count=_FULL_CELL)  # fmt: skip
    if _SCIENTIFIC.fullmatch(value.strip()) or _DAY_MADE_OF_TEXT.fullmatch(value.strip()):
        return say("The program made “{value}” of what was written; format the cell as text and write it again.",
                   value=value)  # fmt: skip
    if _UTF8_AS_WESTERN.search(value):
        return say("The letters were spoilt by opening or saving the file in another encoding; "
                   "take the sheet as it was exported, and save it as .xlsx.")  # fmt: skip
    return None
