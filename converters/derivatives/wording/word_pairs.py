"""Whether two syllables are one word: "dữ liệu" is never parted, "người | được" may be.

Vietnamese writes a space within words. How much more often two syllables stand together than chance would bring them
together (pointwise mutual information, from the counts of legal texts that reading uses) tells words from neighbours.
"""

from __future__ import annotations

import math

_ONE_WORD = 2.0  # nats: of 60 pairs looked at, all words lie above 2.5, all boundaries of phrases below 1.9
_UNSEEN = 0.5  # times; a pair that was never seen
_SIGNS = " ,.;:!?()[]“”\"'…–-"


def cohesion(first: str, second: str) -> float:
    """How much two syllables belong together, in nats; below zero for those that avoid each other."""
    from converters.ocr.after_reading.context.context_model import load

    model = load()
    one, two = (syllable.strip(_SIGNS).casefold() for syllable in (first, second))
    alone = max(1.0, model.single_count(one)) * max(1.0, model.single_count(two))
    return math.log(max(model.pair_count(one, two), _UNSEEN) * model.total / alone)


def is_one_word(first: str, second: str) -> bool:
    """Whether two neighbouring syllables are, most likely, one word."""
    return cohesion(first, second) >= _ONE_WORD
