"""Terms of the National Assembly (khóa) and the years they passed acts in.

Acts of the Assembly and of its Standing Committee carry the term in their symbol ("31/2024/QH15"), and a term and a
year confirm each other. In years of election two terms sat one after the other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType

_OPENED: Mapping[int, dt.date] = MappingProxyType(
    {
        7: dt.date(1981, 6, 25),
        8: dt.date(1987, 6, 17),
        9: dt.date(1992, 9, 19),
        10: dt.date(1997, 9, 20),
        11: dt.date(2002, 7, 19),
        12: dt.date(2007, 7, 19),
        13: dt.date(2011, 7, 21),
        14: dt.date(2016, 7, 20),
        15: dt.date(2021, 7, 20),
        16: dt.date(2026, 4, 6),
    }
)
"""The day the first session of each term opened; earlier terms did not number their acts this way. The years are sure;
the days were not held against the Assembly's own list ("Các khóa Quốc hội"), and nothing is judged by one alone."""
_NEWEST = max(_OPENED)
_YEARS = 5  # a term has, by the Constitution of 2013, Điều 71
# The Standing Committee of a term works on until the next one is elected, in the first days of its session (Điều 97).
_HANDING_OVER = dt.timedelta(days=10)
# Around an opening, an act may be of either term as far as is known here.
_NOT_KNOWN = dt.timedelta(days=31)


def _last_day(term: int) -> dt.date:
    after = _OPENED.get(term + 1) or _OPENED[term].replace(year=_OPENED[term].year + _YEARS)
    return after + _HANDING_OVER


TERMS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {term: (opened.year, _last_day(term).year) for term, opened in _OPENED.items()}
)
"""First and last year of each term."""


def terms_in(year: int) -> tuple[int, ...]:
    """The terms that passed acts in a year."""
    return tuple(term for term, (first, last) in TERMS.items() if first <= year <= last)


def fits(term: int, year: int) -> bool | None:
    """Whether an act of a term can be of a year; None for terms this project knows nothing of."""
    return TERMS[term][0] <= year <= TERMS[term][1] if term in TERMS else None


def may_be_numbered(printed: str, year: int, day: dt.date | None = None) -> bool:
    """Whether the term a number is printed with passed acts in its year, and on the day of the act where that is known.

    Args:
        printed: The number as it stands ("52/2014/QH13"), not put right.
        year: Between its slashes.
        day: Of the act.

    Returns:
        True where the number is none of the Assembly, or of a term that is still to come, and where nobody knows: in
        the month around the opening of a term.
    """
    found = _TERM.search(printed)
    if found is None:
        return True
    term = int(found[1])
    if term not in _OPENED:
        return _NEWEST < term <= _NEWEST + _YEARS and year >= _last_day(_NEWEST).year
    in_year = TERMS[term][0] <= year <= TERMS[term][1]
    first, last = _OPENED[term] - _NOT_KNOWN, _last_day(term) + _NOT_KNOWN
    return in_year and (day is None or day.year != year or first <= day <= last)


_TERM = re.compile(r"QH\s?(\d{1,4})\W{0,3}$")


def mended_term(printed: str, year: int) -> str:
    """A term with a digit that a scanner lost ("UBTVQH1" of 2003 is term 11).

    Args:
        printed: Digits as read.
        year: Between the slashes of the number.

    Returns:
        The one term of that year that holds the digits read; otherwise the digits as they are.
    """
    if not printed or fits(int(printed), year) is not None:
        return printed
    able = [str(term) for term in terms_in(year) if printed in str(term)]
    return able[0] if len(able) == 1 else printed
