"""A quiz as every format writes it: its title, what it says of itself, and its questions."""

from __future__ import annotations

from dataclasses import dataclass

from converters.derivatives.kinds.quiz.question import QuizQuestion
from converters.derivatives.saying import words
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class QuizPaper:
    """A quiz.

    Attributes:
        record: The material.
        questions: In the order of the material.
        recipe: By which it was made.
        draft: Whether the text is not approved.
        reviewed_by: Who looked at the wrong answers; None for nobody.
    """

    record: Record
    questions: tuple[QuizQuestion, ...]
    recipe: str
    draft: bool = False
    reviewed_by: str | None = None

    @property
    def title(self) -> str:
        """Of the material."""
        return self.record.title.strip()

    @property
    def mark(self) -> str:
        """What stands above every question as long as it is not for others; empty when it is."""
        marks = [words.DRAFT_BANNER] if self.draft else []
        marks += [] if self.reviewed_by else [words.NEEDS_REVIEW]
        return " · ".join(marks)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the quiz says of itself, a line each."""
        issuer = words.issuer(self.record)
        said = [self.mark, f"{words.REVIEWED_BY}: {self.reviewed_by}" if self.reviewed_by else ""]
        said += [f"{issuer[0]}: {issuer[1]}" if issuer else "", words.issued_line(self.record)]
        said += [f"{words.IDENTIFIER}: {self.record.identifier}", words.AI_NOTICE if self.record.ai.generated else ""]
        return tuple(one for one in said if one)

    def stem(self, question: QuizQuestion) -> str:
        """A question with what stands above it."""
        return f"[{self.mark}]\n{question.stem}" if self.mark else question.stem

    def name(self, number: int) -> str:
        """What lists of questions call it."""
        return f"{words.QUESTION} {number}"
