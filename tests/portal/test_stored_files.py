"""Files of a material for a browser: what is shown, what is only offered, and what counts as a reading."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import entry, make_record

CONTENT = b"<script>alert(1)</script>" * 20
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def client(stores: PortalStores) -> TestClient:
    return TestClient(build_application(stores), base_url="http://127.0.0.1", headers={"User-Agent": BROWSER})


def address(stores: PortalStores, path: str) -> str:
    file = entry(path, CONTENT)
    stores.blobs.take_in([(file.sha256, CONTENT)])
    record = make_record([file])
    stores.records.put(record)
    return f"/files/{record.identifier}/{path}"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("derivatives/a.png", "image/png"),
        ("derivatives/A.JPG", "image/jpeg"),
        ("access/a.md", "text/plain; charset=utf-8"),
        ("access/a.txt", "text/plain; charset=utf-8"),
        ("derivatives/a.vtt", "text/vtt; charset=utf-8"),
        ("derivatives/a.mp3", "audio/mpeg"),
    ],
)
def test_what_can_do_no_harm_is_shown_by_our_type_in_a_sandbox(
    stores: PortalStores, client: TestClient, path: str, kind: str
) -> None:
    answer = client.get(address(stores, path))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["source/a.html", "source/a.svg", "source/a.xml", "source/a.js", "source/a", "source/a.png.html", "source/.png"],
)
def test_anything_else_is_offered_for_saving(stores: PortalStores, client: TestClient, path: str) -> None:
    answer = client.get(address(stores, path))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == CONTENT


def test_who_has_a_file_is_not_sent_it_again(stores: PortalStores, client: TestClient) -> None:
    place = address(stores, "source/a.pdf")
    tag = client.get(place).headers["ETag"]
    again = client.get(place, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(place, headers={"If-None-Match": '"khac"'}).content == CONTENT


@pytest.mark.parametrize("path", ["source/b.pdf", "source/../source/a.pdf", "SOURCE/a.pdf", "", "source%2Fa.pdf%00"])
def test_a_path_the_record_does_not_list_is_not_found(stores: PortalStores, client: TestClient, path: str) -> None:
    base = address(stores, "source/a.pdf").removesuffix("source/a.pdf")
    assert client.get(base.rstrip("/") + "/" + path.replace("..", "%2e%2e")).status_code == 404


def test_a_withdrawn_or_lost_file_is_not_found(stores: PortalStores, client: TestClient) -> None:
    place = address(stores, "source/a.pdf")
    file = entry("source/a.pdf", CONTENT)
    stores.blobs.path_of(file.sha256).unlink()
    assert client.get(place).status_code == 404
    stores.blobs.take_in([(file.sha256, CONTENT)])
    assert client.get(place).status_code == 200
    stores.records.withdraw(make_record().identifier)
    assert client.get(place).status_code == 404


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [
        ("GET", {}, True),
        ("HEAD", {}, False),
        ("GET", {"Range": "bytes=0-9"}, False),
        ("GET", {"User-Agent": "Googlebot/2.1"}, False),
        ("GET", {"User-Agent": "curl/8.0"}, False),
        ("GET", {"User-Agent": ""}, False),
    ],
)
def test_a_persons_download_is_counted_and_a_programs_is_not(
    stores: PortalStores, client: TestClient, method: str, headers: dict[str, str], counted: bool
) -> None:
    place = address(stores, "source/a.pdf")
    assert client.request(method, place, headers=headers).is_success
    assert [one.downloaded for one in stores.visits.most_read(1, 9)] == ([1] if counted else [])


def test_a_revision_that_was_replaced_can_still_be_read_until_withdrawal(
    stores: PortalStores, client: TestClient
) -> None:
    old = make_record(description="Cũ.")
    stores.records.put(old)
    first: Any = client.get(f"/records/{old.identifier}")
    stores.records.put(old.model_copy(update={"description": "Mới."}), first.headers["ETag"].strip('"'))
    former = {"revision": first.headers["ETag"].strip('"')}
    again = client.get(f"/records/{old.identifier}", params=former)
    assert (again.text, again.headers["ETag"]) == (first.text, first.headers["ETag"])
    assert client.get(f"/records/{old.identifier}").json()["description"] == "Mới."
    assert client.get(f"/records/{old.identifier}", params={"revision": "0" * 64}).status_code == 404
    stores.records.withdraw(old.identifier)
    assert client.get(f"/records/{old.identifier}", params=former).status_code == 410


@pytest.mark.parametrize("field", [0, 1, 2, 3, 4])
def test_a_harvesters_token_with_half_a_sign_is_no_defect(client: TestClient, field: int) -> None:
    """JSON may hold half of a surrogate pair, which no database takes."""
    values: list[Any] = [None, None, "oai_dc", None, ["2026", 1], 0]
    values[field] = "\ud800" if field < 4 else ["\ud800", 1]
    token = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    answer = client.get("/oai", params={"verb": "ListRecords", "resumptionToken": token})
    assert answer.status_code == 200
    assert "badResumptionToken" in answer.text
