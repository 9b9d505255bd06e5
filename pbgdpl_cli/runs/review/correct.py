"""What `pbgdpl review correct` does: put right what was read, and make the package anew from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.applying import told_of
from converters.corrections.places import WordPlace, places_of
from converters.corrections.rebuilding import correct_package, pages_to_correct
from converters.corrections.retyped import in_turn
from converters.progress import under_way
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.review.under_review import one_package, refuse_unchangeable
from pbgdpl_cli.session import Session
from pbgdpl_cli.version import software
from validators.packages.changing import BRIEFLY, changing
from validators.packages.locking import LockWait
from validators.problems import Message, Problem, say

_SHOWN = 5  # places that are told of, where several read alike


class NoSuchPlace(Problem):
    """The text does not stand where it was looked for."""

    code = "no-such-place"


class SeveralPlaces(Problem):
    """The text stands in several places, and only one of them may be meant."""

    code = "several-places"


@dataclass(frozen=True, slots=True)
class CorrectionChoice:
    """A correction as asked for.

    Attributes:
        package: Its folder.
        text: As it stands there now.
        to: As it is printed; the same where it was read right.
        by: Who looked at the place.
        page: Where; None for anywhere.
        nth: Which of several places, from 1; None where there is one only.
        everywhere: All places.
        note: For the history.
        wait: How long to wait for another run that is changing the package.
    """

    package: Path
    text: str
    to: str
    by: str
    page: int | None = None
    nth: int | None = None
    everywhere: bool = False
    note: str | None = None
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """One place that was put right."""

    page: int
    line: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionPayload:
    """What was put right, and how many places still need a person."""

    package: Path
    places: tuple[CorrectedPlace, ...]
    needs_person: int


def run(session: Session, choice: CorrectionChoice) -> OperationResult[CorrectionPayload]:
    """Correct some words of a package.

    Raises:
        WrongUsage: No name, no text, or no package.
        NoSuchPlace: The text does not stand there.
        SeveralPlaces: It stands there several times.
        Problem: The package cannot be changed.
    """
    _check(choice)
    found = one_package(choice.package)
    refuse_unchangeable(found)
    with under_way(session.console.progress(), say("Correcting"), 1), changing(found.path, choice.wait) as change:
        places = _chosen(choice, places_of(pages_to_correct(found.path, change.record()), choice.text, choice.page))
        now = dt.datetime.now().astimezone().replace(microsecond=0)
        made = [place.corrected_to(choice.to, choice.by.strip(), now, choice.note) for place in places]
        rebuilt = correct_package(change, in_turn(made), today=now.date(), software=software())
    corrected = tuple(CorrectedPlace(one.page, one.line, one.before, one.after) for one in made)
    return OperationResult(
        "review correct",
        CorrectionPayload(found.path, corrected, len(rebuilt.doubts)),
        lines=(
            *map(_sentence, corrected),
            *map(told_of, rebuilt.differing),
            say("{count} places still need a person.", count=len(rebuilt.doubts)),
        ),
        succeeded=1,
    )


def _check(choice: CorrectionChoice) -> None:
    if not choice.by.strip():
        raise WrongUsage(say("Say who looked at the place: --by NAME"))
    if not choice.text.strip():
        raise WrongUsage(say("Say what stands there now: --text TEXT"))


def _chosen(choice: CorrectionChoice, places: Sequence[WordPlace]) -> Sequence[WordPlace]:
    if not places:
        raise NoSuchPlace(
            say("“{text}” does not stand there as words of one line.", text=choice.text),
            hint=say("Copy it from content.md or the list of what needs a person, without line breaks."),
        )
    if choice.nth is not None:
        if not 1 <= choice.nth <= len(places):
            raise NoSuchPlace(say("There are only {count} such places.", count=len(places)))
        return [places[choice.nth - 1]]
    if len(places) > 1 and not choice.everywhere:
        shown = "; ".join(told(_where(number, place)) for number, place in enumerate(places[:_SHOWN], start=1))
        raise SeveralPlaces(
            say("“{text}” stands in {count} places: {places}", text=choice.text, count=len(places), places=shown),
            hint=say("Choose one with --nth, narrow it with --page, or take all with --all."),
        )
    return places


def _where(number: int, place: WordPlace) -> Message:
    return say("({number}) page {page}: {line}", number=number, page=place.page, line=place.line.text)


def _sentence(place: CorrectedPlace) -> Message:
    if place.before == place.after:
        return say("Page {page}: “{after}” was read right.", page=place.page, after=place.after)
    if not place.after:
        return say("Page {page}: “{before}” is not there.", page=place.page, before=place.before)
    return say("Page {page}: “{before}” → “{after}”", page=place.page, before=place.before, after=place.after)
