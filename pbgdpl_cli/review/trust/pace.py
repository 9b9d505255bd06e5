"""How long people look at places, from the times at which they answered; and how long what waits will take.

Nobody is watched: all that is known is when each answer was given. The time between two answers of one person is the
time for the second one, unless it is so long that something else was done meanwhile. The first answer of a sitting has
no time, so what is added up is the least that was spent.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LONGEST_LOOK = dt.timedelta(minutes=5)
"""A longer time between two answers is a pause; even a long table cell is typed within it."""
LEAST_TIMED = 5  # looks at a kind of place; the median of fewer is that of one slow moment


@dataclass(frozen=True, slots=True)
class TimedLook:
    """One answer.

    Attributes:
        who: Who gave it.
        when: With the offset from UTC.
        kind: What sort of value.
    """

    who: str
    when: dt.datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Spent:
    """The time a person spent, and at how many places it could be measured."""

    seconds: float = 0.0
    places: int = 0


def spans(looks: Iterable[TimedLook]) -> Iterator[tuple[TimedLook, float]]:
    """The looks whose time is known, each with its seconds; answers given in one moment share the time before it."""
    by_person: dict[str, dict[dt.datetime, list[TimedLook]]] = defaultdict(lambda: defaultdict(list))
    for look in looks:
        by_person[look.who][look.when].append(look)
    for moments in by_person.values():
        for before, now in pairwise(sorted(moments)):
            if now - before <= LONGEST_LOOK:
                together = moments[now]
                yield from ((look, (now - before).total_seconds() / len(together)) for look in together)


def spent_by(looks: Iterable[TimedLook]) -> Mapping[str, Spent]:
    """What each person spent, pauses left out."""
    spent: dict[str, Spent] = {}
    for look, seconds in spans(looks):
        before = spent.get(look.who, Spent())
        spent[look.who] = Spent(before.seconds + seconds, before.places + 1)
    return spent


def seconds_spent(moments: Iterable[float]) -> float:
    """The least a person spent, pauses left out, from the moments of all answers, wherever they were given.

    Args:
        moments: Seconds since 1970, in any order.
    """
    gaps = (now - before for before, now in pairwise(sorted(moments)))
    return sum(gap for gap in gaps if gap <= LONGEST_LOOK.total_seconds())


@dataclass(frozen=True, slots=True)
class Pace:
    """Median seconds for a place: of each kind that was looked at often enough, and of all kinds together.

    Attributes:
        by_kind: Of kinds with enough looks.
        any_kind: Of all; None while there are too few.
        timed: How many looks it rests on.
    """

    by_kind: Mapping[str, float]
    any_kind: float | None
    timed: int

    def seconds_for(self, waiting: Mapping[str, int]) -> float | None:
        """How long places will take; None while no pace was measured.

        Args:
            waiting: How many places of each kind.
        """
        if self.any_kind is None:
            return None
        return sum(count * self.by_kind.get(kind, self.any_kind) for kind, count in waiting.items())


def pace_of(looks: Iterable[TimedLook]) -> Pace:
    """The pace of an office, from all answers that are known."""
    timed: dict[str, list[float]] = defaultdict(list)
    for look, seconds in spans(looks):
        timed[look.kind].append(seconds)
    every = [seconds for kind in timed.values() for seconds in kind]
    return Pace(
        {kind: median(seconds) for kind, seconds in timed.items() if len(seconds) >= LEAST_TIMED},
        median(every) if len(every) >= LEAST_TIMED else None,
        len(every),
    )
