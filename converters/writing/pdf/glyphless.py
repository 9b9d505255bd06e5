"""A font that draws nothing: every letter is a glyph half an em wide without any area.

Hidden text needs only advances and a way back to Unicode. Character codes are UTF-16 code units, so the map to
Unicode (ISO 32000-1, 9.10.3) is the identity, and one glyph serves them all. The font is embedded, as PDF/A asks.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name

ADVANCE = 0.5  # em
_UNITS = 1000
# Poppler takes a descent of exactly nothing for a missing one and lays its boxes a third of an em too low.
_DESCENT = -1  # of 1000
_POSTSCRIPT_NAME = "Glyphless"


@cache
def _font_file() -> bytes:
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "empty"])
    builder.setupCharacterMap({0x20: "empty"})
    width = int(ADVANCE * _UNITS)
    builder.setupGlyf({".notdef": Glyph(), "empty": _stroke_without_area(width, _UNITS)})
    builder.setupHorizontalMetrics({".notdef": (width, 0), "empty": (width, 0)})
    builder.setupHorizontalHeader(ascent=_UNITS, descent=_DESCENT)
    builder.setupNameTable({"familyName": _POSTSCRIPT_NAME, "styleName": "Regular", "psName": _POSTSCRIPT_NAME})
    builder.setupOS2(sTypoAscender=_UNITS, sTypoDescender=_DESCENT, usWinAscent=_UNITS, usWinDescent=-_DESCENT)
    builder.setupPost()
    # A fixed date: the same page must give the same bytes.
    builder.updateHead(created=0, modified=0)
    stream = BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(stream)
    return stream.getvalue()


def _stroke_without_area(width: int, height: int) -> Glyph:
    """A contour there and back: nothing to fill, yet with an extent. PDFium skips upright lines of empty glyphs."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((width, height))
    pen.closePath()
    return pen.glyph()


def embed(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Add the font to a PDF.

    Returns:
        The Type 0 font dictionary, to be named in a page's resources.
    """
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/" + _POSTSCRIPT_NAME),
            Flags=4,
            FontBBox=Array([0, 0, int(ADVANCE * _UNITS), _UNITS]),
            ItalicAngle=0,
            Ascent=_UNITS,
            Descent=_DESCENT,
            CapHeight=_UNITS,
            StemV=80,
            FontFile2=pdf.make_stream(_font_file(), Length1=len(_font_file())),
        )
    )
    descendant = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + _POSTSCRIPT_NAME),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=descriptor,
            CIDToGIDMap=pdf.make_stream(b"\x00\x01" * 0x10000),
            DW=int(ADVANCE * _UNITS),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + _POSTSCRIPT_NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


@cache
def _to_unicode() -> bytes:
    # A range may not cross a change of the high byte, hence 256 of them, in groups of at most 100 (ISO 32000-1 9.10.3).
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    groups = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(group)} beginbfrange\n" + "\n".join(group) + "\nendbfrange" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
