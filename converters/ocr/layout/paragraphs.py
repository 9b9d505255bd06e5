"""Lines of a column into paragraphs, headings and list items: by space, indent, size and what they begin with.

The markers are those of Nghị định 30/2020 (Annex I, part II): Phần, Chương, Mục, Điều, `1.`, `a)`, and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from converters.ocr.layout.fragments import Fragment
from converters.reading.document import BlockKind

_PART = re.compile(r"(?i:phần|chương)\s+(?:thứ\s+\w+|[IVXL]{1,6}|\d{1,3})\b")
_SECTION = re.compile(r"(?i:mục)\s+(?:[IVXL]{1,6}|\d{1,3})\b")
_ARTICLE = re.compile(r"(?i:điều)\s+\d{1,4}[a-zđ]?\s*[.:]")
_ITEM = re.compile(r"(?P<marker>\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[a-zđ]\d?\)|[-–•+*])\s")
_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}$")
_ENTRY = re.compile(r"[^\W\d].{0,80}\s\d[\d .]{2,12}$")
_ENDS = (".", ";", ":", "!", "?", "./.")


# In letter heights.
WIDER, WIDEST = 0.6, 2.6  # by which a space between paragraphs is wider than between lines, and wide at any rate
INDENT = 1.3  # of a first line
SHORT = 4.0  # of room at the end of a last line
ROOM = 2.5  # beside a centred line, and by which that may differ left and right
OFF_CENTRE = 1.0  # by which the lines of one title may be off each other
OTHER_SIZE = 1.45  # times as high: print of another size
HEADING_LINES = 4  # at most
LONG_CAPITALS = 12  # characters: shorter capitals are names and labels
CAPITALS = 0.85  # of the letters of a line in capitals; some are misread
TITLE = 1.3  # times the letter height of body text
TALL = frozenset("bdđfhklt/()")  # as high as capitals, or nearly
MANY_TALL = 0.4  # share of tall signs from which the usual sign of a line may be a tall one
RISE = 1.5  # height of capitals and digits in heights of a small letter (Times 1.5, Arial 1.4)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as laid out and as read."""

    fragment: Fragment
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines from `first` up to `last` (exclusive) of a column, and what they are."""

    first: int
    last: int
    kind: BlockKind
    level: int = 0
    marker: str | None = None
    emphasis: bool = False


def paragraphs_of(lines: Sequence[TextLine], usual: float) -> list[Paragraph]:
    """Cut a column into paragraphs.

    Args:
        lines: Top to bottom.
        usual: Letter height of the page's body text, as `Fragment.height`.
    """
    if not lines:
        return []
    column = _Column.of(lines, usual)
    starts = [0] + [index for index in range(1, len(lines)) if column.breaks(index)] + [len(lines)]
    return [_described(lines, first, last, column, usual) for first, last in pairwise(starts)]


def is_page_number(text: str) -> bool:
    """Whether a lone line can be a page number."""
    return _NUMBER.match(text) is not None


@dataclass(frozen=True, slots=True)
class _Column:
    lines: Sequence[TextLine]
    left: int
    right: int
    gap: float
    height: float
    usual: float

    @classmethod
    def of(cls, lines: Sequence[TextLine], usual: float) -> _Column:
        boxes = [line.fragment.box for line in lines]
        gaps = [after.fragment.top - line.fragment.bottom for line, after in pairwise(lines)]
        return cls(
            lines,
            min(box.left for box in boxes),
            max(box.right for box in boxes),
            median(gaps) if gaps else 0.0,
            median(line.fragment.height for line in lines),
            usual,
        )

    def breaks(self, index: int) -> bool:
        """Whether a paragraph begins with this line."""
        line, before = self.lines[index], self.lines[index - 1]
        gap = line.fragment.top - before.fragment.bottom
        if gap > self.gap + WIDER * self.height or gap > WIDEST * self.height:
            return True
        if self._other_size(line, before):
            return True
        if self._same_title(line, before):
            return False
        if self.centred(line) != self.centred(before):
            return True
        if self.centred(line):
            return line.text.isupper() != before.text.isupper()
        return self._starts(line, before)

    def _other_size(self, line: TextLine, before: TextLine) -> bool:
        small, large = sorted((_size(line, self.usual), _size(before, self.usual)))
        return large > OTHER_SIZE * small

    def _same_title(self, line: TextLine, before: TextLine) -> bool:
        """Whether both are lines of one title: large capitals about the same middle; one may fill it all."""
        large = min(line.fragment.height, before.fragment.height) > TITLE * self.usual
        (left, _, right, _), (start, _, end, _) = line.fragment.box, before.fragment.box
        level = abs((left + right) - (start + end)) < 2 * OFF_CENTRE * self.height
        return large and level and _is_upper(line.text) and _is_upper(before.text)

    def _starts(self, line: TextLine, before: TextLine) -> bool:
        indented = line.fragment.box.left > self.left + INDENT * self.height
        was_indented = before.fragment.box.left > self.left + INDENT * self.height
        ended = before.text.rstrip().endswith(_ENDS)
        short = before.fragment.box.right < self.right - SHORT * self.height
        headed = any(pattern.match(before.text) for pattern in (_PART, _SECTION, _ARTICLE))
        if has_marker(line.text) and (ended or short or indented or headed or before.text.rstrip().endswith(",")):
            return True
        return (indented and not was_indented and (ended or short)) or (ended and short)

    def centred(self, line: TextLine) -> bool:
        """Whether the line stands in the middle of the column, with room on both sides."""
        before, after = line.fragment.box.left - self.left, self.right - line.fragment.box.right
        return min(before, after) > ROOM * self.height and abs(before - after) < ROOM * self.height


def has_marker(text: str) -> bool:
    """Whether a line begins with the marker of a part, an article or a list item."""
    return any(pattern.match(text) for pattern in (_PART, _SECTION, _ARTICLE, _ITEM))


def _described(lines: Sequence[TextLine], first: int, last: int, column: _Column, usual: float) -> Paragraph:
    text = lines[first].text
    upper = all(_is_upper(line.text) for line in lines[first:last])
    for pattern, level in ((_PART, 1), (_SECTION, 2), (_ARTICLE, 3)):
        if pattern.match(text):
            return Paragraph(first, last, BlockKind.HEADING, level, emphasis=upper)
    if (item := _ITEM.match(text)) is not None and not (upper and column.centred(lines[first])):
        marker = item["marker"]
        return Paragraph(first, last, BlockKind.LIST_ITEM, int(marker[0].isalpha()), marker, upper)
    large = _size(lines[first], usual) > TITLE * usual and not (last - first == 1 and _is_entry(lines, first))
    few = last - first <= HEADING_LINES
    if few and (large or (upper and column.centred(lines[first])) or (upper and len(text) > LONG_CAPITALS)):
        return Paragraph(first, last, BlockKind.HEADING, 1 if large else 2, emphasis=upper)
    return Paragraph(first, last, BlockKind.PARAGRAPH, emphasis=upper)


def _is_entry(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line and one next to it name a number: telephone numbers are larger than what they are of."""
    if not _ENTRY.match(lines[at].text):
        return False
    return any(_ENTRY.match(line.text) for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]))


def _is_upper(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) > CAPITALS * len(letters)


def _size(line: TextLine, usual: float) -> float:
    """How high the usual signs of a line are, were its small letters the usual ones.

    A line full of numbers and names ("Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính") is no larger
    than its neighbours though most of its signs are high.
    """
    height, signs = line.fragment.height, [sign for sign in line.text if not sign.isspace()]
    tall = sum(sign in TALL or sign.isdigit() or sign.isupper() for sign in signs)
    if _is_upper(line.text) or tall < MANY_TALL * len(signs):
        return height
    return min(height, max(usual, height / RISE))
