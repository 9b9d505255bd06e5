"""How fast `upload` is to a portal of this machine: small packages, those that are there already, a large file.

    python benchmarks/upload_speed.py [--packages 200] [--megabytes 256]

The large file goes beside `curl -T` to the same server. Both are told by the clock and by the CPU that both ends took
together (the portal is a thread of this process): on a machine that does other work only the second compares.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2

from pbgdpl_cli.portal.server import start_background
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


@dataclass(frozen=True)
class Taken:
    """What something took, in seconds: by the clock, and of all CPUs."""

    clock: float
    cpu: float


def taken(work: Callable[[], object]) -> Taken:
    """What it takes, its ended processes and this process's threads included."""
    clock, cpu = time.perf_counter(), _cpu()
    work()
    return Taken(time.perf_counter() - clock, _cpu() - cpu)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=int, default=200)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, many = Path(folder), options.packages
        for number in range(many):
            make_package(place / "small", f"g{number}", b"%PDF-1.7 " + os.urandom(3000), "application/pdf")
        content = b"\0\0\0\x18ftyp" + os.urandom(1 << 20) * options.megabytes
        make_package(place / "large", "lon", content, "video/mp4")
        with start_background(place / "portal") as portal:
            first = taken(lambda: send(portal.address, place / "small", place / "home", options.jobs))
            tell("small packages", many, first)
            runs = [taken(lambda: send(portal.address, place / "small", place / "home", 1)) for _ in range(3)]
            tell("nothing to do", many, min(runs, key=lambda run: run.clock))
            file = place / "large" / "lon" / "data" / "source" / "a.mp4"
            ours = taken(lambda: send(portal.address, place / "large", place / "home", 1))
            with file.open("r+b") as stream:  # another file for curl: one that is there already would be known again
                stream.seek(-1, os.SEEK_END)
                stream.write(b"\0")
            theirs = taken(lambda: send_by_curl(portal.address, file))
            for name, run in (("pbgdpl upload", ours), ("curl -T", theirs)):
                print(f"large file, {name:14} {run.clock:7.1f} s, {run.cpu:5.1f} s of CPU")
            print(f"ratio: {ours.clock / theirs.clock:.2f} by the clock, {ours.cpu / theirs.cpu:.2f} by CPU")


def tell(what: str, many: int, run: Taken) -> None:
    """Packages a second, by the clock and had they one CPU to themselves."""
    print(
        f"{what:15} {many / run.clock:7.1f} a second, {1000 * run.cpu / many:5.2f} ms of CPU each: {many / run.cpu:.0f}"
    )


if __name__ == "__main__":
    main()
