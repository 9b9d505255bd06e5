"""Sources on the share, named by their content: put there once, fetched once by each computer, checked on arrival."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from converters.work.task_json import RemoteTask, source_name
from validators.packages.digests import sha256_of
from validators.packages.durable import replacing, unfinished_name

_PIECE = 1 << 20  # bytes
_KEPT = 64  # sources on the share, or here, that nobody asks for at the moment


class Damaged(Exception):
    """A source did not arrive as it was sent."""


class Unreadable(Exception):
    """A source cannot be read here; the share has nothing to do with it. Its reason is the argument."""


@dataclass(slots=True)
class Offered:
    """The sources a run has put on the share.

    Attributes:
        folder: On the share.
    """

    folder: Path
    _names: OrderedDict[tuple[Path, int, int], str] = field(default_factory=OrderedDict)
    _asked: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def name_of(self, source: Path) -> str:
        """Put a source on the share, if it is not there, and count one page asked of it.

        Returns:
            Its name there.

        Raises:
            Unreadable: It cannot be read.
            OSError: The share cannot be written.
        """
        with _of_the_source():
            facts = source.stat()
        known = (source, facts.st_mtime_ns, facts.st_size)
        with self._lock:
            name = self._names.get(known)
            if name is None or not (self.folder / name).exists():
                name = self._names[known] = self._put(source)
            self._names.move_to_end(known)
            self._asked[name] = self._asked.get(name, 0) + 1
            self._forget()
            return name

    def read(self, name: str) -> None:
        """One page less is asked of a source."""
        with self._lock:
            self._asked[name] = self._asked.get(name, 1) - 1

    def _put(self, source: Path) -> str:
        digest = hashlib.sha256()
        unfinished = self.folder / unfinished_name("source", "part")
        try:
            with unfinished.open("xb") as outgoing:
                for piece in _pieces(source):
                    digest.update(piece)
                    outgoing.write(piece)
            name = source_name(digest.hexdigest(), source)
            unfinished.replace(self.folder / name)
        finally:
            unfinished.unlink(missing_ok=True)
        return name

    def _forget(self) -> None:
        """The share holds few sources at a time, however many a run has."""
        for known, name in list(self._names.items())[:-_KEPT]:
            if not self._asked.get(name):
                (self.folder / name).unlink(missing_ok=True)
                del self._names[known]
                self._asked.pop(name, None)


def _pieces(source: Path) -> Iterator[bytes]:
    with _of_the_source():
        incoming = source.open("rb")
    with incoming:
        while True:
            with _of_the_source():
                piece = incoming.read(_PIECE)
            if not piece:
                return
            yield piece


@contextlib.contextmanager
def _of_the_source() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from error


@dataclass(slots=True)
class Fetched:
    """The sources this computer has fetched.

    Attributes:
        folder: Here.
    """

    folder: Path
    _have: OrderedDict[str, Path] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def path_of(self, task: RemoteTask, offered: Path) -> Path:
        """A source on this computer's own disk.

        Args:
            task: What is to be read.
            offered: Where the run's sources lie on the share.

        Raises:
            Damaged: What lies on the share is not what its name says.
            OSError: It cannot be fetched.
        """
        with self._lock:
            path = self._have.get(task.source)
            if path is None:
                path = self._have[task.source] = self._fetch(task, offered / task.source)
            self._have.move_to_end(task.source)
            while len(self._have) > _KEPT:
                self._have.popitem(last=False)[1].unlink(missing_ok=True)
            return path

    def _fetch(self, task: RemoteTask, offered: Path) -> Path:
        place = self.folder / task.source
        with offered.open("rb") as incoming, replacing(place) as outgoing:
            shutil.copyfileobj(incoming, outgoing, _PIECE)
        if sha256_of(place) != task.sha256:
            place.unlink()
            raise Damaged
        return place
