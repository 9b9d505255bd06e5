"""MP3 and Opus with tags and chapters, written by ffmpeg; the same sound and tags give the same bytes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from converters.derivatives.voices.loudness import HIGHEST_PEAK, limiter, measured
from converters.derivatives.voices.narration import Chapter
from converters.externals.ffmpeg import run_ffmpeg
from validators.packages.durable import replacing_by_name

RECIPE = "recipe"
_SPECIAL = re.compile(r"([=;#\\\n])")  # of ffmpeg's metadata files
_CODECS = {
    ".mp3": ("-c:a", "libmp3lame", "-b:a", "64k", "-ar", "44100", "-id3v2_version", "3", "-f", "mp3"),
    ".opus": ("-c:a", "libopus", "-b:a", "32k", "-compression_level", "5", "-application", "audio", "-f", "ogg"),
}
"""One channel of speech: at these rates nobody tells it from the original, and an hour takes 29 and 14 MB."""
_GAIN = {".mp3": 0.445, ".opus": 0.0}  # dB; LAME turns everything down to 0.95 of its height
_TRIES, _MARGIN = 4, 0.2  # encodings until no peak is too high, and dB below it that are aimed at


def write_sound(source: Path, target: Path, tags: Mapping[str, str], chapters: Sequence[Chapter]) -> None:
    """Encode a sound with its tags and chapters; the file is there whole or not at all.

    Args:
        source: A WAV file.
        target: Its ending says what it becomes: .mp3 or .opus.
        tags: As ffmpeg calls them ("title", "artist", …).
        chapters: In order.

    Raises:
        EncoderFailed: ffmpeg failed.
        OSError: The file cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder, replacing_by_name(target) as temporary:
        notes = Path(folder) / "tags.txt"
        # ffmpeg rounds the seconds of chapters in Ogg; there they are tags, and we write them.
        in_tags = _chapter_tags(chapters) if target.suffix == ".opus" else {}
        notes.write_text("\n".join(_metadata({**tags, **in_tags}, () if in_tags else chapters)) + "\n", "utf-8")
        inputs = ("-i", source, "-f", "ffmetadata", "-i", notes)
        same_bytes = ("-fflags", "+bitexact", "-flags", "+bitexact")
        tagged = ("-map", "0:a:0", "-map_metadata", "1", "-map_chapters", "1", "-ac", "1")
        ceiling = 0.0
        for _ in range(_TRIES):
            louder = ("-af", f"volume={_GAIN[target.suffix]:.3f}dB,{limiter(ceiling)}")
            run_ffmpeg((*inputs, *tagged, *louder, *_CODECS[target.suffix], *same_bytes, temporary))
            over = measured(temporary).peak - HIGHEST_PEAK
            if over <= 0:
                break
            ceiling = min(ceiling, HIGHEST_PEAK) - 2 * over - _MARGIN


def _metadata(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> Iterator[str]:
    yield ";FFMETADATA1"
    for name, value in tags.items():
        yield f"{name}={_SPECIAL.sub(_escaped, value)}"
    for chapter in chapters:
        yield "[CHAPTER]"
        yield "TIMEBASE=1/1000"
        yield f"START={round(chapter.start * 1000)}"
        yield f"END={round(chapter.end * 1000)}"
        yield f"title={_SPECIAL.sub(_escaped, chapter.title)}"


def _chapter_tags(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Chapters as comments of an Ogg file (the Vorbis chapter extension)."""
    tags: dict[str, str] = {}
    for number, chapter in enumerate(chapters, 1):
        minutes, milliseconds = divmod(round(chapter.start * 1000), 60_000)
        hours, minutes = divmod(minutes, 60)
        tags[f"CHAPTER{number:03}"] = f"{hours:02}:{minutes:02}:{milliseconds / 1000:06.3f}"
        tags[f"CHAPTER{number:03}NAME"] = chapter.title
    return tags


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}"
