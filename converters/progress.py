"""Progress as a protocol: converters report, whoever called them decides what to show."""

from __future__ import annotations

from typing import Protocol

from validators.problems import Message


class Progress(Protocol):
    """Receives how far a piece of work has come."""

    def start(self, what: Message, total: int | None = None) -> None:
        """A piece of work begins; `total` steps are expected, None when unknown."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """So many steps are done; `note` names the present item."""

    def finish(self) -> None:
        """The piece of work is done."""


class Silent:
    """Shows nothing."""

    def start(self, what: Message, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""
