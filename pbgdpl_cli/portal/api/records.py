"""Records and files by address, for programs: `PUT /records/{id}`, `GET /blobs/{sha256}`."""

from __future__ import annotations

import re
import time
from tempfile import SpooledTemporaryFile

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.api.tus import is_sha256
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.offices import OtherOffice
from pbgdpl_cli.portal.store.record_store import IDENTIFIER, PutReply, PutStatus
from pbgdpl_cli.portal.store.stores import stores_of
from pbgdpl_cli.portal.trust.visitors import visitor_of
from pbgdpl_cli.web.running_portal import PORTAL_KIND
from validators.packages.bag import is_escape
from validators.sharing.record import Record

PROTOCOL = 1
OFFERS = ("bundles", "history")  # beyond the first protocol: `POST /bundles`, `GET /records/ID?revision=…`
_MOST_ASKED = 1000  # identifiers a question
_FIRST_SECONDS = 60.0  # in which a record may come as slowly as it likes
_IN_MEMORY = 1 << 18  # bytes of a record that wait in memory; the rest waits on the disk
_ALONE = 1 << 16  # bytes; larger ones are read one at a time, for each takes up to fifty times its length meanwhile
_DECEIVING = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # controls, and what turns a name around
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
        Route("/records", _held, methods=["GET"]),
        Route("/records/{identifier}", _record, methods=["GET", "HEAD", "PUT", "DELETE"]),
        Route("/blobs", _lacking, methods=["GET"]),
        Route("/blobs/{sha256}", _blob, methods=["GET", "HEAD"]),
    ]


async def _about(request: Request) -> Response:
    about = {"name": PORTAL_KIND, "protocol": PROTOCOL, "portal": stores_of(request).name, "offers": OFFERS}
    return JSONResponse(about)


async def _held(request: Request) -> Response:
    """Which of the records asked for (`?id=…&id=…`) are here, and in which revision.

    `records` are those with all their files. With `&known=yes` there are `known` too: all, "REVISION withdrawn" where a
    tombstone is left.
    """
    wanted = request.query_params.getlist("id")[:_MOST_ASKED]
    records = stores_of(request).records
    told = {"records": await run_in_threadpool(records.held, wanted)}
    if "known" in request.query_params:
        told["known"] = await run_in_threadpool(records.known, wanted)
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


async def _lacking(request: Request) -> Response:
    """Which of the files asked for (`?sha256=…&sha256=…`) are not here."""
    wanted = request.query_params.getlist("sha256")[:_MOST_ASKED]
    blobs = stores_of(request).blobs
    missing = await run_in_threadpool(lambda: [one for one in wanted if blobs.size_of(one) is None])
    return JSONResponse({"missing": missing}, headers={"Cache-Control": "no-cache"})


async def _record(request: Request) -> Response:
    identifier = request.path_params["identifier"]
    if not IDENTIFIER.fullmatch(identifier):
        return _error(400, "bad-identifier", "The identifier may hold letters, digits and : . _ - only")
    if request.method == "PUT":
        return await _put(request, identifier)
    if request.method == "DELETE":
        return await run_in_threadpool(_withdrawn, request, identifier)
    stored = await run_in_threadpool(stores_of(request).records.find, identifier)
    if stored is None:
        return _error(404, "not-found", "No such record")
    headers = {"ETag": f'"{stored.revision}"', "Cache-Control": "no-cache"}
    if stored.withdrawn_at is not None:
        return _error(410, "withdrawn", "The record was withdrawn", headers)
    revision = request.query_params.get("revision", stored.revision)
    if revision != stored.revision:
        return await run_in_threadpool(_former, request, identifier, revision)
    return Response(stored.body, media_type="application/json", headers=headers)


def _withdrawn(request: Request, identifier: str) -> Response:
    if_match = request.headers.get("If-Match")
    revision = None if if_match is None else if_match.strip('"')
    try:
        gone = stores_of(request).records.withdraw(identifier, revision, visitor_of(request).only_office)
    except OtherOffice as refusal:
        return _error(403, refusal.code, str(refusal))
    if gone is None:
        return _error(412, "other-revision", "The record is in another revision")
    return Response(status_code=204) if gone else _error(404, "not-found", "No such record")


def _former(request: Request, identifier: str, revision: str) -> Response:
    body = stores_of(request).records.former(identifier, revision)
    if body is None:
        return _error(404, "not-found", "No such revision")
    return Response(body, media_type="application/json", headers={"ETag": f'"{revision}"'})


async def _put(request: Request, identifier: str) -> Response:
    stores = stores_of(request)
    with SpooledTemporaryFile(_IN_MEMORY, dir=str(stores.blobs.spool)) as body:
        if not await _received(request, body, stores.limits):
            return _error(413, "too-large", "The record is larger than this portal takes, or broke off")
        if body.tell() <= _ALONE:
            return await run_in_threadpool(_taken_in, request, identifier, body)
        # One at a time: while it waits, a large record lies on the disk.
        async with stores.large_records:
            return await run_in_threadpool(_taken_in, request, identifier, body)


def _taken_in(request: Request, identifier: str, body: SpooledTemporaryFile[bytes]) -> Response:
    body.seek(0)
    try:
        record = Record.model_validate_json(body.read())
    except ValidationError as error:
        places = [".".join(str(part) for part in item["loc"]) for item in error.errors(include_input=False)[:5]]
        return _error(422, "not-a-record", "The record does not follow the sharing schema: " + ", ".join(places))
    if unsafe := unsafe_paths(record):
        return _error(422, "unsafe-path", f"A file has a path that leads out of the package: {unsafe[0][:100]!r}")
    if record.identifier != identifier:
        return _error(400, "bad-identifier", "The address and the record name different identifiers")
    if_match = request.headers.get("If-Match")
    if_match = None if if_match is None else if_match.strip('"')
    try:
        return _replied(stores_of(request).records.put(record, if_match, visitor_of(request).only_office))
    except OtherOffice as refusal:
        return _error(403, refusal.code, str(refusal))


def unsafe_paths(record: Record) -> list[str]:
    """Paths of files that lead out of a package: whoever took the record over would write there."""
    return [file.path for file in record.files if is_escape(file.path) or _DECEIVING.search(file.path)]


async def _received(request: Request, body: SpooledTemporaryFile[bytes], limits: PortalLimits) -> bool:
    """Whether the whole body came, is not too large, and did not only trickle."""
    started = time.monotonic()
    try:
        async for block in request.stream():
            body.write(block)
            late = time.monotonic() - started - _FIRST_SECONDS
            if body.tell() > limits.most_record_bytes or late * limits.slow_bytes_a_second > body.tell():
                return False
    except ClientDisconnect:
        return False
    return True


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
