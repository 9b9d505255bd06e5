"""Pages drawn for tests: letter-like shapes and real letters, in known places."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Grey = NDArray[np.uint8]
Placed = list[tuple[str, tuple[int, int]]]


def blank(width: int = 1240, height: int = 1754, level: int = 255) -> Grey:
    return np.full((height, width), level, np.uint8)


def letter_rows(page: Grey, left: int, top: int, right: int, rows: int, *, size: int = 12, pitch: int = 34) -> Grey:
    """Rows of letter-like blocks with marks above most and a dot below a few: geometry without any font."""
    drawn = page.copy()
    for row in range(rows):
        y = top + row * pitch
        for index, x in enumerate(range(left, right - size, size + 5)):
            if index % 6 == 5:
                continue  # a space
            cv2.rectangle(drawn, (x, y), (x + size - 3, y + size), 0, -1)
            if index % 3 == 0:
                cv2.rectangle(drawn, (x + 2, y - 6), (x + 6, y - 4), 0, -1)
            elif index % 11 == 1:
                cv2.rectangle(drawn, (x + 3, y + size + 4), (x + 6, y + size + 6), 0, -1)
    return drawn


def font(size: int) -> ImageFont.FreeTypeFont:
    for name in ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "arial.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise OSError("no font")


def text_page(lines: Placed, *, width: int = 1654, height: int = 1000, size: int = 34) -> NDArray[np.uint8]:
    """An RGB page with lines of real text at given places."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for text, place in lines:
        draw.text(place, text, font=font(size), fill="black")
    return np.asarray(image)
