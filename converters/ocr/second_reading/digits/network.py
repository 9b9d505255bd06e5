"""The network: seven convolutions over a strip of print, a probability of each sign for every two columns.

It is small (116,000 weights) and sees about one letter to either side, so it cannot guess a number from what numbers
usually are; it says what is printed. Trained by `train.py` with connectionist temporal classification (A. Graves et
al., ICML 2006) on crops drawn by `drawing.py`. NumPy alone runs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import IO

import numpy as np
import numpy.typing as npt

from converters.ocr.second_reading.digits.alphabet import SIGNS

HEIGHT = 32  # pixels of a strip
STRIDE = 2  # pixels of a strip a column of answers
MODEL_FILE = "digits.npz"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a convolution slides, each as (down, across).

    Attributes:
        kernel: Its size in cells.
        stride: Steps from one place to the next.
        padding: Empty cells around.
        channels: What it gives for each place.
    """

    kernel: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    channels: int


SHAPES = (
    Shape((5, 5), (2, 2), (2, 2), 16),
    Shape((3, 3), (2, 1), (1, 1), 32),
    Shape((3, 3), (2, 1), (1, 1), 48),
    Shape((3, 3), (2, 1), (1, 1), 64),
    Shape((2, 3), (1, 1), (0, 1), 96),
    Shape((1, 5), (1, 1), (0, 2), 64),
    Shape((1, 1), (1, 1), (0, 0), len(SIGNS) + 1),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution with its weights.

    Attributes:
        shape: How it slides.
        weights: kernel height × kernel width × channels before, by channels after.
        bias: One for each channel after.
    """

    shape: Shape
    weights: Floats
    bias: Floats


@cache
def load() -> tuple[Layer, ...]:
    """The trained network, which lies beside this file."""
    with resources.files(__package__).joinpath(MODEL_FILE).open("rb") as opened:
        return unpacked(opened)


def unpacked(opened: IO[bytes]) -> tuple[Layer, ...]:
    """The network from an .npz file: arrays `weights0`, `bias0`, `weights1` and so on, of half precision."""
    with np.load(opened, allow_pickle=False) as arrays:
        return tuple(
            Layer(shape, arrays[f"weights{place}"].astype(np.float32), arrays[f"bias{place}"].astype(np.float32))
            for place, shape in enumerate(SHAPES)
        )


def probabilities(ink: Floats, layers: tuple[Layer, ...]) -> Floats:
    """How likely each sign is, column by column.

    Args:
        ink: HEIGHT × width, 0 paper to 1 ink.
        layers: The network.

    Returns:
        Columns (width / STRIDE, rounded up) × (1 + signs); the first is "no sign begins or goes on here".
    """
    cells = ink[:, :, np.newaxis]
    for layer in layers[:-1]:
        cells = _convolved(cells, layer)
        np.maximum(cells, 0, out=cells)
    scores = _convolved(cells, layers[-1])[0]
    shares: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _convolved(cells: Floats, layer: Layer) -> Floats:
    """Height × width × channels in, the same with the layer's channels out: one matrix product over all places."""
    (tall, wide), (down, across), (above, beside) = layer.shape.kernel, layer.shape.stride, layer.shape.padding
    height, width, channels = cells.shape
    padded = np.zeros((height + 2 * above, width + 2 * beside, channels), np.float32)
    padded[above : above + height, beside : beside + width] = cells
    rows, columns = (padded.shape[0] - tall) // down + 1, (padded.shape[1] - wide) // across + 1
    patches = np.empty((rows, columns, tall * wide, channels), np.float32)
    for y in range(tall):
        for x in range(wide):
            patches[:, :, y * wide + x] = padded[y : y + rows * down : down, x : x + columns * across : across]
    result: Floats = patches.reshape(rows * columns, -1) @ layer.weights
    result += layer.bias
    return result.reshape(rows, columns, -1)
