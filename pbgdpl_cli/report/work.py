"""What people did with the packages, and what waits for them.

Hours are counted over all packages together, as somebody may work at two at once. Of each answer only its moment is
kept: an office's answers of years take a few megabytes.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from converters.corrections.readers.account import ReviewAccount
from pbgdpl_cli.i18n import told
from pbgdpl_cli.report.numbers import Count, WorkNumbers
from pbgdpl_cli.report.period import Period
from pbgdpl_cli.review.trust.pace import TimedLook, seconds_spent
from pbgdpl_cli.review.trust.waiting import Turn, WaitingData


def _moments() -> defaultdict[str, array[float]]:
    return defaultdict(lambda: array("d"))


@dataclass(slots=True)
class WorkTally:
    """The work counted so far."""

    period: Period
    settled: int = 0
    corrected: int = 0
    unseen: int = 0
    doubts: int = 0
    numbers_open: int = 0
    citations: int = 0
    not_applied: int = 0
    turns: Counter[Turn] = field(default_factory=Counter)
    recent_turns: Counter[Turn] = field(default_factory=Counter)
    moments: defaultdict[str, array[float]] = field(default_factory=_moments)

    def add(self, waiting: WaitingData, account: ReviewAccount, looks: Iterable[TimedLook], *, recent: bool) -> None:
        """Count a package.

        Args:
            waiting: What waits in it.
            account: What people did with it in the period.
            looks: All that people gave answers to.
            recent: Whether the material was issued in the period.
        """
        self.settled += account.settled
        self.corrected += account.corrected
        self.unseen += account.outside
        self.doubts += waiting.needs_person
        self.numbers_open += waiting.numbers
        self.citations += waiting.citations
        self.not_applied += waiting.not_applied
        self.turns[waiting.turn] += 1
        self.recent_turns[waiting.turn] += recent
        for one in looks:
            if self.period.holds_moment(one.when):
                self.moments[one.who].append(one.when.timestamp())

    def numbers(self) -> WorkNumbers:
        """What was counted."""
        seconds = sum(map(seconds_spent, self.moments.values()))
        waiting = [Count(one.value, told(one.message), self.turns[one], self.recent_turns[one]) for one in Turn]
        return WorkNumbers(
            settled=self.settled,
            corrected=self.corrected,
            unseen=self.unseen,
            people=len(self.moments),
            seconds=seconds,
            hours=round(seconds / 3600, 1),
            open_doubts=self.doubts,
            open_numbers=self.numbers_open,
            open_citations=self.citations,
            not_applied=self.not_applied,
            waiting=tuple(waiting),
        )
