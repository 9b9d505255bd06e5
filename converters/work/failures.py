"""How pages and sources can fail: as sentences for a person, and as kinds by which they are tried again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from validators.problems import Message, MissingDependency, Problem, UnreadableInput, say

FailureKind = Literal["timeout", "crash", "memory", "unreadable", "empty", "missing", "refused"]
OF_ENGINES: frozenset[FailureKind] = frozenset({"timeout", "crash", "memory", "missing"})
"""Failures that say more of the computer than of the paper."""
KINDS: tuple[FailureKind, ...] = get_args(FailureKind)


def too_long(number: int) -> Message:
    """The engine did not come to an end."""
    return say("Page {number} took too long and was given up.", number=number)


def died(number: int) -> Message:
    """The processes that read it are gone, one after the other."""
    return say("Two processes died over page {number}; there may be too little memory.", number=number)


def lost_twice(number: int) -> Message:
    """Two computers were lost over it."""
    return say("Two computers stopped over page {number}.", number=number)


def no_one_left(number: int) -> Message:
    """All that could have read it are gone."""
    return say("No computer is left that could read page {number}.", number=number)


def not_there(number: int, computer: str, path: Path) -> Message:
    """Another computer does not see the source, or sees something else in its place."""
    return say(
        "{computer} does not have this file at {path} (page {number}).", number=number, computer=computer, path=path
    )


def out_of_memory(number: int) -> Message:
    """It claimed more than a process may."""
    return say("Page {number} needs more memory than allowed.", number=number)


_KINDS: dict[str, FailureKind] = {
    too_long(0).text: "timeout",
    died(0).text: "crash",
    lost_twice(0).text: "crash",
    no_one_left(0).text: "crash",
    not_there(0, "", Path()).text: "missing",
    out_of_memory(0).text: "memory",
}
_CODES: dict[str, FailureKind] = {
    "internal": "crash",
    "memory": "memory",
    "empty-file": "empty",
    "no-materials": "empty",
}


def kind_of(failure: Message) -> FailureKind:
    """The kind of a page's failure; whatever else a page tells is about the page."""
    return _KINDS.get(failure.text, "unreadable")


def is_poison(failure: Message) -> bool:
    """Whether two workers were lost over what failed so: the next ones are not to be given it unasked."""
    said = failure.values.get("reason", failure)
    return isinstance(said, Message) and said.text in {died(0).text, lost_twice(0).text}


def kind_of_problem(problem: Problem) -> FailureKind:
    """The kind of a source's failure; of one none of whose pages could be read, that of its first page."""
    said = problem.message.values.get("reason", problem.message)
    if isinstance(said, Message) and said.text in _KINDS:
        return _KINDS[said.text]
    if problem.code in _CODES:
        return _CODES[problem.code]
    if isinstance(problem, MissingDependency):
        return "missing"
    return "unreadable" if isinstance(problem, UnreadableInput) else "refused"
