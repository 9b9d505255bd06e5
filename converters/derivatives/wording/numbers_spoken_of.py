"""Numbers of sections, rows and items that other passages speak of: "trừ hành vi tại mục II", "tại dòng 3".

A card is passed on alone; where what is pinned to it names a row by its number, the card bears that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from converters.derivatives.wording.excerpts import tidy

_LABEL = r"(?:[IVX]{1,5}|\d{1,2}|[a-zđ])\b(?!\s*(?:khoản|Điều)|[.,]\d)"
_AND_MORE = rf"{_LABEL}(?:(?:,|\s+(?:và|hoặc|đến))\s+(?:mục|dòng|điểm|phần|số)?\s*{_LABEL})*"
_SECTION = re.compile(rf"\b(?:tại|ở|thuộc|theo|của) (?:các )?(?:mục|phần) {_AND_MORE}", re.IGNORECASE)
_ROW = re.compile(
    r"\b(?:(?:tại|ở|thuộc|theo|của) (?:các )?(?:dòng|số thứ tự|stt|mục|điểm)"
    r"|(?:vi phạm|hành vi) (?:các )?(?:điểm|số|dòng))"
    rf" {_AND_MORE}",
    re.IGNORECASE,
)
_IN_AN_ACT = re.compile(r"(?:Điều|Chương|Nghị định|Luật|Bộ luật|Thông tư|Quyết định|Phụ lục)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:(?:Mục|Phần)\s+)?((?:[IVX]{1,5}|\d{1,2}|[a-zđ](?=\))))\s*([.:)/])\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """Which numbers a material speaks of.

    Attributes:
        sections: Those of headings.
        rows: Those of rows of tables and items of lists.
    """

    sections: bool = False
    rows: bool = False

    @classmethod
    def among(cls, texts: Iterable[str]) -> SpokenOf:
        """What passages speak of; "mục 2 Chương III Nghị định …" is a place in an act."""
        said = [text for text in map(tidy, texts) if _ROW.search(text) or _SECTION.search(text)]
        return cls(any(_names(_SECTION, text) for text in said), any(_names(_ROW, text) for text in said))

    def heading(self, shown: str, printed: str) -> str:
        """A heading with its printed number, where sections are spoken of."""
        return _numbered(shown, printed) if self.sections else shown

    def row(self, said: str, printed: str) -> str:
        """What a row or an item says, with its printed number, where rows are spoken of."""
        return _numbered(said, printed) if self.rows else said


def speaks_of_a_row(text: str) -> bool:
    """Whether a passage opens by speaking of others by their numbers: "Quy định tại mục 2 áp dụng đến …"."""
    return _OPENS_WITH_A_ROW.match(text) is not None and (_names(_ROW, text) or _names(_SECTION, text))


_OPENS_WITH_A_ROW = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s)?(?:các |những )?(?:quy định|mức|nội dung|hành vi|vi phạm|trường hợp|hồ sơ)\b[^,;.]{0,30}?"
    r"\b(?:mục|dòng|điểm|số|phần)\s",
    re.IGNORECASE,
)
NONE_SPOKEN_OF = SpokenOf()


def _names(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _IN_AN_ACT.match(text[found.end() :].lstrip(" ,của")) for found in pattern.finditer(text))


def _numbered(shown: str, printed: str) -> str:
    number = _NUMBER.match(printed)
    if number is None or shown.startswith(number[1] + number[2]):
        return shown
    return f"{number[1]}{')' if number[1].islower() else '.'} {shown}"
