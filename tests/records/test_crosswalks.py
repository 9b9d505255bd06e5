from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converters.records.crosswalks.description import IncompleteDescription
from converters.records.crosswalks.document_management import LENGTHS, from_document_fields, to_document_fields
from converters.records.crosswalks.dublin_core import DC, NotDublinCore, from_dublin_core, to_dublin_core
from converters.records.crosswalks.json_ld import from_json_ld, to_json_ld
from converters.records.crosswalks.meta_tags import from_meta_tags, to_meta_tags
from converters.records.crosswalks.sheet_row import COLUMNS, from_row, to_row
from validators.sharing.issue_date import IssueDate
from validators.sharing.record import Act, Citation, Creator, Place, Publisher, Record, Rights, Signer

RECORD = Record(
    identifier="urn:uuid:2b5a0cbe-53a3-5a0c-8e0f-7f6f1f2f3a4b",
    title="Tờ gấp về hòa giải ở cơ sở & quyền của bạn",
    kind="to-gap",
    language="vi",
    creator=Creator(name="Phòng Phổ biến, giáo dục pháp luật"),
    publisher=Publisher(name="Sở Tư pháp tỉnh Hưng Yên"),
    number="12/KH-STP",
    date_issued=IssueDate(2026, 3, 1),
    place=Place(code="33", name="Hưng Yên"),
    description="Giới thiệu <quyền> và “nghĩa vụ” khi hòa giải.",
    keywords=["Hòa giải ở cơ sở", "Trợ giúp pháp lý"],
    subjects=[37, 44],
    audiences=["general", "officials"],
    legal_basis=[Citation(text="Luật Hòa giải ở cơ sở số 35/2013/QH13", act=Act(type="luat", number="35/2013/QH13"))],
    rights=Rights(statement="Được sao chép, ghi nguồn", source="Sở Tư pháp"),
    signer=Signer(name="Nguyễn Văn Mẫu", position="KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"),
)
_KEPT = (
    "title",
    "identifier",
    "kind",
    "language",
    "creator",
    "publisher",
    "number",
    "date_issued",
    "description",
    "keywords",
    "subjects",
    "audiences",
)
BOTH_WAYS: dict[str, Callable[[Record], Record]] = {
    "dublin core": lambda record: from_dublin_core(to_dublin_core(record)),
    "meta": lambda record: from_meta_tags(to_meta_tags(record)),
    "json-ld": lambda record: from_json_ld(json.loads(json.dumps(to_json_ld(record)))),
    "row": lambda record: from_row(to_row(record)),
}


@pytest.mark.parametrize("way", ["meta", "json-ld", "row"])
def test_round_trips_keep_what_the_form_can_hold(way: str) -> None:
    back = BOTH_WAYS[way](RECORD)
    for name in _KEPT:
        assert getattr(back, name) == getattr(RECORD, name), name
    assert back.place == Place(name="Hưng Yên")
    assert [citation.text for citation in back.legal_basis] == ["Luật Hòa giải ở cơ sở số 35/2013/QH13"]
    assert back.rights.statement == RECORD.rights.statement


def test_dublin_core_round_trip_has_no_audience() -> None:
    back = BOTH_WAYS["dublin core"](RECORD)
    for name in set(_KEPT) - {"audiences"}:
        assert getattr(back, name) == getattr(RECORD, name), name
    assert back.audiences == []


@pytest.mark.parametrize("way", BOTH_WAYS)
def test_absent_stays_absent(way: str) -> None:
    bare = Record(identifier="urn:x:1", title="Tài liệu", kind="khac")
    back = BOTH_WAYS[way](bare)
    assert back.model_dump(exclude_defaults=True) == bare.model_dump(exclude_defaults=True)


def test_dublin_core_is_well_formed_and_namespaced() -> None:
    root = etree.fromstring(to_dublin_core(RECORD).encode("utf-8"))
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    assert [child.text for child in root.iter(f"{{{DC}}}title")] == [RECORD.title]
    names = {etree.QName(child).localname for child in root}
    assert {"title", "creator", "date", "description", "publisher", "identifier"} <= names


@pytest.mark.parametrize(
    "text",
    ["", "<dc/>", "no xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>" * 2000],
)
def test_other_xml_is_refused(text: str) -> None:
    with pytest.raises(NotDublinCore):
        from_dublin_core(text)


def test_title_and_identifier_are_needed() -> None:
    with pytest.raises(IncompleteDescription):
        from_meta_tags("<meta name='DC.title' content='a'>")
    with pytest.raises(IncompleteDescription):
        from_row({COLUMNS["title"]: "a"})
    with pytest.raises(IncompleteDescription):
        from_json_ld({"name": "a"})


def test_meta_tags_are_escaped() -> None:
    html = to_meta_tags(RECORD)
    assert "&lt;quyền&gt;" in html
    assert 'content="2026-03-01"' in html


def test_document_fields_fit_and_come_back() -> None:
    fields = to_document_fields(RECORD, pages=2)
    assert fields["CodeNumber"] == "12"
    assert fields["CodeNotation"] == "KH-STP"
    assert fields["TypeName"] == "Kế hoạch"
    assert fields["IssuedDate"] == "01/03/2026"
    assert fields["Language"] == "Tiếng Việt"
    assert fields["PageAmount"] == "2"
    assert all(len(value) <= LENGTHS[name] for name, value in fields.items())
    back = from_document_fields(fields, RECORD.identifier)
    assert (back.number, back.date_issued, back.title, back.signer) == (
        RECORD.number,
        RECORD.date_issued,
        RECORD.title,
        RECORD.signer,
    )
    assert back.kind == "van-ban-hanh-chinh"


@pytest.mark.parametrize("number", ["02-NQ/TU", "14/2019/QĐ-TTg", "4283/BTP-PBGDPL", "05/2025/TT-BNV"])
def test_numbers_survive_the_annex_fields(number: str) -> None:
    record = RECORD.model_copy(update={"number": number})
    assert from_document_fields(to_document_fields(record), record.identifier).number == number


def test_long_texts_are_cut_at_a_word() -> None:
    record = RECORD.model_copy(update={"title": "chữ " * 400})
    subject = to_document_fields(record)["Subject"]
    assert len(subject) <= 500
    assert subject.endswith("chữ…")


@pytest.mark.parametrize(
    "cell", ["01/03/2026", "1/3/2026", "2026-03-01", dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, tzinfo=dt.UTC)]
)
def test_dates_of_sheets(cell: object) -> None:
    assert from_row({**to_row(RECORD), COLUMNS["date"]: cell}).date_issued == IssueDate(2026, 3, 1)


@pytest.mark.parametrize("cell", ["04/2026", "4/2026", "2026-04"])
def test_months_of_sheets(cell: str) -> None:
    assert from_row({**to_row(RECORD), COLUMNS["date"]: cell}).date_issued == IssueDate(2026, 4)


def test_a_month_of_issue_goes_everywhere_that_can_hold_one() -> None:
    record = RECORD.model_copy(update={"date_issued": IssueDate(2026, 4)})
    assert "<dc:date>2026-04</dc:date>" in to_dublin_core(record)
    assert to_json_ld(record)["datePublished"] == "2026-04"
    assert to_row(record)[COLUMNS["date"]] == "04/2026"
    assert "IssuedDate" not in to_document_fields(record)
    for back in (from_dublin_core(to_dublin_core(record)), from_json_ld(to_json_ld(record)), from_row(to_row(record))):
        assert back.date_issued == record.date_issued


def test_a_cell_is_never_a_formula() -> None:
    record = RECORD.model_copy(update={"title": "=1+1"})
    assert to_row(record)[COLUMNS["title"]] == "'=1+1"
    assert from_row(to_row(record)).title == "=1+1"


_TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(title=_TEXT, description=_TEXT, keyword=_TEXT.filter(lambda text: ";" not in text and not text[0].isdigit()))
def test_any_text_survives(title: str, description: str, keyword: str) -> None:
    record = Record(identifier="urn:x:1", title=title, kind="khac", description=description, keywords=[keyword])
    assert from_dublin_core(to_dublin_core(record)) == record
    assert from_json_ld(to_json_ld(record)) == record
    assert from_meta_tags(to_meta_tags(record)).title == title
