"""What a person hears while sending goes on: outages, sleep, clocks, and how far it is."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from converters.progress import Silent
from pbgdpl_cli.runs.upload_progress import PAUSE, UploadProgress
from pbgdpl_cli.upload import http_connection
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOutcome
from pbgdpl_cli.upload.http_connection import HttpConnection, refusal
from pbgdpl_cli.upload.patience import ClockWatch, Patience
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.targets import open_transport
from validators.problems import say

PATIENCE = Patience(reach=1, stuck=5, first_wait=0.01, longest_wait=0.02, connect=1, answer=2)


class Server(ThreadingHTTPServer):
    """Answers from a list, the last one for ever."""

    answers: list[tuple[int, dict[str, str], bytes]]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        answers = self.server.answers
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server(("127.0.0.1", 0), Handler)
    opened.daemon_threads = True
    threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield opened
    opened.shutdown()
    opened.server_close()


def connected(server: Server, told: list[str]) -> HttpConnection:
    address = f"http://127.0.0.1:{server.server_address[1]}"
    return HttpConnection(address, patience=PATIENCE, told=lambda message: told.append(str(message)))


def test_an_outage_is_told_once_and_its_end_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_connection, "_TOLD_AFTER", 0.02)
    told: list[str] = []
    server.answers = [(503, {}, b"")] * 6 + [(200, {}, b"ok")]
    connection = connected(server, told)
    assert connection.ask("GET", "/").status_code == 200
    connection.close()
    assert len(told) == 2
    assert "503" in told[0]
    assert "again" in told[1]


def test_a_short_gap_is_nobodys_concern(server: Server) -> None:
    told: list[str] = []
    server.answers = [(503, {}, b""), (200, {}, b"ok")]
    connection = connected(server, told)
    connection.ask("GET", "/")
    connection.close()
    assert told == []


def test_a_try_that_was_stopped_for_long_is_tried_again(server: Server) -> None:
    """A computer that slept within a request has not been refused: patience counts from the first failure."""
    server.answers = [(408, {}, b""), (200, {}, b"ok")]
    connection = connected(server, [])
    done = 0
    for attempt in connection.tries(0.5):
        with attempt:
            if not done:
                time.sleep(0.7)
            done += 1
            assert connection.once("GET", "/").status_code == 200
    assert done == 2
    connection.close()


def test_who_never_answers_is_given_up(server: Server) -> None:
    server.answers = [(503, {}, b"")]
    connection = connected(server, [])
    with pytest.raises(PortalUnreachable):
        connection.ask("GET", "/", seconds=0.1)
    connection.close()


@pytest.mark.parametrize(
    ("status", "headers", "word"),
    [
        (302, {"Location": "https://sso.example/login?next=/"}, "log in"),
        (403, {"Content-Type": "text/html"}, "right to write"),
        (404, {"Content-Type": "text/html"}, "page for people"),
    ],
)
def test_a_page_for_people_and_a_login_are_one_sentence(
    server: Server, status: int, headers: dict[str, str], word: str
) -> None:
    server.answers = [(status, headers, b"<html><body><h1>Dang nhap</h1></body></html>")]
    connection = connected(server, [])
    problem = refusal(connection.ask("GET", "/"), "x")
    connection.close()
    assert word in str(problem.hint)
    assert "<" not in str(problem.message)


@pytest.mark.parametrize(("jump", "word"), [(3600.0, "slept for 60 minutes"), (-7200.0, "set back by 2 hours")])
def test_a_clock_that_jumps_is_told_once(jump: float, word: str) -> None:
    wall = [1000.0]
    watch = ClockWatch(lambda: wall[0], lambda: 5.0)
    assert watch.news() is None
    wall[0] += jump
    assert word in str(watch.news())
    assert watch.news() is None


def test_bytes_packages_failures_and_the_rest_are_told_in_a_log() -> None:
    now = [0.0]
    lines: list[str] = []
    progress = UploadProgress(Silent(), lambda message: lines.append(str(message)), 10, lambda: now[0])
    progress.start(say("Uploading (KB)"), 10_000)
    for number in range(8):
        now[0] += PAUSE / 4
        progress.advance(1000, "a.pdf")
        outcome = UploadOutcome.FAILED if number == 2 else UploadOutcome.SENT
        progress.ended(UploadItem(Path("a"), None, "A", outcome))
    progress.finish()
    assert len(lines) == 2
    assert "4.0 of 10.0 MB, 3 of 10 packages, 1 failed" in lines[0]
    assert "about a minute left" in lines[1]


@pytest.fixture
def unknown_authority(tmp_path: Path) -> Path:
    """A certificate for this computer that nobody vouches for, with its key."""
    place = tmp_path / "chung-thu.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost"]  # fmt: skip
    words += ["-keyout", str(place), "-out", str(tmp_path / "out.pem")]
    subprocess.run(words, check=True, capture_output=True)
    place.write_bytes(place.read_bytes() + (tmp_path / "out.pem").read_bytes())
    return place


@pytest.mark.real
def test_who_is_not_trusted_is_told_at_once_with_the_way_out(
    server: Server, unknown_authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(unknown_authority)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.answers = [(200, {}, b"ok")]
    connection = HttpConnection(f"https://localhost:{server.server_address[1]}", patience=PATIENCE)
    with closing(connection), pytest.raises(PortalRefused) as refused:
        connection.ask("GET", "/")
    assert "not trusted: self-signed certificate" in str(refused.value.message)
    assert "SSL_CERT_FILE" in str(refused.value.hint)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "out.pem"))
    http_connection._certificates.cache_clear()
    trusting = HttpConnection(f"https://localhost:{server.server_address[1]}", patience=PATIENCE)
    with closing(trusting):
        assert trusting.ask("GET", "/").status_code == 200
    http_connection._certificates.cache_clear()


def test_an_address_with_an_s_too_many_is_told_at_once(server: Server) -> None:
    server.answers = [(200, {}, b"ok")]
    connection = HttpConnection(f"https://localhost:{server.server_address[1]}", patience=PATIENCE)
    with closing(connection), pytest.raises(PortalRefused) as refused:
        connection.ask("GET", "/")
    assert "does not speak TLS" in str(refused.value.message)


@pytest.mark.parametrize("kind", ["", "wordpress+", "plone+"])
def test_where_programs_are_sent_to_a_login_that_is_said_at_once(server: Server, kind: str, tmp_path: Path) -> None:
    server.answers = [(302, {"Location": "https://sso.example.vn/dang-nhap"}, b"")]
    address = f"{kind}http://127.0.0.1:{server.server_address[1]}"
    transport = open_transport(address, tmp_path, patience=PATIENCE, environ={})
    with closing(transport), pytest.raises(PortalRefused) as refused:
        transport.check()
    assert "log in" in str(refused.value.hint)
    assert "dang-nhap" in str(refused.value.message)
