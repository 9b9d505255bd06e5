"""A page as the second reading needs it: the image upright, its words in that image's pixels, crops of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converters.ocr.second_reading.crops import (
    Frame,
    Grey,
    Rgb,
    as_few_channels,
    boxes_of,
    cut,
    letter_height,
    slope_of,
    steady,
    upright,
)
from converters.ocr.second_reading.detectors.subject import CriticalSpan
from converters.reading.boxes import Box
from converters.reading.document import Line, Page

WIDEST = 8  # words of a crop: spans no farther apart than one word share one up to that width
STEEPER = 0.03  # pixels a line may sink more (or less) per pixel than the page's lines do, before it was mismeasured


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A page turned upright, and where the words of each line stand in it.

    Attributes:
        image: RGB, upright; of a page without colours one channel.
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
class CropRequest:
    """Words of a line that are to be cut out together.

    Attributes:
        line: The line's place among the page's lines.
        first: First word, index into the line.
        last: One past its last word.
        checked: Those among them that are to be read again.
    """

    line: int
    first: int
    last: int
    checked: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class WordCrop:
    """Words cut out of a page.

    Attributes:
        request: Which words.
        ink: Black on white, as `crops.cut` gives it.
        frame: How the page's pixels come into it.
    """

    request: CropRequest
    ink: Grey
    frame: Frame

    def edges(self, page: UprightPage) -> list[tuple[float, float]]:
        """Left and right edge of each of its words, in its pixels."""
        return [self.frame.edges(box) for box in page.boxes[self.request.line][self.request.first : self.request.last]]


def upright_page(page: Page, image: Rgb, lines: Sequence[Line]) -> UprightPage:
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
    return UprightPage(upright(as_few_channels(image), page.rotation), lines, boxes, slopes, letters)


def crop_requests(spans: Sequence[CriticalSpan], lines: Sequence[Line]) -> list[CropRequest]:
    """Each span with one word on either side; spans that stand close together share a crop."""
    requests: list[CropRequest] = []
    for span in spans:
        first, last = max(0, span.first - 1), min(len(lines[span.line].words), span.last + 1)
        previous = requests[-1] if requests else None
        if previous and previous.line == span.line and first < previous.last and last - previous.first <= WIDEST:
            previous.last = last
            previous.checked |= set(span.checked)
        else:
            requests.append(CropRequest(span.line, first, last, set(span.checked)))
    return requests


def cut_crops(page: UprightPage, requests: Sequence[CropRequest], scale: float = 1.0) -> list[WordCrop]:
    """The words asked for, digits LETTER_HEIGHT × scale high."""
    return [WordCrop(request, *_cut_out(page, request, scale)) for request in requests]


def _cut_out(page: UprightPage, request: CropRequest, scale: float) -> tuple[Grey, Frame]:
    line = page.boxes[request.line]
    boxes = line[request.first : request.last]
    free = 2 * page.letters[request.line]
    left = boxes[0].left - line[request.first - 1].right if request.first else free
    right = line[request.last].left - boxes[-1].right if request.last < len(line) else free
    return cut(
        page.image,
        boxes,
        page.letters[request.line],
        page.slopes[request.line],
        room=(left, right),
        scale=scale,
        level=steady(line, request.first, request.last),
    )


def _plausible(slope: float | None, common: float) -> float:
    """A line's own slope, unless it leans quite unlike the page's lines."""
    return slope if slope is not None and abs(slope - common) < STEEPER else common
