"""The place and the level of an issuing organ, with the code that was valid on the day of issue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from converters.records.passages.passage import ReadValue
from validators.citations.laws.titles import title_key
from validators.sharing.record import Level
from validators.sharing.vocabulary import Term, vocabulary

_UNIT = re.compile(r"^(?:Tỉnh|Thành phố|TP\.?)\s{1,3}", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:^|\s)(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s(?!HỘI)", re.IGNORECASE)
_DISTRICT = re.compile(r"(?:^|\s)(?:HUYỆN|QUẬN|THỊ XÃ)\s", re.IGNORECASE)
_CENTRAL = re.compile(
    r"(?:^|\s)(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH NƯỚC|BỘ (?!CHỈ HUY|PHẬN)[A-ZĐÀ-Ỹ]|TỔNG CỤC"
    r"|TÒA ÁN NHÂN DÂN TỐI CAO|VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"
    r"|NGÂN HÀNG NHÀ NƯỚC|THANH TRA CHÍNH PHỦ|KIỂM TOÁN NHÀ NƯỚC|BAN CHẤP HÀNH TRUNG ƯƠNG|LIÊN BỘ|(?<!CHI )CỤC )"
)
_OTHER = re.compile(
    r"(?:(?:^|[-–] )TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|CÔNG TY|TẬP ĐOÀN|VIỆN NGHIÊN CỨU|BỆNH VIỆN|CÂU LẠC BỘ|CLB)\b"
)
_PROVINCIAL = re.compile(r"(?:SỞ |TỈNH|THÀNH PHỐ|TP\.)", re.IGNORECASE)


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


def find_place(reads: Sequence[ReadValue], day: dt.date | None) -> PlaceFound | None:
    """The province an organ belongs to.

    Args:
        reads: The organ's lines and the place of the date line, in order of trust.
        day: Of issue.
    """
    for read in reads:
        found = _province_in(read.value)
        if found is not None:
            return PlaceFound(_code(found, day), _bare(found), read)
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


def _code(name: str, day: dt.date | None) -> str | None:
    terms: list[Term] = [term for term in vocabulary("provinces").terms if _bare(term.vi) == name]
    if day is not None:
        return next((term.code for term in terms if term.holds_on(day)), None)
    codes = {term.code for term in terms}
    return codes.pop() if len(codes) == 1 else None


def find_level(organs: Sequence[ReadValue]) -> tuple[Level, ReadValue] | None:
    """The level of authority of the organ that issues: the lowest named."""
    for read in reversed(organs):
        text = read.value.upper()
        if _OTHER.search(text):
            return "other", read
        if _COMMUNE.search(text):
            return "commune", read
        if _DISTRICT.search(text):
            return "district", read
    for read in reversed(organs):
        text = read.value.upper()
        if _CENTRAL.search(text):
            return "central", read
        if _PROVINCIAL.search(text) or _province_in(read.value):
            return "province", read
    return None
