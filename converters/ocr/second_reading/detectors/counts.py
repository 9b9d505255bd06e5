"""Bare numbers, and what stands where a count must."""

from __future__ import annotations

import re

from converters.ocr.second_reading.detectors.number_forms import is_spoilt
from converters.ocr.second_reading.detectors.subject import CriticalSpan, WordInLine, core, has_digit
from validators.language.detector import Detector
from validators.language.syllables import is_syllable

_COUNTED = frozenset(("năm", "tháng", "tuần", "ngày", "giờ", "phút", "đồng", "triệu", "nghìn", "tỷ"))
_LIKE_A_COUNT = re.compile(r"[^\s\-–—+*•·▪►●○■&=]{1,2}")  # dashes, bullets and signs of sums are themselves


def kind_of_number(word: WordInLine) -> str:
    """An amount before "đồng", a number elsewhere."""
    return "amount" if word.following.startswith("đồng") else "number"


def _bare_number(word: WordInLine) -> CriticalSpan | None:
    if not has_digit(word.text):
        return None
    return word.span(kind_of_number(word), malformed=is_spoilt(word.text))


def _missing_count(word: WordInLine) -> CriticalSpan | None:
    bare = word.core
    no_word = _LIKE_A_COUNT.fullmatch(bare) is not None and not is_syllable(bare) and not has_digit(bare)
    return word.span("number", malformed=True) if no_word and core(word.following) in _COUNTED else None


BARE_NUMBER = (
    Detector(
        name="any other word with a digit",
        source="whatever its form",
        gains="no number at all is left unread: misread forms are no quantities",
        positive=("theo <77I2023I> của", "chia <10/100> điểm", "tổng <1> cộng"),
        negative=("theo <số> của", "tháng <Tư> năm"),
        find=_bare_number,
    ),
)

MISSING = (
    Detector(
        name="signs where a count must stand",
        source="tri-folds of sanctions: “phạt tù từ 1 tháng đến 7 năm”",
        gains="“từ ¡ tháng đến ¡? năm”",
        positive=("từ <¡> tháng", "đến <¡?> năm", "<S> ngày"),
        negative=("đã <có> năm", "ngày <–> năm", "từ <¡> tới"),
        find=_missing_count,
    ),
)
