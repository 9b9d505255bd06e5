"""Dates that lost or changed a part: "ngày 8 tháng 7 tú", "18/1 2/2018", "tháng § năm 2025"."""

from __future__ import annotations

import re

from converters.ocr.second_reading.detectors.number_forms import SCANS
from converters.ocr.second_reading.detectors.subject import (
    FIRST_YEAR,
    LAST_YEAR,
    CriticalSpan,
    WordInLine,
    core,
    has_digit,
)
from validators.language.detector import Detector
from validators.language.syllables import is_syllable

FOLLOWING_UNIT = {"ngày": "tháng", "tháng": "năm"}
_UNITS = frozenset(("ngày", "tháng", "năm"))
_DATE = re.compile(r"\d{1,2}/\d{1,2}/[12]\d{3}")
_MONTH_WORDS = frozenset(("ba", "tư", "Ba", "Tư"))  # "tháng Tư năm"; the other months' names are longer
_AFTER_MONTH_WITHOUT_YEAR = frozenset(("hằng", "hàng", "đến", "tới", "là", "này", "-", "–"))
_AFTER_YEAR_WORD = ("nay", "sau", "trước")  # "năm nay" needs no number
_NOT_IN_A_GAP = ("-", "–", ",")  # "ngày, tháng, năm sinh"

LONGEST_DAY = 2  # signs of a day's or a month's number
LONGEST_SCRAP = 2  # signs of what a year may have been read as
UNIT_WITHIN = 3  # words: how far behind a gap the next unit stands at most


def _torn(word: WordInLine) -> CriticalSpan | None:
    if "/" not in word.following or not word.text[-1:].isdigit():
        return None
    torn = _DATE.fullmatch(word.core + core(word.following)) and not _DATE.fullmatch(word.core)
    return word.span("date", words=2, malformed=True) if torn else None


def _year_lost(word: WordInLine) -> CriticalSpan | None:
    if not _lacks_year(word):
        return None
    # A scrap where the year should be is part of the doubt; a number there is read for itself.
    scrap = len(core(word.following)) <= LONGEST_SCRAP and not has_digit(word.following)
    return word.span("date", words=2 if scrap and word.following else 1, malformed=True)


def _lacks_year(word: WordInLine) -> bool:
    """Whether day and month stand there and no year; punctuation ends the sentence, and then none need follow."""
    if not word.text.isdigit():
        return False
    before, after = word.three_before, word.two_after
    day = len(before) == 3 and before[0] == "ngày" and core(before[1]).isdigit() and before[2] == "tháng"
    if not day or not after or after[0] in _AFTER_MONTH_WITHOUT_YEAR:
        return False
    if after[0] != "năm":
        return True
    return len(after) > 1 and not core(after[1])[:4].isdigit() and core(after[1]) not in _AFTER_YEAR_WORD


def _too_long(word: WordInLine) -> CriticalSpan | None:
    unit, number = word.before.lower(), word.core
    if unit not in _UNITS or not number.isdecimal() or len(number) <= LONGEST_DAY:
        return None
    year = unit == "năm" and len(number) == 4 and FIRST_YEAR <= int(number) <= LAST_YEAR
    return None if year else word.span("date", malformed=True)


def _no_day(word: WordInLine) -> CriticalSpan | None:
    unit, text = word.before.lower(), word.core
    if word.following != FOLLOWING_UNIT.get(unit) or text.isdigit() or not 0 < len(text) <= LONGEST_DAY:
        return None
    known = text in _MONTH_WORDS if unit == "tháng" else is_syllable(text) and not text.isupper()
    return None if known else word.span("date", malformed=True)


def _gap(word: WordInLine) -> CriticalSpan | None:
    if not word.index or word.text in _NOT_IN_A_GAP or any(sign.isalnum() for sign in word.text):
        return None
    unit = FOLLOWING_UNIT.get(word.before.lower())
    later = [other.text for other in word.words[word.index + 1 : word.index + 1 + UNIT_WITHIN]]
    return word.span("date", malformed=True) if unit in later else None


DATES = (
    Detector(
        name="torn date",
        source=SCANS,
        gains="“18/1 2/2018”: a date in two words",
        positive=("ngày <18/1> 2/2018 và",),
        negative=("ngày <18/12/2018> 2/2018", "ngày <18/1> đến"),
        find=_torn,
    ),
    Detector(
        name="month without its year",
        source="Nghị định 30/2020/NĐ-CP, Annex I, II.4: day, month and year",
        gains="“ngày 8 tháng 7 tú và Quyết định”",
        positive=("ngày 8 tháng <7>\ntú và Quyết", "ngày 8 tháng <7> 12 người"),
        negative=(
            "ngày 8 tháng <7> năm 2013",
            "ngày 9 tháng <11> hằng năm",
            "từ ngày 5 tháng <7.>",
            "trong 8 tháng <7> người",
            "ngày 8 tháng <7> năm nay",
            "ngày 8 tháng <7>",
        ),
        find=_year_lost,
    ),
    Detector(
        name="day, month or year too long",
        source=SCANS,
        gains="“năm 20285.”: a speck became a digit",
        positive=("trong năm <20285.>", "tháng <123> sau"),
        negative=("trong năm <2028.>", "tháng <12> năm"),
        find=_too_long,
    ),
    Detector(
        name="no number where a day or month must stand",
        source=SCANS,
        gains="“tháng T1 năm”, “tháng ở năm”",
        positive=("tháng <T1> năm 2011", "ngày 12 tháng <ở> năm 2006"),
        negative=("tháng <Tư> năm 1975", "ngày <ký> tháng sau", "tháng <12> năm 2011"),
        find=_no_day,
    ),
)

GAPS = (
    Detector(
        name="sign where a day or month must stand",
        source="notices, where both are filled in by hand",
        gains="“tháng .... năm 2021”: nothing but signs, or the unit further on",
        positive=("27 tháng <....> năm 2021", "tháng <§> , năm 2021"),
        negative=("ngày <,> tháng, năm sinh", "ngày <–> tháng", "tháng <§> 2021"),
        find=_gap,
    ),
)
