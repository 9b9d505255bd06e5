"""Lines that misbehave, and portals that can be killed: for tests only."""

from __future__ import annotations

import os
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from pbgdpl_cli.web.running_portal import running_address

_BLOCK = 8192


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class PortalProcess:
    """A portal in a process of its own, on a port it keeps from start to start."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "pbgdpl_cli", "portal", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--home", str(self.home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert running_address(self.home, patience=120) == self.address

    def kill(self) -> None:
        """As a power cut does, as far as a process can tell."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> int:
        """As Ctrl-C does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


_NURSERY = """
import os, signal, sys
from pathlib import Path
from pbgdpl_cli.portal.exposure import Exposure
from pbgdpl_cli.portal.server import serve
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    home, _, port = line.rstrip().rpartition(" ")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        serve(Path(home), Exposure(port=int(port)))
        os._exit(0)
    print(child, flush=True)
"""


class Nursery:
    """Begins portals in a tenth of a second: each is a fork of a process that has read the program once."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-c", _NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def begin(self, home: Path, port: int) -> int:
        """Serve a folder in a process of its own; its number."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{home} {port}\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())

    def close(self) -> None:
        """No more of them."""
        self._parent.communicate()


class ForkedPortal(PortalProcess):
    """A portal in a process of its own that begins quickly, to be killed often."""

    def __init__(self, home: Path, nursery: Nursery) -> None:
        super().__init__(home)
        self._nursery = nursery
        self._number: int | None = None

    def start(self) -> None:
        self._number = self._nursery.begin(self.home, self.port)
        assert running_address(self.home, patience=120) == self.address

    def kill(self) -> None:
        if self._number is not None:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            wait_until(lambda: not _is_alive(self._number))
            self._number = None


def _is_alive(process: int | None) -> bool:
    try:
        os.kill(process or 0, 0)
    except ProcessLookupError:
        return False
    return True


class Cut(Exception):
    """The connection shall break now."""


class Line:
    """A TCP line to a portal. `sending` and `answering` see every block and may change it or raise `Cut`."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.sent = 0
        self.connections = 0
        self.sending: Callable[[int, bytes], bytes] = lambda connection, block: block
        self.answering: Callable[[int, bytes], bytes] = lambda connection, block: block
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            try:
                far = socket.create_connection(("127.0.0.1", self._port), timeout=10)
            except OSError:
                near.close()
                continue
            ends = (near, far)
            number = self.connections
            threading.Thread(target=self._carry, args=(near, far, ends, self._count(number)), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, ends, self._back(number)), daemon=True).start()

    def _count(self, number: int) -> Callable[[bytes], bytes]:
        def through(block: bytes) -> bytes:
            passed = self.sending(number, block)
            self.sent += len(passed)
            return passed

        return through

    def _back(self, number: int) -> Callable[[bytes], bytes]:
        return lambda block: self.answering(number, block)

    def _carry(self, source: socket.socket, target: socket.socket, ends: tuple[socket.socket, ...],
               through: Callable[[bytes], bytes]) -> None:  # fmt: skip
        try:
            while block := source.recv(_BLOCK):
                target.sendall(through(block))
        except (OSError, Cut):
            pass
        for end in ends:
            with suppress(OSError):
                # Zero linger: the other side gets a reset, as from a router that lost its memory.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()


def cuts_at_random(seed: int, most: int, largest: int) -> Callable[[int, bytes], bytes]:
    """Breaks `most` connections after a random number of bytes each, up to `largest`; later ones hold."""
    chance = random.Random(seed)  # noqa: S311  (the same every time is the point)
    left: dict[int, int] = {}

    def through(connection: int, block: bytes) -> bytes:
        if connection not in left:
            left[connection] = chance.randrange(200, largest) if len(left) < most else 1 << 60
        left[connection] -= len(block)
        if left[connection] < 0:
            raise Cut
        return block

    return through


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
