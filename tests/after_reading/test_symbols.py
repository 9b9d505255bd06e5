"""Bars of Đ that a page has elsewhere."""

from __future__ import annotations

from dataclasses import replace

from converters.ocr.after_reading.symbols import with_barred_symbols
from converters.reading.document import Block, BlockKind, Cell, Line, Method, Page, Word
from tests.each import each


class TestSymbols:
    def page(self, *texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Page:
        lines = tuple(Line(tuple(map(Word, text.split()))) for text in texts)
        return Page(1, 900, 1200, None, (Block(kind, lines),), Method.OCR)

    def test_the_reading_with_most_bars_wins(self) -> None:
        read = self.page("1/TB-DHĐL", "2/TB-ĐHĐL", "3/TB-DHDL")
        assert with_barred_symbols(read).text.split("\n") == ["1/TB-ĐHĐL", "2/TB-ĐHĐL", "3/TB-ĐHĐL"]

    def test_cells_of_a_table_follow_too(self) -> None:
        cell = Cell(0, 0, (Line((Word("1/TB-DHĐL"),)),))
        page = self.page("2/TB-ĐHĐL")
        table = Block(BlockKind.TABLE, cell.lines, cells=(cell,))
        mended = with_barred_symbols(replace(page, blocks=(*page.blocks, table)))
        assert mended.blocks[1].cells[0].text == mended.blocks[1].text == "1/TB-ĐHĐL"

    def test_a_stamp_teaches_nothing(self) -> None:
        stamp = self.page("2/TB-ĐHĐL", kind=BlockKind.STAMP)
        page = self.page("1/TB-DHĐL")
        both = replace(page, blocks=(*stamp.blocks, *page.blocks))
        assert with_barred_symbols(both) == both

    @each("text", ["1/TB-DL", "DHĐL", "1/TB DHĐL", "1/tb-DHĐL"])
    def test_what_is_no_symbol_of_that_organ(self, text: str) -> None:
        assert with_barred_symbols(self.page(text, "2/TB-ĐHĐL")).text.startswith(text)
