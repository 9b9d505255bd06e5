"""The findings of validation: shown when they are there, and answered for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.corrections.waiving import waive
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.metadata.form import hiding
from pbgdpl_cli.review.routes.http import fields_of, html, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.metadata.findings import findings_section
from validators.options import may_be_waived
from validators.packages.changing import changing
from validators.problems import Message, Problem, say
from validators.sharing.record import Waiver

_LONGEST_REASON = 2000  # characters


class FindingsRoutes:
    """What is done with findings.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/findings", self._findings),
            Route("/p/{package:int}/waive", self._waive, methods=["POST"]),
        ]

    async def _findings(self, request: Request) -> Response:
        """The section alone, for the script of the page."""
        package = self._sitting.first_read(request)
        found, hide = self._sitting.findings.of(package), hiding(package)
        return html(findings_section(self._sitting.frame.tell, request.path_params["package"], found, hide))

    async def _waive(self, request: Request) -> Response:
        sent, package = await fields_of(request), self._sitting.first_read(request)
        waiver = Waiver(
            code=sent.get("code", "?") or "?",
            pointer=sent.get("pointer", ""),
            by=self._sitting.who,
            on=dt.datetime.now().astimezone().date(),
            reason=folded(sent.get("why", ""))[:_LONGEST_REASON],
        )
        undo = "undo" in sent
        if refusal := _refusal(waiver, undo=undo):
            return self._sitting.told(refusal, 400)
        try:
            await run_in_threadpool(_written, package, waiver, undo=undo)
        except Problem as problem:
            return self._sitting.told(problem.message, 409)
        except OSError as error:
            return self._sitting.told(say("{reason}", reason=error.strerror or str(error)), 507)
        return to(f"/p/{request.path_params['package']}/form#findings")


def _refusal(waiver: Waiver, *, undo: bool) -> Message | None:
    if not waiver.by:
        return say("Say who answers for it first: your name stands in the record.")
    if not may_be_waived(waiver.code):
        return say("Findings of “{code}” cannot be waived.", code=waiver.code)
    return None if undo or waiver.reason else say("Say why the finding does not hold here.")


def _written(package: PackageUnderReview, waiver: Waiver, *, undo: bool) -> None:
    with changing(package.path) as change:
        waive(change, waiver, undo=undo)
