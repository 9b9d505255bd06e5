"""Refuse a lock that holds a package whose licence we may not link (AGPL, GPL), or whose licence is unknown.

Usage: python -m tests.checks.licences requirements/all.txt
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ALLOWED = re.compile(
    r"apache|mit\b|mit-|bsd|isc|mpl|mozilla|python software foundation|psf|python-2\.0|hpnd|cnri|unlicense|0bsd|zlib"
    r"|public domain|cc0|lgpl|lesser general public",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"agpl|affero|(?<!l)gpl|(?<!lesser )general public licen[sc]e", re.IGNORECASE)

# Packages whose metadata says nothing machine-readable; each was looked up by hand.
KNOWN = {
    "segno": "BSD",
    "proglog": "MIT",
    "docopt": "MIT",
}


def locked_names(lock: Path) -> list[str]:
    """Package names of a requirements file, in its order."""
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", lock.read_text("utf-8"), re.MULTILINE)


def licence_of(package: Distribution) -> str:
    """What a package says of its licence: the SPDX expression, else classifiers, else the free-text field."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return expression
    classifiers = [line for line in metadata.get_all("Classifier") or () if line.startswith("License ::")]
    if classifiers:
        return "; ".join(line.rsplit(" :: ", 1)[-1] for line in classifiers)
    return (metadata.get("License") or "").split("\n", 1)[0] or KNOWN.get(metadata["Name"].lower(), "")


def objections(names: list[str]) -> list[str]:
    """One sentence for every package that may not be used."""
    found = []
    for name in names:
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            continue  # locked for another system or Python version
        if FORBIDDEN.search(licence) or not ALLOWED.search(licence):
            found.append(f"{name}: licence “{licence or 'unknown'}” is not among those we may link")
    return found


def main() -> int:
    """Check the locks named on the command line."""
    found = [line for lock in sys.argv[1:] for line in objections(locked_names(Path(lock)))]
    sys.stderr.write("".join(f"{line}\n" for line in found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
