"""What `pbgdpl review doubts` and `pbgdpl review settle` do: show what needs a person, and take down what one found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS, key_of, read_settled, settled_json, settled_now
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.words.listed_places import places_of_package
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.runs.review.under_review import one_package, refuse_unchangeable
from pbgdpl_cli.session import Session
from validators.packages.changing import BRIEFLY, changing
from validators.packages.locking import LockWait
from validators.packages.package import SETTLED
from validators.packages.reading import read_unchanged
from validators.problems import Message, Problem, say


class NoSuchDoubt(Problem):
    """No place on the list has this key."""

    code = "no-such-doubt"


class NotWhatIsThere(Problem):
    """A person reads something else than what stands in the package."""

    code = "reads-otherwise"


@dataclass(frozen=True, slots=True)
class DoubtsChoice:
    """Packages whose lists are asked for."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A place that needs a person."""

    key: str
    path: Path
    page: int | None
    pointer: str
    kind: str
    text: str
    candidates: tuple[str, ...]
    reason: Message


@dataclass(frozen=True, slots=True)
class DoubtsPayload:
    """What needs a person, worst first in every package."""

    doubts: tuple[OpenDoubt, ...]


@dataclass(frozen=True, slots=True)
class SettlingChoice:
    """A doubt as it is to be settled.

    Attributes:
        package: Its folder.
        key: Of the doubt, as the list shows it.
        by: Who looked at the place.
        reads: What is printed there, typed anew; needed for numbers.
        note: For the history.
        wait: How long to wait for another run that is changing the package.
    """

    package: Path
    key: str
    by: str
    reads: str | None = None
    note: str | None = None
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class SettlingPayload:
    """The doubt that was settled, and how many places still need a person."""

    package: Path
    key: str
    needs_person: int


def show(session: Session, choice: DoubtsChoice) -> OperationResult[DoubtsPayload]:
    """List what needs a person in packages; one that cannot be read does not stop the others."""
    failures = Failures(session.settings.home)
    found: list[OpenDoubt] = []
    for package in each_package(choice.paths, failures):
        with failures.of(package.path):
            record = read_unchanged(package.path, lambda opened: opened.record())
            found += [
                _open(package.path, doubt)
                for doubt in places_of_package(package.path, record, session.settings.home).waiting
            ]
    told = (_table(found),) if found else ()
    return OperationResult(
        "review doubts",
        DoubtsPayload(tuple(found)),
        lines=(*told, say("{count} places still need a person.", count=len(found))),
        errors=tuple(failures.errors),
        succeeded=len(found),
        answers=True,
    )


def _open(package: Path, doubt: Doubt) -> OpenDoubt:
    return OpenDoubt(
        key_of(doubt), package, doubt.page, doubt.pointer, doubt.kind, doubt.text, doubt.candidates, doubt.reason
    )


def _table(found: Sequence[OpenDoubt]) -> Table:
    rows = tuple(
        (one.key, one.path.name, "" if one.page is None else str(one.page), one.text, one.reason) for one in found
    )
    return Table((say("Key"), say("Package"), say("Page"), say("Text"), say("Why it is doubted")), rows)


def settle(session: Session, choice: SettlingChoice) -> OperationResult[SettlingPayload]:
    """Take down that a person looked at a doubtful place and found it right as it stands.

    Raises:
        WrongUsage: No name, or no package.
        NoSuchDoubt: Nothing on the list has the key.
        NotWhatIsThere: It is a number, and what the person typed is not what stands there.
        Problem: The package cannot be changed.
    """
    if not choice.by.strip():
        raise WrongUsage(say("Say who looked at the place: --by NAME"))
    found = one_package(choice.package)
    refuse_unchangeable(found)
    with changing(found.path, choice.wait) as change:
        doubts = places_of_package(found.path, change.record(), session.settings.home).waiting
        doubt = _named(doubts, choice)
        _refuse_nodding(doubt, choice)
        now = dt.datetime.now().astimezone().replace(microsecond=0)
        done = settled_now(doubt, choice.by.strip(), now, choice.note)
        change.write(SETTLED, settled_json((*read_settled(found.path), done)))
    return OperationResult(
        "review settle",
        SettlingPayload(found.path, done.key, len(doubts) - 1),
        lines=(say("{count} places still need a person.", count=len(doubts) - 1),),
        succeeded=1,
    )


def _named(doubts: Sequence[Doubt], choice: SettlingChoice) -> Doubt:
    """The doubt with a key, or with a key that begins so where no other one does."""
    start = choice.key.strip().lower()
    named = [one for one in doubts if start and key_of(one).startswith(start)]
    if len(named) == 1:
        return named[0]
    raise NoSuchDoubt(
        say(
            "{count} places on the list of this package have a key that begins with {key}.", key=start, count=len(named)
        )
        if named
        else say("Nothing on the list of this package has the key {key}.", key=choice.key),
        hint=say("See the list with: pbgdpl review doubts {path}", path=choice.package),
    )


def _refuse_nodding(doubt: Doubt, choice: SettlingChoice) -> None:
    """A number is read, not nodded through: what a person types has to be what stands there."""
    if choice.reads is None:
        if doubt.kind in NUMBERS and doubt.text:
            raise WrongUsage(say("This is a number: type what is printed there, with --reads TEXT"))
        return
    if folded(choice.reads) != folded(doubt.text):
        raise NotWhatIsThere(
            say("You read “{reads}”, the package says “{text}”.", reads=choice.reads, text=doubt.text),
            hint=say("If you are right: pbgdpl review correct PACKAGE --text TEXT --to TEXT --by NAME"),
        )
