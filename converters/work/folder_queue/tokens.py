"""One token a task, moved by renaming: whoever moved it has it, and nobody can have it twice.

A token is a small file. It lies in `waiting` until a worker renames it into `taken`, and the worker renames it into
`finished` when the result is written beside it. A rename within one folder tree of a share either happens or does
not, on SMB and NFS alike, and fails when the file is no longer there. So a worker that was frozen, whose token was
taken from it meanwhile, cannot finish: its rename fails, and its late result is dropped. No clock is compared with
another.

The name of a token bears what is known of it: `KEY` while it waits, `KEY~TRIES~WORKER` afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from validators.packages.durable import write_bytes

_WAITING = re.compile(r"(?P<key>[0-9a-f]{32})~(?P<tries>\d{1,3})")
_HELD = re.compile(r"(?P<key>[0-9a-f]{32})~(?P<tries>\d{1,3})~(?P<worker>[0-9a-z-]{1,64})")
_PARTS = ("waiting", "taken", "finished", "results", "sources")


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """Who has a task, and how often it was tried.

    Attributes:
        key: Of the task.
        tries: How many workers lost it before.
        worker: Who has it; "" while it waits.
    """

    key: str
    tries: int = 0
    worker: str = ""

    @property
    def name(self) -> str:
        """The token's file."""
        return f"{self.key}~{self.tries}" + (f"~{self.worker}" if self.worker else "")


@dataclass(frozen=True, slots=True)
class Tray:
    """The folders of one run on the share, in which its tokens lie.

    Every method may raise `OSError`: the share may be gone for a while.
    """

    folder: Path

    def lay_out(self) -> None:
        """Make the folders that are missing; not those above, lest one is made where the share is gone."""
        self.folder.mkdir(exist_ok=True)
        for part in _PARTS:
            (self.folder / part).mkdir(exist_ok=True)

    @property
    def sources(self) -> Path:
        """Where the files lie that pages are read of."""
        return self.folder / "sources"

    def put(self, token: Token, task: bytes) -> None:
        """A new task waits."""
        write_bytes(self._waiting(token), task)

    def waiting(self) -> list[Token]:
        """The tasks nobody has yet."""
        return sorted(_tokens(self.folder / "waiting", _WAITING))

    def taken(self) -> list[Token]:
        """The tasks somebody works on."""
        return sorted(_tokens(self.folder / "taken", _HELD))

    def finished(self) -> list[Token]:
        """The tasks whose results are there."""
        return sorted(_tokens(self.folder / "finished", _HELD))

    def take(self, token: Token) -> bool:
        """Take a waiting task.

        Args:
            token: As it is to be: with the worker's name.

        Returns:
            Whether it is the worker's now; not when somebody was quicker.
        """
        try:
            self._waiting(token).replace(self._taken(token))  # nothing is replaced: names hold who took it
        except FileNotFoundError:
            return False
        return True

    def holds(self, token: Token) -> bool:
        """Whether a task still is whose the token says; a listing may be older than that."""
        return self._taken(token).exists()

    def task(self, token: Token) -> bytes:
        """What is to be done, of a task that was taken."""
        return self._taken(token).read_bytes()

    def finish(self, token: Token, result: bytes) -> bool:
        """Hand in the result of a task.

        Returns:
            Whether it was still this worker's task; a late result is dropped.
        """
        beside = self._result(token)
        write_bytes(beside, result)
        done = self.folder / "finished" / token.name
        try:
            self._taken(token).replace(done)
        except FileNotFoundError:
            if done.exists():  # we did it before, but the share did not say so
                return True
            beside.unlink(missing_ok=True)
            return False
        return True

    def give_back(self, token: Token, *, lost: bool) -> bool:
        """A task that was taken waits again.

        Args:
            token: As taken.
            lost: Whether its worker was lost over it, which counts as a try.

        Returns:
            Whether it could be taken back; not when its worker finished it at the last moment.
        """
        again = Token(token.key, token.tries + lost)
        try:
            self._taken(token).replace(self._waiting(again))
        except FileNotFoundError:
            return False
        return True

    def collect(self, token: Token) -> bytes | None:
        """The result of a finished task; the token goes.

        Returns:
            The result; None when there is none to be read.

        Raises:
            FileNotFoundError: The token is not there either: the share is gone, and nothing is known of the result.
        """
        beside, done = self._result(token), self.folder / "finished" / token.name
        try:
            result = beside.read_bytes()
        except FileNotFoundError:
            result = None
            done.stat()
        done.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        return result

    def set_aside(self, token: Token) -> bool:
        """A task that nobody shall take any more goes; whether it was still there."""
        place = self._taken(token) if token.worker else self._waiting(token)
        try:
            place.unlink()
        except FileNotFoundError:
            return False
        return True

    def _waiting(self, token: Token) -> Path:
        return self.folder / "waiting" / replace(token, worker="").name

    def _taken(self, token: Token) -> Path:
        return self.folder / "taken" / token.name

    def _result(self, token: Token) -> Path:
        return self.folder / "results" / f"{token.name}.json"


def _tokens(folder: Path, name: re.Pattern[str]) -> Iterator[Token]:
    for path in folder.iterdir():
        if found := name.fullmatch(path.name):
            parts = found.groupdict()
            yield Token(parts["key"], int(parts["tries"]), parts.get("worker", ""))
