"""What of the readings of a poster is print: icons and ornaments are read as a sign or two, or as no words at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from converters.ocr.assembly.non_text import (
    EDGES,
    UNSURE,
    LineKind,
    classify_line,
    confidence_of,
    is_plausible,
    signs_of,
)
from converters.reading.document import Line, Word
from validators.language.syllables import is_syllable
from validators.language.unicode_hygiene import SAME_IN_BOTH_CASES

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
DOTTED_REACH = 1.3  # heights of its line between a dot and the item it opens
APART = 0.75  # heights of its line between a word and an icon beside it
OBLONG = 1.5  # times as wide as high: a dash, no dot
CAPITALS = 2  # in a word that is set in capitals
DOT_APART = 0.15  # of the height of the word beside it: the white between it and a dot
DOT = 0.6  # of the usual height of its line's words: what is lower is no letter
FIGURE, LEAST_NUMBER = 1.15, 0.8  # small letters' heights from which a piece may be a figure, and a digit at all
SURE_NUMBER, SURE_FIGURE, SURE_WORD, SURE_LETTER = (
    0.9,
    0.75,
    0.9,
    0.95,
)  # confidence of such a piece from which it is one
ROW_OF_DIGITS, COUNTED_FIGURE = 3, 0.3  # pieces that are a row of digits, and the confidence that makes them one
GROWN_TOGETHER = 1  # letters more than pieces
PLAUSIBLE_ON_POSTER, SURE_LINE = 0.5, 0.8  # share of plausible words, and confidence, one of which a line must have
SHORT, LIKELY_SHORT, LIKELY_LONG = 8, 0.6, 0.25  # signs of a short line, and confidence that lines have at least
WORD_OF_LETTERS, LIKELY_WORD = 4, 0.4  # letters of a row that is read as so many, and confidence that makes it a word
LINE_OF_WORDS, UNLIKE = (
    3,
    0.4,
)  # words of such a line, and share of its letters (i has a dot) by which its pieces differ
SHORTEST_PART = 2  # letters of a syllable in words that were run together
SCRIBBLE = 0.1  # confidence of a single letter beside a line below which it is a drawing
_DRAWN_SIGNS = frozenset("©®°€$£¥§¬^~|\\<>=@*_`#&")  # inside a word, what the engine makes of icons
_PICTOGRAM = re.compile(r"[©®@¢¬^~|\\_`]{1,3}")  # what the engine makes of a small icon before an item
_TRIANGLE = re.compile(r"[pb]?[»›►▶>][-»›>\"]?|[pb][-\"]")  # the same of a triangle
_DASHES = frozenset("-–—+")
_ADDRESS = re.compile(r"[A-Za-z\d-]{2,}(?:\.[A-Za-z\d-]{2,})+(?:/\S*)?")
_NUMBER = re.compile(r"\d[\d.,/]*đ?")
_DOTTED = re.compile(r"(?!\.{3})[^\w\s()\"”»!?%]{2,}")  # what rows of dots beside a headline are read as
_CODE = re.compile(r"\d?[A-ZĐ]{1,4}\d{0,2}")  # 2FA, 5G, A4


def is_print_on_poster(line: Line, *, scrap: bool, size: float = 1.0, pieces: int = 99) -> bool:
    """Whether what was read on a poster is print: icons and ornaments are read as a sign or two, or as no words.

    Args:
        line: As read.
        scrap: Whether it stands in no line of text.
        size: How high it is, in heights of a small letter of the text; pieces of pictures are mostly smaller.
        pieces: Of how many letters it seemed to be: of one no word of several letters is made.
    """
    if classify_line(line) is LineKind.NOTHING:
        return False
    confidence = confidence_of(line)
    number = len(line.words) == 1 and _NUMBER.fullmatch(line.text.strip(EDGES)) is not None
    if number and (scrap or pieces < ROW_OF_DIGITS):
        least = _least_confidence(line.text, size, pieces)
        return size >= LEAST_NUMBER and confidence >= (least if scrap else min(least, SURE_FIGURE))
    if scrap and len(signs_of(line)) > pieces + GROWN_TOGETHER:
        return False
    if scrap or (pieces == 1 and not number):
        lone = not scrap and len(signs_of(line)) == 1  # a letter under or over a line, where a word may begin or end
        return confidence >= (SURE_LETTER if lone else SURE_WORD) and (lone or _are_words(line.words))
    plausible = sum(_makes_sense(word) or is_plausible(word.text) for word in line.words) / len(line.words)
    likely = confidence >= (LIKELY_SHORT if len(signs_of(line)) <= SHORT and not number else LIKELY_LONG)
    word = confidence >= LIKELY_WORD and (_is_row_of_letters(line.text, pieces) or _is_line_of_letters(line, pieces))
    return (plausible >= PLAUSIBLE_ON_POSTER and likely) or word or confidence >= SURE_LINE


def _is_row_of_letters(text: str, pieces: int) -> bool:
    """Whether one word has as many letters as stand side by side: "CHẶĂN" of CHẶN is looked at, not left out."""
    return text.isalpha() and pieces >= WORD_OF_LETTERS and abs(len(text) - pieces) <= GROWN_TOGETHER


def _is_line_of_letters(line: Line, pieces: int) -> bool:
    """Whether words of letters alone have about as many as stand side by side: a line in another language."""
    letters = sum(len(word.text) for word in line.words)
    words = sum(word.text.strip(EDGES).isalnum() for word in line.words)
    return len(line.words) >= LINE_OF_WORDS and words == len(line.words) and abs(letters - pieces) <= UNLIKE * letters


def _least_confidence(number: str, size: float, pieces: int) -> float:
    """From which confidence a lone number is one.

    Ornaments and icons are a piece or two; a row of as many pieces as there are digits is a number ("111"), however
    unsure the engine is: a doubtful hotline is looked at by a person, a lost one by nobody.
    """
    if size >= FIGURE and sum(map(str.isdigit, number)) == pieces >= ROW_OF_DIGITS:
        return COUNTED_FIGURE
    return SURE_FIGURE if size >= FIGURE else SURE_NUMBER


def without_ornaments(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line on a poster, without an icon at its ends; dots between words are what they are."""
    kept = list(words)
    while len(kept) > 1 and (_is_scribble(kept[0]) or _PICTOGRAM.fullmatch(kept[0].text)):
        kept.pop(0)
    if len(kept) > 1 and _TRIANGLE.fullmatch(kept[0].text):
        kept[0] = replace(kept[0], text="•")
    while len(kept) > 1 and _gap(kept[0], kept[1]) > _reach(kept[0]):
        kept.pop(0)
    while len(kept) > 1 and not _makes_sense(kept[-1]) and _gap(kept[-2], kept[-1]) > APART:
        kept.pop()
    while len(kept) > 1 and _DOTTED.fullmatch(kept[-1].text):
        kept.pop()
    while len(kept) > 1 and not kept[0].text.strip(".,·…`^~"):  # the end of a row of dots that leads to the text
        kept.pop(0)
    kept = [replace(word, text=in_one_case(word.text)) for word in kept]
    kept = [_as_dash(word) if 0 < at < len(kept) - 1 and _is_dash(word) else word for at, word in enumerate(kept)]
    usual = median([word.box.height for word in kept if word.box is not None] or [0])
    return tuple(replace(word, text="•") if _is_dot(kept, at, usual) else word for at, word in enumerate(kept))


def _is_dash(word: Word) -> bool:
    """Whether nothing but dashes was read, however unsurely, in what is oblong: "—-" of one dash."""
    oblong = word.box is not None and word.box.width >= OBLONG * word.box.height
    return oblong and not word.text.strip("-–—")


def _as_dash(word: Word) -> Word:
    sure = None if word.confidence is None else max(word.confidence, UNSURE)
    return replace(word, text="–" if len(word.text) > 1 else word.text, confidence=sure)


def in_one_case(text: str) -> str:
    """A word whose letters are all small or all capitals: those that look the same in both are taken for the other."""
    small, large = ([sign for sign in text if test(sign)] for test in (str.islower, str.isupper))
    if small and large and text[0].islower() and all(_base(sign).lower() in SAME_IN_BOTH_CASES for sign in large):
        return text.lower()
    if len(large) >= CAPITALS and small and all(_base(sign) in SAME_IN_BOTH_CASES for sign in small):
        return text.upper()
    return text


def _base(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0]


def _makes_sense(word: Word) -> bool:
    core = word.text.strip(EDGES).strip("_")
    if any(map(str.isdigit, core)):
        return "@" in core[1:-1] or not _DRAWN_SIGNS.intersection(core)
    if is_syllable(core.lower()) or _ADDRESS.fullmatch(core) or _are_run_together(core.lower()):
        return True
    toned = any(sign in _TONES for sign in unicodedata.normalize("NFD", core))
    return len(core) > 1 and is_plausible(core) and not toned  # initials of organs carry no tone


def _reach(word: Word) -> float:
    """How far what begins a line may stand from the next word, in heights: a dot farther off is dirt, a dash is not."""
    if word.text in _DASHES or _makes_sense(word):
        return float("inf")
    return DOTTED_REACH if word.text == "•" else APART


def _are_run_together(core: str) -> bool:
    """Whether a word is two syllables without a space between them: "GHINHỚ"."""
    ends = range(SHORTEST_PART, len(core) - SHORTEST_PART + 1)
    return any(is_syllable(core[:end]) and is_syllable(core[end:]) for end in ends)


def _is_scribble(word: Word) -> bool:
    return len(word.text.strip(EDGES)) == 1 and word.confidence is not None and word.confidence < SCRIBBLE


def _gap(first: Word, second: Word) -> float:
    """White between two words, in heights of the higher."""
    if first.box is None or second.box is None:
        return 0.0
    return (second.box.left - first.box.right) / max(first.box.height, second.box.height, 1)


def _is_dot(words: Sequence[Word], at: int, usual: float) -> bool:
    """Whether a sign is a dot between words: small, and apart from them; a letter is only where it is as high as wide.

    The engine's boxes cut letters: the "y" of "cứu y tế" may have a narrow one, "được" may fall into "đ" and "ược".
    """
    word = words[at]
    if word.box is None or len(word.text) != 1 or max(word.box.height, word.box.width) >= DOT * usual:
        return False
    apart = all(_gap(*pair) >= DOT_APART for pair in pairwise(words[max(at - 1, 0) : at + 2]))
    round_ = word.box.width < OBLONG * word.box.height  # a dash is not
    circle = round_ and word.box.height < OBLONG * word.box.width
    return (word.text.isalpha() and apart and circle) or word.text in "°*»«" or (word.text in "+-" and round_)


def _are_words(words: Sequence[Word]) -> bool:
    """Whether pieces of a scrap are words, at least one of several letters: "Bước 1"."""
    return any(_is_word(word.text) for word in words) and all(
        _is_word(word.text) or word.text.strip(EDGES).isdigit() for word in words
    )


def _is_word(text: str) -> bool:
    core = text.strip(EDGES)
    return len(core) > 1 and (is_plausible(core) or _CODE.fullmatch(core) is not None)
