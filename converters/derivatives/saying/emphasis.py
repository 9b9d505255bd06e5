"""The number in a sentence that is worth showing large: an amount of money or a time limit.

Round amounts are shown in triệu or tỷ đồng, as people say them ("8 – 10 triệu đồng"), when that is exactly the same
sum; nothing is ever rounded, and `exact` keeps the digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.sharing.record import Deadline, Sanction

# What stands before a number and belongs to it: "không quá 30 ngày" is another rule than "30 ngày".
_QUALIFIER = r"(?:(không quá|tối đa|tối thiểu|ít nhất|chậm nhất|trong vòng|dưới|trên|hơn|gần)\s+(?:là\s+)?)?"
_MONEY = r"\d{1,3}(?:\.\d{3})+|\d{4,12}"
_UNIT = r"(?:đồng|VNĐ|VND|đ)(?![^\W\d_])"
_TO = r"\s*(?:đến|tới|-|–)\s*(?:dưới\s+)?"
_SMALL = r"\d{1,3}(?:,\d)?"
_SCALE = r"triệu|tỷ|tỉ"
_RANGE = re.compile(rf"(?<![\d.])({_MONEY})\s*(?:{_UNIT})?{_TO}({_MONEY})\s*{_UNIT}", re.IGNORECASE)
_AMOUNT = re.compile(rf"{_QUALIFIER}(?<![\d.])({_MONEY})\s*{_UNIT}", re.IGNORECASE)
_BIG_RANGE = re.compile(
    rf"(?<![\d.,])({_SMALL})\s*(?:{_SCALE})?\s*(?:đồng)?{_TO}({_SMALL})\s*({_SCALE})\s+đồng", re.IGNORECASE
)
_BIG = re.compile(rf"{_QUALIFIER}(?<![\d.,])({_SMALL})\s*({_SCALE})\s+đồng", re.IGNORECASE)
_IN_WORDS = r"(?:\s*\([^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,3}\))?"  # 03 (ba) ngày
_TIME = re.compile(
    rf"{_QUALIFIER}(?<![\d.,/])(\d{{1,3}}(?:\s*(?:đến|-|–)\s*\d{{1,3}})?){_IN_WORDS}"
    r"\s+(ngày làm việc|ngày|giờ|tháng|năm|tuần)(?!\s*\d)(?![^\W\d_])",
    re.IGNORECASE,
)
_LIMIT_WORDS = re.compile(r"thời hạn|thời hiệu|chậm nhất|trong vòng|không quá|tối đa|ít nhất|tước quyền", re.IGNORECASE)
_UNITS = {
    "hour": "giờ", "day": "ngày", "working-day": "ngày làm việc", "week": "tuần", "month": "tháng", "year": "năm",
}  # fmt: skip
_NEARBY = 40  # letters before a time in which a word must say that it is a limit


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
    return _money_of(text) or _time_of(text)


def _money_of(text: str) -> Emphasis | None:
    ranges = _RANGE.findall(text)
    big_ranges = _BIG_RANGE.findall(text)
    if ranges or big_ranges:
        return _only_range(ranges, big_ranges)
    amounts, big = _AMOUNT.findall(text), _BIG.findall(text)
    if len(amounts) + len(big) != 1:
        return None
    if amounts:
        said, figure = amounts[0]
        return money((_whole(figure),), said)
    said, figure, scale = big[0]
    return Emphasis(_qualified(said, figure), f"{scale.lower()} đồng", is_money=True)


def _only_range(ranges: list[tuple[str, str]], big_ranges: list[tuple[str, str, str]]) -> Emphasis | None:
    if len(ranges) + len(big_ranges) != 1:
        return None
    if ranges:
        return money([_whole(amount) for amount in ranges[0]])
    low, high, scale = big_ranges[0]
    return Emphasis(f"{low} – {high}", f"{scale.lower()} đồng", is_money=True)


def _whole(digits: str) -> int:
    return int(digits.replace(".", ""))


def _time_of(text: str) -> Emphasis | None:
    times = list(_TIME.finditer(text))
    if len(times) != 1 or not _LIMIT_WORDS.search(text[max(0, times[0].start() - _NEARBY) : times[0].end()]):
        return None
    said, figure, unit = times[0].groups()
    return Emphasis(_qualified(said or "", re.sub(r"\s*(?:đến|-|–)\s*", " – ", figure)), unit.lower(), is_money=False)


def _qualified(said: str, figure: str) -> str:
    return f"{said.capitalize()} {figure}" if said else figure
