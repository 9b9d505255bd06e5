"""The number in a sentence that is worth showing large: an amount of money or a time limit.

Round amounts are shown in triệu or tỷ đồng, as people say them ("8 – 10 triệu đồng", "500 triệu – 1 tỷ đồng"), when
that is exactly the same sum; nothing is ever rounded, and `exact` keeps the digits. What limits a number ("không quá",
"trở lên", "/tháng") stays with it; where it cannot ("đến dưới"), no number is shown large and the sentence says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validators.sharing.record import Deadline, Sanction

# What stands before a number and belongs to it: "không quá 30 ngày" is another rule than "30 ngày".
_COMPARED = r"quá|vượt quá|dưới|trên|hơn|(?:thấp|ít|nhỏ|kém|cao|nhiều|lớn|sớm|muộn|chậm) hơn"
_EXTREME = r"(?:cao|thấp|nhiều|ít|chậm|sớm|muộn|lớn|nhỏ) nhất|tối đa|tối thiểu"
_QUALIFIER = (
    rf"(?:(không (?:được )?(?:{_COMPARED})|{_COMPARED}|{_EXTREME}|trong vòng|gần|đến|từ đủ|từ|đủ|khoảng|sau)"
    r"\s+(?:là\s+)?)?"
)
_TO = r"\s*(?:đến|tới|-|–)\s*"
# And behind it: "/tháng", "/học sinh/năm", "trở lên".
_COUNTED = (
    r"(?:tháng|năm|quý|tuần|ngày|giờ|buổi|đêm|lần|lượt|vụ|việc|người|hộ|suất|bản|trang|đơn|xe|con|cây|căn|phòng|lô|thửa"
    r"|tấn|tạ|kg|lít|km|ha|m[²³]?|mét)(?![^\W\d_])"
)
_WORDS = r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
_EACH_OF = rf"\s*/\s*(?:{_WORDS}(?=\s*/)|{_COUNTED}|{_WORDS}(?=\s*(?:[.,;:)]|$)))"
_PER = rf"((?:{_EACH_OF})*(?:\s+mỗi\s+{_COUNTED})?(?:\s+trở\s+(?:lên|xuống))?)"
_BELOW = re.compile(  # the upper end is not reached
    r"(?:đến|tới|-|–)\s*(?:dưới|gần)\s+[\d.,]+\s*(?:triệu|tỷ|tỉ)?\s*đồng", re.IGNORECASE
)
_BEGINS = r"(?<![\d.])"  # not in the middle of a longer number

_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d{4,12}"  # 8.000.000, 8000000
_DONG = r"(?:đồng|VNĐ|VND|đ)(?![^\W\d_])"
_RANGE = re.compile(rf"{_BEGINS}({_DIGITS})\s*(?:{_DONG})?{_TO}({_DIGITS})\s*{_DONG}{_PER}", re.IGNORECASE)
_SUM = re.compile(rf"{_QUALIFIER}{_BEGINS}({_DIGITS})\s*{_DONG}{_PER}", re.IGNORECASE)

# "đồng/học sinh giỏi": how far the unit reaches is not known, and a part of it would be another rule.
_GOES_ON = r"\s+(?:được|bị|đang|đã|có|thuộc|là|nghèo|dân tộc|nước ngoài|khuyết tật|cao tuổi)(?![^\W\d_])"
_UNIT_OPEN = re.compile(
    rf"{_DONG}(?:(?!(?:{_EACH_OF})+(?!\s*/|{_GOES_ON}))\s*/|\s+(?:cho\s+)?(?:mỗi|một)\s+(?!{_COUNTED}))", re.IGNORECASE
)
# "không phải nộp 200.000 đồng", "gấp 02 lần mức 3.000.000 đồng": the number alone would say something else.
_TURNED = re.compile(r"(?:\b(?:không|chưa|chẳng|miễn|lần)\b|%)(?!.*\bphạt\b)(?:\s+[^\W\d_]+){0,4}\s*$", re.IGNORECASE)
# "chiếm đoạt từ 4.000.000 đồng thì bị phạt tù": large, it would pass for the fine.
_THRESHOLD = re.compile(r"\b(?:chiếm đoạt|thiệt hại|trị giá|giá trị|thu lợi(?: bất chính)?)\b", re.IGNORECASE)

# What weighs more than any sum beside it, which would pass for all of the penalty.
_PRISON = re.compile(r"\b(?:phạt tù|tù chung thân|tử hình|cải tạo không giam giữ)\b", re.IGNORECASE)

# The same with the scale as a word: "8 triệu đồng", "từ 1,5 đến 2 tỷ đồng".
_FEW_DIGITS = r"(?<![\d.,])(\d{1,3}(?:,\d{1,3})?)"
_SCALE = r"triệu|tỷ|tỉ"
_SCALED_RANGE = re.compile(
    rf"{_FEW_DIGITS}\s*({_SCALE})?\s*(?:đồng)?{_TO}{_FEW_DIGITS}\s*({_SCALE})\s+đồng{_PER}", re.IGNORECASE
)
_MIXED_RANGE = re.compile(
    rf"{_BEGINS}({_DIGITS})\s*(?:{_DONG})?{_TO}{_FEW_DIGITS}\s*({_SCALE})\s+đồng{_PER}", re.IGNORECASE
)
_SIZES = {"triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALED_SUM = re.compile(rf"{_QUALIFIER}{_FEW_DIGITS}\s*({_SCALE})\s+đồng{_PER}", re.IGNORECASE)

_COUNT = r"(?<![\d.,/])(\d{1,3}(?:\s*(?:đến|-|–)\s*\d{1,3})?)"  # 30; 22 đến 24
_IN_WORDS = r"(?:\s*\([^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,3}\))?"  # 03 (ba) ngày
_TIME_UNIT = r"(ngày làm việc|ngày|giờ|tháng|năm|tuần)(?!\s*\d)(?![^\W\d_])"  # not "tháng 3", "năm 2026"
_TIME = re.compile(rf"{_QUALIFIER}{_COUNT}{_IN_WORDS}\s+{_TIME_UNIT}{_PER}", re.IGNORECASE)
_COMPOUND_TIME = re.compile(r"\d\s+(?:năm|tháng|tuần|ngày|giờ)\s+(?:và\s+)?\d", re.IGNORECASE)  # 02 năm 06 tháng
_LIMIT_WORDS = re.compile(r"thời hạn|thời hiệu|chậm nhất|trong vòng|không quá|tối đa|ít nhất|tước quyền", re.IGNORECASE)
_EVERY = re.compile(r"\s+(?:một|1|hai|2|mấy) lần\b", re.IGNORECASE)  # "06 tháng một lần" is no limit
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


_SCALES = ((1_000_000_000, "tỷ", 10_000_000), (1_000_000, "triệu", 100_000))
"""Words for a size, and the finest step in đồng in which it is said: "1,25 tỷ", "1,5 triệu"."""


def money(amounts: Sequence[int], qualifier: str = "", per: str = "") -> Emphasis:
    """An amount or a range, in the units people say where that is exactly the same, else with all digits.

    Args:
        amounts: One or two sums in đồng.
        qualifier: What belongs before it ("không quá").
        per: What belongs behind it ("/tháng", "trở lên").
    """
    digits = _qualified(qualifier, " – ".join(map(dotted, amounts)))
    unit = f"đồng{per}"
    said = [_in_words(amount) for amount in amounts]
    if any(size is None for _, size in said):
        return Emphasis(digits, unit, is_money=True)
    exact = f"{digits} {unit}"
    if len({size for _, size in said}) == 1:
        figure = " – ".join(number for number, _ in said)
        return Emphasis(_qualified(qualifier, figure), f"{said[0][1]} {unit}", is_money=True, exact=exact)
    figure = " – ".join(f"{number} {size}" for number, size in said)
    return Emphasis(_qualified(qualifier, figure), unit, is_money=True, exact=exact)


def _in_words(amount: int) -> tuple[str, str | None]:
    """The number and the word for its size; None where the sum cannot be said so exactly."""
    for size, name, step in _SCALES:
        if amount >= size:
            # Thousands of tỷ are said with all digits, too: "1.234 tỷ" is read as one and a bit by some.
            if amount % step or amount >= size * 1000:
                return dotted(amount), None
            whole, rest = divmod(amount, size)
            decimals = f",{rest * 100 // size:02}".rstrip("0") if rest else ""
            return f"{whole}{decimals}", name
    return dotted(amount), None


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


def holds_money(text: str) -> bool:
    """Whether a text names a sum of money."""
    return any(sign.search(text) for sign in (_SUM, _RANGE, _SCALED_SUM))


def _range_of_money(text: str) -> Emphasis | None:
    found = [found for sign in (_RANGE, _SCALED_RANGE, _MIXED_RANGE) for found in sign.finditer(text)]
    if _PRISON.search(text):
        return None
    if len(found) != 1 or _BELOW.search(text) or _says_more(text, found[0]):
        return None
    if found[0].re is _RANGE:
        low, high, per = found[0].groups()
        return money([_whole(low), _whole(high)], per=_spaced(per))
    if found[0].re is _MIXED_RANGE:
        low, high, scale, per = found[0].groups()
        whole, _, decimals = high.partition(",")
        size = _SIZES[scale.casefold()] // 10 ** len(decimals)
        return money([_whole(low), int(whole + decimals) * size], per=_spaced(per))
    low, own, high, scale, per = found[0].groups()
    if own and own.casefold() != scale.casefold():
        return Emphasis(f"{low} {own.lower()} – {high} {scale.lower()}", f"đồng{_spaced(per)}", is_money=True)
    return Emphasis(f"{low} – {high}", f"{scale.lower()} đồng{_spaced(per)}", is_money=True)


def _sum_of_money(text: str) -> Emphasis | None:
    if any(sign.search(text) for sign in (_RANGE, _SCALED_RANGE, _MIXED_RANGE, _BELOW, _PRISON)):
        return None  # beside a range, a single sum is one of its ends or a rival
    found = [*_SUM.finditer(text), *_SCALED_SUM.finditer(text)]
    if len(found) != 1 or _says_more(text, found[0]):
        return None
    if found[0].re is _SUM:
        qualifier, figure, per = found[0].groups()
        return money((_whole(figure),), qualifier or "", _spaced(per))
    qualifier, figure, scale, per = found[0].groups()
    return Emphasis(_qualified(qualifier or "", figure), f"{scale.lower()} đồng{_spaced(per)}", is_money=True)


def _says_more(text: str, number: re.Match[str]) -> bool:
    """Whether the words around a sum make it another one: a unit of unknown length, "không", "gấp 02 lần"."""
    clause = re.split(r"[.;:,](?!\d)", text[: number.start()])[-1]
    return any((_UNIT_OPEN.search(text), _TURNED.search(clause), _THRESHOLD.search(clause)))


def _spaced(per: str) -> str:
    """What stands behind a number, with single spaces."""
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", per))


def _time_limit(text: str) -> Emphasis | None:
    times = list(_TIME.finditer(text))
    if len(times) != 1 or holds_money(text) or _COMPOUND_TIME.search(text) or _EVERY.match(text, times[0].end()):
        return None
    if ";" in text[: times[0].start()]:
        return None  # it is not what the sentence is about: "đổi khi đủ 14 tuổi; thẻ cấp trong 02 năm trước đó …"
    if not _LIMIT_WORDS.search(text[max(0, times[0].start() - _LIMIT_REACH) : times[0].end()]):
        return None
    qualifier, figure, unit, per = times[0].groups()
    shown = re.sub(r"\s*(?:đến|-|–)\s*", " – ", figure)
    if shown != figure and qualifier == "từ":
        qualifier = ""  # "từ 22 đến 24" is the range itself
    return Emphasis(_qualified(qualifier or "", shown), f"{unit.lower()}{_spaced(per)}", is_money=False)


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
