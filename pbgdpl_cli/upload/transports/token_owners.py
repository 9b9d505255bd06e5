"""Which portal a token of the environment was made for: it goes to that one and to no other.

A person sets one variable and may name any address after `--to`. A token therefore belongs to the portal it is first
used for, or to the one `PBGDPL_PORTAL_TOKEN_FOR` names; a typing error does not carry it elsewhere. Kept are hashes of
tokens beside the addresses, in the program's own folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.transports.portal_address import portal_address
from pbgdpl_cli.upload.transports.token_file import token_in, without_token
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from pbgdpl_cli.web.sockets import is_on_this_machine
from validators.packages.durable import write_text
from validators.problems import say

OWNER_VARIABLE = f"{TOKEN_VARIABLE}_FOR"
_FILE = "token-owners.json"
_HERE = "this computer"
_WEB = re.compile(r"([a-z0-9.-]+\+)?https?://", re.IGNORECASE)


def environ_for(target: str, home: Path, environ: Mapping[str, str], *, own_portal: bool) -> Mapping[str, str]:
    """The variables a transport to a target may see: with the token if it was made for that portal.

    On this machine a token that belongs elsewhere is only left out: its portals mostly need none.

    Args:
        target: What stands after `--to`.
        home: The program's own folder.
        environ: All variables.
        own_portal: Whether the target is the portal of this computer, whose port changes.

    Raises:
        WrongUsage: It was made for another portal.
    """
    if not _WEB.match(target) or (token := token_in(environ)) is None:
        return environ
    here = portal_address(target)
    origin = _HERE if own_portal else _origin(here)
    owner = _owner(token, home, environ)
    if owner is None or (_is_local(owner) and not _is_local(origin)):
        # Whoever had it before was on this machine.
        _keep(token, origin, home)
    elif owner != origin:
        if not _is_local(origin):
            raise WrongUsage(
                say("The token was made for {owner}, not for {address}.", owner=owner, address=here),
                hint=say("Check --to. If it is this portal's: {name}={origin}", name=OWNER_VARIABLE, origin=origin),
            )
        return without_token(environ)
    return environ


def _owner(token: str, home: Path, environ: Mapping[str, str]) -> str | None:
    named = environ.get(OWNER_VARIABLE)
    return _origin(portal_address(named)) if named else _read(home).get(_digest(token))


def _keep(token: str, origin: str, home: Path) -> None:
    place = home / _FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    write_text(place, json.dumps(_read(home) | {_digest(token): origin}, indent=1))


def _read(home: Path) -> dict[str, str]:
    try:
        found = json.loads((home / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _digest(token: str) -> str:
    return hashlib.sha256(f"pbgdpl:{token}".encode()).hexdigest()


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _is_local(origin: str) -> bool:
    return origin == _HERE or is_on_this_machine(origin)
