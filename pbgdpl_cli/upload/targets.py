"""From what a person writes after `--to` to a transport."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.upload.bandwidth import Pace
from pbgdpl_cli.upload.http_connection import Patience, is_on_this_machine
from pbgdpl_cli.upload.transports.embedded import EmbeddedTransport
from pbgdpl_cli.upload.transports.folder import FolderTransport
from pbgdpl_cli.upload.transports.protocol import PortalTransport
from pbgdpl_cli.upload.transports.wordpress import WordPressTransport
from pbgdpl_cli.web.running import running_address
from validators.problems import say

TOKEN_VARIABLE = "PBGDPL_PORTAL_TOKEN"  # noqa: S105  (a variable's name)
_FOLDER = "folder:"
_WORDPRESS = "wordpress+"
_KEYRING_SERVICE = "pbgdpl-portal"


def open_transport(
    target: str | None,
    home: Path,
    *,
    pace: Pace | None = None,
    patience: Patience | None = None,
    environ: Mapping[str, str] = os.environ,
) -> PortalTransport:
    """The transport for a target.

    Args:
        target: `http(s)://…`, `wordpress+http(s)://…`, `folder:PATH`, a folder's path, or None for the embedded
            portal that runs here.
        home: The program's own folder.
        pace: How fast and when.
        patience: How long to try.
        environ: Where the token may be.

    Raises:
        PortalProblem: None was named and no embedded portal runs.
        WrongUsage: It is no target.
    """
    pace = pace or Pace()
    if target is None:
        target = running_address(home)
        if target is None:
            raise PortalProblem(
                say("No portal runs on this computer, and none was named."),
                hint=say("Start one with “pbgdpl portal serve”, or name one with --to."),
            )
    if target.startswith(_FOLDER):
        return FolderTransport(Path(target.removeprefix(_FOLDER)), pace)
    if "://" not in target:
        return FolderTransport(Path(target), pace)
    if target.startswith(_WORDPRESS):
        address = _checked_address(target.removeprefix(_WORDPRESS))
        return WordPressTransport(address, _token(address, environ), patience=patience, pace=pace)
    address = _checked_address(target)
    return EmbeddedTransport(address, token=_token(address, environ), patience=patience, pace=pace)


def _checked_address(target: str) -> str:
    try:
        parts = urlsplit(target)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise WrongUsage(
            say("“{target}” is not an address a package can be sent to.", target=target),
            hint=say(
                "Write https://…, wordpress+https://… or folder:PATH. A token goes into {name}.", name=TOKEN_VARIABLE
            ),
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _token(address: str, environ: Mapping[str, str]) -> str | None:
    """The token for a portal: from the environment, else from the system's key store."""
    token = environ.get(TOKEN_VARIABLE) or _from_keyring(address)
    if token and address.startswith("http:") and not is_on_this_machine(address):
        raise WrongUsage(
            say("A token would travel unprotected to {address}.", address=address),
            hint=say("Use the https:// address of the portal."),
        )
    return token


def _from_keyring(address: str) -> str | None:
    if is_on_this_machine(address):
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_KEYRING_SERVICE, address)
    except KeyringError:
        return None
