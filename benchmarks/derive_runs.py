"""What whole runs of `derive` cost: one that changes nothing, one over a folder, one that draws many pictures.

    python benchmarks/derive_runs.py [--rounds 10] [--packages 50] [--pictures 100]

Packages are made of one small material of our own. Printed are CPU seconds (user and system, children included):

    unchanged   nothing to do in one package, against `import typer`, the least any program built on it can need
    folder      nothing to do in a folder of packages
    pictures    an infographic of each package of a folder on all cores, a package and a picture, and the memory of the
                largest process

A full program beside this one slows all of them alike; the ratio to `import typer` is what can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "derivatives"))
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.writing.stored_record import record_json
from validators.packages.changing import changing

PROGRAM = (sys.executable, "-m", "pbgdpl_cli", "--json", "derive", "infographic")
PEER = (sys.executable, "-c", "import typer")
MATERIALS = (alcohol_record, mediation_record, bookshelf_record)


def packages(folder: Path, count: int) -> Path:
    """A folder with that many approved packages."""
    for number in range(count):
        identifier = f"urn:uuid:{uuid.UUID(int=number, version=4)}"
        with changing(folder / f"{number:04}") as change:
            change.write_record(record_json(MATERIALS[number % len(MATERIALS)](identifier=identifier)))
    return folder


def cpu_seconds(line: Sequence[str], home: Path) -> tuple[float, bytes]:
    """CPU time of a run, and what it wrote.

    Raises:
        CalledProcessError: It failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(line, capture_output=True, check=True, env={**os.environ, "PBGDPL_HOME": str(home)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def told(name: str, values: Sequence[float], beside: str = "") -> None:
    print(f"{name:9} min {min(values):.3f}  median {statistics.median(values):.3f} CPU-s {beside}".rstrip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--packages", type=int, default=50)
    parser.add_argument("--pictures", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        home, folder = work / "home", packages(work / "packages", asked.packages)
        one = folder / "0000"
        cpu_seconds((*PROGRAM, str(folder)), home)
        unchanged, peer, many = [], [], []
        for _ in range(asked.rounds):
            peer.append(cpu_seconds(PEER, home)[0])
            unchanged.append(cpu_seconds((*PROGRAM, str(one)), home)[0])
            many.append(cpu_seconds((*PROGRAM, str(folder)), home)[0])
        told("typer", peer)
        told("unchanged", unchanged, f"×{statistics.median(unchanged) / statistics.median(peer):.2f}")
        told("folder", many, f"{statistics.median(many) / asked.packages * 1000:.1f} ms a package")
        spent, written = cpu_seconds((*PROGRAM, str(packages(work / "pictures", asked.pictures))), home)
        made = json.loads(written)["data"]["derived"]
        drawn = sum(1 + len(one["further"]) for one in made)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"pictures  {spent:.1f} CPU-s: {spent / len(made):.3f} a package, {spent / drawn:.3f} a picture "
            f"({drawn}); largest process {largest:.0f} MB"
        )


if __name__ == "__main__":
    main()
