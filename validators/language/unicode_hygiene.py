"""Unicode hygiene of Vietnamese text, in one place: everything that enters the program passes `clean_text`.

What is put right is what differs only for a machine: decomposed letters (Unicode NFC, UAX #15), marks in an order that
NFC cannot compose, the Icelandic eth standing for Đ, soft hyphens, invisible characters, typographic ligatures and
control characters. What a person can see is kept as printed: tone placement, punctuation, capitals.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from validators.language.syllables import is_syllable

SAME_IN_BOTH_CASES = frozenset("cosuvwxzpk")
"""Small letters, marks left off, that are their capitals made smaller: engines take one for the other."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u1160\u3164\uffa0\u2800",
    " ",
)
_INVISIBLE = dict.fromkeys(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u061c\u2066\u2067\u2068\u2069\ufeff\ufffe"
    "\u034f\u115f\u17b4\u17b5\u180e\u2061\u2062\u2063\u2064",
    "",
) | {chr(code): "" for code in range(0xE0000, 0xE0080)}  # tags: letters nobody sees
_BREAKS = {"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x85": "\n"}
_CONTROLS = {chr(code): "" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f\r\x0b\x85"}
_PLAIN = str.maketrans({**_LIGATURES, **_SPACES, **_INVISIBLE, **_BREAKS, **_CONTROLS})

# Marks that belong to a Vietnamese letter's shape come before marks that are its tone.
_SHAPES = "\u0302\u0306\u031b"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VIETNAMESE_MARKS = _SHAPES + _TONES
# Ê-đê, Gia-rai and Ba-na write short vowels with a breve; above a hat or a horn no single code point has it.
_BREVE = "\u0306"
_SHORT_VOWELS = frozenset("êôơưÊÔƠƯ")
_CLUSTER = re.compile(rf"([^\W\d_]?)([{_VIETNAMESE_MARKS}]+)")
_ETHS = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_ETH = re.compile("[ÐðƉɖ]")
_FORM_OF_A_LETTER = re.compile(r"(?<=[^\W_])[\ufe00-\ufe0f]++(?!\u20e3)")
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[þæöøåfjwzÞÆÖØÅFJWZ]")
_MOST_MARKS = 30  # on one letter, as the Stream-Safe Text Format has it
_HARMLESS = 500  # letters, of which nothing takes long
_MARKS_IN_A_ROW = re.compile(rf"[^\w\x00-\x7f]{{{_MOST_MARKS + 1},}}")  # dots, too, which no normal form changes


@dataclass(frozen=True, slots=True)
class Untidy:
    """One place where a text is not clean.

    Attributes:
        kind: eth, ligature, invisible, control, space or mark.
        start: First code point.
        end: One past the last.
        text: What stands there.
    """

    kind: str
    start: int
    end: int
    text: str


def is_nfc(text: str) -> bool:
    """Whether the text is in Unicode Normalization Form C (UAX #15)."""
    return unicodedata.is_normalized("NFC", text)


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """A text in a normal form of Unicode, in a time that grows as its length does.

    `unicodedata` sorts the marks on one letter, which takes a square of time. No more than thirty are
    sorted together here (UAX #15, 13.1); the rest stand behind them as they are.
    """
    if len(text) <= _HARMLESS or not (rows := list(_MARKS_IN_A_ROW.finditer(text))):
        return unicodedata.normalize(form, text)
    cuts = [0, *(at for row in rows for at in range(row.start() + _MOST_MARKS, row.end(), _MOST_MARKS)), len(text)]
    return "".join(unicodedata.normalize(form, text[start:end]) for start, end in itertools.pairwise(cuts))


def clean_text(text: str) -> str:
    """The text as it is kept: NFC, without what only a machine can see.

    Idempotent. Line breaks become line feeds; tabs and form feeds stay; white space is neither merged nor trimmed,
    so callers decide about layout. `Ð` becomes `Đ` where the word is Vietnamese ("Ðiều", "QÐ-UBND", not "Guðmundur").
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)
    text = normalized("NFC", text)
    if any(mark in text for mark in _VIETNAMESE_MARKS):
        text = normalized("NFC", _CLUSTER.sub(_compose, text))
    text = _FORM_OF_A_LETTER.sub("", text)
    return _WORD.sub(_vietnamese_d, text) if _ETH.search(text) else text


def is_of_a_picture(text: str, place: int) -> bool:
    """Whether the sign there chooses the form of a picture ("❤️", "1️⃣"), which a reader sees, and not of a letter."""
    if not "\ufe00" <= text[place] <= "\ufe0f":
        return False
    return not text[max(place - 1, 0)].isalnum() or text[place + 1 : place + 2] == "\u20e3"


def find_untidy(text: str) -> list[Untidy]:
    """Every place `clean_text` would change for a reason a person can be told, in order.

    Decomposed letters are not listed one by one: ask `is_nfc` for the whole.
    """
    found = [Untidy(kind, m.start(), m.end(), m.group()) for kind, pattern in _KINDS for m in pattern.finditer(text)]
    found += [
        Untidy("eth", m.start(), m.end(), m.group()) for m in _WORD.finditer(text) if _vietnamese_d(m) != m.group()
    ]
    found += _stray_marks(text)
    return sorted(found, key=lambda item: item.start)


def _compose(match: re.Match[str]) -> str:
    """A letter with left-over marks: shapes first, then one tone, each once; marks on nothing are dropped."""
    letter, marks = match.groups()
    if not letter:
        return ""
    if letter in _SHORT_VOWELS and set(marks) == {_BREVE}:
        return letter + _BREVE
    decomposed = unicodedata.normalize("NFD", letter)
    every = decomposed[1:] + marks
    shapes = "".join(dict.fromkeys(mark for mark in every if mark in _SHAPES))
    tones = "".join(dict.fromkeys(mark for mark in every if mark in _TONES))[-1:]
    others = "".join(mark for mark in decomposed[1:] if mark not in _VIETNAMESE_MARKS)
    return _composed_or_bare(decomposed[0], shapes, tones, others)


@lru_cache(maxsize=512)
def _composed_or_bare(letter: str, shapes: str, tones: str, others: str) -> str:
    """The one letter Unicode has for this, or the most of it that it has: a mark no letter carries is a stray."""
    for marks in (shapes + tones + others, shapes + tones, shapes[-1:] + tones, tones, shapes[-1:], others):
        composed = unicodedata.normalize("NFC", letter + marks)
        if len(composed) == 1:
            return composed
    return letter


def _vietnamese_d(match: re.Match[str]) -> str:
    word = match.group()
    if not _ETH.search(word):
        return word
    fixed = word.translate(_ETHS)
    return fixed if _is_vietnamese(fixed) else word


def _is_vietnamese(word: str) -> bool:
    if _FOREIGN.search(word):
        return False
    # A glued or abbreviated word is Vietnamese when it is short (QyĐ, HĐTP) or in capitals (ĐIỀUKHOẢN).
    return is_syllable(word) or word.isupper() or len(word) <= 3


def _stray_marks(text: str) -> list[Untidy]:
    """Marks that stay apart from a letter even after NFC; positions are those of the text as given."""
    if normalized("NFC", text) != text:  # positions would not be those of the given text
        return []
    clusters = (m for m in _CLUSTER.finditer(text) if _compose(m) != m.group())
    return [Untidy("mark", m.start(), m.end(), m.group()) for m in clusters]


def _class_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]+")


_KINDS = (
    ("ligature", _class_of("".join(_LIGATURES))),
    ("invisible", _class_of("".join(_INVISIBLE))),
    ("control", _class_of("".join(_CONTROLS))),
    ("space", _class_of("".join(_SPACES))),
)
