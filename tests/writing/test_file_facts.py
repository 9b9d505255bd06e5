"""How files were digitised: what the worst page has, which pages are worse than the best, and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from converters.reading.document import Document, Method, Page
from converters.writing.file_facts import with_facts
from tests.each import each
from validators.sharing.record import FileEntry


def entry(place: Path, media_type: str) -> FileEntry:
    return FileEntry(path=f"source/{place.name}", role="source", media_type=media_type, sha256="0" * 64, bytes=1)


def read(place: Path, *dpis: float | None, method: Method = Method.OCR) -> Document:
    pages = tuple(Page(number, 10, 10, dpi, (), method) for number, dpi in enumerate(dpis, start=1))
    return Document(place, "application/pdf", "0" * 64, pages)


def scanned(place: Path, *modes: str) -> Path:
    """A PDF of one picture a page."""
    images = [Image.new(mode, (20, 30)) for mode in modes]
    images[0].save(place, "PDF", save_all=True, append_images=images[1:], resolution=300)
    return place


@each(("mode", "colour"), [("1", "bitonal"), ("L", "grey"), ("RGB", "colour")])
def test_a_scan_in_a_pdf(tmp_path_factory: pytest.TempPathFactory, mode: str, colour: str) -> None:
    place = scanned(tmp_path_factory.mktemp("quet") / "quet.pdf", mode)
    told = with_facts(entry(place, "application/pdf"), place, read(place, 300.0))
    assert (told.pages, told.dpi, told.colour, told.page_facts) == (1, 300, colour, None)
    assert (told.pdfa_part, told.signature) == (None, "none")
    assert told.pdf_version is not None


@each(("mode", "colour"), [("1", "bitonal"), ("L", "grey"), ("RGB", "colour"), ("P", "colour"), ("CMYK", "colour")])
def test_a_picture(tmp_path_factory: pytest.TempPathFactory, mode: str, colour: str) -> None:
    place = tmp_path_factory.mktemp("anh") / "anh.tif"
    Image.new(mode, (20, 30)).save(place)
    told = with_facts(entry(place, "image/tiff"), place, read(place, 200.4))
    assert (told.pages, told.dpi, told.colour) == (1, 200, colour)
    assert told.pdf_version is None


def test_the_worst_page_counts_and_worse_pages_are_named(tmp_path: Path) -> None:
    place = scanned(tmp_path / "quet.pdf", "RGB", "L", "RGB")
    told = with_facts(entry(place, "application/pdf"), place, read(place, 300, 300, 150))
    assert (told.dpi, told.colour) == (150, "grey")
    assert [(one.page, one.dpi, one.colour) for one in told.page_facts or ()] == [(2, 300, "grey"), (3, 150, "colour")]


def test_pages_that_were_never_scanned_have_neither_resolution_nor_colour(tmp_path: Path) -> None:
    place = scanned(tmp_path / "chu.pdf", "RGB")
    told = with_facts(entry(place, "application/pdf"), place, read(place, 300, method=Method.TEXT_LAYER))
    assert (told.pages, told.dpi, told.colour) == (1, None, None)


def test_of_a_part_the_pages_are_those_that_were_read(tmp_path: Path) -> None:
    place = scanned(tmp_path / "sach.pdf", "L", "RGB")
    document = read(place, 300)
    part = replace(document, pages=(replace(document.pages[0], number=2),))
    assert with_facts(entry(place, "application/pdf"), place, part).colour == "colour"


def test_a_claim_to_be_an_archive_file_is_told(tmp_path: Path) -> None:
    place = tmp_path / "luu-tru.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
        pdf.save(place)
    assert with_facts(entry(place, "application/pdf"), place, read(place)).pdfa_part == "2b"


@each(("name", "media_type"), [("x.pdf", "application/pdf"), ("x.png", "image/png"), ("x.docx", "application/msword")])
def test_what_cannot_be_looked_into_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, name: str, media_type: str
) -> None:
    place = tmp_path_factory.mktemp("hong") / name
    place.write_bytes(b"nothing of the kind")
    assert with_facts(entry(place, media_type), place, read(place, 300)) == entry(place, media_type)
