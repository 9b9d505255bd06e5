"""The parts of a legal text where one wrong character changes the law: found, typed and brought to one value.

Amounts of money, dates, document numbers, references to Điều/khoản/điểm, percentages, phone numbers and durations, in
the forms Vietnamese documents use (Nghị định 30/2020/NĐ-CP, Annex I; domain practice for amounts and phones). Every
pattern is bounded, so time grows linearly with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from validators.language.number_words import from_words


class QuantityKind(StrEnum):
    """What a span says; the names are those of the flags."""

    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"
    LOCATOR = "locator"
    PERCENTAGE = "percentage"
    PHONE = "phone"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One span.

    Attributes:
        kind: What it says.
        start: First code point.
        end: One past the last.
        text: As printed.
        value: amount: whole đồng (int) · date: "2026-03-01", "2026-03" or "2026" · number: "63/2010/NĐ-CP" without
            spaces · locator: "điều 6", "khoản 1a", "điểm đ", "chương II", "mục 2" · percentage: "12.5" · phone: digits,
            +84 as 0 · duration: ISO 8601 ("P5Y", "PT24H"). None: the form is right but the value impossible (31/02).
    """

    kind: QuantityKind
    start: int
    end: int
    text: str
    value: int | str | None


Evaluate = Callable[[re.Match[str]], int | str | None]

_GROUPED = r"\d{1,3}(?:[.,]\d{3}){1,5}|\d{1,15}(?:,\d{1,3})?"
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = r"(?i:nghìn|ngàn|triệu|tỷ|tỉ)"
_NO_COMRADE = r"(?!\s{1,2}(?i:chí)(?!\w))"  # "5 đồng chí" are people
_CURRENCY = rf"(?:(?i:đồng|vnđ|vnd)|đ|(?<=\d)Đ|₫)(?!\w){_NO_COMRADE}"
_FIRST_NUMBER_WORD = r"(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_NUMBER_WORD = rf"(?:{_FIRST_NUMBER_WORD}|mốt|tư|lăm|mươi|trăm|linh|lẻ|nghìn|ngàn|triệu|tỷ|tỉ)"
_NOT_INSIDE = r"(?<![\w.,/-])"
_SYMBOL = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,2}"


def find_quantities(text: str) -> list[Quantity]:
    """Every span of the kinds above, in order, none overlapping another."""
    taken: list[Quantity] = []
    for kind, pattern, evaluate in _FORMS:
        found = (
            Quantity(kind, m.start(), m.end(), m.group(), evaluate(m))
            for m in pattern.finditer(text)
            if _is_free(taken, m.start(), m.end())
        )
        taken = sorted([*taken, *found], key=_start)
        if kind is QuantityKind.LOCATOR:
            taken = sorted([*taken, *_free(taken, _listed_locators(text, taken))], key=_start)
    return sorted([*taken, *_free(taken, _range_starts(text, taken))], key=_start)


def amount_value(number: str, scale: str = "") -> int | None:
    """Whole đồng of "800.000", "1,5" triệu, "2" tỷ; None when it is no whole amount."""
    factor = _SCALES.get(scale.lower(), 1)
    if number.isdecimal():  # as hundreds of thousands in one text may be
        return int(number) * factor
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", number) and (factor == 1 or "." in number):
        return int(re.sub(r"[.,]", "", number)) * factor
    if re.fullmatch(r"\d+(?:,\d+)?", number):
        value = Decimal(number.replace(",", ".")) * factor
        return int(value) if value == int(value) else None
    return None


def date_value(day: str | None, month: str | None, year: str) -> str | None:
    """ISO 8601 of the parts that are there; None for a day the calendar does not have."""
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02d}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def phone_value(text: str) -> str | None:
    """Digits only, +84 as 0; None when there are too few or too many for Vietnam's numbering plan."""
    digits = re.sub(r"\D", "", text.replace("+84", "0", 1))
    if digits.startswith(("1800", "1900")):
        return digits if len(digits) in (8, 10) else None
    if digits.startswith("0"):
        return digits if len(digits) in (10, 11) else None
    return digits if len(digits) in (3, 4) else None


def document_number_value(text: str) -> str:
    """Without spaces, dashes as hyphens, the eth as Đ."""
    return re.sub(r"\s+", "", text).translate(str.maketrans("–—‐‑Ð", "----Đ"))


def _start(quantity: Quantity) -> int:
    return quantity.start


def _is_free(taken: list[Quantity], start: int, end: int) -> bool:
    """Whether no span, of those sorted and apart from each other, touches start–end."""
    if not taken or taken[-1].end <= start:
        return True
    place = bisect_left(taken, end, key=_start)
    return place == 0 or taken[place - 1].end <= start


def _free(taken: list[Quantity], candidates: Iterator[Quantity]) -> list[Quantity]:
    return [candidate for candidate in candidates if _is_free(taken, candidate.start, candidate.end)]


def _amount(match: re.Match[str]) -> int | None:
    return amount_value(match["number"], match["scale"] or "")


def _worded_amount(match: re.Match[str]) -> int | None:
    return from_words(match.group())


def _date(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    return date_value(parts.get("day"), parts.get("month"), match["year"])


def _document_number(match: re.Match[str]) -> str:
    return document_number_value(match.group())


def _locator(match: re.Match[str]) -> str:
    unit, label = match["unit"].lower(), match["label"]
    return f"{unit} {label.lower() if unit == 'điểm' else label}"


def _percentage(match: re.Match[str]) -> str:
    return match["number"].replace(",", ".")


def _phone(match: re.Match[str]) -> str | None:
    return phone_value(match["phone"])


_DURATION_CODES = {
    "năm": "P{}Y", "tháng": "P{}M", "tuần": "P{}W", "ngày": "P{}D", "giờ": "PT{}H", "phút": "PT{}M",
}  # fmt: skip


def _duration(match: re.Match[str]) -> str:
    return _DURATION_CODES[match["unit"].split()[0].lower()].format(int(match["number"]))


_FORMS: tuple[tuple[QuantityKind, re.Pattern[str], Evaluate], ...] = (
    (
        QuantityKind.NUMBER,
        re.compile(
            rf"{_NOT_INSIDE}\d{{1,5}}\s?/\s?(?:[12]\d{{3}}\s?/\s?)?"
            rf"(?=[A-ZĐƯ][A-Za-zĐđƯư]){_SYMBOL}(?:\s?[-–]\s?{_SYMBOL}){{0,4}}(?![\w/])"
        ),
        _document_number,
    ),
    (
        QuantityKind.NUMBER,
        re.compile(rf"{_NOT_INSIDE}\d{{1,4}}\s?[-–]\s?[A-ZĐ]{{2,5}}\s?/\s?[A-ZĐƯ]{{2,8}}\d{{0,2}}(?![\w/])"),
        _document_number,
    ),
    (
        QuantityKind.DATE,
        re.compile(
            r"(?i:ngày)\s{1,3}(?P<day>\d{1,2})\s{1,3}(?i:tháng)\s{1,3}(?P<month>\d{1,2})"
            r"\s{1,3}(?i:năm)\s{1,3}(?P<year>[12]\d{3})(?!\w)"
        ),
        _date,
    ),
    (
        QuantityKind.DATE,
        re.compile(
            rf"{_NOT_INSIDE}(?P<day>\d{{1,2}})(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by)(?P<year>[12]\d{{3}})(?![\w/])"
        ),
        _date,
    ),
    (
        QuantityKind.DATE,
        re.compile(r"(?<!\w)(?i:tháng)\s{1,3}(?P<month>\d{1,2})(?:\s{1,3}(?i:năm)\s{1,3}|/)(?P<year>[12]\d{3})(?!\w)"),
        _date,
    ),
    (QuantityKind.DATE, re.compile(r"(?<!\w)(?i:năm)\s{1,3}(?P<year>(?:19|20)\d{2})(?![\w.,]\d|\w)"), _date),
    (
        QuantityKind.PHONE,
        re.compile(r"(?<![\w.,/+(-])(?P<phone>\(?(?:\+84|0)\s?\d{1,3}\)?(?:[\s.-]?\d{2,4}){2,4})(?![\w/%])"),
        _phone,
    ),
    (QuantityKind.PHONE, re.compile(rf"{_NOT_INSIDE}(?P<phone>1[89]00(?:[\s.-]?\d{{2,4}}){{1,2}})(?![\w/%])"), _phone),
    (
        QuantityKind.PHONE,
        re.compile(
            r"(?i:tổng đài|đường dây nóng|hotline|điện thoại|đt)(?:\s{1,2}số)?\s?:?\s{0,2}"
            r"(?P<phone>1\d{2}|1022)(?![\w.,/]\d|\s?\d|\w)"
        ),
        _phone,
    ),
    (
        QuantityKind.AMOUNT,
        re.compile(
            rf"(?<![\w.,/])(?P<number>{_GROUPED})\s{{0,2}}(?:\([^()\d]{{2,60}}\)\s{{0,2}})?"
            rf"(?:(?P<scale>{_SCALE})\s{{1,2}})?{_CURRENCY}"
        ),
        _amount,
    ),
    (
        QuantityKind.AMOUNT,
        re.compile(rf"(?<![\w.,/])(?P<number>{_GROUPED})\s{{1,2}}(?P<scale>(?i:triệu|tỷ|tỉ))(?=\s*[,.;:)/]|\s*$)"),
        _amount,
    ),
    (
        QuantityKind.AMOUNT,
        re.compile(
            rf"(?<!\w)(?i:{_FIRST_NUMBER_WORD}(?:\s{{1,2}}{_NUMBER_WORD}){{0,30}}\s{{1,2}}đồng)(?!\w){_NO_COMRADE}"
        ),
        _worded_amount,
    ),
    (
        QuantityKind.PERCENTAGE,
        re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,4})?)(?:\s?%|\s{1,2}phần trăm(?!\w))"),
        _percentage,
    ),
    (
        QuantityKind.LOCATOR,
        re.compile(
            r"(?<!\w)(?P<unit>Điều|điều|ĐIỀU|Khoản|khoản|KHOẢN)\s{1,3}(?P<label>\d{1,3}[a-zđ]?)(?![\w/]|[.,]\d)"
        ),
        _locator,
    ),
    (
        QuantityKind.LOCATOR,
        re.compile(r"(?<!\w)(?P<unit>Điểm|điểm|ĐIỂM)\s{1,3}(?P<label>[a-eghik-vxyđ]\d?)(?!\w)"),
        _locator,
    ),
    (  # in a heading of capitals; alone it may be a word's beginning ("ĐIỂM Y TẾ")
        QuantityKind.LOCATOR,
        re.compile(
            r"(?<!\w)(?P<unit>ĐIỂM)\s{1,3}(?P<label>[A-EGHIK-VXYĐ])(?=\s?[,;]|\s{1,3}(?:KHOẢN|ĐIỀU|VÀ|HOẶC)(?!\w))"
        ),
        _locator,
    ),
    (
        QuantityKind.LOCATOR,
        re.compile(
            r"(?<!\w)(?P<unit>Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s{1,3}(?P<label>[IVXL]{1,7}|\d{1,3})(?![\w/.,]\w|\w)"
        ),
        _locator,
    ),
    (
        QuantityKind.DURATION,
        re.compile(
            r"(?<![\w.,/])(?P<number>\d{1,4})(?:\s{0,2}\([^()\d]{2,30}\))?\s{1,2}"
            r"(?P<unit>(?i:năm|tháng|tuần|ngày làm việc|ngày|giờ|phút))(?!\w|\s{1,3}\d{4})"
        ),
        _duration,
    ),
)

_NEXT_LABEL = {
    "điểm": re.compile(r"(?:\s?[,;]\s{0,2}|\s{1,2}(?:và|hoặc|đến)\s{1,2})([a-eghik-vxyđ]\d?)(?!\w)"),
    "khoản": re.compile(
        r"(?:\s?[,;]\s{0,2}|\s{1,2}(?:và|hoặc|đến)\s{1,2})(\d{1,3}[a-zđ]?)"
        r"(?![\w/%]|[.,]\d|\s{1,2}(?:năm|tháng|tuần|ngày|giờ|phút|đồng|triệu|nghìn|tỷ)(?!\w))"
    ),
}
_NEXT_LABEL["điều"] = _NEXT_LABEL["khoản"]
_NEXT_CAPITAL = {unit: re.compile(pattern.pattern, re.IGNORECASE) for unit, pattern in _NEXT_LABEL.items()}


def _listed_locators(text: str, taken: list[Quantity]) -> Iterator[Quantity]:
    """The labels after the first: "điểm a, b và c", "khoản 1, 2"."""
    for quantity in taken:
        unit = str(quantity.value).partition(" ")[0]
        known = _NEXT_CAPITAL if quantity.text.isupper() else _NEXT_LABEL
        pattern = known.get(unit) if quantity.kind is QuantityKind.LOCATOR else None
        end = quantity.end
        while pattern and (match := pattern.match(text, end)):
            yield Quantity(QuantityKind.LOCATOR, *match.span(1), match[1], f"{unit} {match[1].lower()}")
            end = match.end()


_RANGE_START = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_GROUPED})(?:\s{{1,2}}(?P<scale>{_SCALE}))?(?:\s?[-–]\s?|\s{{1,2}}(?i:đến|tới)\s{{1,2}})$"
)
_RANGE_REACH = 40  # characters before the closing amount in which its opening number can stand


def _range_starts(text: str, taken: list[Quantity]) -> Iterator[Quantity]:
    """The first number of "1.000.000 đến 2.000.000 đồng", "3 đến 5 năm", "5-10%": it borrows the unit."""
    for quantity in taken:
        if quantity.kind not in (QuantityKind.AMOUNT, QuantityKind.DURATION, QuantityKind.PERCENTAGE):
            continue
        window = text[max(0, quantity.start - _RANGE_REACH) : quantity.start]
        match = _RANGE_START.search(window)
        if match is None or (value := _borrowed_value(match, quantity)) is None:
            continue
        offset = max(0, quantity.start - _RANGE_REACH)
        end = match.end("scale") if match["scale"] else match.end("number")
        yield Quantity(quantity.kind, offset + match.start(), offset + end, window[match.start() : end], value)


def _borrowed_value(match: re.Match[str], closing: Quantity) -> int | str | None:
    number, scale = match["number"], match["scale"] or ""
    if closing.kind is QuantityKind.AMOUNT:
        borrowed = scale or next((word for word in closing.text.split() if word in _SCALES), "")
        return amount_value(number, borrowed)
    if closing.kind is QuantityKind.PERCENTAGE:
        return number.replace(",", ".") if len(number) <= 5 else None
    code = str(closing.value)
    return re.sub(r"\d+", str(int(number)), code) if number.isdigit() and len(number) <= 4 else None
