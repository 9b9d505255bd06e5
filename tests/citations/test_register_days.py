"""Cells as days: every usual writing is read, anything else is refused in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.language.days import UnreadableDay, read_day

DAY = dt.date(2025, 7, 1)


@each("cell", [
    "01/07/2025", "1/7/2025", "1/7/25", "01-07-2025", "1.7.2025", "01 / 07 / 2025", " 01/07/2025 ", "\u00a001/07/2025",
    "2025-07-01", "2025-7-1", "2025/07/01", "2025.7.1", "20250701", "01072025", "45839", "45839.0", "45839,25", 45839,
    45839.0, dt.date(2025, 7, 1), dt.datetime(2025, 7, 1, 8, 30, tzinfo=dt.UTC),
    "2025-07-01T00:00:00", "2025-07-01 00:00:00.000",
    "2025-06-30T17:00:00Z", "2025-07-01T00:00:00+07:00", "01/07/2025 00:00:00", "01/07/2025 12:00:00 SA",
    "1/7/2025 0:00",
    "ngày 01 tháng 7 năm 2025", "01 tháng 7 năm 2025", "1 tháng 7, 2025", "01-thg 7-2025", "1-thg 7-25",
    "01 Tháng Bảy 2025", "Thứ Ba, 01 Tháng Bảy 2025", "July 1, 2025", "July 1 2025", "Jul 1, 2025", "1 July 2025",
    "1st July 2025", "01-Jul-2025", "1-Jul-25", "Tuesday, July 1, 2025", "'01/07/2025", "từ ngày 01/07/2025",
    "kể từ ngày 1/7/2025", "Ngày 01/07/2025.", "01–07–2025",
])  # fmt: skip
def test_usual_writings_of_one_day(cell: object) -> None:
    assert read_day(cell) == DAY


@each("cell", [None, "", "  ", "-", "–", "—", "n/a", "NULL", "Không", "chưa rõ", "Chưa xác định", "…", "31/12/9999"])
def test_words_for_no_day(cell: object) -> None:
    assert read_day(cell) is None


@each(("cell", "reason"), [
    ("31/06/2025", "no day"), ("30/02/2024", "no day"), ("2025-13-01", "no day"), ("7/31/2025", "no day"),
    ("32 tháng 1 năm 2025", "no day"), ("1 tháng Mười Ba 2025", "no day"), ("1 Ju 2025", "no date"),
    ("07/2025", "a month"), ("2025-07", "a month"), ("tháng 7 năm 2025", "a month"), ("2025", "a year"),
    ("năm 2025", "a year"), ("khoảng 2020", "no date"), ("01/07", "no date"), ("khi có văn bản mới", "no date"),
    ("01/07/2025 và 01/08/2025", "no date"), ("01/07/1825", "outside"), ("9999", "a year"), ("12345", "outside"),
    ("0", "no date"), ("1/7/205", "no date"), (True, "no date"),
])  # fmt: skip
def test_anything_else_is_refused_and_told(cell: object, reason: str) -> None:
    with pytest.raises(UnreadableDay, match=reason):
        read_day(cell)


@each(("short", "year"), [("1/7/44", 2044), ("1/7/45", 1945), ("1/7/99", 1999), ("1/7/00", 2000)])
def test_short_years(short: str, year: int) -> None:
    found = read_day(short)
    assert found is not None
    assert found.year == year


@given(st.dates(dt.date(1945, 9, 2), dt.date(2099, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    written = [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%Y%m%d}", f"{day:%d%m%Y}",
               f"{day:%B %d, %Y}", day.isoformat(), f"ngày {day.day} tháng {day.month} năm {day.year}"]  # fmt: skip
    written += [str(serial)] if serial >= 10_000 else []
    assert {read_day(text) for text in written} == {day}


@given(st.text(max_size=24))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        found = read_day(text)
    except UnreadableDay:
        return
    assert found is None or 1945 <= found.year <= 2100
