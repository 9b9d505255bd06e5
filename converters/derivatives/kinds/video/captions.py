"""Captions as WebVTT (W3C), and the transcript as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.derivatives.kinds.video.timeline import Cue, Segment, closing_words
from validators.sharing.record import Record

_RECIPE = re.compile(r"^NOTE recipe ([0-9a-f]{64})$", re.MULTILINE)


def vtt(record: Record, segments: Sequence[Segment], made_by: str) -> str:
    """The caption file: every cue as drawn; the last of a card names the provision on a line of its own.

    Args:
        record: The material, for its language.
        segments: The video.
        made_by: The recipe of the video, kept as a note that players ignore.
    """
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {record.language}", f"NOTE recipe {made_by}"]
    number = 0
    for segment in segments:
        for cue in segment.cues:
            number += 1
            lines = [_escaped(line) for line in _lines(segment, cue)]
            blocks.append("\n".join((str(number), f"{_stamp(cue.start)} --> {_stamp(cue.end)}", *lines)))
    return "\n\n".join(blocks) + "\n"


def _lines(segment: Segment, cue: Cue) -> Iterator[str]:
    """What is read, and with it what is only shown: what is pinned and the number at first, the provision at last."""
    point = segment.point
    if point and cue is segment.cues[0]:
        yield from point.pinned_texts
    if point and point.emphasis and cue is segment.cues[0] and point.emphasis.full not in point.text:
        yield point.emphasis.full
    yield cue.text
    if point and cue is segment.cues[-1]:
        yield f"({point.citation})"


def recipe_in_vtt(text: str) -> str | None:
    """The recipe noted in a caption file; None when there is none."""
    found = _RECIPE.search(text)
    return found.group(1) if found else None


def transcript(record: Record, segments: Sequence[Segment]) -> str:
    """What the video says, as text to be read on its own."""
    points = [segment.point for segment in segments if segment.point]
    said: list[str] = []
    pinned: tuple[str, ...] = ()
    for number, point in enumerate(points, 1):
        if point.pinned_texts != pinned:
            said += [f"{text.rstrip('.')}." for text in point.pinned_texts]
            pinned = point.pinned_texts
        said.append(f"{number}. {point.as_sentence}")
    return "\n\n".join((record.title.strip(), *said, f"{closing_words(record)}.")) + "\n"


def _stamp(seconds: float) -> str:
    """hh:mm:ss.mmm, rounded to the millisecond."""
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds / 1000:06.3f}"


def _escaped(text: str) -> str:
    # "-->" would end the cue's text; "<" and "&" start markup (WebVTT, 4.2.2).
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
