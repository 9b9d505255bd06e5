"""Another portal of ours, reached by HTTP: what it hands on by OAI-PMH, its records and files by address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import httpx2

from pbgdpl_cli.portal.harvesting.source import SourceChange
from pbgdpl_cli.upload.http_connection import HttpConnection, json_object, refusal
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.transports.portal_address import portal_address
from pbgdpl_cli.web.running_portal import PORTAL_KIND
from validators.problems import say

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_PIECE = 4 << 20  # bytes a request
_BEYOND_THE_END = 416  # HTTP: nothing is left of the file
_LARGEST_LIST = 16 << 20  # bytes; a page of ours has fifty thousand


class HttpSource:
    """One other portal; `check` it before anything else.

    Attributes:
        address: Where it is.
        asked_at: Its clock when the list of changes began.
    """

    def __init__(self, address: str, set_spec: str | None = None, patience: Patience | None = None) -> None:
        self.address = portal_address(address)
        self.asked_at = ""
        self._set = set_spec
        self._portal = ""
        self._connection = HttpConnection(self.address, patience=patience)

    @property
    def name(self) -> str:
        """Its own name, and the set that is taken of it: a part says nothing of how far the whole was gone through."""
        return f"{self._portal}#{self._set}" if self._set else self._portal

    def check(self) -> None:
        """Make sure that a portal of ours answers there.

        Raises:
            PortalUnreachable: Nothing does.
            PortalRefused: Something else does.
        """
        response = self._connection.ask("GET", "/portal.json", seconds=self._connection.patience.reach)
        body = json_object(response)
        if not response.is_success or body.get("name") != PORTAL_KIND or not body.get("portal"):
            raise PortalRefused(
                say("What answers at {address} is not a pbgdpl portal.", address=self.address),
                hint=say("Give the address of a portal's first page."),
                path=self.address,
            )
        self._portal = str(body["portal"])
        self._connection.health = "/portal.json"

    def changes(self, since: str | None) -> Iterator[SourceChange]:
        """What it hands on, page by page."""
        asked = {"verb": "ListIdentifiers", "metadataPrefix": "pbgdpl"}
        asked |= {"from": since} if since else {}
        asked |= {"set": self._set} if self._set else {}
        while asked:
            root = self._list(asked)
            self.asked_at = self.asked_at or (root.findtext(f"{_OAI}responseDate") or "")
            yield from map(_change, root.iter(f"{_OAI}header"))
            token = (root.findtext(f".//{_OAI}resumptionToken") or "").strip()
            asked = {"verb": "ListIdentifiers", "resumptionToken": token} if token else {}

    def _list(self, asked: dict[str, str]) -> ET.Element:
        response = self._connection.ask("GET", "/oai?" + urlencode(asked))
        if not response.is_success:
            raise refusal(response, self.address)
        root = _parsed(response.content)
        if root is None:
            raise PortalRefused(say("Its list of changes cannot be read."), path=self.address)
        error = root.find(f"{_OAI}error")
        if error is not None and error.get("code") != "noRecordsMatch":
            raise PortalRefused(say("The portal refused: {reason}", reason=(error.text or "")[:200]), path=self.address)
        return root

    def record(self, identifier: str) -> bytes | None:
        """The record; None when it is there no more."""
        response = self._connection.ask("GET", f"/records/{quote(identifier, safe=':')}")
        if response.status_code in (httpx2.codes.NOT_FOUND, httpx2.codes.GONE):
            return None
        if not response.is_success:
            raise refusal(response, self.address)
        return response.content

    def file(self, sha256: str, start: int) -> Iterator[bytes]:
        """The bytes of a file, a piece a request: what breaks off is asked for again."""
        while True:
            wanted = {"Range": f"bytes={start}-{start + _PIECE - 1}", "Accept-Encoding": "identity"}
            response = self._connection.ask("GET", f"/blobs/{quote(sha256)}", wanted)
            if response.status_code == _BEYOND_THE_END:
                return
            if not response.is_success:
                raise refusal(response, self.address)
            yield response.content
            start += len(response.content)
            if response.status_code != httpx2.codes.PARTIAL_CONTENT or len(response.content) < _PIECE:
                return

    def close(self) -> None:
        """Let go of connections."""
        self._connection.close()


def _parsed(body: bytes) -> ET.Element | None:
    """The XML; None when it is none, is too large, or declares a document type: without one nothing can expand."""
    if len(body) > _LARGEST_LIST or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        return None
    try:
        return ET.fromstring(body)  # noqa: S314
    except ET.ParseError:
        return None


def _change(header: ET.Element) -> SourceChange:
    return SourceChange(
        (header.findtext(f"{_OAI}identifier") or "").strip(),
        (header.findtext(f"{_OAI}datestamp") or "").strip(),
        deleted=header.get("status") == "deleted",
    )
