"""The short video: cards with captions, read aloud; caption files, transcript and cover picture beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

COVER = "video-cover.png"
_RECIPE = re.compile(r"^NOTE recipe ([0-9a-f]{64})$", re.MULTILINE)


def make(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Make the video of a record, with captions (`.vtt`, `.srt`), transcript and cover beside it.

    Args:
        record: The material.
        target: The MP4 file (H.264, yuv420p, AAC, index first); it is replaced as a whole.
        options: Whether it is a draft, which portal, fonts, voice and shape.

    Returns:
        What was made.

    Raises:
        NothingToShow: No passage names its provision.
        NoRoom: A point is too long for its cards.
        CannotBeSaid: Something in the text is not known to be said.
        MissingDependency: No font, no voice or no ffmpeg.
        EncoderFailed: ffmpeg failed.
        TooLarge: It cannot be made as small as was asked for.
        OSError: A file cannot be written.
    """
    from converters.derivatives.kinds.video.making import filmed  # only when something is filmed

    return filmed(record, target, options)


def recipe_in(path: Path) -> str | None:
    """The recipe a video was made by, from the caption file beside it."""
    try:
        return recipe_in_vtt(path.with_suffix(".vtt").read_text(encoding="utf-8"))
    except (OSError, UnicodeError):
        return None


def recipe_in_vtt(text: str) -> str | None:
    """The recipe noted in a caption file; None when there is none."""
    found = _RECIPE.search(text)
    return found.group(1) if found else None


def _settings(options: DeriveOptions) -> Mapping[str, object]:
    heard = {"voice": None} if options.speaking.silent else options.speaking.decided_by()
    return {**heard, **options.filming.decided_by()}


KIND = DerivativeKind(
    name="video",
    role="video",
    media_type="video/mp4",
    path=f"{DERIVATIVES_FOLDER}/video.mp4",
    make=make,
    recipe_in=recipe_in,
    companions={
        "captions": ("text/vtt", f"{DERIVATIVES_FOLDER}/video.vtt"),
        "transcript": ("text/plain", f"{DERIVATIVES_FOLDER}/video.txt"),
        "thumbnail": ("image/png", f"{DERIVATIVES_FOLDER}/{COVER}"),
    },
    beside=(("captions", "application/x-subrip", f"{DERIVATIVES_FOLDER}/video.srt"),),
    settings=_settings,
    shows_progress=True,
    themed=True,
    design=DESIGNS["video"],
)
