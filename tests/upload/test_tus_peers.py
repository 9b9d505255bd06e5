"""Both halves of our tus against halves we did not write.

`./run peers` installs them: tuspy and aiotus, independent clients, for our server; @tus/server, an independent server,
for our client, into .venv-tools/tus-peer or wherever PBGDPL_TUS_PEER says.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bad_lines import Line, cuts_at_random, free_port, wait_until
from package_factory import noise

from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload import http_connection as http
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.transports.tus_sender import TusSender

pytestmark = pytest.mark.real
CONTENT = noise(5_000_000, 21)
HERE = Path(__file__).parents[2] / ".venv-tools" / "tus-peer"
SERVER = """
import {Server} from '@tus/server'; import {FileStore} from '@tus/file-store';
const [port, directory] = process.argv.slice(2);
new Server({path: '/files', datastore: new FileStore({directory})}).listen({host: '127.0.0.1', port: Number(port)});
"""


class Notes:
    """A transfer's notes, in memory."""

    def __init__(self) -> None:
        self.transfer: Transfer | None = None

    def load(self) -> Transfer | None:
        return self.transfer

    def save(self, transfer: Transfer) -> None:
        self.transfer = transfer

    def forget(self) -> None:
        self.transfer = None


@pytest.fixture
def file(tmp_path: Path) -> ParcelFile:
    place = tmp_path / "a.pdf"
    place.write_bytes(CONTENT)
    return ParcelFile(place, "source/a.pdf", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), "application/pdf")


@pytest.mark.parametrize("with_checksum", [False, True])
def test_tuspy_sends_to_our_portal_in_two_sessions(home: Path, file: ParcelFile, with_checksum: bool) -> None:
    client: Any = pytest.importorskip("tusclient.client")
    with start_background(home) as portal, file.source.open("rb") as stream:
        peer = client.TusClient(portal.address + "/uploads")
        first = peer.uploader(file_stream=stream, chunk_size=700_000, upload_checksum=with_checksum)
        first.upload_chunk()
        second = peer.uploader(file_stream=stream, chunk_size=900_000, url=first.url, upload_checksum=with_checksum)
        assert second.get_offset() == 700_000
        second.upload()
    stored = home / "portal" / "blobs" / file.sha256[:2] / file.sha256
    assert stored.read_bytes() == CONTENT


def test_aiotus_sends_to_our_portal_and_goes_on_after_its_line_broke(home: Path) -> None:
    aiotus: Any = pytest.importorskip("aiotus")
    aiohttp: Any = pytest.importorskip("aiohttp")

    async def send(line: Line) -> None:
        async with aiohttp.ClientSession() as session:
            made = await aiotus.creation.create(session, f"{line.address}/uploads", io.BytesIO(CONTENT), {"a": b"b"})
            place = str(made)
            assert place.startswith(line.address)
            while (there := await aiotus.core.offset(session, place)) < len(CONTENT):
                with suppress(aiohttp.ClientError):
                    await aiotus.core.upload_buffer(session, place, io.BytesIO(CONTENT), chunksize=800_000)
            assert there == len(CONTENT)

    with start_background(home) as portal, Line(int(portal.address.rpartition(":")[2])) as line:
        line.sending = cuts_at_random(3, most=4, largest=1_400_000)
        asyncio.run(send(line))
        assert line.sent < 1.8 * len(CONTENT)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    assert (home / "portal" / "blobs" / sha256[:2] / sha256).read_bytes() == CONTENT


def test_aiotus_sends_to_our_portal_by_the_one_call_its_readers_use(home: Path) -> None:
    aiotus: Any = pytest.importorskip("aiotus")
    with start_background(home) as portal:
        sending = aiotus.upload(f"{portal.address}/uploads", io.BytesIO(CONTENT), {"a": b"b"}, chunksize=800_000)
        place = asyncio.run(sending)
    assert place is not None
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    assert (home / "portal" / "blobs" / sha256[:2] / sha256).read_bytes() == CONTENT


class NodeServer:
    """@tus/server, which can be killed and started again."""

    def __init__(self, modules: Path, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self._modules = modules
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        script = self._modules / "peer.mjs"
        script.write_text(SERVER, encoding="utf-8")
        self._process = subprocess.Popen(["node", str(script), str(self.port), str(self.folder)])
        probe = http.HttpConnection(f"http://127.0.0.1:{self.port}")
        wait_until(lambda: _answers(probe))
        probe.close()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stored(self) -> list[bytes]:
        return [place.read_bytes() for place in self.folder.iterdir() if not place.suffix]


def _answers(probe: http.HttpConnection) -> bool:
    try:
        return probe.once("OPTIONS", "/files", {"Tus-Resumable": "1.0.0"}).is_success
    except http.TemporaryFailure:
        return False


@pytest.fixture
def node(tmp_path: Path) -> Iterator[NodeServer]:
    modules = Path(os.environ.get("PBGDPL_TUS_PEER") or HERE)
    if not (modules / "node_modules" / "@tus" / "server").is_dir():
        pytest.skip("@tus/server is not installed (./run peers)")
    server = NodeServer(modules, tmp_path / "tus-data")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def sender() -> Iterator[Callable[[str], TusSender]]:
    opened: list[http.HttpConnection] = []

    def make(address: str) -> TusSender:
        patience = Patience(stuck=30, first_wait=0.01, longest_wait=0.1, connect=2, answer=10)
        opened.append(http.HttpConnection(address, patience=patience))
        return TusSender(opened[-1], "/files")

    yield make
    for line in opened:
        line.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_our_client_sends_to_a_server_we_did_not_write(
    node: NodeServer, sender: Callable[[str], TusSender], file: ParcelFile, seed: int
) -> None:
    with Line(node.port) as line:
        line.sending = cuts_at_random(seed, most=10, largest=900_000)
        sender(line.address).send(file, Notes(), lambda count: None)
        assert line.sent < 1.8 * len(CONTENT)
    assert node.stored() == [CONTENT]


def test_that_server_is_killed_and_comes_back(
    node: NodeServer, sender: Callable[[str], TusSender], file: ParcelFile
) -> None:
    killed = []
    with Line(node.port) as line:

        def kill_once(connection: int, block: bytes) -> bytes:
            if line.sent > 2_000_000 and not killed:
                killed.append(1)
                node.kill()
                node.start()
            return block

        line.sending = kill_once
        sender(line.address).send(file, Notes(), lambda count: None)
    assert killed
    assert node.stored() == [CONTENT]
