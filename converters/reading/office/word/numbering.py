"""The numbers Word prints before paragraphs, which are nowhere in the text (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from converters.reading.office.package import Element, OfficePackage
from converters.reading.office.word.styles import W, value
from converters.reading.symbols import as_signs

_LEVELS = 9
_BULLETS = {"o": "○", "\uf02d": "-", "\uf06f": "○", "\uf0a8": "□", "\uf0be": "–"}  # as they look before a paragraph
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = "%1."
    legal: bool = False
    restart: int | None = None
    font: str | None = None


@dataclass(slots=True)
class _List:
    """A numbered list and how far it has come; lists that share an abstract definition share their counting."""

    levels: dict[int, NumberingLevel]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Numbers paragraphs as they come."""

    def __init__(self, package: OfficePackage, document: str) -> None:
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, NumberingLevel]] = {}
        self._started: set[tuple[str, int]] = set()
        self._restarts: dict[str, dict[int, int]] = {}
        parts = package.related(document, "numbering")
        if parts:
            self._read(package.xml(parts[0]))

    def _read(self, root: Element) -> None:
        abstracts = {item.get(f"{W}abstractNumId", ""): _List(_levels(item)) for item in root.iter(f"{W}abstractNum")}
        for item in root.iter(f"{W}num"):
            identity = item.get(f"{W}numId", "")
            shared = abstracts.get(value(item, "abstractNumId") or "")
            if shared is None:
                continue
            self._lists[identity] = shared
            self._overrides[identity] = {}
            self._restarts[identity] = {}
            for override in item.iter(f"{W}lvlOverride"):
                place = _whole(override.get(f"{W}ilvl"), 0)
                own = override.find(f"{W}lvl")
                if own is not None:
                    self._overrides[identity][place] = _level(own)
                if (start := value(override, "startOverride")) is not None:
                    self._restarts[identity][place] = _whole(start, 1)

    def label(self, identity: str | None, place: int) -> str | None:
        """The next label of a list at a level; None where the list prints none."""
        listing = self._lists.get(identity or "")
        if listing is None or identity is None or not 0 <= place < _LEVELS:
            return None
        levels = listing.levels | self._overrides[identity]
        level = levels.get(place, NumberingLevel())
        self._count(listing, identity, place, level)
        return _printed(level, levels, listing.counters)

    def _count(self, listing: _List, identity: str, place: int, level: NumberingLevel) -> None:
        counters = listing.counters
        restart = self._restarts[identity].get(place)
        if restart is not None and (identity, place) not in self._started:
            counters[place] = restart
        else:
            current = counters[place]
            counters[place] = level.start if current is None else current + 1
        self._started.add((identity, place))
        for deeper in range(place + 1, _LEVELS):
            below = listing.levels.get(deeper)
            if below is None or below.restart is None or below.restart > place:
                counters[deeper] = None


def _levels(abstract: Element) -> dict[int, NumberingLevel]:
    return {_whole(item.get(f"{W}ilvl"), 0): _level(item) for item in abstract.iter(f"{W}lvl")}


def _level(item: Element) -> NumberingLevel:
    restart = value(item, "lvlRestart")
    face = item.find(f"{W}rPr/{W}rFonts")
    return NumberingLevel(
        _whole(value(item, "start"), 1),
        value(item, "numFmt") or "decimal",
        value(item, "lvlText") or "",
        legal=item.find(f"{W}isLgl") is not None,
        restart=None if restart is None else _whole(restart, 0),
        font=None if face is None else face.get(f"{W}ascii"),
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else otherwise


def _printed(level: NumberingLevel, levels: dict[int, NumberingLevel], counters: list[int | None]) -> str | None:
    if level.format == "bullet":
        return _BULLETS.get(level.text) or as_signs(level.text, level.font) or ("•" if level.text else None)
    if level.format == "none":
        return level.text.replace("%1", "").strip() or None

    def number(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        own = levels.get(place, NumberingLevel())
        count = counters[place]
        return format_number(own.start if count is None else count, "decimal" if level.legal else own.format)

    return _PLACE.sub(number, level.text).strip() or None


def format_number(number: int, style: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); unknown ones as plain digits."""
    if style in {"lowerLetter", "upperLetter"}:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return text.upper() if style == "upperLetter" else text
    if style in {"lowerRoman", "upperRoman"}:
        return roman(number).upper() if style == "upperRoman" else roman(number)
    if style == "decimalZero":
        return f"{number:02d}"
    return "" if style == "none" else str(number)


def roman(number: int) -> str:
    """A number in small Roman letters."""
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text
