"""Pages turned upright, and which words are cut out of them together."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_lines import drawn
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.crops import LETTER_HEIGHT, Rgb
from converters.ocr.second_reading.detectors.finding import find_spans
from converters.ocr.second_reading.detectors.subject import CriticalSpan
from converters.ocr.second_reading.upright_page import (
    WIDEST,
    CropRequest,
    UprightPage,
    crop_requests,
    cut_crops,
    upright_page,
)
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word


def line(text: str, top: int = 40, slope: float = 0.0) -> Line:
    """Words 24 pixels high on a line that sinks by `slope` pixels per pixel."""
    found, left = [], 20
    for piece in text.split():
        high = round(top + slope * left)
        found.append(Word(piece, Box(left, high, left + 14 * len(piece), high + 24), 0.95))
        left += 14 * len(piece) + 12
    return Line(tuple(found))


def page_of(lines: list[Line], rotation: int = 0) -> Page:
    return Page(1, 1200, 300, None, (Block(BlockKind.PARAGRAPH, tuple(lines)),), Method.OCR, rotation=rotation)


def blank() -> Rgb:
    return np.full((300, 1200, 3), 255, dtype=np.uint8)


def requests(text: str) -> list[tuple[str, str]]:
    """What is cut out together, and which words of it are checked."""
    rows = [line(text)]
    words = text.split()
    return [
        (" ".join(words[one.first : one.last]), " ".join(words[index] for index in sorted(one.checked)))
        for one in crop_requests(find_spans(rows), rows)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Phạt tiền 800.000 đồng theo luật", [("tiền 800.000 đồng theo", "800.000")]),
        ("điểm đ khoản 4 Điều 6", [("điểm đ khoản 4 Điều 6", "đ 4 6")]),
        ("5 người ở nơi này và 6 người", [("5 người", "5"), ("và 6 người", "6")]),
    ],
)
def test_spans_are_cut_out_with_a_word_on_either_side(text: str, wanted: list[tuple[str, str]]) -> None:
    assert requests(text) == wanted


def test_no_crop_is_wider_than_a_line_can_be_read() -> None:
    found = requests(" ".join(f"khoản {number}" for number in range(1, 12)))
    assert len(found) > 1
    assert all(len(words.split()) <= WIDEST for words, _ in found)
    assert " ".join(checked for _, checked in found) == " ".join(map(str, range(1, 12)))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 11)), unique=True, max_size=20))
def test_every_span_is_cut_out_once(places: list[tuple[int, int]]) -> None:
    rows = [line("một hai ba bốn năm sáu bảy tám chín mười mốt hai") for _ in range(3)]
    spans = [CriticalSpan("number", row, index, index + 1, (index,)) for row, index in sorted(places)]
    cut_out = [(one.line, index) for one in crop_requests(spans, rows) for index in sorted(one.checked)]
    assert sorted(cut_out) == sorted(places)
    for one in crop_requests(spans, rows):
        assert one.first <= min(one.checked)
        assert max(one.checked) < one.last <= len(rows[one.line].words)


def test_a_line_that_was_mismeasured_leans_as_the_page_does() -> None:
    text = "Phạt tiền từ 800.000 đồng đến một triệu đồng đối với hành vi"
    lines = [line(text, 40, 0.01), line(text, 90, 0.01), line(text, 140, 0.2)]
    slopes = upright_page(page_of(lines), blank(), lines).slopes
    assert slopes[:2] == [pytest.approx(0.01, abs=0.003)] * 2
    assert slopes[2] == pytest.approx(0.01, abs=0.003)


def test_short_lines_lean_as_the_page_does() -> None:
    lines = [line("Phạt tiền từ 800.000 đồng đến một triệu đồng đối với hành vi", 40, 0.02), line("Điều 5", 90)]
    slopes = upright_page(page_of(lines), blank(), lines).slopes
    assert slopes[1] == slopes[0]
    assert upright_page(page_of(lines[1:]), blank(), lines[1:]).slopes == [0.0]


def test_a_page_stored_on_its_side_has_upright_boxes() -> None:
    stored = Line((Word("5", Box(100, 20, 124, 60), 0.9),))
    upright = upright_page(page_of([stored], rotation=90), blank(), [stored])
    assert upright.image.shape[:2] == (1200, 300)
    (box,) = upright.boxes[0]
    assert (box.width, box.height) == (40, 24)


def test_a_crop_knows_where_its_words_stand() -> None:
    image, printed = drawn("Phạt tiền từ 800.000 đồng")
    page = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (printed,)),), Method.OCR)
    upright: UprightPage = upright_page(page, image, [printed])
    (crop,) = cut_crops(upright, [CropRequest(0, 2, 5, {3})])
    edges = crop.edges(upright)
    assert len(edges) == 3
    assert all(left < right for left, right in edges)
    assert edges[1][1] < edges[2][0]
    (twice,) = cut_crops(upright, [CropRequest(0, 2, 5, {3})], scale=2.0)
    assert twice.ink.shape[0] > 1.5 * crop.ink.shape[0] > LETTER_HEIGHT
