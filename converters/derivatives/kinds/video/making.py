"""Making the video: what is shown and when, filmed, with what stands beside it."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.video.captions import srt, transcript, vtt
from converters.derivatives.kinds.video.cards import Card, cards
from converters.derivatives.kinds.video.encoding import encoded, made_to_fit, sound_of
from converters.derivatives.kinds.video.film import Film
from converters.derivatives.kinds.video.frames import Look, pages_of
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.kinds.video.timeline import (
    LONGEST,
    Segment,
    scripts_for,
    spoken_seconds,
    timed_by_voice,
    timed_for_reading,
)
from converters.derivatives.kinds.video.video import COVER, KIND
from converters.derivatives.saying.key_points import KeyPoints
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.voices.producing import tags_of, voice_line
from converters.derivatives.voices.speakers.protocol import Speaker
from converters.derivatives.voices.speaking import is_synthetic
from validators.packages.durable import write_bytes, write_text
from validators.problems import MissingDependency, say
from validators.sharing.record import Record

_PREVIEW = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is shown and when.

    Attributes:
        points: The key points.
        segments: The cards in time.
        sound: The voice as a WAV file; None for silence.
    """

    points: KeyPoints
    segments: tuple[Segment, ...]
    sound: Path | None


def filmed(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Make the video of a record; raises what `video.make` says.

    Args:
        record: The material.
        target: The MP4 file (H.264, yuv420p, AAC, index first); it is replaced as a whole.
        options: Whether it is a draft, which portal, fonts, voice and shape.

    Returns:
        What was made.
    """
    filming = options.filming
    speaker = None if options.speaking.silent else _speaker(options)
    voice = voice_line(speaker) if speaker else ""
    shown_voice = voice if speaker and is_synthetic(speaker) else ""
    look = Look(
        SHAPES[filming.shape], Typeface(options.fonts()), 1, options.draft, options.portal_address, shown_voice,
        options.palette(record), options.theme,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        planned = _planned(record, options, look, speaker, Path(folder))
        look = replace(look, parts=len(planned.segments))
        film = Film(record, _beginning(planned.segments) if filming.preview else planned.segments, look)
        sound = _sound(planned, options, Path(folder))
        tags = tags_of(record, speaker, draft=options.draft, recipe=KIND.recipe(record, options))
        encoded(film, sound, target, tags, filming.scenes, options.progress)
    if filming.most_bytes is not None:
        made_to_fit(target, filming.most_bytes, film.duration, sound=sound is not None)
    said = transcript(record, planned.points.points, voice)
    _write_beside(record, target, film, said, KIND.recipe(record, options))
    points = planned.points
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        alt_text=f"Video ngắn có {'lời đọc và ' if speaker else ''}phụ đề: {record.title.strip()}",
        companions={
            "captions": target.with_suffix(".vtt"),
            "transcript": target.with_suffix(".txt"),
            "thumbnail": target.with_name(COVER),
        },
        transcript=said,
        notes=(points.note,) if points.note else (),
        account=points.account,
        voice=voice or None,
    )


def _speaker(options: DeriveOptions) -> Speaker:
    try:
        return options.speaking.speaker()
    except MissingDependency as error:
        hint = say("{hint} – or make a video without a voice: --no-voice", hint=error.hint or "")
        raise MissingDependency(error.message, hint=hint) from error


def _planned(record: Record, options: DeriveOptions, look: Look, speaker: Speaker | None, folder: Path) -> _Plan:
    """As many points as a minute holds; all fines, however long they take."""
    points = points_to_show(record, options.plan, draft=options.draft)
    table = options.speaking.table()
    for count in range(len(points.points), points.fewest - 1, -1):
        kept = points.fewer(count)
        made = _cards(record, kept, look)
        if speaker is None:
            segments = timed_for_reading(made)
            if segments[-1].end <= LONGEST or count == points.fewest:
                return _Plan(kept, segments, None)
            continue
        scripts = scripts_for(made, table)
        if spoken_seconds(scripts) <= LONGEST or count == points.fewest:
            break
    assert speaker is not None  # noqa: S101  (silence has returned)
    segments, told = timed_by_voice(made, scripts, speaker, options.speaking, folder / "spoken.wav")
    return _Plan(kept, segments, told.path)


def _cards(record: Record, points: KeyPoints, look: Look) -> tuple[Card, ...]:
    return cards(record, [(point, pages_of(record, point, look)) for point in points.points], draft=look.draft)


def _sound(planned: _Plan, options: DeriveOptions, folder: Path) -> Path | None:
    if planned.sound is None:
        return None
    sound = folder / "sound.wav"
    sound_of(planned.sound, options.filming.music, sound)
    return sound


def _beginning(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The first seconds, as a preview shows them."""
    kept = [segment for segment in segments if segment.start < _PREVIEW]
    last = kept[-1]
    length = min(last.duration, _PREVIEW - last.start)
    cues = tuple(replace(cue, end=min(cue.end, _PREVIEW)) for cue in last.cues if cue.start < _PREVIEW)
    return (*kept[:-1], replace(last, duration=length, cues=cues))


def _write_beside(record: Record, target: Path, film: Film, said: str, recipe: str) -> None:
    """Captions, transcript and cover; the recipe goes last, so that half of it is none."""
    stream = io.BytesIO()
    Image.fromarray(film.at(0.0)).save(stream, "PNG", optimize=True)
    write_bytes(target.with_name(COVER), stream.getvalue())
    write_text(target.with_suffix(".txt"), said)
    write_text(target.with_suffix(".srt"), srt(film.segments))
    write_text(target.with_suffix(".vtt"), vtt(record, film.segments, recipe))
