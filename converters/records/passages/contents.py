"""The table of contents of a book or a long paper: pages of the print, which say nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.language.legal_paper import any_case

_NAME = re.compile(any_case(r"MỤC LỤC\s?:?"))
_ENTRY = re.compile(r".{2,300}?[\s.…·_–-]\s?(\d{1,4})")
_LED = re.compile(r"[.…·_]{3}|…")
_PAGE = re.compile(any_case(r"(?:TRANG|SỐ TRANG)"))
_FEWEST = 3  # entries
_WRAPPED = 2  # lines of an entry above the one that ends with its page


def lines_of_contents(texts: Sequence[str]) -> frozenset[int]:
    """Which lines are tables of contents, each from its name to its last entry.

    Args:
        texts: Of all lines in reading order.

    Returns:
        Their places. What stands below the name "Mục lục" and does not end with page numbers that grow is text.
    """
    found: set[int] = set()
    for place, text in enumerate(texts):
        if place not in found and _NAME.fullmatch(text.strip()):
            found |= _entries(texts, place)
    return frozenset(found)


def _entries(texts: Sequence[str], name: int) -> set[int]:
    taken, page, entries, led = name, 0, 0, False
    for place in range(name + 1, len(texts)):
        entry = _ENTRY.fullmatch(texts[place].strip())
        leads = entry is not None and _LED.search(entry[0]) is not None
        if entry is not None and int(entry[1]) >= page and leads >= led:
            taken, page, entries, led = place, int(entry[1]), entries + 1, leads
        elif entry is not None or (place - taken > _WRAPPED and not _PAGE.fullmatch(texts[place].strip())):
            break
    return set(range(name, taken + 1)) if entries >= _FEWEST else set()
