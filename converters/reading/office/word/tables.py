"""How a table of a Word file is set: its rows and cells, and whether it sets blocks side by side or tells data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.reading.office.flow import are_counted, folds
from converters.reading.office.package import Element
from converters.reading.office.word.styles import Styles, W, is_on, value
from converters.reading.paging.values import is_value
from validators.language import legal_paper

NESTED = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
"""What may stand round rows, cells and paragraphs without being one."""
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3
_LETTERHEAD_ROWS = 2
# What the header and the closing of an act say: the country, who receives copies, for whom somebody signs.
_BLOCKS = re.compile(rf"{legal_paper.RECIPIENTS}|{legal_paper.SIGNED_FOR}|(?i:cộng hòa xã hội|cộng hoà xã hội|độc lập)")


def rows_of(table: Element) -> Iterator[Element]:
    """Its rows (`w:tr`), those inside content controls too."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in NESTED:
            yield from rows_of(child)


def cells_of(row: Element) -> list[Element]:
    """Its cells (`w:tc`), those inside content controls too."""
    found = []
    for child in row:
        if child.tag == f"{W}tc":
            found.append(child)
        elif child.tag in NESTED:
            found += cells_of(child)
    return found


def is_deleted(row: Element) -> bool:
    """Whether a tracked change takes the row out (ECMA-376-1, 17.13.5.12)."""
    return row.find(f"{W}trPr/{W}del") is not None


def is_layout(table: Element, rows: list[Element], styles: Styles) -> bool:
    """Whether a small table has no lines at all, as the header and the signature block of an act are set.

    Of three or four rows, it is one only when it says what such blocks say; one that holds amounts never is.
    """
    if len(rows) > _LAYOUT_ROWS or any(len(cells_of(row)) > _LAYOUT_COLUMNS for row in rows):
        return False
    properties = table.find(f"{W}tblPr")
    if _has_lines(None if properties is None else properties.find(f"{W}tblBorders")):
        return False
    own = properties is not None and properties.find(f"{W}tblBorders") is not None
    if not own and styles.table_has_lines(value(properties, "tblStyle")):
        return False
    inner = [cell.find(f"{W}tcPr/{W}tcBorders") for row in rows for cell in cells_of(row)]
    if any(_has_lines(borders) for borders in inner):
        return False
    texts = [_text(cell) for row in rows for cell in cells_of(row)]
    if any(is_value(text) and len(text) > 1 for text in texts):
        return False
    return len(rows) <= _LETTERHEAD_ROWS or any(_BLOCKS.search(text) for text in texts)


def is_labelled(grid: Sequence[Sequence[Element]]) -> bool:
    """Whether the first cell of each of several rows is a label of what stands beside it ("Hồ sơ gồm:", "Ở đâu?")."""
    return len(grid) > 1 and all(len(cells) > 1 and _labels(cells[0], cells[1:]) for cells in grid)


def is_counted(grid: Sequence[Sequence[Element]]) -> bool:
    """Whether its cells go on row by row ("A. …", "B. …" above "C. …", "D. …")."""
    return len(grid) > 1 and are_counted([_text(cell) for cells in grid for cell in cells])


def _labels(cell: Element, beside: Sequence[Element]) -> bool:
    """By its last sign, or by bold print that what stands beside it has not."""
    text = _text(cell)
    if not text or not any(map(_text, beside)) or _BLOCKS.search(" ".join([text, *map(_text, beside)])):
        return False
    return text.endswith((":", "?")) or (_is_bold(cell) and not any(map(_is_bold, beside)))


def _text(cell: Element) -> str:
    return "".join(item.text or "" for item in cell.iter(f"{W}t")).strip()


def _is_bold(cell: Element) -> bool:
    inked = [run for run in cell.iter(f"{W}r") if any((item.text or "").strip() for item in run.iter(f"{W}t"))]
    return bool(inked) and all(is_on(run.find(f"{W}rPr/{W}b")) is True for run in inked)


def row_folds(rows: list[Element]) -> bool:
    """Whether the only row of a table sets text in columns side by side."""
    if len(rows) != 1:
        return False
    return folds(
        [
            sum(any((text.text or "").strip() for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
            for cell in cells_of(rows[0])
        ]
    )


def _has_lines(borders: Element | None) -> bool:
    if borders is None:
        return False
    return any(side.get(f"{W}val") not in {"none", "nil", None} for side in borders)
