"""Facts of records, kept by the bytes they were read from: a package that did not change is not read anew.

To build a record takes longer than anything else a run does that changes nothing. What was kept by another program, of
other bytes, or cannot be read, was not kept: the record is then read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import validators.sharing
from converters.derivatives import facts as own_module
from converters.derivatives.facts import CitedFacts, Facts, FileFacts
from converters.derivatives.kept_files import tidy_folder
from validators.packages.durable import write_text

MOST_BYTES = 8 << 20  # some thousand materials


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """A folder of facts.

    Attributes:
        folder: None to keep nothing.
    """

    folder: Path | None = None

    def get(self, stored: bytes) -> Facts | None:
        """The facts of a record as it is stored; None where they were not kept, or cannot be read."""
        if self.folder is None:
            return None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads((self.folder / _name(stored)).read_text("utf-8"))
            ends = None if kept["ends"] is None else dt.date.fromisoformat(kept["ends"])
            files = tuple(FileFacts(**one) for one in kept["files"])
            cited = tuple(CitedFacts(**one) for one in kept["cited"])
            approved = kept["approved"] is True
            return Facts(**{**kept, "approved": approved, "ends": ends, "files": files, "cited": cited})
        return None

    def put(self, stored: bytes, facts: Facts) -> None:
        """Keep the facts of a record as it is stored."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):  # a full disk costs time, not the result
            self.folder.mkdir(parents=True, exist_ok=True)
            ends = None if facts.ends is None else facts.ends.isoformat()
            write_text(self.folder / _name(stored), json.dumps({**asdict(facts), "ends": ends}, ensure_ascii=False))
            tidy_folder(self.folder, "*.json", MOST_BYTES)


def _name(stored: bytes) -> str:
    return f"{hashlib.sha256(_program() + stored).hexdigest()}.json"


@cache
def _program() -> bytes:
    """What tells this program from an older or newer one, which may see other facts in the same record.

    Raises:
        OSError: Its modules are no files.
    """
    rooms = (Path(module) for module in (*validators.sharing.__path__, own_module.__file__))
    modules = sorted(path for room in rooms for path in (room.glob("*.py") if room.is_dir() else [room]))
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in modules]
    return hashlib.sha256(repr(told).encode()).digest()
