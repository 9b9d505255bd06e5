"""The ledger of work with millions of rows: writing one more, looking one up, what failed, a run over what is done.

    python benchmarks/ledger.py [--rows 5000000] [--lookups 20000] [--done 1000]

A ledger is filled in bulk with invented rows, of which one in a thousand failed, in sources of 1,000 folders. Printed:
bytes a row; microseconds of processor time to note a source and to look one up, at random; seconds to list what failed
in one folder of products. Then small text files are converted into that ledger's home and the same command is run
again, as people call it: seconds of processor time with nothing to do, and what that makes for 100,000.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from pathlib import Path

from benchmarks.scale import over_what_is_done
from pbgdpl_cli.state.work_ledger import WORK_FILE, WorkLedger

FOLDERS = 1000  # that sources lie in, each with its folder of products
BATCH = 500_000  # rows a transaction
# In the order of the key, as a first run over sorted folders writes them. One in a thousand failed.
PUT = """
WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :end)
INSERT INTO work (
    step, source, out, bytes, changed_ns, settings, outcome, kinds, reason, product, stamp, told, program, at
)
SELECT 'convert', printf('/kho/tai-lieu/xa-%04d/to-gap-%08d.pdf', n * :folders / :rows, n),
    printf('/kho/goi/xa-%04d', n * :folders / :rows), 250000 + n, 1760000000000000000 + n, '0123456789abcdef',
    iif(n % 1000, 'done', 'unreadable'), iif(n % 1000, '', 'unreadable'), NULL,
    iif(n % 1000, printf('/kho/goi/xa-%04d/to-%08d', n * :folders / :rows, n), NULL),
    iif(n % 1000, printf('%016x', n), NULL), '{"notes": [], "doubts": 3, "pages": 4}', 'pbgdpl-cli 1.0',
    '2026-01-01T00:00:00Z'
FROM numbers
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--lookups", type=int, default=20_000)
    parser.add_argument("--done", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home-done"  # where `over_what_is_done` keeps what is done
        home.mkdir()
        fill(home, arguments.rows)
        ask(home, arguments.rows, arguments.lookups)
        if arguments.done:
            over_what_is_done(Path(place), arguments.done)


def fill(home: Path, rows: int) -> None:
    """Put the rows into a ledger that `WorkLedger` has made."""
    with WorkLedger(home):
        pass
    connection = sqlite3.connect(home / WORK_FILE)
    connection.execute("PRAGMA synchronous = OFF")
    begun = time.process_time()
    for first in range(0, rows, BATCH):
        with connection:
            connection.execute(PUT, {"first": first, "end": min(first + BATCH, rows), "folders": FOLDERS, "rows": rows})
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    spent, size = time.process_time() - begun, (home / WORK_FILE).stat().st_size
    print(
        f"{rows} rows filled in {spent:.0f} s of processor time: {size / 2**30:.2f} GB, {size / rows:.0f} bytes a row"
    )


def source_of(number: int, rows: int) -> tuple[str, str]:
    """A source and its folder of products."""
    folder = number * FOLDERS // rows
    return f"/kho/tai-lieu/xa-{folder:04d}/to-gap-{number:08d}.pdf", f"/kho/goi/xa-{folder:04d}"


def ask(home: Path, rows: int, lookups: int) -> None:
    """Time what runs ask of the ledger."""
    chance = random.Random(1)  # noqa: S311
    numbers = [chance.randrange(rows) for _ in range(lookups)]
    with WorkLedger(home) as ledger:
        begun = time.process_time()
        known = [ledger.of("convert", *source_of(number, rows)) for number in numbers]
        looked = time.process_time() - begun
        if not all(known):
            raise SystemExit("a row that was written is not found")
        begun = time.process_time()
        made = [ledger.of_product(Path(work.product)) for work in known if work and work.product]
        of_products = time.process_time() - begun
        begun = time.process_time()
        failed = ledger.failed(source_of(rows // 2, rows)[1])
        listed = time.process_time() - begun
        begun = time.process_time()
        for work in filter(None, known):
            ledger.note(work)
        ledger.write()
        noted = time.process_time() - begun
    print(
        f"looked up: {1e6 * looked / lookups:.0f} µs a source, {1e6 * of_products / max(1, len(made)):.0f} µs a product"
    )
    print(
        f"noted: {1e6 * noted / lookups:.0f} µs a source; {len(failed)} failed of one folder listed in {listed:.3f} s"
    )


if __name__ == "__main__":
    main()
