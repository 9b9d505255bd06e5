"""Search that does not mind how a word was typed: "luat dat dai" finds "Luật Đất đai".

SQLite's `remove_diacritics 2` folds tone and vowel marks, but "đ" is a letter of its own in Unicode and has to be
mapped by hand. Every mapping here is one letter to one letter, so that positions found in the folded text are
positions in the text a person reads.
"""

from __future__ import annotations

import re
import unicodedata

_D = str.maketrans("đĐðÐ", "dDdD")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 32


def searchable(text: str) -> str:
    """The text as it is indexed: composed (NFC), with "đ" as "d"; as long as the NFC text."""
    return unicodedata.normalize("NFC", text).translate(_D)


def match_expression(question: str) -> str | None:
    """What a person typed as an FTS5 expression: all words, the last one may be unfinished.

    Returns:
        None when nothing in it can be searched for.
    """
    words = _WORD.findall(searchable(question))[:_MOST_WORDS]
    if not words:
        return None
    return " ".join(f'"{word}"' for word in words) + "*"
