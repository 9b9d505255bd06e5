from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from reading_samples import PdfPage

from converters.legacy.conversion import Findings
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.reading.paging.running import mark_running_lines
from converters.reading.pdf.annotations import put_in_place
from converters.reading.pdf.geometry import FloatBox, Frame, frame_of
from converters.reading.pdf.look import Rulings, look_at
from converters.reading.pdf.tables import find_grids
from converters.reading.pdf.text_layer.blocks import Group, body_of, in_reading_order
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.lines import PlacedLine, PlacedWord, lines_of, main_angle, place_words
from converters.reading.pdf.text_layer.words import GlyphReader, RawWord

STYLE = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=False)
FRAME = Frame(1000, 1000, 72.0, 1.0, 0.0, 0.0, -1.0, 0.0, 1000.0)


def raw(text: str, left: float, baseline: float, *, style: FontStyle = STYLE, spaced: bool = True) -> RawWord:
    right = left + 5.0 * len(text)
    return RawWord(text, left, baseline, right, baseline + 7, baseline, style, spaced, right)


def placed(text: str, left: float, top: float, width: float | None = None) -> PlacedWord:
    box = FloatBox(left, top, left + (width or 5.0 * len(text)), top + 8.0)
    return PlacedWord(text, box, box, top + 8.0, 10.0, STYLE, spaced=True)


def group(text: str, left: float, top: float, width: float) -> Group:
    return Group([PlacedLine([placed(text, left, top, width)])])


def test_frame_turns_points_into_pixels() -> None:
    assert FRAME.box(10, 20, 30, 40) == (10, 960, 30, 980)
    assert FRAME.point(10, 20) == (10, 980)
    assert FRAME.whole(FloatBox(-5.5, 2.5, 10.1, 2000)) == (0, 2, 11, 1000)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_frame_of_turned_and_cropped_pages(tmp_path: Path, turn: int) -> None:
    pdf = pikepdf.new()
    page = PdfPage(pdf)
    page.text(100, 700, "x").done()
    pdf.pages[0].Rotate = turn
    pdf.pages[0].CropBox = pikepdf.Array([50, 100, 550, 800])
    pdf.save(tmp_path / "a.pdf")
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    frame = frame_of(document[0], 72)
    assert (frame.width, frame.height) == ((500, 700) if turn % 180 == 0 else (700, 500))
    corner = {0: (0, 0), 90: (700, 0), 180: (500, 700), 270: (0, 500)}[turn]
    assert frame.point(50, 800) == pytest.approx(corner, abs=0.5)
    document.close()


def test_lines_part_at_columns_but_not_at_blanks() -> None:
    words = [placed("Số:", 0, 0), placed("/QĐ-UBND", 60, 0), placed("Hà", 300, 0), placed("Nội", 312, 0)]
    assert [line.text for line in lines_of(words)] == ["Số: /QĐ-UBND", "Hà Nội"]
    assert [line.text for line in lines_of([placed("một", 0, 0), placed("hai", 0, 20)])] == ["một", "hai"]


def test_words_without_space_between_are_one_word() -> None:
    words = place_words([raw("Ngh", 0, 500), raw("ị", 15, 500, spaced=False)], FRAME, Findings())
    line = lines_of(words)[0].as_line(FRAME)
    assert [word.text for word in line.words] == ["Nghị"]
    assert line.words[0].box == (0, 493, 20, 500)


def test_stray_marks_and_blanks_leave_no_word() -> None:
    assert place_words([raw("\u200b", 0, 0), raw("\u00ad", 9, 0)], FRAME, Findings()) == []


def test_main_angle_follows_most_letters() -> None:
    turned = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=False, angle=90)
    assert main_angle([raw("dài hơn nhiều", 0, 0, style=turned), raw("ngắn", 0, 0)]) == 90
    assert main_angle([]) == 0


def test_reading_order_keeps_drawing_order_unless_something_stands_above() -> None:
    foot, body, title = group("foot", 0, 900, 500), group("body", 0, 300, 500), group("title", 0, 10, 500)
    assert [item.text for item in in_reading_order([foot, body, title])] == ["title", "body", "foot"]
    left, right = group("left", 0, 100, 200), group("right", 300, 50, 200)
    assert [item.text for item in in_reading_order([left, right])] == ["left", "right"]


def test_body_is_measured_by_most_of_the_text() -> None:
    lines = [PlacedLine([placed("một dòng chữ dài bình thường ở đây", 100, 20.0 * index)]) for index in range(10)]
    body = body_of(lines, 1000)
    assert body.size == 10
    assert body.leading == pytest.approx(20)
    assert (body.left, body.right) == (100, 100 + 5 * 34)


def test_filled_in_words_go_behind_what_they_complete() -> None:
    words = [raw("Số:", 0, 500), raw("/QĐ", 60, 500), raw("dòng", 0, 480), raw("15", 30, 501), raw("xa", 800, 100)]
    ordered = put_in_place(words, [(28, 495, 45, 515), (790, 90, 820, 110)])
    assert [word.text for word in ordered] == ["Số:", "15", "/QĐ", "dòng", "xa"]
    assert put_in_place(words, []) == words


def test_grids_from_broken_and_double_lines() -> None:
    level = (*((y, x, x + 50.0) for y in (0.0, 40.0, 80.0) for x in (0.0, 50.0)), (41.0, 0.0, 100.0))
    upright = ((0.0, 0.0, 80.0), (50.0, 0.0, 40.0), (100.0, 0.0, 80.0))
    grids = find_grids(Rulings(level, upright), FRAME)
    assert len(grids) == 1
    assert grids[0].cells == ((0, 0, 50, 40), (50, 0, 100, 40), (0, 40, 100, 80))


def test_two_tables_on_a_page() -> None:
    def table(top: float) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
        return [(top + y, 0.0, 100.0) for y in (0, 20, 40)], [(x, top, top + 40.0) for x in (0.0, 50.0, 100.0)]

    first, second = table(0.0), table(200.0)
    rulings = Rulings((*first[0], *second[0]), (*first[1], *second[1]))
    assert [len(grid.cells) for grid in find_grids(rulings, FRAME)] == [4, 4]


@pytest.mark.parametrize("rulings", [Rulings((), ()), Rulings(((0.0, 0.0, 9.0),), ((0.0, 0.0, 9.0),))])
def test_no_table_without_lines(rulings: Rulings) -> None:
    assert find_grids(rulings, FRAME) == []


def test_look_finds_stroked_boxes_and_pictures(tmp_path: Path) -> None:
    import numpy as np

    pdf = pikepdf.new()
    page = PdfPage(pdf)
    page.content += ["100 100 200 50 re S", "0.9 g 10 10 50 50 re f"]
    page.image(np.zeros((10, 10), np.uint8), (300, 300, 500, 500)).done()
    pdf.save(tmp_path / "a.pdf")
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    drawn = look_at(document[0], frame_of(document[0], 72))
    assert len(drawn.rulings.level) == len(drawn.rulings.upright) == 2
    assert len(drawn.figures) == 1
    assert not drawn.look.scan
    document.close()


def test_glyphs_of_an_empty_page(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    assert GlyphReader(document[0]).words() == []
    document.close()


def test_around() -> None:
    assert FloatBox.around([FloatBox(1, 2, 3, 4), FloatBox(0, 3, 2, 9)]) == (0, 2, 3, 9)


def page_with(number: int, head: str, box: tuple[int, int, int, int]) -> Page:
    lines = (Line(tuple(Word(word) for word in head.split()), box),)
    blocks = (
        Block(BlockKind.PARAGRAPH, lines, box),
        Block(BlockKind.PARAGRAPH, (Line((Word(f"thân{number}"),)),), Box(0, 400, 9, 500)),
    )
    return Page(number, 700, 1000, 100.0, blocks, Method.TEXT_LAYER)


def test_running_lines_need_three_pages() -> None:
    top = Box(0, 10, 300, 40)
    three = [page_with(number, f"Công báo số {number}", top) for number in range(1, 4)]
    assert [page.blocks[0].kind for page in mark_running_lines(three)] == [BlockKind.HEADER] * 3
    assert [page.blocks[1].kind for page in mark_running_lines(three)] == [BlockKind.PARAGRAPH] * 3
    assert mark_running_lines(three[:2]) == tuple(three[:2])
    low = [page_with(number, "Sở Tư pháp", Box(0, 950, 300, 980)) for number in range(1, 4)]
    assert [page.blocks[0].kind for page in mark_running_lines(low)] == [BlockKind.FOOTER] * 3
    middle = [page_with(number, "Sở Tư pháp", Box(0, 450, 300, 480)) for number in range(1, 4)]
    assert [page.blocks[0].kind for page in mark_running_lines(middle)] == [BlockKind.PARAGRAPH] * 3


def test_running_lines_of_scans_need_not_be_read_alike() -> None:
    heads = ("Sổ tay hòa giải viên", "Sô tay hòa giải viên 2", "Sổ tay hoà giai viên")
    scanned = [
        replace(page_with(number, head, Box(0, 10, 300, 40)), method=Method.OCR) for number, head in enumerate(heads, 1)
    ]
    assert [page.blocks[0].kind for page in mark_running_lines(scanned)] == [BlockKind.HEADER] * 3
    others = [
        replace(page_with(number, head, Box(0, 10, 300, 40)), method=Method.OCR)
        for number, head in enumerate(("Chương một", "Quyền của trẻ em", "Xử phạt"), 1)
    ]
    assert mark_running_lines(others) == tuple(others)


def test_running_lines_of_pages_that_lie_on_their_side() -> None:
    lying = [
        replace(
            page_with(number, "Sổ tay pháp luật", Box(660, 10, 690, 300)),
            method=Method.OCR, width=700, height=500, rotation=90,
        )
        for number in range(1, 4)
    ]  # fmt: skip
    assert [page.blocks[0].kind for page in mark_running_lines(lying)] == [BlockKind.HEADER] * 3
