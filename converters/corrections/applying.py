"""Corrections put into pages, whether these are the pages the person saw or pages read anew.

A place is found by where it stands on the page; where pages have no geometry, by its line. What a person typed holds
whatever was read there: a reading that has become another one is told, and so is a place that is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from converters.corrections.correction import Correction
from converters.corrections.fitting import fitted
from converters.corrections.lines.arrangement import Arrangement
from converters.corrections.lines.arranging import arranged, is_told_by, read_at
from converters.corrections.places import lines_of, words_in
from converters.corrections.typed import typed
from converters.reading.boxes import Box
from converters.reading.document import Block, Cell, Line, Page
from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say

Entry = Correction | Arrangement
"""One entry of the log."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A place that is read otherwise than when a person put it right.

    Attributes:
        correction: What holds there.
        read: What is read there now; None when no words stand there, or lines that were put in order do not.
    """

    correction: Entry
    read: str | None


@dataclass(frozen=True, slots=True)
class CorrectedPage:
    """A page as people left it, and the places where the reading has changed under what they did."""

    page: Page
    differing: tuple[Differing, ...] = ()


def corrected(page: Page, log: Iterable[Entry]) -> CorrectedPage:
    """Put what people did into their page, earlier entries first, so that of two for one place the later holds.

    Args:
        page: As read, or as corrected before.
        log: Entries of other pages are passed over.
    """
    differing: list[Differing] = []
    for entry in log:
        if entry.page != page.number or page.failure is not None:
            continue
        placed = fitted(entry, page)
        step = _arranged(page, placed) if isinstance(placed, Arrangement) else _put_right(page, placed)
        page = step.page
        differing += step.differing
    return CorrectedPage(page, tuple(differing))


def _arranged(page: Page, entry: Arrangement) -> CorrectedPage:
    read = read_at(page, entry)
    made = arranged(page, entry)
    if made is None:
        return CorrectedPage(page, (Differing(entry, None),))
    same = read is not None and read.split() in (entry.before.split(), entry.after.split())
    return CorrectedPage(made, () if same else (Differing(entry, read),))


def _put_right(page: Page, correction: Correction) -> CorrectedPage:
    read = words_at(page, correction)
    if read is None and correction.after:
        return CorrectedPage(page, (Differing(correction, None),))
    changed = read is not None and read not in (correction.before, correction.after)
    return CorrectedPage(_with(page, correction), (Differing(correction, read),) if changed else ())


def words_at(page: Page, correction: Correction) -> str | None:
    """What stands at the place of a correction; None when no words do."""
    for line in lines_of(page):
        if (run := _run(line, correction)) is not None:
            return " ".join(word.text for word in line.words[run])
    return None


def _run(line: Line, correction: Correction) -> slice | None:
    """The words of a line that a correction is about."""
    if correction.box is None:
        return _run_of_text(line, correction)
    inside = words_in(line, correction.box)
    return slice(inside[0], inside[-1] + 1) if inside else None


def _run_of_text(line: Line, correction: Correction) -> slice | None:
    if line.text != correction.line and not _is_corrected(line, correction):
        return None
    at, first, last = 0, None, None
    end = correction.start + len(correction.before if line.text == correction.line else correction.after)
    for place, word in enumerate(line.words):
        if correction.start <= at and at + len(word.text) <= end:
            first, last = place if first is None else first, place
        at += len(word.text) + 1
    return None if first is None or last is None else slice(first, last + 1)


def _is_corrected(line: Line, correction: Correction) -> bool:
    before, after, start = correction.before, correction.after, correction.start
    return line.text == correction.line[:start] + after + correction.line[start + len(before) :]


def _with(page: Page, correction: Correction) -> Page:
    blocks = tuple(_block_with(block, correction) for block in page.blocks)
    flags = tuple(flag for flag in page.flags if not settles(correction, flag.box, flag.text))
    return replace(page, blocks=blocks, flags=flags)


def settles(entry: Entry, box: Box | None, text: str, kind: str = "") -> bool:
    """Whether a doubt on the page of an entry is about words of it."""
    if isinstance(entry, Arrangement):
        return is_told_by(box, kind, entry)
    place = entry.box
    if box is None or place is None:
        return box is place and text in (entry.before, entry.after)
    return place.holds(box.centre_x, box.centre_y) or box.holds(place.centre_x, place.centre_y)


def _block_with(block: Block, correction: Correction) -> Block:
    lines = _lines_with(block.lines, correction)
    cells = tuple(_cell_with(cell, correction) for cell in block.cells)
    return block if lines == block.lines and cells == block.cells else replace(block, lines=lines, cells=cells)


def _cell_with(cell: Cell, correction: Correction) -> Cell:
    lines = _lines_with(cell.lines, correction)
    return cell if lines == cell.lines else replace(cell, lines=lines)


def _lines_with(lines: Sequence[Line], correction: Correction) -> tuple[Line, ...]:
    """The lines with the correction; a line without words is no line."""
    return tuple(line for line in (_line_with(line, correction) for line in lines) if line.words)


def _line_with(line: Line, correction: Correction) -> Line:
    run = _run(line, correction)
    if run is None:
        return line
    words = line.words[run]
    texts = normalized("NFC", correction.after).split()
    return replace(line, words=(*line.words[: run.start], *typed(texts, words), *line.words[run.stop :]))


def told_of(differing: Differing) -> Message:
    """A sentence about a place that is read otherwise than when a person put it right."""
    one = differing.correction
    if isinstance(one, Arrangement):
        return _told_of_lines(one, differing.read)
    if differing.read is None:
        return say(
            "Page {page}: the place of the correction “{after}” was not found any more; it is kept, but not used.",
            page=one.page,
            after=one.after,
        )
    return say(
        "Page {page}: “{read}” is read now where a person corrected “{before}” to “{after}”; the correction stays.",
        page=one.page,
        read=differing.read,
        before=one.before,
        after=one.after,
    )


def _told_of_lines(one: Arrangement, read: str | None) -> Message:
    meant = " / ".join((one.before or one.after).split("\n"))
    if read is None:
        return say(
            "Page {page}: the lines “{lines}” that a person put in order were not found any more; what was done with "
            "them is kept, but not used.",
            page=one.page,
            lines=meant,
        )
    return say(
        "Page {page}: “{read}” is read now where a person put “{lines}” in order; what the person did stays.",
        page=one.page,
        read=" / ".join(read.split("\n")),
        lines=meant,
    )
