from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import make_record


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def test_the_next_page_is_told_until_there_is_none(client: TestClient, stores: PortalStores) -> None:
    for number in range(5):
        stores.records.put(make_record(title=f"Tài liệu {number}"))
    place, seen = "http://127.0.0.1/api/records?limit=2&sort=title", []
    while place:
        body = client.get(place).json()
        seen += [one["title"] for one in body["records"]]
        place = body["next"]
    assert seen == [f"Tài liệu {number}" for number in range(5)]
    assert body["total"] == 5


def test_answers_are_as_described(client: TestClient, stores: PortalStores) -> None:
    stores.records.put(make_record(place={"name": "Xã Mẫu"}, description="Tóm tắt."))
    described = client.get("/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    for place, name in (
        ("/api/records", "Page"),
        ("/api/collections", "Collections"),
        ("/api/records?limit=0", "Error"),
    ):
        schema: Any = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        Draft202012Validator(schema).validate(client.get(place).json())


def test_words_choices_and_collections_narrow(client: TestClient, stores: PortalStores) -> None:
    stores.records.put(make_record(title="Hỏi đáp đất đai", kind="hoi-dap"))
    stores.records.put(make_record(title="Sách đất đai", kind="sach"))

    def titles(query: str) -> list[str]:
        return [one["title"] for one in client.get(f"/api/records?{query}").json()["records"]]

    assert titles("q=dat+dai&kind=sach") == ["Sách đất đai"]
    assert titles("in=hoi-dap-phap-luat") == ["Hỏi đáp đất đai"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=01",
        "limit=%D9%A3",
        "start=-1",
        "start=99999999",
        "kind=x",
        "subject=46",
        "year=20",
        "place=",
        "language=%0A",
        "in=x",
        "sort=x",
        "x=1",
        "q=a&q=b",
        "q=" + "a" * 201,
    ],
)
def test_what_is_not_offered_is_refused(client: TestClient, query: str) -> None:
    reply = client.get(f"/api/records?{query}")
    assert (reply.status_code, reply.json()["error"]) == (400, "bad-question")


def test_one_record_whole_withdrawn_or_none(client: TestClient, stores: PortalStores) -> None:
    record = make_record()
    stores.records.put(record)
    place = f"/api/records/{record.identifier}"
    assert client.get(place).json()["title"] == record.title
    stores.records.withdraw(record.identifier)
    assert client.get(place).status_code == 410
    assert client.get("/api/records/x%00y").status_code == 404
    assert client.post("/api/records", headers={"Origin": "http://127.0.0.1"}).status_code == 405
