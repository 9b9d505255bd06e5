from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.api import records
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import entry, make_record, noise
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

PDF = b"%PDF-1.7 " + noise(2000, 5)


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def store(stores: PortalStores, content: bytes) -> None:
    upload = stores.blobs.create(len(content))
    with stores.blobs.writing(upload) as writer:
        writer.write(content)
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    stores.blobs.finish(arrived)


def put(client: TestClient, record: Record, **headers: str) -> Any:
    return client.put(f"/records/{record.identifier}", content=record.model_dump_json(), headers=headers)


def test_created_then_unchanged(client: TestClient) -> None:
    record = make_record()
    first, second = put(client, record), put(client, record)
    assert (first.status_code, first.json()["state"]) == (201, "created")
    assert (second.status_code, second.json()["state"]) == (200, "unchanged")
    assert first.headers["ETag"] == second.headers["ETag"] == f'"{revision_of(record)}"'


def test_the_order_of_keys_makes_no_new_revision(client: TestClient) -> None:
    record = make_record()
    put(client, record)
    values = dict(reversed(record.model_dump(mode="json").items()))
    assert client.put(f"/records/{record.identifier}", json=values).json()["state"] == "unchanged"


def test_a_record_whose_files_are_not_here_is_told_which(client: TestClient, stores: PortalStores) -> None:
    listed = entry("source/a.pdf", PDF)
    record = make_record([listed])
    reply = put(client, record)
    assert (reply.status_code, reply.json()["missing"]) == (409, [listed.sha256])
    store(stores, PDF)
    assert put(client, record).status_code == 201


def test_a_file_of_another_length_counts_as_missing(client: TestClient, stores: PortalStores) -> None:
    store(stores, PDF)
    listed = entry("source/a.pdf", PDF).model_copy(update={"bytes": 5})
    assert put(client, make_record([listed])).status_code == 409


def test_a_correction_names_what_it_replaces(client: TestClient) -> None:
    old, new = make_record(), make_record(description="Bản đã sửa.")
    put(client, old)
    assert put(client, new).status_code == 428
    assert put(client, new, **{"If-Match": '"other"'}).status_code == 412
    assert put(client, new, **{"If-Match": f'"{revision_of(old)}"'}).json()["state"] == "changed"
    assert client.get(f"/records/{new.identifier}").json()["description"] == "Bản đã sửa."


def test_a_correction_of_nothing_is_refused(client: TestClient) -> None:
    assert put(client, make_record(), **{"If-Match": '"x"'}).status_code == 412


def test_withdrawn_leaves_a_tombstone_and_does_not_come_back_by_itself(client: TestClient) -> None:
    record = make_record()
    put(client, record)
    place = f"/records/{record.identifier}"
    assert client.delete(place).status_code == 204
    assert client.get(place).status_code == 410
    assert client.head(place).headers["ETag"] == f'"{revision_of(record)}"'
    assert put(client, record).status_code == 410
    assert client.get(f"/materials/{record.identifier}").status_code == 410
    assert "Luật Đất đai" not in client.get("/").text
    assert put(client, record, **{"If-Match": f'"{revision_of(record)}"'}).status_code == 200
    assert client.get(place).status_code == 200


def test_withdrawing_what_is_not_there(client: TestClient) -> None:
    assert client.delete("/records/urn:uuid:0").status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"title": "x"}', b"\xff\xfe", b"<html>", b'{"a": NaN}'])
def test_what_is_no_record_is_refused(client: TestClient, body: bytes) -> None:
    reply = client.put("/records/urn:uuid:1", content=body)
    assert (reply.status_code, reply.json()["error"]) == (422, "not-a-record")


@pytest.mark.parametrize("identifier", ["a b", "..", "%2e%2e%2fx", "x" * 300, "<b>", "a;b"])
def test_odd_identifiers_are_refused(client: TestClient, identifier: str) -> None:
    assert client.put(f"/records/{identifier}", content=b"{}").status_code in (400, 404, 405)


def test_address_and_record_must_agree(client: TestClient) -> None:
    reply = client.put("/records/urn:uuid:2", content=make_record().model_dump_json())
    assert (reply.status_code, reply.json()["error"]) == (400, "bad-identifier")


def test_a_record_too_large_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with (
        PortalStores(tmp_path, PortalLimits(most_record_bytes=100)) as stores,
        TestClient(build_application(stores), base_url="http://127.0.0.1") as client,
    ):
        assert put(client, make_record()).status_code == 413


def test_ranges_of_a_file(client: TestClient, stores: PortalStores) -> None:
    store(stores, PDF)
    sha256 = entry("a", PDF).sha256
    reply = client.get(f"/blobs/{sha256}", headers={"Range": "bytes=10-19"})
    assert (reply.status_code, reply.content) == (206, PDF[10:20])
    assert client.get(f"/blobs/{sha256}", headers={"Range": "bytes=999999-"}).status_code == 416
    head = client.head(f"/blobs/{sha256}")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(PDF)))


@pytest.mark.parametrize("sha256", ["0" * 64, "...", "x", "A" * 64])
def test_files_that_are_not_here(client: TestClient, sha256: str) -> None:
    assert client.get(f"/blobs/{sha256}").status_code == 404


class TestGuard:
    @pytest.fixture
    def guarded(self, tmp_path) -> Iterator[TestClient]:  # type: ignore[no-untyped-def]
        with (
            PortalStores(tmp_path) as stores,
            TestClient(build_application(stores, Access(token="mat-khau")), base_url="http://127.0.0.1") as client,
        ):
            yield client

    def test_writing_needs_the_token_reading_does_not(self, guarded: TestClient) -> None:
        record = make_record()
        assert put(guarded, record).status_code == 401
        assert put(guarded, record, Authorization="Bearer falsch").status_code == 401
        assert put(guarded, record, Authorization="Basic mat-khau").status_code == 401
        assert put(guarded, record, Authorization="Bearer mat-khau").status_code == 201
        assert guarded.get("/").status_code == 200
        assert guarded.delete(f"/records/{record.identifier}").status_code == 401

    def test_another_host_name_is_a_rebinding_trick(self, client: TestClient) -> None:
        assert client.get("/", headers={"Host": "evil.example:8734"}).status_code == 421
        assert client.get("/", headers={"Host": "localhost:8734"}).status_code == 200
        assert client.get("/", headers={"Host": "[::1]:8734"}).status_code == 200

    def test_another_site_may_not_write(self, client: TestClient) -> None:
        reply = put(client, make_record(), **{"Sec-Fetch-Site": "cross-site"})
        assert reply.status_code == 403

    def test_every_answer_carries_the_safety_headers(self, client: TestClient) -> None:
        for place in ("/", "/nothing", "/records/x", "/static/shelf.css"):
            headers = client.get(place).headers
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "script-src" not in headers["Content-Security-Policy"]

    def test_no_leave_for_other_origins(self, client: TestClient) -> None:
        reply = client.options("/uploads", headers={"Origin": "http://evil.example"})
        assert "Access-Control-Allow-Origin" not in reply.headers


def test_which_of_many_are_here_is_one_question(stores: PortalStores, client: TestClient) -> None:
    here, withdrawn = make_record(title="Một"), make_record(title="Hai")
    for record in (here, withdrawn):
        stores.records.put(record)
    stores.records.withdraw(withdrawn.identifier)
    asked = {"id": [here.identifier, withdrawn.identifier, "urn:uuid:nobody"]}
    assert client.get("/records", params=asked).json() == {"records": {here.identifier: revision_of(here)}}
    answer = client.get("/records", params=asked | {"known": ["yes"]}).json()
    assert answer["records"] == {here.identifier: revision_of(here)}
    assert answer["known"] == {
        here.identifier: revision_of(here),
        withdrawn.identifier: f"{revision_of(withdrawn)} withdrawn",
    }


@pytest.mark.real
def test_large_records_are_read_one_at_a_time(stores: PortalStores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several at once would take many times their length together."""
    at_once, most = 0, 0
    taken_in, counting = records._taken_in, threading.Lock()

    def counted(*arguments: Any) -> Any:
        nonlocal at_once, most
        with counting:
            at_once += 1
            most = max(most, at_once)
        try:
            return taken_in(*arguments)
        finally:
            with counting:
                at_once -= 1

    monkeypatch.setattr(records, "_taken_in", counted)
    large = [{"type": "paragraph", "text": "x" * (1 << 20)}]
    made = [make_record(title=f"T{number}", content=large) for number in range(4)]
    application = build_application(stores)

    async def send_all() -> list[int]:
        transport = httpx2.ASGITransport(application)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            sent = [client.put(f"/records/{one.identifier}", content=one.model_dump_json()) for one in made]
            return [reply.status_code for reply in await asyncio.gather(*sent)]

    assert asyncio.run(send_all()) == [201] * 4
    assert most == 1
