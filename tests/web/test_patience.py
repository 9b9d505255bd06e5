"""Half-sent heads are not waited for: not for long, and not for many."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pbgdpl_cli.web import patience
from pbgdpl_cli.web.serving import in_background, server_for
from pbgdpl_cli.web.sockets import listening

pytestmark = pytest.mark.real
WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: a\r\n"


async def _slowly(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


@pytest.fixture
def port(request: pytest.FixtureRequest) -> int:
    stack = ExitStack()
    request.addfinalizer(stack.close)  # noqa: PT021  (a stack of two contexts)
    listener = stack.enter_context(listening("127.0.0.1", 0))
    application = Starlette(routes=[Route("/", _slowly, methods=["GET", "POST"])])
    stack.enter_context(in_background(server_for(application), listener))
    return int(listener.getsockname()[1])


def opened(port: int, head: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(head)
    return connection


def answer_of(connection: socket.socket) -> bytes:
    """The answer, to the end of its body."""
    gathered = b""
    while not gathered.endswith(b" bytes"):
        gathered += connection.recv(1000)
    return gathered


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(100) == b""
    except ConnectionError:
        return True


def test_a_reader_gets_in_through_a_crowd_of_half_sent_heads(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_HEADS", 20)
    crowd = [opened(port, HALF) for _ in range(60)]
    with opened(port, WHOLE) as reader:
        assert b"200 OK" in answer_of(reader)
    assert is_closed(crowd[0])
    for connection in crowd:
        connection.close()


@pytest.mark.parametrize("before", [b"", WHOLE])
def test_the_rest_of_a_head_is_not_waited_for_for_ever(
    port: int, monkeypatch: pytest.MonkeyPatch, before: bytes
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.3)
    with opened(port, before or HALF) as connection:
        if before:
            assert b"200 OK" in answer_of(connection)
            connection.sendall(HALF)
        assert is_closed(connection)


def test_a_sender_may_take_long_over_a_body(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    with opened(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab") as connection:
        time.sleep(0.6)
        connection.sendall(b"cd")
        assert b"4 bytes" in answer_of(connection)
