"""Values that a person says: which there are, how they are found, and that what was taken away stays away."""

from __future__ import annotations

import datetime as dt

import pytest

from pbgdpl_cli.review.metadata.choices import found, place_of
from pbgdpl_cli.review.views.metadata.findings import MISSING
from validators.rules.catalogue import BY_CODE
from validators.sharing.metadata_fields import NO_METADATA, metadata_fields
from validators.sharing.said_values import refusals, with_said
from validators.sharing.schema import committed_schema
from validators.sharing.sheet_columns import COLUMNS

FIELDS = {field.pointer: field for field in metadata_fields()}
RECORD = {"schema_version": "1.1", "identifier": "urn:uuid:mau", "title": "Mẫu", "kind": "to-roi"}


def test_every_member_of_the_schema_is_a_field_or_named_as_none() -> None:
    members = {pointer.split("/")[1] for pointer in FIELDS}
    assert members | NO_METADATA == set(committed_schema()["properties"])
    assert not members & NO_METADATA


def test_sheets_and_form_know_the_same_fields() -> None:
    assert {column.pointer for column in COLUMNS} - {"/identifier"} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [("/title", "text"), ("/signer/position", "text"), ("/published_before", "yes-no"), ("/keywords", "words"),
     ("/audiences", "choices"), ("/copy_value", "choice"), ("/review_due", "date"), ("/date_issued", "issue-date")],
)  # fmt: skip
def test_what_a_field_holds(pointer: str, kind: str) -> None:
    assert FIELDS[pointer].kind == kind


def test_what_is_missing_has_a_field() -> None:
    assert set(MISSING) <= set(BY_CODE)
    assert set(MISSING.values()) <= FIELDS.keys()


def test_a_value_that_was_taken_away_leaves_a_witness() -> None:
    made = with_said({**RECORD, "number": "12/HD"}, "/number", None)
    assert "number" not in made
    assert made["evidence"]["/number"] == [{"text": "", "method": "person", "inferred": False}]


def test_only_what_was_said_is_held_against_it() -> None:
    broken = {**RECORD, "level": "làng"}
    assert list(refusals(with_said(broken, "/number", "1"), ["/number"])) == []
    assert [pointer for pointer, _ in refusals(broken, ["/level"])] == ["/level"]
    assert [pointer for pointer, _ in refusals(with_said(RECORD, "/title", None), ["/title"])] == ["/title"]


def test_each_value_that_has_to_be_given_is_told_of_itself() -> None:
    bare = with_said(with_said(RECORD, "/title", None), "/kind", None)
    told = {pointer: str(message) for pointer, message in refusals(bare, ["/title", "/kind"])}
    assert set(told) == {"/title", "/kind"}
    assert told["/title"] != told["/kind"]


@pytest.mark.parametrize(
    ("pointer", "typed", "first"),
    [("/subjects", "dat dai", "Đất đai"), ("/subjects", "Giáo dục; dat dai", "Đất đai"),
     ("/kind", "gap to", "Tờ gấp"), ("/place/code", "TINH nghe an", "40")],
)  # fmt: skip
def test_found_without_marks_and_in_any_order(pointer: str, typed: str, first: str) -> None:
    assert found(FIELDS[pointer], typed, None)[0].value == first


def test_nothing_typed_offers_something_and_nonsense_nothing() -> None:
    assert found(FIELDS["/kind"], "", None)
    assert not found(FIELDS["/kind"], "xyz", None)


def test_places_are_those_of_the_day() -> None:
    assert place_of("20242", dt.date(2026, 1, 1)) is not None
    assert place_of("20242", dt.date(2020, 1, 1)) is None


def test_a_position_without_a_name_is_refused_and_what_lacked_before_is_not_told() -> None:
    said = with_said(RECORD, "/signer/position", "Giám đốc")
    (told,) = refusals(said, ["/signer/position"])
    assert told[0] == "/signer/position"
    lacking = {name: value for name, value in with_said(RECORD, "/publisher/name", "Sở").items() if name != "title"}
    assert list(refusals(lacking, ["/publisher/name"])) == []
