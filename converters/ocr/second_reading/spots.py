"""Which words are read again: those that carry an amount, a date, a number, a label; and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from converters.ocr.after_reading.labels import BULLETS
from converters.ocr.second_reading.forms import (
    DATE_UNITS,
    LAST_YEAR,
    continues_symbol,
    core,
    count_is_missing,
    day_is_missing,
    is_gap,
    is_misdated,
    is_organ_like,
    is_plausible,
    is_spoilt,
    is_swollen_roman,
    is_torn_date,
    is_torn_symbol,
    number_is_missing,
    odd_groups,
    year_is_missing,
)
from converters.reading.document import ASIDE, Line, Page, Word
from validators.language.quantities import Quantity, QuantityKind, find_quantities
from validators.language.syllables import is_syllable

_NO_WORDS = frozenset("ÙÌÍÏÌJŨ")  # what a label such as l) turns into where its bracket grows into it
_LABEL_UNITS = frozenset(("điều", "khoản", "điểm", "chương", "mục"))
_NUMBERED = re.compile(r"\d{1,3}[a-zđ]?")
_POINT = re.compile(r"[a-eghik-vxyđ]\d?")
_ROMAN = re.compile(r"[IVXL]{1,7}|\d{1,3}")
_OPENING_LABEL = re.compile(r"(?:\d{1,3}|[^\W\d_]|[^\w\s]{1,2})[.)]")
_LONE_CONSONANT = re.compile(r"[b-df-hj-np-tv-xzđ]")  # no word of its own: a label that lost its bracket
_LONGEST_SCRAP = 3  # signs
_SCRAP = re.compile(r"[¡¿|¦!?<>\\^~¬§©®°´`¨¸¢£¥¶{}]")  # no word or label begins with these: "¡ì" was "i)"
_LISTED = re.compile(r"[a-eghik-vxyđ]\d?,")
_SWOLLEN_LABEL = re.compile(r"[^\W\d_]{2,3}\)")  # "mì)": a point's letter that has grown
_DASHED_LABEL = re.compile(r"[-–_](?:\d{1,3}[.)]|[a-zđ]\))")
_CUT_AMOUNT = re.compile(r"0[\d.]")
_LIKE_A_LABEL = 2  # letters; "điểm này", "điểm thi" are longer
SUSPECT = 0.8  # engine confidence under which a short word may be a misread number or label
SHORT = 4  # letters of such a word


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of words on one line that says one thing that matters.

    Attributes:
        kind: Kind of the flag it would raise.
        line: The line's place among the page's lines.
        first: First word, index into the line.
        last: One past its last word.
        checked: The words among them that must come out the same, as indexes into the line.
        fault: True when its form alone shows that something is wrong.
        letters: True when it is a label of one letter, which is to be read alone too.
        suspect: True when it is a short word the engine was unsure of, doubtful only if it turns out to be a number.
    """

    kind: str
    line: int
    first: int
    last: int
    checked: tuple[int, ...]
    fault: bool = False
    letters: bool = False
    suspect: bool = False


def lines_of(page: Page) -> list[Line]:
    """The page's lines in reading order, asides left out."""
    return [line for block in page.flow if block.kind not in ASIDE for line in block.lines if line.words]


def find_spots(lines: Sequence[Line], latest_year: int = LAST_YEAR) -> list[Spot]:
    """Spots in order; no word is in two.

    Args:
        lines: Of a page, in reading order.
        latest_year: In which a document that is cited can have been issued.
    """
    quantities = _quantities_by_word(lines)
    found = [spot for place in range(len(lines)) for spot in _spots_of_line(lines, place, quantities)]
    odd = odd_groups([quantity.text for quantity in quantities.values()])
    impossible = {
        place
        for place, quantity in quantities.items()
        if not is_plausible(quantity, latest_year) or quantity.text in odd
    }
    # A unit alone ("đ") whose number stands in the word or line before has nothing to be read again.
    found = [spot for spot in found if spot.checked]
    return [replace(spot, fault=True) if (spot.line, spot.first) in impossible else spot for spot in found]


def _spots_of_line(lines: Sequence[Line], place: int, quantities: dict[tuple[int, int], Quantity]) -> Iterator[Spot]:
    words = lines[place].words
    index = 0
    while index < len(words):
        spot = _spot_at(lines, place, index, quantities)
        if spot is None:
            index += 1
        else:
            yield spot
            index = spot.last


def _spot_at(lines: Sequence[Line], place: int, index: int, quantities: dict[tuple[int, int], Quantity]) -> Spot | None:
    words = lines[place].words
    quantity = quantities.get((place, index))
    if quantity is not None:
        spot = _of_quantity(words, place, index, quantity, quantities)
        return replace(spot, fault=True) if day_is_missing(words, index) else spot
    return _of_words(lines, place, index)


def _of_words(lines: Sequence[Line], place: int, index: int) -> Spot | None:
    """What is no quantity, but is or stands where a number or a label should be."""
    words = lines[place].words
    text = words[index].text
    before = _word_before(lines, place, index)
    following = words[index + 1].text.lower() if index + 1 < len(words) else ""
    unit = core(before).lower()
    if unit in _LABEL_UNITS and _looks_like_label(unit, text, following):
        return _of_label(place, index, unit, text)
    if _is_listed_label(before, text, following):
        return _of_label(place, index, "điểm", text)
    opens = all(word.text in BULLETS for word in words[:index])
    if opens and (label := _opening_label(words, place, index)):
        return label
    if continues_symbol(before, text):
        return Spot("number", place, index, index + 1, (index,), fault=not is_organ_like(text))
    if number_is_missing(before, text):
        return Spot("number", place, index, index + 1, (index,), fault=True)
    spoilt_label = opens and _is_spoilt_label(text)
    torn = is_torn_date(text, following)
    yearless = year_is_missing(*_around(lines, place, index))
    misdated = torn or yearless or is_misdated(before.lower(), core(text), following)
    if spoilt_label or misdated or any(character.isdigit() for character in text):
        fault = spoilt_label or misdated or is_spoilt(text)
        kind = "date" if misdated else "amount" if following.startswith("đồng") else "number"
        # The torn half, or a scrap where the year should be, is part of the doubt; a number there is read for itself.
        scrap = yearless and len(core(following)) <= 2 and not any(character.isdigit() for character in following)
        last = index + 2 if torn or (scrap and following) else index + 1
        return Spot(kind, place, index, last, (index,), fault=fault)
    if index and before.lower() in DATE_UNITS and is_gap(words, index):
        return Spot("date", place, index, index + 1, (index,), fault=True)
    if count_is_missing(text, following):
        return Spot("number", place, index, index + 1, (index,), fault=True)
    return Spot("number", place, index, index + 1, (index,), suspect=True) if _is_suspect(words[index]) else None


def _opening_label(words: Sequence[Word], place: int, index: int) -> Spot | None:
    """The label a line opens with, or what a label has become."""
    text = words[index].text
    alone = len(words) == 1
    if text in _NO_WORDS or (_OPENING_LABEL.fullmatch(text) and (not alone or text.endswith(")"))):
        fault = not _is_opening_label(text.lower() if _in_capitals(words) else text)
        return Spot("locator", place, index, index + 1, (index,), fault=fault, letters=not text[0].isdigit())
    if alone:
        return None
    if _LONE_CONSONANT.fullmatch(text):
        return Spot("locator", place, index, index + 1, (index,), fault=not _POINT.fullmatch(text), letters=True)
    if len(text) <= _LONGEST_SCRAP and not set(text) <= BULLETS and _SCRAP.search(text):
        return Spot("locator", place, index, index + 1, (index,), fault=True)
    return None


def _is_suspect(word: Word) -> bool:
    """Whether a short word was hard to read: "VỆ" may be a "7." that ran into what stands beside it."""
    letters = core(word.text)
    return word.confidence is not None and word.confidence < SUSPECT and letters.isalpha() and len(letters) <= SHORT


def _around(lines: Sequence[Line], place: int, index: int) -> tuple[list[str], str, list[str]]:
    """The three words before a word, the word itself, and the two after it, in small letters, across lines."""
    before = [word.text for line in lines[max(0, place - 1) : place] for word in line.words[-3:]]
    before += [word.text for word in lines[place].words[:index]]
    after = [word.text for word in lines[place].words[index + 1 : index + 3]]
    after += [word.text for line in lines[place + 1 : place + 2] for word in line.words[:2]]
    small = [text.lower() for text in before[-3:]]
    return small, lines[place].words[index].text, [text.lower() for text in after[:2]]


def _of_quantity(
    words: Sequence[Word], place: int, index: int, quantity: Quantity, quantities: dict[tuple[int, int], Quantity]
) -> Spot:
    last = index + 1
    while last < len(words) and quantities.get((place, last)) is quantity:
        last += 1
    checked = tuple(i for i in range(index, last) if _carries(words[i].text, quantity))
    letters = quantity.kind is QuantityKind.LOCATOR and not any(c.isdigit() for c in quantity.text)
    fault = any(is_spoilt(words[i].text) for i in checked)
    if quantity.kind is QuantityKind.NUMBER and last < len(words):
        fault = fault or words[last - 1].text[-1] in "-–"  # it may break at a line's end, not within
        if is_torn_symbol(words[last - 1].text, words[last:]):
            last, fault = last + 1, True
    if quantity.kind is QuantityKind.AMOUNT:
        fault = fault or any(_is_cut_amount(words[i].text) for i in checked)
    return Spot(quantity.kind.value, place, index, last, checked, fault=fault, letters=letters)


def _is_cut_amount(text: str) -> bool:
    """Nobody is fined less than nothing, the dash is a speck or a range's; "000.000" has lost what stood before it."""
    return text[0] in "-–" or _CUT_AMOUNT.match(text) is not None


def _of_label(place: int, index: int, unit: str, text: str) -> Spot:
    label = core(text)
    pattern = {"điểm": _POINT, "chương": _ROMAN, "mục": _ROMAN}.get(unit, _NUMBERED)
    return Spot(
        "locator", place, index, index + 1, (index,), fault=not pattern.fullmatch(label), letters=unit == "điểm"
    )


def _carries(text: str, quantity: Quantity) -> bool:
    """Whether this word holds digits or the label, not just a unit ("đồng", "Điều")."""
    if any(character.isdigit() for character in text):
        return True
    if quantity.kind is QuantityKind.LOCATOR:
        return core(text).lower() not in _LABEL_UNITS
    return quantity.kind is QuantityKind.NUMBER or not any(character.isdigit() for character in quantity.text)


def _looks_like_label(unit: str, text: str, following: str) -> bool:
    """Whether a word after "điểm", "khoản" … is meant as its label; "thời điểm này" and "điều kiện" are words."""
    label = core(text)
    if unit == "điểm":
        short = len(label) == 1 or (len(label) == _LIKE_A_LABEL and not is_syllable(label))
        return (
            short
            or (not label and text not in BULLETS)
            or (0 < len(label) <= 2 * _LIKE_A_LABEL and following in ("khoản", "điều"))
            or (0 < len(label) <= 2 * _LIKE_A_LABEL and following in ("và", "hoặc") and not is_syllable(label))
        )
    if unit in ("chương", "mục") and is_swollen_roman(label):
        return True
    one_sign = len(label) == 1 and not is_syllable(label)  # "khoản Š"; "khoản ở" are words
    return one_sign or (
        0 < len(label) <= 4 and (any(c.isdigit() for c in label) or not label.isalpha() or label in "IVXlOi")
    )


def _is_listed_label(before: str, text: str, following: str) -> bool:
    """Whether a word stands for a label in "điểm m, ở và c khoản 3": no longer than one, and where one must be."""
    label, following = core(text), core(following)
    listed = _LISTED.fullmatch(before) is not None and following in ("và", "hoặc", "khoản") and len(label) <= 2
    return listed or (following == "khoản" and _POINT.fullmatch(label) is not None)


def _is_spoilt_label(text: str) -> bool:
    """Whether the first word of a line is a label with something grown to it: "-5.", "mì)"; "ii)" is one."""
    swollen = _SWOLLEN_LABEL.fullmatch(text) is not None and not set(text[:-1].lower()) <= set("ivx")
    return swollen or _DASHED_LABEL.fullmatch(text) is not None


def _in_capitals(words: Sequence[Word]) -> bool:
    """Whether a line is set in capitals, its labels too."""
    return sum(word.text.isupper() and len(core(word.text)) > 1 for word in words) > len(words) / 2


def _is_opening_label(text: str) -> bool:
    body, mark = text[:-1], text[-1]
    if mark == ")" and not body.isdigit():
        return _POINT.fullmatch(body) is not None
    return body.isdigit() or (body != "" and body in "IVXABCDE")


def _word_before(lines: Sequence[Line], place: int, index: int) -> str:
    """The word before, on the line above where this one opens its line."""
    if index:
        return lines[place].words[index - 1].text
    return lines[place - 1].words[-1].text if place else ""


def _quantities_by_word(lines: Sequence[Line]) -> dict[tuple[int, int], Quantity]:
    """For each word that is part of a quantity (line, index): which one. Quantities may run over a line's end."""
    texts = [line.text for line in lines]
    offsets = [0, *accumulate(len(text) + 1 for text in texts)]
    spans = iter(find_quantities("\n".join(texts)))
    found: dict[tuple[int, int], Quantity] = {}
    span = next(spans, None)
    for place, line in enumerate(lines):
        start = offsets[place]
        for index, word in enumerate(line.words):
            end = start + len(word.text)
            while span is not None and span.end <= start:
                span = next(spans, None)
            if span is not None and span.start < end:
                found[place, index] = span
            start = end + 1
    return found
