"""Many sources by several workers: one and two local ones, two of a folder queue; a run over what is done.

    python benchmarks/scale.py [--pages 12] [--done 2000] [--road 4] [--engine tesserocr]

Pages are typeset here, full of numbers (`ocr_pages.write_amounts`). Each run converts the same pages into an empty
folder with an empty home, by the command line as people call it. Printed: seconds by the clock, the ratio to one local
worker, and of the folder queue also to two local ones. Seconds by the clock say something on an idle machine alone; the
processor time of one and of two workers, printed beside them, is what the second worker costs. For the run over what is
done, small text files are converted once (beyond two thousand, the rest are links to them under names of their own, in
the ledger too), then the same command is run again: seconds of processor time, and per source. `--road`: processor time
of the whole road, page images to packages with one process, as a multiple of plain `tesseract --psm 3` on the same
pages, with one thread (`OMP_THREAD_LIMIT=1`) and as it is when nobody asks for that: its threads wait for each other by
spinning. What the program takes to start (a run over one small text file) is told apart.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.ocr_pages import write_amounts
from pbgdpl_cli.state.work_ledger import WORK_FILE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--done", type=int, default=2000)
    parser.add_argument("--road", type=int, default=0)
    parser.add_argument("--engine", default="pytesseract")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if arguments.pages:
            by_workers(folder, arguments.pages)
        if arguments.road:
            whole_road(folder, arguments.road, arguments.engine)
        if arguments.done:
            over_what_is_done(folder, arguments.done)


def by_workers(folder: Path, pages: int) -> None:
    """Wall time of the same pages by one and two local workers, and by two that share a folder."""
    write_amounts(folder / "pages", pages, 1)
    took: dict[str, float] = {}
    spent_by_one = processor_time(lambda: took.update(one=converted(folder, "one", "-j", "1")))
    spent_by_two = processor_time(lambda: took.update(two=converted(folder, "two", "-j", "2")))
    one, two = took["one"], took["two"]
    share = folder / "share"
    helper = subprocess.Popen(
        [*PROGRAM, "-q", "worker", share, "-j", "1"], env=environment(folder / "helper"), stderr=subprocess.DEVNULL
    )
    try:
        while not list((share / "workers").glob("*")) if (share / "workers").is_dir() else True:
            time.sleep(0.2)
        queue = converted(folder, "queue", "-j", "1", "--queue", str(share))
    finally:
        helper.kill()
        helper.wait()
    print(f"{pages} pages: one worker {one:.1f} s, two {two:.1f} s ({one / two:.2f} times as fast)")
    print(f"processor time: {spent_by_one:.1f} s with one worker, {spent_by_two:.1f} s with two")
    print(f"folder queue, two workers: {queue:.1f} s ({two / queue:.2f} of two local ones)")


def whole_road(folder: Path, pages: int, engine: str) -> None:
    """Processor time from page images to packages, beside plain tesseract."""
    write_amounts(folder / "road", pages, 2)
    (folder / "start").mkdir()
    (folder / "start" / "a.txt").write_text("TỜ RƠI\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n", encoding="utf-8")
    convert(folder, folder / "start", "compiled", "-j", "1")  # so that nothing is compiled while time is taken
    plain = usual = start = 0.0
    for turn in ("before", "after"):  # a machine that gets slower meanwhile does so for all
        plain += processor_time(lambda: plainly_read(folder / "road", {"OMP_THREAD_LIMIT": "1"})) / 2
        usual += processor_time(lambda: plainly_read(folder / "road", {})) / 2
        start += processor_time(lambda turn=turn: convert(folder, folder / "start", turn, "-j", "1")) / 2
        if turn == "before":
            road = processor_time(lambda: convert(folder, folder / "road", "road", "-j", "1", "--engine", engine))
    print(f"{pages} pages, {engine}: plain {plain / pages:.2f} s a page, the whole road {(road - start) / pages:.2f} s")
    print(f"{(road - start) / plain:.2f} × plain; {start:.2f} s of processor time to start")
    print(f"plain with its usual threads {usual / pages:.2f} s a page: {(road - start) / usual:.2f} ×")


def plainly_read(pages: Path, settings: Mapping[str, str]) -> None:
    """Have tesseract read pages as a person would, with these variables of the environment."""
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    for image in sorted(pages.glob("*.jpg")):
        command: list[str | Path] = ["tesseract", image, "-", "-l", "vie", "--psm", "3"]
        subprocess.run(command, env={**environment, **settings}, check=True, capture_output=True)


def over_what_is_done(folder: Path, count: int) -> None:
    """Processor time of a run that has nothing to do."""
    sources = folder / "sources"
    sources.mkdir()
    for number in range(min(count, CONVERTED)):
        text = f"TỜ RƠI số {number}\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n"
        (sources / f"to-{number:06d}.txt").write_text(text, encoding="utf-8")
    few = folder / "few"
    few.mkdir()
    shutil.copy2(sources / "to-000000.txt", few)
    convert(folder, sources, "done", "-j", "2")
    grow(folder / "home-done" / WORK_FILE, sources, folder / "out-done", count)
    convert(folder, few, "few", "-j", "2")
    start = processor_time(lambda: convert(folder, few, "few", "-j", "2"))
    spent = processor_time(lambda: convert(folder, sources, "done", "-j", "2"))
    each = (spent - start) / count
    print(f"nothing to do for {count}: {spent:.2f} s of processor time, {start:.2f} s of it to start")
    print(f"{1e6 * each:.0f} µs a source: {start + 100_000 * each:.0f} s for 100,000")


CONVERTED = 2000  # sources that are really converted; the others are as they are


def grow(ledger: Path, sources: Path, packages: Path, count: int) -> None:
    """Have so many done sources: links to those that are, each with a package and a row of the ledger of its own."""
    with sqlite3.connect(ledger) as connection:
        rows = connection.execute("SELECT * FROM work ORDER BY source").fetchall()
        for number in range(len(rows), count):
            row = rows[number % len(rows)]
            old, new = f"to-{number % len(rows):06d}", f"to-{number:06d}"
            os.link(sources / f"{old}.txt", sources / f"{new}.txt")
            shutil.copytree(packages / old, packages / new, copy_function=os.link)
            told = [value.replace(old, new) if isinstance(value, str) else value for value in row]
            connection.execute(f"INSERT INTO work VALUES ({', '.join('?' * len(row))})", told)  # noqa: S608


PROGRAM = (sys.executable, "-m", "pbgdpl_cli")


def converted(folder: Path, name: str, *options: str) -> float:
    """Seconds by the clock to convert the pages."""
    begun = time.perf_counter()
    convert(folder, folder / "pages", name, *options)
    return time.perf_counter() - begun


def convert(folder: Path, sources: Path, name: str, *options: str) -> None:
    command: list[str | Path] = [*PROGRAM, "-q", "convert", sources, "-o", folder / f"out-{name}", *options]
    subprocess.run(command, env=environment(folder / f"home-{name}"), check=True, stdout=subprocess.DEVNULL)


def processor_time(work: Callable[[], None]) -> float:
    """Seconds of user and system time of the programs that are started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PBGDPL_HOME": str(home)}


if __name__ == "__main__":
    main()
