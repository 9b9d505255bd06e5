"""The words of a PDF page's text layer: glyphs from PDFium, put together by where they stand.

PDFium's own line breaks are guesses that cut words of scaled fonts apart, so only glyphs, their places and real spaces
are taken from it.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.pdf.text_layer.fonts import FontStyle, StyleReader

# All in parts of the font size (1 em). Gaps are measured between the places letters take, not between their ink: "i" of
# a typewriter font stands alone in its place. Over 20 gazettes the gaps inside words end at 0.06, those of spaces that
# nobody wrote begin at 0.09; where PDFium guesses a space, true ones begin at 0.03 and false ones end at 0.00.
GAP_WITHOUT_SPACE = 0.08
GAP_WITH_GUESS = 0.02
BACKWARD_STEPS = 0.5  # of the steps from word to word along a line
BACKWARDS = 0.6  # a glyph this far left of the last one's end begins something new
BASELINE = 0.25  # ink that ends this far below the baseline stands on another line
RAISED = 0.75  # ink that begins this far above it, too: quotation marks and degree signs stay below
KHMER_GAP = 0.3  # Khmer leaves no space between words, and its letters are not placed where they stand
SUPERSCRIPT = 0.2  # a digit whose foot stands this far above the line is the number of a note, or a square,
SUPERSCRIPT_HEIGHT = 0.6  # if it is also no higher than this; the digits of a line are 0.65 to 0.75 high
SLANTED_GAP = 1.5  # of slanted text: only written spaces count, and leaps,
SLANTED_SPACE = 0.1  # and the spaces PDFium guesses, where the font tells how wide its glyphs are
SLANTED_WIDTH = 0.5  # a glyph is drawn this wide where the font does not tell
SLANTED_HEIGHT = 0.7
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "2013¹" is not 20131
_FIRST_KHMER, _LAST_KHMER = 0x1780, 0x17FF
_IN_BRACKETS = re.compile(r"\[\d{0,3}$")  # "[12]" says itself that it is the mark of a note
_HYPHENS = {0x02, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line
_SPACES = {0x20, 0xA0, 0x09, 0x3000, *range(0x2000, 0x200B), 0x202F}
_BREAKS = {0x0D, 0x0A}
_QUARTERS = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}  # cosines and sines without rounding

Edges = tuple[float, float, float, float]  # left, bottom, right, top


def turned_point(x: float, y: float, degrees: int) -> tuple[float, float]:
    """A point after the page was turned clockwise, so that text written at that angle runs from left to right."""
    cosine, sine = _QUARTERS.get(degrees) or (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    return x * cosine + y * sine, y * cosine - x * sine


def turned_edges(edges: Edges, degrees: int) -> Edges:
    """The upright box around a box that was turned clockwise about the origin."""
    if degrees == 0:
        return edges
    left, bottom, right, top = edges
    corners = [turned_point(x, y, degrees) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class RawWord:
    """A word as the page has it, before conversion from legacy encodings.

    Attributes:
        text: Its characters as stored.
        left, bottom, right, top: Ink, in PDF points (y upwards) of the page turned so that the word runs from left to
            right: the page's own system for all text that is not turned.
        end: Where the place of the last letter ends, in the same system.
        baseline: y of the line it stands on, in the same system.
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

    @property
    def on_page(self) -> Edges:
        """The box around its ink in the page's own system."""
        if not self.style.angle:
            return self.left, self.bottom, self.right, self.top
        return turned_edges((self.left, self.bottom, self.right, self.top), -self.style.angle % 360)

    @property
    def foot(self) -> tuple[float, float]:
        """Where its line begins under it, in the page's own system."""
        if not self.style.angle:
            return self.left, self.baseline
        return turned_point(self.left, self.baseline, -self.style.angle % 360)

    def take(self, character: str, box: Edges, end: float) -> None:
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
        words = self._read(range(pdfium_c.FPDFText_CountChars(self._handle)))
        if _run_backwards(words):  # PDFium gives the lines of a page that stands on its head from their end
            words = self._read(self._forwards())
        self._textpage.close()
        return words

    def _read(self, indices: Iterable[int]) -> list[RawWord]:
        words: list[RawWord] = []
        gap = _START
        again: frozenset[int] | None = None  # looked for where the first letter of Khmer stands
        for index in indices:
            code = pdfium_c.FPDFText_GetUnicode(self._handle, index)
            if _FIRST_KHMER <= code <= _LAST_KHMER:
                again = self._given_again() if again is None else again
                if index in again:
                    continue
                gap = _NONE if gap == _GUESSED else gap
            if code in _SPACES:
                gap = max(gap, _GUESSED if self._is_guess(index) else _WRITTEN)
            elif code in _BREAKS or code == 0:
                gap = max(gap, _GUESSED)
            else:
                character = "-" if code in _HYPHENS else _character(code)
                self._place(words, index, character, gap)
                gap = _NONE
        return words

    def _forwards(self) -> Iterator[int]:
        """Glyphs in the order they are read, those of a line that is given from its end by where they stand.

        Spaces that PDFium guessed in such a line lie in the wrong places.
        """
        line: list[int] = []
        for index in range(pdfium_c.FPDFText_CountChars(self._handle)):
            line.append(index)
            if pdfium_c.FPDFText_GetUnicode(self._handle, index) in _BREAKS:
                yield from self._line_forwards(line)
                line = []
        yield from self._line_forwards(line)

    def _line_forwards(self, line: list[int]) -> list[int]:
        inked = [index for index in line if not self._is_guess(index)]
        if len(inked) < 2:
            return line
        angle = self._style(inked[0]).angle
        along = {index: turned_point(*self._origin_of(index), angle)[0] for index in inked}
        breaks = [index for index in line[-2:] if pdfium_c.FPDFText_GetUnicode(self._handle, index) in _BREAKS]
        return [*sorted(inked, key=along.__getitem__), *breaks] if along[inked[-1]] < along[inked[0]] else line

    def _given_again(self) -> frozenset[int]:
        """Letters of Khmer that stand twice: LibreOffice gives each glyph of a cluster all of the cluster's letters."""
        runs: list[list[int]] = []
        for index in range(pdfium_c.FPDFText_CountChars(self._handle)):
            if _FIRST_KHMER <= pdfium_c.FPDFText_GetUnicode(self._handle, index) <= _LAST_KHMER:
                if not runs or runs[-1][-1] != index - 1:
                    runs.append([])
                runs[-1].append(index)
        return frozenset(index for earlier, run in pairwise(runs) if self._is_again(earlier, run) for index in run)

    def _is_again(self, earlier: Sequence[int], run: Sequence[int]) -> bool:
        """Whether letters repeat some of the letters before them, in their very place."""
        before, text = ("".join(map(self._letter, part)) for part in (earlier, run))
        at = before.find(text)
        if at < 0 or len(text) < 2:
            return False
        left, right = self._ends(earlier[at : at + len(run)])
        return left - 1 <= self._ends(run)[0] and self._ends(run)[1] <= right + 1  # points

    def _letter(self, index: int) -> str:
        return _character(pdfium_c.FPDFText_GetUnicode(self._handle, index))

    def _ends(self, run: Sequence[int]) -> tuple[float, float]:
        left, right, bottom, top = self._edges
        ends: list[tuple[float, float]] = []
        for index in run:
            pdfium_c.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
            ends.append((left.value, right.value))
        return min(end for end, _ in ends), max(end for _, end in ends)

    def _is_guess(self, index: int) -> bool:
        return bool(pdfium_c.FPDFText_IsGenerated(self._handle, index) == 1)

    def _place(self, words: list[RawWord], index: int, character: str, gap: int) -> None:
        # Style and baseline are asked for once a word: each question to PDFium costs as much as all the arithmetic.
        left, right, bottom, top = self._edges
        pdfium_c.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetLooseCharBox(self._handle, index, self._place_box)
        ink = box = (left.value, bottom.value, right.value, top.value)
        start, end = self._place_box.left, self._place_box.right
        if words:
            last = words[-1]
            if last.style.angle:
                ink, start, end = self._turned(index, box, last.style)
            if not _begins_word(last, ink, start, gap):
                self._goes_on(last, index, character, ink, end)
                return
        style = self._style(index)
        x, y = self._origin_of(index)
        if style.angle:
            box, _, end = self._turned(index, box, style)
            x, y = turned_point(x, y, style.angle)
        else:
            end = self._place_box.right
        words.append(RawWord(character, *box, y, style, spaced=True, end=end))

    def _turned(self, index: int, box: Edges, style: FontStyle) -> tuple[Edges, float, float]:
        """Ink of a glyph, and where its place starts and ends, as if text of this style ran from left to right."""
        if not style.slanted:
            place = self._place_box
            start, _, end, _ = turned_edges((place.left, place.bottom, place.right, place.top), style.angle)
            return turned_edges(box, style.angle), start, end
        along, foot = turned_point(*self._origin_of(index), style.angle)
        width = self._styles.width_of(self._handle, index)
        ink = along, foot, along + (width or SLANTED_WIDTH) * style.size, foot + SLANTED_HEIGHT * style.size
        return ink, along, along + (width or SLANTED_GAP) * style.size

    def _origin_of(self, index: int) -> tuple[float, float]:
        x, y = self._origin
        pdfium_c.FPDFText_GetCharOrigin(self._handle, index, x, y)
        return x.value, y.value

    def _goes_on(self, word: RawWord, index: int, character: str, box: Edges, end: float) -> None:
        """Add a glyph to a word; digits are looked at twice, for they carry amounts and dates."""
        if character.isdecimal():
            if self._style(index).white and not word.style.white:
                word.end = end  # "năm 2026" with a white 4 behind it: left over from editing, on no paper
                return
            _, foot, _, top = box
            size = word.style.size
            raised = foot > word.baseline + SUPERSCRIPT * size and top - foot < SUPERSCRIPT_HEIGHT * size
            if raised and _IN_BRACKETS.search(word.text) is None:
                character = character.translate(SUPERSCRIPTS)
        word.take(character, box, end)

    def _style(self, index: int) -> FontStyle:
        return self._styles.of(pdfium_c.FPDFText_GetTextObject(self._handle, index), self._handle, index)


_NONE, _GUESSED, _WRITTEN, _START = range(4)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _run_backwards(words: Sequence[RawWord]) -> bool:
    """Whether words mostly stand before the words they follow."""
    steps = [
        word.left < last.left
        for last, word in pairwise(words)
        if last.style.angle == word.style.angle and abs(last.baseline - word.baseline) < BASELINE * word.style.size
    ]
    return sum(steps) > BACKWARD_STEPS * len(steps)


def _begins_word(last: RawWord, box: Edges, start: float, gap: int) -> bool:
    """Whether a glyph begins a new word, given where its place starts and what stood before it.

    The glyph's box and start are in the system of the last word.
    """
    size = max(last.style.size, 1.0)
    if gap == _WRITTEN:
        return True
    # Ink of a letter on the same line reaches from a little above the baseline to below its accents.
    left, bottom, right, top = box
    if bottom > last.baseline + RAISED * size or top < last.baseline - BASELINE * size:
        return True
    distance = start - last.end
    if distance < -BACKWARDS * size - (right - left):
        return True
    if last.style.angle and last.style.slanted:
        return distance > (SLANTED_SPACE if gap == _GUESSED else SLANTED_GAP) * size
    if distance <= (GAP_WITH_GUESS if gap == _GUESSED else GAP_WITHOUT_SPACE) * size:
        return False
    return distance > KHMER_GAP * size or not _FIRST_KHMER <= ord(last.text[-1]) <= _LAST_KHMER
