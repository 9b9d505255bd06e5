"""A share that is gone for a while costs time, nothing else: what is asked of it is asked again until it is back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from validators.problems import Message, say

Answer = TypeVar("Answer")
_AGAIN = 2.0  # seconds


class GaveUp(Exception):
    """Nobody wants the answer any more."""


@dataclass(slots=True)
class Patience:
    """Asks a share until it answers.

    Attributes:
        folder: The share.
        tell: Is told when the share is gone and when it is back.
        over: Set when nobody wants answers any more.
        back: Called when the share is back.
        again: Seconds between two tries.
    """

    folder: Path
    tell: Callable[[Message], None]
    over: threading.Event = field(default_factory=threading.Event)
    back: Callable[[], None] = lambda: None
    again: float = _AGAIN
    _gone: threading.Lock = field(default_factory=threading.Lock)
    _told: bool = False

    def __call__(self, ask: Callable[[], Answer]) -> Answer:
        """What the share answers.

        Raises:
            GaveUp: It did not, and nobody wants to know any more.
        """
        while True:
            try:
                answer = ask()
            except OSError as error:
                self._say_gone(error)
                if self.over.wait(self.again):
                    raise GaveUp from error
            else:
                self._say_back()
                return answer

    def _say_gone(self, error: OSError) -> None:
        with self._gone:
            told, self._told = self._told, True
        if not told:
            reason = error.strerror or type(error).__name__
            self.tell(
                say("The shared folder “{path}” does not answer ({reason}). Waiting …", path=self.folder, reason=reason)
            )

    def _say_back(self) -> None:
        with self._gone:
            told, self._told = self._told, False
        if told:
            self.back()
            self.tell(say("The shared folder “{path}” is back; the work goes on.", path=self.folder))
