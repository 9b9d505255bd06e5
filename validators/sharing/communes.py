"""The commune-level units (xã, phường, đặc khu) since 1 July 2025, by their codes.

3,321 units: 697 phường, 2,611 xã and 13 đặc khu, as they stood on 25 July 2026 (NQ 202/2025/QH15 and the resolutions of
the Standing Committee; NQ 237/NQ-UBTVQH16 made ten of them phường on 30 April 2026). What communes there were before,
this list does not know. Its source and licence stand in NOTICE.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from validators.sharing.vocabulary import FOLDER

VALID_FROM = dt.date(2025, 7, 1)
"""The first day of these units; the districts ended the day before."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune-level unit: its code of five digits, its province's code of two, and its name with its rank."""

    code: str
    province: str
    name: str


@cache
def communes() -> Mapping[str, Commune]:
    """All units by code."""
    with (FOLDER / "communes.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: Commune(**row) for row in csv.DictReader(stream)}
