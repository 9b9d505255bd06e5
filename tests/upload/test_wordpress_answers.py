"""What a WordPress site, or the gateway before it, may answer: one file it never takes, and posts it makes too late."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import QuietHandler, served_by
from package_factory import noise

from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome, UploadReport
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.wordpress.transport import WordPressTransport
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
HASTY = Patience(reach=1, stuck=20, first_wait=0.01, longest_wait=0.05, connect=2, answer=5, settle=2)
Make = Callable[..., Path]
Reply = tuple[int, Any]


@dataclass
class Site:
    """Posts and media in memory, numbered and named as WordPress does it: a name that is taken gets a number."""

    things: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"posts": [], "media": []})
    bodies: dict[str, bytes] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    refuses: Callable[[str, str], Reply | None] = lambda kind, slug: None
    delays: dict[str, float] = field(default_factory=dict)
    holds: list[str] = field(default_factory=list)  # made only when the next one of the kind is asked for
    held: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def make(self, kind: str, slug: str, values: dict[str, Any], body: bytes) -> dict[str, Any]:
        with self.lock:
            taken, name, number = {thing["slug"] for thing in self.things[kind]}, slug, 2
            while name in taken:
                name, number = f"{slug}-{number}", number + 1
            made = values | {"id": sum(map(len, self.things.values())) + 1, "slug": name}
            self.bodies[f"/files/{name}"] = body
            self.things[kind].append(made | {"source_url": f"http://site/files/{name}"})
            return made

    def answer(self, method: str, path: str, query: dict[str, str], body: bytes) -> Reply:
        if path == "/wp-json/":
            return 200, {"namespaces": ["wp/v2"]}
        if path.endswith("/users/me"):
            return 200, {"capabilities": {"upload_files": True, "publish_posts": True}}
        kind, _, number = path.removeprefix("/wp-json/wp/v2/").partition("/")
        if method == "GET":
            return 200, [thing for thing in self.things[kind] if thing["slug"] in query["slug"].split(",")]
        if method == "DELETE":
            self.things[kind] = [thing for thing in self.things[kind] if thing["id"] != int(number)]
            return 200, {}
        return self.create(kind, query, body)

    def create(self, kind: str, query: dict[str, str], body: bytes) -> Reply:
        values = json.loads(body) if kind == "posts" else {}
        slug = str(query.get("slug") or values["slug"])
        self.created.append(kind)
        refusal = self.refuses(kind, slug)
        if refusal is not None:
            return refusal
        if kind in self.holds:
            self.holds.remove(kind)
            self.held[kind] = (slug, values | {"content": {"raw": values.get("content", "")}}, body)
            return 504, None
        if kind in self.held:
            self.make(kind, *self.held.pop(kind))
        if kind in self.delays:
            seconds = self.delays.pop(kind)
            values["content"] = {"raw": values.get("content", "")}
            threading.Timer(seconds, self.make, (kind, slug, values, body)).start()
            return 504, None
        values["content"] = {"raw": values.get("content", "")}
        return 201, self.make(kind, slug, values, body)


@contextmanager
def serving(site: Site) -> Iterator[str]:
    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            if parts.path in site.bodies:
                self._send(200, "application/pdf", site.bodies[parts.path])
                return
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, told = site.answer(self.command, parts.path, query, body)
            if told is None:
                self._send(status, "text/html", b"<html>Gateway Time-out</html>")
            else:
                self._send(status, "application/json", json.dumps(told).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_POST = do_DELETE = _answer  # noqa: N815

    with served_by(Handler) as address:
        yield address


def send(address: str, folder: Path, home: Path, patience: Patience = HASTY) -> UploadReport:
    transport = WordPressTransport(address, "an:x", patience=patience)
    try:
        return upload_packages(find_packages([folder]), transport, home)
    finally:
        transport.close()


def slug_of(content: bytes) -> str:
    return f"pbgdpl-{hashlib.sha256(content).hexdigest()[:24]}"


@pytest.mark.parametrize("status", [500, 415, 400])
def test_one_file_the_site_never_takes_fails_alone(package: Make, home: Path, tmp_path: Path, status: int) -> None:
    contents = {name: b"%PDF-1.4 " + noise(500, ord(name)) for name in "abc"}
    for name, content in contents.items():
        package(name=name, title=name, files={f"source/{name}.pdf": content})
    words = "Sorry, you are not allowed to upload this file type."
    site = Site()
    site.refuses = lambda kind, slug: (status, {"message": words}) if slug == slug_of(contents["a"]) else None
    with serving(site) as address:
        items = send(address, tmp_path / "packages", home).items
    assert [item.outcome for item in items] == [UploadOutcome.REFUSED, UploadOutcome.SENT, UploadOutcome.SENT]
    assert words in str(items[0].problem)
    assert len(site.things["posts"]) == 2


@pytest.mark.parametrize("kind", ["posts", "media"])
def test_what_is_made_after_the_gateway_gave_up_is_found_and_not_sent_again(
    package: Make, home: Path, tmp_path: Path, kind: str
) -> None:
    package(files={"source/a.pdf": b"%PDF-1.4 a"})
    site = Site(delays={kind: 0.6})
    with serving(site) as address:
        (item,) = send(address, tmp_path / "packages", home).items
        (again,) = send(address, tmp_path / "packages", home).items
    assert (item.outcome, again.outcome) == (UploadOutcome.SENT, UploadOutcome.UNCHANGED)
    assert site.created.count(kind) == 1
    assert [len(found) for found in site.things.values()] == [1, 1]


@pytest.mark.parametrize("kind", ["posts", "media"])
def test_a_twin_that_comes_later_still_is_taken_away(package: Make, home: Path, tmp_path: Path, kind: str) -> None:
    """The first one is made at the moment the second one is asked for."""
    package(files={"source/a.pdf": b"%PDF-1.4 a"})
    site = Site(holds=[kind])
    hasty = replace(HASTY, settle=0)
    with serving(site) as address:
        (item,) = send(address, tmp_path / "packages", home, hasty).items
    assert (item.outcome, site.created.count(kind)) == (UploadOutcome.SENT, 2)
    assert [len(found) for found in site.things.values()] == [1, 1]
