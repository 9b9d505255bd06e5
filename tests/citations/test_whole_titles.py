"""Titles that a known title cuts short: by the longest one that the same material names with its number."""

from __future__ import annotations

from converters.derivatives.saying.provisions import ProvisionFinder
from tests.each import each
from validators.citations.find import find_citations
from validators.citations.whole_titles import with_whole_titles
from validators.sharing.record import Record

TITLES = ("Tiếp công dân ở cơ sở", "Nhà trọ")


@each(
    ("text", "title", "cited"),
    [
        ("ĐỀ CƯƠNG LUẬT TIẾP CÔNG DÂN Ở CƠ SỞ", "Tiếp công dân ở cơ sở", "LUẬT TIẾP CÔNG DÂN Ở CƠ SỞ"),
        ("TÌM HIỂU LUẬT TIẾP CÔNG DÂN Ở XÃ", "TIẾP CÔNG DÂN", "LUẬT TIẾP CÔNG DÂN"),
        ("TÌM HIỂU LUẬT TIẾP CÔNG DÂN", "TIẾP CÔNG DÂN", "LUẬT TIẾP CÔNG DÂN"),
    ],
)
def test_a_headline_names_the_whole_law(text: str, title: str, cited: str) -> None:
    (found,) = with_whole_titles(text, find_citations(text), TITLES)
    assert found.mention.act.title is not None
    assert found.mention.act.title.casefold() == title.casefold()
    assert (found.text, text[found.start : found.end]) == (cited, cited)


def test_a_law_with_its_number_keeps_its_own_title() -> None:
    text = "Luật Tiếp công dân số 42/2013/QH13"
    found = find_citations(text)
    assert with_whole_titles(text, found, TITLES) == found


def test_a_place_below_a_headline_is_of_the_whole_law() -> None:
    act = {"type": "luat", "number": "71/2031/QH17", "title": "Tiếp công dân ở cơ sở"}
    fields = {"identifier": "urn:uuid:1", "kind": "de-cuong", "title": "ĐỀ CƯƠNG LUẬT TIẾP CÔNG DÂN Ở CƠ SỞ"}
    basis = [{"text": "Luật Tiếp công dân ở cơ sở số 71/2031/QH17", "act": act}]
    found = ProvisionFinder(Record.model_validate({**fields, "legal_basis": basis})).within("Trả lời (Điều 12).")
    assert found is not None
    assert found.label == "Điều 12 Luật Tiếp công dân ở cơ sở"
