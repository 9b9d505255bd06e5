"""A record as one row of a spreadsheet, with headings an officer reads, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from converters.records.crosswalks.description import (
    SEPARATOR,
    description_from,
    description_of,
    record_of,
    split_values,
)
from validators.sharing import record as model
from validators.sharing.issue_date import IssueDate

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "identifier": "Mã định danh",
        "title": "Tên tài liệu",
        "kind": "Loại tài liệu",
        "number": "Số, ký hiệu",
        "date": "Ngày ban hành",
        "publisher": "Cơ quan ban hành",
        "creator": "Chủ trì biên soạn",
        "place": "Địa bàn",
        "subjects": "Chủ đề",
        "audiences": "Đối tượng",
        "keywords": "Từ khóa",
        "description": "Giới thiệu",
        "citations": "Căn cứ pháp lý",
        "language": "Ngôn ngữ",
        "rights": "Quyền",
        "source": "Nguồn",
    }
)
"""Heading of each column, in order."""
_MANY = frozenset({"subjects", "audiences", "keywords", "citations"})
_FORMULA = ("=", "+", "-", "@", "\t")


def to_row(record: model.Record) -> dict[str, str]:
    """A record by column heading: several values parted by semicolons, absent values empty.

    Dates are written dd/mm/yyyy, or mm/yyyy where only the month is known. A text that a spreadsheet would take for a
    formula is given a leading apostrophe, as spreadsheets do themselves.
    """
    described = description_of(record)
    row: dict[str, str] = {}
    for member, heading in COLUMNS.items():
        value = getattr(described, member)
        if member == "date" and value:
            value = IssueDate.of(value).printed
        text = SEPARATOR.join(one.replace(";", ",") for one in value) if isinstance(value, tuple) else value or ""
        row[heading] = f"'{text}" if text.startswith(_FORMULA) else text
    return row


def from_row(row: Mapping[str, object]) -> model.Record:
    """A record from a row; unknown columns are passed over.

    Args:
        row: By column heading. Dates may be date cells or text (dd/mm/yyyy, d/m/yyyy, yyyy-mm-dd, mm/yyyy, yyyy-mm).

    Raises:
        ValueError: A date that is none.
        IncompleteDescription: Title or identifier is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    values: dict[str, object] = {}
    for member, heading in COLUMNS.items():
        cell = row.get(heading)
        if cell is None or cell == "":
            continue
        if member == "date":
            values[member] = _date(cell)
            continue
        text = str(cell).strip().removeprefix("'")
        values[member] = split_values(text) if member in _MANY else text
    return record_of(description_from(values))


def _date(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = str(cell).strip()
    if "/" in text:
        year, month, *day = (int(part) for part in reversed(text.split("/")))
        return IssueDate(year, month, *day).isoformat()
    return IssueDate.of(text).isoformat()
