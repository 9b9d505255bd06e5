"""Letters that are right in form and wrong in kind: capitals for small letters, signs Vietnamese does not have.

An abbreviation carries no tone, so "VỊ" amid small letters is a word in small letters whose first letter has the same
shape in both sizes ("đơn VỊ"), or a word with its first letter a capital ("Luật TỔ chức"). Laws are cited by Điều and
khoản, never by "§", and "⁄" stands in no keyboard's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from converters.reading.document import Word
from validators.language.syllables import is_syllable, tone_key

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SAME_SHAPE = frozenset("COSUVXƠÔƯ")  # also with marks: they are as high as small letters only where they are small
_DASHES = re.compile(r"[—–-]*(?:[—–][-–]|[-–][—–])[—–-]*")
_INSIDE = re.compile(r"(\W*)([^\W\d_]{2,7})(\W*)")
_STROKE = re.compile(r"(?<=[\w%])⁄(?=\w)")
_EIGHT = re.compile(
    r"(?=\W*[\d§])[\W\d]*\d§[\W\d§]*|[\d§]*§0[\W\d§]*"
)  # a section's sign before its number has no 0 first
_LONE_EIGHT = re.compile(r"§(?P<rest>\d{0,2}[.,;:)]{0,2})")
_BEFORE_NUMBERS = frozenset(("điều", "khoản", "ngày", "tháng", "năm", "số", "quý", "từ", "đến"))
_UNITS = frozenset(("năm", "tháng", "ngày", "giờ", "tuổi", "người", "triệu", "tỷ", "đồng", "điều", "khoản"))
_CORE = re.compile(r"(\W*)([^\W\d_]{2,})(\W*)")
_ROMAN = re.compile(r"(\W*)([IVX]*[Ïï][IVXÏï]*)(\W*)")


def mend_letterforms(words: Sequence[Word], *, before: str = "") -> list[Word]:
    """The words of one line with such letters put right; what the engine read is kept.

    Args:
        words: Of the line.
        before: The last word of the line before; empty where a block begins.
    """
    return [word.mended(_text(words, place, before)) for place, word in enumerate(words)]


def _text(words: Sequence[Word], place: int, before: str) -> str:
    text = _eights(words, place, _STROKE.sub("/", _DASHES.sub("–", words[place].text)))
    if (inside := _INSIDE.fullmatch(text)) and _has_capital_inside(inside[2]):
        return inside[1] + inside[2].lower() + inside[3]
    if roman := _ROMAN.fullmatch(text):
        return roman[1] + roman[2].replace("Ï", "I").replace("ï", "I") + roman[3]
    core = _CORE.fullmatch(text)
    if core is None or not (_is_toned(core[2]) and core[2].isupper() and _amid_small_letters(words, place, before)):
        return text
    previous = words[place - 1].text if place else before
    begins = not previous or _ends_sentence(previous)
    return core[1] + _in_small_letters(core[2], begins=begins) + core[3]


def _eights(words: Sequence[Word], place: int, text: str) -> str:
    """The sign of a section is no sign of Vietnamese law; amid digits and before units it is an 8."""
    if "§" not in text:
        return text
    if _EIGHT.fullmatch(text):
        return text.replace("§", "8")
    before = words[place - 1].text.lower() if place else ""
    after = words[place + 1].text.lower() if place + 1 < len(words) else ""
    if _LONE_EIGHT.fullmatch(text) and (before in _BEFORE_NUMBERS or after.rstrip(".,;") in _UNITS):
        return text.replace("§", "8")
    return text


def _has_capital_inside(letters: str) -> bool:
    """Whether a capital follows a small letter inside one syllable: "vỊ"."""
    return letters[0].islower() and not letters.islower() and is_syllable(tone_key(letters.lower()))


def _is_toned(letters: str) -> bool:
    return any(sign in _TONES for sign in unicodedata.normalize("NFD", letters)) and is_syllable(
        tone_key(letters.lower())
    )


def _amid_small_letters(words: Sequence[Word], place: int, before: str) -> bool:
    """Whether the words on both sides, as far as there are any, hold small letters, and one of them at least does."""
    beside = [words[other].text for other in (place - 1, place + 1) if 0 <= other < len(words)]
    if len(words) == 1 and before and not _ends_sentence(before):
        beside = [before]
    return bool(beside) and all(any(sign.islower() for sign in text) for text in beside)


def _in_small_letters(letters: str, *, begins: bool) -> str:
    shape = unicodedata.normalize("NFD", letters[0])[0]
    return letters.lower() if shape in _SAME_SHAPE and not begins else letters.capitalize()


def _ends_sentence(text: str) -> bool:
    """Whether the next word may be the first of a sentence or of a list item."""
    return text.endswith((".", ":", "!", "?", ")")) or text in {"-", "–", "+", "•"}
