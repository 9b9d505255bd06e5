"""What `pbgdpl portal serve` does and says."""

from __future__ import annotations

import os
from pathlib import Path

from pbgdpl_cli.app import Session
from pbgdpl_cli.portal.server import serve
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.web.access import TOKEN_VARIABLE, Access
from validators.problems import say


def run_serve(session: Session, home: Path | None, host: str, port: int, *, allow_others: bool) -> OperationResult:
    """Serve until Ctrl-C or SIGTERM."""
    addresses: list[str] = []

    def started(address: str) -> None:
        addresses.append(address)
        session.console.note(
            say("The bookshelf is open at {address} (stop it with Ctrl-C).", address=address), level=-1
        )

    access = Access(token=os.environ.get(TOKEN_VARIABLE) or None)
    try:
        serve(home or session.settings.home, host, port, access=access, allow_others=allow_others, started=started)
    except KeyboardInterrupt:
        if not addresses:
            raise
    return OperationResult("portal", data={"address": addresses[0]}, lines=(say("The bookshelf is closed."),))
