"""A list that came back: a workbook, CSV or Markdown, with what an office program made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pbgdpl_cli.review.lists.answers import ListedAnswer, choice_of
from pbgdpl_cli.review.lists.columns import AGAIN, ANSWER, KEY, LAYOUT, PLACE_OF, SAYS
from pbgdpl_cli.review.lists.markdown import read_markdown
from pbgdpl_cli.sheets.layout import BASE
from pbgdpl_cli.sheets.returned import ReadCell, ReturnedSheet, Row, WrongSheet
from validators.problems import Message, say
from validators.sharing.sheet_columns import UnreadableCell, canonical, refuse_made_other

_APOSTROPHE = re.compile(r"\A'(?=[\d=+@\t'-])")
MARKDOWN = frozenset({".md", ".markdown", ".txt"})


class ReturnedList:
    """A list as it came back.

    Args:
        path: The file.

    Raises:
        WrongSheet: It is none of ours.
        OSError: It cannot be read.

    Attributes:
        answers: One for every row or place, also where nothing was written.
        notes: What is in it and was not looked at.
        sheet: The workbook, to take what became of each row; None for Markdown.
    """

    def __init__(self, path: Path) -> None:
        self.sheet: ReturnedSheet | None = None
        self.notes: tuple[Message, ...] = ()
        self._rows: dict[int, Row] = {}
        if path.suffix.lower() in MARKDOWN:
            self.answers = tuple(_of_markdown(path))
        else:
            self.sheet = ReturnedSheet(path, LAYOUT)
            self.notes = self.sheet.notes
            rows = tuple(self.sheet.rows())
            self.answers = tuple(map(_of_row, rows))
            self._rows = dict(enumerate(rows))

    def row(self, at: int) -> Row | None:
        """The row of an answer, by its place among them; None for Markdown."""
        return self._rows.get(at)


def _of_markdown(path: Path) -> Iterator[ListedAnswer]:
    wrong = WrongSheet(
        say("This is not a list that “{line}” made.", line=LAYOUT.maker),
        hint=say("Keep the lines that begin with “<!--”."),
        path=path,
    )
    try:
        found = list(read_markdown(path))
    except ValueError as error:
        raise wrong from error
    if not found:
        raise wrong
    yield from found


def _of_row(row: Row) -> ListedAnswer:
    typed, again = row.cells.get(ANSWER), row.cells.get(AGAIN)
    fault = _fault(typed) or _fault(again) or _fault_of(row.cells, KEY) or _fault_of(row.cells, PLACE_OF)
    return ListedAnswer(
        f"{row.sheet}!{row.number}", row.said(PLACE_OF), row.said(KEY), row.said(BASE), _text(typed), _text(again),
        choice_of(row.said(SAYS)), fault,
    )  # fmt: skip


def _fault_of(cells: Mapping[str, ReadCell], key: str) -> Message | None:
    return cells[key].fault if key in cells else None


def _fault(cell: ReadCell | None) -> Message | None:
    """Why a cell is not what a person typed: a formula, an error, a number or a day the program made of it."""
    if cell is None:
        return None
    if cell.fault is not None or cell.value is None:
        return cell.fault
    try:
        refuse_made_other(cell.value)
    except UnreadableCell as problem:
        return problem.message
    return None


def _text(cell: ReadCell | None) -> str:
    """What a cell says, without the apostrophe that makes text of a number in spreadsheets."""
    return "" if cell is None else _APOSTROPHE.sub("", canonical(cell.value))
