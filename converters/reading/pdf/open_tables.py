"""Tables whose ruling lines were not all drawn: only under rows, only under the head, or none at all.

What is missing is put in where a reader sees it: upright lines in the gutters that the lines of text leave clear, level
ones between rows. What comes out is a grid like any other. Columns of running text, lists and letterheads have gutters
too, so more is asked of a table: rows that can be told, and cells that are no running text. What looks like a table
but has rows nobody can tell is said to be in doubt, and is read line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from converters.reading.paging.values import is_value
from converters.reading.pdf.carried_columns import LEADING, Carried, carried_lines
from converters.reading.pdf.columns import Gutter, LevelLine, Span, find_gutters, level_lines, with_rivers
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.look import Rulings
from converters.reading.pdf.named_columns import rows_under_names
from converters.reading.pdf.table_rows import row_edges
from converters.reading.pdf.tables import REACH, Grid, RuledLine, grid_of, merged_lines
from converters.reading.pdf.text_layer.lines import PlacedWord

FULL = 0.85  # of the table's width that a rule has which goes through all columns
BESIDE = 0.9  # em: lines that are nearer stand beside each other, not one under the other
ROW = 3.0  # em: a first or last row that keeps some gutters clear stands no farther off
FEW_LINES = 8  # in so few, a gutter need be flanked only twice
FEWEST_LINES = 3  # of a table without rules
FEWEST_OF_TWO = 4  # of one with two columns
FEWEST_RULES = 3  # through both columns of a table of two; one over and one under are a frame
ACROSS = 0.25  # of the lines, and one more, may run over gutters: heads, titles of groups of rows
SHARED = 0.5  # of the lines of the shorter gutter that two gutters of one table have in common
RUNNING = 12.0  # em: a narrower column holds no running text
RUNNING_FILL = 0.8  # of the width of a column that lines of running text take, on average
VALUES = 0.6  # of the entries of a column of amounts, numbers or dates
CENTRED = 0.05  # of the table's width that the title of a group of rows may stand off its middle
LONGEST_REST = 4  # lines of a row that the page before cut
WITHIN_RULE = 1.8  # em: how far a rule may lie from the text it bounds


@dataclass(frozen=True, slots=True)
class OpenTables:
    """What was found: grids, their columns, and the boxes of what looks like a table but cannot be told."""

    grids: tuple[Grid, ...] = ()
    doubtful: tuple[FloatBox, ...] = ()
    columns: tuple[Carried, ...] = ()


@dataclass(frozen=True)
class Region:
    """Lines that share gutters, and the rules among them."""

    lines: tuple[LevelLine, ...]
    gutters: tuple[Span, ...]
    full: tuple[RuledLine, ...]
    partial: tuple[RuledLine, ...]
    sides: Span | None = None

    @cached_property
    def size(self) -> float:
        """The usual size of its letters."""
        return median(line.size for line in self.lines)

    @cached_property
    def box(self) -> FloatBox:
        """Around its text and its rules."""
        words = FloatBox.around(word.box for line in self.lines for word in line.words)
        left = min([words.left, *(rule[1] for rule in self.full), *(self.sides or ())])
        right = max([words.right, *(rule[2] for rule in self.full), *(self.sides or ())])
        top = min([min(line.top for line in self.lines), *(rule[0] for rule in self.full)])
        bottom = max([max(line.bottom for line in self.lines), *(rule[0] for rule in self.full)])
        return FloatBox(left, top, right, bottom)

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Half way across each gutter."""
        return tuple((left + right) / 2 for left, right in self.gutters)

    def columns(self) -> list[list[tuple[str, float]]]:
        """For each column the text and width of its lines, those that run over gutters aside."""
        found: list[list[tuple[str, float]]] = [[] for _ in range(len(self.edges) + 1)]
        for line in self.lines:
            if any(map(line.crosses, self.gutters)):
                continue
            for column, words in enumerate(self._by_column(line)):
                if words:
                    text = " ".join(word.text for word in words)
                    found[column].append((text, words[-1].box.right - words[0].box.left))
        return found

    def _by_column(self, line: LevelLine) -> list[list[PlacedWord]]:
        found: list[list[PlacedWord]] = [[] for _ in range(len(self.edges) + 1)]
        for word in line.words:
            found[sum((word.box.left + word.box.right) / 2 > edge for edge in self.edges)].append(word)
        return found


def find_open_tables(
    words: Sequence[PlacedWord], rulings: Rulings, frame: Frame, carried: Carried | None = None
) -> OpenTables:
    """Tables among words that stand in no closed grid.

    Args:
        words: Upright ones, outside of all grids.
        rulings: Of the page.
        frame: Of the page.
        carried: The columns of the table that ends the page before, if one does.
    """
    lines = level_lines(words, rulings.upright)
    found = [region for region in _regions(lines, rulings, frame) if _may_be_table(region)]
    rest = _rest(lines, found, rulings, carried.at(frame.dpi), frame) if carried and lines else None
    if rest is not None:
        following = [line for line in lines if line.baseline > rest.lines[-1].baseline]
        found = [rest, *(region for region in _regions(following, rulings, frame) if _may_be_table(region))]
    grids: list[Grid] = []
    doubtful: list[FloatBox] = []
    columns: list[Carried] = []
    for region in found:
        grid = _grid(region, frame)
        if grid is not None:
            grids.append(grid)
            columns.append(Carried(region.gutters, (region.box.left, region.box.right), frame.dpi))
        elif _is_surely_table(region):
            doubtful.append(region.box)
    return OpenTables(tuple(grids), tuple(doubtful), tuple(columns))


def _rest(
    lines: Sequence[LevelLine], found: Sequence[Region], rulings: Rulings, carried: Carried, frame: Frame
) -> Region | None:
    """With what the table of the page before goes on, where its lines do not tell as many columns by themselves."""
    place = carried_lines(lines, carried)
    if place is None:
        return None
    first, last = place
    own = next((region for region in found if region.lines[0].baseline <= lines[first].baseline), None)
    if own is not None and len(own.gutters) == len(carried.gutters):
        return None
    level = merged_lines(rulings.level, frame)
    bounds = _bounds(lines, first, last, level, carried.gutters)
    chosen = tuple(_parted(line, carried.gutters) for line in lines[first : last + 1])
    return replace(_with_rules(chosen, carried.gutters, level, bounds), sides=carried.sides)


def _regions(lines: Sequence[LevelLine], rulings: Rulings, frame: Frame) -> Iterator[Region]:
    level = merged_lines(rulings.level, frame)
    taken = -1
    for group in _grouped(find_gutters(lines)):
        first, last = min(gutter.first for gutter in group), max(gutter.last for gutter in group)
        first = max(first, taken + 1)
        if last - first < 1:
            continue
        spans = _distinct(group)
        bounds = _bounds(lines, first, last, level, spans)
        first, last = _widened(lines, first, last, spans, bounds, taken)
        taken = last
        spans = with_rivers(lines[first : last + 1], _true_gutters(lines[first : last + 1], spans))
        chosen = tuple(_parted(line, spans) for line in lines[first : last + 1])
        yield _with_rules(chosen, spans, level, bounds)


def _true_gutters(lines: Sequence[LevelLine], gutters: tuple[Span, ...]) -> tuple[Span, ...]:
    """Gutters without those that only a short cell makes: a dash alone at the side of a column of sums."""
    kept = list(gutters)
    for gutter in gutters:
        index = kept.index(gutter)
        around = (kept[index - 1] if index else None, kept[index + 1] if index + 1 < len(kept) else None)
        if len(kept) > 1 and _is_in_a_column(lines, gutter, *around):
            kept.remove(gutter)
    return tuple(kept)


def _is_in_a_column(lines: Sequence[LevelLine], gutter: Span, before: Span | None, behind: Span | None) -> bool:
    """Whether more cells run over a gutter, and over no other, than there are on one of its sides."""
    left, right = before[1] if before else float("-inf"), behind[0] if behind else float("inf")
    spans = [span for line in lines for span in line.spans if left <= span[0] and span[1] <= right]
    over = sum(start < gutter[0] and gutter[1] < end for start, end in spans)
    return over > min(sum(end <= gutter[0] for _, end in spans), sum(start >= gutter[1] for start, _ in spans))


def _parted(line: LevelLine, gutters: Sequence[Span]) -> LevelLine:
    """A line parted at columns, where a cell is so long that it leaves no gutter."""
    tight = [gutter[1] for gutter in gutters if line.crosses(gutter) and line.begins_after(gutter)]
    return replace(line, stops=(*line.stops, *tight)) if tight else line


def _grouped(gutters: Sequence[Gutter]) -> list[list[Gutter]]:
    """Gutters of the same lines, from the head of the page to its foot."""
    groups: list[list[Gutter]] = []
    for gutter in sorted(gutters, key=lambda gutter: (gutter.first, -gutter.last)):
        for group in groups:
            if any(_share(gutter, other) for other in group):
                group.append(gutter)
                break
        else:
            groups.append([gutter])
    return groups


def _share(one: Gutter, other: Gutter) -> bool:
    common = min(one.last, other.last) - max(one.first, other.first) + 1
    return common > SHARED * (min(one.last - one.first, other.last - other.first) + 1)


def _distinct(group: Sequence[Gutter]) -> tuple[Span, ...]:
    """Gutters that do not overlap, those with most lines first; left to right."""
    kept: list[Gutter] = []
    lines = max(gutter.last for gutter in group) - min(gutter.first for gutter in group) + 1
    fewest = 2 if lines <= FEW_LINES else min(3, max(gutter.flanked for gutter in group))
    for gutter in sorted(group, key=lambda gutter: -gutter.flanked):
        apart = all(gutter.right <= other.left or gutter.left >= other.right for other in kept)
        if apart and gutter.flanked >= fewest:
            kept.append(gutter)
    return tuple(sorted(gutter.span for gutter in kept))


def _bounds(
    lines: Sequence[LevelLine], first: int, last: int, level: Sequence[RuledLine], gutters: Sequence[Span]
) -> Span | None:
    """Where the outermost rules over and under some lines lie, if there are both.

    Rules go on up and down as long as they are as wide as the others and no text between runs over the gutters.
    """
    left = min(word.box.left for line in lines[first : last + 1] for word in line.words)
    right = max(word.box.right for line in lines[first : last + 1] for word in line.words)
    wide = [rule for rule in level if min(rule[2], right) - max(rule[1], left) >= FULL * (right - left)]
    size = lines[first].size
    top, bottom = lines[first].top - WITHIN_RULE * size, lines[last].bottom + WITHIN_RULE * size
    near = [rule for rule in wide if top <= rule[0] <= bottom]
    if len(near) == 1:
        near = [*_over_a_cut_row(lines, first, wide, near[0], gutters), *near]
    if len(near) < 2:
        return None
    alike = [rule for rule in wide if abs(rule[1] - near[0][1]) < size / 2 and abs(rule[2] - near[0][2]) < size / 2]
    crossing = [line.baseline for line in lines if any(map(line.crosses, gutters))]
    highest, lowest = near[0][0], near[-1][0]
    for rule in sorted(alike):
        if rule[0] > lowest and not any(lowest < baseline < rule[0] for baseline in crossing):
            lowest = rule[0]
    for rule in sorted(alike, reverse=True):
        if rule[0] < highest and not any(rule[0] < baseline < highest for baseline in crossing):
            highest = rule[0]
    return highest, lowest


def _over_a_cut_row(
    lines: Sequence[LevelLine], first: int, wide: Sequence[RuledLine], below: RuledLine, gutters: Sequence[Span]
) -> list[RuledLine]:
    """The rule over the few lines in one column with which a row that the page before cut goes on, if there is one."""
    over = [
        rule
        for rule in wide
        if rule[0] < lines[first].top < below[0]
        and abs(rule[1] - below[1]) + abs(rule[2] - below[2]) < lines[first].size
    ]
    rest = [line for line in lines[:first] if over and line.top >= over[-1][0] - 1]
    fits = 0 < len(rest) <= LONGEST_REST and not any(line.crosses(gutter) for line in rest for gutter in gutters)
    return over[-1:] if fits else []


def _widened(
    lines: Sequence[LevelLine], first: int, last: int, gutters: Sequence[Span], bounds: Span | None, taken: int
) -> tuple[int, int]:
    """The lines of a table with those at its ends that stand in one column only."""
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], gutters, bounds):
        last += 1
    while first - 1 > taken and _goes_on(lines[first], lines[first - 1], gutters, bounds):
        first -= 1
    return first, last


def _goes_on(line: LevelLine, other: LevelLine, gutters: Sequence[Span], bounds: Span | None) -> bool:
    """Whether a line beyond the first or last one belongs to the same table."""
    if bounds is not None:
        below = other.baseline > line.baseline
        if below and line.bottom <= bounds[1] + 1:
            return other.bottom <= bounds[1] + line.size / 4
        if not below and line.top >= bounds[0] - 1:
            return other.top >= bounds[0] - line.size / 4
    step = abs(other.baseline - line.baseline)
    if step < BESIDE * line.size and not any(map(other.crosses, gutters)):
        return True
    if not any(other.crosses(gutter) for gutter in gutters) and _is_row(other, gutters):
        return step < ROW * line.size
    if step > LEADING * line.size:
        return False
    if any(other.crosses(gutter) for gutter in gutters):
        return other.baseline < line.baseline and other.words[0].box.left >= gutters[0][1]
    return other.words[0].box.left >= gutters[0][1] or len(other.spans) > 1


def _is_row(line: LevelLine, gutters: Sequence[Span]) -> bool:
    """Whether a line has text in two columns, or in the first nothing but the number of its row."""
    alone = len(line.words) == 1 and line.words[0].box.right <= gutters[0][0] and is_value(line.words[0].text)
    return alone or any(line.flanks(gutter) for gutter in gutters)


def _with_rules(
    lines: tuple[LevelLine, ...], gutters: tuple[Span, ...], level: Sequence[RuledLine], bounds: Span | None
) -> Region:
    left = min(word.box.left for line in lines for word in line.words)
    right = max(word.box.right for line in lines for word in line.words)
    size = lines[0].size
    top, bottom = lines[0].top - WITHIN_RULE * size, lines[-1].bottom + WITHIN_RULE * size
    if bounds is not None:
        top, bottom = min(top, bounds[0]), max(bottom, bounds[1])
    near = [rule for rule in level if top <= rule[0] <= bottom]
    shares = [(min(rule[2], right) - max(rule[1], left)) / (right - left) for rule in near]
    full = tuple(rule for rule, share in zip(near, shares, strict=True) if share >= FULL)
    inner = (rule for rule, share in zip(near, shares, strict=True) if 0 < share < FULL)
    partial = tuple(rule for rule in inner if full and full[0][0] < rule[0] < full[-1][0])
    return Region(lines, gutters, full, partial)


def _may_be_table(region: Region) -> bool:
    """Whether a region is more than columns of running text, a list, or blocks side by side."""
    columns = region.columns()
    if not all(columns) or any(text.count("....") for column in columns for text, _ in column):
        return False
    crossing = sum(any(map(line.crosses, region.gutters)) for line in region.lines)
    if crossing > ACROSS * len(region.lines) + 1:
        return False
    if len(region.full) >= (2 if len(columns) > 2 else FEWEST_RULES) and len(region.lines) > 1:
        return len(columns) > 2 or not _is_list(columns)
    if _is_running_text(region, columns):
        return False
    short = [column for column in columns if _is_of_values(column)]
    if _is_counted(columns):
        return True
    if len(columns) == 2:
        return len(region.lines) >= FEWEST_OF_TWO and _is_of_values(columns[1])
    return len(region.lines) >= FEWEST_LINES and (bool(short) or bool(rows_under_names(region.lines, region.edges)))


def _is_running_text(region: Region, columns: Sequence[Sequence[tuple[str, float]]]) -> bool:
    """Whether all columns are wide and filled to their edges."""
    wide = 0
    for column in columns:
        widest = max(width for _, width in column)
        fill = sum(width for _, width in column) / (widest * len(column))
        wide += widest >= RUNNING * region.size and fill >= RUNNING_FILL
    return wide == len(columns)


def _is_counted(columns: Sequence[Sequence[tuple[str, float]]]) -> bool:
    """Whether lines are numbered and hold values: two of them are rows, as a table has on its last page."""
    first, *others = columns
    return len(others) > 1 and all(is_value(text) for text, _ in first) and any(map(_is_of_values, others))


def _is_of_values(column: Sequence[tuple[str, float]]) -> bool:
    return sum(is_value(text) for text, _ in column) >= VALUES * len(column)


def _is_list(columns: Sequence[Sequence[tuple[str, float]]]) -> bool:
    """Whether the first of two columns holds nothing but signs of list items."""
    return all(len(text) <= 4 for text, _ in columns[0])


def _is_surely_table(region: Region) -> bool:
    """Whether a region whose rows cannot be told is a table all the same."""
    return len(region.gutters) > 1 and (len(region.full) > 1 or len(region.lines) > FEWEST_OF_TWO)


def _grid(region: Region, frame: Frame) -> Grid | None:
    """The region as a grid, drawn rules and implied ones together; None when its rows cannot be told."""
    rows = _row_places(region)
    if rows is None:
        return None
    level: list[RuledLine] = [(place, region.box.left, region.box.right) for place in rows]
    upright: list[RuledLine] = [(side, rows[0], rows[-1]) for side in (region.box.left, region.box.right)]
    for top, bottom in pairwise(rows):
        across, parts = _parted_row(region, top, bottom)
        level += across
        upright += parts
    # A head over three columns and more lies on a line made of the pieces under each two of them.
    return grid_of(merged_lines(level, frame), upright, REACH * frame.dpi / 72)


def _row_places(region: Region) -> list[float] | None:
    """Level edges of all rows, from the table's top to its bottom."""
    bands = _bands(region)
    places = [bands[0][0]]
    ruled_rows = _has_rule_for_each_row(region, bands)
    for top, bottom in bands:
        lines = [line for line in region.lines if top <= line.baseline < bottom]
        if not lines:
            continue
        flanked = any(line.flanks(gutter) for line in lines for gutter in region.gutters)
        one = ruled_rows or (region.sides and not flanked)
        cut = [] if one else rows_under_names(lines, region.edges) or row_edges(lines, region.edges)
        if cut is None:
            return None
        places += [*(_at_rule(region, place) for place in cut), bottom]
    return places if len(places) > (1 if region.sides else 2) else None


def _at_rule(region: Region, place: float) -> float:
    """A place between rows, moved to the rule that was drawn there under some of the columns."""
    near = [rule[0] for rule in region.partial if abs(rule[0] - place) < region.size / 2]
    return min(near, key=lambda rule: abs(rule - place), default=place)


def _bands(region: Region) -> list[tuple[float, float]]:
    """Stretches between rules that go through all columns, and what lies above the first and below the last."""
    rules = [rule[0] for rule in region.full]
    top = min(line.top for line in region.lines)
    bottom = max(line.bottom for line in region.lines)
    slack = region.size / 2
    edges = [*([top] if not rules or rules[0] > top + slack else []), *rules]
    edges += [bottom] if not rules or rules[-1] < bottom - slack else []
    return list(pairwise(edges))


def _has_rule_for_each_row(region: Region, bands: Sequence[tuple[float, float]]) -> bool:
    """Whether rules part all rows: there are many, and none of the stretches between holds most of the lines."""
    counts = [sum(top <= line.baseline < bottom for line in region.lines) for top, bottom in bands]
    filled = [count for count in counts if count]
    return len(filled) > 3 or (len(filled) > 1 and max(filled) <= len(region.lines) / 2)


def _parted_row(region: Region, top: float, bottom: float) -> tuple[list[RuledLine], list[RuledLine]]:
    """The implied upright lines of a row, left out where text runs across, and level ones under such text."""
    lines = [line for line in region.lines if top <= line.baseline < bottom]
    sides = (region.box.left, *region.edges, region.box.right)
    level: list[RuledLine] = []
    upright: list[RuledLine] = []
    if _is_title(region, lines):
        return level, upright
    for gutter, edge in zip(region.gutters, region.edges, strict=True):
        foot = _foot_of_heads(region, lines, gutter, top, bottom)
        if foot is None:
            upright.append((edge, top, bottom))
        elif foot < bottom:
            upright.append((edge, foot, bottom))
            level.append((foot, *_columns_beside(sides, edge)))
    return level, upright


def _is_title(region: Region, lines: Sequence[LevelLine]) -> bool:
    """Whether a row is the title of a group of rows: it stands alone, and runs from the left or the middle."""
    if not lines or any(len(line.spans) > 1 for line in lines) or not any(map(lines[0].crosses, region.gutters)):
        return False
    ((left, right),) = lines[0].spans
    off = abs(left + right - region.box.left - region.box.right) / 2
    return left < region.gutters[0][0] or off < CENTRED * region.box.width


def _foot_of_heads(region: Region, lines: Sequence[LevelLine], gutter: Span, top: float, bottom: float) -> float | None:
    """How far down a row text runs over a gutter; its bottom when nothing stands below; None when none does."""
    left, right = gutter
    ruled = [rule[0] for rule in region.partial if top < rule[0] < bottom and rule[1] < left and right < rule[2]]
    if ruled:
        return max(ruled)
    across = [line for line in lines if line.crosses(gutter)]
    if not across:
        return None
    last = max(across, key=lambda line: line.baseline)
    below = [line for line in lines if line.baseline > last.baseline and line.flanks(gutter)]
    return (last.bottom + min(line.top for line in below)) / 2 if below else bottom


def _columns_beside(sides: Sequence[float], edge: float) -> Span:
    """From the left side of the column left of an edge to the right side of the column right of it."""
    index = sides.index(edge)
    return sides[index - 1], sides[index + 1]
