"""Other readings of a word, from what an engine thought possible at each letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MOST = 24

Choice = tuple[str, float]
"""A letter and its confidence, 0–100."""


def alternatives(text: str, letters: Sequence[Sequence[Choice]]) -> tuple[str, ...]:
    """The word with one letter replaced, likeliest first.

    Args:
        text: The word as read, NFC.
        letters: For each letter of the word its choices, the chosen one among them. Groups that stand for the white
            space between words are ignored; if the rest does not spell the word, there are no alternatives to tell.
    """
    groups = [group for group in letters if group and group[0][0].strip()]
    spelt = [unicodedata.normalize("NFC", group[0][0]) for group in groups]
    if "".join(spelt) != text:
        return ()
    ranked: list[tuple[float, int, str]] = []
    for place, group in enumerate(groups):
        for rank, (letter, confidence) in enumerate(group[1:], start=1):
            if letter.strip() and letter != spelt[place]:
                changed = [*spelt[:place], unicodedata.normalize("NFC", letter), *spelt[place + 1 :]]
                ranked.append((-confidence, rank, "".join(changed)))
    ranked.sort(key=lambda entry: entry[:2])
    return tuple(dict.fromkeys(word for _, _, word in ranked))[:MOST]
