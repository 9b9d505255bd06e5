"""What a video shows and says, card by card: title, points, who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.kinds.video.cues import pieces
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint
from converters.derivatives.telling.points import chapter_title, ended
from converters.derivatives.telling.section import Section, Told
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes:
        section: What is said while it is seen.
        point: What it shows; None for the title and the closing card.
        text: Of the point's text what stands on this card: all of it, or a page.
    """

    section: Section
    point: KeyPoint | None = None
    text: str = ""

    @property
    def pieces(self) -> tuple[tuple[str, ...], ...]:
        """The captions of each passage."""
        return tuple(pieces(told.text) for told in self.section.passages)


def cards(record: Record, pages: Sequence[tuple[KeyPoint, tuple[str, ...]]], *, draft: bool) -> tuple[Card, ...]:
    """The cards of a video.

    Args:
        record: The material.
        pages: The points, each with its text as it is spread over cards.
        draft: Whether it must be said that it is one.
    """
    title = tidy(record.title)
    first = [words.DRAFT_BANNER, title] if draft else [title]
    opening = Section(chapter_title(title), tuple(Told(ended(line)) for line in first))
    last = closing_words(record)
    closing = Section(chapter_title(last), (Told(ended(last)),))
    return (Card(opening), *_point_cards(pages), Card(closing))


def _point_cards(pages: Sequence[tuple[KeyPoint, tuple[str, ...]]]) -> Iterator[Card]:
    pinned: tuple[str, ...] = ()
    for number, (point, texts) in enumerate(pages, 1):
        title = chapter_title(f"{number}. {point.heading or point.citation}")
        new = [text for text in point.pinned_texts if text not in pinned]
        pinned = point.pinned_texts
        held = {one.text: one.pointer for one in point.conditions}
        before = [Told(ended(tidy(text)), held[text]) for text in new]
        head = " ".join(_head(point))
        for page, text in enumerate(texts):
            said = ended(tidy(f"{head} {text}" if head and not page else text))
            passages = (*(() if page else before), Told(said, point.pointer))
            yield Card(Section(title, passages), point, text)


def _head(point: KeyPoint) -> Iterator[str]:
    if point.heading:
        yield point.heading if point.is_answer else f"{point.heading.rstrip(':. ')}:"
    if point.unsaid_figure:
        yield f"{point.unsaid_figure}."


def closing_words(record: Record) -> str:
    """Who stands behind it."""
    named = words.issuer(record)
    return f"{named[0]}: {named[1]}" if named else words.FIELD
