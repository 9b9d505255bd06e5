"""Headings outside articles, and how deep they stand: by style, numbering, capitals or bold print."""

from __future__ import annotations

import re

from converters.reading.document import BlockKind
from converters.records.passages.passage import Passage, is_capitals, written
from validators.language.detector import Detector, DetectorTable

ROMAN_HEADING = re.compile(r"(?P<label>[IVX]{1,6})\s{0,2}[.)\-–]\s{0,3}(?=\S)")
_LETTER = re.compile(r"(?P<label>[A-HĐ])\s{0,2}[.)\-]\s{1,3}(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\s{0,2}[.)]?\s{1,3}(?=\S)")
_LONGEST = 160  # characters of a heading
_LONGEST_NUMBERED = 130  # characters; a longer numbered line is a clause
_MOST_LINES = 3  # printed lines of a heading that only bold print shows


def _ended(passage: Passage) -> bool:
    """Whether it ends as sentences do."""
    return passage.text.rstrip().endswith((".", ":", "!")) and not passage.text.isupper()


def _by_style(passage: Passage) -> int:
    if passage.kind is not BlockKind.HEADING:
        return 0
    return passage.level or 2


def _lettered(passage: Passage) -> int:
    text = passage.text
    return 2 if ROMAN_HEADING.match(text) or (_LETTER.match(text) and not _ended(passage)) else 0


def _numbered(passage: Passage) -> int:
    short = len(passage.text) < _LONGEST_NUMBERED
    return 3 if short and _NUMBERED.match(passage.text) and not _ended(passage) else 0


def _bold(passage: Passage) -> int:
    return 3 if passage.emphasis and passage.lines <= _MOST_LINES and not _ended(passage) else 0


def _written(text: str) -> Passage:
    """A line; one between stars is bold, one after "# " is set as a heading of the first level."""
    if text.startswith("# "):
        return written(text[2:], BlockKind.HEADING, level=1)
    return written(text.strip("*"), emphasis=text.startswith("*"))


HEADING_LEVELS: DetectorTable[Passage, int] = DetectorTable(
    "content/heading-level",
    (
        Detector(
            name="style",
            source="styles of Office files; sizes in text layers",
            gains="headings as their maker set them",
            positive=("# Đối tượng áp dụng",),
            negative=("Đối tượng áp dụng",),
            find=_by_style,
        ),
        Detector(
            name="roman-or-letter",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6.đ: papers without articles",
            gains="the first level of plans and reports",
            positive=("II. Nội dung", "B. Tổ chức thực hiện"),
            negative=("B. Đúng.", "Vi phạm"),
            find=_lettered,
        ),
        Detector(
            name="numbered",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6.đ: papers without articles",
            gains="the second level of plans and reports",
            positive=("1. Mục đích", "2.1 Yêu cầu"),
            negative=("1. Người dân có quyền khiếu nại.", "Năm 2026"),
            find=_numbered,
        ),
        Detector(
            name="capitals",
            source="leaflets, reports, lecture notes",
            gains="headings in capitals",
            positive=("QUYỀN CỦA NGƯỜI DÂN",),
            negative=("QĐ", "Số 12/QĐ-UBND", "Quyền của người dân"),
            find=lambda passage: 2 if is_capitals(passage.text) else 0,
        ),
        Detector(
            name="bold",
            source="leaflets and booklets",
            gains="headings that only bold print shows",
            positive=("*Quyền của người dân*",),
            negative=("*Người dân có quyền khiếu nại.*", "Quyền của người dân"),
            find=_bold,
        ),
    ),
    example=_written,
)


def heading_level(passage: Passage, *, inside_article: bool) -> int | None:
    """The level of a heading, from 1; None for text.

    Args:
        passage: Any but a table.
        inside_article: It follows the opening of an article: then only capitals can be a heading.
    """
    text = passage.text
    if len(text) > _LONGEST or text.rstrip().endswith((";", ",")) or (inside_article and not text.isupper()):
        return None
    return HEADING_LEVELS.first(passage)
