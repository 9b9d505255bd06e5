"""An act and its life: dated events, and what they say for a day and a place in the act.

What the events do not tell stays unknown: never "in force" by default.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.repair import level

EVENTS = ("issued", "in-force", "partly-expired", "expired", "suspended", "resumed", "amended")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an act.

    Attributes:
        kind: One of `EVENTS`.
        date: From which day.
        scope: What part of the act ("khoản 2 Điều 6; Điều 9"); empty for the whole, or where it is not known.
        source: Where it was looked up.
        by: The act that did it, or takes its place; empty where it is not known.
    """

    kind: str
    date: dt.date
    scope: str = ""
    source: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """An act the office knows.

    Attributes:
        number: As printed.
        type: A code of the list of document types.
        title: Its name, or what it is about.
        organ: Who issued it.
        date: The day of issue.
        articles: How many điều it has.
        events: By date.
        source: Where it was looked up.
        looked_at: When that was.
        undated: What happened on a day nobody knows: "amended" or "expired", by which act, and where it was looked up.
    """

    number: str | None
    type: str | None
    title: str | None
    organ: str | None
    date: dt.date | None
    articles: int | None
    events: tuple[Event, ...]
    source: str | None = None
    looked_at: dt.date | None = None
    undated: tuple[tuple[str, str, str], ...] = ()

    @property
    def name(self) -> str:
        """What people call it: the number, else the title."""
        return self.number or self.title or "–"

    @property
    def in_force_from(self) -> dt.date | None:
        """The first day the act, or the first part of it, is in force."""
        return min((event.date for event in self.events if event.kind == "in-force"), default=None)

    @property
    def expires_on(self) -> dt.date | None:
        """The first day the whole act is no longer in force."""
        return min((event.date for event in self.events if event.kind == "expired" and not event.scope), default=None)

    @property
    def amended_by(self) -> tuple[str, ...]:
        """The acts that amended it, in order, each once."""
        dated = [event.by for event in self.events if event.kind == "amended" and event.by]
        return tuple(dict.fromkeys([*dated, *(by for kind, by, _ in self.undated if kind == "amended")]))

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """The acts that ended the whole of it, or took its place."""
        ended = [event.by for event in self.events if event.kind == "expired" and not event.scope and event.by]
        return tuple(dict.fromkeys([*ended, *(by for kind, by, _ in self.undated if kind == "expired")]))

    def state_on(self, day: dt.date, locator: PlaceInAct | None = None) -> str:
        """The validity state on a day, of the whole act or of a place in it.

        Returns:
            A code of the vocabulary of validity states; `unknown` where the events do not tell.
        """
        past = [event for event in self.events if event.date <= day]
        if any(event.kind == "expired" and not event.scope for event in past):
            return "expired"
        if _suspended(past):
            return "suspended"
        if any(kind == "expired" for kind, *_ in self.undated):
            return "unknown"  # it ends, or has ended, and nobody knows when
        start = self._start(locator)
        if start and start > day:
            return "not-yet-in-force"
        partly = [event for event in past if is_partial_end(event)]
        if partly:
            return _partial_state(partly, locator)
        return "in-force" if start else "unknown"

    def _start(self, locator: PlaceInAct | None) -> dt.date | None:
        """From when a place is in force: some acts begin in parts."""
        starts = [event for event in self.events if event.kind == "in-force"]
        own = [event.date for event in starts if event.scope and locator and reaches(event.scope, locator)]
        whole = [event.date for event in starts if not event.scope]
        return min(own or whole or [event.date for event in starts], default=None)

    def deciding(self, state: str, day: dt.date, locator: PlaceInAct | None = None) -> Event | None:
        """The event by which an act, or a place in it, came into a state it is in on a day."""
        kinds = {"expired": "expired", "suspended": "suspended", "not-yet-in-force": "in-force"}
        if state == "not-yet-in-force":
            found = [event for event in self.events if event.kind == "in-force" and event.date > day]
            return found[0] if found else None
        past = [event for event in self.events if event.date <= day]
        whole = [event for event in past if event.kind == kinds.get(state) and not event.scope]
        parts = [event for event in past if is_partial_end(event)]
        near = [event for event in parts if locator and touches(event.scope, locator)]
        return (whole or near or parts or [None])[0]  # type: ignore[list-item]

    def with_events(self, events: Sequence[Event]) -> RegisteredAct:
        """The same act with another life."""
        return replace(self, events=tuple(sorted(events, key=lambda event: event.date)))


def is_partial_end(event: Event) -> bool:
    """Whether an event ends a part of an act."""
    return event.kind == "partly-expired" or (event.kind == "expired" and bool(event.scope))


def _suspended(past: list[Event]) -> bool:
    moves = sorted((event for event in past if event.kind in {"suspended", "resumed"}), key=lambda event: event.date)
    return bool(moves) and moves[-1].kind == "suspended"


def _partial_state(partly: list[Event], locator: PlaceInAct | None) -> str:
    if locator is None or not locator.article:
        return "partly-expired"
    if any(reaches(event.scope, locator) for event in partly):
        return "expired"
    # Only scopes that could be read exactly can clear a place; anything else leaves the doubt.
    return "partly-expired" if any(touches(event.scope, locator) for event in partly) else "in-force"


def reaches(scope: str, cited: PlaceInAct) -> bool:
    """Whether a scope holds the whole of a cited place."""
    return any(_covers(place, cited) for place in places_of(scope))


def touches(scope: str, cited: PlaceInAct) -> bool:
    """Whether a scope may concern a place: it names its article, or cannot be read, or the place is no article."""
    places = places_of(scope)
    return not cited.article or not places or any(place.article == cited.article for place in places)


@lru_cache(maxsize=1024)
def places_of(scope: str) -> tuple[PlaceInAct, ...]:
    """The articles, clauses and points a scope names; none where it cannot be read."""
    return tuple(place for group in find_locators(level(scope)) for place in group.locators if place.article)


def _covers(repealed: PlaceInAct, cited: PlaceInAct) -> bool:
    return (
        repealed.article == cited.article
        and repealed.clause in {None, cited.clause}
        and repealed.point in {None, cited.point}
    )
