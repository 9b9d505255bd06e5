"""Some pages of a file instead of all: "1-5,8,20-", as a person writes it, and as it is for a file of so many pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, groupby
from typing import Self

from converters.reading.problems import NoPagesToChoose, PagesOutOfRange
from validators.problems import say

LONGEST_NAME = 32  # characters; of more pages the name tells the first, and a hash tells them from others
_RANGE = re.compile(r"(?P<first>\d{1,6})(?P<dash> ?- ?)?(?P<last>\d{1,6})?")
_DASHES = str.maketrans({"–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class PageChoice:
    """Pages from–to, both counted; to None for the file's last.

    Attributes:
        ranges: As written.
    """

    ranges: tuple[tuple[int, int | None], ...]

    @classmethod
    def parsed(cls, text: str) -> Self | None:
        """The choice a person wrote; None when it makes no sense.

        Args:
            text: Numbers and ranges with commas between: "3", "1-5", "20-", "1-5,8,20-".
        """
        ranges = tuple(_range(part.strip()) for part in text.translate(_DASHES).split(","))
        return cls(tuple(one for one in ranges if one is not None)) if all(ranges) else None

    def __str__(self) -> str:
        """As a person would write it: "1-5,8,20-"."""
        return ",".join(
            str(first) if first == last else f"{first}-{'' if last is None else last}" for first, last in self.ranges
        )

    def numbers(self, pages: int) -> tuple[int, ...]:
        """The pages chosen of a file, in the file's order.

        Args:
            pages: How many the file has.

        Raises:
            PagesOutOfRange: It has no page of a number that was named.
        """
        beyond = max(last or first for first, last in self.ranges)
        if beyond > pages:
            raise PagesOutOfRange(
                say("The file has {pages} pages; page {number} was asked for.", pages=pages, number=beyond)
            )
        return tuple(sorted({number for first, last in self.ranges for number in range(first, (last or pages) + 1)}))


def chosen(choice: PageChoice | None, pages: int) -> tuple[int, ...]:
    """The pages to read of a file: all of them where nothing was chosen.

    Raises:
        PagesOutOfRange: As `PageChoice.numbers`.
    """
    return tuple(range(1, pages + 1)) if choice is None else choice.numbers(pages)


def part_of(numbers: Iterable[int], pages: int) -> str | None:
    """What names these pages of a file ("1-5,8"); None when they are all it has."""
    named = tuple(numbers)
    return None if len(named) == pages else _label(named)


def _label(numbers: Iterable[int]) -> str:
    runs = [[number for _, number in run] for _, run in groupby(zip(count(), numbers), lambda pair: pair[1] - pair[0])]
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def part_name(part: str) -> str:
    """A part as it ends the name of a file or folder: "1-5,8,20-" becomes "-trang-1-5_8_20-het"."""
    name = part.replace(",", "_") + ("het" if part.endswith("-") else "")
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME].rstrip('_-')}_{hashlib.sha256(part.encode()).hexdigest()[:8]}"
    return f"-trang-{name}"


def no_pages_to_choose() -> NoPagesToChoose:
    """The sentence for a file that has no pages of its own."""
    return NoPagesToChoose(
        say("Pages can be chosen of PDFs and pictures only; this kind of file has none of its own."),
        hint=say("Leave out --pages, or save the file as PDF first."),
    )


def _range(text: str) -> tuple[int, int | None] | None:
    match = _RANGE.fullmatch(text)
    if match is None or (match["last"] and not match["dash"]):
        return None
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else None if match["dash"] else first
    return (first, last) if first >= 1 and (last is None or first <= last) else None
