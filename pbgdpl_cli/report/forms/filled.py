"""A form of the office, filled in: Markdown or any other text, and XLSX, whose looks stay as the office made them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pbgdpl_cli.report.forms.cells import shown
from pbgdpl_cli.report.placeholders import PLACEHOLDER, Names, Unknown, Value, WrongTemplate, filled, refuse
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

TEXTS = frozenset({".md", ".txt"})
WORKBOOKS = frozenset({".xlsx"})
_AS_TYPED = "General"  # the format of a cell nobody chose one for
_PARTS = ("left", "center", "right")


def filled_form(template: Path, names: Names, tell: PageLanguage) -> bytes:
    """A form with the numbers in it.

    Args:
        template: A file with `{{ name }}` in its text or cells.
        names: The numbers.
        tell: In which language numbers are written.

    Raises:
        WrongTemplate: It cannot be read, or asks for a number there is not.
        OSError: It cannot be read.
    """
    if template.suffix.lower() in WORKBOOKS:
        return _workbook(template, names, tell)
    try:
        text = template.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(template) from None

    def line(at: int) -> Message:
        return say("line {line}", line=text.count("\n", 0, at) + 1)

    made, unknown = filled(text, names, lambda value: _written(value, tell), line)
    refuse(unknown, names, template)
    return made.encode("utf-8")


def loses_drawings(template: Path) -> bool:
    """Whether a workbook holds pictures, shapes or charts, which may not all come through."""
    if template.suffix.lower() not in WORKBOOKS or not zipfile.is_zipfile(template):
        return False
    with zipfile.ZipFile(template) as archive:
        return any(name.startswith("xl/drawings/") for name in archive.namelist())


def _written(value: Value, tell: PageLanguage) -> str:
    """What no data of ours tells is for a person to enter."""
    return tell(say("to be entered by hand")) if value is None else shown(value, tell)


def _workbook(template: Path, names: Names, tell: PageLanguage) -> bytes:
    book = _opened(template)
    unknown: list[Unknown] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                unknown += _fill_cell(cell, names, tell)
        for piece, where in _around(sheet):
            piece.text, missing = _in_place(piece.text, names, tell, where)
            unknown += missing
    refuse(unknown, names, template)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _opened(template: Path) -> Any:
    from openpyxl import load_workbook

    from pbgdpl_cli.sheets.other_formats import refuse_vast_areas

    try:
        refuse_vast_areas(template)
        return load_workbook(template, rich_text=True)
    except OSError:
        raise
    except Exception:  # noqa: BLE001  (the library throws whatever its parsers do)
        raise _unreadable(template) from None


def _fill_cell(cell: Any, names: Names, tell: PageLanguage) -> list[Unknown]:
    text = str(cell.value) if cell.value is not None else ""
    if "{{" not in text:
        return []
    place = say("sheet “{sheet}”, cell {cell}", sheet=cell.parent.title, cell=cell.coordinate)
    made, unknown = _in_place(text, names, tell, place)
    if unknown:
        return unknown
    only = PLACEHOLDER.fullmatch(text.strip())
    value = names.find(only["name"].strip()) if only else None
    if isinstance(value, int | float | dt.date):  # a number that is to be added up must be one
        cell.value = value
        if isinstance(value, dt.date) and cell.number_format == _AS_TYPED:
            cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = made
        cell.data_type = "s"  # a name beginning with "=" is no formula
    return []


def _in_place(text: str, names: Names, tell: PageLanguage, place: Message) -> tuple[str, list[Unknown]]:
    return filled(text, names, lambda value: _written(value, tell), lambda _: place)


def _around(sheet: Any) -> Iterator[tuple[Any, Message]]:
    """Headers and footers that hold anything to fill in."""
    place = say("sheet “{sheet}”, header or footer", sheet=sheet.title)
    for kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for part in _PARTS:
            piece = getattr(getattr(sheet, kind), part)
            if piece.text and "{{" in piece.text:
                yield piece, place


def _unreadable(template: Path) -> WrongTemplate:
    return WrongTemplate(
        say("The form cannot be read."), hint=say("Make one to change: {line}",
        line="pbgdpl report --write-template mau-bao-cao.xlsx"), path=template,
    )  # fmt: skip
