from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from pptx import Presentation
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, PALETTES, QUIET_INK, WHITE, contrast
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.slides import slides
from converters.derivatives.kinds.slides.layout import HEIGHT, WIDTH, Deck, Slide
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import NoRoom, NothingToShow, choose_key_points
from converters.externals import libreoffice
from tests.each import each
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

OPTIONS = DeriveOptions()
CONDITION = {"type": "paragraph", "text": "Mức phạt nêu trên áp dụng đối với cá nhân."}


def laid_out(record: Record) -> tuple[Slide, ...]:
    return Deck(record, Typeface(OPTIONS.fonts())).slides(choose_key_points(record, most=20).points)


def with_condition() -> Record:
    held = alcohol_record().model_dump()
    return Record.model_validate({**held, "content": [*held["content"], CONDITION]})


def opened(folder: Path, record: Record, options: DeriveOptions = OPTIONS) -> Any:
    slides.write(record, folder / "slides.pptx", options)
    return Presentation(io.BytesIO((folder / "slides.pptx").read_bytes()))


@pytest.mark.real
@each("record", [alcohol_record(), mediation_record(), bookshelf_record(), with_condition()])
def test_no_text_leaves_the_slide_or_meets_another(record: Record) -> None:
    for slide in laid_out(record):
        for number, box in enumerate(slide.boxes):
            assert box.left >= 0
            assert box.left + box.width <= WIDTH
            assert box.bottom <= HEIGHT - 24, box.name
            assert all(box.top >= other.bottom or box.bottom <= other.top for other in slide.boxes[:number]), box.name
            assert box.size >= 14


@pytest.mark.real
def test_every_point_stands_whole_on_a_slide_with_its_provision_and_what_holds(tmp_path: Path) -> None:
    record = with_condition()
    deck = opened(tmp_path, record)
    told = [" ".join(" ".join(shape.text_frame.text.split()) for shape in page.shapes) for page in deck.slides]
    points = choose_key_points(record).points
    assert len(points) == 6
    for point in points:
        page = next(text for text in told if f"{words.SOURCE}: {point.citation}" in text)
        assert point.text in page
        assert point.figure in page
        assert CONDITION["text"] in page


@pytest.mark.real
def test_the_speaker_has_the_passage_and_the_provision_in_the_notes(tmp_path: Path) -> None:
    record = mediation_record()
    notes = [page.notes_slide.notes_text_frame.text for page in opened(tmp_path, record).slides]
    for point in choose_key_points(record).points:
        told = next(text for text in notes if f"{words.SOURCE}: {point.citation}" in text)
        assert words.PASSAGE in told
        assert "35/2013/QH13" in told
    answer: Any = record.content[1]
    assert any(answer.answer[0].text in text for text in notes), "the whole passage, not the card's beginning of it"


@pytest.mark.real
def test_each_slide_has_a_title_that_is_read_first_and_is_in_vietnamese(tmp_path: Path) -> None:
    for page in opened(tmp_path, mediation_record(), DeriveOptions(draft=True)).slides:
        assert page.shapes.title is not None
        assert page.shapes[0].shape_id == page.shapes.title.shape_id
        assert page.shapes.title.text_frame.text.strip()
        assert all(shape.has_text_frame and shape.name for shape in page.shapes), "nothing that needs a description"
        runs = [run for shape in page.shapes for one in shape.text_frame.paragraphs for run in one.runs]
        assert {run.font._element.get("lang") for run in runs} == {"vi-VN"}
        assert any(words.DRAFT_BANNER in shape.text_frame.text for shape in page.shapes)
        assert page.notes_slide.notes_text_frame.text.startswith(words.DRAFT_BANNER)


@pytest.mark.real
def test_the_same_record_gives_the_same_bytes_and_its_recipe(tmp_path: Path) -> None:
    one, other = tmp_path / "1.pptx", tmp_path / "2.pptx"
    slides.write(mediation_record(), one, OPTIONS)
    slides.write(mediation_record(), other, OPTIONS)
    assert one.read_bytes() == other.read_bytes()
    assert slides.recipe_in(one) == slides.KIND.recipe(mediation_record(), OPTIONS)
    assert slides.recipe_in(tmp_path / "absent.pptx") is None
    Presentation().save(str(other))
    assert slides.recipe_in(other) is None
    assert words.DRAFT_BANNER not in str(Presentation(str(one)).core_properties.title)


@pytest.mark.real
@pytest.mark.skipif(not libreoffice.find().present, reason="LibreOffice is not installed")
def test_an_office_program_shows_every_word_inside_its_box(tmp_path: Path) -> None:
    import pdfplumber

    deck = opened(tmp_path, bookshelf_record(), DeriveOptions(draft=True))
    soffice = shutil.which("soffice") or "soffice"
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "slides.pptx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pdfplumber.open(tmp_path / "slides.pdf") as shown:
        assert len(shown.pages) == len(deck.slides)
        for page, slide in zip(shown.pages, deck.slides, strict=True):
            boxes = [[one / 12700 for one in (s.left, s.top, s.left + s.width, s.top + s.height)] for s in slide.shapes]
            wanted = " ".join(" ".join(shape.text_frame.text.split()) for shape in slide.shapes)
            found = page.extract_words()
            assert sorted("".join(word["text"] for word in found)) == sorted(wanted.replace(" ", ""))
            for word in found:
                inside = [box for box in boxes if box[0] - 1 <= word["x0"] and word["x1"] <= box[2] + 1
                          and box[1] - 4 <= word["top"] and word["bottom"] <= box[3] + 4]  # fmt: skip
                assert inside, word["text"]


def test_every_palette_can_be_read() -> None:
    for palette in PALETTES:
        assert contrast(WHITE, palette.deep) >= MINIMUM_CONTRAST
        assert contrast(palette.accent, WHITE) >= MINIMUM_CONTRAST
    assert contrast(QUIET_INK, WHITE) >= MINIMUM_CONTRAST


@pytest.mark.real
def test_what_is_too_long_for_a_slide_is_named_and_leaves_no_file(tmp_path: Path) -> None:
    long = "Mức phạt nêu trên áp dụng đối với cá nhân " + "và những người có liên quan khác nữa " * 70 + "ở nước ta."
    held = alcohol_record().model_dump()
    record = Record.model_validate({**held, "content": [*held["content"], {"type": "paragraph", "text": long}]})
    with pytest.raises(NoRoom):
        slides.write(record, tmp_path / "slides.pptx", OPTIONS)
    with pytest.raises(NothingToShow):
        slides.write(mediation_record(legal_basis=[]), tmp_path / "slides.pptx", OPTIONS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.real
def test_it_goes_into_a_package_that_verifies_and_is_not_made_twice(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    derive_package(root, ["slides"], OPTIONS)
    assert verify(root) == []
    (entry,) = open_package(root).record().files
    assert (entry.path, entry.role) == ("derivatives/slides.pptx", "slides")
    assert derive_package(root, ["slides"], OPTIONS)[0].state == "unchanged"
