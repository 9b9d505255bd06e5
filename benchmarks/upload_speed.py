"""How fast `upload` is to a portal of this machine: small packages, those that are there already, a large file.

    python benchmarks/upload_speed.py [--packages 200] [--megabytes 256] [--runs 5]

The portal is a process of its own, as it is where officers send to. The large file, another one each time, goes beside
`curl -T` to the same portal, `--runs` times, each first in turn; medians count. Both are told by the clock and by the
CPU that both ends took together: on a machine that does other work only the second compares. Each begins when all that
was written before is on the disk; where the disk is slow or shared, TMPDIR=/dev/shm leaves it out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx2

from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadOptions
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.packages.changing import changing
from validators.packages.package import find_packages
from validators.sharing.record import FileEntry, Record

TUS = {"Tus-Resumable": "1.0.0"}


def make_package(place: Path, name: str, content: bytes, media_type: str) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    path = "source/a.mp4" if media_type == "video/mp4" else "source/a.pdf"
    entry = FileEntry(path=path, role="source", media_type=media_type, sha256=sha256, bytes=len(content))
    identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    record = Record(identifier=identifier, title=f"Thử {name}", kind="khac", files=[entry])
    with changing(place / name) as change:
        change.write(entry.path, content)
        change.write_record(record.model_dump_json().encode())


_PORTAL = """
import sys, time
from pathlib import Path
from pbgdpl_cli.portal.server import start_background
with start_background(Path(sys.argv[1])) as portal:
    print(portal.address, flush=True)
    for _ in sys.stdin:
        print(time.process_time(), flush=True)
"""


class PortalProcess:
    """A portal in a process of its own, which says how much CPU it has taken when it is asked."""

    def __init__(self, home: Path) -> None:
        words = [sys.executable, "-c", _PORTAL, str(home)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self._said()

    def cpu(self) -> float:
        """Seconds, all in all."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._said())

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@dataclass(frozen=True)
class Taken:
    """What something took, in seconds: by the clock, of all CPUs here, and of the portal's."""

    clock: float
    here: float
    there: float

    @property
    def cpu(self) -> float:
        """Of both ends."""
        return self.here + self.there


def taken(portal: PortalProcess, work: Callable[[], object]) -> Taken:
    """What it takes, ended processes included, with nothing left to write from before."""
    if hasattr(os, "sync"):
        os.sync()
    clock, here, there = time.perf_counter(), _cpu(), portal.cpu()
    work()
    clock = time.perf_counter() - clock
    return Taken(clock, _cpu() - here, portal.cpu() - there)


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def send(address: str, place: Path, home: Path, jobs: int) -> None:
    """Upload all below a place."""
    transport = EmbeddedTransport(address)
    report = upload_packages(find_packages([place]), transport, home, options=UploadOptions(jobs=jobs))
    transport.close()
    assert all(item.outcome in DONE for item in report.items), report


def send_by_curl(address: str, file: Path) -> None:
    """Send one file by `curl -T`."""
    headers = TUS | {"Upload-Length": str(file.stat().st_size)}
    place = httpx2.post(f"{address}/uploads", headers=headers, trust_env=False).headers["Location"]
    words = ["Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Expect:", "Content-Type: application/offset+octet-stream"]
    command = ["curl", "-sf", "-X", "PATCH", *(part for word in words for part in ("-H", word)), "-T", str(file)]
    subprocess.run([*command, place], check=True)


def large(portal: PortalProcess, place: Path, megabytes: int, number: int) -> tuple[Taken, Taken]:
    """A file nobody has seen by `pbgdpl upload`, and another one by curl; who goes first changes."""
    content = b"\0\0\0\x18ftyp" + os.urandom(1 << 20) * megabytes
    make_package(place / "large", f"lon{number}", content, "video/mp4")
    other = place / "other.mp4"
    other.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    del content

    def ours() -> Taken:
        return taken(portal, lambda: send(portal.address, place / "large", place / "home", 1))

    def theirs() -> Taken:
        return taken(portal, lambda: send_by_curl(portal.address, other))

    runs = (ours(), theirs()) if number % 2 == 0 else (theirs(), ours())[::-1]
    shutil.rmtree(place / "large")
    return runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=int, default=200)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, many = Path(folder), options.packages
        for number in range(many):
            make_package(place / "small", f"g{number}", b"%PDF-1.7 " + os.urandom(3000), "application/pdf")
        with closing(PortalProcess(place / "portal")) as portal:
            home = place / "home"
            first = taken(portal, lambda: send(portal.address, place / "small", home, options.jobs))
            tell("small packages", many, first)
            runs = [taken(portal, lambda: send(portal.address, place / "small", home, 1)) for _ in range(3)]
            tell("nothing to do", many, min(runs, key=lambda run: run.clock))
            tell_large([large(portal, place, options.megabytes, number) for number in range(options.runs)])


def tell(what: str, many: int, run: Taken) -> None:
    """Packages a second, by the clock and had they one CPU to themselves."""
    print(
        f"{what:15} {many / run.clock:7.1f} a second, {1000 * run.cpu / many:5.2f} ms of CPU each: {many / run.cpu:.0f}"
    )


def tell_large(runs: Sequence[tuple[Taken, Taken]]) -> None:
    """Each run, and medians."""
    for ours, theirs in runs:
        for name, run in (("pbgdpl upload", ours), ("curl -T", theirs)):
            print(f"large file, {name:14} {run.clock:7.1f} s, {run.here:5.1f} s of CPU here, {run.there:5.1f} s there")
    clock = median(ours.clock for ours, _ in runs) / median(theirs.clock for _, theirs in runs)
    cpu = median(ours.cpu for ours, _ in runs) / median(theirs.cpu for _, theirs in runs)
    print(f"ratio of medians: {clock:.2f} by the clock, {cpu:.2f} by CPU")


if __name__ == "__main__":
    main()
