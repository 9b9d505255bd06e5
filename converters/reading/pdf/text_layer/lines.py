"""Lines of a page: words that follow each other on one baseline, without a column's gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from unicodedata import category

from converters.legacy.conversion import Findings, Run, convert_runs
from converters.reading.document import Line, Word
from converters.reading.paging.letter_spacing import FEWEST, joined_letters
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.opening import POINTS_PER_INCH
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.words import RawWord
from converters.reading.symbols import as_signs, has_private_codes, is_font_of_signs, signs_of_font

# In parts of the font size.
COLUMN_GAP = 2.0  # wider than any space of justified text
SAME_LINE = 0.5
INITIAL = 1.8  # times the text's size: a large first letter
INITIAL_GAP = 1.0  # between that and the line it begins
BLANK = 7.0  # room for a number or a day, left to be filled in
PARTED = 0.5  # white inside a line that may be a gutter of a table
OVERLAP = 0.3  # a word may begin this far before the last one ends
MOSTLY_UPWARDS = 0.6  # of the steps from line to line; columns and tables go up now and then

_BEFORE_BLANKS = frozenset({"số", "ngày", "tháng", "năm"})


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word in pixels.

    Attributes:
        text: Converted to Unicode, NFC.
        box: On the page, turned so that most of its text stands upright.
        place: The same as `box`; for text that runs another way than the rest, in a system where it runs to the right.
        baseline: In the system of `place`, y downwards.
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
    turned: bool = False
    """Whether it runs another way than most of the page."""


@dataclass
class PlacedLine:
    """Words on one line, in the layout's coordinates."""

    words: list[PlacedWord] = field(default_factory=list)

    @cached_property
    def place(self) -> FloatBox:
        """Around all words; upright even where glyphs are small: at least half the font size high."""
        return FloatBox.around(word.place for word in self.words)

    @property
    def box(self) -> FloatBox:
        """Around all words, on the page."""
        return FloatBox.around(word.box for word in self.words)

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

    @cached_property
    def baseline(self) -> float:
        """Of the line's largest word, in pixels from the top."""
        words = self.words
        if len({word.size for word in words}) == 1:
            return words[0].baseline
        return max(words, key=lambda word: word.size).baseline

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
        if has_private_codes(self.text):
            joined = [(text, box) for letters, box in joined if (text := as_signs(letters, None))]
        words = tuple(Word(text, frame.whole(box)) for text, box in joined)
        return Line(words, frame.whole(self.box))


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
    """Convert and place words; words that turn out empty (stray marks, lone spaces) are left out.

    Args:
        words: In the order they were drawn.
        frame: In which most of them stand upright (`upright_frame`).
        findings: Legacy encodings met; added to.
    """
    texts = convert_runs([Run((" " if word.spaced else "") + word.text, word.style.font) for word in words], findings)
    upright = {angle for angle in {word.style.angle for word in words} if frame.angle_of(angle) == 0}
    signs = {font for font in {word.style.font for word in words} if is_font_of_signs(font)}
    placed = []
    for word, text in zip(words, texts, strict=True):
        if letters := (signs_of_font(text, word.style.font) if word.style.font in signs else text).strip():
            placed.append(_placed(word, letters, frame, turned=word.style.angle not in upright))
    return placed


def upright_frame(words: Sequence[RawWord], frame: Frame) -> Frame:
    """The frame in which most text runs from left to right, whichever way the page is drawn and shown."""
    return frame.facing(frame.angle_of(main_angle(words)))


def main_angle(words: Sequence[RawWord]) -> int:
    """The direction most letters are written in, on the page itself: 0, 90, 180 or 270 degrees counter-clockwise."""
    letters: dict[int, int] = {0: 1}
    for word in words:
        quarter = round(word.style.angle / 90) * 90 % 360
        letters[quarter] = letters.get(quarter, 0) + len(word.text)
    return max(letters, key=letters.__getitem__)


def _placed(word: RawWord, text: str, frame: Frame, *, turned: bool) -> PlacedWord:
    scale = frame.dpi / POINTS_PER_INCH
    size = word.style.size * scale
    if not word.style.angle:  # nearly all words of nearly all pages
        box = frame.box(word.left, word.bottom, word.right, word.top)
        _, baseline = frame.point(word.left, word.baseline)
        if not turned:
            return PlacedWord(text, box, box, baseline, size, word.style, word.spaced)
    box = frame.box(*word.on_page)
    if turned:
        place = FloatBox(word.left * scale, -word.top * scale, word.right * scale, -word.bottom * scale)
        return PlacedWord(text, box, place, -word.baseline * scale, size, word.style, word.spaced, turned=True)
    _, baseline = frame.point(*word.foot)
    return PlacedWord(text, box, box, baseline, size, word.style, word.spaced)


def lines_of(words: Iterable[PlacedWord]) -> list[PlacedLine]:
    """Words to lines, in the order they were drawn."""
    lines: list[PlacedLine] = []
    for word in words:
        if lines and _goes_on(lines[-1].words[-1], word):
            lines[-1].words.append(word)
        else:
            lines.append(PlacedLine([word]))
    for line in lines:
        _close_letters(line)
    return lines


def with_initials(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Lines with every large first letter that is set beside them put before the word it begins."""
    if not any(_is_letter(line) for line in lines):
        return list(lines)
    kept = list(lines)
    for letter in filter(_is_letter, lines):
        beside = [line for line in kept if line is not letter and _is_beside(letter, line)]
        if beside:
            opened = min(beside, key=lambda line: line.baseline)
            first, initial = opened.words[0], letter.words[0]
            box = FloatBox.around((initial.box, first.box))
            whole = replace(first, text=initial.text + first.text, box=box)
            kept[kept.index(opened)] = PlacedLine([whole, *opened.words[1:]])
            kept.remove(letter)
    return kept


def _is_letter(line: PlacedLine) -> bool:
    return len(line.words) == 1 and len(line.words[0].text) == 1 and line.words[0].text.isupper()


def _is_beside(letter: PlacedLine, line: PlacedLine) -> bool:
    """Whether a line stands right beside a letter that is as high as several lines and goes on in small letters."""
    size = line.size
    level = letter.baseline - letter.size < line.baseline < letter.baseline
    near = 0 <= line.left - letter.right < INITIAL_GAP * size
    return level and near and letter.size > INITIAL * size and line.words[0].text[:1].islower()


def _close_letters(line: PlacedLine) -> None:
    """Letters set apart for show are words again."""
    words = line.words
    if sum(len(word.text) == 1 for word in words) < FEWEST:
        return
    gaps = [0.0, *(word.place.left - last.place.right for last, word in pairwise(words))]
    for index in joined_letters([word.text for word in words], gaps):
        words[index] = replace(words[index], spaced=False)


def may_hold_columns(lines: Sequence[PlacedLine]) -> bool:
    """Whether things stand level with each other, a gutter apart, more than once: a running head does so alone."""
    level = sum(abs(above.baseline - below.baseline) < above.size / 2 for above, below in pairwise(lines))
    return level > 1 or level + sum(map(_is_parted, lines)) > 1


def _is_parted(line: PlacedLine) -> bool:
    widest = max((last.place.left - first.place.right for first, last in pairwise(line.words)), default=0.0)
    return widest > PARTED * line.size


def drawn_upwards(lines: Sequence[PlacedLine]) -> bool:
    """Whether a page was drawn from its foot to its head, as some programs draw turned pages."""
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return sum(step < 0 for step in steps) > MOSTLY_UPWARDS * len(steps)


def _goes_on(last: PlacedWord, word: PlacedWord) -> bool:
    if last.style.angle != word.style.angle:
        return False
    size = max(last.size, word.size)
    gap = word.place.left - last.place.right
    # "số: …… /QĐ-UBND ngày …… tháng …": room left to be filled in by hand is no column.
    blank = last.text.casefold().rstrip(":") in _BEFORE_BLANKS or word.text.startswith("/")
    widest = (BLANK if blank else COLUMN_GAP) * size
    back = (
        COLUMN_GAP if category(word.text[0]).startswith("M") else OVERLAP
    )  # Khmer draws vowels below what stands before
    return abs(word.baseline - last.baseline) < SAME_LINE * size and -back * size < gap < widest
