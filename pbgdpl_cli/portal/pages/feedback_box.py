"""Where what readers say is kept: one CSV of the office, `feedback.csv` in the portal's folder, opened with any sheet.

Of who writes nothing is kept but what they write. So many a while are taken from one network address and from all
together; the addresses are held in memory only, as fingerprints whose key is thrown away with the program.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import os
import secrets
import threading
import time
from collections import deque
from enum import Enum
from pathlib import Path

from pbgdpl_cli.state.database import now

NAME = "feedback.csv"
LONGEST_WORDS = 2000  # characters
LONGEST_CONTACT = 200  # characters
_MOST_OF_ONE = 5  # in a window
_MOST_OF_ALL = 200
_WINDOW = 3600.0  # seconds
_MOST_REMEMBERED = 10_000  # network addresses; beyond, the oldest are forgotten
_LARGEST = 20 << 20  # bytes of the file; ten thousand long letters
_COLUMNS = ("time", "kind", "identifier", "title", "words", "contact")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Taken(Enum):
    """What became of something a reader said."""

    KEPT = "kept"
    TOO_MANY = "too-many"
    FULL = "full"


class Feedback:
    """The office's box."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._all: deque[float] = deque()
        self._by_sender: dict[str, deque[float]] = {}

    def put(self, sender: str, kind: str, identifier: str, title: str, words: str, contact: str) -> Taken:
        """Keep what a reader says.

        Args:
            sender: The network address it came from; it is counted and not kept.
            kind: "error" or "other".
            identifier: Of the material it is about; empty for the shelf as a whole.
            title: Of that material.
            words: What is said.
            contact: How to answer, where the reader wants that.
        """
        with self._lock:
            if not self._may(sender):
                return Taken.TOO_MANY
            if self.path.exists() and self.path.stat().st_size > _LARGEST:
                return Taken.FULL
            self._append((now(), kind, identifier, title, words[:LONGEST_WORDS], contact[:LONGEST_CONTACT]))
            return Taken.KEPT

    def _may(self, sender: str) -> bool:
        moment = time.monotonic()
        name = hmac.new(self._key, sender.encode(), hashlib.sha256).hexdigest()
        own = self._by_sender.pop(name, deque())
        for times in (own, self._all):
            while times and moment - times[0] > _WINDOW:
                times.popleft()
        allowed = len(own) < _MOST_OF_ONE and len(self._all) < _MOST_OF_ALL
        if allowed:
            own.append(moment)
            self._all.append(moment)
        self._by_sender[name] = own  # now the youngest
        while len(self._by_sender) > _MOST_REMEMBERED:
            self._by_sender.pop(next(iter(self._by_sender)))
        return allowed

    def _append(self, row: tuple[str, ...]) -> None:
        written = io.StringIO(newline="")
        sheet = csv.writer(written)
        if not self.path.exists():
            written.write("\ufeff")  # by which Excel knows UTF-8
            sheet.writerow(_COLUMNS)
        sheet.writerow([_harmless(cell) for cell in row])
        with self.path.open("ab") as stream:
            stream.write(written.getvalue().encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())


def _harmless(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    kept = "".join(letter for letter in cell if letter in "\n\t" or letter.isprintable())
    return f"'{kept}" if kept.startswith(_FORMULA) else kept
