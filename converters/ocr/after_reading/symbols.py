"""Symbols of documents that lost the bar of a Đ, put right by the same symbol elsewhere on the page.

A bar is easily lost in small or faint capitals and never gained: where a page says both "2079/KH-ĐHĐL" and
"2095/TB-DHĐL", the organ is ĐHĐL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from converters.reading.document import ASIDE, Block, Line, Page, Word
from validators.language.detector import Detector, DetectorTable

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


def _block(block: Block, barred: Mapping[str, str]) -> Block:
    if block.kind in ASIDE:
        return block
    cells = tuple(replace(cell, lines=tuple(_line(line, barred) for line in cell.lines)) for cell in block.cells)
    return replace(block, lines=tuple(_line(line, barred) for line in block.lines), cells=cells)


def _line(line: Line, barred: Mapping[str, str]) -> Line:
    words = tuple(_word(word, barred) for word in line.words)
    return line if words == line.words else replace(line, words=words)


def _word(word: Word, barred: Mapping[str, str]) -> Word:
    return word.mended(SYMBOLS.first(Symbol(word.text, barred)) or word.text)


def _bare(text: str) -> str:
    return text.replace("Đ", "D")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A word that may hold a document's symbol.

    Attributes:
        text: As read.
        barred: The parts of the page's symbols that have a Đ, by their letters with D.
    """

    text: str
    barred: Mapping[str, str]


def _bar_lost(symbol: Symbol) -> str | None:
    def with_bars(part: re.Match[str]) -> str:
        return symbol.barred.get(_bare(part[0]), part[0])

    text = _CODE.sub(lambda match: _PART.sub(with_bars, match[0]), symbol.text)
    return text if text != symbol.text else None


SYMBOLS: DetectorTable[Symbol, str] = DetectorTable(
    "after-reading/symbols",
    (
        Detector(
            name="bar lost from an organ's Đ",
            source="notices in small or faint capitals: a bar is easily lost and never gained",
            gains="“12/TB-DHĐL” follows “2079/KH-ĐHĐL” on the same page",
            positive=("12/TB-DHĐL", "13/TB-DHDL"),
            negative=("12/TB-DHL", "DHĐL", "12/TB-ĐHĐL"),
            find=_bar_lost,
        ),
    ),
    example=lambda written: Symbol(written, {"DHDL": "ĐHĐL"}),
)
