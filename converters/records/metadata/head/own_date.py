"""Place and date of issue: "Hưng Yên, ngày 01 tháng 3 năm 2026" (NĐ 30/2020/NĐ-CP Annex I, II.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from converters.records.passages.passage import Passage, ReadValue, written
from validators.citations.acts.dates import FIRST_YEAR, LAST_YEAR, PrintedDate, find_dates
from validators.citations.acts.numbers import ActNumber
from validators.citations.repair import level
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import any_case
from validators.sharing.issue_date import IssueDate

DATE_LINE = re.compile(any_case(r"(?P<place>[\wÀ-ỹ][\wÀ-ỹ .\-]{0,40}?)\s?,\s{0,3}(?:ng[àa]y|th[áa]ng)\b"))
_SCRIBBLED = re.compile(r"ng[àaảá].{0,14}th[áa]ng.{0,14}n[ăa]m\s{0,2}\d{0,4}", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r",\s{0,3}ngày\s\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\s*$")
_LONGEST_LINE = 2000  # characters; nothing longer is a line of a head
_LONGEST_SCRIBBLED = 90  # characters of a line with place and date
_AFTER_PLACE = 6  # characters between "Hưng Yên, ngày" and the date found
_TAIL = 40  # characters that may follow: the other column of the head
_SPARE = 3  # characters around a date that is alone on its line
_AFTER_NUMBER = 4  # characters between a number in the title and its date ("/QĐ ngày")
_OTHER_COLUMN = re.compile(r"\s{2,}|NĐ-CP|/[A-ZĐ-]+ ")
# "tháng 4 năm 2026", "tháng 4/2026", "THÁNG 04-2026"; a day before it makes it a date of the other form.
_MONTH = re.compile(
    any_case(
        r"(?<!\d )(?<!\d)(?<!… )(?<!\.\. )\bth[áa]ng\s{1,3}(?P<month>0?[1-9]|1[0-2])",
        r"(?:\s?[/.-]\s?|\s{1,3}n[ăa]m\s{1,3})(?P<year>\d{4})(?![\w/])",
    )
)
_AROUND_ALONE = "()[]*_-–—. "  # signs around a month that stands alone on its line


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date of issue as printed.

    Attributes:
        start: First character.
        end: One past the last.
        value: A day or a month; None where a part is blank or no such day exists.
        blank: Whether a part was left blank on paper.
    """

    start: int
    end: int
    value: IssueDate | None
    blank: bool = False


# "Hôm nay, ngày 05/3/2026, tại …": the day of a contract or of minutes that have no date line.
_TODAY = re.compile(any_case(r"H[ôo]m nay\s?,?\s{0,3}(?:l[àa]\s)?(?=ng[àa]y)"))
_JUDGMENT_DAY = re.compile(any_case(r"\(?Ng[àa]y\s?:?\s{0,3}"))
_JUDGMENT = re.compile(any_case("B[ảa]n [áa]n s[ốo]"))
_LINES_BELOW_NUMBER = 2  # passages below the number of a judgment in which its day stands
DateRead = tuple[DateFound, Passage]


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that may hold the date of issue, with the lines right above it.

    Attributes:
        passage: The line.
        above: Up to a few lines, the nearest last.
    """

    passage: Passage
    above: Sequence[Passage] = ()


def day_printed(printed: PrintedDate) -> DateFound:
    """A date with a day as one of issue."""
    value = None if printed.value is None else IssueDate.of(printed.value)
    return DateFound(printed.start, printed.end, value, printed.blank)


def find_months(text: str) -> Iterator[DateFound]:
    """Every date of month and year without a day, in order ("tháng 4 năm 2026", "tháng 4/2026").

    Args:
        text: Any text.
    """
    for match in _MONTH.finditer(level(text)):
        if FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
            yield DateFound(match.start(), match.end(), IssueDate(int(match["year"]), int(match["month"])))


def _after_place(passage: Passage) -> DateFound | None:
    dated = _may_be_dated(passage) or _in_figures(passage)
    line = DATE_LINE.search(level(passage.text)) if dated else None
    if line is None:
        return None
    dates = (day_printed(date) for date in find_dates(passage.text) if abs(date.start - line.end()) <= _AFTER_PLACE)
    return next((date for date in dates if len(passage.text) - date.end < _TAIL), None)


def _month_after_place(passage: Passage) -> DateFound | None:
    """A line that is names with capitals and a month, nothing else: a sentence may hold both."""
    if not _may_be_dated(passage) or len(passage.text) > _LONGEST_SCRIBBLED:
        return None
    month = next(find_months(passage.text), None)
    if month is None or passage.text[month.end :].strip(_AROUND_ALONE):
        return None
    before = passage.text[: month.start].rstrip()
    names = before.rstrip(",–—- ").split()
    return month if names and before.endswith((",", "–", "—", "-")) and _are_names(names) else None


def _are_names(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in words)


def _alone(passage: Passage) -> DateFound | None:
    if not _may_be_dated(passage):
        return None
    least = len(passage.text) - _SPARE
    dates = (date for date in find_dates(passage.text) if date.start < _SPARE and date.end >= least)
    return next(map(day_printed, dates), None)


def _month_alone(passage: Passage) -> DateFound | None:
    text = passage.text.strip(_AROUND_ALONE)
    return next((month for month in find_months(passage.text) if month.end - month.start >= len(text)), None)


def _may_be_dated(passage: Passage) -> bool:
    return len(passage.text) <= _LONGEST_LINE and "tháng" in level(passage.text).lower()


def _in_figures(passage: Passage) -> bool:
    """A short line that ends with a place and a day in figures; in a sentence such a day is that of something else."""
    return len(passage.text) <= _LONGEST_SCRIBBLED and _DAY_IN_FIGURES.search(passage.text) is not None


def _today(passage: Passage) -> DateFound | None:
    opening = _TODAY.match(level(passage.text))
    dates = find_dates(passage.text) if opening is not None else ()
    return next((day_printed(date) for date in dates if opening and date.start - opening.end() <= 1), None)


def _of_judgment(line: DateLine) -> DateFound | None:
    opening = _JUDGMENT_DAY.match(level(line.passage.text))
    if opening is None or not any(_JUDGMENT.match(passage.text) for passage in line.above[-_LINES_BELOW_NUMBER:]):
        return None
    dates = (date for date in find_dates(line.passage.text) if date.start <= opening.end())
    return next(map(day_printed, dates), None)


def _scribbled(passage: Passage) -> DateFound | None:
    found = _SCRIBBLED.search(passage.text)
    if found is None or "," not in passage.text[: found.start()] or len(passage.text) >= _LONGEST_SCRIBBLED:
        return None
    parts = passage.text[found.start() : found.end()].split()
    nothing = not any(character.isdigit() for part in parts[:-1] for character in part)
    return DateFound(found.start(), found.end(), None, blank=nothing)


def _of_line(find: Callable[[Passage], DateFound | None]) -> Callable[[DateLine], DateFound | None]:
    """A detector that needs no line above."""
    return lambda line: find(line.passage)


def _written(example: str) -> DateLine:
    """Lines parted by line breaks, the dated one last."""
    *above, line = example.split("\n")
    return DateLine(written(line), [written(text) for text in above])


PRINTED_DATES: DetectorTable[DateLine, DateFound] = DetectorTable(
    "head/date",
    (
        Detector(
            name="after-place",
            source="NĐ 30/2020/NĐ-CP Annex I, II.4",
            gains="the date of nearly every paper",
            positive=(
                "Hưng Yên, ngày 01 tháng 3 năm 2026",
                "Số: 72/KH-UBND Hưng Yên, ngày 01 tháng 3 năm 2026",
                "Hưng Yên, ngày 01/3/2026",
            ),
            negative=(
                "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024",
                "Hưng Yên, ngày hội toàn dân",
                "Tại Hưng Yên, ngày 01/3/2026 có hội thi",
            ),
            find=_of_line(_after_place),
        ),
        Detector(
            name="alone",
            source="scans that part the place from the date",
            gains="the date on a line of its own",
            positive=("ngày 01 tháng 3 năm 2026",),
            negative=("Luật này có hiệu lực từ ngày 01 tháng 3 năm 2026",),
            find=_of_line(_alone),
        ),
        Detector(
            name="month-after-place",
            source="covers of outlines, booklets and reports",
            gains="the date of material that prints no day",
            positive=("Hà Nội, tháng 4 năm 2026", "HÀ NỘI, THÁNG 04/2026"),
            negative=(
                "Hà Nội, ngày     tháng 4 năm 2026",
                "Hà Nội, tháng 4 năm 2026 có nhiều hội thi",
                "Tổ chức tại Hà Nội, tháng 4 năm 2026",
            ),
            find=_of_line(_month_after_place),
        ),
        Detector(
            name="month-alone",
            source="covers of outlines, booklets and slides",
            gains="the date of such material on a line of its own",
            positive=("Tháng 4 năm 2026", "(Tháng 4/2026)"),
            negative=("Kế hoạch tháng 4 năm 2026", "ngày 01 tháng 4 năm 2026", "tháng 13 năm 2026"),
            find=_of_line(_month_alone),
        ),
        Detector(
            name="of-judgment",
            source="NQ 01/2017/NQ-HĐTP, forms 52-DS and alike: the day stands below the number",
            gains="the date of judgments",
            positive=("Bản án số: 27/2026/DS-ST\nNgày: 15-4-2026",),
            negative=("CÔNG VĂN ĐẾN\nNgày: 15/4/2026", "Ngày: 15-4-2026"),
            find=_of_judgment,
        ),
        Detector(
            name="today",
            source="contracts and minutes",
            gains="the date of such papers",
            positive=("Hôm nay, ngày 05/3/2026, tại trụ sở Sở Tư pháp, chúng tôi gồm:",),
            negative=("Hôm nay, chúng tôi ký hợp đồng ngày 05/3/2026", "Từ ngày 05/3/2026"),
            find=_of_line(_today),
        ),
    ),
    example=_written,
)
UNREADABLE_DATES: DetectorTable[DateLine, DateFound] = DetectorTable(
    "head/unreadable-date",
    (
        Detector(
            name="scribbled",
            source="papers dated by hand",
            gains="a person is told that there is a date the machine could not read",
            positive=("Hưng Yên, ngày #8 tháng ? năm 2026",),
            negative=("ngày hội tháng thanh niên năm 2026", "Hưng Yên, ngày hội toàn dân"),
            find=_of_line(_scribbled),
        ),
    ),
    example=_written,
)


def find_own_date(head: Sequence[Passage], limit: int) -> DateRead | None:
    """The date of issue; one that cannot be read only where no other is printed.

    Args:
        head: The first passages of a document.
        limit: The last of them that may hold it.
    """
    for table in (PRINTED_DATES, UNREADABLE_DATES):
        for place, passage in enumerate(head[: limit + 1]):
            printed = table.first(DateLine(passage, head[max(0, place - _LINES_BELOW_NUMBER) : place]))
            if printed is not None:
                return printed, passage
    return None


def date_after(number: tuple[ActNumber, Passage] | None) -> DateRead | None:
    """The date right after a number in the title of an act ("số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998")."""
    if number is None:
        return None
    for printed in find_dates(number[1].text):
        if 0 <= printed.start - number[0].end <= _AFTER_NUMBER:
            return day_printed(printed), number[1]
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
