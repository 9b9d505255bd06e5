"""The workbook: one row a material, drop-downs from the code lists, help in notes, status and messages at the end.

Row 1 holds the pointers and is hidden: it survives renamed headings and moved columns. Row 2 holds the Vietnamese
headings. Excel limits a written-out list to 255 signs, so that choices stand on a second, hidden sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from validators.packages.durable import replacing
from validators.problems import UnreadableInput, say
from validators.sharing.pointer import parts_of
from validators.sharing.schema import committed_schema, labels
from validators.sharing.sheet_columns import COLUMNS, Cell, Column, cell_of

STATUS, MESSAGES, PATH = "#status", "#messages", "#path"
_HEADINGS = {STATUS: "Trạng thái", MESSAGES: "Thông báo", PATH: "Gói"}
_FIRST = 3
_REQUIRED = PatternFill("solid", fgColor="FFE8D6")
_HEAD = PatternFill("solid", fgColor="E3ECF7")
_COLOURS = {"ok": "E2F3E4", "unchanged": "F4F4F4", "error": "FBE0DE"}
_FACE = "Arial"  # on every office PC, with every Vietnamese letter
_MOST_ROWS = 100_000


class WrongSheet(UnreadableInput):
    """The sheet is not one of ours, or cannot be read."""

    code = "wrong-sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its number on the sheet and its cells by pointer."""

    number: int
    cells: Mapping[str, Cell]


def write_sheet(path: Path, records: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write the metadata of records.

    Args:
        path: The `.xlsx` to write.
        records: Path of each package and its raw record.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  (a new workbook has one)
    sheet.title = "Tài liệu"
    keys = [*(column.pointer for column in COLUMNS), STATUS, MESSAGES, PATH]
    headings = [*(column.heading for column in COLUMNS), *_HEADINGS.values()]
    for place, (key, heading) in enumerate(zip(keys, headings, strict=True), start=1):
        sheet.cell(1, place, key)
        head = sheet.cell(2, place, heading)
        head.font, head.fill = Font(name=_FACE, size=11, bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
    for number, (name, record) in enumerate(records, start=_FIRST):
        for place, column in enumerate(COLUMNS, start=1):
            _put(sheet.cell(number, place), cell_of(record, column), column)
        sheet.cell(number, keys.index(PATH) + 1, name).data_type = "s"
        sheet.row_dimensions[number].height = _height(record)
    _dress(sheet, book, max(len(records), 1))
    save(book, path)


def _height(record: dict[str, Any]) -> float:
    """Points for a row's longest cell; programs do not agree on guessing it themselves."""
    lines = (
        sum(-(-max(len(line), 1) // column.width) for line in str(cell_of(record, column) or "").split("\n"))
        for column in COLUMNS
    )
    return min(max(lines), 12) * 15.0


def _put(cell: Any, value: Cell, column: Column) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(name=_FACE, size=11)
    # Where a month may be written, spreadsheets must not make the first of the month of it.
    a_day = column.kind == "date" or isinstance(value, dt.date)
    cell.number_format = "dd/mm/yyyy" if a_day else "@"
    if value is not None:
        cell.value = value
        if isinstance(value, str):
            # A title beginning with "=" is a title, not a formula.
            cell.data_type = "s"


def _dress(sheet: Any, book: Workbook, count: int) -> None:
    lists = book.create_sheet("Danh mục")
    lists.sheet_state = "hidden"
    last = _FIRST + count + 200
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        head = sheet.cell(2, place)
        head.comment = Comment(_help(column), "pbgdpl", width=320, height=160)
        if column.required:
            head.fill = _REQUIRED
        _offer(sheet, lists, column, f"{letter}{_FIRST}:{letter}{last}", place)
    for place, width in enumerate((16, 60, 40), start=len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 34
    sheet.page_setup.orientation = "landscape"
    sheet.freeze_panes = sheet.cell(_FIRST, 3)


def _help(column: Column) -> str:
    model, _, name = _owner(column.pointer)
    said = labels()[f"{model}.{name}"]["vi"]
    lines = [said["description"]]
    if column.required:
        lines.append("Bắt buộc.")
    if column.kind == "date":
        lines.append("Ghi NGÀY/THÁNG/NĂM.")
    if column.kind == "issue-date":
        lines.append("Ghi NGÀY/THÁNG/NĂM; chỉ biết tháng thì ghi THÁNG/NĂM.")
    if column.kind in {"choices", "words"}:
        lines.append("Nhiều giá trị cách nhau bằng dấu chấm phẩy.")
    if column.pointer == "/identifier":
        lines.append("Không sửa cột này.")
    return "\n".join(lines)


def _owner(pointer: str) -> tuple[str, str, str]:
    """The model and field of a pointer, through objects."""
    schema, model = committed_schema(), "Record"
    *path, last = parts_of(pointer)
    for part in path:
        body = schema if model == "Record" else schema["$defs"][model]
        part_schema = body["properties"][part]
        reference = part_schema.get("$ref") or next(b["$ref"] for b in part_schema["anyOf"] if "$ref" in b)
        model = reference.rsplit("/", 1)[-1]
    return model, ".", last


def _offer(sheet: Any, lists: Any, column: Column, area: str, place: int) -> None:
    if not column.choices:
        return
    letter = get_column_letter(place)
    for index, choice in enumerate(column.choices, start=1):
        lists.cell(index, place, choice)
    rule = DataValidation(
        type="list", formula1=f"'Danh mục'!${letter}$1:${letter}${len(column.choices)}", allow_blank=True
    )
    # Several topics in one cell are allowed: there the list only helps.
    rule.showErrorMessage = column.kind != "choices"
    rule.errorTitle, rule.error = "Không có trong danh mục", "Chọn một giá trị trong danh sách."
    sheet.add_data_validation(rule)
    rule.add(area)


def save(book: Workbook, path: Path) -> None:
    """Write a workbook under a temporary name, bring it to the disk, give it its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        book.save(stream)


def open_sheet(path: Path) -> Workbook:
    """Open a workbook somebody returned.

    Raises:
        WrongSheet: It is no XLSX of ours.
    """
    try:
        book = load_workbook(path)
        ours = bool(_keys(book))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise _not_ours(path) from error
    if not ours:
        raise _not_ours(path)
    return book


def _not_ours(path: Path) -> WrongSheet:
    return WrongSheet(
        say("This is not a sheet that “pbgdpl sheet export” made."),
        hint=say("Keep the hidden first row, and save as .xlsx."),
        path=path,
    )


def _keys(book: Workbook) -> dict[str, int]:
    known = {column.pointer for column in COLUMNS} | set(_HEADINGS)
    cells = next(book.worksheets[0].iter_rows(min_row=1, max_row=1))
    keys = {str(cell.value): cell.column for cell in cells if str(cell.value) in known and cell.column}
    return keys if "/identifier" in keys else {}


def read_rows(book: Workbook) -> Iterator[Row]:
    """The rows that name a material."""
    sheet, keys = book.worksheets[0], _keys(book)
    for number in range(_FIRST, min(sheet.max_row, _MOST_ROWS) + 1):
        cells = {key: _plain(sheet.cell(number, place).value) for key, place in keys.items()}
        if any(value not in {None, ""} for value in cells.values()):
            yield Row(number, cells)


def _plain(value: Any) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if value is None or isinstance(value, dt.date) else str(value)


def place_of(book: Workbook, number: int, pointer: str) -> str:
    """The name of a cell, "D5"."""
    return f"{get_column_letter(_keys(book)[pointer])}{number}"


def mark(book: Workbook, number: int, state: str, status: str, messages: Sequence[str]) -> None:
    """Write status and messages of a row."""
    sheet, keys = book.worksheets[0], _keys(book)
    colour = PatternFill("solid", fgColor=_COLOURS[state])
    for key, words in ((STATUS, status), (MESSAGES, "\n".join(messages))):
        if key in keys:
            cell = sheet.cell(number, keys[key], words)
            cell.data_type = "s"
            cell.fill = colour
            cell.alignment = Alignment(wrap_text=True, vertical="top")
