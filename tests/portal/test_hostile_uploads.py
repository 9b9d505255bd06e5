"""What strangers try with what they send and how they ask: every answer stays inert, and nothing is unpacked."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import make_record
from validators.sharing.record import FileEntry

PAGE = b"<html><script>alert(document.cookie)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NAME = "tusach.example"


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def store(stores: PortalStores, content: bytes) -> str:
    upload = stores.blobs.create(len(content))
    with stores.blobs.writing(upload) as writer:
        writer.write(content)
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    return stores.blobs.finish(arrived).sha256 or ""


def with_file(stores: PortalStores, path: str, content: bytes, media_type: str) -> tuple[str, str]:
    """A material with one file; its identifier and the file's hash."""
    sha256 = store(stores, content)
    file = FileEntry(path=path, role="content", media_type=media_type, sha256=sha256, bytes=len(content))
    record = make_record([file])
    stores.records.put(record)
    return record.identifier, sha256


@pytest.mark.parametrize(
    ("path", "content", "media_type"),
    [
        ("content/a.html", PAGE, "text/html"),
        ("content/a.svg", DRAWING, "image/svg+xml"),
        ("content/a.xml", b"<?xml-stylesheet href='x'?><a/>", "application/xml"),
        ("content/a.xhtml", PAGE, "application/xhtml+xml"),
        ("content/a.js", b"alert(1)", "text/javascript"),
        ("content/a.png", PAGE, "text/html"),  # a "picture" that is a page
        ("content/a.jpg.html", PAGE, "image/jpeg"),
        ("content/a", PAGE, "text/html"),
        ("content/a.hta", PAGE, "application/hta"),
        ("content/a.swf", b"FWS", "application/x-shockwave-flash"),
    ],
)
def test_what_could_act_in_a_browser_is_served_inert(
    stores: PortalStores, client: TestClient, path: str, content: bytes, media_type: str
) -> None:
    identifier, sha256 = with_file(stores, path, content, media_type)
    for place in (f"/files/{identifier}/{path}", f"/blobs/{sha256}"):
        answer = client.get(place)
        assert answer.content == content
        kind = answer.headers["Content-Type"].partition(";")[0]
        assert kind in ("application/octet-stream", "image/png")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        if kind != "image/png":
            assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "../../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x", "content/\r\nSet-Cookie: a=b",
        'a"; b="c.png',
        "a\u202egnp.exe", "a\0.png", "content/%2e%2e%2fx", "con.png", "<script>.png",
        "a" * 4000, "ảnh đẹp.png", "a;b.png",
    ],
)  # fmt: skip
def test_a_hostile_name_leads_nowhere(stores: PortalStores, client: TestClient, home: Path, path: str) -> None:
    before = {place for place in home.parent.rglob("*") if "portal" not in place.parts}
    identifier, sha256 = with_file(stores, path, PAGE, "image/png")
    assert {place for place in home.parent.rglob("*") if "portal" not in place.parts} == before
    assert [place.name for place in (home / "portal" / "blobs").glob("??/*")] == [sha256]
    answer = client.get(f"/files/{identifier}/x", params={})
    assert answer.status_code == 404
    page = client.get(f"/materials/{identifier}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "Set-Cookie" not in page.headers or "a=b" not in page.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("../x.pdf", 422), ("a/../../x.pdf", 422), ("/etc/x.pdf", 422), ("C:\\x.pdf", 422), ("..\\x.pdf", 422),
        ("~/x.pdf", 422), ("a\nb.pdf", 422), ("a\u202efdp.exe", 422), ("source/Quyết định số 1 (bản sạch).pdf", 201),
        ("source/a..b.pdf", 201),
    ],
)  # fmt: skip
def test_a_path_that_would_lead_others_astray_is_refused(
    stores: PortalStores, client: TestClient, path: str, status: int
) -> None:
    sha256 = store(stores, PAGE)
    record = make_record([FileEntry(path=path, role="source", media_type="a/b", sha256=sha256, bytes=len(PAGE))])
    answer = client.put(f"/records/{record.identifier}", content=record.model_dump_json())
    assert answer.status_code == status
    assert status == 201 or answer.json()["error"] == "unsafe-path"


@pytest.mark.parametrize(
    "place",
    [
        "/files/{id}/..%2f..%2f..%2fportal.sqlite3", "/files/{id}/../../portal.sqlite3", "/blobs/../portal.sqlite3",
        "/blobs/..%2fportal.sqlite3", "/static/..%2f..%2fframe.py", "/static/%2e%2e/routing.py",
        "/files/{id}//etc/passwd",
        "/blobs/%00", "/records/%00", "/files/{id}/%00", "/m/%00", "/uploads/..%2f..%2fportal.sqlite3",
    ],
)  # fmt: skip
def test_addresses_lead_out_of_the_store_nowhere(stores: PortalStores, client: TestClient, place: str) -> None:
    identifier, _ = with_file(stores, "content/a.png", PAGE, "image/png")
    answer = client.get(place.format(id=identifier))
    assert answer.status_code in (400, 404, 405, 412)
    assert b"SQLite" not in answer.content
    assert b"import" not in answer.content


def bomb(levels: int) -> bytes:
    """A small archive of much, in archives of archives."""
    content = bytes(10_000_000)
    for _ in range(levels):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x", content)
            archive.writestr("../../outside", b"x")
        content = stream.getvalue()
    return content


@pytest.mark.parametrize("levels", [1, 4])
def test_archives_are_kept_as_they_came_and_never_opened(
    stores: PortalStores, client: TestClient, home: Path, levels: int
) -> None:
    content = bomb(levels)
    identifier, sha256 = with_file(stores, "content/a.zip", content, "application/zip")
    assert client.get(f"/files/{identifier}/content/a.zip").content == content
    assert client.get(f"/materials/{identifier}").status_code == 200
    assert [place.name for place in (home / "portal" / "blobs").glob("??/*")] == [sha256]
    assert sum(place.stat().st_size for place in home.rglob("*") if place.is_file()) < 5_000_000


def test_a_body_that_says_it_is_packed_is_not_unpacked(client: TestClient) -> None:
    record = make_record()
    packed = gzip.compress(record.model_dump_json().encode() + b" " * 5_000_000)
    answer = client.put(f"/records/{record.identifier}", content=packed, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000, b'{"a":' * 50_000, b'{"identifier": "' + b"\\u0000" * 1000 + b'"}',
        b'{"title": "\xed\xa0\x80"}',
        b'{"identifier":"urn:uuid:1","identifier":"urn:uuid:2"}', b'{"date_issued": 1e999999}', b"9" * 100_000,
    ],
)  # fmt: skip
def test_a_record_made_to_choke_on_is_refused(client: TestClient, body: bytes) -> None:
    assert client.put("/records/urn:uuid:1", content=body).status_code == 422
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=0-9", 206, 10), ("bytes=-5", 206, 5), ("bytes=10-", 206, 90),
        ("bytes=0-99999999999999999999", 206, 100),
        ("bytes=200-300", 416, None), ("bytes=9-0", 416, None), ("bytes=a-b", 400, None), ("chunks=0-9", 400, None),
    ],
)  # fmt: skip
def test_ranges(stores: PortalStores, client: TestClient, asked: str, status: int, length: int | None) -> None:
    identifier, _ = with_file(stores, "content/a.mp3", bytes(range(100)), "audio/mpeg")
    answer = client.get(f"/files/{identifier}/content/a.mp3", headers={"Range": asked})
    assert answer.status_code in (status, 400) if status == 416 else answer.status_code == status
    if length is not None:
        assert len(answer.content) == length


def test_many_small_ranges_make_no_large_answer(stores: PortalStores, client: TestClient) -> None:
    identifier, _ = with_file(stores, "content/a.mp3", bytes(1000), "audio/mpeg")
    asked = "bytes=" + ",".join(f"0-{end}" for end in range(900, 999)) + ",0-" * 2000
    answer = client.get(f"/files/{identifier}/content/a.mp3", headers={"Range": asked})
    assert len(answer.content) < 10_000


class TestNames:
    @pytest.fixture
    def published(self, stores: PortalStores) -> Iterator[TestClient]:
        """The portal behind a proxy of its machine, reached by its public name."""
        stores.records.put(make_record())
        access = Access(hosts=("127.0.0.1", NAME), public=f"https://{NAME}", token="t" * 16, wrong_token_seconds=0)
        application = build_application(stores, access)
        with TestClient(application, base_url=f"http://{NAME}", client=("127.0.0.1", 5)) as opened:
            yield opened

    @pytest.mark.parametrize("host", ["evil.example", f"{NAME}.evil.example", f"evil.example/{NAME}", "", "127.0.0.2"])
    def test_another_name_is_not_answered(self, published: TestClient, host: str) -> None:
        assert published.get("/", headers={"Host": host}).status_code == 421

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Server": "evil.example"},
            {"Forwarded": "host=evil.example;proto=http"}, {"X-Original-URL": "/audit"}, {"X-Rewrite-URL": "/audit"},
            {"Host": f"{NAME}:6666"}, {"Host": NAME.upper()},
        ],
    )  # fmt: skip
    def test_nothing_a_visitor_says_gets_into_what_a_cache_might_keep(
        self, published: TestClient, headers: dict[str, str]
    ) -> None:
        for place in ("/oai?verb=Identify", "/", "/portal.json"):
            answer = published.get(place, headers=headers)
            assert answer.status_code == 200
            assert "evil.example" not in answer.text
            assert "6666" not in answer.text
        assert f"https://{NAME}/oai" in published.get("/oai?verb=Identify", headers=headers).text

    def test_pages_are_for_no_shared_cache(self, published: TestClient) -> None:
        for place in ("/", "/?lang=en", "/nothing", "/portal.json", "/oai?verb=Identify"):
            kept = published.get(place).headers["Cache-Control"]
            assert "private" in kept or "no-cache" in kept or "no-store" in kept

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_a_page_elsewhere_writes_nothing_even_with_the_token(self, published: TestClient, method: str) -> None:
        headers = {"Authorization": "Bearer " + "t" * 16}
        for told in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
            answer = published.request(method, "/records/urn:uuid:1", headers=headers | told)
            assert (answer.status_code, answer.json()["error"]) == (403, "foreign-page")

    def test_no_cookie_lets_anybody_write(self, published: TestClient) -> None:
        published.cookies.set("token", "t" * 16)
        assert published.put("/records/x", content=b"{}").status_code == 401


def test_a_withdrawn_file_is_in_no_range(stores: PortalStores, client: TestClient) -> None:
    identifier, sha256 = with_file(stores, "content/a.mp3", bytes(100), "audio/mpeg")
    stores.records.withdraw(identifier)
    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": f'"{sha256}"'}, {"If-Range": f'"{sha256}"'}):
        assert client.get(f"/blobs/{sha256}", headers=headers).status_code == 410


def test_who_announces_a_hash_gets_no_file_that_is_not_his(stores: PortalStores, client: TestClient) -> None:
    """A record naming a file the portal lacks stays out; the answer names only what was asked for."""
    lacking = hashlib.sha256(b"elsewhere").hexdigest()
    file: Any = {"path": "a.pdf", "role": "source", "media_type": "application/pdf", "sha256": lacking, "bytes": 9}
    record = make_record([FileEntry.model_validate(file)])
    answer = client.put(f"/records/{record.identifier}", content=record.model_dump_json())
    assert (answer.status_code, json.loads(answer.text)["missing"]) == (409, [lacking])
