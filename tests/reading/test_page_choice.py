"""Pages a person chooses: how they are written, what they are of a file, and that no other is looked at."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reading_samples import SENTENCES, Ocr, PdfPage, picture, read, word_file

from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.page_choice import LONGEST_NAME, PageChoice, chosen, part_name, part_of
from converters.reading.problems import NoPagesToChoose, PagesOutOfRange
from converters.reading.rasters import chosen_part, load_page


def choice(text: str) -> PageChoice:
    parsed = PageChoice.parsed(text)
    assert parsed is not None
    return parsed


def drawn(path: Path, pages: str) -> Path:
    """A PDF of pages with good text ("t") and scanned ones ("s")."""
    with pikepdf.new() as pdf:
        for kind in pages:
            page = PdfPage(pdf)
            (page.scan() if kind == "s" else page.paragraph(60, 760, SENTENCES)).done()
        pdf.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", (3,)),
        ("1-5,8,20-", (1, 2, 3, 4, 5, 8, 20, 21, 22)),
        ("8, 1 – 2", (1, 2, 8)),
        ("2-4,3-5,4", (2, 3, 4, 5)),
        ("21-", (21, 22)),
        ("22", (22,)),
    ],
)
def test_pages_of_a_file_of_22(text: str, numbers: tuple[int, ...]) -> None:
    assert choice(text).numbers(22) == numbers


@pytest.mark.parametrize(
    "text", ["", ",", "0", "0-3", "5-1", "5-0", "a", "1-2-3", "1,,2", "1;2", "-", "-3", "1.5", "1 2"]
)
def test_what_names_no_pages(text: str) -> None:
    assert PageChoice.parsed(text) is None


@pytest.mark.parametrize("text", ["23", "1-23", "30-", "1,99"])
def test_pages_a_file_does_not_have(text: str) -> None:
    with pytest.raises(PagesOutOfRange, match="The file has 22 pages"):
        choice(text).numbers(22)


@given(st.sets(st.integers(1, 60), min_size=1), st.integers(60, 90))
def test_the_name_of_a_part_names_its_pages(numbers: set[int], pages: int) -> None:
    part = part_of(sorted(numbers), pages)
    assert (part is None) == (len(numbers) == pages)
    if part is not None:
        assert choice(part).numbers(pages) == tuple(sorted(numbers))
        assert str(choice(part)) == part


@given(*[st.sets(st.integers(1, 99), min_size=1)] * 2)
def test_parts_have_names_of_their_own_that_fit_a_file(one: set[int], other: set[int]) -> None:
    names = [part_name(part_of(sorted(numbers), 1000) or "") for numbers in (one, other)]
    assert (names[0] == names[1]) == (one == other)
    assert all(len(name) <= len("-trang-") + LONGEST_NAME + 9 for name in names)


def test_an_open_end_has_a_name_too() -> None:
    assert part_name(str(choice("1-5,8,20-"))) == "-trang-1-5_8_20-het"


def test_nothing_chosen_is_all() -> None:
    assert chosen(None, 3) == (1, 2, 3)
    assert part_of(chosen(choice("1-"), 3), 3) is None


def test_only_these_pages_of_a_pdf_are_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", "tstst")
    ocr = Ocr()
    document = read(path, ocr, ReadingOptions(pages=choice("2-3,5")))
    assert ocr.asked == [("a.pdf", (2,))]
    assert [page.number for page in document.pages] == [2, 3, 5]
    assert document.part == "2-3,5"
    everything = read(path, Ocr(), ReadingOptions(pages=choice("1-")))
    assert (len(everything.pages), everything.part) == (5, None)


def test_only_these_pages_of_a_pdf_are_rendered(tmp_path: Path) -> None:
    ocr = Ocr()
    path = drawn(tmp_path / "a.pdf", "ttt")
    read(path, ocr, ReadingOptions(ocr=OcrPolicy.ALWAYS, pages=choice("3")))
    assert ocr.asked == [("a.pdf", (3,))]


def test_pages_are_counted_as_chosen(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", "ttt")
    assert len(read(path, Ocr(), ReadingOptions(max_pages=2, pages=choice("2-3"))).pages) == 2


def test_only_these_pictures_of_a_fax_are_read(tmp_path: Path) -> None:
    pages = [Image.new("L", (300, 400), shade) for shade in (0, 90, 180, 255)]
    pages[0].save(tmp_path / "fax.tif", save_all=True, append_images=pages[1:])
    ocr = Ocr()
    document = read(tmp_path / "fax.tif", ocr, ReadingOptions(pages=choice("2,4")))
    assert ocr.asked == [("fax.tif", (2, 4))]
    assert document.part == "2,4"
    with pytest.raises(PagesOutOfRange) as caught:
        read(tmp_path / "fax.tif", Ocr(), ReadingOptions(pages=choice("5")))
    assert caught.value.path == tmp_path / "fax.tif"


def test_office_files_have_no_pages_to_choose(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx")
    for ask in (lambda: read(path, Ocr(), ReadingOptions(pages=choice("1"))), lambda: chosen_part(path, choice("1"))):
        with pytest.raises(NoPagesToChoose) as caught:
            ask()
        assert caught.value.path == path


def test_the_part_is_known_before_anything_is_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", "ttt")
    assert chosen_part(path, choice("2-")) == "2-3"
    assert chosen_part(path, None) is None
    with pytest.raises(PagesOutOfRange) as caught:
        chosen_part(path, choice("4"))
    assert caught.value.path == path


class TestResolution:
    def test_of_a_pdf_is_the_one_asked_for(self, tmp_path: Path) -> None:
        path = drawn(tmp_path / "a.pdf", "t")
        image = load_page(path, 1, 150)
        assert (image.dpi, image.width) == (150, 1240)

    def test_of_a_picture_is_its_own_where_it_names_one(self, tmp_path: Path) -> None:
        named = picture(tmp_path / "a.png", dpi=(200, 200))
        silent = picture(tmp_path / "b.png")
        assert round(load_page(named, 1, 400).dpi or 0) == 200
        assert load_page(silent, 1, 400).dpi == 400
        assert load_page(silent, 1).dpi is None
