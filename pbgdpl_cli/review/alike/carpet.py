"""Like doubts side by side: those of one reading, of one pair of readings, of one confusion of letters, of one reason.

What may be confirmed at a glance (`harmless`) is laid out over all packages, the largest group first, so that the odd
one stands out. Groups too small to be of use go together by what they have in common.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from pbgdpl_cli.review.answers.items import ReviewItem, folded
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.words.harmless import BLANK, is_harmless, may_be_harmless
from validators.problems import Message

CELLS = 28  # of a screen of 1366 × 768 pixels, seven in a row: a group takes one for its name, and one for each place
_LEAST = 4  # places: fewer make no group, for there is nothing an odd one could stand out from
_SIGNATURES = 8192  # readings whose group is known
_DIGEST = 12  # hexadecimal digits that tell whether the words a person saw still stand there

Spot = tuple[int, str]  # index of the package, key of the place


class Likeness(IntEnum):
    """What the places of a group have in common; what says more comes first."""

    READING = 0
    CONFUSION = 1
    REASON = 2
    BLANK = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Like places.

    Attributes:
        likeness: What they have in common.
        name: The readings, the letters that are confused; empty for a reason.
        reason: Why they are doubted.
        spots: The places; like readings stand together.
    """

    likeness: Likeness
    name: tuple[str, ...]
    reason: Message
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of a screen.

    Attributes:
        package: Index of its package.
        item: The place.
    """

    package: int
    item: ReviewItem

    @property
    def token(self) -> str:
        """What a form says of it: where it is, and what the person saw there."""
        return f"{self.package}:{self.item.key}:{digest(self.item.text)}"


@dataclass(frozen=True, slots=True)
class Section:
    """A group, or a part of it, on a screen."""

    group: Group
    tiles: tuple[Tile, ...]


def digest(text: str) -> str:
    """A short name for a text: another text has another one."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGEST]


def carpet(queue: ReviewQueue) -> Sequence[Group]:
    """All groups, the largest first.

    Args:
        queue: All packages.
    """
    found = dict(_harmless(queue))
    groups: list[Group] = []
    for likeness in Likeness:
        together: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
        for spot, doubt in found.items():
            if (name := _name(likeness, doubt)) is not None:
                together[name].append(spot)
        for name, spots in together.items():
            if len(spots) >= _LEAST or likeness >= Likeness.REASON:
                groups.append(_group(likeness, name, spots, found))
                for spot in spots:
                    del found[spot]
    return sorted(groups, key=lambda one: (one.likeness is Likeness.BLANK, -len(one.spots)))


class Carpet:
    """The groups of a queue, laid out once and kept while places are answered: a book has a hundred thousand.

    Args:
        queue: All packages.
    """

    def __init__(self, queue: ReviewQueue) -> None:
        self._queue = queue
        self._groups: Sequence[Group] = ()
        self._of: tuple[object, int] = ((), -1)

    def groups(self, aside: Collection[Spot] = ()) -> Sequence[Group]:
        """What is left of the groups; laid out anew when a package was changed, or a place came back."""
        packages = self._queue.packages
        stamps, waiting = (
            tuple(one.stamp for one in packages),
            self._queue.waiting - sum(len(one.odd) for one in packages),
        )
        if self._of[0] != stamps or waiting > self._of[1] or not self._groups:
            self._groups = carpet(self._queue)
        self._of = (stamps, waiting)
        left = [(group, tuple(spot for spot in group.spots if self._waits(spot))) for group in self._groups]
        self._groups = [replace(group, spots=spots) for group, spots in left if spots]
        if not aside:
            return self._groups
        without = ((group, tuple(spot for spot in group.spots if spot not in aside)) for group in self._groups)
        return [replace(group, spots=spots) for group, spots in without if spots]

    def _waits(self, spot: Spot) -> bool:
        index, key = spot
        package = self._queue.packages[index]
        return key not in package.answers and key not in package.odd


def next_screen(queue: ReviewQueue, groups: Iterable[Group], cells: int = CELLS) -> list[Section]:
    """As many places as a screen holds; what turns out to be no harmless doubt in its line is passed over."""
    sections: list[Section] = []
    for group in groups:
        if cells < 2 or (
            sections and (group.likeness is Likeness.BLANK) != (sections[0].group.likeness is Likeness.BLANK)
        ):
            break  # whoever marks what is wrong is not asked in the same breath to mark what is right
        tiles = []
        for tile in _tiles(queue, group):
            tiles.append(tile)
            if len(tiles) == cells - 1:
                break
        if tiles:
            sections.append(Section(group, tuple(tiles)))
            cells -= 1 + len(tiles)
    return sections


def tile_at(queue: ReviewQueue, spot: Spot) -> Tile | None:
    """A place for a screen; None when it is not there any more, is answered, or is not harmless."""
    index, key = spot
    package = queue.packages[index]
    if package.work.second_reader is not None or package.tried.planted_at(key) is not None:
        return None  # each of these is read by itself
    item = None if key in package.answers else package.item(key)
    if item is None or item.page is None or not is_harmless(item, package.number_boxes(item.page)):
        return None
    return Tile(index, item)


def spot_of(queue: ReviewQueue, text: str) -> tuple[Spot, str] | None:
    """The place a form names, and what was seen there; None when it names none."""
    index, _, rest = text.partition(":")
    key, _, seen = rest.partition(":")
    known = index.isdecimal() and len(index) < len(str(_SIGNATURES)) and int(index) < len(queue.packages)
    return ((int(index), key), seen) if known and key else None


def count_alike(queue: ReviewQueue) -> int:
    """How many places there are, without the groups: each place stands in one of them."""
    return sum(1 for _ in _harmless(queue))


def _harmless(queue: ReviewQueue) -> Iterator[tuple[Spot, Doubt]]:
    return (
        ((index, key), doubt)
        for index, package in enumerate(queue.packages)
        if package.work.second_reader is None
        for key, doubt in package.worst_first()
        if key not in package.odd and may_be_harmless(doubt) and package.tried.planted_at(key) is None
    )


def count_of(groups: Iterable[Group]) -> int:
    """How many places there are."""
    return sum(len(group.spots) for group in groups)


def boxes_beside(queue: ReviewQueue, tiles: Iterable[Tile]) -> Iterator[tuple[Path, int, Box]]:
    """Where other places of a carpet stand on the pages of some: source, page, and box."""
    for index, page in dict.fromkeys((tile.package, tile.item.page) for tile in tiles):
        package = queue.packages[index]
        for key in () if page is None else package.keys_on(page):
            doubt = package.doubt(key)
            if page is not None and doubt is not None and doubt.box is not None and may_be_harmless(doubt):
                yield package.source, page, doubt.box


def _tiles(queue: ReviewQueue, group: Group) -> Iterator[Tile]:
    return (tile for spot in group.spots if (tile := tile_at(queue, spot)) is not None)


def _group(likeness: Likeness, name: tuple[str, ...], spots: list[Spot], doubts: dict[Spot, Doubt]) -> Group:
    spots.sort(key=lambda spot: (_reading(doubts[spot].text), *spot[:1], doubts[spot].page or 0))
    shown = name if likeness in (Likeness.READING, Likeness.CONFUSION) else ()
    return Group(likeness, shown, doubts[spots[0]].reason, tuple(spots))


def _name(likeness: Likeness, doubt: Doubt) -> tuple[str, ...] | None:
    """The name of the group a doubt belongs to; None when it has not got this likeness."""
    if doubt.kind == BLANK:
        return (doubt.reason.text,) if likeness is Likeness.BLANK else None
    match likeness:
        case Likeness.READING:
            return _readings(doubt.text, doubt.candidates)
        case Likeness.CONFUSION:
            return _confused(_readings(doubt.text, doubt.candidates))
        case Likeness.REASON:
            return (doubt.kind, doubt.reason.text)
        case Likeness.BLANK:
            return None


@lru_cache(maxsize=_SIGNATURES)
def _readings(text: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The reading, and the first other one: "tiền" read for "tiên" stands with "tiên" read for "tiền"."""
    reading = _reading(text)
    other = next((one for one in map(_reading, candidates) if one and one != reading), None)
    return (reading,) if other is None else tuple(sorted((reading, other)))


@lru_cache(maxsize=_SIGNATURES)
def _reading(text: str) -> str:
    return folded(text).casefold()


@lru_cache(maxsize=_SIGNATURES)
def _confused(readings: tuple[str, ...]) -> tuple[str, ...] | None:
    """The letters in which two readings differ; None where they differ in several places, or there is one only."""
    if len(readings) == 1:
        return None
    one, other = readings
    changed = [code for code in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"]
    if len(changed) != 1:
        return None
    _, first, last, start, stop = changed[0]
    return tuple(sorted((one[first:last], other[start:stop])))
