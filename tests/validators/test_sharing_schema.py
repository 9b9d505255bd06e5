"""The published schema: equal to the models, labelled in two tongues, and agreed on by two engines."""

from __future__ import annotations

import datetime as dt
from functools import cache

import jsonschema
import pytest
import xmlschema
from sample import record

from tests.each import each
from validators.sharing import record as models
from validators.sharing.conformance import schema_faults
from validators.sharing.schema import COMMITTED, committed_schema, dumped, json_schema, labels, title_of
from validators.sharing.vocabulary import NAMES, vocabulary
from validators.sharing.xsd import record_xml, xsd


@pytest.mark.real
def test_the_committed_schema_is_what_the_models_say() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == dumped(json_schema())


@pytest.mark.real
def test_it_is_a_valid_2020_12_schema_with_identity() -> None:
    jsonschema.Draft202012Validator.check_schema(committed_schema())
    assert committed_schema()["$id"] == "urn:pbgdpl:schema:record:1.1"
    assert committed_schema()["version"] == "1.1"


def test_every_model_and_field_has_titles_in_both_tongues() -> None:
    kinds = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, models.Model)]
    kinds = [kind for kind in kinds if kind not in {models.Model, models.OnPages}]
    wanted = {kind.__name__ for kind in kinds}
    wanted |= {f"{kind.__name__}.{name}" for kind in kinds for name in kind.model_fields}
    assert set(labels()) == wanted
    for names in labels().values():
        assert all(names[tongue][part] for tongue in ("vi", "en") for part in ("title", "description"))


@each(
    ("field", "name"),
    [
        (models.Kind, "kinds"), (models.Level, "levels"), (models.Audience, "audiences"),
        (models.ValidityState, "validity-states"), (models.WorkflowState, "workflow-states"),
        (models.EvidenceMethod, "evidence-methods"), (models.FileRole, "file-roles"),
    ],
)  # fmt: skip
def test_code_lists_and_models_hold_the_same_codes(field: object, name: str) -> None:
    assert {term.code for term in vocabulary(name).terms} == set(field.__args__)  # type: ignore[attr-defined]


@each(("pointer", "title"), [
    ("/title", "Tên tài liệu"), ("/legal_basis/0/act/number", "Số, ký hiệu"),
    ("/content/4/answer/1/amount_min", "Mức phạt từ (đồng)"),
    ("/evidence/~1title/0/box", "Khung chữ"), ("/nothing", None),
])  # fmt: skip
def test_pointers_have_titles(pointer: str, title: str | None) -> None:
    assert title_of(pointer) == title


def test_provinces_by_day() -> None:
    provinces = vocabulary("provinces")
    assert [len(provinces.on(dt.date(*day))) for day in ((2024, 1, 1), (2025, 6, 30), (2025, 7, 1), (2026, 5, 1))] == [
        63, 63, 34, 34,
    ]  # fmt: skip
    assert [provinces.find("15", day).vi for day in (dt.date(2025, 6, 30), dt.date(2025, 7, 1))] == [  # type: ignore[union-attr]
        "Tỉnh Yên Bái", "Tỉnh Lào Cai",
    ]  # fmt: skip
    assert [provinces.find("75", day).vi for day in (dt.date(2026, 4, 29), dt.date(2026, 4, 30))] == [  # type: ignore[union-attr]
        "Tỉnh Đồng Nai", "Thành phố Đồng Nai",
    ]  # fmt: skip


def test_other_code_lists() -> None:
    assert len(vocabulary("subjects").terms) == 45
    assert sum(bool(term.details.get("special")) for term in vocabulary("audiences").terms) == 6
    assert len(vocabulary("ministries").on(dt.date(2025, 3, 1))) == 17
    for name in NAMES:
        codes = vocabulary(name)
        assert codes.identifier == f"urn:pbgdpl:vocabulary:{name}"
        assert all(term.vi and term.en for term in codes.terms)
        for term in codes.terms:
            same = [other for other in codes.terms if other.code == term.code and other is not term]
            assert not any(other.holds_on(term.valid_from or dt.date.min) for other in same)


@pytest.mark.real
def test_the_xsd_takes_a_valid_record_and_refuses_a_broken_one() -> None:
    schema = xmlschema.XMLSchema(xsd())
    text = record_xml(record())
    schema.validate(text)
    assert not schema.is_valid(text.replace("<kind>to-gap</kind>", "<kind>x</kind>"))
    assert not schema.is_valid(text.replace("<date_issued>2026-03-02", "<date_issued>2.3.2026"))


@cache
def xml_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(xsd())


@pytest.mark.parametrize(
    ("issued", "valid"),
    [
        ("2026-04", True),
        ("2026-04-30", True),
        ("2026-13", False),
        ("2026-02-30", False),
        ("2026", False),
        ("2026-4", False),
    ],
)
def test_a_date_of_issue_is_a_day_or_a_month_in_every_form_of_the_schema(issued: str, valid: bool) -> None:
    text = record_xml(record()).replace("<date_issued>2026-03-02", f"<date_issued>{issued}")
    assert xml_schema().is_valid(text) is valid
    assert [fault.pointer for fault in schema_faults(record(date_issued=issued))] == ([] if valid else ["/date_issued"])


def test_both_engines_agree_on_what_is_valid() -> None:
    oracle = jsonschema.Draft202012Validator(committed_schema(), format_checker=jsonschema.FormatChecker())
    broken = (record(), record(kind="x"), record(title=None), record(date_issued="2026-02-30"), record(subjects=[46]),
              record(content=[{"type": "heading", "text": "x"}]), record(extra=1), record(level=None))  # fmt: skip
    for candidate in broken:
        assert oracle.is_valid(candidate) == (not schema_faults(candidate))
