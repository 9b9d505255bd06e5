"""How much disk the base takes: the program and every package it needs, as installed in this environment.

    python benchmarks/base_size.py [--most 60]

Compiled files of Python are not counted: they are made when a program first runs. Prints megabytes, the largest first;
exits with 1 where all together are more than `--most`.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = ("pbgdpl_cli", "converters", "validators")
MEGABYTE = 1_000_000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=float, default=60, help="megabytes")
    most = parser.parse_args().most
    sizes = {name: size_of_distribution(name) for name in needed("pbgdpl-cli")}
    sizes["pbgdpl-cli"] = sum(map(size_of_folder, OURS))
    for name, size in sorted(sizes.items(), key=lambda entry: -entry[1]):
        print(f"{size / MEGABYTE:7.2f} MB {name}")
    whole = sum(sizes.values()) / MEGABYTE
    print(f"{whole:7.2f} MB all; {most:.0f} MB allowed")
    return int(whole > most)


def needed(name: str) -> set[str]:
    """A distribution and all it needs here without extras."""
    found: set[str] = set()
    left = [name]
    while left:
        one = canonicalize_name(left.pop())
        if one not in found:
            found.add(one)
            wanted = map(Requirement, distribution(one).requires or ())
            left += [need.name for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def size_of_distribution(name: str) -> int:
    """Bytes of its files."""
    files = [Path(str(file.locate())) for file in distribution(name).files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.exists())


def size_of_folder(name: str) -> int:
    """Bytes of one of our packages: an environment for development holds only a link to it."""
    return sum(path.stat().st_size for path in (ROOT / name).rglob("*") if path.is_file() and path.suffix != ".pyc")


if __name__ == "__main__":
    sys.exit(main())
