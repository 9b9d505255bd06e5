"""Quantities in full form: amounts, dates, document numbers, labels, percentages, telephone numbers, periods."""

from __future__ import annotations

import re

from converters.ocr.second_reading.detectors.number_forms import SCANS
from converters.ocr.second_reading.detectors.quantity_faults import QUANTITY_FAULTS
from converters.ocr.second_reading.detectors.subject import (
    CriticalSpan,
    QuantityInLine,
    WordInLine,
    core,
    has_digit,
    quantity_at,
)
from validators.language.detector import Detector
from validators.language.quantities import QuantityKind

_TYPE_ALONE = re.compile(r"\d/(?:TTLT|TTr|[A-ZĐ]{2})[-–]?$")  # "104/2020/TT": a type whose organ must follow


def _span(found: QuantityInLine, last: int, *, malformed: bool) -> CriticalSpan:
    quantity, word = found.quantity, found.word
    letter = quantity.kind is QuantityKind.LOCATOR and not has_digit(quantity.text)
    return CriticalSpan(quantity.kind.value, word.line, word.index, last, found.checked, malformed, letter)


def _torn_symbol(word: WordInLine) -> CriticalSpan | None:
    found = quantity_at(word)
    if found is None or found.quantity.kind is not QuantityKind.NUMBER or found.last >= len(word.words):
        return None
    organ = core(word.words[found.last].text)
    torn = _TYPE_ALONE.search(core(word.words[found.last - 1].text)) and len(organ) > 1
    return _span(found, found.last + 1, malformed=True) if torn and organ.isupper() and organ.isalpha() else None


def _quantity(word: WordInLine) -> CriticalSpan | None:
    found = quantity_at(word)
    if found is None:
        return None
    return _span(found, found.last, malformed=QUANTITY_FAULTS.first(found) is not None)


QUANTITIES = (
    Detector(
        name="symbol torn at its dash",
        source=SCANS,
        gains="“104/2020/TT BLĐTBXH”: the dash was not read, and the symbol goes on in the next word",
        positive=("số <104/2020/TT> BLĐTBXH ngày",),
        negative=("số <104/2020/TT-BTP> BLĐTBXH", "số <12/QĐ> ngày"),
        find=_torn_symbol,
    ),
    Detector(
        name="quantity",
        source="the forms quantities have in legal texts (validators/language/quantities.py)",
        gains="everything with a full form is read again: this is what the second reading is for",
        positive=("phạt <800.000> đồng", "ngày <05> tháng 01 năm 2020", "gọi <1900> 6192", "<khoản> 4 Điều 6"),
        negative=("đã <có> năm", "tháng <§> năm"),
        find=_quantity,
    ),
)
