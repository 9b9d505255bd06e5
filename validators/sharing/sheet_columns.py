"""Metadata as one row of a sheet: which columns, how a value is written in a cell, and how it is read back.

Pure functions over plain cells (text, date, number, None); the file format is somebody else's business. Several values
in one cell are separated by semicolons (TT 24/2011/TT-BTTTT, Điều 5). Codes are shown by their Vietnamese names.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say
from validators.sharing.issue_date import IssueDate
from validators.sharing.pointer import parts_of, value_at
from validators.sharing.schema import title_of
from validators.sharing.vocabulary import name_of, vocabulary

Cell = str | dt.date | int | float | None
LONGEST_CELL = 32_000  # signs; Excel holds 32,767 and cuts the rest off without a word
CUT = "⟨…⟩"  # ends what was too long for a cell
_NO_CELL_HOLDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STANDS_FOR = re.compile(rf"⟨U\+[0-9A-F]{{4}}⟩|{CUT}\Z")
_FIRST_DAY = dt.date(1899, 12, 30)  # day 0 of a spreadsheet
_DAYS = range(20_000, 80_000)  # 1954 to 2119: numbers in a column of dates that are days


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        pointer: Where the value stands in the record.
        required: TT 24/2011 or QĐ 14/2019 demands it.
        codes: The code list its values come from.
        kind: text, date, issue-date (a day or a month), choice, choices, words or yes-no.
        width: In characters.
    """

    pointer: str
    required: bool = False
    codes: str | None = None
    kind: str = "text"
    width: int = 24

    @property
    def heading(self) -> str:
        """The Vietnamese heading; required columns end with an asterisk."""
        parent, _, _ = self.pointer.rpartition("/")
        title = title_of(self.pointer) or self.pointer
        above = f"{title_of(parent)}: " if parent else ""
        return above + title + (" *" if self.required else "")

    @property
    def choices(self) -> tuple[str, ...]:
        """What a drop-down offers; empty where anything may be written."""
        if self.kind == "yes-no":
            return (_YES, _NO)
        return tuple(dict.fromkeys(term.vi for term in vocabulary(self.codes).terms)) if self.codes else ()


_YES, _NO = "Có", "Không"
COLUMNS = (
    Column("/identifier", width=46),
    Column("/title", required=True, width=48),
    Column("/kind", required=True, codes="kinds", kind="choice"),
    Column("/language", codes="languages", kind="choice", width=16),
    Column("/creator/name", required=True, width=36),
    Column("/publisher/name", required=True, width=36),
    Column("/number", width=18),
    Column("/date_issued", required=True, kind="issue-date", width=16),
    Column("/level", codes="levels", kind="choice", width=16),
    Column("/place/code", width=14),
    Column("/place/name", width=24),
    Column("/description", required=True, width=60),
    Column("/keywords", kind="words", width=30),
    Column("/subjects", codes="subjects", kind="choices", width=30),
    Column("/audiences", codes="audiences", kind="choices", width=30),
    Column("/rights/statement", width=30),
    Column("/rights/license", width=18),
    Column("/rights/source", width=30),
    Column("/rights/author", width=30),
    Column("/ai/generated", kind="yes-no", width=14),
    Column("/ai/tool", width=20),
    Column("/ai/label_shown", kind="yes-no", width=14),
    Column("/reviewed_on", kind="date", width=16),
    Column("/review_due", kind="date", width=16),
)


class UnreadableCell(ValueError):
    """A cell that cannot be read; its message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def cell_of(record: dict[str, Any], column: Column) -> Cell:
    """A record's value as a cell."""
    value = value_at(record, column.pointer)
    if value is None or value == []:
        return None
    if column.kind == "date":
        return dt.date.fromisoformat(value)
    if column.kind == "issue-date":
        issued = IssueDate.of(value)
        return issued.exact or issued.printed
    if column.kind == "yes-no":
        return _YES if value else _NO
    if column.kind == "choices":
        return "; ".join(_name(column, str(item)) for item in value)
    if column.kind == "words":
        return "; ".join(value)
    if not isinstance(value, str):
        raise TypeError(value)
    return _name(column, value)


def shown_cell(record: dict[str, Any], column: Column) -> Cell:
    """What a sheet shows of a record's value, whatever it is.

    What is no value of its column is shown as JSON, signs no sheet can hold as ⟨U+0001⟩, and a text longer than a cell
    is cut, with a sign that it was.
    """
    try:
        cell = cell_of(record, column)
    except (TypeError, ValueError, AttributeError):
        cell = json.dumps(value_at(record, column.pointer), ensure_ascii=False)
    if not isinstance(cell, str):
        return cell
    return fitting(cell)


def fitting(text: str) -> str:
    """A text as a cell can hold it: forbidden signs shown as ⟨U+0001⟩, cut with a sign that it was where it is long."""
    held = _NO_CELL_HOLDS.sub(lambda sign: f"⟨U+{ord(sign.group()):04X}⟩", text)
    return held if len(held) <= LONGEST_CELL else held[:LONGEST_CELL] + CUT


def stands_for_more(text: str) -> bool:
    """Whether a cell holds a sign by which `shown_cell` showed what the sheet cannot hold."""
    return _STANDS_FOR.search(text) is not None


def canonical(cell: Cell) -> str:
    """A cell as text, without what office programs change on their own: forms of Unicode, ends of lines, margins."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = normalized("NFC", str(cell)).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\xa0", " ").strip()


def says_the_same(cell: Cell, record: dict[str, Any], column: Column) -> bool:
    """Whether a cell says what the record does: also where a program made a number or a day of what was text."""
    shown, before = shown_cell(record, column), value_at(record, column.pointer)
    told, was = canonical(cell), canonical(shown)
    if told == was or (told.isdecimal() and was.isdecimal() and int(told) == int(was)):
        return True
    if isinstance(cell, dt.date) and column.kind == "issue-date" and f"{before}-01" == cell.isoformat():
        return True  # "04/2026" was made the first of April
    try:
        value = value_of(cell, column)
    except UnreadableCell:
        return False
    return bool(value == before or (not value and not before and not isinstance(value, bool)))


def swapped_day(cell: str, record: dict[str, Any], column: Column) -> str | None:
    """The day a cell says, where the record has it with day and month the other way round: a program did that."""
    try:
        said = dt.date.fromisoformat(str(value_of(cell, column)))
        swapped = dt.date(said.year, said.day, said.month).isoformat()
    except (UnreadableCell, ValueError):
        return None
    written_plainly = cell.strip() == said.isoformat()
    return said.isoformat() if swapped == value_at(record, column.pointer) and not written_plainly else None


def _name(column: Column, code: str) -> str:
    return name_of(column.codes, code) if column.codes else code


def value_of(cell: Cell, column: Column) -> Any:
    """A cell as the record holds it; None for an empty one.

    Raises:
        UnreadableCell: The cell cannot be read that way.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return [] if column.kind in {"choices", "words"} else None
    return _READERS[column.kind](cell, column)


def refuse_made_other(cell: Cell) -> None:
    """Refuse text of which a spreadsheet made a day or a number, which may have lost zeros and points.

    Raises:
        UnreadableCell: It did.
    """
    if isinstance(cell, dt.date):
        raise UnreadableCell(
            say("The sheet turned “{value}” into a date; format the cell as text.", value=cell.isoformat())
        )
    if isinstance(cell, int | float):
        raise UnreadableCell(
            say(
                "The sheet turned this into the number {value}; format the cell as text and write it again.", value=cell
            )
        )


def _read_text(cell: Cell, column: Column) -> str:
    del column
    refuse_made_other(cell)
    return str(cell)


def _read_date(cell: Cell, column: Column) -> str:
    from validators.language.days import UnreadableDay, read_day  # its patterns take a while; who only shows needs none

    del column
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int | float) and cell in _DAYS:  # a day that somebody formatted as a number
        return (_FIRST_DAY + dt.timedelta(days=int(cell))).isoformat()
    try:
        day = read_day(cell)
    except UnreadableDay:
        day = None  # its words are about lists of acts
    if day is None:
        raise UnreadableCell(say("“{value}” is not a date; write DD/MM/YYYY.", value=cell))
    return day.isoformat()


_PRINTED_MONTH = re.compile(r"\s*(?:[Tt]háng\s+)?(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})\s*")
_ISO_MONTH = re.compile(r"\s*\d{4}-\d{2}\s*")


def _read_issue_date(cell: Cell, column: Column) -> str:
    try:
        if printed := _PRINTED_MONTH.fullmatch(str(cell)):
            return IssueDate(int(printed[2]), int(printed[1])).isoformat()
        if _ISO_MONTH.fullmatch(str(cell)):
            return IssueDate.of(str(cell).strip()).isoformat()
        return _read_date(cell, column)
    except (ValueError, UnreadableCell):
        raise UnreadableCell(say("“{value}” is not a date; write DD/MM/YYYY, or MM/YYYY.", value=cell)) from None


def _read_choice(cell: Cell, column: Column) -> str:
    assert column.codes is not None  # noqa: S101
    wanted = _folded(str(cell))
    for term in vocabulary(column.codes).terms:
        if wanted in {_folded(term.vi), _folded(term.code), _folded(term.en)}:
            return term.code
    raise UnreadableCell(say("“{value}” is not in the list; choose from the drop-down.", value=cell))


def _read_choices(cell: Cell, column: Column) -> list[Any]:
    codes = [_read_choice(part, column) for part in _parts(cell)]
    return [int(code) for code in codes] if column.codes == "subjects" else codes


def _read_words(cell: Cell, column: Column) -> list[str]:
    del column
    refuse_made_other(cell)
    return _parts(cell)


def _parts(cell: Cell) -> list[str]:
    """Values between semicolons, or each on a line of its own, as Alt+Enter makes them."""
    return [part.strip() for part in re.split(r"[;\n]", str(cell)) if part.strip()]


def _read_yes_no(cell: Cell, column: Column) -> bool:
    del column
    answers = {_folded(_YES): True, _folded(_NO): False, "true": True, "false": False, "1": True, "0": False}
    answer = answers.get(_folded(str(cell)))
    if answer is None:
        raise UnreadableCell(say("Write “{yes}” or “{no}”.", yes=_YES, no=_NO))
    return answer


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


_READERS: dict[str, Callable[[Cell, Column], Any]] = {
    "text": _read_text,
    "date": _read_date,
    "issue-date": _read_issue_date,
    "choice": _read_choice,
    "choices": _read_choices,
    "words": _read_words,
    "yes-no": _read_yes_no,
}


def with_value(record: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """A copy of the record with one value set, or taken away when it is None. Objects left empty go too."""
    made = copy.deepcopy(record)
    *path, last = parts_of(pointer)
    parents: list[dict[str, Any]] = [made]
    for part in path:
        child = parents[-1].get(part)
        parents[-1][part] = child if isinstance(child, dict) else {}
        parents.append(parents[-1][part])
    if value is None:
        parents[-1].pop(last, None)
    else:
        parents[-1][last] = value
    for part, parent, child in zip(path, parents, parents[1:], strict=False):
        if not child:
            parent.pop(part)
    return made
