"""Duplicates across a run: the same identifier, number, source, or nearly the same text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_hits import subject_of
from sample import record

from tests.each import each
from validators.rules.clean.duplicates import SEARCHES, MaterialDigest, digest_of
from validators.sharing.fingerprint import bands, content_fingerprint, shingles, similarity, sketch
from validators.sharing.record import Record

WORDS = [f"từ{number}" for number in range(400)]


def digest(path: str = "a", **values: Any) -> MaterialDigest:
    made: dict[str, Any] = {
        "path": path,
        "finished": False,
        "identifier": path,
        "number": "",
        "source": "",
        "sketch": (),
    }
    return MaterialDigest(**(made | values))


def sketch_of(words: list[str]) -> tuple[int, ...]:
    return sketch(shingles(words, frozenset(words)))


@pytest.mark.parametrize(
    ("code", "member", "pointer"),
    [("SACH340", "identifier", "/identifier"), ("SACH341", "number", "/number"), ("SACH342", "source", "/files")],
)
def test_the_second_of_two_is_told_and_names_the_first(code: str, member: str, pointer: str) -> None:
    same = [digest("a", **{member: "x"}), digest("b", **{member: "y"}), digest("c", **{member: "x"})]
    ((found, hit),) = SEARCHES[code](same, 0.85)
    assert (found.path, hit.pointer, hit.values) == ("c", pointer, {"other": "a"})
    assert list(SEARCHES[code](same[:2], 0.85)) == []


@pytest.mark.parametrize("member", ["number", "source"])
def test_what_is_not_known_is_no_duplicate(member: str) -> None:
    for search in SEARCHES.values():
        assert list(search([digest("a", **{member: ""}), digest("b", **{member: ""})], 0.85)) == []


def test_nearly_the_same_text_is_told_with_its_share() -> None:
    changed = [*WORDS[:200], "khác", *WORDS[201:]]
    digests = [digest("a", sketch=sketch_of(WORDS)), digest("b", sketch=sketch_of(changed))]
    ((found, hit),) = SEARCHES["SACH343"](digests, 0.85)
    assert (found.path, hit.values["other"]) == ("b", "a")
    assert 85 <= int(str(hit.values["share"])) <= 100


def test_other_texts_are_not() -> None:
    digests = [digest("a", sketch=sketch_of(WORDS[:200])), digest("b", sketch=sketch_of(WORDS[200:]))]
    assert list(SEARCHES["SACH343"](digests, 0.85)) == []


def test_a_record_s_digest() -> None:
    made = digest_of(subject_of(record()), "goi/record.json")
    assert made is not None
    assert (made.path, made.finished, made.identifier) == ("goi/record.json", True, record()["identifier"])
    assert made.number.endswith("|2026")
    draft = digest_of(subject_of(record(workflow={"state": "draft"}, approval={})), "x")
    assert draft is not None
    assert not draft.finished
    assert digest_of(subject_of(record(title=None)), "x") is None


def test_too_short_a_text_has_no_sketch() -> None:
    made = digest_of(subject_of(record(content=[{"type": "paragraph", "text": "Một hai ba bốn năm"}])), "x")
    assert made is not None
    assert made.sketch == ()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=300))
def test_sketches_have_one_size_and_are_like_themselves(words: list[str]) -> None:
    made = sketch_of(words)
    assert len(made) == 60
    assert similarity(made, made) == 1.0
    assert len(bands(made)) == 12
    assert sorted(value for band in bands(made) for value in band[1:]) == sorted(made)


def test_nothing_is_like_nothing() -> None:
    assert sketch(()) == ()
    assert similarity((), sketch_of(WORDS)) == 0.0


@each(
    ("changes", "same"),
    [
        ({"title": "Khác"}, False), ({"description": "Khác hẳn"}, False), ({"number": "99/TL-STP"}, False),
        ({"content": []}, False), ({"keywords": ["hôn nhân"]}, True), ({"workflow": {"state": "draft"}}, True),
        ({"approval": {}}, True), ({"files": []}, True), ({"evidence": {}}, True),
        ({"reviewed_on": "2026-10-01"}, True),
    ],
)  # fmt: skip
def test_the_fingerprint_holds_what_a_reader_is_told(changes: dict[str, Any], same: bool) -> None:
    before, after = (Record.model_validate(record(**values)) for values in ({}, changes))
    assert (content_fingerprint(before) == content_fingerprint(after)) is same


def test_looking_up_whether_law_is_in_force_changes_no_text() -> None:
    made = record()
    made["legal_basis"][0]["validity"] = {"state": "unknown"}
    assert content_fingerprint(Record.model_validate(made)) == content_fingerprint(Record.model_validate(record()))
