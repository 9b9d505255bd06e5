"""How long to go on trying over a connection that fails."""

from __future__ import annotations

from dataclasses import dataclass


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
