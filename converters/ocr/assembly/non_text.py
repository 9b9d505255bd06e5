"""What the engine read where there is no print: strokes of a signature, the grain of a picture, dirt.

A word is dropped when the engine was very unsure and it cannot be Vietnamese; a line made of such words is kept
apart as handwriting. Digits are never dropped: a number that may be there is for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from converters.reading.document import Line, Word
from validators.language.syllables import is_syllable

UNSURE = 0.40  # confidence below which a word that cannot be Vietnamese is dropped
UNSURE_LINE = 0.62  # mean confidence below which a line is suspicious
LEAST_SENSE = 0.34  # share of words that make sense, below which a suspicious line is no print
UNSURE_SCRAP = 0.80  # the same for a line of one or two signs

# Addresses of the web and of mail make sense though they are no syllables, and are read with little confidence.
_ADDRESS = re.compile(
    r"\w{3,6}://\S{3,}|www\.\S{3,}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|[\w-]{2,63}(?:\.[\w-]{2,63}){1,4}\.vn\S{0,99}"
)
# The end of an address that was broken in two: a second-level domain of Vietnam, read with its usual mistakes.
_DOMAIN = re.compile(r"(?i)[^\W\d_]{3}\.v[nmi]")
_ABBREVIATION = re.compile(r"[A-ZĐƯ]{2,10}[a-zđ]")  # TTg, TTr, BTr: the types and organs in symbols
_LABEL = re.compile(r"[\W_]{0,3}[^\W_]{1,2}[.)]")  # with the bullet before it
_NUMBERED = frozenset(("khoản", "điểm", "điều", "mục", "chương", "phần", "số", "ngày", "tháng", "năm", "quý", "bảng"))
_EDGES = ".,;:!?()[]{}\"'“”‘’-–—/…*•+%"


class LineKind(Enum):
    """What a line is."""

    TEXT = "text"
    HANDWRITING = "handwriting"
    NOTHING = "nothing"


def is_plausible(text: str) -> bool:
    """Whether a word can stand in a Vietnamese document: syllables, numbers, codes with digits, capitals."""
    core = text.strip(_EDGES)
    if not core:
        return False
    if _ADDRESS.fullmatch(core) or _DOMAIN.fullmatch(core):
        return True
    parts = [part for part in re.split("[-/.,;:]", core) if part]  # a speck between two words is read as a full stop
    return all(
        is_syllable(part) or part.isdigit() or (part.isupper() and part.isalpha()) or _ABBREVIATION.fullmatch(part)
        for part in parts
    )


def classify_line(line: Line) -> LineKind:
    """Whether a line is print, a scrawl, or nothing at all."""
    words = line.words
    if not any(letter.isalnum() for word in words for letter in word.text):
        return LineKind.TEXT if _is_dash(words) else LineKind.NOTHING
    confidence = sum((word.confidence or 0.0) * len(word.text) for word in words) / sum(
        len(word.text) for word in words
    )
    if sum(len(word.text) for word in words) <= 2:
        return LineKind.TEXT if confidence >= UNSURE_SCRAP or line.text.isdigit() else LineKind.HANDWRITING
    if sum(letter.isdigit() for letter in line.text) >= 2:
        return LineKind.TEXT  # a number written by hand is for a person to decide
    sense = sum(is_plausible(word.text) for word in words) / len(words)
    return LineKind.HANDWRITING if confidence < UNSURE_LINE and sense < LEAST_SENSE else LineKind.TEXT


def without_non_text(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line without those that are surely nothing.

    What closes a bracket that stands open is print, however badly it was read: "(để b/c);". So is a label: what opens
    a line as one, and what follows "khoản", "Điều" and their like.
    """
    kept: list[Word] = []
    opened = 0
    for place, word in enumerate(words):
        closes = opened > 0 and ")" in word.text
        label = _LABEL.fullmatch(word.text) if place == 0 else words[place - 1].text.lower() in _NUMBERED
        if closes or label or not _is_junk(word):
            kept.append(word)
        opened = max(0, opened + word.text.count("(") - word.text.count(")"))
    return tuple(kept)


def _is_junk(word: Word) -> bool:
    unsure = word.confidence is not None and word.confidence < UNSURE
    return unsure and not is_plausible(word.text) and not any(letter.isdigit() for letter in word.text)


def _is_dash(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].text in {"-", "–", "•", "+"} and (words[0].confidence or 0) > UNSURE_SCRAP
