"""Moodle XML: what Moodle calls its own format for questions (docs.moodle.org, "Moodle XML format")."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from converters.derivatives.fulltext.tree import node
from converters.derivatives.kinds.quiz.paper import QuizPaper
from converters.derivatives.kinds.quiz.question import QuizQuestion

_PENALTY = "0.3333333"  # Moodle's own default of a third


def moodle_xml(paper: QuizPaper) -> bytes:
    """The quiz as a category of questions."""
    quiz = node("quiz", _category(paper), *_questions(paper))
    ET.indent(quiz)
    text = ET.tostring(quiz, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- pbgdpl:recipe {paper.recipe} -->\n{text}\n'.encode()


def _category(paper: QuizPaper) -> ET.Element:
    # A slash parts categories; two are one in a name.
    path = f"$course$/top/{paper.title.replace('/', '//')}"
    told = node("info", node("text", "\n".join(paper.remarks)), format="plain_text")
    return node("question", node("category", node("text", path)), told, type="category")


def _questions(paper: QuizPaper) -> Iterator[ET.Element]:
    for number, question in enumerate(paper.questions, 1):
        yield node(
            "question",
            node("name", node("text", paper.name(number))),
            _text("questiontext", paper.stem(question)),
            _text("generalfeedback", question.feedback),
            *(node(name, value) for name, value in _settings(question)),
            *_answers(question),
            type="multichoice",
        )


def _settings(question: QuizQuestion) -> tuple[tuple[str, str], ...]:
    return (
        ("defaultgrade", "1.0000000"), ("penalty", _PENALTY), ("hidden", "0"), ("idnumber", question.id),
        ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc"),
    )  # fmt: skip


def _answers(question: QuizQuestion) -> Iterator[ET.Element]:
    for place, option in enumerate(question.options):
        fraction = "100" if place == question.right else "0"
        feedback = _text("feedback", "")
        yield node("answer", node("text", option), feedback, fraction=fraction, format="plain_text")


def _text(name: str, text: str) -> ET.Element:
    return node(name, node("text", text), format="plain_text")
