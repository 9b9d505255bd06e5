"""What abbreviations stand for: a table, in which a row may ask for words near it, and an office may add its own.

A table is a text of three columns parted by tabs: as written, in words, and (or nothing) an expression one of whose
words must stand within `REACH` characters. Lines that begin with `#` are comments. Rows whose context is met go before
rows without one; two rows that are met and differ are no answer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

REACH = 90  # characters before and after in which what an abbreviation is about stands
_READABLE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """One meaning: the words, and the expression that must be found near, if any."""

    words: str
    near: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Abbreviations:
    """A table: each abbreviation as written with its meanings."""

    rows: Mapping[str, tuple[Row, ...]]

    def words(self, written: str, text: str, start: int) -> str | None:
        """What it says where it stands in a text; None when it is not known or not sure."""
        known = self.rows.get(written)
        if not known:
            return None
        around = text[max(0, start - REACH) : start] + " " + text[start + len(written) : start + len(written) + REACH]
        met = {row.words for row in known if row.near and row.near.search(around)}
        met = met or {row.words for row in known if row.near is None}
        return met.pop() if len(met) == 1 else None

    def could_say(self, written: str, words: str) -> bool:
        """Whether one of the meanings is these words; a word of the table may stand in capitals."""
        known = self.rows.get(written) or (self.rows.get(written.lower(), ()) if written.isupper() else ())
        return any(row.words == words for row in known)

    def with_rows(self, text: str) -> Abbreviations:
        """This table and another; what the other says of an abbreviation replaces what this one says.

        Raises:
            ValueError: A row has no words, other things than words in them, or a broken expression.
        """
        return Abbreviations({**self.rows, **_read(text.splitlines())})

    @functools.cached_property
    def longest(self) -> int:
        """Letters of the longest abbreviation."""
        return max(map(len, self.rows), default=0)


@functools.cache
def standard_abbreviations() -> Abbreviations:
    """The table that comes with the program."""
    return Abbreviations(_read(files(__package__).joinpath("abbreviations.tsv").read_text("utf-8").splitlines()))


def abbreviations_of_office(path: Path) -> Abbreviations:
    """The standard table with an office's own rows.

    Raises:
        ValueError: As `Abbreviations.with_rows`.
        OSError: The file cannot be read.
    """
    return standard_abbreviations().with_rows(path.read_text("utf-8-sig"))


def _read(lines: Iterable[str]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        written, row = _row(line)
        found[written] = (*found.get(written, ()), row)
    return found


def _row(line: str) -> tuple[str, Row]:
    written, _, rest = line.rstrip("\n").partition("\t")
    words, _, near = rest.partition("\t")
    words = words.strip().lower()
    if not written.strip() or not _READABLE.fullmatch(words):
        raise ValueError(line)
    try:
        pattern = re.compile(rf"(?<!\w)(?:{near.strip()})(?!\w)", re.IGNORECASE) if near.strip() else None
    except re.error as error:
        raise ValueError(line) from error
    return written.strip(), Row(words, pattern)
