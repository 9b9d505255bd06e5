"""What goes wrong, as the dice of a seed decide: on the line, with both disks, with the sender, with the portal."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bad_lines import Cut

MOST_SWALLOWED = 2  # each costs the sender all its patience with an answer
_LATER = 0.3  # seconds at most between a block on the line and the end of who sent it
# What makes or takes away a thing: a large file alone is hundreds of other blocks.
_DECISIVE = (b"PUT ", b"POST ", b"DELETE ")
KINDS = (
    "line cut", "answer lost", "swallowed", "sender killed", "portal killed", "portal's disk full",
    "sender's disk full",
)  # fmt: skip


@dataclass
class Trouble:
    """What goes wrong, until it is enough.

    Attributes:
        chance: Decides.
        disks: By the name of the trouble, a disk to fill up.
        most: How often a kind of trouble may come at most; others as often as they come.
        left: How much is still to go wrong.
        seen: What went wrong how often.
        kill_sender: Ends who sends, after so many seconds.
        portal_is_to_die: Whether the portal is to be ended; whoever does it takes it back.
    """

    chance: random.Random
    disks: dict[str, Path] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    left: int = 14
    seen: Counter[str] = field(default_factory=Counter)
    kill_sender: Callable[[float], None] | None = None
    portal_is_to_die: bool = False
    _swallowed: set[int] = field(default_factory=set)

    def now(self, what: str, one_in: int) -> bool:
        """Whether this goes wrong now."""
        if self.left > 0 and self.seen[what] < self.most.get(what, self.left) and self.chance.randrange(one_in) == 0:
            self.left -= 1
            self.seen[what] += 1
            return True
        return False

    def on_the_line(self, connection: int, block: bytes) -> bytes:
        """A block on its way to the portal."""
        decisive = block.startswith(_DECISIVE)
        if self.now("line cut", 8 if decisive else 40):
            raise Cut
        if self.now("swallowed", 80):
            self._swallowed.add(connection)  # the line stands and nothing arrives any more
        if self.kill_sender is not None and self.now("sender killed", 5 if decisive else 60):
            later = self.chance.choice((0.0, self.chance.uniform(0, _LATER)))
            self.kill_sender(later)
            if not later:
                raise Cut  # what it was just asking for never arrives
        if not self.portal_is_to_die and self.now("portal killed", 40):
            self.portal_is_to_die = True
        for what, disk in self.disks.items():
            if not (self.portal_is_to_die or _filler(disk).exists()) and self.now(what, 60):
                fill(_filler(disk))
        return b"" if connection in self._swallowed else block

    def on_an_answer(self, connection: int, block: bytes) -> bytes:
        """A block of an answer: the portal has done what it was asked, and nobody hears of it."""
        if self.now("answer lost", 25):
            raise Cut
        if self.now("swallowed", 80):
            self._swallowed.add(connection)
        return b"" if connection in self._swallowed else block

    def relent(self) -> None:
        """There is room again."""
        for disk in self.disks.values():
            _filler(disk).unlink(missing_ok=True)


def _filler(disk: Path) -> Path:
    return disk / "filler"


def fill(filler: Path) -> None:
    """Leave no byte on the disk."""
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(1 << 16))
