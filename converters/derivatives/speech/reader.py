"""Numbers heard: words read back as figures, so that what a script says can be held against its source.

Strict on purpose: what a listener could take for two numbers ("hai trăm năm") is no number here. Nothing is shared
with the modules that write the words.
"""

from __future__ import annotations

import re

_HEARD = {
    "không": "0", "một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8",
    "chín": "9",
}  # fmt: skip
_NOT_AFTER_TEN = {word: figure for word, figure in _HEARD.items() if word != "năm"}  # "mười năm" are ten years
_HEARD_AFTER_TEN = {**_NOT_AFTER_TEN, "lăm": "5"}
_HEARD_AFTER_TENS = {word: figure for word, figure in _HEARD_AFTER_TEN.items() if word != "một"} | {
    "mốt": "1",
    "tư": "4",
}
_SCALES = (("tỷ", 9), ("triệu", 6), ("nghìn", 3))
_GROUP = re.compile(
    r"""
    (?: (?P<hundreds> \w+)\ trăm (?= \ |$)\ ? )?
    (?: (?: linh|lẻ )\ (?P<after_gap> \w+)
      | (?P<ten> mười) (?: \ (?P<after_ten> \w+) )?
      | (?P<tens> \w+)\ mươi (?: \ (?P<after_tens> \w+) )?
      | (?P<alone> \w+)
    )?
    """,
    re.VERBOSE,
)
_ALONE = {**_HEARD, "tư": "4"}  # the fourth month, quarter or day
_LETTERS = {
    "a": "a", "á": "ă", "ớ": "â", "bê": "b", "xê": "c", "dê": "d", "đờ": "đ", "e": "e", "ê": "ê", "ép": "f",
    "gờ": "g", "hát": "h", "i": "i", "gi": "j", "ca": "k", "lờ": "l", "mờ": "m", "nờ": "n", "o": "o", "ô": "ô",
    "ơ": "ơ", "pê": "p", "quy": "q", "rờ": "r", "sờ": "s", "tê": "t", "u": "u", "ư": "ư", "vê": "v", "vê kép": "w",
    "ích": "x", "i dài": "y", "dét": "z",
}  # fmt: skip


def read_whole(words: str) -> int | None:
    """The whole number these words say: "hai mươi mốt" → 21; None when they say none, or not clearly."""
    figures = _scaled(words.strip(), 18)
    return None if figures is None else int(figures)


def read_measure(words: str) -> str | None:
    """A number with or without decimals, as figures: "mười hai phẩy không năm" → "12,05"."""
    before, comma, after = words.partition(" phẩy ")
    number = read_whole(before)
    if number is None or not comma:
        return None if number is None else str(number)
    one_by_one = read_digits(after) or ""
    both_heard_alone = len(one_by_one) == 2 and one_by_one > "09"  # "phẩy sáu bảy": a ten may have been lost
    decimals = _two_digits(after) if both_heard_alone or not one_by_one else one_by_one
    return None if decimals is None else f"{number},{decimals}"


def read_digits(words: str) -> str | None:
    """Digits said one by one: "một một một" → "111"."""
    heard = [_HEARD.get(word) for word in words.split()]
    return "".join(digit for digit in heard if digit) if heard and all(heard) else None


def read_letter(words: str) -> str | None:
    """The letter of this name: "đờ" → "đ"."""
    return _LETTERS.get(words)


def read_spelled(words: str) -> str | None:
    """Letters and digits said one by one: "hai chín a" → "29a"."""
    found = ""
    parts = re.findall(r"vê kép|i dài|\w+", words)
    for part in parts:
        sign = _HEARD.get(part) or _LETTERS.get(part)
        if sign is None:
            return None
        found += sign
    return found or None


def read_roman(letters: str) -> int | None:
    """What capitals are worth as a Roman numeral, or None: the only way to write it is the right way."""
    for number in range(1, 300):
        if _as_roman(number) == letters:
            return number
    return None


def _as_roman(number: int) -> str:
    written = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        written += sign * (number // value)
        number %= value
    return written


def _two_digits(words: str) -> str | None:
    number = read_whole(words)
    return str(number) if number is not None and 10 <= number <= 99 else None


def _scaled(words: str, width: int) -> str | None:
    """The figures these words say, at most `width` of them; below a scale all three of a group must be said."""
    for scale, power in _SCALES:
        head, found, tail = f" {words} ".partition(f" {scale} ")
        if not found or power >= width:
            continue
        upper = _scaled(head.strip(), 9 if scale == "tỷ" else 3)
        lower = "" if not tail.strip() else _scaled(tail.strip(), power)
        if upper is None or lower is None or int(upper) == 0 or (tail.strip() and not _opens_fully(tail, power)):
            return None
        return upper + lower.zfill(power)
    return _group(words)


def _opens_fully(tail: str, power: int) -> bool:
    """Whether what follows a scale says its hundreds, so that no scale can be missing unheard."""
    return power > 0 and tail.split()[1:2] == ["trăm"]


def _group(words: str) -> str | None:
    match = _GROUP.fullmatch(words)
    if match is None or not words:
        return None
    hundreds = "" if match["hundreds"] is None else _HEARD.get(match["hundreds"])
    rest = _rest(match)
    if hundreds is None or rest is None or (hundreds and match["alone"]):
        return None  # "hai trăm năm" may be 205 or 250
    return hundreds + (rest.zfill(2) if hundreds else rest)


def _rest(match: re.Match[str]) -> str | None:
    if match["after_gap"]:
        return _HEARD.get(match["after_gap"]) if match["hundreds"] else None
    if match["ten"]:
        return _with_unit("1", match["after_ten"], _HEARD_AFTER_TEN)
    if match["tens"]:
        tens = _HEARD.get(match["tens"], "")
        return _with_unit(tens, match["after_tens"], _HEARD_AFTER_TENS) if tens > "1" else None
    return "" if match["alone"] is None else _ALONE.get(match["alone"])


def _with_unit(tens: str, unit: str | None, heard: dict[str, str]) -> str | None:
    if unit is None:
        return tens + "0"
    figure = heard.get(unit)
    return tens + figure if figure and figure != "0" else None
