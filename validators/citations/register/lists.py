"""Lists of acts as files: CSV, JSON and XLSX, read row by row.

A list is what some office or database has, in whatever form: any Unicode or the Windows code page of Vietnam, commas,
semicolons or tabs, a title above the heading row. What is odd about it is told, and nothing is dropped in silence.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from validators.citations.register.headings import HeadingRow, find_headings, is_repeated
from validators.problems import Message, MissingDependency, UnreadableInput, say

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",;\t|"
_MOST_ROWS = 200_000
_MOST_COLUMNS = 500  # of a sheet; lists have two dozen
_MOST_BYTES = 64 << 20
_ZEROS_OF_UTF16 = 4  # at least every fourth byte of Latin text in UTF-16 is zero


class WrongRegister(UnreadableInput):
    """The register cannot be read."""

    code = "wrong-register"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of a list.

    Attributes:
        line: Where it stands, from 1; in JSON the place of the act.
        sheet: On which sheet of a workbook, where it has more than one with acts.
        cells: By column, as they stand in the file.
        events: Events written out one by one, as JSON may hold them.
        texts: What places of the act say, likewise.
        doubt: Why the row cannot be used, where that is known before it is read.
    """

    line: int
    cells: Mapping[str, object]
    events: tuple[object, ...] = ()
    texts: tuple[object, ...] = ()
    doubt: Message | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ActList:
    """A list as read.

    Attributes:
        rows: In order; empty rows are left out.
        notes: What is odd about the list as a whole.
    """

    rows: tuple[ListedRow, ...]
    notes: tuple[Message, ...] = field(default=())


def read_list(path: Path) -> ActList:
    """Read a list of acts.

    Raises:
        WrongRegister: It is empty, too large, or has no heading row that names numbers or titles.
        MissingDependency: An XLSX cannot be read without its library.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise WrongRegister(say("The list of acts has more than {size} MB.", size=_MOST_BYTES >> 20), path=path)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _of_sheets(_sheets(path), path)
    data = path.read_bytes()
    if not data.strip(b"\x00 \r\n\t"):
        raise WrongRegister(say("The list of acts is empty."), hint=_HINT, path=path)
    text, notes = _decoded(data, path)
    if path.suffix.lower() == ".json":
        return _of_json(text, path)
    made = _of_table(_csv_rows(text, path), path)
    return ActList(made.rows, (*notes, *made.notes))


_HINT = say("It needs a heading row with at least: number, date, in_force_from, expired_on.")


_TOO_MANY = say("The list has more than {count} rows.", count=_MOST_ROWS)


def _unlike(path: Path, reason: Message) -> WrongRegister:
    return WrongRegister(say("The list of acts cannot be read: {reason}", reason=reason), hint=_HINT, path=path)


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[Message, ...]]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        encoding = "utf-8" if data.count(0) * _ZEROS_OF_UTF16 < len(data) else _utf16(data)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _unlike(path, say("it is no text in {encoding}", encoding=encoding.upper())) from None
    try:
        return data.decode("cp1258"), (say("The list was read as Windows-1258; save it as UTF-8 to be sure."),)
    except UnicodeDecodeError:
        raise _unlike(path, say("it is no text in UTF-8 or Windows-1258")) from None


def _utf16(data: bytes) -> str:
    return "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"


def _csv_rows(text: str, path: Path) -> list[tuple[int, list[object]]]:
    """The rows with their lines, parted by whichever sign makes most headings known."""
    best: list[tuple[int, list[object]]] = []
    known = -1
    for delimiter in _DELIMITERS:
        try:
            rows = list(_parted(text, delimiter, path))
        except csv.Error:
            raise _unlike(path, say("it is no table")) from None
        found = find_headings([cells for _, cells in rows[:50]])
        if (count := len(found.columns) if found else 0) > known:
            best, known = rows, count
    return best


def _parted(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[object]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield line, list(cells)
        line = reader.line_num + 1
        if line > _MOST_ROWS:
            raise WrongRegister(_TOO_MANY, path=path)


def _sheets(path: Path) -> dict[str, list[tuple[int, list[object]]]]:
    """The rows of every sheet, by its name."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingDependency(
            say("This command needs the part “{extra}”, which is not installed.", extra="sheet"),
            hint=say("Install it: {line}", line='pip install "pbgdpl-cli[sheet]"'),
        ) from None
    try:
        sheets, written = (
            {sheet.title: list(_numbered(sheet, path)) for sheet in book.worksheets}
            for book in (load_workbook(path, read_only=True, data_only=values) for values in (True, False))
        )
    except WrongRegister:
        raise
    except Exception:  # noqa: BLE001  (the library stumbles over broken files in many ways)
        raise _unlike(path, say("the workbook is damaged")) from None
    return {name: _with_formulas(rows, dict(written[name])) for name, rows in sheets.items()}


def _with_formulas(
    rows: list[tuple[int, list[object]]], written: dict[int, list[object]]
) -> list[tuple[int, list[object]]]:
    """Rows with the formula where no program has worked out its value: an empty cell would say that there is none."""
    known = dict(rows)
    return [
        (line, [said if value is None and _is_formula(said) else value
                for value, said in zip(known.get(line) or [None] * len(cells), cells, strict=True)])
        for line, cells in sorted(written.items())
    ]  # fmt: skip


def _is_formula(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith("=")


def _numbered(sheet: Any, path: Path) -> Iterator[tuple[int, list[object]]]:
    """The rows that say anything: a stray cell at the end of a sheet makes a million empty ones."""
    width, count = min(sheet.max_column or _MOST_COLUMNS, _MOST_COLUMNS), 0
    sheet.reset_dimensions()  # without a last column, rows the file does not hold come without cells to look at
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if row and any(map(_filled, row[:width])):
            count += 1
            if count > _MOST_ROWS:
                raise WrongRegister(_TOO_MANY, path=path)
            yield line, [*row[:width], *[None] * (width - len(row))]


def _names_acts(rows: Sequence[tuple[int, list[object]]]) -> bool:
    """Whether a sheet is a list: two columns that are known, for one alone may be the title on a cover."""
    headings = find_headings([cells for _, cells in rows])
    return headings is not None and len(headings.columns) > 1


def _of_sheets(sheets: Mapping[str, list[tuple[int, list[object]]]], path: Path) -> ActList:
    """All sheets with a heading row are read: some offices have one for each year."""
    with_acts = {name: rows for name, rows in sheets.items() if len(sheets) == 1 or _names_acts(rows)}
    others = [
        name for name, rows in sheets.items() if name not in with_acts and any(any(map(_filled, c)) for _, c in rows)
    ]
    if not with_acts:
        return _of_table([], path)
    made = {name: _of_table(rows, path) for name, rows in with_acts.items()}
    several = len(made) > 1
    found = [replace(row, sheet=name if several else "") for name, one in made.items() for row in one.rows]
    notes = [note for one in made.values() for note in one.notes]
    if others:
        notes.append(say("These sheets name no acts and are not read: {names}.", names=", ".join(others)))
    return ActList(tuple(found), tuple({str(note): note for note in notes}.values()))


def _of_table(rows: Sequence[tuple[int, list[object]]], path: Path) -> ActList:
    headings = find_headings([cells for _, cells in rows])
    if headings is None:
        raise _unlike(path, say("no row names the columns “number” or “title”"))
    if headings.twice:
        raise _unlike(path, say("two columns mean the same: {names}", names=", ".join(headings.twice)))
    found = tuple(
        _row(line, cells, headings)
        for line, cells in rows[headings.row + 1 :]
        if any(map(_filled, cells)) and not is_repeated(cells, headings)
    )
    return ActList(found, tuple(_notes(headings, found)))


def _notes(headings: HeadingRow, rows: Sequence[ListedRow]) -> Iterator[Message]:
    if not rows:
        yield say("The list has headings and no rows.")
    if headings.unused:
        yield say("These columns are not read: {names}.", names=", ".join(headings.unused[:12]))
    for said, meant in headings.slips.values():
        yield say("The column “{said}” is not known; “{meant}” may be meant.", said=said, meant=meant)


def _filled(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())


def _row(line: int, cells: Sequence[object], headings: HeadingRow) -> ListedRow:
    values = {
        name: cells[column]
        for name, column in headings.columns.items()
        if column < len(cells) and _filled(cells[column])
    }
    doubt = next(
        (
            say("the column “{said}” is not known; “{meant}” may be meant", said=said, meant=meant)
            for column, (said, meant) in headings.slips.items()
            if column < len(cells) and _filled(cells[column])
        ),
        None,
    )
    if doubt is None and any(map(_is_formula, values.values())):
        doubt = say("a cell holds a formula without its value; open the list and save it again")
    if doubt is None and any(map(_filled, cells[headings.width :])):
        doubt = say("it has more cells than there are headings")
    return ListedRow(line, values, doubt=doubt)


def _of_json(text: str, path: Path) -> ActList:
    try:
        body = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:  # its words are English, its place is what helps
        what = say("it is no valid JSON, at line {line}, column {column}", line=error.lineno, column=error.colno)
        raise _unlike(path, what) from None
    except (ValueError, RecursionError):
        raise _unlike(path, say("it is no valid JSON")) from None
    acts = body.get("acts") if isinstance(body, dict) else body
    if not isinstance(acts, list):
        raise _unlike(path, say("it is no list of acts"))
    if len(acts) > _MOST_ROWS:
        raise WrongRegister(_TOO_MANY, path=path)
    halves = "\\ud" in text.casefold()
    rows = tuple(_json_row(place, act, halves=halves) for place, act in enumerate(acts, start=1))
    return ActList(rows, () if rows else (say("The list has headings and no rows."),))


def _without_halves(act: Any) -> Any:
    return json.loads(json.dumps(act, ensure_ascii=False).encode("utf-8", "replace"))


def _json_row(place: int, act: Any, *, halves: bool) -> ListedRow:
    """A row of a JSON list; where the text may hold halves of signs (surrogates), one that does is doubted."""
    if halves and (whole := _without_halves(act)) != act:
        return replace(_json_row(place, whole, halves=False), doubt=say("it holds half a sign, which no text can hold"))
    if not isinstance(act, dict):
        return ListedRow(place, {}, doubt=say("it is no act"))
    events, texts = act.get("events") or [], act.get("texts") or []
    names = [name for name in act if name not in {"events", "texts"}]
    headings = find_headings([names])
    row = _row(place, [act[name] for name in names], headings or HeadingRow(0, len(names), {}))
    if not isinstance(events, list):
        return ListedRow(place, row.cells, doubt=say("its events are no list"))
    if not isinstance(texts, list):
        return ListedRow(place, row.cells, doubt=say("its texts are no list"))
    unknown = headings.unused if headings else ()
    doubt = row.doubt or (say("“{name}” is no member of an act", name=unknown[0]) if unknown else None)
    return ListedRow(place, row.cells, tuple(events), tuple(texts), doubt)
