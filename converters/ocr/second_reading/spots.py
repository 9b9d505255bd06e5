"""Which words are read again: those that carry an amount, a date, a number, a label; and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from converters.ocr.after_reading.labels import BULLETS
from converters.reading.document import ASIDE, Line, Page, Word
from validators.language.quantities import Quantity, QuantityKind, find_quantities
from validators.language.syllables import is_syllable

ROUND = ((1_000, 100), (100_000, 1_000))  # đồng: from so much on, fines and fees are whole multiples of so much
FIRST_YEAR, LAST_YEAR = 1900, 2060
_NO_WORDS = frozenset("ÙÌÍÏÌJŨ")  # what a label such as l) turns into where its bracket grows into it
_DATE_UNITS = {"ngày": "tháng", "tháng": "năm"}
_LABEL_UNITS = frozenset(("điều", "khoản", "điểm", "chương", "mục"))
_NUMBERED = re.compile(r"\d{1,3}[a-zđ]?")
_POINT = re.compile(r"[a-eghik-vxyđ]\d?")
_ROMAN = re.compile(r"[IVXL]{1,7}|\d{1,3}")
_OPENING_LABEL = re.compile(r"(?:\d{1,3}|[^\W\d_]|[^\w\s]{1,2})[.)]")
_DASHED_LABEL = re.compile(r"[-–_](?:\d{1,3}[.)]|[a-zđ]\))")
_LIKE_A_LABEL = 2  # letters; "điểm này", "điểm thi" are longer
# What may follow a point's letter; "thời điểm a" is nothing.
_EDGES = ".,;:()[]“”\"'…"


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
    """

    kind: str
    line: int
    first: int
    last: int
    checked: tuple[int, ...]
    fault: bool = False
    letters: bool = False


def lines_of(page: Page) -> list[Line]:
    """The page's lines in reading order, asides left out."""
    return [line for block in page.flow if block.kind not in ASIDE for line in block.lines if line.words]


def find_spots(lines: Sequence[Line]) -> list[Spot]:
    """Spots in order; no word is in two."""
    quantities = _quantities_by_word(lines)
    return [spot for place in range(len(lines)) for spot in _spots_of_line(lines, place, quantities)]


def core(text: str) -> str:
    """The word without the punctuation around it."""
    return text.strip(_EDGES)


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
        return replace(spot, fault=True) if _day_is_missing(words, index) else spot
    text = words[index].text
    before = _word_before(lines, place, index)
    following = words[index + 1].text.lower() if index + 1 < len(words) else ""
    if before.lower() in _LABEL_UNITS and _looks_like_label(before.lower(), text, following):
        return _of_label(place, index, before.lower(), text)
    opens = all(word.text in BULLETS for word in words[:index])
    if opens and (text in _NO_WORDS or (_OPENING_LABEL.fullmatch(text) and (len(words) > 1 or text.endswith(")")))):
        return Spot(
            "locator",
            place,
            index,
            index + 1,
            (index,),
            fault=not _is_opening_label(text),
            letters=not text[0].isdigit(),
        )
    dashed = opens and _DASHED_LABEL.fullmatch(text) is not None
    if dashed or any(character.isdigit() for character in text):
        misdated = _is_misdated(before.lower(), core(text))
        fault = dashed or misdated or _is_spoilt(text)
        kind = "date" if misdated else "amount" if following.startswith("đồng") else "number"
        return Spot(kind, place, index, index + 1, (index,), fault=fault)
    if index and before.lower() in _DATE_UNITS and _is_gap(words, index):
        return Spot("date", place, index, index + 1, (index,), fault=True)
    return None


def _of_quantity(
    words: Sequence[Word], place: int, index: int, quantity: Quantity, quantities: dict[tuple[int, int], Quantity]
) -> Spot:
    last = index + 1
    while last < len(words) and quantities.get((place, last)) is quantity:
        last += 1
    checked = tuple(i for i in range(index, last) if _carries(words[i].text, quantity))
    letters = quantity.kind is QuantityKind.LOCATOR and not any(c.isdigit() for c in quantity.text)
    fault = not _is_plausible(quantity) or any(_is_spoilt(words[i].text) for i in checked)
    if quantity.kind is QuantityKind.AMOUNT:  # nobody is fined less than nothing: the dash is a speck or a range's
        fault = fault or any(words[i].text[0] in "-–" for i in checked)
    return Spot(quantity.kind.value, place, index, last, checked, fault=fault, letters=letters)


def _of_label(place: int, index: int, unit: str, text: str) -> Spot:
    label = core(text)
    pattern = {"điểm": _POINT, "chương": _ROMAN, "mục": _ROMAN}.get(unit, _NUMBERED)
    return Spot(
        "locator", place, index, index + 1, (index,), fault=not pattern.fullmatch(label), letters=unit == "điểm"
    )


def _is_plausible(quantity: Quantity) -> bool:
    """Whether the value is one that documents name: whole hundreds or thousands of đồng, years of our time."""
    if quantity.value is None:
        return False
    if quantity.kind is QuantityKind.AMOUNT:
        return all(int(quantity.value) < least or int(quantity.value) % step == 0 for least, step in ROUND)
    if quantity.kind is QuantityKind.DATE:
        return FIRST_YEAR <= int(str(quantity.value)[:4]) <= LAST_YEAR
    return True


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
        )
    return 0 < len(label) <= 4 and (any(c.isdigit() for c in label) or not label.isalpha() or label in "IVXlO")


def _is_opening_label(text: str) -> bool:
    body, mark = text[:-1], text[-1]
    if mark == ")" and not body.isdigit():
        return _POINT.fullmatch(body) is not None
    return body.isdigit() or (body != "" and body in "IVXABCDE")


# Groups with small letters in documents' symbols (Nghị định 30/2020/NĐ-CP, Annex III, and the Prime Minister).
_MIXED_SYMBOLS = frozenset(("TTg", "TTr", "CTr", "QyĐ", "TrS"))
_GOVERNMENT = re.compile(r"(?:NQ|NĐ)-(?!CP|TW|TU|HU|ĐU)[A-ZĐ]{2}$")  # what is no resolution or decree of the Government
_SYMBOLS = re.compile(r"(?<=[/-])[A-ZĐƯ][A-Za-zĐđƯư]{1,11}(?=$|[-\d])")
_WELL_FORMED = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:đ|%|VNĐ|/\w+)?"  # 1.000.000
    r"|\d{1,3}(?:,\d{3})+(?:đ|VNĐ)?"
    r"|\d{1,15}(?:[.,]\d{1,4})?(?:%|đ)?"  # 12, 12,5, 12%
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
    r"|\d{1,2}/\d{4}"
    r"|\d{1,5}(?:/[12]\d{3})?/[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,2}(?:-[A-ZĐƯ&][A-Za-zĐđƯư&]{0,11}\d{0,2}){0,5}-?"
    r"|\d{1,4}-[A-ZĐ]{2,5}/[A-ZĐƯ]{2,8}\d{0,2}"
    r"|[A-ZĐ]{1,8}\d{1,3}"  # QH15, D20
    r"|(?:\d{1,4}[-–/]){1,2}\d{1,4}"
    r"|\+?\d{2,4}(?:[. -]\d{2,4}){1,4}"
    r"|\d{1,3}[a-zđ]?"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}"
    r"|(?:[^\W\d_]{1,12}-){1,3}\d{1,4}"
    r"|\d{1,2}[hg]\d{0,2}"  # 8h30
    r"|[^\W\d_]{1,12}\(\d{1,3}"  # VT(02)
)  # fmt: skip


def _is_spoilt(text: str) -> bool:
    """Whether a word with digits has a form no number is written in ("77I2023I", "1.00.000")."""
    body = core(text).strip("-–+/")
    digits = sum(character.isdigit() for character in body)
    if digits == 0 or (digits == 1 and body[:-1].isalpha()):  # a footnote's number stuck to a word
        return False
    return _WELL_FORMED.fullmatch(body) is None or _has_unlikely_symbol(body)


def _has_unlikely_symbol(body: str) -> bool:
    """Whether a document's symbol holds a group of letters that none has ("NQ-GP", "QĐ-TTdg")."""
    parts = _SYMBOLS.findall(body) if "/" in body else []
    mixed = any(not part.isupper() and part not in _MIXED_SYMBOLS for part in parts)
    return mixed or _GOVERNMENT.search(body) is not None


def _day_is_missing(words: Sequence[Word], index: int) -> bool:
    """Whether a month follows "ngày" at once: "ngày tháng 8 năm 2025"; days are often written in by hand."""
    return index > 0 and words[index - 1].text.lower() == "ngày" and words[index].text.lower() == "tháng"


def _is_misdated(before: str, body: str) -> bool:
    """Whether what follows "ngày", "tháng" or "năm" is a number too long to be one: "năm 20285"."""
    if before not in ("ngày", "tháng", "năm") or not body.isdigit():
        return False
    return len(body) > 2 and not (before == "năm" and len(body) == 4 and FIRST_YEAR <= int(body) <= LAST_YEAR)


def _is_gap(words: Sequence[Word], index: int) -> bool:
    """Whether a sign stands where a date's day or month should: "tháng § năm 2025"."""
    following = _DATE_UNITS[words[index - 1].text.lower()]
    text = words[index].text
    later = [word.text for word in words[index + 1 : index + 4]]
    return not any(character.isalnum() for character in text) and text not in ("-", "–", ",") and following in later


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
