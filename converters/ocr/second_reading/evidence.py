"""The evidence for each word that matters: what else it reads like, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.compare import agreed, key, letter_of, standing_at
from converters.ocr.second_reading.crops import Grey
from converters.ocr.second_reading.detectors.subject import CriticalSpan, core
from converters.ocr.second_reading.digits.alphabet import digits_of
from converters.ocr.second_reading.digits.network_reading import (
    NetworkReading,
    digit_for_letter,
    network_readings,
    respelled,
)
from converters.ocr.second_reading.digits.reading import read_signs
from converters.ocr.second_reading.ink import DOTTED, dotted_or_tall, strokes, uncovered
from converters.ocr.second_reading.upright_page import CropRequest, UprightPage, WordCrop, crop_requests, cut_crops

ReadCrops = Callable[[Sequence[Grey]], Sequence[Sequence[ReadWord]]]

Place = tuple[int, int]
"""A line among the page's lines, and a word in it."""

ALONE = 1.15  # of the usual size of crops: a letter read alone, so that the second look is not the first one again
SURE = 0.9  # confidence of the engine and of the network (0–1) from which a number they agree on is settled
CURRENCY = "đĐ"  # may stand behind an amount that is settled
BARRED = frozenset("dđ")  # the two labels that differ by a bar the engine misses


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found out about one word.

    Attributes:
        line: The line's place among the page's lines.
        word: The word's index in its line.
        reread: What the engine's second reading has in its place; None when it agrees or was not asked.
        reread_confidence: Of the second reading, 0–1.
        look: Of a word that engines take for another one like it, which of the two it is by its looks: of a label d or
            đ, what the engine reads when it sees nothing but that letter; of a label i or l, what a dot or the height
            of its ink says; of a Roman II, III where its ink has three strokes. None for other words, and where the
            looks do not tell.
        ink_beside: Whether ink that no word covers stands beside it.
        network: What the digits network reads where it contradicts; "" when its signs cannot be written out.
        network_agrees: Whether the network is sure of the very signs that were read, and no letter is among them.
    """

    line: int
    word: int
    reread: str | None
    reread_confidence: float
    look: str | None = None
    ink_beside: bool = False
    network: str | None = None
    network_agrees: bool = False


def gather(page: UprightPage, spans: Sequence[CriticalSpan], read_crops: ReadCrops) -> dict[Place, Evidence]:
    """Evidence for every checked word, by line and word.

    The network reads all that has digits first. What it and the engine are both sure of is settled; the engine reads
    the rest again, in one call for the whole page.
    """
    numbers = cut_crops(page, crop_requests(_with_digits(spans, page), page.lines))
    by_network = {place: reading for crop in numbers for place, reading in _network_readings(page, crop).items()}
    settled = _settled(page, spans, by_network)
    again = cut_crops(page, crop_requests(_left_over(spans, settled), page.lines))
    alone = cut_crops(page, _barred_letters(page, spans), ALONE)
    reread = read_crops([crop.ink for crop in (*again, *alone)])
    labels = {(span.line, index) for span in spans if span.single_letter for index in span.checked}
    found: dict[Place, Evidence] = {}
    for crop in numbers:
        found |= _settled_evidence(page, crop, settled)
    for crop, words in zip(again, reread, strict=False):
        found |= _compared(page, crop, words, labels)
    for crop, words in zip(alone, reread[len(again) :], strict=True):
        _add_look(crop.request, words, found)
    for place, digit in _hidden_digits(page, spans).items():
        found[place] = replace(found[place], network=digit)
    for place, reading in by_network.items():
        text = page.lines[place[0]].words[place[1]].text
        other = respelled(text, reading.text) if _is_denied(text, reading) else None
        found[place] = replace(found[place], network=other, network_agrees=_is_confirmed(text, reading))
    return found


def _with_digits(spans: Sequence[CriticalSpan], page: UprightPage) -> list[CriticalSpan]:
    """The spans that the network can say something of, and of each the part it can."""
    return [
        _narrowed(span, words)
        for span in spans
        if (words := [i for i in span.checked if digits_of(page.lines[span.line].words[i].text)])
    ]


def _left_over(spans: Sequence[CriticalSpan], settled: Collection[Place]) -> list[CriticalSpan]:
    """What the engine is to read again."""
    return [
        _narrowed(span, words)
        for span in spans
        if (words := [i for i in span.checked if (span.line, i) not in settled])
    ]


def _narrowed(span: CriticalSpan, checked: Sequence[int]) -> CriticalSpan:
    return replace(span, first=checked[0], last=checked[-1] + 1, checked=tuple(checked))


def _hidden_digits(page: UprightPage, spans: Sequence[CriticalSpan]) -> dict[Place, str]:
    """Labels read as a letter in whose place the network sees a digit, as they would be written."""
    asked = [CropRequest(span.line, i, i + 1, {i}) for span in spans if _is_label(span) for i in span.checked]
    texts = {(one.line, one.first): page.lines[one.line].words[one.first].text for one in asked}
    lettered = [one for one in asked if not digits_of(texts[one.line, one.first])]
    found: dict[Place, str] = {}
    for crop in cut_crops(page, lettered):
        place = crop.request.line, crop.request.first
        digit = digit_for_letter(texts[place], crop.edges(page)[0], read_signs(crop.ink))
        if digit:
            found[place] = digit
    return found


def _is_label(span: CriticalSpan) -> bool:
    return span.kind == "locator" and span.single_letter and len(span.checked) == 1


def _barred_letters(page: UprightPage, spans: Sequence[CriticalSpan]) -> list[CropRequest]:
    """Labels whose letter is to be read alone too."""
    return [
        CropRequest(span.line, i, i + 1, {i})
        for span in spans
        if span.single_letter
        for i in span.checked
        if letter_of(page.lines[span.line].words[i].text) in BARRED
    ]


def _settled_evidence(page: UprightPage, crop: WordCrop, settled: Collection[Place]) -> dict[Place, Evidence]:
    edges, request = crop.edges(page), crop.request
    return {
        (request.line, word): Evidence(
            request.line, word, None, 1.0, ink_beside=uncovered(crop.ink, edges, word - request.first)
        )
        for word in request.checked
        if (request.line, word) in settled
    }


def _network_readings(page: UprightPage, crop: WordCrop) -> dict[Place, NetworkReading]:
    """What the network says of the words of a crop that have digits."""
    signs = read_signs(crop.ink)
    if not signs:  # nothing is printed here, so nothing was read otherwise
        return {}
    request = crop.request
    words = [word.text for word in page.lines[request.line].words[request.first : request.last]]
    readings = network_readings(words, crop.edges(page), signs)
    return {(request.line, i): reading for i in request.checked if (reading := readings[i - request.first]) is not None}


def _settled(
    page: UprightPage, spans: Sequence[CriticalSpan], by_network: Mapping[Place, NetworkReading]
) -> set[Place]:
    """Words without letters that the engine and the network read alike, both being sure: nobody else is asked."""
    plain = {
        (span.line, i)
        for span in spans
        if not (span.malformed or span.only_if_number or span.single_letter)
        for i in span.checked
    }
    words = {(line, i): page.lines[line].words[i] for line, i in plain & by_network.keys()}
    return {
        place
        for place, word in words.items()
        if _is_confirmed(word.text, by_network[place]) and (word.confidence or 0.0) >= SURE
    }


def _is_confirmed(text: str, reading: NetworkReading) -> bool:
    """Letters are one sign to the network, so it confirms no word that has other letters than đồng's behind it."""
    return _is_plain(text) and reading.same_digits and reading.same_signs and reading.confidence >= SURE


def _is_denied(text: str, reading: NetworkReading) -> bool:
    """Other digits are always a doubt; other signs among them ("201.7" for "2017") only where the network is sure."""
    return not reading.same_digits or (_is_plain(text) and not reading.same_signs and reading.confidence >= SURE)


def _is_plain(text: str) -> bool:
    return not any(letter.isalpha() for letter in core(text).rstrip(CURRENCY))


def _compared(
    page: UprightPage, crop: WordCrop, words: Sequence[ReadWord], labels: Collection[Place]
) -> dict[Place, Evidence]:
    """What the engine reads in place of each word to be checked; None where it is the same."""
    request, edges = crop.request, crop.edges(page)
    first = [word.text for word in page.lines[request.line].words[request.first : request.last]]
    same = agreed(first, [word.text for word in words])
    found = {}
    for index in sorted(request.checked):
        place = index - request.first
        text, confidence = standing_at(words, edges[place])
        agrees = place in same or key(text) == key(first[place])
        letter = letter_of(first[place]) if (request.line, index) in labels else ""
        look = (
            dotted_or_tall(crop.ink, edges[place])
            if letter in DOTTED
            else _by_strokes(first[place], crop, edges[place])
        )
        beside = uncovered(crop.ink, edges, place)
        found[request.line, index] = Evidence(
            request.line, index, None if agrees else text, confidence, look, ink_beside=beside
        )
    return found


def _by_strokes(text: str, crop: WordCrop, edges: tuple[float, float]) -> str | None:
    """For a Roman II or III, which lose a stroke easily, what its strokes say; None when they say the same."""
    roman = core(text)
    if roman not in ("II", "III"):
        return None
    count = strokes(crop.ink, edges)
    return "I" * count if count > len(roman) else None


def _add_look(request: CropRequest, words: Sequence[ReadWord], found: dict[Place, Evidence]) -> None:
    place = (request.line, request.first)
    text = letter_of("".join(word.text for word in words))
    found[place] = replace(found[place], look=text if text in BARRED else None)
