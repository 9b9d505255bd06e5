"""The addresses people visit, and those their programs do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.pages import feedback
from pbgdpl_cli.portal.pages.about import about_page
from pbgdpl_cli.portal.pages.covers import cover_response
from pbgdpl_cli.portal.pages.frame import PageRequest, notice_page, page_request
from pbgdpl_cli.portal.pages.lists.home import home_page
from pbgdpl_cli.portal.pages.machines.discovery import open_search, robots, sitemap
from pbgdpl_cli.portal.pages.machines.feeds import feed
from pbgdpl_cli.portal.pages.materials.material import material_page, withdrawn_page
from pbgdpl_cli.portal.pages.materials.reading import reading_page
from pbgdpl_cli.portal.pages.statistics import statistics_page
from pbgdpl_cli.portal.pages.stored_files import file_response
from pbgdpl_cli.portal.shelf.addresses import material_path, shelf_of
from pbgdpl_cli.portal.shelf.answers import answer
from pbgdpl_cli.portal.store.visits import DOWNLOADED, OPENED
from pbgdpl_cli.web.markup import element
from validators.problems import say
from validators.sharing.short_links import SHORT

_STATIC = Path(__file__).parent / "static"
_TYPES = {"shelf.css": "text/css; charset=utf-8", "mark.svg": "image/svg+xml"}
_PROGRAM = re.compile(r"bot|crawl|spider|slurp|preview|http|curl|wget|python|java|scrapy|pbgdpl|^$", re.IGNORECASE)


def routes() -> list[Route]:
    """Lists, materials, files, the style of the pages, and what other programs find the shelf by."""
    return [
        Route("/", _page(home_page), methods=["GET"]),
        Route("/about", _page(about_page), methods=["GET"]),
        Route("/statistics", _page(statistics_page), methods=["GET"]),
        Route(feedback.PATH, feedback.feedback, methods=["GET", "POST"]),
        Route("/materials/{identifier}", _material, methods=["GET"]),
        Route("/materials/{identifier}/read", _reading, methods=["GET"]),
        Route("/m/{short}", _short, methods=["GET"]),
        Route("/files/{identifier}/{path:path}", _file, methods=["GET", "HEAD"]),
        Route("/covers/{name}", _cover, methods=["GET", "HEAD"]),
        Route("/static/{name}", _static, methods=["GET", "HEAD"]),
        Route("/feed.atom", _page(lambda asked: feed(asked, "atom")), methods=["GET"]),
        Route("/feed.rss", _page(lambda asked: feed(asked, "rss")), methods=["GET"]),
        Route("/sitemap.xml", _page(lambda asked: sitemap(asked, None)), methods=["GET"]),
        Route("/sitemap-{number:int}.xml", _sitemap_part, methods=["GET"]),
        Route("/robots.txt", _page(robots), methods=["GET"]),
        Route("/opensearch.xml", _page(open_search), methods=["GET"]),
    ]


def _page(make: Callable[[PageRequest], Response | None]) -> Callable[..., object]:
    """An endpoint of a function that makes a page."""

    async def endpoint(request: Request) -> Response:
        made = await run_in_threadpool(make, page_request(request))
        return made or await not_found(request, Exception())

    return endpoint


async def _sitemap_part(request: Request) -> Response:
    number = request.path_params["number"]
    made = await run_in_threadpool(sitemap, page_request(request), number)
    return made or await not_found(request, Exception())


async def _material(request: Request) -> Response:
    return await run_in_threadpool(_of_material, request, reading=False) or await not_found(request, Exception())


async def _reading(request: Request) -> Response:
    return await run_in_threadpool(_of_material, request, reading=True) or await not_found(request, Exception())


def _of_material(request: Request, *, reading: bool) -> Response | None:
    asked = page_request(request)
    stored = asked.stores.records.find(request.path_params["identifier"])
    if stored is None:
        return None
    if stored.withdrawn_at is not None:
        return withdrawn_page(asked)
    if reading:
        return reading_page(asked, stored.record)
    _count(request, stored.record.identifier, OPENED)
    return material_page(asked, stored)


def _count(request: Request, identifier: str, what: str) -> None:
    """Count a visit of a person: programs say what they are, and are not counted."""
    if not _PROGRAM.search(request.headers.get("User-Agent", "")):
        page_request(request).stores.visits.note(identifier, what)


async def _short(request: Request) -> Response:
    """What a printed code leads to."""
    short = request.path_params["short"]
    find = page_request(request).stores.records.find_short
    found = await run_in_threadpool(find, short) if SHORT.fullmatch(short) else None
    return RedirectResponse(material_path(found), 302) if found else await not_found(request, Exception())


async def _file(request: Request) -> Response:
    identifier, path = request.path_params["identifier"], request.path_params["path"]
    response = await run_in_threadpool(file_response, request, identifier, path)
    if response is not None and request.method == "GET" and "range" not in request.headers:
        _count(request, identifier, DOWNLOADED)
    return response or await not_found(request, Exception())


async def _cover(request: Request) -> Response:
    made = await run_in_threadpool(cover_response, request, request.path_params["name"])
    return made or await not_found(request, Exception())


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    shelf = shelf_of(request)
    if name == "theme.css":
        return answer(request, shelf.theme.css().encode(), "text/css; charset=utf-8")
    if name == "logo" and shelf.logo:
        return FileResponse(shelf.logo, media_type=shelf.logo_type, headers=_LOGO)
    if name not in _TYPES:
        return await not_found(request, Exception())
    return answer(request, (_STATIC / name).read_bytes(), _TYPES[name])


# A drawing of the office's may hold a script; shown alone it may do nothing.
_LOGO = {
    "Cache-Control": "max-age=3600",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
}


async def not_found(request: Request, error: Exception) -> Response:
    """The page for an address that holds nothing."""
    del error
    if "text/html" not in request.headers.get("accept", "text/html"):
        return JSONResponse({"error": "not-found", "message": "Nothing is here"}, 404)
    return await run_in_threadpool(_not_found_page, page_request(request))


def _not_found_page(asked: PageRequest) -> Response:
    tell = asked.language
    return notice_page(
        asked,
        tell(say("Not found")),
        element("h1", tell(say("There is no such page on the bookshelf"))),
        element("p", tell(say("The address may be mistyped, or the material was moved."))),
        status=404,
    )


async def defect(request: Request, error: Exception) -> Response:
    """The answer to a defect of ours: no details to strangers."""
    del request, error
    return JSONResponse({"error": "internal", "message": "The portal met a defect of its own"}, 500)
