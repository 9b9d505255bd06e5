"""A review that is open in a process of its own, as people open it, and a browser without pictures and scripts."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_WHO = "Lê Văn Khánh"
_TICKS = os.sysconf("SC_CLK_TCK")  # a second


@dataclass(frozen=True, slots=True)
class Served:
    """A review that is open."""

    address: str
    process: subprocess.Popen[str]
    home: Path
    seconds: float

    @property
    def cpu(self) -> float:
        """Seconds of processor time it took until now, with all its threads."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    @property
    def memory(self) -> int:
        """MB that it held at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024

    @property
    def base(self) -> str:
        """Its address without the token."""
        return self.address.split("/?", 1)[0]


@contextmanager
def served(package: Path, home: Path) -> Iterator[Served]:
    """Open a review as people do."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "pbgdpl_cli", "review", "open", str(package), "--by", _WHO, "--no-browser"]
    environment = {**os.environ, "PBGDPL_HOME": str(home), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=ROOT
    )
    try:
        found = next(match for line in process.stdout or () if (match := re.search(r"http://\S+token=\S+", line)))
        yield Served(found[0], process, home, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(60)


class Client:
    """A browser without pictures and scripts."""

    def __init__(self, review: Served) -> None:
        host = review.base.removeprefix("http://")
        self._connection = http.client.HTTPConnection(host, timeout=60)
        self._cookie = ""
        self.at, self.text = "", ""
        self.get(review.address.removeprefix(review.base))

    def get(self, path: str, method: str = "GET", body: str | None = None) -> float:
        """Seconds until the page is there, wherever it leads on to."""
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        taken = time.perf_counter() - begun
        if cookie := answer.getheader("set-cookie"):
            self._cookie = cookie.split(";", 1)[0]
        place = answer.getheader("location")
        if place is not None:
            return taken + self.get(place)
        if (answer.getheader("content-type") or "").startswith("text/html"):
            self.at, self.text = path, content.decode()
        return taken

    def picture(self) -> float:
        """Seconds until the picture of a place is there."""
        found = re.findall(r'<img src="([^"]+)"', self.text)
        return self.get(found[0]) if found else 0.0
