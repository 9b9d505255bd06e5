"""What people did with a text, as whoever approves it wants to know."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.applying import Entry, settles
from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement, Change
from converters.corrections.stored import read_log
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import Settled, read_settled


@dataclass(frozen=True, slots=True)
class ReviewAccount:
    """What people did with the text of a package.

    Attributes:
        settled: Places that somebody found right as they stood.
        corrected: Places that were put right.
        outside: Of these, how many nothing had doubted: each is a mistake that the program did not see.
        people: Who looked, in the order of their first look.
        last: When somebody looked last; None when nobody has.
        last_by: Who that was.
    """

    settled: int = 0
    corrected: int = 0
    outside: int = 0
    people: tuple[str, ...] = ()
    last: dt.datetime | None = None
    last_by: str | None = None


def account_of(package: Path, counts: Callable[[dt.datetime], bool] = lambda _: True) -> ReviewAccount:
    """What people did with a package.

    Args:
        package: Its folder.
        counts: Which moments count: those of a period, for instance.

    Raises:
        DamagedLog: What they corrected cannot be read.
        DamagedList: What they settled cannot be read.
    """
    settled = [one for one in read_settled(package) if counts(one.when)]
    log = [one for one in read_log(package) if counts(one.when)]
    corrections = [one for one in log if isinstance(one, Correction)]
    added = [one for one in log if isinstance(one, Arrangement) and one.change is Change.ADDED]
    changed = [one for one in corrections if one.before != one.after]
    locked = [one for one in only_locked(settled, corrections) if one.doubted is None]
    looks = [(one.when, one.who) for one in settled] + [(one.when, one.who) for one in log]
    looks.sort(key=lambda look: look[0])
    return ReviewAccount(
        len(settled) + len(locked),
        len(changed) + len(added),
        sum(one.doubted is None for one in changed) + sum(one.doubted is None for one in added),
        tuple(dict.fromkeys(who for _, who in looks)),
        *(looks[-1] if looks else (None, None)),
    )


def only_locked(settled: Iterable[Settled], corrections: Iterable[Correction]) -> Sequence[Correction]:
    """Places typed as they stood that are on no list of what was settled: one look is told once."""
    told = {(one.who, one.when) for one in settled}
    return [one for one in corrections if one.before == one.after and (one.who, one.when) not in told]


def with_doubts(made: Iterable[Entry], doubts: Iterable[Doubt]) -> Sequence[Entry]:
    """Entries of the log, each with the kind of the worst doubt that it settles."""
    on_page: dict[int | None, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        on_page[doubt.page].append(doubt)
    return [
        replace(one, doubted=next((d.kind for d in on_page[one.page] if settles(one, d.box, d.text, d.kind)), None))
        for one in made
    ]
