"""tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination, expiration and checksum.

The offset a client is told is the offset that is on the disk. A PATCH that is cut off keeps every byte that arrived,
unless it carries a checksum: such a PATCH counts as a whole or not at all.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.portal.store.blobs import (
    CHECKSUMS,
    BlobStore,
    ContentMismatch,
    FileUpload,
    NoRoom,
    PartWriter,
    digest_named,
)
from pbgdpl_cli.portal.store.offices import office_key
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from pbgdpl_cli.portal.trust.visitors import visitor_of
from pbgdpl_cli.web.sockets import is_loopback

VERSION = "1.0.0"
PATH = "/uploads"
_BODY_TYPE = "application/offset+octet-stream"
_SHA256_LENGTH = 64
_TURN_SECONDS = 1.0
# Bytes written at a time. Handing each to a thread takes as long as writing a few hundred thousand of them, so where
# they come quickly more are gathered; a thousand slow senders must not fill the memory with what they began.
_BLOCK, _QUICK_BLOCK = 256 << 10, 1 << 20
_QUICK_SECONDS = 0.05


class TusError(Exception):
    """A tus answer other than success; `status` and `reason` go to the client."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers


def routes() -> list[Route]:
    """The protocol's addresses."""
    return [
        Route(PATH, _collection, methods=["OPTIONS", "POST"]),
        Route(PATH + "/{identifier}", _single, methods=["OPTIONS", "HEAD", "PATCH", "DELETE"]),
    ]


async def _collection(request: Request) -> Response:
    if request.method == "OPTIONS":
        return _capabilities(stores_of(request))
    return await _answer(request, _create)


async def _single(request: Request) -> Response:
    actions = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}
    if request.method == "OPTIONS":
        return _capabilities(stores_of(request))
    return await _answer(request, actions[request.method])


async def _answer(request: Request, action: Callable[[Request], Awaitable[Response]]) -> Response:
    try:
        _check_version(request)
        response = await action(request)
    except TusError as refusal:
        response = Response(f"{refusal}\n", refusal.status, headers=refusal.headers, media_type="text/plain")
    except NoRoom as problem:
        response = Response(f"{problem}\n", 507, media_type="text/plain")
    except ContentMismatch as problem:
        response = Response(f"{problem}\n", 460, media_type="text/plain")
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


def _check_version(request: Request) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise TusError(412, "Unknown tus version", **{"Tus-Version": VERSION})


def _capabilities(stores: PortalStores) -> Response:
    return Response(
        status_code=204,
        headers={
            "Tus-Resumable": VERSION,
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,termination,expiration,checksum",
            "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
            "Tus-Max-Size": str(stores.limits.most_bytes),
        },
    )


async def _create(request: Request) -> Response:
    stores = stores_of(request)
    length = _number(request, "Upload-Length")
    if length > stores.limits.most_bytes:
        raise TusError(413, "The file is larger than this portal takes")
    metadata = request.headers.get("Upload-Metadata", "")
    expected = parse_metadata(metadata).get("sha256")
    if expected is not None and not is_sha256(expected):
        raise TusError(400, "sha256 in Upload-Metadata must be 64 hexadecimal digits")
    office = visitor_of(request).office or None
    upload = await run_in_threadpool(stores.blobs.create, length, metadata, expected, office)
    headers = _state_headers(upload) | {"Location": f"{_asked(request)}{PATH}/{upload.identifier}"}
    return Response(status_code=201, headers=headers)


def _asked(request: Request) -> str:
    """The portal's address as whoever asks has it: not every client puts a relative one together (RFC 9110, 10.2.2).

    Nothing where a proxy asks by a name of this machine: by which address it was asked itself nobody knows.
    """
    if is_loopback(request.url.hostname or "") and not visitor_of(request).local:
        return ""
    return f"{request.url.scheme}://{request.url.netloc}"


async def _head(request: Request) -> Response:
    stores, identifier = stores_of(request), _identifier(request)
    if identifier in stores.being_written:
        upload = await _known(request)
    else:
        with _claimed(stores, identifier):
            upload = await run_in_threadpool(_settle, stores.blobs, await _known(request))
    headers = _state_headers(upload) | {"Upload-Length": str(upload.length)}
    if upload.metadata:
        headers["Upload-Metadata"] = upload.metadata
    return Response(status_code=200, headers=headers)


def _identifier(request: Request) -> str:
    return str(request.path_params["identifier"])


async def _wait_for_turn(stores: PortalStores, identifier: str) -> None:
    """Another request may be about to end: a HEAD, or a PATCH whose sender has just lost its connection."""
    deadline = time.monotonic() + _TURN_SECONDS
    while identifier in stores.being_written and time.monotonic() < deadline:
        await asyncio.sleep(0.02)


@contextmanager
def _claimed(stores: PortalStores, identifier: str) -> Iterator[None]:
    """Be the only one who touches the part file: what is read about it must still hold when it is written."""
    if identifier in stores.being_written:
        raise TusError(423, "Another request is writing this upload", **{"Retry-After": "2"})
    stores.being_written.add(identifier)
    try:
        yield
    finally:
        stores.being_written.discard(identifier)


def _settle(blobs: BlobStore, upload: FileUpload) -> FileUpload:
    """Cut the part file to its committed offset; finish a whole one whose finishing was interrupted."""
    blobs.cut_back(upload)
    if upload.sha256 is None and upload.committed == upload.length:
        return blobs.finish(upload)
    return upload


async def _patch(request: Request) -> Response:
    stores = stores_of(request)
    if request.headers.get("Content-Type") != _BODY_TYPE:
        raise TusError(415, f"Content-Type must be {_BODY_TYPE}")
    offset = _number(request, "Upload-Offset")
    await _wait_for_turn(stores, _identifier(request))
    with _claimed(stores, _identifier(request)):
        upload = await _known(request)
        if offset != upload.committed:
            raise TusError(409, f"The offset is {upload.committed}", **{"Upload-Offset": str(upload.committed)})
        if upload.sha256 is not None:
            return Response(status_code=204, headers=_state_headers(upload))
        return await _receive(request, stores, upload)


async def _receive(request: Request, stores: PortalStores, upload: FileUpload) -> Response:
    checksum = _announced_checksum(request)
    try:
        with stores.blobs.writing(upload, hold_back=checksum is not None) as writer:
            await _copy(request, writer, upload, checksum)
    except OSError as error:
        raise TusError(507, "The portal could not store the bytes") from error
    arrived = stores.blobs.find(upload.identifier)
    if arrived is None:
        raise TusError(404, "The upload was ended")
    if arrived.committed == arrived.length:
        arrived = await run_in_threadpool(stores.blobs.finish, arrived)
    return Response(status_code=204, headers=_state_headers(arrived))


async def _copy(request: Request, writer: PartWriter, upload: FileUpload, checksum: tuple[str, bytes] | None) -> None:
    digest = digest_named(checksum[0]) if checksum else None
    room = upload.length - upload.committed
    async for block in _blocks(request, stores_of(request).limits.stall_seconds):
        room -= len(block)
        if room < 0:
            raise TusError(413, "More bytes than announced")
        if digest is not None:
            digest.update(block)
        await run_in_threadpool(writer.write, block)
    if digest is not None and checksum is not None:
        if digest.digest() != checksum[1]:
            raise TusError(460, "Checksum mismatch")
        await run_in_threadpool(writer.commit)


async def _blocks(request: Request, stall_seconds: float) -> AsyncIterator[bytearray]:
    """The body as it arrives, in pieces of some size; a sender who falls silent or goes away ends the request."""
    stream = request.stream()
    gathered, begun = bytearray(), time.monotonic()
    while True:
        try:
            async with asyncio.timeout(stall_seconds):
                block = await anext(stream)
        except StopAsyncIteration:
            break
        except (ClientDisconnect, TimeoutError) as error:
            if gathered:
                yield gathered
            raise TusError(408, "The request broke off") from error
        gathered += block
        slow = time.monotonic() - begun > _QUICK_SECONDS
        if len(gathered) >= (_BLOCK if slow else _QUICK_BLOCK):
            yield gathered
            gathered, begun = bytearray(), time.monotonic()
    if gathered:
        yield gathered


async def _delete(request: Request) -> Response:
    stores = stores_of(request)
    with _claimed(stores, _identifier(request)):
        upload = await _known(request)
        await run_in_threadpool(stores.blobs.end, upload.identifier)
    return Response(status_code=204)


async def _known(request: Request) -> FileUpload:
    upload = await run_in_threadpool(stores_of(request).blobs.find, _identifier(request))
    if upload is None:
        raise TusError(404, "No such upload")
    # It is the office's, not the token's: who gets a new token goes on where the old one ended.
    only = visitor_of(request).only_office
    if only is not None and upload.office is not None and office_key(upload.office) != office_key(only):
        raise TusError(403, "Another office began this upload")
    return upload


def _state_headers(upload: FileUpload) -> dict[str, str]:
    headers = {"Upload-Offset": str(upload.committed)}
    if upload.sha256 is None:
        headers["Upload-Expires"] = formatdate(upload.expires, usegmt=True)
    else:
        headers["Content-Location"] = f"/blobs/{upload.sha256}"
    return headers


def _number(request: Request, header: str) -> int:
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdigit()) or len(value) > 18:
        raise TusError(400, f"{header} must be a whole number")
    return int(value)


def _announced_checksum(request: Request) -> tuple[str, bytes] | None:
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    name, _, encoded = header.partition(" ")
    try:
        value = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise TusError(400, "Upload-Checksum is not base64") from error
    if name not in CHECKSUMS:
        raise TusError(400, "Unknown checksum algorithm")
    return name, value


def parse_metadata(header: str) -> dict[str, str]:
    """Upload-Metadata as text: comma-separated pairs of a key and a base64 value. What is malformed is left out."""
    pairs = {}
    for item in header.split(","):
        key, _, encoded = item.strip().partition(" ")
        try:
            pairs[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    pairs.pop("", None)
    return pairs


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 in lower-case hexadecimal."""
    return len(text) == hashlib.sha256().digest_size * 2 == _SHA256_LENGTH and set(text) <= set("0123456789abcdef")
