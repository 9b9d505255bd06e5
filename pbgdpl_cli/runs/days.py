"""Days as written on the command line."""

from __future__ import annotations

import datetime as dt

from pbgdpl_cli.errors import WrongUsage
from validators.problems import say


def day_of(said: str | None) -> dt.date | None:
    """A day as written on the command line; None where nothing was.

    Raises:
        WrongUsage: It is no date.
    """
    if said is None:
        return None
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise WrongUsage(say("“{said}” is not a date; write YYYY-MM-DD.", said=said)) from None


def day_asked(said: str | None) -> dt.date:
    """The same, else today.

    Raises:
        WrongUsage: It is no date.
    """
    return day_of(said) or dt.datetime.now().astimezone().date()
