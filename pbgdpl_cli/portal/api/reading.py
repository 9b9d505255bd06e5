"""The read interface for programs: records a page at a time, collections, and their description (`/openapi.json`)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.api.description import description
from pbgdpl_cli.portal.api.questions import WrongQuestion, query_of
from pbgdpl_cli.portal.shelf.addresses import base_of, material_path, shelf_of
from pbgdpl_cli.portal.shelf.answers import answer
from pbgdpl_cli.portal.store.catalogue import SearchResults, Shelved
from pbgdpl_cli.portal.store.record_store import IDENTIFIER
from pbgdpl_cli.portal.store.stores import stores_of
from validators.sharing.xsd import xsd


def routes() -> list[Route]:
    """The addresses of the read interface."""
    return [
        Route("/api/records", _records, methods=["GET"]),
        Route("/api/records/{identifier}", _record, methods=["GET"]),
        Route("/api/collections", _collections, methods=["GET"]),
        Route("/openapi.json", _description, methods=["GET"]),
        Route("/schema/record.xsd", _schema, methods=["GET"]),
    ]


async def _records(request: Request) -> Response:
    try:
        query = query_of(request.query_params, shelf_of(request))
    except WrongQuestion as wrong:
        return _error(400, "bad-question", str(wrong))
    found = await run_in_threadpool(stores_of(request).catalogue.search, query)
    body = {
        "total": found.total,
        "total_is_least": not found.found.finds.whole,
        "start": query.start,
        "limit": query.most,
        "next": _next(request, query.start + query.most, found),
        "records": [_told(request, item) for item in found.items],
    }
    return _json(request, body)


def _next(request: Request, after: int, found: SearchResults) -> str | None:
    """The address of the page after this one; None where there is none."""
    if after >= found.total or not found.items:
        return None
    return f"{base_of(request)}/api/records?" + urlencode({**request.query_params, "start": after})


def _told(request: Request, item: Shelved) -> dict[str, Any]:
    card, base = item.card, base_of(request)
    values = {
        "identifier": card.identifier, "title": card.title, "kind": card.kind, "language": card.language,
        "issuer": card.issuer, "date_issued": card.issued, "description": card.description, "number": card.number,
        "place": card.place, "state": card.standing, "media": list(card.media), "received_at": item.received_at,
        "changed_at": item.changed_at, "page": base + material_path(card.identifier),
        "record": f"{base}/api/records/{quote(card.identifier, safe=':')}",
        "cover": f"{base}/covers/{card.cover}.webp" if card.cover else None,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


async def _record(request: Request) -> Response:
    identifier = request.path_params["identifier"]
    if not IDENTIFIER.fullmatch(identifier):
        return _error(404, "not-found", "No such record")
    stored = await run_in_threadpool(stores_of(request).records.find, identifier)
    if stored is None:
        return _error(404, "not-found", "No such record")
    if stored.withdrawn_at is not None:
        return _error(410, "withdrawn", "The record was withdrawn")
    return await run_in_threadpool(answer, request, stored.body.encode(), "application/json")


async def _collections(request: Request) -> Response:
    catalogue, base = stores_of(request).catalogue, base_of(request)

    def counted() -> list[dict[str, Any]]:
        return [
            {"id": one.identifier, "name": one.vi, "name_en": one.en, "records": catalogue.count(one.within),
             "page": f"{base}/?in={one.identifier}", "feed": f"{base}/feed.atom?in={one.identifier}"}
            for one in shelf_of(request).collections
        ]  # fmt: skip

    return _json(request, {"collections": await run_in_threadpool(counted)})


async def _description(request: Request) -> Response:
    return _json(request, description(shelf_of(request), base_of(request)))


async def _schema(request: Request) -> Response:
    return answer(request, (await run_in_threadpool(xsd)).encode(), "application/xml")


def _json(request: Request, body: object) -> Response:
    return answer(request, json.dumps(body, ensure_ascii=False).encode(), "application/json")


def _error(status: int, code: str, sentence: str) -> Response:
    return JSONResponse({"error": code, "message": sentence}, status)
