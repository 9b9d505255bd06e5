"""The noisy channel: how likely the engine reads one Vietnamese letter as another with the same base letter.

Costs are negative natural logarithms of P(read | printed), measured with Tesseract's Vietnamese model on rendered and
degraded pages of public documents (half of the pages for learning, the other half for checking). Letters that carry two
marks, such as ổ or ế, are the ones that lose one; letters with none seldom gain one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

IMPOSSIBLE = 99.0

# Printed letter → letter read, where many were counted (ổ→ô on every third ổ).
_COUNTED = {
    "ổ": {"ô": 1.2, "ồ": 2.7, "ố": 3.2, "ỗ": 3.4, "ỏ": 4.0},
    "ố": {"ó": 2.0, "ô": 3.0, "ồ": 4.8},
    "ẩ": {"â": 0.8, "ầ": 3.0, "ấ": 3.3, "ả": 4.0},
    "ể": {"ề": 2.2, "ê": 2.6, "ẻ": 4.0, "ế": 4.2},
    "ề": {"ê": 2.7, "ẻ": 4.3, "è": 4.5},
    "ấ": {"â": 2.8, "ắ": 3.6, "ầ": 4.4, "á": 4.5, "ậ": 4.9},
    "ế": {"ê": 3.3, "é": 3.4, "ễ": 5.0, "ệ": 5.0},
    "ầ": {"â": 2.4, "à": 4.5},
    "ồ": {"ô": 2.7},
    "ủ": {"ú": 3.8},
    "d": {"đ": 4.2},
    "i": {"ỉ": 5.9, "í": 6.3},
    "à": {"ả": 5.1},
}
# Costs of what was counted too seldom letter by letter. A letter with shape and tone (ổ) …
_TONE_LOST_UNDER_SHAPE = 3.2
_TONE_CHANGED = 4.0
_SHAPE_CHANGED = 4.0
_BOTH_CHANGED = 6.5
# … one with a shape alone (ô) …
_SHAPE_LOST = 5.5
_TONE_GAINED = 6.0
# … one with a tone alone (ỏ) …
_TONE_LOST = 5.0
_TONE_FOR_SHAPE = 7.0
# … and one with neither (o).
_MARK_GAINED = 6.5
_BOTH_GAINED = 8.0
_SHAPES = "\u0302\u0306\u031b"


@lru_cache(maxsize=4096)
def letter_cost(printed: str, read: str) -> float:
    """Cost of reading one lower-case letter as another; 0 when it is the same."""
    if printed == read:
        return 0.0
    counted = _COUNTED.get(printed, {}).get(read)
    if counted is not None:
        return counted
    base, shape, tone = _features(printed)
    other_base, other_shape, other_tone = _features(read)
    if base != other_base:
        return IMPOSSIBLE
    return _unseen_cost(shape, tone, other_shape, other_tone)


def _unseen_cost(shape: str, tone: str, other_shape: str, other_tone: str) -> float:
    """Costs by kind of change, for pairs too rare to count: the more is lost or gained at once, the more."""
    if shape and tone:
        if shape == other_shape:
            return _TONE_CHANGED if other_tone else _TONE_LOST_UNDER_SHAPE
        return _SHAPE_CHANGED if tone == other_tone else _BOTH_CHANGED
    if shape:
        return _TONE_GAINED if shape == other_shape else _SHAPE_LOST
    if tone:
        return _TONE_LOST if not other_shape else _TONE_FOR_SHAPE
    return _MARK_GAINED if not (other_shape and other_tone) else _BOTH_GAINED


@lru_cache(maxsize=65536)
def reading_cost(printed: str, read: str) -> float:
    """Cost of reading the word `printed` as `read`; both lower case, tone in the older place, same length."""
    if len(printed) != len(read):
        return IMPOSSIBLE
    return sum(map(letter_cost, printed, read))


@lru_cache(maxsize=512)
def _features(letter: str) -> tuple[str, str, str]:
    """Base letter, shape mark, tone mark."""
    if letter == "đ":
        return "d", "đ", ""
    decomposed = unicodedata.normalize("NFD", letter)
    shape = "".join(mark for mark in decomposed[1:] if mark in _SHAPES)
    tone = "".join(mark for mark in decomposed[1:] if mark not in _SHAPES)
    return decomposed[0], shape, tone
