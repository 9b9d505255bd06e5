"""What `pbgdpl review PACKAGE…` does: the review page in the browser, until it is stopped."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.server import serve
from pbgdpl_cli.review.trust.steps import StepAsked
from pbgdpl_cli.review.trying.work import Work
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.review.settings import review_policy, share_of
from pbgdpl_cli.runs.review.under_review import checks_of, packages_under_review
from pbgdpl_cli.session import Session
from validators.problems import say


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """What was chosen.

    Attributes:
        paths: Packages, or folders of packages.
        by: Who reviews; None to ask on the page.
        port: On loopback; 0 takes a free one.
        browser: Whether the browser is opened.
        sample: Share of the undoubted numbers that is typed, as written; None to follow the settings.
        plant: Wrong readings shown on purpose in a package, at most; None to follow the settings.
        second_person: Whether a number read otherwise waits for a second person, whatever the settings say.
        second_reading: Whether the numbers are read that others have read.
    """

    paths: tuple[Path, ...]
    by: str | None = None
    port: int = 0
    browser: bool = True
    sample: str | None = None
    plant: int | None = None
    second_person: bool = False
    second_reading: bool = False


@dataclass(frozen=True, slots=True)
class PackageLeft:
    """What is left to do in a package."""

    path: Path
    needs_person: int
    not_applied: int


@dataclass(frozen=True, slots=True)
class OpenPayload:
    """Where the page was, and what is left to do."""

    address: str
    packages: tuple[PackageLeft, ...]


def run(session: Session, choice: OpenChoice) -> OperationResult[OpenPayload]:
    """Serve the page until Ctrl-C or SIGTERM; a package that cannot be reviewed does not stop the others.

    Raises:
        WrongUsage: A share that is none, or a second reader without a name.
        WrongPolicy: A setting cannot be followed.
    """
    work = _work(choice)
    failures = Failures(session.settings.home)
    packages = list(packages_under_review(session, choice.paths, failures, work=work))
    if not packages:
        return OperationResult("review", errors=tuple(failures.errors))
    queue = ReviewQueue(packages)
    address = _serve(session, queue, choice)
    left = tuple(PackageLeft(one.path, len(one.waiting), len(one.answers)) for one in queue.packages)
    waiting, answered = sum(one.needs_person for one in left), sum(one.not_applied for one in left)
    lines = [say("{count} places still need a person.", count=waiting)]
    if answered:
        lines.append(say("{count} answers are kept, but not in a package yet: open the page again.", count=answered))
    return OperationResult(
        "review", OpenPayload(address, left), lines=tuple(lines), errors=tuple(failures.errors), succeeded=len(left)
    )


def _work(choice: OpenChoice) -> Work:
    """What is asked for, by options and settings.

    Raises:
        WrongUsage: A share that is none, or a second reader without a name.
        WrongPolicy: A setting cannot be followed.
    """
    who = (choice.by or "").strip()
    if choice.second_reading and not who:
        raise WrongUsage(say("Say who reads as the second person: --by NAME"))
    policy = review_policy(choice.paths)
    return Work(
        policy.sample if choice.sample is None else share_of(choice.sample),
        policy.plant if choice.plant is None else choice.plant,
        choice.second_person or policy.second_person,
        who if choice.second_reading else None,
    )


def _serve(session: Session, queue: ReviewQueue, choice: OpenChoice) -> str:
    addresses: list[str] = []

    def started(address: str, once: str) -> None:
        addresses.append(address)
        session.console.note(say("The review is open at {address} (stop it with Ctrl-C).", address=address), level=-1)
        if choice.browser:
            webbrowser.open(once)

    try:
        who, checks = (choice.by or "").strip(), partial(checks_of, session, choice.paths)
        serve(queue, session.settings.language, who, choice.port, started, checks, partial(_take, session))
    except KeyboardInterrupt:
        if not addresses:
            raise
    return addresses[0]


def _take(session: Session, package: Path, asked: StepAsked) -> None:
    """Take a step; what it needs is loaded when somebody takes one."""
    from pbgdpl_cli.runs.review.steps import take_one

    take_one(session, package, asked)
