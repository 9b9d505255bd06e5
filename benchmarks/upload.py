"""Bytes that travel until a file has arrived over a line that keeps breaking: `pbgdpl upload` beside curl sending anew.

    python benchmarks/upload.py [--megabytes 8] [--hold 0.6] [--seed 1]

Both send the same file through a line whose connections break after a random share of the file (at most `--hold` of
it; every eighth connection holds). curl begins from nothing each time, as browsers and simple scripts do.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload.delivery.outcomes import DONE
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.packages.changing import changing
from validators.packages.package import find_packages
from validators.sharing.record import FileEntry, Record

BLOCK = 16384
HOLDS_EVERY = 8


class BreakingLine:
    """A TCP line that breaks, counting what goes towards the portal."""

    def __init__(self, port: int, most: int, seed: int) -> None:
        self.sent = 0
        self._port = port
        self._most = most
        self._chance = random.Random(seed)  # noqa: S311
        self._connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._connections += 1
            holds = self._connections % HOLDS_EVERY == 0
            left = 1 << 60 if holds else self._chance.randrange(BLOCK, self._most)
            far = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._forward, args=(near, far, left), daemon=True).start()
            threading.Thread(target=self._forward, args=(far, near, None), daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket, left: int | None) -> None:
        with suppress(OSError):
            while block := source.recv(BLOCK):
                if left is not None:
                    left -= len(block)
                    if left < 0:
                        break
                    self.sent += len(block)
                target.sendall(block)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        """Take no further connections."""
        self._listener.close()


def make_package(folder: Path, content: bytes) -> Path:
    sha256 = hashlib.sha256(content).hexdigest()
    entry = FileEntry(path="source/a.mp4", role="source", media_type="video/mp4", sha256=sha256, bytes=len(content))
    record = Record(identifier="urn:uuid:5a3d8c0e-7b1f-4d62-9e84-2f6b0c97d153", title="Thử", kind="khac", files=[entry])
    with changing(folder / "goi") as change:
        change.write(entry.path, content)
        change.write_record(record.model_dump_json().encode())
    return folder / "goi"


def ours(folder: Path, package: Path, most: int, seed: int) -> tuple[int, float]:
    with start_background(folder / "portal") as portal:
        line = BreakingLine(int(portal.address.rpartition(":")[2]), most, seed)
        patience = Patience(first_wait=0.01, longest_wait=0.05)
        transport = EmbeddedTransport(f"http://127.0.0.1:{line.port}", patience=patience)
        started = time.perf_counter()
        report = upload_packages(find_packages([package]), transport, folder / "home")
        seconds = time.perf_counter() - started
        transport.close()
        line.close()
    assert report.items[0].outcome in DONE, report
    return line.sent, seconds


@contextmanager
def sink() -> Iterator[int]:
    """A server that takes a whole body or nothing."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            while length > 0:
                block = self.rfile.read(min(BLOCK, length))
                if not block:
                    return
                length -= len(block)
            self.send_response(201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            del arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def theirs(package: Path, most: int, seed: int) -> tuple[int, float]:
    file = package / "data" / "source" / "a.mp4"
    with sink() as port:
        line = BreakingLine(port, most, seed)
        command = ["curl", "-sf", "-H", "Expect:", "--data-binary", f"@{file}", f"http://127.0.0.1:{line.port}/"]
        started = time.perf_counter()
        while subprocess.run(command, check=False).returncode:
            time.sleep(0.01)
        seconds = time.perf_counter() - started
        line.close()
    return line.sent, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=8)
    parser.add_argument("--hold", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if shutil.which("curl") is None:
        raise SystemExit("curl is needed: apt install curl")
    size = int(options.megabytes * 1_000_000)
    most = int(size * options.hold)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        package = make_package(folder, b"\0\0\0\x18ftyp" + random.Random(options.seed).randbytes(size))  # noqa: S311
        our_bytes, our_seconds = ours(folder, package, most, options.seed)
        their_bytes, their_seconds = theirs(package, most, options.seed)
    print(f"pbgdpl upload: {our_bytes / size:6.2f} times the file, {our_seconds:5.1f} s")
    print(f"curl anew:     {their_bytes / size:6.2f} times the file, {their_seconds:5.1f} s")
    print(f"ratio of bytes (curl / pbgdpl): {their_bytes / our_bytes:.2f}")


if __name__ == "__main__":
    main()
