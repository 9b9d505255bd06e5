"""What a text holds, found out once for everything that is sought in it.

Most texts hold next to nothing of what rules look for, yet an expression has to look at every sign to know that. So a
text is taken apart once (`Searched`), and an expression says what stands in every text it is found in (`Sought`): it is
put only to texts that hold this. That nothing is passed over is proved by `tests/language/test_sought.py`, which makes
texts out of the expressions themselves.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Generic, TypeVar

Thing = TypeVar("Thing")

_WORD = re.compile(r"\w+")
_OTHER_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))).replace(" ", "").replace("\n", "")
_DIGIT, _OTHER = b"1", b" "
_KINDS = bytes(_DIGIT[0] if code in b"0123456789" else _OTHER[0] for code in range(256))


def fold(text: str) -> str:
    """The text in small letters, sign for sign: what `re.IGNORECASE` takes for the same letter of ours is the same.

    Args:
        text: With letters composed (NFC). The result has its length, so that places in one are places in the other.
    """
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


class Searched:
    """A text in which much is sought. Each of its views is made when it is first asked for.

    Attributes:
        text: As it stands.
    """

    def __init__(self, text: str, words: Collection[str] | None = None) -> None:
        """Take a text, and its pieces between spaces, as often as they come, where they are at hand."""
        self.text = text
        self._words = words
        self._standing: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._spots: dict[str, tuple[int, ...]] = {}

    def with_signs(self, text: str) -> Searched:
        """The same with other signs at some places, taken apart the same way."""
        return Searched(text, None if self._words is None else text.split())

    @cached_property
    def words(self) -> frozenset[str]:
        """Its pieces between spaces, each once."""
        return frozenset(self._pieces())

    @cached_property
    def signs(self) -> str:
        """The same as one text; whatever sign but spaces the text holds stands here, and all texts need a tenth."""
        return "\n".join(self.words)

    @cached_property
    def alphabet(self) -> str:
        """Every sign that stands in it but spaces, once: who seeks single signs needs to look at no more."""
        return "".join(set(self.signs) - {"\n"})  # which parts them

    @cached_property
    def is_plainly_spaced(self) -> bool:
        """Whether single spaces and line feeds part its pieces, and nothing else; False where they are not at hand."""
        if not self._words:
            return self._words is not None and not self.text
        text = self.text
        if text[0].isspace() or text[-1].isspace() or any(space in text for space in _OTHER_SPACES):
            return False
        return text.count(" ") + text.count("\n") == len(self._words) - 1

    @cached_property
    def folded(self) -> str:
        """The text in small letters, sign for sign."""
        return fold(self.text)

    @cached_property
    def digits(self) -> list[int]:
        """Where runs of digits begin; those of other scripts are none."""
        # In bytes that are one thing or the other: four times as quick as an expression, and most text has few digits.
        kinds, found = self.text.encode("latin-1", "replace").translate(_KINDS), []
        start = kinds.find(_DIGIT)
        while start >= 0:
            found.append(start)
            end = kinds.find(_OTHER, start)
            start = kinds.find(_DIGIT, end) if end >= 0 else -1
        return found

    def holds(self, phrase: str) -> bool:
        """Whether some whole words stand in it one after another, with whatever spaces between them.

        Args:
            phrase: In small letters, with one space between words; letters, digits and no other signs.
        """
        return _words_of(phrase) <= self.small_words and (" " not in phrase or phrase in self._small_line)

    def holds_any(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of some phrases stands in it, as `holds` takes them."""
        return not self.small_words.isdisjoint(_longest_words(phrases)) and any(map(self.holds, phrases))

    def standing(self, heads: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some beginnings, in small letters, that may stand in it, for their longest part does."""
        found = self._standing.get(heads)
        if found is None:
            signs = self._small_signs
            found = self._standing[heads] = tuple([head for head, part in _longest_parts(heads) if part in signs])
        return found

    def spots(self, word: str) -> tuple[int, ...]:
        """Every place a word in small letters begins; kept, because several expressions may begin with it."""
        found = self._spots.get(word)
        if found is None:
            found = self._spots[word] = tuple(spots(self.folded, (word,)))
        return found

    @cached_property
    def _small_signs(self) -> str:
        return fold(self.signs)

    def _pieces(self) -> Iterable[str]:
        # Line by line: a list of all words takes ten times the memory of the text.
        return chain.from_iterable(map(str.split, self.text.split("\n"))) if self._words is None else self._words

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Its words, runs of letters and digits, each once in small letters."""
        return frozenset(_WORD.findall(self._small_signs))

    @cached_property
    def _small_line(self) -> str:
        return self.folded.replace("\n", " ") if self.is_plainly_spaced else fold(" ".join(self._pieces()))


@lru_cache(maxsize=1024)
def _longest_parts(heads: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each with its longest part between spaces."""
    return tuple((head, max(head.split(), key=len)) for head in heads)


@lru_cache(maxsize=1024)
def _longest_words(phrases: tuple[str, ...]) -> frozenset[str]:
    """Of each phrase a word, without which it stands nowhere."""
    return frozenset(max(phrase.split(" "), key=len) for phrase in phrases)


@lru_cache(maxsize=1024)
def _words_of(phrase: str) -> frozenset[str]:
    return frozenset(phrase.split(" "))


@dataclass(frozen=True, slots=True)
class Hinted:
    """An expression and a simpler one that is found in some piece between spaces of every text it is found in.

    Attributes:
        pattern: The expression.
        hint: Asks for no white space.
    """

    pattern: re.Pattern[str]
    hint: re.Pattern[str]

    def may_stand_in(self, searched: Searched) -> bool:
        """Whether it can be found at all."""
        return self.hint.search(searched.signs) is not None

    def each_in(self, searched: Searched) -> Iterator[re.Match[str]]:
        """Every place it is found at."""
        return self.pattern.finditer(searched.text) if self.may_stand_in(searched) else iter(())


@dataclass(frozen=True, slots=True)
class Sought:
    """An expression and what stands in every text it is found in.

    Attributes:
        pattern: The expression.
        needs: Of each group one phrase stands in the text, as `Searched.holds` takes it.
    """

    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]

    def may_stand_in(self, searched: Searched) -> bool:
        """Whether it can be found at all; most often it cannot, which is quickly known."""
        return all(map(searched.holds_any, self.needs))

    def each_in(self, searched: Searched) -> Iterator[re.Match[str]]:
        """Every place it is found at."""
        return self.pattern.finditer(searched.text) if self.may_stand_in(searched) else iter(())


class ByWord(Generic[Thing]):
    """Many things that are sought together, next to none of which stands in a text, as its words tell.

    Args:
        things: Each with phrases (as `Searched.holds` takes them) all of which stand in every text that holds it.
    """

    def __init__(self, things: Iterable[tuple[Thing, Iterable[str]]]) -> None:
        self._things = [(thing, frozenset(" ".join(phrases).split())) for thing, phrases in things]
        often = Counter(word for _, words in self._things for word in words)
        self._always: list[int] = []
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(self._things):
            rarest = min(words, key=lambda word: (often[word], -len(word), word), default=None)
            (self._always if rarest is None else self._by_rarest[rarest]).append(place)

    def each_in(self, searched: Searched) -> list[Thing]:
        """Those that may stand in a text, in their order."""
        small = searched.small_words
        places = chain(self._always, *(self._by_rarest[word] for word in small & self._by_rarest.keys()))
        return [thing for thing, words in map(self._things.__getitem__, sorted(places)) if words <= small]


@dataclass(frozen=True, slots=True)
class Headed:
    """An expression and the words everything it finds begins with: only where they stand it is tried.

    Attributes:
        pattern: The expression.
        heads: In small letters, whatever case the expression asks for.
    """

    pattern: re.Pattern[str]
    heads: tuple[str, ...]

    def each_in(self, searched: Searched, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every place it is found at, as `finditer` gives them, in a text or a span of it."""
        heads = searched.standing(self.heads)
        if heads:
            kept = start == 0 and end == sys.maxsize
            places = map(searched.spots, heads) if kept else (spots(searched.folded, heads, start, end),)
            yield from matches_at(self.pattern, searched.text, sorted(chain.from_iterable(places)), end)


def matches_at(
    pattern: re.Pattern[str], text: str, places: Iterable[int], end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What `finditer` gives, when nothing can begin but at some places.

    Args:
        pattern: Never finds an empty text.
        text: As it stands.
        places: In order.
        end: Where the text is taken to end.
    """
    free = 0
    for place in places:
        if place >= free and (found := pattern.match(text, place, end)):
            free = found.end()
            yield found


def spots(text: str, words: Iterable[str], start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
    """Every place one of some words begins, word by word. `str.find` is many times quicker than an expression."""
    for word in words:
        spot = text.find(word, start, end)
        while spot >= 0:
            yield spot
            spot = text.find(word, spot + 1, end)


def parts(text: str, most: int) -> Iterator[str]:
    """A text, a long one in several parts: each is cut where a sentence or line ends, else where a word does.

    Args:
        text: As it stands; its parts together are the whole.
        most: Signs of the longest part.
    """
    start = 0
    while len(text) - start > most:
        least, last = start + most // 2, start + most
        ends = (text.rfind(end, least, last) + len(end) for end in (". ", "\n"))
        end = max(ends) if (". " in text[least:last] or "\n" in text[least:last]) else text.rfind(" ", least, last) + 1
        yield text[start : (start := end or last)]
    yield text[start:]


def stretches(places: Iterable[int], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Stretches of a text around some places, those that touch joined.

    Args:
        places: In order.
        before: Signs from the beginning of a stretch to the place.
        after: Signs from the place to the end.
    """
    last: tuple[int, int] | None = None
    for place in places:
        if last and place - before <= last[1]:
            last = (last[0], place + after)
            continue
        if last:
            yield last
        last = (max(place - before, 0), place + after)
    if last:
        yield last
