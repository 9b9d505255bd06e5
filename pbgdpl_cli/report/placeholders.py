"""Every number by its name, as `{{ materials.by_kind.to-gap }}` in a form of the office calls it.

A name is the way to the number in the JSON of `pbgdpl --json report`: names of members, and for the rows of a list
their code. The row of a count is its `count`; `.in_period` after it the other number. Rows of other lists are counted
from 1 (`laws.coming.1.act`).
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from pbgdpl_cli.report.numbers import OfficeNumbers
from validators.problems import Message, UnreadableInput, say
from validators.sharing.communes import communes
from validators.sharing.vocabulary import vocabulary

Value = str | int | float | dt.date | None
PLACEHOLDER = re.compile(r"\{\{(?P<name>[^{}\n]*)(?P<end>\}\})?")
"""Without its end it is a slip, and told of as an unknown name."""
_MONTH = re.compile(r"(?:materials|visits)\.by_month\.\d{4}-(?:0[1-9]|1[0-2])(?:\.in_period)?")
_PLACE = re.compile(r"materials\.by_place\.(?P<code>\d{2}|\d{5})(?:\.in_period)?")
_MOST_TOLD = 5  # unknown names told of in one sentence


class WrongTemplate(UnreadableInput):
    """A form asks for a number there is not, or cannot be read."""

    code = "wrong-template"


@dataclass(frozen=True, slots=True)
class Names:
    """The numbers by their names.

    Attributes:
        values: Each number.
        unknown_yet: How names begin that may come to be while packages are counted: those of acts and portals.
    """

    values: Mapping[str, Value]
    unknown_yet: tuple[str, ...] = ()

    def find(self, name: str) -> Value:
        """The number of a name.

        Raises:
            KeyError: There is no such number.
        """
        if name in self.values:
            return self.values[name]
        if _MONTH.fullmatch(name):
            return 0 if name.startswith("materials") or self.values["visits.total"] is not None else None
        place = _PLACE.fullmatch(name)
        if place and (vocabulary("provinces").find(place["code"]) or place["code"] in communes()):
            return 0  # a place no material is for
        if self.unknown_yet and name.startswith(self.unknown_yet):
            return None
        raise KeyError(name)

    def like(self, name: str) -> str | None:
        """The name that was meant, probably."""
        return next(iter(difflib.get_close_matches(name, self.values, 1)), None)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name no number has, and where it stands."""

    name: str
    place: Message


def names_of(numbers: OfficeNumbers) -> Names:
    """All numbers of a report by name."""
    return Names(dict(_named(numbers, "")))


def names_to_come(numbers: OfficeNumbers) -> Names:
    """The names a report will have, from one of nothing: a slip in a form is told of before the long counting."""
    return Names(dict(_named(numbers, "")), ("laws.acts.", "laws.coming.", "uploads.targets.", "materials.by_place.",
                                             "visits.by_page."))  # fmt: skip


def _named(value: object, name: str) -> Iterator[tuple[str, Value]]:
    if is_dataclass(value):
        for member in fields(value):
            yield from _named(getattr(value, member.name), f"{name}.{member.name}" if name else member.name)
    elif isinstance(value, tuple):
        yield from _of_rows(value, name)
    else:
        yield name, value if isinstance(value, str | int | float | dt.date) or value is None else str(value)


def _of_rows(rows: tuple[object, ...], name: str) -> Iterator[tuple[str, Value]]:
    if all(isinstance(row, str) for row in rows) and rows:
        yield name, "; ".join(map(str, rows))
        return
    yield f"{name}.rows", len(rows)
    for number, row in enumerate(rows, start=1):
        code = getattr(row, "code", None) or str(number)
        yield from _named(row, f"{name}.{code}")
        if hasattr(row, "count"):
            yield f"{name}.{code}", row.count


def filled(text: str, names: Names, show: Callable[[Value], str], place: Callable[[int], Message]) -> tuple[
    str, list[Unknown]
]:  # fmt: skip
    """A text with numbers in the place of their names, and the names that no number has.

    Args:
        text: With placeholders.
        names: The numbers.
        show: How a number is written.
        place: Says where the letter at an offset stands.
    """
    unknown: list[Unknown] = []

    def number(match: re.Match[str]) -> str:
        try:
            if match["end"]:
                return show(names.find(match["name"].strip()))
        except KeyError:
            pass
        unknown.append(Unknown(match["name"].strip(), place(match.start())))
        return match[0]

    return PLACEHOLDER.sub(number, text), unknown


def refuse(unknown: list[Unknown], names: Names, template: Path) -> None:
    """Stop at a form that asks for numbers there are not.

    Raises:
        WrongTemplate: There is such a name; it is told with its place.
    """
    if not unknown:
        return
    told = [say("“{name}” ({place})", name=one.name, place=one.place) for one in unknown[:_MOST_TOLD]]
    meant = names.like(unknown[0].name)
    raise WrongTemplate(
        say("The report has no number called {names}.", names=_listed(told, len(unknown) - len(told))),
        hint=say("Meant was perhaps “{name}”; all names: pbgdpl --json report PATH", name=meant)
        if meant
        else say("All names: pbgdpl --json report PATH"),
        path=template,
    )


def _listed(told: list[Message], more: int) -> Message:
    listed = told[0]
    for one in told[1:]:
        listed = say("{first}, {next}", first=listed, next=one)
    return say("{first}, and {count} more", first=listed, count=more) if more else listed
