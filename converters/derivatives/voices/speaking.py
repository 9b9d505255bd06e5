"""How a derivative is to sound: what a person chose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.speech.abbreviations import (
    Abbreviations,
    abbreviations_of_office,
    standard_abbreviations,
)
from converters.derivatives.telling.station import Station
from converters.derivatives.voices.speakers.kept_sounds import KeptSounds
from converters.derivatives.voices.speakers.protocol import Recording, Speaker
from converters.derivatives.voices.speakers.registry import open_speaker
from validators.problems import Problem, say

if TYPE_CHECKING:  # what measures sound is loaded where some is made
    from converters.derivatives.voices.loudness import Loudness

DEFAULT_VOICE = "espeak"


class WrongAbbreviations(Problem):
    """A table of abbreviations cannot be read."""

    code = "wrong-abbreviations"


@dataclass(frozen=True, slots=True)
class Speaking:
    """What was chosen.

    Attributes:
        voice: "NAME" or "NAME:DETAIL" of a voice.
        silent: Whether a video has no voice.
        loudness: For whom; None for what the kind is made for.
        kept: Where sounds already spoken are kept.
        abbreviations: An office's own table; None for the one that comes with the program.
        station: Of the loudspeaker.
        whole_text: Whether an audio book has all of the text, not only its key points.
    """

    voice: str = DEFAULT_VOICE
    silent: bool = False
    loudness: Loudness | None = None
    kept: KeptSounds = field(default_factory=KeptSounds)
    abbreviations: Path | None = None
    station: Station = field(default_factory=Station)
    whole_text: bool = False

    def speaker(self) -> Speaker:
        """The voice.

        Raises:
            UnknownVoice: There is none of that name.
            Problem: What is missing for it.
        """
        return open_speaker(self.voice)

    def table(self) -> Abbreviations:
        """What abbreviations stand for.

        Raises:
            WrongAbbreviations: A row of the office's table cannot be read.
            OSError: Nor can the file.
        """
        if self.abbreviations is None:
            return standard_abbreviations()
        try:
            return abbreviations_of_office(self.abbreviations)
        except ValueError as error:
            raise WrongAbbreviations(
                say("This row of the table of abbreviations cannot be used: {row}", row=str(error)),
                hint=say("As written, a tab, in words, a tab, words near it (may be left out)."),
                path=self.abbreviations,
            ) from error

    def decided_by(self) -> dict[str, object]:
        """All of it that decides what is heard, for the recipe."""
        own = self.abbreviations.read_bytes() if self.abbreviations else b""
        return {
            "voice": self.speaker().identity,
            "loudness": self.loudness,
            "abbreviations": hashlib.sha256(own).hexdigest(),
        }


def is_synthetic(speaker: Speaker) -> bool:
    """Whether no person speaks."""
    return not isinstance(speaker, Recording)
