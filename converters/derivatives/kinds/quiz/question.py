"""A question of multiple choice, and how a point is put into words for one."""

from __future__ import annotations

from dataclasses import dataclass

from converters.derivatives.kinds.quiz.figures import figures
from converters.derivatives.saying.key_points import KeyPoint
from converters.derivatives.saying.words import LABELS, READ_ALONG

WRONG_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question of multiple choice.

    Attributes:
        id: As files name it ("cau-001").
        stem: What is asked: the provision, then the statement with its blank, then what holds besides.
        options: Answers, by size.
        right: Place of the right one.
        statement: The whole statement, for those who answered.
        provision: Where it stands.
        pointer: JSON Pointer of the passage.
    """

    id: str
    stem: str
    options: tuple[str, ...]
    right: int
    statement: str
    provision: str
    pointer: str

    @property
    def feedback(self) -> str:
        """What is told after an answer."""
        return f"{self.statement} ({self.provision})"


def said(point: KeyPoint) -> str:
    """A point as one statement, its number in it."""
    parts = [f"{point.heading.rstrip(':. ')}:" if point.heading and not point.is_answer else point.heading]
    if point.figure and not _figures_say(point):
        named = "" if ":" in point.figure or point.emphasis is None or point.emphasis.is_money else LABELS["deadline"]
        parts.append(f"{named}: {point.figure}." if named else f"{point.figure}.")
    return " ".join(part for part in (*parts, point.text) if part)


def _figures_say(point: KeyPoint) -> bool:
    """Whether the text says its number in another form ("2 – 3 triệu đồng" for "từ 2.000.000 đến 3.000.000 đồng")."""
    shown = [figure.values for figure in figures(point.emphasis.full)] if point.emphasis else []
    held = {figure.values for figure in figures(point.text)}
    return bool(shown) and all(values in held for values in shown)


def in_a_sentence(provision: str) -> str:
    """A provision as it stands behind "Theo": "khoản 2 Điều 20 …"."""
    return provision[:1].lower() + provision[1:] if provision.startswith(("Khoản", "Điểm")) else provision


def with_held(asked: str, point: KeyPoint) -> str:
    """A question with what holds for its point besides."""
    below = [f"{READ_ALONG}: {' '.join(point.pinned_texts)}"] if point.pinned_texts else []
    return "\n".join([asked, *below])
