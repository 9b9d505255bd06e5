"""Lines about one publisher, series or typeface in the program's own folder: only ever added, and open to an editor."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from validators.packages.durable import sync_folder

_LONGEST_NAME = 60  # code points of what it is about in the name of the file


class LinesAbout:
    """One file of JSON lines.

    Args:
        folder: Where.
        name: What it is about; without a name nothing is kept.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        shown = re.sub(r"\W+", "-", name.casefold())[:_LONGEST_NAME].strip("-")
        digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
        self.file = folder / f"{shown}-{digest}.jsonl"

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        """The lines; what a person spoilt or a power cut left is passed over."""
        try:
            lines = self.file.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                values = json.loads(line)
            except ValueError:
                continue
            if isinstance(values, dict):
                yield values

    def add(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add lines, each with the day; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        day = dt.datetime.now().astimezone().date().isoformat()
        text = "".join(json.dumps({"day": day, **line}, ensure_ascii=False) + "\n" for line in lines)
        if not text or not self.name:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with open(self.file, "ab", opener=_ones_own) as stream:
            # What was being written when the power went stands on a line of its own.
            stream.write((b"\n" if stream.tell() and not self._ends_well() else b"") + text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(self.file.parent)

    def _ends_well(self) -> bool:
        return self.file.read_bytes().endswith(b"\n")


def _ones_own(path: str, flags: int) -> int:
    """A file that other users of the machine do not read."""
    return os.open(path, flags, 0o600)
