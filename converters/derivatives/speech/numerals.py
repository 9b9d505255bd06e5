"""Figures in words: whole numbers, decimals with a comma, and strings that are said digit by digit.

The words are those of the news: "hai mươi tư", "linh", "nghìn". What could be thousands as well as a decimal is not
decided here but refused.
"""

from __future__ import annotations

import re

from validators.language.number_words import LIMIT, to_words

GROUPED = r"\d{1,3}(?:\.\d{3})+(?![.\d])|\d{1,3}(?:,\d{3}){2,}(?![,\d])"
NUMERAL = rf"(?:(?:{GROUPED})(?:,\d{{1,4}}(?!\d))?|\d+(?:[.,]\d+)*)"
LONGEST_NUMBER = 6  # digits without separators; more are an account, a code or a number of a card

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,9}),(?P<part>\d{1,4})")
_DECIMAL_BY_DOT = re.compile(r"(?P<whole>\d{1,4})\.(?P<part>\d{1,2})")


def whole(number: int) -> str:
    """A whole number: 24 → "hai mươi tư".

    Raises:
        ValueError: It is not between 0 and 10^18 - 1.
    """
    return to_words(number).replace("mươi bốn", "mươi tư")


def digits(text: str) -> str:
    """Every digit by itself: "111" → "một một một". What is no digit is passed over."""
    return " ".join(to_words(int(digit)) for digit in text if digit.isdecimal())


def numeral(text: str, *, money: bool = False, measured: bool = False) -> str | None:
    """The words of a figure as printed, or None where it can be read in two ways.

    Args:
        text: Digits with dots and commas: "20.000.000", "12,5", "05".
        money: A currency follows: nothing has cents, so "1,200" is thousands and long figures are amounts.
        measured: A unit, "%" or a scale follows, so "5.67" is a decimal and no number of a section.
    """
    if text.isdecimal():
        return _plain(text, money=money or measured)
    if _THOUSANDS.fullmatch(text) or _THOUSANDS_BY_COMMA.fullmatch(text):
        return None if text.startswith("0") else _below_limit(re.sub(r"[.,]", "", text))
    if money and re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        return whole(int(text.replace(",", "")))
    match = _DECIMAL.fullmatch(text) or (_DECIMAL_BY_DOT.fullmatch(text) if measured else None)
    if match is None or (len(match["part"]) == 3 and match["whole"] != "0" and not measured):
        return None
    return f"{whole(int(match['whole'].replace('.', '')))} phẩy {_decimals(match['part'])}"


def section(text: str) -> str:
    """The number of a section: "2.1.3" → "hai chấm một chấm ba"."""
    return " chấm ".join(whole(int(part)) for part in text.split("."))


def _plain(text: str, *, money: bool) -> str | None:
    as_code = len(text) > LONGEST_NUMBER and not money
    if as_code or (len(text) > 2 and text.startswith("0")):
        return digits(text)
    return _below_limit(text)


def _below_limit(text: str) -> str | None:
    return whole(int(text)) if len(text) < len(str(LIMIT)) else None


def _decimals(part: str) -> str:
    """One or two digits as a number, more, or those after a zero, one by one."""
    return digits(part) if len(part) > 2 or part.startswith("0") else whole(int(part))
