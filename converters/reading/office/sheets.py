"""Excel files (.xlsx, .xlsm) to one page a sheet, each a table as it is seen."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from converters.legacy.conversion import Findings
from converters.reading.document import Block, Method, Page
from converters.reading.office.flow import (
    RichCell,
    RichParagraph,
    RichRun,
    RichTable,
    block_of,
    sheet_name,
    table_of,
)
from converters.reading.office.package import declares_types, open_office_package
from converters.reading.paging.read_pages import PagesRead
from converters.reading.problems import EmptyFile, TooLarge, Unsafe, damaged
from validators.problems import say

MAX_CELLS = 300_000
_MAX_SHEET_BYTES = 120_000_000
_BROKEN = (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile, SyntaxError)  # fmt: skip  # noqa: E501


def read_sheets(source: Path) -> PagesRead:
    """Read a workbook: values as last calculated, dates and numbers as a person writes them in Vietnamese.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    _refuse_harm(source)
    findings = Findings()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features of Excel that do not concern text
            book = openpyxl.load_workbook(source, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise damaged(str(error)).at(source) from error
    try:
        filled = [(sheet, blocks) for sheet in book.worksheets if (blocks := _blocks(sheet, findings, source))]
        pages = tuple(
            Page(number, None, None, None, blocks, Method.OFFICE, hidden=sheet.sheet_state != "visible")
            for number, (sheet, blocks) in enumerate(filled, start=1)
        )
    finally:
        book.close()
    if not pages:
        raise EmptyFile(say("The workbook holds no values."), path=source)
    notes = [*findings.notes()]
    if hidden := sum(page.hidden for page in pages):
        notes.append(say("{number} hidden sheets are among the pages.", number=hidden))
    return PagesRead(pages, None, tuple(notes))


def _refuse_harm(source: Path) -> None:
    """Openpyxl parses whatever it is given; entity bombs and swollen sheets are found before."""
    with open_office_package(source) as package:
        for part in package.parts("xl/"):
            if not part.endswith((".xml", ".rels")):
                continue
            data = package.read(part)
            if declares_types(data):
                raise Unsafe(say("The file holds XML that is built to harm ({part}).", part=part), path=source)
            if len(data) > _MAX_SHEET_BYTES:
                raise TooLarge(say("The workbook is too large to read."), path=source)


def _blocks(sheet: Any, findings: Findings, source: Path) -> tuple[Block, ...]:
    cells = list(_cells(sheet, source))
    if not cells:
        return ()
    blocks = [block for piece in _pieces(cells) for block in _piece_blocks(piece, findings)]
    return (*sheet_name(str(sheet.title), alone=_is_alone(sheet)), *blocks) if blocks else ()


def _pieces(cells: Sequence[RichCell]) -> Iterator[list[RichCell]]:
    """Runs of rows that an empty row parts: head, title, table and signature of a sheet that is set as a paper.

    Rows of the same columns are one table, though a maker left a row empty.
    """
    pieces: list[list[RichCell]] = []
    bottom = 0
    for cell in cells:
        if not pieces or cell.row > bottom + 1:
            pieces.append([])
        pieces[-1].append(cell)
        bottom = max(bottom, cell.row + cell.row_span - 1)
    piece: list[RichCell] = []
    for run in pieces:
        titled = sum(cell.row == run[0].row for cell in run) == 1
        if piece and (titled or len(_columns(run)) == 1 or not _columns(run) <= _columns(piece)):
            yield piece
            piece = []
        piece = [*piece, *run]
    yield piece


def _columns(cells: Iterable[RichCell]) -> set[int]:
    """The columns that the fullest of some rows fills."""
    rows: dict[int, set[int]] = {}
    for cell in cells:
        rows.setdefault(cell.row, set()).add(cell.column)
    return max(rows.values(), key=len)


def _piece_blocks(cells: Sequence[RichCell], findings: Findings) -> Iterator[Block]:
    """Rows as a table; as paragraphs where each has one cell."""
    if len(_columns(cells)) == 1:
        found = (block_of(paragraph, findings) for cell in cells for paragraph in cell.paragraphs)
        yield from (block for block in found if block is not None)
        return
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    moved = tuple(
        RichCell(cell.row - top, cell.column - left, cell.paragraphs, cell.row_span, cell.column_span) for cell in cells
    )
    table = table_of(RichTable(moved), findings)
    if table is not None:
        yield table


def _is_alone(sheet: Any) -> bool:
    shown = [other for other in sheet.parent.worksheets if other.sheet_state == "visible"]
    return len(shown) == 1


def _cells(sheet: Any, source: Path) -> Iterator[RichCell]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    # Those the file holds: to go through rows makes every cell up to the last row and column, a million rows of them.
    written = [cell for _, cell in sorted(sheet._cells.items()) if cell.value is not None]
    if len(written) > MAX_CELLS:
        raise TooLarge(say("The workbook has more than {number} filled cells.", number=MAX_CELLS), path=source)
    for cell in written:
        area = spans.get((cell.row, cell.column))
        sizes = (1, 1) if area is None else (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        run = RichRun(as_printed(cell.value, cell.number_format), cell.font.name, bool(cell.font.b))
        yield RichCell(cell.row, cell.column, (RichParagraph((run,)),), *sizes)


_GROUPED = re.compile(r"#,##0(?:\.(?P<places>0{1,6}))?(?![.0#])(?:[\\\\ ]{0,2}\"(?P<unit>[^\"]{1,12})\")?")
_PERCENT = re.compile(r"0(?:\.(?P<places>0{1,4}))?%")
_VIETNAMESE = str.maketrans(",.", ".,")


def as_printed(value: object, number_format: str = "General") -> str:
    """A cell's value as it stands on paper: dates day first, numbers without a machine's tails.

    Args:
        value: As openpyxl gives it.
        number_format: Of the cell; thousands are grouped, and hundredths called percent, where it says so.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        percent, grouped = _PERCENT.fullmatch(number_format), _GROUPED.search(number_format)
        if percent is not None:
            return f"{100 * value:.{len(percent['places'] or '')}f}%".translate(_VIETNAMESE)
        if grouped is not None:
            number = f"{value:,.{len(grouped['places'] or '')}f}".translate(_VIETNAMESE)
            return f"{number} {(grouped['unit'] or '').strip()}".rstrip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        day = value.strftime("%d/%m/%Y")
        return day if value.time() == dt.time() else f"{day} {value:%H:%M}"
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float | Decimal):
        return str(int(value)) if value == int(value) else f"{value:.10g}"
    return str(value)
