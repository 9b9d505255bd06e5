"""Crops for reading again: cut from the stored image itself, upright, level, black on white, letters 24 pixels high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from converters.ocr.preparation.arrays import labelled
from converters.reading.boxes import Box
from converters.reading.document import Line, Word

Rgb = npt.NDArray[np.uint8]
Grey = npt.NDArray[np.uint8]

LETTER_HEIGHT = 24  # pixels of a capital or a digit in the crop
PADDING = 0.35  # of the letter height, around the words
GAP_SHARE = 0.6  # of the gap to the next word that may be taken
SWOLLEN = 1.35  # of the usual height of a line's words; a taller box holds something of another line
CUT_OFF = 0.5  # of the letter height; ink at the upper or lower edge that is lower belongs to another line
FULL_INK = 25  # percentile of the ink's own pixels that is to be black; their edges are paler
LEAST_CONTRAST = 12.0  # grey levels between ink and paper; less is an empty piece of page
COARSE = 16  # pixels, of which one is looked at first to see whether a page has colours
MARGIN = 10  # white pixels around the crop
EDGE_ROWS = 2  # at the upper and lower edge of a crop; what has ink there reaches in from elsewhere, or is cut
LARGEST = 4000  # pixels; a wider crop is scaled down
_DIGIT_SHARE = 0.72  # of a word's box height, where there are marks above and below
LOWEST_DIGIT = 6.0  # page pixels; what is lower cannot be read
FEWEST_WORDS = 4  # of a line whose slope can be told
SHORTEST_REACH = 8  # heights of a word, from the first word's middle to the last one's: shorter lines tell no slope
MUCH_SMALLER = 0.6  # crop pixels per page pixel, under which pixels are averaged first, lest strokes be skipped
AVERAGED_OVER = 0.4  # crop pixels: sigma of that


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a crop comes from, so that boxes can be carried over.

    Attributes:
        matrix: 2 × 3, upright page pixels → crop pixels.
        size: Width and height of the crop.
    """

    matrix: npt.NDArray[np.float64]
    size: tuple[int, int]

    def edges(self, box: Box) -> tuple[float, float]:
        """Left and right edge, in the crop, of a box given in upright page pixels."""
        row, middle = self.matrix[0], box.centre_y
        return float(row @ (box.left, middle, 1.0)), float(row @ (box.right, middle, 1.0))


def upright(image: Rgb, rotation: int) -> Rgb:
    """The stored image turned counter-clockwise by 0, 90, 180 or 270 degrees (a view)."""
    turned: Rgb = np.rot90(image, rotation // 90 % 4)
    return turned


def as_few_channels(image: Rgb) -> Rgb:
    """A page without colours as one channel, height × width × 1: crops of it cost a third. Others as they are."""
    few = image[::COARSE, ::COARSE]
    if np.any(few != few[..., :1]):  # a few pixels show the colours of nearly every page that has some
        return image
    # Channel by channel: pixels are compared far faster where each channel lies by itself.
    first, *others = (np.asarray(cv2.extractChannel(image, index), np.uint8) for index in range(image.shape[2]))
    return image if any(not np.array_equal(first, other) for other in others) else first[..., np.newaxis]


def slope_of(boxes: Sequence[Box]) -> float | None:
    """How far a line of words sinks per pixel to the right; None when it is too short to tell."""
    if len(boxes) < FEWEST_WORDS:
        return None
    centres = [(box.centre_x, box.centre_y) for box in boxes]
    reach = centres[-1][0] - centres[0][0]
    height = median(box.height for box in boxes)
    if reach < SHORTEST_REACH * height:
        return None
    half = len(centres) // 2
    slopes = [
        (y2 - y1) / (x2 - x1)
        for (x1, y1), (x2, y2) in zip(centres[:half], centres[-half:], strict=True)
        if x2 - x1 > height
    ]
    return median(slopes) if slopes else None


def letter_height(words: Sequence[Word], boxes: Sequence[Box], slope: float) -> float:
    """Height of the digits and capitals of a line, in page pixels."""
    heights = [box.height - abs(slope) * box.width for box in boxes]
    digits = [
        height
        for word, height in zip(words, heights, strict=True)
        if word.text.replace(".", "").isdigit() and height > 0
    ]
    # A number whose box swallowed a piece of another line is taller than the words around it, as no digit is.
    return max(LOWEST_DIGIT, min(median(digits), median(heights)) if digits else _DIGIT_SHARE * median(heights))


def steady(boxes: Sequence[Box], first: int, last: int) -> list[Box]:
    """The boxes of a line that tell where words `first` to `last` stand: those that swallowed no other line's ink."""
    usual = SWOLLEN * median(box.height for box in boxes)
    for reach in range(len(boxes)):
        near = [box for box in boxes[max(0, first - reach) : last + reach] if box.height <= usual]
        if near:
            return near
    return list(boxes[first:last])


def cut(
    page: Rgb,
    boxes: Sequence[Box],
    letter: float,
    slope: float,
    *,
    room: tuple[float, float],
    scale: float = 1.0,
    level: Sequence[Box] = (),
) -> tuple[Grey, Frame]:
    """The words of these boxes, side by side on one line, as a crop.

    Args:
        page: Upright page, RGB or one channel.
        boxes: In its pixels.
        letter: Height of its digits in page pixels.
        slope: How far the line sinks per pixel to the right.
        room: Pixels free of other words to the left and to the right.
        scale: Of the letter height wanted; 1 is LETTER_HEIGHT.
        level: Boxes that tell the line's top and bottom, when not these.
    """
    pads = [min(PADDING * letter, GAP_SHARE * max(gap, 0.0)) for gap in room]
    left, right = min(box.left for box in boxes) - pads[0], max(box.right for box in boxes) + pads[1]
    centre_x = (left + right) / 2
    top, bottom = _extent(level or boxes, letter, slope, centre_x)
    factor = min(scale * LETTER_HEIGHT / letter, LARGEST / max(right - left, 1))
    size = max(int((right - left) * factor), 8), max(int((bottom - top) * factor), 8)
    frame = _frame(centre_x, (top + bottom) / 2, slope, factor, size)
    crop = _black_on_white(_warped(page, frame))
    return _alone(crop, letter * factor), frame


def _extent(boxes: Sequence[Box], letter: float, slope: float, centre_x: float) -> tuple[float, float]:
    """Top and bottom of the line under the words, where it passes the crop's middle."""
    rises = [box.centre_y - slope * (box.centre_x - centre_x) for box in boxes]
    halves = [max(letter / 2, (box.height - abs(slope) * box.width) / 2) for box in boxes]
    pad = PADDING / 2 * letter
    top = min(rise - half for rise, half in zip(rises, halves, strict=True)) - pad
    return top, max(rise + half for rise, half in zip(rises, halves, strict=True)) + pad


def _alone(crop: Grey, letter: float) -> Grey:
    """The crop with a white margin, without what reaches into it from the lines above and below."""
    height, width = crop.shape
    inner = crop[MARGIN : height - MARGIN, MARGIN : width - MARGIN]
    _, ink = cv2.threshold(inner, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    clean = np.full_like(crop, 255)
    target = clean[MARGIN : height - MARGIN, MARGIN : width - MARGIN]
    target[:] = inner
    edges = np.concatenate([ink[:EDGE_ROWS], ink[-EDGE_ROWS:]])
    if not edges.any():  # as of most crops: nothing reaches in
        return clean
    _, labels, stats = labelled(ink.astype(np.uint8))
    for label in np.unique(np.concatenate([labels[:EDGE_ROWS], labels[-EDGE_ROWS:]])[edges > 0]).tolist():
        if stats[label, cv2.CC_STAT_HEIGHT] < CUT_OFF * letter:
            spot = cv2.dilate((labels == label).astype(np.uint8), np.ones((3, 3), np.uint8))
            target[spot > 0] = 255
    return clean


def _frame(x: float, y: float, slope: float, factor: float, size: tuple[int, int]) -> Frame:
    """The rotation and scaling that brings (x, y) to the crop's middle."""
    angle = np.arctan(slope)
    cosine, sine = np.cos(angle) * factor, np.sin(angle) * factor
    width, height = size[0] + 2 * MARGIN, size[1] + 2 * MARGIN
    matrix = np.array(
        [
            [cosine, sine, width / 2 - cosine * x - sine * y],
            [-sine, cosine, height / 2 + sine * x - cosine * y],
        ]
    )
    return Frame(matrix, (width, height))


def _warped(page: Rgb, frame: Frame) -> Rgb:
    """Only the part of the page under the crop is touched, averaged first where the crop is much smaller."""
    inverse = cv2.invertAffineTransform(frame.matrix)
    width, height = frame.size
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]]) @ inverse.T
    rows, columns = page.shape[:2]
    x0, y0 = (int(max(0, value)) for value in np.floor(corners.min(axis=0)) - 2)
    x1, y1 = min(columns, int(corners[:, 0].max()) + 3), min(rows, int(corners[:, 1].max()) + 3)
    if x1 <= x0 or y1 <= y0:
        return np.full((height, width, page.shape[2]), 255, dtype=np.uint8)
    part: Rgb = np.ascontiguousarray(page[y0:y1, x0:x1])
    factor = float(np.hypot(frame.matrix[0, 0], frame.matrix[0, 1]))
    if factor < MUCH_SMALLER:
        part = cv2.GaussianBlur(part, (0, 0), AVERAGED_OVER / factor).astype(np.uint8)
    shifted = frame.matrix.copy()
    shifted[:, 2] += shifted[:, :2] @ (x0, y0)
    flags = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_LINEAR
    warped = cv2.warpAffine(part, shifted, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return warped.astype(np.uint8).reshape(height, width, -1)  # OpenCV drops a lone channel


def _black_on_white(crop: Rgb) -> Grey:
    """The colour channel with most contrast, paper white, letters black, also for white letters on a panel."""
    # Only the middle of the line tells: at its upper and lower edge another panel may begin.
    middle = crop[crop.shape[0] // 4 : max(3 * crop.shape[0] // 4, 1), ::2]
    levels = [_levels(middle[:, :, index]) for index in range(crop.shape[2])]
    best = int(np.argmax([abs(paper - ink) for paper, ink in levels]))
    paper, ink = levels[best]
    if abs(paper - ink) < LEAST_CONTRAST:
        return np.full(crop.shape[:2], 255, dtype=np.uint8)
    stretched = np.clip((np.arange(256, dtype=np.float32) - ink) * (255.0 / (paper - ink)), 0, 255)
    return np.take(stretched.astype(np.uint8), crop[:, :, best])


def _levels(channel: Grey) -> tuple[float, float]:
    """Grey level of the paper and of the ink: of two classes of pixels (Otsu) the larger one is the paper."""
    pixels = np.ascontiguousarray(channel)
    threshold, _ = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    counts = np.bincount(pixels.ravel(), minlength=256)
    dark, bright = counts.copy(), counts
    dark[int(threshold) + 1 :] = 0
    bright = counts - dark
    if not dark.any() or not bright.any():
        return 255.0, 255.0
    if bright.sum() >= dark.sum():
        return _percentile(bright, 50), _percentile(dark, FULL_INK)
    return _percentile(dark, 50), _percentile(bright, 100 - FULL_INK)


def _percentile(counts: npt.NDArray[np.int64], share: float) -> float:
    """The percentile of grey levels of which so many pixels each are counted, as NumPy has it of the pixels."""
    running = np.cumsum(counts)
    place = (int(running[-1]) - 1) * share / 100
    first = int(place)
    low, high = np.searchsorted(running, (first + 1, min(first + 2, int(running[-1]))))
    return float(low + (high - low) * (place - first))


def boxes_of(line: Line, width: int, height: int, rotation: int) -> list[Box]:
    """Upright boxes of a line's words; words without one stand nowhere (an empty box at the origin)."""
    return [(word.box or Box(0, 0, 0, 0)).turned(rotation // 90, width, height) for word in line.words]
