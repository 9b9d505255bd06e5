"""How fast `upload` is to a portal of this machine: small packages, those that are there already, a large file.

    python benchmarks/upload_speed.py [--packages 200] [--megabytes 256]

The large file goes beside `curl -T` to the same server. CPU seconds tell more than wall time on a machine that is busy.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import tempfile
import time
import uuid
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


def sent(address: str, place: Path, home: Path, jobs: int) -> float:
    """Seconds to upload all below a place."""
    transport = EmbeddedTransport(address)
    started = time.perf_counter()
    report = upload_packages(find_packages([place]), transport, home, options=UploadOptions(jobs=jobs))
    seconds = time.perf_counter() - started
    transport.close()
    assert all(item.outcome in DONE for item in report.items), report
    return seconds


def by_curl(address: str, file: Path) -> float:
    """Seconds `curl -T` takes for one file."""
    headers = TUS | {"Upload-Length": str(file.stat().st_size)}
    place = httpx2.post(f"{address}/uploads", headers=headers, trust_env=False).headers["Location"]
    words = ["Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Expect:", "Content-Type: application/offset+octet-stream"]
    command = ["curl", "-sf", "-X", "PATCH", *(part for word in words for part in ("-H", word)), "-T", str(file)]
    started = time.perf_counter()
    subprocess.run([*command, address + place], check=True)
    return time.perf_counter() - started


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
            cpu, seconds = time.process_time(), sent(portal.address, place / "small", place / "home", options.jobs)
            used = 1000 * (time.process_time() - cpu) / many  # of both ends: they are one process here
            print(f"small packages:  {many / seconds:7.1f} a second ({used:.1f} ms of CPU each, without workers)")
            again = min(sent(portal.address, place / "small", place / "home", 1) for _ in range(3))
            print(f"nothing to do:   {many / again:7.1f} a second")
            ours = sent(portal.address, place / "large", place / "home", 1)
            theirs = by_curl(portal.address, place / "large" / "lon" / "data" / "source" / "a.mp4")
            print(f"large file:      {ours:7.1f} s, curl -T {theirs:.1f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
