"""The number in a sentence that is worth showing large: an amount of money or a time limit.

Round amounts are shown in triệu or tỷ đồng, as people say them ("8 – 10 triệu đồng"), when that is exactly the same
sum; nothing is ever rounded, and `exact` keeps the digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validators.sharing.record import Deadline, Sanction

# What stands before a number and belongs to it: "không quá 30 ngày" is another rule than "30 ngày".
_QUALIFIER = r"(?:(không quá|tối đa|tối thiểu|ít nhất|chậm nhất|trong vòng|dưới|trên|hơn|gần)\s+(?:là\s+)?)?"
_TO = r"\s*(?:đến|tới|-|–)\s*(?:dưới\s+)?"
_BEGINS = r"(?<![\d.])"  # not in the middle of a longer number

_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d{4,12}"  # 8.000.000, 8000000
_DONG = r"(?:đồng|VNĐ|VND|đ)(?![^\W\d_])"
_RANGE = re.compile(rf"{_BEGINS}({_DIGITS})\s*(?:{_DONG})?{_TO}({_DIGITS})\s*{_DONG}", re.IGNORECASE)
_SUM = re.compile(rf"{_QUALIFIER}{_BEGINS}({_DIGITS})\s*{_DONG}", re.IGNORECASE)

# The same with the scale as a word: "8 triệu đồng", "từ 1,5 đến 2 tỷ đồng".
_FEW_DIGITS = r"(?<![\d.,])(\d{1,3}(?:,\d)?)"
_SCALE = r"triệu|tỷ|tỉ"
_SCALED_RANGE = re.compile(
    rf"{_FEW_DIGITS}\s*(?:{_SCALE})?\s*(?:đồng)?{_TO}{_FEW_DIGITS}\s*({_SCALE})\s+đồng", re.IGNORECASE
)
_SCALED_SUM = re.compile(rf"{_QUALIFIER}{_FEW_DIGITS}\s*({_SCALE})\s+đồng", re.IGNORECASE)

_COUNT = r"(?<![\d.,/])(\d{1,3}(?:\s*(?:đến|-|–)\s*\d{1,3})?)"  # 30; 22 đến 24
_IN_WORDS = r"(?:\s*\([^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,3}\))?"  # 03 (ba) ngày
_TIME_UNIT = r"(ngày làm việc|ngày|giờ|tháng|năm|tuần)(?!\s*\d)(?![^\W\d_])"  # not "tháng 3", "năm 2026"
_TIME = re.compile(rf"{_QUALIFIER}{_COUNT}{_IN_WORDS}\s+{_TIME_UNIT}", re.IGNORECASE)
_LIMIT_WORDS = re.compile(r"thời hạn|thời hiệu|chậm nhất|trong vòng|không quá|tối đa|ít nhất|tước quyền", re.IGNORECASE)
_LIMIT_REACH = 40  # letters before a time in which a word must say that it is a limit: about half a line
_UNITS = {
    "hour": "giờ", "day": "ngày", "working-day": "ngày làm việc", "week": "tuần", "month": "tháng", "year": "năm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What to show large.

    Attributes:
        figure: The number or range.
        unit: What it counts, shown smaller beside it.
        is_money: Whether it is an amount of money.
        exact: The full digits where `figure` shortens them; empty otherwise.
    """

    figure: str
    unit: str
    is_money: bool
    exact: str = ""

    @property
    def text(self) -> str:
        """Figure and unit."""
        return f"{self.figure} {self.unit}"

    @property
    def full(self) -> str:
        """With all digits."""
        return self.exact or self.text


def dotted(amount: int) -> str:
    """Whole đồng the way they are printed: 8.000.000."""
    return f"{amount:,}".replace(",", ".")


def money(amounts: Sequence[int], qualifier: str = "") -> Emphasis:
    """An amount or a range, in the largest unit in which it is exact with one decimal at most.

    Args:
        amounts: One or two sums in đồng.
        qualifier: What belongs before it ("không quá").
    """
    digits = f"{_qualified(qualifier, ' – '.join(map(dotted, amounts)))} đồng"
    for size, name in ((1_000_000_000, "tỷ đồng"), (1_000_000, "triệu đồng")):
        if all(amount >= size and amount % (size // 10) == 0 for amount in amounts):
            figure = " – ".join(f"{amount / size:g}".replace(".", ",") for amount in amounts)
            return Emphasis(_qualified(qualifier, figure), name, is_money=True, exact=digits)
    return Emphasis(digits.removesuffix(" đồng"), "đồng", is_money=True)


def emphasis_of_sanction(sanction: Sanction) -> Emphasis | None:
    """The amount of a fine; None when it has none."""
    low, high = sanction.amount_min, sanction.amount_max
    if low is not None and high is not None:
        return money((low,) if low == high else (low, high))
    if high is not None:
        return money((high,), "đến")
    return money((low,), "từ") if low is not None else None


def emphasis_of_deadline(deadline: Deadline) -> Emphasis | None:
    """How long; None when that is not known."""
    read = emphasis_of(deadline.text)
    if deadline.quantity is None or deadline.unit is None:
        return read
    if read is not None and str(deadline.quantity) in re.findall(r"[1-9]\d*", read.figure):
        # The text says more than the number: "không quá 30 ngày".
        return read
    return Emphasis(str(deadline.quantity), _UNITS[deadline.unit], is_money=False)


def emphasis_of(text: str) -> Emphasis | None:
    """The number of a sentence that is worth showing large; None when it has none, or several rival ones."""
    return next((found for detector in DETECTORS if (found := detector.find(text))), None)


def _range_of_money(text: str) -> Emphasis | None:
    ranges, scaled = _RANGE.findall(text), _SCALED_RANGE.findall(text)
    if len(ranges) + len(scaled) != 1:
        return None
    if ranges:
        return money([_whole(amount) for amount in ranges[0]])
    low, high, scale = scaled[0]
    return Emphasis(f"{low} – {high}", f"{scale.lower()} đồng", is_money=True)


def _sum_of_money(text: str) -> Emphasis | None:
    if _RANGE.search(text) or _SCALED_RANGE.search(text):
        return None  # beside a range, a single sum is one of its ends or a rival
    sums, scaled = _SUM.findall(text), _SCALED_SUM.findall(text)
    if len(sums) + len(scaled) != 1:
        return None
    if sums:
        qualifier, figure = sums[0]
        return money((_whole(figure),), qualifier)
    qualifier, figure, scale = scaled[0]
    return Emphasis(_qualified(qualifier, figure), f"{scale.lower()} đồng", is_money=True)


def _time_limit(text: str) -> Emphasis | None:
    times = list(_TIME.finditer(text))
    if len(times) != 1 or not _LIMIT_WORDS.search(text[max(0, times[0].start() - _LIMIT_REACH) : times[0].end()]):
        return None
    qualifier, figure, unit = times[0].groups()
    shown = re.sub(r"\s*(?:đến|-|–)\s*", " – ", figure)
    return Emphasis(_qualified(qualifier or "", shown), unit.lower(), is_money=False)


def _whole(digits: str) -> int:
    return int(digits.replace(".", ""))


def _qualified(qualifier: str, figure: str) -> str:
    return f"{qualifier.capitalize()} {figure}" if qualifier else figure


@dataclass(frozen=True, slots=True)
class EmphasisDetector:
    """One way a sentence can hold a number worth showing large.

    Attributes:
        name: What it looks for.
        find: The number; None when there is none or more than one.
        shows: A sentence and the number shown of it.
        passes: A sentence that looks like one and is none.
    """

    name: str
    find: Callable[[str], Emphasis | None]
    shows: tuple[str, str]
    passes: str


# The first that finds something decides: a sum matters more than a time.
DETECTORS = (
    EmphasisDetector(
        "a range of money",
        _range_of_money,
        shows=("Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng.", "2 – 3 triệu đồng"),
        passes="Phạt 2.000.000 – 3.000.000 đồng, tái phạm 4.000.000 – 5.000.000 đồng.",
    ),
    EmphasisDetector(
        "one sum of money",
        _sum_of_money,
        shows=("Mức hỗ trợ không quá 300.000 đồng.", "Không quá 300.000 đồng"),
        passes="Hỗ trợ 300.000 đồng, hộ nghèo 500.000 đồng.",
    ),
    EmphasisDetector(
        "a time limit",
        _time_limit,
        shows=("Trong thời hạn 03 (ba) ngày làm việc kể từ ngày nhận đơn.", "03 ngày làm việc"),
        passes="Luật có hiệu lực từ ngày 01 tháng 7 năm 2026.",
    ),
)
