"""The one Dublin Core mapping: each of the fifteen elements, in XML, on pages and for harvesters alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from starlette.testclient import TestClient

from converters.records.crosswalks.description import Description, description_of
from converters.records.crosswalks.dublin_core import DC, TERMS, elements, from_dublin_core, to_dublin_core
from converters.records.crosswalks.meta_tags import from_meta_tags, named_contents, to_meta_tags
from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from validators.sharing.record import FileEntry, Record

FIFTEEN = (
    "contributor", "coverage", "creator", "date", "description", "format", "identifier", "language", "publisher",
    "relation", "rights", "source", "subject", "title", "type",
)  # fmt: skip
NO_FILE = {"sha256": "0" * 64, "bytes": 1, "role": "access"}
FULL: dict[str, Any] = {
    "identifier": "urn:uuid:2b5a0cbe-53a3-5a0c-8e0f-7f6f1f2f3a4b",
    "title": "Tờ gấp; hòa giải & quyền của bạn",
    "kind": "to-gap",
    "creator": {"name": "Phòng Phổ biến, giáo dục pháp luật"},
    "publisher": {"name": "Sở Tư pháp tỉnh Hưng Yên"},
    "number": "12/KH-STP",
    "date_issued": "2026-03-01",
    "place": {"code": "33", "name": "Hưng Yên"},
    "description": "Giới thiệu quyền và nghĩa vụ.",
    "keywords": ["hòa giải", "cơ sở; tổ dân phố"],
    "subjects": [11],
    "audiences": ["general", "officials"],
    "legal_basis": [{"text": "Luật Hòa giải ở cơ sở", "act": {}}, {"text": "Luật Hòa giải ở cơ sở", "act": {}}],
    "rights": {"statement": "Được sao chép", "source": "Sở Tư pháp"},
    "workflow": {"state": "approved"},
    "approval": {"state": "approved"},
}
# What stands in each element, one pair a value.
EXPECTED = [
    ("title", "Tờ gấp; hòa giải & quyền của bạn"),
    ("creator", "Phòng Phổ biến, giáo dục pháp luật"),
    ("subject", "11 Đất đai"),
    ("subject", "hòa giải"),
    ("subject", "cơ sở; tổ dân phố"),
    ("description", "Giới thiệu quyền và nghĩa vụ."),
    ("publisher", "Sở Tư pháp tỉnh Hưng Yên"),
    ("date", "2026-03-01"),
    ("type", "to-gap"),
    ("format", "application/pdf"),
    ("format", "video/mp4"),
    ("identifier", "urn:uuid:2b5a0cbe-53a3-5a0c-8e0f-7f6f1f2f3a4b"),
    ("identifier", "Số: 12/KH-STP"),
    ("source", "Sở Tư pháp"),
    ("language", "vi"),
    ("relation", "Luật Hòa giải ở cơ sở"),
    ("coverage", "Hưng Yên"),
    ("rights", "Được sao chép"),
]
# Mandatory for state portals by TT 24/2011/TT-BTTTT Điều 4.
MANDATORY = {"title", "creator", "date", "description", "publisher", "identifier"}


def full_record(**values: Any) -> Record:
    paths = ("b.mp4", "a.pdf", "c.pdf")
    types = {"mp4": "video/mp4", "pdf": "application/pdf"}
    files = [FileEntry.model_validate(NO_FILE | {"path": path, "media_type": types[path[-3:]]}) for path in paths]
    return Record.model_validate(FULL | {"files": files} | values)


def harvested(folder: Path, record: Record) -> list[tuple[str, str]]:
    """What the portal's own OAI-PMH says of a record."""
    with (
        PortalStores(folder) as stores,
        TestClient(build_application(stores), base_url="http://127.0.0.1") as client,
    ):
        stores.records.put(record)
        question = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": record.identifier}
        answer = etree.fromstring(client.get("/oai", params=question).content)
    return [(etree.QName(node).localname, node.text) for node in answer.iter(f"{{{DC}}}*")]


def of_page(folder: Path, record: Record) -> list[tuple[str, str]]:
    """The tags in the head of the portal's own page of a record."""
    with (
        PortalStores(folder) as stores,
        TestClient(build_application(stores), base_url="http://127.0.0.1") as client,
    ):
        stores.records.put(record)
        page = client.get(f"/materials/{record.identifier}").text
    return [(name, unescape(text)) for name, text in re.findall(r'<meta name="(DC[^"]*)" content="([^"]*)">', page)]


def test_every_element_and_its_values_in_order() -> None:
    assert list(elements(full_record())) == EXPECTED


@dataclass(frozen=True)
class Told:
    """What three ways say of one record."""

    record: Record
    xml: str
    harvested: list[tuple[str, str]]
    on_page: dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    record = full_record(files=[])  # the portal takes no record whose files it lacks
    folder = tmp_path_factory.mktemp("told")
    harvest, on_page = harvested(folder / "oai", record), dict(of_page(folder / "page", record))
    return Told(record, to_dublin_core(record), harvest, on_page)


@pytest.mark.parametrize("element", FIFTEEN)
def test_each_element_is_the_same_in_xml_on_pages_and_for_harvesters(element: str, told: Told) -> None:
    wanted = [value for name, value in EXPECTED if name == element and name != "format"]
    document = etree.fromstring(told.xml.encode())
    assert [node.text for node in document.iter(f"{{{DC}}}{element}")] == wanted
    address = [f"http://127.0.0.1/materials/{told.record.identifier}"] if element == "identifier" else []
    assert [value for name, value in told.harvested if name == element] == wanted + address
    on_page = told.on_page
    if element == "identifier":
        assert (on_page["DC.identifier"], on_page["DCTERMS.bibliographicCitation"]) == (wanted[0], "12/KH-STP")
    elif element == "subject":
        assert on_page["DC.subject"] == "11 Đất đai; hòa giải; cơ sở, tổ dân phố"
    else:
        assert on_page.get(f"DC.{element}") == ("; ".join(wanted) or None)


def test_contributor_is_never_invented() -> None:
    assert "contributor" not in {name for name, _ in elements(full_record())}


def test_the_six_mandatory_elements_are_there_when_the_record_has_them() -> None:
    assert {name for name, _ in elements(full_record())} >= MANDATORY


def test_absent_values_give_no_element() -> None:
    bare = Record(identifier="urn:x:1", title="Tài liệu", kind="khac")
    assert dict(elements(bare)) == {"title": "Tài liệu", "type": "khac", "identifier": "urn:x:1", "language": "vi"}
    assert {name for name, _ in named_contents(bare)} == {"DC.title", "DC.type", "DC.identifier", "DC.language"}


def test_the_order_of_files_says_nothing() -> None:
    record = full_record()
    turned = record.model_copy(update={"files": tuple(reversed(record.files))})
    assert list(elements(turned)) == list(elements(record))


def test_a_page_says_what_the_export_says(tmp_path: Path) -> None:
    record = full_record(files=[])
    assert of_page(tmp_path, record) == named_contents(record)


def test_every_member_of_a_description_has_its_place() -> None:
    assert {term.member for term in TERMS} == set(Description.__dataclass_fields__)


@pytest.mark.parametrize(
    "back", [lambda one: from_dublin_core(to_dublin_core(one)), lambda one: from_meta_tags(to_meta_tags(one))]
)
def test_topics_and_keywords_come_back_apart(back: Any) -> None:
    record = full_record(keywords=["hòa giải", "2026 năm"], subjects=[11, 44])
    found = back(record)
    assert (found.subjects, found.keywords, found.number) == ([11, 44], ["hòa giải", "2026 năm"], "12/KH-STP")


@given(st.text())
def test_any_text_fits_into_xml(text: str) -> None:
    record = Record(identifier="urn:x:1", title="Tài liệu " + text, kind="khac")
    document = etree.fromstring(to_dublin_core(record).encode())
    (title,) = document.iter(f"{{{DC}}}title")
    # A reader of XML takes every end of line for a line feed.
    assert title.text == xml_text(record.title).replace("\r\n", "\n").replace("\r", "\n")


def test_a_description_keeps_nothing_twice() -> None:
    assert description_of(full_record()).citations == ("Luật Hòa giải ở cơ sở",)
