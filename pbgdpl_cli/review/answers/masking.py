"""Numbers that a person shall still read for himself, taken out of whatever is shown beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from converters.corrections.places import WordPlace
from converters.reading.document import Line

_WORD = re.compile(r"\w+")


def line_without(line: Line, unread: Iterable[WordPlace], mark: str) -> str:
    """A line with a mark in the place of each number that is still to be read.

    Args:
        line: The line.
        unread: Where such numbers stand; those of other lines are passed over.
        mark: What is shown instead.
    """
    text = line.text
    inside = [place for place in unread if place.line == line]
    for place in sorted(inside, key=lambda one: -one.start):
        text = f"{text[: place.start]}{mark}{text[place.stop :]}"
    return text


class NumbersToRead:
    """Numbers that are still to be read, to be taken out of any text.

    Args:
        numbers: As the program reads them.
    """

    def __init__(self, numbers: Iterable[str]) -> None:
        # By their first word: a page of tables has hundreds of them, and each text beside them is looked through.
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for number in numbers:
            if first := _WORD.search(number):
                self._by_word[first[0]].add(number)

    def taken_out(self, text: str, mark: str) -> str:
        """A text with a mark in the place of each such number, the longest ones first."""
        held = {one for word in set(_WORD.findall(text)) for one in self._by_word.get(word, ()) if one in text}
        for number in sorted(held, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(number)}(?!\w)", lambda _: mark, text)
        return text


def apart(places: Iterable[WordPlace]) -> list[WordPlace]:
    """Places of which no two share a word: of two in one place, the wider."""
    kept: list[WordPlace] = []
    for place in sorted(places, key=lambda one: one.start - one.stop):
        if not any(one.line == place.line and one.start < place.stop and place.start < one.stop for one in kept):
            kept.append(place)
    return kept
