"""Who may ask a server of ours. The application behind the guard is a real one that answers "in" to everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
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


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "LocalHost:8734", "[::1]:8734", "[::1]"])
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


def test_a_question_sent_as_a_post_needs_nothing() -> None:
    with guarded(questions=frozenset({"/oai"})) as client:
        assert client.post("/oai", headers={"Sec-Fetch-Site": "cross-site"}).text == "in"
        assert client.post("/oai/x", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
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
