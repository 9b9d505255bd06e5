"""Many small packages in one request: `POST /bundles`; its form is told in `web/running_portal`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.api.records import unsafe_paths
from pbgdpl_cli.portal.store.blobs import ContentMismatch, NoRoom
from pbgdpl_cli.portal.store.record_store import IDENTIFIER, PutStatus
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from pbgdpl_cli.portal.trust.visitors import visitor_of
from pbgdpl_cli.web.running_portal import BUNDLE_TYPE, MOST_BUNDLE_BYTES
from validators.sharing.record import Record

_TAKEN = frozenset({PutStatus.CREATED, PutStatus.CHANGED, PutStatus.UNCHANGED})


class _Part(BaseModel):
    bytes: int = Field(ge=0, le=MOST_BUNDLE_BYTES)


class _RecordPart(_Part):
    replaces: str | None = None


class _FilePart(_Part):
    sha256: str = Field(pattern="[0-9a-f]{64}")


class _Head(BaseModel):
    records: list[_RecordPart]
    files: list[_FilePart]


def routes() -> list[Route]:
    """The address bundles are sent to."""
    return [Route("/bundles", _bundle, methods=["POST"])]


async def _bundle(request: Request) -> Response:
    if request.headers.get("Content-Type") != BUNDLE_TYPE:
        return _error(415, f"Content-Type must be {BUNDLE_TYPE}")
    stores = stores_of(request)
    async with stores.large_records:  # one at a time: it lies in memory while it is read
        body = await _received(request)
        if body is None:
            return _error(413, "The bundle is larger than this portal takes, or broke off")
        return await run_in_threadpool(_taken_in, stores, body, visitor_of(request).only_office)


async def _received(request: Request) -> bytes | None:
    body = bytearray()
    try:
        async for block in request.stream():
            body += block
            if len(body) > MOST_BUNDLE_BYTES:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)


def _taken_in(stores: PortalStores, body: bytes, office: str | None) -> Response:
    line, _, rest = body.partition(b"\n")
    try:
        head = _Head.model_validate_json(line)
        if sum(part.bytes for part in (*head.records, *head.files)) != len(rest):
            return _error(400, "The bundle is not as long as its first line says")
        parts = _parts(rest, [part.bytes for part in (*head.records, *head.files)])
        records = [(Record.model_validate_json(next(parts)), part.replaces) for part in head.records]
        files = [(part.sha256, next(parts)) for part in head.files]
        if not all(IDENTIFIER.fullmatch(record.identifier) for record, _ in records):
            return _error(400, "An identifier may hold letters, digits and : . _ - only")
        stores.blobs.take_in(files, office)
    except (ValidationError, json.JSONDecodeError):
        return _error(422, "The bundle or a record in it does not follow its form")
    except ContentMismatch as problem:
        return _error(460, str(problem))
    except NoRoom as problem:
        return _error(507, str(problem))
    # What is refused is not taken: its sender asks again for it alone, and is told why.
    safe = [(record, replaces) for record, replaces in records if not unsafe_paths(record)]
    replies = zip(safe, stores.records.put_all(safe, office), strict=True)
    taken = [record.identifier for (record, _), reply in replies if reply is not None and reply.status in _TAKEN]
    return JSONResponse({"taken": taken})


def _parts(rest: bytes, lengths: list[int]) -> Iterator[bytes]:
    start = 0
    for length in lengths:
        yield rest[start : start + length]
        start += length


def _error(status: int, sentence: str) -> Response:
    return JSONResponse({"error": "bundle", "message": sentence}, status)
