"""A portal that encrypts itself, and one behind nginx: what a client, a stranger and an attacker on the way meet."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from pbgdpl_cli.app import run
from pbgdpl_cli.portal.exposure import Certificate
from pbgdpl_cli.portal.server import start_background
from tests.portal.served import served
from tests.portal.test_exposure import certificate as certificate  # noqa: PLC0414  (the same certificate)

pytestmark = pytest.mark.real
NAME = "tusach.example"
OFFICE = "Sở Tư pháp tỉnh Mẫu"
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name {name};
        ssl_certificate {certificate}; ssl_certificate_key {key};
        client_max_body_size 0; proxy_request_buffering off; proxy_read_timeout 300s;
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PBGDPL_HOME", str(home / "client"))
    monkeypatch.delenv("PBGDPL_PORTAL_TOKEN", raising=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def token_for(home: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert run(["portal", "token", "add", "--office", OFFICE, "--home", str(home), *options]) == 0
    return capsys.readouterr().out.split()[0]


def trusting(certificate: Certificate, token: str | None = None, name: str | None = None) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if name:
        headers["Host"] = name
    context = ssl.create_default_context(cafile=str(certificate.certificate))
    return httpx2.Client(verify=context, headers=headers, trust_env=False, timeout=60)


def test_it_encrypts_by_itself(
    home: Path, certificate: Certificate, package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    secret, port = token_for(home, capsys), free_port()
    address = f"https://127.0.0.1:{port}"
    options = ("--certificate", str(certificate.certificate), "--key", str(certificate.key), "--address", address)
    with served(home, *options, port=port) as portal:
        assert portal.told == address
        # Whoever does not know the issuer sends nothing.
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", secret)
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"{address}/health", trust_env=False)
        # Plain HTTP gets no answer.
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"http://127.0.0.1:{port}/health", trust_env=False)
        with trusting(certificate, secret) as client:
            assert client.get(f"{address}/health").status_code == 200
            assert client.get(f"{address}/metrics").status_code == 403
            announced = client.post(f"{address}/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
            assert announced.status_code == 201
        with trusting(certificate) as client:
            assert client.put(f"{address}/records/x", content=b"{}").status_code == 401


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(folder: Path, certificate: Certificate, behind: int, port: int) -> Iterator[None]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin")
    if program is None:
        pytest.skip("nginx is not installed")
    folder.mkdir()
    settings = folder / "nginx.conf"
    settings.write_text(
        NGINX.format(folder=folder, port=port, behind=behind, name=NAME, certificate=certificate.certificate,
                     key=certificate.key),
        encoding="ascii",
    )  # fmt: skip
    with subprocess.Popen([program, "-p", str(folder), "-c", str(settings)], stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 30
            while not answers(port) and time.monotonic() < deadline:
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_behind_nginx(
    home: Path, tmp_path: Path, certificate: Certificate, package: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    secret, behind, port = token_for(home, capsys), free_port(), free_port()
    keeper = token_for(home, capsys, "--role", "administrator")
    public = f"https://{NAME}:{port}"
    with (
        served(home, "--address", public, port=behind) as portal,
        nginx(tmp_path / "nginx", certificate, behind, port),
    ):
        assert portal.told == public
        front = f"https://127.0.0.1:{port}"
        with trusting(certificate, secret, NAME) as client:
            assert client.get(f"{front}/ready").status_code == 200
            # Addresses in answers are the public ones, whatever stands between.
            assert f"{public}/oai" in client.get(f"{front}/oai?verb=Identify").text
            assert client.get(f"{front}/metrics").status_code == 403
            assert made_at(client, front).startswith(f"{public}/uploads/")  # some clients put no addresses together
            place = send(client, front, b"qua may chu trung gian" * 1000)
            assert client.get(front + place).content == b"qua may chu trung gian" * 1000
        with trusting(certificate, None, NAME) as client:
            assert client.put(f"{front}/records/x", content=b"{}").status_code == 401
            assert client.get(f"{front}/metrics").status_code == 401
            assert client.get(front, headers={"Host": "evil.example"}).status_code == 421
            # Nobody gives himself another address for the log: the proxy's own entry counts.
            told = {"X-Forwarded-For": "203.0.113.77", "Authorization": "Bearer sai"}
            assert client.put(f"{front}/records/x", content=b"{}", headers=told).status_code == 401
        with trusting(certificate, keeper, NAME) as client:
            assert "pbgdpl_portal_records 0" in client.get(f"{front}/metrics").text
            entries = client.get(f"{front}/audit").json()["entries"]
            assert {entry["address"] for entry in entries} == {"", "127.0.0.1"}


def made_at(client: httpx2.Client, front: str) -> str:
    """Where an upload is, as the portal says."""
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "10"}
    return str(client.post(f"{front}/uploads", headers=headers).headers["Location"])


def send(client: httpx2.Client, front: str, content: bytes) -> str:
    """A file by tus in two pieces; where it then is."""
    tus = {"Tus-Resumable": "1.0.0"}
    made = client.post(f"{front}/uploads", headers=tus | {"Upload-Length": str(len(content))})
    place, half = urlsplit(made.headers["Location"]).path, len(content) // 2
    for start, piece in ((0, content[:half]), (half, content[half:])):
        headers = tus | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(start)}
        answer = client.patch(front + place, content=piece, headers=headers)
        assert answer.status_code == 204
    return answer.headers["Content-Location"]


def test_a_portal_on_loopback_that_nginx_was_put_before_unasked_lets_nobody_write(
    home: Path, tmp_path: Path, certificate: Certificate
) -> None:
    """Without --address the portal knows nothing of a proxy: what comes through one is refused, not trusted."""
    port = free_port()
    with start_background(home) as portal:
        behind = int(portal.address.rpartition(":")[2])
        with nginx(tmp_path / "nginx", certificate, behind, port), trusting(certificate, None, "127.0.0.1") as client:
            assert client.put(f"https://127.0.0.1:{port}/records/x", content=b"{}").status_code == 401
            assert client.get(f"https://127.0.0.1:{port}/metrics").status_code == 401
