"""A package of a legal act as a row of the register: what it is, from when it holds, and what it does to others.

Days and changes are taken only from a text somebody compared with the original: a misread day would call a law ended
that is in force, or the other way round. Of other texts the act is entered, and its life stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from validators.citations.acts.dates import find_dates
from validators.citations.register.lists import ListedRow
from validators.problems import Message, say
from validators.sharing.content import blocks
from validators.sharing.record import Citation, Division, Record
from validators.sharing.standing import was_compared

_KIND = "van-ban-quy-pham"
_BEGINS = re.compile(r"(?:này\s+)?có hiệu lực(?: thi hành)?\s+(?:kể\s+)?từ ngày", re.IGNORECASE)
_NEAR = 45  # characters in which the day stands after these words


def is_act(record: Record) -> bool:
    """Whether a record is a legal act."""
    return record.kind == _KIND


def row_of(record: Record, path: Path, line: int) -> tuple[list[ListedRow], list[Message]]:
    """The rows an act gives: its own, and one for each act it changes; and what could not be taken."""
    own: dict[str, object] = {
        "number": record.number, "title": record.title, "organ": record.publisher.name if record.publisher else None,
        "date": record.date_issued.exact if record.date_issued else None, "articles": _articles(record),
        "source": path.as_posix(),
    }  # fmt: skip
    if not was_compared(record):
        note = say(
            "{path}: nobody has compared this act with the original; its days and changes were not taken.", path=path
        )
        return [ListedRow(line, _filled(own))], [note]
    begins = _begins(record)
    rows = [ListedRow(line, _filled({**own, "in-force": begins}))]
    changed = list(_changes(record, begins, path, line))
    if begins is None:
        return rows, [say("{path}: it is not clear from when this act holds; that stays unknown.", path=path)]
    return [*rows, *changed], []


def _filled(cells: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in cells.items() if value is not None}


def _articles(record: Record) -> int | None:
    labels = {
        block.label for _, block in blocks(record.content) if isinstance(block, Division) and block.type == "article"
    }
    return len(labels) or None


def _begins(record: Record) -> dt.date | None:
    """The one day from which the act says it holds; None where it says none or several."""
    texts = (getattr(block, "text", None) or "" for _, block in blocks(record.content))
    days = {day for text in texts for day in _days_in(text)}
    return days.pop() if len(days) == 1 else None


def _days_in(text: str) -> Iterator[dt.date]:
    for found in _BEGINS.finditer(text):
        near = text[found.end() - len("ngày") : found.end() + _NEAR]
        first = next(find_dates(near), None)
        if first and first.value and "này" in text[max(0, found.start() - 12) : found.end()]:
            yield first.value


def _changes(record: Record, begins: dt.date | None, path: Path, line: int) -> Iterator[ListedRow]:
    """What the act does to those it cites as amended, replaced or repealed."""
    for citation in record.legal_basis:
        if citation.act.number and citation.role in {"amended", "replaced", "repealed"} and begins:
            yield ListedRow(line, {"number": citation.act.number}, (_event(citation, begins, record, path),))


def _event(citation: Citation, begins: dt.date, record: Record, path: Path) -> dict[str, str]:
    place = citation.locator
    words = (("điểm", place.point), ("khoản", place.clause), ("Điều", place.article))
    scope = " ".join(f"{unit} {label}" for unit, label in words if label)
    kind = "amended" if citation.role == "amended" else ("partly-expired" if scope else "expired")
    return {
        "kind": kind,
        "date": begins.isoformat(),
        "scope": scope,
        "by": record.number or "",
        "source": path.as_posix(),
    }
