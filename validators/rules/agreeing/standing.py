"""Many words sought in many texts: what stands in what, in the time it takes to read them all once.

A record may have thousands of items, each of which is sought in thousands of pieces. A few are sought as they come,
which is quickest; of more, every text is cut into short blocks, and words are tried only where the rarest of theirs is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

_BLOCK = 6  # signs; a syllable or two
_LEAST = 2 * _BLOCK - 1  # signs of words that hold a whole block wherever they begin
_FEW = 48  # words that are sought before blocks are made
_TRIED = 32  # blocks of words of which the rarest is chosen


class Standing:
    """Texts, each next to the other, and whatever is sought in them.

    Args:
        texts: In order; some may be empty.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._sought = 0
        self._found: dict[str, tuple[int, ...]] = {}
        self._said: dict[str, bool] = {}

    @cached_property
    def joined(self) -> str:
        """All of them as one, with nothing between them."""
        return "".join(self.texts)

    def says(self, words: str) -> bool:
        """Whether some words stand in them, if need be over the end of a text."""
        known = self._said.get(words)
        if known is None:
            by_block = self._by_block(words)
            known = any(True for _ in self._spots(words)) if by_block else words in self.joined
            self._said[words] = known
        return known

    def holding(self, words: str) -> tuple[int, ...]:
        """The places, in order, of the texts in which some words stand; nothing stands nowhere."""
        known = self._found.get(words) if words else ()
        if known is None:
            known = self._found[words] = tuple(self._places(words))
        return known

    def held_by(self, words: str) -> list[int]:
        """The places, in order, of the texts that stand in some words."""
        if len(self.texts) < _FEW:
            return [at for at, text in enumerate(self.texts) if text and text in words]
        found = {at for text, places in self._short if text in words for at in places}
        for spot in range(len(words) - _BLOCK + 1):
            for at, before in self._rarest.get(words[spot : spot + _BLOCK], ()):
                if spot >= before and words.startswith(self.texts[at], spot - before):
                    found.update(self._alike[self.texts[at]])
        return sorted(found)

    def _places(self, words: str) -> list[int]:
        if not self._by_block(words):
            return [at for at, text in enumerate(self.texts) if words in text]
        # Behind an empty text stands another at the same place: the last of them is the one that has the words.
        spots = ((spot, bisect_right(self._starts, spot) - 1) for spot in self._spots(words))
        return sorted({at for spot, at in spots if spot + len(words) <= self._starts[at] + len(self.texts[at])})

    def _by_block(self, words: str) -> bool:
        self._sought += 1
        return len(words) >= _LEAST and self._sought > _FEW

    def _spots(self, words: str) -> Iterator[int]:
        """Where some words begin: they hold a block of the text, whole, one of `_BLOCK` signs apart."""
        joined, blocks = self.joined, self._blocks
        for shift in range(_BLOCK):
            tried = range(shift, len(words) - _BLOCK + 1, _BLOCK)[:_TRIED]
            at = min(tried, key=lambda at: len(blocks.get(words[at : at + _BLOCK], ())))
            for place in blocks.get(words[at : at + _BLOCK], ()):
                if place >= at and joined.startswith(words, place - at):
                    yield place - at

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.texts))][: len(self.texts)]

    @cached_property
    def _blocks(self) -> Mapping[str, list[int]]:
        """Where each block stands, of those that begin a whole number of blocks from the beginning."""
        found: dict[str, list[int]] = defaultdict(list)
        for place in range(0, len(self.joined) - _BLOCK + 1, _BLOCK):
            found[self.joined[place : place + _BLOCK]].append(place)
        return found

    @cached_property
    def _alike(self) -> Mapping[str, list[int]]:
        """The places of each text."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            found[text].append(at)
        return found

    @cached_property
    def _short(self) -> list[tuple[str, list[int]]]:
        return [(text, places) for text, places in self._alike.items() if 0 < len(text) < _BLOCK]

    @cached_property
    def _rarest(self) -> Mapping[str, list[tuple[int, int]]]:
        """By a block that few texts have: a text, and how far from its beginning that stands."""
        often = Counter(text[at : at + _BLOCK] for text in self._alike for at in _ends(text))
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for text, places in self._alike.items():
            if len(text) >= _BLOCK:
                at = min(_ends(text), key=lambda at: often[text[at : at + _BLOCK]])
                found[text[at : at + _BLOCK]].append((places[0], at))
        return found


def _ends(text: str) -> range:
    """Where blocks of a text begin, as many as are tried."""
    return range(0, len(text) - _BLOCK + 1, _BLOCK)[:_TRIED]
