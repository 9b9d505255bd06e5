"""`portal harvest`: the records of another portal, taken over with where they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import item_of
from pbgdpl_cli.portal.harvesting.taking import Outcome, Taken, TakingOptions, take
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.runs.portal.source import HttpSource
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.packages.locking import only_one
from validators.problems import Message, say

_COUNTED = {
    Outcome.TAKEN: say("taken"),
    Outcome.CHANGED: say("brought up to date"),
    Outcome.WITHDRAWN: say("withdrawn, as there"),
    Outcome.UNCHANGED: say("unchanged"),
    Outcome.OWN: say("this portal's own"),
    Outcome.CONFLICT: say("changed here and left alone"),
    Outcome.FAILED: say("failed"),
}


@dataclass(frozen=True, slots=True)
class PortalHarvestChoice:
    """What was chosen.

    Attributes:
        url: The other portal.
        home: The folder this portal lives in; None for the program's own.
        part: The set that is taken ("collection.tin-tuc"); None for everything.
        replace: Also what was changed here.
        dry_run: Look and tell, take nothing.
    """

    url: str
    home: Path | None = None
    part: str | None = None
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class HarvestedData:
    """What became of one record."""

    identifier: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PortalHarvestPayload:
    """From where, and what became of everything that changed there; `counts` is by outcome."""

    address: str
    portal: str
    dry_run: bool
    counts: dict[str, int]
    items: tuple[HarvestedData, ...]


def run(session: Session, choice: PortalHarvestChoice) -> OperationResult[PortalHarvestPayload]:
    """Take what changed. A portal that is being served meanwhile goes on serving."""
    home = choice.home or session.settings.home
    options = TakingOptions(replace=choice.replace, dry_run=choice.dry_run)
    source = HttpSource(choice.url, choice.part)
    with (
        closing(source),
        only_one(home / PORTAL_FOLDER / "harvesting.lock"),
        PortalStores(home, beside=True) as stores,
    ):
        source.check()
        done = take(stores, source, options, lambda one: _tell(session, one))
    counts = Counter(one.outcome for one in done)
    payload = PortalHarvestPayload(
        source.address, source.name, choice.dry_run, {one.value: counts[one] for one in Outcome if counts[one]},
        tuple(HarvestedData(one.identifier, one.outcome.value) for one in done),
    )  # fmt: skip
    errors = tuple(_error(one) for one in done if one.problem is not None)
    conflicts = counts[Outcome.CONFLICT]
    return OperationResult(
        "portal harvest", payload, tuple(_lines(done, counts)), errors, succeeded=len(done) - len(errors),
        exit_code=ExitCode.SOME_FAILED if conflicts and not errors else None,
    )  # fmt: skip


def _tell(session: Session, one: Taken) -> None:
    line = say("{identifier}: {outcome}", identifier=one.identifier, outcome=_COUNTED[one.outcome])
    session.console.note(line, level=-1 if one.outcome is Outcome.CONFLICT else 1)


def _error(one: Taken) -> ErrorItem:
    assert one.problem is not None  # noqa: S101  (only these are asked for)
    problem = one.problem
    problem.path = problem.path or one.identifier
    return item_of(problem)


def _lines(done: tuple[Taken, ...], counts: Counter[Outcome]) -> Iterator[Message]:
    if not done:
        yield say("Nothing changed there.")
    for outcome in Outcome:
        if counts[outcome]:
            yield say("{count} {outcome}", count=counts[outcome], outcome=_COUNTED[outcome])
    if counts[Outcome.CONFLICT]:
        yield say("Look at both; --replace takes the other portal's in place of what was changed here.")
