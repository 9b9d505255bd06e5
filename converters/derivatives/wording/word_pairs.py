"""Whether two syllables are one word: "dữ liệu" is never parted, "người | được" may be.

Vietnamese writes a space within words. How much more often two syllables stand together than chance would bring them
together (pointwise mutual information, from the counts of legal texts that reading uses) tells words from neighbours.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

_ONE_WORD = 2.0  # nats: of 60 pairs looked at, all words lie above 2.5, all boundaries of phrases below 1.9
_LONGEST_WORD = 3  # syllables kept together: "hòa giải viên"
_HARD_SPACE = "\u00a0"
_UNSEEN = 0.5  # times; a pair that was never seen
_SIGNS = " ,.;:!?()[]“”\"'…–-"


def cohesion(first: str, second: str) -> float:
    """How much two syllables belong together, in nats; below zero for those that avoid each other.

    Zero where one of them is no syllable of Vietnamese: a number, a name from abroad.
    """
    from converters.ocr.after_reading.context.context_model import load

    model = load()
    one, two = (syllable.strip(_SIGNS).casefold() for syllable in (first, second))
    if not (model.knows(one) and model.knows(two)):
        return 0.0
    alone = model.single_count(one) * model.single_count(two)
    return math.log(max(model.pair_count(one, two), _UNSEEN) * model.total / alone)


def kept_together(text: str) -> str:
    """A text in which the spaces within words are hard, so that no line ends there."""
    words = text.split(" ")
    links = [
        cohesion(before, after) if before[-1:].isalpha() and after[:1].isalpha() else 0.0
        for before, after in itertools.pairwise(words)
    ]
    held = [link >= _ONE_WORD for link in links]
    while (run := _too_long(held)) is not None:
        held[min(range(*run), key=lambda at: links[at])] = False
    spaces = [_HARD_SPACE if one else " " for one in held]
    return words[0] + "".join(f"{space}{word}" for space, word in zip(spaces, words[1:], strict=True))


def _too_long(held: Sequence[bool]) -> tuple[int, int] | None:
    """The first run of spaces held together that holds more syllables than a word has; None where there is none."""
    start = 0
    for is_held, run in itertools.groupby(held):
        end = start + len(list(run))
        if is_held and end - start >= _LONGEST_WORD:
            return start, end
        start = end
    return None


def is_one_word(first: str, second: str) -> bool:
    """Whether two neighbouring syllables are, most likely, one word."""
    return cohesion(first, second) >= _ONE_WORD
