"""A portal in a process of its own, as `pbgdpl portal serve` runs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVE = (
    "import sys; from pbgdpl_cli.app import run; sys.exit(run(['--lang', 'en', 'portal', 'serve', '--port', '0'"
    " , *sys.argv[1:]]))"
)


@dataclass(frozen=True)
class Served:
    """Where it listens, and its process."""

    port: int
    told: str
    process: int

    @property
    def memory(self) -> int:
        """The most memory the process ever held, in bytes (Linux)."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(home: Path, *options: str, port: int = 0) -> Iterator[Served]:
    """Serve `home` while the block runs. With a public address the port has to be named."""
    environ = {**os.environ, "PBGDPL_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", SERVE, *options, *(("--port", str(port)) if port else ())]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            assert "http" in told, told + process.stderr.read()
            address = next(word for word in told.split() if word.startswith("http"))
            running = Served(port or int(address.rpartition(":")[2]), address, process.pid)
            deadline = time.monotonic() + 60
            while not _answers(running.port) and time.monotonic() < deadline:
                time.sleep(0.05)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=60)
