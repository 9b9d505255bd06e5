from __future__ import annotations

import io

import numpy as np
import pytest
from drawn_lines import drawn
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.crops import Grey, cut
from converters.ocr.second_reading.digits.alphabet import LETTER, SIGNS, digits_of, spelled
from converters.ocr.second_reading.digits.network import HEIGHT, SHAPES, load, probabilities, unpacked
from converters.ocr.second_reading.digits.network_reading import network_readings, respelled
from converters.ocr.second_reading.digits.reading import Sign, read_signs, strip_of
from converters.reading.boxes import Box
from tests.each import each


@each(
    ("text", "wanted"),
    [
        ("15/2020/NĐ-CP", "15/2020/a-a"),
        ("800.000đ", "800.000a"),
        ("(12–15%)", "(12-15%)"),
        ("“Điều", "qa"),
        ("QH15", "a15"),
    ],
)
def test_spelling(text: str, wanted: str) -> None:
    assert spelled(text) == wanted


@given(st.text(max_size=30))
def test_spelling_keeps_the_digits_and_knows_no_other_sign(text: str) -> None:
    assert set(spelled(text)) <= set(SIGNS)
    assert LETTER * 2 not in spelled(text)
    assert [sign for sign in spelled(text) if sign in "0123456789"] == [sign for sign in text if sign in "0123456789"]


@given(st.lists(st.sampled_from(["NĐ-CP", "15", "/", "2020", "đ", ".000"]), max_size=6))
def test_a_word_respelled_with_its_own_signs_is_itself(parts: list[str]) -> None:
    word = "".join(parts)
    assert respelled(word, spelled(word)) == (word if digits_of(word) else "")


def test_what_cannot_be_told_from_letters_is_not_written_out() -> None:
    assert respelled("19/2020/NĐ-CP", "15/2020/a-a") == "15/2020/NĐ-CP"
    assert respelled("19/2020/NĐ-CP", "15/a-a-a") == ""
    assert respelled("800.000", "") == ""


def crop_of(text: str) -> tuple[Grey, list[str], list[tuple[float, float]]]:
    image, line = drawn(text)
    boxes = [word.box or Box(0, 0, 0, 0) for word in line.words]
    crop, frame = cut(image, boxes, 29.0, 0.0, room=(40.0, 40.0))
    return crop, [word.text for word in line.words], [frame.edges(box) for box in boxes]


TEXTS = (
    "khoản 3 Điều 15",
    "từ 2.000.000 đồng đến 3.450.000 đồng",
    "số 15/2020/NĐ-CP ngày 05/10/2026",
    "giảm 12,5% (khoảng 800.000đ)",
    "Điện thoại: 0912.345.678",
)


@pytest.mark.real
@each("text", TEXTS)
def test_clean_print_is_read_as_it_stands(text: str) -> None:
    crop, _, _ = crop_of(text)
    assert "".join(sign.text for sign in read_signs(crop)) == spelled(text)


@pytest.mark.real
@each("text", TEXTS)
def test_what_was_read_right_is_confirmed(text: str) -> None:
    crop, words, spans = crop_of(text)
    for word, reading in zip(words, network_readings(words, spans, read_signs(crop)), strict=True):
        assert (reading is not None) == any(letter.isdigit() for letter in word)
        assert reading is None or (reading.same_digits and reading.same_signs and reading.confidence > 0.9), word


@pytest.mark.real
@each(("printed", "read"), [("800.000", "300.000"), ("15", "16"), ("2026", "2028"), ("1", "7")])
def test_another_digit_is_seen_whatever_the_engine_says(printed: str, read: str) -> None:
    crop, _, spans = crop_of(f"phạt {printed} đồng")
    reading = network_readings(["phạt", read, "đồng"], spans, read_signs(crop))[1]
    assert reading is not None
    assert (reading.same_digits, reading.text) == (False, printed)


def test_numbers_that_ran_together_are_not_confirmed() -> None:
    crop, _, spans = crop_of("Điều 1 2 đồng")
    reading = network_readings(
        ["Điều", "12", "đồng"], [spans[0], (spans[1][0], spans[2][1]), spans[3]], read_signs(crop)
    )[1]
    assert reading is not None
    assert (reading.same_digits, reading.text) == (False, "1 2")


def test_a_part_of_a_torn_number_is_not_confirmed() -> None:
    crop, _, spans = crop_of("đóng 36.700.000 đồng")
    left, right = spans[1]
    torn = left + 0.3 * (right - left)
    words = ["đóng", "36.", "700.000", "đồng"]
    seen = network_readings(words, [spans[0], (left, torn - 6), (torn + 2, right), spans[2]], read_signs(crop))
    assert [(reading.same_digits, reading.text) for reading in seen if reading] == [(False, "36.700.000")] * 2


def test_boxes_that_are_a_little_off_do_no_harm() -> None:
    signs = [Sign(text, place * 12.0, 0.99) for place, text in enumerate("a 15 a")]
    seen = network_readings(["Điều", "15", "số"], [(0.0, 10.0), (40.0, 60.0), (62.0, 70.0)], signs)
    assert seen[1] is not None
    assert seen[1].same_digits


def test_blank_paper_has_no_signs() -> None:
    assert read_signs(np.full((50, 200), 255, dtype=np.uint8)) == ()


@given(st.integers(8, 90), st.integers(1, 300))
def test_a_strip_of_any_crop_has_one_height(height: int, width: int) -> None:
    assert strip_of(np.full((height, width), 255, dtype=np.uint8)).shape[0] == HEIGHT


def test_the_network_gives_probabilities_for_every_two_columns() -> None:
    shares = probabilities(np.zeros((HEIGHT, 101), dtype=np.float32), load())
    assert shares.shape == (51, len(SIGNS) + 1)
    assert shares.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_network_of_known_weights_gives_known_answers() -> None:
    """A bias alone decides when all weights are nought."""
    arrays: dict[str, np.ndarray] = {}
    channels = 1
    for place, shape in enumerate(SHAPES):
        arrays[f"weights{place}"] = np.zeros((shape.kernel[0] * shape.kernel[1] * channels, shape.channels), np.float16)
        arrays[f"bias{place}"] = np.zeros(shape.channels, np.float16)
        channels = shape.channels
    arrays[f"bias{len(SHAPES) - 1}"][3] = 9.0
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    stream.seek(0)
    shares = probabilities(np.ones((HEIGHT, 40), dtype=np.float32), unpacked(stream))
    assert set(shares.argmax(axis=1)) == {3}
