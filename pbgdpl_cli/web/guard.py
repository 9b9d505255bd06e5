"""The checks before anything else of a server is reached, and the safety headers on everything it answers.

A server on this machine can be reached by every web page its user has open. Two checks keep those out: the name in
`Host` (a page that lets its own name point to 127.0.0.1 still sends its own name), and the site a browser says a
request comes from (`Sec-Fetch-Site`, or `Origin` in older browsers). Whether who asks may write is for the application
behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pbgdpl_cli.web.access import Access

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# For pages without scripts that load nothing from elsewhere: what a record says can therefore do nothing.
SCRIPTLESS_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


def safety_headers(content_policy: str) -> Mapping[str, str]:
    """Headers that keep browsers from doing with our pages what they were not made for."""
    return {
        "Content-Security-Policy": content_policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class Guard:
    """ASGI middleware: refuses who may not ask, adds the safety headers to every answer.

    Args:
        app: What is guarded.
        access: Host names.
        content_policy: The Content-Security-Policy of pages; an answer that sets its own keeps it.
        questions: Paths whose POST only asks and changes nothing.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        content_policy: str = SCRIPTLESS_PAGES,
        questions: frozenset[str] = frozenset(),
    ) -> None:
        self._app = app
        self._access = access
        self._headers = safety_headers(content_policy)
        self._questions = questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_safety(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope, Headers(scope=scope))
        await (refusal or self._app)(scope, receive, with_safety)

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        access = self._access
        if access.hosts and host_of(headers.get("host", "")) not in access.hosts:
            return JSONResponse({"error": "unknown-host", "message": "This server has another name"}, 421)
        if scope["method"] in _READING or scope["path"] in self._questions:
            return None
        if is_from_another_site(headers):
            return JSONResponse({"error": "foreign-page", "message": "Another site may not write here"}, 403)
        return None


def host_of(header: str) -> str:
    """The name in a Host header, in small letters, without port and brackets."""
    header = header.lower()
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if ":" in header else header


def is_from_another_site(headers: Headers) -> bool:
    """Whether a browser says that a page of another site asks; programs say nothing of the kind."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("none", "same-origin")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host", "")
