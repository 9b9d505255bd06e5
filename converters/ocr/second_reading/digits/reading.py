"""Reads a crop with the network: its signs, where each stands, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np

from converters.ocr.second_reading.crops import LETTER_HEIGHT, Grey
from converters.ocr.second_reading.digits.alphabet import SIGNS
from converters.ocr.second_reading.digits.network import HEIGHT, STRIDE, Floats, Layer, load, probabilities

SCALE = 18 / LETTER_HEIGHT  # digits are 18 pixels high in a strip
EDGE = 4  # white pixels at both ends of a strip, which the network was trained with


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign as the network reads it.

    Attributes:
        text: Of the network's alphabet.
        middle: Where it stands, in pixels of the crop from the left.
        confidence: 0–1.
    """

    text: str
    middle: float
    confidence: float


def read_signs(crop: Grey, layers: Sequence[Layer] | None = None) -> tuple[Sign, ...]:
    """The signs of a crop from left to right, spaces among them.

    Args:
        crop: Black on white, one line in its middle, digits LETTER_HEIGHT pixels high.
        layers: The network, when not the one we ship.
    """
    strip = np.pad(strip_of(crop), ((0, 0), (EDGE, EDGE)), constant_values=255)
    ink: Floats = np.subtract(1, strip / 255, dtype=np.float32)
    return tuple(_signs(probabilities(ink, tuple(layers or load()))))


def strip_of(crop: Grey) -> Grey:
    """The middle of a crop, HEIGHT pixels high."""
    height, width = crop.shape
    wanted = round(HEIGHT / SCALE)
    top = height // 2 - wanted // 2
    middle = np.full((wanted, width), 255, dtype=np.uint8)
    first, last = max(0, top), min(height, top + wanted)
    middle[first - top : last - top] = crop[first:last]
    size = max(2 * STRIDE, round(width * SCALE)), HEIGHT
    return cv2.resize(middle, size, interpolation=cv2.INTER_AREA).astype(np.uint8)


def _signs(shares: Floats) -> Iterator[Sign]:
    """Best sign of each column, runs of the same one are one (best-path decoding, Graves et al. 2006)."""
    best = shares.argmax(axis=1)
    for sign, run in groupby(range(len(best)), key=lambda column: int(best[column])):
        if sign:
            columns = list(run)
            middle = (STRIDE * (columns[0] + columns[-1] + 1) / 2 - EDGE) / SCALE
            yield Sign(SIGNS[sign - 1], middle, float(shares[columns, sign].max()))
