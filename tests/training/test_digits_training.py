"""The digits network: what it learns from is drawn, and a few steps of training give a network the program can run."""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.drawing.fonts import font_folders, missing_letters
from converters.ocr.second_reading.digits.alphabet import SIGNS
from converters.ocr.second_reading.digits.network import HEIGHT, probabilities, unpacked
from training.digits.drawing import LARGEST_DIGIT, SMALLEST_DIGIT, Drawer, number, spoilt
from training.digits.train import labelled, main

WORDS = ("khoản", "tiền", "phạt", "năm", "theo", "Điều")


@pytest.fixture(scope="module")
def fonts() -> list[Path]:
    found = (path for folder in font_folders() for path in sorted(folder.rglob("*.ttf")))
    usable = next((path for path in found if "Sans-Regular" in path.name and not missing_letters(path)), None)
    if usable is None:
        pytest.skip("no font with every Vietnamese letter")
    return [usable]


@pytest.fixture
def drawer(fonts: list[Path]) -> Callable[[int], Drawer]:
    return lambda seed: Drawer(random.Random(seed), fonts, WORDS)  # noqa: S311


def test_strips_have_the_networks_height_and_signs(drawer: Callable[[int], Drawer]) -> None:
    one = drawer(1)
    for _ in range(3):
        strip, signs = one.draw()
        assert strip.shape[0] == HEIGHT
        assert strip.dtype == np.uint8
        assert signs
        assert set(signs) <= set(SIGNS)


def test_the_same_seed_draws_the_same(drawer: Callable[[int], Drawer]) -> None:
    (first, signs), (second, same) = drawer(7).draw(), drawer(7).draw()
    assert signs == same
    assert np.array_equal(first, second)


def test_a_sample_is_a_strip_and_its_signs_from_one(drawer: Callable[[int], Drawer]) -> None:
    strip, signs = labelled(drawer(3))
    assert strip.shape[0] == HEIGHT
    assert all(1 <= sign <= len(SIGNS) for sign in signs)


@given(st.integers(0, 10_000))
def test_numbers_are_of_the_forms_documents_use(seed: int) -> None:
    text = number(random.Random(seed))  # noqa: S311
    assert re.search(r"\d", text)
    assert not re.search(r"\s", text)


def test_digits_are_of_every_kind_alike() -> None:
    chance = random.Random(2)  # noqa: S311
    digits = "".join(letter for _ in range(1500) for letter in number(chance) if letter.isdigit())
    shares = [digits.count(digit) / len(digits) for digit in "2346789"]
    assert max(shares) < 2 * min(shares)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_spoilt_keeps_its_boxes_on_the_paper(seed: int) -> None:
    white = np.full((90, 200, 3), 255, dtype=np.uint8)
    white[30:60, 50:120] = 0
    picture, boxes, slope, height = spoilt(white, [(50.0, 30.0, 120.0, 60.0)], 30, random.Random(seed))  # noqa: S311
    (left, top, right, bottom) = boxes[0]
    assert 0 <= left < right <= picture.shape[1]
    assert 0 <= top < bottom <= picture.shape[0]
    assert SMALLEST_DIGIT - 0.1 <= height <= max(30.0, LARGEST_DIGIT)
    assert abs(slope) < 0.2


@pytest.mark.real
def test_two_steps_of_training_give_a_network_the_program_runs(
    tmp_path: Path, fonts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    (tmp_path / "words.txt").write_text(" ".join(WORDS), encoding="utf-8")
    out = tmp_path / "digits.npz"
    arguments = [str(tmp_path / "words.txt"), str(fonts[0].parent), str(out), "--crops", "4", "--steps", "2"]
    monkeypatch.setattr(sys, "argv", ["train", *arguments])
    main()
    shares = probabilities(np.zeros((HEIGHT, 40), np.float32), unpacked(io.BytesIO(out.read_bytes())))
    assert shares.shape == (20, len(SIGNS) + 1)
    assert shares.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
