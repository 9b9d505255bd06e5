"""Lines a person put in order that are not in the package yet: kept in the journal, as answers are, in their turn."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from converters.corrections.lines.arrangement import Arrangement
from converters.corrections.lines.making import Wanted, arrangement_of
from converters.corrections.places import lines_of
from converters.reading.document import Page
from pbgdpl_cli.review.answers.items import line_key, line_of_key
from pbgdpl_cli.review.answers.journal import Answer

if TYPE_CHECKING:
    from pbgdpl_cli.review.answers.package import PackageUnderReview

_PREFIX = "change-"


class Outcome(StrEnum):
    """What became of what a person wanted.

    Attributes:
        DONE: It is written down.
        IMPOSSIBLE: It cannot be done with these lines, or would change nothing.
        ANSWERED: One of the lines has an answer that would lose its place.
    """

    DONE = "done"
    IMPOSSIBLE = "impossible"
    ANSWERED = "answered"


def change_of(answer: Answer) -> Arrangement | None:
    """What was done with lines; None for an answer to a place, and for what cannot be read any more."""
    if not is_change(answer) or answer.text is None:
        return None
    try:
        return TypeAdapter(Arrangement).validate_json(answer.text)
    except ValidationError:
        return None


def is_change(answer: Answer) -> bool:
    """Whether something was done with lines."""
    return answer.key.startswith(_PREFIX)


def as_answer(change: Arrangement) -> Answer:
    """What was done with lines, to be written down."""
    text = TypeAdapter(Arrangement).dump_json(change).decode("utf-8")
    return Answer(_PREFIX + change.key, text, change.who, change.when, change.before)


def changes_in(answers: Mapping[str, Answer]) -> list[Arrangement]:
    """What was done with lines, in the order in which it was done."""
    found = (change_of(answer) for answer in sorted(answers.values(), key=lambda answer: answer.when))
    return [change for change in found if change is not None]


def arrange(package: PackageUnderReview, number: int, wanted: Wanted, who: str) -> Outcome:
    """Put lines of a page in order: written down at once, shown at once, and in the package with the other answers.

    Args:
        package: Which.
        number: Of the page.
        wanted: What shall be done.
        who: Who does it.

    Raises:
        OSError: The disk refused; nothing has changed.
    """
    if package.work.second_reader is not None:
        return Outcome.IMPOSSIBLE  # the order of lines is the first reader's
    page, when = package.page_with(number, None), dt.datetime.now().astimezone()
    made = None if page is None else arrangement_of(page, wanted, secrets.token_hex(6), who, when)
    if page is None or made is None:
        return Outcome.IMPOSSIBLE
    answered = {at: answer for answer in package.answers.values() if (at := _line_at(answer, number)) is not None}
    after = package.page_with(number, made)
    moved = _moved(page, after, answered)
    if moved is None:
        return Outcome.ANSWERED
    gone, added = _carried(number, moved)
    package.exchange(gone, [*added, as_answer(made)])
    return Outcome.DONE


def undo_change(package: PackageUnderReview, change: Arrangement) -> None:
    """Take back what was done with lines; answers to other lines of the page stay with their lines.

    Raises:
        OSError: The disk refused.
    """
    before = package.page_with(change.page, None)
    answered = {at: one for one in package.answers.values() if (at := _line_at(one, change.page)) is not None}
    after = package.page_with(change.page, None, but=change.key)
    moved = None if before is None else _moved(before, after, answered)
    gone, added = _carried(change.page, moved or ())
    package.exchange([*gone, _PREFIX + change.key], added)


def _line_at(answer: Answer, page: int) -> int | None:
    line = line_of_key(answer.key)
    return line[1] if line is not None and line[0] == page else None


_Moves = Sequence[tuple[Answer, int]]


def _moved(page: Page, after: Page | None, answered: Mapping[int, Answer]) -> _Moves | None:
    """Where answered lines stand afterwards; None when one of them is none any more."""
    lines = list(lines_of(page))
    places = {id(line): at for at, line in enumerate(lines_of(after))} if after is not None else {}
    moves = [(answer, places.get(id(lines[at]))) for at, answer in answered.items() if at < len(lines)]
    if any(place is None for _, place in moves):
        return None
    return [(answer, place) for answer, place in moves if place is not None]


def _carried(page: int, moves: Iterable[tuple[Answer, int]]) -> tuple[list[str], list[Answer]]:
    """Names that answers had, and the answers with the names that their lines have by now."""
    other = [(answer, line_key(page, at)) for answer, at in moves if answer.key != line_key(page, at)]
    return [answer.key for answer, _ in other], [replace(answer, key=key) for answer, key in other]
