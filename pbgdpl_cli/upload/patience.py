"""How long to go on trying over a connection that fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on trying when nothing moves.

    Attributes:
        reach: Seconds to try to reach a portal before the first byte.
        stuck: Seconds to go on without any progress later.
        first_wait: Seconds before the second try; doubled with each further one, with jitter.
        longest_wait: The longest pause between tries, unless the portal asks for a longer one.
        connect: Seconds to wait for a connection.
        answer: Seconds to wait for an answer, or for the connection to take bytes.
        settle: Seconds a portal gets to finish what a gateway gave up on, before the same is asked of it again.
    """

    reach: float = 8.0
    stuck: float = 600.0
    first_wait: float = 0.5
    longest_wait: float = 30.0
    connect: float = 10.0
    answer: float = 60.0
    settle: float = 60.0


_MINUTE, _HOUR = 60, 3600  # seconds
_WORTH_TELLING = 60.0  # seconds; clocks are set right by less all the time


class ClockWatch:
    """Notices that the computer slept, or that its clock was set, by two clocks of which only one heeds either.

    Nothing depends on the clock of the wall; it is told because a person will wonder.

    Args:
        wall: Seconds since 1970, as set.
        steady: Seconds that never go back; on Linux they stand still while the computer sleeps.
    """

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()

    def news(self) -> Message | None:
        """What happened since the last look; None when nothing did."""
        apart = self._wall() - self._steady()
        jump, self._apart = apart - self._apart, apart
        if jump > _WORTH_TELLING:
            return say("The computer slept for {time}, or its clock was set; sending goes on.", time=spoken_time(jump))
        if jump < -_WORTH_TELLING:
            return say("The clock was set back by {time}; sending goes on.", time=spoken_time(-jump))
        return None


def spoken_time(seconds: float) -> Message:
    """A length of time as a person says it."""
    if seconds < 2 * _MINUTE:
        return say("{count} seconds", count=max(1, round(seconds)))
    if seconds < 2 * _HOUR:
        return say("{count} minutes", count=round(seconds / _MINUTE))
    return say("{count} hours", count=round(seconds / _HOUR))
