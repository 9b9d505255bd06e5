"""The bulletin spoken: what the script says, as MP3 and Opus, with tags and chapters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.loudspeaker.settings import settings
from converters.derivatives.voices.recipes import recipe_in_sound
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record


def make(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Speak the bulletin, with `.opus` and `.txt` of the same name beside it.

    Args:
        record: The material.
        target: The MP3 file.
        options: Whether it is a draft, which station, which voice.

    Raises:
        NothingToShow: No passage names its provision.
        CannotBeSaid: Something in the text is not known to be said.
        MissingDependency: No voice or no ffmpeg.
        EncoderFailed: ffmpeg failed.
        OSError: A file cannot be written.
    """
    from converters.derivatives.kinds.loudspeaker.making import spoken  # only when something is spoken

    return spoken(record, target, options, KIND.recipe(record, options))


def _settings(options: DeriveOptions) -> Mapping[str, object]:
    return {**options.speaking.decided_by(), **settings(options)}


KIND = DerivativeKind(
    name="loudspeaker",
    role="audio",
    media_type="audio/mpeg",
    path=f"{DERIVATIVES_FOLDER}/loudspeaker.mp3",
    make=make,
    recipe_in=recipe_in_sound,
    companions={"transcript": ("text/plain", f"{DERIVATIVES_FOLDER}/loudspeaker.txt")},
    beside=(("audio", "audio/ogg", f"{DERIVATIVES_FOLDER}/loudspeaker.opus"),),
    settings=_settings,
    drawn=False,
    shows_progress=True,
    design=DESIGNS["loudspeaker"],
)
