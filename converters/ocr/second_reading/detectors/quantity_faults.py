"""Quantities whose form or value cannot be right: they are doubted even if every reading agrees on them."""

from __future__ import annotations

import re

from converters.ocr.second_reading.detectors.examples import marked_quantity
from converters.ocr.second_reading.detectors.number_forms import ND30, SCANS, is_spoilt
from converters.ocr.second_reading.detectors.subject import FIRST_YEAR, LAST_YEAR, QuantityInLine
from validators.language.detector import Detector, DetectorTable
from validators.language.quantities import QuantityKind

_CUT_AMOUNT = re.compile(r"0[\d.]")
_YEAR_IN_NUMBER = re.compile(r"/([12]\d{3})/")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d,])")
_LAST_OF_LIST = re.compile(r"(?:và|hoặc) [a-eghik-vxyđ]\d? khoản")
_LISTED_POINT = re.compile(r"([a-eghik-vxyđ])\d?[,;]")
_NEXT_POINT = re.compile(r"([a-eghik-vxyđ])\d?[,;]?")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")

FIRST_NUMBERED_YEAR = 1945  # of the State's first documents
WHOLE_HUNDREDS_FROM = 1_000  # đồng: no fine or fee from here on ends otherwise
WHOLE_THOUSANDS_FROM = 100_000  # đồng
TIMES_MORE_POINTS = 2  # a page with so many times as many amounts with points as with commas uses points


def _day_lost(found: QuantityInLine) -> bool:
    word = found.word
    return word.index > 0 and word.before.lower() == "ngày" and word.text.lower() == "tháng"


def _ends_in_a_dash(found: QuantityInLine) -> bool:
    amid = found.last < len(found.word.words)  # it may break at a line's end, not within
    return amid and found.quantity.kind is QuantityKind.NUMBER and found.word.words[found.last - 1].text[-1] in "-–"


def _is_negative(found: QuantityInLine) -> bool:
    return found.quantity.kind is QuantityKind.AMOUNT and any(text[0] in "-–" for text in found.texts)


def _begins_with_nought(found: QuantityInLine) -> bool:
    return found.quantity.kind is QuantityKind.AMOUNT and any(map(_CUT_AMOUNT.match, found.texts))


def _is_broken_amount(found: QuantityInLine) -> bool:
    value, kind = found.quantity.value, found.quantity.kind
    if value is None or kind is not QuantityKind.AMOUNT:
        return False
    step = 1_000 if int(value) >= WHOLE_THOUSANDS_FROM else 100
    return int(value) >= WHOLE_HUNDREDS_FROM and int(value) % step != 0


def _is_of_no_year(found: QuantityInLine) -> bool:
    value, kind = found.quantity.value, found.quantity.kind
    return value is not None and kind is QuantityKind.DATE and not FIRST_YEAR <= int(str(value)[:4]) <= LAST_YEAR


def _is_of_another_time(found: QuantityInLine) -> bool:
    if found.quantity.value is None or found.quantity.kind is not QuantityKind.NUMBER:
        return False
    year = _YEAR_IN_NUMBER.search(str(found.quantity.value))
    return year is not None and not FIRST_NUMBERED_YEAR <= int(year[1]) <= found.word.page.latest_year


def _has_the_other_separator(found: QuantityInLine) -> bool:
    if not _COMMAED.match(found.quantity.text):
        return False
    texts = {quantity.text for quantity in found.word.page.quantities.values()}
    dotted, commaed = (sum(form.match(text) is not None for text in texts) for form in (_DOTTED, _COMMAED))
    return dotted > TIMES_MORE_POINTS * commaed


def _is_before_a_lost_label(found: QuantityInLine) -> bool:
    following = " ".join(word.text for word in found.word.words[found.last : found.last + 3])
    listed = found.quantity.kind is QuantityKind.LOCATOR and found.word.words[found.last - 1].text.endswith(",")
    return listed and _LAST_OF_LIST.fullmatch(following) is not None


def _is_out_of_order(found: QuantityInLine) -> bool:
    """Whether a point of a list stands before one that comes earlier in the alphabet, or is the same."""
    point = _LISTED_POINT.fullmatch(found.word.words[found.last - 1].text)
    if found.quantity.kind is not QuantityKind.LOCATOR or point is None or found.last == len(found.word.words):
        return False
    following = _NEXT_POINT.fullmatch(found.word.words[found.last].text)
    return following is not None and _ALPHABET.index(following[1]) <= _ALPHABET.index(point[1])


QUANTITY_FAULTS: DetectorTable[QuantityInLine, bool] = DetectorTable(
    "second-reading/quantity-faults",
    (
        Detector(
            name="no such day",
            source="the calendar; numbering plans of telephones",
            gains="“31 tháng 02”: the form is right and the value impossible",
            positive=("ngày <31> tháng 02 năm 2020",),
            negative=("ngày <29> tháng 02 năm 2020",),
            find=lambda found: found.quantity.value is None,
        ),
        Detector(
            name="spoilt number",
            source="the table of forms numbers have",
            gains="“số 784/NQ-GP”: a quantity by its form, and yet no number is written so",
            positive=("số <784/NQ-GP> ngày", "số <106/2024/TT-BTPl> của"),
            negative=("số <784/NQ-CP> ngày", "phạt <1.000.000> đồng"),
            find=lambda found: any(map(is_spoilt, found.texts)),
        ),
        Detector(
            name="day left out",
            source="notices, where days are filled in by hand",
            gains="“ngày tháng 8 năm 2025”",
            positive=("Hà Nội, ngày <tháng> 8 năm 2025",),
            negative=("vào <tháng> 8 năm 2025", "ngày <12> tháng 8 năm 2025"),
            find=_day_lost,
        ),
        Detector(
            name="symbol that ends in a dash amid a line",
            source=ND30,
            gains="“207/BC-STP- ngày”: a part of the symbol was not read",
            positive=("số <207/BC-STP-> ngày",),
            negative=("số <207/BC-STP> ngày", "số <207/BC-STP->\nngày"),
            find=_ends_in_a_dash,
        ),
        Detector(
            name="comma before the last point of a list",
            source="of 1,057 such lists in laws 8 have a comma there",
            gains="“điểm c, d, và n khoản 3”: the label between was not read",
            positive=("điểm c, <d,> và n khoản 3",),
            negative=("điểm c, <d> và n khoản 3", "điểm <c,> d và n khoản 3"),
            find=_is_before_a_lost_label,
        ),
        Detector(
            name="points out of order",
            source="of 200 such neighbours in decrees none stands so",
            gains="“điểm q, b và c khoản 2” for a, b and c",
            positive=("điểm <q,> b và c khoản 2", "các điểm <q;> b và c khoản 2"),
            negative=("điểm <a,> b và c khoản 2", "điểm <d,> đ và e khoản 2"),
            find=_is_out_of_order,
        ),
        Detector(
            name="amount under nought",
            source=SCANS,
            gains="“-1.200.000 đồng”: nobody is fined less than nothing, the dash is a speck or a range's",
            positive=("phạt <-1.200.000> đồng",),
            negative=("phạt <1.200.000> đồng",),
            find=_is_negative,
        ),
        Detector(
            name="amount that begins with nought",
            source=SCANS,
            gains="“000.000 đồng” has lost what stood before it",
            positive=("phạt <000.000> đồng",),
            negative=("phạt <0> đồng", "phạt <500.000> đồng"),
            find=_begins_with_nought,
        ),
        Detector(
            name="amount with a broken end",
            source="Nghị định on sanctions and fees: whole hundreds, from 100.000 đồng whole thousands",
            gains="“26.200.900 đồng”, “100.009 đồng”: a nought read as another digit",
            positive=("phạt <26.200.900> đồng", "phạt <100.009> đồng"),
            negative=("lệ phí <15.600> đồng", "lãi <12> đồng"),
            find=_is_broken_amount,
        ),
        Detector(
            name="year of no date",
            source="dates of documents lie between 1900 and 2060",
            gains="“năm 2924” for 2024",
            positive=("ngày <12> tháng 11 năm 2924",),
            negative=("ngày <12> tháng 11 năm 2024",),
            find=_is_of_no_year,
        ),
        Detector(
            name="year of no document",
            source="documents of the State since 1945; next year's are announced",
            gains="“158/2045/NĐ-CP” for 2015",
            positive=("Nghị định <158/2085/NĐ-CP> và", "<5/1935/SL> ngày"),
            negative=("Nghị định <158/2025/NĐ-CP> và",),
            find=_is_of_another_time,
        ),
        Detector(
            name="thousands set apart by the other sign",
            source="tri-folds of sanctions, whose amounts all have points",
            gains="“300,000đ” amid amounts with points: a point read as a comma, as decimals' are",
            positive=("phạt <300,000đ> hoặc 500.000đ, 600.000đ, 700.000đ",),
            negative=("phạt <300,000đ> hoặc 500,000đ", "phạt <300.000đ> hoặc 500.000đ"),
            find=_has_the_other_separator,
        ),
    ),
    example=marked_quantity,
)
