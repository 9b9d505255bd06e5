"""Who of a cluster may be given pages: those that live, and read as this computer does.

A worker's sign of life is that its scheduler heard of it: `last_seen` there changes. How long it has not changed is
counted by the own clock, so that clocks need not agree (as `folder_queue.beats` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.problems import Message, say

SHARED = ("software", "stamp")  # what two computers must have in common to read alike


@dataclass(slots=True)
class Member:
    """A worker of the cluster.

    Attributes:
        address: Where it is spoken to.
        name: What it calls itself.
        slots: Sheaves it reads at a time.
        sign: Its last sign of life, as the scheduler tells it.
        heard: When that changed, seconds by the own clock.
        agreed: Whether it reads as we do; None until it has said.
        computer: What it runs on.
        under_way: Sheaves it has.
        answered: When it last gave something back, seconds by the own clock.
    """

    address: str
    name: str
    slots: int
    sign: object
    heard: float
    agreed: bool | None = None
    computer: str = ""
    under_way: int = 0
    answered: float = 0.0


@dataclass(slots=True)
class Members:
    """Those a scheduler knows.

    Attributes:
        lost_after: Seconds without a sign of life after which one is taken for gone.
        all: By address.
    """

    lost_after: float
    all: dict[str, Member] = field(default_factory=dict)

    def seen(self, told: Mapping[str, Mapping[str, object]], now: float) -> tuple[list[Member], list[Member]]:
        """Take in what the scheduler tells of its workers.

        Returns:
            Those that are new, and those that are gone.
        """
        gone = [one for one in self.all.values() if _name(told.get(one.address)) != one.name]
        for member in gone:
            del self.all[member.address]
        new = [_member(address, facts, now) for address, facts in told.items() if address not in self.all]
        self.all.update({member.address: member for member in new})
        for address, facts in told.items():
            member = self.all[address]
            if facts.get("last_seen") != member.sign:
                member.sign, member.heard = facts.get("last_seen"), now
        return new, gone

    def silent(self, now: float) -> list[Member]:
        """Those that are there by name only: frozen, or cut off."""
        return [member for member in self.all.values() if now - member.heard >= self.lost_after]

    def usable(self, now: float) -> list[Member]:
        """Those that may be given pages, the least busy first."""
        able = [one for one in self.all.values() if one.agreed and now - one.heard < self.lost_after]
        return sorted(able, key=lambda member: member.under_way / member.slots)

    def restart(self, now: float) -> None:
        """The scheduler was not heard for a while, so nobody's silence counts."""
        for member in self.all.values():
            member.heard = now


def disagreement(theirs: Mapping[str, object], ours: Mapping[str, object]) -> Message | None:
    """Why a worker cannot be used; None when it can."""
    computer = str(theirs.get("computer", "?"))
    if theirs.get("childless"):
        return say(
            "The worker on {computer} may start no processes: start it by “pbgdpl worker”, or with --no-nanny.",
            computer=computer,
        )
    for what in SHARED:
        if theirs.get(what) != ours.get(what):
            return say(
                "{computer} reads with “{theirs}”, this computer with “{ours}”: install the same versions on both.",
                computer=computer,
                theirs=str(theirs.get(what)),
                ours=str(ours.get(what)),
            )
    return None


def _name(facts: Mapping[str, object] | None) -> str | None:
    return None if facts is None else str(facts.get("id"))


def _member(address: str, facts: Mapping[str, object], now: float) -> Member:
    threads = facts.get("nthreads")
    slots = max(1, threads) if isinstance(threads, int) else 1
    return Member(address, str(facts.get("id")), slots, facts.get("last_seen"), now, answered=now)
