"""GIFT: questions as plain text (docs.moodle.org, "GIFT format")."""

from __future__ import annotations

from collections.abc import Iterator

from converters.derivatives.kinds.quiz.paper import QuizPaper
from converters.derivatives.kinds.quiz.question import QuizQuestion

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n"})


def gift(paper: QuizPaper) -> str:
    """The quiz, a question a paragraph."""
    head = [f"// {line}" for line in (paper.title, *paper.remarks, f"pbgdpl:recipe {paper.recipe}")]
    questions = ("\n".join(_lines(paper, number, one)) for number, one in enumerate(paper.questions, 1))
    return "\n\n".join(["\n".join(head), *questions]) + "\n"


def _lines(paper: QuizPaper, number: int, question: QuizQuestion) -> Iterator[str]:
    yield f"::{escaped(paper.name(number))}::[plain]{escaped(paper.stem(question))} {{"
    for place, option in enumerate(question.options):
        yield f"{'=' if place == question.right else '~'}{escaped(option)}"
    yield f"####{escaped(question.feedback)}"
    yield "}"


def escaped(text: str) -> str:
    """A text whose signs mean nothing to a reader of GIFT."""
    return text.translate(_SPECIAL)
