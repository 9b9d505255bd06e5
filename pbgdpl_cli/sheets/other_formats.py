"""Sheets that came back in another format, as the workbook they would have been: CSV of any encoding, and ODS."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from validators.language.unicode_hygiene import normalized
from validators.sharing.sheet_columns import Cell

_DELIMITERS = (";", ",", "\t", "|")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SAYING = frozenset(
    {f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"}
)  # attributes of cells that say something without words
_LARGEST_ODS = 256 << 20  # bytes of its content unpacked; a hundred thousand rows have a quarter of it
_MOST_REPEATED = 1000  # rows or cells that say the same and are written once with their number
_MOST_CELLS = 5_000_000  # cells of a file, filled or merged: a hundred thousand rows with all columns; 1 GB of memory
_MOST_AREAS = 2000  # merged areas of a file; each is held against all others
_MOST_SPACES = 1000  # written as their number
_AREA = re.compile(
    rb"""<(?:\w{1,20}:)?(?:mergeCell|hyperlink)\s[^<>]{0,500}?\bref=["']
    ([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""", re.VERBOSE
)  # fmt: skip
_LARGEST_XLSX = 256 << 20  # bytes of one of its sheets unpacked; a hundred thousand rows have a half of it


def refuse_vast_areas(path: Path) -> None:
    """Look through an XLSX before the library does, which visits every cell of an area, a whole sheet of them too.

    Raises:
        ValueError: Its sheets are larger than any of ours, or merge more cells than those have.
    """
    cells = 0
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.file_size > _LARGEST_XLSX and info.filename.endswith(".xml"):
                raise ValueError(info.filename)
            if info.filename.startswith("xl/worksheets/"):
                cells += sum(map(_cells_of, _AREA.finditer(archive.read(info))))
    if cells > _MOST_CELLS:
        raise ValueError("merged cells")


def _cells_of(area: re.Match[bytes]) -> int:
    left, right = (column_index_from_string(area[place].decode()) for place in (1, 3))
    return (abs(right - left) + 1) * (abs(int(area[4]) - int(area[2])) + 1)


def workbook_of_csv(path: Path, key: str) -> Workbook:
    """A CSV file as a workbook of one sheet.

    Args:
        path: The file.
        key: What one of its first cells says; by it the delimiter is known.
    """
    text = decoded(path.read_bytes()).removeprefix("\ufeff")
    readings = ([*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)] for delimiter in _DELIMITERS)
    rows = next((rows for rows in readings if any(key in row for row in rows[:5])), [])
    book = _empty_book()
    _fill(book, path.stem, ((number, enumerate(row, start=1)) for number, row in enumerate(rows, start=1)))
    return book


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with or without a mark, else the code page of Vietnamese Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[:4096].count(0):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return normalized("NFC", data.decode("cp1258", "replace"))  # it writes tones after their vowels


def workbook_of_ods(path: Path) -> Workbook:
    """An ODS file as a workbook: values and days as they are, formulas as formulas, merged cells merged.

    Raises:
        ValueError: It declares entities, or is larger than any sheet of ours.
    """
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo("content.xml").file_size > _LARGEST_ODS:
            raise ValueError("content.xml")
        content = archive.read("content.xml")
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise ValueError("entities")
    book = _empty_book()
    for table in ET.fromstring(content).iter(f"{_TABLE}table"):  # noqa: S314  (entities are refused above)
        if _size(table) > _MOST_CELLS:
            raise ValueError("cells")
        _fill(book, table.get(f"{_TABLE}name", ""), _rows_of(table))
        _merge(book, table)
    return book


def _size(table: ET.Element) -> int:
    """How many cells a table has that say something or are merged, those repeated as often as they are."""
    return sum(
        _repeated(row, "rows")
        * sum(_repeated(cell, "columns") * _weight(cell) for cell in row.iter(f"{_TABLE}table-cell"))
        for row in table.iter(f"{_TABLE}table-row")
    )


def _weight(cell: ET.Element) -> int:
    rows, columns = _spans(cell)
    return max(rows * columns, _MOST_CELLS // _MOST_AREAS) if rows * columns > 1 else 1


def _spans(cell: ET.Element) -> tuple[int, int]:
    rows, columns = (int(cell.get(f"{_TABLE}number-{kind}-spanned", "1")) for kind in ("rows", "columns"))
    return rows, columns


def _repeated(element: ET.Element, kind: str) -> int:
    """How often a row or cell is taken."""
    repeated = int(element.get(f"{_TABLE}number-{kind}-repeated", "1"))
    return 0 if repeated > 1 and _is_blank(element) else min(repeated, _MOST_REPEATED)


def _rows_of(table: ET.Element) -> Iterator[tuple[int, Iterator[tuple[int, Cell]]]]:
    for number, row in _numbered(table, "table-row"):
        yield number, ((place, _value(cell)) for place, cell in _numbered(row, "table-cell", "covered-table-cell"))


def _numbered(above: ET.Element, *names: str) -> Iterator[tuple[int, ET.Element]]:
    """Rows or cells with their number, those repeated as often as they are."""
    number = 1
    for element in above.iter():
        name = element.tag.removeprefix(_TABLE)
        if name not in names:
            continue
        kind = "rows" if name == "table-row" else "columns"
        for index in range(_repeated(element, kind)):
            yield number + index, element
        number += int(element.get(f"{_TABLE}number-{kind}-repeated", "1"))


def _is_blank(above: ET.Element) -> bool:
    """Whether a row or cell says nothing. Rows end with sixteen thousand such cells, sheets with a million of those."""
    return all(element.tag != f"{_TEXT}p" and _SAYING.isdisjoint(element.keys()) for element in above.iter())


def _value(cell: ET.Element) -> Cell:
    if formula := cell.get(f"{_TABLE}formula"):
        return formula.partition(":")[2] or formula
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        return dt.date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
    if kind in {"float", "percentage", "currency"}:
        value = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(value) if value.is_integer() else value
    lines = ["".join(_signs(line)) for line in cell.findall(f"{_TEXT}p")]
    return "\n".join(lines) or None


def _signs(line: ET.Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        name = part.tag.removeprefix(_TEXT)
        if name == "s":
            yield " " * min(int(part.get(f"{_TEXT}c", "1")), _MOST_SPACES)
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif part.tag.startswith(_TEXT):
            yield from _signs(part)
        yield part.tail or ""


def _merge(book: Workbook, table: ET.Element) -> None:
    sheet = book.worksheets[-1]
    for number, row in _numbered(table, "table-row"):
        for place, cell in _numbered(row, "table-cell", "covered-table-cell"):
            rows, columns = _spans(cell)
            if rows * columns > 1:
                sheet.merge_cells(None, number, place, number + rows - 1, place + columns - 1)


def _empty_book() -> Workbook:
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def _fill(book: Workbook, title: str, rows: Iterator[tuple[int, Iterator[tuple[int, Cell]]]]) -> None:
    sheet = book.create_sheet()
    sheet.title = "".join(sign for sign in title if sign not in "\\/?*[]:")[:31] or "1"
    for number, cells in rows:
        for place, value in cells:
            if value not in {None, ""}:
                cell = sheet.cell(number, place)
                cell.value = _bare(value)
                if isinstance(value, str):
                    cell.data_type = "f" if value.startswith("=") else "s"


def _bare(value: Cell) -> Cell:
    """Without signs a workbook cannot hold: only a damaged file has them."""
    return (
        "".join(sign if sign >= " " or sign in "\t\n" else "\ufffd" for sign in value)
        if isinstance(value, str)
        else value
    )


def names_in(path: Path) -> Sequence[str]:
    """The files of an office file, which is a zip; none where it is not."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return ()
