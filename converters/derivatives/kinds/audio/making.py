"""Making the audio book: its chapters told, spoken, and written out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.saying.account import Account
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.telling.points import Manner, told_points
from converters.derivatives.telling.section import Section
from converters.derivatives.telling.whole_text import told_whole
from converters.derivatives.voices.loudness import Loudness
from converters.derivatives.voices.producing import produce, tags_of, voice_line
from converters.derivatives.voices.speaking import is_synthetic
from validators.packages.durable import write_text
from validators.problems import Message
from validators.sharing.record import Record


def spoken(record: Record, target: Path, options: DeriveOptions, made_by: str) -> Derived:
    """Speak the audio book of a record; raises what `audio.make` says.

    Args:
        record: The material.
        target: The MP3 file.
        options: Whether it is a draft, which voice, key points or the whole text.
        made_by: The recipe, kept in the file.
    """
    speaker = options.speaking.speaker()
    manner = Manner(options.draft, is_synthetic(speaker))
    sections, account, notes = _told(record, options, manner)
    tags = tags_of(record, speaker, draft=options.draft, recipe=made_by)
    produce(sections, speaker, target, options.speaking, Loudness.PODCAST, tags, options.progress)
    said = transcript(sections, voice_line(speaker))
    script = target.with_suffix(".txt")
    write_text(script, said)
    return Derived(
        "audio",
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
