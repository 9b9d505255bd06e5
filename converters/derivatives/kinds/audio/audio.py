"""The audio book of a material: chapters to listen to or to skip, and a transcript to read instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.saying.account import Account
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.telling.points import Manner, told_points
from converters.derivatives.telling.section import Section
from converters.derivatives.telling.whole_text import told_whole
from converters.derivatives.voices.loudness import Loudness
from converters.derivatives.voices.producing import produce, tags_of, voice_line
from converters.derivatives.voices.sound_files import recipe_in_sound
from converters.derivatives.voices.speaking import is_synthetic
from validators.packages.durable import write_text
from validators.problems import Message
from validators.sharing.record import Record
from validators.sharing.staleness import DESIGNS


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
    speaker = options.speaking.speaker()
    manner = Manner(options.draft, is_synthetic(speaker))
    sections, account, notes = _told(record, options, manner)
    tags = tags_of(record, speaker, draft=options.draft, recipe=KIND.recipe(record, options))
    produce(sections, speaker, target, options.speaking, Loudness.PODCAST, tags, options.progress)
    said = transcript(sections, voice_line(speaker))
    script = target.with_suffix(".txt")
    write_text(script, said)
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        companions={"transcript": script},
        transcript=said,
        notes=notes,
        account=account,
        voice=voice_line(speaker) or None,
    )


def transcript(sections: tuple[Section, ...], speaks: str) -> str:
    """All that is said, as printed, under the title of each chapter; who speaks at its end."""
    return "\n\n".join((*_blocks(sections), speaks)).rstrip() + "\n"


def _blocks(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        said = section.printed
        yield said if section.title.rstrip("…") in said else f"{section.title}\n{said}"


def _told(
    record: Record, options: DeriveOptions, manner: Manner
) -> tuple[tuple[Section, ...], Account, tuple[Message, ...]]:
    if options.speaking.whole_text:
        whole = told_whole(record, manner)
        return whole.sections, whole.account, ()
    points = points_to_show(record, options.plan, draft=options.draft)
    return told_points(record, points.points, manner), points.account, (points.note,) if points.note else ()


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
