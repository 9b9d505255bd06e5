from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from derivative_records import alcohol_record, mediation_record

from converters.derivatives.fulltext.body import account_of, chapters
from converters.derivatives.fulltext.notes import Notes, note_text
from converters.derivatives.fulltext.tree import html_page, node, xhtml_page
from converters.derivatives.fulltext.zipped import member, zipped
from converters.derivatives.saying.account import Reason, passages
from tests.each import each
from validators.sharing.record import Record


def written(record: Record, **options: Any) -> ET.Element:
    """All chapters under one element."""
    made = chapters(record, Notes(record), first_level=options.pop("first_level", 1), **options)
    return node("div", *(one for chapter in made for one in chapter.nodes))


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_content(*content: dict[str, Any], **changes: Any) -> Record:
    return mediation_record(content=list(content), **changes)


def test_every_passage_of_a_record_is_shown_or_accounted_for() -> None:
    for record in (mediation_record(), alcohol_record()):
        shown, account = text_of(written(record)), account_of(record)
        assert {*account.shown, *(one.pointer for one in account.left_out)} == {at for at, _ in passages(record)}
        for pointer, text in passages(record):
            if pointer in account.shown and text.casefold() != record.title.casefold():
                assert " ".join(text.split()) in shown, pointer


def test_headings_skip_no_level_whatever_the_source_did() -> None:
    levels = (2, 5, 3, 3, 1, 6)
    record = with_content(*({"type": "heading", "level": level, "text": f"Mục thứ {level}"} for level in levels))
    made = [int(one.tag[1]) for one in written(record, first_level=2).iter() if one.tag[0] == "h"]
    assert made == [2, 3, 3, 3, 2, 3]


def test_a_chapter_begins_at_each_outermost_heading() -> None:
    record = with_content(
        {"type": "paragraph", "text": "Lời đầu."},
        {"type": "heading", "level": 2, "text": "I. Một"},
        {"type": "heading", "level": 3, "text": "1. Con"},
        {"type": "heading", "level": 2, "text": "II. Hai"},
    )
    made = chapters(record, Notes(record), first_level=1)
    assert [[entry.text for entry in chapter.entries] for chapter in made] == [[], ["I. Một", "1. Con"], ["II. Hai"]]


def test_a_citation_that_prints_its_act_leads_to_its_note() -> None:
    links = [(one.text, one.get("href")) for one in written(mediation_record()).iter("a")]
    assert ("Điều 3 Luật Hòa giải ở cơ sở", "#can-cu-1") in links
    assert ("khoản 2 Điều 20 Luật Hòa giải ở cơ sở", "#can-cu-2") in links
    note = note_text(mediation_record().legal_basis[1])
    assert note.startswith("Khoản 2 Điều 20 Luật Hòa giải ở cơ sở, 35/2013/QH13, Quốc hội, ngày 20/06/2013.")
    assert note.endswith("Hiệu lực: chưa rõ.") or "Hiệu lực: " in note


def test_a_place_without_its_act_is_no_link() -> None:
    basis = [{"text": "khoản 3 Điều 4", "act": {"type": "luat", "number": "35/2013/QH13", "title": "Hòa giải ở cơ sở"},
              "locator": {"article": "4", "clause": "3"}}]  # fmt: skip
    record = with_content({"type": "paragraph", "text": "Xem khoản 3 Điều 4."}, legal_basis=basis)
    assert list(written(record).iter("a")) == []


def test_words_that_two_provisions_share_are_no_link() -> None:
    def cited(article: str) -> dict[str, Any]:
        return {"text": "Luật Hòa giải ở cơ sở", "act": {"type": "luat", "title": "Hòa giải ở cơ sở"},
                "locator": {"article": article}}  # fmt: skip

    record = with_content(
        {"type": "paragraph", "text": "Theo Luật Hòa giải ở cơ sở."}, legal_basis=[cited("1"), cited("2")]
    )
    assert list(written(record).iter("a")) == []


def test_a_citation_inside_a_longer_number_is_no_link() -> None:
    basis = [{"text": "Nghị định 15/2020", "act": {"type": "nghi-dinh", "number": "15/2020/NĐ-CP"}}]
    record = with_content({"type": "paragraph", "text": "Theo Nghị định 15/2020/NĐ-CP."}, legal_basis=basis)
    assert list(written(record).iter("a")) == []


FINE = {"type": "sanction", "behaviour": "Gây ồn trong khu dân cư", "amount_min": 500_000, "amount_max": 1_000_000}
SAID = "Gây ồn trong khu dân cư bị phạt tiền từ 500.000 đồng đến 1.000.000 đồng."


def test_a_fine_that_the_text_says_is_not_said_twice() -> None:
    record = with_content({"type": "paragraph", "text": SAID}, FINE)
    assert text_of(written(record)).count("Gây ồn") == 1
    assert [(one.pointer, one.reason) for one in account_of(record).left_out] == [("/content/1", Reason.REPEATS)]


@each(
    "change",
    [{"amount_max": 2_000_000}, {"other": "Buộc xin lỗi công khai"}, {"behaviour": "Gây ồn lúc nửa đêm"}],
)
def test_a_fine_that_says_more_than_the_text_stands_by_itself(change: dict[str, Any]) -> None:
    record = with_content({"type": "paragraph", "text": SAID}, {**FINE, **change})
    assert "Mức phạt:" in text_of(written(record))
    assert account_of(record).left_out == ()


def test_what_the_paper_bears_and_notes_are_left_out_and_named() -> None:
    record = with_content(
        {"type": "letterhead", "lines": ["SỞ TƯ PHÁP"]},
        {"type": "paragraph", "text": "Nội dung."},
        {"type": "aside", "of": "notes", "page": 1, "content": [{"type": "paragraph", "text": "Nhớ cười."}]},
    )
    assert text_of(written(record)) == "Nội dung."
    assert [one.reason for one in account_of(record).left_out] == [Reason.NO_STATEMENT, Reason.ASIDE]


def test_tables_name_their_columns_and_scroll_where_asked() -> None:
    table = {"type": "table", "header_rows": 1, "rows": [["Hành vi", ""], ["A", "B"]], "caption": "Bảng 1"}
    made = written(with_content(table), scrolls=True)
    frame = next(one for one in made.iter("div") if one.get("role") == "region")
    assert (frame.get("tabindex"), frame.get("aria-label")) == ("0", "Bảng 1")
    assert [(one.text, one.get("scope")) for one in made.iter("th")] == [("Hành vi", "col")], "no empty head cell"


def test_text_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script> & \x00]]>"
    xhtml, html = xhtml_page("vi", [node("title", evil)], [node("p", evil)]), html_page("vi", [], [node("p", evil)])
    ET.fromstring(xhtml.partition(b"<!DOCTYPE html>\n")[2])
    assert b"<script>" not in xhtml
    assert "<script>" not in html


def test_a_zip_holds_no_time_and_is_the_same_twice(tmp_path: Path) -> None:
    files = [("mimetype", b"x"), ("a/b.txt", b"y" * 100)]
    made = zipped(files, stored=frozenset({"mimetype"}))
    assert made == zipped(files, stored=frozenset({"mimetype"}))
    assert made[30:38] == b"mimetype", "first, and readable at its place"
    assert member(made, "a/b.txt") == b"y" * 100
    assert member(made, "absent") is None
    assert member(b"no zip", "a") is None
    assert member(tmp_path / "absent", "a") is None
    assert member(made, "a/b.txt", most=10) is None


def test_lines_of_levels_do_not_depend_on_the_order_of_entries() -> None:
    record = mediation_record()
    depths = [entry.depth for chapter in chapters(record, Notes(record), first_level=2) for entry in chapter.entries]
    assert all(after <= before + 1 for before, after in pairwise([0, *depths]))
