"""Can captions be shown, and do they fit their video?"""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from pathlib import Path

from validators.problems import Message, say

_TIME = r"(?:\d{2,3}:)?[0-5]\d:[0-5]\d[.,]\d{3}"
_CUE = re.compile(rf"^[ \t]*({_TIME})[ \t]+-->[ \t]+({_TIME})(?![\d:])[^\n]*\n?([^\n]*)", re.MULTILINE)
_OVERLAP = 0.5  # seconds two captions may stand together: programs let one fade into the next
_LEAST_PART = 0.5  # of a video: music may follow the last word, hardly as long as all that was said
_BEYOND = 1.0  # seconds a last cue may outlast its video: frames and cues are rounded


def caption_fault(path: Path, length: float | None = None) -> Message | None:
    """Why captions cannot be shown; None where they can.

    Args:
        path: A WebVTT or SRT file.
        length: Seconds of the video they belong to; None where that is not known.
    """
    text = path.read_text("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if path.suffix.lower() == ".vtt" and not text.startswith("WEBVTT"):
        return say("it does not begin with WEBVTT")
    if path.suffix.lower() == ".vtt" and any("," in found[1] + found[2] for found in _CUE.finditer(text)):
        return say("the times of one or more captions cannot be read")  # players of WebVTT take a point alone
    if path.suffix.lower() == ".srt" and any("." in found[1] + found[2] for found in _CUE.finditer(text)):
        return say("the times of one or more captions cannot be read")  # players of SubRip take a comma alone
    cues = [(_seconds(found[1]), _seconds(found[2]), found[3].strip()) for found in _CUE.finditer(text)]
    if not cues:
        return say("it holds no caption")
    if len(cues) != sum("-->" in line for line in text.split("\n")):
        return say("the times of one or more captions cannot be read")
    return _fault_of_cues(cues) or _beyond_the_video(max(end for _, end, _ in cues), length)


def _fault_of_cues(cues: Sequence[tuple[float, float, str]]) -> Message | None:
    for number, (start, end, words) in enumerate(cues, start=1):
        if start >= end:
            return say("caption {number} ends before it begins", number=number)
        if number > 1 and start < cues[number - 2][0]:
            return say("caption {number} begins before the one above it", number=number)
        if number > 1 and start < cues[number - 2][1] - _OVERLAP:
            return say("caption {number} begins before the one above it is over", number=number)
        if not words:
            return say("caption {number} says nothing", number=number)
    return None


def _beyond_the_video(end: float, length: float | None) -> Message | None:
    if length and end < length * _LEAST_PART:
        return say("they end at second {end}, the video goes on to {length}", end=round(end), length=round(length))
    if not length or end <= length + _BEYOND:
        return None
    return say("they go on to second {end}, the video ends at {length}", end=round(end), length=round(length))


def _seconds(written: str) -> float:
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _movie_header(video: Path) -> bytes | None:
    """The first bytes of the movie header, which every whole MP4 has; None where there is none."""
    with video.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = data.find(b"mvhd")
        return data[at : at + 36] if at >= 0 and len(data) >= at + 36 else None


def has_movie_header(video: Path) -> bool:
    """Whether an MP4 says how long it is, which every whole one does."""
    return video.stat().st_size > 0 and _movie_header(video) is not None


def length_of(video: Path) -> float | None:
    """Seconds of an MP4; None where it does not tell."""
    header = _movie_header(video) if video.stat().st_size else None
    if header is None:
        return None
    wide = header[4] == 1  # version 1 writes times in eight bytes (ISO 14496-12, 8.2.2)
    scale_at, size = (24, 8) if wide else (16, 4)
    scale = int.from_bytes(header[scale_at : scale_at + 4], "big")
    return int.from_bytes(header[scale_at + 4 : scale_at + 4 + size], "big") / scale if scale else None
