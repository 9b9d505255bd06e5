"""The days a report is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from validators.sharing.issue_date import IssueDate


class Within(Enum):
    """Whether a date lies in a period; a month that lies partly in it may or may not."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both of them in it; None for no bound."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether anything is left out."""
        return self.first is not None or self.last is not None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds_moment(self, moment: dt.datetime) -> bool:
        """Whether a moment lies in it, by the day it was where it was written down."""
        return self.holds(moment.date())

    def holds_issue(self, date: IssueDate) -> Within:
        """Whether a date of issue lies in it: a month counts when all its days do."""
        first, last = self.holds(date.first), self.holds(date.last)
        if first and last:
            return Within.YES
        # A period inside the month holds neither its first day nor its last, and still the paper may be of it.
        apart = (self.last is not None and date.first > self.last) or (
            self.first is not None and date.last < self.first
        )
        return Within.NO if apart else Within.UNSURE
