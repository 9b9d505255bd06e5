"""Marks for the next person, and what two people read."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.corrections.readers.raised import Raised
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.routes.http import fields_of, html, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.trying.marks import LONGEST_NOTE
from pbgdpl_cli.review.trying.weighing import now, page_is_read
from pbgdpl_cli.review.views.trust import second_reading_page
from validators.problems import say


class TrustRoutes:
    """What people say to one another about places.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/item/{key}/mark", self._mark, methods=["POST"]),
            Route("/p/{package:int}/second-reading", self._second_reading),
            Route("/p/{package:int}/page/{page:int}/read", self._read, methods=["POST"]),
        ]

    async def _mark(self, request: Request) -> Response:
        """Mark a place as doubtful; it stays open, and comes again at the end."""
        note = folded((await fields_of(request)).get("note", ""))[:LONGEST_NOTE]
        package, item = self._sitting.package(request), self._sitting.place(request)
        if not self._sitting.who:
            return to("/")
        if item.page is None:
            not_found()
        raised = Raised(item.page, item.kind, item.text, self._sitting.who, now(), item.box, note or None)
        try:
            package.marks.add(raised)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        self._sitting.put_off(request.path_params["package"], item.key)
        return self._sitting.onward()

    async def _read(self, request: Request) -> Response:
        """A page is read: what was planted there and let stand is told, and stands there no more."""
        package, number = self._sitting.package(request), request.path_params["page"]
        if not self._sitting.who or package.work.second_reader is not None:
            return to("/")
        try:
            missed = page_is_read(number, self._sitting.who, package.tried)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        told = say("Wrong on purpose, and let stand: {words}. What the program read stands there now.",
                   words="; ".join(f"{one.shown} ({one.text})" for one in missed))  # fmt: skip
        self._sitting.tell_on_page(told if missed else say("Nothing that was wrong on purpose stands on this page."))
        return to(f"/p/{request.path_params['package']}/page/{number}")

    async def _second_reading(self, request: Request) -> Response:
        self._sitting.package(request)  # as it is by now, if there is one
        return html(second_reading_page(self._sitting.frame, request.path_params["package"]))
