"""The date of issue: a day, or a month where the paper prints no more than that ("tháng 4 năm 2026")."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
_WRITTEN = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class IssueDate:
    """A day or a month, as ISO 8601 writes it: `2026-04-02`, `2026-04`.

    A day is never made up for a month. What is asked of days is asked of its first and its last one; sorted, a month
    stands before the days in it.

    Attributes:
        year: Four digits.
        month: From 1.
        day: From 1; 0 where only the month is known.
    """

    year: int
    month: int
    day: int = 0

    def __post_init__(self) -> None:
        dt.date(self.year, self.month, self.day or 1)

    @classmethod
    def of(cls, written: str | dt.date | IssueDate) -> IssueDate:
        """The date a text of the form YYYY-MM-DD or YYYY-MM says, or a day of the calendar.

        Raises:
            ValueError: It has another form, or there is no such day or month.
        """
        if isinstance(written, IssueDate):
            return written
        if isinstance(written, dt.date):
            return cls(written.year, written.month, written.day)
        found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
        if found is None or found["day"] == "00":
            raise ValueError(written)
        return cls(int(found["year"]), int(found["month"]), int(found["day"] or 0))

    @property
    def exact(self) -> dt.date | None:
        """The day; None where only the month is known."""
        return dt.date(self.year, self.month, self.day) if self.day else None

    @property
    def first(self) -> dt.date:
        """The first day it may be."""
        return dt.date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day it may be."""
        return dt.date(self.year, self.month, self.day or calendar.monthrange(self.year, self.month)[1])

    @property
    def printed(self) -> str:
        """The Vietnamese way: 02/04/2026, 04/2026."""
        return (f"{self.day:02}/" if self.day else "") + f"{self.month:02}/{self.year}"

    def isoformat(self) -> str:
        """The form records hold it in."""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def __str__(self) -> str:
        """The same: messages show dates so."""
        return self.isoformat()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Read from a text or a day, written as a text."""
        return core_schema.no_info_plain_validator_function(
            cls.of,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Either form; a pattern alone would let 30 February pass."""
        month = {"type": "string", "pattern": f"^{_MONTH}$", "examples": ["2026-04"]}
        return {"anyOf": [{"type": "string", "format": "date"}, month]}
