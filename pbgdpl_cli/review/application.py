"""The review page as one ASGI application, for one person at a time on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pbgdpl_cli.review.gate import TokenGate
from pbgdpl_cli.review.images import JPEG_MEDIA_TYPE, PicturesAhead, PlacePicture, page_picture, place_picture
from pbgdpl_cli.review.items import ReviewItem, Said, Verdict, answered, folded, verdict
from pbgdpl_cli.review.journal import Answer
from pbgdpl_cli.review.package import Applied, PackageUnderReview
from pbgdpl_cli.review.pages import Frame, Shown, document_page, item_page, mark_of, overview
from pbgdpl_cli.review.queue import ReviewQueue
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
_LONGEST_NUMBER = 7  # digits of a page number
_DRAWN_AHEAD = 3  # places whose pictures are drawn while the person reads the one before them
_AWAY = {"Cache-Control": "private, max-age=600"}


class _KeptFiles(StaticFiles):
    """Files that the browser need not ask for again at every place."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """A file, with the time for which it is kept."""
        response = super().file_response(*args, **kwargs)
        response.headers.update(_AWAY)
        return response


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
        self._later: dict[tuple[int, str], None] = {}
        # Told on the page that the browser is sent to: a page that answers a form itself is an error behind "back".
        self._notices: list[Message] = []
        self._again: dict[tuple[int, str], tuple[Shown, str | None]] = {}
        self._ahead = PicturesAhead()

    def routes(self) -> list[Route | Mount]:
        """The addresses of the page."""
        return [
            Route("/", self._overview),
            Route("/next", self._next),
            Route("/who", self._name, methods=["POST"]),
            Route("/undo", self._undo, methods=["POST"]),
            Route("/p/{package:int}/apply", self._apply, methods=["POST"]),
            Route("/p/{package:int}/page", self._turn),
            Route("/p/{package:int}/page/{page:int}.jpg", self._page_picture),
            Route("/p/{package:int}/page/{page:int}", self._page),
            Route("/p/{package:int}/item/{key}.jpg", self._item_picture),
            Route("/p/{package:int}/item/{key}/later", self._postpone, methods=["POST"]),
            Route("/p/{package:int}/item/{key}/drop", self._drop, methods=["POST"]),
            Route("/p/{package:int}/item/{key}", self._item),
            Route("/p/{package:int}/item/{key}", self._answer, methods=["POST"]),
            Mount("/static", _KeptFiles(directory=_STATIC)),
        ]

    @property
    def _frame(self) -> Frame:
        return Frame(self._tell, self._queue, self._who)

    def _package(self, request: Request) -> PackageUnderReview:
        index = int(request.path_params["package"])
        if index >= len(self._queue.packages):
            _not_found()
        package = self._queue.packages[index]
        package.refresh()
        return package

    def _found(self, request: Request) -> ReviewItem:
        item = self._package(request).item(request.path_params["key"])
        return item if item is not None else _not_found()

    def _told(self, notice: Message, status: int = 200) -> HTMLResponse:
        return _html(overview(self._frame, notice), status)

    async def _overview(self, request: Request) -> HTMLResponse:
        del request
        for package in self._queue.packages:
            package.refresh()
        notices, self._notices = self._notices, []
        return _html(overview(self._frame, *notices))

    async def _next(self, request: Request) -> RedirectResponse:
        del request
        return self._onward()

    def _onward(self) -> RedirectResponse:
        """To the worst place left; what was put off comes again at the end."""
        found = self._queue.next_waiting(self._later, count=_DRAWN_AHEAD + 1)
        if not found and self._later:
            self._later.clear()
            found = self._queue.next_waiting(self._later, count=_DRAWN_AHEAD + 1)
        for index, item in found[1:]:
            self._ahead.draw(self._queue.packages[index].source, item)
        return _to("/" if not found else _address(*found[0]))

    async def _name(self, request: Request) -> RedirectResponse:
        self._who = folded((await _form(request)).get("text", ""))[:_LONGEST_NAME] or self._who
        return _to("/next" if self._who else "/")

    async def _undo(self, request: Request) -> Response:
        """Take the latest answer back, whichever package it is for."""
        del request
        latest = max(
            (
                (answer.when, index, key)
                for index, one in enumerate(self._queue.packages)
                for key, answer in one.answers.items()
            ),
            default=None,
        )
        if latest is None:
            return _to("/")
        _, index, key = latest
        try:
            self._queue.packages[index].take_back(key)
        except OSError as error:
            return self._told(_not_kept(error), 507)
        return _to(f"/p/{index}/item/{key}")

    async def _apply(self, request: Request) -> RedirectResponse:
        try:
            self._notices += _became_of(await run_in_threadpool(self._package(request).apply))
        except Problem as problem:
            self._notices.append(_kept(problem))
        except OSError as error:
            self._notices.append(say("{reason} The answers are kept.", reason=error.strerror or str(error)))
        return _to("/")

    async def _item(self, request: Request) -> Response:
        if not self._who:
            return _to("/")
        item = self._package(request).item(request.path_params["key"])
        if item is None:
            return self._told(
                say("That place is not on the list any more: it was settled, or its words were changed."), 404
            )
        index = request.path_params["package"]
        shown, typed = self._again.pop((index, item.key), (None, None))
        return _html(item_page(self._frame, index, item, shown, typed))

    async def _answer(self, request: Request) -> Response:
        form = await _form(request)
        said = Said(None if "seen" in form else form.get("text", ""), "nothing" in form, form.get("first"))
        package, index = self._package(request), request.path_params["package"]
        item = package.item(request.path_params["key"])
        if not self._who:
            return _to("/")
        if item is None:
            return self._told(
                say(
                    "That place is not on the list any more: it was settled, or its words were changed."
                    " “{text}” was not kept.",
                    text=said.text or "",
                ),
                410,
            )
        answer = package.answers.get(item.key)
        if form.get("known", "") != mark_of(answer) and (answer is None or answer.text != said.text):
            return self._shown_again(index, item, Shown.MEANWHILE, said)
        decided = verdict(item, said)
        if decided is not Verdict.TAKEN:
            return self._shown_again(index, item, Shown(decided), said)
        try:
            if not _is_unchanged_line(item, said, answer):
                package.answer(answered(item, said, self._who))
        except OSError as error:
            return self._told(_not_kept(error), 507)
        if item.doubt is None:
            return _to(f"/p/{index}/page/{item.page}#{item.key}")
        return self._onward()

    def _shown_again(self, index: int, item: ReviewItem, shown: Shown, said: Said) -> RedirectResponse:
        self._again[index, item.key] = (shown, said.text)
        return _to(_address(index, item))

    async def _postpone(self, request: Request) -> RedirectResponse:
        self._later[request.path_params["package"], self._found(request).key] = None
        return self._onward()

    async def _drop(self, request: Request) -> Response:
        try:
            self._package(request).take_back(request.path_params["key"])
        except OSError as error:
            return self._told(_not_kept(error), 507)
        return _to("/")

    async def _turn(self, request: Request) -> RedirectResponse:
        """The page whose number was typed, or the nearest there is."""
        package = self._package(request)
        typed = request.query_params.get("number", "")
        wanted = int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else 1
        number = min(package.page_numbers, key=lambda one: abs(one - wanted), default=1)
        return _to(f"/p/{request.path_params['package']}/page/{number}")

    async def _page(self, request: Request) -> Response:
        page = self._package(request).page(request.path_params["page"])
        if page is None:
            _not_found()
        return _html(document_page(self._frame, request.path_params["package"], page))

    async def _page_picture(self, request: Request) -> Response:
        package, number = self._package(request), request.path_params["page"]
        page = package.page(number)
        if page is None or not page.width:
            _not_found()
        return await _jpeg(page_picture, package.source, number)

    async def _item_picture(self, request: Request) -> Response:
        package, item = self._package(request), self._found(request)
        if item.box is None or item.page is None:
            _not_found()
        return await _jpeg(place_picture, package.source, item.page, item.box)


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


async def _jpeg(draw: Callable[..., PlacePicture], *of: object) -> Response:
    """A picture, drawn beside other requests; where the page cannot be drawn any more, there is none."""
    try:
        picture = await run_in_threadpool(draw, *of)
    except (Problem, OSError):
        _not_found()
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


def _kept(problem: Problem) -> Message:
    if problem.hint is None:
        return say("{reason} The answers are kept.", reason=problem.message)
    return say("{reason} The answers are kept. {hint}", reason=problem.message, hint=problem.hint)


def _not_kept(error: OSError) -> Message:
    return say("The answer could not be kept: {reason}.", reason=error.strerror or str(error))


def _became_of(applied: Applied) -> list[Message]:
    told = [say("{count} answers are in the package now.", count=applied.count), *applied.told]
    if applied.left:
        told.append(say("{count} answers were kept: something else stands at their places by now.", count=applied.left))
    return told


def _is_unchanged_line(item: ReviewItem, said: Said, answer: Answer | None) -> bool:
    """A line that a person looked at and left: it settles no doubt about its numbers, so nothing is written down."""
    return item.doubt is None and answer is None and folded(said.text or "") == folded(item.text)


def _address(index: int, item: ReviewItem) -> str:
    return f"/p/{index}/item/{item.key}"
