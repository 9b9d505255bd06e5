"""Small voices for the tests: one hums a word at a time, one reads from given sounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from converters.derivatives.voices.speakers.sound import Sound

RATE = 16_000
WORD = 0.2  # seconds a word is hummed


def tone(seconds: float, rate: int = RATE, height: int = 8000) -> Sound:
    """A hum."""
    times = np.arange(round(seconds * rate)) / rate
    return Sound((np.sin(2 * np.pi * 220 * times) * height).astype(np.int16), rate)


def with_silence(sound: Sound, before: float, after: float) -> Sound:
    parts = (
        np.zeros(round(before * sound.rate), np.int16),
        sound.samples,
        np.zeros(round(after * sound.rate), np.int16),
    )
    return Sound(np.concatenate(parts), sound.rate)


@dataclass
class Humming:
    """Hums each word; remembers what it was given."""

    name: str = "toy"
    identity: str = "toy 1"
    given: list[str] = field(default_factory=list)
    rate: int = RATE

    def say(self, words: str) -> Sound:
        self.given.append(words)
        return with_silence(tone(WORD * len(words.split()), self.rate), 0.5, 0.5)


@dataclass
class Recorded:
    """Sounds by mark."""

    sounds: Mapping[str, Sound]
    name: str = "Trần Thị Mẫu"
    identity: str = "recorded 1"

    def section(self, mark: str) -> Sound | None:
        return self.sounds.get(mark)
