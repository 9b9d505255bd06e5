"""Sheets made vast by a few signs: refused with a sentence or read, and neither takes longer than a sheet does."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from converters.reading.office.pictures import PictureReader
from converters.reading.office.sheets import read_sheets
from pbgdpl_cli.sheets.other_formats import workbook_of_ods
from pbgdpl_cli.sheets.returned import ReturnedSheet, WrongSheet
from pbgdpl_cli.sheets.workbook import KEYS
from tests.each import each

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_CELL = '<table:table-cell office:value-type="string" {}><text:p>{}</text:p></table:table-cell>'


def ods(path: Path, rows: str) -> Path:
    """A sheet with the hidden row of ours and some other rows."""
    heads = "".join(_CELL.format("", key) for key in KEYS)
    names = " ".join(f'xmlns:{name}="{place}"' for name, place in _NAMES.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f'<office:document {names}><table:table table:name="S"><table:table-row>{heads}</table:table-row>{rows}'
            "</table:table></office:document>",
        )
    return path


def xlsx(path: Path, change: Callable[[str], str]) -> Path:
    """A workbook with the hidden row of ours, its sheet changed as text."""
    book = Workbook()
    book.worksheets[0].append(list(KEYS))
    book.save(path.with_suffix(".whole"))
    with zipfile.ZipFile(path.with_suffix(".whole")) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/"):
                data = change(data.decode()).encode()
            target.writestr(name, data)
    return path


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


@each("rows", [
    row(_CELL.format('table:number-rows-spanned="999999" table:number-columns-spanned="999"', "x")),
    row(_CELL.format('table:number-columns-spanned="2" table:number-columns-repeated="1000"', "x"), repeated=1000),
    row(_CELL.format('table:number-columns-repeated="1000"', "x"), repeated=1000) * 6,
])  # fmt: skip
def test_vast_tables_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(WrongSheet):
        ReturnedSheet(ods(tmp_path / "s.ods", rows))


def test_what_is_empty_is_not_repeated(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16000"/>'
    book = workbook_of_ods(ods(tmp_path / "s.ods", row(_CELL.format("", "x"), blank) + row(blank, repeated=1_000_000)))
    assert (book.worksheets[0].max_row, book.worksheets[0].max_column) == (2, len(KEYS))


def test_spaces_are_not_taken_by_their_number(tmp_path: Path) -> None:
    cell = _CELL.format("", 'a<text:s text:c="999999999999"/>b')
    value = workbook_of_ods(ods(tmp_path / "s.ods", row(cell))).worksheets[0].cell(2, 1).value
    assert isinstance(value, str)
    assert (value[0], value[-1], len(value) < 2000) == ("a", "b", True)


@each("area", [
    '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    "<mergeCells count='1'><mergeCell ref='B2:ZZ900000'/></mergeCells>",
    '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
])  # fmt: skip
def test_vast_areas_are_refused_before_they_are_visited(tmp_path: Path, area: str) -> None:
    made = xlsx(tmp_path / "s.xlsx", lambda sheet: sheet.replace("</sheetData>", f"</sheetData>{area}"))
    with pytest.raises(WrongSheet):
        ReturnedSheet(made)


def test_a_stray_cell_far_to_the_right_is_told(tmp_path: Path) -> None:
    stray = '<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet = ReturnedSheet(xlsx(tmp_path / "s.xlsx", lambda text: text.replace("</sheetData>", f"{stray}</sheetData>")))
    assert any("500" in str(note) for note in sheet.notes)
    assert list(sheet.rows()) == []


@each("place", ["A1048576", "SF1048576"])
def test_a_stray_cell_at_the_end_of_a_sheet_makes_no_million_rows(tmp_path: Path, place: str) -> None:
    stray = f'<row r="1048576"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'
    made = xlsx(tmp_path / "s.xlsx", lambda text: text.replace("</sheetData>", f"{stray}</sheetData>"))
    tracemalloc.start()
    try:
        sheet, pages = ReturnedSheet(made), read_sheets(made, PictureReader(None)).pages
        assert list(sheet.rows()) == []
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert any("100000" in str(note) for note in sheet.notes)
    assert "x" in str(pages)
    assert peak < 20 << 20  # bytes; a million empty rows of one column take a hundred and fifty times as much
