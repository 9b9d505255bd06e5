"""The report as a workbook: a sheet a part, with charts where numbers are held against each other."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from pbgdpl_cli.report.forms.cells import EMPTY, is_number, shown
from pbgdpl_cli.report.numbers import OfficeNumbers
from pbgdpl_cli.report.sections import Cell, Section, sections, subtitle_of, title_of
from pbgdpl_cli.web.page_language import PageLanguage

_FACE = "Arial"  # on every office PC, with every Vietnamese letter
_HEAD = PatternFill("solid", fgColor="E3ECF7")
_LONGEST_TAB = 31  # letters; Excel takes no more
_WIDEST, _NARROWEST, _PADDING = 60, 12, 2  # letters a column is wide, and wider than what stands in it
_MOST_BARS = 30  # of a chart; more cannot be told apart
_ROW_HEIGHT, _MORE_BARS, _CHART_FRAME = 0.75, 0.3, 3.5
"""Centimetres: of a row of a chart, of every further bar in it, and of what is around all rows."""
_LINE = 15  # points, of a line of a cell
_GAP = 40  # percent of a bar, between two rows


def workbook(numbers: OfficeNumbers, tell: PageLanguage) -> bytes:
    """The report as XLSX."""
    book = Workbook()
    book.remove(book.worksheets[0])
    made = sections(numbers)
    for section in made:
        sheet = book.create_sheet(tell(section.short)[:_LONGEST_TAB])
        head = [tell(title_of(numbers)), tell(subtitle_of(numbers))] if section is made[0] else []
        _fill(sheet, section, [*head, tell(section.heading), *map(tell, section.notes)], tell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, section: Section, above: list[str], tell: PageLanguage) -> None:
    for number, line in enumerate(above, start=1):
        _put(sheet.cell(number, 1), line, bold=number == 1 or line == tell(section.heading), wrap=False)
    first = len(above) + 2
    for place, column in enumerate(section.columns, start=1):
        cell = sheet.cell(first, place)
        _put(cell, tell(column), bold=True, right=any(_to_the_right(row[place - 1]) for row in section.rows))
        cell.fill = _HEAD
    widths = [_width(section, place, tell) for place in range(len(section.columns))]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(section.rows, start=first + 1):
        for place, value in enumerate(row, start=1):
            _put(sheet.cell(number, place), _value(value, tell), right=_to_the_right(value))
        # Said, because not every program makes a row as high as its wrapped lines.
        sheet.row_dimensions[number].height = _LINE * max(map(_lines, (shown(cell, tell) for cell in row), widths))
    sheet.freeze_panes = sheet.cell(first + 1, 1)
    _print(sheet, first)
    if section.bar is not None:
        _draw(sheet, section, first, tell)


def _value(cell: Cell, tell: PageLanguage) -> object:
    return cell if isinstance(cell, int | float | dt.date) else shown(cell, tell)


def _to_the_right(cell: Cell) -> bool:
    return isinstance(cell, int | float | dt.date) or cell == EMPTY


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many letters."""
    return max(len(textwrap.wrap(text, width - _PADDING)), 1)


def _put(cell: Any, value: object, *, bold: bool = False, wrap: bool = True, right: bool = False) -> None:
    cell.value = value
    cell.font = Font(name=_FACE, size=11, bold=bold)
    side = "right" if right or value == EMPTY else None
    # A number keeps away from the words in the column after it.
    cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal=side, indent=int(right))
    if isinstance(value, str):
        cell.data_type = "s"  # a title beginning with "=" is a title, not a formula
    elif isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.number_format = "#,##0.##" if isinstance(value, float) else "#,##0"


def _width(section: Section, place: int, tell: PageLanguage) -> int:
    cells = [tell(section.columns[place]), *(shown(row[place], tell) for row in section.rows)]
    return min(max(_NARROWEST, *map(len, cells)) + _PADDING, _WIDEST)


def _print(sheet: Any, first: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{first}:{first}"


def _draw(sheet: Any, section: Section, first: int, tell: PageLanguage) -> None:
    """Bars beside the table, the first row on top; of the numbers that are held against each other."""
    columns = list(_drawn(section))
    last = first + min(len(section.rows), _MOST_BARS)
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.title = tell(section.heading)
    for place in columns:
        chart.add_data(Reference(sheet, min_col=place + 1, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblSkip = 1  # every row has its name
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    if len(columns) == 1:
        chart.legend = None
    chart.width = 22
    chart.gapWidth = _GAP
    chart.height = _CHART_FRAME + (last - first) * (_ROW_HEIGHT + _MORE_BARS * (len(columns) - 1))
    sheet.add_chart(chart, f"{get_column_letter(len(section.columns) + 2)}{first}")


def _drawn(section: Section) -> Iterator[int]:
    """The columns of a chart: from the one that is drawn on, all that count the same thing."""
    for place in range(section.bar or 0, len(section.columns)):
        if all(isinstance(row[place], int) and is_number(row[place]) for row in section.rows):
            yield place
