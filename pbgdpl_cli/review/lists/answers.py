"""What people wrote on a list, whatever form it came back in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pbgdpl_cli.review.answers.items import ReviewItem, Said, Verdict, folded, verdict
from pbgdpl_cli.review.lists.columns import AGAIN, COLUMNS, NO_CITATION, NOTHING, RIGHT
from validators.problems import Message, say

_RIGHT = frozenset({RIGHT, "đúng", "right as it stands", "right", "x"})
_NOTHING = frozenset({NOTHING, "không có", "nothing is printed there", "nothing"})
_NO_CITATION = frozenset({NO_CITATION, "it is no citation", "no citation"})
NO_CHOICE = say("Choose “{right}” or “{nothing}”, or leave the cell empty.", right=RIGHT, nothing=NOTHING)
TWO_THINGS = say("It says two things: something is typed, and “{choice}” is chosen.")


class Choice(StrEnum):
    """What may be chosen in place of typing."""

    RIGHT = "right"
    NOTHING = "nothing"
    NO_CITATION = "no-citation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """What was written beside one place.

    Attributes:
        where: For people: a row of a sheet, a heading of a text.
        material: Identifier of the record; empty where somebody took it away.
        key: Of the place.
        base: Mark of what stood there when the list was made.
        typed: What is printed there; empty where nothing was written.
        again: The same once more, where the first did not agree with the program.
        choice: What was chosen in place of typing.
        fault: Why it cannot be taken for what a person wrote.
    """

    where: str
    material: str
    key: str
    base: str
    typed: str = ""
    again: str = ""
    choice: Choice | None = None
    fault: Message | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything was written; a place nobody filled in is no answer."""
        return bool(folded(self.typed) or folded(self.again) or self.choice or self.fault)

    @property
    def content(self) -> tuple[str, str, Choice | None]:
        """What is compared where one place stands on a list twice."""
        return folded(self.typed), folded(self.again), self.choice


def choice_of(text: str) -> Choice | None:
    """What a cell for choosing says; None when it is empty."""
    said = folded(text).casefold()
    if not said:
        return None
    known = ((Choice.RIGHT, _RIGHT), (Choice.NOTHING, _NOTHING), (Choice.NO_CITATION, _NO_CITATION))
    return next((choice for choice, words in known if said in words), Choice.UNKNOWN)


def said_of(answer: ListedAnswer, item: ReviewItem) -> Said | Message:
    """An answer as the page takes it, or why it is none.

    Returns:
        What was said, or a sentence for whoever filled in the list.
    """
    if answer.fault is not None:
        return answer.fault
    if answer.choice in (Choice.UNKNOWN, Choice.NO_CITATION):
        return NO_CHOICE
    if not folded(answer.typed) and folded(answer.again):
        return say("Something is typed again, but nothing was typed first.")
    said = _said(answer, item)
    if folded(answer.typed) and answer.choice is not None and folded(answer.typed) != folded(said.text or ""):
        return Message(TWO_THINGS.text, {"choice": RIGHT if answer.choice is Choice.RIGHT else NOTHING})
    return _refusal(item, said) or said


def _said(answer: ListedAnswer, item: ReviewItem) -> Said:
    if answer.choice is Choice.NOTHING:
        return Said(nothing=True)
    if answer.choice is Choice.RIGHT and not (item.is_number and folded(answer.typed)):
        return Said(item.text if item.is_typed and not item.is_number else None)
    if folded(answer.again):
        return Said(answer.again, before=answer.typed)
    return Said(answer.typed)


def _refusal(item: ReviewItem, said: Said) -> Message | None:
    decided = verdict(item, said)
    if decided is Verdict.DIFFERS:
        return say(
            "The program reads “{text}”. Look again, and type once more what is printed in the column “{column}”.",
            text=item.text,
            column=COLUMNS[AGAIN],
        )
    return _TOLD.get(decided)


_TOLD = {
    Verdict.EMPTY: say("Nothing was typed."),
    Verdict.NODDED: say("This is read, not nodded through: type what is printed."),
    Verdict.NOWHERE: say(
        "You read something else than the program, but this place spans several lines: put it right on the page "
        "(pbgdpl review PACKAGE)."
    ),
}
