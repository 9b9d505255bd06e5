"""Syllables that look like another one: the same letters with other marks, or one letter of a like shape.

Marks are what engines confuse most, but worn, small or stamped-over print also loses a stroke or an arch: "ký" is read
"lý", "kiểm" "kiển", "trước" "frước". Costs are those of the noisy channel for marks, and one for all letters.
"""

from __future__ import annotations

from functools import lru_cache

from converters.ocr.after_reading.context.channel import reading_cost
from converters.ocr.after_reading.context.context_model import ContextModel

_ALIKE = ("lkhb", "hnbl", "nur", "mnr", "ceo", "iltj", "vy", "gqy", "ao", "dđ", "sx", "ftlr")
"""Letters of which each is read for each other one where a stroke, an arch or a bar is lost or gained."""
LETTER_CHANGED = 9.0  # cost of a misread letter, between a mark that is gained and two that are
WORST = 14.0  # cost of a misreading of marks that is not considered


def _likenesses() -> dict[str, str]:
    alike: dict[str, set[str]] = {}
    for group in _ALIKE:
        for letter in group:
            alike.setdefault(letter, set()).update(group.replace(letter, ""))
    return {letter: "".join(sorted(others)) for letter, others in alike.items()}


_LIKE = _likenesses()


@lru_cache(maxsize=4096)
def lookalikes(read: str, model: ContextModel) -> tuple[tuple[str, float], ...]:
    """Known syllables that may have been printed where this was read, each with the cost of the misreading.

    Args:
        read: Lower case, the tone in its older place; it need not be a syllable.
        model: Says which syllables there are.
    """
    marks = {twin: cost for twin in model.twins(read) if twin != read and (cost := reading_cost(twin, read)) <= WORST}
    letters = {
        word: LETTER_CHANGED
        for place, letter in enumerate(read)
        for other in _LIKE.get(letter, "")
        if model.knows(word := read[:place] + other + read[place + 1 :])
    }
    return tuple((letters | marks).items())
