"""Who may ask a server of ours. The application behind the guard is a real one that answers "in" to everything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import SCRIPTLESS_PAGES, Guard, host_of, is_from_another_site

WRITING = ("POST", "PUT", "PATCH", "DELETE")


async def _in(request: Request) -> PlainTextResponse:
    headers = {"Content-Security-Policy": "sandbox"} if request.url.path == "/file" else {}
    return PlainTextResponse("in", headers=headers)


@contextmanager
def guarded(access: Access | None = None, **settings: Any) -> Iterator[TestClient]:
    application = Starlette(routes=[Route("/{path:path}", _in, methods=["GET", "HEAD", "OPTIONS", *WRITING])])
    application.add_middleware(Guard, access=access or Access(), **settings)
    with TestClient(application, base_url="http://127.0.0.1:8734") as client:
        yield client


@pytest.mark.parametrize("method", WRITING)
def test_a_program_on_this_machine_may_write(method: str) -> None:
    with guarded() as client:
        assert client.request(method, "/").text == "in"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost:8734", "[::1]:8734", "[::1]"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    with guarded() as client:
        assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8734", "127.0.0.1.evil.example", "", "[::2]:8734"])
def test_other_names_are_not(host: str) -> None:
    with guarded() as client:
        reply = client.get("/", headers={"Host": host})
        assert (reply.status_code, reply.json()["error"]) == (421, "unknown-host")
    with guarded(Access(hosts=())) as client:
        assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Origin": "http://[evil"},
    ],
)
@pytest.mark.parametrize("method", WRITING)
def test_a_page_of_another_site_may_read_but_not_write(method: str, headers: dict[str, str]) -> None:
    with guarded() as client:
        reply = client.request(method, "/", headers=headers)
        assert (reply.status_code, reply.json()["error"]) == (403, "foreign-page")
        assert client.get("/", headers=headers).text == "in"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:8734"},
        # Behind a proxy that gives the server another name; the browser itself says whose page it is.
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://portal.example"},
    ],
)
def test_its_own_pages_may_write(headers: dict[str, str]) -> None:
    with guarded() as client:
        assert client.post("/", headers=headers).text == "in"


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer falsch", "Basic geheim", "geheim", "Bearer geheim2"])
def test_writing_needs_the_token(value: str) -> None:
    with guarded(Access(token="geheim", wrong_token_seconds=0)) as client:
        assert client.put("/", headers={"Authorization": value}).status_code == 401
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_opens_the_door(scheme: str) -> None:
    with guarded(Access(token="geheim", wrong_token_seconds=0)) as client:
        assert client.put("/", headers={"Authorization": f"{scheme} geheim"}).status_code == 200


def test_a_token_of_other_letters_than_ascii_is_only_a_wrong_one() -> None:
    with guarded(Access(token="geheim", wrong_token_seconds=0)) as client:
        assert client.put("/", headers={"Authorization": "Bearer mật".encode()}).status_code == 401


def test_a_question_sent_as_a_post_needs_nothing() -> None:
    with guarded(Access(token="geheim", wrong_token_seconds=0), questions=frozenset({"/oai"})) as client:
        assert client.post("/oai", headers={"Sec-Fetch-Site": "cross-site"}).text == "in"
        assert client.post("/oai/x").status_code == 401
        assert client.post("/oai", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("place", ["/", "/nothing"])
def test_every_answer_carries_the_safety_headers_refusals_too(place: str) -> None:
    with guarded() as client:
        for reply in (client.get(place), client.get(place, headers={"Host": "evil.example"})):
            assert reply.headers["Content-Security-Policy"] == SCRIPTLESS_PAGES
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert reply.headers["X-Frame-Options"] == "DENY"


def test_a_server_chooses_its_policy_and_an_answer_its_own() -> None:
    with guarded(content_policy="default-src 'self'; script-src 'self'") as client:
        assert client.get("/").headers["Content-Security-Policy"] == "default-src 'self'; script-src 'self'"
        assert client.get("/file").headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.example", "a.example"), ("a.example:80", "a.example"), ("[::1]:80", "::1"), ("[::1]", "::1"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of(header) == name


def test_a_program_that_says_nothing_is_no_page() -> None:
    assert not is_from_another_site(Headers({"host": "127.0.0.1:1"}))


def test_wrong_tokens_wait_for_each_other_and_the_right_one_for_nobody() -> None:
    """Three wrong ones and the right one at once: the right one is answered first, the wrong ones one by one."""
    answered: list[str] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    guard = Guard(inside, Access(token="geheim", hosts=(), wrong_token_seconds=0.02))

    async def ask(token: str) -> float:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answered.append(f"{token} {message['status']}")

        scope = {
            "type": "http",
            "method": "PUT",
            "path": "/",
            "headers": [(b"authorization", f"Bearer {token}".encode())],
        }
        await guard(scope, None, send)  # type: ignore[arg-type]
        return asyncio.get_running_loop().time()

    async def all_at_once() -> list[float]:
        started = asyncio.get_running_loop().time()
        ended = await asyncio.gather(ask("a"), ask("b"), ask("c"), ask("geheim"))
        return [moment - started for moment in ended]

    ended = asyncio.run(all_at_once())
    assert answered == ["geheim 200", "a 401", "b 401", "c 401"]
    assert ended[2] >= 3 * 0.02  # never less, however fast the machine


def test_too_many_wrong_tokens_are_turned_away_at_once() -> None:
    guard = Guard(lambda *_: None, Access(token="geheim", hosts=(), wrong_token_seconds=0))  # type: ignore[arg-type]
    guard._waiting = 32
    refusal = JSONResponse({}, 401)
    assert asyncio.run(guard._slowly(refusal)).status_code == 429
