"""What a portal needs before other machines may reach it: leave, a token, encryption, and a name of its own.

On loopback, without a public address, it needs nothing. Behind a proxy of the same machine (`--address`) the proxy
encrypts; a portal that listens beyond the machine encrypts itself.
"""

from __future__ import annotations

import secrets
import ssl
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.web.access import LOOPBACK_NAMES, SHORTEST_TOKEN, TOKEN_VARIABLE, Access
from pbgdpl_cli.web.sockets import is_loopback
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its chain, and its private key, both PEM."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a portal is to be reached.

    Attributes:
        host: The address to listen on.
        port: The port; 0 takes a free one.
        public: The address by which others reach it (`https://NAME[:PORT]`); None where nobody else does.
        certificate: With which it encrypts itself; None leaves that to a proxy of this machine.
        allow_others: Must be set for a bind beyond this machine.
    """

    host: str = "127.0.0.1"
    port: int = 0
    public: str | None = None
    certificate: Certificate | None = None
    allow_others: bool = False

    @property
    def is_private(self) -> bool:
        """Whether only programs of this machine reach it."""
        return is_loopback(self.host) and self.public is None


def check_before(exposure: Exposure, token: str | None) -> None:
    """Refuse what can be refused before the portal is opened.

    Raises:
        WrongUsage: The token is too short, the certificate cannot be used, or a bind beyond this machine lacks leave or
            encryption.
    """
    if token and len(token) < SHORTEST_TOKEN:
        raise WrongUsage(
            say("The token is too short: it needs {count} characters.", count=SHORTEST_TOKEN),
            hint=_example_of_a_token(),
        )
    if exposure.certificate is not None:
        _check_certificate(exposure.certificate)
    _check_leave(exposure)


def access_for(exposure: Exposure, token: str | None, *, has_tokens: bool) -> Access:
    """Who may ask a portal that is reached in this way.

    Args:
        exposure: How it is reached.
        token: The token it is started with, if any.
        has_tokens: Whether tokens were made with `portal token add`.

    Raises:
        WrongUsage: It is open to others and has no token, or does not know its own address.
    """
    if exposure.is_private:
        return Access(token)
    if not token and not has_tokens:
        raise WrongUsage(
            say("A portal open to other machines needs a token."),
            hint=say("Make one: {line}", line='pbgdpl portal token add --role uploader --office "…"'),
        )
    name = _name_in(exposure)
    return replace(Access(token), hosts=(*LOOPBACK_NAMES, name), public=exposure.public)


def _check_leave(exposure: Exposure) -> None:
    """Nothing travels unencrypted beyond this machine, and nothing leaves it unasked."""
    if is_loopback(exposure.host):
        return
    if not exposure.allow_others:
        raise WrongUsage(
            say("Listening on {host} would open the portal to other machines.", host=exposure.host),
            hint=say("Add --allow-others if that is what you want; a token and a certificate are then needed."),
        )
    if exposure.certificate is None:
        raise WrongUsage(
            say("A portal open to other machines needs encryption: tokens would be seen on the way."),
            hint=say("Add --certificate and --key, or listen on 127.0.0.1 behind a proxy that encrypts (--address)."),
        )


def _name_in(exposure: Exposure) -> str:
    """The portal's own name; a request for any other name is not for it."""
    try:
        parts = urlsplit(exposure.public or "")
        usable = parts.scheme == "https" and bool(parts.hostname) and parts.path in ("", "/") and not parts.username
        usable = usable and (parts.port is None or parts.port > 0) and parts.netloc.isascii()
    except ValueError:
        usable = False
    if not usable:
        raise WrongUsage(
            say("A portal open to other machines needs to know its own address."),
            hint=say("Add --address, for instance --address https://portal.example.gov.vn."),
        )
    return parts.hostname or ""


def _check_certificate(certificate: Certificate) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate.certificate, certificate.key)
    except (OSError, ssl.SSLError) as error:
        raise WrongUsage(
            say("The certificate and its key cannot be used: {reason}.", reason=error),
            hint=say("Both must be PEM files that belong together."),
            path=certificate.certificate,
        ) from error


def _example_of_a_token() -> Message:
    example = secrets.token_hex(SHORTEST_TOKEN)
    return say("Set {name} to a long secret, for instance {example}.", name=TOKEN_VARIABLE, example=example)
