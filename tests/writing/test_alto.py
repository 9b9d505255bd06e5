"""ALTO: boxes, reading order, what a page without geometry leaves, and that the file is what the standard describes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Document, Line, Method, Page, Word
from converters.writing.alto import NAMESPACE, SCHEMA, XSI, alto
from tests.each import each
from tests.properties import at_most

WIDTH, HEIGHT = 1000, 1400
# Children each element may have, in their order (alto-4-4.xsd), as far as we write them.
CHILDREN = {
    "alto": ["Description", "Tags", "Layout"],
    "Description": ["MeasurementUnit", "sourceImageInformation", "Processing"],
    "Page": ["PrintSpace"],
    "TextLine": ["String", "SP"],
    "ComposedBlock": ["TextBlock"],
    "TextBlock": ["TextLine"],
    "String": ["ALTERNATIVE"],
}


def line(text: str, top: int = 100, left: int = 100) -> Line:
    words = []
    for piece in text.split():
        words.append(Word(piece, Box(left, top, left + 10 * len(piece), top + 20), 0.9))
        left += 10 * len(piece) + 10
    return Line(tuple(words))


def block(*lines: Line, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, lines, Box(100, 100, 900, 200))


def page(*blocks: Block, number: int = 1) -> Page:
    return Page(number, WIDTH, HEIGHT, 100.0, blocks, Method.OCR)


def parsed(*pages: Page, name: str = "Tờ gấp.pdf", software: str = "pbgdpl-cli 1.0 (vie)") -> ET.Element:
    document = Document(Path(name), "application/pdf", "0" * 64, pages)
    return ET.fromstring(alto(document, software=software))


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))


def contents(root: ET.Element) -> list[str | None]:
    return [string.get("CONTENT") for string in all_of(root, "String")]


class TestHead:
    def test_it_says_what_it_is(self) -> None:
        root = parsed(page())
        assert root.tag == f"{{{NAMESPACE}}}alto"
        assert root.get(f"{{{XSI}}}schemaLocation") == f"{NAMESPACE} {SCHEMA}"
        assert root.get("SCHEMAVERSION") == "4.4"
        assert [unit.text for unit in all_of(root, "MeasurementUnit")] == ["pixel"]

    def test_it_names_the_source_and_what_read_it(self) -> None:
        root = parsed(page(), name="thu-muc/Tờ gấp & 1.pdf", software="pbgdpl-cli 2.1 beta")
        assert [name.text for name in all_of(root, "fileName")] == ["Tờ gấp & 1.pdf"]
        assert [name.text for name in all_of(root, "softwareName")] == ["pbgdpl-cli"]
        assert [version.text for version in all_of(root, "softwareVersion")] == ["2.1 beta"]

    def test_it_is_utf_8_and_says_so(self) -> None:
        data = alto(Document(Path("a.pdf"), "application/pdf", "0" * 64, (page(block(line("Điều"))),)), software="a 1")
        assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
        assert "Điều".encode() in data

    def test_every_kind_of_block_is_declared_once(self) -> None:
        tags = all_of(parsed(page()), "StructureTag")
        assert sorted(str(tag.get("LABEL")) for tag in tags) == sorted(kind.value for kind in BlockKind)
        assert len({tag.get("ID") for tag in tags}) == len(tags)


class TestPages:
    def test_size_and_number(self) -> None:
        root = parsed(page(), page(number=2))
        assert [(found.get("ID"), found.get("PHYSICAL_IMG_NR")) for found in all_of(root, "Page")] == [
            ("page-1", "1"),
            ("page-2", "2"),
        ]
        for found in [*all_of(root, "Page"), *all_of(root, "PrintSpace")]:
            assert (found.get("WIDTH"), found.get("HEIGHT")) == (str(WIDTH), str(HEIGHT))

    @pytest.mark.parametrize(("width", "height"), [(None, None), (0, HEIGHT), (WIDTH, 0)])
    def test_pages_without_geometry_are_left_out(self, width: int | None, height: int | None) -> None:
        flat = replace(page(block(line("Điều"))), width=width, height=height)
        root = parsed(flat, page(number=2))
        assert [found.get("PHYSICAL_IMG_NR") for found in all_of(root, "Page")] == ["2"]

    @each(("turned", "said"), [(0, None), (90, "270"), (180, "180"), (270, "90")])
    def test_how_the_text_lies_in_the_image(self, turned: int, said: str | None) -> None:
        (found,) = all_of(parsed(replace(page(), rotation=turned)), "Page")
        assert found.get("ROTATION") == said


class TestBlocks:
    def test_they_keep_the_order_they_are_read_in(self) -> None:
        low, high = block(line("sau", top=900)), block(line("trước", top=100))
        assert contents(parsed(page(low, high))) == ["sau", "trước"]

    def test_a_block_without_a_box_is_left_out(self) -> None:
        placeless = replace(block(line("Điều")), box=None)
        root = parsed(page(placeless, block(line("Khoản"))))
        assert contents(root) == ["Khoản"]
        assert [found.get("ID") for found in all_of(root, "TextBlock")] == ["block-1-2"]

    def test_a_picture_is_an_illustration_unless_it_holds_text(self) -> None:
        figure = Block(BlockKind.FIGURE, (), Box(1, 2, 11, 22))
        root = parsed(page(figure))
        (found,) = all_of(root, "Illustration")
        assert [found.get(key) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["1", "2", "10", "20"]
        read = parsed(page(replace(figure, lines=(line("chữ"),))))
        assert not all_of(read, "Illustration")
        assert contents(read) == ["chữ"]

    def test_what_stands_aside_is_in_it_too(self) -> None:
        """A stamp is no part of the text, but its words have their places."""
        root = parsed(page(block(line("SỞ"), kind=BlockKind.STAMP)))
        assert [found.get("TAGREFS") for found in all_of(root, "TextBlock")] == ["kind-stamp"]
        assert contents(root) == ["SỞ"]

    def test_identifiers_are_all_different(self) -> None:
        cells = tuple(Cell(row, column, (line("ô", top=100 * row),)) for row in range(2) for column in range(2))
        table = replace(block(line("ô"), kind=BlockKind.TABLE), cells=cells)
        root = parsed(page(table, block(line("a"))), page(table, number=2))
        found = [element.get("ID") for element in root.iter() if element.get("ID")]
        assert len(set(found)) == len(found)


class TestLinesAndWords:
    def test_spaces_stand_between_words_only(self) -> None:
        (found,) = all_of(parsed(page(block(line("một hai ba")))), "TextLine")
        names = [child.tag.rpartition("}")[2] for child in found]
        assert names == ["String", "SP", "String", "SP", "String"]

    def test_a_line_is_as_large_as_its_words(self) -> None:
        (found,) = all_of(parsed(page(block(line("một hai")))), "TextLine")
        assert [found.get(key) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["100", "100", "70", "20"]

    def test_unless_it_says_so_itself(self) -> None:
        own = replace(line("một"), box=Box(90, 95, 300, 130))
        (found,) = all_of(parsed(page(block(own))), "TextLine")
        assert (found.get("HPOS"), found.get("WIDTH")) == ("90", "210")

    def test_words_without_boxes_are_left_out_and_lines_of_them_too(self) -> None:
        mixed = Line((Word("đâu"), Word("đây", Box(1, 1, 9, 9)), Word("kia")))
        root = parsed(page(block(mixed, Line((Word("không"),)))))
        assert contents(root) == ["đây"]
        assert len(all_of(root, "TextLine")) == 1
        assert not all_of(root, "SP")

    @each(("confidence", "said"), [(None, None), (1.0, "1.000"), (0.12345, "0.123"), (0.0, "0.000")])
    def test_confidence(self, confidence: float | None, said: str | None) -> None:
        word = Word("đây", Box(1, 1, 9, 9), confidence)
        (found,) = all_of(parsed(page(block(Line((word,))))), "String")
        assert found.get("WC") == said

    def test_a_word_that_was_never_changed_has_no_other_reading(self) -> None:
        assert not all_of(parsed(page(block(line("một")))), "ALTERNATIVE")

    def test_marks_of_xml_are_text(self) -> None:
        word = Word('<a> & "b"', Box(1, 1, 9, 9))
        assert contents(parsed(page(block(Line((word,)))))) == ['<a> & "b"']


class TestTables:
    def test_a_cell_is_as_large_as_its_lines(self) -> None:
        cell = Cell(0, 0, (line("Mức", top=100), line("phạt", top=130, left=150)))
        table = Block(BlockKind.TABLE, cell.lines, Box(90, 90, 900, 400), cells=(cell,))
        (found,) = all_of(parsed(page(table)), "TextBlock")
        assert [found.get(key) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["100", "100", "90", "50"]

    def test_cells_without_text_or_place_are_left_out(self) -> None:
        cells = (Cell(0, 0, ()), Cell(0, 1, (Line((Word("x"),)),)), Cell(1, 0, (line("Tiền"),)))
        table = Block(BlockKind.TABLE, (line("Tiền"),), Box(90, 90, 900, 400), cells=cells)
        root = parsed(page(table))
        assert [found.get("ID") for found in all_of(root, "TextBlock")] == ["block-1-1-1-0"]
        (composed,) = all_of(root, "ComposedBlock")
        assert composed.get("TYPE") == "table"


words = st.text("abđêộ0.<&", min_size=1, max_size=5)
boxes = st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(1, 90), st.integers(1, 90)).map(
    lambda place: Box(place[0], place[1], place[0] + place[2], place[1] + place[3])
)
lines = st.lists(st.builds(Word, words, st.none() | boxes, st.none() | st.floats(0, 1)), max_size=4).map(
    lambda found: Line(tuple(found))
)
blocks = st.builds(Block, st.sampled_from(BlockKind), st.lists(lines, max_size=3).map(tuple), st.none() | boxes)


@given(st.lists(blocks, max_size=4))
@settings(max_examples=at_most(15))
def test_any_page_is_what_the_standard_describes(found: list[Block]) -> None:
    root = parsed(page(*found))
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        inside = [child.tag.rpartition("}")[2] for child in element]
        if name in CHILDREN:
            assert set(inside) <= set(CHILDREN[name])
            if name not in {"TextLine", "TextBlock"}:
                assert inside == sorted(inside, key=CHILDREN[name].index)
        for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"):
            if element.get(key) is not None:
                assert int(str(element.get(key))) >= 0
    placed = [word.text for each in found if each.box for word in each.words if word.box]
    assert contents(root) == placed
