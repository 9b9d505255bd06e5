"""Styles of a Word file: what a paragraph or run inherits (ECMA-376-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from converters.legacy.fonts import judge_font
from converters.reading.office.package import Element, OfficePackage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_CHAIN = 12
_FONT_SLOTS = ("hAnsi", "ascii", "cs", "eastAsia")
_OFF = {"0", "false", "off", "none"}


def is_on(element: Element | None) -> bool | None:
    """A toggle's value: None where it is not there."""
    return None if element is None else element.get(f"{W}val", "1").lower() not in _OFF


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of a child."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(f"{W}val")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a style matters here; None where the style does not say."""

    font: str | None = None
    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    struck: bool | None = None
    raised: str | None = None
    colour: str | None = None
    shaded: bool | None = None

    def over(self, base: Look) -> Look:
        """This look laid over a base."""
        return Look(
            self.font or base.font,
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
            base.capitals if self.capitals is None else self.capitals,
            base.struck if self.struck is None else self.struck,
            self.raised or base.raised,
            self.colour or base.colour,
            base.shaded if self.shaded is None else self.shaded,
        )

    @property
    def white(self) -> bool:
        """Whether it is set in white, with nothing dark laid behind it by its own style."""
        return (self.colour or "").upper() == "FFFFFF" and not self.shaded


NO_LOOK = Look()


def look_of(properties: Element | None, theme: dict[str, str]) -> Look:
    """The look a `w:rPr` gives by itself."""
    if properties is None or not len(properties):
        return NO_LOOK
    marks = {child.tag: child for child in properties}  # one walk; each question to lxml costs as much
    highlight = True if f"{W}highlight" in marks else None
    return Look(
        _font(marks.get(f"{W}rFonts"), theme),
        is_on(marks.get(f"{W}b")),
        is_on(marks.get(f"{W}vanish")),
        is_on(marks.get(f"{W}caps")),
        _either(is_on(marks.get(f"{W}strike")), is_on(marks.get(f"{W}dstrike"))),
        _said(marks.get(f"{W}vertAlign")),
        _said(marks.get(f"{W}color")),
        _either(_is_coloured(marks.get(f"{W}shd")), highlight),
    )


def _said(element: Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _either(one: bool | None, other: bool | None) -> bool | None:
    return one or other or (one if other is None else other)


def is_dark(properties: Element | None) -> bool | None:
    """Whether properties lay a colour behind text; None where they say nothing of it."""
    return None if properties is None else _is_coloured(properties.find(f"{W}shd"))


def _is_coloured(shade: Element | None) -> bool | None:
    if shade is None:
        return None
    return shade.get(f"{W}fill", "auto").upper() not in {"AUTO", "FFFFFF", ""} or shade.get(f"{W}val") == "solid"


def _font(fonts: Element | None, theme: dict[str, str]) -> str | None:
    """The font of Western letters; a legacy font in any slot wins, for it is the one that explains the letters."""
    if fonts is None:
        return None
    names = [fonts.get(W + slot) for slot in _FONT_SLOTS]
    legacy = next((name for name in names[:2] if name and judge_font(name).encoding is not None), None)
    if legacy:
        return str(legacy)
    named = names[0] or names[1]
    slot = str(fonts.get(f"{W}hAnsiTheme") or fonts.get(f"{W}asciiTheme") or "")
    return str(named) if named else theme.get(slot)


class Styles:
    """All styles of a file, with inheritance resolved and remembered."""

    def __init__(self, package: OfficePackage, document: str) -> None:
        self.theme = _theme(package, document)
        parts = package.related(document, "styles")
        root = package.xml(parts[0]) if parts else None
        self._styles: dict[str, Element] = {}
        self._default_paragraph: str | None = None
        self._defaults = NO_LOOK
        if root is not None:
            self._read(root)
        self.look = lru_cache(maxsize=None)(self._look)
        self.paragraph = lru_cache(maxsize=None)(self._paragraph)

    def _read(self, root: Element) -> None:
        self._defaults = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), self.theme)
        for style in root.iter(f"{W}style"):
            identity = style.get(f"{W}styleId", "")
            self._styles[identity] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default_paragraph = identity

    def _chain(self, identity: str | None) -> Iterator[Element]:
        """A style and what it is based on, nearest first."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(identity or "")
            if style is None:
                return
            yield style
            identity = value(style, "basedOn")

    def _look(self, identity: str | None) -> Look:
        """The look of a character style, or of a paragraph style over the defaults."""
        look = NO_LOOK
        for style in self._chain(identity):
            look = look.over(look_of(style.find(f"{W}rPr"), self.theme))
        return look

    def base(self, paragraph_style: str | None) -> Look:
        """What runs of a paragraph begin with."""
        return self.look(paragraph_style or self._default_paragraph).over(self._defaults)

    def _paragraph(self, identity: str | None) -> ParagraphLook:
        """What a paragraph style says of paragraphs."""
        outline = centred = numbering = None
        name = ""
        for style in self._chain(identity or self._default_paragraph):
            properties = style.find(f"{W}pPr")
            name = name or (value(style, "name") or "").lower()
            outline = outline if outline is not None else value(properties, "outlineLvl")
            centred = centred if centred is not None else value(properties, "jc")
            numbered = None if properties is None else properties.find(f"{W}numPr")
            if numbering is None and numbered is not None:
                numbering = (value(numbered, "numId"), value(numbered, "ilvl") or "0")
        return ParagraphLook(_outline(outline, name), centred == "center", numbering)

    def table_has_lines(self, identity: str | None) -> bool:
        """Whether tables of a style are drawn with lines."""
        for style in self._chain(identity):
            borders = style.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(side.get(f"{W}val") not in {"none", "nil", None} for side in borders)
        return False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph style says: outline level from 1, centred, (numId, level)."""

    heading: int | None
    centred: bool
    numbering: tuple[str | None, str] | None


def _outline(outline: str | None, name: str) -> int | None:
    if name == "title":
        return 1
    if outline is not None and outline.isdecimal() and int(outline) < 9:
        return int(outline) + 1
    digits = name.removeprefix("heading ").strip()
    return int(digits) if name.startswith("heading ") and digits.isdecimal() else None


def _theme(package: OfficePackage, document: str) -> dict[str, str]:
    """Fonts of the theme by the names `w:asciiTheme` uses."""
    parts = package.related(document, "theme")
    if not parts:
        return {}
    root = package.xml(parts[0])
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    fonts = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{drawing}{kind}Font/{drawing}latin")
        if latin is not None:
            for slot in ("HAnsi", "Ascii"):
                fonts[kind + slot] = latin.get("typeface", "")
    return fonts
