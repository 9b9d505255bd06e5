"""Frames to MP4: each card a file of its own, kept until the video is done, then joined with the sound.

moviepy gives the frames by time and hands them to ffmpeg. An interrupted video goes on with the card it was at. The
same record gives the same bytes with the same ffmpeg: no times are written, and x264's threads are fixed.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from converters.derivatives.kept_files import tidy_folder
from converters.derivatives.kinds.video.film import FRAMES_PER_SECOND, Film
from converters.derivatives.voices.loudness import Loudness, brought_to
from converters.externals.ffmpeg import BITEXACT, encoder_failed, require_ffmpeg, run_ffmpeg
from converters.progress import Progress
from validators.packages.durable import replacing_by_name
from validators.problems import OutputProblem, say

_SECONDS_ALLOWED = 20.0  # of waiting, for each second of video: an old single core needs about five
_SECONDS_TO_START = 60.0  # on a machine that is busy
_THREADS = 2  # fixed, for x264 divides a picture by them and the bytes would follow the machine
_ENCODER = ("-crf", "21", "-profile:v", "high", "-g", str(FRAMES_PER_SECOND * 4))
# Colours named, or players guess: BT.709 in limited range.
_COLOURS = (
    "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
)  # fmt: skip
_MP4 = ("-movflags", "+faststart", "-f", "mp4")
_VOICE_BITRATE = 96_000  # bits a second of the sound
_MOST_KEPT = 256 << 20  # bytes of encoded cards that are kept: about a hundred videos
_FITTING = (0.95, 0.85, 0.7)  # of the bytes allowed that are aimed at, one after another
_LEAST_BITRATE = 60_000  # bits a second; below, letters cannot be read
_MUSIC = (
    "[1:a]aformat=channel_layouts=mono,volume=-16dB,afade=t=in:d=1[m];[0:a]asplit[v][key];"
    "[m][key]sidechaincompress=threshold=0.02:ratio=6:attack=20:release=500[under];"
    "[v][under]amix=inputs=2:duration=first:normalize=0"
)
"""Music 16 dB down, and further down while somebody speaks."""


class TooLarge(OutputProblem):
    """A video cannot be made as small as was asked for."""

    code = "video-too-large"


def encoded(film: Film, sound: Path | None, target: Path, tags: Mapping[str, str], kept: Path | None,
            progress: Progress) -> None:  # fmt: skip
    """Write a film; the file is there whole or not at all.

    Args:
        film: Its pictures.
        sound: A WAV file; None for none.
        target: The MP4 file (H.264, yuv420p, AAC, index first).
        tags: As ffmpeg calls them.
        kept: A folder for encoded cards; None for one that is gone afterwards.
        progress: Told of every second of video.

    Raises:
        EncoderFailed: ffmpeg failed.
        OSError: A file cannot be written.
    """
    progress.start(say("Making the video “{title}”", title=film.record.title[:40]), round(film.duration))
    try:
        with tempfile.TemporaryDirectory() as folder, replacing_by_name(target) as temporary:
            folders = [*([kept] if kept else []), Path(folder)]
            files = [_card(film, place, folders, progress) for place in range(len(film.segments))]
            seconds = film.frames_of(len(files) - 1).stop / FRAMES_PER_SECOND
            listed = Path(folder) / "cards.txt"
            listed.write_text("".join(f"file '{_quoted(path)}'\n" for path in files), "utf-8")
            _join(listed, sound, temporary, tags, seconds)
    finally:
        progress.finish()
    if kept is not None:
        tidy_folder(kept, "*.mp4", _MOST_KEPT)


def sound_of(spoken: Path, music: Path | None, target: Path) -> None:
    """The sound of a video: the voice, with music below it where there is some, at the loudness of telephones.

    Raises:
        EncoderFailed: The music cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        mixed = spoken
        if music is not None:
            mixed = Path(folder) / "mixed.wav"
            inputs = ("-i", spoken, "-stream_loop", "-1", "-i", music)
            run_ffmpeg((*inputs, "-filter_complex", _MUSIC, "-ac", "1", "-c:a", "pcm_s16le", mixed))
        brought_to(mixed, target, Loudness.PODCAST)


def made_to_fit(path: Path, most_bytes: int, seconds: float, *, sound: bool) -> None:
    """Encode a video anew until it is small enough.

    Args:
        path: The video.
        most_bytes: How large it may be.
        seconds: How long it is.
        sound: Whether it has any; a silent one has all bits for its pictures.

    Raises:
        TooLarge: Its letters could not be read any more.
    """
    if path.stat().st_size <= most_bytes:
        return
    for share in _FITTING:
        bits = round(most_bytes * 8 * share / seconds) - sound * _VOICE_BITRATE
        if bits < _LEAST_BITRATE:
            break
        with replacing_by_name(path) as temporary:
            rate = ("-b:v", str(bits), "-maxrate", str(bits * 2), "-bufsize", str(bits * 2), "-threads", str(_THREADS))
            video = ("-c:v", "libx264", "-preset", "veryfast", *rate, "-g", str(FRAMES_PER_SECOND * 4))
            kept = ("-map", "0", "-c:a", "copy", "-map_metadata", "0", "-fflags", "+bitexact", "-flags", "+bitexact")
            run_ffmpeg(("-i", path, *video, *kept, "-movflags", "+faststart", "-f", "mp4", temporary))
        if path.stat().st_size <= most_bytes:
            return
    raise TooLarge(
        say("The video cannot be made smaller than {size} kB and still be read.", size=most_bytes // 1000),
        hint=say("Allow more with --max-size, or show fewer points with a plan."),
    )


def _card(film: Film, place: int, folders: Sequence[Path], progress: Progress) -> Path:
    """One card, encoded or kept from before.

    Args:
        film: Its pictures.
        place: Of the card.
        folders: For its file: where the first has no room, or cannot be written, the next is taken.
        progress: Told of its seconds.
    """
    name = f"{_key(film, place)}.mp4"
    path = next((found for folder in folders if (found := folder / name).is_file()), None)
    if path is None:
        path = _encoded_card(film, place, [folder / name for folder in folders])
    else:
        with contextlib.suppress(OSError):
            path.touch()
    progress.advance(len(film.frames_of(place)) / FRAMES_PER_SECOND)
    return path


def _encoded_card(film: Film, place: int, targets: Sequence[Path]) -> Path:
    """Where there was room for it.

    Raises:
        EncoderFailed: ffmpeg failed.
        OSError: There was none.
    """
    *others, last = targets
    for path in others:
        with contextlib.suppress(OSError):  # a full disk costs time, not the video
            return _run_encoder(film, place, path)
    return _run_encoder(film, place, last)


def _key(film: Film, place: int) -> str:
    """What decides the bytes of a card's file."""
    encoder = f"{require_ffmpeg()} {_ENCODER} {_COLOURS} {_THREADS}"
    return hashlib.sha256(f"{film.fingerprint(place)} {encoder}".encode()).hexdigest()


def _run_encoder(film: Film, place: int, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing_by_name(target) as temporary, tempfile.TemporaryFile() as log:
        _feed_encoder(film, place, temporary, log)
    return target


def _feed_encoder(film: Film, place: int, target: Path, log: Any) -> None:
    from moviepy import VideoClip

    numbers = film.frames_of(place)
    start, seconds = numbers.start / FRAMES_PER_SECOND, len(numbers) / FRAMES_PER_SECOND
    clip = VideoClip(frame_function=lambda time: film.of_card(place, start + time), duration=seconds)
    writer = _writer(film, target, log)
    process = writer.proc
    watchdog = threading.Timer(_SECONDS_ALLOWED * seconds + _SECONDS_TO_START, process.kill)
    watchdog.start()
    try:
        for picture in clip.iter_frames(fps=FRAMES_PER_SECOND, dtype="uint8"):
            process.stdin.write(picture)
    except OSError as error:
        raise encoder_failed(_said(log)) from error
    finally:
        watchdog.cancel()
        with contextlib.suppress(OSError):
            writer.close()
    if process.returncode:
        raise encoder_failed(_said(log))


def _writer(film: Film, target: Path, log: Any) -> Any:
    """Moviepy's way to ffmpeg.

    Raises:
        MissingDependency: There is no ffmpeg.
    """
    require_ffmpeg()
    from moviepy.video.io.ffmpeg_writer import FFMPEG_VideoWriter

    shape = film.look.shape
    return FFMPEG_VideoWriter(
        str(target),
        (shape.width, shape.height),
        FRAMES_PER_SECOND,
        codec="libx264",
        preset="veryfast",
        logfile=log,
        threads=_THREADS,
        ffmpeg_params=[*_ENCODER, *_COLOURS, *BITEXACT, "-f", "mp4"],
    )


def _join(listed: Path, sound: Path | None, target: Path, tags: Mapping[str, str], seconds: float) -> None:
    """Cards one after another, with their sound, without encoding the pictures again."""
    pictures = ("-f", "concat", "-safe", "0", "-i", listed)
    heard: tuple[str | Path, ...] = ("-i", sound) if sound else ()
    audio = ("-map", "1:a:0", "-c:a", "aac", "-b:a", str(_VOICE_BITRATE), "-ar", "48000") if sound else ()
    named = [word for name, value in tags.items() for word in ("-metadata", f"{name}={value}")]
    output = ("-map", "0:v:0", *audio, "-c:v", "copy", *BITEXACT, *named, *_MP4, "-t", f"{seconds:.3f}")
    run_ffmpeg((*pictures, *heard, *output, target))


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "'\\''")


def _said(log: Any) -> bytes:
    log.seek(0)
    said: bytes = log.read()
    return said
