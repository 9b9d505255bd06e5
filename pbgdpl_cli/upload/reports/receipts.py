"""Receipts from the ledger alone: what was sent where, when, in which run, and how it ended."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from pbgdpl_cli.i18n import moment, told
from pbgdpl_cli.upload.ledger import LedgerItem, open_ledger
from pbgdpl_cli.upload.reports.headings import FOR_PEOPLE, FOR_PROGRAMS, STATES, headings_for
from pbgdpl_cli.upload.reports.tables import check_place, write_table
from validators.packages.durable import write_text
from validators.problems import say

ENDINGS = frozenset({".csv", ".json", ".xlsx", ".html"})


def check_receipts_place(place: Path) -> None:
    """Make sure that receipts can be written there, before anything is sent.

    Raises:
        WrongUsage: The name ends in something else than `ENDINGS`, or its folder is not there.
    """
    check_place(place, ENDINGS, say("Receipts are written as .csv, .xlsx, .html or .json."))


def write_receipts(home: Path, target: str | None, place: Path) -> None:
    """Write the ledger's items for a target, or for all, in the format the name's ending says.

    Raises:
        WrongUsage: The name ends in none of them.
        LedgerUnusable: The ledger cannot be read.
    """
    check_receipts_place(place)
    with open_ledger(home) as ledger:
        items = ledger.items(target)
    if place.suffix.lower() == ".json":
        write_text(place, json.dumps([_told(item) for item in items], ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [receipt_cells(item, place) for item in items]
        write_table(place, told(say("Receipts")), headings_for(place, NAMES), rows)


_TIMES = ("started_at", "changed_at", "sent_at", "confirmed_at")
# The stamp is the ledger's own business.
NAMES = tuple(name.name for name in fields(LedgerItem) if name.name != "stamp")


def _told(item: LedgerItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in NAMES}


def receipt_cells(item: LedgerItem, place: Path) -> list[str]:
    """An item's cells, one for each of `NAMES`; files as lines of hash and path.

    Args:
        item: A receipt.
        place: Where they go: the ending says who reads them. Times stay as they are in what is sorted by programs.
    """
    files = "\n".join(f"{sha256}  {name}" for name, sha256 in item.files.items())
    cells = _told(item) | {"files": files, "allowed": " ".join(item.allowed), "drafts": "yes" if item.drafts else ""}
    ending = place.suffix.lower()
    if ending not in FOR_PROGRAMS:
        cells |= {"state": told(STATES[item.state]), "drafts": told(say("yes")) if item.drafts else ""}
    if ending in FOR_PEOPLE:
        cells |= {name: moment(cells[name]) for name in _TIMES if cells[name]}
    return ["" if value is None else str(value) for value in cells.values()]
