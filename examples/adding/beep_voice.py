"""A voice: one tone for each word. Put a program that speaks in its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from converters.derivatives.voices.speakers.sound import Sound

RATE = 16_000  # samples a second
WORD = 0.2  # seconds


@dataclass(frozen=True)
class Beep:
    """Says a word as a tone of some height, in hertz."""

    height: int
    name: str = "beep"

    @property
    def identity(self) -> str:
        """All that decides how it sounds: what was made with another height is made anew."""
        return f"beep 1 {self.height}"

    def say(self, words: str) -> Sound:
        """The sound of one breath."""
        times = np.arange(round(WORD * RATE * len(words.split()))) / RATE
        return Sound((8000 * np.sin(2 * np.pi * self.height * times)).astype(np.int16), RATE)


def open_voice(detail: str) -> Beep:
    """What stands behind the colon of `--voice beep:440`."""
    return Beep(int(detail or 440))
