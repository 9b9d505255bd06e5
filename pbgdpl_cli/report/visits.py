"""A file of visits to a portal: a row a day and page, `day,path,count`, as CSV or JSON, from whatever counted them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pbgdpl_cli.report.numbers import PageVisits, VisitNumbers
from pbgdpl_cli.report.period import Period
from validators.language.days import UnreadableDay, read_day
from validators.problems import UnreadableInput, say

MOST_PAGES = 50
"""Pages named in a report; how many there are is said beside them."""
_COLUMNS: Mapping[str, frozenset[str]] = {
    "day": frozenset({"day", "date", "ngày", "ngay"}),
    "path": frozenset({"path", "page", "url", "address", "trang", "đường dẫn", "địa chỉ"}),
    "count": frozenset({"count", "visits", "views", "opened", "hits", "lượt", "số lượt", "lượt xem", "lượt truy cập"}),
}
_ORDER = ("day", "path", "count")
_Row = tuple[int, object, object, object]  # line, day, path, count


class WrongVisits(UnreadableInput):
    """The file of visits cannot be used."""

    code = "wrong-visits"


def read_visits(path: Path, period: Period) -> VisitNumbers:
    """The visits of a period.

    Args:
        path: `.json` (a list of objects), or CSV with commas, semicolons or tabs; columns by their headings, or day,
            page and number in this order where there are none.
        period: Days that count.

    Raises:
        WrongVisits: A row of it says something else, or it is no text.
        OSError: It cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(path, 1) from None
    rows = _of_json(text, path) if text.lstrip()[:1] in {"[", "{"} else _of_csv(text)
    try:
        return _counted(_checked(rows, path), period)
    except csv.Error:
        raise _wrong(path, 1) from None


def _of_csv(text: str) -> Iterator[_Row]:
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    places: list[int] | None = None
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places = _places(cells)
            if places is not None:
                continue
            places = [0, 1, 2]
        yield (rows.line_num, *((cells[place] if place < len(cells) else None) for place in places))  # type: ignore[misc]


def _places(headings: Iterable[object]) -> list[int] | None:
    """Where day, page and number stand; None where the row is no row of headings."""
    folded = [str(heading).strip().casefold() for heading in headings]
    found = [next((at for at, one in enumerate(folded) if one in _COLUMNS[name]), None) for name in _ORDER]
    return [at for at in found if at is not None] if None not in found else None


def _of_json(text: str, path: Path) -> Iterator[_Row]:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(path, getattr(error, "lineno", 1)) from None
    if isinstance(listed, dict):
        listed = listed.get("visits")
    if not isinstance(listed, list):
        raise _wrong(path, 1)
    for number, row in enumerate(listed, start=1):
        places = _places(row) if isinstance(row, dict) else None
        if places is None:
            raise _wrong(path, number)
        values = list(row.values())
        yield number, values[places[0]], values[places[1]], values[places[2]]


def _checked(rows: Iterable[_Row], path: Path) -> Iterator[tuple[dt.date, str, int]]:
    for line, day, page, count in rows:
        try:
            date, number = read_day(day), int(str(count).strip())
        except (UnreadableDay, ValueError):
            raise _wrong(path, line) from None
        if date is None or number < 0 or page is None:
            raise _wrong(path, line)
        yield date, str(page).strip(), number


def _wrong(path: Path, line: int) -> WrongVisits:
    return WrongVisits(
        say("Row {line} of the file of visits does not say a day, a page and a number.", line=line),
        hint=say("Write it so: {line}", line="day,path,count ⏎ 2026-11-30,/tai-lieu/abc,12"),
        path=path,
    )


def _counted(visits: Iterable[tuple[dt.date, str, int]], period: Period) -> VisitNumbers:
    days: set[dt.date] = set()
    months: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for day, page, count in visits:
        if count and period.holds(day):
            days.add(day)
            months[day.isoformat()[:7]] += count
            pages[page] += count
    most = sorted(pages.items(), key=lambda one: (-one[1], one[0]))[:MOST_PAGES]
    return VisitNumbers(
        total=sum(pages.values()),
        days=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        by_month=tuple(PageVisits(month, months[month]) for month in sorted(months)),
        by_page=tuple(PageVisits(page, count) for page, count in most),
        pages=len(pages),
    )
