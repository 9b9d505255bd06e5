"""Receipts from the ledger alone: what was sent where, when, and how it ended."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.ledger import Ledger, LedgerItem
from validators.packages.durable import write_bytes, write_text
from validators.problems import say

ENDINGS = frozenset({".csv", ".json", ".xlsx"})


def check_receipts_place(place: Path) -> None:
    """Make sure that receipts can be written there, before anything is sent.

    Raises:
        WrongUsage: The name ends in something else than `ENDINGS`, or its folder is not there.
    """
    if place.suffix.lower() not in ENDINGS:
        raise WrongUsage(say("Receipts are written as .csv, .xlsx or .json."), path=place)
    if not place.absolute().parent.is_dir():
        raise WrongUsage(say("The folder {folder} does not exist.", folder=place.parent), path=place)


def write_receipts(home: Path, target: str | None, place: Path) -> None:
    """Write the ledger's items for a target, or for all, as CSV, XLSX or JSON by the name's ending.

    Raises:
        WrongUsage: The name ends in none of them.
    """
    check_receipts_place(place)
    ledger = Ledger(home)
    try:
        items = ledger.items(target)
    finally:
        ledger.close()
    if place.suffix.lower() == ".json":
        write_text(place, json.dumps([_told(item) for item in items], ensure_ascii=False, indent=1) + "\n")
    elif place.suffix.lower() == ".csv":
        write_text(place, _table(items))
    else:
        _write_workbook(items, place)


# The stamp is the ledger's own business.
_NAMES = tuple(name.name for name in fields(LedgerItem) if name.name != "stamp")


def _told(item: LedgerItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in _NAMES}


def _cells(item: LedgerItem) -> list[str]:
    files = "\n".join(f"{sha256}  {name}" for name, sha256 in item.files.items())
    told = _told(item) | {"files": files, "allowed": " ".join(item.allowed)}
    return ["" if value is None else str(value) for value in told.values()]


def _table(items: list[LedgerItem]) -> str:
    # Excel takes a file for UTF-8 only when it begins with a byte order mark.
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_NAMES)
    for item in items:
        writer.writerow(map(_inert, _cells(item)))
    return stream.getvalue()


def _inert(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _write_workbook(items: list[LedgerItem], place: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("receipts")
    sheet.append(list(_NAMES))
    for item in items:
        row = []
        for text in _cells(item):
            cell = WriteOnlyCell(sheet, value=text[:_LONGEST_CELL])
            cell.data_type = "s"  # never a formula
            row.append(cell)
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    write_bytes(place, stream.getvalue())


_LONGEST_CELL = 32_767  # characters, the limit of Excel
