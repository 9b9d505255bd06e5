"""Which packages are to go, told by a table of the office's own: a row a package, whatever other columns it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.reports.tables import active
from validators.language.unicode_hygiene import normalized
from validators.packages.package import MaterialPath, PackageForm, find_packages
from validators.problems import Message, Problem, UnreadableInput, say

_DELIMITERS = (",", ";", "\t")
# Headings under which offices write where a package stands; compared without marks, case and spaces.
_PATH_HEADINGS = frozenset({"path", "package", "folder", "goi", "duongdan", "thumuc", "thumucgoi", "goitailieu"})
_MOST_ROWS = 100_000
_MOST_BYTES = 64 << 20  # of a list; a hundred thousand rows have a quarter of it
ENDINGS = (".xlsx", ".csv")


class WrongList(UnreadableInput):
    """The list cannot be read, or no column tells where packages are."""

    code = "wrong-list"


class WrongRow(UnreadableInput):
    """A row of the list names no package, or one that another row names."""

    code = "wrong-row"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row.

    Attributes:
        number: Its number on the sheet.
        cells: What it says, in the order of the headings.
        package: The package it names; None when it names none.
        problem: What is wrong with it.
    """

    number: int
    cells: tuple[str, ...]
    package: MaterialPath | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class PackageList:
    """A list as it was handed in.

    Attributes:
        path: The file.
        headings: Of its columns, as written.
        column: The one that names packages, from 0.
        rows: All that say anything.
    """

    path: Path
    headings: tuple[str, ...]
    column: int
    rows: tuple[ListedRow, ...]


def read_list(path: Path) -> PackageList:
    """Read a list; paths in it count from the folder it stands in.

    Args:
        path: An XLSX file, of which the first sheet counts, or a CSV file in UTF-8.

    Raises:
        WrongList: It cannot be read, is larger than any such list, or no heading says where packages are.
    """
    rows = [(number, row) for number, row in _rows(path) if any(row)]
    head = next((place for place, (_, row) in enumerate(rows) if _path_column(row) is not None), None)
    if head is None:
        raise WrongList(
            say("No column of this list is headed “{name}”.", name="path"),
            hint=say("Give the column with the packages' folders the heading “path” or “gói”."),
            path=path,
        )
    headings = tuple(rows[head][1])
    column = _path_column(headings) or 0
    listed: list[ListedRow] = []
    first: dict[Path, int] = {}
    for number, cells in rows[head + 1 :]:
        filled = tuple((*cells, *[""] * len(headings))[: len(headings)])
        listed.append(_listed(number, filled, filled[column], path, first))
    return PackageList(path, headings, column, tuple(listed))


def _listed(number: int, cells: tuple[str, ...], named: str, source: Path, first: dict[Path, int]) -> ListedRow:
    if not named:
        return ListedRow(number, cells, problem=_wrong(number, say("it names no package"), source))
    place = source.absolute().parent / named
    try:
        found = [item for item in find_packages([place]) if item.form in (PackageForm.FOLDER, PackageForm.ZIP)]
    except (Problem, OSError):  # such a name no disk knows, or it cannot be looked at
        found = []
    if len(found) != 1:
        reason = say("there is no package at {path}", path=named)
        if found:
            reason = say("there are several packages below {path}", path=named)
        return ListedRow(number, cells, problem=_wrong(number, reason, source))
    earlier = first.setdefault(found[0].path.resolve(), number)
    if earlier != number:
        reason = say("row {row} names the same package", row=earlier)
        return ListedRow(number, cells, problem=_wrong(number, reason, source))
    return ListedRow(number, cells, found[0])


def _wrong(number: int, reason: Message, source: Path) -> WrongRow:
    return WrongRow(say("Row {row}: {reason}.", row=number, reason=reason), path=source)


def _path_column(row: Sequence[str]) -> int | None:
    return next((place for place, cell in enumerate(row) if _bare(cell) in _PATH_HEADINGS), None)


def _bare(text: str) -> str:
    plain = normalized("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in plain if sign.isalnum())


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    if path.suffix.lower() not in ENDINGS:
        raise WrongUsage(say("A list of packages is an .xlsx or .csv file."), path=path)
    too_large = WrongList(say("This list is larger than any list of packages."), path=path)
    if path.stat().st_size > _MOST_BYTES:
        raise too_large
    try:
        read = _rows_of_csv(path) if path.suffix.lower() == ".csv" else _rows_of_xlsx(path)
    except OSError:
        raise
    except Exception as error:  # whatever damaged files make the library stumble over
        raise WrongList(
            say("This list cannot be read."), hint=say("Save it anew as .xlsx without a password, or as CSV in UTF-8."),
            path=path,
        ) from error  # fmt: skip
    if len(read) > _MOST_ROWS:
        raise too_large
    yield from enumerate(read, start=1)


def _rows_of_csv(path: Path) -> list[tuple[str, ...]]:
    text = path.read_text(encoding="utf-8-sig")
    readings = ([*csv.reader(io.StringIO(text, newline=""), delimiter=sign)] for sign in _DELIMITERS)
    best = max(readings, key=_columns)
    return [tuple(active(cell.strip()) for cell in row) for row in best]


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """By how many columns a reading makes sense: those of its headings count, not the commas of a title below them."""
    headings = next((len(row) for row in rows if _path_column(row) is not None), 0)
    return headings, max(map(len, rows[:5]), default=0)


def _rows_of_xlsx(path: Path) -> list[tuple[str, ...]]:
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        book = load_workbook(stream, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=_MOST_ROWS + 1, values_only=True)
        return [tuple(_shown(value) for value in row) for row in rows]


def _shown(value: Any) -> str:
    return "" if value is None else str(value).strip()
