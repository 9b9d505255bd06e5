"""Six machines read a shelf: what failures, slow machines and weak links cost. Seeded; no page is really read.

The rules are those of the cluster: sheaves worth about 15 s, a lost machine is noticed after 60 s, its sheaves are
read again by others, whoever is free takes the next.
"""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass

from converters.work.cluster.pool import LOST_AFTER
from converters.work.cluster.shares import WORTH


@dataclass(frozen=True)
class Cost:
    """Of a page: processor seconds, bytes written, bytes of the source."""

    cpu: float
    written: int
    source: int


@dataclass(frozen=True)
class Scenario:
    """What happens to the machines.

    Attributes:
        speeds: Of each machine, 1 for the one the cost was measured on.
        off_every: Hours between two times a machine is switched off; None for never.
        off_for: Hours it stays off.
        link: Megabits a second of each machine; None for no limit.
    """

    speeds: tuple[float, ...] = (1.0,) * 6
    off_every: float | None = None
    off_for: float = 1.0
    link: float | None = None


SCENARIOS = {
    "nothing": Scenario(),
    "two of six machines are half as fast": Scenario((1.0,) * 4 + (0.5,) * 2),
    "each machine is off an hour out of nine": Scenario(off_every=8.0),
    "each machine is off an hour out of three": Scenario(off_every=2.0),
    "links of 10 Mbit/s": Scenario(link=10.0),
    "links of 1 Mbit/s": Scenario(link=1.0),
    "half as fast, off an hour out of nine, 10 Mbit/s": Scenario((1.0,) * 4 + (0.5,) * 2, 8.0, 1.0, 10.0),
}
CORES = 4
PAGES = 200_000


def simulated_hours(cost: Cost, scenario: Scenario, seed: int = 0, pages: int = PAGES) -> float:
    """Hours until the last page is read.

    Args:
        cost: Of a page.
        scenario: What happens.
        seed: Of the times machines are switched off.
        pages: Of the shelf.
    """
    chance = random.Random(seed)  # noqa: S311
    size = max(1, round(WORTH / cost.cpu))
    left, last = pages, 0.0
    machines = [_Machine(speed, scenario, chance) for speed in scenario.speeds]
    free = [(0.0, place) for place in range(len(machines)) for _ in range(CORES)]
    returned: list[tuple[float, int]] = []  # when it is noticed, pages
    while left or returned:
        now, place = heapq.heappop(free)
        while returned and returned[0][0] <= now:
            left += heapq.heappop(returned)[1]
        if not left:
            heapq.heappush(free, (max(now, returned[0][0]), place))
            continue
        sheaf = min(size, left)
        left -= sheaf
        begun = machines[place].on_from(now)
        done = machines[place].done(begun, sheaf, cost)
        cut = machines[place].off_at
        if done <= cut:
            last = max(last, done)
        else:
            heapq.heappush(returned, (cut + LOST_AFTER, sheaf))
        heapq.heappush(free, (min(done, cut), place))
    return last / 3600


class _Machine:
    """One that reads, is switched off and on again, and fetches sources over its link one after the other."""

    def __init__(self, speed: float, scenario: Scenario, chance: random.Random) -> None:
        self.speed, self.scenario, self.chance = speed, scenario, chance
        self.link_free = 0.0
        self.off_at = self._next_off(0.0)

    def on_from(self, now: float) -> float:
        """When it can begin something, seconds."""
        if now < self.off_at:
            return now
        back = self.off_at + 3600 * self.scenario.off_for
        self.off_at = self._next_off(back)
        return max(now, back)

    def done(self, begun: float, pages: int, cost: Cost) -> float:
        """When it would be done with so many pages."""
        ready = begun
        if self.scenario.link is not None:
            self.link_free = max(self.link_free, begun) + pages * cost.source * 8 / (1e6 * self.scenario.link)
            ready = self.link_free
        return ready + pages * cost.cpu / self.speed

    def _next_off(self, now: float) -> float:
        every = self.scenario.off_every
        return float("inf") if every is None else now + self.chance.expovariate(1 / (3600 * every))
