"""The form that comes along, for an office to change: one text, given out as Markdown or as a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_FORM = Path(__file__).with_name("mau-bao-cao.md")
_FACE = "Arial"
_RULE = re.compile(r"\|[\s:|-]+\|")  # the line between a table's head and its rows
_LINE = 17  # points; programs do not agree on guessing a row's height themselves
_WIDTHS = (6, 58, 12, 14, 14, 58)  # letters


def shipped_form() -> str:
    """The form as Markdown."""
    return _FORM.read_text("utf-8")


def shipped_workbook() -> bytes:
    """The form as XLSX: what is a table there is rows here, headings and sentences stand above them."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Báo cáo"
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    lines = [line.strip() for line in shipped_form().splitlines()]
    told = [line for line in lines if line and not _RULE.fullmatch(line)]
    for number, line in enumerate(told, start=1):
        if line.startswith("|"):
            _row(sheet, number, [cell.strip() for cell in line.strip("|").split("|")])
        else:
            _sentence(sheet, number, line)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(sheet: Any, number: int, cells: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin")
    head = cells[0] == "STT"
    for place, text in enumerate(cells, start=1):
        cell = sheet.cell(number, place, int(text) if place == 1 and text.isdigit() else text or None)
        cell.font = Font(name=_FACE, size=11, bold=head)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if head else None)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        if head:
            cell.fill = PatternFill("solid", fgColor="E3ECF7")
    lines = (-(-len(text) // (width - 1)) for text, width in zip(cells, _WIDTHS, strict=True) if "{{" not in text)
    sheet.row_dimensions[number].height = _LINE * max(1, *lines)


def _sentence(sheet: Any, number: int, line: str) -> None:
    from openpyxl.styles import Alignment, Font

    heading = line.startswith("#")
    text = line.lstrip("# ").replace("`", "")
    sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(_WIDTHS))
    cell = sheet.cell(number, 1, text)
    cell.font = Font(name=_FACE, size=14 if line.startswith("# ") else 11, bold=heading)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[number].height = _LINE * max(1, -(-len(text) // sum(_WIDTHS)))
