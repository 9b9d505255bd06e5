"""Only the browser that the program opened gets in: the address carries a random token, which becomes a cookie."""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_PARAMETER = "token"
# In both languages: nobody has chosen one yet.
_REFUSAL = "Hãy mở đúng địa chỉ mà chương trình đã in ra.\nOpen the very address that the program printed.\n"


def cookie_name(token: str) -> str:
    """The name of the cookie; cookies know no ports, and two reviews may be open at a time."""
    return f"review-{hashlib.sha256(token.encode()).hexdigest()[:12]}"


class TokenGate:
    """ASGI middleware: reading and writing need the token, for other people use this machine too.

    Args:
        app: What is guarded.
        token: Random, made anew for every start.
        once: Another one, that lets in whoever comes with it first; empty for none.
    """

    def __init__(self, app: ASGIApp, token: str, once: str = "") -> None:
        self._app = app
        self._token = token
        self._once = once
        self._cookie = cookie_name(token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or self._is_right(_cookie(Headers(scope=scope), self._cookie)):
            await self._app(scope, receive, send)
            return
        await self._newcomer(scope)(scope, receive, send)

    def _newcomer(self, scope: Scope) -> Response:
        given = parse_qs(scope["query_string"].decode("latin-1")).get(_PARAMETER, [""])[0]
        if scope["method"] != "GET" or not (self._is_right(given) or self._is_first(given)):
            return PlainTextResponse(_REFUSAL, 403)
        answer = RedirectResponse("/" + scope["path"].lstrip("/\\"), 303)  # "//name" would be another site
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer

    def _is_first(self, given: str) -> bool:
        """Whether somebody comes with the token that holds once, which holds no more then."""
        if not self._once or not hmac.compare_digest(given.encode(), self._once.encode()):
            return False
        self._once = ""
        return True

    def _is_right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _cookie(headers: Headers, name: str) -> str:
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""
