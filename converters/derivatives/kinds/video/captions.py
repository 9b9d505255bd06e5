"""Captions as WebVTT (W3C) and as SubRip, and the transcript as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.derivatives.kinds.video.cards import closing_words
from converters.derivatives.kinds.video.cues import lines
from converters.derivatives.kinds.video.timeline import Cue, Segment
from converters.derivatives.saying.key_points import KeyPoint
from validators.sharing.record import Record


def vtt(record: Record, segments: Sequence[Segment], made_by: str) -> str:
    """The caption file: every cue as drawn and spoken.

    Args:
        record: The material, for its language.
        segments: The video.
        made_by: The recipe of the video, kept as a note that players ignore.
    """
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {record.language}", f"NOTE recipe {made_by}"]
    for number, cue in enumerate(_cues(segments), 1):
        times = f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}"
        blocks.append(f"{number}\n{times}\n{_escaped(lines(cue.text))}")
    return "\n\n".join(blocks) + "\n"


def srt(segments: Sequence[Segment]) -> str:
    """The same for players that know no WebVTT."""
    blocks = []
    for number, cue in enumerate(_cues(segments), 1):
        times = f"{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}"
        blocks.append(f"{number}\n{times}\n{lines(cue.text).replace('-->', '→')}")
    return "\n\n".join(blocks) + "\n"


def _cues(segments: Sequence[Segment]) -> Iterator[Cue]:
    return (cue for segment in segments for cue in segment.cues)


def transcript(record: Record, points: Sequence[KeyPoint], voice: str) -> str:
    """What the video says and shows, as text to be read on its own; who speaks in it at its end."""
    said: list[str] = []
    pinned: tuple[str, ...] = ()
    for number, point in enumerate(points, 1):
        if point.pinned_texts != pinned:
            said += [f"{text.rstrip('.')}." for text in point.pinned_texts]
            pinned = point.pinned_texts
        said.append(f"{number}. {point.as_sentence}")
    last = (f"{closing_words(record)}.", f"{voice}." if voice else "")
    return "\n\n".join(part for part in (record.title.strip(), *said, *last) if part) + "\n"


def _stamp(seconds: float, point: str) -> str:
    """hh:mm:ss.mmm, rounded to the millisecond."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"


def _escaped(text: str) -> str:
    # "-->" would end the cue's text; "<" and "&" start markup (WebVTT, 4.2.2).
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
