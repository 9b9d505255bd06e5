"""The portal as one ASGI application: upload protocol, record addresses, pages, and the guards around them."""

from __future__ import annotations

import hmac
import sqlite3

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pbgdpl_cli.portal import pages
from pbgdpl_cli.portal.api import records as record_api
from pbgdpl_cli.portal.api import tus
from pbgdpl_cli.portal.oai import verbs as oai
from pbgdpl_cli.portal.store.stores import House, Rules

_READING = {"GET", "HEAD", "OPTIONS"}
# Pages hold no script and load nothing from elsewhere; what a record says can therefore do nothing.
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_SAFE_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def build_application(house: House) -> Starlette:
    """The application over one portal folder. Closing the house stays with the caller."""
    application = Starlette(
        routes=[*tus.routes(), *record_api.routes(), *oai.routes(), *pages.routes()],
        exception_handlers={404: pages.not_found, 500: pages.defect, sqlite3.OperationalError: _database_in_need},
    )
    application.state.house = house
    application.add_middleware(Guard, rules=house.rules)
    return application


async def _database_in_need(request: Request, error: Exception) -> JSONResponse:
    """SQLite cannot go on: the disk is full, or another process holds the file for too long."""
    del request
    if "full" in str(error):
        return JSONResponse({"error": "portal-full", "message": "The portal's disk is full"}, 507)
    return JSONResponse({"error": "busy", "message": "The portal is busy"}, 503, {"Retry-After": "5"})


class Guard:
    """Checks who may ask, before anything else, and adds the safety headers to every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_safety(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(_intent(scope), Headers(scope=scope))
        await (refusal or self._app)(scope, receive, with_safety)

    def _refusal(self, method: str, headers: Headers) -> JSONResponse | None:
        if self._rules.hosts and host_of(headers.get("host", "")) not in self._rules.hosts:
            return JSONResponse({"error": "unknown-host", "message": "This portal has another name"}, 421)
        if method in _READING:
            return None
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return JSONResponse({"error": "foreign-page", "message": "Another site may not write here"}, 403)
        if self._rules.token and not _presented(headers, self._rules.token):
            return JSONResponse(
                {"error": "no-token", "message": "A token is needed"}, 401, {"WWW-Authenticate": "Bearer"}
            )
        return None


def _intent(scope: Scope) -> str:
    """The method; a harvester's POST is only a long question."""
    return "GET" if scope["path"] == oai.PATH else str(scope["method"])


def host_of(header: str) -> str:
    """The name in a Host header, without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if ":" in header else header


def _presented(headers: Headers, token: str) -> bool:
    scheme, _, value = headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(value.encode(), token.encode())
