from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.oai import harvest
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestSpan, span_of_token
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.portal.store.provenance import Provenance
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import APPROVED, make_record

NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "d": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def ask(client: TestClient, **arguments: str) -> Any:
    reply = client.get("/oai", params={name.rstrip("_"): value for name, value in arguments.items()})
    assert reply.status_code == 200
    assert reply.headers["Content-Type"].startswith("text/xml")
    return etree.fromstring(reply.content)


def texts(answer: Any, path: str) -> list[str]:
    return list(answer.xpath(path + "/text()", namespaces=NAMES))


def error(answer: Any) -> str:
    (code,) = answer.xpath("/o:OAI-PMH/o:error/@code", namespaces=NAMES)
    return str(code)


def test_identify(client: TestClient) -> None:
    answer = ask(client, verb="Identify")
    assert texts(answer, "//o:deletedRecord") == ["persistent"]
    assert texts(answer, "//o:baseURL") == ["http://127.0.0.1/oai"]


def test_an_approved_record_is_handed_on_a_draft_is_not(client: TestClient, stores: PortalStores) -> None:
    stores.records.put(make_record(title="Đã duyệt", keywords=["đất", "nhà"], **APPROVED))
    stores.records.put(make_record(title="Nháp"))
    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert texts(answer, "//dc:title") == ["Đã duyệt"]
    assert texts(answer, "//dc:subject") == ["11 Đất đai", "đất", "nhà"]
    assert len(texts(answer, "//dc:identifier")) == 2
    draft = make_record(title="Nháp").identifier
    assert error(ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=draft)) == "idDoesNotExist"


def test_a_withdrawal_reaches_harvesters(client: TestClient, stores: PortalStores) -> None:
    record = make_record(**APPROVED)
    stores.records.put(record)
    stores.records.withdraw(record.identifier)
    answer = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=record.identifier)
    assert answer.xpath("//o:header/@status", namespaces=NAMES) == ["deleted"]
    assert not answer.xpath("//o:metadata", namespaces=NAMES)


@pytest.mark.parametrize(
    "values",
    [
        {"workflow": {"state": "published"}},  # nobody approved it
        {"approval": {"state": "approved"}},  # the workflow knows nothing of it
        {"workflow": {"state": "approved"}, "approval": {"state": "approved", "text_sha256": "0" * 64}},  # edited since
        {"workflow": {"state": "approved"}, "approval": {"state": "rejected"}},
    ],
)
def test_what_only_claims_to_be_approved_is_not_handed_on(
    client: TestClient, stores: PortalStores, values: Any
) -> None:
    record = make_record(**values)
    stores.records.put(record)
    assert error(ask(client, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"
    assert (
        error(ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=record.identifier)) == "idDoesNotExist"
    )


def test_a_record_that_says_it_is_withdrawn_leaves_a_tombstone(client: TestClient, stores: PortalStores) -> None:
    record = make_record(workflow={"state": "withdrawn"}, approval={"state": "approved"})
    stores.records.put(record)
    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert answer.xpath("//o:header/@status", namespaces=NAMES) == ["deleted"]


def test_drafts_between_approved_records_cost_no_page(
    client: TestClient, stores: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pbgdpl_cli.portal.oai.harvest.PAGE", 2)
    for number in range(12):
        stores.records.put(make_record(title=f"Tài liệu {number}", **(APPROVED if number % 4 == 0 else {})))
    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert sorted(texts(answer, "//dc:title")) == ["Tài liệu 0", "Tài liệu 4", "Tài liệu 8"]
    assert not texts(answer, "//o:resumptionToken")


def test_pages_hold_every_record_once(
    client: TestClient, stores: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = set()
    for number in range(7):
        record = make_record(title=f"Tài liệu {number}", **APPROVED)
        stores.records.put(record)
        wanted.add(record.identifier)
    monkeypatch.setattr(Harvest.page, "__defaults__", (3,))
    found, arguments, answers = [], {"metadataPrefix": "oai_dc"}, 0
    while True:
        answer = ask(client, verb="ListIdentifiers", **arguments)
        found += texts(answer, "//o:identifier")
        answers += 1
        token = texts(answer, "//o:resumptionToken")
        if not token:
            break
        arguments = {"resumptionToken": token[0]}
    assert (answers, len(found), set(found)) == (3, 7, wanted)
    assert answer.xpath("//o:resumptionToken", namespaces=NAMES)


def test_spans_of_time(client: TestClient, stores: PortalStores) -> None:
    stores.records.put(make_record(**APPROVED))
    stores.database.execute("UPDATE records SET changed_at = '2026-03-01T10:00:00+00:00'")
    hits = {"from_": "2026-03-01", "until": "2026-03-01"}
    for span in (hits, {"from_": "2026-03-01T10:00:00Z"}, {"until": "2026-03-01T10:00:00Z"}):
        assert texts(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **span), "//o:datestamp")
    for span in ({"from_": "2026-03-02"}, {"until": "2026-03-01T09:59:59Z"}):
        assert error(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **span)) == "noRecordsMatch"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Drop"}, "badVerb"),
        ({"verb": "Identify", "x": "1"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "1/3/2026"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-02-30"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-03-02", "until": "2026-03-01"},
         "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "x"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "xyz"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "W10="}, "badResumptionToken"),
        ({"verb": "ListSets"}, "noSetHierarchy"),
        ({"verb": "ListMetadataFormats", "identifier": "x"}, "idDoesNotExist"),
        ({"verb": "Identify\x00\x01"}, "badVerb"),
    ],
)  # fmt: skip
def test_errors_of_the_protocol(client: TestClient, arguments: dict[str, str], code: str) -> None:
    assert error(ask(client, **arguments)) == code


def test_post_asks_too_and_needs_no_token(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with (
        PortalStores(tmp_path) as stores,
        TestClient(build_application(stores, Access(token="bi-mat")), base_url="http://127.0.0.1") as client,
    ):
        reply = client.post("/oai", content=b"verb=Identify", headers={"Content-Type": "x-www-form-urlencoded"})
        assert b"<protocolVersion>2.0" in reply.content


def test_signs_xml_cannot_hold_do_not_break_the_answer(client: TestClient, stores: PortalStores) -> None:
    stores.records.put(make_record(title="A\x00\x0b<&>\ufffe B", **APPROVED))
    assert texts(ask(client, verb="ListRecords", metadataPrefix="oai_dc"), "//dc:title") == ["A<&> B"]


def test_tokens_come_back() -> None:
    span = HarvestSpan("a", None, "pbgdpl", "kind.sach", ("b", 3), 100)
    assert span_of_token(span.token()) == span
    assert harvest.PAGE >= 50


@pytest.mark.parametrize(
    "said",
    [
        "[" * 1400,
        '[null, null, "oai_dc", null, ["2026", Infinity], 0]',
        '[null, null, "oai_dc", null, ["2026", 9223372036854775808], 0]',
        '[null, null, "oai_dc", null, ["2026", true], 0]',
        '[null, null, "marc", null, ["2026", 1], 0]',
        '[null, null, "oai_dc", 5, ["2026", 1], 0]',
        '[{}, null, "oai_dc", null, ["2026", 1], 0]',
        "null",
    ],
)
def test_tokens_of_others_are_told_apart(client: TestClient, said: str) -> None:
    token = base64.urlsafe_b64encode(said.encode()).decode()
    assert error(ask(client, verb="ListRecords", resumptionToken=token)) == "badResumptionToken"


def test_sets_are_collections_kinds_and_subjects(client: TestClient, stores: PortalStores) -> None:
    book, leaflet = (
        make_record(title="Sách", kind="sach", **APPROVED),
        make_record(title="Tờ", kind="to-gap", **APPROVED),
    )
    for record in (book, leaflet):
        stores.records.put(record)
    specs = texts(ask(client, verb="ListSets"), "//o:setSpec")
    assert {"kind.sach", "kind.to-gap", "subject.11", "collection.tai-lieu-tuyen-truyen"} <= set(specs)
    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="kind.sach")
    assert texts(answer, "//dc:title") == ["Sách"]
    stores.records.withdraw(book.identifier)
    answer = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="kind.sach")
    assert answer.xpath("//o:header/@status", namespaces=NAMES) == ["deleted"]


def test_what_was_handed_on_and_is_a_draft_again_is_told_as_deleted(client: TestClient, stores: PortalStores) -> None:
    record = make_record(**APPROVED)
    stores.records.put(record)
    draft = make_record(description="Sửa lại")
    stores.records.put(draft, stores.records.find(record.identifier).revision)  # type: ignore[union-attr]
    answer = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=record.identifier)
    assert answer.xpath("//o:header/@status", namespaces=NAMES) == ["deleted"]
    assert not answer.xpath("//o:metadata", namespaces=NAMES)


def test_our_own_format_holds_the_whole_record(client: TestClient, stores: PortalStores) -> None:
    record = make_record(keywords=["đất"], **APPROVED)
    stores.records.put(record)
    answer = ask(client, verb="GetRecord", metadataPrefix="pbgdpl", identifier=record.identifier)
    (held,) = answer.xpath("//o:metadata/*", namespaces=NAMES)
    etree.XMLSchema(etree.fromstring(client.get("/schema/record.xsd").content)).assertValid(held)
    assert "giấy chứng nhận" in " ".join(held.itertext())


class TestSchema:
    """Against the protocol's rules of what stands where, as `oai_pmh.xsd` beside this file writes them down."""

    SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("oai_pmh.xsd")))

    @pytest.mark.parametrize(
        "arguments",
        [
            {"verb": "Identify"},
            {"verb": "ListSets"},
            {"verb": "ListMetadataFormats"},
            {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
            {"verb": "ListRecords", "metadataPrefix": "pbgdpl", "from_": "2020-01-01", "set": "kind.hoi-dap"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2001-01-01"},
            {"verb": "Odd"},
            {"verb": "ListRecords", "resumptionToken": "x"},
        ],
    )
    @pytest.mark.parametrize("host", ["http://127.0.0.1", "http://localhost", "http://[::1]"])
    def test_every_answer_is_valid(self, stores: PortalStores, arguments: dict[str, str], host: str) -> None:
        for number in range(3):
            stores.records.put(make_record(title=f"Tài liệu {number}", **APPROVED))
        stores.records.withdraw(make_record(title="Tài liệu 1").identifier)
        taken = make_record(title="Tài liệu 2").identifier
        stores.origins.note(
            Provenance(taken, taken, "p", "https://tinh.example", "2026-01-01T00:00:00Z", "r", "2026-01-02T00:00:00Z")
        )
        with TestClient(build_application(stores), base_url=host) as client:
            answer = ask(client, **arguments)
        self.SCHEMA.assertValid(answer)

    def test_the_schema_refuses_what_is_wrong(self, client: TestClient) -> None:
        answer = ask(client, verb="Identify")
        answer.find("{*}Identify/{*}adminEmail").text = "root@localhost"
        assert not self.SCHEMA.validate(answer)


@pytest.mark.real
@pytest.mark.skipif(shutil.which("catmandu") is None, reason="Debian: libcatmandu-oai-perl")
def test_a_harvester_in_perl(home) -> None:  # type: ignore[no-untyped-def]
    with PortalStores(home) as stores:
        for number in range(130):
            stores.records.put(make_record(title=f"Tài liệu {number}", **APPROVED))
    with start_background(home) as portal:
        command = ["catmandu", "convert", "OAI", "--url", f"{portal.address}/oai", "--metadataPrefix", "oai_dc"]
        done = subprocess.run([*command, "to", "JSON", "--line_delimited", "1"], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    titles = [json.loads(line)["title"][0] for line in done.stdout.decode().splitlines()]
    assert sorted(titles) == sorted(f"Tài liệu {number}" for number in range(130))


@pytest.mark.real
def test_an_independent_harvester(home) -> None:  # type: ignore[no-untyped-def]
    """`uv pip install oaipmh-scythe`"""
    scythe = pytest.importorskip("oaipmh_scythe")
    with PortalStores(home) as stores:
        for number in range(250):
            stores.records.put(make_record(title=f"Tài liệu {number}", **APPROVED))
        stores.records.withdraw(make_record(title="Tài liệu 7").identifier)
    with start_background(home) as portal, scythe.Scythe(portal.address + "/oai") as harvester:
        records = list(harvester.list_records(metadata_prefix="oai_dc", ignore_deleted=False))
        assert len(records) == 250
        assert sum(record.header.deleted for record in records) == 1
        assert harvester.identify().repositoryName == "Tủ sách pháp luật"
