from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.citations.acts.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "ngày 05 tháng 3 năm 2020",
        "ngày 5/3/2020",
        "05-3-2020",
        "ngày5/3/2020",
        "ngày 05.3.2020",
        "Ngày O5 tháng 3 năm 2O20",
    ],
)
def test_forms(text: str) -> None:
    (found,) = find_dates(text)
    assert found.value == dt.date(2020, 3, 5)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize("text", ["ngày   tháng 8 năm 2024", "ngày ... tháng ... năm 2025", "ngày tháng năm 2025"])
def test_blanks_have_no_value(text: str) -> None:
    (found,) = find_dates(text)
    assert found.blank
    assert found.value is None


def test_impossible_days_have_no_value() -> None:
    (found,) = find_dates("ngày 31/02/2020")
    assert found.value is None
    assert not found.blank


@pytest.mark.parametrize("text", ["12/2019", "1.234.567 đồng", "192.168.1.2020", "tỷ lệ 1/2", "30/2020/NĐ-CP"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert [found for found in find_dates(text) if found.value] == []


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_written_dates_are_read_back(day: dt.date) -> None:
    for text in (f"ngày {day.day:02d} tháng {day.month} năm {day.year}", f"ngày {day.day}/{day.month}/{day.year}"):
        assert [found.value for found in find_dates(f"Hà Nội, {text}.")] == [day]


@given(st.text(alphabet="ngàythámăO0123456789/-. \n…", max_size=300))
def test_never_raises_and_stays_inside(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
