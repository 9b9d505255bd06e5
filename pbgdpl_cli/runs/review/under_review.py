"""Packages as the page and the lists see them: opened with their answers, one that cannot be reviewed told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.trying.work import DOUBTS_ONLY, Work
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.runs.review.steps import refuse_unchangeable
from pbgdpl_cli.session import Session


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
            if to_change:
                refuse_unchangeable(found)
            yield PackageUnderReview(found.path, session.settings.home, work)
