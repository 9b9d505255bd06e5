"""Sheets that came back in another format, as the workbook they would have been: CSV of any encoding, and ODS."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl import Workbook

from validators.sharing.sheet_columns import Cell

_DELIMITERS = (";", ",", "\t", "|")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LARGEST_ODS = 256 << 20  # bytes of its content unpacked; a hundred thousand rows have a quarter of it
_MOST_REPEATED = 1000  # empty cells and rows are written once with their number; sheets end with a million of them


def workbook_of_csv(path: Path, key: str) -> Workbook:
    """A CSV file as a workbook of one sheet.

    Args:
        path: The file.
        key: What one of its first cells says; by it the delimiter is known.
    """
    text = _decoded(path.read_bytes()).removeprefix("\ufeff")
    readings = ([*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)] for delimiter in _DELIMITERS)
    rows = next((rows for rows in readings if any(key in row for row in rows[:5])), [])
    book = _empty_book()
    _fill(book, path.stem, ((number, enumerate(row, start=1)) for number, row in enumerate(rows, start=1)))
    return book


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with or without a mark, else the code page of Vietnamese Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[:4096].count(0):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))  # it writes tones after their vowels


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
        _fill(book, table.get(f"{_TABLE}name", ""), _rows_of(table))
        _merge(book, table)
    return book


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
        repeated = int(element.get(f"{_TABLE}number-{kind}-repeated", "1"))
        for index in range(min(repeated, _MOST_REPEATED)):
            yield number + index, element
        number += repeated


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
            yield " " * int(part.get(f"{_TEXT}c", "1"))
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif part.tag.startswith(_TEXT):
            yield from _signs(part)
        yield part.tail or ""


def _merge(book: Workbook, table: ET.Element) -> None:
    sheet = book.worksheets[-1]
    for number, row in _numbered(table, "table-row"):
        for place, cell in _numbered(row, "table-cell", "covered-table-cell"):
            rows = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
            columns = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
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
