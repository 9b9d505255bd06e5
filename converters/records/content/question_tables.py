"""Tables of questions and answers: one column asks, another answers, each row is a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.reading.document import BlockKind, Cell
from converters.records.content.question_labels import asks
from converters.records.passages.paragraphs import passages_in
from converters.records.passages.passage import Passage

_ASKS = re.compile(r"\W{0,3}(?:nội dung |các )?(?:câu hỏi|hỏi|tình huống|vấn đề|vướng mắc)\b.{0,30}$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\W{0,3}(?:nội dung |phần |gợi ý |hướng dẫn |hướng |cách )?(?:trả lời|giải đáp|đáp án|đáp|giải quyết|xử lý)\b"
    r".{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column asks, which answers, and how many there are."""

    question: int
    answer: int
    width: int


def spread_question_tables(text: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages with every table of questions and answers taken apart into its cells; other tables stay.

    Args:
        text: Passages in reading order.
    """
    spread: list[Passage] = []
    known: _Columns | None = None
    for passage in text:
        if passage.kind is not BlockKind.TABLE or not passage.cells:
            known = known if passage.kind is BlockKind.TABLE else None
            spread.append(passage)
            continue
        columns, first = _columns(passage, known)
        if columns is None:
            spread.append(passage)
            continue
        spread += _pairs(passage, columns, first, goes_on=known is not None)
        known = columns
    return tuple(spread)


def _columns(passage: Passage, known: _Columns | None) -> tuple[_Columns | None, int]:
    """The roles of the columns and the first row of pairs; a table goes on with the one before it on the last page."""
    width = max(cell.column for cell in passage.cells) + 1
    head = {cell.column: cell.text for cell in passage.cells if cell.row == 0}
    asked = next((column for column, text in head.items() if _ASKS.match(text)), None)
    answered = next((column for column, text in head.items() if _ANSWERS.match(text)), None)
    if asked is not None and answered is not None and asked != answered:
        return _Columns(asked, answered, width), 1
    if known is not None and known.width == width:
        return known, 0
    if width in {2, 3}:
        rows = {cell.row: cell.text for cell in passage.cells if cell.column == width - 2}
        if len(rows) >= 2 and all(asks(" ".join(text.split())) for text in rows.values()):
            return _Columns(width - 2, width - 1, width), 0
    return None, 0


def _pairs(passage: Passage, columns: _Columns, first: int, *, goes_on: bool) -> Iterator[Passage]:
    rows = sorted({cell.row for cell in passage.cells if cell.row >= first})
    cells = {(cell.row, cell.column): cell for cell in passage.cells}
    for row in rows:
        asked, answered = cells.get((row, columns.question)), cells.get((row, columns.answer))
        whole = [cell for (at, _), cell in cells.items() if at == row and cell.text.strip()]
        if len(whole) == 1 and not (goes_on and row == first) and whole[0] is not answered:
            yield from _cell(passage, whole[0], "", "")  # a row that spans all columns is a heading between questions
            continue
        yield from _cell(passage, asked, "question", "question-more")
        yield from _cell(passage, answered, "answer", "answer")


def _cell(passage: Passage, cell: Cell | None, first: str, further: str) -> Iterator[Passage]:
    lines = () if cell is None else cell.lines
    for number, made in enumerate(passages_in(lines, passage.page, passage.method)):
        yield replace(made, role=further if number else first)
