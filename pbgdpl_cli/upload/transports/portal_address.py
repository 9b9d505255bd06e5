"""The address and the token of a portal reached by HTTP, from what a person wrote and what the system keeps."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.transports.token_file import token_in
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from pbgdpl_cli.web.sockets import is_on_this_machine
from validators.problems import say

_KEYRING_SERVICE = "pbgdpl-portal"


def portal_address(target: str) -> str:
    """The portal's URL from what stands after `--to`, without a slash at the end.

    Args:
        target: `https://…` or `http://…`; a kind before the scheme (`wordpress+https://…`) is left out.

    Raises:
        WrongUsage: It is no such address, or holds a user name.
    """
    scheme, separator, rest = target.partition("://")
    address = scheme.rpartition("+")[2] + separator + rest
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise WrongUsage(
            say("“{target}” is not the address of a portal.", target=target),
            hint=say("Write it like this: https://portal.example. A token goes into {name}.", name=TOKEN_VARIABLE),
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def token_for(address: str, environ: Mapping[str, str]) -> str | None:
    """The token for a portal: the one the system's key store holds for it, else the environment's or its file's.

    The key store goes first because it holds each token under the address it was made for.

    Args:
        address: As `portal_address` gives it.
        environ: Variables; see `token_in`.

    Raises:
        WrongUsage: It would leave this machine unencrypted, or others may read its file.
    """
    token = _from_keyring(address) or token_in(environ)
    if token and address.startswith("http:") and not is_on_this_machine(address):
        raise WrongUsage(
            say("The token would be sent unencrypted to {address}.", address=address),
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
