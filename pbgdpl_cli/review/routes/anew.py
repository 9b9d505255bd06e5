"""A place is read anew, in a thread, and its readings are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.review.answers.items import Said
from pbgdpl_cli.review.routes.http import fields_of, html, not_found
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.anew import anew_part
from pbgdpl_cli.review.views.place import Shown


class AnewRoutes:
    """What is asked for when a place is read anew.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/item/{key}/anew", self._part),
            Route("/p/{package:int}/item/{key}/anew", self._begin, methods=["POST"]),
        ]

    async def _begin(self, request: Request) -> Response:
        """Read it; whoever typed something finds it there again."""
        item, form = self._sitting.place(request), await fields_of(request)
        package = self._sitting.package(request)
        page = None if item.page is None else package.page(item.page)
        if page is None or item.box is None:
            not_found()
        self._sitting.anew.begin(package.source, page, item)
        if "quiet" in form:  # a script asks for the part of the page, and the field stays as it is
            return Response(status_code=204)
        index, first = request.path_params["package"], form.get("first")
        if first is not None:
            return self._sitting.show_again(index, item, Shown.DIFFERS, Said(first))
        return self._sitting.show_again(index, item, Shown.ANEW, Said(form.get("text", "")))

    async def _part(self, request: Request) -> Response:
        """What there is to see by now, as a part of the page."""
        state = self._sitting.read_anew(request.path_params["package"], self._sitting.place(request))
        return html(anew_part(self._sitting.frame.tell, state), 202 if state.reading else 200)
