"""Attacks from one machine against a portal in its own process: others are still answered, and memory stays bounded."""

from __future__ import annotations

import json
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from tests.portal.served import Served, served
from tests.upload.package_factory import make_record

pytestmark = pytest.mark.real
TUS = {"Tus-Resumable": "1.0.0"}
MOST_MEMORY = 700_000_000  # bytes
HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def portal(home: Path) -> Iterator[Served]:
    with served(home) as running:
        yield running


def client_of(portal: Served) -> httpx2.Client:
    return httpx2.Client(base_url=f"http://127.0.0.1:{portal.port}", trust_env=False, timeout=60)


def test_eleven_hundred_half_sent_heads_keep_no_reader_out(portal: Served) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3000:
        pytest.skip("too few open files are allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with ExitStack() as stack, client_of(portal) as client:
        for _ in range(1100):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", portal.port), timeout=30))
            connection.sendall(HALF)
        assert client.get("/health").status_code == 200
        assert client.get("/").status_code == 200
    assert portal.memory < MOST_MEMORY


def test_fifteen_hundred_idle_connections_keep_no_reader_out(portal: Served) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3000:
        pytest.skip("too few open files are allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with ExitStack() as stack, client_of(portal) as client:
        for _ in range(1500):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", portal.port), timeout=30))
            connection.sendall(HALF.replace(b"GET /", b"GET /health") + b"\r\n")
        assert client.get("/health").status_code == 200
    assert portal.memory < MOST_MEMORY


def test_two_thousand_empty_uploads_keep_no_sender_out(portal: Served, home: Path) -> None:
    with client_of(portal) as client:
        answers = [
            client.post("/uploads", headers=TUS | {"Upload-Length": "1000000000"}).status_code for _ in range(2001)
        ]
        assert answers[:2000] == [201] * 2000
        assert answers[2000] == 507  # for ten minutes; then those that never began make way
        assert client.get("/health").status_code == 200
    assert sum(part.stat().st_size for part in (home / "portal" / "parts").iterdir()) == 0
    assert portal.memory < MOST_MEMORY


def large(number: int, megabytes: int) -> tuple[str, bytes]:
    """A record that is one small passage over and over, what takes most memory for its length; its identifier."""
    body = make_record(title=f"R{number}").model_dump(mode="json", exclude_none=True) | {"content": []}
    one = '{"type":"paragraph","text":"x"}'
    passages = ",".join([one] * (megabytes * 1_000_000 // (len(one) + 1)))
    return body["identifier"], json.dumps(body).replace('"content": []', f'"content": [{passages}]').encode()


@pytest.mark.parametrize(("megabytes", "status"), [(31, 413), (10, 201)])
def test_six_large_records_at_once_stay_in_bounds(portal: Served, megabytes: int, status: int) -> None:
    bodies = [large(number, megabytes) for number in range(6 if status == 413 else 3)]
    statuses: list[int] = []

    def put(identifier: str, body: bytes) -> None:
        with client_of(portal) as client:
            try:
                statuses.append(client.put(f"/records/{identifier}", content=body, timeout=500).status_code)
            except httpx2.WriteError:
                statuses.append(413)  # refused while it was still being sent, and the connection closed

    threads = [threading.Thread(target=put, args=body) for body in bodies]
    for thread in threads:
        thread.start()
    with client_of(portal) as client:
        assert client.get("/health").status_code == 200
    for thread in threads:
        thread.join(timeout=500)
    assert statuses == [status] * len(bodies)
    assert portal.memory < MOST_MEMORY
