"""The blanks of a document that are filled in after it was printed: its number, the day and month of its date.

Nghị định 30/2020/NĐ-CP, Annex I, gives a document's number and its place and date lines of their own; both are left
open when the text is printed, and filled in by the registry. Annexes repeat them ("Kèm theo Quyết định số …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.language import legal_paper
from validators.language.syllables import CAPITALS

# A line of running text may begin with "số 12/2020/NĐ-CP" too, but small and without a colon.
_NUMBER_LINE = re.compile(rf"(?=S){legal_paper.NUMBER_WORD}\b\W*|{legal_paper.NUMBER_WORD}\W*:\W*")
_NUMBER_WORD = re.compile(r"(?i)s[ốó](?!\w)")
_MONTH = re.compile(r"(?i)h[áa]ng")
_PLACE = re.compile(rf"(?:(?:Thành phố|TP\W?|Tp\W?)\s*)?(?:[{CAPITALS}][^\W\d]{{0,7}}[ .,-]{{1,5}}){{1,5}}")
_ANNEX_LINE = re.compile(rf"\W{{0,2}}(?:{legal_paper.ATTACHED_TO}\b|(?i:ban\b(?<=\(ban)))")
_GROWN = re.compile(r"(?i)ngà|.{0,12}tháng|.{1,12}h[áa]ng|.{0,12}năm|\W.?[nh]ăm")
_LEADERS = re.compile(r"\.{2}|…")
_UNITS = frozenset(legal_paper.DATE_UNITS)
_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_NUMBER = re.compile(r"[(\[“\"]{0,2}\d[\d.,]*\W{0,2}")
LONGEST_DATE_LINE = 12  # words: place and date
LONGEST_NUMBER_LINE = 5
EDGES = ".,;:()[]“”\"'…"


@dataclass(frozen=True, slots=True)
class Blank:
    """Where a number stands, or should stand.

    Attributes:
        kind: `number` or `date`.
        first: Index of the first word that fills it.
        last: One past the last; equal to `first` where nothing was read.
        form: Whether the place is one that is usually filled in by hand.
    """

    kind: str
    first: int
    last: int
    form: bool


def find_blanks(texts: Sequence[str]) -> list[Blank]:
    """Where a line has numbers that may be written by hand.

    In the line of a document's own number and in that of its place and date these are the places left open in print;
    in any other line, every number.

    Args:
        texts: The words of the line.
    """
    stroke = _stroke(texts[:LONGEST_NUMBER_LINE], 0)
    if is_number_line(texts):
        own = stroke + 1 if stroke is not None else min(2, len(texts))
        rest = texts[own:]
        if own <= LONGEST_NUMBER_LINE and (is_date_line(rest) or not any(map(_has_digit, rest))):
            number = list(_of_number(texts[:own], 0 if _has_digit(texts[0]) else 1))
            return number + list(_of_date(texts, own))
    if is_date_line(texts):
        return list(_of_date(texts, 0))
    if _ANNEX_LINE.match(" ".join(texts)):
        number_at = next((i for i, text in enumerate(texts) if _NUMBER_WORD.match(text)), None)
        start = next((i for i, text in enumerate(texts) if text.lower().startswith("ngày")), len(texts))
        found = (
            []
            if number_at is None
            else list(_of_number(texts[:start], number_at + (_core(texts[number_at]) in ("số", "só"))))
        )
        return found + list(_of_date(texts, start))
    dotted = _LEADERS.search(" ".join(texts)) is not None
    return [Blank("number", i, i + 1, form=dotted) for i, text in enumerate(texts) if _NUMBER.fullmatch(text)]


def is_year(text: str) -> bool:
    """Whether a word is a year; forms print it."""
    return _YEAR.fullmatch(text) is not None


def is_number_line(texts: Sequence[str]) -> bool:
    """Whether a line begins as that of a document's number does: "Số: 12/QĐ-UBND"."""
    return bool(texts) and _NUMBER_LINE.match(texts[0]) is not None


def is_date_line(texts: Sequence[str]) -> bool:
    """Whether a line is a place and a date, not a sentence that names one."""
    line = " ".join(texts)
    if len(texts) > LONGEST_DATE_LINE or not _MONTH.search(line) or not (is_year(texts[-1]) or "năm" in line):
        return False
    place = _PLACE.match(line)
    return place is not None and line[place.end() : place.end() + 2].lower() in ("ng", "ná", "th")


def _stroke(texts: Sequence[str], start: int) -> int | None:
    """The word with the stroke between a document's number and its symbol; handwriting may be read as others."""
    return next((i for i in reversed(range(start, len(texts))) if "/" in texts[i] or "⁄" in texts[i]), None)


def _of_number(texts: Sequence[str], start: int) -> Iterator[Blank]:
    """Everything up to the stroke before the document's symbol."""
    stroke = _stroke(texts, start)
    if stroke is None:
        if any(_has_digit(text) for text in texts[start:]):
            yield Blank("number", start, len(texts), form=True)
        return
    last = stroke if texts[stroke].lstrip(".,").startswith("/") else stroke + 1
    yield Blank("number", start, last, form=True)


def _of_date(texts: Sequence[str], start: int) -> Iterator[Blank]:
    """What stands before "tháng" and before "năm", and what has grown together with these words."""
    opened: int | None = None
    free = start  # the first word that no blank has taken
    for index in range(start, len(texts)):
        core = _core(texts[index])
        grown = core not in _UNITS and _GROWN.match(texts[index]) is not None
        filled = index > free or (core in _UNITS and (opened is not None or free == start))
        if index > start and filled and (core in ("tháng", "năm") or (grown and opened is not None)):
            first = index if opened is None else max(opened, free)
            while opened is None and first > free and not _is_word(texts[first - 1]):
                first -= 1
            yield Blank("date", first, index, form=True)
        if grown:
            yield Blank("date", index, index + 1, form=True)
        if grown or core in _UNITS:
            opened, free = None if grown else index + 1, index + 1


def _core(text: str) -> str:
    return text.strip(EDGES).lower()


def _is_word(text: str) -> bool:
    """Whether a word belongs to the printed line: a unit, or letters of a place's name."""
    core = _core(text)
    return core in _UNITS or is_year(text) or (core.isalpha() and len(core) > 1) or text.endswith(",")


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
