"""The addresses people visit."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.pages.frame import page, page_request
from pbgdpl_cli.portal.pages.home import home_page
from pbgdpl_cli.portal.pages.material import material_page, withdrawn_page
from pbgdpl_cli.portal.pages.stored_files import file_response
from pbgdpl_cli.web.markup import element
from validators.problems import say
from validators.sharing.short_links import SHORT

_STATIC = Path(__file__).parent / "static"
_TYPES = {"shelf.css": "text/css", "mark.svg": "image/svg+xml"}


def routes() -> list[Route]:
    """First page, material, files and the style of the pages."""
    return [
        Route("/", _home, methods=["GET"]),
        Route("/materials/{identifier}", _material, methods=["GET"]),
        Route("/m/{short}", _short, methods=["GET"]),
        Route("/files/{identifier}/{path:path}", _file, methods=["GET", "HEAD"]),
        Route("/static/{name}", _static, methods=["GET", "HEAD"]),
    ]


async def _home(request: Request) -> Response:
    return await run_in_threadpool(home_page, page_request(request))


async def _material(request: Request) -> Response:
    asked = page_request(request)
    stored = await run_in_threadpool(asked.stores.records.find, request.path_params["identifier"])
    if stored is None:
        return await not_found(request, Exception())
    if stored.withdrawn_at is not None:
        return withdrawn_page(asked)
    return await run_in_threadpool(material_page, asked, stored)


async def _short(request: Request) -> Response:
    """What a printed code leads to."""
    short = request.path_params["short"]
    find = page_request(request).stores.records.find_short
    found = await run_in_threadpool(find, short) if SHORT.fullmatch(short) else None
    return RedirectResponse(f"/materials/{found}", 302) if found else await not_found(request, Exception())


async def _file(request: Request) -> Response:
    asked = page_request(request)
    identifier, path = request.path_params["identifier"], request.path_params["path"]
    response = await run_in_threadpool(file_response, asked.stores, identifier, path)
    return response or await not_found(request, Exception())


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        return await not_found(request, Exception())
    return FileResponse(_STATIC / name, media_type=_TYPES[name], headers={"Cache-Control": "no-cache"})


async def not_found(request: Request, error: Exception) -> Response:
    """The page for an address that holds nothing."""
    del error
    if "text/html" not in request.headers.get("accept", "text/html"):
        return JSONResponse({"error": "not-found", "message": "Nothing is here"}, 404)
    asked = page_request(request)
    tell = asked.language
    return page(
        asked,
        tell(say("Not found")),
        element(
            "div",
            element("h1", tell(say("There is no such page on the bookshelf"))),
            element("p", tell(say("The address may be mistyped, or the material was moved."))),
            element("p", element("a", tell(say("Back to the bookshelf")), href="/", class_="button")),
            class_="width notice",
        ),
        status=404,
    )


async def defect(request: Request, error: Exception) -> Response:
    """The answer to a defect of ours: no details to strangers."""
    del request, error
    return JSONResponse({"error": "internal", "message": "The portal met a defect of its own"}, 500)
