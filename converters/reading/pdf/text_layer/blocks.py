"""Blocks of a page: lines that belong together, in reading order.

The order in which a page is drawn is nearly always the order it is read in (Word writes cell by cell, frame by frame),
so it is kept, except that nothing may come before what stands above it in the same column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from converters.reading.document import Block, BlockKind
from converters.reading.paging.headings import is_capitals, kind_of, list_marker, part_level
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.text_layer.lines import PlacedLine
from validators.language import legal_paper

# In parts of the font size unless said otherwise.
INDENT = 0.7
HANGING = 3.5
SHORT_BY = 0.6  # a line that leaves this much more than the next word needs was ended on purpose
LOOSE = 1.22  # times the usual leading: more is a new paragraph
FARTHEST = 2.6  # leading beyond this never joins
SIZE_CHANGE = 0.18
CENTRED_WITHIN = 1.6
EXACTLY = 0.25
LARGE = 1.25  # of the body size: headings
_HEADING_LINES = 3
SMALL = 0.9  # of the body size: footnotes
FEWEST_STEPS = 3  # inside paragraphs, that tell the leading
RUNNING = 0.8  # of the body size: running heads
MARGIN = 0.06  # of the page's height: 1.8 cm of A4, where no text of a paper stands (NĐ 30/2020/NĐ-CP Annex I, I.4)
EDGE = 0.11  # of the page's height: where running heads and page numbers stand
FEWEST_BESIDE = 6  # lines of text that stand beside others on a page of columns; the head of a paper has four
FEWEST_LETTERS = 15  # characters of such a line
SHORT_HEADING = 600  # characters; titles of decrees run over six lines

_PAGE_NUMBER = re.compile(rf"(?!.*\.){legal_paper.PAGE_NUMBER}$")  # with a full stop ("1.") it is a clause's label
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ".”", "”.")
_RULE = re.compile(r"^[-–—_=*.\s]{4,}$")
# What signing programs print over a document: who signed, for which office, when.
_SIGNED = re.compile(rf"{legal_paper.SIGNED_ELECTRONICALLY}|(?i:Cơ quan\s*:)")
_ADDRESS = re.compile(r"Email\s*:\s*\S+@\S+$")
_FOOTNOTE = re.compile(r"^(?:\[?\d{1,3}\]?|\(\d{1,3}\)|\*{1,3})\s*\S")


@dataclass
class Group:
    """Lines of one block, and when it was drawn."""

    lines: list[PlacedLine]
    order: int = 0

    @cached_property
    def place(self) -> FloatBox:
        """Around all lines."""
        return FloatBox.around(line.place for line in self.lines)

    @cached_property
    def text(self) -> str:
        """Lines joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(frozen=True)
class Body:
    """What is usual on a page: its text's size, leading, and margins."""

    size: float
    leading: float
    left: float
    right: float
    height: float

    @property
    def middle(self) -> float:
        """Half way between the margins."""
        return (self.left + self.right) / 2


def body_of(lines: Sequence[PlacedLine], height: float) -> Body:
    """Measure a page's text."""
    sizes = sorted((line.size for line in lines for _ in range(1 + len(line.text) // 10)), reverse=True)
    size = median(sizes)
    larger = sizes[len(sizes) // 4]  # a page can be mostly footnotes; the text above them is its measure
    close = [
        (below, below.baseline - above.baseline)
        for above, below in pairwise(lines)
        if 0.7 * size < below.baseline - above.baseline < 2.2 * size
    ]
    # A line that begins small goes on with a paragraph; on a page of short ones most steps lead to the next of them.
    within = [step for below, step in close if below.text[:1].islower()]
    steps = sorted(step for _, step in close)
    usual = steps[len(steps) // 3] if steps else 1.3 * size
    if len(within) >= FEWEST_STEPS and usual > LOOSE * median(within):
        usual = median(within)
    full = [line for line in lines if line.size > SMALL * size and len(line.text) > 25] or list(lines)
    lefts, rights = sorted(line.left for line in full), sorted(line.right for line in full)
    return Body(
        larger,
        usual,
        lefts[len(lefts) // 10],
        rights[-1 - len(rights) // 10],
        height,
    )


def group_lines(lines: Sequence[PlacedLine], body: Body) -> list[Group]:
    """Lines to blocks, in drawing order."""
    groups: list[Group] = []
    column_right = _column_edges(lines)
    for order, line in enumerate(lines):
        last = groups[-1] if groups else None
        if last is not None and _belongs(last, line, body, max(column_right[order], column_right[order - 1])):
            last.lines.append(line)
            last.__dict__.pop("place", None)
            last.__dict__.pop("text", None)
        else:
            groups.append(Group([line]))
    return groups


def _column_edges(lines: Sequence[PlacedLine]) -> list[float]:
    """For each line, how far right the neighbouring lines of its column go.

    On a page of columns what begins elsewhere (a title across both) says nothing of a column's edge.
    """
    sides = [(line.left, line.right) for line in lines]
    reach = HANGING if _has_columns(lines) else math.inf
    edges = []
    for index, (left, right) in enumerate(sides):
        near = sides[max(0, index - 6) : index + 7]
        farthest = reach * lines[index].size
        edges.append(
            max(
                other_right
                for other_left, other_right in near
                if other_left < right and other_right > left and abs(other_left - left) <= farthest
            )
        )
    return edges


def _has_columns(lines: Sequence[PlacedLine]) -> bool:
    """Whether many lines of text stand beside each other."""
    text = sorted((line for line in lines if len(line.text) > FEWEST_LETTERS), key=lambda line: line.baseline)
    beside = sum(
        below.baseline - above.baseline < above.size and (below.left > above.right or above.left > below.right)
        for above, below in pairwise(text)
    )
    return beside >= FEWEST_BESIDE


def _belongs(group: Group, line: PlacedLine, body: Body, column_right: float) -> bool:
    """Whether a line goes on the block before it."""
    last = group.lines[-1]
    step = line.baseline - last.baseline
    size = max(last.size, line.size)
    if abs(step) < 0.4 * size and 0 < line.left - last.right < 4 * size:
        return len(group.lines) == 1 and list_marker(last.text + " ") is not None  # "1." and its text after a tab
    if not 0.5 * size < step < FARTHEST * size or abs(last.size - line.size) > SIZE_CHANGE * size:
        return False
    if line.left > last.right or line.right < last.left:
        return False
    if last.bold != line.bold and (last.bold or is_capitals(line.text) or _begins_a_sentence(line, last)):
        return False
    if _are_centred(group, line, body):
        return step < LOOSE * 1.25 * max(body.leading, size) and part_level(line.text) is None
    return not _opens(group, line, body, column_right)


def _begins_a_sentence(line: PlacedLine, last: PlacedLine) -> bool:
    return line.text[:1].isupper() and last.text.rstrip().endswith(_SENTENCE_ENDS)


def _are_centred(group: Group, line: PlacedLine, body: Body) -> bool:
    """Lines of different length about one axis, as titles and the two header blocks are set."""
    last = group.lines[-1]
    off = abs((last.left + last.right) - (line.left + line.right)) / 2
    strong = (last.bold and line.bold) or (is_capitals(last.text) and is_capitals(line.text))
    if strong and off < EXACTLY * line.size and list_marker(line.text) is None:
        return True
    if abs(last.left - line.left) <= INDENT * line.size:
        return False
    if strong:
        return off < CENTRED_WITHIN * line.size
    margin = INDENT * line.size
    inside = min(last.left, line.left) > body.left + margin and max(last.right, line.right) < body.right - margin
    return inside and off < CENTRED_WITHIN * line.size / 2


def _opens(group: Group, line: PlacedLine, body: Body, column_right: float) -> bool:
    """Whether a line opens a new paragraph after the group."""
    last = group.lines[-1]
    step = line.baseline - last.baseline
    if step > LOOSE * max(body.leading, 1.05 * line.size):
        return True
    room = column_right - last.right
    first = line.words[0].place.width
    if room > first + SHORT_BY * line.size:
        return True
    marked = list_marker(line.text) is not None or part_level(line.text) is not None
    item = list_marker(group.text) is not None
    if len(group.lines) == 1 and line.left > last.left + INDENT * line.size:
        # Text of a list item may hang to the right of its sign.
        return marked or not item or line.left > last.left + HANGING * line.size
    left = min(other.left for other in group.lines[1:] or group.lines)
    if line.left > left + INDENT * line.size:
        return True
    return marked and item and line.left <= group.lines[0].left + 1


def in_reading_order(groups: Sequence[Group]) -> list[Group]:
    """Drawing order, but nothing before what stands above it in the same column."""
    waiting = {index: _above(group, groups) for index, group in enumerate(groups)}
    ordered: list[Group] = []
    while waiting:
        ready = next((index for index, above in waiting.items() if not above & waiting.keys()), min(waiting))
        ordered.append(groups[ready])
        del waiting[ready]
    return ordered


def _above(group: Group, groups: Sequence[Group]) -> set[int]:
    """Indexes of the groups that stand above a group and share part of its width."""
    left, top, right, bottom = group.place
    found = set()
    for index, other in enumerate(groups):
        if other is group:
            continue
        place = other.place
        shared = min(right, place.right) - max(left, place.left)
        above = (place.top + place.bottom) / 2 < top and place.bottom <= (top + bottom) / 2
        if above and shared > 0.1 * min(right - left, place.width):
            found.add(index)
    return found


def as_block(group: Group, body: Body, frame: Frame) -> Block | None:
    """The group as the document holds it; None for ornaments."""
    if all(_RULE.match(line.text) for line in group.lines):
        return None
    lines = tuple(line.as_line(frame) for line in group.lines if not _RULE.match(line.text))
    box = frame.whole(FloatBox.around(word.box for line in group.lines for word in line.words))
    kind, level, marker = classify(group, body)
    return Block(kind, lines, box, level=level, marker=marker, emphasis=_is_strong(group, body))


def classify(group: Group, body: Body) -> tuple[BlockKind, int, str | None]:
    """What a group is, its level and its marker."""
    text = group.text
    left, top, right, bottom = group.place
    at_edge = bottom < EDGE * body.height or top > (1 - EDGE) * body.height
    if len(group.lines) == 1 and at_edge and _PAGE_NUMBER.match(text):
        return BlockKind.PAGE_NUMBER, 0, None
    if (_SIGNED.search(text) or (_ADDRESS.match(text) and top < EDGE * body.height)) and len(text) < 400:
        return BlockKind.OVERLAY, 0, None
    if _is_footnote(group, body):
        return BlockKind.FOOTNOTE, 0, None
    if _in_margin(group, body):
        return (BlockKind.HEADER if top < body.height / 2 else BlockKind.FOOTER), 0, None
    size = body.size
    off = abs((left + right) / 2 - body.middle)
    inside = any(line.left > body.left + size and line.right < body.right - size for line in group.lines)
    centred = off < CENTRED_WITHIN * size and inside
    kind, level, marker = kind_of(text, strong=_is_strong(group, body), centred=centred)
    if kind is BlockKind.HEADING and len(text) > SHORT_HEADING:
        return BlockKind.PARAGRAPH, 0, None
    return kind, level, marker


def _is_strong(group: Group, body: Body) -> bool:
    """Whether a group is bold, in capitals, or a few words in letters much larger than the text's, as slides have."""
    few = len(group.lines) <= _HEADING_LINES and not group.text.endswith((".", ";", ","))
    large = min(line.size for line in group.lines) >= LARGE * body.size
    return group.bold or is_capitals(group.text) or (few and large)


def _is_footnote(group: Group, body: Body) -> bool:
    low = group.place.top > 0.3 * body.height
    return low and is_small(group, body) and bool(_FOOTNOTE.match(group.text))


def _in_margin(group: Group, body: Body) -> bool:
    """Whether a line stands in the paper's margin, much smaller than the text: a running head, on one page, too."""
    if len(group.lines) > 1 or group.bold or is_capitals(group.text):
        return False
    outside = group.place.bottom < MARGIN * body.height or group.place.top > (1 - MARGIN) * body.height
    return outside and group.lines[0].size < RUNNING * body.size


def is_small(group: Group, body: Body) -> bool:
    """Whether a group is set smaller than the page's text."""
    return max(line.size for line in group.lines) < SMALL * body.size
