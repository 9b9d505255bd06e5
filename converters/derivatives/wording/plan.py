"""A person's plan for derivatives: what is pinned, in which order, what is left out, and what is said in other words.

A plan is a sheet of one row a passage. It follows the text it was made for: a row whose words no longer stand there is
refused. A rewording has no number that the passage does not have, names who approved it, and is marked on the card.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from validators.problems import Problem, say

HEADER = ("Hiện", "Thứ tự", "Chỗ", "Lời văn", "Viết lại", "Người duyệt lời viết lại", "Căn cứ", "Vì sao không hiện")
_WIDTHS = (10, 10, 24, 70, 50, 26, 44, 40)  # letters
_LARGEST = 5 << 20  # bytes; a plan of a thousand rows has a fiftieth of it
_MOST_ROWS = 5000


class Show(StrEnum):
    """What a row says of its passage, as it is written in the sheet; empty leaves it to the program."""

    AS_CHOSEN = ""
    PINNED = "ghim"
    YES = "có"
    NO = "không"


class WrongPlan(Problem):
    """A plan that cannot be read, or does not fit the material."""

    code = "wrong-plan"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One passage of a plan.

    Attributes:
        pointer: JSON Pointer of the passage.
        text: Its words, by which it is known again.
        show: Whether it is shown.
        order: Its place among the others; None to stay where it stands in the material.
        rewording: Other words for it; empty for its own.
        approved_by: Who approved them.
        citation: The provision, for the reader of the sheet.
        reason: Why it is not shown, for the reader of the sheet.
    """

    pointer: str
    text: str
    show: Show = Show.AS_CHOSEN
    order: float | None = None
    rewording: str = ""
    approved_by: str = ""
    citation: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read.

    Attributes:
        rows: Its passages.
        content: The file, as it is kept in the package.
    """

    rows: tuple[PlanRow, ...]
    content: bytes

    @property
    def sha256(self) -> str:
        """Hash of the file."""
        return hashlib.sha256(self.content).hexdigest()


def written(rows: Sequence[PlanRow]) -> bytes:
    """A plan as an XLSX file; words that Excel would take for a formula are kept as words."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  (a new book has one)
    sheet.title = "Ke hoach"
    sheet.append(HEADER)
    for row in rows:
        order = "" if row.order is None else row.order
        said = (row.pointer, row.text, row.rewording, row.approved_by, row.citation, row.reason)
        sheet.append((row.show.value, order, *said))
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_plan(content: bytes) -> Plan:
    """Read a plan.

    Args:
        content: An XLSX file as `written` makes it, filled in by a person.

    Raises:
        WrongPlan: It is none, or a row says what cannot be followed.
    """
    return Plan(tuple(_rows(content)), content)


def _rows(content: bytes) -> Iterator[PlanRow]:
    from openpyxl import load_workbook

    if len(content) > _LARGEST:
        raise WrongPlan(say("This plan is too large to be one."))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [line for _, line in zip(range(_MOST_ROWS), book.worksheets[0].values, strict=False)]
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise WrongPlan(say("This is no plan: it is no XLSX file that can be read."), hint=_MAKE) from error
    if not lines or tuple(str(cell or "").strip() for cell in lines[0][: len(HEADER)]) != HEADER:
        raise WrongPlan(say("This is no plan: its head is not the one it was made with."), hint=_MAKE)
    for number, line in enumerate(lines[1:], 2):
        padded = (*line, *[None] * len(HEADER))[: len(HEADER)]
        cells = [str(cell if cell is not None else "").strip() for cell in padded]
        if any(cells):
            yield _row(number, cells)


def _row(number: int, cells: Sequence[str]) -> PlanRow:
    show, order, pointer, text, rewording, approved_by, citation, reason = cells
    if show.casefold() not in set(Show):
        raise WrongPlan(say("Row {row} of the plan: “{word}” is neither ghim, có nor không.", row=number, word=show))
    if order and not re.fullmatch(r"\d{1,4}(?:[.,]\d{1,3})?", order):
        raise WrongPlan(say("Row {row} of the plan: “{word}” is no number.", row=number, word=order))
    if rewording and (strange := _numbers(rewording) - _numbers(text)):
        raise WrongPlan(
            say("Row {row} of the plan: the passage does not say “{number}”.", row=number, number=min(strange)),
            hint=say("A rewording may leave numbers out, but not bring any in."),
        )
    place = float(order.replace(",", ".")) if order else None
    return PlanRow(pointer, text, Show(show.casefold()), place, rewording, approved_by, citation, reason)


def _numbers(text: str) -> set[str]:
    return {found.strip(".,") for found in re.findall(r"\d[\d.,/]*", text)}


_MAKE = say("Make one with: pbgdpl derive plan PACKAGE")
