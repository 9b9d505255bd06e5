"""Packages as the page and the lists see them: opened with their answers, one that cannot be reviewed told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.trying.work import DOUBTS_ONLY, Work
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from validators.packages.changing import refuse_broken_seal
from validators.packages.package import MaterialPath, PackageForm, find_packages
from validators.problems import OutputProblem, say

if TYPE_CHECKING:
    from validators.options import CheckOptions


def packages_under_review(
    session: Session,
    paths: Sequence[Path],
    failures: Failures,
    *,
    to_change: bool = True,
    work: Work = DOUBTS_ONLY,
) -> Iterator[PackageUnderReview]:
    """The packages below some paths; one that cannot be reviewed does not stop the others.

    Args:
        session: Of the program: answers are kept in its folder.
        paths: Packages, or folders of packages.
        failures: Is told of those that cannot be reviewed.
        to_change: Whether answers are to go into them.
        work: What is asked for besides the doubts.
    """
    for found in each_package(paths, failures):
        with failures.of(found.path):
            yield (
                _opened(found, session.settings.home, work)
                if to_change
                else PackageUnderReview(found.path, session.settings.home, work)
            )


def _opened(found: MaterialPath, home: Path, work: Work) -> PackageUnderReview:
    """A package to answer in; its seal is looked at while it is read, for a hundred scanned pages take a while."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        seal = beside.submit(refuse_unchangeable, found)
        try:
            return PackageUnderReview(found.path, home, work)
        finally:
            seal.result()  # of two things that are wrong with it, what was done to it is told


def checks_of(session: Session, paths: Sequence[Path]) -> CheckOptions:
    """How validation judges; loaded when somebody first asks what it finds."""
    from pbgdpl_cli.runs.validate import ValidateChoice, check_options

    return check_options(session, ValidateChoice(tuple(paths)))


def one_package(path: Path) -> MaterialPath:
    """The package at a place, or the only one below it.

    Raises:
        WrongUsage: There is none, or there are several.
    """
    found = [one for one in find_packages([path]) if one.form is not PackageForm.RECORD]
    if len(found) != 1:
        raise WrongUsage(say("Name one package: {count} are there.", count=len(found)))
    return found[0]


def refuse_unchangeable(found: MaterialPath) -> None:
    """Zips cannot be changed; packages that are not what was sealed must not.

    Raises:
        OutputProblem: It is one of these.
    """
    if found.form is PackageForm.ZIP:
        raise OutputProblem(say("A zip cannot be changed."), hint=say("Unpack it, and name the folder."))
    if found.form is PackageForm.FOLDER:
        refuse_broken_seal(found.path)
