"""What the life of an act means for whoever cites it: what changed since it was last looked at, and what is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from validators.citations.locators import PlaceInAct
from validators.citations.register.acts import Event, RegisteredAct, touches

CITED_AS_ENDED = frozenset({"replaced", "repealed"})
"""Roles of acts a paper cites as ended: that they have ended is what it says itself."""

_CHANGING = frozenset({"expired", "partly-expired", "suspended", "amended"})


def to_come(act: RegisteredAct, cited: PlaceInAct, day: dt.date, within: int) -> Iterator[Event]:
    """What will happen to a cited place within some days, in order.

    Args:
        act: The act cited.
        cited: The place in it; empty for the whole.
        day: Today.
        within: Days to look ahead.
    """
    last = day + dt.timedelta(days=within) if within <= (dt.date.max - day).days else dt.date.max
    return (event for event in act.events if day < event.date <= last and _concerns(event, cited))


def amended_since(act: RegisteredAct, cited: PlaceInAct, since: dt.date, day: dt.date) -> Iterator[Event]:
    """The amendments of a cited place that came into force after a day, up to another."""
    return (
        event
        for event in act.events
        if event.kind == "amended" and since < event.date <= day and _concerns(event, cited)
    )


def _concerns(event: Event, cited: PlaceInAct) -> bool:
    return event.kind in _CHANGING and (not event.scope or touches(event.scope, cited))
