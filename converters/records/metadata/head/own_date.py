"""Place and date of issue: "Hưng Yên, ngày 01 tháng 3 năm 2026" (NĐ 30/2020/NĐ-CP Annex I, II.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.passages.passage import Passage, ReadValue, written
from validators.citations.acts.dates import PrintedDate, find_dates
from validators.citations.acts.numbers import ActNumber
from validators.citations.repair import level
from validators.language.detector import Detector, DetectorTable

DATE_LINE = re.compile(r"(?P<place>[\wÀ-ỹ][\wÀ-ỹ .\-]{1,40}?)\s?,\s{0,3}(?:ng[àa]y|Ng[àa]y)\b")
_SCRIBBLED = re.compile(r"ng[àaảá].{0,14}th[áa]ng.{0,14}n[ăa]m\s{0,2}\d{0,4}", re.IGNORECASE)
_LONGEST_LINE = 2000  # characters; nothing longer is a line of a head
_LONGEST_SCRIBBLED = 90  # characters of a line with place and date
_AFTER_PLACE = 6  # characters between "Hưng Yên, ngày" and the date found
_TAIL = 40  # characters that may follow: the other column of the head
_SPARE = 3  # characters around a date that is alone on its line
_AFTER_NUMBER = 4  # characters between a number in the title and its date ("/QĐ ngày")
_OTHER_COLUMN = re.compile(r"\s{2,}|NĐ-CP|/[A-ZĐ-]+ ")
DateRead = tuple[PrintedDate, Passage]


def _after_place(passage: Passage) -> PrintedDate | None:
    line = DATE_LINE.search(level(passage.text)) if _may_be_dated(passage) else None
    if line is None:
        return None
    dates = (printed for printed in find_dates(passage.text) if abs(printed.start - line.end()) <= _AFTER_PLACE)
    return next((printed for printed in dates if len(passage.text) - printed.end < _TAIL), None)


def _alone(passage: Passage) -> PrintedDate | None:
    if not _may_be_dated(passage):
        return None
    least = len(passage.text) - _SPARE
    return next((date for date in find_dates(passage.text) if date.start < _SPARE and date.end >= least), None)


def _may_be_dated(passage: Passage) -> bool:
    return len(passage.text) <= _LONGEST_LINE and "tháng" in level(passage.text).lower()


def _scribbled(passage: Passage) -> PrintedDate | None:
    found = _SCRIBBLED.search(passage.text)
    if found is None or "," not in passage.text[: found.start()] or len(passage.text) >= _LONGEST_SCRIBBLED:
        return None
    return PrintedDate(found.start(), found.end(), None)


PRINTED_DATES: DetectorTable[Passage, PrintedDate] = DetectorTable(
    "head/date",
    (
        Detector(
            name="after-place",
            source="NĐ 30/2020/NĐ-CP Annex I, II.4",
            gains="the date of nearly every paper",
            positive=("Hưng Yên, ngày 01 tháng 3 năm 2026", "Số: 72/KH-UBND Hưng Yên, ngày 01 tháng 3 năm 2026"),
            negative=("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024", "Hưng Yên, ngày hội toàn dân"),
            find=_after_place,
        ),
        Detector(
            name="alone",
            source="scans that part the place from the date",
            gains="the date on a line of its own",
            positive=("ngày 01 tháng 3 năm 2026",),
            negative=("Luật này có hiệu lực từ ngày 01 tháng 3 năm 2026",),
            find=_alone,
        ),
    ),
    example=written,
)
UNREADABLE_DATES: DetectorTable[Passage, PrintedDate] = DetectorTable(
    "head/unreadable-date",
    (
        Detector(
            name="scribbled",
            source="papers dated by hand",
            gains="a person is told that there is a date the machine could not read",
            positive=("Hưng Yên, ngày #8 tháng ? năm 2026",),
            negative=("ngày hội tháng thanh niên năm 2026", "Hưng Yên, ngày hội toàn dân"),
            find=_scribbled,
        ),
    ),
    example=written,
)


def find_own_date(head: Sequence[Passage], limit: int) -> DateRead | None:
    """The date of issue; one that cannot be read only where no other is printed.

    Args:
        head: The first passages of a document.
        limit: The last of them that may hold it.
    """
    for table in (PRINTED_DATES, UNREADABLE_DATES):
        for passage in head[: limit + 1]:
            printed = table.first(passage)
            if printed is not None:
                return printed, passage
    return None


def date_after(number: tuple[ActNumber, Passage] | None) -> DateRead | None:
    """The date right after a number in the title of an act ("số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998")."""
    if number is None:
        return None
    for printed in find_dates(number[1].text):
        if 0 <= printed.start - number[0].end <= _AFTER_NUMBER:
            return printed, number[1]
    return None


def find_own_place(head: Sequence[Passage], limit: int) -> ReadValue | None:
    """The place named before the date.

    Args:
        head: The first passages of a document.
        limit: The last of them that may hold it.
    """
    for passage in head[: limit + 1]:
        match = DATE_LINE.search(level(passage.text))
        if match is not None and ("tháng" in passage.text or "/" in passage.text):
            name = _OTHER_COLUMN.split(match["place"])[-1].strip(" -.")
            start = passage.text.find(name)
            found = name and start >= 0 and name[0].isupper()
            return ReadValue(name, passage, start, start + len(name)) if found else None
    return None
