"""`portal serve`: the embedded portal, until it is stopped."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.portal.exposure import Certificate, Exposure
from pbgdpl_cli.portal.server import DEFAULT_PORT, serve
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from validators.problems import say

_SIZE = re.compile(r"(\d{1,6})\s*([MGT])i?B?", re.ASCII | re.IGNORECASE)
_UNITS = {"M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


@dataclass(frozen=True, slots=True)
class PortalChoice:
    """What was chosen.

    Attributes:
        home: The folder the portal lives in; None for the program's own.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        allow_others: Whether other machines are let in.
        public: The address others reach it by.
        certificate: PEM file to encrypt with.
        key: Its key.
        quota: What one office may have, as written ("20G").
    """

    home: Path | None = None
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    allow_others: bool = False
    public: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    quota: str | None = None


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
    token = os.environ.get(TOKEN_VARIABLE) or None
    limits = PortalLimits(office_bytes=None if choice.quota is None else _bytes_of(choice.quota))
    try:
        serve(home, _exposure(choice), token=token, limits=limits, started=started)
    except KeyboardInterrupt:
        if not addresses:
            raise
    return OperationResult("portal", PortalPayload(addresses[0]), lines=(say("The bookshelf is closed."),))


def _exposure(choice: PortalChoice) -> Exposure:
    if (choice.certificate is None) != (choice.key is None):
        raise WrongUsage(
            say("A certificate and its key belong together."), hint=say("Give both --certificate and --key.")
        )
    certificate = Certificate(choice.certificate, choice.key) if choice.certificate and choice.key else None
    public = None if choice.public is None else choice.public.rstrip("/")
    return Exposure(choice.host, choice.port, public, certificate, choice.allow_others)


def _bytes_of(text: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise WrongUsage(say("“{text}” is not a size.", text=text), hint=say("Write it like this: 500M, 20G or 1T."))
    return int(match[1]) * _UNITS[match[2].upper()]
