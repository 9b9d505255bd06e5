"""The typesetter: it refuses what does not fit, and draws the same picture from the same seed."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from examples.typeset import fonts, outline, texts
from examples.typeset.materials import MATERIALS
from examples.typeset.sheet import Sheet, Style, wrap
from examples.typeset.wear import Scanner, photograph, scan
from tests.properties import at_most

needs_fonts = pytest.mark.real  # the fonts are installed where tesseract is


def test_there_are_134_accented_letters() -> None:
    letters = fonts.vietnamese_letters()
    assert len(letters) == 134
    assert {"ộ", "Ữ", "đ", "Đ", "ỹ", "Ẵ"} <= letters
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)


def test_a_line_without_a_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not 'kind: text'"):
        texts.parse("một dòng không có loại")


def test_blocks_are_parsed_into_fields_and_marks() -> None:
    blocks = texts.parse("# note\n@page outside\nfine: A | B | C\n\ntext: một: hai\n")
    assert [(block.kind, block.fields) for block in blocks] == [
        ("@page", ("outside",)), ("fine", ("A", "B", "C")), ("text", ("một: hai",)),
    ]  # fmt: skip
    assert texts.grouped(blocks, "@page")[0][0] == "outside"


def test_decomposed_text_is_composed() -> None:
    (block,) = texts.parse(unicodedata.normalize("NFD", "text: Điều lệ"))
    assert block.text == "Điều lệ"


@pytest.mark.parametrize("material", MATERIALS, ids=lambda material: material.name)
def test_texts_keep_the_rules_of_their_markup(material: object) -> None:
    blocks = texts.load(material.name)  # type: ignore[attr-defined]
    for block in blocks:
        for field in block.fields:
            parts = field.split(texts.EMPHASIS)
            assert len(parts) % 2 == 1
            for number, part in enumerate(parts[::2]):
                assert number == 0 or part[:1] in {"", " "}, f"a word is half emphasised: {field}"
                assert number == len(parts) // 2 or part[-1:] in {"", " ", "("}, f"a word is half emphasised: {field}"


@needs_fonts
@given(st.lists(st.sampled_from(["Điều", "khoản", "1.000.000", "đồng;", "Nghị", "a)"]), min_size=1, max_size=60))
@settings(max_examples=at_most(40), deadline=None)
def test_wrapping_loses_no_word_and_keeps_the_measure(words: list[str]) -> None:
    style = Style(points=10)
    lines = wrap(" ".join(words), style, 60)
    assert [word.text for line in lines for word in line.words] == words
    space = style.font().getlength(" ")
    for line in lines:
        width = line.indent + sum(word.width for word in line.words) + space * (len(line.words) - 1)
        assert width <= 60 / 25.4 * 300 + 1
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@needs_fonts
def test_a_text_that_leaves_the_sheet_is_an_error_and_not_a_clipped_line() -> None:
    sheet = Sheet(50, 20)
    with pytest.raises(ValueError, match="leaves the sheet"):
        sheet.paragraph("chữ " * 200, 0, 0, 50, Style())
    with pytest.raises(ValueError, match="does not fit"):
        sheet.paragraph("n" * 80, 0, 0, 20, Style())


@needs_fonts
def test_page_numbers_start_on_the_second_page_of_the_outline() -> None:
    pages = outline.draw(texts.load("de-cuong-nghi-dinh-282-2025"))
    assert pages[0].written[0] == "UBND TỈNH HƯNG YÊN"
    assert [page.written[0] for page in pages[1:]] == ["2", "3", "4"]


def _page() -> Image.Image:
    image = Image.new("RGB", (600, 800), "white")
    image.paste((20, 20, 20), (100, 100, 500, 140))
    return image


@pytest.mark.real
def test_a_scan_depends_on_its_seed_only() -> None:
    first, again, other = (np.asarray(scan(_page(), 300, Scanner(), seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.shape == (533, 400, 3)


def test_a_photo_has_the_desk_around_the_paper() -> None:
    photo = np.asarray(photograph(_page(), 7, (300, 400)))
    assert photo.shape == (400, 300, 3)
    assert photo[200, 150].mean() > photo[5:20, 5:20].mean() + 40
    assert np.array_equal(photo, np.asarray(photograph(_page(), 7, (300, 400))))
