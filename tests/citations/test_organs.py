"""Organs by their abbreviation, and the days on which it was right."""

from __future__ import annotations

import datetime as dt
import itertools

from tests.each import each
from validators.citations.acts.organs import GENERIC, MERGER, ORGANS, Organ, organ_of, organs_of, with_bars

BEFORE_MERGER = MERGER - dt.timedelta(days=1)


@each(
    ("code", "name"),
    [
        ("QH", "Quốc hội"),
        ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
        ("CTN", "Chủ tịch nước"),
        ("CP", "Chính phủ"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("TTG", "Thủ tướng Chính phủ"),
        ("BTP", "Bộ Tư pháp"),
        ("btp", "Bộ Tư pháp"),
        ("BCA", "Bộ Công an"),
        ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
        ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("HĐTP", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
        ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
        ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
        ("TTCP", "Thanh tra Chính phủ"),
    ],
)
def test_an_abbreviation_stands_for_one_organ(code: str, name: str) -> None:
    found = organ_of(code)
    assert found is not None
    assert found.name == name


@each("code", ["", "XYZ", "BTPX", "Bộ Tư pháp", "STP"])
def test_an_unknown_abbreviation_stands_for_none(code: str) -> None:
    assert organs_of(code) == ()
    assert organ_of(code) is None


@each("code", sorted(GENERIC))
def test_an_abbreviation_of_many_bodies_says_the_sort_but_not_which(code: str) -> None:
    assert organs_of(code)
    assert organ_of(code) is None
    assert organ_of(code, dt.date(2020, 1, 1)) is None


@each(
    ("code", "day", "stood"),
    [
        # ministries of 2007 to 2025
        ("BTTTT", dt.date(2007, 7, 31), False), ("BTTTT", dt.date(2007, 8, 1), True),
        ("BTTTT", BEFORE_MERGER, True), ("BTTTT", MERGER, False),
        ("BCT", dt.date(2007, 7, 31), False), ("BCT", MERGER, True),
        ("BTM", dt.date(2007, 7, 31), True), ("BTM", dt.date(2007, 8, 1), False),
        ("BCN", dt.date(2008, 1, 1), False), ("BVHTT", dt.date(2006, 6, 1), True),
        ("BVHTTDL", dt.date(2006, 6, 1), False), ("BVHTTDL", MERGER, True),
        ("BKHCNMT", dt.date(2002, 8, 4), True), ("BKHCNMT", dt.date(2002, 8, 5), False),
        # NQ 176/2025/QH15: what ended on 2025-03-01, what began, what went on
        ("BTNMT", BEFORE_MERGER, True), ("BTNMT", MERGER, False),
        ("BNNPTNT", MERGER, False), ("BNNMT", BEFORE_MERGER, False), ("BNNMT", MERGER, True),
        ("BGTVT", BEFORE_MERGER, True), ("BGTVT", MERGER, False), ("BKHĐT", MERGER, False),
        ("BLĐTBXH", MERGER, False), ("UBDT", MERGER, False), ("BDTTG", MERGER, True),
        ("BXD", MERGER, True), ("BTC", MERGER, True), ("BNV", MERGER, True), ("BKHCN", MERGER, True),
        # organs of the constitutions before 1992
        ("HĐBT", dt.date(1988, 5, 20), True), ("HĐBT", dt.date(1993, 1, 1), False),
        ("HĐNN", dt.date(1988, 5, 20), True), ("HĐNN", dt.date(1993, 1, 1), False),
    ],
)  # fmt: skip
def test_the_days_on_which_an_abbreviation_was_right(code: str, day: dt.date, stood: bool) -> None:
    (organ,) = organs_of(code)
    assert organ.stood_on(day) is stood


def test_an_organ_without_days_always_stood() -> None:
    assert Organ("X", "x").stood_on(dt.date.min)
    assert Organ("X", "x").stood_on(dt.date.max)


def test_no_two_organs_use_one_abbreviation_at_once() -> None:
    for first, second in itertools.combinations(ORGANS, 2):
        if first.code == second.code:
            assert (first.until or dt.date.max) <= (second.since or dt.date.min) or (
                (second.until or dt.date.max) <= (first.since or dt.date.min)
            )


def test_every_organ_began_before_it_ended() -> None:
    assert [one for one in ORGANS if one.since and one.until and one.since >= one.until] == []


@each(
    ("printed", "code"),
    [
        ("BGDDT", "BGDĐT"), ("BGĐDT", "BGDĐT"), ("BLDTBXH", "BLĐTBXH"), ("HDND", "HĐND"), ("HDBT", "HĐBT"),
        ("TLD", "TLĐ"), ("DU", "ĐU"), ("bkhdt", "BKHĐT"),
        # no bar to give, or no organ known
        ("BTP", "BTP"), ("UBND", "UBND"), ("STP", "STP"), ("DX", "DX"), ("", ""),
    ],
)  # fmt: skip
def test_bars_are_given_back_where_one_organ_is_meant(printed: str, code: str) -> None:
    assert with_bars(printed) == code


@each("organ", ORGANS, ids=lambda organ: organ.code)
def test_every_abbreviation_survives_a_lost_bar(organ: Organ) -> None:
    assert with_bars(organ.code) == organ.code
    lost = organ.code.replace("Đ", "D")
    assert with_bars(lost) == organ.code
    assert organ in organs_of(with_bars(lost))
