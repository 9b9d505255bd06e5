"""What a person chose on a page, as an entry of the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby

from converters.corrections.lines.arrangement import REGIONS, Arrangement, Change, LineMark, TypedCell
from converters.corrections.lines.arranging import arranged, read_at
from converters.corrections.lines.regions import block_with, line_from, marks_of
from converters.corrections.lines.typed_tables import lines_of_table
from converters.corrections.places import lines_of
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Line, Page
from validators.language.unicode_hygiene import clean_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants done with lines of a page, or with a place on it.

    Attributes:
        change: What.
        first: Which line, from 0 in reading order; None where it is about a place.
        last: The last of several lines; the same where it is one.
        at: Words of the line that stand in its first half (`SPLIT`).
        to: The line before which the others shall stand (`MOVED`); None for the end of the page.
        kind: Of the block to be made (`MARKED`).
        box: The place, in pixels of the page image as stored.
        text: The words to be added (`ADDED`).
        cells: Of the table (`TABLE`).
        why: A note for those who read the history.
    """

    change: Change
    first: int | None = None
    last: int | None = None
    at: int = 0
    to: int | None = None
    kind: BlockKind | None = None
    box: Box | None = None
    text: str = ""
    cells: tuple[TypedCell, ...] = ()
    why: str | None = None


def arrangement_of(page: Page, wanted: Wanted, key: str, who: str, when: dt.datetime) -> Arrangement | None:
    """The entry that does what is wanted; None where it cannot be done, or would change nothing.

    Args:
        page: As it stands.
        wanted: What the person chose.
        key: A name that no other entry of the log has.
        who: Who does it.
        when: With the offset from UTC.
    """
    lines = list(lines_of(page))
    chosen = _chosen(lines, wanted)
    if wanted.change is Change.TABLE:
        chosen = lines_of_table(page, chosen)
    if not _is_whole(wanted, len(lines), chosen):
        return None
    made = Arrangement(
        key,
        wanted.change,
        page.number,
        before="\n".join(line.text for line in chosen),
        after=_after(wanted, chosen),
        who=who,
        when=when,
        lines=_marks(page, wanted, chosen),
        box=wanted.box,
        kind=wanted.kind,
        was=_was(page, chosen),
        to=None if wanted.to is None else marks_of(page, [lines[wanted.to]])[0],
        cells=tuple(wanted.cells),
        why=wanted.why,
    )
    if made.places:
        made = _of_place(page, made)
    done = arranged(page, made)
    return made if done is not None and done != page else None


def _chosen(lines: list[Line], wanted: Wanted) -> list[Line]:
    if wanted.first is None:
        return []
    last = wanted.first if wanted.last is None else wanted.last
    return lines[min(wanted.first, last) : max(wanted.first, last) + 1]


def _is_whole(wanted: Wanted, count: int, chosen: list[Line]) -> bool:
    """Whether all that its kind needs was chosen."""
    if wanted.to is not None and not 0 <= wanted.to < count:
        return False
    match wanted.change:
        case Change.JOINED:
            return len(chosen) > 1
        case Change.SPLIT:
            return len(chosen) == 1 and 0 < wanted.at < len(chosen[0].words)
        case Change.ADDED:
            return wanted.box is not None and bool(clean_text(wanted.text).split())
        case Change.MARKED:
            return bool(chosen) or (wanted.box is not None and wanted.kind in REGIONS)
        case Change.TABLE:
            return bool(chosen) and bool(wanted.cells)
        case _:
            return bool(chosen)


def _marks(page: Page, wanted: Wanted, chosen: list[Line]) -> tuple[LineMark, ...]:
    if wanted.change is not Change.SPLIT:
        return marks_of(page, chosen)
    (whole,) = marks_of(page, chosen)
    halves = (line_from(chosen[0].words[: wanted.at]), line_from(chosen[0].words[wanted.at :]))
    if whole.box is None:
        return tuple(LineMark(half.text, None, whole.nth) for half in halves)
    return tuple(LineMark(half.text, half.box) for half in halves)


def _after(wanted: Wanted, chosen: list[Line]) -> str:
    match wanted.change:
        case Change.JOINED:
            return " ".join(line.text for line in chosen)
        case Change.SPLIT:
            words = [word.text for word in chosen[0].words]
            return " ".join(words[: wanted.at]) + "\n" + " ".join(words[wanted.at :])
        case Change.ADDED:
            return " ".join(clean_text(wanted.text).split())
        case Change.TABLE:
            rows = groupby(wanted.cells, key=lambda cell: cell.row)
            return "\n".join("\t".join(" ".join(cell.text.split()) for cell in cells) for _, cells in rows)
        case _:
            return "\n".join(line.text for line in chosen)


def _was(page: Page, chosen: list[Line]) -> BlockKind | None:
    block = block_with(page, chosen[0]) if chosen else None
    return None if block is None else block.kind


def _of_place(page: Page, made: Arrangement) -> Arrangement:
    """With what stands in the place, be it whole lines or not."""
    before = read_at(page, made) or ""
    return replace(made, before=before, after=made.after if made.change is Change.ADDED else before)
