"""Excel files (.xlsx, .xlsm) to one page a sheet, each a table as it is seen."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page
from converters.reading.office.charts import drawn_over
from converters.reading.office.flow import (
    RichCell,
    RichParagraph,
    RichRun,
    RichTable,
    block_of,
    lines_of_text,
    sheet_name,
    table_of,
)
from converters.reading.office.package import OfficePackage, declares_types, open_office_package, transitional
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.paging.read_pages import PagesRead
from converters.reading.problems import EmptyFile, TooLarge, Unsafe, damaged
from validators.problems import Message, say

MAX_CELLS = 300_000
_MAX_SHEET_BYTES = 120_000_000
_WORKBOOK = "xl/workbook.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FIELD = re.compile(r"(?:Page|Trang)?\s{0,3}&(?:\[\w{1,12}\]|[A-Z])(?:\s{0,3}(?:of|/|trên)\s{0,3}(?=&))?")
_BROKEN = (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile, SyntaxError)  # fmt: skip  # noqa: E501


def read_sheets(source: Path, pictures: PictureReader) -> PagesRead:
    """Read a workbook: values as last calculated, dates and numbers as a person writes them in Vietnamese.

    Args:
        source: The file.
        pictures: Reads text in pictures by OCR, or leaves them be.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    findings = Findings()
    with open_office_package(source) as package:
        _refuse_harm(package, source)
        book = _workbook(package, source)
        try:
            over = _drawn(package, findings, pictures)
            filled = [(sheet, blocks) for sheet in book._sheets if (blocks := _blocks(sheet, over, findings, source))]
            remarks = sum(cell.comment is not None for sheet in book.worksheets for cell in sheet._cells.values())
        except _BROKEN as error:
            raise damaged(str(error)).at(source) from error
        finally:
            book.close()
    pages = tuple(
        Page(number, None, None, None, blocks, Method.OFFICE, hidden=sheet.sheet_state != "visible")
        for number, (sheet, blocks) in enumerate(filled, start=1)
    )
    if not pages:
        raise EmptyFile(say("The workbook holds no values."), path=source)
    notes = (*findings.notes(), *pictures.notes(), *_notes(pages, remarks), *package.unread_notes())
    return PagesRead(pages, None, notes)


def _notes(pages: Sequence[Page], remarks: int) -> Iterator[Message]:
    if hidden := sum(page.hidden for page in pages):
        yield say("{number} hidden sheets are among the pages.", number=hidden)
    if remarks:
        yield say("{number} comments in the margin were left out.", number=remarks)


def _refuse_harm(package: OfficePackage, source: Path) -> None:
    """Openpyxl parses whatever it is given; entity bombs and swollen sheets are found before."""
    for part in package.parts("xl/"):
        if not part.endswith((".xml", ".rels")):
            continue
        data = package.read(part)
        if declares_types(data):
            raise Unsafe(say("The file holds XML that is built to harm ({part}).", part=part), path=source)
        if len(data) > _MAX_SHEET_BYTES:
            raise TooLarge(say("The workbook is too large to read."), path=source)


def _workbook(package: OfficePackage, source: Path) -> Any:
    """As openpyxl has it, which knows no Strict files: it is given those with the names everybody else uses."""
    try:
        is_strict = transitional(data := package.read(_WORKBOOK)) != data if package.has(_WORKBOOK) else False
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features of Excel that do not concern text
            book = _renamed(package) if is_strict else source
            return openpyxl.load_workbook(book, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise damaged(str(error)).at(source) from error


def _renamed(package: OfficePackage) -> io.BytesIO:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for part in package.parts(""):
            data = package.read(part)
            archive.writestr(part, transitional(data) if part.endswith((".xml", ".rels")) else data)
    copy.seek(0)
    return copy


def _drawn(package: OfficePackage, findings: Findings, pictures: PictureReader) -> dict[str, list[Block]]:
    """What lies over each sheet, by the sheet's name."""
    if not package.has(_WORKBOOK):
        return {}
    relations = package.relations(_WORKBOOK)
    found: dict[str, list[Block]] = {}
    for sheet in package.xml(_WORKBOOK).iter(f"{_S}sheet"):
        relation = relations.get(sheet.get(f"{_R}id", ""))
        items = () if relation is None else drawn_over(package, relation.target)
        found[sheet.get("name", "")] = [block for item in items for block in _over(item, findings, pictures)]
    return found


def _over(item: RichParagraph | RichTable | Picture, findings: Findings, pictures: PictureReader) -> list[Block]:
    if isinstance(item, Picture):
        return pictures.blocks(item)
    block = table_of(item, findings) if isinstance(item, RichTable) else block_of(item, findings)
    return [] if block is None else [block]


def _blocks(sheet: Any, over: Mapping[str, list[Block]], findings: Findings, source: Path) -> tuple[Block, ...]:
    cells = list(_cells(sheet, source)) if isinstance(sheet, Worksheet) else []
    blocks = [block for piece in _pieces(cells) for block in _piece_blocks(piece, findings)]
    blocks += over.get(str(sheet.title), ())
    if not any(block.lines for block in blocks):
        return ()
    return (*sheet_name(str(sheet.title), alone=_is_alone(sheet)), *blocks, *_edges(sheet))


def _edges(sheet: Any) -> Iterator[Block]:
    """Running head and foot of the printed sheet, without the fields Excel fills in ("&P", "Page &[Page]")."""
    for name, kind in (("oddHeader", BlockKind.HEADER), ("oddFooter", BlockKind.FOOTER)):
        parts = getattr(sheet, name, None)
        for part in () if parts is None else (parts.left, parts.center, parts.right):
            if text := part.text and _FIELD.sub("", part.text).strip():
                yield Block(kind, lines_of_text(text))


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
    if piece:
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
