"""A section of what is said: a chapter of an audio book, an item of a bulletin, a scene of a video."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One passage as printed, and the JSON Pointer of what it says; empty for the few words of our own."""

    text: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What is said under one title.

    Attributes:
        title: Of its chapter; not said by itself.
        passages: In order.
    """

    title: str
    passages: tuple[Told, ...]

    @property
    def printed(self) -> str:
        """Its passages, one a line."""
        return "\n".join(told.text for told in self.passages)
