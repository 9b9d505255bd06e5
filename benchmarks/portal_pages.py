"""How quickly the portal's pages come, and how large they are.

    python benchmarks/portal_pages.py --home FOLDER [--times 40]

FOLDER holds a portal with records in it. Every page is asked for over HTTP, one after the other, the materials and
words each time others. Printed: median and 95th percentile in milliseconds, bytes as sent (compressed) and as read.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2

from pbgdpl_cli.portal.server import start_background

WORDS = ("luật đất đai", "bao hiem xa hoi", "phạt bao nhiêu", "hộ tịch", "30/2020/NĐ-CP", "trợ giúp pháp lý")


def pages(client: httpx2.Client, chance: random.Random) -> Iterator[tuple[str, Callable[[], str]]]:
    """Kinds of pages, and an address of each, every time another."""
    total = client.get("/api/records?limit=1").json()["total"]

    def start() -> int:
        return chance.randrange(max(1, total - 24))

    def material() -> str:
        (one,) = client.get(f"/api/records?limit=1&start={start()}").json()["records"]
        return str(one["identifier"])

    yield "first page", lambda: "/"
    yield "a later page", lambda: f"/?start={start()}"
    yield "collection", lambda: "/?in=tai-lieu-tuyen-truyen"
    yield "by title, narrowed", lambda: f"/?kind=sach&sort=title&start={start() // 20}"
    yield "search", lambda: f"/?q={chance.choice(WORDS)}"
    yield "material", lambda: f"/materials/{material()}"
    yield "reading mode", lambda: f"/materials/{material()}/read"
    yield "statistics", lambda: "/statistics"
    yield "feed", lambda: "/feed.atom"
    yield "read interface", lambda: f"/api/records?start={start()}&limit=100"
    yield "OAI, a hundred records", lambda: "/oai?verb=ListRecords&metadataPrefix=oai_dc"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    with start_background(asked.home) as portal, httpx2.Client(base_url=portal.address) as client:
        client.get("/")
        for name, address in pages(client, random.Random(1)):  # noqa: S311
            times, sent, read = [], 0, 0
            for _ in range(asked.times):
                place = address()
                began = time.perf_counter()
                reply = client.get(place)
                times.append((time.perf_counter() - began) * 1000)
                assert reply.status_code == 200, place
                sent = max(sent, reply.num_bytes_downloaded)
                read = max(read, len(reply.content))
            p95 = statistics.quantiles(times, n=20)[-1]
            print(f"{name:24} {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms  {sent:7} B sent {read:8} B read")


if __name__ == "__main__":
    main()
