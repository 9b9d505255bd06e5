"""The short video: cards of 1080 × 1920 with captions drawn, a caption file and a transcript beside it.

Frames are drawn once a caption by Pillow and only blended or moved afterwards; moviepy hands them to ffmpeg. The same
record gives the same bytes with the same ffmpeg: no times are written, and x264's threads are fixed.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.palette import palette_for
from converters.derivatives.drawing.scene import paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.video import frames
from converters.derivatives.kinds.video.captions import recipe_in_vtt, transcript, vtt
from converters.derivatives.kinds.video.timeline import Segment, plan
from converters.derivatives.saying.planned import points_to_show
from validators.packages.durable import replacing_by_name, write_text
from validators.problems import MissingDependency, OutputProblem, say
from validators.sharing.record import Record
from validators.sharing.staleness import DESIGNS

FRAMES_PER_SECOND = 24
_FADE = 0.45  # seconds from one card to the next
_RISE = 60  # pixels a card comes up while it appears
_MOVING = slice(170, 1580)  # rows that move with the card
_SECONDS_ALLOWED = 20.0  # of waiting, for each second of video: an old single core needs about five
_THREADS = 2  # fixed, for x264 divides a picture by them and the bytes would follow the machine

FramePixels = npt.NDArray[np.uint8]


class EncoderFailed(OutputProblem):
    """ffmpeg stopped, or took too long."""

    code = "encoder-failed"


def make(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Make the video of a record, with `.vtt` and `.txt` of the same name beside it.

    Args:
        record: The material.
        target: The MP4 file (H.264, yuv420p, no sound, index first); it is replaced as a whole.
        options: Whether it is a draft, which portal, which fonts.

    Returns:
        What was made.

    Raises:
        NothingToShow: No passage names its provision.
        MissingDependency: No font or no ffmpeg.
        EncoderFailed: ffmpeg failed.
        OSError: A file cannot be written.
    """
    points = points_to_show(record, options.plan, draft=options.draft)
    segments = plan(record, points)
    shown = [segment.point.pointer for segment in segments if segment.point]
    points = points.fewer(len(shown))
    film = Film(record, segments, Typeface(options.fonts()), options)
    _encode(film, target)
    captions, script = target.with_suffix(".vtt"), target.with_suffix(".txt")
    said = transcript(record, segments)
    write_text(captions, vtt(record, segments, KIND.recipe(record, options)))
    write_text(script, said)
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        alt_text=f"Video ngắn có phụ đề: {record.title.strip()}",
        companions={"captions": captions, "transcript": script},
        transcript=said,
        notes=(points.note,) if points.note else (),
        account=points.account,
    )


def recipe_in(path: Path) -> str | None:
    """The recipe a video was made by, from the caption file beside it."""
    try:
        return recipe_in_vtt(path.with_suffix(".vtt").read_text(encoding="utf-8"))
    except (OSError, UnicodeError):
        return None


@dataclass(slots=True)
class Film:
    """Pictures by time; those drawn lately are kept."""

    record: Record
    segments: tuple[Segment, ...]
    typeface: Typeface
    options: DeriveOptions
    _drawn: dict[tuple[int, int | None], FramePixels] = field(default_factory=dict)
    _wordless: FramePixels | None = None

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.segments[-1].end

    def at(self, seconds: float) -> FramePixels:
        """The picture at a time, rows × columns × RGB."""
        place = next((n for n, segment in enumerate(self.segments) if seconds < segment.end), len(self.segments) - 1)
        segment = self.segments[place]
        picture = self._still(place, _cue_at(segment, seconds))
        since = seconds - segment.start
        if place and since < _FADE:
            before = self._still(place - 1, _last_cue(self.segments[place - 1]))
            picture = _entering(before, picture, since / _FADE, self._empty())
        else:
            picture = picture.copy()
        self._fill_bar(picture, place, since / segment.duration)
        return picture

    def _still(self, place: int, cue: int | None) -> FramePixels:
        key = (place, cue)
        if key not in self._drawn:
            scene = frames.frame(
                self.record,
                self.segments[place],
                cue,
                self.typeface,
                parts=len(self.segments),
                draft=self.options.draft,
                link=self.options.portal_address,
            )
            # Two cards are in use at a time; older ones are let go.
            self._drawn = {known: kept for known, kept in self._drawn.items() if known[0] >= place - 1}
            self._drawn[key] = np.asarray(paint(scene, self.typeface), dtype=np.uint8)
        return self._drawn[key]

    def _empty(self) -> FramePixels:
        """A picture of the film without words."""
        if self._wordless is None:
            scene = frames.wordless(self.record, parts=len(self.segments), draft=self.options.draft)
            self._wordless = np.asarray(paint(scene, self.typeface), dtype=np.uint8)
        return self._wordless

    def _fill_bar(self, picture: FramePixels, place: int, share: float) -> None:
        bright = palette_for(self.record.subjects).bright
        for number, box in enumerate(frames.bar_parts(len(self.segments))[: place + 1]):
            filled = box.width if number < place else round(box.width * min(1.0, share))
            picture[box.top : box.bottom, box.left : box.left + filled] = bright


def _cue_at(segment: Segment, seconds: float) -> int | None:
    """The caption at a time; the last one stays until the card goes."""
    if segment.point is None:
        return None
    begun = [number for number, cue in enumerate(segment.cues) if seconds >= cue.start]
    return begun[-1] if begun else None


def _last_cue(segment: Segment) -> int | None:
    return len(segment.cues) - 1 if segment.point else None


def _entering(before: FramePixels, after: FramePixels, share: float, empty: FramePixels) -> FramePixels:
    """One card fading away, then the next, which rises a little: never the words of both at once.

    In the first half the old card fades into a picture without any words, in the second the new one out of it.
    """
    if share < 0.5:
        return _blended(before, empty, share * 2)
    share = share * 2 - 1
    eased = 1 - (1 - share) ** 3
    offset = round(_RISE * (1 - eased))
    risen = after.copy()
    if offset:
        moving = after[_MOVING]
        risen[_MOVING.start + offset : _MOVING.stop] = moving[:-offset]
        risen[_MOVING.start : _MOVING.start + offset] = after[_MOVING.start - 1]
    return _blended(empty, risen, eased)


def _blended(before: FramePixels, after: FramePixels, share: float) -> FramePixels:
    weight = round(256 * share)
    blended = before.astype(np.uint16) * (256 - weight) + after.astype(np.uint16) * weight
    return (blended >> 8).astype(np.uint8)


def _encode(film: Film, target: Path) -> None:
    """Frames to ffmpeg, under another name until all went well."""
    with replacing_by_name(target) as temporary, tempfile.TemporaryFile() as log:
        _run_encoder(film, temporary, log)


def _run_encoder(film: Film, target: Path, log: Any) -> None:
    clip, writer = _open(film, target, log)
    process = writer.proc
    watchdog = threading.Timer(_SECONDS_ALLOWED * film.duration, process.kill)
    watchdog.start()
    film.options.progress.start(say("Making the video “{title}”", title=film.record.title[:40]), int(film.duration))
    try:
        for number, picture in enumerate(clip.iter_frames(fps=FRAMES_PER_SECOND, dtype="uint8"), 1):
            process.stdin.write(picture.tobytes())
            if number % FRAMES_PER_SECOND == 0:
                film.options.progress.advance()
    except OSError as error:
        raise _failure(log) from error
    finally:
        watchdog.cancel()
        with contextlib.suppress(OSError):
            writer.close()
        film.options.progress.finish()
    if process.returncode:
        raise _failure(log)


def _open(film: Film, target: Path, log: Any) -> tuple[Any, Any]:
    """The moviepy clip and its writer.

    Raises:
        MissingDependency: There is no ffmpeg.
    """
    from moviepy import VideoClip
    from moviepy.video.io.ffmpeg_writer import FFMPEG_VideoWriter

    clip = VideoClip(frame_function=film.at, duration=film.duration)
    try:
        writer = FFMPEG_VideoWriter(
            str(target),
            (frames.WIDTH, frames.HEIGHT),
            FRAMES_PER_SECOND,
            codec="libx264",
            preset="veryfast",
            logfile=log,
            threads=_THREADS,
            ffmpeg_params=list(_parameters()),
        )
    except FileNotFoundError as error:
        raise MissingDependency(
            say("ffmpeg is needed to make videos and was not found."),
            hint=say("Install it: {line}", line="pip install imageio-ffmpeg"),
        ) from error
    return clip, writer


def _parameters() -> Iterator[str]:
    yield from ("-crf", "21", "-profile:v", "high", "-g", str(FRAMES_PER_SECOND * 4))
    # Colours named, or players guess: BT.709 in limited range.
    yield from ("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p")
    yield from ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
    yield from ("-f", "mp4")  # whatever the file is called while it is written
    yield from ("-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact")


def _failure(log: Any) -> EncoderFailed:
    log.seek(0)
    last = log.read().decode("utf-8", "replace").strip().splitlines()[-1:] or ["?"]
    return EncoderFailed(
        say("ffmpeg could not make the video: {reason}", reason=last[0][:200]),
        hint=say("Check that there is room on the disk, and run the same command again."),
    )


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
    },
    shows_progress=True,
    design=DESIGNS["video"],
)
