"""What stands level on a page, and the gutters that many lines leave clear: the columns of a table nobody ruled.

All places are pixels of the upright page; distances named in em are parts of the font size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from converters.reading.pdf.text_layer.lines import PlacedWord

LEVEL = 0.3  # em: words whose baselines are this near stand on one line
SPACE = 0.5  # em: the widest space between words of one cell; those of justified text are wider now and then
WIDER = 2.0  # times the usual space between words that one in a cell is, at most
GUTTER = 0.55  # em: the narrowest gutter between columns; padding of 3 points on both sides of 10 point text is 0.6
HOLE = 2.5  # em of white that end a table, where no rule goes on
ALIGNED = 0.1  # em: how exactly a word begins where its column does
TIGHT = 0.15  # em: the least white before a word that begins its column; overlong words fill their cell to its edge
FEWEST_BESIDE = 3  # lines on both sides of white that no level line shows
MOST_ACROSS = 2  # lines one after the other that may run across a gutter: titles of groups of rows
ASCENT, DESCENT = 0.72, 0.22  # em: how far ink reaches from the baseline, accents on capitals aside

Span = tuple[float, float]
Wall = tuple[float, float, float]


@dataclass(frozen=True)
class LevelLine:
    """All words of a page, or of a part of it, whose baselines are level; left to right.

    Attributes:
        words: From left to right.
        space: The widest white between words of one cell, in pixels.
        stops: Places across that no cell goes beyond, however little white is there: upright rules, edges of columns.
    """

    words: tuple[PlacedWord, ...]
    space: float
    stops: tuple[float, ...] = ()

    @cached_property
    def baseline(self) -> float:
        """Of most words."""
        return median(word.baseline for word in self.words)

    @cached_property
    def size(self) -> float:
        """Of most words."""
        return median(word.size for word in self.words)

    @property
    def gutter(self) -> float:
        """The narrowest white between columns, in pixels."""
        return max(GUTTER * self.size, self.space)

    @property
    def top(self) -> float:
        """Where small capitals would begin."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where tails of letters end."""
        return self.baseline + DESCENT * self.size

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Stretches of words with no more than a space between."""
        found: list[Span] = []
        for word in self.words:
            left, right = word.box.left, word.box.right
            if found and left - found[-1][1] < self.space and not self._stops(found[-1][1], left):
                found[-1] = (found[-1][0], max(found[-1][1], right))
            else:
                found.append((left, right))
        return tuple(found)

    def _stops(self, left: float, right: float) -> bool:
        slack = ALIGNED * self.size
        return any(left - slack <= stop <= right + slack for stop in self.stops)

    def is_clear(self, piece: Span) -> bool:
        """Whether a stretch without words is wide enough to part columns, or something in it does."""
        return piece[1] - piece[0] >= self.gutter or self._stops(*piece)

    def begins_after(self, gutter: Span) -> bool:
        """Whether a cell so long that it leaves no gutter ends beside a word that begins where the next column does."""
        edge = gutter[1]
        for left, right in pairwise(self.words):
            near = abs(right.box.left - edge) <= ALIGNED * self.size
            if near and right.box.left - left.box.right >= TIGHT * self.size and not right.style.bold:
                return True
        return False

    @property
    def gaps(self) -> list[Span]:
        """Between the stretches."""
        return [(left[1], right[0]) for left, right in pairwise(self.spans)]

    def crosses(self, gutter: Span) -> bool:
        """Whether words run over the whole of a gutter, or stand in its middle."""
        middle = (gutter[0] + gutter[1]) / 2
        return any(left < middle < right for left, right in self.spans)

    def flanks(self, gutter: Span) -> bool:
        """Whether words stand on both sides of a gutter and none in it."""
        sides = {left >= gutter[1] for left, right in self.spans if right <= gutter[0] or left >= gutter[1]}
        return len(sides) == 2 and not self.crosses(gutter)


def level_lines(words: Sequence[PlacedWord], walls: Sequence[Wall] = ()) -> list[LevelLine]:
    """Words to level lines, from the head of the page to its foot.

    Args:
        words: Upright ones.
        walls: Upright rules: x, and from where to where down the page.
    """
    groups: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if groups and word.baseline - groups[-1][-1].baseline < LEVEL * min(word.size, groups[-1][-1].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    ordered = [tuple(sorted(group, key=lambda word: word.box.left)) for group in groups]
    usual = _usual_space(ordered)
    return [
        LevelLine(group, max(SPACE * median(word.size for word in group), WIDER * usual), _stops(group, walls))
        for group in ordered
    ]


def _stops(words: Sequence[PlacedWord], walls: Sequence[Wall]) -> tuple[float, ...]:
    middle = median((word.box.top + word.box.bottom) / 2 for word in words) if walls else 0.0
    return tuple(x for x, top, bottom in walls if top <= middle <= bottom)


def _usual_space(groups: Sequence[Sequence[PlacedWord]]) -> float:
    """The usual white between words that are not a column apart; typewriters leave more of it than other fonts."""
    pairs = (pair for group in groups for pair in pairwise(group))
    whites = [right.box.left - left.box.right for left, right in pairs]
    sizes = (left.size for group in groups for left, _ in pairwise(group))
    near = [white for white, size in zip(whites, sizes, strict=True) if 0 < white < size]
    return median(near) if near else 0.0


@dataclass(frozen=True, slots=True)
class Gutter:
    """A stretch across that several lines leave clear.

    Attributes:
        left: First pixel that is clear in all of them.
        right: First pixel behind it that is not.
        first: Index of the first line with words on both sides.
        last: Of the last one.
        flanked: How many lines have words on both sides.
        missed: How many lines after the last run across.
    """

    left: float
    right: float
    first: int
    last: int
    flanked: int = 1
    missed: int = 0

    @property
    def span(self) -> Span:
        """From left to right."""
        return self.left, self.right


def find_gutters(lines: Sequence[LevelLine]) -> list[Gutter]:
    """Gutters that at least two lines have, from the head of the page to its foot.

    A line or two may run across (the title of a group of rows); a hole ends a gutter.
    """
    done: list[Gutter] = []
    going: list[Gutter] = []
    for index, line in enumerate(lines):
        if index and line.top - lines[index - 1].bottom > HOLE * line.size:
            done, going = done + going, []
        following = [gutter for old in going for gutter in _followed(old, index, line)]
        done += [gutter for gutter in following if gutter.missed > MOST_ACROSS]
        going = [gutter for gutter in following if gutter.missed <= MOST_ACROSS]
        going += [
            Gutter(*gap, index, index)
            for gap in line.gaps
            if line.is_clear(gap) and not any(_overlap(gap, other.span) for other in going)
        ]
    return [_from_above(gutter, lines) for gutter in done + going if gutter.flanked > 1]


def with_rivers(lines: Sequence[LevelLine], gutters: Sequence[Span]) -> tuple[Span, ...]:
    """The gutters of some lines, with those beside which hardly two cells are level.

    A name in the middle of a tall row stands level with no line of the text beside it; white runs between all the same.
    """
    bounds = [float("-inf"), *(side for gutter in gutters for side in gutter), float("inf")]
    found = [_river(lines, column) for column in zip(bounds[::2], bounds[1::2], strict=True)]
    return tuple(sorted([*gutters, *(river for river in found if river is not None)]))


def _river(lines: Sequence[LevelLine], column: Span) -> Span | None:
    """White that parts the lines of a column in those on its left and those on its right."""
    placed = [(span, line) for line in lines for span in line.spans if column[0] <= span[0] and span[1] <= column[1]]
    ordered = sorted(span for span, _ in placed)
    if len(ordered) < 2 * FEWEST_BESIDE:
        return None
    gutter = max(line.gutter for _, line in placed)
    reached, best = ordered[0][1], None
    for place, (left, right) in enumerate(ordered):
        if left - reached >= gutter and min(place, len(ordered) - place) >= FEWEST_BESIDE:
            best = (reached, left)
        reached = max(reached, right)
    return best


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _followed(gutter: Gutter, index: int, line: LevelLine) -> list[Gutter]:
    """What a further line leaves of a gutter; words in its middle part it in two."""
    pieces = _clear_pieces(gutter.span, line)
    if not pieces:
        return [replace(gutter, missed=gutter.missed + 1)]
    found = []
    for left, right in pieces:
        kept = replace(gutter, left=left, right=right, missed=0)
        flanked = line.flanks((left, right))
        found.append(replace(kept, last=index, flanked=kept.flanked + 1) if flanked else kept)
    return found


def _clear_pieces(gutter: Span, line: LevelLine) -> list[Span]:
    """Parts of a gutter that a line leaves clear and that are wide enough still."""
    edges = [gutter[0]]
    for left, right in line.spans:
        if _overlap((left, right), gutter):
            edges += [left, right]
    edges.append(gutter[1])
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(left, right) for left, right in pairs if line.is_clear((left, right))]


def _from_above(gutter: Gutter, lines: Sequence[LevelLine]) -> Gutter:
    """The gutter with the lines above its first one that keep it clear, too."""
    missed = 0
    for index in range(gutter.first - 1, -1, -1):
        line = lines[index]
        if lines[index + 1].top - line.bottom > HOLE * line.size:
            break
        pieces = _clear_pieces(gutter.span, line)
        if len(pieces) != 1:
            missed += 1
            if missed > MOST_ACROSS:
                break
            continue
        missed = 0
        if line.flanks(pieces[0]):
            (left, right) = pieces[0]
            gutter = replace(gutter, left=left, right=right, first=index, flanked=gutter.flanked + 1)
    return gutter
