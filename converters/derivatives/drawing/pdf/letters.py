"""Fonts inside a PDF: only the letters that are used, each with what it says, so that text can be searched and read.

A run whose font has no TrueType outlines, or whose marks a reader would not place (Khmer), is drawn as a picture of
600 dots an inch instead, and says what it is as `ActualText`.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.drawing.pdf.document import PdfDocument

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


@lru_cache(maxsize=32)
def _opened(path: Path) -> TTFont:
    return _loaded(path)


def _loaded(path: Path) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(path.read_bytes()), lazy=True, fontNumber=0, recalcTimestamp=False)


def is_written(path: Path, text: str) -> bool:
    """Whether a run can be written letter by letter."""
    font = _opened(path)
    cmap = font.getBestCmap()
    return "glyf" in font and all(ord(letter) in cmap and unicodedata.category(letter)[0] != "M" for letter in text)


@dataclass(slots=True)
class PdfFont:
    """One font of a document.

    Attributes:
        path: The font file.
        name: As pages call it.
        used: Glyph numbers, and the letter each says.
    """

    path: Path
    name: str
    used: dict[int, str] = field(default_factory=dict)

    def glyphs(self, text: str) -> list[tuple[int, float]]:
        """Number and advance, in ems, of each letter's glyph."""
        font = _opened(self.path)
        cmap, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        found = []
        for letter in text:
            glyph = cmap[ord(letter)]
            number = font.getGlyphID(glyph)
            self.used[number] = letter
            found.append((number, widths[glyph][0] / em))
        return found

    def put(self, document: PdfDocument) -> int:
        """The font with the letters used so far; its number."""
        font = _opened(self.path)
        em, names = font["head"].unitsPerEm, font.getGlyphOrder()
        file = self._reduced()
        stream = document.stream(file, f"/Length1 {len(file)}")
        base, box = f"PBGDPL+{self.path.stem}", [round(getattr(font["head"], key) * 1000 / em) for key in _BOX]
        rise, fall = (round(getattr(font["hhea"], key) * 1000 / em) for key in ("ascent", "descent"))
        told = document.put(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [{' '.join(map(str, box))}] /ItalicAngle 0 "
            f"/Ascent {rise} /Descent {fall} /CapHeight 714 /StemV 80 /FontFile2 {stream} 0 R >>".encode("ascii")
        )
        widths = " ".join(
            f"{number} [{round(font['hmtx'][names[number]][0] * 1000 / em)}]" for number in sorted(self.used)
        )
        inner = document.put(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDToGIDMap /Identity "
            f"/FontDescriptor {told} 0 R "
            f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{widths}] >>".encode(
                "ascii"
            )
        )
        said = document.stream(_to_unicode(self.used))
        return document.put(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
            f"/ToUnicode {said} 0 R >>".encode("ascii")
        )

    def _reduced(self) -> bytes:
        from fontTools import subset  # takes longer to load than a sheet to draw

        options = subset.Options(retain_gids=True, layout_features=[], hinting=False, notdef_outline=True)
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "name", "post", "OS/2", "cmap"]
        font = _loaded(self.path)
        letters = subset.Subsetter(options)
        letters.populate(gids=sorted(self.used))
        letters.subset(font)
        stream = io.BytesIO()
        font.save(stream, reorderTables=False)
        return stream.getvalue()


_BOX = ("xMin", "yMin", "xMax", "yMax")
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MOST_LINES = 100  # of one section of a character map (ISO 32000-1, 9.10.3)


def _to_unicode(used: Mapping[int, str]) -> bytes:
    said = {number: letter.encode("utf-16-be").hex().upper() for number, letter in sorted(used.items())}
    lines = [f"<{number:04X}> <{code}>" for number, code in said.items()]
    parts = [lines[start : start + _MOST_LINES] for start in range(0, len(lines), _MOST_LINES)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return f"{_HEAD}{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n".encode("ascii")
