"""The door of the portal: who asks, whether it may, not too often, and what is written down about it.

Every answer to a refusal is JSON with a word for programs in `error`. For a token these are `no-token`,
`unknown-token`, `token-ended` and `token-revoked`; after 401 `token-ended` a program takes its new token and goes on
with the same upload at the same offset: an upload belongs to the office, not to the token.

Wrong tokens are answered slowly and one after the other, so that nobody finds one by trying; who has one never waits.
"""

from __future__ import annotations

import asyncio
import time

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.portal.trust.counting import Counts
from pbgdpl_cli.portal.trust.rates import Rates, TooMany, TooOften, asker_of
from pbgdpl_cli.portal.trust.roles import Right, right_for
from pbgdpl_cli.portal.trust.tokens import Tokens, TokenState
from pbgdpl_cli.portal.trust.visitors import Visitor, as_published, came_from, identified, remember
from pbgdpl_cli.web.access import Access

_MOST_WAITING = 32  # connections kept open for wrong tokens
_FIRST_ERROR = 400
_READING = ("GET", "HEAD", "OPTIONS")
_SENTENCES = {
    "no-token": "A token is needed",
    TokenState.UNKNOWN.value: "The token is not known here",
    TokenState.ENDED.value: "The token has ended; the upload goes on at the same offset with a new one",
    TokenState.REVOKED.value: "The token was revoked",
}


class Doorkeeper:
    """ASGI middleware: lets in who may ask.

    Args:
        app: What is behind the door.
        access: Names of the portal, and the token it was started with.
        stores: The portal.
        counts: Where answers are counted.
    """

    def __init__(self, app: ASGIApp, access: Access, stores: PortalStores, counts: Counts) -> None:
        self._app = app
        self._access = access
        self._limits = stores.limits
        self._tokens = Tokens(stores.database)
        self._audit = Audit(stores.database)
        self._rates = Rates(stores.limits)
        self._counts = counts
        self._wrong_tokens = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = as_published(scope, self._access)
        right, started = right_for(scope["method"], scope["path"]), time.monotonic()
        visitor = await self._visitor(scope, right)
        remember(scope, visitor)
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # Pages differ by cookie and language: no cache on the way may hand one visitor's page to another.
                MutableHeaders(scope=message).setdefault("Cache-Control", "private, no-cache")
            await send(message)

        try:
            await self._serve(scope, _patient(receive, self._limits.stall_seconds), noting, visitor, right)
        finally:
            self._counts.note(right.action, status, time.monotonic() - started)
            await self._write_down(scope, visitor, right, status)

    async def _visitor(self, scope: Scope, right: Right) -> Visitor:
        headers = Headers(scope=scope)
        came = came_from(scope, headers, self._access)
        if right.least is None and "authorization" not in headers:
            return came
        return await run_in_threadpool(identified, headers, self._access, self._tokens, came)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, visitor: Visitor, right: Right) -> None:
        asker = None if visitor.local else _asker(visitor)
        try:
            if asker is not None:
                self._rates.spend(asker)
            refusal = await self._refusal(visitor, right)
            with self._rates.being_served(asker, writes=refusal is None and scope["method"] not in _READING):
                await (refusal or self._app)(scope, receive, send)
        except TooOften as refused:
            await _too_often(refused.wait)(scope, receive, send)
        except TooMany:
            await _busy()(scope, receive, send)

    async def _refusal(self, visitor: Visitor, right: Right) -> JSONResponse | None:
        if right.least is None or (visitor.role is not None and visitor.role >= right.least):
            return None
        if visitor.local and right.action == "see-figures":
            return None
        if visitor.role is not None:
            return _error(403, "not-your-role", f"A token of the role {right.least.word} is needed")
        if visitor.problem == TokenState.UNKNOWN.value:
            return await self._slowly(_no_token(visitor.problem))
        return _no_token(visitor.problem)

    async def _slowly(self, refusal: JSONResponse) -> JSONResponse:
        """The answer to a wrong token, when its turn comes; at once and another where too many wait already."""
        if self._waiting >= _MOST_WAITING:
            return _error(429, "too-many-tokens", "Too many wrong tokens")
        self._waiting += 1
        try:
            async with self._wrong_tokens:
                await asyncio.sleep(self._access.wrong_token_seconds)
        finally:
            self._waiting -= 1
        return refusal

    async def _write_down(self, scope: Scope, visitor: Visitor, right: Right, status: int) -> None:
        # Who presents nothing at all is not written down: anybody could fill the disk with it.
        refused = status >= _FIRST_ERROR and right.least is not None and status not in _NOT_LOGGED
        refused = refused and visitor.problem != "no-token"
        if not refused and not (right.logged and status < _FIRST_ERROR):
            return
        await run_in_threadpool(
            self._audit.write,
            who=visitor.who,
            office=visitor.office,
            address=visitor.address,
            action=right.action,
            what=scope["path"].rpartition("/")[2],
            result=str(status),
        )


# Everyday answers of the upload protocol (not here, another offset, broke off, wait), and the answer to who asks too
# often: nobody shall fill the log by asking.
_NOT_LOGGED = frozenset({404, 408, 409, 423, 429, 503})


def _asker(visitor: Visitor) -> str:
    return visitor.who if visitor.role is not None else asker_of(visitor.address)


def _patient(receive: Receive, seconds: float) -> Receive:
    """A body is waited for only so long between two of its pieces; then it is as if the sender had gone."""
    whole = False

    async def receive_in_time() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout(seconds):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body", False)
        return message

    return receive_in_time


def _error(status: int, code: str, sentence: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": code, "message": sentence}, status, headers)


def _no_token(problem: str) -> JSONResponse:
    challenge = "Bearer" if problem == "no-token" else f'Bearer error="invalid_token", error_description="{problem}"'
    return _error(401, problem, _SENTENCES[problem], {"WWW-Authenticate": challenge, "Cache-Control": "no-store"})


def _too_often(wait: float) -> JSONResponse:
    return _error(429, "too-many-requests", "Too many requests", {"Retry-After": str(max(1, round(wait)))})


def _busy() -> JSONResponse:
    return _error(503, "busy", "Too many requests at once", {"Retry-After": "2"})
