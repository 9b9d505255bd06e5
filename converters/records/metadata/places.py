"""The place and the level of an issuing organ, with the code that was valid on the day of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from converters.records.passages.passage import ReadValue
from validators.citations.laws.titles import title_key
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS
from validators.sharing.codes import Level
from validators.sharing.issue_date import IssueDate
from validators.sharing.vocabulary import Term, vocabulary

_UNIT = re.compile(r"^(?:Tỉnh|Thành phố|TP\.?)\s{1,3}", re.IGNORECASE)
_LARGE_ORGANS = (
    "QUỐC HỘI", "CHÍNH PHỦ", "THỦ TƯỚNG", "CHỦ TỊCH NƯỚC", f"BỘ (?!CHỈ HUY|PHẬN)[{CAPITALS}]", "TỔNG CỤC",
    "TÒA ÁN NHÂN DÂN TỐI CAO", "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "NGÂN HÀNG NHÀ NƯỚC", "THANH TRA CHÍNH PHỦ",
    "KIỂM TOÁN NHÀ NƯỚC", "BAN CHẤP HÀNH TRUNG ƯƠNG", "LIÊN BỘ", "(?<!CHI )CỤC ",
)  # fmt: skip
_OTHER_BODIES = ("ĐẠI HỌC", "HỌC VIỆN", "CÔNG TY", "TẬP ĐOÀN", "VIỆN NGHIÊN CỨU", "BỆNH VIỆN", "CÂU LẠC BỘ", "CLB")


def _level(
    level: Level, pattern: str, *, gains: str, positive: tuple[str, ...], negative: tuple[str, ...]
) -> Detector[str, Level]:
    """A level by words of an organ's name in capitals."""
    expression = re.compile(pattern)

    def find(name: str) -> Level | None:
        return level if expression.search(name) else None

    source = "Luật 72/2025/QH15 (provinces and communes) and, for older papers, Luật 77/2015/QH13 (districts)"
    return Detector(name=level, source=source, gains=gains, positive=positive, negative=negative, find=find)


LOCAL_LEVELS: DetectorTable[str, Level] = DetectorTable(
    "places/local",
    (
        _level(
            "other",
            rf"(?:(?:^|[-–] )TRƯỜNG|{'|'.join(_OTHER_BODIES)})\b",
            gains="schools, companies and hospitals are no level of government",
            positive=("TRƯỜNG ĐẠI HỌC LUẬT", "BỆNH VIỆN ĐA KHOA TỈNH"),
            negative=("CÔNG AN TỈNH",),
        ),
        _level(
            "commune",
            r"(?:^|\s)(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s(?!HỘI)",
            gains="papers of communes",
            positive=("ỦY BAN NHÂN DÂN XÃ MẪU", "UBND PHƯỜNG 1"),
            negative=("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "THỊ XÃ"),
        ),
        _level(
            "district",
            r"(?:^|\s)(?:HUYỆN|QUẬN|THỊ XÃ)\s",
            gains="papers of districts, which there were until 30 June 2025",
            positive=("ỦY BAN NHÂN DÂN HUYỆN MẪU",),
            negative=("ỦY BAN NHÂN DÂN TỈNH MẪU",),
        ),
    ),
)
"""Of any line of the organ, the lowest first."""
HIGH_LEVELS: DetectorTable[str, Level] = DetectorTable(
    "places/high",
    (
        _level(
            "central",
            rf"(?:^|\s){one_of(*_LARGE_ORGANS)}",
            gains="papers of ministries and other central organs",
            positive=("BỘ TƯ PHÁP", "CỤC THUẾ"),
            negative=("BỘ CHỈ HUY QUÂN SỰ TỈNH", "CHI CỤC THUẾ"),
        ),
        _level(
            "province",
            r"(?:SỞ |TỈNH|THÀNH PHỐ|TP\.)",
            gains="papers of provinces and their departments",
            positive=("SỞ TƯ PHÁP", "ỦY BAN NHÂN DÂN TỈNH MẪU"),
            negative=("BỘ TƯ PHÁP", "CƠ SỞ"),
        ),
    ),
)
"""Where no line names a local unit."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A province.

    Attributes:
        code: Valid on the day; None when the day is unknown and the code is not the same before and after.
        name: Without "tỉnh" or "thành phố".
        read: Where it was read.
    """

    code: str | None
    name: str
    read: ReadValue


def find_place(reads: Sequence[ReadValue], issued: IssueDate | None) -> PlaceFound | None:
    """The province an organ belongs to.

    Args:
        reads: The organ's lines and the place of the date line, in order of trust.
        issued: When.
    """
    for read in reads:
        found = _province_in(read.value)
        if found is not None:
            return PlaceFound(_code(found, issued), _bare(found), read)
    return None


def _province_in(text: str) -> str | None:
    key = f" {title_key(text)} "
    names = [name for name in _names() if f" {title_key(name)} " in key]
    return max(names, key=len) if names else None


@cache
def _names() -> frozenset[str]:
    return frozenset(_bare(term.vi) for term in vocabulary("provinces").terms)


def _bare(name: str) -> str:
    return _UNIT.sub("", name)


def _code(name: str, issued: IssueDate | None) -> str | None:
    terms: list[Term] = [term for term in vocabulary("provinces").terms if _bare(term.vi) == name]
    if issued is not None:
        terms = [term for term in terms if term.holds_on(issued.first) or term.holds_on(issued.last)]
    codes = {term.code for term in terms}
    return codes.pop() if len(codes) == 1 else None


def find_level(organs: Sequence[ReadValue]) -> tuple[Level, ReadValue] | None:
    """The level of authority of the organ that issues: the lowest named."""
    for table in (LOCAL_LEVELS, HIGH_LEVELS):
        for read in reversed(organs):
            level = table.first(read.value.upper())
            if level is None and table is HIGH_LEVELS and _province_in(read.value):
                level = "province"
            if level is not None:
                return level, read
    return None
