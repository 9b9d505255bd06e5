"""Styles of OpenDocument files (OASIS ODF 1.3, part 3): what is bold, hidden, struck or raised, and how lists count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converters.reading.office.package import Element, OfficePackage
from converters.reading.office.word.numbering import format_number
from converters.reading.symbols import as_signs

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MAX_CHAIN = 12
_POINTS = re.compile(r"\d{1,4}(?:\.\d{1,4})?pt")
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class OpenLook:
    """What of a style matters; None where it does not say."""

    font: str | None = None
    bold: bool | None = None
    unprinted: bool | None = None
    position: str | None = None
    capitals: bool | None = None

    def over(self, base: OpenLook) -> OpenLook:
        """This look laid over a base."""
        return OpenLook(
            self.font or base.font,
            base.bold if self.bold is None else self.bold,
            base.unprinted if self.unprinted is None else self.unprinted,
            self.position or base.position,
            base.capitals if self.capitals is None else self.capitals,
        )


class OpenStyles:
    """All styles of a file by their names."""

    def __init__(self, package: OfficePackage) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for part in ("styles.xml", "content.xml"):
            root = package.xml(part) if package.has(part) else None
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                self._styles[style.get(f"{STYLE}name", "")] = style
            for style in root.iter(f"{TEXT}list-style") if root is not None else ():
                self._lists[style.get(f"{STYLE}name", "")] = style

    def _chain(self, name: str | None) -> Iterator[Element]:
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def look(self, name: str | None) -> OpenLook:
        """The look of text in a style."""
        look = OpenLook()
        for style in self._chain(name):
            look = look.over(_look_of(style.find(f"{STYLE}text-properties")))
        return look

    def centred(self, name: str | None) -> bool:
        """Whether paragraphs of a style stand in the middle."""
        return self._says(name, "paragraph-properties", f"{FO}text-align") == "center"

    def letter_size(self, shape: Element) -> float:
        """Of the largest letters that paragraphs and words below an element are set in, in points; 0 if none says."""
        names = {item.get(f"{TEXT}style-name") for item in shape.iter(f"{TEXT}p", f"{TEXT}span")}
        sizes = (self._says(name, "text-properties", f"{FO}font-size") or "" for name in names)
        return max((float(size[:-2]) for size in sizes if _POINTS.fullmatch(size)), default=0.0)

    def list_of(self, name: str | None) -> str | None:
        """The list style of a paragraph style."""
        return next((found for style in self._chain(name) if (found := style.get(f"{STYLE}list-style-name"))), None)

    def is_hidden_page(self, name: str | None) -> bool:
        """Whether slides of a style are not shown."""
        return self._says(name, "drawing-page-properties", f"{PRESENTATION}visibility") == "hidden"

    def is_hidden_table(self, name: str | None) -> bool:
        """Whether sheets of a style are not shown."""
        return self._says(name, "table-properties", f"{TABLE}display") == "false"

    def _says(self, name: str | None, kind: str, attribute: str) -> str | None:
        for style in self._chain(name):
            properties = style.find(STYLE + kind)
            if properties is not None and properties.get(attribute) is not None:
                return str(properties.get(attribute))
        return None

    def level(self, name: str | None, depth: int) -> Element | None:
        """The level of a list style, from 0."""
        style = self._lists.get(name or "")
        levels = style if style is not None else ()
        return next((level for level in levels if level.get(f"{TEXT}level") == str(depth + 1)), None)


def _look_of(properties: Element | None) -> OpenLook:
    if properties is None:
        return OpenLook()
    weight = properties.get(f"{FO}font-weight")
    through = properties.get(f"{STYLE}text-line-through-style")
    hidden = properties.get(f"{TEXT}display")
    unprinted = None if through is None and hidden is None else (through or "none") != "none" or hidden == "none"
    capitals = properties.get(f"{FO}text-transform")
    return OpenLook(
        properties.get(f"{STYLE}font-name"),
        None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        unprinted,
        _position(properties.get(f"{STYLE}text-position")),
        None if capitals is None else capitals == "uppercase",
    )


def _position(value: str | None) -> str | None:
    if not value:
        return None
    first = value.split()[0]
    if first in {"super", "sub"}:
        return first
    return "super" if first.rstrip("%").isdecimal() and first != "0%" else "sub" if first.startswith("-") else None


def label_of(level: Element | None, counters: list[int]) -> str | None:
    """What a list prints before an item.

    Args:
        level: Of its list style.
        counters: The numbers of this item and of those around it, outermost first.
    """
    if level is None:
        return None
    if level.tag == f"{TEXT}list-level-style-bullet":
        return as_signs(level.get(f"{TEXT}bullet-char", "•"), None) or "•"
    kind = level.get(f"{STYLE}num-format", "")
    if not kind:
        return None
    shown = max(1, int(level.get(f"{TEXT}display-levels", "1")))
    numbers = ".".join(format_number(number, _FORMATS.get(kind, "decimal")) for number in counters[-shown:])
    return f"{level.get(f'{STYLE}num-prefix', '')}{numbers}{level.get(f'{STYLE}num-suffix', '')}" or None
