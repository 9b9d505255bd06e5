"""Same-length repairs of what scanners and typists do to numbers and symbols.

Every repair keeps the length of the text, so that places found in the repaired text are places in the text as
printed; whoever cites keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

LOOKALIKES: Mapping[int, str] = MappingProxyType(
    str.maketrans(
        {
            "Ð": "Đ",  # U+00D0, the Icelandic letter
            "Ɖ": "Đ",  # U+0189, the African letter
            "‐": "-",
            "‑": "-",
            "‒": "-",
            "–": "-",
            "—": "-",
            "−": "-",
            "\u00ad": "-",  # soft hyphen at a line's end
            "\ufffe": "-",  # what PDFium gives for a hyphen at a line's end
            "\ufffd": "-",
            "⁄": "/",
            "∕": "/",
            "／": "/",
            "：": ":",
            "\u00a0": " ",
            "\u2007": " ",
            "\u2009": " ",
            "\u202f": " ",
            "\u200b": " ",
            "\ufeff": " ",
            "\t": " ",
            "\n": " ",
            "\r": " ",
            "\f": " ",
            "\v": " ",
        }
    )
)
DIGITS: Mapping[int, str] = MappingProxyType(
    str.maketrans(
        {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5", "B": "8", "Z": "2", "§": "8"}
    )
)
_SMALL_SYMBOL = re.compile(
    r"""
    (?<=\d/) (?: (?: (?:[Nn][đdÐ] | [Tt]t(?:lt)? | [Qq][đdÐ] | [Nn]q(?:lt)? | [Cc]t)
                  (?:-[A-Za-zĐđÐÂÊÔƠƯâêôơư]{1,12}){1,4}
                | (?:[Uu]btv)? [Qq]h \d{1,2} ) (?![\w/-])
              | (?:[Qq]đ | [Kk]h | [Tt]b | [Bb]c | [Hh]d | [Cc]t | [Nn]q) - (?:[Tt]tg | [Uu]bnd | [Hh]đnd) (?![\w/-]) )
    """,
    re.VERBOSE,
)
"""Symbols typed in small letters ("12/2020/nđ-cp", "45/2019/qh14", "7/kh-ubnd"), as they come in messages and posts."""
_BARRED = re.compile(r"\b(?:ND(?=-CP\b)|QD(?=-)|QD(?=/)|CD(?=-TTg\b)|HDND|HDBT|BLDTBXH|BGDDT|BKHDT|BGDÐT|BGDDÐT)")
_BARS: Mapping[str, str] = MappingProxyType(
    {
        "ND": "NĐ",
        "QD": "QĐ",
        "CD": "CĐ",
        "HDND": "HĐND",
        "HDBT": "HĐBT",
        "BLDTBXH": "BLĐTBXH",
        "BGDDT": "BGDĐT",
        "BKHDT": "BKHĐT",
    }
)


def level(text: str) -> str:
    """The text with look-alike characters replaced and every white space a plain space; the length stays.

    A number's symbol in small letters stands in capitals.
    """
    flat = text.translate(LOOKALIKES)
    return _SMALL_SYMBOL.sub(lambda match: match.group().upper(), flat) if "/" in flat else flat


def bar_letters(symbol: str) -> str:
    """Give a symbol's Đ its bar back where no other reading exists (`ND-CP` → `NĐ-CP`); the length stays."""
    return _BARRED.sub(lambda match: _BARS.get(match.group(), match.group()), symbol)


def digits(text: str) -> str:
    """Letters that stand where only digits can stand, as digits (`l8` → `18`, `2O19` → `2019`)."""
    return text.translate(DIGITS)
