"""Setting Vietnamese text: shaped by RAQM, measured with the layout it is drawn with, never broken inside "Điều 7".

Pillow's BASIC layout puts the marks of decomposed letters wrongly, so text is NFC and RAQM is asked for by name; where
Pillow was built without it, NFC text under BASIC differs in kerning only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

from converters.derivatives.drawing.fallback import runs
from converters.derivatives.drawing.fonts import FontFamily
from validators.language.unicode_hygiene import normalized

HARD_SPACE = "\u00a0"

# Words that lose their meaning at the end of a line: locators and numbers stay with what they count.
_NUMBERED = "[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|Phần|[Ss]ố|ngày|tháng|năm|Câu|Phụ lục"
_COUNTED = "đồng|triệu|tỷ|ngày|giờ|tháng|năm|tuổi|điểm|người|miligam|mg|lít|mét|m|m²|m³|km|kg|ha|lần|phút|tuần|%"
_KEPT_TOGETHER = (
    re.compile(rf"\b(?:{_NUMBERED}) (?=[\dIVXa-zđ]{{1,4}}\b)"),  # Điều 7, điểm a, ngày 01
    re.compile(rf"(?<=\d) (?=(?:{_COUNTED})(?![^\W\d_]))"),  # 30 ngày
    re.compile(r"(?<=Nghị) (?=định\b)|(?<=Quyết) (?=định\b)|(?<=Thông) (?=tư\b)|(?<=Bộ) (?=luật\b)"),
    re.compile(r"(?<=triệu) (?=đồng)|(?<=tỷ) (?=đồng)|(?<=\d) (?=[–-] ?\d)|(?<=\d [–-]) (?=\d)|(?<=\w) (?=[–—-] )"),
)
_KHMER_JOINER = "\u17d2"
_LEAST_SIZE = 8  # pixels of an em, below which no letter is drawn whole
_BALANCE = 4  # lines are evened out to this part of an em


_FINE = 8  # times the size, at which the distance of letters is measured: no pixel rounds it


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    Attributes:
        size: Pixels of an em.
        bold: The heavier weight.
        leading: Line height as a multiple of the size; Vietnamese capitals with two marks need 1.2 at least.
    """

    size: int
    bold: bool = False
    leading: float = 1.34

    @property
    def line_height(self) -> int:
        """Pixels from line to line."""
        return round(self.size * self.leading)

    def scaled(self, factor: float) -> Style:
        """The same style, larger or smaller."""
        return Style(max(_LEAST_SIZE, round(self.size * factor)), self.bold, self.leading)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family to measure and draw with."""

    family: FontFamily

    def font(self, style: Style) -> ImageFont.FreeTypeFont:
        """The font of a style."""
        return _load(self._path(style), style.size)

    def width(self, text: str, style: Style) -> float:
        """Pixels a line of text takes.

        Raises:
            MissingLetter: No font of this system can draw a letter of it.
        """
        return _measured(self._path(style), style.size, text, style.bold)

    def pieces(self, text: str, style: Style) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """A line as it is handed to fonts: in pieces, where the family lacks letters.

        Raises:
            MissingLetter: No font of this system can draw a letter of it.
        """
        for path, piece in runs(drawn(text), self._path(style), bold=style.bold):
            yield _load(path, style.size), piece

    def measured_pieces(self, text: str, style: Style) -> Iterator[tuple[Path, str, float]]:
        """A line in pieces of one font each: the font's file, the letters, the pixels they take.

        Raises:
            MissingLetter: No font of this system can draw a letter of it.
        """
        for path, piece in runs(drawn(text), self._path(style), bold=style.bold):
            yield path, piece, _load(path, style.size).getlength(piece)

    def word_starts(self, piece: str, path: Path, style: Style) -> Iterator[tuple[str, float]]:
        """The words of a piece, each with the space behind it, and where each begins, pixels from its left edge."""
        font, start = _load(path, style.size), 0
        for word in re.findall(r"\S*\s*", piece):
            if word:
                yield word, font.getlength(piece[:start])
            start += len(word)

    @staticmethod
    def letter_starts(word: str, path: Path, style: Style) -> tuple[float, ...]:
        """Where each letter of a word begins, pixels from its left edge: kerned, as finely as print shows it."""
        font = _load(path, style.size * _FINE)
        return tuple(font.getlength(word[:count]) / _FINE for count in range(len(word)))

    @staticmethod
    def loaded(path: Path, size: int) -> ImageFont.FreeTypeFont:
        """A font file at a size in pixels."""
        return _load(path, size)

    def _path(self, style: Style) -> Path:
        return self.family.bold if style.bold else self.family.regular

    def cap_height(self, style: Style) -> int:
        """Height of a capital, by which lines are centred whatever the font's own metrics say."""
        left, top, right, bottom = self.font(style).getbbox("H", anchor="ls")
        del left, right
        return round(bottom - top)

    def wrap(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Lines no wider than `width`, filled one after another."""
        lines: list[str] = []
        # A line is as wide as its words and the spaces between: no font kerns across a space enough to be seen.
        space, used = self.width(" ", style), width
        for word in glue(text).split(" "):
            advance = self.width(word, style)
            if lines and used + space + advance <= width:
                lines[-1] += f" {word}"
                used += space + advance
            elif word:
                lines += self._broken(word, style, width)
                used = self.width(lines[-1], style)
        return tuple(lines)

    def unwidowed(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Like `wrap`, but no word is left alone on the last line."""
        lines = self.wrap(text, style, width)
        return lines if len(lines) == 1 or " " in lines[-1] else self.balanced(text, style, width)

    def balanced(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Like `wrap`, with lines of like length: for titles, where a last line of one word looks lost."""
        lines = self.wrap(text, style, width)
        low, high = width / 2, width
        while len(lines) > 1 and high - low > style.size / _BALANCE:
            middle = (low + high) / 2
            if len(self.wrap(text, style, middle)) == len(lines):
                high = middle
            else:
                low = middle
        return self.wrap(text, style, high)

    def _broken(self, word: str, style: Style, width: float) -> list[str]:
        """A word; in pieces when it alone is too wide (an address of a page)."""
        pieces: list[str] = []
        while self.width(word, style) > width and len(word) > 1:
            ends = range(1, len(word))
            fits = max(1, bisect_right(ends, width, key=lambda end: self.width(word[:end], style)))
            cut = next(filter(None, (_break_in(word, fits, signs) for signs in (HARD_SPACE, "-/._"))), fits)
            while cut > 1 and _is_inside_a_letter(word, cut):
                cut -= 1
            pieces.append(word[:cut].strip(HARD_SPACE))
            word = word[cut:]
        return [*pieces, word] if word else pieces


def _is_inside_a_letter(word: str, cut: int) -> bool:
    """Whether a cut would part a letter from its marks, or two Khmer letters written as one."""
    return unicodedata.category(word[cut])[0] == "M" or word[cut - 1] == _KHMER_JOINER if cut < len(word) else False


def _break_in(word: str, fits: int, signs: str) -> int | None:
    """The last place behind a sign where a word may end, in the better half of what fits; never inside a number."""
    for place in range(fits - 1, 0 if signs == HARD_SPACE else fits // 2, -1):
        number = word[place] in ".," and word[place - 1 : place].isdigit() and word[place + 1 : place + 2].isdigit()
        if word[place] in signs and not number:
            return place + 1
    return None


@lru_cache(maxsize=128)
def _load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(path), size, layout_engine=layout)


@lru_cache(maxsize=1 << 15)
def _measured(path: Path, size: int, text: str, bold: bool) -> float:
    return sum(_load(font, size).getlength(piece) for font, piece in runs(drawn(text), path, bold=bold))


@lru_cache(maxsize=1 << 12)  # a text is set again and again until its size is found
def glue(text: str) -> str:
    """NFC text with hard spaces where a line must not end."""
    glued = normalized("NFC", " ".join(text.split()))
    for pattern in _KEPT_TOGETHER:
        glued = pattern.sub(_hardened, glued)
    return glued


def _hardened(match: re.Match[str]) -> str:
    return match.group(0).replace(" ", HARD_SPACE)


def drawn(text: str) -> str:
    """Text as it is handed to the font."""
    # Not every font has a glyph for the hard space.
    return normalized("NFC", text).replace(HARD_SPACE, " ")
