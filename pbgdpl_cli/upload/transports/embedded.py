"""Speaks to the embedded portal: files by tus, records by PUT, everything read back by SHA-256."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx2

from pbgdpl_cli.upload.bandwidth import Pace
from pbgdpl_cli.upload.http_connection import Line, Patience, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.transports.protocol import Capabilities, Conflict, Refusal, RemoteRecord, Sent, TransferNotes
from pbgdpl_cli.upload.transports.tus_sender import Lost, TusSender
from pbgdpl_cli.web.running import NAME
from validators.problems import say

_MOST_STARTS = 4


class EmbeddedTransport:
    """One embedded portal, here or on another machine."""

    capabilities = Capabilities(resume="byte", find_by_key=True, atomic_create=True, verify="sha256")

    def __init__(
        self, address: str, *, token: str | None = None, patience: Patience | None = None, pace: Pace | None = None
    ) -> None:
        self._line = Line(address, f"Bearer {token}" if token else None, patience)
        self._sender = TusSender(self._line, "/uploads", pace)
        self._portal = ""

    @property
    def target(self) -> str:
        """The portal's own name for itself, which stays when its port changes. Known after `check`."""
        return f"portal:{self._portal}" if self._portal else self._line.address

    def check(self) -> None:
        """Make sure that an embedded portal answers there."""
        response = self._line.ask("GET", "/portal.json", seconds=self._line.patience.reach)
        body = _json(response)
        if not response.is_success or body.get("name") != NAME:
            raise Refusal(
                say("There is no portal of a kind this program knows at {address}.", address=self._line.address),
                hint=say("Check the address after --to."),
                path=self._line.address,
            )
        self._portal = str(body.get("portal", ""))

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files its record lists."""
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The record as the portal has it, or its tombstone."""
        response = self._line.ask("HEAD", self._place(parcel))
        if response.status_code == httpx2.codes.NOT_FOUND:
            self._line.renew()
            return None
        revision = response.headers.get("ETag", "").removeprefix("W/").strip('"')
        if not revision or not (response.is_success or response.status_code == httpx2.codes.GONE):
            raise refusal(response, self._line.address)
        return RemoteRecord(revision, self.page(parcel), withdrawn=response.status_code == httpx2.codes.GONE)

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the portal holds a file of this hash and length; it checked the hash itself before keeping it."""
        del parcel
        response = self._line.ask("HEAD", f"/blobs/{file.sha256}")
        if response.status_code == httpx2.codes.NOT_FOUND:
            self._line.renew()
            return False
        if not response.is_success:
            raise refusal(response, self._line.address)
        return response.headers.get("Content-Length") == str(file.bytes)

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: Sent) -> None:
        """Send a file by tus; an upload the portal forgot begins anew, unless the file is there already."""
        for _ in range(_MOST_STARTS):
            try:
                self._sender.send(file, notes, sent)
            except Lost:
                notes.forget()
            if self.has_file(parcel, file):
                return
            notes.forget()
        raise Refusal(say("The portal keeps losing the file “{name}”.", name=file.name), path=file.source)

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """PUT the record; a repeated one with the same content changes nothing."""
        headers = {"Content-Type": "application/json"}
        if replaces is not None:
            headers["If-Match"] = f'"{replaces}"'
        response = self._line.ask("PUT", self._place(parcel), headers, parcel.body.encode())
        body = _json(response)
        if response.status_code == httpx2.codes.CONFLICT and isinstance(body.get("missing"), list):
            return tuple(str(sha256) for sha256 in body["missing"])
        if response.status_code in (412, 428):
            raise Conflict(
                say("The portal holds another version of this material."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=parcel.path,
            )
        if not response.is_success:
            raise refusal(response, self._line.address)
        return ()

    def close(self) -> None:
        """Let go of connections."""
        self._line.close()

    def page(self, parcel: Parcel) -> str:
        """The page people visit."""
        return f"{self._line.address}/materials/{quote(parcel.identifier, safe=':')}"

    def _place(self, parcel: Parcel) -> str:
        return f"/records/{quote(parcel.identifier, safe=':')}"


def _json(response: httpx2.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
