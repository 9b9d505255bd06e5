"""How many pages go together: enough that sending them costs nothing, few enough that nobody waits for one worker."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field

WORTH = 15.0  # seconds of reading in one sheaf: sending one costs a hundredth of that, losing one little
MOST_PAGES = 32  # so that a sheaf stays small however quick pages are
_MEMORY = 0.8  # part of the pace so far that the next sheaf leaves standing


@dataclass(slots=True)
class Pace:
    """How long a page takes, learned from the sheaves that came back.

    Attributes:
        seconds: A page; None before the first came back.
    """

    seconds: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, seconds: float, pages: int) -> None:
        """A sheaf came back.

        Args:
            seconds: It took.
            pages: It held.
        """
        with self._lock:
            each = seconds / pages
            self.seconds = each if self.seconds is None else _MEMORY * self.seconds + (1 - _MEMORY) * each

    def pages(self, waiting: int, room: int) -> int:
        """How many go into the next sheaf, 1 to `MOST_PAGES`.

        Args:
            waiting: Pages that are to be sent.
            room: Sheaves that could be sent now: each gets its share, so that the last pages do not lie with one.
        """
        worth = 1 if self.seconds is None else round(WORTH / max(self.seconds, WORTH / MOST_PAGES))
        return max(1, min(worth, MOST_PAGES, math.ceil(waiting / room)))
