"""What each kind of page costs the portal: processor time, size, and how long it takes to come.

    python benchmarks/portal_pages.py --home FOLDER [--times 40] [KIND …]

FOLDER holds a portal with records in it (`benchmarks/portal.py --home` fills one). Every page is asked for over HTTP,
one after the other, the materials and words each time others; the portal is a process of its own. Printed: milliseconds
of its processor time a page, milliseconds until the page was there (median, 95th percentile), bytes as sent
(compressed) and as read, the memory it holds. Processor time holds on a busy machine; the other times do not. KIND
names part of a kind of page; without one all are measured.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
from portal import memory_of, processor_ms, served, words

WORDS = ("luật đất đai", "bao hiem xa hoi", "phạt bao nhiêu", "hộ tịch", "30/2020/NĐ-CP", "trợ giúp pháp lý")


def pages(client: httpx2.Client, chance: random.Random) -> Iterator[tuple[str, Callable[[], str]]]:
    """Kinds of pages, and an address of each, every time another."""
    total = client.get("/api/records?limit=1").json()["total"]
    starts = range(0, max(1, total - 100), max(1, total // 50))
    known = [client.get(f"/api/records?limit=1&start={start}").json()["records"][0] for start in starts]

    def start() -> int:
        return chance.randrange(max(1, total - 24))

    def material() -> str:
        return str(chance.choice(known)["identifier"])

    def invented() -> str:
        return words(chance, chance.randint(1, 3))

    yield "first page", lambda: "/"
    yield "a later page", lambda: f"/?start={start()}"
    yield "collection", lambda: f"/?in=tai-lieu-tuyen-truyen&start={start() // 20}"
    yield "by title, narrowed", lambda: f"/?kind=sach&sort=title&start={start() // 20}"
    yield "a place, by issue", lambda: f"/?place={chance.choice(known).get('place', '')}&sort=issued"
    yield "search", lambda: f"/?q={chance.choice(WORDS)}"
    yield "search, invented words", lambda: f"/?q={invented()}"
    yield "search, narrowed", lambda: f"/?q={invented()}&kind=sach&sort=title"
    yield "material", lambda: f"/materials/{material()}"
    yield "reading mode", lambda: f"/materials/{material()}/read"
    yield "printed code", lambda: f"/m/{material().removeprefix('urn:uuid:')[:11]}"
    yield "about", lambda: "/about"
    yield "statistics", lambda: "/statistics"
    yield "feed, Atom", lambda: "/feed.atom"
    yield "feed, RSS", lambda: "/feed.rss"
    yield "feed of a search", lambda: f"/feed.rss?q={invented()}"
    yield "site map", lambda: "/sitemap.xml"
    yield "part of a site map", lambda: f"/sitemap-{chance.choice((1, 2, 3))}.xml"
    yield "OpenSearch", lambda: "/opensearch.xml"
    yield "read interface", lambda: f"/api/records?start={start()}&limit=100"
    yield "record, JSON", lambda: f"/api/records/{material()}"
    yield "collections, JSON", lambda: "/api/collections"
    yield "OAI Identify", lambda: "/oai?verb=Identify"
    yield "OAI ListSets", lambda: "/oai?verb=ListSets"
    yield "OAI ListRecords", lambda: "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    yield "OAI ListRecords, ours", lambda: "/oai?verb=ListRecords&metadataPrefix=pbgdpl"
    yield "OAI ListIdentifiers", lambda: "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-01"
    yield "OAI, a set", lambda: "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind.sach"
    yield "OAI, a small set", lambda: "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=collection.podcast"
    yield "health", lambda: "/health"
    yield "metrics", lambda: "/metrics"


def measure(client: httpx2.Client, process: int, name: str, address: Callable[[], str], times: int) -> None:
    """Ask for one kind of page so many times, and print what it took."""
    asked = [address() for _ in range(times)]
    client.get(asked[0])
    spent, took, sent, read = processor_ms(process), [], 0, 0
    for place in asked:
        began = time.perf_counter()
        reply = client.get(place)
        took.append((time.perf_counter() - began) * 1000)
        assert reply.status_code in (200, 302, 404), (place, reply.status_code)
        sent, read = max(sent, reply.num_bytes_downloaded), max(read, len(reply.content))
    spent = (processor_ms(process) - spent) / times
    late = statistics.quantiles(took, n=20)[-1]
    print(
        f"{name:24} {spent:6.1f} ms of processor  {statistics.median(took):7.1f} ms  p95 {late:7.1f} ms"
        f"  {sent:7} B sent {read:8} B read  {memory_of(process)[0]:4} MB",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    asked = parser.parse_args()
    with (
        served(asked.home) as (process, port),
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        client.get("/")
        for name, address in pages(client, random.Random(1)):  # noqa: S311
            if not asked.kinds or any(kind in name for kind in asked.kinds):
                measure(client, process, name, address, asked.times)
        print("memory, MB: now, most ever", memory_of(process))


if __name__ == "__main__":
    main()
