"""PDF pages as they are looked at: resolution, geometry, ruling lines and pictures, filled-in words, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array
from reading_samples import A4, PdfPage

from converters.reading.document import BlockKind
from converters.reading.pdf.annotations import NEIGHBOUR, flatten_annotations, put_in_place
from converters.reading.pdf.geometry import FloatBox, Frame, frame_of
from converters.reading.pdf.look import FIGURE, SHORTEST, THIN, Drawn, Rulings, look_at
from converters.reading.pdf.opening import (
    DEFAULT_DPI,
    HIGHEST_NATIVE_DPI,
    MAX_PAGE_PIXELS,
    full_page_images,
    native_dpi,
    open_pdf,
    page_dpi,
    page_of,
)
from converters.reading.pdf.render import render_page
from converters.reading.pdf.tables import cell_of, find_grids, table_block
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.lines import PlacedWord
from converters.reading.pdf.text_layer.words import GlyphReader, RawWord
from converters.reading.problems import Damaged, Encrypted
from tests.properties import at_most

STYLE = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=False)
FRAME = Frame(1000, 1000, 72.0, 1.0, 0.0, 0.0, -1.0, 0.0, 1000.0)


@contextmanager
def page(folder: Path, draw: Callable[[PdfPage], object], size: tuple[int, int] = A4) -> Iterator[pdfium.PdfPage]:
    """A drawn page, opened."""
    pdf = pikepdf.new()
    drawn = PdfPage(pdf, size)
    draw(drawn)
    drawn.done()
    pdf.save(folder / "a.pdf")
    with open_pdf(folder / "a.pdf") as document:
        opened = page_of(document, 1)
        yield opened
        opened.close()


def picture(width: int, height: int, box: tuple[float, float, float, float]) -> Callable[[PdfPage], object]:
    return lambda target: target.image(np.full((height, width), 200, np.uint8), box)


class TestResolution:
    @pytest.mark.parametrize("dpi", [72, 150])
    def test_a_scan_is_shown_in_its_own(self, tmp_path: Path, dpi: int) -> None:
        with page(tmp_path, lambda target: target.scan(dpi=dpi)) as opened:
            assert native_dpi(opened) == pytest.approx(dpi, abs=0.5)

    def test_text_in_the_usual(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.text(60, 700, "chữ")) as opened:
            assert native_dpi(opened) is None
            assert page_dpi(opened) == DEFAULT_DPI

    def test_a_picture_that_does_not_fill_the_page_is_none(self, tmp_path: Path) -> None:
        with page(tmp_path, picture(100, 100, (0, 0, 595, 600))) as opened:
            assert full_page_images(opened) == []

    def test_two_pictures_over_each_other_are_not_one_scan(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.scan().scan()) as opened:
            assert len(full_page_images(opened)) == 2
            assert native_dpi(opened) is None

    def test_too_coarse_a_scan_is_shown_finer(self, tmp_path: Path) -> None:
        with page(tmp_path, picture(30, 40, (0, 0, *A4))) as opened:
            assert native_dpi(opened) is None
            assert page_dpi(opened) == DEFAULT_DPI

    def test_too_fine_a_scan_is_shown_as_usual(self, tmp_path: Path) -> None:
        small = (60, 80)
        side = round(60 / 72 * (HIGHEST_NATIVE_DPI + 50))
        with page(tmp_path, picture(side, round(side * 4 / 3), (0, 0, *small)), small) as opened:
            assert native_dpi(opened) == DEFAULT_DPI

    def test_a_scan_turned_inside_its_page(self, tmp_path: Path) -> None:
        def turned(target: PdfPage) -> None:
            target.image(np.full((595, 842), 200, np.uint8), (0, 0, *A4))
            target.content[-1] = "q 0 842 -595 0 595 0 cm /Im0 Do Q"

        with page(tmp_path, turned) as opened:
            assert full_page_images(opened) == [(595, pytest.approx(595, abs=1))]

    def test_posters_are_shown_coarser(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.text(60, 700, "chữ"), (6000, 6000)) as opened:
            dpi = page_dpi(opened)
            assert (6000 * dpi / 72) ** 2 == pytest.approx(MAX_PAGE_PIXELS, rel=0.01)


class TestOpening:
    def test_a_page_that_is_not_there(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.text(60, 700, "chữ")), open_pdf(tmp_path / "a.pdf") as document:
            assert len(document) == 1

    def test_a_file_of_no_pages(self, tmp_path: Path) -> None:
        pikepdf.new().save(tmp_path / "none.pdf")
        with pytest.raises(Damaged) as caught, open_pdf(tmp_path / "none.pdf"):
            pass
        assert caught.value.path == tmp_path / "none.pdf"

    def test_a_file_with_a_password(self, tmp_path: Path) -> None:
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
        with pytest.raises(Encrypted), open_pdf(tmp_path / "a.pdf"):
            pass

    def test_a_rendered_page_is_of_the_size_that_was_asked_for(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.text(20, 20, "chữ"), (72, 144)):
            image = render_page(tmp_path / "a.pdf", 1, 50)
        assert image.array.shape == (100, 50, 3)
        assert (image.dpi, image.number) == (50, 1)
        assert image.array[0, 0].tolist() == [255, 255, 255]


class TestGeometry:
    @given(st.sampled_from([0, 90, 180, 270]), st.integers(0, 200), st.integers(0, 100))
    @settings(max_examples=at_most(10))
    def test_every_point_of_a_turned_page_falls_into_its_raster(self, turn: int, x: int, y: int) -> None:
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(200, 100))
            pdf.pages[0].Rotate = turn
            stream = BytesIO()
            pdf.save(stream)
        document = pdfium.PdfDocument(stream.getvalue())
        frame = frame_of(document[0], 144)
        across, down = frame.point(x, y)
        assert -1 <= across <= frame.width + 1
        assert -1 <= down <= frame.height + 1
        assert (frame.width, frame.height) == ((400, 200) if turn % 180 == 0 else (200, 400))
        document.close()

    def test_a_box_is_the_right_way_round_whichever_way_the_page_is_turned(self) -> None:
        turned = Frame(100, 100, 72.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0)
        assert turned.box(10, 20, 30, 50) == (20, 10, 50, 30)
        assert FRAME.box(30, 50, 10, 20) == (10, 950, 30, 980)

    def test_float_boxes_know_their_sides(self) -> None:
        box = FloatBox(1.5, 2, 4, 8)
        assert (box.width, box.height) == (2.5, 6)
        assert box.holds(1.5, 8)
        assert not box.holds(1.4, 8)


class TestLook:
    def looked(self, folder: Path, *content: str) -> Drawn:
        def draw(target: PdfPage) -> None:
            target.content += content

        with page(folder, draw) as opened:
            return look_at(opened, frame_of(opened, 72))

    def test_lines_lie_or_stand(self, tmp_path: Path) -> None:
        rulings = self.looked(tmp_path, "1 w 100 700 m 300 700 l S", "100 700 m 100 600 l S").rulings
        ((y, left, right),), ((x, top, bottom),) = rulings.level, rulings.upright
        assert (y, left, right) == pytest.approx((142, 100, 300), abs=1.5)
        assert (x, top, bottom) == pytest.approx((100, 142, 242), abs=1.5)

    def test_a_thin_filled_shape_is_a_line_too(self, tmp_path: Path) -> None:
        assert len(self.looked(tmp_path, f"100 700 200 {THIN - 1} re f").rulings.level) == 1

    def test_short_strokes_and_slanting_ones_are_no_lines(self, tmp_path: Path) -> None:
        rulings = self.looked(tmp_path, f"100 700 m {100 + SHORTEST - 4} 700 l S", "100 600 m 200 500 l S").rulings
        assert rulings == Rulings((), ())

    def test_a_filled_background_rules_nothing(self, tmp_path: Path) -> None:
        drawn = self.looked(tmp_path, "100 100 200 200 re f")
        assert drawn.rulings == Rulings((), ())
        assert drawn.look.paths == 1

    def test_the_sides_of_a_frame(self, tmp_path: Path) -> None:
        rulings = self.looked(tmp_path, "100 100 m 300 100 l 300 200 l 100 200 l h S").rulings
        assert (len(rulings.level), len(rulings.upright)) == (2, 2)

    def test_small_pictures_are_no_figures_but_count(self, tmp_path: Path) -> None:
        side = (FIGURE * A4[0] * A4[1]) ** 0.5
        for factor, figures in ((0.9, 0), (1.1, 1)):
            edge = 100 + factor * side
            with page(tmp_path, picture(9, 9, (100, 100, edge, edge))) as opened:
                drawn = look_at(opened, frame_of(opened, 72))
            assert len(drawn.figures) == figures
            assert drawn.look.pictures == pytest.approx(factor**2 * FIGURE, rel=0.1)

    def test_a_picture_is_cut_at_the_edge_of_the_page(self, tmp_path: Path) -> None:
        with page(tmp_path, picture(9, 9, (-100, -100, 300, 300))) as opened:
            (figure,) = look_at(opened, frame_of(opened, 72)).figures
        assert figure == pytest.approx((0, 542, 300, 842), abs=1)


def raw(text: str, left: float, baseline: float) -> RawWord:
    right = left + 5.0 * len(text)
    return RawWord(text, left, baseline, right, baseline + 7, baseline, STYLE, True, right)


class TestFilledIn:
    def test_a_word_goes_behind_the_nearest_on_its_left(self) -> None:
        words = [raw("Số:", 0, 500), raw("ngày", 100, 500), raw("15", 25, 500), raw("20", 130, 500)]
        areas = [(20, 495, 45, 515), (125, 495, 150, 515)]
        assert [word.text for word in put_in_place(words, areas)] == ["Số:", "15", "ngày", "20"]

    def test_one_that_stands_nowhere_near_stays_last(self) -> None:
        far = 15 + NEIGHBOUR * 10 + 1
        words = [raw("Số:", 0, 500), raw("cuối", 0, 100), raw("15", far, 500)]
        assert [word.text for word in put_in_place(words, [(far - 5, 495, far + 20, 515)])] == ["Số:", "cuối", "15"]

    def test_own_words_below_an_annotation_are_not_moved(self) -> None:
        words = [raw("15", 30, 500), raw("Số:", 0, 500)]
        assert put_in_place(words, [(28, 495, 45, 515)]) == words

    def test_every_word_stays(self) -> None:
        words = [raw(str(number), 10.0 * number, 500) for number in range(6)]
        assert sorted(word.text for word in put_in_place(words, [(0, 490, 100, 520)])) == list("012345")

    @pytest.mark.parametrize(
        ("kind", "drawn"), [("FreeText", True), ("Stamp", True), ("Link", False), ("Square", False)]
    )
    def test_annotations_that_hold_text_are_drawn_in(self, tmp_path: Path, kind: str, drawn: bool) -> None:
        def note(target: PdfPage) -> None:
            values = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=Array([10, 20, 110, 60]), F=4
            )
            target.page.Annots = Array([values])

        with page(tmp_path, note) as opened:
            assert flatten_annotations(opened) == (((10, 20, 110, 60),) if drawn else ())


class TestGlyphs:
    def words(self, folder: Path, draw: Callable[[PdfPage], object]) -> list[str]:
        with page(folder, draw) as opened:
            return [word.text for word in GlyphReader(opened).words()]

    def test_written_spaces_part_words(self, tmp_path: Path) -> None:
        assert self.words(tmp_path, lambda target: target.text(60, 700, "Luật  Đất\u00a0đai")) == ["Luật", "Đất", "đai"]

    @pytest.mark.parametrize(("gap", "words"), [(0.0, ["Luật"]), (0.5, ["Luật"]), (4.0, ["Lu", "ật"])])
    def test_gaps_nobody_wrote_a_space_into(self, tmp_path: Path, gap: float, words: list[str]) -> None:
        """Letters of 13 points are 6.5 points wide here."""
        assert self.words(tmp_path, lambda target: target.text(60, 700, "Lu").text(73 + gap, 700, "ật")) == words

    def test_a_line_below_begins_a_word(self, tmp_path: Path) -> None:
        assert self.words(tmp_path, lambda target: target.text(60, 700, "Lu").text(73, 680, "ật")) == ["Lu", "ật"]

    def test_style_and_place(self, tmp_path: Path) -> None:
        with page(tmp_path, lambda target: target.text(60, 700, "Luật", size=20, name="Sach-BoldItalic")) as opened:
            (word,) = GlyphReader(opened).words()
        assert (word.style.size, word.style.bold, word.style.italic) == (pytest.approx(20), True, True)
        assert not word.style.invisible
        assert word.baseline == pytest.approx(700)

    def test_unseen_and_white_text(self, tmp_path: Path) -> None:
        def draw(target: PdfPage) -> None:
            target.text(60, 700, "một", mode=3)
            target.content.append("1 g")
            target.text(60, 600, "hai")

        with page(tmp_path, draw) as opened:
            unseen, white = GlyphReader(opened).words()
        assert (unseen.style.invisible, white.style.invisible) == (True, False)
        assert (unseen.style.white, white.style.white) == (False, True)

    @pytest.mark.parametrize(
        ("drawn", "angle"), [(90, 90), (180, 180), (270, 270), (3, 0), (-3, 0), (45, 45), (-60, 300)]
    )
    def test_the_way_text_runs(self, tmp_path: Path, drawn: int, angle: int) -> None:
        def draw(target: PdfPage) -> None:
            target.text(300, 400, "một", angle=drawn)

        with page(tmp_path, draw) as opened:
            assert {word.style.angle for word in GlyphReader(opened).words()} == {angle}


def placed(text: str, left: float, top: float, *, bold: bool = False) -> PlacedWord:
    box = FloatBox(left, top, left + 5.0 * len(text), top + 8.0)
    return PlacedWord(text, box, box, top + 8.0, 10.0, replace(STYLE, bold=bold), spaced=True)


def ruled(xs: list[float], ys: list[float]) -> Rulings:
    return Rulings(tuple((y, xs[0], xs[-1]) for y in ys), tuple((x, ys[0], ys[-1]) for x in xs))


class TestTables:
    def test_rows_and_columns(self) -> None:
        (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]), FRAME)
        assert grid.box == (0, 0, 100, 40)
        assert (grid.columns, grid.rows) == ((0, 50, 100), (0, 20, 40))
        assert len(grid.cells) == 4

    def test_a_single_frame_is_no_table(self) -> None:
        assert find_grids(ruled([0, 100], [0, 40]), FRAME) == []

    @pytest.mark.parametrize(("short", "cells"), [(2.0, 3), (5.0, 2)])
    def test_a_line_may_end_a_little_short(self, short: float, cells: int) -> None:
        whole = ruled([0, 50, 100, 150], [0, 40])
        first, *others = whole.upright
        upright = ((first[0], first[1], first[2] - short), *others)
        (grid,) = find_grids(Rulings(whole.level, upright), FRAME)
        assert len(grid.cells) == cells

    @given(st.integers(1, 5), st.integers(1, 5))
    @settings(max_examples=at_most(15))
    def test_any_grid_has_all_its_cells(self, columns: int, rows: int) -> None:
        xs, ys = [60.0 * x for x in range(columns + 1)], [30.0 * y for y in range(rows + 1)]
        grids = find_grids(ruled(xs, ys), FRAME)
        assert sum(len(grid.cells) for grid in grids) == (columns * rows if columns * rows > 1 else 0)

    def test_words_belong_to_the_cell_their_middle_lies_in(self) -> None:
        (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]), FRAME)
        assert [cell_of(placed("một", x, y), grid) for x, y in ((5, 5), (40, 5), (60, 25), (200, 5))] == [0, 0, 3, None]

    def test_cells_come_row_by_row_and_empty_ones_too(self) -> None:
        (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]), FRAME)
        block = table_block(grid, {0: [placed("một", 5, 5)], 3: [placed("bốn", 60, 25)]}, FRAME)
        assert block.kind is BlockKind.TABLE
        assert [(cell.row, cell.column, cell.text) for cell in block.cells] == [
            (0, 0, "một"),
            (0, 1, ""),
            (1, 0, ""),
            (1, 1, "bốn"),
        ]
        assert [line.text for line in block.lines] == ["một", "bốn"]

    def test_a_bold_first_row_is_the_head(self) -> None:
        (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]), FRAME)
        words = {place: [placed("chữ", 5, 5, bold=place < 3)] for place in range(4)}
        assert [cell.header for cell in table_block(grid, words, FRAME).cells] == [True, True, False, False]

    def test_cells_over_several_rows_and_columns(self) -> None:
        level = ((0.0, 0.0, 150.0), (20.0, 50.0, 150.0), (40.0, 0.0, 150.0))
        upright = ((0.0, 0.0, 40.0), (50.0, 0.0, 40.0), (100.0, 20.0, 40.0), (150.0, 0.0, 40.0))
        (grid,) = find_grids(Rulings(level, upright), FRAME)
        cells = [
            (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table_block(grid, {}, FRAME).cells
        ]
        assert cells == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
