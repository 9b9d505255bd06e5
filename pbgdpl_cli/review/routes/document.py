"""The pages of a document: one is chosen, shown, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.review.pictures import page_picture
from pbgdpl_cli.review.routes.http import html, jpeg, not_found, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.document import document_page

_LONGEST_NUMBER = 7  # digits of a page number


class DocumentRoutes:
    """What is done with whole pages.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/page", self._turn),
            Route("/p/{package:int}/page/{page:int}.jpg", self._picture),
            Route("/p/{package:int}/page/{page:int}", self._page),
        ]

    async def _turn(self, request: Request) -> RedirectResponse:
        """The page whose number was typed, or the nearest there is."""
        package = self._sitting.package(request)
        typed = request.query_params.get("number", "")
        wanted = int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else 1
        number = min(package.page_numbers, key=lambda one: abs(one - wanted), default=1)
        return to(f"/p/{request.path_params['package']}/page/{number}")

    async def _page(self, request: Request) -> Response:
        page = self._sitting.package(request).page(request.path_params["page"])
        if page is None:
            not_found()
        return html(document_page(self._sitting.frame, request.path_params["package"], page))

    async def _picture(self, request: Request) -> Response:
        package, number = self._sitting.package(request), request.path_params["page"]
        page = package.page(number)
        if page is None or not page.width:
            not_found()
        return await jpeg(page_picture, package.source, number)
