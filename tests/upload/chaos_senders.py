"""Senders that can be killed at any moment: each is a process of its own, forked from one that has read the program.

What a sender says at its end it writes down; one that was killed says nothing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bad_lines import wait_until
from transport_contract import hasty_settings

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.upload.afterwards.undoing import UNDONE, undo_batch
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadOptions
from pbgdpl_cli.upload.ledger import open_ledger
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from pbgdpl_cli.upload.transports.plone.transport import open_transport as open_plone
from pbgdpl_cli.upload.transports.protocol import PortalTransport, TransportSettings
from pbgdpl_cli.upload.transports.wordpress.transport import open_transport as open_wordpress
from validators.packages.package import find_packages
from validators.problems import Problem

HASTY = Patience(reach=3, stuck=3, first_wait=0.01, longest_wait=0.1, connect=2, answer=4, settle=0.5)
LONGEST = 240.0  # seconds one run may take on a busy machine
_TOKEN = "PBGDPL_PORTAL_TOKEN"


def opened(kind: str, address: str, login: str, patience: Patience = HASTY) -> PortalTransport:
    """A fresh transport to a portal of one of the three kinds."""
    if kind == "embedded":
        return EmbeddedTransport(address, patience=patience)
    settings = TransportSettings(Bandwidth(), patience, {_TOKEN: login})
    opening = {"wordpress": open_wordpress, "plone": open_plone}[kind]
    return opening(f"{kind}+{address}", settings)


def patient(kind: str, address: str, login: str) -> PortalTransport:
    """One that waits for a busy machine: for looking, past the bad line."""
    patience = hasty_settings().patience
    assert patience is not None
    return opened(kind, address, login, patience)


@dataclass(frozen=True)
class Job:
    """What a sender is to do.

    Attributes:
        kind: Of portal.
        address: Where it thinks the portal is.
        login: For it.
        home: The program's own folder of this sender.
        paths: Packages to send; none to take back what was sent.
    """

    kind: str
    address: str
    login: str
    home: Path
    paths: tuple[Path, ...] = ()

    def do(self) -> dict[str, Any]:
        """Do it; what it said: paths it calls done, whether that is all, and why not."""
        try:
            with closing(opened(self.kind, self.address, self.login)) as transport:
                return self._sent(transport) if self.paths else self._taken_back(transport)
        except Problem as problem:
            return {"done": [], "all": False, "said": f"{type(problem).__name__}: {problem.message}"}
        except OSError as error:  # as the program's entry does with what no room has put into words
            return {"done": [], "all": False, "said": str(from_os_error(error).message)}

    def _sent(self, transport: PortalTransport) -> dict[str, Any]:
        options = UploadOptions(allowed=("DU2",))
        report = upload_packages(find_packages(self.paths), transport, self.home, options=options)
        done = [str(item.path) for item in report.items if item.outcome in DONE]
        said = [f"{item.outcome}: {item.problem.message}" for item in report.items if item.problem]
        return {"done": done, "all": len(done) == len(self.paths), "said": "; ".join(said)}

    def _taken_back(self, transport: PortalTransport) -> dict[str, Any]:
        """Every run, the last first."""
        said: list[str] = []
        with open_ledger(self.home) as ledger:
            batches = ledger.batches()
        for batch in batches:
            items = undo_batch(batch, transport, self.home)
            said += [f"{item.outcome}: {item.problem and item.problem.message}" for item in items
                     if item.outcome not in UNDONE]  # fmt: skip
            if said:
                break
        return {"done": [], "all": not said, "said": "; ".join(said)}


def begun(line: str) -> None:
    """In the process of a sender: do a job, and write down its end."""
    order = json.loads(line)
    out = Path(order.pop("out"))
    said = Job(**order | {"home": Path(order["home"]), "paths": tuple(map(Path, order["paths"]))}).do()
    part = out.with_suffix(".part")
    part.write_text(json.dumps(said), encoding="utf-8")
    part.rename(out)


_NURSERY = """
import os, signal, sys, traceback
sys.path[:0] = {paths!r}
import chaos_senders
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            chaos_senders.begun(line)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    print(child, flush=True)
"""


class Sender:
    """One that is at it."""

    def __init__(self, number: int, out: Path) -> None:
        self._number = number
        self._out = out
        self.killed = False

    def kill(self) -> None:
        """As a power cut does."""
        self.killed = True
        with suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)

    def kill_in(self, seconds: float) -> None:
        """The same, a moment later."""
        timer = threading.Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()

    @property
    def is_alive(self) -> bool:
        """Whether it has come to no end yet."""
        try:
            os.kill(self._number, 0)
        except ProcessLookupError:
            return False
        return True

    def said(self, meanwhile: Callable[[], None]) -> dict[str, Any] | None:
        """What it said at its end, waited for; None when it was killed."""

        def has_ended() -> bool:
            meanwhile()
            return not self.is_alive

        wait_until(has_ended, LONGEST)
        if not self._out.exists():
            assert self.killed, "a sender ended without a word"
            return None
        said: dict[str, Any] = json.loads(self._out.read_text(encoding="utf-8"))
        return said


class Senders:
    """Begins them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun = 0
        paths: Sequence[str] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
        self._parent = subprocess.Popen(
            [sys.executable, "-c", _NURSERY.format(paths=paths)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def begin(self, job: Job) -> Sender:
        """A process that does a job."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._begun += 1
        out = self._folder / f"said-{self._begun}.json"
        order: Mapping[str, Any] = {
            "kind": job.kind, "address": job.address, "login": job.login, "home": str(job.home),
            "paths": list(map(str, job.paths)), "out": str(out),
        }  # fmt: skip
        self._parent.stdin.write(json.dumps(order) + "\n")
        self._parent.stdin.flush()
        return Sender(int(self._parent.stdout.readline()), out)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate()
