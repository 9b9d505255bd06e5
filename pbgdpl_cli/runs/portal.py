"""`portal serve`: the embedded portal, until it is stopped."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.portal.server import DEFAULT_PORT, serve
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.access import TOKEN_VARIABLE, Access
from validators.problems import say


@dataclass(frozen=True, slots=True)
class PortalChoice:
    """What was chosen.

    Attributes:
        home: The folder the portal lives in; None for the program's own.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        allow_others: Whether other machines are let in.
    """

    home: Path | None = None
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    allow_others: bool = False


@dataclass(frozen=True, slots=True)
class PortalPayload:
    """Where the portal was."""

    address: str


def run(session: Session, choice: PortalChoice) -> OperationResult[PortalPayload]:
    """Serve until Ctrl-C or SIGTERM."""
    addresses: list[str] = []

    def started(address: str) -> None:
        addresses.append(address)
        session.console.note(
            say("The bookshelf is open at {address} (stop it with Ctrl-C).", address=address), level=-1
        )

    home = choice.home or session.settings.home
    access = Access(token=os.environ.get(TOKEN_VARIABLE) or None)
    try:
        serve(home, choice.host, choice.port, access=access, allow_others=choice.allow_others, started=started)
    except KeyboardInterrupt:
        if not addresses:
            raise
    return OperationResult("portal", PortalPayload(addresses[0]), lines=(say("The bookshelf is closed."),))
