"""The shared folder: where runs lay out their trays and workers show that they live.

SHARE/pbgdpl-queue.json   by this file a share that is there is told from an empty mount point
      runs/NAME/beat      a run: its sign of life, its tray (`tokens`)
      workers/NAME        a worker's sign of life
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from converters.work.folder_queue.tokens import Tray
from validators.packages.durable import write_bytes
from validators.problems import OutputProblem, say

MARKER = "pbgdpl-queue.json"
_FORMAT = 1  # of what lies in the folder; a program of another format keeps away


@dataclass(frozen=True, slots=True)
class Share:
    """A folder that several computers see, each maybe under another name."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder a queue, if it is none yet.

        Raises:
            OutputProblem: It cannot be written, holds other things, or is a queue of another format.
        """
        marker = self.folder / MARKER
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not marker.exists():
                self._refuse_other_things()
                write_bytes(marker, json.dumps({"format": _FORMAT}).encode("utf-8"))
            written = json.loads(marker.read_bytes())
            for part in ("runs", "workers"):
                (self.folder / part).mkdir(exist_ok=True)
        except (OSError, ValueError) as error:
            raise OutputProblem(
                say("The shared folder cannot be used: {reason}", reason=str(error)),
                hint=say("Name a folder that every computer may read and write."),
                path=self.folder,
            ) from error
        if not isinstance(written, dict) or written.get("format") != _FORMAT:
            raise OutputProblem(
                say("The shared folder belongs to another version of this program."),
                hint=say("Install the same version on every computer, or name a new folder."),
                path=self.folder,
            )

    def require(self) -> None:
        """Make sure that the share is there: an empty mount point is not.

        Raises:
            OSError: It is not.
        """
        if not (self.folder / MARKER).is_file():
            raise FileNotFoundError(errno.ENOENT, "the queue is not there", str(self.folder))

    def run(self, name: str) -> Tray:
        """The tray of a run."""
        return Tray(self.folder / "runs" / name)

    def beat_of_run(self, name: str) -> Path:
        """A run's sign of life."""
        return self.folder / "runs" / name / "beat"

    def beat_of_worker(self, name: str) -> Path:
        """A worker's sign of life."""
        return self.folder / "workers" / name

    def runs(self) -> list[str]:
        """Names of the runs there are.

        Raises:
            OSError: The share is gone.
        """
        self.require()
        return sorted(path.name for path in _children(self.folder / "runs"))

    def workers(self) -> list[Path]:
        """The signs of life of all workers.

        Raises:
            OSError: The share is gone.
        """
        self.require()
        return sorted(path for path in _children(self.folder / "workers") if not path.name.startswith("."))

    def remove(self, name: str) -> None:
        """A run is over: its folder goes, as far as others let go of it."""
        shutil.rmtree(self.run(name).folder, ignore_errors=True)

    def _refuse_other_things(self) -> None:
        if any(self.folder.iterdir()):
            raise OutputProblem(
                say("The folder holds other things; a queue wants one of its own."),
                hint=say("Name an empty folder, or one that does not exist yet."),
                path=self.folder,
            )


def _children(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except FileNotFoundError:  # nothing was put there yet
        return
