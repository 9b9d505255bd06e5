"""From what a person writes after `--to` to a transport."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.transports import opening
from pbgdpl_cli.upload.transports.protocol import PortalTransport, TransportSettings
from pbgdpl_cli.upload.transports.token_owners import environ_for
from pbgdpl_cli.web.running_portal import running_address
from validators.problems import Message, say

# What a plain path stands for.
_FOLDER = "folder"


def open_transport(
    target: str | None,
    home: Path,
    *,
    bandwidth: Bandwidth | None = None,
    patience: Patience | None = None,
    environ: Mapping[str, str] = os.environ,
    told: Callable[[Message], None] | None = None,
) -> PortalTransport:
    """The transport for a target.

    Args:
        target: `SCHEME:…` as some installed transport answers to it, a folder's path, or None for the embedded portal
            that runs on this machine.
        home: The program's own folder.
        bandwidth: How fast and at which hours.
        patience: How long to try.
        environ: Where a token may be.
        told: Hears what a person should know while sending goes on.

    Raises:
        PortalProblem: None was named and no embedded portal runs.
        UnknownTransport: No installed transport answers to the scheme.
        WrongUsage: The token of the environment was made for another portal.
        Problem: The transport objects to the rest.
    """
    written = _running_portal(home) if target is None else target
    own_portal = target is None or target.rstrip("/") == running_address(home)
    environ = environ_for(written, home, environ, own_portal=own_portal)
    scheme = scheme_of(written)
    if scheme is None:
        scheme, written = _FOLDER, f"{_FOLDER}:{written}"
    return opening.open_transport(scheme, written, TransportSettings(bandwidth or Bandwidth(), patience, environ, told))


def scheme_of(target: str) -> str | None:
    """What stands before the colon of an address, in lower case; None when the target is a path.

    "D:/packages" and "backup:2026" are paths, because no transport answers to "d" or "backup"; "ftp://x" is none.
    """
    start, _, rest = target.partition(":")
    scheme = start.lower()
    return scheme if rest.startswith("//") or scheme in opening.schemes() else None


def _running_portal(home: Path) -> str:
    address = running_address(home)
    if address is None:
        raise PortalProblem(
            say("No portal is running on this computer, and none was named."),
            hint=say("Start one with “pbgdpl portal serve”, or name one with --to."),
        )
    return address
