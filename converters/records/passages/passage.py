"""Passages: logical paragraphs that remember, word by word, where they were read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from converters.reading.boxes import Box, edges_around
from converters.reading.document import BlockKind, Cell, Method, Word
from validators.sharing.record import Evidence


class PlacedWord(NamedTuple):
    """A word with the page it stands on."""

    word: Word
    page: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table.

    Attributes:
        text: Words with single spaces between.
        places: The words, each with its page.
        starts: Where each word begins in `text`.
        kind: What the reader took it for.
        method: How it was read.
        lines: How many printed lines it has.
        level: Of headings and list items, as the reader saw it.
        emphasis: Printed bold or in capitals, as far as that is known.
        cells: Of a table.
        role: `number`, `question`, `question-more` or `answer` for a cell of a table of questions and answers; else
            empty.
        under: The name of the column that such a cell stands in, where it neither asks nor answers; else empty.
    """

    text: str
    places: tuple[PlacedWord, ...]
    starts: tuple[int, ...]
    kind: BlockKind
    method: Method
    lines: int = 1
    level: int = 0
    emphasis: bool = False
    cells: tuple[Cell, ...] = ()
    role: str = ""
    under: str = ""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.places[0].page if self.places else 1

    @property
    def word_height(self) -> int | None:
        """The usual height of its words, in pixels; None where it was not read off a page."""
        heights = sorted(place.word.box.height for place in self.places if place.word.box is not None)
        return heights[len(heights) // 2] if heights else None

    def evidence(self, start: int = 0, end: int | None = None, *, inferred: bool = False) -> Evidence:
        """Where a part of the text was read: page, box around its words on that page, lowest confidence.

        Args:
            start: First character of the part.
            end: One past the last; the whole rest when None.
            inferred: The value was concluded from this part rather than read.
        """
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first + 1, bisect_left(self.starts, end))
        chosen = self.places[first:last]
        page = chosen[0].page if chosen else self.page
        words = [place.word for place in chosen if place.page == page]
        confidences = [word.confidence for word in words if word.confidence is not None]
        corrected = any(word.engine_text is not None for word in words)
        return Evidence(
            page=page,
            box=surrounding(word.box for word in words),
            text=self.text[start:end],
            confidence=min(confidences) if confidences else None,
            method=(Method.PERSON if words and all(word.by_person for word in words) else self.method).value,
            inferred=inferred,
            engine_text=" ".join(word.as_read for word in words) if corrected else None,
        )


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value with the passage and the characters it was read from."""

    value: str
    passage: Passage
    start: int
    end: int


def whole(passage: Passage) -> ReadValue:
    """A passage's whole text as a value."""
    return ReadValue(passage.text.strip(), passage, 0, len(passage.text))


def written(text: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, *, emphasis: bool = False) -> Passage:
    """A passage that stands on no page, for examples.

    Args:
        text: Its words.
        kind: What a reader would have taken it for.
        level: Of a heading.
        emphasis: Printed bold.
    """
    words = text.split()
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    placed = tuple(PlacedWord(Word(word), 1) for word in words)
    return Passage(" ".join(words), placed, tuple(starts) if words else (), kind, Method.PLAIN, 1, level, emphasis)


def surrounding(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all boxes; None when one is missing or there is none."""
    given = list(boxes)
    known = [box for box in given if box is not None]
    if not known or len(known) < len(given):
        return None
    left, top, right, bottom = edges_around(known)
    return Box(max(0, left), max(0, top), right, bottom)


def joined(passages_: Sequence[Passage]) -> Passage:
    """Several passages as one."""
    places = tuple(place for passage in passages_ for place in passage.places)
    starts: list[int] = []
    position = 0
    for passage in passages_:
        starts += [position + start for start in passage.starts]
        position += len(passage.text) + 1
    first = passages_[0]
    return Passage(
        text=" ".join(passage.text for passage in passages_),
        places=places,
        starts=tuple(starts),
        kind=first.kind,
        method=first.method,
        lines=sum(passage.lines for passage in passages_),
        level=first.level,
        emphasis=first.emphasis,
    )


def is_capitals(text: str) -> bool:
    """Whether a line is words in capitals (and not just a number with its symbol)."""
    return text.isupper() and sum(character.isalpha() for character in text) > 5 and "/" not in text
