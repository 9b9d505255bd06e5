"""Whatever is killed, cut, swallowed or full, each package arrives exactly once. Many seeds, three portals.

    python benchmarks/upload_chaos.py [--seeds 70] [--first 1] [--over embedded,wordpress,plone]

A seed is one run at one portal: five packages (one a zip, one large, two with a file in common) are sent by processes
of their own through a line, in one seed of four by two officers at once. By the seed's dice the line is cut, an answer
is lost, the line stands and swallows all, who sends is killed (SIGKILL), the portal is killed and begun again (with its
database), the portal's disk is full (and the portal begun again where it does not get over it), the sender's disk is
full. In every second seed a package is corrected meanwhile. At the end all is taken back. The same command is given
again and again until it says that all is done.

After every round what was called done, by a sender or by a ledger, is looked for past the bad line. At the end each
thing is there once, every byte is read back, and after the taking back nothing is left. The exit code is 1 where a
promise was broken. WordPress and Plone are those of the tests (`./run peers`); disks of their own need root on Linux.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "upload")]

import plone_site  # noqa: E402  (the portals of the tests)
import wordpress_site  # noqa: E402
from bad_lines import Nursery  # noqa: E402
from chaos_portals import KINDS, Portal, embedded_portal, foreign_portal  # noqa: E402
from chaos_senders import Senders  # noqa: E402
from chaos_trial import Trial  # noqa: E402
from chaos_trouble import KINDS as TROUBLES  # noqa: E402

SITES = {"wordpress": wordpress_site.wordpress_site, "plone": plone_site.plone_site}


def is_there(kind: str) -> bool:
    """Whether such a portal can be begun here."""
    asked = {"wordpress": lambda: not wordpress_site.lacking(), "plone": plone_site.is_installed}
    return kind == "embedded" or asked[kind]()


@contextmanager
def portals(kind: str) -> Iterator[Callable[[ExitStack, Path], Portal]]:
    """Gives the portal of a seed: ours is fresh every time, the others outlive the seeds."""
    if kind == "embedded":
        with closing(Nursery()) as nursery:
            yield lambda stack, place: embedded_portal(stack, place, nursery)
        return
    with SITES[kind]() as site:
        portal = foreign_portal(kind, site)
        yield lambda *_: portal


def tried(make: Callable[[ExitStack, Path], Portal], senders: Senders, seed: int) -> tuple[Counter[str], str | None]:
    """One seed: what went wrong how often, and which promise was broken."""
    seen: Counter[str] = Counter()
    broken = None
    try:
        with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as folder, ExitStack() as stack:
            trial = Trial(make(stack, Path(folder)), senders, seed, Path(folder), seen)
            trial.run()
    except Exception as error:  # noqa: BLE001  (whatever it is, it is counted and told, and the next seed is tried)
        traceback.print_exc()
        broken = f"{type(error).__name__}: {error}"
    return seen, broken


def over(kind: str, seeds: range) -> tuple[Counter[str], int]:
    """All seeds at one kind of portal: what went wrong, and how many promises were broken."""
    total: Counter[str] = Counter()
    failed = 0
    with portals(kind) as make, tempfile.TemporaryDirectory() as said, Senders(Path(said)) as senders:
        for seed in seeds:
            started = time.perf_counter()
            seen, broken = tried(make, senders, seed)
            total += seen
            failed += broken is not None
            lasted = time.perf_counter() - started
            print(f"{kind} {seed}: {broken or 'right'}; {dict(sorted(seen.items()))}; {lasted:.0f} s", flush=True)
    return total, failed


def table(rows: dict[str, tuple[int, Counter[str], int]]) -> str:
    """What is printed at the end."""
    columns = (*TROUBLES, "begun again", "two officers", "corrected", "rounds")
    lines = [("portal", "seeds", "right", *columns)]
    for kind, (seeds, seen, failed) in rows.items():
        lines.append((kind, str(seeds), str(seeds - failed), *(str(seen[name]) for name in columns)))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=70)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--over", default=",".join(KINDS))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # portals and disks go, too
    rows = {}
    for kind in options.over.split(","):
        if not is_there(kind):
            print(f"{kind}: not installed (./run peers)", flush=True)
            continue
        seen, failed = over(kind, range(options.first, options.first + options.seeds))
        rows[kind] = (options.seeds, seen, failed)
    print(table(rows))
    sys.exit(any(failed for _, _, failed in rows.values()))


if __name__ == "__main__":
    main()
