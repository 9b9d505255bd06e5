"""Markdown (CommonMark, and what programs for notes add to it) to pages of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import BlockKind
from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable
from converters.reading.office.formulas import raised
from converters.reading.paging.headings import list_marker
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.text import TAB, load, pages_of, read_pages

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_LINES_UNDERLINED = 4  # of a heading, at most; more is a text with a rule below it
# Bounded, so that a line of nothing but signs takes no longer than any other.
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_SLANT = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*(?![\w*])")
_UNDER = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])_(?![\w_])")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,400}?~~ ?")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\](?:\([^()\s]{0,1000}(?:\s\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,1000})>")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|center|small|mark|div|p|a)(?:\s[^<>\n]{0,400})?/?>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,10000}?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHIELD = 0xE000  # a sign that is no sign of Markdown waits here until the others are gone
_RULE = re.compile(r"(?:[-*_] *){3,}")
_TABLE_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *){0,200}\|?")
_LONGEST_RULE = 2_000  # characters
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n^]{1,100})\]:\s+\S")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,20})\]:\s+(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]{1,20})\]")
_TASK = re.compile(r"([-*+]|\d{1,3}[.)])\s+\[([ xX])\]\s+")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_FRONT = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)|\s|- |#")
_FRONT_TITLE = re.compile(r"title:\s*[\"']?(.*?)[\"']?\s*")
_LONGEST_FRONT = 100  # lines

_Item = RichParagraph | RichTable


def read_markdown(source: Path) -> PagesRead:
    """Read a Markdown file: headings, lists, tables and emphasis; anything else as text.

    Raises:
        TooLarge, EmptyFile: It cannot be used.
    """
    findings = Findings()
    text = load(source, findings)
    return read_pages(pages_of(text, findings, _items), findings, source)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What stands at a line by itself.

    Attributes:
        lines: How many it takes; none where the line goes on with a paragraph.
        item: What it is, if it is anything.
        heads: The paragraph above is its heading, of this level.
    """

    lines: int
    item: _Item | None = None
    heads: int | None = None


def _items(text: str) -> Iterator[_Item]:
    lines = _COMMENT.sub("", text).expandtabs(TAB).split("\n")
    front = _front_matter(lines)
    said = list(_body(lines[front + 1 :] if front else lines))
    titled = any(isinstance(item, RichParagraph) and item.heading == 1 for item in said)
    for line in lines[1:front]:
        named = _FRONT_TITLE.fullmatch(line)
        if named and named.group(1) and not titled:
            yield RichParagraph((RichRun(named.group(1), bold=True),), heading=1)
        else:
            yield RichParagraph((RichRun(line),), kind=BlockKind.HEADER)
    yield from said


def _front_matter(lines: Sequence[str]) -> int:
    """The line that ends what a file says of itself above its text ("title: …"); 0 where it says nothing."""
    if lines[0].rstrip() != "---":
        return 0
    said = len([*takewhile(lambda line: not line.strip() or _FRONT.match(line), lines[1:_LONGEST_FRONT])])
    end = next((at for at in range(1, said + 2) if lines[at : at + 1] in (["---"], ["..."])), 0)
    return end if end > 1 else 0


def _body(lines: Sequence[str]) -> Iterator[_Item]:
    position = 0
    waiting: list[str] = []
    while position < len(lines):
        taken = _block(lines, position, waiting)
        line = lines[position].strip()
        if waiting and (taken.lines or list_marker(line) is not None):
            yield from _heading(waiting, taken.heads) if taken.heads else _paragraphs(waiting)
            waiting = []
        if taken.item is not None:
            yield taken.item
        if not taken.lines:
            waiting.append(lines[position].lstrip().removeprefix("> "))
        position += taken.lines or 1
    if waiting:
        yield from _paragraphs(waiting)


def _block(lines: Sequence[str], position: int, above: Sequence[str]) -> _Taken:
    line = lines[position]
    if 0 < len(above) <= _LINES_UNDERLINED and (under := _UNDERLINE.fullmatch(line)) and not list_marker(above[0]):
        return _Taken(1, heads=1 if under.group(1)[0] == "=" else 2)
    if not line.strip() or line.strip() == ">" or _RULE.fullmatch(line.strip()):
        return _Taken(1)
    if heading := _HEADING.match(line):
        return _Taken(1, next(_heading([heading.group(2)], len(heading.group(1)))))
    if note := _NOTE.match(line):
        label = raised(note.group(1)) or note.group(1)
        return _Taken(1, RichParagraph((RichRun(_plain(note.group(2))),), label=label, kind=BlockKind.FOOTNOTE))
    if _DEFINITION.match(line):
        return _Taken(1, RichParagraph((RichRun(line),), kind=BlockKind.FOOTER))
    if _FENCE.match(line):
        end = next((at for at in range(position + 1, len(lines)) if _FENCE.match(lines[at])), len(lines))
        return _Taken(end - position + 1, RichParagraph((RichRun("\n".join(lines[position + 1 : end])),)))
    if "|" in line and position + 1 < len(lines) and _is_table_rule(lines[position + 1].strip()):
        end = next((at for at in range(position, len(lines)) if "|" not in lines[at]), len(lines))
        return _Taken(end - position, _table(lines[position:end]))
    return _Taken(0)


def _is_table_rule(line: str) -> bool:
    return len(line) <= _LONGEST_RULE and _TABLE_RULE.fullmatch(line) is not None


def _heading(lines: Sequence[str], level: int) -> Iterator[RichParagraph]:
    yield RichParagraph((RichRun(_plain("\n".join(lines)), bold=True),), heading=level)


def _paragraphs(lines: Sequence[str]) -> Iterator[RichParagraph]:
    """One paragraph, or several where its author ends lines on purpose."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(_HARD_BREAK.sub("", line))
        if _HARD_BREAK.search(line):
            yield _paragraph(waiting)
            waiting = []
    if waiting:
        yield _paragraph(waiting)


def _paragraph(lines: Sequence[str]) -> RichParagraph:
    text = _TASK.sub(lambda box: f"{box[1]} {'☐' if box[2] == ' ' else '☑'} ", "\n".join(lines))
    bold = bool(re.fullmatch(r"\*\*[^*]+\*\*|__[^_]+__", text.strip()))
    return RichParagraph((RichRun(_plain(text), bold=bold),))


def _plain(text: str) -> str:
    """Text without the signs of Markdown; one that a backslash stands before stays."""
    text = _ESCAPED.sub(lambda sign: chr(_SHIELD + ord(sign[1])), text)
    text = _NOTE_MARK.sub(lambda mark: raised(mark[1]) or mark[0], _STRUCK.sub("", text))
    text = _TAG.sub("", _LINE_BREAK.sub("\n", _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text))))
    for signs in (_EMPHASIS, _SLANT, _UNDER):
        text = signs.sub(lambda told: told[told.re.groups], text)
    return "".join(
        chr(ord(letter) - _SHIELD) if 0 <= ord(letter) - _SHIELD < 128 else letter for letter in text.replace("`", "")
    )


def _table(lines: Sequence[str]) -> RichTable:
    rows = [
        _ESCAPED.sub(lambda sign: "\ue07c" if sign[1] == "|" else sign[0], line).strip().strip("|").split("|")
        for index, line in enumerate(lines)
        if index != 1
    ]
    cells = tuple(
        RichCell(row, column, (RichParagraph((RichRun(_plain(text.strip())),)),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RichTable(cells, header_rows=1)
