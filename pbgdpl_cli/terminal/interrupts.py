"""Ctrl-C is remembered: libraries turn the exception it raises into errors of their own.

pydantic, building a validator, answers an interrupted import with `SchemaError`; others do likewise. Whoever pressed
Ctrl-C must not be told of an error in the program.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Interrupts:
    """Whether Ctrl-C was pressed while a command ran."""

    asked: bool = False

    def answer(self, number: int, frame: FrameType | None) -> None:
        """What is done when it is pressed: see `signal.signal`."""
        self.asked = True
        signal.default_int_handler(number, frame)


@contextmanager
def remembered_interrupts() -> Iterator[Interrupts]:
    """Raise `KeyboardInterrupt` on Ctrl-C as ever, and keep that it was pressed.

    Where Ctrl-C is ignored (behind `nohup`) or answered by somebody else it stays so.
    """
    interrupts = Interrupts()
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield interrupts
        return
    signal.signal(signal.SIGINT, interrupts.answer)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
