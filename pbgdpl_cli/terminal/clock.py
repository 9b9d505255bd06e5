"""A clock that stands before this program was made: everything dated now is dated wrongly, and nobody would notice.

An empty battery sets a computer back to 1970 or to the year it was built. Nothing is decided by the day alone, so work
goes on; but a person has to know.
"""

from __future__ import annotations

import datetime as dt
import time

from pbgdpl_cli.terminal.console import Console
from validators.problems import say

FIRST_DAY = dt.date(2026, 1, 1)  # this program is younger


def tell_of_wrong_clock(console: Console) -> None:
    """Say it, in one sentence, where the clock cannot be right."""
    day = dt.datetime.fromtimestamp(time.time(), dt.UTC).date()
    if day < FIRST_DAY:
        console.note(
            say(
                "The clock of this computer says {day}, which cannot be: set it, or what is dated now is wrong.",
                day=day,
            )
        )
