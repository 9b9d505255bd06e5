"""Who asks: the token presented, the address, and whether it is a program of this machine."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens, TokenState
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import host_of
from pbgdpl_cli.web.sockets import is_loopback

_KEY = "pbgdpl.visitor"
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "via")  # headers only a proxy sends


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    Attributes:
        address: From where, as far as it is known.
        local: Whether it is a program of this machine, not one behind a proxy here.
        who: The token's ID, `keeper`, `local` or `-` (`audit.AuditEntry.who`).
        office: The token's office, or empty.
        role: What it may do; None for what everybody may.
        problem: Why it has no role: `no-token`, or why the token presented is none.
    """

    address: str
    local: bool
    who: str = "-"
    office: str = ""
    role: Role | None = None
    problem: str = "no-token"

    @property
    def only_office(self) -> str | None:
        """The only office whose records and uploads it may touch; None for all."""
        return self.office if self.role is not None and self.role < Role.EDITOR else None


def visitor_of(request: Request) -> Visitor:
    """Who sent a request; the doorkeeper found it out."""
    return cast("Visitor", request.scope[_KEY])


def remember(scope: Scope, visitor: Visitor) -> None:
    """Leave word in the request who sent it."""
    scope[_KEY] = visitor


def as_published(scope: Scope, access: Access) -> Scope:
    """The request as it was sent to the portal's public name: addresses in answers begin with that, whatever a proxy
    or a port in `Host` makes of it, so that no cache on the way keeps an answer that leads elsewhere.
    """  # noqa: D205
    if access.public is None:
        return scope
    public = urlsplit(access.public)
    if host_of(Headers(scope=scope).get("host", "")) != public.hostname:
        return scope
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "scheme": public.scheme, "headers": [*headers, (b"host", public.netloc.encode("ascii"))]}


def came_from(scope: Scope, headers: Headers, access: Access) -> Visitor:
    """From where a request comes; nothing is known of its token yet.

    A proxy of this machine is believed what it says about the address, and only where the portal was told of a proxy.
    """
    peer = str((scope.get("client") or ("",))[0])
    passed_on = any(name in headers for name in _PASSED_ON)
    if access.public is not None and is_loopback(peer):
        told = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return Visitor(told or peer, local=False)
    return Visitor(peer, local=is_loopback(peer) and not passed_on)


def identified(headers: Headers, access: Access, tokens: Tokens, came: Visitor) -> Visitor:
    """Who asks, by the token presented. Reads the database."""
    scheme, _, presented = headers.get("authorization", "").partition(" ")
    presented = presented if scheme.lower() == "bearer" else ""
    if presented and access.token and hmac.compare_digest(presented.encode(), access.token.encode()):
        return _with_role(came, "keeper", "", Role.ADMINISTRATOR)
    if presented:
        token, state = tokens.find(presented)
        if token is not None and state is TokenState.VALID:
            return _with_role(came, token.id, token.office, token.role)
        if token is not None:
            return Visitor(came.address, came.local, token.id, token.office, None, state.value)
    if access.is_open and not any(name in headers for name in _PASSED_ON) and not tokens.any():
        return _with_role(came, "local", "", Role.ADMINISTRATOR)
    problem = TokenState.UNKNOWN.value if headers.get("authorization") else "no-token"
    return Visitor(came.address, came.local, problem=problem)


def _with_role(came: Visitor, who: str, office: str, role: Role) -> Visitor:
    return Visitor(came.address, came.local, who, office, role, "")
