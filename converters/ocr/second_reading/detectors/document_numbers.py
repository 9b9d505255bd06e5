"""Document numbers ("63/2010/NĐ-CP") that broke over a line or lost their number."""

from __future__ import annotations

import re

from converters.ocr.second_reading.detectors.number_forms import ND30, SCANS
from converters.ocr.second_reading.detectors.subject import CriticalSpan, WordInLine
from validators.language.detector import Detector

_BROKEN_AT_DASH = re.compile(r"\d/(?:[12]\d{3}/)?[A-ZĐ][A-Za-zĐ-]{0,20}-$")
_ORGAN = re.compile(r"[A-ZĐƯ&]{1,12}(?:-[A-ZĐƯ&]{1,12}){0,4}")
_NUMBER_LOST = re.compile(r"[^\W\d_]{0,3}/[A-ZĐƯ]{2,8}(?:-[A-ZĐƯ]{2,10}){1,4}")
_SYMBOL_ALONE = re.compile(r"/?[A-ZĐƯ]{1,8}(?:-[A-ZĐƯ]{2,10}){1,4}")


def _rest_of_symbol(word: WordInLine) -> CriticalSpan | None:
    capitals = sum(letter.isupper() for letter in word.text)
    if capitals < 2 or not _BROKEN_AT_DASH.search(word.before):
        return None
    return word.span("number", malformed=_ORGAN.fullmatch(word.core) is None)


def _number_lost_before_stroke(word: WordInLine) -> CriticalSpan | None:
    return word.span("number", malformed=True) if _NUMBER_LOST.fullmatch(word.core) else None


def _symbol_without_number(word: WordInLine) -> CriticalSpan | None:
    alone = word.before.lower() == "số" and _SYMBOL_ALONE.fullmatch(word.core)
    return word.span("number", malformed=True) if alone else None


DOCUMENT_NUMBERS = (
    Detector(
        name="rest of a symbol",
        source=ND30 + "; lines break at a symbol's dash",
        gains="“06/TTr-” and “SGŒTT” on the next line, which is no organ's symbol",
        positive=("số 06/TTr-\n<SGŒTT> về",),
        negative=("số 06/TTr-SGDĐT <STP> về", "số 06/TTr- <Về> việc"),
        find=_rest_of_symbol,
    ),
    Detector(
        name="number lost before its stroke",
        source=SCANS,
        gains="“B/NB-CP”: a symbol without a number before it",
        positive=("số <B/NB-CP> ngày", "số </QĐ-UBND> ngày"),
        negative=("số <5/NĐ-CP> ngày", "tiền <và/hoặc> ngày"),
        find=_number_lost_before_stroke,
    ),
    Detector(
        name="symbol alone after “số”",
        source=SCANS,
        gains="“Quyết định số B-VPCP”",
        positive=("Quyết định số <B-VPCP> ngày",),
        negative=("Quyết định của <UBND-VP> ngày", "số <VPCP> ngày"),
        find=_symbol_without_number,
    ),
)
