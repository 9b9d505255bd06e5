"""What keepers and monitoring are told; nothing of it names anybody."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.api import health
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import make_record

LINE = re.compile(r'pbgdpl_portal_[a-z_]+(\{([a-z]+="[^"\\\n]*",?)+\})? \d+(\.\d+)?(e-\d+)?')


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    application = build_application(stores)
    with TestClient(application, base_url="http://127.0.0.1", client=("127.0.0.1", 9)) as opened:
        yield opened


def test_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "problems": []})
    assert ready.headers["Cache-Control"] == "no-store"


def test_with_a_full_disk_it_is_alive_and_not_ready(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert client.get("/health").status_code == 200
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()["problems"]) == (503, ["disk-full"])


def test_with_a_database_that_takes_nothing_it_is_not_ready(stores: PortalStores, client: TestClient) -> None:
    stores.database.execute("PRAGMA query_only=ON")
    assert client.get("/ready").json()["problems"] == ["database"]
    assert client.get("/health").status_code == 200


def test_without_its_folder_it_is_not_ready(stores: PortalStores, client: TestClient) -> None:
    shutil.rmtree(stores.blobs.spool)
    assert client.get("/ready").json()["problems"] == ["read-only"]


def figures(text: str) -> dict[str, float]:
    return {
        name: float(value) for name, _, value in (line.rpartition(" ") for line in text.splitlines() if line[0] != "#")
    }


def test_figures_are_prometheus_text_that_counts(stores: PortalStores, client: TestClient) -> None:
    record = make_record()
    client.put(f"/records/{record.identifier}", content=record.model_dump_json())
    for _ in range(3):
        client.get("/nothing")
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert all(LINE.fullmatch(line) or line.startswith(("# HELP ", "# TYPE ")) for line in answer.text.splitlines())
    found = figures(answer.text)
    assert found["pbgdpl_portal_records"] == 1
    assert found['pbgdpl_portal_requests_total{action="put-record",status="2xx"}'] == 1
    assert found['pbgdpl_portal_requests_total{action="read",status="4xx"}'] == 3
    assert found["pbgdpl_portal_request_seconds_count"] == found['pbgdpl_portal_request_seconds_bucket{le="+Inf"}'] == 4
    assert found["pbgdpl_portal_disk_free_bytes"] > 0


def test_figures_name_nobody_and_nothing(client: TestClient) -> None:
    record = make_record(title="Tên riêng", publisher={"name": "Sở Bí Mật"})
    client.put(f"/records/{record.identifier}", content=record.model_dump_json())
    client.get("/?q=benh-tat", headers={"User-Agent": "may-cua-ba-Man"})
    text = client.get("/metrics").text
    for word in ("Tên riêng", "Bí Mật", "benh-tat", "ba-Man", record.identifier, "127.0.0.1"):
        assert word not in text
