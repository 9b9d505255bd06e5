"""Lines of a page: words that follow each other on one baseline, without a column's gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from converters.legacy.conversion import Findings, Run, convert_runs
from converters.reading.document import Line, Word
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.words import RawWord

# In parts of the font size.
COLUMN_GAP = 2.0  # wider than any space of justified text
SAME_LINE = 0.5
BLANK = 7.0  # room for a number or a day, left to be filled in
OVERLAP = 0.3  # a word may begin this far before the last one ends

_BEFORE_BLANKS = frozenset({"số", "ngày", "tháng", "năm"})


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word in pixels.

    Attributes:
        text: Converted to Unicode, NFC.
        box: On the page.
        place: In the layout: the same as `box` unless the text is turned, then as if it stood upright.
        baseline: In the layout, y downwards.
        size: Font size in pixels.
        style: As the PDF has it.
        spaced: White space before it.
    """

    text: str
    box: FloatBox
    place: FloatBox
    baseline: float
    size: float
    style: FontStyle
    spaced: bool


@dataclass
class PlacedLine:
    """Words on one line, in the layout's coordinates."""

    words: list[PlacedWord] = field(default_factory=list)

    @cached_property
    def place(self) -> FloatBox:
        """Around all words; upright even where glyphs are small: at least half the font size high."""
        return FloatBox.around(word.place for word in self.words)

    @cached_property
    def size(self) -> float:
        """Font size of most of the letters, in pixels."""
        return max(self.words, key=lambda word: len(word.text)).size

    @cached_property
    def text(self) -> str:
        """Words with spaces where there were some."""
        return "".join((" " if word.spaced and index else "") + word.text for index, word in enumerate(self.words))

    @cached_property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.style.bold for word in self.words)

    @property
    def baseline(self) -> float:
        """Of the line's largest word, in pixels from the top."""
        return max(self.words, key=lambda word: word.size).baseline

    @property
    def left(self) -> float:
        """Left end."""
        return self.place.left

    @property
    def right(self) -> float:
        """Right end."""
        return self.place.right

    def as_line(self, frame: Frame) -> Line:
        """As the document holds it: words joined where no space stood between."""
        joined = _joined(self.words)
        words = tuple(Word(text, frame.whole(box)) for text, box in joined)
        return Line(words, frame.whole(FloatBox.around(box for _, box in joined)))


def _joined(words: Sequence[PlacedWord]) -> list[tuple[str, FloatBox]]:
    result: list[tuple[str, FloatBox]] = []
    for word in words:
        if result and not word.spaced:
            text, box = result[-1]
            result[-1] = text + word.text, FloatBox.around((box, word.box))
        else:
            result.append((word.text, word.box))
    return result


def place_words(words: Sequence[RawWord], frame: Frame, findings: Findings) -> list[PlacedWord]:
    """Convert and place words; words that turn out empty (stray marks, lone spaces) are left out."""
    texts = convert_runs([Run((" " if word.spaced else "") + word.text, word.style.font) for word in words], findings)
    angle = main_angle(words)
    placed = []
    for word, text in zip(words, texts, strict=True):
        if letters := text.strip():
            placed.append(_placed(word, letters, frame, angle))
    return placed


def main_angle(words: Sequence[RawWord]) -> int:
    """The direction most letters are written in: 0, 90, 180 or 270 degrees counter-clockwise."""
    letters: dict[int, int] = {0: 1}
    for word in words:
        letters[word.style.angle] = letters.get(word.style.angle, 0) + len(word.text)
    return max(letters, key=letters.__getitem__)


def _placed(word: RawWord, text: str, frame: Frame, angle: int) -> PlacedWord:
    box = frame.box(word.left, word.bottom, word.right, word.top)
    size = word.style.size * frame.dpi / 72.0
    if angle:
        place = _turned(box, angle)
        return PlacedWord(text, box, place, place.bottom, size, word.style, word.spaced)
    _, baseline = frame.point(word.left, word.baseline)
    if frame.b or frame.c:  # the page is turned as a whole: the baseline is the foot of the box
        baseline = box.bottom
    return PlacedWord(text, box, box, baseline, size, word.style, word.spaced)


def _turned(box: FloatBox, angle: int) -> FloatBox:
    """The box in a frame where text turned by `angle` counter-clockwise runs from left to right."""
    left, top, right, bottom = box
    if angle == 90:
        return FloatBox(-bottom, left, -top, right)
    if angle == 270:
        return FloatBox(top, -right, bottom, -left)
    return FloatBox(-right, -bottom, -left, -top)


def lines_of(words: Iterable[PlacedWord]) -> list[PlacedLine]:
    """Words to lines, in the order they were drawn."""
    lines: list[PlacedLine] = []
    for word in words:
        if lines and _goes_on(lines[-1].words[-1], word):
            lines[-1].words.append(word)
        else:
            lines.append(PlacedLine([word]))
    return lines


def _goes_on(last: PlacedWord, word: PlacedWord) -> bool:
    size = max(last.size, word.size)
    gap = word.place.left - last.place.right
    # "số: …… /QĐ-UBND ngày …… tháng …": room left to be filled in by hand is no column.
    blank = last.text.casefold().rstrip(":") in _BEFORE_BLANKS or word.text.startswith("/")
    widest = (BLANK if blank else COLUMN_GAP) * size
    return abs(word.baseline - last.baseline) < SAME_LINE * size and -OVERLAP * size < gap < widest
