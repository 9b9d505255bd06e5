"""Who gets in: whoever has the token, and once whoever comes first with the one that a browser was started with."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pbgdpl_cli.review.gate import TokenGate

TOKEN, ONCE = "t" * 32, "o" * 32


def opened(once: str = ONCE) -> TestClient:
    """A guarded page, and a browser that has not been there."""

    async def page(_: Request) -> PlainTextResponse:
        return PlainTextResponse("hàng riêng")

    application = Starlette(routes=[Route("/", page)])
    application.add_middleware(TokenGate, token=TOKEN, once=once)
    return TestClient(application, base_url="http://127.0.0.1")


@pytest.mark.parametrize("given", [TOKEN, ONCE])
def test_either_token_lets_in_and_the_cookie_keeps_it_open(given: str) -> None:
    client = opened()
    assert client.get(f"/?token={given}").text == "hàng riêng"
    assert client.get("/").text == "hàng riêng"


def test_who_sees_what_the_browser_was_started_with_comes_too_late() -> None:
    client = opened()
    assert client.get(f"/?token={ONCE}").status_code == 200
    client.cookies.clear()
    assert client.get(f"/?token={ONCE}").status_code == 403
    assert client.get(f"/?token={TOKEN}").status_code == 200


def test_the_cookie_does_not_hold_the_token_that_was_seen() -> None:
    client = opened()
    client.get(f"/?token={ONCE}")
    assert ONCE not in client.cookies.values()


@pytest.mark.parametrize("given", ["", "o", ONCE + "o", "é"])
def test_nothing_else_does(given: str) -> None:
    assert opened().get("/", params={"token": given}).status_code == 403
    assert opened(once="").get("/", params={"token": given}).status_code == 403


def test_only_reading_is_let_in_by_an_address() -> None:
    assert opened().post(f"/?token={ONCE}").status_code == 403
