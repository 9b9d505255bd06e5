"""Terms of the National Assembly (khóa) and the years they passed acts in.

Acts of the Assembly and of its Standing Committee carry the term in their symbol ("31/2024/QH15"), and a term and a
year confirm each other. In years of election two terms sat one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TERMS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        7: (1981, 1987),
        8: (1987, 1992),
        9: (1992, 1997),
        10: (1997, 2002),
        11: (2002, 2007),
        12: (2007, 2011),
        13: (2011, 2016),
        14: (2016, 2021),
        15: (2021, 2026),
        16: (2026, 2031),
    }
)
"""First and last year of each term; earlier terms did not number their acts this way."""


def terms_in(year: int) -> tuple[int, ...]:
    """The terms that passed acts in a year."""
    return tuple(term for term, (first, last) in TERMS.items() if first <= year <= last)


def fits(term: int, year: int) -> bool | None:
    """Whether an act of a term can be of a year; None for terms this project knows nothing of."""
    return TERMS[term][0] <= year <= TERMS[term][1] if term in TERMS else None


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
