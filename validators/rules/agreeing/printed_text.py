"""The text of a record as its paper has it, without the items that say parts of it again."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import Any, TypeVar

from validators.language.syllables import base_key
from validators.rules.agreeing.standing import Standing
from validators.rules.subject import Subject
from validators.sharing.counting import REPEATING
from validators.sharing.record import Table

Made = TypeVar("Made")


@dataclass(frozen=True)
class PrintedText:
    """Pieces of a record's text: paragraphs, items of lists, rows of tables, lines.

    Attributes:
        pieces: Text by JSON Pointer, in order; of a table a row at a time.
        numbered: Pointers of those that may hold a digit; None where nobody has looked.
    """

    pieces: Mapping[str, str] = field(default_factory=dict)
    numbered: AbstractSet[str] | None = None

    @property
    def letters(self) -> str:
        """All of it, as it is compared: letters and digits alone."""
        return self._standing.joined

    @cached_property
    def _standing(self) -> Standing:
        return Standing(self._letters)

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        # All at once: most are short, and each by itself takes several times as long.
        known = _in_known_signs(_PARTING.join(self.pieces.values()))
        letters = () if known is None else tuple(known.translate(_SMALL, _NO_LETTERS).decode("ascii").split(_PARTING))
        return letters if len(letters) == len(self.pieces) else tuple(map(letters_of, self.pieces.values()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are compared."""
        # What stands between spaces, each once: a text says the same again and again, and texts share most of it.
        between = {part for piece in self.pieces.values() for part in piece.split()}
        if len(between) < _MOST_BY_HEART:
            return frozenset(chain.from_iterable(map(_words_between, between)))
        return frozenset(words_of.__wrapped__(" ".join(between)))

    def may_hold(self, letters: str) -> bool:
        """False where the digits some letters begin with (`letters_of`) do not follow each other in it."""
        return letters[: len(letters) - len(letters.lstrip(_DIGITS))] in self._digits

    @cached_property
    def _digits(self) -> str:
        numbered = self.pieces.keys() if self.numbered is None else self.numbered
        told = "".join([piece for pointer, piece in self.pieces.items() if pointer in numbered])
        return told.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode("ascii")

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

    def says(self, text: str) -> bool:
        """Whether some words stand in it, whatever their marks and spaces, if need be over the end of a piece."""
        return self._standing.says(letters_of(text))

    def places(self, text: str) -> tuple[int, ...]:
        """Which of the pieces, in order, hold some words, whatever their marks and spaces."""
        return self._standing.holding(letters_of(text))

    def holding(self, text: str) -> list[tuple[str, str]]:
        """The same pieces with their pointers."""
        return [self.listed[place] for place in self.places(text)]

    @cached_property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """The pieces with their pointers, by place."""
        return tuple(self.pieces.items())

    def of_all(self, work: Callable[[Sequence[tuple[str, str]]], Made]) -> Made:
        """What some work makes of all pieces, done once."""
        return self._once((work, None), lambda: work(self.listed))

    def of_holding(self, text: str, work: Callable[[Sequence[tuple[str, str]]], Made]) -> Made:
        """What some work makes of the pieces that hold some words: once for all items that are of the same words."""
        return self._once((work, letters_of(text)), lambda: work(self.holding(text)))

    def _once(self, key: object, work: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = work()
        made: Made = self._made[key]
        return made

    @cached_property
    def _made(self) -> dict[object, Any]:
        return {}


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


def _plainly(text: str, signs: _Signs) -> str:
    return text.casefold().translate(signs)


# Nearly all texts are of these signs alone. A byte for each, told apart and made small by tables in C, takes a tenth of
# the time of looking each sign up.
_PARTING = "\0"  # between pieces that are looked at together
_VIETNAMESE = "".join(
    sign + sign.upper()
    for vowels in ("aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
                   "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ", "đ")
    for sign in vowels if not sign.isascii()
)  # fmt: skip
_KNOWN = f"{_PARTING}\t\n{''.join(map(chr, range(32, 127)))}{_VIETNAMESE}–—“”‘’…·•§°\u00a0×«»₫"
_BYTES = codecs.charmap_build(_KNOWN.ljust(256, "\ufffe"))  # which stands for no sign
_LETTER_OF = [_plainly(sign, _LETTERS) for sign in _KNOWN]
_SMALL = bytes(ord(letter or "\0") for letter in _LETTER_OF).ljust(256)
_SMALL_APART = bytes(ord(letter or " ") for letter in _LETTER_OF).ljust(256)
_NO_LETTERS = bytes(code for code, letter in enumerate(_LETTER_OF) if code and not letter)
_NOT_EVEN_PARTING = b"\0" + _NO_LETTERS


def _in_known_signs(text: str) -> bytes | None:
    """The text with a byte for every sign; None where it has others."""
    try:
        return codecs.charmap_encode(text, "strict", _BYTES)[0]
    except UnicodeEncodeError:
        return None


@lru_cache(maxsize=8192)
def letters_of(text: str) -> str:
    """Letters without marks and capitals, and digits: mended readings and old writings of one text are alike so."""
    known = _in_known_signs(text)
    return _plainly(text, _LETTERS) if known is None else known.translate(_SMALL, _NOT_EVEN_PARTING).decode("ascii")


_MOST_BY_HEART = 8192  # words; those of longer texts are told apart all at once


@lru_cache(maxsize=_MOST_BY_HEART)
def words_of(text: str) -> tuple[str, ...]:
    """Words of letters and digits, as they are compared."""
    known = _in_known_signs(text)
    return tuple((_plainly(text, _LETTERS_APART) if known is None else known.translate(_SMALL_APART).decode()).split())


def bare_lines(lines: Collection[str]) -> list[str] | None:
    """Small letters of some lines without marks, digits and anything else.

    None where they hold signs that are looked up one by one: whoever only passes over most lines looks at all then.
    """
    known = _in_known_signs(_PARTING.join(lines))
    bare = known and known.translate(_SMALL, _NO_LETTERS + _BYTES_OF_DIGITS).decode("ascii").split(_PARTING)
    return bare if bare and len(bare) == len(lines) else None


_DIGITS = "0123456789"
_BYTES_OF_DIGITS = bytes(map(_KNOWN.index, _DIGITS))
_NO_DIGITS = bytes(code for code in range(128) if chr(code) not in _DIGITS)
_REMEMBERED = 100  # signs of what stands between two spaces; longer ones hardly come twice


def _words_between(part: str) -> tuple[str, ...]:
    return words_of(part) if len(part) <= _REMEMBERED else words_of.__wrapped__(part)


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
        numbered = frozenset(row_of(pointer) for pointer, _ in subject.composed.numbered)
        cached = subject.__dict__["_printed_text"] = PrintedText(dict(_pieces(subject)), numbered)
    return cached


def row_of(cell: str) -> str:
    """Of a cell's pointer that of its row, as pieces have it; any other as it is."""
    return cell.rpartition("/")[0] if "/rows/" in cell else cell


def _pieces(subject: Subject) -> Iterator[tuple[str, str]]:
    """A piece inside an item that repeats the text is none of it."""
    apart = {pointer for kind in REPEATING for pointer, _ in subject.blocks_of(kind)}
    apart.update(f"{pointer}/rows" for pointer, _ in subject.blocks_of(Table))
    for pointer, piece in subject.composed.pieces:
        if pointer.startswith("/content/") and apart.isdisjoint(_above(pointer)):
            yield pointer, piece
    for pointer, table in subject.blocks_of(Table):
        yield from ((f"{pointer}/rows/{row}", CELLS_APART.join(cells)) for row, cells in enumerate(table.rows))


def _above(pointer: str) -> Iterator[str]:
    """The pointers of what something stands in, from the nearest on."""
    while pointer := pointer.rpartition("/")[0]:
        yield pointer
