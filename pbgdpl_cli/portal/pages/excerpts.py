"""The part of a text where the visitor's words are found, with those words marked.

Folding maps one letter to one letter (see `folding`), so a place in the folded text is a place in the readable one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pbgdpl_cli.portal.store.folding import searchable
from pbgdpl_cli.web.markup import Html, element, joined

_WORD = re.compile(r"\w+")
_BEFORE = 70
_LENGTH = 240


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def folded(text: str) -> str:
    """Without marks and case, as long as the NFC text."""
    return "".join(_plain_letter(letter).lower()[0] for letter in searchable(text))


def found_places(text: str, question: str) -> list[tuple[int, int]]:
    """Where the question's words stand in a text: whole words, and words that begin with its last one."""
    words = _WORD.findall(folded(question))
    if not words:
        return []
    *whole, last = words
    return [
        match.span() if match[0] != last and match[0] in whole else (match.start(), match.start() + len(match[0]))
        for match in _WORD.finditer(folded(text))
        if match[0] in whole or match[0].startswith(last)
    ]


def marked(text: str, question: str) -> Html:
    """The text with the found words in `<mark>`."""
    text = unicodedata.normalize("NFC", text)
    pieces: list[str] = []
    position = 0
    for start, end in found_places(text, question):
        pieces += [text[position:start], element("mark", text[start:end])]
        position = end
    return joined([*pieces, text[position:]])


def excerpt(text: str, question: str) -> str:
    """A stretch of the text around the place where most of the question's words stand together."""
    text = unicodedata.normalize("NFC", text)
    places = [start for start, _ in found_places(text, question)]
    centre = max(places, key=lambda start: sum(start <= other < start + _LENGTH for other in places), default=0)
    start = _word_start(text, max(0, centre - _BEFORE))
    end = len(text) if start + _LENGTH >= len(text) else _word_start(text, start + _LENGTH)
    stretch = " ".join(text[start:end].split())
    return ("… " if start else "") + stretch + (" …" if end < len(text) else "")


def _word_start(text: str, position: int) -> int:
    """The first word boundary at or before a position."""
    if position <= 0:
        return 0
    space = max(text.rfind(" ", 0, position), text.rfind("\n", 0, position))
    return space + 1
