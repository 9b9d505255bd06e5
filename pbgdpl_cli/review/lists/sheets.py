"""A list of open places as XLSX and as CSV: row by row onto the disk, for a book may have a hundred thousand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pbgdpl_cli.review.lists.columns import ANSWER, COLUMNS, LAYOUT, NO_CITATION, NOTHING, RIGHT, SAYS, TOLD, cells_of
from pbgdpl_cli.review.lists.places import ListedPlace
from pbgdpl_cli.sheets.layout import MESSAGES, STATUS
from pbgdpl_cli.sheets.workbook import save
from validators.packages.durable import replacing

FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
"""What begins a formula for a spreadsheet that opens a CSV; an apostrophe before it makes text of it."""
_FACE = "Arial"  # on every office PC, with every Vietnamese letter
_WIDTHS = {
    "title": 30, "page": 7, "kind": 16, "why": 34, "around": 46, "reads": 24, "others": 20, "answer": 26, "again": 20,
    "says": 20, STATUS: 16, MESSAGES: 44,
}  # fmt: skip
_TEXT, _HEAD, _TO_FILL, _NUMBER = "pbgdpl-text", "pbgdpl-head", "pbgdpl-fill", "pbgdpl-number"
_FILLED_IN = (ANSWER, "again", SAYS)
_LINE, _MOST_LINES = 15.0, 6  # points of a line; lines of a row at most
_FEWEST_CHOICES = 1000  # rows that have the drop-down, if there are fewer places


def write_xlsx(path: Path, places: Iterable[ListedPlace]) -> int:
    """Write a list as a workbook.

    Args:
        path: The file.
        places: In the order of its rows.

    Returns:
        How many rows it has.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Cần người xem")
    styles = _Styles(book, sheet)
    _dress(sheet)
    sheet.append([styles.cell(key, _TEXT) for key in LAYOUT.keys])
    sheet.append([styles.cell(heading, _HEAD) for heading in {**COLUMNS, **TOLD}.values()])
    count, choices = 0, {RIGHT: None, NOTHING: None}
    for place in places:
        count += 1
        if place.is_citation:
            choices[NO_CITATION] = None
        cells = cells_of(place)
        sheet.row_dimensions[count + 2].height = _height(cells)
        sheet.append(list(_row(styles, cells)))
        del sheet.row_dimensions[count + 2]  # it is on the disk, and a hundred thousand of them would stay
    _offer(sheet, max(count, _FEWEST_CHOICES) + 2, choices)
    save(book, path)
    return count


def write_csv(path: Path, places: Iterable[ListedPlace]) -> int:
    """Write a list as CSV: with a byte-order mark and semicolons, as Excel expects it where a comma parts decimals.

    Returns:
        How many rows it has.
    """
    count = 0
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
        rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
        rows.writerow(LAYOUT.keys)
        rows.writerow({**COLUMNS, **TOLD}.values())
        for place in places:
            count += 1
            cells = cells_of(place)
            rows.writerow([_no_formula(cells.get(key)) for key in LAYOUT.keys])
        text.detach()
    return count


def _no_formula(value: str | int | None) -> str | int:
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return "" if value is None else value


def _styles() -> Iterator[NamedStyle]:
    thin = Side(style="thin", color="C9C4B8")
    lines = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped = Alignment(wrap_text=True, vertical="top")
    plain, bold = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
    yield NamedStyle(_TEXT, font=plain, alignment=wrapped, border=lines, number_format="@")
    yield NamedStyle(_NUMBER, font=plain, alignment=wrapped, border=lines)
    head = PatternFill("solid", fgColor="E3ECF7")
    yield NamedStyle(_HEAD, font=bold, alignment=Alignment(wrap_text=True, vertical="center"), border=lines, fill=head)
    fill = PatternFill("solid", fgColor="FFF8DC")
    yield NamedStyle(_TO_FILL, font=plain, alignment=wrapped, border=lines, fill=fill, number_format="@")


def _height(cells: Mapping[str, str | int | None]) -> float:
    """Points for a row's longest cell; programs do not agree on guessing it themselves."""
    lines = (-(-len(str(value)) // _WIDTHS[key]) for key, value in cells.items() if value and key in _WIDTHS)
    return min(max(lines, default=1), _MOST_LINES) * _LINE


class _Styles:
    """Cells that share what they look like: giving each a style by its name takes most of the time of a long list."""

    def __init__(self, book: Workbook, sheet: Any) -> None:
        self._sheet = sheet
        self._looks = {}
        for style in _styles():
            book.add_named_style(style)
            model: Any = WriteOnlyCell(sheet)
            model.style = style.name
            self._looks[style.name] = model._style

    def cell(self, value: str | int | None, style: str) -> Any:
        """A cell; a text that begins with "=" is a text."""
        cell: Any = WriteOnlyCell(self._sheet, value)
        cell._style = self._looks[style]
        if isinstance(value, str):
            cell.data_type = "s"
        return cell


def _row(styles: _Styles, cells: Mapping[str, str | int | None]) -> Iterator[Any]:
    for key in LAYOUT.keys:
        value = cells.get(key) or None
        style = _TO_FILL if key in _FILLED_IN else _NUMBER if isinstance(value, int) else _TEXT
        yield None if value is None and key not in _FILLED_IN else styles.cell(value, style)


def _dress(sheet: Any) -> None:
    """Before the first row: a workbook that is written row by row takes nothing of this afterwards."""
    for place, key in enumerate(LAYOUT.keys, start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = _WIDTHS.get(key, 16)
        column.hidden = key in TOLD and key not in _WIDTHS
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 34
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"


def _offer(sheet: Any, last: int, choices: Iterable[str]) -> None:
    letter = get_column_letter(LAYOUT.keys.index(SAYS) + 1)
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.errorTitle, rule.error = "Không có trong danh mục", "Chọn một giá trị trong danh sách."
    sheet.data_validations.append(rule)
    rule.add(f"{letter}3:{letter}{last}")
