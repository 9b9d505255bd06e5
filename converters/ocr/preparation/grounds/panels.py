"""Panels: areas of a ground of their own, upright and solid, that text stands in: cards, bands, tiles, discs."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Integers, Mask, Rgb
from converters.ocr.preparation.background import Background
from converters.reading.boxes import Box

LONG_SIDE = 1000  # pixels of the copy that is searched
SOLID = 0.74  # of its box that a panel fills, with what stands on it; a disc fills 0.785
SMALLEST = (2.0, 2.2)  # letter heights across and down
LARGEST = 0.97  # of the page, across and down
COLOURED = 42  # difference between channels from which a pixel is coloured
PICTORIAL = 0.03  # of the page that is coloured on posters; stamps and signatures cover less
FEWEST_PANELS = 3


def find_panels(background: Background, height: float) -> tuple[Box, ...]:
    """The panels of a page, in pixels of its background.

    Args:
        background: Of the page.
        height: Of a small letter, in the same pixels.
    """
    factor = min(1.0, LONG_SIDE / max(background.zones.shape))
    zones = background.zones.astype(np.uint16)
    small = cast("Integers", cv2.resize(zones, None, fx=factor, fy=factor, interpolation=cv2.INTER_NEAREST))
    boxes = []
    for index in range(len(background.areas)):
        box = _solid(small == index)
        if box is not None:
            boxes.append(box.scaled(1 / factor))
    rows, columns = background.zones.shape
    return tuple(box for box in boxes if _panel_sized(box, height) and not _is_page(box, columns, rows))


def is_pictorial(image: Rgb, panels: tuple[Box, ...]) -> bool:
    """Whether a page is a poster, a slide or a leaflet with panels, not a paper with a stamp on it."""
    red, green, blue = cv2.split(image)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return len(panels) >= FEWEST_PANELS and float(np.mean(spread > COLOURED)) > PICTORIAL


def _solid(own: Mask) -> Box | None:
    """The box of the largest piece of a zone, when it fills it."""
    outlines, _ = cv2.findContours(own.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    left, top, width, tall = cv2.boundingRect(largest)
    area = cv2.contourArea(largest) + len(largest) / 2  # the outline runs through the middle of its pixels
    return Box(left, top, left + width, top + tall) if area >= SOLID * width * tall else None


def _panel_sized(box: Box, height: float) -> bool:
    return box.width >= SMALLEST[0] * height and box.height >= SMALLEST[1] * height


def _is_page(box: Box, columns: int, rows: int) -> bool:
    return box.width > LARGEST * columns and box.height > LARGEST * rows
