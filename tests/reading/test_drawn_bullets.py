"""Small drawn discs before lines of text."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reading_samples import PdfPage, read, texts

from converters.reading.document import BlockKind
from converters.reading.pdf.geometry import FloatBox
from converters.reading.pdf.text_layer.drawn_bullets import with_drawn_bullets
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.lines import PlacedWord

STYLE = FontStyle("Sach", 12.0, bold=False, italic=False, invisible=False)


def word(text: str, left: float, baseline: float = 100.0) -> PlacedWord:
    box = FloatBox(left, baseline - 9, left + 6 * len(text), baseline + 3)
    return PlacedWord(text, box, box, baseline, 12.0, STYLE, spaced=False)


def dot(left: float, middle: float = 96.0, size: float = 4.0) -> FloatBox:
    return FloatBox(left, middle - size / 2, left + size, middle + size / 2)


WORDS = [word("Kết", 80), word("hôn", 101), word("dưới", 80, 115)]


def test_a_disc_before_a_line_is_its_bullet() -> None:
    made = with_drawn_bullets(WORDS, [dot(68)])
    assert [one.text for one in made] == ["•", "Kết", "hôn", "dưới"]
    assert made[1].spaced


@pytest.mark.parametrize(
    "shape",
    [
        dot(92), dot(30), dot(68, size=9), dot(68, size=1), dot(68, middle=101), dot(68, middle=90), dot(200),
        dot(78.5),
    ],
    ids=["between words", "far", "a box to tick", "a speck", "below", "above", "behind", "too near"],
)  # fmt: skip
def test_other_shapes_are_none(shape: FloatBox) -> None:
    assert with_drawn_bullets(WORDS, [shape]) == WORDS


def test_a_dot_that_parts_words_is_none() -> None:
    words = [word("Luật", 40), word("Kết", 80)]
    assert with_drawn_bullets(words, [dot(70)]) == words


def test_items_of_a_page_printed_by_a_browser(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    page = PdfPage(pdf)
    page.paragraph(60, 700, ["Người lao động được nghỉ trong các trường hợp sau đây của Bộ luật này:"])
    for number, text in enumerate(["Kết hôn nghỉ ba ngày", "Con kết hôn nghỉ một ngày"]):
        page.paragraph(90, 640 - 20 * number, [text])
        left, low = 78, 642 - 20 * number
        page.content.append(f"{left} {low} 4 4 re f")
    page.done()
    pdf.save(tmp_path / "a.pdf")
    document = read(tmp_path / "a.pdf")
    assert texts(document, BlockKind.LIST_ITEM) == ["• Kết hôn nghỉ ba ngày", "• Con kết hôn nghỉ một ngày"]


def test_a_list_may_stand_as_near_to_the_column_before_it_as_its_bullets_say() -> None:
    column = word("quy định", -8)  # 28 pixels before the bullet
    words = [column, word("Giữ", 80), word("Báo", 80, 115)]
    near, below = dot(68), dot(68, middle=111)
    assert [one.text for one in with_drawn_bullets(words, [near, below])] == ["quy định", "•", "Giữ", "•", "Báo"]
    assert with_drawn_bullets(words[:2], [near]) == words[:2]
    elsewhere = [column, word("Giữ", 80), word("Báo", 90, 115)]
    assert [one.text for one in with_drawn_bullets(elsewhere, [near, dot(78, middle=111)])].count("•") == 1
