"""What was read becomes blocks: page numbers, the national head, overlays of signing programs, stamps."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.assembly.assembling import _without_overlays, assemble
from converters.ocr.assembly.stamps_and_signatures import MarkArea, stamped_frames, without_mark_words
from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.ocr.options import Switches
from converters.ocr.preparation.prepare import Prepared, prepare
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.reading.paging.upright import stored_box
from tests.each import each

WIDTH, HEIGHT = 800, 1000
SMALL = 10.0  # height of a small letter in the layout's pixels


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    page = letter_rows(blank(WIDTH, HEIGHT), 60, 60, 740, 20, size=22, pitch=44)
    found = prepare(np.repeat(page[..., None], 3, axis=2), Switches())
    assert found.grey.shape == (HEIGHT, WIDTH)  # not resampled: its pixels are those of the stored page
    return found


def laid_out(top: int, left: int = 30, right: int = 370, *, cell: GridCell | None = None) -> LayoutLine:
    return LayoutLine(Fragment(Box(left, top, right, top + 16), top + 3, top + 13, (), 12), cell=cell)


def assembled(
    prepared: Prepared, *lines: tuple[LayoutLine, str], confidence: float = 0.97, table: TableGrid | None = None
) -> list[Block]:
    """Each line a block of its own, or all in one table."""
    crops, readings = [], []
    for line, text in lines:
        box = line.fragment.box.scaled(2)
        words = text.split()
        inside = Box(0, 0, box.width, box.height).divided([1] * len(words)) if words else []
        crops.append(Crop(blank(box.width, box.height), box.left, box.top))
        readings.append(tuple(ReadWord(word, at, confidence) for word, at in zip(words, inside, strict=True)))
    each = [LayoutBlock((line,)) for line, _ in lines]
    layout = Layout((LayoutBlock(tuple(line for line, _ in lines), table),) if table else tuple(each))
    page = Page(1, WIDTH, HEIGHT, 150.0, (), Method.OCR)
    return list(assemble(prepared, layout, crops, readings, page))


def kinds(blocks: list[Block]) -> list[BlockKind]:
    return [block.kind for block in blocks]


@pytest.mark.real
def test_words_are_placed_in_pixels_of_the_stored_page(prepared: Prepared) -> None:
    (block,) = assembled(prepared, (laid_out(100), "Căn cứ Luật Đất đai"))
    assert block.text == "Căn cứ Luật Đất đai"
    assert block.box == (60, 200, 740, 232)
    assert [word.box.height for word in block.words if word.box] == [32] * 5


@pytest.mark.parametrize(
    ("top", "text", "kind"),
    [
        (10, "3", BlockKind.PAGE_NUMBER),
        (480, "- 12 -", BlockKind.PAGE_NUMBER),
        (250, "3", BlockKind.PARAGRAPH),  # in the middle of the page
        (10, "3 điều", BlockKind.PARAGRAPH),
    ],
)
def test_page_numbers_stand_at_the_edge(prepared: Prepared, top: int, text: str, kind: BlockKind) -> None:
    assert kinds(assembled(prepared, (laid_out(top, 190, 210), text))) == [kind]


def test_the_national_head_is_no_heading(prepared: Prepared) -> None:
    head = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 5 tháng 3 năm 2026"]
    tops = count(20, 30)
    lines = [(laid_out(next(tops), 100, 300), text) for text in head]
    assert kinds(assembled(prepared, *lines)) == [BlockKind.PARAGRAPH] * 3
    title = (laid_out(200, 100, 300), "QUYẾT ĐỊNH BAN HÀNH")
    assert kinds(assembled(prepared, *lines, title))[-1] is BlockKind.HEADING


def test_a_signature_appearance_stands_apart_with_what_is_close_to_it(prepared: Prepared) -> None:
    found = assembled(
        prepared,
        (laid_out(20, 30, 150), "Người ký: Nguyễn Văn Bình"),
        (laid_out(40, 30, 150), "Thời gian ký: 12.03.2026 08:15:22"),
        (laid_out(300), "Điều 1. Phạm vi điều chỉnh"),
    )
    overlay = [block for block in found if block.kind is BlockKind.OVERLAY]
    assert {line.text for block in overlay for line in block.lines} == {
        "Người ký: Nguyễn Văn Bình",
        "Thời gian ký: 12.03.2026 08:15:22",
    }
    assert [block.text for block in found if block.kind is not BlockKind.OVERLAY] == ["Điều 1. Phạm vi điều chỉnh"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_text_between_signatures_stays_text_however_the_page_lies(rotation: int) -> None:
    """A note of one line is low on its page, and as long as the page where that lies on its side."""
    page = Page(1, 500, 500, None, (), Method.OCR, rotation=rotation)
    texts = {30: "Người ký: Nguyễn Văn Bình", 120: "Điều 1. Phạm vi", 200: "Điều 2. Đối tượng", 450: "Ký bởi: An Phú"}
    blocks = []
    for top, text in texts.items():
        box = stored_box(Box(40, top, 40 + 10 * len(text), top + 20), page)
        blocks.append(Block(BlockKind.PARAGRAPH, (Line((Word(text, box),), box),), box))
    kept = [block.text for block in _without_overlays(blocks, page) if block.kind is not BlockKind.OVERLAY]
    assert kept == ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]


def test_lines_of_a_table_stand_in_its_cells(prepared: Prepared) -> None:
    corner = Box(30, 100, 200, 140)
    cells = [GridCell(corner.moved(170 * c, 40 * r), r, c, 1, 1) for r in (0, 1) for c in (0, 1)]
    table = TableGrid(Box(30, 100, 370, 180), tuple(cells))
    texts = ["Hành vi", "Mức phạt", "Đốt pháo", "5.000.000 đồng"]
    lines = [
        (laid_out(cell.box.top + 10, cell.box.left + 5, cell.box.right - 5, cell=cell), text)
        for cell, text in zip(cells, texts, strict=True)
    ]
    (block,) = assembled(prepared, *lines, table=table)
    assert block.kind is BlockKind.TABLE
    assert [(cell.row, cell.column, cell.text, cell.header) for cell in block.cells] == [
        (0, 0, "Hành vi", True), (0, 1, "Mức phạt", True), (1, 0, "Đốt pháo", False), (1, 1, "5.000.000 đồng", False),
    ]  # fmt: skip
    assert block.text.splitlines() == texts
    (lone,) = assembled(prepared, *lines[:2], table=table)
    assert [cell.header for cell in lone.cells] == [False, False]  # it goes on from the page before


def test_initials_behind_the_end_are_handwriting(prepared: Prepared) -> None:
    found = assembled(prepared, (laid_out(100), "thi hành Quyết định này./. 4⁄Z"), confidence=0.7)
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.PARAGRAPH, "thi hành Quyết định này./."),
        (BlockKind.HANDWRITING, "4⁄Z"),
    ]


def test_a_page_on_which_nothing_was_read_has_no_blocks(prepared: Prepared) -> None:
    assert assembled(prepared, (laid_out(100), ""), (laid_out(140), "— ' .")) == []


ROUND = MarkArea(BlockKind.STAMP, Box(0, 0, 100, 100))


@each(
    ("area", "corner"),
    [
        (ROUND, False),
        (MarkArea(BlockKind.STAMP, Box(0, 0, 100, 100), framed=True), True),
        (MarkArea(BlockKind.STAMP, Box(0, 0, 200, 100)), True),
        (MarkArea(BlockKind.SIGNATURE, Box(0, 0, 100, 100)), True),
    ],
)
def test_only_round_stamps_have_no_corners(area: MarkArea, corner: bool) -> None:
    assert area.holds(Box(2, 2, 12, 12)) is corner
    assert area.holds(Box(40, 40, 60, 60))
    assert not area.holds(Box(40, 140, 60, 180))
    assert not area.holds(None)


def test_a_frame_is_asked_only_for_the_words_inside() -> None:
    inside = Line((Word("SAO", Box(50, 100, 90, 120)), Word("Y", Box(95, 100, 110, 120))), Box(50, 100, 110, 120))
    outside = Line((Word("HỎA", Box(600, 100, 640, 120)), Word("TỐC", Box(645, 100, 690, 120))))
    frame, empty = Box(40, 90, 200, 130), Box(400, 400, 500, 500)
    (area,) = stamped_frames([frame, empty], [inside, outside])
    assert (area.box, area.framed) == (frame, True)
    assert without_mark_words(inside, [area]).words == ()
    assert area.block.text == "SAO Y"


def test_a_frame_full_of_text_is_no_stamp() -> None:
    words = tuple(Word("ĐẾN", Box(40 + index, 100, 60 + index, 120)) for index in range(41))
    assert stamped_frames([Box(0, 0, 400, 400)], [Line(words)]) == []
    assert len(stamped_frames([Box(0, 0, 400, 400)], [Line(words[:40])])) == 1
