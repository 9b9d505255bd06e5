"""The review page as one ASGI application, for one person at a time on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pbgdpl_cli.review import pages
from pbgdpl_cli.review.gate import TokenGate
from pbgdpl_cli.review.images import JPEG_MEDIA_TYPE, PlacePicture, page_picture, place_picture
from pbgdpl_cli.review.journal import Answer
from pbgdpl_cli.review.queue import PackageUnderReview, ReviewItem, ReviewQueue, checked, now
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import Guard
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, Problem, say

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_STATIC = Path(__file__).parent / "static"
_LARGEST_FORM = 64 << 10  # bytes; the longest line of a page has a few thousand
_LONGEST_NAME = 200  # characters
_AWAY = {"Cache-Control": "private, max-age=600"}


class ReviewPages:
    """What is asked for, answered from the queue.

    Args:
        queue: All packages.
        tell: The language of the pages.
        who: Who reviews; empty to ask.
    """

    def __init__(self, queue: ReviewQueue, tell: PageLanguage, who: str) -> None:
        self._queue = queue
        self._tell = tell
        self._who = who
        self._later: set[tuple[int, str]] = set()

    def routes(self) -> list[Route | Mount]:
        """The addresses of the page."""
        return [
            Route("/", self._overview),
            Route("/next", self._next),
            Route("/who", self._name, methods=["POST"]),
            Route("/undo", self._undo, methods=["POST"]),
            Route("/p/{package:int}/apply", self._apply, methods=["POST"]),
            Route("/p/{package:int}/page/{page:int}.jpg", self._page_picture),
            Route("/p/{package:int}/page/{page:int}", self._page),
            Route("/p/{package:int}/item/{key}.jpg", self._item_picture),
            Route("/p/{package:int}/item/{key}/later", self._postpone, methods=["POST"]),
            Route("/p/{package:int}/item/{key}", self._item),
            Route("/p/{package:int}/item/{key}", self._answer, methods=["POST"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]

    @property
    def _frame(self) -> pages.Frame:
        return pages.Frame(self._tell, self._queue, self._who)

    def _package(self, request: Request) -> PackageUnderReview:
        index = int(request.path_params["package"])
        return self._queue.packages[index] if index < len(self._queue.packages) else _not_found()

    def _found(self, request: Request) -> ReviewItem:
        item = self._package(request).item(request.path_params["key"])
        return item if item is not None else _not_found()

    async def _overview(self, request: Request) -> HTMLResponse:
        del request
        return _html(pages.overview(self._frame))

    async def _next(self, request: Request) -> RedirectResponse:
        del request
        place = self._queue.next_waiting(self._later)
        if place is None and self._later:
            self._later.clear()
            place = self._queue.next_waiting(self._later)
        return _to("/" if place is None else f"/p/{place[0]}/item/{place[1].key}")

    async def _name(self, request: Request) -> RedirectResponse:
        self._who = (await _form(request)).get("text", "").strip()[:_LONGEST_NAME] or self._who
        return _to("/next")

    async def _undo(self, request: Request) -> RedirectResponse:
        del request
        latest = [
            (list(package.answers.values())[-1].when, index)
            for index, package in enumerate(self._queue.packages)
            if package.answers
        ]
        if not latest:
            return _to("/")
        index = max(latest)[1]
        return _to(f"/p/{index}/item/{self._queue.packages[index].undo()}")

    async def _apply(self, request: Request) -> HTMLResponse:
        self._package(request)
        index = request.path_params["package"]
        try:
            count = await run_in_threadpool(self._queue.apply, index)
            notice = say("{count} answers are in the package now.", count=count)
        except Problem as problem:
            notice = _kept(problem.message)
        except OSError as error:
            notice = _kept(say("{reason}", reason=error.strerror or error))
        return _html(pages.overview(self._frame, notice))

    async def _item(self, request: Request) -> Response:
        if not self._who:
            return _to("/")
        return _html(pages.item_page(self._frame, request.path_params["package"], self._found(request)))

    async def _answer(self, request: Request) -> Response:
        package, item = self._package(request), self._found(request)
        if not self._who:
            return _to("/")
        form = await _form(request)
        typed = None if "seen" in form else form.get("text", "")
        if not checked(item, typed, form.get("first")).accepted:
            return _html(pages.item_page(self._frame, request.path_params["package"], item, typed or ""))
        try:
            package.answer(Answer(item.key, typed, self._who, now()))
        except OSError as error:
            reason = say("The answer could not be kept: {reason}.", reason=error.strerror or error)
            return _html(pages.overview(self._frame, reason), 507)
        if item.reason is None:
            return _to(f"/p/{request.path_params['package']}/page/{item.page}")
        return _to("/next")

    async def _postpone(self, request: Request) -> RedirectResponse:
        self._later.add((request.path_params["package"], self._found(request).key))
        return _to("/next")

    async def _page(self, request: Request) -> Response:
        page = self._package(request).page(request.path_params["page"])
        if page is None:
            _not_found()
        return _html(pages.document_page(self._frame, request.path_params["package"], page))

    async def _page_picture(self, request: Request) -> Response:
        package, number = self._package(request), request.path_params["page"]
        page = package.page(number)
        if page is None or not page.width:
            _not_found()
        return _jpeg(await run_in_threadpool(page_picture, package.document.source, number))

    async def _item_picture(self, request: Request) -> Response:
        package, item = self._package(request), self._found(request)
        if item.box is None or item.page is None:
            _not_found()
        return _jpeg(await run_in_threadpool(place_picture, package.document.source, item.page, item.box))


def build_application(queue: ReviewQueue, language: str, token: str, who: str = "") -> Starlette:
    """The application over some packages.

    Args:
        queue: The packages.
        language: Of the pages: "vi" or "en".
        token: Whoever has not got it gets nothing.
        who: Who reviews; empty to ask.
    """
    application = Starlette(routes=ReviewPages(queue, PageLanguage(language), who).routes())
    application.add_middleware(TokenGate, token=token)
    application.add_middleware(Guard, access=Access(), content_policy=CONTENT_POLICY)
    return application


def _not_found() -> NoReturn:
    raise HTTPException(404)


def _html(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def _jpeg(picture: PlacePicture) -> Response:
    return Response(picture.content, media_type=JPEG_MEDIA_TYPE, headers=_AWAY)


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form that were sent, the first of each name."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


def _kept(reason: Message) -> Message:
    return say("{reason} The answers are kept.", reason=reason)
