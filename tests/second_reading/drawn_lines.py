"""Lines of print drawn for tests, with the boxes an engine would find."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from converters.derivatives.drawing.fonts import font_folders, missing_letters
from converters.ocr.second_reading.crops import Rgb
from converters.reading.boxes import Box
from converters.reading.document import Line, Word


@cache
def _serif() -> Path | None:
    fonts = (path for folder in font_folders() for path in sorted(folder.rglob("*.ttf")))
    return next((path for path in fonts if "Serif-Regular" in path.name and not missing_letters(path)), None)


def drawn(text: str) -> tuple[Rgb, Line]:
    """A line of text in print, with the boxes an engine would find."""
    path = _serif()
    if path is None:
        pytest.skip("no serif font with every Vietnamese letter")
    font = ImageFont.truetype(str(path), 42)
    picture = Image.new("RGB", (1700, 200), "white")
    pen = ImageDraw.Draw(picture)
    found, left = [], 40.0
    for piece in text.split():
        pen.text((left, 80), piece, font=font, fill="black")
        box = Box(*(round(edge) for edge in pen.textbbox((left, 80), piece, font=font)))
        found.append(Word(piece, box, 0.95))
        left += font.getlength(piece + " ")
    return np.asarray(picture), Line(tuple(found))
