"""A web server that takes PUT and keeps what it gets in a folder, as a WebDAV server does; whole bodies only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loopback import QuietHandler, served_by


@contextmanager
def put_server(folder: Path) -> Iterator[str]:
    """Its address for as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)

    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def _put(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) == length:
                place = folder / self.path.lstrip("/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(body)
            self._answer(201 if len(body) == length else 400, b"")

        def _get(self) -> None:
            place = folder / self.path.lstrip("/")
            self._answer(200, place.read_bytes()) if place.is_file() else self._answer(404, b"")

        do_GET = do_HEAD = _get  # noqa: N815
        do_PUT = _put  # noqa: N815

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    with served_by(Handler) as address:
        yield address
