"""Refuse a lock that holds a version known to be bad. No advisory data is reachable everywhere, so we keep our own.

Usage: python -m tests.checks.floors requirements/all.txt
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

# First version without the fault, and the fault.
FLOORS = {
    "pillow": ("12.1.1", "CVE-2026-25990: out-of-bounds write while loading PSD images"),
    "moviepy": ("2.2", "1.x breaks on Pillow 10 and later, and has another interface"),
    "tesserocr": ("2.10.1", "2.10.0 broke threading"),
    "typer": ("0.29", "earlier ones use an outside click, whose exceptions are others"),
    "starlette": ("0.49.1", "CVE-2025-62727: quadratic time on a hostile Range header"),
    "h11": ("0.16", "CVE-2025-43859: accepts malformed chunked bodies"),
    "urllib3": ("2.6", "CVE-2025-66418: unbounded chain of decompressions"),
    "fonttools": ("4.60.2", "CVE-2025-66034: arbitrary file write in varLib"),
    "pdfminer-six": ("20251107", "CVE-2025-64512: runs pickles found beside a PDF's character maps"),
    "setuptools": ("78.1.1", "CVE-2025-47273: path traversal"),
    "jinja2": ("3.1.6", "CVE-2025-27516: sandbox escape"),
}


def locked_versions(lock: Path) -> list[tuple[str, str]]:
    """Names and versions of a requirements file."""
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", lock.read_text("utf-8"), re.MULTILINE)


def comparable(version: str) -> tuple[int, ...]:
    """The numbers of a version; enough for the plain releases a lock holds."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def objections(lock: Path) -> list[str]:
    """One sentence for every locked version below its floor."""
    return [
        f"{name} {version}: at least {FLOORS[name][0]} is needed ({FLOORS[name][1]})"
        for name, version in locked_versions(lock)
        if name in FLOORS and comparable(version) < comparable(FLOORS[name][0])
    ]


def main() -> int:
    """Check the locks named on the command line."""
    found = [line for lock in sys.argv[1:] for line in objections(Path(lock))]
    sys.stderr.write("".join(f"{line}\n" for line in found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
