"""Another portal over HTTP that is not what it should be: nothing of it is taken for what it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.runs.portal.source import HttpSource
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from validators.problems import Problem

QUICK = Patience(reach=0.2, stuck=0.2, first_wait=0.01, longest_wait=0.02, connect=1, answer=2)
ABOUT = json.dumps({"name": "pbgdpl-portal", "protocol": 1, "portal": "abc"}).encode()
OAI = "http://www.openarchives.org/OAI/2.0/"
Reply = Callable[[str, str | None], tuple[int, bytes]]


@contextmanager
def portal(reply: Reply) -> Iterator[HttpSource]:
    """A server that answers a path (and its Range header) as it is told, and a source that asks it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = (200, ABOUT) if self.path == "/portal.json" else reply(self.path, self.headers.get("Range"))
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if body == ABOUT else "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    source = HttpSource(f"http://127.0.0.1:{server.server_port}", patience=QUICK)
    try:
        yield source
    finally:
        source.close()
        server.shutdown()
        server.server_close()
        thread.join()


def listed(inside: str) -> bytes:
    return f'<OAI-PMH xmlns="{OAI}"><responseDate>2026-01-01T00:00:00Z</responseDate>{inside}</OAI-PMH>'.encode()


def header(identifier: str, more: str = "") -> str:
    return f"<header{more}><identifier>{identifier}</identifier><datestamp>2026-01-01T00:00:00Z</datestamp></header>"


def test_pages_of_changes_are_gone_through_to_the_end() -> None:
    gone = header("b", " status='deleted'")
    pages = {
        "T1": listed(f"<ListIdentifiers>{gone}<resumptionToken/></ListIdentifiers>"),
        "": listed(f"<ListIdentifiers>{header('a')}<resumptionToken>T1</resumptionToken></ListIdentifiers>"),
    }
    asked: list[str] = []

    def reply(path: str, _: str | None) -> tuple[int, bytes]:
        asked.append(path)
        return 200, pages["T1" if "resumptionToken=T1" in path else ""]

    with portal(reply) as source:
        changes = list(source.changes("2025-01-01T00:00:00Z"))
        assert [(one.identifier, one.deleted) for one in changes] == [("a", False), ("b", True)]
        assert source.asked_at == "2026-01-01T00:00:00Z"
    assert "from=2025-01-01T00%3A00%3A00Z" in asked[0]
    assert "from=" not in asked[1]


def test_nothing_changed_is_no_error() -> None:
    with portal(lambda *_: (200, listed('<error code="noRecordsMatch">none</error>'))) as source:
        assert list(source.changes(None)) == []


@pytest.mark.parametrize(
    "body",
    [
        b"not xml",
        b"",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        listed('<error code="badArgument">no</error>'),
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused(body: bytes) -> None:
    with portal(lambda *_: (200, body)) as source, pytest.raises(PortalRefused):
        list(source.changes(None))


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_of_the_list_is_told(status: int) -> None:
    with portal(lambda *_: (status, b"{}")) as source, pytest.raises(Problem):
        list(source.changes(None))


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True)])
def test_a_record_that_went_meanwhile_is_none(status: int, gone: bool) -> None:
    with portal(lambda *_: (status, b"{}")) as source:
        assert (source.record("urn:x") is None) is gone


def test_a_file_comes_in_pieces_from_where_it_broke_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pbgdpl_cli.runs.portal.source._PIECE", 4)
    content, ranges = b"0123456789", []

    def reply(_: str, wanted: str | None) -> tuple[int, bytes]:
        ranges.append(wanted)
        first, last = (int(part) for part in (wanted or "").removeprefix("bytes=").split("-"))
        return (206, content[first : last + 1]) if first < len(content) else (416, b"")

    with portal(reply) as source:
        assert b"".join(source.file("0" * 64, 3)) == b"3456789"
        assert ranges == ["bytes=3-6", "bytes=7-10"]
        assert b"".join(source.file("0" * 64, 2)) == b"23456789"  # ends at the end of a piece
    assert ranges[-1] == "bytes=10-13"


def test_what_is_no_portal_of_ours_is_told() -> None:
    with portal(lambda *_: (200, b"")) as source:
        source.check()
        assert source.name == "abc"
    with pytest.raises(PortalUnreachable):
        HttpSource("http://127.0.0.1:9", patience=QUICK).check()


@pytest.mark.parametrize("address", ["", "ftp://x", "tinh.example", "https://user@tinh.example", "https://"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(WrongUsage):
        HttpSource(address)


def test_a_part_is_remembered_apart_from_the_whole() -> None:
    with portal(lambda *_: (200, b"")) as whole:
        part = HttpSource(whole.address, "kind.sach", QUICK)
        for one in (whole, part):
            one.check()
        assert (whole.name, part.name) == ("abc", "abc#kind.sach")
        part.close()
