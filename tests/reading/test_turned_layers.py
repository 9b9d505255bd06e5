"""Text layers of pages that are turned, drawn sideways, crossed by watermarks or set with wide letters."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reading_samples import SENTENCES, PdfPage, read, texts

from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Document
from converters.reading.paging.letter_spacing import without_letter_spacing

LINES = (*SENTENCES, "Nghị định số 15/2024/NĐ-CP ngày 12/10/2024 có 20 Điều, phạt 2.500.000 đồng.")


def drawn(folder: Path, page: PdfPage, turn: int = 0) -> Document:
    page.done()
    page.pdf.pages[0].Rotate = turn
    page.pdf.save(folder / "a.pdf")
    return read(folder / "a.pdf")


def sideways(angle: int) -> PdfPage:
    """A page whose text runs up (90), down (270) or upside down."""
    page = PdfPage(pikepdf.new(), (842, 842))
    for index, line in enumerate(LINES):
        across = 18 * index
        x, y = {0: (60, 700 - across), 90: (142 + across, 60), 180: (782, 142 + across), 270: (700 - across, 782)}[
            angle
        ]
        page.text(x, y, line, angle=angle)
    return page


class TestTurned:
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    @pytest.mark.parametrize("angle", [0, 90, 180, 270])
    def test_lines_and_digits_are_right_whichever_way_a_page_is_drawn_and_shown(
        self, tmp_path: Path, angle: int, turn: int
    ) -> None:
        document = drawn(tmp_path, sideways(angle), turn)
        assert document.pages[0].text == "\n".join(LINES)
        assert document.pages[0].rotation == (turn - angle) % 360

    def test_places_are_those_of_the_page_as_it_is_shown(self, tmp_path: Path) -> None:
        document = drawn(tmp_path, sideways(90))
        box = document.pages[0].blocks[0].lines[0].words[0].box
        assert box is not None
        assert box.height > box.width
        scale = (document.pages[0].dpi or 0) / 72
        assert Box(*box).holds(138 * scale, (842 - 65) * scale)

    def test_what_runs_up_the_margin_stays_in_the_text_as_lines(self, tmp_path: Path) -> None:
        page = sideways(0).text(30, 300, "Lưu hành nội bộ", angle=90)
        assert "Lưu hành nội bộ" in texts(drawn(tmp_path, page), BlockKind.PARAGRAPH)

    def test_a_page_drawn_from_foot_to_head_is_read_from_head_to_foot(self, tmp_path: Path) -> None:
        page = PdfPage(pikepdf.new())
        for index, line in reversed(list(enumerate(LINES))):
            page.text(60, 700 - 18 * index, line)
        assert drawn(tmp_path, page).pages[0].text == "\n".join(LINES)

    @pytest.mark.parametrize(("angle", "turn"), [(180, 0), (0, 180)])
    def test_words_set_apart_without_spaces_are_read_upside_down_too(
        self, tmp_path: Path, angle: int, turn: int
    ) -> None:
        page = PdfPage(pikepdf.new(), (842, 842))
        for index, line in enumerate(LINES):
            along = 0.0
            for word in line.split():  # each a step of its own, as browsers print
                x, y = (782 - along, 142 + 18 * index) if angle else (60 + along, 700 - 18 * index)
                page.text(x, y, word, angle=angle)
                along += 6.5 * (len(word) + 1)
        assert drawn(tmp_path, page, turn).pages[0].text == "\n".join(LINES)


class TestWatermarks:
    def test_words_of_a_slanting_line_without_spaces_stand_apart(self, tmp_path: Path) -> None:
        page = sideways(0)
        for place, word in ((0, "TÀI"), (3.5, "LIỆU"), (8, "MẪU")):
            along = place * 20 * 0.8192, place * 20 * 0.5736  # cosine and sine of 35 degrees
            page.text(200 + along[0], 300 + along[1], word, size=40, angle=35)
        assert texts(drawn(tmp_path, page), BlockKind.WATERMARK) == ["TÀI LIỆU MẪU"]

    @pytest.mark.parametrize("angle", [30, 45, 300])
    def test_a_slanting_line_is_no_part_of_the_text_but_is_kept(self, tmp_path: Path, angle: int) -> None:
        plain = drawn(tmp_path, sideways(0)).pages[0].text
        marked = drawn(tmp_path, sideways(0).text(300, 500, "BẢN NHÁP CHƯA DUYỆT", size=48, angle=angle))
        assert marked.pages[0].text == plain
        assert texts(marked, BlockKind.WATERMARK) == ["BẢN NHÁP CHƯA DUYỆT"]

    def test_so_is_a_large_level_line_over_the_text(self, tmp_path: Path) -> None:
        marked = drawn(tmp_path, sideways(0).text(80, 665, "BẢN NHÁP", size=60))
        assert "NHÁP" not in marked.pages[0].text
        assert texts(marked, BlockKind.WATERMARK) == ["BẢN NHÁP"]

    def test_a_large_heading_above_the_text_is_none(self, tmp_path: Path) -> None:
        headed = drawn(tmp_path, sideways(0).text(80, 760, "BẢN NHÁP", size=40))
        assert headed.pages[0].text.startswith("BẢN NHÁP")

    def test_a_page_set_aslant_is_read(self, tmp_path: Path) -> None:
        page = PdfPage(pikepdf.new())
        for index, line in enumerate(LINES):
            page.text(100 + 5 * index, 400 - 18 * index, line, angle=15)
        assert LINES[3] in drawn(tmp_path, page).pages[0].text


class TestWideLetters:
    def test_letters_set_apart_are_words(self, tmp_path: Path) -> None:
        page = sideways(0)
        x = 100.0
        for letter in "T H I  C A  T O A N  D A N".replace("  ", "_").replace(" ", "").replace("_", " "):
            if letter != " ":
                page.text(x, 780, letter)
            x += 11.0
        assert "THI CA TOAN DAN" in drawn(tmp_path, page).pages[0].text

    @pytest.mark.parametrize(
        ("spaced", "plain"),
        [
            ("S Ổ  T A Y  P H Á P  L U Ậ T", "SỔ TAY PHÁP LUẬT"),
            ("T À I L I Ệ U", "TÀI LIỆU"),
            ("T C V N  1 3 9 2 7  T I Ê U  C H U Ẩ N", "TCVN 13927 TIÊU CHUẨN"),
            ("H Ỏ I  Đ Á P về hộ tịch", "HỎI ĐÁP về hộ tịch"),
            ("chọn A B C D E hoặc x", "chọn A B C D E hoặc x"),
            ("1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7 8"),
            ("phần a b c d", "phần a b c d"),
        ],
    )
    def test_in_texts_too(self, spaced: str, plain: str) -> None:
        assert without_letter_spacing(spaced) == plain
