"""Fonts (clause 6.2.11): embedded, with every glyph that is shown, and as wide as the dictionary says.

TrueType programs, which every office program embeds, are read and compared. What is set in other kinds of fonts
(Type 1, CFF, Type 3) is not verified here and therefore counts as an obstacle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from fontTools import agl
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Stream

from converters.writing.pdf.archival.drawing import Shown
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.walking import BROKEN

CLAUSE = "6.2.11"
WIDTH_TOLERANCE = 1.0  # thousandths of an em, clause 6.2.11.5
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # font flags (ISO 32000-1, table 123)
_DESCRIBED = ("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/StemV", "/CapHeight")
_BASES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_PRIVATE = 0xF000  # where a (3, 0) cmap of a symbolic font keeps its codes
_WIN_ANSI_GAPS = {0xA0: 0x20, 0xAD: 0x2D, **dict.fromkeys((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D), 0x2022)}
MOST_CODES = 65_536


class _Unverified(Exception):
    """The font is not what the standard asks, or of a kind that is not looked into."""


@dataclass(frozen=True, slots=True)
class _Program:
    """An embedded TrueType program."""

    font: TTFont

    def width(self, glyph: int) -> float:
        """In thousandths of an em."""
        names = self.font.getGlyphOrder()
        if not 0 < glyph < len(names):
            raise _Unverified("glyph")
        return float(self.font["hmtx"][names[glyph]][0]) * 1000 / self._units()

    def _units(self) -> int:
        """Of an em (OpenType, "head"); read directly, since fontTools logs its opinion of the table's dates."""
        return int.from_bytes(self.font.reader["head"][18:20], "big")

    def glyphs_of(self, platform: int, encoding: int) -> dict[int, int]:
        """A cmap as code → glyph number; empty when the font has none of that kind."""
        table = self.font["cmap"].getcmap(platform, encoding) if "cmap" in self.font else None
        order = self.font.getReverseGlyphMap()
        return {code: order[name] for code, name in table.cmap.items()} if table is not None else {}


def check_fonts(shown: Iterable[Shown]) -> Iterator[Obstacle]:
    """The fonts text is shown in."""
    for entry in shown:
        try:
            _verify(entry)
        except _Unverified as reason:
            yield Obstacle(CLAUSE, Kind.FONT, f"{entry.font.get('/BaseFont', '')} {reason}")
        except (TTLibError, AssertionError, *BROKEN):
            yield Obstacle(CLAUSE, Kind.FONT, f"{entry.font.get('/BaseFont', '')} damaged")


def _verify(entry: Shown) -> None:
    font = entry.font
    if font.get("/Type") != Name.Font or not isinstance(font.get("/BaseFont"), Name):
        raise _Unverified("dictionary")
    strings = entry.visible | entry.hidden
    if font.get("/Subtype") == Name.Type0:
        _verify_composite(font, strings)
    elif font.get("/Subtype") == Name.TrueType:
        _verify_simple(font, strings)
    else:
        raise _Unverified(str(font.get("/Subtype")))


def _program_of(holder: pikepdf.Object) -> _Program:
    descriptor = holder.get("/FontDescriptor")
    program = descriptor.get("/FontFile2") if isinstance(descriptor, Dictionary) else None
    if not isinstance(descriptor, Dictionary) or not isinstance(program, Stream):
        raise _Unverified("not embedded as TrueType")
    if not all(key in descriptor for key in _DESCRIBED) or "/Length1" not in program:
        raise _Unverified("descriptor")
    return _Program(TTFont(BytesIO(program.read_bytes()), lazy=True))


def _verify_composite(font: pikepdf.Object, strings: Iterable[bytes]) -> None:
    descendants = font.get("/DescendantFonts")
    holder = descendants[0] if isinstance(descendants, Array) and len(descendants) == 1 else None
    if not isinstance(holder, Dictionary) or holder.get("/Subtype") != Name.CIDFontType2:
        raise _Unverified("descendant")
    if str(font.get("/Encoding")) not in {"/Identity-H", "/Identity-V"} or "/CIDToGIDMap" not in holder:
        raise _Unverified("encoding")
    program, glyph_map, widths = _program_of(holder), _glyph_map(holder), _cid_widths(holder)
    default = float(holder.get("/DW", 1000))
    codes = {int.from_bytes(text[place : place + 2], "big") for text in strings for place in range(0, len(text), 2)}
    for code in codes:
        glyph = code if glyph_map is None else int.from_bytes(glyph_map[2 * code : 2 * code + 2], "big")
        _compare(program.width(glyph), widths.get(code, default))
    if any(len(text) % 2 for text in strings):
        raise _Unverified("codes")


def _glyph_map(holder: pikepdf.Object) -> bytes | None:
    mapping = holder.CIDToGIDMap
    if isinstance(mapping, Stream):
        return mapping.read_bytes()
    if mapping != Name.Identity:
        raise _Unverified("CIDToGIDMap")
    return None


def _cid_widths(holder: pikepdf.Object) -> dict[int, float]:
    """The W array (ISO 32000-1, 9.7.4.3): `first [w w w]` or `first last w`."""
    widths: dict[int, float] = {}
    entries = list(holder.get("/W", []))
    place = 0
    while place + 1 < len(entries):
        first, second = int(entries[place]), entries[place + 1]
        if isinstance(second, Array):
            widths |= {first + index: float(width) for index, width in enumerate(second)}
            place += 2
        else:
            last = min(int(second), first + MOST_CODES)
            widths |= dict.fromkeys(range(first, last + 1), float(entries[place + 2]))
            place += 3
    return widths


def _verify_simple(font: pikepdf.Object, strings: Iterable[bytes]) -> None:
    first, widths = int(font.FirstChar), [float(width) for width in font.Widths]
    if len(widths) != int(font.LastChar) - first + 1:
        raise _Unverified("Widths")
    program = _program_of(font)
    glyph_of = _encoded(font, program)
    for code in {code for text in strings for code in text}:
        if code not in glyph_of or not 0 <= code - first < len(widths):
            raise _Unverified("glyph")
        _compare(program.width(glyph_of[code]), widths[code - first])


def _encoded(font: pikepdf.Object, program: _Program) -> dict[int, int]:
    """Code → glyph number, by the rules for TrueType (ISO 32000-1, 9.6.6.4; clause 6.2.11.6)."""
    flags = int(font.FontDescriptor.Flags)
    encoding = font.get("/Encoding")
    if flags & _SYMBOLIC:
        if encoding is not None:
            raise _Unverified("encoding")
        private = program.glyphs_of(3, 0)
        return {code % 256: glyph for code, glyph in private.items()} if private else program.glyphs_of(1, 0)
    differences = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    unicodes = _unicodes(str(base), differences)
    glyphs = program.glyphs_of(3, 1)
    if not glyphs:
        raise _Unverified("cmap")
    return {code: glyphs[letter] for code, letter in unicodes.items() if letter in glyphs}


def _unicodes(base: str, differences: pikepdf.Object | None) -> dict[int, int]:
    if base not in _BASES:
        raise _Unverified("encoding")
    letters = {code: bytes([code]).decode(_BASES[base], "replace") for code in range(32, 256)}
    unicodes = {code: ord(letter) for code, letter in letters.items() if letter != "\ufffd"}
    if base == "/WinAnsiEncoding":
        unicodes |= _WIN_ANSI_GAPS
    code = 0
    for item in differences if isinstance(differences, Array) else ():
        if isinstance(item, Name):
            unicode = agl.toUnicode(str(item)[1:])
            if len(unicode) != 1:
                raise _Unverified("Differences")
            unicodes[code] = ord(unicode)
            code += 1
        else:
            code = int(item)
    return unicodes


def _compare(inside: float, said: float) -> None:
    if abs(inside - said) > WIDTH_TOLERANCE:
        raise _Unverified("widths")
