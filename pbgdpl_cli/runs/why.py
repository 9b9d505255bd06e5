"""`status --why`: what each package was made from, whether that still stands, and what failed, by the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.i18n import moment, told
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.state.work_ledger import Stand, Work, WorkLedger, ledger_if_there
from pbgdpl_cli.version import software
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class WhyChoice:
    """What was chosen: packages, or folders of packages."""

    paths: tuple[Path, ...] = (Path(),)


@dataclass(frozen=True, slots=True)
class MadeData:
    """What a package was made from.

    Attributes:
        path: The package.
        source: The file it was made from; None where the ledger knows none.
        source_state: "unchanged", "changed", "gone", or "unknown".
        at: When it was made or found done, ISO 8601 in UTC.
        program: By which program.
        failed_pages: How pages of it failed.
        why: The same as a sentence.
    """

    path: Path
    source: str | None
    source_state: str
    at: str | None
    program: str | None
    failed_pages: tuple[str, ...]
    why: Message


@dataclass(frozen=True, slots=True)
class FailedData:
    """A source that failed the last time, or has pages that did.

    Attributes:
        step: "convert" or "ocr".
        source: The file.
        out: The folder its product was to go to.
        outcome: "done" where only pages failed, else the code of the problem.
        kinds: How (`--retry`).
        reason: What was said of it.
        at: When.
    """

    step: str
    source: str
    out: str
    outcome: str
    kinds: tuple[str, ...]
    reason: Message | None
    at: str


@dataclass(frozen=True, slots=True)
class WhyPayload:
    """Every package below the paths, and every failure in their folders."""

    packages: tuple[MadeData, ...]
    failed: tuple[FailedData, ...]


def run(session: Session, choice: WhyChoice) -> OperationResult[WhyPayload]:
    """What the ledger of work knows of packages and of what failed."""
    home = session.settings.home
    failures = Failures(home)
    packages = [found.path for found in each_package(choice.paths, failures, may_be_none=True)]
    with ledger_if_there(home) as ledger:
        made = tuple(_made(package, ledger) for package in packages)
        failed = () if ledger is None else tuple(_failed(ledger, choice.paths))
    lines = (*_package_lines(made), *_failed_lines(failed)) or (say("The ledger of work knows nothing of this place."),)
    return OperationResult(
        "status", WhyPayload(made, failed), lines, tuple(failures.errors), succeeded=len(made), answers=True
    )


def _made(package: Path, ledger: WorkLedger | None) -> MadeData:
    work = None if ledger is None else ledger.of_product(package.absolute())
    if work is None:
        # A source that has changed is a material of its own; the ledger knows its newest package alone.
        why = say("made elsewhere, before there was a ledger, or from a file that has changed since")
        return MadeData(package, None, "unknown", None, None, (), why)
    state = _source_state(work)
    return MadeData(package, work.source, state, work.at, work.program, work.kinds, _why(work, state))


def _source_state(work: Work) -> str:
    try:
        return "unchanged" if Stand.of(Path(work.source)) == Stand(work.bytes, work.changed_ns) else "changed"
    except OSError:
        return "gone"


_STATES = {
    "unchanged": say("the source is unchanged"),
    "changed": say("the source has changed since: convert it again"),
    "gone": say("the source is no longer there"),
}


def _why(work: Work, state: str) -> Message:
    made = say(
        "from {source}, {at}, by {program}; {state}",
        source=work.source, at=moment(work.at), program=work.program, state=_STATES[state],
    )  # fmt: skip
    if work.program != software():
        made = say("{made}; this program is {program}", made=made, program=software())
    if not work.kinds:
        return made
    return say(
        "{made}; pages failed ({kinds}): try them again with --retry {kinds}", made=made, kinds=",".join(work.kinds)
    )


def _failed(ledger: WorkLedger, paths: Sequence[Path]) -> Iterator[FailedData]:
    for path in dict.fromkeys(path.absolute() for path in paths):
        for work in ledger.failed(str(path)):
            if work.outcome != "done":
                yield FailedData(work.step, work.source, work.out, work.outcome, work.kinds, work.reason, work.at)


def _package_lines(made: Sequence[MadeData]) -> Iterator[Message | str]:
    for one in made:
        yield f"{one.path}: {told(one.why)}"


def _failed_lines(failed: Sequence[FailedData]) -> Iterator[Message | str]:
    if failed:
        yield ""
        yield say("Not done:")
    for one in failed:
        reason = one.outcome if one.reason is None else told(one.reason)
        yield f"  {one.source}: {reason} ({moment(one.at)}; --retry {','.join(one.kinds)})"
