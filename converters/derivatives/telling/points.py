"""Key points for the ear: what it is, each point with its provision and what holds for it, who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint
from converters.derivatives.telling.section import Section, Told
from converters.derivatives.wording.conditions import speaks_of_above
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.record import Record

_LONGEST_TITLE = 80  # letters of a chapter's title; players show one line


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is told.

    Attributes:
        draft: Whether it must say that it is one, at its beginning and its end.
        synthetic: Whether it must say that no person is speaking.
    """

    draft: bool = False
    synthetic: bool = True


def told_points(record: Record, points: Sequence[KeyPoint], manner: Manner) -> tuple[Section, ...]:
    """The sections of a material told by its key points.

    Args:
        record: The material.
        points: In the order they are told.
        manner: What must be said beside them.
    """
    return (opening(record, manner), *point_sections(points), closing(record, manner))


def opening(record: Record, manner: Manner) -> Section:
    """What it is, from whom, and what must be said of it first."""
    title = tidy(record.title)
    lines = [words.DRAFT_BANNER, title] if manner.draft else [title]
    if named := words.issuer(record):
        lines.append(f"{named[0]}: {named[1]}")
    if record.date_issued:
        lines.append(f"Ban hành {words.written_date(record.date_issued)}")
    lines += [words.AI_NOTICE] if record.ai.generated else []
    lines += [words.SYNTHETIC_VOICE_SAID] if manner.synthetic else []
    return Section(chapter_title(title), tuple(Told(ended(line)) for line in lines))


def closing(record: Record, manner: Manner) -> Section:
    """Who stands behind it, and once more that it is a draft."""
    named = words.issuer(record)
    lines = [f"{named[0]}: {named[1]}" if named else words.FIELD]
    lines += [words.DRAFT_BANNER] if manner.draft else []
    return Section(chapter_title(lines[0]), tuple(Told(ended(line)) for line in lines))


def point_sections(points: Sequence[KeyPoint]) -> Iterator[Section]:
    """A section a point; what is pinned is said where it changes.

    What speaks of what stands above it ("Mức phạt nêu trên …") is said behind the last point it holds for.
    """
    for number, point in enumerate(points, 1):
        before = points[number - 2].pinned_texts if number > 1 else ()
        after = points[number].pinned_texts if number < len(points) else ()
        held = {one.text: one for one in point.conditions}
        first = [one for text, one in held.items() if text not in before and not speaks_of_above(text)]
        last = [one for text, one in held.items() if text not in after and speaks_of_above(text)]
        told = Told(said_of(point), point.pointer)
        passages = (*(Told(ended(one.text), one.pointer) for one in first), told)
        passages = (*passages, *(Told(ended(one.text), one.pointer) for one in last))
        yield Section(chapter_title(f"{number}. {point.heading or point.citation}"), passages)


def said_of(point: KeyPoint) -> str:
    """All of a point for one who cannot see it: heading, number, text, and the provision in a line of its own."""
    parts = []
    if point.heading:
        parts.append(point.heading if point.is_answer else f"{point.heading.rstrip(':. ')}:")
    if point.unsaid_figure:
        parts.append(f"{point.unsaid_figure}.")
    parts.append(ended(point.text))
    return f"{' '.join(parts)}\n{words.BASIS}: {ended(point.citation)}"


def ended(text: str) -> str:
    """A text that ends as a sentence does, so that the voice falls; what ends with a sign already is as printed."""
    said = text.rstrip()
    return f"{said}." if said and (said[-1].isalnum() or said[-1] in ')]”»"%') else said


def chapter_title(text: str) -> str:
    """A title short enough for one line."""
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,.;:–-") + "…"
