from __future__ import annotations

import asyncio
import socket

import pytest

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.web.sockets import address_of, is_loopback, is_on_this_machine, listening


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "portal.example", "127.0.0.1.example"])  # noqa: S104
def test_what_others_can_reach_is_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("address", "here"),
    [("http://127.0.0.1:80", True), ("http://localhost", True), ("http://[::1]:1", True),
     ("http://127.0.0.1.example", False), ("http://10.0.0.1", False), ("http://", False)],
)  # fmt: skip
def test_what_is_this_machine(address: str, here: bool) -> None:
    assert is_on_this_machine(address) is here


def test_a_free_port_is_taken_and_let_go() -> None:
    with listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address_of("127.0.0.1", listener) == f"http://127.0.0.1:{port}"
    with listening("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortalProblem) as caught, listening("127.0.0.1", port):
            pass
    assert str(port) in str(caught.value.message)
    assert "--port" in str(caught.value.hint)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("192.0.2.1", 0), ("no such host", 0)])
def test_what_cannot_be_listened_on_is_told(host: str, port: int) -> None:
    with pytest.raises(PortalProblem), listening(host, port):
        pass


def test_an_ipv6_address_has_brackets() -> None:
    try:
        with listening("::1", 0) as listener:
            assert address_of("::1", listener).startswith("http://[::1]:")
    except PortalProblem:
        pytest.skip("this machine has no IPv6")


def test_small_answers_are_sent_at_once() -> None:
    """asyncio sets TCP_NODELAY only on sockets that name TCP; without it each answer on a kept connection waits."""

    async def ask(listener: socket.socket) -> int:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            told.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname()[:2])
            writer.close()
            return await told

    with listening("127.0.0.1", 0) as listener:
        assert asyncio.run(ask(listener)) != 0
