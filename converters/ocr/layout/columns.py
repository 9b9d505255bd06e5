"""Reading order: cut the page into columns, panels and pairs of blocks, then into lines.

A recursive cut along white gutters (Nagy & Seth 1984, the X-Y cut) with one addition: where no gutter runs through
the whole height, the longest run of rows that share one is cut out first. That is how the two header blocks of
Nghị định 30/2020 stand side by side above a text of full width, and "Nơi nhận" beside the signature below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from converters.ocr.layout.fragments import Fragment, joined

Gap = tuple[float, float]
Bands = Callable[[Sequence[Fragment], float], list[list[Fragment]]]

NARROWEST_COLUMN = 7.0  # letter heights: anything narrower is a bullet or a number hanging beside its text
WIDEST_ENTRY = 18.0  # letter heights: a telephone number in large bold figures
ENTRY_LETTERS = 3
OFF_HALFWAY = 0.8  # letter heights a label may stand off the middle of its lines
APART = 3.0  # letter heights between texts of one row
MOST_IN_ROW = 3  # parts of a row of such a list: a number, a name, an entry
PAIRED_ROWS = 0.7  # of the rows must have such an entry
FULL_GUTTER = 1.6  # letter heights, for a gutter through the whole height
TITLE_SPACE = 1.0  # letter heights below a title that stands over columns
CENTRED = 0.06  # of the width that a title may stand off the middle
LARGE = 1.3  # times the usual letter height
LEVEL = 1.5  # letter heights that boxes side by side may differ at their top and foot
LEVEL_TOPS = 0.4  # letter heights that the heads of sections of a grid differ
RHYTHM = 1.25  # times the space above that the space to the next item of a list is at most
SURE_CARDS = 3  # level with each other, of which one row is enough
NEXT_LINE = 2.2  # letter heights of white to the next line of a left column
OFF_LEFT, OFF_RIGHT = 0.1, 0.2  # of the block's width that a line of it may stand off its middle
DEEPEST = 12  # cuts within cuts: no paper has so many
HOLE = 4.0  # letter heights of white in a column that goes on below: a heading's space or a small picture's
MOST_TRIED = 3  # runs, longest first
RUN_GUTTER = 1.6  # letter heights, for a gutter through some rows


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong to one column or block, in reading order."""

    lines: tuple[Fragment, ...]


def reading_order(
    fragments: Sequence[Fragment], height: float, *, cut: bool = True, bands: Bands | None = None
) -> tuple[TextBlock, ...]:
    """Blocks in reading order.

    Args:
        fragments: Of the page.
        height: Of a small letter, in the same pixels.
        cut: Whether to look for columns at all.
        bands: Cuts a poster across into what is read one under the other; None for papers.
    """
    if not fragments:
        return ()
    if not cut:
        return (TextBlock(lines_of(fragments)),)
    return tuple(TextBlock(lines_of(block)) for block in _cut(list(fragments), height, 0, bands))


def _cut(fragments: list[Fragment], height: float, depth: int, bands: Bands | None) -> list[list[Fragment]]:
    if len(fragments) < 2 or depth > DEEPEST:
        return [fragments]
    if bands is not None and len(rows := bands(fragments, height)) > 1:
        return [block for part in rows for block in _cut(part, height, depth + 1, bands)]
    if (across := _cut_across(fragments, height, level=bands is None)) is not None:
        return [block for part in across for block in _cut(part, height, depth + 1, bands)]
    cards = _rows_of_cards(fragments, height)
    columns = [] if cards else _columns(fragments, height)
    if len(columns) > 2 and (title := _title_over(fragments, columns, height)):
        rest = [fragment for fragment in fragments if fragment not in title]
        return [title, *_cut(rest, height, depth + 1, bands)]
    if len(columns) == 2 and (labelled := _labelled(columns[0], columns[1], height)) is not None:
        return [block for part in labelled for block in _cut(part, height, depth + 1, bands)]
    if len(columns) > 1:
        return [block for part in columns for block in _cut(part, height, depth + 1, bands)]
    if cards is not None:
        return [block for part in cards if part for block in _cut(part, height, depth + 1, bands)]
    run = _labelled_rows(fragments, height) or _longest_run(fragments, height)
    if run is None:
        return [fragments]
    before, inside, after = run
    parts = [_cut(part, height, depth + 1, bands) if part else [] for part in (before, *inside, after)]
    return [block for part in parts for block in part]


def _rows_of_cards(fragments: list[Fragment], height: float) -> list[list[Fragment]] | None:
    """Rows of framed boxes that begin and end level with each other, which are read row by row; None without.

    Boxes in columns of text have no reason to be level with those of the next column.
    """
    boxes = sorted((item for item in fragments if is_placeholder(item)), key=lambda item: item.top)
    rows: list[list[Fragment]] = []
    for box in boxes:
        level = rows and max(abs(box.top - rows[-1][0].top), abs(box.bottom - rows[-1][0].bottom)) < LEVEL * height
        rows = [*rows[:-1], [*rows[-1], box]] if level else [*rows, [box]]
    cards = [row for row in rows if len(row) > 1]
    several = len(cards) > 1 and len({len(row) for row in cards}) == 1
    if not several and not (len(cards) == 1 and len(cards[0]) >= SURE_CARDS):
        return None
    parts: list[list[Fragment]] = []
    rest = [item for item in fragments if not any(item in row for row in cards)]
    for row in cards:
        top, bottom = row[0].top, row[0].bottom
        above = [item for item in rest if item.middle < top]
        parts += [above, *([box] for box in sorted(row, key=lambda box: box.box.left))]
        rest = [item for item in rest if item not in above]
        if any(item.middle < bottom for item in rest):
            return None
    return [*parts, rest]


def _cut_across(
    fragments: list[Fragment], height: float, *, level: bool
) -> tuple[list[Fragment], list[Fragment]] | None:
    """What stands over and under a line through all columns; None where no column ends for certain.

    One is over an imprint, one is where two frames or more begin level with each other (unless such frames are told by
    bands): a grid of sections is read row by row.
    """
    if last := _imprint(fragments, height):
        return [item for item in fragments if item not in last], last
    for top in sorted({item.box.top for item in fragments if is_placeholder(item)} if level else ()):
        frames = [item for item in fragments if is_placeholder(item) and 0 <= item.box.top - top <= LEVEL_TOPS * height]
        over = [item for item in fragments if item.box.bottom <= top]
        crossing = any(item.box.top < top < item.box.bottom for item in fragments)
        if len(frames) > 1 and over and not crossing and gaps_between(frames):
            return over, [item for item in fragments if item not in over]
    return None


def _imprint(fragments: list[Fragment], height: float) -> list[Fragment]:
    """The last line, on the left and far below the column over it, beside nothing but the foot of a frame, if any."""
    foot = max(item.box.bottom for item in fragments)
    last = [item for item in fragments if not is_placeholder(item) and item.box.bottom >= foot - LEVEL * height]
    above = [item for item in fragments if item not in last]
    if not last or not above or len(rows_of(last)) > 1:
        return []
    if any(white[1] - white[0] >= HOLE * height for white in gaps_between(last)):  # numbers of facing pages
        return []
    top, right = min(item.box.top for item in last), max(item.box.right for item in last)
    column = [item.box.bottom for item in above if item.box.left < right]
    beside = [item for item in above if item.box.bottom > top]
    far = not column or top - max(column) >= HOLE * height
    flush = min(item.box.left for item in last) <= min(item.box.left for item in above) + height
    ends = right < max(item.box.right for item in above)
    return last if far and flush and ends and all(map(is_placeholder, beside)) else []


def _columns(fragments: list[Fragment], height: float) -> list[list[Fragment]]:
    """Split at the gutters through the whole height; one list when there are none."""
    gutters = [gap for gap in gaps_between(fragments) if gap[1] - gap[0] >= FULL_GUTTER * height]
    edges = [edge for edge in ((left + right) / 2 for left, right in gutters) if not _paired(fragments, edge, height)]
    columns: list[list[Fragment]] = [[] for _ in range(len(edges) + 1)]
    for fragment in fragments:
        columns[sum(fragment.box.left > edge for edge in edges)].append(fragment)
    return _without_slivers([column for column in columns if column], height)


def _title_over(fragments: list[Fragment], columns: list[list[Fragment]], height: float) -> list[Fragment]:
    """Lines in large letters above all columns and in the middle of them: the title of a spread, not of one column."""
    left, right = min(item.box.left for item in fragments), max(item.box.right for item in fragments)
    starts = sorted(min(item.top for item in column) for column in columns)
    above = [item for item in fragments if item.bottom < starts[1] - TITLE_SPACE * height]
    usual = median(item.height for item in fragments)
    rows = rows_of(above)
    for row in rows:
        off = abs((row[0].box.left + row[-1].box.right) / 2 - (left + right) / 2)
        if off > CENTRED * (right - left) or max(item.height for item in row) < LARGE * usual:
            return []
    return _flat(rows)


def _without_slivers(columns: list[list[Fragment]], height: float) -> list[list[Fragment]]:
    """Join columns that are too narrow, or hold a single short piece, to their neighbour."""
    kept: list[list[Fragment]] = []
    pending: list[Fragment] = []
    for column in columns:
        if _is_sliver(column, height):
            pending += column
            continue
        kept.append(pending + column)
        pending = []
    if pending:
        if kept:
            kept[-1] = kept[-1] + pending
        else:
            kept.append(pending)
    return kept


def _paired(fragments: list[Fragment], edge: float, height: float) -> bool:
    """Whether what stands right of a gutter are short entries, one to each row: names and telephone numbers."""
    right = [fragment for fragment in fragments if fragment.box.left >= edge]
    if not right or max(fragment.box.width for fragment in right) > WIDEST_ENTRY * height:
        return False
    rows = rows_of(fragments)
    # Strokes of a signature beside "Nơi nhận" are no entries.
    both = [row for row in rows if row[0].box.left < edge <= row[-1].box.left and row[-1].letters >= ENTRY_LETTERS]
    alone = [row for row in rows if row[0].box.left >= edge]
    # Cards without frames stand in rows too, but more than two of them, with as much on the one side as on the other.
    if any(_parts(row, height) > MOST_IN_ROW for row in rows):
        return False
    return not alone and len(both) >= PAIRED_ROWS * len(rows)


def _parts(row: list[Fragment], height: float) -> int:
    """In how many texts a row falls that stand wide apart."""
    return 1 + sum(right - left >= APART * height for left, right in gaps_between(row))


def _is_sliver(column: list[Fragment], height: float) -> bool:
    width = max(fragment.box.right for fragment in column) - min(fragment.box.left for fragment in column)
    return width < NARROWEST_COLUMN * height


def gaps_between(fragments: Sequence[Fragment]) -> list[Gap]:
    """The white intervals between fragments, from left to right, whatever rows they stand on."""
    spans = sorted((fragment.box.left, fragment.box.right) for fragment in fragments)
    gaps, reached = [], spans[0][1]
    for left, right in spans[1:]:
        if left > reached:
            gaps.append((float(reached), float(left)))
        reached = max(reached, right)
    return gaps


def rows_of(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments whose letters share a height, top to bottom; left to right inside."""
    rows: list[list[Fragment]] = []
    reached = float("-inf")
    for fragment in sorted(fragments, key=lambda item: item.top):
        if rows and fragment.top < reached - 0.35 * min(fragment.height, rows[-1][0].height):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
            reached = float("-inf")
        reached = max(reached, fragment.bottom)
    return [sorted(row, key=lambda item: item.box.left) for row in rows]


@dataclass(slots=True)
class _Run:
    """Rows that share a gutter.

    Attributes:
        first: Index of the first row.
        last: Index of the last row.
        gutter: White in all of them.
        both: How many have text on both sides, each line beside a frame counted; where they have text on one side at a
            time, how often the side changes there and back.
    """

    first: int
    last: int
    gutter: Gap
    both: int


def _longest_run(
    fragments: list[Fragment], height: float
) -> tuple[list[Fragment], list[list[Fragment]], list[Fragment]] | None:
    """Rows before a shared gutter, what stands left and right of it, and the rows after it."""
    rows = rows_of(fragments)
    found = [run for start in range(len(rows)) if (run := _run_from(rows, start, height)) is not None]
    for run in sorted(found, key=lambda run: -run.both)[:MOST_TRIED]:
        if run.both < 2:
            break
        widened = _widened(rows, _trimmed(rows, run, height), height)
        middle = (widened.gutter[0] + widened.gutter[1]) / 2
        inside = _flat(rows[widened.first : widened.last + 1])
        left = [fragment for fragment in inside if fragment.box.left < middle]
        right = [fragment for fragment in inside if fragment.box.left >= middle]
        if (
            left
            and right
            and not (_is_sliver(left, height) or _is_sliver(right, height) or _paired(inside, middle, height))
        ):
            return _flat(rows[: widened.first]), [left, right], _flat(rows[widened.last + 1 :])
    return None


def _flat(rows: Sequence[list[Fragment]]) -> list[Fragment]:
    return [fragment for row in rows for fragment in row]


def _labelled_rows(
    fragments: list[Fragment], height: float
) -> tuple[list[Fragment], list[list[Fragment]], list[Fragment]] | None:
    """Rows before a list of labels with lines beside them, the labels each with its lines, and the rows after it."""
    rows = rows_of(fragments)
    for start in range(len(rows) - 1):
        gutter = _between(rows[start], rows[start + 1])
        if gutter[1] - gutter[0] < RUN_GUTTER * height:
            continue
        run = _followed(rows, start, gutter, height)
        for last in range(run.last, start + 2, -1):
            inside = _flat(rows[start : last + 1])
            middle = (run.gutter[0] + run.gutter[1]) / 2
            left = [fragment for fragment in inside if fragment.box.left < middle]
            right = [fragment for fragment in inside if fragment.box.left >= middle]
            if left and right and (labelled := _labelled(left, right, height)) is not None:
                return _flat(rows[:start]), labelled, _flat(rows[last + 1 :])
    return None


def _between(first: Sequence[Fragment], second: Sequence[Fragment]) -> Gap:
    """The white between two rows of which one stands wholly left of the other; empty when neither does."""
    ends = [(min(item.box.left for item in row), max(item.box.right for item in row)) for row in (first, second)]
    (_, reached), (begins, _) = sorted(ends)
    return float(reached), float(begins)


def _labelled(left: list[Fragment], right: list[Fragment], height: float) -> list[list[Fragment]] | None:
    """Labels set halfway up beside the lines they stand for: each label, then its lines; None when they are not that.

    The number of a list item stands beside the first of its lines, not halfway up, and is not a label.
    """
    if len(left) < 2 or max(label.box.width for label in left) > WIDEST_ENTRY * height:
        return None
    labels = sorted(left, key=_middle)
    groups: list[list[Fragment]] = [[] for _ in labels]
    for line in sorted(right, key=_middle):
        nearest = min(range(len(labels)), key=lambda place: abs(_middle(labels[place]) - _middle(line)))
        groups[nearest].append(line)
    if not all(groups) or max(map(len, groups)) < 2:
        return None
    for label, lines in zip(labels, groups, strict=True):
        halfway = (min(line.top for line in lines) + max(line.bottom for line in lines)) / 2
        if abs(halfway - _middle(label)) > OFF_HALFWAY * height:
            return None
    return [part for label, lines in zip(labels, groups, strict=True) for part in ([label], lines)]


def _middle(fragment: Fragment) -> float:
    return (fragment.top + fragment.bottom) / 2


def _run_from(rows: list[list[Fragment]], start: int, height: float) -> _Run | None:
    """The longest run that starts with this row, for the gutter of this row that lasts longest."""
    gutters = gaps_between(rows[start])
    if start + 1 < len(rows):
        gutters.append(_between(rows[start], rows[start + 1]))  # columns need not be level with each other
    best: _Run | None = None
    for gutter in gutters:
        if gutter[1] - gutter[0] < RUN_GUTTER * height:
            continue
        run = _followed(rows, start, gutter, height)
        if best is None or run.both > best.both:
            best = run
    return best


def _followed(rows: list[list[Fragment]], start: int, gutter: Gap, height: float) -> _Run:
    run = _Run(start, start, gutter, 0)
    sides = _sides(rows[start], gutter)
    both, changes, side = _level_rows(rows[start], gutter), 0, next(iter(sides))
    for index in range(start + 1, len(rows)):
        narrowed = clear_part(rows[index], run.gutter)
        if narrowed is None or narrowed[1] - narrowed[0] < RUN_GUTTER * height:
            break
        run.gutter, run.last = narrowed, index
        sides = _sides(rows[index], narrowed)
        if len(sides) > 1:
            both += _level_rows(rows[index], narrowed)
        elif side not in sides:
            changes, side = changes + 1, not side
    # One level row and then lines on one side and on the other: "Nơi nhận" beside a signer whose name stands far below.
    run.both = both + (changes + int(both == 1)) // 2
    return run


def _level_rows(row: Sequence[Fragment], gutter: Gap) -> int:
    """How many rows stand side by side in what is one row: a frame is as high as several lines beside it."""
    sides = _sides(row, gutter)
    if len(sides) < 2 or not any(map(is_placeholder, row)):
        return int(len(sides) > 1)
    middle = (gutter[0] + gutter[1]) / 2
    left = [item for item in row if item.box.left < middle]
    return max(len(rows_of(left)), len(rows_of([item for item in row if item not in left])))


def _sides(row: Sequence[Fragment], gutter: Gap) -> set[bool]:
    """On which sides of a gutter a row has text; True is right."""
    middle = (gutter[0] + gutter[1]) / 2
    return {fragment.box.left >= middle for fragment in row}


def clear_part(row: list[Fragment], gutter: Gap) -> Gap | None:
    """The widest part of the gutter that no fragment of the row covers."""
    free = [gutter]
    for fragment in row:
        free = [piece for gap in free for piece in _minus(gap, fragment.box.left, fragment.box.right)]
    return max(free, key=lambda gap: gap[1] - gap[0], default=None)


def _minus(gap: Gap, left: float, right: float) -> list[Gap]:
    if right <= gap[0] or left >= gap[1]:
        return [gap]
    pieces = [(gap[0], left), (right, gap[1])]
    return [piece for piece in pieces if piece[1] > piece[0]]


def _trimmed(rows: list[list[Fragment]], run: _Run, height: float) -> _Run:
    """Leave off rows at the end that only look like a left column: the first short line of what follows."""
    middle = (run.gutter[0] + run.gutter[1]) / 2
    kept = run.first
    for index in range(run.first, run.last + 1):
        sides = _sides(rows[index], run.gutter)
        if len(sides) == 2 or _continues(rows, run.first, index, kept, middle, height):
            kept = index
        elif False in sides and not _runs_on(rows[run.first : index], rows[index : run.last + 1], middle, height):
            break
    return _Run(run.first, kept, run.gutter, run.both)


def _runs_on(before: Sequence[list[Fragment]], after: Sequence[list[Fragment]], middle: float, height: float) -> bool:
    """Whether the right column goes on without a hole where the left one has a wide space, above a heading."""
    above = [item.bottom for row in before for item in row if item.box.left >= middle]
    below = [item.top for row in after for item in row if item.box.left >= middle]
    return bool(above and below) and min(below) - max(above) < HOLE * height


def _continues(rows: list[list[Fragment]], first: int, index: int, previous: int, middle: float, height: float) -> bool:
    """Whether a one-sided row is the next line of the block above it on that side."""
    right = rows[index][0].box.left >= middle
    earlier = [item for row in rows[first : previous + 1] for item in row]
    above = [item for item in earlier if (item.box.left >= middle) == right]
    if not above:
        return False
    lowest = max(above, key=lambda item: item.bottom)
    space = min(item.top for item in rows[index]) - lowest.bottom
    if not right and is_placeholder(lowest):  # below a frame nothing goes on
        return False
    beside_frame = any(is_placeholder(item) for item in earlier if item not in above)
    if not right and (space < NEXT_LINE * height or (beside_frame and _in_rhythm(above, rows[index], height))):
        return True
    # A title below the header blocks begins right of the gutter too, but it is centred on the page. The number of a
    # document stands under a rule, in the middle of its block.
    left, end = min(item.box.left for item in above), max(item.box.right for item in above)
    centre = (rows[index][0].box.left + rows[index][-1].box.right) / 2
    return abs(centre - (left + end) / 2) < (OFF_RIGHT if right else OFF_LEFT) * (end - left) and (
        right or space < HOLE * height
    )


def _in_rhythm(above: Sequence[Fragment], row: Sequence[Fragment], height: float) -> bool:
    """Whether a row is the next item of the list above it: as far left, and no farther below than those are apart."""
    lines = rows_of(above)
    if len(lines) < 2:
        return False
    upper, lower = lines[-2], lines[-1]
    usual = min(item.top for item in lower) - max(item.bottom for item in upper)
    space = min(item.top for item in row) - max(item.bottom for item in lower)
    flush = abs(row[0].box.left - lower[0].box.left) <= height
    return flush and space <= RHYTHM * usual and space < HOLE * height


def _widened(rows: list[list[Fragment]], run: _Run, height: float) -> _Run:
    """Take in rows above that stand only on the right: the first line of a signature block."""
    middle = (run.gutter[0] + run.gutter[1]) / 2
    first = run.first
    while first > 0 and all(fragment.box.left >= middle for fragment in rows[first - 1]):
        gap = rows[first][-1].top - max(fragment.bottom for fragment in rows[first - 1])
        if gap > HOLE * height:
            break
        first -= 1
    return _Run(first, run.last, run.gutter, run.both)


def lines_of(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The lines of a single column, top to bottom; what stands for a table or a frame stays by itself."""
    lines: list[Fragment] = []
    for row in rows_of(fragments):
        pending: list[Fragment] = []
        for item in row:
            if is_placeholder(item):
                lines += [*(lines_of(pending) if pending else ()), item]
                pending = []
            else:
                pending.append(item)
        if pending:
            lines += [joined(pending)] if len(pending) == len(row) else lines_of(pending)
    return tuple(lines)


def is_placeholder(fragment: Fragment) -> bool:
    """Whether a fragment has no letters of its own but stands for a table or a framed box."""
    return fragment.letters == 0
