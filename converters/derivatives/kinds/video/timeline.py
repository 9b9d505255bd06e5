"""When what is seen and read: by the voice, or, where there is none, by how long it takes to read.

A caption stays until the next one, and never shorter than its letters need. Short material is given more time, long
material loses its least important points; fines are never lost, and be the video longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from converters.derivatives.kinds.video.cards import Card
from converters.derivatives.kinds.video.cues import LETTERS_A_SECOND
from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.voices.narration import Heard, Narration, narrate
from converters.derivatives.voices.scripts import SectionScript, scripts_of
from converters.derivatives.voices.speakers.protocol import Speaker
from converters.derivatives.voices.speaking import Speaking

SHORTEST, LONGEST = 20.0, 60.0  # seconds: what networks show without asking, and people watch to the end
_SLOWER = (LETTERS_A_SECOND, 12.0, 9.0, 7.0, 5.0, 3.5)  # letters a second that short material is slowed down to
_LEAST_CUE = 1.2  # seconds; less cannot be found and read
_BETWEEN = 0.8  # seconds from the last caption of a card to the next card, where nobody speaks
_LEAD = 0.3  # seconds from the beginning of a card to its first caption, where nobody speaks
_ROUNDED = 0.002  # seconds by which a file's times, in milliseconds, may be shorter
_TAIL = 0.05  # seconds before the end of a card at which its last caption goes


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: from when to when, seconds from the start of the video."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One card in time.

    Attributes:
        start: Seconds from the start of the video.
        duration: Seconds.
        cues: Captions, drawn and in the caption files.
        card: What is shown.
    """

    start: float
    duration: float
    cues: tuple[Cue, ...]
    card: Card

    @property
    def end(self) -> float:
        """Seconds from the start of the video."""
        return self.start + self.duration


def timed_for_reading(cards: Sequence[Card]) -> tuple[Segment, ...]:
    """Cards with captions that stay as long as it takes to read them, at least twenty seconds in all."""
    for pace in _SLOWER:
        segments = tuple(_read(cards, pace))
        if segments[-1].end >= SHORTEST:
            break
    return segments


def _read(cards: Sequence[Card], pace: float) -> Iterator[Segment]:
    clock = 0.0
    for card in cards:
        start, cues = clock, []
        clock += _LEAD
        for text in (text for texts in card.pieces for text in texts):
            end = clock + max(_LEAST_CUE, len(text) / pace) + _ROUNDED
            cues.append(Cue(clock, end, text))
            clock = end
        clock += _BETWEEN
        yield Segment(start, clock - start, tuple(cues), card)


def scripts_for(cards: Sequence[Card], table: Abbreviations) -> tuple[SectionScript, ...]:
    """What is said of each card, in breaths that end where its captions do.

    Raises:
        CannotBeSaid: Something in the text is not known to be said.
    """
    made = scripts_of([card.section for card in cards], table)
    return tuple(replace(script, parts=card.pieces) for script, card in zip(made, cards, strict=True))


def spoken_seconds(scripts: Sequence[SectionScript]) -> float:
    """About how long they take, each caption at least as long as its letters need."""
    return sum(max(script.seconds, len(script.section.printed) / LETTERS_A_SECOND) + 1.0 for script in scripts)


def timed_by_voice(
    cards: Sequence[Card], scripts: Sequence[SectionScript], speaker: Speaker, speaking: Speaking, path: Path
) -> tuple[tuple[Segment, ...], Narration]:
    """Cards as a voice speaks them, at least twenty seconds in all; the sound goes to `path`.

    Raises:
        VoiceFailed: The voice did not speak.
    """
    for pace in _SLOWER:
        told = narrate(scripts, speaker, path, speaking.kept, least=partial(_least, cards, pace))
        if told.seconds >= SHORTEST:
            break
    return tuple(_heard(cards, told)), told


def _least(cards: Sequence[Card], pace: float, heard: Heard) -> float:
    """Seconds a caption needs; the last of a card goes away before its picture does, and needs that, too."""
    needed = max(_LEAST_CUE, len(_caption(cards, heard)) / pace)
    return needed + (_TAIL if heard.passage + 1 == len(cards[heard.section].pieces) else 0.0) + _ROUNDED


def _caption(cards: Sequence[Card], heard: Heard) -> str:
    texts = cards[heard.section].pieces[heard.passage]
    return texts[piece_at(texts, heard.breath.words[0].start)]


def piece_at(texts: Sequence[str], offset: int) -> int:
    """In which of some pieces, joined by spaces, a letter stands."""
    starts, clock = [], 0
    for text in texts:
        starts.append(clock)
        clock += len(text) + 1
    return max(0, bisect_right(starts, offset) - 1)


def _heard(cards: Sequence[Card], told: Narration) -> Iterator[Segment]:
    for number, (card, chapter) in enumerate(zip(cards, told.chapters, strict=True)):
        mine = [one for one in told.heard if one.section == number]
        ends = [*(one.start for one in mine[1:]), chapter.end - _TAIL]
        cues = [Cue(one.start, end, _caption(cards, one)) for one, end in zip(mine, ends, strict=True)]
        yield Segment(chapter.start, chapter.end - chapter.start, tuple(cues), card)
