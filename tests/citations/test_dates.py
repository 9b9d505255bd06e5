"""Dates as Vietnamese documents print them, as typists leave them open and as scanners read them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.dates import FIRST_YEAR, LAST_YEAR, date_at, find_dates, make_date


def values(text: str) -> list[dt.date | None]:
    return [found.value for found in find_dates(text)]


@each(
    "text",
    [
        "ngày 05 tháng 3 năm 2020",
        "ngày 5 tháng 03 năm 2020",
        "Ngày 05 tháng 3 năm 2020",
        "NGÀY 05 THÁNG 3 NĂM 2020",
        "ngày 05, tháng 3, năm 2020",
        "ngày\u00a005\u00a0tháng\u00a03\u00a0năm\u00a02020",
        "ngày 05 tháng 3\nnăm 2020",
        "ngày  05  tháng  3  năm  2020",
        "ngày05tháng3năm2020",
        "ngày 5/3/2020",
        "Ngày 5/3/2020",
        "ngày5/3/2020",
        "5/3/2020",
        "05/03/2020",
        "05-3-2020",
        "05–3–2020",
        "5.3.2020",
        "ngày 05.3.2020",
        "05 / 3 / 2020",
        # as scanners read them
        "Ngày O5 tháng 3 năm 2O20",
        "ngay 05 thang 3 nam 2020",
        "ngày 05 tháng 3 năm 202O",
        "O5/3/2020",
    ],
)
def test_every_form_says_the_same_day(text: str) -> None:
    (found,) = find_dates(text)
    assert found.value == dt.date(2020, 3, 5)
    assert not found.blank
    assert text[found.start : found.end] == text


@each(
    ("text", "day"),
    [
        ("ngày l5 tháng I2 năm 2O19", dt.date(2019, 12, 15)),
        ("ngày 1l/1O/2019", dt.date(2019, 10, 11)),
        ("ngày 27 tháng TÌ năm 2015", dt.date(2015, 11, 27)),
        ("ngày ìì tháng 9 năm 2015", dt.date(2015, 9, 11)),
        ("ngày 22/T1/2019", dt.date(2019, 11, 22)),
        ("22-]]-2019", dt.date(2019, 11, 22)),
    ],
)
def test_misread_digits_and_strokes(text: str, day: dt.date) -> None:
    assert values(text) == [day]


@each(
    ("text", "printed"),
    [
        ("Hưng Yên, ngày   tháng 8 năm 2024", "ngày   tháng 8 năm 2024"),
        ("ngày ... tháng ... năm 2025 của", "ngày ... tháng ... năm 2025"),
        ("ngày … tháng … năm 20…", "ngày … tháng … năm"),
        ("ngày tháng năm 2025", "ngày tháng năm 2025"),
        ("ngày ____ tháng ____ năm 2025", "ngày ____ tháng ____ năm 2025"),
        ("ngày 05 tháng ..... năm 2025", "ngày 05 tháng ..... năm 2025"),
        ("ngày     tháng     năm     ", "ngày     tháng     năm"),
    ],
)
def test_a_part_left_blank_leaves_the_day_open(text: str, printed: str) -> None:
    (found,) = find_dates(text)
    assert found.blank
    assert found.value is None
    assert text[found.start : found.end] == printed


@each(
    "text",
    ["31/02/2020", "ngày 31/4/2020", "ngày 29 tháng 2 năm 2023", "ngày 0/5/2020", "15/13/2020", "ngày 45/1/2020"],
)
def test_a_day_that_never_was_has_no_value(text: str) -> None:
    (found,) = find_dates(text)
    assert found.value is None
    assert not found.blank


@each(
    "text",
    [
        "12/2019",
        "tháng 8 năm 2024",
        "năm 2025",
        "1.234.567 đồng",
        "192.168.1.2020",
        "tỷ lệ 1/2",
        "30/2020/NĐ-CP",
        "số 5/3/2020/NĐ-CP",
        "12/5/2020/3",
        "1/2-2020",
        "1.2/2020",
        "123/4/2020",
        "5/3/20",
        "5/3/3020",
        "hằng ngày, hằng tháng, hằng năm",
        "ngày càng nhiều",
        "ngày 20 tháng ồ năm 2025",
    ],
)
def test_other_numbers_and_words_are_no_days(text: str) -> None:
    assert [found for found in find_dates(text) if found.value] == []


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "từ ngày 01/7/2025 đến hết ngày 31 tháng 12 năm 2025, trừ ngày 02-9-2025"
    assert values(text) == [dt.date(2025, 7, 1), dt.date(2025, 12, 31), dt.date(2025, 9, 2)]


@each(
    ("parts", "day"),
    [
        (("29", "2", "2024"), dt.date(2024, 2, 29)), (("29", "2", "2023"), None),
        (("l", "I", "2O20"), dt.date(2020, 1, 1)),
        (("2", "9", str(FIRST_YEAR)), dt.date(FIRST_YEAR, 9, 2)), (("2", "9", str(FIRST_YEAR - 1)), None),
        (("31", "12", str(LAST_YEAR)), dt.date(LAST_YEAR, 12, 31)), (("1", "1", str(LAST_YEAR + 1)), None),
        (("00", "1", "2020"), None), (("1", "00", "2020"), None), (("TÌ", "ll", "2020"), dt.date(2020, 11, 11)),
        (("x", "1", "2020"), None),
    ],
)  # fmt: skip
def test_a_day_from_its_parts(parts: tuple[str, str, str], day: dt.date | None) -> None:
    assert make_date(*parts) == day


@each(
    ("text", "within", "found"),
    [
        ("ngày 5/3/2020", 0, True),
        ("   ngày 5/3/2020", 3, True),
        ("    ngày 5/3/2020", 3, False),
        (" ngày 5/3/2020", 0, False),
        ("của Chính phủ ngày 5/3/2020", 3, False),
        ("", 3, False),
    ],
)
def test_a_date_at_a_place_begins_there_or_little_later(text: str, within: int, found: bool) -> None:
    assert (date_at(text, 0, within=within) is not None) is found


DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
FORMS = st.sampled_from(
    [
        "ngày {0.day:02d} tháng {0.month:02d} năm {0.year}",
        "ngày {0.day} tháng {0.month} năm {0.year}",
        "ngày {0.day}/{0.month}/{0.year}",
        "{0.day:02d}-{0.month:02d}-{0.year}",
        "{0.day}.{0.month}.{0.year}",
    ]
)


@given(DAYS, FORMS, st.sampled_from(["", "Hà Nội, ", "(", "kể từ "]), st.sampled_from(["", ".", ";", ")", " của Bộ"]))
@settings(max_examples=at_most(60))
def test_a_date_written_is_read_back_wherever_it_stands(day: dt.date, form: str, before: str, after: str) -> None:
    written = form.format(day)
    (found,) = find_dates(f"{before}{written}{after}")
    assert found.value == day
    assert (found.start, found.end) == (len(before), len(before) + len(written))


@given(st.text(alphabet="ngàythámăO0123456789/-. \n…", max_size=200))
@settings(max_examples=at_most(60))
def test_any_text_is_read_and_places_follow_one_another(text: str) -> None:
    last = 0
    for found in find_dates(text):
        assert last <= found.start < found.end <= len(text)
        assert not (found.blank and found.value)
        last = found.end
