"""Names, flags placed in the text, ALTO and Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Document, Flag, Line, Method, Page, Word
from converters.writing.alto import NAMESPACE, alto
from converters.writing.names import safe_file_name, slug
from converters.writing.text import page_spans, placed_flags
from tests.each import each
from validators.problems import say


class TestNames:
    @given(st.text(max_size=200))
    def test_slugs_are_plain(self, text: str) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
        assert len(slug(text)) <= 62

    @each(
        ("text", "name"),
        [
            ("Tờ gấp Luật Đất đai 2024", "to-gap-luat-dat-dai-2024"),
            ("Đề cương: Nghị định 168/2024/NĐ-CP", "de-cuong-nghi-dinh-168-2024-nd-cp"),
            ("CON", "con-x"),
            ("lpt1", "lpt1-x"),
            ("…", "tai-lieu"),
        ],
    )
    def test_examples(self, text: str, name: str) -> None:
        assert slug(text) == name

    def test_extension_is_kept(self) -> None:
        assert safe_file_name("Tờ gấp (1).PDF") == "to-gap-1.pdf"
        assert safe_file_name("không đuôi") == "khong-duoi"


def line(text: str, top: int = 100, left: int = 100) -> Line:
    words = []
    for word in text.split():
        words.append(Word(word, Box(left, top, left + 10 * len(word), top + 20), 0.8))
        left += 10 * len(word) + 10
    return Line(tuple(words))


def document(*pages: Page) -> Document:
    return Document(Path("a.pdf"), "application/pdf", "0" * 64, pages)


def page(number: int, *blocks: Block, flags: tuple[Flag, ...] = ()) -> Page:
    return Page(number, 1000, 1400, 100.0, blocks, Method.OCR, flags=flags)


def paragraph(*lines: Line) -> Block:
    return Block(BlockKind.PARAGRAPH, lines, Box(100, 100, 900, 200))


words = st.lists(st.text("abcđêộ0.", min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join)
pages = st.lists(st.lists(st.lists(words, min_size=1, max_size=3), max_size=3), min_size=1, max_size=3)


@given(pages)
def test_spans_point_at_their_words(layout: list[list[list[str]]]) -> None:
    read = document(
        *(page(number, *(paragraph(*map(line, block)) for block in blocks)) for number, blocks in enumerate(layout, 1))
    )
    offset = 0
    for one in read.pages:
        for span in page_spans(one, offset):
            assert read.text[span.start : span.end] == span.word.text
        offset += len(one.text) + 1


class TestFlags:
    def flag(self, text: str, box: tuple[int, int, int, int] | None, number: int = 2) -> Flag:
        return Flag(number, box, -1, -1, text, ("300.000",), "amount", say("Two readings disagree."))

    def read(self, flag: Flag) -> Document:
        stamp = Block(BlockKind.STAMP, (line("SỞ TƯ PHÁP"),))
        return document(
            page(1, paragraph(line("Trang một"))),
            page(2, stamp, paragraph(line("Phạt tiền"), line("từ (800.000 đồng).", top=130)), flags=(flag,)),
        )

    def test_placed_at_the_words_it_covers(self) -> None:
        read = self.read(self.flag("800.000 đồng", Box(130, 130, 260, 150)))
        (flag,) = placed_flags(read)
        assert read.text[flag.start : flag.end] == "800.000 đồng"

    def test_without_a_word_it_points_at_the_page(self) -> None:
        read = self.read(self.flag("", None))
        (flag,) = placed_flags(read)
        assert flag.start == flag.end == len("Trang một\f")


class TestAlto:
    def parsed(self, *blocks: Block) -> ET.Element:
        return ET.fromstring(alto(document(page(1, *blocks)), software="pbgdpl-cli 1.0"))

    def find(self, root: ET.Element, name: str) -> list[ET.Element]:
        return list(root.iter(f"{{{NAMESPACE}}}{name}"))

    def test_rotation_is_that_of_the_text(self) -> None:
        """An image to be turned counter-clockwise by 90 degrees holds text turned by 270 (alto-4-4.xsd, Page)."""
        turned = replace(page(1, paragraph(line("Điều 5"))), rotation=90)
        (found,) = self.find(ET.fromstring(alto(document(turned), software="pbgdpl-cli 1.0")), "Page")
        assert found.get("ROTATION") == "270"

    def test_words_boxes_and_confidence(self) -> None:
        strings = self.find(self.parsed(paragraph(line("Điều 5"))), "String")
        assert [string.get("CONTENT") for string in strings] == ["Điều", "5"]
        assert strings[0].get("HPOS") == "100"
        assert strings[0].get("WIDTH") == "40"
        assert strings[0].get("WC") == "0.800"

    def test_other_readings(self) -> None:
        word = Word("quyền", Box(1, 1, 9, 9), 0.5, "quyên", ("quyến",))
        alternatives = self.find(self.parsed(paragraph(Line((word,)))), "ALTERNATIVE")
        assert [(entry.get("PURPOSE"), entry.text) for entry in alternatives] == [
            ("engine", "quyên"),
            ("alternative", "quyến"),
        ]

    def test_tables_are_composed_of_cells(self) -> None:
        cells = (Cell(0, 0, (line("Mức"),)), Cell(0, 1, (line("Tiền", left=400),)))
        table = Block(BlockKind.TABLE, (line("Mức"), line("Tiền")), Box(100, 100, 900, 200), cells=cells)
        root = self.parsed(table)
        assert len(self.find(root, "ComposedBlock")) == 1
        assert len(self.find(root, "TextBlock")) == len(cells)

    def test_every_tag_that_is_used_is_declared(self) -> None:
        root = self.parsed(paragraph(line("Điều")), Block(BlockKind.STAMP, (line("SỞ"),), Box(1, 1, 2, 2)))
        declared = {tag.get("ID") for tag in self.find(root, "StructureTag")}
        assert {block.get("TAGREFS") for block in self.find(root, "TextBlock")} <= declared
