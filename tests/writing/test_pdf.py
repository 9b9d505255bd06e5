"""The hidden text of searchable PDFs: what is copied, where it lies, and that pages stay what they were."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Step, Word
from converters.writing.pdf.archival.marking import archive_obstacles
from converters.writing.pdf.archival.obstacle import Kind
from converters.writing.pdf.hidden_text import Affine, hidden_text
from converters.writing.pdf.searchable import BROKEN_SIGNATURE, make_searchable, pixels_to_user_space, searchable_pdf
from tests.each import each
from tests.properties import at_most

SIZE = (1240, 1754)  # A4 at 150 dpi
DPI = 150.0
WORDS = (
    ("Điều", Box(100, 100, 200, 140)),
    ("5.", Box(215, 100, 240, 140)),
    ("Mức", Box(255, 100, 340, 140)),
    ("phạt", Box(355, 100, 450, 145)),
)


def page_of(words: tuple[tuple[str, Box], ...], *, rotation: int = 0, size: tuple[int, int] = SIZE) -> Page:
    line = Line(tuple(Word(text, box, 0.9) for text, box in words))
    block = Block(BlockKind.PARAGRAPH, (line,))
    return Page(1, size[0], size[1], DPI, (block,), Method.OCR, rotation=rotation)


def document_of(source: Path, media_type: str, *pages: Page) -> Document:
    return Document(source, media_type, "0" * 64, pages)


def saved_image(folder: Path, name: str, size: tuple[int, int] = SIZE, mode: str = "RGB", **options: object) -> Path:
    path = folder / name
    Image.new(mode, size, "white").save(path, **options)
    return path


def copied(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened)


def box_of_text(pdf: bytes, text: str) -> Box:
    """Where PDFium finds a text, in pixels of the displayed page at DPI."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0]
        textpage = page.get_textpage()
        index, count = textpage.search(text).get_next()
        boxes = [textpage.get_charbox(place, loose=True) for place in range(index, index + count)]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        scale, height = DPI / 72, page.get_mediabox()[3]
    return (round(left * scale), round((height - top) * scale), round(right * scale), round((height - bottom) * scale))


class TestImagePages:
    def test_text_copied_is_the_text_read(self, tmp_path: Path) -> None:
        source = saved_image(tmp_path, "a.jpg")
        document = document_of(source, "image/jpeg", page_of(WORDS))
        assert copied(searchable_pdf(document)) == document.text == "Điều 5. Mức phạt"

    @pytest.mark.parametrize(("text", "box"), WORDS)
    def test_words_lie_over_their_boxes(self, tmp_path: Path, text: str, box: Box) -> None:
        source = saved_image(tmp_path, "a.jpg")
        found = box_of_text(searchable_pdf(document_of(source, "image/jpeg", page_of(WORDS))), text)
        assert all(abs(a - b) <= 2 for a, b in zip(found, box, strict=True)), (found, box)

    def test_jpeg_bytes_are_kept(self, tmp_path: Path) -> None:
        source = saved_image(tmp_path, "a.jpg")
        with pikepdf.open(BytesIO(searchable_pdf(document_of(source, "image/jpeg", page_of(WORDS))))) as pdf:
            assert pdf.pages[0].Resources.XObject.Scan.read_raw_bytes() == source.read_bytes()

    @pytest.mark.parametrize(("mode", "bits"), [("1", 1), ("L", 8), ("RGB", 8)])
    def test_other_pixels_are_kept_without_loss(self, tmp_path: Path, mode: str, bits: int) -> None:
        source = tmp_path / "a.png"
        picture = Image.new(mode, (64, 80), "white")
        picture.paste("black" if mode != "RGB" else (200, 30, 30), (3, 4, 30, 40))
        if mode == "L":
            picture.putpixel((0, 0), 77)
        picture.save(source)
        document = document_of(source, "image/png", page_of((), size=(64, 80)))
        with pikepdf.open(BytesIO(searchable_pdf(document))) as pdf:
            image = pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Scan)
            assert image.bits_per_component == bits
            assert image.as_pil_image().convert("RGB").tobytes() == picture.convert("RGB").tobytes()

    def test_page_has_its_true_size(self, tmp_path: Path) -> None:
        source = saved_image(tmp_path, "a.jpg")
        with pikepdf.open(BytesIO(searchable_pdf(document_of(source, "image/jpeg", page_of(WORDS))))) as pdf:
            _, _, width, height = (float(value) for value in pdf.pages[0].mediabox)
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)

    def test_is_declared_pdf_a_2b_and_has_nothing_against_it(self, tmp_path: Path) -> None:
        source = saved_image(tmp_path, "a.jpg")
        content = searchable_pdf(document_of(source, "image/jpeg", page_of(WORDS)), title="Tờ gấp")
        with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "Tờ gấp" == str(pdf.docinfo["/Title"])
            assert archive_obstacles(pdf) == ()
            assert "/OutputIntents" in pdf.Root

    def test_same_input_same_bytes(self, tmp_path: Path) -> None:
        document = document_of(saved_image(tmp_path, "a.jpg"), "image/jpeg", page_of(WORDS))
        assert searchable_pdf(document) == searchable_pdf(document)


def test_words_whose_boxes_overlap_are_copied_apart(tmp_path: Path) -> None:
    source = saved_image(tmp_path, "a.jpg")
    words = (("Bảo", Box(100, 100, 190, 140)), ("vệ", Box(182, 100, 240, 140)), ("trẻ", Box(238, 102, 300, 140)))
    assert copied(searchable_pdf(document_of(source, "image/jpeg", page_of(words)))) == "Bảo vệ trẻ"


TOUCHING = (("Luật", Box(100, 100, 190, 140)), ("Xây", Box(191, 100, 240, 140)), ("dựng", Box(243, 102, 300, 140)))


def strings_of(content: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Each shown string with its text matrix."""
    found = []
    for line in content.decode("ascii").splitlines():
        if line.endswith("Tj"):
            numbers, codes = line.split(" Tm <")
            text = bytes.fromhex(codes.split(">")[0]).decode("utf-16-be")
            found.append((text, tuple(float(number) for number in numbers.split())))
    return found


@each("rotation", [0, 90, 180, 270])
def test_words_end_early_enough_to_be_seen_apart(rotation: int) -> None:
    """Poppler wants a gap of 0.15 of the height, whatever spaces stand between the words."""
    words = tuple((text, turned(box, rotation)) for text, box in TOUCHING)
    content = hidden_text(page_of(words, rotation=rotation), Affine(1, 0, 0, 1, 0, 0))
    shown = [(text, matrix) for text, matrix in strings_of(content) if text.strip()]
    for (text, matrix), (_, after) in pairwise(shown):
        length = hypot(*matrix[:2]) * len(text) / 2
        gap = hypot(after[4] - matrix[4], after[5] - matrix[5]) - length
        assert gap > 0.15 * 40
        assert length > 0.5 * 40


def test_leaning_words_are_as_high_as_their_letters() -> None:
    """The box around a word that leans by six degrees is higher than the word."""
    line = Line((Word("nghiêng", Box(100, 100, 340, 164), 0.9),))
    page = Page(1, *SIZE, DPI, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    leaning = replace(page, steps=(Step("deskew", (("degrees", 6.0),)),))
    (_, upright), *_ = strings_of(hidden_text(page, Affine(1, 0, 0, 1, 0, 0)))
    (_, levelled), *_ = strings_of(hidden_text(leaning, Affine(1, 0, 0, 1, 0, 0)))
    assert upright[3] == -64
    assert -41 < levelled[3] < -37
    assert levelled[1] == levelled[2] == 0


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler is not installed")
@pytest.mark.real
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_poppler_finds_the_words_in_their_boxes(tmp_path: Path, rotation: int) -> None:
    size = SIZE if rotation % 180 == 0 else SIZE[::-1]
    words = tuple((text, turned(box, rotation)) for text, box in WORDS)
    page = page_of(words, rotation=rotation, size=size)
    path = tmp_path / "a.pdf"
    path.write_bytes(searchable_pdf(document_of(saved_image(tmp_path, "a.jpg", size), "image/jpeg", page)))
    answer = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, timeout=60)
    found = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<', answer.stdout.decode("utf-8")
    )
    assert [word[4] for word in found] == [text for text, _ in WORDS]
    for (*edges, _), (_, box) in zip(found, WORDS, strict=True):
        assert all(abs(float(edge) * DPI / 72 - side) <= 2 for edge, side in zip(edges, box, strict=True))


def turned(box: Box, rotation: int) -> Box:
    """Where an upright box stands in an image that must be turned counter-clockwise by `rotation` to be upright."""
    left, top, right, bottom = box
    width, height = SIZE
    if rotation == 90:  # the upright page was turned clockwise: x' = height - y
        return Box(height - bottom, left, height - top, right)
    if rotation == 180:
        return Box(width - right, height - bottom, width - left, height - top)
    if rotation == 270:
        return Box(top, width - right, bottom, width - left)
    return box


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_images_are_shown_upright_with_their_text(tmp_path: Path, rotation: int) -> None:
    size = SIZE if rotation % 180 == 0 else SIZE[::-1]
    source = saved_image(tmp_path, "a.jpg", size)
    words = tuple((text, turned(box, rotation)) for text, box in WORDS)
    content = searchable_pdf(document_of(source, "image/jpeg", page_of(words, rotation=rotation, size=size)))
    assert copied(content) == "Điều 5. Mức phạt"
    with pypdfium2.PdfDocument(content) as pdf:
        shown = pdf[0].get_size()
    assert (shown[0] < shown[1]) is (SIZE[0] < SIZE[1])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_honoured(tmp_path: Path, orientation: int) -> None:
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("red", (0, 0, 20, 10))  # a mark in the stored top left corner
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = tmp_path / "a.jpg"
    picture.save(source, exif=exif, quality=95)
    from PIL import ImageOps

    with Image.open(source) as stored:
        expected = ImageOps.exif_transpose(stored)
    document = document_of(source, "image/jpeg", page_of((), size=expected.size))
    with pypdfium2.PdfDocument(searchable_pdf(document)) as pdf:
        shown = pdf[0].render(scale=DPI / 72).to_pil().convert("RGB").resize(expected.size)
    points = [(5, 3), (expected.width - 5, 3), (5, expected.height - 3), (expected.width - 5, expected.height - 3)]
    reds = [expected.getpixel(point)[1] < 128 for point in points]
    assert [shown.getpixel(point)[1] < 128 for point in points] == reds
    assert sum(reds) == 1


class TestPdfPages:
    def pdf_with(self, folder: Path, content: bytes, *, rotate: int = 0, crop: bool = False) -> Path:
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(content)
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = [50, 60, 545, 800]
        path = folder / "a.pdf"
        pdf.save(path)
        return path

    def test_old_invisible_text_is_taken_out(self, tmp_path: Path) -> None:
        source = self.pdf_with(
            tmp_path, b"BT 3 Tr /F 12 Tf 50 700 Td (CeNG HoA) Tj ET BT 0 Tr /F 9 Tf 50 50 Td (Seen) Tj ET"
        )
        page = page_of((("Cộng", Box(100, 100, 190, 130)), ("hòa", Box(200, 100, 260, 130))), size=(1240, 1754))
        content = searchable_pdf(document_of(source, "application/pdf", page))
        assert copied(content) == "Seen Cộng hòa"

    def test_pages_with_good_text_are_left_alone(self, tmp_path: Path) -> None:
        source = self.pdf_with(tmp_path, b"BT /F 12 Tf 50 700 Td (Good text) Tj ET")
        page = Page(1, 1240, 1754, DPI, (), Method.TEXT_LAYER)
        content = searchable_pdf(document_of(source, "application/pdf", page))
        assert copied(content) == "Good text"

    @pytest.mark.parametrize("rotate", [0, 90, 180, 270])
    @pytest.mark.parametrize("crop", [False, True])
    def test_pixels_meet_user_space(self, tmp_path: Path, rotate: int, crop: bool) -> None:
        """A dot drawn at a user-space point is rendered at the pixel the mapping names."""
        source = self.pdf_with(tmp_path, b"0 0 0 rg 100 700 6 6 re f", rotate=rotate, crop=crop)
        with pypdfium2.PdfDocument(source) as pdf:
            image = pdf[0].render(scale=2).to_pil().convert("L")
        with pikepdf.open(source) as pdf:
            to_user_space = pixels_to_user_space(pdf.pages[0], *image.size)
        down, across = np.nonzero(np.asarray(image) < 100)
        x, y = to_user_space.point(across.mean() + 0.5, down.mean() + 0.5)
        assert (round(x), round(y)) == (103, 703)

    def three_pages(self, folder: Path) -> Path:
        pdf = pikepdf.new()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for word in (b"One", b"Two", b"Three"):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(b"BT /F 12 Tf 50 700 Td (" + word + b") Tj ET")
        path = folder / "three.pdf"
        pdf.save(path)
        return path

    def test_of_a_part_only_its_pages_are_there_with_their_numbers(self, tmp_path: Path) -> None:
        second = Page(2, *SIZE, DPI, (), Method.TEXT_LAYER)
        third = replace(page_of((("Ba", Box(100, 100, 190, 130)),)), number=3)
        document = document_of(self.three_pages(tmp_path), "application/pdf", second, third)
        content = searchable_pdf(replace(document, part="2-3"))
        assert copied(content) == "Two Three Ba"
        with pypdfium2.PdfDocument(content) as opened:
            assert [opened.get_page_label(index) for index in range(len(opened))] == ["2", "3"]

    def test_of_a_part_with_good_text_the_other_pages_are_left_out_too(self, tmp_path: Path) -> None:
        """The whole file is copied as it is only where all of it was asked for."""
        first = Page(1, *SIZE, DPI, (), Method.TEXT_LAYER)
        document = document_of(self.three_pages(tmp_path), "application/pdf", first)
        assert copied(searchable_pdf(replace(document, part="1"))) == "One"

    def test_layers_hidden_in_the_whole_are_hidden_in_a_part(self, tmp_path: Path) -> None:
        source = self.three_pages(tmp_path)
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Draft")))
            pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
            off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
            pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)
            pdf.save(source)
        document = document_of(source, "application/pdf", Page(1, *SIZE, DPI, (), Method.TEXT_LAYER))
        with pikepdf.open(BytesIO(searchable_pdf(replace(document, part="1")))) as pdf:
            hidden = pdf.Root.OCProperties.D.OFF[0]
            assert hidden.objgen == pdf.pages[0].Resources.Properties.L.objgen

    def rich(self, folder: Path, *, signed: bool = False, **options: object) -> Path:
        """A scanned page with everything else a PDF can hold."""
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(595, 842))
        uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([1, 1, 20, 20]), A=uri
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Chương I", 0))
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["Phòng Tư pháp"]
        if signed:
            value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String("made up"))
            field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("1"), V=value))
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        if options.pop("attached", False):
            pdf.attachments["bang.csv"] = pikepdf.AttachedFileSpec(pdf, b"a,b", filename="bang.csv")
        path = folder / "rich.pdf"
        pdf.save(path, **options)
        return path

    def test_bookmarks_links_attachments_and_metadata_are_kept(self, tmp_path: Path) -> None:
        source = self.rich(tmp_path, attached=True)
        result = make_searchable(document_of(source, "application/pdf", page_of(WORDS)))
        assert not result.archival
        with pikepdf.open(BytesIO(result.content)) as pdf, pdf.open_outline() as outline, pdf.open_metadata() as data:
            assert list(pdf.attachments) == ["bang.csv"]
            assert [item.title for item in outline.root] == ["Chương I"]
            assert str(pdf.pages[0].obj.Annots[0].A.URI) == "https://example.org"
            assert data["dc:creator"] == ["Phòng Tư pháp"]

    def test_links_do_not_stand_against_archiving(self, tmp_path: Path) -> None:
        result = make_searchable(document_of(self.rich(tmp_path), "application/pdf", page_of(WORDS)))
        assert result.archival
        assert copied(result.content) == "Điều 5. Mức phạt"

    def test_a_signed_file_with_new_text_is_told_of(self, tmp_path: Path) -> None:
        result = make_searchable(document_of(self.rich(tmp_path, signed=True), "application/pdf", page_of(WORDS)))
        assert not result.archival
        assert any("signature" in str(note) for note in result.notes)
        assert copied(result.content) == "Điều 5. Mức phạt"

    @pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
    def test_a_signed_file_keeps_every_byte_before_the_new_text(
        self, tmp_path: Path, mode: pikepdf.ObjectStreamMode
    ) -> None:
        """With a cross-reference table and with a cross-reference stream."""
        source = self.rich(tmp_path, signed=True, object_stream_mode=mode)
        page = replace(page_of(tuple((text, turned(box, 180)) for text, box in WORDS)), rotation=180)
        content = make_searchable(document_of(source, "application/pdf", page)).content
        assert content.startswith(source.read_bytes())
        assert copied(content) == "Điều 5. Mức phạt"
        with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
            assert pdf.check_pdf_syntax() == []
            assert [item.title for item in outline.root] == ["Chương I"]
            assert pdf.pages[0].obj.Rotate == 180
            assert str(pdf.Root.AcroForm.Fields[0].V.Contents) == "made up"

    def test_what_cannot_be_appended_to_is_rewritten_and_told_of(self, tmp_path: Path) -> None:
        source = self.rich(tmp_path, signed=True)
        source.write_bytes(source.read_bytes() + b"left over by a bad mail gateway")
        result = make_searchable(document_of(source, "application/pdf", page_of(WORDS)))
        assert result.notes[0] == BROKEN_SIGNATURE
        assert copied(result.content) == "Điều 5. Mức phạt"

    def test_a_signed_file_with_good_text_keeps_every_byte(self, tmp_path: Path) -> None:
        source = self.rich(tmp_path, signed=True)
        good = Page(1, 1240, 1754, DPI, (), Method.TEXT_LAYER)
        assert make_searchable(document_of(source, "application/pdf", good)).content == source.read_bytes()

    def test_protection_by_the_owner_is_told_of(self, tmp_path: Path) -> None:
        locked = pikepdf.Encryption(owner="x", user="", allow=pikepdf.Permissions(modify_other=False))
        result = make_searchable(document_of(self.rich(tmp_path, encryption=locked), "application/pdf", page_of(WORDS)))
        assert result.archival
        assert any("protected" in str(note) for note in result.notes)
        with pikepdf.open(BytesIO(result.content)) as pdf:
            assert not pdf.is_encrypted

    def test_a_header_of_pdf_2_is_not_written(self, tmp_path: Path) -> None:
        source = self.rich(tmp_path, force_version="2.0")
        result = make_searchable(document_of(source, "application/pdf", page_of(WORDS)))
        assert result.content.startswith(b"%PDF-1.7")

    def test_content_that_cannot_be_taken_apart_stays(self, tmp_path: Path) -> None:
        source = self.pdf_with(tmp_path, b"BT /F 12 Tf 50 700 Td (Seen) Tj ET 5 0 R nonsense")
        content = searchable_pdf(document_of(source, "application/pdf", page_of(WORDS)))
        assert "Điều 5. Mức phạt" in copied(content)

    def test_a_page_with_broken_geometry_is_drawn_anew(self, tmp_path: Path) -> None:
        source = self.pdf_with(tmp_path, b"0 0 1 rg 100 100 200 200 re f")
        source.write_bytes(source.read_bytes().replace(b"[ 0 0 595 842 ]", b"[ /a 0 595 842 ]"))
        result = make_searchable(document_of(source, "application/pdf", page_of(WORDS)))
        assert copied(result.content) == "Điều 5. Mức phạt"
        with pypdfium2.PdfDocument(result.content) as pdf:
            assert len(pdf) == 1

    def test_files_with_obstacles_are_not_declared_archival(self, tmp_path: Path) -> None:
        source = self.pdf_with(tmp_path, b"BT /F 12 Tf 50 700 Td (Good text) Tj ET")
        content = searchable_pdf(
            document_of(source, "application/pdf", Page(1, 1240, 1754, DPI, (), Method.TEXT_LAYER))
        )
        with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
            assert [obstacle.kind for obstacle in archive_obstacles(pdf)] == [Kind.FONT]
            assert "pdfaid:part" not in metadata


@settings(max_examples=at_most(40), deadline=None)
@given(
    words=st.lists(
        st.text(st.characters(min_codepoint=0x21, max_codepoint=0x1EF9, categories=["L", "N"]), min_size=1, max_size=9),
        min_size=1,
        max_size=8,
    )
)
def test_any_word_comes_back(words: list[str]) -> None:
    placed = tuple((word, Box(50 + 140 * place, 100, 170 + 140 * place, 140)) for place, word in enumerate(words))
    content = hidden_text(page_of(placed), Affine(0.5, 0, 0, -0.5, 0, 800)).decode("ascii")
    shown = [line.split("<")[1].split(">")[0] for line in content.splitlines() if line.endswith("Tj")]
    decoded = "".join(bytes.fromhex(codes).decode("utf-16-be", "replace") for codes in shown)
    assert decoded == " ".join(words) + " "
