"""What is drawn at 1080 pixels is read back by a program that never saw it."""

from __future__ import annotations

import re

import pytest
from layout_cases import points_of, record_of
from PIL import Image, ImageOps
from rapidfuzz.distance import Levenshtein
from test_layouts import FACE, LOOK

from converters.derivatives.drawing.scene import paint
from converters.derivatives.kinds.infographic.poster import poster, sheets


def plain(text: str) -> str:
    return re.sub(r"\s", "", text.replace("\u00a0", " ")).replace("–", "-").replace("—", "-")


@pytest.mark.real
def test_ninety_nine_letters_of_a_hundred_are_read_back() -> None:
    pytesseract = pytest.importorskip("pytesseract")
    record = record_of("short")
    (sheet,) = sheets(record, points_of("rights", "typical"), LOOK)
    scene = poster(record, sheet, LOOK)
    picture = paint(scene, FACE).convert("L")
    wrong = letters = 0
    for item in scene.texts:
        box = picture.crop((item.box.left, item.box.top, item.box.right, item.box.bottom))
        ground = ImageOps.expand(box, 14, fill=int(box.getpixel((0, 0))))  # type: ignore[arg-type]
        crop = ImageOps.invert(ground) if int(box.getpixel((0, 0))) < 128 else ground  # type: ignore[arg-type]
        assert isinstance(crop, Image.Image)
        mode = "7" if len(item.lines) == 1 else "6"
        said = plain(" ".join(item.lines))
        wrong += Levenshtein.distance(
            said, plain(pytesseract.image_to_string(crop, lang="vie", config=f"--psm {mode}"))
        )
        letters += len(said)
    assert letters > 400
    assert wrong / letters <= 0.01
