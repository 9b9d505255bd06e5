"""Figures in a sentence that can be asked for: sums of money, times, ages, counts of people.

A figure is one number or a range, with its unit. It knows how to be written with other numbers in its own form:
"từ 2.000.000 đồng đến 3.000.000 đồng" becomes "từ 500.000 đồng đến 700.000 đồng", "03 (ba) ngày" "05 (năm) ngày".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converters.derivatives.speech.numerals import whole
from converters.derivatives.wording.emphasis import dotted

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)"
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_DONG = r"(?:đồng|VNĐ|VND|đ)(?![^\W\d_])"
_TO = r"\s*(?:đến|tới|[-–])\s*"
_NUMBERED = ("ngày", "tháng", "năm", "số", "điều", "khoản", "điểm", "chương", "mục", "phần", "luật")
_NOT_AFTER = r"(?<![\d.,/-])" + "".join(rf"(?<!\b{word}\s)" for word in _NUMBERED)
_MONEY = re.compile(
    rf"""{_NOT_AFTER}
    (?P<low>{_NUMBER})(?P<between>\s*(?:{"|".join(_SCALES)})?\s*(?:{_DONG})?{_TO})(?P<high>{_NUMBER})
        (?P<rest>\s*(?:{"|".join(_SCALES)})?\s*{_DONG})
    |{_NOT_AFTER}(?P<one>{_NUMBER})(?P<unit>\s*(?:{"|".join(_SCALES)})?\s*{_DONG})""",
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = {
    "ngày làm việc": 24, "ngày": 24, "giờ": 1, "tuần": 7 * 24, "tháng": 30 * 24, "năm": 12 * 30 * 24,
    "tuổi": 0, "người": 0, "thành viên": 0, "hòa giải viên": 0, "lần": 0,
}  # fmt: skip
"""Hours in a unit of time, by which 12 months are a year and 7 days a week; 0 for what is no time."""
_UNIT = "|".join(unit.replace(" ", r"\s") for unit in _UNITS)
_WORDS = r"(?:\s*\([^()\d]{2,30}\))?"
_COUNT = re.compile(
    rf"""{_NOT_AFTER}
    (?P<low>\d{{1,3}})(?P<low_words>{_WORDS})(?P<between>(?:\s+(?:{_UNIT}))?{_TO})
        (?P<high>\d{{1,3}})(?P<high_words>{_WORDS})\s+(?P<range_unit>{_UNIT})(?![^\W\d_])(?!\s*[\d/])
    |{_NOT_AFTER}(?P<one>\d{{1,3}})(?P<one_words>{_WORDS})\s+(?P<unit>{_UNIT})(?![^\W\d_])(?!\s*[\d/])""",
    re.VERBOSE | re.IGNORECASE,
)

# What fines, time limits and ages commonly are: wrong answers should not be told by looking strange.
_SUMS = (
    50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 1_000_000,
    1_500_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000, 7_000_000, 8_000_000, 10_000_000,
    12_000_000, 14_000_000, 15_000_000, 16_000_000, 18_000_000, 20_000_000, 25_000_000, 30_000_000, 35_000_000,
    40_000_000, 45_000_000, 50_000_000, 60_000_000, 70_000_000, 75_000_000, 80_000_000, 90_000_000, 100_000_000,
    120_000_000, 140_000_000, 150_000_000, 180_000_000, 200_000_000, 250_000_000, 300_000_000, 400_000_000,
    500_000_000, 700_000_000, 1_000_000_000, 1_500_000_000, 2_000_000_000, 3_000_000_000, 5_000_000_000,
)  # fmt: skip
_COUNTS = {
    "giờ": (1, 2, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96),
    "ngày": (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 150, 180),
    "tuần": (1, 2, 3, 4, 5, 6, 8, 10, 12),
    "tháng": (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 30, 36, 48, 60),
    "năm": (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30),
    "tuổi": (6, 10, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 25, 30, 50, 55, 60, 65, 70, 75, 80),
    "": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30),
}
_WIDEST = 4.0  # how many times its lower end a range of a wrong answer reaches at most


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text.

    Attributes:
        start: First character.
        end: One past the last.
        parts: Its text, cut so that every second part is a number: ("", "03", " ngày").
        values: Its one or two numbers in đồng, hours, years of age or heads.
        unit: "đồng", or what it counts.
        scales: By what each number as written is multiplied to give its value.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    values: tuple[int, ...]
    unit: str
    scales: tuple[int, ...]

    @property
    def text(self) -> str:
        """As it stands there."""
        return "".join(self.parts)

    @property
    def is_money(self) -> bool:
        """Whether it is a sum."""
        return self.unit == "đồng"

    @property
    def kind(self) -> str:
        """What it can be taken for: sums, times, and each thing that is counted."""
        return "time" if _UNITS.get(self.unit) else self.unit

    def like(self, values: tuple[int, ...]) -> str | None:
        """The same figure with other values; None where its form cannot say them."""
        parts = list(self.parts)
        for place, (value, scale) in enumerate(zip(values, self.scales, strict=True)):
            at = 1 + 2 * place
            said = _written(value, scale, parts[at])
            if said is None:
                return None
            parts[at] = said
        return "".join(_with_words(parts, values, self.scales))

    def candidates(self) -> Iterator[tuple[int, ...]]:
        """Values that other figures of its kind commonly have, in order."""
        if self.is_money:
            ladder: tuple[int, ...] = _SUMS
        else:
            steps = _COUNTS.get(self.unit.replace(" làm việc", ""), _COUNTS[""])
            ladder = tuple(step * (_UNITS[self.unit] or 1) for step in steps)
        if len(self.values) == 1:
            yield from ((value,) for value in ladder)
            return
        for place, low in enumerate(ladder):
            yield from ((low, high) for high in ladder[place + 1 :] if high <= low * _WIDEST)


_OPEN_RANGE = re.compile(r"\s*(?:đến|tới|[-–])\s")
_ITS_END = re.compile(r"\b(?:đến|tới)\s+(?:dưới|hết|gần|chưa đủ|chưa quá|không quá)\s+$", re.IGNORECASE)


def is_half_of_a_range(figure: Figure, text: str) -> bool:
    """Whether a figure is one end of a range that is not written as one: "từ đủ 16 tuổi đến dưới 18 tuổi"."""
    before, after = text[: figure.start], text[figure.end :]
    return _OPEN_RANGE.match(after) is not None or _ITS_END.search(before) is not None


def figures(text: str) -> Iterator[Figure]:
    """Every figure of a text, sums first."""
    taken: list[tuple[int, int]] = []
    for found in _MONEY.finditer(text):
        taken.append(found.span())
        yield _sum(found)
    for found in _COUNT.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield _count(found)


def _sum(found: re.Match[str]) -> Figure:
    names, parts, scales = _sum_parts(found)
    values = tuple(round(_value(found[name]) * scale) for name, scale in zip(names, scales, strict=True))
    return Figure(found.start(), found.end(), parts, values, "đồng", scales)


def _sum_parts(found: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """The names of its numbers, its text around them, and what each is multiplied by."""
    if found["one"] is not None:
        return ("one",), ("", found["one"], found["unit"]), (_scale(found["unit"]),)
    above, between = _scale(found["rest"]), found["between"]
    own = _scale(between) if re.search(_DONG, between, re.IGNORECASE) or _names_scale(between) else above
    return ("low", "high"), ("", found["low"], between, found["high"], found["rest"]), (own, above)


def _names_scale(text: str) -> bool:
    return any(word in text.casefold() for word in _SCALES)


def _scale(text: str) -> int:
    return next((scale for word, scale in _SCALES.items() if word in text.casefold()), 1)


def _count(found: re.Match[str]) -> Figure:
    whole_text, begin = found.group(), found.start()
    names = ["one"] if found["one"] is not None else ["low", "high"]
    unit = " ".join((found["unit"] or found["range_unit"]).casefold().split())
    parts, at = [], 0
    for name in names:
        start, end = (place - begin for place in found.span(name))
        parts += [whole_text[at:start], whole_text[start:end]]
        at = end
    parts.append(whole_text[at:])
    scale = _UNITS[unit] or 1
    values = tuple(int(found[name]) * scale for name in names)
    return Figure(found.start(), found.end(), tuple(parts), values, unit, (scale,) * len(names))


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def _written(value: int, scale: int, form: str) -> str | None:
    """A value in the form of another number; None where that form has no room for it."""
    if scale > 1 and value % scale and (value * 10 % scale or "," not in form):
        return None
    if scale > 1 and value % scale:
        return f"{value / scale:.1f}".replace(".", ",")
    number = value // scale
    if not number:
        return None
    if form.startswith("0") and len(form) > 1:
        return f"{number:0{len(form)}d}"
    return dotted(number) if "." in form or len(form) < len("1000") else str(number)


_IN_BRACKETS = re.compile(r"^(\s*\()([^()\d]{2,30})(\))")


def _with_words(parts: list[str], values: tuple[int, ...], scales: tuple[int, ...]) -> list[str]:
    """With the words in brackets behind a number put right."""
    for place, (value, scale) in enumerate(zip(values, scales, strict=True)):
        behind = parts[2 + 2 * place]
        parts[2 + 2 * place] = _IN_BRACKETS.sub(rf"\g<1>{whole(value // scale)}\g<3>", behind)
    return parts
