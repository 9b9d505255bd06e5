"""A table as a file people open: CSV, XLSX or a page to print."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.web.markup import Html, element, joined
from validators.packages.durable import write_bytes, write_text
from validators.problems import Message, say

_LONGEST_CELL = 32_767  # characters, the limit of Excel
_FORMULA = ("=", "+", "-", "@")  # what a formula begins with
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_STYLE = Html(
    "body{font:15px/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}"
    "th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap}"
    "th{background:#f2f2f2}"
)


def check_place(place: Path, endings: frozenset[str], wanted: Message) -> None:
    """Make sure that a file can be written there, before anything is sent.

    Args:
        place: Where.
        endings: What its name may end in.
        wanted: The sentence that names them.

    Raises:
        WrongUsage: The name ends in something else, or its folder is not there.
    """
    if place.suffix.lower() not in endings:
        raise WrongUsage(wanted, path=place)
    if not place.absolute().parent.is_dir():
        raise WrongUsage(say("The folder {folder} does not exist.", folder=place.parent), path=place)


def write_table(place: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as the name's ending says: `.csv`, `.xlsx` or `.html`."""
    ending = place.suffix.lower()
    rows = [[_written(cell) for cell in row] for row in rows]
    if ending == ".csv":
        write_text(place, _csv(headings, rows))
    elif ending == ".html":
        write_text(place, _page(title, headings, rows))
    else:
        _write_workbook(place, title, headings, rows)


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    # Excel takes a file for UTF-8 only when it begins with a byte order mark.
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(map(_inert, headings))
    for row in rows:
        writer.writerow(map(_inert, row))
    return stream.getvalue()


def _inert(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def active(text: str) -> str:
    """What a cell said before it was written so that no spreadsheet takes it for a formula."""
    return text[1:] if text.startswith(tuple(f"'{sign}" for sign in _FORMULA)) else text


def _written(text: str) -> str:
    """A cell without what no file of text or spreadsheet takes: half signs, and signs that steer printers."""
    return _UNWRITABLE.sub("\ufffd", text)


def _page(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = element("head", element("meta", charset="utf-8"), element("title", title), element("style", _STYLE))
    body = [element("tr", *(element("td", _linked(cell)) for cell in row)) for row in rows]
    top = element("thead", element("tr", *(element("th", heading, scope="col") for heading in headings)))
    table = element("table", top, element("tbody", joined(body)))
    return f"<!DOCTYPE html>\n{element('html', head, element('body', element('h1', title), table), lang='vi')}\n"


def _linked(text: str) -> str:
    is_address = text.startswith(("http://", "https://")) and not any(sign.isspace() for sign in text)
    return element("a", text, href=text) if is_address else text


def _write_workbook(place: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in (headings, *rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text[:_LONGEST_CELL])
            cell.data_type = "s"  # never a formula
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    write_bytes(place, stream.getvalue())
