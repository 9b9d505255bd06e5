"""Speaks to the embedded portal: files by tus, records by PUT, everything read back by SHA-256."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx2

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, TemporaryFailure, json_object, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused
from pbgdpl_cli.upload.transports.embedded.bundle_form import bundle_blocks
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    Bundled,
    BytesSent,
    Capabilities,
    RemoteRecord,
    SentRecord,
    TransferNotes,
    TransportSettings,
)
from pbgdpl_cli.upload.transports.tus_sender import TusSender, UploadLost
from pbgdpl_cli.web.running_portal import BUNDLE_TYPE, PORTAL_KIND
from validators.problems import Message, say

_MOST_STARTS = 4
_WITHDRAWN = " withdrawn"
_MOST_ASKED = 400  # identifiers a question: 20 kB, below what servers and proxies take as an address


def open_transport(target: str, settings: TransportSettings) -> EmbeddedTransport:
    """The transport for `https://…` and `http://…`."""
    address = portal_address(target)
    return EmbeddedTransport(
        address,
        token=token_for(address, settings.environ),
        patience=settings.patience,
        bandwidth=settings.bandwidth,
        told=settings.told,
        renewed=lambda: token_for(address, settings.environ),
    )


class EmbeddedTransport:
    """One embedded portal, here or on another machine."""

    capabilities = Capabilities(
        resume="byte", find_by_key=True, atomic_create=True, verify="sha256", revisions="portal", withdraw=True,
        bundle_bytes=4 << 20,
    )  # fmt: skip

    def __init__(
        self,
        address: str,
        *,
        token: str | None = None,
        patience: Patience | None = None,
        bandwidth: Bandwidth | None = None,
        told: Callable[[Message], None] | None = None,
        renewed: Callable[[], str | None] | None = None,
    ) -> None:
        """`renewed` gives the token as it is kept now; it is asked where the portal does not take `token` any more."""
        present = None if renewed is None else lambda: _bearer(renewed())
        self._connection = HttpConnection(address, _bearer(token), patience, told, present)
        self._bandwidth = bandwidth or Bandwidth()
        self._sender = TusSender(self._connection, "/uploads", self._bandwidth)
        self._portal = ""
        self._takes_bundles = False

    @property
    def target(self) -> str:
        """The portal's own name for itself, which stays when its port changes. Known after `check`."""
        return f"portal:{self._portal}" if self._portal else self._connection.address

    def check(self) -> None:
        """Make sure that an embedded portal answers there."""
        response = self._connection.greet("/portal.json")
        body = json_object(response)
        if not response.is_success or body.get("name") != PORTAL_KIND:
            raise PortalRefused(
                say("What answers at {address} is not a pbgdpl portal.", address=self._connection.address),
                hint=say("Check the address after --to; for a WordPress site it begins with wordpress+https://"),
                path=self._connection.address,
            )
        self._portal = str(body.get("portal", ""))
        self._takes_bundles = "bundles" in body.get("offers", ())
        self._connection.health = "/portal.json"
        self._connection.bare_heads = True

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files its record lists."""
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The record as the portal has it, or its tombstone."""
        return self._standing(parcel.identifier)

    def _standing(self, identifier: str) -> RemoteRecord | None:
        response = self._connection.ask("HEAD", _place(identifier))
        if response.status_code == httpx2.codes.NOT_FOUND:
            self._connection.after_missing()
            return None
        revision = response.headers.get("ETag", "").removeprefix("W/").strip('"')
        if not revision or not (response.is_success or response.status_code == httpx2.codes.GONE):
            raise refusal(response, self._connection.address)
        return RemoteRecord(revision, self.page(identifier), withdrawn=response.status_code == httpx2.codes.GONE)

    def holdings(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Which of these records the portal holds with all their files, and in which revision."""
        return self._asked_for("records", identifiers)

    def _asked_for(self, name: str, identifiers: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(identifiers), _MOST_ASKED):
            query = urlencode([("id", one) for one in identifiers[start : start + _MOST_ASKED]], safe=":")
            query += "&known=yes" if name == "known" else ""
            response = self._connection.ask("GET", f"/records?{query}")
            held = json_object(response).get(name) if response.is_success else None
            if isinstance(held, dict):  # an older portal does not know the question
                found |= {str(one): str(revision) for one, revision in held.items()}
        return found

    def find_records(self, parcels: Sequence[Parcel]) -> Mapping[str, RemoteRecord] | None:
        """The records with these identifiers, tombstones too; None where the portal is older and takes no bundles."""
        if not self._takes_bundles:
            return None
        known = self._asked_for("known", [parcel.identifier for parcel in parcels])
        return {
            identifier: RemoteRecord(state.removesuffix(_WITHDRAWN), self.page(identifier), state.endswith(_WITHDRAWN))
            for identifier, state in known.items()
        }

    def lacking(self, hashes: Sequence[str]) -> frozenset[str]:
        """Which of these files the portal lacks."""
        lacking: set[str] = set()
        for start in range(0, len(hashes), _MOST_ASKED):
            query = urlencode([("sha256", one) for one in hashes[start : start + _MOST_ASKED]])
            response = self._connection.ask("GET", f"/blobs?{query}")
            if not response.is_success:
                raise refusal(response, self._connection.address)
            lacking |= set(json_object(response).get("missing", ()))
        return frozenset(lacking & set(hashes))

    def send_bundle(self, bundle: Sequence[Bundled]) -> frozenset[str]:
        """POST all of them at once; one try, for whatever fails is sent again package by package."""
        blocks = bundle_blocks(bundle)
        headers = {"Content-Type": BUNDLE_TYPE, "Content-Length": str(sum(map(len, blocks)))}
        self._bandwidth.wait_for_hours()
        try:
            response = self._connection.once("POST", "/bundles", headers, self._spent(blocks))
        except TemporaryFailure as failure:
            raise self._connection.unreachable(failure.reason) from failure
        taken = json_object(response).get("taken") if response.is_success else None
        return frozenset(map(str, taken)) if isinstance(taken, list) else frozenset()

    def _spent(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._bandwidth.spend(len(block))
            yield block

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
        return self._put(parcel.identifier, parcel.body.encode(), headers, parcel.path)

    def _put(self, identifier: str, record: bytes, headers: Mapping[str, str], path: Path | str) -> tuple[str, ...]:
        response = self._connection.ask("PUT", _place(identifier), headers, record)
        body = json_object(response)
        if response.status_code == httpx2.codes.CONFLICT and isinstance(body.get("missing"), list):
            return tuple(str(sha256) for sha256 in body["missing"])
        if response.status_code in (412, 428):
            raise _other_version(path)
        if not response.is_success:
            raise refusal(response, self._connection.address)
        return ()

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        """What the portal holds under this identifier now."""
        return self._standing(sent.identifier)

    def withdraw(self, sent: SentRecord) -> None:
        """Withdraw it, if it is as it was sent; the portal takes the files no other record has."""
        headers = {"If-Match": f'"{sent.revision}"'}
        response = self._connection.ask("DELETE", _place(sent.identifier), headers)
        if response.status_code == httpx2.codes.PRECONDITION_FAILED:
            raise _other_version(sent.path)
        # The answer to a first try may have been lost: whoever reads it back sees whether it is gone.
        if not response.is_success and response.status_code != httpx2.codes.NOT_FOUND:
            raise refusal(response, self._connection.address)

    def held(self, parcel: Parcel) -> str:
        """Nothing: the portal keeps former revisions itself."""
        del parcel
        return ""

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        """Put a former revision, which the portal kept, in the place of the one sent."""
        del held
        response = self._connection.ask("GET", f"{_place(sent.identifier)}?revision={revision}")
        if not response.is_success:
            raise PortalRefused(
                say("The portal no longer has the former version."),
                hint=say("Upload the package in its former state with --replace."),
                path=sent.path,
            )
        headers = {"Content-Type": "application/json", "If-Match": f'"{sent.revision}"'}
        if self._put(sent.identifier, response.content, headers, sent.path):
            raise PortalRefused(
                say("The portal no longer has the files of the former version."),
                hint=say("Upload the package in its former state with --replace."),
                path=sent.path,
            )

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        """A file as the portal gives it out."""
        return self._connection.download(f"/blobs/{sent.files[name]}")

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()

    def page(self, identifier: str) -> str:
        """The page people visit."""
        return f"{self._connection.address}/materials/{quote(identifier, safe=':')}"


def _bearer(token: str | None) -> str | None:
    return f"Bearer {token}" if token else None


def _place(identifier: str) -> str:
    return f"/records/{quote(identifier, safe=':')}"


def _other_version(path: Path | str) -> PortalConflict:
    return PortalConflict(
        say("The portal holds another version of this material."),
        hint=say("Look at both; --replace puts this one in its place."),
        path=path,
    )
