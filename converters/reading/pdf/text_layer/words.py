"""The words of a PDF page's text layer: glyphs from PDFium, put together by where they stand.

PDFium's own line breaks are guesses that cut words of scaled fonts apart, so only glyphs, their places and real spaces
are taken from it.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.pdf.text_layer.fonts import FontStyle, StyleReader

# All in parts of the font size (1 em). Gaps are measured between the places letters take, not between their ink: "i" of
# a typewriter font stands alone in its place. Over 20 gazettes the gaps inside words end at 0.06, those of spaces that
# nobody wrote begin at 0.09; where PDFium guesses a space, true ones begin at 0.03 and false ones end at 0.00.
GAP_WITHOUT_SPACE = 0.08
GAP_WITH_GUESS = 0.02
BACKWARDS = 0.6  # a glyph this far left of the last one's end begins something new
BASELINE = 0.25  # ink that ends this far below the baseline stands on another line
RAISED = 0.75  # ink that begins this far above it, too: quotation marks and degree signs stay below
SUPERSCRIPT = 0.2  # a digit this far above the line is the number of a note, or a square
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "2013¹" is not 20131
_HYPHENS = {0x02, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line
_SPACES = {0x20, 0xA0, 0x09, 0x3000, *range(0x2000, 0x200B), 0x202F}
_BREAKS = {0x0D, 0x0A}


@dataclass(slots=True)
class RawWord:
    """A word as the page has it, before conversion from legacy encodings.

    Attributes:
        text: Its characters as stored.
        left, bottom, right, top: Ink, in PDF points of the page's own system (y upwards).
        end: Where the place of the last letter ends.
        baseline: y of the line it stands on.
        style: Font, size, bold, visible.
        spaced: White space stood before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    style: FontStyle
    spaced: bool
    end: float

    def take(self, character: str, box: tuple[float, float, float, float], end: float) -> None:
        """Add a glyph at the end."""
        self.text += character
        self.end = end
        left, bottom, right, top = box
        self.left = min(self.left, left)
        self.bottom = min(self.bottom, bottom)
        self.right = max(self.right, right)
        self.top = max(self.top, top)


class GlyphReader:
    """Reads the glyphs of one page one after another; one instance a page, for speed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._textpage = page.get_textpage()
        self._handle = self._textpage.raw
        self._styles = StyleReader()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._place_box = pdfium_c.FS_RECTF()
        self._origin = [ctypes.c_double() for _ in range(2)]

    def words(self) -> list[RawWord]:
        """All words in the order the page draws them."""
        words: list[RawWord] = []
        gap = _START
        for index in range(pdfium_c.FPDFText_CountChars(self._handle)):
            code = pdfium_c.FPDFText_GetUnicode(self._handle, index)
            if code in _SPACES:
                gap = max(gap, _GUESSED if self._is_guess(index) else _WRITTEN)
            elif code in _BREAKS or code == 0:
                gap = max(gap, _GUESSED)
            else:
                character = "-" if code in _HYPHENS else _character(code)
                self._place(words, index, character, gap)
                gap = _NONE
        self._textpage.close()
        return words

    def _is_guess(self, index: int) -> bool:
        return bool(pdfium_c.FPDFText_IsGenerated(self._handle, index) == 1)

    def _place(self, words: list[RawWord], index: int, character: str, gap: int) -> None:
        # Style and baseline are asked for once a word: each question to PDFium costs as much as all the arithmetic.
        left, right, bottom, top = self._edges
        pdfium_c.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetLooseCharBox(self._handle, index, self._place_box)
        box = (left.value, bottom.value, right.value, top.value)
        start, end = self._place_box.left, self._place_box.right
        if words and not _begins_word(words[-1], box, start, gap):
            self._goes_on(words[-1], index, character, box, end)
            return
        x, y = self._origin
        pdfium_c.FPDFText_GetCharOrigin(self._handle, index, x, y)
        words.append(RawWord(character, *box, y.value, self._style(index), spaced=True, end=end))

    def _goes_on(
        self, word: RawWord, index: int, character: str, box: tuple[float, float, float, float], end: float
    ) -> None:
        """Add a glyph to a word; digits are looked at twice, for they carry amounts and dates."""
        if character.isdecimal():
            if self._style(index).white and not word.style.white:
                word.end = end  # "năm 2026" with a white 4 behind it: left over from editing, on no paper
                return
            _, foot, _, _ = box
            if foot > word.baseline + SUPERSCRIPT * word.style.size:
                character = character.translate(SUPERSCRIPTS)
        word.take(character, box, end)

    def _style(self, index: int) -> FontStyle:
        return self._styles.of(pdfium_c.FPDFText_GetTextObject(self._handle, index), self._handle, index)


_NONE, _GUESSED, _WRITTEN, _START = range(4)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _begins_word(last: RawWord, box: tuple[float, float, float, float], start: float, gap: int) -> bool:
    """Whether a glyph begins a new word, given where its place starts and what stood before it."""
    size = max(last.style.size, 1.0)
    if gap == _WRITTEN:
        return True
    if last.style.angle:
        return gap != _NONE  # text that climbs: PDFium's guess is all there is
    # Ink of a letter on the same line reaches from a little above the baseline to below its accents.
    left, bottom, right, top = box
    if bottom > last.baseline + RAISED * size or top < last.baseline - BASELINE * size:
        return True
    distance = start - last.end
    if distance < -BACKWARDS * size - (right - left):
        return True
    return distance > (GAP_WITH_GUESS if gap == _GUESSED else GAP_WITHOUT_SPACE) * size
