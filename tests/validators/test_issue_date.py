"""The date of issue: a day, or a month where no day is printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.sharing.issue_date import IssueDate
from validators.sharing.record import Record

MONTH, DAY = IssueDate(2026, 4), IssueDate(2026, 4, 2)


@given(st.dates(dt.date(1945, 1, 1), dt.date(2100, 12, 31)), st.booleans())
def test_what_is_written_is_read_back(day: dt.date, whole: bool) -> None:
    issued = IssueDate(day.year, day.month, day.day if whole else 0)
    assert IssueDate.of(issued.isoformat()) == issued
    assert issued.first <= day <= issued.last
    assert issued.exact == (day if whole else None)


@pytest.mark.parametrize(
    "written", ["2026-13", "2026-00", "2026-02-30", "2026-04-00", "2026", "2.3.2026", "2026-4", ""]
)
def test_what_is_no_day_or_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        IssueDate.of(written)


def test_a_month_has_a_first_and_a_last_day_and_stands_before_its_days() -> None:
    assert (MONTH.first, MONTH.last) == (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    assert sorted([IssueDate(2026, 5), DAY, MONTH]) == [MONTH, DAY, IssueDate(2026, 5)]
    assert (MONTH.printed, DAY.printed, str(MONTH)) == ("04/2026", "02/04/2026", "2026-04")


@pytest.mark.parametrize("issued", ["2026-04", "2026-04-02"])
def test_a_record_keeps_it_as_it_was_given(issued: str) -> None:
    record = Record.model_validate({"identifier": "x", "title": "x", "kind": "khac", "date_issued": issued})
    assert record.date_issued == IssueDate.of(issued)
    assert record.model_dump(mode="json")["date_issued"] == issued
    assert Record.model_validate(record.model_dump()) == record
    assert Record.model_validate_json(record.model_dump_json()) == record
