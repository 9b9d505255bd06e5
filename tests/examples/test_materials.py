"""The example materials: each opens, has its true text beside it, and says what its text file says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image

from examples.typeset import texts
from examples.typeset.materials import MATERIALS, Material

FOLDER = Path(__file__).parents[2] / "examples" / "materials"
BY_NAME = pytest.mark.parametrize("material", MATERIALS, ids=lambda material: material.name)
PAGES = {"to-gap-phong-chong-bao-luc-gia-dinh": 2, "de-cuong-nghi-dinh-282-2025": 4}


def _file(material: Material) -> Path:
    return FOLDER / f"{material.name}{material.suffix}"


def _truth(material: Material) -> list[str]:
    text = (FOLDER / f"{material.name}.gt.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line]


@BY_NAME
def test_each_material_lies_beside_its_true_text(material: Material) -> None:
    assert _file(material).stat().st_size > 10_000
    assert len(_truth(material)) >= 15


def test_the_folder_holds_nothing_else() -> None:
    known = {_file(material).name for material in MATERIALS} | {f"{material.name}.gt.txt" for material in MATERIALS}
    assert {path.name for path in FOLDER.iterdir()} == known


def test_all_of_it_stays_small_enough_to_clone() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


@BY_NAME
def test_names_are_ascii_slugs(material: Material) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", material.name)


@BY_NAME
def test_truth_is_nfc_with_no_marks_of_markup(material: Material) -> None:
    text = "\n".join(_truth(material))
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"\*\*|//|\t|  |\r| \| ", text)
    assert all(line == line.strip() for line in text.split("\n"))


@BY_NAME
def test_truth_holds_every_block_of_the_text_and_nothing_else(material: Material) -> None:
    blocks = [block for block in texts.load(material.name) if not block.kind.startswith("@")]
    fields = [texts.plain(field) for block in blocks for field in block.fields]
    truth = [line for line in _truth(material) if not re.fullmatch(r"\d", line)]
    joined = "\n".join(truth)
    missing = [field for field in fields if field not in joined]
    assert missing == []
    assert _letters(truth) - len(truth) <= _letters(fields) + 20  # labels of lists and the like


def _letters(lines: list[str]) -> int:
    return sum(len(line.replace(" ", "")) for line in lines)


@pytest.mark.parametrize(("name", "pages"), PAGES.items())
def test_scanned_pdfs_are_page_images_at_200_dpi_without_text(name: str, pages: int) -> None:
    with pypdfium2.PdfDocument(FOLDER / f"{name}.pdf") as pdf:
        assert len(pdf) == pages
        for page in pdf:
            width, height = sorted(page.get_size())
            assert (width, height) == pytest.approx((595, 842), abs=2)
            assert page.get_textpage().get_text_range() == ""
            (image,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            assert max(image.get_px_size()) == pytest.approx(2339, abs=3)


def test_truth_of_scanned_pdfs_has_a_part_for_every_page() -> None:
    for name, pages in PAGES.items():
        truth = (FOLDER / f"{name}.gt.txt").read_text(encoding="utf-8")
        assert len(truth.strip().split("\n\n")) == pages


@pytest.mark.parametrize("name", [material.name for material in MATERIALS if material.suffix == ".jpg"])
def test_pictures_open_and_are_upright(name: str) -> None:
    with Image.open(FOLDER / f"{name}.jpg", formats=["JPEG"]) as picture:
        picture.load()
        assert picture.mode == "RGB"
        assert picture.height > picture.width >= 1400


def _paragraph_line(paragraph: Paragraph, counts: dict[int, int], styles: dict[int, str]) -> str:
    """A paragraph's text with the number Word would print before it."""
    properties = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    if properties is None:
        return paragraph.text
    key = properties.numId.val
    counts[key] = counts.get(key, 0) + 1
    return f"{styles[key].replace('%1', str(counts[key]))} {paragraph.text}"


def _numbering(document: docx.document.Document) -> dict[int, str]:
    """The label text of every list, by its numId."""
    root = document.part.numbering_part.element
    labels = {
        abstract.get(qn("w:abstractNumId")): abstract.find(f".//{qn('w:lvlText')}").get(qn("w:val"))
        for abstract in root.findall(qn("w:abstractNum"))
    }
    return {number.numId: labels[str(number.abstractNumId.val)] for number in root.findall(qn("w:num"))}


def _word_lines(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    counts: dict[int, int] = {}
    styles = _numbering(document)
    for piece in document.iter_inner_content():
        if isinstance(piece, Table):
            yield from (cell.text for row in piece.rows for cell in row.cells)
        else:
            yield _paragraph_line(piece, counts, styles)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            found = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", relation.target_part.blob.decode())
            yield from (text.strip() for text in found)


def test_the_word_outline_says_its_truth() -> None:
    (material,) = (material for material in MATERIALS if material.suffix == ".docx")
    assert [line for line in _word_lines(_file(material)) if line] == _truth(material)


@pytest.mark.real
def test_the_word_outline_has_headings_lists_a_table_and_a_footnote() -> None:
    (material,) = (material for material in MATERIALS if material.suffix == ".docx")
    document = docx.Document(str(_file(material)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert styles.count("Heading 1") == 5
    assert styles.count("Heading 2") >= 5
    assert len(document.tables) == 1
    assert any(relation.reltype.endswith("/footnotes") for relation in document.part.rels.values())


def _slide_lines(path: Path) -> Iterator[str]:
    for slide in pptx.Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            elif shape.has_text_frame:
                yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        yield slide.notes_slide.notes_text_frame.text


def test_the_lecture_says_its_truth_in_order() -> None:
    (material,) = (material for material in MATERIALS if material.suffix == ".pptx")
    assert [line for line in _slide_lines(_file(material)) if line] == _truth(material)


def test_the_lecture_has_ten_slides_each_with_notes() -> None:
    (material,) = (material for material in MATERIALS if material.suffix == ".pptx")
    slides = list(pptx.Presentation(str(_file(material))).slides)
    assert len(slides) == 10
    assert all(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in slides)


@pytest.mark.real
@pytest.mark.parametrize("name", [material.name for material in MATERIALS if material.suffix in {".docx", ".pptx"}])
def test_office_files_are_the_same_bytes_when_made_again(name: str, tmp_path: Path) -> None:
    (material,) = (material for material in MATERIALS if material.name == name)
    first = tmp_path / f"first{material.suffix}"
    second = tmp_path / f"second{material.suffix}"
    pages = material.make(first, material)
    material.make(second, material)
    assert first.read_bytes() == second.read_bytes()
    texts.write_truth(tmp_path / "truth.txt", pages)
    assert (tmp_path / "truth.txt").read_bytes() == (FOLDER / f"{name}.gt.txt").read_bytes()
