"""Terms of the National Assembly and the years they passed acts in."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.assembly import TERMS, fits, may_be_numbered, mended_term, terms_in


@each(
    ("year", "terms"),
    [
        (1980, ()), (1981, (7,)), (1985, (7,)), (1987, (7, 8)), (1990, (8,)), (1992, (8, 9)), (1997, (9, 10)),
        (2000, (10,)), (2002, (10, 11)), (2003, (11,)), (2007, (11, 12)), (2011, (12, 13)), (2013, (13,)),
        (2016, (13, 14)), (2020, (14,)), (2021, (14, 15)), (2024, (15,)), (2026, (15, 16)), (2030, (16,)), (2032, ()),
    ],
)  # fmt: skip
def test_the_terms_of_a_year(year: int, terms: tuple[int, ...]) -> None:
    assert terms_in(year) == terms


@each(
    ("term", "year", "fitting"),
    [
        # Bộ luật Hình sự 15/1999/QH10, Luật 14/2012/QH13, Luật Đất đai 31/2024/QH15
        (10, 1999, True), (13, 2012, True), (15, 2024, True),
        # both halves of a year of elections
        (13, 2016, True), (14, 2016, True), (12, 2016, False), (15, 2016, False),
        (15, 2020, False), (15, 2027, False), (6, 1980, None), (17, 2032, None), (0, 2020, None),
    ],
)  # fmt: skip
def test_whether_a_term_can_be_of_a_year(term: int, year: int, fitting: bool | None) -> None:
    assert fits(term, year) is fitting


@each(
    ("printed", "year", "term"),
    [
        # a digit lost: the year leaves one
        ("1", 2003, "11"), ("5", 2024, "15"), ("3", 2012, "13"), ("2", 2009, "12"), ("0", 1999, "10"),
        # the year leaves two, or none
        ("1", 2016, "1"), ("1", 2002, "1"), ("2", 2024, "2"), ("5", 2040, "5"),
        # a whole term stays, even a wrong one: it is for a person to see
        ("14", 2003, "14"), ("9", 1995, "9"), ("", 2024, ""),
    ],
)  # fmt: skip
def test_a_lost_digit_is_given_back_only_where_one_term_is_left(printed: str, year: int, term: str) -> None:
    assert mended_term(printed, year) == term


@each(
    ("printed", "day", "may_be"),
    [
        ("103/2016/QH13", "2016-04-06", True), ("103/2016/QH14", "2016-04-06", False),
        ("14/2016/QH14", "2016-11-18", True), ("14/2016/QH13", "2016-11-18", False),
        # as far as is known here, either may be right
        ("1/2016/QH14", "2016-07-10", True), ("1/2016/QH13", "2016-07-25", True), ("1/2016/QH13", "2016-08-10", True),
        ("1/2016/QH13", "2016-09-10", False), ("1/2021/QH15", "2021-06-25", True), ("1/2021/QH15", "2021-05-25", False),
        ("12/2026/QH16", "2026-04-24", True), ("12/2026/QH16", "2026-03-08", True),
        ("12/2026/QH16", "2026-02-08", False),
    ],
)  # fmt: skip
def test_whether_a_term_can_be_of_a_day(printed: str, day: str, may_be: bool) -> None:
    made = dt.date.fromisoformat(day)
    assert may_be_numbered(printed, made.year, made) is may_be


def test_terms_follow_one_another_without_a_gap() -> None:
    terms = sorted(TERMS)
    assert terms == list(range(terms[0], terms[-1] + 1))
    assert all(TERMS[term][1] == TERMS[term + 1][0] for term in terms[:-1])


@given(st.sampled_from(sorted(TERMS)), st.integers(1975, 2035))
@settings(max_examples=at_most(60))
def test_the_two_ways_of_asking_agree(term: int, year: int) -> None:
    assert fits(term, year) is (term in terms_in(year))


@given(st.from_regex(r"\d{0,2}", fullmatch=True), st.integers(1945, 2100))
@settings(max_examples=at_most(60))
def test_mending_keeps_the_digits_read_and_ends_in_a_term_of_the_year(printed: str, year: int) -> None:
    mended = mended_term(printed, year)
    assert printed in mended
    assert mended == printed or int(mended) in terms_in(year)
    assert mended_term(mended, year) == mended
