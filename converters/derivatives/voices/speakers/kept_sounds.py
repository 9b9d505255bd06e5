"""Sounds already spoken, kept by what they are: a sentence is spoken once, and a text that changes a little is quick.

The folder is bounded; what was used longest ago goes first. Two runs may use it at once: a sound is written whole or
not at all, and one that vanished is spoken anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.kept_files import tidy_folder
from converters.derivatives.voices.speakers.sound import NoSound, Sound, read_wav, written_wav
from validators.packages.durable import write_bytes

MOST_BYTES = 256 << 20  # about an hour and a half of speech


@dataclass(frozen=True, slots=True)
class KeptSounds:
    """A folder of sounds.

    Attributes:
        folder: None to keep nothing.
        most_bytes: It is brought back below this by `tidy`.
    """

    folder: Path | None = None
    most_bytes: int = MOST_BYTES

    def get(self, identity: str, words: str, speak: Callable[[str], Sound]) -> Sound:
        """The sound of these words by this voice: kept, or spoken and kept.

        Args:
            identity: Of the voice.
            words: What it is given.
            speak: Makes the sound.
        """
        if self.folder is None:
            return speak(words)
        name = hashlib.sha256(f"{identity}\0{words}".encode()).hexdigest()
        path = self.folder / name[:2] / f"{name}.wav"
        with contextlib.suppress(OSError, NoSound):
            sound = read_wav(path.read_bytes())
            path.touch()
            return sound
        sound = speak(words)
        with contextlib.suppress(OSError):  # a full disk costs time, not the result
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, written_wav(sound))
        return sound

    def tidy(self) -> None:
        """Remove what was used longest ago, until the rest is within the bound."""
        if self.folder is not None:
            tidy_folder(self.folder, "*/*.wav", self.most_bytes)
