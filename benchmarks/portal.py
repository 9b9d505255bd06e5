"""How much memory the portal takes, how fast its pages come, and how large they are, with many records and readers.

    python benchmarks/portal.py [--records 100000] [--readers 50] [--seconds 60] [--home FOLDER]

The portal runs in a process of its own. Its records are made of invented words (about 2,000 letters each), without
files: 19 of 20 approved, of 3,321 places and 63 offices, resting on one to five of some thousands of acts, a few of
which very many cite. Each reader opens a page, reads for two to five seconds, and opens the next: the first page, a
page of a filter, a search of one to three words, a material. With --home a portal that was filled before is used again.

Printed: seconds of filling, size of the store, memory before and after (the most it ever held), processor time a page,
time of pages by kind (median, p95, most) and their largest size as it is sent. Invented words are more alike than real
ones: a search finds more of the records than a reader's question does. On a machine that does other work the times tell
of that.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pbgdpl_cli.portal.store import record_store
from pbgdpl_cli.portal.store.stores import PortalStores
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

STARTS = (
    "",
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
)
ENDS = (
    "a",
    "an",
    "ang",
    "ao",
    "ăn",
    "âm",
    "âu",
    "ất",
    "ề",
    "ên",
    "ệnh",
    "iếc",
    "iên",
    "ình",
    "ó",
    "ông",
    "ở",
    "ường",
    "ụng",
    "ý",
)
KINDS = ("to-gap", "sach", "hoi-dap", "de-cuong", "bai-giang")
AUDIENCES = ("general", "workers", "students", "officials", "businesses")
PLACES = 3_321  # communes
ACTS = 5_000


def words(chance: random.Random, many: int) -> str:
    """So many invented syllables, common ones more often."""
    rank = (min(int(chance.paretovariate(0.6)), len(STARTS) * len(ENDS)) - 1 for _ in range(many))
    return " ".join(STARTS[number % len(STARTS)] + ENDS[number // len(STARTS)] for number in rank)


def acts(chance: random.Random) -> list[dict[str, Any]]:
    """What an invented material rests on: a few acts are cited by very many."""
    ranks = {min(int(chance.paretovariate(0.5)), ACTS) for _ in range(chance.randint(1, 5))}
    numbers = [f"{rank}/20{10 + rank % 16}/NĐ-CP" for rank in sorted(ranks)]
    return [{"text": f"Nghị định số {number}", "act": {"type": "nghi-dinh", "number": number}} for number in numbers]


def record_of(number: int, chance: random.Random) -> Record:
    """An invented material."""
    paragraphs = [{"type": "paragraph", "text": words(chance, 100)} for _ in range(5)]
    state = "approved" if number % 20 else "draft"
    return Record.model_validate(
        {
            "identifier": f"urn:uuid:{uuid.UUID(int=number, version=4)}",
            "title": words(chance, 8).capitalize(),
            "kind": KINDS[number % len(KINDS)],
            "publisher": {"name": f"Sở Tư pháp tỉnh Mẫu {number % 63}"},
            "date_issued": f"20{10 + number % 15}-03-01",
            "subjects": [1 + number % 20],
            "audiences": [AUDIENCES[number % len(AUDIENCES)]],
            "place": {"name": f"Xã Mẫu {number * 7 % PLACES}"} if number % 2 else None,
            "legal_basis": acts(chance),
            "workflow": {"state": state},
            "approval": {"state": "approved"} if state == "approved" else {},
            "content": paragraphs,
        }
    )


def fill(home: Path, many: int) -> None:
    """Put the records in, a thousand at a time: as a portal gets them, without waiting for the disk each time."""
    chance = random.Random(1)  # noqa: S311  (the same every time is the point)
    with PortalStores(home) as stores:
        for start in range(0, many, 1000):
            with stores.database.transaction() as connection:
                for number in range(start, min(start + 1000, many)):
                    record = record_of(number, chance)
                    record_store._insert(connection, record, revision_of(record), None)


def places(chance: random.Random, many: int) -> Iterator[tuple[str, str]]:
    """What a reader opens, one after the other: the kind of page and its address."""
    while True:
        kind = chance.choice(("first", "filter", "search", "search", "material", "material"))
        yield (
            kind,
            {
                "first": "/",
                "filter": f"/?kind={chance.choice(KINDS)}",
                "search": f"/?q={quote(words(chance, chance.randint(1, 3)))}",
                "material": f"/materials/urn:uuid:{uuid.UUID(int=chance.randrange(many), version=4)}",
            }[kind],
        )


def read(port: int, seed: int, many: int, until: float, times: dict[str, list[float]], sizes: dict[str, int]) -> None:
    """One reader."""
    chance = random.Random(seed)  # noqa: S311
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.uniform(0, 3))
    for kind, place in places(chance, many):
        if time.monotonic() > until:
            return
        started = time.perf_counter()
        connection.request("GET", place, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        reply = connection.getresponse()
        body = reply.read()
        times[kind].append(time.perf_counter() - started)
        assert reply.status == http.client.OK, (place, reply.status)
        sizes[kind] = max(sizes[kind], len(body))
        time.sleep(chance.uniform(2, 5))


def processor_ms(process: int) -> float:
    """Processor time a process has taken, its own and the system's for it (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory_of(process: int) -> tuple[int, int]:
    """What a process holds, and the most it ever held, in MB (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    held = {
        name: int(rest.split()[0]) >> 10
        for name, _, rest in (line.partition(":") for line in lines)
        if "VmR" in name or "VmH" in name
    }
    return held["VmRSS"], held["VmHWM"]


@contextmanager
def served(home: Path) -> Iterator[tuple[int, int]]:
    """Serve a portal in a process of its own while the block runs: its process, and the port it listens at."""
    command = [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", "portal", "serve", "--port", "0"]
    environ = {**os.environ, "PBGDPL_HOME": str(home)}
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        port = int(process.stderr.readline().split(" (")[0].rpartition(":")[2])
        time.sleep(2)  # the address is told a moment before the first connection is taken
        yield process.pid, port
        process.terminate()


def measure(home: Path, many: int, readers: int, seconds: float) -> None:
    """Serve, read, print."""
    with served(home) as (process, port):
        print("memory, MB: started", memory_of(process)[0])
        times: dict[str, list[float]] = defaultdict(list)
        sizes: dict[str, int] = defaultdict(int)
        until, before = time.monotonic() + seconds, processor_ms(process)
        threads = [
            threading.Thread(target=read, args=(port, seed, many, until, times, sizes)) for seed in range(readers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print("memory, MB: after, most ever", memory_of(process))
        spent = (processor_ms(process) - before) / sum(map(len, times.values()))
        print(f"processor time a page, ms: {spent:.1f}")
    for kind, taken in sorted({**times, "all": [one for some in times.values() for one in some]}.items()):
        ordered = sorted(taken)
        median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        shown = "".join(f" {seconds * 1000:6.0f}" for seconds in (median, late, ordered[-1]))
        print(f"{kind:9} {len(taken):5} pages {shown} ms  {sizes[kind] / 1000:6.1f} kB")


def main() -> None:
    """Fill a portal if need be, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or Path(scratch)
        if not (home / "portal").exists():
            started = time.monotonic()
            fill(home, asked.records)
            print(f"filled in {time.monotonic() - started:.0f} s")
        print("store, MB:", (home / "portal" / "portal.sqlite3").stat().st_size >> 20)
        measure(home, asked.records, asked.readers, asked.seconds)


if __name__ == "__main__":
    main()
