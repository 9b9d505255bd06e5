"""A small sealed package to start from, and what may stand beside it when nobody is at work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from validators.packages.changing import changing

ROOT = Path(__file__).parents[2]
RECORD = '{"schema_version": "1.0", "identifier": "urn:uuid:1", "title": "Tờ gấp", "kind": "to-gap"}'
PHOTO = b"\xff\xd8" * 100


def sealed(root: Path, text: str = RECORD) -> Path:
    """A package with a record and a source."""
    with changing(root) as change:
        change.write_record(text.encode())
        change.write("source/to-gap.jpg", PHOTO)
        change.describe({"Source-Organization": "UBND xã\nBình An"})
    return root


def title_of(root: Path) -> str:
    """The title, found without any part of ours."""
    return (root / "data/record.json").read_text(encoding="utf-8").split('"title": "')[1].split('"')[0]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def environment() -> dict[str, str]:
    """For a process that is to import this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def other_program(code: str, *words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Python code in a process of its own, from the moment on in which it prints a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
