"""Answers a portal, a proxy or something else entirely may give, and what a person is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import httpx2
import pytest
from loopback import QuietHandler, served_by
from package_factory import make_package

from pbgdpl_cli.errors import exit_code_of
from pbgdpl_cli.result import ExitCode
from pbgdpl_cli.upload.http_connection import HttpConnection, _certificates, asked_wait, explanation
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.problems import Problem

HASTY = Patience(reach=1.0, stuck=1.0, first_wait=0.01, longest_wait=0.05, connect=1, answer=1)
Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def answering(answer: Callable[[int, str, str], Answer]) -> Iterator[str]:
    """A server that answers what it is told to, given the request's number, method and path."""
    count = [0]

    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            count[0] += 1
            status, headers, body = answer(count[0], self.command, self.path)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_PUT = do_POST = do_PATCH = do_OPTIONS = _answer  # noqa: N815

    with served_by(Handler) as address:
        yield address


@contextmanager
def transport(address: str) -> Iterator[EmbeddedTransport]:
    opened = EmbeddedTransport(address, patience=HASTY)
    try:
        yield opened
    finally:
        opened.close()


HTML = b"<html><body><h1>Fatal error</h1>Allowed memory size exhausted</body></html>"
PORTAL = b'{"name": "pbgdpl-portal", "portal": "p"}'


@pytest.mark.real
@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, {"Content-Type": "text/html"}, HTML),
        (200, {"Content-Type": "application/json"}, b"[1, 2"),
        (200, {"Content-Type": "application/json"}, b"[]"),
        (200, {"Content-Type": "application/json"}, b'{"name": "other"}'),
        (404, {"Content-Type": "text/html"}, HTML),
        (302, {"Location": "http://login.example/"}, b""),
        (401, {"Content-Type": "text/plain"}, b"no"),
        (200, {"Content-Type": "text/plain; charset=unknown-8"}, b"\xff\xfe\x00"),
    ],
)
def test_what_is_no_portal_is_told_as_such(status: int, headers: dict[str, str], body: bytes) -> None:
    with answering(lambda *_: (status, headers, body)) as address, transport(address) as opened:
        with pytest.raises(PortalRefused) as caught:
            opened.check()
        assert exit_code_of(caught.value) is ExitCode.REFUSED
        assert "<html" not in str(caught.value)


@pytest.mark.real
def test_an_html_error_page_in_the_middle_becomes_a_sentence(tmp_path: Path) -> None:
    def answer(number: int, method: str, path: str) -> Answer:
        if path == "/portal.json":
            return 200, {}, PORTAL
        return 403, {"Content-Type": "text/html"}, HTML

    parcel = open_parcel(make_package(tmp_path))
    with answering(answer) as address, transport(address) as opened:
        opened.check()
        for ask in (lambda: opened.find_record(parcel), lambda: opened.send_record(parcel, None)):
            with pytest.raises(PortalRefused) as caught:
                ask()
            assert "403" in str(caught.value)


@pytest.mark.real
def test_a_busy_portal_is_asked_again_after_the_time_it_names() -> None:
    def answer(number: int, method: str, path: str) -> Answer:
        return (503, {"Retry-After": "0"}, HTML) if number < 3 else (200, {}, PORTAL)

    with answering(answer) as address, transport(address) as opened:
        opened.check()
        assert opened.target == "portal:p"


@pytest.mark.real
def test_a_portal_that_stays_busy_is_given_up() -> None:
    with (
        answering(lambda *_: (502, {"Content-Type": "text/html"}, HTML)) as address,
        transport(address) as opened,
        pytest.raises(PortalUnreachable) as caught,
    ):
        opened.check()
    assert "502" in str(caught.value)


@pytest.mark.real
@pytest.mark.parametrize("status", [500, 502, 504])
def test_an_error_only_one_request_gets_is_a_refusal_of_it(status: int) -> None:
    words = b'{"message": "This one I do not take."}'

    def answer(number: int, method: str, path: str) -> Answer:
        return (200, {}, PORTAL) if path == "/portal.json" else (status, {"Content-Type": "application/json"}, words)

    with answering(answer) as address:
        connection = HttpConnection(address, patience=replace(HASTY, stuck=20))
        connection.health = "/portal.json"
        with pytest.raises(PortalRefused) as caught:
            connection.ask("PUT", "/x", content=b"")
        connection.close()
    assert "This one I do not take." in str(caught.value)


@pytest.mark.real
def test_an_error_every_request_gets_is_no_refusal() -> None:
    with answering(lambda *_: (500, {}, b"")) as address:
        connection = HttpConnection(address, patience=HASTY)
        connection.health = "/portal.json"
        with pytest.raises(PortalUnreachable):
            connection.ask("PUT", "/x", content=b"")
        connection.close()


@pytest.mark.real
def test_a_known_portal_is_asked_over_one_connection(tmp_path: Path) -> None:
    """After a 404 to HEAD only a portal nobody knows gets a fresh one; and what is trusted is read once."""

    def answer(number: int, method: str, path: str) -> Answer:
        return (200, {}, PORTAL) if path == "/portal.json" else (404, {}, b"")

    parcel = open_parcel(make_package(tmp_path))
    with answering(answer) as address, transport(address) as opened:
        strange = opened._connection._client
        opened.find_record(parcel)
        known = opened._connection._client
        opened.check()
        opened.find_record(parcel)
        opened.has_file(parcel, parcel.files[0])
        assert known is not strange
        assert opened._connection._client is known
    assert _certificates("https") is _certificates("https")
    assert _certificates("https").get_ca_certs() or _certificates("https").cert_store_stats()["x509_ca"]
    assert _certificates("http").cert_store_stats()["x509_ca"] == 0


@pytest.mark.real
def test_nobody_at_home() -> None:
    with transport("http://127.0.0.1:9") as opened, pytest.raises(PortalUnreachable) as caught:
        opened.check()
    assert exit_code_of(caught.value) is ExitCode.REFUSED


@pytest.mark.real
def test_a_portal_that_points_elsewhere_gets_no_files(tmp_path: Path) -> None:
    def answer(number: int, method: str, path: str) -> Answer:
        if method == "POST":
            return 201, {"Location": "http://evil.example/uploads/1"}, b""
        return 404, {}, b""

    class Notes:
        def load(self) -> None:
            return None

        def save(self, transfer: object) -> None:
            raise AssertionError

        def forget(self) -> None:
            pass

    parcel = open_parcel(make_package(tmp_path))
    with answering(answer) as address, transport(address) as opened, pytest.raises(PortalRefused) as caught:
        opened.send_file(parcel, parcel.files[0], Notes(), lambda count: None)  # type: ignore[arg-type]
    assert "evil.example" in str(caught.value)


@pytest.mark.real
def test_a_404_to_head_with_a_body_does_not_poison_the_next_answer(tmp_path: Path) -> None:
    """Seen with Plone: the body of an answer to HEAD is taken for the next answer on the same connection."""
    import socket

    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\n<html>!")
            threading.Timer(0.5, connection.close).start()

    threading.Thread(target=serve, daemon=True).start()
    parcel = open_parcel(make_package(tmp_path))
    with transport(f"http://127.0.0.1:{listener.getsockname()[1]}") as opened:
        assert opened.find_record(parcel) is None
        assert opened.has_file(parcel, parcel.files[0]) is False
    listener.close()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7), ("0", 0), ("", None), ("soon", None), ("-3", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("1e3", None)],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert asked_wait(httpx2.Response(503, headers={"Retry-After": value})) == seconds


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Type": "application/json"}, b'{"message": "Het cho"}', "HTTP 500: Het cho"),
        ({"Content-Type": "application/json"}, b"{", "HTTP 500"),
        ({"Content-Type": "application/problem+json"}, b'["x"]', "HTTP 500"),
        ({"Content-Type": "text/plain"}, b"\n\nmot dong\nhai", "HTTP 500: mot dong"),
        ({"Content-Type": "text/html"}, HTML, "HTTP 500"),
        ({}, b"", "HTTP 500"),
        ({"Content-Type": "text/plain"}, b"x" * 900, "HTTP 500: " + "x" * 200),
    ],
)
def test_what_a_portal_says(headers: dict[str, str], body: bytes, told: str) -> None:
    assert explanation(httpx2.Response(500, headers=headers, content=body)) == told


@pytest.mark.real
def test_the_proxy_of_the_office_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with answering(lambda *_: (200, {}, PORTAL)) as address:
        connection = HttpConnection(address, patience=HASTY)
        assert connection.ask("GET", "/portal.json").is_success
        connection.close()


def test_problems_survive_a_process_border() -> None:
    import pickle

    connection = HttpConnection("http://127.0.0.1:9")
    problem = pickle.loads(pickle.dumps(connection.unreachable("x")))  # noqa: S301
    connection.close()
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    "question", ["id=a", "&".join(f"id=urn:uuid:{number:032x}" for number in range(100)), "id=đ" * 500]
)
def test_a_question_arrives_as_it_was_asked_however_long_it_is(question: str) -> None:
    asked = []

    def answer(number: int, method: str, path: str) -> Answer:
        del number, method
        asked.append(path)
        return 200, {}, b"{}"

    with answering(answer) as address:
        connection = HttpConnection(f"{address}/kho", patience=HASTY)
        connection.ask("GET", f"/records?{question}")
        connection.ask("GET", "/records")
        connection.close()
    assert [unquote(path) for path in asked] == [f"/kho/records?{question}", "/kho/records"]


@pytest.mark.real
def test_a_long_question_finds_its_way_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(number: int, method: str, path: str) -> Answer:
        del number, method
        asked.append(path)
        return 200, {}, b"{}"

    with answering(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        connection = HttpConnection("http://portal.invalid/kho", patience=HASTY)
        connection.ask("GET", f"/records?id={'a' * 2000}")
        connection.close()
    assert asked == [f"http://portal.invalid/kho/records?id={'a' * 2000}"]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("/uploads/1", "https://cong.example:8443/uploads/1"),
        ("https://cong.example:8443/uploads/1?a=b", "https://cong.example:8443/uploads/1?a=b"),
        ("http://Cong.Example:8443/uploads/1", "https://cong.example:8443/uploads/1"),  # it knows nothing of its proxy
    ],
)
def test_a_place_is_asked_for_by_the_way_we_came(told: str, asked: str) -> None:
    connection = HttpConnection("https://cong.example:8443")
    assert connection.url(told) == asked
    connection.close()


@pytest.mark.parametrize("port", ["", ":443"])
@pytest.mark.parametrize("told", ["https://cong.example/u", "https://cong.example:443/u", "http://cong.example/u"])
def test_the_usual_port_may_be_written_or_not(port: str, told: str) -> None:
    connection = HttpConnection(f"https://cong.example{port}")
    assert connection.url(told) == f"https://cong.example{port}/u"
    connection.close()


@pytest.mark.parametrize(
    "told", ["https://other.example/u", "https://cong.example:8443/u", "https://cong.example.evil/u"]
)
def test_another_host_or_port_gets_nothing(told: str) -> None:
    connection = HttpConnection("https://cong.example")
    with pytest.raises(PortalRefused):
        connection.url(told)
    connection.close()
