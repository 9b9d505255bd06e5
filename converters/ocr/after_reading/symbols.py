"""Symbols of documents that lost the bar of a Đ, put right by the same symbol elsewhere on the page.

A bar is easily lost in small or faint capitals and never gained: where a page says both "2079/KH-ĐHĐL" and
"2095/TB-DHĐL", the organ is ĐHĐL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from converters.reading.document import ASIDE, Block, Line, Page, Word

_CODE = re.compile(r"[/⁄](?P<symbol>[A-ZĐƯ][\w&Đđ]{0,11}(?:[-–][A-ZĐƯ][\w&Đđ]{0,11}){0,3})")
_PART = re.compile(r"[A-ZĐƯ][\wĐđ&]{2,11}")


def with_barred_symbols(page: Page) -> Page:
    """The page with the parts of its documents' symbols as they stand with all their bars elsewhere on it."""
    barred: dict[str, str] = {}
    for part in _parts(page.flow):
        known = barred.get(_bare(part), "")
        if part.count("Đ") > known.count("Đ"):
            barred[_bare(part)] = part
    if not barred:
        return page
    return replace(page, blocks=tuple(_block(block, barred) for block in page.blocks))


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """The parts of all symbols: of "12/TB-ĐHĐL" the last is the organ's, and longer than a type's name."""
    for block in blocks:
        for word in block.words:
            for match in _CODE.finditer(word.text):
                yield from _PART.findall(match["symbol"])


def _block(block: Block, barred: dict[str, str]) -> Block:
    if block.kind in ASIDE:
        return block
    cells = tuple(replace(cell, lines=tuple(_line(line, barred) for line in cell.lines)) for cell in block.cells)
    return replace(block, lines=tuple(_line(line, barred) for line in block.lines), cells=cells)


def _line(line: Line, barred: dict[str, str]) -> Line:
    words = tuple(_word(word, barred) for word in line.words)
    return line if words == line.words else replace(line, words=words)


def _word(word: Word, barred: dict[str, str]) -> Word:
    text = _CODE.sub(lambda match: _PART.sub(lambda part: barred.get(_bare(part[0]), part[0]), match[0]), word.text)
    return word.mended(text)


def _bare(text: str) -> str:
    return text.replace("Đ", "D")
