"""Where a point of the prepared page was in the image as stored.

A `Transform` is a 3×3 homography that takes prepared pixels to stored pixels, in homogeneous coordinates with pixel
centres at whole numbers (Hartley & Zisserman, Multiple View Geometry, 2nd ed., ch. 2). Composing keeps it exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, cast

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Floats, Grey
from converters.reading.boxes import Box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Transform:
    """A homography from prepared to stored pixels.

    Attributes:
        rows: The 3×3 matrix, row by row.
    """

    rows: tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

    @classmethod
    def of(cls, matrix: Floats) -> Self:
        """From a 3×3 array, scaled so that its last element is 1."""
        scaled = matrix / matrix[2, 2]
        first, second, third = (tuple(float(value) for value in row) for row in scaled)
        return cls((first, second, third))  # type: ignore[arg-type]

    @classmethod
    def identity(cls) -> Self:
        """Nothing was done."""
        return cls.of(np.eye(3, dtype=np.float64))

    @property
    def matrix(self) -> Floats:
        """The 3×3 array."""
        return np.array(self.rows, dtype=np.float64)

    def after(self, earlier: Transform) -> Transform:
        """From the pixels of this transform to the stored pixels of `earlier`, by which its source was prepared."""
        return Transform.of(earlier.matrix @ self.matrix)

    def inverse(self) -> Transform:
        """From stored to prepared pixels."""
        return Transform.of(np.asarray(np.linalg.inv(self.matrix), np.float64))

    def points(self, points: Iterable[Point]) -> list[Point]:
        """The points in stored pixels."""
        given = np.array([(x, y, 1.0) for x, y in points], dtype=np.float64).reshape(-1, 3)
        moved = given @ self.matrix.T
        return [(float(x / w), float(y / w)) for x, y, w in moved]

    def box(self, box: Box, *, width: int, height: int) -> Box:
        """The smallest upright box in stored pixels around a box in prepared pixels, kept inside the stored image.

        Boxes are half-open, so their edges lie between pixels: half a pixel before the centre of the first one.
        """
        left, top, right, bottom = (value - 0.5 for value in box)
        corners = self.points([(left, top), (right, top), (right, bottom), (left, bottom)])
        across, down = zip(*corners, strict=True)
        return Box(
            _within(math.floor(min(across) + 0.5 + _SLACK), width),
            _within(math.floor(min(down) + 0.5 + _SLACK), height),
            _within(math.ceil(max(across) + 0.5 - _SLACK), width),
            _within(math.ceil(max(down) + 0.5 - _SLACK), height),
        )


_SLACK = 1e-6  # rounding of the floating-point arithmetic must not widen a box by a pixel


def _within(value: int, limit: int) -> int:
    return max(0, min(limit, value))


def scaling(factor: float) -> Transform:
    """For an image made `factor` times as large."""
    shift = (1 / factor - 1) / 2
    return Transform(((1 / factor, 0.0, shift), (0.0, 1 / factor, shift), (0.0, 0.0, 1.0)))


def shifting(left: float, top: float) -> Transform:
    """For a part of an image that begins at that column and row."""
    return Transform(((1.0, 0.0, float(left)), (0.0, 1.0, float(top)), (0.0, 0.0, 1.0)))


def quarter_turns(turns: int, width: int, height: int) -> Transform:
    """For an image of that size turned counter-clockwise by so many quarters.

    Args:
        turns: Quarter turns, counter-clockwise as `numpy.rot90` counts them.
        width: Of the image before turning.
        height: Of the image before turning.
    """
    last_x, last_y = width - 1.0, height - 1.0
    matrices = {
        0: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        1: ((0.0, -1.0, last_x), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
        2: ((-1.0, 0.0, last_x), (0.0, -1.0, last_y), (0.0, 0.0, 1.0)),
        3: ((0.0, 1.0, 0.0), (-1.0, 0.0, last_y), (0.0, 0.0, 1.0)),
    }
    return Transform(matrices[turns % 4])


def levelling(degrees: float, width: int, height: int) -> tuple[Transform, int, int]:
    """For an image of that size turned counter-clockwise by a small angle, with room for its corners.

    Returns:
        The transform, and the width and height of the turned image.
    """
    angle = math.radians(degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    new_width = math.ceil(width * abs(cosine) + height * abs(sine))
    new_height = math.ceil(width * abs(sine) + height * abs(cosine))
    centre = np.array([[1.0, 0.0, (width - 1) / 2], [0.0, 1.0, (height - 1) / 2], [0.0, 0.0, 1.0]])
    back = np.array([[1.0, 0.0, -(new_width - 1) / 2], [0.0, 1.0, -(new_height - 1) / 2], [0.0, 0.0, 1.0]])
    turn = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])
    return Transform.of(centre @ turn @ back), new_width, new_height


def flattening(corners: Floats, width: int, height: int) -> Transform:
    """For a page whose corners (left top, right top, right bottom, left bottom; 4×2) become an upright rectangle."""
    upright = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=np.float32)
    return Transform.of(cv2.getPerspectiveTransform(upright, corners.astype(np.float32)).astype(np.float64))


def apply(image: Grey, transform: Transform, width: int, height: int, paper: int = 255) -> Grey:
    """The prepared image: every pixel fetched from where the transform says it was."""
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return cast(
        "Grey",
        cv2.warpPerspective(
            image,
            transform.matrix,
            (width, height),
            flags=flags,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(paper, paper, paper),
        ),
    )
