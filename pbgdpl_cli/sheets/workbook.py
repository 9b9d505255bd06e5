"""The workbook that is handed out: one row a material, drop-downs from code lists, help in notes, status at the end.

Row 1 holds the pointers and is hidden: it survives renamed headings and moved columns. Row 2 holds the Vietnamese
headings. The last column is hidden too and holds what the row was when it left (`stamps`). Excel limits a written-out
list to 255 signs, so that choices stand on a second, hidden sheet.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.sheets.layout import BASE, MESSAGES, STATUS, Layout
from pbgdpl_cli.sheets.stamps import stamp_of
from validators.packages.durable import write_bytes
from validators.problems import say
from validators.sharing.pointer import parts_of
from validators.sharing.schema import committed_schema, labels
from validators.sharing.sheet_columns import COLUMNS, Cell, Column, shown_cell

PATH = "#path"
HEADINGS = {STATUS: "Trạng thái", MESSAGES: "Thông báo", PATH: "Gói", BASE: "Dấu lúc xuất (không sửa)"}
METADATA = Layout(
    "/identifier", {column.pointer: column.heading for column in COLUMNS}, HEADINGS, "pbgdpl sheet export"
)
KEYS = METADATA.keys
_FIRST = 3
_REQUIRED = PatternFill("solid", fgColor="FFE8D6")
_HEAD = PatternFill("solid", fgColor="E3ECF7")
_FACE = "Arial"  # on every office PC, with every Vietnamese letter


def write_sheet(path: Path, records: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write the metadata of records.

    Args:
        path: The `.xlsx` or `.csv` to write.
        records: Path of each package and its raw record.

    Raises:
        WrongUsage: The name ends otherwise.
    """
    ending = path.suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise WrongUsage(
            say("A sheet is written as .xlsx or .csv, not as “{ending}”.", ending=ending or path.name),
            hint=say("Give it such a name: {line}", line=f"-o {path.stem or 'metadata'}.xlsx"),
            path=path,
        )
    if ending == ".csv":
        write_bytes(path, _csv(records))
    else:
        save(_workbook(records), path)


def _csv(records: Sequence[tuple[str, dict[str, Any]]]) -> bytes:
    """With a byte-order mark and semicolons, as Excel expects it where a comma parts decimals."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(KEYS)
    rows.writerow([*(column.heading for column in COLUMNS), *HEADINGS.values()])
    for name, record in records:
        shown = (shown_cell(record, column) for column in COLUMNS)
        told = (f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else cell for cell in shown)
        rows.writerow([*told, "", "", name, stamp_of(record)])
    return text.getvalue().encode("utf-8-sig")


def _workbook(records: Sequence[tuple[str, dict[str, Any]]]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  (a new workbook has one)
    sheet.title = "Tài liệu"
    headings = [*(column.heading for column in COLUMNS), *HEADINGS.values()]
    for place, (key, heading) in enumerate(zip(KEYS, headings, strict=True), start=1):
        sheet.cell(1, place, key)
        head = sheet.cell(2, place, heading)
        head.font, head.fill = Font(name=_FACE, size=11, bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
    for number, (name, record) in enumerate(records, start=_FIRST):
        for place, column in enumerate(COLUMNS, start=1):
            _put(sheet.cell(number, place), shown_cell(record, column), column)
        for key, said in ((PATH, name), (BASE, stamp_of(record))):
            sheet.cell(number, KEYS.index(key) + 1, said).data_type = "s"
        sheet.row_dimensions[number].height = _height(record)
    _dress(sheet, book, max(len(records), 1))
    return book


def _height(record: dict[str, Any]) -> float:
    """Points for a row's longest cell; programs do not agree on guessing it themselves."""
    lines = (
        sum(-(-max(len(line), 1) // column.width) for line in str(shown_cell(record, column) or "").split("\n"))
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
    sheet.column_dimensions[get_column_letter(KEYS.index(BASE) + 1)].hidden = True
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
    whole = io.BytesIO()  # on a full disk, the library would leave an archive open on a file that is closed by then
    book.save(whole)
    write_bytes(path, whole.getvalue())
