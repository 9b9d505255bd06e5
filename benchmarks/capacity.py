"""From what a page costs to machines and days: for a commune, a province, the country.

    python benchmarks/capacity.py [--pages 6] [--cpu SECONDS --written BYTES --source BYTES]

Pages are typeset here (`ocr_pages.write_amounts`) and converted by the command line with one process. Printed first:
processor seconds a page (user and system time of the program and its children, less those of a run over one small text
file), bytes written a page, bytes of the source. Processor seconds do not depend on who else uses the machine. With
--cpu nothing is measured, and the figures given are used. Then tables in Markdown, as in docs/en/capacity.md:
days by kind of machines, and what slow machines, machines that are switched off and weak links do to that, by
`benchmarks/capacity_simulation.py`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.capacity_simulation import SCENARIOS, Cost, simulated_hours
from benchmarks.ocr_pages import write_amounts

COMMUNES, PROVINCES = 3_321, 34  # since 1 July 2025 (Resolution 202/2025/QH15 and those that carry it out)
COMMUNE_PAGES, PROVINCE_PAGES = 2_000, 50_000  # an assumption: nobody has counted; days scale with it
SHELVES = {
    "a commune": COMMUNE_PAGES,
    "a province with its communes": PROVINCE_PAGES + round(COMMUNES / PROVINCES) * COMMUNE_PAGES,
    "the country": PROVINCES * PROVINCE_PAGES + COMMUNES * COMMUNE_PAGES,
}


@dataclass(frozen=True)
class Machines:
    """What reads.

    Attributes:
        name: For the table.
        count: Of them.
        cores: Of each; one page a core.
        hours: A day.
    """

    name: str
    count: int
    cores: int
    hours: float


MACHINES = (
    Machines("one office PC, 4 cores, nights (12 h)", 1, 4, 12),
    Machines("six office PCs, nights", 6, 4, 12),
    Machines("one server, 32 cores, all day", 1, 32, 24),
    Machines("a cluster of 20 such servers", 20, 32, 24),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--cpu", type=float)
    parser.add_argument("--written", type=int, default=0)
    parser.add_argument("--source", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.cpu is None:
        cost = measured(arguments.pages)
    else:
        cost = Cost(arguments.cpu, arguments.written, arguments.source)
    print(
        f"{cost.cpu:.1f} s of processor time a page,"
        f" {cost.written / 1e6:.2f} MB written, {cost.source / 1e6:.2f} MB read\n"
    )
    print_days(cost)
    print_scenarios(cost)


def measured(pages: int) -> Cost:
    """Convert some pages, and one small text file to know what starting costs."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_amounts(folder / "pages", pages, 1)
        (folder / "text").mkdir()
        (folder / "text" / "a.txt").write_text("TỜ RƠI\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n", "utf-8")
        start, _ = converted(folder, "text")
        spent, written = converted(folder, "pages")
        source = sum(path.stat().st_size for path in (folder / "pages").iterdir() if path.suffix == ".jpg")
    return Cost((spent - start) / pages, written // pages, source // pages)


def converted(folder: Path, name: str) -> tuple[float, int]:
    """Processor seconds of a run, and bytes of its packages."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = folder / f"out-{name}"
    subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "-q", "convert", folder / name, "-o", out, "-j", "1"],
        env={**os.environ, "PBGDPL_HOME": str(folder / "home")},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def print_days(cost: Cost) -> None:
    print("| pages | " + " | ".join(machines.name for machines in MACHINES) + " | on the disk |")
    print("|---" * (len(MACHINES) + 2) + "|")
    for name, pages in SHELVES.items():
        days = [told(pages * cost.cpu / 3600 / (one.count * one.cores), one.hours) for one in MACHINES]
        print(f"| {name}: {pages:,} | " + " | ".join(days) + f" | {pages * cost.written / 1e9:,.0f} GB |")
    print()


def told(hours: float, a_day: float) -> str:
    """Hours of work on days of so many."""
    if hours < a_day:
        return f"{max(1, round(hours))} h"
    days = hours / a_day
    return f"{days:,.0f} days" if days >= 10 else f"{days:.1f} days"


def print_scenarios(cost: Cost) -> None:
    print("| what happens | times as long as without |\n|---|---|")
    ideal = simulated_hours(cost, SCENARIOS["nothing"])
    for name, scenario in SCENARIOS.items():
        times = [simulated_hours(cost, scenario, seed) / ideal for seed in range(5)]
        print(f"| {name} | {min(times):.2f}–{max(times):.2f} |")


if __name__ == "__main__":
    main()
