"""Corrections put into pages, whether these are the pages the person saw or pages read anew.

A place is found by where it stands on the page; where pages have no geometry, by its line. What a person typed holds
whatever was read there: a reading that has become another one is told, and so is a place that is not there any more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from converters.corrections.correction import Correction
from converters.corrections.places import lines_of, words_in
from converters.reading.boxes import Box
from converters.reading.document import Block, Cell, Line, Page, Word


@dataclass(frozen=True, slots=True)
class Differing:
    """A place that is read otherwise than when a person corrected it.

    Attributes:
        correction: What holds there.
        read: What is read there now; None when no words stand there.
    """

    correction: Correction
    read: str | None


@dataclass(frozen=True, slots=True)
class CorrectedPage:
    """A page as people left it, and the places where the reading has changed under their corrections."""

    page: Page
    differing: tuple[Differing, ...] = ()


def corrected(page: Page, corrections: Iterable[Correction]) -> CorrectedPage:
    """Put corrections into their page, earlier ones first, so that of two for one place the later holds.

    Args:
        page: As read, or as corrected before.
        corrections: Those of other pages are passed over.
    """
    differing: list[Differing] = []
    for correction in corrections:
        if correction.page != page.number or page.failure is not None:
            continue
        read = words_at(page, correction)
        if read is None and correction.after:
            differing.append(Differing(correction, None))
            continue
        if read is not None and read not in (correction.before, correction.after):
            differing.append(Differing(correction, read))
        page = _with(page, correction)
    return CorrectedPage(page, tuple(differing))


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


def settles(correction: Correction, box: Box | None, text: str) -> bool:
    """Whether a doubt on the page of a correction is about words of it."""
    if box is None or correction.box is None:
        return box is None and correction.box is None and text in (correction.before, correction.after)
    place = correction.box
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
    typed = unicodedata.normalize("NFC", correction.after).split()
    return replace(line, words=(*line.words[: run.start], *_typed(typed, words), *line.words[run.stop :]))


def _typed(texts: Sequence[str], words: Sequence[Word]) -> tuple[Word, ...]:
    """Typed words in the place of read ones: one for one where there are as many, else side by side in their box."""
    if len(texts) == len(words):
        return tuple(_by_person(text, word) for text, word in zip(texts, words, strict=True))
    box = Box.around_known(word.box for word in words)
    as_read = " ".join(word.as_read for word in words)
    return tuple(
        Word(text, place, engine_text=as_read, by_person=True)
        for text, place in zip(texts, _side_by_side(box, texts), strict=True)
    )


def _by_person(text: str, word: Word) -> Word:
    return replace(word.mended(text), confidence=None, alternatives=(), by_person=True)


def _side_by_side(box: Box | None, texts: Sequence[str]) -> list[Box | None]:
    """Boxes for words that are set with single spaces, all letters being equally wide."""
    if box is None:
        return [None] * len(texts)
    letter = box.width / max(1, sum(map(len, texts)) + len(texts) - 1)
    places: list[Box | None] = []
    at = 0
    for text in texts:
        left, right = (box.left + round(letter * edge) for edge in (at, at + len(text)))
        places.append(Box(left, box.top, max(right, left + 1), box.bottom))
        at += len(text) + 1
    return places
