"""Speaks to Plone by plone.restapi, as a user who may add and publish where `--to` leads.

A record is a folder whose name is made from its identifier; in it are its files, named by their hashes, and a page
`noi-dung` that says what the record says. Which revision it is stands in the page's field of rights: comments in its
text Plone takes out. Names are unique in Plone: who makes one that is there gets an error, so two senders make one.
Large files go by tus, where Plone keeps whole requests only and makes a second file of one that is sent twice; so
requests are small, and twins are taken away. Measured with Plone 6.0.
"""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import httpx2

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, json_object, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused
from pbgdpl_cli.upload.transports.article import article
from pbgdpl_cli.upload.transports.marks import mark, revision_on, words_of
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    RemoteRecord,
    SentRecord,
    TransferNotes,
    TransportSettings,
)
from pbgdpl_cli.upload.transports.slugs import file_slug, record_slug
from pbgdpl_cli.upload.transports.tus_sender import TusSender, UploadLost
from validators.problems import Message, say

_PAGE = "noi-dung"
_LARGEST_PIECE = 1 << 20  # bytes; of a request that breaks off Plone keeps nothing
_WHOLE = 256 << 10  # bytes; smaller files go with one request that makes them under their name, or not at all
_MOST_STARTS = 4
_MOST_LISTED = 1000  # files of one record
_ASKED = 8  # times at once; a Plone nobody told otherwise has four threads
# What takes a thread long enough for the others to begin; else the first one answers all of them.
_SLOWLY = "?expand=actions,types"
_JSON = {"Accept": "application/json"}
_GONE = (httpx2.codes.NOT_FOUND, httpx2.codes.GONE)
_WRITTEN = ("title", "description", "text", "rights")  # fields of a page that are ours


def open_transport(target: str, settings: TransportSettings) -> PloneTransport:
    """The transport for `plone+https://…/FOLDER` and `plone+http://…`; the token is `user:password`."""
    address = portal_address(target)
    login = token_for(address, settings.environ)
    return PloneTransport(address, login, patience=settings.patience, bandwidth=settings.bandwidth, told=settings.told)


class PloneTransport:
    """One folder of one Plone site, or the site itself."""

    capabilities = Capabilities(
        resume="piece", find_by_key=True, atomic_create=True, verify="size", revisions="sender", withdraw=True,
        dedupe=False,
    )  # fmt: skip

    def __init__(
        self,
        address: str,
        login: str | None,
        *,
        patience: Patience | None = None,
        bandwidth: Bandwidth | None = None,
        told: Callable[[Message], None] | None = None,
    ) -> None:
        authorization = None if login is None else "Basic " + base64.b64encode(login.encode()).decode()
        self._connection = HttpConnection(address, authorization, patience, told)
        self._bandwidth = bandwidth or Bandwidth()
        self._sure: set[str] = set()  # what was made, or looked at by all threads, in this run

    @property
    def target(self) -> str:
        """The folder's address."""
        return f"plone:{self._connection.address}"

    def check(self) -> None:
        """Make sure that it is Plone, and that this user may add things there."""
        response = self._connection.greet("/@types", _JSON)
        if response.status_code in (401, 403):
            raise refusal(response, self._connection.address)
        kinds = _listed(response)
        if not response.is_success or not any("addable" in kind for kind in kinds):
            raise PortalRefused(
                say("What answers at {address} is not a Plone site with plone.restapi.",
                    address=self._connection.address),
                hint=say("Check the address after --to; it ends with the folder that is to hold the materials."),
            )  # fmt: skip
        may_add = {str(kind.get("@id", "")).rpartition("/")[2] for kind in kinds if kind.get("addable")}
        if not {"Folder"} <= may_add:
            raise PortalRefused(
                say("This Plone user may not add folders there."),
                hint=say("Ask the site's administrator for the right to add and publish in that folder."),
            )
        self._connection.health = "/@types"

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files its record lists."""
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The page of this record, with the revision it says it shows."""
        return self._standing(parcel.identifier)

    def _standing(self, identifier: str) -> RemoteRecord | None:
        page = self._page(identifier)
        if page is None:
            return None
        found = revision_on(str(page.get("rights") or ""), _words(page, self._item(_folder(identifier))))
        # Its text and its mark are written at once; a page with neither is one that was just being made.
        finished = found is not None or bool(_text(page))
        return RemoteRecord(found or "unknown", self._connection.url(_folder(identifier)), finished=finished)

    def _page(self, identifier: str) -> dict[str, Any] | None:
        return self._item(f"{_folder(identifier)}/{_PAGE}")

    def assure(self, sent: SentRecord) -> None:
        """Make sure that what is shown of a record was written, too.

        A thread of Plone whose writing failed, for the disk was full, may go on showing what it did not write, and
        take more that belongs to it; when Plone is begun again, all that is gone. So as many are asked at once as
        there may be. What was made in this run needs no other look than the page it belongs to.
        """
        folder = _folder(sent.identifier)
        files = (f"{folder}/{_named(name, sha256)}" for name, sha256 in sent.files.items())
        for place in (f"{folder}/{_PAGE}", *(place for place in files if place not in self._sure)):
            self._make_sure(place)

    def _make_sure(self, place: str) -> None:
        if not self._all_say_the_same(place):
            raise PortalRefused(
                say("Plone does not say the same twice: it shows what it could not write."),
                hint=say("Ask the site's administrator to see that its disk has room and to begin Plone anew; then"
                         " run the same command again."),
                path=self._connection.url(place),
            )  # fmt: skip
        self._sure.add(place)

    def _all_say_the_same(self, place: str) -> bool:
        until = time.monotonic() + self._connection.patience.reach  # somebody may write at this very moment
        while True:
            answers = [self._answered(one) for one in self._connection.at_once(place + _SLOWLY, _JSON, _ASKED)]
            if all(one == answers[0] for one in answers):
                return True
            if time.monotonic() > until:
                return False
            time.sleep(self._connection.patience.first_wait)

    def _item(self, place: str) -> dict[str, Any] | None:
        return self._answered(self._connection.ask("GET", place, _JSON))

    def _answered(self, response: httpx2.Response) -> dict[str, Any] | None:
        if response.status_code in _GONE:
            return None
        if not response.is_success:
            raise refusal(response, self._connection.address)
        return json_object(response)

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the record's folder holds a file under the name made from this hash, of this length."""
        return self._length(parcel.identifier, _name(file)) == file.bytes

    def _length(self, identifier: str, name: str) -> int | None:
        """Bytes of a file in the record's folder; None where there is none."""
        found = self._item(f"{_folder(identifier)}/{name}")
        stored = (found or {}).get("file") or (found or {}).get("image") or {}
        size = stored.get("size") if isinstance(stored, dict) else None
        return size if isinstance(size, int) else None

    def lengths(self, sent: SentRecord) -> Mapping[str, int | None]:
        """How long the files in the record's folder are."""
        return {name: self._length(sent.identifier, _named(name, sent.files[name])) for name in sent.files}

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a file into the record's folder, which is made, out of sight, if it is not there."""
        folder = _folder(parcel.identifier)
        self._make("", {"@type": "Folder", "id": folder.lstrip("/"), "title": parcel.record.title})
        if file.bytes <= _WHOLE:
            self._send_whole(folder, file, sent)
            return
        sender = TusSender(
            self._connection, f"{folder}/@tus-upload", self._bandwidth, largest_piece=_LARGEST_PIECE, names=_name
        )
        for _ in range(_MOST_STARTS):
            try:
                sender.send(file, notes, sent)
            except UploadLost:
                notes.forget()
            self._remove_twins(folder, file)
            if self.has_file(parcel, file):
                return
            notes.forget()
        raise PortalRefused(say("The portal keeps losing the file “{name}”.", name=file.name), path=file.source)

    def _send_whole(self, folder: str, file: ParcelFile, sent: BytesSent) -> None:
        self._bandwidth.wait_for_hours()
        self._bandwidth.spend(file.bytes)
        data = {
            "data": base64.b64encode(file.source.read_bytes()).decode(), "encoding": "base64",
            "filename": _name(file), "content-type": file.media_type,
        }  # fmt: skip
        self._make(folder, {"@type": "File", "id": _name(file), "title": PurePosixPath(file.name).name, "file": data})
        sent(file.bytes)

    def _make(self, place: str, values: Mapping[str, object]) -> None:
        """Make a thing under its own name; one that is there already is left as it is.

        An error does not mean that it was not made: it is looked for before it is made again.
        """
        there = f"{place}/{values['id']}"
        content = json.dumps(values, ensure_ascii=False).encode()
        for attempt in self._connection.tries():
            with attempt:
                if self._item(there) is not None:
                    # What belongs to a thing that was not written would be lost with it, or stay without it.
                    if there not in self._sure:
                        self._make_sure(there)
                    return
                headers = _JSON | {"Content-Type": "application/json"}
                response = self._connection.once("POST", place, headers, content)
                if not response.is_success and self._item(there) is None:
                    raise refusal(response, self._connection.address)
                if response.is_success:
                    self._sure.add(there)
                return

    def _remove_twins(self, folder: str, file: ParcelFile) -> None:
        """Of files sent twice Plone calls the second one NAME-1."""
        stem, _, ending = _name(file).rpartition(".")
        twin = re.compile(rf"{re.escape(stem)}-\d+\.{re.escape(ending)}")
        listing = self._item(f"{folder}?b_size={_MOST_LISTED}&metadata_fields=id") or {}
        for item in listing.get("items", ()):
            name = str(item.get("id") or str(item.get("@id", "")).rpartition("/")[2])
            if twin.fullmatch(name):
                self._ask_well("DELETE", f"{folder}/{name}")

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """Make the page or bring it up to date, and show or hide the folder; which revision it is comes last."""
        del replaces
        missing = tuple(file.sha256 for file in parcel.files if not self.has_file(parcel, file))
        if missing:
            return missing
        folder = _folder(parcel.identifier)
        title = parcel.record.title
        self._make("", {"@type": "Folder", "id": folder.lstrip("/"), "title": title})
        self._make(folder, {"@type": "Document", "id": _PAGE, "title": title})
        for place in (folder, f"{folder}/{_PAGE}"):
            self._show(place, shown=parcel.record.standing.is_approved)
        self._patch(folder, {"title": title, "description": parcel.record.description or "", "default_page": _PAGE})
        addresses = {file.name: f"{self._connection.url(folder)}/{_name(file)}" for file in parcel.files}
        text = {"data": article(parcel.record, addresses), "content-type": "text/html"}
        values = {"title": title, "description": parcel.record.description or "", "text": text}
        state = {"review_state": (self._page(parcel.identifier) or {}).get("review_state")}
        self._patch(f"{folder}/{_PAGE}", values | {"rights": mark(parcel.revision, _words(values | state))})
        return ()

    def _show(self, place: str, *, shown: bool) -> None:
        """Publish a thing or take it back, where its workflow knows that."""
        wanted = "published" if shown else "private"
        if (self._item(place) or {}).get("review_state") in (wanted, None):
            return
        step = "publish" if shown else "retract"
        response = self._connection.ask("POST", f"{place}/@workflow/{step}", _JSON | {"Content-Length": "0"})
        state = (self._item(place) or {}).get("review_state")
        if state != wanted:
            raise refusal(response, self._connection.address)

    def _patch(self, place: str, values: Mapping[str, object]) -> None:
        self._ask_well("PATCH", place, json.dumps(values, ensure_ascii=False).encode())

    def _ask_well(self, method: str, place: str, content: bytes | None = None) -> None:
        headers = _JSON | ({"Content-Type": "application/json"} if content is not None else {})
        response = self._connection.ask(method, place, headers, content)
        if not (response.is_success or (method == "DELETE" and response.status_code in _GONE)):
            raise refusal(response, self._connection.address)

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        """The page of this record, as it is now."""
        return self._standing(sent.identifier)

    def withdraw(self, sent: SentRecord) -> None:
        """Delete the record's folder with all that is in it."""
        self._ours(sent)
        self._ask_well("DELETE", _folder(sent.identifier))

    def held(self, parcel: Parcel) -> str:
        """The page as it is, to be restored from."""
        page = self._page(parcel.identifier) or {}
        shown = page.get("review_state") == "published"
        return json.dumps({name: page.get(name) for name in _WRITTEN} | {"shown": shown}, ensure_ascii=False)

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        """Write into the page what it said before; the files it had are in the folder still."""
        self._ours(sent)
        del revision  # what was held then is that revision, whoever wrote it
        kept = json.loads(held) if held else None
        if not isinstance(kept, dict):
            raise PortalRefused(
                say("What the page said before was not kept."),
                hint=say("Upload the package in its former state with --replace."),
                path=sent.path,
            )
        folder = _folder(sent.identifier)
        for place in (folder, f"{folder}/{_PAGE}"):
            self._show(place, shown=bool(kept.pop("shown", False) if place.endswith(_PAGE) else kept.get("shown")))
        self._patch(f"{folder}/{_PAGE}", kept)

    def _ours(self, sent: SentRecord) -> None:
        present = self._standing(sent.identifier)
        if present is None or (present.revision != sent.revision and present.finished):
            raise PortalConflict(
                say("The portal holds another version of this material."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=sent.path,
            )

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        """A file as Plone gives it out."""
        slug = _named(name, sent.files[name])
        return self._connection.download(f"{_folder(sent.identifier)}/{slug}/@@download/file")

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()


def _listed(response: httpx2.Response) -> list[dict[str, Any]]:
    try:
        body = response.json()
    except ValueError:
        return []
    return [item for item in body if isinstance(item, dict)] if isinstance(body, list) else []


def _text(page: Mapping[str, Any]) -> str:
    text = page.get("text")
    return str(text.get("data") or "") if isinstance(text, dict) else ""


def _words(page: Mapping[str, Any], folder: Mapping[str, Any] | None = None) -> str:
    """Of a page as it is sent, or as it is read beside the folder it is the face of: both are to be shown, or none."""
    states = {thing.get("review_state") for thing in (page, folder or {})} - {None}
    shown = "shown" if states == {"published"} else "" if "published" not in states else "half shown"
    return words_of(str(page.get("title") or ""), str(page.get("description") or ""), _text(page), shown)


def _folder(identifier: str) -> str:
    return f"/{record_slug(identifier)}"


def _name(file: ParcelFile) -> str:
    return _named(file.name, file.sha256)


def _named(name: str, sha256: str) -> str:
    return f"{file_slug(sha256)}{PurePosixPath(name).suffix.lower()}"
