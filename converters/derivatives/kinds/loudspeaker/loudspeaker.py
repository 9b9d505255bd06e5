"""The bulletin spoken: what the script says, as MP3 and Opus, with tags and chapters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.loudspeaker.reading import (
    bulletin_of,
    length_told,
    notes_of,
    script_text,
    settings,
)
from converters.derivatives.voices.loudness import Loudness
from converters.derivatives.voices.producing import produce, tags_of, voice_line
from converters.derivatives.voices.sound_files import recipe_in_sound
from converters.derivatives.voices.speaking import is_synthetic
from validators.packages.durable import write_text
from validators.problems import say
from validators.sharing.record import Record
from validators.sharing.staleness import DESIGNS


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
    station, speaker = options.speaking.station, options.speaking.speaker()
    told = bulletin_of(record, options, synthetic=is_synthetic(speaker))
    tags = tags_of(record, speaker, draft=options.draft, recipe=KIND.recipe(record, options))
    tags |= {"album": station.name} if station.name else {}
    made = produce(told.sections, speaker, target, options.speaking, Loudness(station.loudness), tags, options.progress)
    script = target.with_suffix(".txt")
    said = script_text(told, made.scripts, record.title.strip())
    write_text(script, f"{said}\n{voice_line(speaker)}\n")
    length = say("The bulletin takes {length}.", length=length_told(made.narration.seconds))
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        companions={"transcript": script},
        notes=(*notes_of(told, options), length),
        account=told.points.account,
        voice=voice_line(speaker) or None,
    )


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
