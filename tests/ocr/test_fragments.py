"""Short words between lines of another size belong to their own line."""

from __future__ import annotations

import cv2
import numpy as np

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
