"""Carries packages to a MediaWiki: files in pieces, each record as a page that lists them.

Names are made from hashes, so sending again does no harm: a page is made only where none is, and only changed from the
version that was looked at. Which revision a page shows stands in a comment of its text.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from wiki_api import WikiApi, WikiError

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, refused
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused
from pbgdpl_cli.upload.transports.marks import mark, revision_on, words_of
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    RemoteRecord,
    TransferNotes,
    TransportSettings,
)
from pbgdpl_cli.upload.transports.slugs import file_slug, record_slug
from validators.problems import Problem, say

_PIECE = 1 << 20  # bytes; a wiki refuses pieces below 1 kB that are not the last
_STASH = "stash"  # in the code of every error that tells of a stashed file which is not there, or not as it should be
_MOST_STARTS = 4
_RIGHTS = frozenset({"edit", "createpage", "upload"})


def open_transport(target: str, settings: TransportSettings) -> WikiTransport:
    """The transport for `wiki+https://…` and `wiki+http://…`; the token is `name:password`."""
    address = portal_address(target)
    connection = HttpConnection(address, None, settings.patience, settings.told)
    return WikiTransport(connection, token_for(address, settings.environ), settings.bandwidth)


class WikiTransport:
    """One wiki."""

    def __init__(self, connection: HttpConnection, login: str | None, bandwidth: Bandwidth) -> None:
        self.capabilities = Capabilities(
            resume="piece", find_by_key=True, atomic_create=True, verify="sha1", revisions="portal"
        )
        self._connection = connection
        self._api = WikiApi(connection, login)
        self._bandwidth = bandwidth
        self._endings: frozenset[str] = frozenset()

    @property
    def target(self) -> str:
        """The wiki's address."""
        return f"wiki:{self._connection.address}"

    def check(self) -> None:
        """Make sure that it is a MediaWiki, and that this account may write there."""
        try:
            site = self._api.read(action="query", meta="siteinfo", siprop="general|fileextensions")["query"]
            self._write({"action": "query", "meta": "userinfo"})  # logs in
            user = self._api.read(action="query", meta="userinfo", uiprop="rights")["query"]["userinfo"]
        except (WikiError, KeyError) as error:
            raise refused(str(error), self._connection.address) from error
        missing = _RIGHTS - set(user["rights"])
        if missing:
            raise refused(f"{user['name']}: {', '.join(sorted(missing))}", self._connection.address)
        self._endings = frozenset(f".{one['ext']}" for one in site["fileextensions"])
        self.capabilities = replace(self.capabilities, most_bytes=site["general"].get("maxuploadsize"))
        self._connection.health = "/api.php?action=query&meta=siteinfo&format=json"

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files this wiki takes."""
        return tuple(file for file in parcel.files if PurePosixPath(file.name).suffix.lower() in self._endings)

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The page of this record, with the revision it says it shows."""
        page = self._page(parcel)
        if page is None:
            return None
        text = page["revisions"][0]["slots"]["main"]["content"]
        return RemoteRecord(revision_on(text, words_of(text)) or "unknown", page["fullurl"])

    def _page(self, parcel: Parcel) -> dict[str, Any] | None:
        found = self._api.read(
            action="query", prop="revisions|info", inprop="url", rvprop="content|ids", rvslots="main",
            titles=record_slug(parcel.identifier),
        )["query"]["pages"][0]  # fmt: skip
        return None if found.get("missing") else dict(found)

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the wiki holds a file under the name made from this hash, with these bytes by their SHA-1."""
        del parcel
        page = self._api.read(action="query", prop="imageinfo", iiprop="size|sha1", titles=f"File:{_name(file)}")
        for stored in page["query"]["pages"][0].get("imageinfo", ()):
            if stored["size"] == file.bytes:
                with file.source.open("rb") as stream:
                    return bool(stored["sha1"] == hashlib.file_digest(stream, "sha1").hexdigest())
        return False

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a file piece by piece into the stash, and publish it from there."""
        transfer, starts = notes.load() or Transfer(None, 0, done=False), 0
        while not self.has_file(parcel, file):
            starts += transfer.address is None
            if starts > _MOST_STARTS:
                raise PortalRefused(say("The portal keeps losing the file “{name}”.", name=file.name), path=file.source)
            transfer = self._publish(file, transfer) if transfer.done else self._send_piece(file, transfer, sent)
            notes.save(transfer)

    def _send_piece(self, file: ParcelFile, transfer: Transfer, sent: BytesSent) -> Transfer:
        self._bandwidth.wait_for_hours()
        with file.source.open("rb") as stream:
            stream.seek(transfer.sent)
            piece = stream.read(_PIECE)
        fields = {"action": "upload", "stash": "1", "ignorewarnings": "1", "filename": _name(file),
                  "filesize": str(file.bytes), "offset": str(transfer.sent)}  # fmt: skip
        fields |= {"filekey": transfer.address} if transfer.address else {}
        self._bandwidth.spend(len(piece))
        try:
            said = self._write(fields, piece)["upload"]
        except WikiError as error:
            return self._put_right(error, transfer)
        sent(len(piece))
        done = said["result"] == "Success"
        return Transfer(said["filekey"], file.bytes if done else int(said["offset"]), done=done)

    def _put_right(self, error: WikiError, transfer: Transfer) -> Transfer:
        """Where the wiki knows better how far it is, or knows nothing of the upload any more, begin from there."""
        known = error.details.get("offset")
        if known is not None and int(known) != transfer.sent:
            return replace(transfer, sent=int(known))
        if _STASH in error.code and transfer.address is not None:
            return Transfer(None, 0, done=False)
        raise refused(error.info, self._connection.address) from error

    def _publish(self, file: ParcelFile, transfer: Transfer) -> Transfer:
        fields = {"action": "upload", "ignorewarnings": "1", "filename": _name(file), "filekey": transfer.address or "",
                  "comment": PurePosixPath(file.name).name}  # fmt: skip
        try:
            self._write(fields)
        except WikiError as error:
            # The answer to an earlier try may have been lost: `send_file` looks whether the file is there.
            if _STASH not in error.code:
                raise refused(error.info, self._connection.address) from error
        return Transfer(None, 0, done=False)

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """Make the page, or change it from the version that was looked at."""
        missing = tuple(file.sha256 for file in self.files_of(parcel) if not self.has_file(parcel, file))
        if missing:
            return missing
        page = self._page(parcel)
        fields = {"action": "edit", "title": record_slug(parcel.identifier), "text": self._text(parcel)}
        if page is None:
            fields["createonly"] = "1"
        elif self.find_record(parcel) == RemoteRecord(replaces or "", page["fullurl"]):
            fields["baserevid"] = str(page["revisions"][0]["revid"])
        else:
            raise _other_version(parcel)
        try:
            self._write(fields)
        except WikiError as error:
            if error.code not in ("articleexists", "editconflict"):
                raise refused(error.info, self._connection.address) from error
            present = self.find_record(parcel)
            if present is None or present.revision != parcel.revision:  # else it was us, and the answer was lost
                raise _other_version(parcel) from error
        return ()

    def _text(self, parcel: Parcel) -> str:
        """The page: what a visitor needs to find the files; words of the record are no markup here."""
        record = parcel.record
        lines = [] if record.standing.is_approved else ["'''DỰ THẢO – chưa được duyệt'''", ""]
        lines += [
            f"== <nowiki>{_plain(record.title)}</nowiki> ==",
            f"<nowiki>{_plain(record.description or '')}</nowiki>",
        ]
        lines += [
            f"* [[Media:{_name(file)}|{_plain(PurePosixPath(file.name).name)}]]" for file in self.files_of(parcel)
        ]
        text = "\n".join(lines)
        return f"{text}\n<!-- {mark(parcel.revision, words_of(text))} -->"

    def _write(self, fields: dict[str, str], piece: bytes | None = None) -> dict[str, Any]:
        for attempt in self._connection.tries():
            with attempt:
                return self._api.write(fields, piece)
        raise AssertionError  # `tries` ends by an answer or raises

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()


def _name(file: ParcelFile) -> str:
    return f"{file_slug(file.sha256)}{PurePosixPath(file.name).suffix.lower()}".capitalize()


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("|", "&#124;").replace("\n", " ")


def _other_version(parcel: Parcel) -> Problem:
    return PortalConflict(
        say("The portal holds another version of this material."),
        hint=say("Look at both; --replace puts this one in its place."),
        path=parcel.path,
    )
