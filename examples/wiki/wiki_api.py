"""Questions to `api.php` of a MediaWiki, as one account that logs in; its errors come with HTTP 200 and a code."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from pbgdpl_cli.upload.http_connection import HttpConnection, TemporaryFailure, json_object, refusal, refused

_LOGGED_OUT = frozenset({"assertuserfailed", "badtoken", "notoken", "mustbeloggedin", "stashnotloggedin"})
_MAY_PASS = frozenset({"readonly", "ratelimited", "maxlag", "editconflict-retry", "backend-fail-internal"})


class WikiError(Exception):
    """What the API says does not go.

    Attributes:
        code: The API's own, for instance "articleexists".
        info: Its sentence.
        details: All it said of the error.
    """

    def __init__(self, details: Mapping[str, Any]) -> None:
        self.code = str(details.get("code", "unknown"))
        self.info = str(details.get("info", self.code))
        self.details = details
        super().__init__(self.info)


class WikiApi:
    """One account at one wiki.

    Args:
        connection: To the place where `api.php` is.
        login: `name:password`; None for nobody.
    """

    def __init__(self, connection: HttpConnection, login: str | None) -> None:
        self._connection = connection
        self._login = login
        self._token: str | None = None

    def read(self, **question: str) -> dict[str, Any]:
        """What a question is answered with, asked until it is answered."""
        for attempt in self._connection.tries():
            with attempt:
                return self._answer("GET", f"/api.php?{urlencode(_FORMAT | question)}")
        raise AssertionError  # `tries` ends by an answer or raises

    def write(self, fields: Mapping[str, str], piece: bytes | None = None) -> dict[str, Any]:
        """One try to change something; see `tries` of the connection.

        Raises:
            TemporaryFailure: It may go another time; whether it was done nobody knows.
            WikiError: The wiki says no.
        """
        if self._token is None:
            self._log_in()
        try:
            return self._post(dict(fields) | {"token": self._token or "", "assert": "user"}, piece)
        except WikiError as error:
            if error.code in _LOGGED_OUT:
                self._token = None  # the session ended; the next try begins another
                raise TemporaryFailure(error.info) from error
            raise

    def _log_in(self) -> None:
        name, _, password = (self._login or "").partition(":")
        tokens = self._answer(
            "GET", f"/api.php?{urlencode(_FORMAT | {'action': 'query', 'meta': 'tokens', 'type': 'login'})}"
        )
        token = tokens["query"]["tokens"]["logintoken"]
        said = self._post({"action": "login", "lgname": name, "lgpassword": password, "lgtoken": token})["login"]
        if said.get("result") != "Success":
            raise refused(str(said.get("reason", said.get("result"))), self._connection.address)
        tokens = self._answer("GET", f"/api.php?{urlencode(_FORMAT | {'action': 'query', 'meta': 'tokens'})}")
        self._token = str(tokens["query"]["tokens"]["csrftoken"])

    def _post(self, fields: Mapping[str, str], piece: bytes | None = None) -> dict[str, Any]:
        kind, body = _form(_FORMAT | fields, piece)
        return self._answer("POST", "/api.php", {"Content-Type": kind}, body)

    def _answer(
        self, method: str, place: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> dict[str, Any]:
        response = self._connection.once(method, place, headers, content)
        body = json_object(response)
        if not response.is_success or not body:
            raise refusal(response, self._connection.address)
        if "error" not in body:
            return body
        error = WikiError(body["error"])
        if error.code in _MAY_PASS or error.code.startswith("internal_api_error"):
            raise TemporaryFailure(error.info)
        raise error


_FORMAT = {"format": "json", "formatversion": "2"}


def _form(fields: Mapping[str, str], piece: bytes | None) -> tuple[str, bytes]:
    """A form as multipart/form-data (RFC 7578); the piece is its last field."""
    border = secrets.token_hex(16)
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if piece is not None:
        about = (
            'Content-Disposition: form-data; name="chunk"; filename="piece"\r\nContent-Type: application/octet-stream'
        )
        parts += [f"--{border}\r\n{about}\r\n\r\n".encode(), piece, b"\r\n"]
    return f"multipart/form-data; boundary={border}", b"".join([*parts, f"--{border}--\r\n".encode()])
