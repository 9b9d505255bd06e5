"""The audio book of a material: chapters to listen to or to skip, and a transcript to read instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.voices.recipes import recipe_in_sound
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record


def make(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Make the audio book, with `.opus` and `.txt` of the same name beside it.

    Args:
        record: The material.
        target: The MP3 file.
        options: Whether it is a draft, which voice, key points or the whole text.

    Raises:
        NothingToShow: It is to tell key points, and no passage names its provision.
        CannotBeSaid: Something in the text is not known to be said.
        MissingDependency: No voice or no ffmpeg.
        EncoderFailed: ffmpeg failed.
        OSError: A file cannot be written.
    """
    from converters.derivatives.kinds.audio.making import spoken  # only when something is spoken

    return spoken(record, target, options, KIND.recipe(record, options))


def _settings(options: DeriveOptions) -> Mapping[str, object]:
    return {**options.speaking.decided_by(), "whole_text": options.speaking.whole_text}


KIND = DerivativeKind(
    name="audio",
    role="audio",
    media_type="audio/mpeg",
    path=f"{DERIVATIVES_FOLDER}/audio.mp3",
    make=make,
    recipe_in=recipe_in_sound,
    companions={"transcript": ("text/plain", f"{DERIVATIVES_FOLDER}/audio.txt")},
    beside=(("audio", "audio/ogg", f"{DERIVATIVES_FOLDER}/audio.opus"),),
    settings=_settings,
    drawn=False,
    shows_progress=True,
    design=DESIGNS["audio"],
)
