"""The evidence for each number: what it reads like in other crops, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.compare import agreed, key, letter_of, standing_at
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
from converters.ocr.second_reading.digits.reading import read_signs
from converters.ocr.second_reading.digits.verdict import Verdict, judged, respelled
from converters.ocr.second_reading.forms import core
from converters.ocr.second_reading.ink import DOTTED, dotted_or_tall, uncovered
from converters.ocr.second_reading.shapes import Printed, misread
from converters.ocr.second_reading.spots import Spot
from converters.reading.document import Box, Line, Page

ReadCrops = Callable[[Sequence[Grey]], Sequence[Sequence[ReadWord]]]

WIDEST_CROP = 8  # words; spots closer together than one word share a crop up to that width
ALONE = 1.15  # scale of a letter read alone
AROUND = 2  # pixels of the crop beside a word whose digits are compared
SURE = 0.9  # of the engine and of the network, for a number to be settled between them
CURRENCY = "đĐ"  # may stand behind an amount that is settled
BARRED = frozenset("dđ")  # the two labels that differ by a bar the engine misses


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found out about one word.

    Attributes:
        line: The line's place among the page's lines.
        word: The word's index in its line.
        second: What the second reading has in its place; None when it agrees.
        confidence: Of the second reading, 0–1.
        alone: What a label that is d or đ reads like alone, when that is one of the two; of i and l, which its ink is.
        ink: Whether ink that no word covers stands beside it.
        shape: What its digits look like beside the page's other digits, when that is something else.
        digits: What the network reads, when its digits are others; "" when it cannot be written out.
        confirmed: Whether the network is sure of the very signs that were read, and no letter is among them.
    """

    line: int
    word: int
    second: str | None
    confidence: float
    alone: str | None = None
    ink: bool = False
    shape: str | None = None
    digits: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for cutting crops: the upright image, and where the words of each line stand in it."""

    image: Rgb
    lines: Sequence[Line]
    boxes: list[list[Box]]
    slopes: list[float]
    letters: list[float]


@dataclass(slots=True)
class _Cut:
    """A crop and what it holds: words `first` to `last` of a line; `checked` are those to compare."""

    line: int
    first: int
    last: int
    checked: set[int] = field(default_factory=set)


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


def gather(sheet: Sheet, spots: Sequence[Spot], read_crops: ReadCrops) -> dict[tuple[int, int], Evidence]:
    """Evidence for every checked word, by line and word."""
    cuts = _cuts(spots, sheet.lines)
    letters = [
        _Cut(spot.line, i, i + 1, {i})
        for spot in spots
        if spot.letters
        for i in spot.checked
        if letter_of(sheet.lines[spot.line].words[i].text) in BARRED
    ]
    crops = [_crop(sheet, item, 1.0) for item in cuts]
    verdicts = {
        place: verdict
        for item, crop in zip(cuts, crops, strict=True)
        for place, verdict in _by_digits(sheet, item, *crop).items()
    }
    settled = _settled(sheet, spots, verdicts)
    again = [k for k, item in enumerate(cuts) if not {(item.line, word) for word in item.checked} <= settled]
    alone = [_crop(sheet, item, ALONE)[0] for item in letters]
    seen = read_crops([crops[k][0] for k in again] + alone)
    readings = dict(zip(again, seen, strict=False))
    found: dict[tuple[int, int], Evidence] = {}
    labels = {(spot.line, index) for spot in spots if spot.letters for index in spot.checked}
    for k, (item, (crop, frame)) in enumerate(zip(cuts, crops, strict=True)):
        found |= _compared(sheet, item, crop, frame, readings.get(k), labels)
    found |= {place: replace(found[place], second=None) for place in settled}
    for item, words in zip(letters, seen[len(again) :], strict=True):
        _add_alone(item, words, found)
    for place, verdict in verdicts.items():
        text = sheet.lines[place[0]].words[place[1]].text
        other = None if verdict.digits else respelled(text, verdict.text)
        found[place] = replace(found[place], digits=other, confirmed=_is_confirmed(text, verdict))
    printed = [
        word for item, (crop, frame) in zip(cuts, crops, strict=True) for word in _printed(sheet, item, crop, frame)
    ]
    return found | {place: replace(found[place], shape=text) for place, text in misread(printed).items()}


def _by_digits(sheet: Sheet, item: _Cut, crop: Grey, frame: Frame) -> dict[tuple[int, int], Verdict]:
    """What the network says of the words of a crop that have digits."""
    signs = read_signs(crop)
    if not signs:  # nothing is printed here, so nothing was read otherwise
        return {}
    words = [word.text for word in sheet.lines[item.line].words[item.first : item.last]]
    spans = [frame.span(box) for box in sheet.boxes[item.line][item.first : item.last]]
    verdicts = judged(words, spans, signs)
    return {(item.line, i): verdict for i in item.checked if (verdict := verdicts[i - item.first]) is not None}


def _settled(sheet: Sheet, spots: Sequence[Spot], verdicts: Mapping[tuple[int, int], Verdict]) -> set[tuple[int, int]]:
    """Words without letters that the engine and the network read alike, both being sure: nobody else is asked."""
    plain = {(spot.line, i) for spot in spots if not (spot.fault or spot.suspect or spot.letters) for i in spot.checked}
    words = {(line, i): sheet.lines[line].words[i] for line, i in plain & verdicts.keys()}
    return {
        place
        for place, word in words.items()
        if _is_confirmed(word.text, verdicts[place]) and (word.confidence or 0.0) >= SURE
    }


def _is_confirmed(text: str, verdict: Verdict) -> bool:
    """Letters are one sign to the network, so it confirms no word that has other letters than đồng's behind it."""
    letters = any(letter.isalpha() for letter in core(text).rstrip(CURRENCY))
    return not letters and verdict.signs and verdict.confidence >= SURE


def _printed(sheet: Sheet, item: _Cut, crop: Grey, frame: Frame) -> Iterator[Printed]:
    """The words of a crop that have digits, cut out of it."""
    for index in sorted(item.checked):
        text = sheet.lines[item.line].words[index].text
        span = frame.span(sheet.boxes[item.line][index])
        ink = crop[:, max(0, round(span[0]) - AROUND) : round(span[1]) + AROUND]
        if ink.size and any(sign.isdigit() for sign in text):
            yield Printed((item.line, index), text, ink)


def _cuts(spots: Sequence[Spot], lines: Sequence[Line]) -> list[_Cut]:
    """Crops that hold the spots with one word on each side; neighbours share one."""
    cuts: list[_Cut] = []
    for spot in spots:
        first, last = max(0, spot.first - 1), min(len(lines[spot.line].words), spot.last + 1)
        previous = cuts[-1] if cuts else None
        if previous and previous.line == spot.line and first < previous.last and last - previous.first <= WIDEST_CROP:
            previous.last = last
            previous.checked |= set(spot.checked)
        else:
            cuts.append(_Cut(spot.line, first, last, set(spot.checked)))
    return cuts


def _crop(sheet: Sheet, item: _Cut, scale: float) -> tuple[Grey, Frame]:
    line = sheet.boxes[item.line]
    boxes = line[item.first : item.last]
    free = 2 * sheet.letters[item.line]
    left = boxes[0][0] - line[item.first - 1][2] if item.first else free
    right = line[item.last][0] - boxes[-1][2] if item.last < len(line) else free
    return cut(
        sheet.image,
        boxes,
        sheet.letters[item.line],
        sheet.slopes[item.line],
        room=(left, right),
        scale=scale,
        level=steady(line, item.first, item.last),
    )


def _compared(
    sheet: Sheet,
    item: _Cut,
    crop: Grey,
    frame: Frame,
    words: Sequence[ReadWord] | None,
    labels: Collection[tuple[int, int]],
) -> dict[tuple[int, int], Evidence]:
    spans = [frame.span(box) for box in sheet.boxes[item.line][item.first : item.last]]
    found = {}
    differing = (
        {(item.line, word): (None, 1.0) for word in item.checked}
        if words is None
        else _differing(sheet, item, frame, words)
    )
    for (line, word), (text, confidence) in differing.items():
        place = word - item.first
        letter = letter_of(sheet.lines[line].words[word].text) if (line, word) in labels else ""
        alone = dotted_or_tall(crop, spans[place]) if letter in DOTTED else None
        found[line, word] = Evidence(line, word, text, confidence, alone, ink=uncovered(crop, spans, place))
    return found


def _differing(
    sheet: Sheet, item: _Cut, frame: Frame, words: Sequence[ReadWord]
) -> dict[tuple[int, int], tuple[str | None, float]]:
    """For each checked word None where the reading agrees, otherwise what stands there; with its confidence."""
    first = [word.text for word in sheet.lines[item.line].words[item.first : item.last]]
    same = agreed(first, [word.text for word in words])
    found: dict[tuple[int, int], tuple[str | None, float]] = {}
    for index in sorted(item.checked):
        text, confidence = standing_at(words, frame.span(sheet.boxes[item.line][index]))
        agrees = index - item.first in same or key(text) == key(first[index - item.first])
        found[item.line, index] = (None if agrees else text, confidence)
    return found


def _add_alone(item: _Cut, words: Sequence[ReadWord], found: dict[tuple[int, int], Evidence]) -> None:
    place = (item.line, item.first)
    text = letter_of("".join(word.text for word in words))
    found[place] = replace(found[place], alone=text if text in BARRED else None)


def _plausible(slope: float | None, common: float) -> float:
    """A line's own slope, unless it leans quite unlike the page's lines."""
    return slope if slope is not None and abs(slope - common) < 0.03 else common
