"""Plain text to pages of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from converters.legacy.conversion import Findings
from converters.reading.document import Block, Method, Page
from converters.reading.office.flow import RichParagraph, RichRun, RichTable, block_of, table_of
from converters.reading.paging.headings import list_marker, part_level
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.encodings import decode_bytes
from converters.reading.plain.text_tables import separated_rows, tabbed_rows, table_of_rows
from converters.reading.problems import EmptyFile, TooLarge
from validators.language.unicode_hygiene import clean_text
from validators.problems import say

Splitter = Callable[[str], Iterator[RichParagraph | RichTable]]

_SEPARATED = frozenset({".csv", ".tsv"})
TAB = 4  # columns
_MAX_BYTES = 50_000_000
_ITEM = re.compile(r" *(?:[-–•*+]|\(?(?:\d{1,3}|[^\W\d_])[.)]) +(?=\S)")
_WRAPPED = (45, 100)  # characters: median length of full lines in text that was broken by hand


def read_text(source: Path) -> PagesRead:
    """Read a plain text file in any encoding; form feeds end pages.

    Raises:
        TooLarge, EmptyFile: It cannot be used.
    """
    findings = Findings()
    text = load(source, findings)
    rows = separated_rows(text) if source.suffix.lower() in _SEPARATED else []
    if not rows:
        return read_pages(pages_of(text, findings, text_paragraphs), findings, source)
    # The table is whole: a form feed in one of its fields ends no page.
    return read_pages(pages_of("", findings, lambda _: iter([table_of_rows(rows)])), findings, source)


def read_pages(pages: tuple[Page, ...], findings: Findings, source: Path) -> PagesRead:
    """What was read.

    Raises:
        EmptyFile: It holds nothing.
    """
    if not pages:
        raise EmptyFile(say("The file holds no text."), path=source)
    return PagesRead(pages, None, findings.notes())


def load(source: Path, findings: Findings) -> str:
    """The text of a file, in whatever encoding it is.

    Raises:
        TooLarge: It cannot be used.
    """
    if source.stat().st_size > _MAX_BYTES:
        raise TooLarge(say("The file has more than {megabytes} MB.", megabytes=_MAX_BYTES // 1_000_000), path=source)
    return clean_text(decode_bytes(source.read_bytes(), findings))


def pages_of(text: str, findings: Findings, split: Splitter) -> tuple[Page, ...]:
    """The pages of a text, which form feeds end; `split` parts one into paragraphs and tables."""
    pages: list[Page] = []
    for part in text.split("\f"):
        items = split(part)
        blocks = [
            table_of(item, findings) if isinstance(item, RichTable) else block_of(item, findings) for item in items
        ]
        kept: tuple[Block, ...] = tuple(block for block in blocks if block is not None)
        if kept:
            pages.append(Page(len(pages) + 1, None, None, None, kept, Method.PLAIN))
    return tuple(pages)


def text_paragraphs(text: str) -> Iterator[RichParagraph | RichTable]:
    """Paragraphs of a text: lines, or groups of lines where a person broke them by hand."""
    raw = text.split("\n")
    lines = [line.expandtabs(TAB) for line in raw]
    wrapped = _is_wrapped(lines)
    waiting: list[str] = []
    below = 0  # the line below the table read last
    hanging: int | None = None  # where the lines stand that go on with the item above
    for number, line in enumerate(lines):
        rows = tabbed_rows(raw, number) if number >= below and "\t" in raw[number] else []
        if rows and waiting:
            yield RichParagraph((RichRun("\n".join(waiting)),))
            waiting = []
        if rows:
            yield table_of_rows(rows)
            below = number + len(rows)
        if number < below:
            continue
        stripped = line.strip()
        opens = list_marker(stripped) is not None or part_level(stripped) is not None
        indent = len(line) - len(line.lstrip())
        indented = wrapped and indent >= 2
        hangs = stripped != "" and not opens and indent == hanging
        if waiting and not hangs and (not stripped or not wrapped or opens or indented):
            yield RichParagraph((RichRun("\n".join(waiting)),))
            waiting = []
        if stripped:
            hanging = hanging if waiting else _hanging(line)
            waiting.append(stripped)
    if waiting:
        yield RichParagraph((RichRun("\n".join(waiting)),))


def _hanging(line: str) -> int | None:
    """Where the text of an item begins ("1. ", "- "), under which its other lines hang; None for other lines."""
    item = _ITEM.match(line)
    return None if item is None else item.end()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to a width: most full ones are about as long, and none is longer."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 8:
        return False
    upper = lengths[len(lengths) // 2 :]
    return _WRAPPED[0] <= median(upper) <= _WRAPPED[1] and lengths[-1] <= 1.35 * median(upper)
