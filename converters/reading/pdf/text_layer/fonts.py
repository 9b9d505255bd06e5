"""The style of text on a PDF page, read once a text object."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

_NAME_BYTES = 256
_BOLD_WEIGHT = 600  # of 400 ordinary, 700 bold (ISO 32000-1, table 122, FontWeight)
_WHITE = 250  # of 255
_INVISIBLE = 3  # text rendering mode (ISO 32000-1, table 106)
_LEANING = (
    4  # degrees a line may lean and still count as straight: hand-placed frames, pages scanned and read elsewhere
)


@dataclass(frozen=True, slots=True)
class FontStyle:
    """How text is set.

    Attributes:
        font: The font's name as the file has it.
        size: In points on the page.
        bold: By the font's weight or name.
        italic: By the font's name.
        invisible: Drawn with no ink (a layer laid under a scan).
        angle: Whole degrees the baseline is turned counter-clockwise, 0 to 359; quarters where it all but is one.
        white: Drawn in the colour of paper.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    invisible: bool
    angle: int = 0
    white: bool = False

    @property
    def slanted(self) -> bool:
        """Whether it runs neither along nor up nor down the page."""
        return self.angle % 90 != 0


def _whole_angle(degrees: float) -> int:
    quarter = round(degrees / 90) * 90
    return (quarter if abs(degrees - quarter) <= _LEANING else round(degrees)) % 360


UNKNOWN = FontStyle("", 10.0, bold=False, italic=False, invisible=False)


class StyleReader:
    """Reads styles and remembers them by text object; one instance a page."""

    def __init__(self) -> None:
        self._by_object: dict[int, FontStyle] = {}
        self._names: dict[int, tuple[str, bool]] = {}
        self._buffer = ctypes.create_string_buffer(_NAME_BYTES)
        self._matrix = pdfium_c.FS_MATRIX()
        self._size = ctypes.c_float()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def of(self, text_object: Any, textpage: Any, index: int) -> FontStyle:
        """The style of a glyph, given its text object."""
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address is None:
            return UNKNOWN
        style = self._by_object.get(address)
        if style is None:
            style = self._by_object[address] = self._read(text_object, textpage, index)
        return style

    def width_of(self, textpage: Any, index: int) -> float:
        """How wide a glyph's place is, in parts of the font size; 0 where its font does not tell."""
        text_object = pdfium_c.FPDFText_GetTextObject(textpage, index)
        font = pdfium_c.FPDFTextObj_GetFont(text_object) if text_object else None
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if not font or not pdfium_c.FPDFFont_GetGlyphWidth(font, code, 1.0, self._size):
            return 0.0
        return float(self._size.value)

    def _read(self, text_object: Any, textpage: Any, index: int) -> FontStyle:
        name, bold = self._font(text_object)
        pdfium_c.FPDFText_GetMatrix(textpage, index, self._matrix)
        pdfium_c.FPDFTextObj_GetFontSize(text_object, self._size)
        matrix = self._matrix
        size = abs(self._size.value) * math.hypot(matrix.c, matrix.d)
        angle = _whole_angle(math.degrees(math.atan2(matrix.b, matrix.a)))
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object)
        white = self._is_white(text_object)
        return FontStyle(name, size or 10.0, bold, "italic" in name.lower(), mode == _INVISIBLE, angle, white)

    def _is_white(self, text_object: Any) -> bool:
        pdfium_c.FPDFPageObj_GetFillColor(text_object, *self._colour)
        return all(part.value >= _WHITE for part in self._colour[:3])

    def _font(self, text_object: Any) -> tuple[str, bool]:
        font = pdfium_c.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address is None:
            return "", False
        if address not in self._names:
            length = pdfium_c.FPDFFont_GetBaseFontName(font, self._buffer, _NAME_BYTES)
            name = self._buffer.raw[: max(min(length, _NAME_BYTES) - 1, 0)].decode("utf-8", "replace")
            bold = "bold" in name.lower() or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            self._names[address] = name, bold
        return self._names[address]
