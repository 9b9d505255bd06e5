"""A page as the second reading needs it: its lines' words in the upright image, and stretches of them to be cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converters.ocr.second_reading.crops import (
    Frame,
    Grey,
    Rgb,
    boxes_of,
    cut,
    letter_height,
    slope_of,
    steady,
    upright,
)
from converters.ocr.second_reading.spots import Spot
from converters.reading.boxes import Box
from converters.reading.document import Line, Page

WIDEST = 8  # words; spots closer together than one word share a stretch up to that width


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for cutting: the upright image, and where the words of each line stand in it.

    Attributes:
        image: RGB, upright.
        lines: In reading order.
        boxes: Of each line's words, in pixels of the upright image.
        slopes: How far each line sinks per pixel to the right.
        letters: Height of each line's digits, in pixels.
    """

    image: Rgb
    lines: Sequence[Line]
    boxes: list[list[Box]]
    slopes: list[float]
    letters: list[float]


@dataclass(slots=True)
class Stretch:
    """Words of a line that are cut out together.

    Attributes:
        line: The line's place among the page's lines.
        first: First word, index into the line.
        last: One past its last word.
        checked: Those among them that are in question.
    """

    line: int
    first: int
    last: int
    checked: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cutting:
    """A stretch cut out.

    Attributes:
        stretch: Which words it holds.
        ink: Black on white, as `crops.cut` gives it.
        frame: How the page's pixels come into it.
    """

    stretch: Stretch
    ink: Grey
    frame: Frame

    def spans(self, sheet: Sheet) -> list[tuple[float, float]]:
        """Left and right edge of each of its words, in its pixels."""
        return [self.frame.span(box) for box in sheet.boxes[self.stretch.line][self.stretch.first : self.stretch.last]]


def sheet_of(page: Page, image: Rgb, lines: Sequence[Line]) -> Sheet:
    """Upright image, boxes, slope and letter height of each line."""
    height, width = image.shape[:2]
    boxes = [boxes_of(line, width, height, page.rotation) for line in lines]
    own = [slope_of(line) for line in boxes]
    known = sorted(slope for slope in own if slope is not None)
    common = known[len(known) // 2] if known else 0.0
    slopes = [_plausible(slope, common) for slope in own]
    letters = [
        letter_height(line.words, line_boxes, slope)
        for line, line_boxes, slope in zip(lines, boxes, slopes, strict=True)
    ]
    return Sheet(upright(image, page.rotation), lines, boxes, slopes, letters)


def stretches(spots: Sequence[Spot], lines: Sequence[Line]) -> list[Stretch]:
    """What holds the spots with one word on each side; neighbours share one."""
    cuts: list[Stretch] = []
    for spot in spots:
        first, last = max(0, spot.first - 1), min(len(lines[spot.line].words), spot.last + 1)
        previous = cuts[-1] if cuts else None
        if previous and previous.line == spot.line and first < previous.last and last - previous.first <= WIDEST:
            previous.last = last
            previous.checked |= set(spot.checked)
        else:
            cuts.append(Stretch(spot.line, first, last, set(spot.checked)))
    return cuts


def cuttings(sheet: Sheet, cuts: Sequence[Stretch], scale: float = 1.0) -> list[Cutting]:
    """The stretches cut out, digits LETTER_HEIGHT × scale high."""
    return [Cutting(item, *_cut_out(sheet, item, scale)) for item in cuts]


def _cut_out(sheet: Sheet, item: Stretch, scale: float) -> tuple[Grey, Frame]:
    line = sheet.boxes[item.line]
    boxes = line[item.first : item.last]
    free = 2 * sheet.letters[item.line]
    left = boxes[0].left - line[item.first - 1].right if item.first else free
    right = line[item.last].left - boxes[-1].right if item.last < len(line) else free
    return cut(
        sheet.image,
        boxes,
        sheet.letters[item.line],
        sheet.slopes[item.line],
        room=(left, right),
        scale=scale,
        level=steady(line, item.first, item.last),
    )


def _plausible(slope: float | None, common: float) -> float:
    """A line's own slope, unless it leans quite unlike the page's lines."""
    return slope if slope is not None and abs(slope - common) < 0.03 else common
