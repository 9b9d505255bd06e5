"""Carries packages to any web server that takes PUT, for instance an inbox made with WebDAV.

Files stand at `files/SHA256`, so that two packages share what is equal; a record at `records/HASH.json`, where the hash
is that of its identifier. PUT to the same place twice leaves one thing, so sending again does no harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pydantic import ValidationError

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    RemoteRecord,
    TransferNotes,
    TransportSettings,
)
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

_BLOCK = 64 << 10  # bytes
_NOT_FOUND = 404


def open_transport(target: str, settings: TransportSettings) -> PutTransport:
    """The transport for `put+https://…` and `put+http://…`."""
    address = portal_address(target)
    token = token_for(address, settings.environ)
    connection = HttpConnection(address, f"Bearer {token}" if token else None, settings.patience)
    return PutTransport(connection, settings.bandwidth)


class PutTransport:
    """One such server."""

    # A plain server keeps nothing of a broken PUT, and tells no more of a file than its length.
    capabilities = Capabilities(resume="none", find_by_key=True, atomic_create=True, verify="size")

    def __init__(self, connection: HttpConnection, bandwidth: Bandwidth) -> None:
        self._connection = connection
        self._bandwidth = bandwidth

    @property
    def target(self) -> str:
        """The server's address."""
        return f"put:{self._connection.address}"

    def check(self) -> None:
        """Make sure that a server answers there."""
        self._connection.ask("HEAD", "/", seconds=self._connection.patience.reach)

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """All of them."""
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The record as it stands there; one that is none (half a file, a page) has no revision anybody sent."""
        place = _record_place(parcel)
        response = self._connection.ask("GET", place)
        if response.status_code == _NOT_FOUND:
            return None
        if not response.is_success:
            raise refusal(response, self._connection.address)
        try:
            revision = revision_of(Record.model_validate_json(response.content))
        except ValidationError:
            revision = "unreadable"
        return RemoteRecord(revision, self._connection.url(place))

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether a file of this hash and length stands there; which package it came with does not matter."""
        del parcel
        response = self._connection.ask("HEAD", _file_place(file))
        return response.is_success and response.headers.get("Content-Length") == str(file.bytes)

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """PUT the whole file, again and again until it is answered."""
        del parcel, notes  # nothing is kept of a broken PUT that notes could lead to
        headers = {"Content-Type": file.media_type, "Content-Length": str(file.bytes)}
        for attempt in self._connection.tries():
            with attempt:
                self._bandwidth.wait_for_hours()
                response = self._connection.once("PUT", _file_place(file), headers, self._blocks(file, sent))
                if not response.is_success:
                    raise refusal(response, self._connection.address)

    def _blocks(self, file: ParcelFile, sent: BytesSent) -> Iterator[bytes]:
        with file.source.open("rb") as stream:
            while block := stream.read(_BLOCK):
                self._bandwidth.spend(len(block))
                yield block
                sent(len(block))

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """PUT the record once its files are there."""
        del replaces  # a plain server does not ask what is being replaced; the uploader has made sure that it may be
        missing = tuple(file.sha256 for file in parcel.files if not self.has_file(parcel, file))
        if missing:
            return missing
        headers = {"Content-Type": "application/json"}
        response = self._connection.ask("PUT", _record_place(parcel), headers, parcel.body.encode())
        if not response.is_success:
            raise refusal(response, self._connection.address)
        return ()

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()


def _file_place(file: ParcelFile) -> str:
    return f"/files/{file.sha256}"


def _record_place(parcel: Parcel) -> str:
    return f"/records/{hashlib.sha256(parcel.identifier.encode()).hexdigest()}.json"
