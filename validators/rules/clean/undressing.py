"""Numbers in other clothes, as everybody writes them: wide signs, digits of other scripts, letters for digits."""

from __future__ import annotations

import re
import unicodedata

from validators.language.sought import Searched

# Signs that part numbers in other clothes, one for one.
_CLOTHES = (
    {"＠": "@", "．": ".", "／": "/", "：": ":", "（": "(", "）": ")", "＋": "+"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t", " ")
    | dict.fromkeys("_\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\u00b7\u2022", "-")
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\u20e3\ufeff\U000e0000-\U000e007f]+"
)
# Letters for digits, as typed or misread: "O912345672", "09l2345672".
_LETTERED = re.compile(r"[0Oo](?<!\w[0Oo])(?=\d{0,10}[OolI]|(?<=[Oo]))[\dOolI]{9}(?:[\dOolI]{2})?(?!\w)")
_LETTERED_HEAD = re.compile(r"[Oo](?<!\w[Oo])[35789][\dOolI]{1,2}(?!\w)")
_LETTERED_GROUPS = re.compile(r"(?<!\w)[Oo][35789][\dOolI]{2}[ .\-][\dOolI]{3}[ .\-]?[\dOolI]{3}(?!\w)")
_AS_DIGITS = str.maketrans("OolI", "0011")
_MOST_LETTERS = 4  # of such a number


def undressed(searched: Searched) -> str:
    """The text with its numbers as everybody writes them, sign for sign: places stay right."""
    text, alphabet = searched.text, searched.alphabet
    plain = _LETTERED.sub(_with_digits, text) if _LETTERED.search(searched.signs) else text
    if _LETTERED_HEAD.search(searched.signs):
        plain = _LETTERED_GROUPS.sub(_with_digits, plain)
    # Sign by sign: next to no text has more than a dash of them, and a table for all is asked for every letter.
    for sign, usual in _CLOTHES.items():
        if sign in alphabet or (sign.isspace() and sign in text):
            plain = plain.replace(sign, usual)
    if not _OTHER_DIGIT.search(alphabet):
        return plain
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), plain)


def _with_digits(found: re.Match[str]) -> str:
    few = sum(map(str.isalpha, found.group())) <= _MOST_LETTERS
    return found.group().translate(_AS_DIGITS) if few else found.group()
