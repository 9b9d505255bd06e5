"""How long a person waits at the review page, over HTTP as a browser asks, and the processor time that it takes.

start    100 pages, 2,000 doubts: from the command to the address, the first place, and its picture; five starts.
next     The same: 200 places put off one after the other, each with its picture.
carpet   The same: 30 screens of like places, and their pictures.
dense    Pages of 2,000 words: 60 places.
book     2,000 pages with 100,000 doubts: one start, the overview, 60 places, two screens.

A machine that others use makes times longer; processor time tells what of it is ours.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.review_books import book_of, dense_package
from benchmarks.review_pages import Planned, known_package
from benchmarks.review_served import Client, Served, served

_READS = 0.4  # seconds a person looks at a place, at least; pictures of the next ones are drawn meanwhile
_LOOKS = 1.5  # seconds he looks over a screen


def speed(parts: Sequence[str], keep: Path, place: Path) -> None:
    """Measure the parts named, or all.

    Args:
        parts: Their names.
        keep: Where packages are made, unless they are there.
        place: For what a run leaves.
    """
    known = {"start": _start, "next": _next, "carpet": _carpet, "dense": _dense, "book": _book}
    for name in parts or known:
        print(name, flush=True)
        home = place / f"nha-{name}"
        known[name](keep, home)


def _hundred(keep: Path) -> Path:
    folder = keep / "100"
    if not folder.exists():
        known_package(folder, Planned(100, 2_000, 240, 40, 20, seed=5))
    return next((folder / "goi").iterdir())


def _start(keep: Path, home: Path) -> None:
    package = _hundred(keep)
    times = [_one_start(package, home) for _ in range(5)]
    for name, which in (("wall", 0), ("processor", 1)):
        address, page, picture = (statistics.median(one[which][step] for one in times) for step in range(3))
        print(f"  {name}: address {address:.2f} s, first place {page:.2f} s, with its picture {picture:.2f} s")


def _one_start(package: Path, home: Path) -> tuple[list[float], list[float]]:
    """Wall and processor seconds from the command to the address, the first place, and its picture."""
    begun = time.perf_counter()
    with served(package, home) as review:
        walls, cpus = [time.perf_counter() - begun], [review.cpu]
        client = Client(review)
        for step in (lambda: client.get("/next"), client.picture):
            step()
            walls.append(time.perf_counter() - begun)
            cpus.append(review.cpu)
        return walls, cpus


def _next(keep: Path, home: Path) -> None:
    with served(_hundred(keep), home) as review:
        _places(review, 200)
        print(f"  memory of the server at most {review.memory} MB")


def _places(review: Served, count: int) -> None:
    client = Client(review)
    client.get("/next")
    client.picture()
    begun, pages, whole = review.cpu, [], []
    for _ in range(count):
        time.sleep(_READS)
        pages.append(client.get(f"{client.at}/later", "POST"))
        whole.append(pages[-1] + client.picture())
    cpu = 1000 * (review.cpu - begun) / count
    print(f"  next place: {_spread(pages)}; with its picture {_spread(whole)}; {cpu:.0f} ms of processor a place")


def _carpet(keep: Path, home: Path) -> None:
    with served(_hundred(keep), home) as review:
        _screens(review, 30)
        print(f"  memory of the server at most {review.memory} MB")


def _screens(review: Served, count: int) -> None:
    client, screens, tiles = Client(review), [], []
    client.get("/carpet")
    begun = review.cpu
    for _ in range(count):
        time.sleep(_LOOKS)
        form = "&".join(f"tile={one}" for one in re.findall(r'name="tile" value="([^"]+)"', client.text))
        if not form:
            break
        screens.append(client.get("/carpet", "POST", form))
        tiles += [client.get(tile) for tile in re.findall(r'src="(/p/\d+/tile/[^"]+)"', client.text)]
    cpu = 1000 * (review.cpu - begun) / max(1, len(screens))
    print(f"  next screen: {_spread(screens)} of {len(screens)}; a picture of it: {_spread(tiles)}; {cpu:.0f} ms of "
          "processor a screen")  # fmt: skip


def _dense(keep: Path, home: Path) -> None:
    folder = keep / "dense"
    if not folder.exists():
        dense_package(folder)
    with served(next((folder / "goi").iterdir()), home) as review:
        _places(review, 60)
        print(f"  memory of the server at most {review.memory} MB")


def _book(keep: Path, home: Path) -> None:
    folder = keep / "book"
    if not folder.exists():
        book_of(folder, pages=2_000, doubts=100_000)
    with served(next((folder / "goi").iterdir()), home) as review:
        client = Client(review)
        first, overview = client.get("/next") + client.picture(), client.get("/")
        print(f"  address {review.seconds:.1f} s, first place with its picture {1000 * first:.0f} ms, overview "
              f"{1000 * overview:.0f} ms; {review.cpu:.1f} s of processor")  # fmt: skip
        _places(review, 60)
        _screens(review, 2)
        print(f"  memory of the server at most {review.memory} MB")


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"median {1000 * statistics.median(ordered):.0f} ms, p95 {1000 * ordered[int(0.95 * len(ordered))]:.0f} ms"
