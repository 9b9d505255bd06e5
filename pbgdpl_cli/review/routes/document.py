"""The pages of a document: one is chosen, shown, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.review.answers.items import line_of_key
from pbgdpl_cli.review.pictures import page_picture
from pbgdpl_cli.review.routes.http import fields_of, html, jpeg, not_found, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.document import PageLook, document_page, line_wanted

_LAYOUT = "review-layout"  # cookie
_A_YEAR = 365 * 24 * 3600  # seconds
_LONGEST_NUMBER = 7  # digits of a page number
_LARGEST_BEGUN = 1 << 20  # bytes of what is typed and not sent yet: a table
_LONGEST_KEY = 200  # characters of the name of a place


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
            Route("/p/{package:int}/page/{page:int}/layout", self._choose_layout, methods=["POST"]),
            Route("/p/{package:int}/begun", self._keep, methods=["POST"]),
        ]

    async def _turn(self, request: Request) -> RedirectResponse:
        """The page whose number was typed, or the nearest there is."""
        package = self._sitting.package(request)
        typed = request.query_params.get("number", "")
        wanted = int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else 1
        number = min(package.page_numbers, key=lambda one: abs(one - wanted), default=1)
        return to(f"/p/{request.path_params['package']}/page/{number}")

    async def _keep(self, request: Request) -> Response:
        """Keep what is typed somewhere and not sent yet; the script of the page asks for it at every pause."""
        sent, package = await fields_of(request, _LARGEST_BEGUN), self._sitting.package(request)
        key, start = sent.get("key", ""), "field."
        fields = {name.removeprefix(start): text for name, text in sent.items() if name.startswith(start)}
        if not self._sitting.who or not key or len(key) > _LONGEST_KEY:
            return Response(status_code=400)
        try:
            package.begun.keep(key, self._sitting.who, fields)
        except OSError:
            return Response(status_code=507)
        return Response(status_code=204)

    async def _page(self, request: Request) -> Response:
        page = self._sitting.package(request).page(request.path_params["page"])
        if page is None:
            not_found()
        index = request.path_params["package"]
        look = PageLook(
            line_wanted(page, request.query_params.get("at", "")),
            request.cookies.get(_LAYOUT) == "above",
            self._sitting.told_on_page(),
        )
        return html(document_page(self._sitting.frame, index, page, look))

    async def _choose_layout(self, request: Request) -> RedirectResponse:
        """Whether the picture stands beside the text or above it, from now on."""
        form = await fields_of(request)
        key = form.get("at", "")
        at = f"?at={key}#{key}" if line_of_key(key) else ""
        answer = to(f"/p/{request.path_params['package']}/page/{request.path_params['page']}{at}")
        side = "above" if form.get("side") == "above" else "beside"
        answer.set_cookie(_LAYOUT, side, max_age=_A_YEAR, httponly=True, samesite="strict")
        return answer

    async def _picture(self, request: Request) -> Response:
        package, number = self._sitting.package(request), request.path_params["page"]
        page = package.page(number)
        if page is None or not page.width:
            not_found()
        return await jpeg(page_picture, package.source, number)
