"""A document's lines as passages.

Readers give blocks of lines. A block may hold several paragraphs (a text layer without geometry) and a paragraph may
run over two blocks (a page break), so paragraphs are made anew here, by what lines begin and end with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from converters.reading.document import Block, BlockKind, Document, Line, Method
from converters.reading.paging.headings import list_marker
from converters.records.passages.line_pair import LinePair, is_broken, is_broken_number
from converters.records.passages.paragraph_breaks import begins_paragraph
from converters.records.passages.passage import Passage, PlacedWord
from converters.records.passages.printed_lines import PrintedLine, printed_lines

_USUAL = 0.8  # of all lines are not longer than the usual length


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages of a document's text flow, in order, without running headers and page numbers."""
    return passages_of(printed_lines(document)[0])


def passages_of(lines: Sequence[PrintedLine]) -> tuple[Passage, ...]:
    """The passages that lines of the text flow make up, in order."""
    return tuple(passage for run in _runs(lines) if (passage := _passage(run)) is not None)


def _runs(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines by paragraph; one that goes on over the end of a page keeps that page's footnotes below it."""
    width = _usual_width(lines)
    run: list[PrintedLine] = []
    notes: list[list[PrintedLine]] = []
    for line in lines:
        if run and _is_note(line):
            if not notes or _parts(notes[-1], line, width):
                notes.append([])
            notes[-1].append(line)
            continue
        if notes and notes[-1][-1].page == line.page:  # text below a note: they stand as they are printed
            yield from (run, *notes[:-1])
            run, notes = notes[-1], []
        if run and _parts(run, line, width):
            yield from (run, *notes)
            run, notes = [], []
        run.append(line)
    yield from (kept for kept in (run, *notes) if kept)


def _is_note(line: PrintedLine) -> bool:
    """Whether a line is of a footnote printed at the end of its page; other makers give notes at their place."""
    return line.block.kind is BlockKind.FOOTNOTE and line.method in {Method.TEXT_LAYER, Method.OCR}


def _parts(run: Sequence[PrintedLine], line: PrintedLine, width: int) -> bool:
    """Whether a line begins another paragraph; within a page, what a person called one block is one."""
    above, below = run[-1], line
    if above.page == below.page and (above.block.by_person or below.block.by_person):
        return above.block is not below.block
    return begins_paragraph(LinePair(run[0].text, above, below, width))


def _usual_width(lines: Sequence[PrintedLine]) -> int:
    widths = sorted(len(line.text) for line in lines)
    return widths[int(len(widths) * _USUAL)] if widths else 0


def _passage(run: Sequence[PrintedLine]) -> Passage | None:
    places = _placed(run)
    if not places:
        return None
    words = [place.word.text for place in places]
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    block = run[0].block
    return Passage(
        text=" ".join(words),
        places=places,
        starts=tuple(starts),
        kind=_kind(run[0]),
        method=run[0].method,
        lines=len(run),
        level=block.level,
        emphasis=block.emphasis,
        cells=block.cells,
    )


def _kind(line: PrintedLine) -> BlockKind:
    """What a paragraph is by its block; below the first line of an item, one without a sign of its own is text."""
    block = line.block
    inside = block.kind is BlockKind.LIST_ITEM and line.line is not block.lines[0] and list_marker(line.text) is None
    return BlockKind.PARAGRAPH if inside else block.kind


def _placed(run: Sequence[PrintedLine]) -> tuple[PlacedWord, ...]:
    """The words of lines; one that was broken at the end of a line is whole, at its first place."""
    places: list[PlacedWord] = []
    for line in run:
        words = [word for word in line.line.words if word.text]
        if places and words and (whole := _whole(places[-1].word.text, words[0].text)) is not None:
            places[-1] = PlacedWord(places[-1].word.mended(whole), places[-1].page)
            words = words[1:]
        places += (PlacedWord(word, line.page) for word in words)
    return tuple(places)


def _whole(last: str, first: str) -> str | None:
    """The word that the last one of a line and the first of the next are halves of; None for two words."""
    if is_broken(last, first):
        return last[:-1] + first
    return last + first if is_broken_number(last, first) else None


def passages_in(lines: Sequence[Line], page: int, method: Method) -> Iterator[Passage]:
    """The paragraphs of lines that stand apart from the text flow (a table cell).

    Args:
        lines: Top to bottom.
        page: Where they stand.
        method: How they were read; in an Office file every line is a paragraph.
    """
    block = Block(BlockKind.PARAGRAPH, tuple(lines))
    printed = [PrintedLine(line, line.text, page, block, False, method) for line in lines if line.text.strip()]
    runs = ([line] for line in printed) if method is Method.OFFICE else _runs(printed)
    for run in runs:
        made = _passage(run)
        if made is not None:
            yield made
