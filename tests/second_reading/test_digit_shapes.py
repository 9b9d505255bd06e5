from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.crops import LETTER_HEIGHT, Grey
from converters.ocr.second_reading.shapes import Printed, digits_of, misread

SIZE = LETTER_HEIGHT / 21  # of OpenCV's own strokes, whose digits are 21 pixels high at size 1
PITCH = 23


def printed(line: int, text: str, shown: str | None = None, *, dots: Sequence[tuple[int, int]] = ()) -> Printed:
    """A word as read, drawn as `shown`, with specks at the given places."""
    ink: Grey = np.full((48, PITCH * len(text) + 8, 1), 255, np.uint8)[:, :, 0]
    for index, sign in enumerate(shown or text):
        cv2.putText(ink, sign, (4 + PITCH * index, 36), cv2.FONT_HERSHEY_SIMPLEX, SIZE, 0, 2, cv2.LINE_AA)
    for x, y in dots:
        cv2.circle(ink, (x, y), 2, 0, -1)
    return Printed((line, 0), text, ink)


def sheet() -> list[Printed]:
    return [printed(line, text) for line, text in enumerate(["20134", "56789", "10982", "76543", "68190", "57243"])]


def test_digits_that_look_as_they_were_read_are_left_alone() -> None:
    assert misread(sheet()) == {}


@pytest.mark.parametrize(("read", "shown"), [("2013", "2018"), ("600000", "500000"), ("1809", "1800"), ("75", "15")])
def test_a_digit_that_looks_like_another_is_told(read: str, shown: str) -> None:
    assert misread([*sheet(), *sheet_again(), printed(99, read, shown)]) == {(99, 0): shown}


def sheet_again() -> list[Printed]:
    return [Printed((word.place[0] + 50, 0), word.text, word.ink) for word in sheet()]


def test_touching_and_spotted_digits_are_found_by_their_distance() -> None:
    # A speck between two digits is one piece of ink more than there are signs.
    spotted = printed(99, "2019", "2015", dots=[(4 + PITCH, 20)])
    assert len(digits_of([*sheet(), spotted])) == len(digits_of(sheet())) + 4
    assert misread([*sheet(), *sheet_again(), spotted]) == {(99, 0): "2015"}


def test_few_digits_tell_nothing() -> None:
    assert misread([]) == {}
    assert misread([printed(0, "3", "8")]) == {}
    assert misread([printed(0, "33", "38"), printed(1, "88")]) == {}


@given(st.lists(st.text(alphabet="0123456789./-đĐ%NP", min_size=1, max_size=8), max_size=6), st.integers(1, 60))
def test_any_ink_is_survived(texts: list[str], width: int) -> None:
    noise = np.random.default_rng(width).integers(0, 256, (40, width), dtype=np.uint8)
    words = [Printed((line, 0), text, noise) for line, text in enumerate(texts)]
    for place, other in misread(words).items():
        assert len(other) == len(texts[place[0]])
