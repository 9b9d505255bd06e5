from __future__ import annotations

import base64
import hashlib
import random
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.api.tus import parse_metadata
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.bad_lines import wait_until
from tests.upload.package_factory import noise

CONTENT = noise(700_000, 3)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def create(client: TestClient, length: int = len(CONTENT), **metadata: str) -> str:
    encoded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items())
    reply = client.post("/uploads", headers=TUS | {"Upload-Length": str(length), "Upload-Metadata": encoded})
    assert reply.status_code == 201, reply.text
    return reply.headers["Location"]


def patch(client: TestClient, place: str, offset: int, content: bytes, **more: str):  # type: ignore[no-untyped-def]
    headers = TUS | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"} | more
    return client.patch(place, headers=headers, content=content)


def offset(client: TestClient, place: str) -> int:
    reply = client.head(place, headers=TUS)
    assert reply.status_code == 200
    return int(reply.headers["Upload-Offset"])


def checksum(content: bytes, name: str = "sha256") -> dict[str, str]:
    return {"Upload-Checksum": f"{name} {base64.b64encode(hashlib.new(name, content).digest()).decode()}"}


def test_options_tells_what_is_offered(client: TestClient) -> None:
    reply = client.options("/uploads")
    assert reply.status_code == 204
    assert set(reply.headers["Tus-Extension"].split(",")) == {"creation", "termination", "expiration", "checksum"}
    assert "sha256" in reply.headers["Tus-Checksum-Algorithm"]
    assert int(reply.headers["Tus-Max-Size"]) > 0


def test_a_file_in_two_pieces(client: TestClient) -> None:
    place = create(client, filename="a.pdf", sha256=SHA256)
    first = patch(client, place, 0, CONTENT[:300_000])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "300000")
    assert "Upload-Expires" in first.headers
    assert offset(client, place) == 300_000
    last = patch(client, place, 300_000, CONTENT[300_000:])
    assert last.headers["Content-Location"] == f"/blobs/{SHA256}"
    assert client.get(f"/blobs/{SHA256}").content == CONTENT


def test_a_finished_upload_still_tells_its_offset(client: TestClient) -> None:
    place = create(client)
    patch(client, place, 0, CONTENT)
    assert offset(client, place) == len(CONTENT)
    assert patch(client, place, len(CONTENT), b"").status_code == 204


def test_metadata_comes_back(client: TestClient) -> None:
    place = create(client, filename="Luật.pdf")
    shown = client.head(place, headers=TUS).headers["Upload-Metadata"]
    assert parse_metadata(shown) == {"filename": "Luật.pdf"}


@pytest.mark.parametrize("wrong", [1, 699_999, 700_001])
def test_another_offset_is_a_conflict(client: TestClient, wrong: int) -> None:
    place = create(client)
    reply = patch(client, place, wrong, b"x")
    assert (reply.status_code, reply.headers["Upload-Offset"]) == (409, "0")


def test_more_bytes_than_announced_are_refused(client: TestClient) -> None:
    place = create(client, 10)
    assert patch(client, place, 0, b"x" * 11).status_code == 413
    assert offset(client, place) == 0


def test_a_right_checksum_passes(client: TestClient) -> None:
    place = create(client)
    assert patch(client, place, 0, CONTENT, **checksum(CONTENT)).status_code == 204


def test_a_wrong_checksum_throws_the_piece_away(client: TestClient) -> None:
    place = create(client)
    assert patch(client, place, 0, CONTENT[:9], **checksum(b"other")).status_code == 460
    assert offset(client, place) == 0


@pytest.mark.parametrize("header", ["crc32 AAAA", "sha256 ???", "sha256"])
def test_a_checksum_that_cannot_be_used(client: TestClient, header: str) -> None:
    place = create(client)
    assert patch(client, place, 0, CONTENT, **{"Upload-Checksum": header}).status_code in (400, 460)


def test_a_file_other_than_announced_is_thrown_away(client: TestClient) -> None:
    place = create(client, sha256="0" * 64)
    assert patch(client, place, 0, CONTENT).status_code == 460
    assert client.head(place, headers=TUS).status_code == 404
    assert client.head(f"/blobs/{SHA256}").status_code == 404


def test_termination(client: TestClient) -> None:
    place = create(client)
    assert client.delete(place, headers=TUS).status_code == 204
    assert client.head(place, headers=TUS).status_code == 404
    assert client.delete(place, headers=TUS).status_code == 404


def test_without_a_version_nothing_is_done(client: TestClient) -> None:
    reply = client.post("/uploads", headers={"Upload-Length": "5"})
    assert (reply.status_code, reply.headers["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize("length", ["", "-1", "x", "1.5", "٣", "9" * 30])
def test_a_length_must_be_a_number(client: TestClient, length: str) -> None:
    reply = client.post("/uploads", headers=TUS | {"Upload-Length": length.encode()})  # type: ignore[dict-item]
    assert reply.status_code == 400


def test_a_sha256_must_be_one(client: TestClient) -> None:
    encoded = base64.b64encode(b"../../etc").decode()
    headers = TUS | {"Upload-Length": "5", "Upload-Metadata": f"sha256 {encoded}"}
    assert client.post("/uploads", headers=headers).status_code == 400


def test_another_content_type_is_refused(client: TestClient) -> None:
    place = create(client)
    headers = TUS | {"Upload-Offset": "0", "Content-Type": "text/plain"}
    assert client.patch(place, headers=headers, content=b"x").status_code == 415


def test_a_file_too_large_is_refused(home, tmp_path) -> None:  # type: ignore[no-untyped-def]
    with (
        PortalStores(tmp_path / "small", PortalLimits(most_bytes=10)) as stores,
        TestClient(build_application(stores), base_url="http://127.0.0.1") as client,
    ):
        assert client.post("/uploads", headers=TUS | {"Upload-Length": "11"}).status_code == 413


def test_a_second_writer_has_to_wait(client: TestClient, stores: PortalStores) -> None:
    place = create(client)
    stores.being_written.add(place.rpartition("/")[2])
    reply = patch(client, place, 0, b"x")
    assert (reply.status_code, reply.headers["Retry-After"]) == (423, "2")
    assert client.delete(place, headers=TUS).status_code == 423


def test_a_whole_file_whose_finishing_was_cut_off_is_finished_when_asked(
    client: TestClient, stores: PortalStores
) -> None:
    place = create(client, sha256=SHA256)
    upload = stores.blobs.find(place.rpartition("/")[2])
    assert upload is not None
    with stores.blobs.writing(upload) as writer:
        writer.write(CONTENT)
    assert offset(client, place) == len(CONTENT)
    assert client.head(f"/blobs/{SHA256}").status_code == 200


def test_an_expired_upload_is_unknown(client: TestClient, stores: PortalStores) -> None:
    place = create(client)
    stores.database.execute("UPDATE uploads SET expires = 1")
    assert client.head(place, headers=TUS).status_code == 404
    assert patch(client, place, 0, b"x").status_code == 404


@pytest.mark.parametrize("header", ["", ",", "a", "a !!", "a YQ==,,b", " x YQ== , y /w=="])
def test_malformed_metadata_is_left_out(header: str) -> None:
    assert set(parse_metadata(header)) <= {"a", "b", "x"}


@pytest.mark.real
def test_a_sender_who_falls_silent_is_given_up_and_what_arrived_is_kept(home: Path) -> None:
    with (
        start_background(home, limits=PortalLimits(stall_seconds=0.3)) as portal,
        httpx2.Client(base_url=portal.address, trust_env=False) as client,
    ):
        place = client.post("/uploads", headers=TUS | {"Upload-Length": "1000"}).headers["Location"]
        head = (
            f"PATCH {urlsplit(place).path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", int(portal.address.rpartition(":")[2]))) as silent:
            silent.sendall(head.encode() + b"x" * 100)
            wait_until(lambda: client.head(place, headers=TUS).headers["Upload-Offset"] == "100")
            rest = TUS | {"Upload-Offset": "100", "Content-Type": "application/offset+octet-stream"}
            wait_until(lambda: client.patch(place, headers=rest, content=b"y" * 900).status_code != 423)
        assert client.head(place, headers=TUS).headers["Upload-Offset"] == "1000"


@pytest.mark.real
@pytest.mark.parametrize("seed", [1, 2])
def test_many_who_ask_and_write_at_once_spoil_nothing(home: Path, seed: int) -> None:
    """Without a sha256 announced only the offsets keep the bytes in order."""
    with start_background(home) as portal, httpx2.Client(base_url=portal.address, trust_env=False) as client:
        place = client.post("/uploads", headers=TUS | {"Upload-Length": str(len(CONTENT))}).headers["Location"]

        def write(number: int) -> None:
            chance = random.Random(seed * 100 + number)  # noqa: S311
            with httpx2.Client(base_url=portal.address, trust_env=False) as own:
                while True:
                    at = int(own.head(place, headers=TUS).headers["Upload-Offset"])
                    if at == len(CONTENT):
                        return
                    piece = CONTENT[at : at + chance.randrange(1, 90_000)]
                    headers = TUS | {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
                    assert own.patch(place, headers=headers, content=piece).status_code in (204, 409, 423)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(4)))
        assert client.get(f"/blobs/{SHA256}").content == CONTENT
