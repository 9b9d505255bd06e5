"""What many may be confirmed of at a glance: words. Never a number, nor anything that may be one.

A number in doubt is typed by whoever reads it. That a doubt bears another kind does not make a number harmless: a word
may be part of an amount ("năm trăm nghìn đồng"), a letter the label of a point, and a word in the frame of a doubted
number would settle that number with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from converters.corrections.places import WordPlace
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.items import ReviewItem
from validators.language.number_words import to_words
from validators.language.quantities import find_quantities

HARMLESS = frozenset({"word", "ink"})
"""Kinds of doubts that may stand beside others on a screen. Their harm is small, or each is marked by itself."""
BLANK = "ink"
"""The kind of which each place is marked where nothing is to be read: unread ink may be anything, so none is nodded."""
_TEXTS = 16_384  # short texts of which it is known whether they may be numbers: every screen asks of all doubts
_LABEL = re.compile(r"\W*(?:\w|[IVXLC]+)\W*")  # a letter or a Roman number alone: a point, a clause, a chapter
_UNITS = frozenset(("phút", "giờ", "ngày", "tuần", "tháng", "quý", "năm", "phần"))
_COUNTING = _UNITS | frozenset(
    word for number in (*range(100), 105, 1_005, 10**6, 10**9) for word in to_words(number).split()
) | {"bẩy", "lẻ", "ngàn", "tỉ", "chục"}  # fmt: skip


def may_be_harmless(doubt: Doubt) -> bool:
    """Whether a doubt may stand on a screen with others, as far as it can be told without its page."""
    if doubt.kind not in HARMLESS or doubt.kind in NUMBERS or doubt.page is None or doubt.box is None:
        return False
    if doubt.kind == BLANK:
        return not doubt.text.strip()
    return bool(doubt.text.strip()) and not any(may_be_number(text) for text in (doubt.text, *doubt.candidates))


def is_harmless(item: ReviewItem, numbers: Iterable[Box]) -> bool:
    """Whether a place may stand on a screen with others, now that its line is known.

    Args:
        item: The place.
        numbers: Where doubted numbers stand on its page.
    """
    if item.doubt is None or item.is_number or item.box is None or not may_be_harmless(item.doubt):
        return False
    if any(touch(item.box, one) or touch(_box_of(item), one) for one in numbers):
        return False
    if item.kind == BLANK:
        return item.place is None
    readings = (item.text, *item.candidates)
    return item.place is None or not any(says_number(item.place, text) for text in readings)


@lru_cache(maxsize=_TEXTS)
def may_be_number(text: str) -> bool:
    """Whether some words bear a digit, are a label, or say a quantity."""
    return any(sign.isdigit() for sign in text) or bool(_LABEL.fullmatch(text) or find_quantities(text))


def says_number(place: WordPlace, text: str) -> bool:
    """Whether words, were they read as `text`, are a number or the unit that makes one large or small.

    The words that only name a number ("Điều", "khoản", "đồng") are not: the number beside them stays as it is.
    """
    if may_be_number(text):
        return True
    line = place.line.text
    inside = [_bare(word) for word in text.split()]
    around = [_bare(word) for word in (*line[: place.start].split()[-1:], *line[place.stop :].split()[:1])]
    counts = [word in _COUNTING for word in (*inside, *around)]
    return any(counts[: len(inside)]) and (sum(counts) > 1 or any(sign.isdigit() for word in around for sign in word))


def _bare(word: str) -> str:
    return word.strip(".,;:()“”\"'").casefold()


def touch(one: Box | None, other: Box | None) -> bool:
    """Whether a correction of one place settles a doubt at the other (`converters.corrections.applying.settles`)."""
    if one is None or other is None:
        return False
    return one.holds(other.centre_x, other.centre_y) or other.holds(one.centre_x, one.centre_y)


def _box_of(item: ReviewItem) -> Box | None:
    return None if item.place is None else item.place.box
