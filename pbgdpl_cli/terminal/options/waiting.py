"""`--wait`: what the commands that change packages do when another run is changing one of them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.terminal.console import Console
from validators.problems import say

if TYPE_CHECKING:
    from validators.packages.locking import LockWait


def wait_option() -> Any:
    """The option, in the language of this run."""
    return typer.Option("--wait", help=_("Wait for other runs that are changing a package, however long it takes."))


def lock_wait(console: Console, *, wait: bool) -> LockWait:
    """How long to wait for another run, and what is told meanwhile."""
    from validators.packages.changing import BRIEFLY  # what help pages do not need
    from validators.packages.locking import LockWait

    def told(lock: Path) -> None:
        console.note(say("Waiting for another run to finish with this package: {lock}", lock=lock))

    return LockWait(math.inf, told) if wait else BRIEFLY
