"""What a portal counts about itself while it serves: requests by kind and outcome, and how long they took.

Nothing here names a person, an address, an office or what was read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

# Upper ends of the classes of answer times, in seconds: a page is to take less than a tenth.
TIME_CLASSES = (0.005, 0.025, 0.1, 0.25, 1.0, 5.0)


@dataclass(slots=True)
class Counts:
    """Counted since the start, from one event loop only."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)  # by action and class of status ("2xx")
    times: Counter[float] = field(default_factory=Counter)  # answers by the class of their time
    seconds: float = 0.0
    slow: int = 0  # answers above the last class

    def note(self, action: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.answers[action, f"{status // 100}xx"] += 1
        self.seconds += seconds
        place = next((end for end in TIME_CLASSES if seconds <= end), None)
        if place is None:
            self.slow += 1
        else:
            self.times[place] += 1
