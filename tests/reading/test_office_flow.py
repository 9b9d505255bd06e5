"""Paragraphs of Office files to blocks, and the looks their styles give them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from converters.legacy.conversion import Findings
from converters.reading.document import BlockKind
from converters.reading.office.flow import (
    RichCell,
    RichParagraph,
    RichRun,
    RichTable,
    block_of,
    lines_of_text,
    table_of,
    text_of,
    without_repeats,
)
from converters.reading.office.word.styles import NO_LOOK, Look, W, is_on, look_of
from converters.reading.paging.letter_spacing import FEWEST
from tests.each import each
from tests.properties import at_most

TCVN3 = ".VnTime"


def paragraph(*texts: str, bold: bool = False, font: str | None = None, **values: object) -> RichParagraph:
    return RichParagraph(tuple(RichRun(text, font, bold) for text in texts), **values)  # type: ignore[arg-type]


def kind(given: RichParagraph) -> tuple[BlockKind, int, str | None]:
    block = block_of(given, Findings())
    assert block is not None
    return block.kind, block.level, block.marker


class TestText:
    @each(
        ("runs", "text"),
        [
            (["Điều ", "5"], "Điều 5"),
            (["  Điều\t\u00a0 5 "], "Điều 5"),
            (["một\n\n\nhai"], "một\nhai"),
            (["\n một \n"], "một"),
            (["", "  "], ""),
        ],
    )
    def test_white_space_is_tidied_and_line_breaks_stay(self, runs: list[str], text: str) -> None:
        assert text_of(paragraph(*runs), Findings()) == text

    def test_the_printed_number_comes_first(self) -> None:
        assert text_of(paragraph("Điều", label="1."), Findings()) == "1. Điều"

    def test_a_number_without_text_is_nothing(self) -> None:
        assert text_of(paragraph("  ", label="1."), Findings()) == ""

    def test_letters_of_before_unicode_are_converted_by_their_font(self) -> None:
        mixed = RichParagraph((RichRun("LuËt ", TCVN3), RichRun("Đất đai", "Arial")))
        assert text_of(mixed, Findings()) == "Luật Đất đai"

    def test_lines_hold_words_and_empty_ones_none(self) -> None:
        lines = lines_of_text("một hai\n\n ba")
        assert [[word.text for word in line.words] for line in lines] == [["một", "hai"], ["ba"]]
        assert lines_of_text(" \n ") == ()

    @given(st.lists(st.text("abđ \n\t", max_size=12), max_size=4))
    @settings(max_examples=at_most(40))
    def test_no_word_is_lost(self, runs: list[str]) -> None:
        kept, words = text_of(paragraph(*runs), Findings()).split(), "".join(runs).split()
        assert "".join(kept) == "".join(words)
        if sum(len(word) == 1 for word in words) < FEWEST:  # letters in a row may be a word set with space between them
            assert kept == words


class TestBlocks:
    @each("text", ["", "  ", "-----", "* * * *", "______"])
    def test_nothing_and_ornaments_are_no_blocks(self, text: str) -> None:
        assert block_of(paragraph(text), Findings()) is None

    def test_the_source_may_know_better(self) -> None:
        note = paragraph("1. Luật cũ", kind=BlockKind.FOOTNOTE, label="2")
        assert kind(note) == (BlockKind.FOOTNOTE, 0, "2")

    def test_a_heading_by_its_style(self) -> None:
        assert kind(paragraph("Mở đầu", heading=2)) == (BlockKind.HEADING, 2, None)
        assert kind(paragraph("Mở đầu", heading=9)) == (BlockKind.HEADING, 6, None)
        assert kind(paragraph("Chương I", heading=1)) == (BlockKind.HEADING, 2, None)

    @each("text", ["Số: 12/QĐ-UBND", "Luật số: 31/2024/QH15", "Hà Nội, ngày 1 tháng 2", "a" * 251])
    def test_what_a_style_calls_a_heading_and_plainly_is_none(self, text: str) -> None:
        assert kind(paragraph(text, heading=1))[0] is BlockKind.PARAGRAPH

    def test_a_list_item_by_the_number_the_source_prints(self) -> None:
        assert kind(paragraph("Điều", label="•", depth=1)) == (BlockKind.LIST_ITEM, 2, "•")
        assert kind(paragraph("Điều", label="Bước 1", depth=1)) == (BlockKind.LIST_ITEM, 1, "Bước 1")

    def test_emphasis_is_bold_throughout_or_capitals(self) -> None:
        for given_, strong in (
            (paragraph("Điều", " 5", bold=True), True),
            (paragraph("QUYẾT ĐỊNH"), True),
            (RichParagraph((RichRun("Điều", bold=True), RichRun(" 5"))), False),
            (RichParagraph((RichRun("Điều", bold=True), RichRun("  "))), True),
        ):
            block = block_of(given_, Findings())
            assert block is not None
            assert block.emphasis is strong

    def test_a_text_that_was_there_before_is_left_out(self) -> None:
        blocks = [block_of(paragraph(text), Findings()) for text in ("Sở Tư pháp", "Phòng", "SỞ TƯ PHÁP")]
        assert [block.text for block in without_repeats(filter(None, blocks))] == ["Sở Tư pháp", "Phòng"]


class TestTables:
    def cell(self, row: int, column: int, text: str, *, bold: bool = False) -> RichCell:
        return RichCell(row, column, (paragraph(text, bold=bold),))

    def heads(self, *cells: RichCell, header_rows: int = 0) -> list[bool]:
        block = table_of(RichTable(cells, header_rows), Findings())
        assert block is not None
        return [cell.header for cell in block.cells]

    def test_a_table_without_text_is_none(self) -> None:
        assert table_of(RichTable((self.cell(0, 0, " "),)), Findings()) is None

    def test_head_rows_as_the_source_says(self) -> None:
        assert self.heads(self.cell(0, 0, "a"), self.cell(1, 0, "b"), self.cell(2, 0, "c"), header_rows=2) == [
            True,
            True,
            False,
        ]

    def test_or_a_bold_first_row(self) -> None:
        assert self.heads(self.cell(0, 0, "a", bold=True), self.cell(1, 0, "b", bold=True)) == [True, False]

    def test_an_empty_cell_is_no_head(self) -> None:
        assert self.heads(self.cell(0, 0, " "), self.cell(0, 1, "a"), header_rows=1) == [False, True]


class TestLooks:
    def properties(self, inside: str) -> etree._Element:
        return etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}">{inside}</w:rPr>')

    @each(
        ("element", "on"),
        [("<w:b/>", True), ('<w:b w:val="1"/>', True), ('<w:b w:val="true"/>', True), ('<w:b w:val="0"/>', False),
         ('<w:b w:val="OFF"/>', False), ('<w:b w:val="none"/>', False), ("", None)],
    )  # fmt: skip
    def test_switches(self, element: str, on: bool | None) -> None:
        assert is_on(self.properties(element).find(f"{W}b")) is on
        assert look_of(self.properties(element), {}).bold is on

    @each(
        ("fonts", "name"),
        [
            ('w:ascii="Arial"', "Arial"),
            ('w:ascii="Arial" w:hAnsi="Times"', "Times"),
            ('w:ascii=".VnTime" w:hAnsi="Times"', ".VnTime"),
            ('w:cs="Arial"', None),
            ('w:hAnsiTheme="minorHAnsi"', "Calibri"),
            ('w:asciiTheme="unknown"', None),
        ],
    )
    def test_the_font_of_letters(self, fonts: str, name: str | None) -> None:
        assert look_of(self.properties(f"<w:rFonts {fonts}/>"), {"minorHAnsi": "Calibri"}).font == name

    def test_a_look_over_another_keeps_what_it_does_not_say(self) -> None:
        base = Look("Arial", bold=True, hidden=False, capitals=True)
        assert Look(bold=False).over(base) == Look("Arial", bold=False, hidden=False, capitals=True)
        assert NO_LOOK.over(base) == base
        assert look_of(None, {}) is NO_LOOK
