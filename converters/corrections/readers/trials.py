"""What was tried on readers, kept in the package: planted mistakes, samples of undoubted numbers, second readings.

A planted mistake is kept without its text: that somebody found it or let it stand says how well people read, and the
text itself was never a reading of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from converters.kept_lists import KeptList
from converters.reading.boxes import Box
from validators.packages.package import TRIALS
from validators.problems import OutputProblem, say

UNDOUBTED = "undoubted"
"""Kind of a planted word that stood in a line nothing doubts; all others stood in places people are asked for."""


class Purpose(StrEnum):
    """Why a person was asked.

    Attributes:
        PLANTED: A wrong reading was shown on purpose.
        SAMPLE: A number that nothing doubts was chosen at random.
        FIRST: A person reads a number otherwise than the program, and a second person shall read it.
        SECOND: A second person reads what the first has read, without seeing it.
    """

    PLANTED = "planted"
    SAMPLE = "sample"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Trial:
    """One look that a person took because of a setting.

    Attributes:
        purpose: Why.
        key: Of the place.
        page: Number of the page, from 1.
        kind: What sort of value.
        who: Who looked.
        when: With the offset from UTC.
        agreed: Planted: whether the mistake was found. Else: whether the person reads what stands there.
        box: Where, in pixels of the page image as stored; None where pages have no geometry.
        stands: What stood there; None for a planted mistake.
        reads: What the person typed; None for a planted mistake.
        engine: What the program read there first; None where that is not asked.
    """

    purpose: Purpose
    key: str
    page: int
    kind: str
    who: str
    when: dt.datetime
    agreed: bool
    box: Box | None = None
    stands: str | None = None
    reads: str | None = None
    engine: str | None = None

    @property
    def name(self) -> tuple[Purpose, str, str]:
        """By which two accounts of one look are known: why, where, who."""
        return self.purpose, self.key, self.who


class DamagedTrials(OutputProblem):
    """The list cannot be read: whatever was done now would lose what people did."""

    code = "damaged-trials"


_LIST = KeptList(
    TRIALS,
    Trial,
    DamagedTrials,
    say("The list of what was tried on readers of this package cannot be read; it was left as it is."),
)


def read_trials(package: Path) -> tuple[Trial, ...]:
    """The list of a package, in the order of the looks; empty when there is none.

    Raises:
        DamagedTrials: It cannot be read.
    """
    return _LIST.read(package)


def trials_json(trials: Sequence[Trial]) -> bytes:
    """The list as it is stored: one JSON object a line, UTF-8."""
    return _LIST.json(trials)


def with_trials(kept: Iterable[Trial], new: Iterable[Trial]) -> tuple[Trial, ...]:
    """A list with further looks; one told twice, because a crash came between two steps, is one."""
    return tuple({one.name: one for one in (*kept, *new)}.values())
