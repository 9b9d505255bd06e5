"""Records and files by address, for programs: `PUT /records/{id}`, `GET /blobs/{sha256}`."""

from __future__ import annotations

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.api.tus import is_sha256
from pbgdpl_cli.portal.store.record_store import IDENTIFIER, PutReply, PutStatus
from pbgdpl_cli.portal.store.stores import stores_of
from pbgdpl_cli.web.running_portal import PORTAL_KIND
from validators.sharing.record import Record

PROTOCOL = 1
_STATUS = {
    PutStatus.CREATED: 201,
    PutStatus.CHANGED: 200,
    PutStatus.UNCHANGED: 200,
    PutStatus.MISSING_FILES: 409,
    PutStatus.NEEDS_IF_MATCH: 428,
    PutStatus.OTHER_REVISION: 412,
    PutStatus.WITHDRAWN: 410,
}


def routes() -> list[Route]:
    """The addresses programs use."""
    return [
        Route("/portal.json", _about, methods=["GET"]),
        Route("/records/{identifier}", _record, methods=["GET", "HEAD", "PUT", "DELETE"]),
        Route("/blobs/{sha256}", _blob, methods=["GET", "HEAD"]),
    ]


async def _about(request: Request) -> Response:
    return JSONResponse({"name": PORTAL_KIND, "protocol": PROTOCOL, "portal": stores_of(request).name})


async def _record(request: Request) -> Response:
    identifier = request.path_params["identifier"]
    if not IDENTIFIER.fullmatch(identifier):
        return _error(400, "bad-identifier", "The identifier may hold letters, digits and : . _ - only")
    if request.method == "PUT":
        return await _put(request, identifier)
    if request.method == "DELETE":
        gone = await run_in_threadpool(stores_of(request).records.withdraw, identifier)
        return Response(status_code=204) if gone else _error(404, "not-found", "No such record")
    stored = await run_in_threadpool(stores_of(request).records.find, identifier)
    if stored is None:
        return _error(404, "not-found", "No such record")
    headers = {"ETag": f'"{stored.revision}"', "Cache-Control": "no-cache"}
    if stored.withdrawn_at is not None:
        return _error(410, "withdrawn", "The record was withdrawn", headers)
    return Response(stored.body, media_type="application/json", headers=headers)


async def _put(request: Request, identifier: str) -> Response:
    stores = stores_of(request)
    body = await _whole_body(request, stores.limits.most_record_bytes)
    if body is None:
        return _error(413, "too-large", "The record is larger than this portal takes, or broke off")
    try:
        record = await run_in_threadpool(Record.model_validate_json, body)
    except ValidationError as error:
        places = [".".join(str(part) for part in item["loc"]) for item in error.errors()[:5]]
        return _error(422, "not-a-record", "The record does not follow the sharing schema: " + ", ".join(places))
    if record.identifier != identifier:
        return _error(400, "bad-identifier", "The address and the record name different identifiers")
    if_match = request.headers.get("If-Match")
    reply = await run_in_threadpool(stores.records.put, record, None if if_match is None else if_match.strip('"'))
    return _replied(reply)


async def _whole_body(request: Request, most: int) -> bytes | None:
    gathered = bytearray()
    try:
        async for block in request.stream():
            gathered += block
            if len(gathered) > most:
                return None
    except ClientDisconnect:
        return None
    return bytes(gathered)


def _replied(reply: PutReply) -> Response:
    body: dict[str, object] = {"state": reply.status.value, "revision": reply.revision}
    if reply.missing:
        body["missing"] = list(reply.missing)
    headers = {"ETag": f'"{reply.revision}"'} if reply.revision else {}
    return JSONResponse(body, _STATUS[reply.status], headers=headers)


def _error(status: int, code: str, sentence: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": code, "message": sentence}, status, headers=headers)


async def _blob(request: Request) -> Response:
    sha256 = request.path_params["sha256"]
    blobs = stores_of(request).blobs
    if is_sha256(sha256) and await run_in_threadpool(blobs.was_withdrawn, sha256):
        return _error(410, "withdrawn", "The file went with a record that was withdrawn")
    if not is_sha256(sha256) or await run_in_threadpool(blobs.size_of, sha256) is None:
        return _error(404, "not-found", "No such file")
    return FileResponse(
        blobs.path_of(sha256),
        media_type="application/octet-stream",
        headers={
            "ETag": f'"{sha256}"',
            "Cache-Control": "no-cache",
            "Content-Disposition": "attachment",
            "Content-Security-Policy": "sandbox",
        },
    )
