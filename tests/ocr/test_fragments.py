"""Short words between lines of another size belong to their own line."""

from __future__ import annotations

import cv2
import numpy as np
from drawn_pages import blank, letter_rows

from converters.ocr.layout.fragments import find_fragments
from converters.ocr.preparation.components import find_components, ink_mask


def page() -> np.ndarray:
    """Two close lines of small letters under a line of large ones; the first has a short word with wide gaps."""
    grey = np.full((300, 900), 255, np.uint8)

    def word(left: int, top: int, count: int, height: int) -> None:
        for place in range(count):
            x = left + place * height
            cv2.rectangle(grey, (x, top), (x + height // 2, top + height - 1), 0, -1)

    word(40, 40, 18, 34)
    for left, count in ((40, 8), (240, 2), (340, 9)):
        word(left, 150, count, 18)
    word(40, 182, 24, 18)
    return grey


def test_a_short_word_is_no_mark_of_the_line_below() -> None:
    half = cv2.resize(page(), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    components = find_components(ink_mask(half))
    grouping = find_fragments(components, 17.0, np.ones(len(components.boxes), bool))
    lower = [fragment for fragment in grouping.fragments if fragment.bottom > 95]
    assert [fragment.box[1] for fragment in lower] == [91]


def rows_with(mark: tuple[int, int]) -> list[set[tuple[int, int]]]:
    """Left and top of the members of two rows of letters 13 high, feet of the first at 73, heads of the second at 90.

    A mark stands between them, its top left corner given.
    """
    left, top = mark
    page = letter_rows(blank(700, 300), 60, 60, 640, 2, pitch=30)
    page[top : top + 4, left : left + 4] = 0
    components = find_components(ink_mask(page))
    lines = find_fragments(components, 13.0, np.ones(len(components.boxes), bool)).fragments
    rows: list[set[tuple[int, int]]] = [set(), set()]
    for word in lines:
        boxes = components.boxes[list(word.members)]
        rows[word.top > 80].update((int(box[0]), int(box[1])) for box in boxes)
    return rows


def test_a_hook_near_the_line_above_belongs_to_the_letter_under_it() -> None:
    hook = (60 + 17 + 3, 80)
    first, second = rows_with(hook)
    assert hook not in first
    assert hook in second


def test_a_dot_under_a_letter_stays_with_it() -> None:
    dot = (60 + 17 + 3, 75)
    first, second = rows_with(dot)
    assert dot in first
    assert dot not in second


def test_a_blot_far_under_the_last_line_is_nobody_s() -> None:
    blot = (60 + 7 * 17 + 3, 103 + 13)
    assert all(blot not in line for line in rows_with(blot))
