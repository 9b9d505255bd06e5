"""Which entries of a record's `legal_basis` are cited within one of its passages.

An entry holds the words it was first printed in. The same provision may be cited in other words elsewhere, and the same
words ("Điều 7") may be no citation of it there: within "khoản 2 Điều 72", or where no act could be told. So a passage
is read again: an act printed in full is known by its number or title, whatever words are around it; a place without one
by its words, and only where every passage with these words is known to mean that act.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from converters.records.parts.passages import passages_of
from validators.citations.acts.numbers import number_key
from validators.citations.find import find_citations
from validators.citations.laws.titles import title_key
from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.mentions import ActName
from validators.citations.repair import level
from validators.citations.whole_titles import with_whole_titles
from validators.sharing.record import Act, Citation, Record

_MOST_NOTED = 3  # places a converter notes of one entry; where there are more it says nothing of them
_NO_ACT = PlaceInAct()


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of a passage that cite something.

    Attributes:
        start: First character.
        end: One past the last.
        words: Them, folded.
        key: What tells the act that is printed with them; None where none is ("Điều 7", "Điều 7 Luật này").
        places: In that act.
        year: Of that act, where it is named by its title and its year.
    """

    start: int
    end: int
    words: str
    key: str | None = None
    places: tuple[PlaceInAct, ...] = ()
    year: int | None = None


class CitedWithin:
    """The citations of one record, found in its passages."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._entries = record.legal_basis
        self._by_words: dict[str, list[int]] = defaultdict(list)
        self._by_provision: dict[tuple[str, PlaceInAct], int] = {}
        for index, entry in enumerate(self._entries):
            self._by_words[_folded(entry.text)].append(index)
            place = PlaceInAct(**entry.locator.model_dump())
            for key in self._keys(entry.act):
                self._by_provision.setdefault((key, place), index)

    def _keys(self, act: Act) -> Iterator[str]:
        """What an act may be called: by its number, and by its title, where no other act of the record bears it."""
        yield _key(act)
        if act.number and act.title and len(self._numbers_by_title[title_key(act.title)]) == 1:
            yield title_key(act.title)

    @cached_property
    def _numbers_by_title(self) -> dict[str, set[str | None]]:
        held: dict[str, set[str | None]] = defaultdict(set)
        for entry in self._entries:
            if entry.act.title:
                held[title_key(entry.act.title)].add(entry.act.number)
        return held

    def of(self, text: str, pages: Iterable[int | None] = ()) -> list[Citation]:
        """The entries cited in a text, in the order of the legal basis, each once.

        Args:
            text: A passage of the record, or several.
            pages: Where it was read, if that is known; of the same words on two pages it tells which is meant.
        """
        folded = _folded(text)
        if not any(hint in folded for hint in self._hints):  # as of most texts, which are read much faster so
            return []
        read = set(pages)
        found = {index for said in self._said(text) for index in self._meant(said, read)}
        return [self._entries[index] for index in sorted(found)]

    def _said(self, text: str) -> Iterator[_Said]:
        """All that a text cites: acts in full, words only a person knows to be a citation, then places without an act.

        What is part of another is no citation of its own.
        """
        taken: list[tuple[int, int]] = []
        for said in (*self._printed(text), *self._unreadable(text), *_bare(text)):
            if all(said.end <= start or end <= said.start for start, end in taken):
                taken.append((said.start, said.end))
                yield said

    def _printed(self, text: str) -> Iterator[_Said]:
        for one in with_whole_titles(text, find_citations(text), self._titles):
            act = one.mention.act
            key = None if one.mention.short else _key(act)
            year = None if act.number else act.year
            yield _Said(one.start, one.end, _folded(one.text), key or None, one.locators or (_NO_ACT,), year)

    def _unreadable(self, text: str) -> Iterator[_Said]:
        folded = _folded(text)
        here = [words for words in self._by_words if words in folded and not _is_read(words)]
        for words in sorted(here, key=len, reverse=True):
            spread = r"\s+".join(map(re.escape, words.split()))
            for match in re.finditer(rf"(?<!\w){spread}(?!\w)", text, re.IGNORECASE):
                yield _Said(match.start(), match.end(), words)

    def _meant(self, said: _Said, pages: set[int | None]) -> Sequence[int]:
        """The entries of some words: those of these very words, whatever a person made of them; else of that act."""
        if said.words in self._by_words:
            same = self._of_one_act(self._by_words[said.words], pages)
            return same if said.key is not None or self._is_certain(said.words, same) else ()
        if said.key is None:
            return ()
        places = (self._by_provision.get((said.key, place)) for place in said.places)
        return [index for index in places if index is not None and self._is_of(index, said.year)]

    def _is_of(self, index: int, year: int | None) -> bool:
        """Whether an act named by its title is that of an entry: not the one of another year."""
        own = self._entries[index].act.year
        return year is None or own is None or year == own

    def _of_one_act(self, indexes: Sequence[int], pages: set[int | None]) -> Sequence[int]:
        """Entries of the same words, where they are of one act, or one act was read on these pages."""
        if len({_key(self._entries[index].act) for index in indexes}) > 1:
            indexes = [index for index in indexes if self._pages(index) & pages]
        return indexes if len({_key(self._entries[index].act) for index in indexes}) == 1 else ()

    def _pages(self, index: int) -> set[int | None]:
        return {one.page for one in self._record.evidence.get(f"/legal_basis/{index}", ())}

    def _is_certain(self, words: str, meant: Sequence[int]) -> bool:
        """Whether these words mean an entry wherever they stand: it was noted as often as they are printed.

        Of words noted as often as a converter notes at most, nobody knows; there all places of the material without an
        act must be of that act.
        """
        if not meant:
            return False
        noted = self._noted(words)
        if noted is None or self._printed_bare[words] <= noted:
            return True
        act = _key(self._entries[meant[0]].act)
        return max(self._times(index, words) for index in meant) >= _MOST_NOTED and self._only_act == act

    def _noted(self, words: str) -> int | None:
        """How often words were noted as a citation; None where the record does not say where anything was read."""
        times: dict[str, int] = {}
        for index in self._by_words.get(words, ()):
            if f"/legal_basis/{index}" not in self._record.evidence:
                return None
            key = _key(self._entries[index].act)
            times[key] = max(times.get(key, 0), self._times(index, words))
        return sum(times.values())

    def _times(self, index: int, words: str) -> int:
        return sum(_folded(one.text) == words for one in self._record.evidence.get(f"/legal_basis/{index}", ()))

    @cached_property
    def _only_act(self) -> str | None:
        """What tells the act of all places that are printed without one; None where there are several acts, or none."""
        held = [self._by_words.get(words) for words in self._printed_bare]
        acts = {_key(self._entries[index].act) for indexes in held for index in indexes or ()}
        return acts.pop() if all(held) and len(acts) == 1 else None

    @cached_property
    def _printed_bare(self) -> Counter[str]:
        """How often each citation without an act is printed in the material."""
        texts = (passage.text for passage in passages_of(self._record))
        return Counter(said.words for text in texts for said in self._said(text) if said.key is None)

    @cached_property
    def _hints(self) -> frozenset[str]:
        """One of these stands in every text that cites an entry: its words, its number's beginning, its title's."""
        numbers = (entry.act.number.split("/")[0] for entry in self._entries if entry.act.number)
        titles = (" ".join(entry.act.title.split()[:2]) for entry in self._entries if entry.act.title)
        return frozenset(map(_folded, (*self._by_words, *numbers, *titles)))

    @cached_property
    def _titles(self) -> Sequence[str]:
        return [one.act.title for one in self._entries if one.act.number and one.act.title]


def _bare(text: str) -> Iterator[_Said]:
    for group in find_locators(level(text)):
        yield _Said(group.start, group.end, _folded(text[group.start : group.end]))


@lru_cache(maxsize=4096)
def _is_read(words: str) -> bool:
    """Whether words are understood as a citation, or as a place, by themselves."""
    return bool(find_citations(words)) or any(group.end == len(words) for group in find_locators(level(words)))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _key(act: Act | ActName) -> str:
    return number_key(act.number) if act.number else title_key(act.title or "")
