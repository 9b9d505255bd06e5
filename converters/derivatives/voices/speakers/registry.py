"""The voices there are: those of this program and those of other installed packages, by entry points."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from converters.derivatives.voices.speakers.protocol import GROUP, Speaker, UnknownVoice
from validators.problems import Problem, say


def voice_names() -> tuple[str, ...]:
    """Names of all voices. Nothing is loaded for it."""
    return tuple(_points())


def open_speaker(wish: str) -> Speaker:
    """The voice that is wished for.

    Args:
        wish: "NAME" or "NAME:DETAIL", as in `--voice`.

    Raises:
        UnknownVoice: No installed package offers it, or it cannot be opened so.
        Problem: What is missing for it.
    """
    name, _, detail = wish.partition(":")
    point = _points().get(name)
    if point is None:
        raise UnknownVoice(
            say("There is no voice called “{name}”.", name=name),
            hint=say("Known voices: {names}", names=", ".join(voice_names())),
        )
    try:
        speaker: Speaker = point.load()(detail)
    except Problem:
        raise
    except Exception as error:
        raise UnknownVoice(
            say("The voice “{name}” cannot be opened: {reason}", name=wish, reason=str(error))
        ) from error
    return speaker


@cache
def _points() -> dict[str, EntryPoint]:
    """Entry points by name; of two of one name ours is taken."""
    found = entry_points(group=GROUP)
    ordered = sorted(found, key=lambda point: (point.value.startswith("converters."), point.value))
    return {point.name: point for point in ordered}
