"""Records in other standards, read by programs and schemas nobody here wrote.

They come with `./run peers`: processors of RDF, and two packages that ship schemas of the bodies that keep the
standards (`tests/schemas.py`). Nobody ships `ead3.xsd`: where `PBGDPL_SCHEMAS` names a folder with it, or with
`oai_dc.xsd` or `akomantoso30.xsd`, those are taken.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material
from converters.progress import Silent
from converters.records.crosswalks.akoma_ntoso import to_akoma_ntoso
from converters.records.crosswalks.dublin_core import to_dublin_core
from converters.records.crosswalks.ead import to_ead
from converters.records.crosswalks.json_ld import to_json_ld
from tests.properties import at_most
from tests.schemas import schema
from validators.sharing.record import Record

VOCABULARY = "https://schema.org/"
DECREE = {
    "text": "khoản 3 Điều 9 Nghị định số 45/2025/NĐ-CP", "role": "basis", "locator": {"article": "9", "clause": "3"},
    "act": {"type": "nghi-dinh", "number": "45/2025/NĐ-CP", "organ": "Chính phủ", "date": "2025-02-28"},
    "validity": {"state": "in-force", "as_of": "2026-05-04", "source": "sổ mẫu"},
}  # fmt: skip
UNSEEN = {"text": "Thông tư số 7/2019/TT-BTP", "act": {"number": "7/2019/TT-BTP"}}


def record_of(**changed: Any) -> Record:
    content = [
        {"type": "heading", "level": 1, "text": "Phần một"},
        {"type": "article", "label": "1", "title": "Phạm vi", "text": "Luật nói.", "children": [
            {"type": "clause", "label": "1", "text": f"Theo {DECREE['text']}.", "children": []}]},
        {"type": "table", "header_rows": 1, "rows": [["Hành vi", "Mức phạt"], ["Đốt rơm", "2.000.000 đồng"]]},
        {"type": "question", "text": "Ai nộp?", "answer": [{"type": "paragraph", "text": "Tổ chức & <người>."}]},
    ]  # fmt: skip
    return Record.model_validate(
        {
            "identifier": "urn:uuid:0a1b2c3d-0000-4000-8000-00000000abcd", "title": "Đốt rơm rạ – hỏi & đáp",
            "kind": "hoi-dap", "date_issued": "2026-05", "keywords": ["rơm rạ"], "subjects": [11],
            "description": "Để bà con biết.",
            "publisher": {"name": "Sở Tư pháp tỉnh Mẫu"}, "content": content, "legal_basis": [DECREE, UNSEEN],
            "rights": {"license": "CC-BY-4.0"}, **changed,
        }
    )  # fmt: skip


EVERY = [
    record_of(), record_of(kind="van-ban-quy-pham", number="8/2026/NQ-HĐND", date_issued="2026-05-04"),
    record_of(kind="sach", date_issued=None, publisher=None, description=None, keywords=[], legal_basis=[],
              subjects=[]),
]  # fmt: skip


def node_of(record: Record, *cautions: str) -> dict[str, Any]:
    """With schema.org's names as they are written out, so that no context is fetched."""
    return {**to_json_ld(record, cautions), "@context": {"@vocab": VOCABULARY}}


def graph_of(node: dict[str, Any]) -> Any:
    graph = pytest.importorskip("rdflib").Graph()
    return graph.parse(data=json.dumps(node), format="json-ld")


@pytest.mark.real
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own plugin uses what rdflib calls old
class TestLinkedData:
    @pytest.mark.parametrize("record", EVERY, ids=lambda record: record.kind)
    def test_every_term_is_one_of_schema_org(self, record: Record) -> None:
        graph = graph_of(node_of(record, Mark.DRAFT.caution))
        known = pytest.importorskip("rdflib").SDO
        terms = {str(part) for triple in graph for part in triple if str(part).startswith(VOCABULARY)}
        assert len(terms) > 5
        assert [term for term in sorted(terms) if term.removeprefix(VOCABULARY) not in known] == []

    def test_a_query_finds_what_is_in_force_and_where_somebody_looked(self) -> None:
        rows = graph_of(node_of(EVERY[0])).query(
            "PREFIX s: <https://schema.org/> SELECT ?number ?force ?day ?who WHERE { ?m s:citation ?act . "
            "?act s:legislationIdentifier ?number OPTIONAL { ?act s:legislationLegalForce ?force ; "
            "s:legislationDateVersion ?day ; s:sdPublisher/s:name ?who } } ORDER BY ?number"
        )
        assert [tuple(None if cell is None else str(cell) for cell in row) for row in rows] == [
            ("45/2025/NĐ-CP", f"{VOCABULARY}InForce", "2026-05-04", "sổ mẫu"), ("7/2019/TT-BTP", None, None, None),
        ]  # fmt: skip

    @pytest.mark.parametrize("record", EVERY, ids=lambda record: record.kind)
    def test_two_processors_read_the_same_statements(self, record: Record) -> None:
        jsonld = pytest.importorskip("pyld").jsonld
        rdflib = pytest.importorskip("rdflib")
        ours = node_of(record)
        written = jsonld.to_rdf(ours, {"format": "application/n-quads"})
        theirs = rdflib.Graph().parse(data=written, format="nt")
        compare = pytest.importorskip("rdflib.compare")
        assert compare.isomorphic(graph_of(ours), theirs)

    def test_a_graph_of_several_is_one_graph(self, tmp_path: Path) -> None:
        materials = [Material(one, Path(str(number))) for number, one in enumerate(EVERY[:2])]
        EXPORTS["json-ld"][".jsonld"].write(materials, tmp_path / "a.jsonld", Silent())
        read = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
        graph = graph_of({**read, "@context": {"@vocab": VOCABULARY}})
        rdflib = pytest.importorskip("rdflib")
        assert len(set(graph.subjects(rdflib.URIRef(f"{VOCABULARY}name")))) >= len(EVERY[0].legal_basis) + 1

    @settings(max_examples=at_most(20))
    @given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and text.isprintable()))
    def test_any_title_comes_back_letter_by_letter(self, title: str) -> None:
        rdflib = pytest.importorskip("rdflib")
        record = EVERY[0].model_copy(update={"title": title})
        subject = rdflib.URIRef(record.identifier)
        assert str(graph_of(node_of(record)).value(subject, rdflib.URIRef(f"{VOCABULARY}name"))) == title


@pytest.mark.real
@pytest.mark.parametrize("record", EVERY, ids=lambda record: record.kind)
@pytest.mark.parametrize(
    ("name", "write"),
    [("oai_dc.xsd", to_dublin_core), ("ead3.xsd", to_ead), ("akomantoso30.xsd", to_akoma_ntoso)],
    ids=["dublin-core", "ead", "akoma-ntoso"],
)
def test_what_is_written_follows_the_schema_of_its_standard(name: str, write: Any, record: Record) -> None:
    rules = schema(name)
    for cautions in ((), (Mark.DRAFT.caution, Mark.EXPIRED.caution)):
        rules.assertValid(etree.fromstring(write(record, cautions).encode("utf-8")))
