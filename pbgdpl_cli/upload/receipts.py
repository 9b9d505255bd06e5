"""Receipts from the ledger alone: what was sent where, when, and how it ended."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, fields
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.ledger import Ledger, LedgerItem
from validators.packages.durable import write_text
from validators.problems import say


def write_receipts(home: Path, target: str | None, place: Path) -> None:
    """Write the ledger's items for a target, or for all, as CSV or JSON by the name's ending.

    Raises:
        WrongUsage: The name ends in neither.
    """
    ledger = Ledger(home)
    try:
        items = ledger.items(target)
    finally:
        ledger.close()
    if place.suffix.lower() == ".json":
        text = json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=1) + "\n"
    elif place.suffix.lower() == ".csv":
        text = _table(items)
    else:
        raise WrongUsage(say("Receipts are written as .csv or .json."), path=place)
    write_text(place, text)


def _table(items: list[LedgerItem]) -> str:
    # Excel takes a file for UTF-8 only when it begins with a byte order mark.
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    names = [field.name for field in fields(LedgerItem)]
    writer.writerow(names)
    for item in items:
        writer.writerow(_inert(str(getattr(item, name) if getattr(item, name) is not None else "")) for name in names)
    return stream.getvalue()


def _inert(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
