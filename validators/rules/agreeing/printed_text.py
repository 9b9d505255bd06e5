"""The text of a record as its paper has it, without the items that say parts of it again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from validators.language.syllables import base_key
from validators.rules.subject import Subject
from validators.sharing.counting import REPEATING
from validators.sharing.record import Table


@dataclass(frozen=True)
class PrintedText:
    """Pieces of a record's text: paragraphs, items of lists, rows of tables, lines.

    Attributes:
        pieces: Text by JSON Pointer, in order; of a table a row at a time.
        is_plain: Whether none of its letters is other than ASCII but for its marks (`is_plain`); False says nothing.
    """

    pieces: Mapping[str, str] = field(default_factory=dict)
    is_plain: bool = False

    @cached_property
    def letters(self) -> str:
        """All of it, as it is compared: letters and digits alone."""
        return "".join(self._letters)

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        # All at once: most are short, and each by itself takes several times as long.
        letters = tuple(_plain_letters(_PARTING.join(self.pieces.values())).split(_PARTING)) if self.is_plain else ()
        return letters if len(letters) == len(self.pieces) else tuple(map(letters_of, self.pieces.values()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are compared."""
        return frozenset(word for piece in self.pieces.values() for word in words_of(piece))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that follow each other."""
        return frozenset(pair for piece in self.pieces.values() for pair in pairwise(words_of(piece)))

    @cached_property
    def days(self) -> frozenset[tuple[int, int, int]]:
        """Every day it names, as day, month and year: "12/3/2026", "ngày 12 tháng 3 năm 2026"."""
        return frozenset(day for piece in self.pieces.values() for day in days_in(piece))

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Those with which a line or piece begins."""
        return frozenset(words[0] for words in self._lines if words)

    @cached_property
    def last_words(self) -> frozenset[str]:
        """Those with which a line or piece ends."""
        return frozenset(words[-1] for words in self._lines if words)

    @cached_property
    def _lines(self) -> tuple[tuple[str, ...], ...]:
        return tuple(words_of(line) for piece in self.pieces.values() for line in piece.splitlines())

    def holding(self, text: str) -> list[tuple[str, str]]:
        """The pieces that hold some words, whatever their marks and spaces."""
        wanted = letters_of(text)
        return [
            (pointer, piece)
            for (pointer, piece), letters in zip(self.pieces.items(), self._letters, strict=True)
            if wanted and wanted in letters
        ]


_DAY = re.compile(r"(?<!\d)(\d{1,2})\D{1,12}?(\d{1,2})\D{1,9}?((?:19|20)\d\d)(?!\d)")


def days_in(text: str) -> list[tuple[int, int, int]]:
    """The days some words name, as day, month and year."""
    return [(int(day), int(month), int(year)) for day, month, year in _DAY.findall(text)]


class _Signs(dict[int, str]):
    """What stands for each sign, found out when it is first met: `str.translate` asks for no sign twice.

    Args:
        other: What stands for signs that are neither letters nor digits.
    """

    def __init__(self, other: str) -> None:
        super().__init__()
        self._other = other

    def __missing__(self, code: int) -> str:
        made = self[code] = "".join(base if base.isalnum() else self._other for base in base_key(chr(code)))
        return made


_LETTERS, _LETTERS_APART = _Signs(""), _Signs(" ")
_OTHER_LETTER = re.compile(r"[^\W\x00-\x7f]|\u0345")  # of the Greek iota below a letter casefold makes a letter
_PARTING = "\0"  # between pieces that are looked at together
_NO_LETTERS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == _PARTING))


@lru_cache(maxsize=8192)
def letters_of(text: str) -> str:
    """Letters without marks and capitals, and digits: mended readings and old writings of one text are alike so."""
    return text.casefold().translate(_LETTERS)


def is_plain(text: str) -> bool:
    """Whether none of the letters of a text is other than ASCII but for its marks: so are nearly all of Vietnamese."""
    return _OTHER_LETTER.search(_unmarked(text)) is None


def _plain_letters(text: str) -> str:
    """What `letters_of` gives for a text that is plain, several times as fast; `_PARTING` is kept."""
    return _unmarked(text).encode("ascii", "ignore").lower().translate(None, _NO_LETTERS).decode("ascii")


def _unmarked(text: str) -> str:
    """With marks behind their letters (NFD, which takes the stroke of đ for none)."""
    return unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Words of letters and digits, as they are compared."""
    return tuple(text.casefold().translate(_LETTERS_APART).split())


CELLS_APART = " ; "
"""Between the cells of a row."""


def printed_text(subject: Subject, *, typed: bool = False) -> PrintedText | None:
    """The text of a record that was read from a source.

    Args:
        subject: The material.
        typed: Whether of one that people typed, too; else there is None.
    """
    if subject.record is None or (subject.record.word_count is None and not typed):
        return None
    cached: PrintedText | None = subject.__dict__.get("_printed_text")
    if cached is None:
        cached = subject.__dict__["_printed_text"] = PrintedText(
            dict(_pieces(subject)), is_plain(subject.searched.signs)
        )
    return cached


def _pieces(subject: Subject) -> Iterator[tuple[str, str]]:
    """A piece inside an item that repeats the text is none of it."""
    again = tuple(f"{pointer}/" for kind in REPEATING for pointer, _ in subject.blocks_of(kind))
    rows = tuple(f"{pointer}/rows/" for pointer, _ in subject.blocks_of(Table))
    for pointer, piece in subject.composed.pieces:
        if pointer.startswith("/content/") and not pointer.startswith((*again, *rows)):
            yield pointer, piece
    for pointer, table in subject.blocks_of(Table):
        yield from ((f"{pointer}/rows/{row}", CELLS_APART.join(cells)) for row, cells in enumerate(table.rows))
