"""What was chosen of sound and film, as derivatives take it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.filming import SHAPES, Filming
from converters.derivatives.telling.station import Station, read_station
from converters.derivatives.voices.speakers.kept_sounds import KeptSounds
from converters.derivatives.voices.speaking import DEFAULT_VOICE, Speaking
from pbgdpl_cli.errors import WrongUsage
from validators.problems import say

if TYPE_CHECKING:
    from converters.derivatives.voices.loudness import Loudness

_SOUNDS, _SCENES = "sounds", "scenes"  # folders of spoken sentences and encoded cards below the program's own
_MEGABYTE = 1_000_000  # bytes, as networks count them


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """What was chosen; None is left to the program.

    Attributes:
        voice: Who speaks.
        silent: Whether videos have no voice.
        loudness: "podcast" or "broadcast".
        abbreviations: An office's own table.
        station: A profile of a loudspeaker station.
        minutes: Length of its bulletin, instead of the profile's.
        whole_text: Whether an audio book reads all of the text.
    """

    voice: str | None = None
    silent: bool = False
    loudness: str | None = None
    abbreviations: Path | None = None
    station: Path | None = None
    minutes: float | None = None
    whole_text: bool = False

    def speaking(self, home: Path) -> Speaking:
        """The same for `DeriveOptions`.

        Args:
            home: The program's own folder, where spoken sentences are kept.

        Raises:
            WrongUsage: A loudness nobody knows, or a voice for silence.
            WrongStation: The profile cannot be used.
            OSError: A file cannot be read.
        """
        if self.silent and self.voice:
            raise WrongUsage(say("--voice and --no-voice exclude each other."))
        loudness = None if self.loudness is None else _loudness(self.loudness)
        station = read_station(self.station) if self.station else Station()
        return Speaking(
            voice=self.voice or DEFAULT_VOICE,
            silent=self.silent,
            loudness=loudness,
            kept=KeptSounds(home / _SOUNDS),
            abbreviations=self.abbreviations,
            station=replace(station, minutes=self.minutes) if self.minutes else station,
            whole_text=self.whole_text,
        )


def _loudness(word: str) -> Loudness:
    from converters.derivatives.voices.loudness import Loudness

    if word not in set(Loudness):
        raise WrongUsage(say("“{word}” is neither podcast nor broadcast.", word=word))
    return Loudness(word)


@dataclass(frozen=True, slots=True)
class FilmChoice:
    """What was chosen of a video; None is left to the program.

    Attributes:
        shape: "9:16", "1:1" or "16:9".
        music: A sound file.
        megabytes: Largest size.
        preview: A file for the first seconds alone.
    """

    shape: str | None = None
    music: Path | None = None
    megabytes: float | None = None
    preview: Path | None = None

    def filming(self, home: Path) -> Filming:
        """The same for `DeriveOptions`.

        Args:
            home: The program's own folder, where encoded cards are kept.

        Raises:
            WrongUsage: A shape nobody knows, or no file of music.
        """
        if self.shape is not None and self.shape not in SHAPES:
            raise WrongUsage(
                say("“{word}” is no shape of a video.", word=self.shape),
                hint=say("Known shapes: {names}", names=", ".join(SHAPES)),
            )
        if self.music is not None and not self.music.is_file():
            raise WrongUsage(say("There is no music at {path}.", path=self.music))
        return Filming(
            shape=self.shape or SHAPES[0],
            music=self.music,
            most_bytes=round(self.megabytes * _MEGABYTE) if self.megabytes else None,
            preview=self.preview is not None,
            scenes=home / _SCENES,
        )
