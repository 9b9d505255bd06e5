"""When material without an official head was issued: on its cover or last page, else in its imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.metadata.head.organ_names import opens_with_organ
from converters.records.metadata.head.own_date import (
    PRINTED_DATES,
    DateFound,
    DateLine,
    DateRead,
    day_printed,
    find_months,
)
from converters.records.metadata.imprint import DEPOSIT, find_imprint
from converters.records.passages.passage import Passage, written
from validators.citations.acts.dates import find_dates
from validators.language.detector import Detector, DetectorTable

_COVER = 15  # passages of a cover and its title page
_LAST = 6  # passages at the end, where leaflets print place and month
_LONGEST = 140  # characters of a line with organ and month
_DASHES = ",–—- "
# Of an official head's dates those that a cover has too; a bare day on a poster is that of an event.
_OF_HEADS = frozenset({"after-place", "month-after-place", "month-alone"})


_OF_MATERIAL = re.compile(r"(?:^|\. )Tài liệu [^.]{3,100}[,–—-]\s$")


def _after_material(line: DateLine) -> DateFound | None:
    text = line.passage.text
    *_, month = (None, *find_months(text))
    if month is None or text[month.end :].strip(" .)"):
        return None
    return month if _OF_MATERIAL.search(text[: month.start]) else None


def _after_organ(line: DateLine) -> DateFound | None:
    text = line.passage.text
    if len(text) > _LONGEST:
        return None
    month = next(iter((*map(day_printed, find_dates(text)), *find_months(text))), None)
    if month is None or text[month.end :].strip(" .)"):
        return None
    organ = text[: month.start].rstrip()
    return month if organ.endswith(tuple(_DASHES)) and opens_with_organ(organ.rstrip(_DASHES)) else None


COVER_DATES: DetectorTable[DateLine, DateFound] = DetectorTable(
    "metadata/cover-date",
    (
        *(detector for detector in PRINTED_DATES.detectors if detector.name in _OF_HEADS),
        Detector(
            name="after-organ",
            source="covers of booklets and slides",
            gains="the month or day of such material, which stands after its organ",
            positive=(
                "Sở Tư pháp tỉnh Mẫu – tháng 5 năm 2026",
                "Sở Tư pháp tỉnh Mẫu, ngày 20/6/2026",
                "Trung tâm trợ giúp pháp lý, tháng 5/2026",
            ),
            negative=("Sở Tư pháp tỉnh Mẫu tổ chức hội thi tháng 5 năm 2026", "Cao điểm – tháng 5 năm 2026"),
            find=_after_organ,
        ),
        Detector(
            name="after-material",
            source="leaflets and outlines: for whom the material is, and when it was made",
            gains="the month that stands at the end of such a line",
            positive=(
                "Tài liệu dùng cho tuyên truyền viên – tháng 4 năm 2026",
                "In đẹp. Tài liệu phát miễn phí, tháng 01/2026.",
            ),
            negative=("Tài liệu được sửa trong tháng 4 năm 2026", "Hội nghị về tài liệu, tháng 4 năm 2026"),
            find=_after_material,
        ),
    ),
    example=lambda example: DateLine(written(example)),
)


def find_cover_date(passages: Sequence[Passage]) -> tuple[DateRead, bool] | None:
    """The date of issue, and whether it is concluded from when copies were handed in to the library.

    Args:
        passages: Of the whole document.
    """
    for passage in (*passages[:_COVER], *passages[max(_COVER, len(passages) - _LAST) :]):
        printed = COVER_DATES.first(DateLine(passage))
        if printed is not None and printed.value is not None:
            return (printed, passage), False
    for entry in find_imprint(passages):
        month = next(find_months(entry.read.value), None) if entry.label == DEPOSIT else None
        if month is not None:
            start = entry.read.start + month.start
            return (DateFound(start, entry.read.start + month.end, month.value), entry.read.passage), True
    return None
