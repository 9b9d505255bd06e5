"""Every concluded value has the words it rests on."""

from __future__ import annotations

from record_documents import DECISION, draft


def test_concluded_values_rest_on_words_of_the_text() -> None:
    record = draft(DECISION).record
    pointers = [f"/subjects/{place}" for place in range(len(record.subjects))]
    pointers += [f"/audiences/{place}" for place in range(len(record.audiences))]
    pointers += [f"/keywords/{place}" for place in range(len(record.keywords))]
    for pointer in [*pointers, "/language", "/kind", "/title"]:
        assert record.evidence[pointer], pointer
    assert all(record.evidence[pointer][0].inferred for pointer in pointers)


def test_an_audience_is_shown_where_it_is_named() -> None:
    record = draft("TÌM HIỂU LUẬT MẪU\nLuật bảo vệ người lao động. Người lao động có quyền hỏi và được trả lời.").record
    assert record.audiences == ["workers"]
    assert record.evidence["/audiences/0"][0].text.lower() == "người lao động"


def test_a_document_without_text_has_no_grounds() -> None:
    assert "/language" not in draft("").record.evidence
