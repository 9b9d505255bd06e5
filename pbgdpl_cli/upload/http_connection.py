"""HTTP over a bad connection: what may be tried again is tried again, what may not becomes a sentence."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies

import httpx2

from pbgdpl_cli.upload.patience import ClockWatch, Patience, spoken_time
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from pbgdpl_cli.web.sockets import is_on_this_machine
from validators.problems import Message, Problem, say

_TRY_AGAIN = frozenset({408, 423, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 600.0  # seconds, whatever a portal asks for
# How often a server error in answer to one request is put down to the portal's being busy. After that, when the portal
# answers well otherwise, the error belongs to what was sent. Gateways take longer to recover than a portal's own code.
_MOST_ERRORS = 3
_MOST_GATEWAY_ERRORS = 6
_GATEWAY_ERRORS = frozenset({502, 503, 504})
_LATE_ERRORS = frozenset({502, 504})  # the gateway gave up; what stands behind it may still be at work
_SERVER_ERRORS = 500
_LOGIN = ("login", "signin", "sign-in", "dang-nhap", "dangnhap", "/auth", "sso")
_AUTHORITIES = "SSL_CERT_FILE"
_NO_TLS = "WRONG_VERSION_NUMBER"  # what OpenSSL makes of an answer that is not TLS
_TOLD_AFTER = 5.0  # seconds without an answer; shorter gaps are nobody's concern
_LONG_QUESTION = 1000  # letters
_PLAIN_QUESTION = re.compile(r"[!-~]+")
Content = bytes | Iterator[bytes] | None


class TemporaryFailure(Exception):
    """A try that failed for now.

    Attributes:
        reason: Why.
        wait: What the portal asked for, in seconds.
        status: What it answered; None when no answer came.
    """

    def __init__(self, reason: Message | str, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.wait = wait
        self.status = status

    @property
    def may_be_done_late(self) -> bool:
        """Whether the portal may still do what it was asked, although nobody waits for its answer any more."""
        return self.status in _LATE_ERRORS if self.status else not isinstance(self.__cause__, _NOT_ARRIVED)


_NOT_ARRIVED = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.WriteError, httpx2.WriteTimeout)


@cache
def _certificates(scheme: str) -> ssl.SSLContext:
    """Whom to trust (`SSL_CERT_FILE`). Read once: that takes longer than a small package needs to be sent.

    Where nothing is encrypted nobody is trusted, and nothing has to be read.
    """
    return httpx2.create_ssl_context() if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Attempt:
    """One try; a failure that may pass ends it without ending the caller."""

    def __init__(self) -> None:
        self.failure: TemporaryFailure | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.failure = error if isinstance(error, TemporaryFailure) else None
        return self.failure is not None


class HttpConnection:
    """A connection to one portal, which outlives the network connections under it.

    Attributes:
        address: The portal's, without a slash at the end.
        patience: How long to go on trying.
        health: A place that is answered well as long as the portal works. With one, a server error that only a single
            request gets becomes a refusal of that request.
        bare_heads: Whether the portal is known to send no body with its answers to HEAD.

    Args:
        address: The portal's.
        authorization: The header of that name.
        patience: How long to go on trying.
        told: Hears, while sending goes on, that the portal is silent, that it answers again, that the computer slept.
        renewed: Gives the header as it would be now; asked where the portal no longer takes the one it was given.
    """

    def __init__(
        self,
        address: str,
        authorization: str | None = None,
        patience: Patience | None = None,
        told: Callable[[Message], None] | None = None,
        renewed: Callable[[], str | None] | None = None,
    ) -> None:
        self.address = address.rstrip("/")
        self.patience = patience or Patience()
        # On its way through a proxy the target is the whole address, which is then the client's business.
        self._is_direct = is_on_this_machine(self.address) or not getproxies()
        self.health: str | None = None
        self.bare_heads = False
        self._told = told
        self._silent_since: float | None = None
        self._silence_told = False
        self._clock = ClockWatch()
        self._authorization = authorization
        self._renewed = renewed
        self._client = self._fresh()

    def _fresh(self) -> httpx2.Client:
        headers = {"User-Agent": f"pbgdpl/{version('pbgdpl-cli')}"}
        if self._authorization:
            headers["Authorization"] = self._authorization
        timeout = httpx2.Timeout(self.patience.answer, connect=self.patience.connect)
        # A portal on this machine is never behind the office's proxy.
        outside = not is_on_this_machine(self.address)
        return httpx2.Client(
            headers=headers, timeout=timeout, trust_env=outside, verify=_certificates(urlsplit(self.address).scheme)
        )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def renew(self) -> None:
        """Start with fresh connections; what the portal asked to be told again (cookies) is kept."""
        kept = self._client.cookies
        self._client.close()
        self._client = self._fresh()
        self._client.cookies = kept

    def after_missing(self) -> None:
        """To be called after a 404 to HEAD: some portals send a body with it, which spoils the next answer."""
        if not self.bare_heads:
            self.renew()

    def url(self, place: str) -> str:
        """An address on this portal from a path or a full address.

        Raises:
            PortalRefused: It leads to another host, which shall not get our token and files.
        """
        if "://" not in place:
            return self.address + place
        ours, theirs = urlsplit(self.address), urlsplit(place)
        if (ours.hostname, _port(ours)) != (theirs.hostname, _port(theirs)):
            raise PortalRefused(
                say("The portal points to another host, {host}.", host=theirs.netloc),
                hint=say("Check the address after --to."),
            )
        # By the way we came: what stands behind a proxy may not know that it was asked over TLS.
        return theirs._replace(scheme=ours.scheme, netloc=ours.netloc).geturl()

    def _asked(self, url: str) -> tuple[str, dict[str, bytes] | None]:
        """An address as the client takes it, and what to ask for where that is more than it need read.

        Sign by sign, it takes longer for four hundred identifiers than the portal does to look them up.
        """
        start, _, question = url.partition("?")
        if not self._is_direct or len(question) < _LONG_QUESTION or not _PLAIN_QUESTION.fullmatch(question):
            return url, None
        return start, {"target": f"{urlsplit(start).path}?{question}".encode()}

    def once(
        self, method: str, place: str, headers: Mapping[str, str] | None = None, content: Content = None
    ) -> httpx2.Response:
        """One try.

        Raises:
            TemporaryFailure: It failed in a way that may pass.
        """
        self._tell(self._clock.news())
        try:
            url, target = self._asked(self.url(place))
            response = self._client.request(method, url, headers=headers, content=content, extensions=target)
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            self.renew()
            raise self._failure(error) from error
        return self._taken(response)

    def _failure(self, error: httpx2.RequestError) -> TemporaryFailure | Problem:
        """What a request that got no answer comes to: a line may mend, whom nobody trusts stays so."""
        broken = _tls_error(error)
        if isinstance(broken, ssl.SSLCertVerificationError):
            return PortalRefused(
                say("The certificate of {address} is not trusted: {details}.",
                    address=self.address, details=broken.verify_message),
                hint=say("Where an office has an authority of its own, name its file: {name}", name=_AUTHORITIES),
                path=self.address,
            )  # fmt: skip
        if broken is not None and broken.reason == _NO_TLS:
            return PortalRefused(
                say("What answers at {address} does not speak TLS.", address=self.address),
                hint=say("Check the address after --to."),
                path=self.address,
            )
        return TemporaryFailure(_reason_of(error))

    def _taken(self, response: httpx2.Response) -> httpx2.Response:
        if response.status_code in _TRY_AGAIN:
            raise TemporaryFailure(explanation(response), asked_wait(response), response.status_code)
        if _broke_off(response):
            raise TemporaryFailure(say("the answer was cut off."))
        if response.status_code == httpx2.codes.UNAUTHORIZED and self._takes_new_token():
            raise TemporaryFailure(explanation(response))
        self._answered()
        return response

    def at_once(self, place: str, headers: Mapping[str, str], times: int) -> list[httpx2.Response]:
        """Ask the same several times at once, so that as many of the portal's own threads answer.

        Raises:
            PortalUnreachable: As `ask`.
            PortalRefused: As `ask`.
        """
        for attempt in self.tries():
            with attempt:
                return self._at_once(self.url(place), dict(headers), times)
        raise AssertionError  # `tries` ends by an answer or raises

    def _at_once(self, url: str, headers: dict[str, str], times: int) -> list[httpx2.Response]:
        self._tell(self._clock.news())
        client = self._client  # the same for all: it is renewed when the last of them has ended
        with ThreadPoolExecutor(times) as pool:
            asked = [pool.submit(client.get, url, headers=headers) for _ in range(times)]
        try:
            responses = [one.result() for one in asked]
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            self.renew()
            raise self._failure(error) from error
        return [self._taken(response) for response in responses]

    def _takes_new_token(self) -> bool:
        """Whether there is another token by now: one that ends in mid-upload is renewed, and nothing is sent twice."""
        present = None if self._renewed is None else self._renewed()
        if present is None or present == self._authorization:
            return False
        self._authorization = present
        self.renew()
        return True

    def _tell(self, message: Message | None) -> None:
        if message is not None and self._told is not None:
            self._told(message)

    def _answered(self) -> None:
        if self._silence_told and self._silent_since is not None:
            lasted = spoken_time(time.monotonic() - self._silent_since)
            self._tell(say("The portal answers again after {time}; sending goes on.", time=lasted))
        self._silent_since, self._silence_told = None, False

    def _silent(self, reason: Message | str) -> None:
        """Tell once an outage that nothing moves, and why."""
        present = time.monotonic()
        self._silent_since = present if self._silent_since is None else self._silent_since
        if not self._silence_told and present - self._silent_since >= _TOLD_AFTER:
            self._silence_told = True
            self._tell(say("The portal does not answer as it should: {reason} Trying again.", reason=reason))

    def ask(
        self,
        method: str,
        place: str,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        *,
        seconds: float | None = None,
    ) -> httpx2.Response:
        """A request that can be repeated without harm, tried until it is answered.

        Raises:
            PortalUnreachable: No answer in all that time (`seconds`, else `Patience.stuck`).
            PortalRefused: A server error again and again, while the portal answers well otherwise.
        """
        for attempt in self.tries(seconds):
            with attempt:
                return self.once(method, place, headers, content)
        raise AssertionError  # `tries` ends by an answer or raises

    def greet(self, place: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """The first question of a run.

        Raises:
            PortalUnreachable: No answer within `Patience.reach`.
            PortalRefused: Programs are sent elsewhere, for instance to a page where people log in.
        """
        response = self.ask("GET", place, headers, seconds=self.patience.reach)
        if response.is_redirect:
            raise refusal(response, self.address)
        return response

    def download(self, place: str) -> Iterator[bytes]:
        """A file block by block; one try.

        Raises:
            PortalUnreachable: The line broke.
            PortalRefused: It is not given out.
        """
        try:
            with self._client.stream("GET", self.url(place)) as response:
                if not response.is_success:
                    response.read()
                    raise refusal(response, self.address)
                yield from response.iter_bytes()
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            self.renew()
            failure = self._failure(error)
            raise (failure if isinstance(failure, Problem) else self.unreachable(failure.reason)) from error

    def tries(self, seconds: float | None = None) -> Iterator[Attempt]:
        """Tries with growing pauses; the last failure becomes `PortalUnreachable` or `PortalRefused`."""
        errors: list[int] = []
        deadline: float | None = None
        pause = self.patience.first_wait
        while True:
            attempt = Attempt()
            yield attempt
            failure = attempt.failure
            if failure is None:
                return
            # Counted from the first failure: a try that was stopped for an hour with the computer has not failed yet.
            present = time.monotonic()
            if deadline is None:
                deadline = present + (self.patience.stuck if seconds is None else seconds)
            self._silent(failure.reason)
            if self._is_definite(failure, errors):
                raise refused(failure.reason, self.address) from failure
            wait = pause + random.uniform(0, self.patience.first_wait)  # noqa: S311  (so that senders do not fall in step)
            wait = wait if failure.wait is None else min(failure.wait, _LONGEST_WAIT)
            if present + (wait if failure.wait is None else 0) > deadline:
                raise self._given_up(failure, errors) from failure
            time.sleep(wait)
            deadline += max(0.0, time.monotonic() - present - 2 * wait - 1)  # the computer slept in the pause
            pause = min(pause * 2, self.patience.longest_wait)

    def _given_up(self, failure: TemporaryFailure, errors: list[int]) -> Problem:
        if errors and failure.wait is None and self._is_well():
            return refused(failure.reason, self.address)
        return self.unreachable(failure.reason)

    def _is_definite(self, error: TemporaryFailure, errors: list[int]) -> bool:
        """Whether a server error belongs to what is sent and not to the state the portal is in."""
        if error.status is None or error.status < _SERVER_ERRORS or error.wait is not None:
            errors.clear()
            return False
        errors.append(error.status)
        most = _MOST_GATEWAY_ERRORS if error.status in _GATEWAY_ERRORS else _MOST_ERRORS
        return len(errors) >= most and self._is_well()

    def _is_well(self) -> bool:
        """Whether the portal answers other requests well."""
        if self.health is None:
            return False
        with suppress(httpx2.TransportError, httpx2.DecodingError):
            return self._client.get(self.url(self.health)).status_code < _SERVER_ERRORS
        return False

    def unreachable(self, reason: Message | str) -> PortalUnreachable:
        """The problem of a portal that cannot be reached."""
        return PortalUnreachable(
            say("The portal at {address} cannot be reached: {reason}", address=self.address, reason=reason),
            hint=say("Check the network and run the same command again; it goes on where it stopped."),
        )


def _port(parts: SplitResult) -> int | None:
    """The port as it is written; None for the usual one of the scheme."""
    return None if parts.port == {"http": 80, "https": 443}.get(parts.scheme) else parts.port


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    """What went wrong in TLS, if that led to an error."""
    step: BaseException | None = error
    while step is not None and not isinstance(step, ssl.SSLError):
        step = step.__cause__ or step.__context__
    return step


def _reason_of(error: httpx2.RequestError) -> Message | str:
    if (broken := _tls_error(error)) is not None:
        return say("the connection was lost ({details}).", details=broken)
    if isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError):
        return say("nothing answers there.")
    if isinstance(error, httpx2.TimeoutException):
        return say("no answer came in time.")
    return say("the connection was lost ({details}).", details=error)


def _broke_off(response: httpx2.Response) -> bool:
    """Whether a JSON answer without announced length is cut: such a body ends wherever the connection ends."""
    announced = {"content-length", "transfer-encoding"} & set(response.headers)
    if announced or response.request.method == "HEAD" or "json" not in response.headers.get("Content-Type", ""):
        return False
    try:
        json.loads(response.content)
    except ValueError:
        return True
    return False


def asked_wait(response: httpx2.Response) -> float | None:
    """Retry-After in seconds, given as such or as a date (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())


def explanation(response: httpx2.Response) -> str:
    """What a portal says about a refusal: its JSON message or plain text; of an HTML page only the status."""
    start = f"HTTP {response.status_code}"
    kind = response.headers.get("Content-Type", "")
    if "json" in kind:
        try:
            body = json.loads(response.content)
        except ValueError:
            return start
        words = body.get("message") if isinstance(body, dict) else None
        return f"{start}: {str(words)[:200]}" if words else start
    if kind.startswith("text/plain") and response.text.strip():
        return f"{start}: {response.text.strip().splitlines()[0][:200]}"
    return start


def json_object(response: httpx2.Response) -> dict[str, Any]:
    """The JSON object an answer holds; an empty one when it holds anything else."""
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def refusal(response: httpx2.Response, address: str) -> Problem:
    """The problem of an answer that is no success and will not change by asking again."""
    reason = explanation(response)
    hints = {
        401: say("Set {name} to the token the portal's administrator gave you.", name=TOKEN_VARIABLE),
        403: say("Ask the portal's administrator for the right to write."),
        413: say("The portal does not take files of this size."),
        507: say("The portal's disk is full; tell its administrator."),
    }
    hint = hints.get(response.status_code) or say("Check the address after --to.")
    if response.is_redirect:
        target = response.headers.get("Location", "")[:200]
        reason = f"{reason} → {target}"
        if any(word in target.lower() for word in _LOGIN):
            hint = say("The portal sends programs to a page where people log in: ask its administrator for a token.")
    elif "html" in response.headers.get("Content-Type", ""):
        hint = hints.get(response.status_code) or say(
            "A page for people came instead of an answer for programs; check the address after --to, or a gateway."
        )
    return refused(reason, address, hint)


def refused(reason: Message | str, address: str, hint: Message | None = None) -> PortalRefused:
    """The problem of what a portal does not take, in its own words."""
    return PortalRefused(
        say("The portal refused: {reason}", reason=reason),
        hint=hint or say("Tell the portal's administrator; what else is sent goes on."),
        path=address,
    )
