"""The evidence for each number: what it reads like in other crops, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.compare import agreed, key, letter_of, standing_at
from converters.ocr.second_reading.crops import Grey
from converters.ocr.second_reading.digits.alphabet import digits_of
from converters.ocr.second_reading.digits.reading import read_signs
from converters.ocr.second_reading.digits.verdict import Verdict, judged, respelled
from converters.ocr.second_reading.forms import core
from converters.ocr.second_reading.ink import DOTTED, dotted_or_tall, strokes, uncovered
from converters.ocr.second_reading.sheet import Cutting, Sheet, Stretch, cuttings, stretches
from converters.ocr.second_reading.spots import Spot

ReadCrops = Callable[[Sequence[Grey]], Sequence[Sequence[ReadWord]]]

ALONE = 1.15  # scale of a letter read alone
SURE = 0.9  # of the engine and of the network, for a number to be settled between them
CURRENCY = "đĐ"  # may stand behind an amount that is settled
BARRED = frozenset("dđ")  # the two labels that differ by a bar the engine misses


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found out about one word.

    Attributes:
        line: The line's place among the page's lines.
        word: The word's index in its line.
        second: What the engine's second reading has in its place; None when it agrees or was not asked.
        confidence: Of the second reading, 0–1.
        alone: What a label that is d or đ reads like alone, when that is one of the two; of i and l, which its ink is;
            of a Roman II with three strokes, III.
        ink: Whether ink that no word covers stands beside it.
        digits: What the network reads, when its digits are others; "" when it cannot be written out.
        confirmed: Whether the network is sure of the very signs that were read, and no letter is among them.
    """

    line: int
    word: int
    second: str | None
    confidence: float
    alone: str | None = None
    ink: bool = False
    digits: str | None = None
    confirmed: bool = False


def gather(sheet: Sheet, spots: Sequence[Spot], read_crops: ReadCrops) -> dict[tuple[int, int], Evidence]:
    """Evidence for every checked word, by line and word."""
    numbers = cuttings(sheet, stretches(_with_digits(spots, sheet), sheet.lines))
    verdicts = {place: verdict for crop in numbers for place, verdict in _by_digits(sheet, crop).items()}
    settled = _settled(sheet, spots, verdicts)
    again = cuttings(sheet, stretches(_left_over(spots, settled), sheet.lines))
    alone = cuttings(sheet, _letters(sheet, spots), ALONE)
    seen = read_crops([crop.ink for crop in (*again, *alone)])
    labels = {(spot.line, index) for spot in spots if spot.letters for index in spot.checked}
    found: dict[tuple[int, int], Evidence] = {}
    for crop in numbers:
        found |= _settled_evidence(sheet, crop, settled)
    for crop, words in zip(again, seen, strict=False):
        found |= _compared(sheet, crop, words, labels)
    for crop, words in zip(alone, seen[len(again) :], strict=True):
        _add_alone(crop.stretch, words, found)
    for place, verdict in verdicts.items():
        text = sheet.lines[place[0]].words[place[1]].text
        other = respelled(text, verdict.text) if _is_denied(text, verdict) else None
        found[place] = replace(found[place], digits=other, confirmed=_is_confirmed(text, verdict))
    return found


def _with_digits(spots: Sequence[Spot], sheet: Sheet) -> list[Spot]:
    """The spots that the network can say something of, and of each the part it can."""
    return [
        _narrowed(spot, words)
        for spot in spots
        if (words := [i for i in spot.checked if digits_of(sheet.lines[spot.line].words[i].text)])
    ]


def _left_over(spots: Sequence[Spot], settled: Collection[tuple[int, int]]) -> list[Spot]:
    """What the engine is to read again."""
    return [
        _narrowed(spot, words)
        for spot in spots
        if (words := [i for i in spot.checked if (spot.line, i) not in settled])
    ]


def _narrowed(spot: Spot, checked: Sequence[int]) -> Spot:
    return replace(spot, first=checked[0], last=checked[-1] + 1, checked=tuple(checked))


def _letters(sheet: Sheet, spots: Sequence[Spot]) -> list[Stretch]:
    """Labels whose letter is to be read alone too."""
    return [
        Stretch(spot.line, i, i + 1, {i})
        for spot in spots
        if spot.letters
        for i in spot.checked
        if letter_of(sheet.lines[spot.line].words[i].text) in BARRED
    ]


def _settled_evidence(
    sheet: Sheet, crop: Cutting, settled: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Evidence]:
    spans = crop.spans(sheet)
    return {
        (crop.stretch.line, word): Evidence(
            crop.stretch.line, word, None, 1.0, ink=uncovered(crop.ink, spans, word - crop.stretch.first)
        )
        for word in crop.stretch.checked
        if (crop.stretch.line, word) in settled
    }


def _by_digits(sheet: Sheet, crop: Cutting) -> dict[tuple[int, int], Verdict]:
    """What the network says of the words of a crop that have digits."""
    signs = read_signs(crop.ink)
    if not signs:  # nothing is printed here, so nothing was read otherwise
        return {}
    item = crop.stretch
    words = [word.text for word in sheet.lines[item.line].words[item.first : item.last]]
    verdicts = judged(words, crop.spans(sheet), signs)
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
    return _is_plain(text) and verdict.digits and verdict.signs and verdict.confidence >= SURE


def _is_denied(text: str, verdict: Verdict) -> bool:
    """Other digits are always a doubt; other signs among them ("201.7" for "2017") only where the network is sure."""
    return not verdict.digits or (_is_plain(text) and not verdict.signs and verdict.confidence >= SURE)


def _is_plain(text: str) -> bool:
    return not any(letter.isalpha() for letter in core(text).rstrip(CURRENCY))


def _compared(
    sheet: Sheet, crop: Cutting, words: Sequence[ReadWord], labels: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Evidence]:
    """What the engine reads in place of each word to be checked; None where it is the same."""
    item, spans = crop.stretch, crop.spans(sheet)
    first = [word.text for word in sheet.lines[item.line].words[item.first : item.last]]
    same = agreed(first, [word.text for word in words])
    found = {}
    for index in sorted(item.checked):
        place = index - item.first
        text, confidence = standing_at(words, spans[place])
        agrees = place in same or key(text) == key(first[place])
        letter = letter_of(first[place]) if (item.line, index) in labels else ""
        alone = (
            dotted_or_tall(crop.ink, spans[place]) if letter in DOTTED else _counted(first[place], crop, spans[place])
        )
        found[item.line, index] = Evidence(
            item.line, index, None if agrees else text, confidence, alone, ink=uncovered(crop.ink, spans, place)
        )
    return found


def _counted(text: str, crop: Cutting, span: tuple[float, float]) -> str | None:
    """For a Roman II or III, which lose a stroke easily, what its strokes say; None when they say the same."""
    roman = core(text)
    if roman not in ("II", "III"):
        return None
    count = strokes(crop.ink, span)
    return "I" * count if count > len(roman) else None


def _add_alone(item: Stretch, words: Sequence[ReadWord], found: dict[tuple[int, int], Evidence]) -> None:
    place = (item.line, item.first)
    text = letter_of("".join(word.text for word in words))
    found[place] = replace(found[place], alone=text if text in BARRED else None)
