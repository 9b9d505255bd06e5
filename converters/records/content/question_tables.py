"""Tables of questions and answers: one column asks, another answers, each row is a pair.

What the other columns say stays with its row: before the question its number, after the answer more of the answer,
under the name of its column. The head of the table stays a table of one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from converters.reading.document import BlockKind, Cell
from converters.records.content.question_labels import asks
from converters.records.passages.paragraphs import passages_in
from converters.records.passages.passage import Passage, joined

_ASKS = re.compile(
    r"\W{0,3}(?:nội dung |các )?(?:câu hỏi|hỏi|tình huống|vấn đề|vướng mắc|kiến nghị|phản ánh|thắc mắc)\b.{0,30}$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\W{0,3}(?:nội dung |phần |gợi ý |hướng dẫn |hướng |cách )?(?:trả lời|giải đáp|đáp án|đáp|giải quyết|xử lý)\b"
    r".{0,30}$",
    re.IGNORECASE,
)

_OPTION = re.compile(r"[A-E]")  # the name of a column of options, or the key to them


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column asks, which answers, how many there are, and what the head calls them."""

    question: int
    answer: int
    width: int
    names: Mapping[int, str] = field(default_factory=dict)


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
        if first:
            spread.append(_head(passage, first))
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
        return _Columns(asked, answered, width, {column: " ".join(text.split()) for column, text in head.items()}), 1
    if known is not None and known.width == width:
        return known, 0
    if width in {2, 3}:
        rows = {cell.row: cell.text for cell in passage.cells if cell.column == width - 2}
        if len(rows) >= 2 and all(asks(" ".join(text.split())) for text in rows.values()):
            return _Columns(width - 2, width - 1, width), 0
    return None, 0


def _head(passage: Passage, first: int) -> Passage:
    """The rows above the pairs, as a table of their own."""
    cells = tuple(replace(cell, header=True) for cell in passage.cells if cell.row < first)
    lines = [line for cell in cells for line in cell.lines]
    made = joined(tuple(passages_in(lines, passage.page, passage.method)))
    return replace(made, kind=BlockKind.TABLE, cells=cells)


def _pairs(passage: Passage, columns: _Columns, first: int, *, goes_on: bool) -> Iterator[Passage]:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(passage.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= first and cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for row, cells in rows.items():
        if len(cells) == 1 and not (goes_on and row == first) and cells[0].column != columns.answer:
            yield from _cell(passage, cells[0], "")  # a row that spans all columns is a heading between questions
            continue
        yield from _pair(passage, columns, cells)


def _pair(passage: Passage, columns: _Columns, cells: Sequence[Cell]) -> Iterator[Passage]:
    """One row: what stands before the question opens it, what stands anywhere else is part of the answer."""
    asked = [cell for cell in cells if cell.column == columns.question]
    before = [cell for cell in cells if cell.column < min(columns.question, columns.answer)] if asked else []
    for cell in before:
        yield from _cell(passage, cell, "number")
    for cell in asked:
        yield from _cell(passage, cell, "question", "question-more")
    for cell in cells:
        if cell not in asked and cell not in before:
            name = "" if cell.column == columns.answer else columns.names.get(cell.column, "")
            if _OPTION.fullmatch(cell.text.strip()) and cell.column == columns.answer:
                name = columns.names.get(cell.column, "")  # a lone letter says nothing without "Đáp án"
            yield from _cell(passage, cell, "answer", under=name)


def _cell(passage: Passage, cell: Cell, first: str, further: str = "", under: str = "") -> Iterator[Passage]:
    for number, made in enumerate(passages_in(cell.lines, passage.page, passage.method)):
        yield replace(made, role=(further or first) if number else first, under="" if number else under)
