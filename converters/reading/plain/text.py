"""Plain text and Markdown to pages of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from converters.legacy.conversion import Findings
from converters.reading.document import Block, Method, Page
from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable, block_of, table_of
from converters.reading.paging.headings import list_marker, part_level
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.encodings import decode_bytes
from converters.reading.plain.text_tables import separated_rows, tabbed_rows, table_of_rows
from converters.reading.problems import EmptyFile, TooLarge
from validators.language.unicode_hygiene import clean_text
from validators.problems import say

Splitter = Callable[[str], Iterator[RichParagraph | RichTable]]

_SEPARATED = frozenset({".csv", ".tsv"})
_TAB = 4  # columns
_MAX_BYTES = 50_000_000
_WRAPPED = (45, 100)  # characters: median length of full lines in text that was broken by hand
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
# Bounded, so that a line of nothing but signs takes no longer than any other.
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_SLANT = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,1000}(?:\s\"[^\"\n]{0,200}\")?\)")
_RULE = re.compile(r"(?:[-*_] *){3,}")
_TABLE_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *){0,200}\|?")
_LONGEST_RULE = 2_000  # characters
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def read_text(source: Path) -> PagesRead:
    """Read a plain text file in any encoding; form feeds end pages.

    Raises:
        TooLarge, EmptyFile: It cannot be used.
    """
    findings = Findings()
    text = _load(source, findings)
    rows = separated_rows(text) if source.suffix.lower() in _SEPARATED else []
    if not rows:
        return _read(_pages(text, findings, _text_paragraphs), findings, source)
    # The table is whole: a form feed in one of its fields ends no page.
    return _read(_pages("", findings, lambda _: iter([table_of_rows(rows)])), findings, source)


def read_markdown(source: Path) -> PagesRead:
    """Read a Markdown file: headings, lists, tables and emphasis; anything else as text."""
    findings = Findings()
    text = _load(source, findings)
    pages = _pages(text, findings, _markdown_items)
    return _read(pages, findings, source)


def _read(pages: tuple[Page, ...], findings: Findings, source: Path) -> PagesRead:
    if not pages:
        raise EmptyFile(say("The file holds no text."), path=source)
    return PagesRead(pages, None, findings.notes())


def _load(source: Path, findings: Findings) -> str:
    if source.stat().st_size > _MAX_BYTES:
        raise TooLarge(say("The file has more than {megabytes} MB.", megabytes=_MAX_BYTES // 1_000_000), path=source)
    return clean_text(decode_bytes(source.read_bytes(), findings))


def _pages(text: str, findings: Findings, split: Splitter) -> tuple[Page, ...]:
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


def _text_paragraphs(text: str) -> Iterator[RichParagraph | RichTable]:
    """Paragraphs: lines, or groups of lines where a person broke them by hand."""
    raw = text.split("\n")
    lines = [line.expandtabs(_TAB) for line in raw]
    wrapped = _is_wrapped(lines)
    waiting: list[str] = []
    below = 0  # the line below the table read last
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
        indented = wrapped and line[:1] == " " and len(line) - len(line.lstrip()) >= 2
        if waiting and (not stripped or not wrapped or opens or indented):
            yield RichParagraph((RichRun("\n".join(waiting)),))
            waiting = []
        if stripped:
            waiting.append(stripped)
    if waiting:
        yield RichParagraph((RichRun("\n".join(waiting)),))


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to a width: most full ones are about as long, and none is longer."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 8:
        return False
    upper = lengths[len(lengths) // 2 :]
    return _WRAPPED[0] <= median(upper) <= _WRAPPED[1] and lengths[-1] <= 1.35 * median(upper)


def _markdown_items(text: str) -> Iterator[RichParagraph | RichTable]:
    lines = text.expandtabs(_TAB).split("\n")
    position = 0
    waiting: list[str] = []
    while position < len(lines):
        taken, item = _markdown_block(lines, position)
        line = lines[position].strip()
        if waiting and (taken or list_marker(line) is not None):
            yield _markdown_paragraph(waiting)
            waiting = []
        if item is not None:
            yield item
        if not taken:
            waiting.append(line.removeprefix("> "))
        position += taken or 1
    if waiting:
        yield _markdown_paragraph(waiting)


def _markdown_block(lines: list[str], position: int) -> tuple[int, RichParagraph | RichTable | None]:
    """What stands here by itself, and how many lines it takes; 0 lines where it is a paragraph's line."""
    line = lines[position]
    if not line.strip() or _RULE.fullmatch(line.strip()):
        return 1, None
    if heading := _HEADING.match(line):
        return 1, RichParagraph((RichRun(_plain(heading.group(2)), bold=True),), heading=len(heading.group(1)))
    if _FENCE.match(line):
        end = next((at for at in range(position + 1, len(lines)) if _FENCE.match(lines[at])), len(lines))
        return end - position + 1, RichParagraph((RichRun("\n".join(lines[position + 1 : end])),))
    if "|" in line and position + 1 < len(lines) and _is_table_rule(lines[position + 1].strip()):
        end = next((at for at in range(position, len(lines)) if "|" not in lines[at]), len(lines))
        return end - position, _markdown_table(lines[position:end])
    return 0, None


def _is_table_rule(line: str) -> bool:
    return len(line) <= _LONGEST_RULE and _TABLE_RULE.fullmatch(line) is not None


def _markdown_paragraph(lines: list[str]) -> RichParagraph:
    text = "\n".join(lines)
    bold = bool(re.fullmatch(r"\*\*[^*]+\*\*|__[^_]+__", text.strip()))
    return RichParagraph((RichRun(_plain(text), bold=bold),))


def _plain(text: str) -> str:
    """Text without Markdown's signs."""
    text = _LINK.sub(r"\1", text)
    return _SLANT.sub(r"\1", _EMPHASIS.sub(r"\2", text)).replace("`", "")


def _markdown_table(lines: list[str]) -> RichTable:
    rows = [line.strip().strip("|").split("|") for index, line in enumerate(lines) if index != 1]
    cells = tuple(
        RichCell(row, column, (RichParagraph((RichRun(_plain(text.strip()).replace("<br>", "\n")),)),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RichTable(cells, header_rows=1)
