"""Speaks to the embedded portal: files by tus, records by PUT, everything read back by SHA-256."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

import httpx2

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, json_object, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused
from pbgdpl_cli.upload.transports.embedded.tus_sender import TusSender, UploadLost
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    RemoteRecord,
    TransferNotes,
    TransportSettings,
)
from pbgdpl_cli.web.running_portal import PORTAL_KIND
from validators.problems import say

_MOST_STARTS = 4
_MOST_ASKED = 400  # identifiers a question: 20 kB, below what servers and proxies take as an address


def open_transport(target: str, settings: TransportSettings) -> EmbeddedTransport:
    """The transport for `https://…` and `http://…`."""
    address = portal_address(target)
    token = token_for(address, settings.environ)
    return EmbeddedTransport(address, token=token, patience=settings.patience, bandwidth=settings.bandwidth)


class EmbeddedTransport:
    """One embedded portal, here or on another machine."""

    capabilities = Capabilities(resume="byte", find_by_key=True, atomic_create=True, verify="sha256")

    def __init__(
        self,
        address: str,
        *,
        token: str | None = None,
        patience: Patience | None = None,
        bandwidth: Bandwidth | None = None,
    ) -> None:
        self._connection = HttpConnection(address, f"Bearer {token}" if token else None, patience)
        self._sender = TusSender(self._connection, "/uploads", bandwidth)
        self._portal = ""

    @property
    def target(self) -> str:
        """The portal's own name for itself, which stays when its port changes. Known after `check`."""
        return f"portal:{self._portal}" if self._portal else self._connection.address

    def check(self) -> None:
        """Make sure that an embedded portal answers there."""
        response = self._connection.ask("GET", "/portal.json", seconds=self._connection.patience.reach)
        body = json_object(response)
        if not response.is_success or body.get("name") != PORTAL_KIND:
            raise PortalRefused(
                say("What answers at {address} is not a pbgdpl portal.", address=self._connection.address),
                hint=say("Check the address after --to; for a WordPress site it begins with wordpress+https://"),
                path=self._connection.address,
            )
        self._portal = str(body.get("portal", ""))
        self._connection.health = "/portal.json"
        self._connection.bare_heads = True

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files its record lists."""
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The record as the portal has it, or its tombstone."""
        response = self._connection.ask("HEAD", self._place(parcel))
        if response.status_code == httpx2.codes.NOT_FOUND:
            self._connection.after_missing()
            return None
        revision = response.headers.get("ETag", "").removeprefix("W/").strip('"')
        if not revision or not (response.is_success or response.status_code == httpx2.codes.GONE):
            raise refusal(response, self._connection.address)
        return RemoteRecord(revision, self.page(parcel), withdrawn=response.status_code == httpx2.codes.GONE)

    def holdings(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Which of these records the portal holds with all their files, and in which revision."""
        found: dict[str, str] = {}
        for start in range(0, len(identifiers), _MOST_ASKED):
            query = urlencode([("id", name) for name in identifiers[start : start + _MOST_ASKED]], safe=":")
            response = self._connection.ask("GET", f"/records?{query}")
            held = json_object(response).get("records") if response.is_success else None
            if isinstance(held, dict):  # an older portal does not know the question
                found |= {str(name): str(revision) for name, revision in held.items()}
        return found

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the portal holds a file of this hash and length; it checked the hash itself before keeping it."""
        del parcel
        response = self._connection.ask("HEAD", f"/blobs/{file.sha256}")
        if response.status_code in (httpx2.codes.NOT_FOUND, httpx2.codes.GONE):
            self._connection.after_missing()
            return False
        if not response.is_success:
            raise refusal(response, self._connection.address)
        return response.headers.get("Content-Length") == str(file.bytes)

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a file by tus; an upload the portal forgot begins anew, unless the file is there already."""
        for _ in range(_MOST_STARTS):
            try:
                self._sender.send(file, notes, sent)
            except UploadLost:
                notes.forget()
            if self.has_file(parcel, file):
                return
            notes.forget()
        raise PortalRefused(say("The portal keeps losing the file “{name}”.", name=file.name), path=file.source)

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """PUT the record; a repeated one with the same content changes nothing."""
        headers = {"Content-Type": "application/json"}
        if replaces is not None:
            headers["If-Match"] = f'"{replaces}"'
        response = self._connection.ask("PUT", self._place(parcel), headers, parcel.body.encode())
        body = json_object(response)
        if response.status_code == httpx2.codes.CONFLICT and isinstance(body.get("missing"), list):
            return tuple(str(sha256) for sha256 in body["missing"])
        if response.status_code in (412, 428):
            raise PortalConflict(
                say("The portal holds another version of this material."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=parcel.path,
            )
        if not response.is_success:
            raise refusal(response, self._connection.address)
        return ()

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()

    def page(self, parcel: Parcel) -> str:
        """The page people visit."""
        return f"{self._connection.address}/materials/{quote(parcel.identifier, safe=':')}"

    def _place(self, parcel: Parcel) -> str:
        return f"/records/{quote(parcel.identifier, safe=':')}"
