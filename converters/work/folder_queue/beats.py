"""Signs of life on a share, told apart by change alone: computers whose clocks are hours apart still agree.

Whoever lives writes a new number into a file of its own every few seconds. Whoever watches remembers the number and
when it changed *by its own clock*: a file that has not changed for so long is of someone who is gone, or frozen.
"""

from __future__ import annotations

import contextlib
import json
import platform
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from validators.packages.durable import write_bytes

EVERY = 5.0  # seconds between two signs of life
LOST_AFTER = 60.0  # seconds without a change; a busy share may hold up a dozen signs


def new_name() -> str:
    """A name nobody else on the share has, beginning with this computer's: "phong-tu-phap-2-1f0c9a3e"."""
    host = re.sub(r"[^0-9a-z]+", "-", platform.node().lower()).strip("-")[:40] or "may"
    return f"{host}-{secrets.token_hex(4)}"


@contextlib.contextmanager
def beating(file: Path, about: Mapping[str, object], every: float = EVERY) -> Iterator[None]:
    """Give signs of life while the block runs.

    Args:
        file: Of whoever lives. Its folder is not made: where the share is gone, nothing shall take its place.
        about: What others may know: program, computer.
        every: Seconds.
    """
    over = threading.Event()

    def beat() -> None:
        count = 0
        while not over.is_set():
            count += 1
            with contextlib.suppress(OSError):  # the share is gone: whoever watches cannot see it either
                write_bytes(file, json.dumps({**about, "beat": count}, ensure_ascii=False).encode("utf-8"))
            over.wait(every)

    thread = threading.Thread(target=beat, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


@dataclass(slots=True)
class Watch:
    """Who on a share still lives, as far as this computer can see.

    Attributes:
        lost_after: Seconds without a change after which someone is taken for gone.
        clock: Seconds that only go forward.
    """

    lost_after: float = LOST_AFTER
    clock: Callable[[], float] = time.monotonic
    _seen: dict[Path, tuple[bytes, float]] = field(default_factory=dict)

    def lives(self, file: Path) -> bool:
        """Whether someone has given a sign of life lately; also true of one that is seen for the first time."""
        now = self.clock()
        try:
            content = file.read_bytes()
        except OSError:
            content = b""
        before = self._seen.get(file)
        if before is None or before[0] != content:
            self._seen[file] = (content, now)
            return True
        return now - before[1] < self.lost_after

    def restart(self) -> None:
        """The share was gone: nobody could be seen, so nobody's silence counts."""
        now = self.clock()
        self._seen = {file: (content, now) for file, (content, _) in self._seen.items()}


def about(file: Path) -> Mapping[str, object]:
    """What someone tells of itself; nothing when that cannot be read."""
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
