"""The citations of a package as the page shows them: where each was read, what people said, how its act stands."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converters.corrections.cited.said import CitationSaid, Decision, keys_of, latest
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.cited import answer_key, cited_in
from pbgdpl_cli.review.answers.masking import NumbersToRead
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.web.cited_names import act_name
from validators.sharing.record import Citation, Evidence

if TYPE_CHECKING:  # the first page of a review needs no register
    from validators.citations.register import CitedText, Register, RegisteredAct


@dataclass(frozen=True, slots=True)
class ActStanding:
    """How an act stands, after the office's register.

    Attributes:
        act: As the register knows it.
        state: Of the place cited, on the day (a code of `validity-states`).
        text: What the place says; None where the register does not have it.
    """

    act: RegisteredAct
    state: str
    text: CitedText | None = None


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One citation.

    Attributes:
        key: In addresses; the same after every decision.
        citation: As the record has it; of one that is being added, as it will.
        page: Where it was read first; None where nobody knows. An act may be cited in many places, whose frame around
            all would show half a page and nothing of it large enough to be read.
        box: Around its words there; None without geometry.
        unread: Keys of the numbers in it that a person shall still read.
        standing: After the register; None where that does not know the act, or there is none.
        said: What was decided, and is in the package; None where nobody decided.
        waiting: What was decided and is not in the package yet.
        given: When, as a mark in forms; empty where nothing waits.
        is_new: It is not in the record yet.
    """

    key: str
    citation: Citation
    page: int | None
    box: Box | None
    unread: tuple[str, ...]
    standing: ActStanding | None
    said: CitationSaid | None = None
    waiting: CitationSaid | None = None
    given: str = ""
    is_new: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether a person decided about it, in the package or not yet."""
        return _holds(self.waiting or self.said)

    @property
    def is_hidden(self) -> bool:
        """Whether its reading is not shown, for a person reads it for himself first."""
        return bool(self.unread) and not self.is_decided


def _holds(last: CitationSaid | None) -> bool:
    return last is not None and last.decision is not Decision.OPEN


def citations_of(
    package: PackageUnderReview, register: Register | None, day: dt.date, only: str | None = None
) -> Sequence[CitedPlace]:
    """The citations of a package, in the order of the record; behind them those that were added and wait.

    Args:
        package: The package.
        register: The office's register of acts; None where it keeps none.
        day: On which the acts are looked up.
        only: Key of the one that is asked for; None for all.
    """
    said = {one.key: one for one in latest(package.cited)}
    waiting = {one.key: one for one in cited_in(package.answers.values())}
    found = []
    keys = keys_of(package.record.legal_basis, package.cited)
    unread_of, basis = _Unread(package.waiting), package.record.legal_basis
    for key, citation, places in zip(keys, basis, _places_read(package), strict=True):
        if only not in (None, key):
            continue
        page, box = _first_of(places)
        unread = unread_of.of(citation, places)
        last = waiting.get(key)
        shown = citation if last is None or last.after is None else last.after
        found.append(CitedPlace(
            key, citation, page, box, unread, _standing(shown, register, day), said.get(key), last,
            _given(package, last),
        ))  # fmt: skip
    known = set(keys)
    added = (one for key, one in waiting.items() if key not in known and one.decision is Decision.ADDED)
    new = [one for one in added if only in (None, one.key)]
    return (*found, *(_added(package, one, register, day) for one in new))


def undecided_behind(package: PackageUnderReview, key: str) -> str:
    """The key of the next citation nobody has decided about; the same one where there is none behind it."""
    keys, decided = _keys_and_decided(package)
    behind = keys[keys.index(key) + 1 :] if key in keys else ()
    return next((one for one in behind if one not in decided), key)


def undecided_count(package: PackageUnderReview) -> int:
    """How many citations of the record nobody has decided about."""
    if not (package.cited or package.answers):  # as long as nobody said anything, acts need not be told apart
        return len(package.record.legal_basis)
    keys, decided = _keys_and_decided(package)
    return sum(one not in decided for one in keys)


def _keys_and_decided(package: PackageUnderReview) -> tuple[Sequence[str], Collection[str]]:
    last = {one.key: one for one in (*latest(package.cited), *cited_in(package.answers.values()))}
    decided = frozenset(key for key, one in last.items() if _holds(one))
    return keys_of(package.record.legal_basis, package.cited), decided


def taken_out(package: PackageUnderReview) -> Sequence[tuple[CitationSaid, CitationSaid | None, str]]:
    """Citations that a person took out, in the package; with what was said of them since, and its mark."""
    waiting = {one.key: one for one in cited_in(package.answers.values())}
    gone = (one for one in latest(package.cited) if one.decision is Decision.REMOVED)
    return [(one, waiting.get(one.key), _given(package, waiting.get(one.key))) for one in gone]


def _given(package: PackageUnderReview, said: CitationSaid | None) -> str:
    return "" if said is None else package.answers[answer_key(said.key)].when.isoformat()


_WORD = re.compile(r"\w+")
_NAMING = frozenset({"number", "citation"})
"""Kinds of doubts that hide every citation that bears their text; a bare "5" would hide half of them."""


class _Unread:
    """The numbers of a package that a person shall still read, made ready to be asked for citation by citation."""

    def __init__(self, doubts: Iterable[tuple[str, Doubt]]) -> None:
        self._middles: dict[int | None, list[tuple[str, float, float]]] = defaultdict(list)
        # By their first word: a thousand citations are not each held against a thousand doubts.
        self._named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, doubt in doubts:
            if doubt.kind in NUMBERS and doubt.box is not None:
                self._middles[doubt.page].append((key, doubt.box.centre_x, doubt.box.centre_y))
            if doubt.kind in _NAMING and (first := _WORD.search(doubt.text)):
                self._named[first[0]].append((key, doubt.text))

    def of(self, citation: Citation, places: Sequence[Evidence]) -> tuple[str, ...]:
        """The keys of those that stand in a citation, or would be told by it."""
        found = [key for place in places for key in self._at(place)]
        told = " | ".join((citation.text, act_name(citation.act) or ""))
        near = (one for word in dict.fromkeys(_WORD.findall(told)) for one in self._named.get(word, ()))
        found += [key for key, text in near if NumbersToRead([text]).taken_out(told, "") != told]
        return tuple(dict.fromkeys(found))

    def _at(self, place: Evidence) -> Iterator[str]:
        if place.box is not None:
            left, top, right, bottom = place.box
            for key, x, y in self._middles.get(place.page, ()):
                if left <= x <= right and top <= y <= bottom:
                    yield key


def _places_read(package: PackageUnderReview) -> Sequence[Sequence[Evidence]]:
    """Where each citation was read."""
    places: list[list[Evidence]] = [[] for _ in package.record.legal_basis]
    for name, of in package.record.evidence.items():
        parts = name.split("/")
        if parts[1] == "legal_basis" and len(parts) > 2 and int(parts[2]) < len(places):
            places[int(parts[2])] += of
    return places


def _first_of(places: Sequence[Evidence]) -> tuple[int | None, Box | None]:
    first = next((one for one in places if one.page is not None), None)
    if first is None:
        return None, None
    return first.page, None if first.box is None else Box(*first.box)


def _added(package: PackageUnderReview, said: CitationSaid, register: Register | None, day: dt.date) -> CitedPlace:
    citation = said.after
    assert citation is not None  # noqa: S101  (only such are asked for)
    standing = _standing(citation, register, day)
    given = _given(package, said)
    return CitedPlace(said.key, citation, said.page, said.box, (), standing, None, said, given, is_new=True)


def _standing(citation: Citation, register: Register | None, day: dt.date) -> ActStanding | None:
    act = citation.act
    known = None if register is None else register.find(act.number, act.date, act.title)
    if known is None or register is None:
        return None
    from validators.citations.locators import PlaceInAct

    place = PlaceInAct(**citation.locator.model_dump())
    return ActStanding(known, known.state_on(day, place), register.text_of(known, place))
