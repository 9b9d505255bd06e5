"""The image of one page, as every later step sees it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from converters.reading.boxes import Box

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page as pixels.

    Attributes:
        array: RGB, height × width × 3, uint8, upright as far as the file itself says (EXIF, PDF rotation).
        dpi: Resolution of those pixels, None where the file does not say or is plainly wrong.
        number: Page number, from 1.
    """

    array: Pixels
    dpi: float | None
    number: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.array.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.array.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class PagePart:
    """A part of a page as pixels, the only ones that were made.

    Attributes:
        array: RGB, height × width × 3, uint8; empty where the part lies beside the page.
        box: Where it stands, in pixels of the whole page.
    """

    array: Pixels
    box: Box
