"""The picture of amounts that a confident reader gets wrong: it shows what its truth says."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

FOLDER = Path(__file__).parents[1] / "fixtures" / "amounts"
TRUTH = (FOLDER / "lines.gt.txt").read_text(encoding="utf-8").splitlines()


def test_the_picture_is_small_and_has_a_row_of_ink_for_every_line() -> None:
    assert (FOLDER / "lines.png").stat().st_size < 100_000
    with Image.open(FOLDER / "lines.png", formats=["PNG"]) as picture:
        ink = np.asarray(picture.convert("L")) < 128
    for number in range(len(TRUTH)):
        assert ink[80 + 62 * number : 80 + 62 * (number + 1)].any()
    assert not ink[80 + 62 * len(TRUTH) + 10 :].any()


def test_each_line_names_an_amount_in_dong() -> None:
    assert len(TRUTH) == 20
    assert all(re.search(r"từ \d{1,3}(\.\d{3})+ đồng", line) for line in TRUTH)
    assert sum("800.000" in line for line in TRUTH) >= 8


@pytest.mark.real
def test_drawing_it_again_shows_the_same() -> None:
    again = np.asarray(runpy.run_path(str(FOLDER / "draw.py"))["draw"](TRUTH)).astype(int)
    with Image.open(FOLDER / "lines.png", formats=["PNG"]) as picture:
        assert np.abs(np.asarray(picture.convert("L")).astype(int) - again).mean() < 2
