"""Pages made of image files: their true size, their turn, and how they are put into a PDF with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.writing.pdf.archival.structure import LONGEST_SIDE, SHORTEST_SIDE
from converters.writing.pdf.glyphless import embed
from converters.writing.pdf.hidden_text import FONT
from converters.writing.pdf.image_pages import add_image_page
from converters.writing.pdf.searchable import AS_IT_WAS, make_searchable, pixels_to_user_space
from tests.properties import at_most
from validators.problems import say


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "a.png"
    Image.new("1", (30, 40), 1).save(path)
    return path


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as made:
        yield made


def page(width: int | None = 300, height: int | None = 400, dpi: float | None = 100.0, **values: object) -> Page:
    line = Line((Word("Điều", Box(10, 10, 60, 30), 0.9),))
    plain = Page(1, width, height, dpi, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    return replace(plain, **values)  # type: ignore[arg-type]


def size_of(added: pikepdf.Page) -> tuple[float, float]:
    _, _, width, height = (float(edge) for edge in added.mediabox)
    return width, height


class TestSizes:
    def added(self, pdf: pikepdf.Pdf, scan: Path, read: Page) -> pikepdf.Page:
        return add_image_page(pdf, scan, read, embed(pdf))[0]

    @pytest.mark.parametrize(("dpi", "points"), [(72.0, 300.0), (100.0, 216.0), (300.0, 72.0)])
    def test_pixels_are_as_large_as_their_resolution_says(
        self, pdf: pikepdf.Pdf, scan: Path, dpi: float, points: float
    ) -> None:
        assert size_of(self.added(pdf, scan, page(dpi=dpi)))[0] == pytest.approx(points)

    @pytest.mark.parametrize("dpi", [None, 0.0])
    def test_a_photo_without_a_resolution_is_as_long_as_a4(
        self, pdf: pikepdf.Pdf, scan: Path, dpi: float | None
    ) -> None:
        width, height = size_of(self.added(pdf, scan, page(dpi=dpi)))
        assert height == pytest.approx(841.7, abs=0.2)
        assert width == pytest.approx(height * 3 / 4, abs=0.2)

    def test_a_page_too_small_for_pdf_is_enlarged(self, pdf: pikepdf.Pdf, scan: Path) -> None:
        assert min(size_of(self.added(pdf, scan, page(dpi=100_000.0)))) == pytest.approx(SHORTEST_SIDE)

    def test_a_page_too_large_for_pdf_is_reduced(self, pdf: pikepdf.Pdf, scan: Path) -> None:
        width, height = size_of(self.added(pdf, scan, page(dpi=1.0)))
        assert height == pytest.approx(LONGEST_SIDE)
        assert width == pytest.approx(LONGEST_SIDE * 3 / 4)

    @pytest.mark.parametrize(("rotation", "turn"), [(0, None), (90, 270), (180, 180), (270, 90)])
    def test_what_lies_on_its_side_is_shown_upright(
        self, pdf: pikepdf.Pdf, scan: Path, rotation: int, turn: int | None
    ) -> None:
        assert self.added(pdf, scan, page(rotation=rotation)).obj.get("/Rotate") == turn

    def test_it_holds_its_picture_and_the_font(self, pdf: pikepdf.Pdf, scan: Path) -> None:
        resources = self.added(pdf, scan, page()).obj.Resources
        assert (int(resources.XObject.Scan.Width), int(resources.XObject.Scan.Height)) == (30, 40)
        assert FONT in resources.Font

    def test_pixels_lead_to_its_user_space(self, pdf: pikepdf.Pdf, scan: Path) -> None:
        added, to_user_space = add_image_page(pdf, scan, page(), embed(pdf))
        assert to_user_space.point(0, 0) == (0, pytest.approx(size_of(added)[1]))
        assert to_user_space.point(300, 400) == (pytest.approx(size_of(added)[0]), pytest.approx(0))


class TestUserSpace:
    @given(
        st.sampled_from([0, 90, 180, 270, 360, -90]),
        st.integers(-50, 50),
        st.integers(-50, 50),
        st.integers(50, 400),
        st.integers(50, 400),
    )
    @settings(max_examples=at_most(25))
    def test_corners_of_the_picture_are_corners_of_the_page(
        self, turn: int, left: int, bottom: int, width: int, height: int
    ) -> None:
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(600, 600))
            made.pages[0].obj.Rotate = turn
            made.pages[0].obj.MediaBox = [left, bottom, left + width, bottom + height]
            affine = pixels_to_user_space(made.pages[0], 1000, 500)
        corners = {tuple(map(round, affine.point(x, y))) for x in (0, 1000) for y in (0, 500)}
        assert corners == {(x, y) for x in (left, left + width) for y in (bottom, bottom + height)}

    def test_a_turn_is_inherited_from_the_pages_above(self) -> None:
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            made.Root.Pages.Rotate = 180
            assert pixels_to_user_space(made.pages[0], 200, 100).point(0, 0) == (200, 0)


def document(source: Path, *pages: Page, media_type: str = "image/png", title: str | None = None) -> Document:
    return Document(source, media_type, "0" * 64, pages, title)


def titled(content: bytes) -> str:
    with pikepdf.open(BytesIO(content)) as opened:
        return str(opened.docinfo["/Title"])


class TestSearchable:
    def test_the_title_is_the_one_given_or_the_file_s_own_or_its_name(self, scan: Path) -> None:
        assert titled(make_searchable(document(scan, page(), title="Của tệp"), title="Tờ gấp").content) == "Tờ gấp"
        assert titled(make_searchable(document(scan, page(), title="Của tệp")).content) == "Của tệp"
        assert titled(make_searchable(document(scan, page())).content) == "a"

    def test_the_language_is_told(self, scan: Path) -> None:
        with pikepdf.open(BytesIO(make_searchable(document(scan, page()), language="tay-VN").content)) as opened:
            assert str(opened.Root.Lang) == "tay-VN"

    def test_a_page_that_could_not_be_read_keeps_the_numbers_of_the_others(self, scan: Path) -> None:
        failed = page(None, None, None, blocks=(), failure=say("The page is damaged."))
        result = make_searchable(document(scan, failed, replace(page(), number=1)))
        with pypdfium2.PdfDocument(result.content) as opened:
            assert len(opened) == 2
            assert opened[0].get_textpage().get_text_range() == ""
            assert opened[1].get_textpage().get_text_range().split() == ["Điều"]

    def test_every_page_of_a_tiff_has_its_own_picture(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tiff"
        Image.new("L", (30, 40), 200).save(path, save_all=True, append_images=[Image.new("RGB", (50, 20), (9, 99, 9))])
        pages = (page(30, 40), page(50, 20, number=2))
        with pikepdf.open(BytesIO(make_searchable(document(path, *pages, media_type="image/tiff")).content)) as opened:
            pictures = [each.Resources.XObject.Scan for each in opened.pages]
            assert [(int(each.Width), int(each.Height)) for each in pictures] == [(30, 40), (50, 20)]

    def test_all_pages_share_one_font(self, scan: Path) -> None:
        with pikepdf.open(BytesIO(make_searchable(document(scan, page(), page())).content)) as opened:
            first, second = (each.Resources.Font[FONT].objgen for each in opened.pages)
            assert first == second

    def test_a_pdf_whose_pages_share_resources_keeps_those_of_the_others(self, tmp_path: Path) -> None:
        path = tmp_path / "shared.pdf"
        with pikepdf.new() as made:
            shared = made.make_indirect(pikepdf.Dictionary(ProcSet=pikepdf.Array([pikepdf.Name.PDF])))
            for _ in range(2):
                made.add_blank_page(page_size=(200, 100))
                made.pages[-1].obj.Resources = shared
            made.save(path)
        good = Page(2, 200, 100, 72.0, (), Method.TEXT_LAYER)
        result = make_searchable(document(path, page(200, 100, 72.0), good, media_type="application/pdf"))
        with pikepdf.open(BytesIO(result.content)) as opened:
            assert FONT in opened.pages[0].Resources.Font
            assert "/Font" not in opened.pages[1].Resources

    def test_text_of_invisible_kind_inside_a_state_is_taken_out_and_the_rest_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "old.pdf"
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            name = pikepdf.Name
            font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
            made.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            old = b"BT /F 9 Tf q 3 Tr (old) Tj [(older)] TJ Q 9 9 Td (seen) Tj ET Q Q"
            made.pages[0].obj.Contents = made.make_stream(old)
            made.save(path)
        result = make_searchable(document(path, page(200, 100, 72.0), media_type="application/pdf"))
        with pypdfium2.PdfDocument(result.content) as opened:
            assert sorted(opened[0].get_textpage().get_text_range().split()) == ["seen", "Điều"]

    def test_a_pdf_that_needs_nothing_and_can_be_archived_is_marked(self, tmp_path: Path) -> None:
        path = tmp_path / "blank.pdf"
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            made.save(path)
        good = Page(1, 200, 100, 72.0, (), Method.TEXT_LAYER)
        result = make_searchable(document(path, good, media_type="application/pdf"))
        assert (result.archival, result.obstacles, result.notes) == (True, (), ())

    def test_one_that_needs_nothing_and_cannot_is_copied(self, tmp_path: Path) -> None:
        path = tmp_path / "script.pdf"
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
            made.save(path)
        good = Page(1, 200, 100, 72.0, (), Method.TEXT_LAYER)
        result = make_searchable(document(path, good, media_type="application/pdf"))
        assert result.content == path.read_bytes()
        assert (result.archival, result.notes) == (False, (AS_IT_WAS,))
        assert [found.clause for found in result.obstacles] == ["6.5.1"]

    def test_why_a_file_is_no_archive_copy_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "script.pdf"
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(200, 100))
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
            made.save(path)
        result = make_searchable(document(path, page(200, 100, 72.0), media_type="application/pdf"))
        (note,) = result.notes
        assert str(note) == "The PDF is not marked as an archive copy (PDF/A-2b): it holds scripts or actions."
