"""Places that people want looked at again: marked as doubtful for the next person, or read differently by two people.

They travel with the package. Such a place is open until somebody, later, settles it or puts it right; while the
program's own list names the same place, that one line stands for both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.applying import settles
from converters.corrections.correction import Correction
from converters.corrections.stored import read_corrections
from converters.kept_lists import KeptList
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt, doubt, ranked
from converters.records.doubts.settled import Settled, open_doubts, read_settled
from validators.packages.package import RAISED
from validators.problems import OutputProblem, say
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class Raised:
    """A place that somebody wants looked at again.

    Attributes:
        page: Number of the page, from 1.
        kind: What sort of value.
        text: As it stood.
        who: Who raised it.
        when: With the offset from UTC.
        box: In pixels of the page image as stored; None where pages have no geometry.
        note: What the person says to the next one.
        read: What a second reader typed there; None for a place that was marked.
        seen: How many places were settled and how many corrections made in the package before: these decide nothing of
            it, though they may be of the same second. Lists only grow.
    """

    page: int
    kind: str
    text: str
    who: str
    when: dt.datetime
    box: Box | None = None
    note: str | None = None
    read: str | None = None
    seen: tuple[int, int] = (0, 0)

    @property
    def name(self) -> tuple[int, Box | None, str, dt.datetime]:
        """By which two accounts of one mark are known: where, who, when."""
        return self.page, self.box, self.who, self.when

    @property
    def doubt(self) -> Doubt:
        """The place as one that needs a person; what was read there is not told, for the next one reads anew."""
        reason = (
            say("{who} marked this place as doubtful.", who=self.who)
            if self.read is None
            else say("Two people read this place differently.")
        )
        return doubt(self.kind, reason, page=self.page, box=self.box, text=self.text)

    def is_at(self, page: int | None, box: Box | None, text: str) -> bool:
        """Whether it is about this place."""
        if self.page != page:
            return False
        return self.box == box if self.box is not None and box is not None else self.text == text


class DamagedRaised(OutputProblem):
    """The list cannot be read: whatever was done now would lose what people did."""

    code = "damaged-raised"


_LIST = KeptList(
    RAISED,
    Raised,
    DamagedRaised,
    say("The list of places that people marked in this package cannot be read; it was left as it is."),
)


def read_raised(package: Path) -> tuple[Raised, ...]:
    """The list of a package, in the order in which places were raised; empty when there is none.

    Raises:
        DamagedRaised: It cannot be read.
    """
    return _LIST.read(package)


def raised_json(raised: Sequence[Raised]) -> bytes:
    """The list as it is stored: one JSON object a line, UTF-8."""
    return _LIST.json(raised)


def still_raised(
    raised: Iterable[Raised], settled: Sequence[Settled], corrections: Sequence[Correction]
) -> tuple[Raised, ...]:
    """Those that nobody has settled or put right since."""
    return tuple(one for one in raised if decided(one, settled, corrections) is None)


def decided(raised: Raised, settled: Sequence[Settled], corrections: Sequence[Correction]) -> str | None:
    """What was decided to stand at a place since it was raised; None while nobody has decided."""
    later = corrections[raised.seen[1] :]
    made = [
        one.after
        for one in later
        if one.page == raised.page and one.when >= raised.when and settles(one, raised.box, raised.text)
    ]
    if made:
        return made[-1]
    done = (one for one in settled[raised.seen[0] :] if one.when >= raised.when and _is_about(raised, one))
    return next((one.text for one in done), None)


def _is_about(raised: Raised, settled: Settled) -> bool:
    if raised.box is None or settled.box is None:
        return raised.box is settled.box and raised.text == settled.text
    return settled.text == raised.text and raised.box.holds(settled.box.centre_x, settled.box.centre_y)


def open_places(package: Path, record: Record) -> tuple[Doubt, ...]:
    """All that a package has for a person to look at, worst first: what the program doubts and what people raised.

    Raises:
        DamagedList: What people settled before cannot be read.
        DamagedLog: What people corrected cannot be read.
        DamagedRaised: What people marked cannot be read.
    """
    doubted = open_doubts(package, record)
    raised = read_raised(package)
    if not raised:
        return doubted
    left = still_raised(raised, read_settled(package), read_corrections(package))
    more = [one.doubt for one in left if not any(one.is_at(known.page, known.box, known.text) for known in doubted)]
    return ranked((*doubted, *more))
