"""The layout of a page: its lines in reading order, its tables, and what stands apart from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from converters.ocr.layout.borderless_tables import find_borderless_tables
from converters.ocr.layout.bullets import Bullet, find_bullets, split_leading
from converters.ocr.layout.columns import Bands, lines_of, reading_order
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.margin_noise import without_margin_noise
from converters.ocr.layout.missed_rules import with_missed_rules
from converters.ocr.layout.pictorial.bands import bands_of
from converters.ocr.layout.pictorial.cutting import cut_at, rejoined, true_panels, without_edges, without_outlines
from converters.ocr.layout.pictorial.entries import with_entries
from converters.ocr.layout.pictorial.grids import columns_of_table, scattered_cells
from converters.ocr.layout.pictorial.headlines import with_headlines, with_high_letters, with_marks
from converters.ocr.layout.pictorial.heads import with_their_texts
from converters.ocr.layout.pictorial.icons import without_icons
from converters.ocr.layout.pictorial.scraps import (
    as_fragments,
    left_out,
    lone_large,
    place_of,
    split_scraps,
    without_tile,
)
from converters.ocr.layout.pictorial.side_by_side import are_cards, texts_apart
from converters.ocr.layout.ruled_tables import (
    Enclosures,
    GridCell,
    TableGrid,
    cut_at_cells,
    find_enclosures,
    stands_in,
    with_whole_signs,
    without_remnants,
)
from converters.ocr.layout.specks import DUSTY, speck_size, without_specks
from converters.ocr.layout.text_components import text_components
from converters.ocr.options import Switches
from converters.ocr.preparation.components import Components, leaders
from converters.ocr.preparation.prepare import Prepared
from converters.reading.boxes import Box

INSET = 0.4  # letter heights by which the panels of posters, close to each other, are narrower than they look
SCRAP_REACH = 14.0  # letter heights from a number to the text under it, over an icon


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One line of text.

    Attributes:
        fragment: Where it is and which components it has.
        bullet: In front of it, when it stands too far away to be read with it.
        cell: Of the table it stands in.
        scrap: Whether it stands in no line of text, so that it may be an icon.
    """

    fragment: Fragment
    bullet: Bullet | None = None
    cell: GridCell | None = None
    scrap: bool = False


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """Lines of one column or block, top to bottom, or of a table, cell by cell."""

    lines: tuple[LayoutLine, ...]
    table: TableGrid | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's blocks in reading order.

    Attributes:
        blocks: In reading order.
        dust: How large the specks of the page are, half-scale pixels; 0 on a clean page.
    """

    blocks: tuple[LayoutBlock, ...]
    dust: float = 0.0

    @property
    def lines(self) -> Iterator[LayoutLine]:
        """All lines in reading order."""
        for block in self.blocks:
            yield from block.lines


@dataclass(frozen=True, slots=True)
class _Grouped:
    """The text of a page before it is put in order.

    Attributes:
        fragments: That stand in lines of text.
        scraps: That stand in none, on posters.
        panels: Whose edges no text crosses, on posters.
        loose: Components that belong to no fragment.
        dust: How large the specks of the page are; 0 on a clean page.
    """

    fragments: tuple[Fragment, ...]
    scraps: tuple[Fragment, ...]
    panels: tuple[Box, ...]
    loose: tuple[int, ...]
    dust: float


def find_layout(prepared: Prepared, switches: Switches) -> Layout:
    """The layout of a prepared page; without blocks when it has no text to speak of."""
    height, components = prepared.letter_height, prepared.components
    if height == 0:
        return Layout(())
    grouped = _grouped(prepared, switches)
    enclosures = find_enclosures(prepared.ruling_lines, height) if switches.tables else Enclosures()
    worn = with_missed_rules(enclosures.tables, components)
    tables = tuple(table for table in worn if not (prepared.pictorial and _is_of_frames(table)))
    enclosures = replace(enclosures, tables=tables, frames=(*enclosures.frames, *grouped.panels))
    cut = [part for item in grouped.fragments for part in cut_at_cells(item, enclosures.tables, components)]
    fragments = with_whole_signs(cut, grouped.loose, enclosures.tables, components, height)
    bands = bands_of if prepared.pictorial else None
    blocks = _blocks(fragments, enclosures, components, height, switches, bands=bands)
    if prepared.pictorial:
        blocks = _with_scraps(_apart(blocks, components, height), grouped.scraps, height)
    lines = [line for block in blocks for line in block.lines]
    taken = {member for line in lines if line.cell for member in line.fragment.members}
    loose = [piece for piece in grouped.loose if piece not in taken]
    bullets = find_bullets([line.fragment for line in lines], components, loose, height, grouped.dust)
    bullets = {place: bullet for place, bullet in bullets.items() if _in_its_cell(bullet, lines[place])}
    return Layout(tuple(_with_bullets(blocks, bullets, components, height, grouped.dust)), grouped.dust)


def _in_its_cell(bullet: Bullet, line: LayoutLine) -> bool:
    return line.cell is None or line.cell.box.holds(bullet.box.centre_x, bullet.box.centre_y)


def _grouped(prepared: Prepared, switches: Switches) -> _Grouped:
    """The fragments of a page, cleared of dirt; on a poster cut at panels, icons kept apart."""
    height, components = prepared.letter_height, prepared.components
    usable = text_components(components, height)
    lone = lone_large(components, usable, height) if prepared.pictorial else np.zeros(len(usable), bool)
    grouping = find_fragments(components, height, usable & ~lone)
    # What is loose on a poster are marks of its headlines, edges of its panels, pieces of its pictures.
    dusty = switches.specks and not prepared.pictorial
    dust = speck_size(components, _not_leading(grouping.loose, components), height) if dusty else 0.0
    given = prepared.panels
    if prepared.pictorial:
        given = rejoined(without_outlines(given, components), height)
    fragments = with_headlines(grouping.fragments, components, given, height)
    panels: list[Box] = []
    scraps: list[Fragment] = []
    if prepared.colour is None:
        fragments = without_margin_noise(fragments, components.labels.shape[1], height)
    else:
        fragments = with_marks(with_high_letters(fragments, components, height), components, height)
        panels = true_panels(given, fragments, components)
        cut = without_edges(cut_at(panels, fragments, components), components, height)
        fragments, icons = without_icons(cut, components, prepared.half, prepared.colour, panels)
        lone[[member for item in fragments for member in item.members]] = False  # marks of a headline by now
        lines, scraps = split_scraps(with_entries(fragments, components, panels, height))
        scraps = [without_tile(item, components, height) for item in [*scraps, *icons]]
        lone |= left_out(components, usable, [*lines, *scraps], height)
        fragments, scraps = tuple(lines), [*scraps, *as_fragments(components, lone, height)]
    if dust:
        fragments = tuple(without_specks(fragment, components, dust, height) for fragment in fragments)
    return _Grouped(fragments, tuple(scraps), tuple(panels), grouping.loose, dust)


def _not_leading(loose: Sequence[int], components: Components) -> list[int]:
    """Loose components without the dots of lines to write on, which are no dust."""
    if len(loose) < DUSTY:
        return []
    dotted = leaders(components)
    return [index for index in loose if not dotted[index]]


def _apart(blocks: Sequence[LayoutBlock], components: Components, height: float) -> list[LayoutBlock]:
    """The blocks, texts that stand side by side each as one of its own."""
    found: list[LayoutBlock] = []
    for block in blocks:
        if block.table is not None:
            found.append(block)
            continue
        texts = texts_apart([line.fragment for line in block.lines], components, height)
        found += [LayoutBlock(tuple(map(LayoutLine, text))) for text in texts]
    boxes = [Box.around([line.fragment.box for line in block.lines] or [Box(0, 0, 0, 0)]) for block in found]
    sizes = [0 if block.table is not None else len(block.lines) for block in found]
    return _across([found[place] for place in with_their_texts(boxes, sizes, height)], height)


def _across(blocks: Sequence[LayoutBlock], height: float) -> list[LayoutBlock]:
    """The blocks, each cell of a table without rules as one of its own, row by row."""
    boxes = [[] if block.table else [line.fragment.box for line in block.lines] for block in blocks]
    found: list[LayoutBlock] = []
    place = 0
    while place < len(blocks):
        count = columns_of_table(boxes, place, height)
        cells = [] if count else [cell for row in scattered_cells(boxes, place, height) for cell in row]
        if cells:
            found += [LayoutBlock((blocks[block].lines[line],)) for block, line in cells]
            place = max(block for block, _ in cells) + 1
            continue
        columns = [block.lines for block in blocks[place : place + count]]
        found += [LayoutBlock((cell,)) for row in zip(*columns, strict=True) for cell in row]
        found += [] if count else [blocks[place]]
        place += max(1, count)
    return found


def _with_scraps(blocks: list[LayoutBlock], scraps: Sequence[Fragment], height: float) -> list[LayoutBlock]:
    """The blocks, each scrap as one of its own before the text it stands over or beside."""
    placed: dict[int, list[LayoutBlock]] = {}
    boxes = [line.fragment.box for block in blocks for line in block.lines]
    for scrap in sorted(scraps, key=lambda scrap: (scrap.top, scrap.box.left)):
        block = LayoutBlock((LayoutLine(scrap, scrap=True),))
        placed.setdefault(place_of(scrap.box, boxes, SCRAP_REACH * height), []).append(block)
    found: list[LayoutBlock] = []
    index = 0
    for block in blocks:
        pending: list[LayoutLine] = []
        for line in block.lines:
            if index in placed and block.table is None:
                found += [replace(block, lines=tuple(pending))] if pending else []
                found += placed.pop(index)
                pending = []
            pending.append(line)
            index += 1
        found.append(replace(block, lines=tuple(pending)))
    return [*found, *(block for rest in placed.values() for block in rest)]


def _is_of_frames(table: TableGrid) -> bool:
    """Whether what looks like cells are frames of cards, some within others."""
    return any(one is not other and _holds(one.box, other.box) for one in table.cells for other in table.cells)


def _is_row_of_cards(table: TableGrid, fragments: Sequence[Fragment], height: float) -> bool:
    columns: dict[int, list[Fragment]] = {}
    for cell in table.cells:
        own = sorted((item for item in fragments if stands_in(item, cell.box)), key=lambda item: item.top)
        columns.setdefault(cell.column, []).extend(own)
    return are_cards(list(columns.values()), height)


def _blocks(
    fragments: Sequence[Fragment],
    enclosures: Enclosures,
    components: Components,
    height: float,
    switches: Switches,
    *,
    bands: Bands | None,
) -> list[LayoutBlock]:
    """Blocks in reading order; a table or a frame takes part in the ordering as if it were one large word."""
    framed = _framed(fragments, enclosures)
    loose = [table for table in enclosures.tables if not any(_holds(frame, table.box) for frame in framed)]
    apart = [*framed, *(table.box for table in loose)]
    if switches.tables and switches.columns:
        outside = [item for item in fragments if not any(stands_in(item, box) for box in apart)]
        found_loose = find_borderless_tables(outside, height)
        loose += [table for table in found_loose if bands is None or not _is_row_of_cards(table, outside, height)]
    inset = round(INSET * height) if bands else 0
    tables = {_placeholder(table.box): table for table in loose}
    frames = {_placeholder(frame, inset): frame for frame in framed}
    hidden = [*framed, *(table.box for table in loose)]
    free = [fragment for fragment in fragments if not any(stands_in(fragment, box) for box in hidden)]
    found: list[LayoutBlock] = []
    for block in reading_order([*free, *tables, *frames], height, cut=switches.columns, bands=bands):
        pending: list[LayoutLine] = []
        for line in block.lines:
            if line in tables:
                whole = with_whole_signs(fragments, (), (tables[line],), components, height)
                inner = [_table_block(tables[line], whole)]
            elif line in frames:
                own, held = framed[frames[line]], _within(enclosures, frames[line])
                inner = _blocks(own, held, components, height, switches, bands=bands)
            else:
                pending.append(LayoutLine(line))
                continue
            found += [LayoutBlock(tuple(pending)), *inner] if pending else inner
            pending = []
        found += [LayoutBlock(tuple(pending))] if pending else []
    return found


def _placeholder(box: Box, inset: int = 0) -> Fragment:
    """What stands for a table or a frame, narrower by that on both sides: the text of a panel reaches no further."""
    held = box._replace(left=box.left + inset, right=box.right - inset)
    return Fragment(held, box.top, box.bottom, (), 0)


def _framed(fragments: Sequence[Fragment], enclosures: Enclosures) -> dict[Box, list[Fragment]]:
    """The outermost frames that hold some of the text but not all of it, with what they hold."""
    held = {frame: [item for item in fragments if stands_in(item, frame)] for frame in enclosures.frames}
    held = {frame: items for frame, items in held.items() if 0 < len(items) < len(fragments)}
    around = [*held, *(table.box for table in enclosures.tables)]
    outermost = {frame: items for frame, items in held.items() if not any(_holds(other, frame) for other in around)}
    taken: set[Fragment] = set()
    found: dict[Box, list[Fragment]] = {}
    for frame, items in sorted(outermost.items(), key=lambda entry: -entry[0].area):  # frames may overlap
        own = [item for item in items if item not in taken]
        if own:
            found[frame] = own
            taken.update(own)
    return found


def _within(enclosures: Enclosures, frame: Box) -> Enclosures:
    return Enclosures(
        tuple(table for table in enclosures.tables if _holds(frame, table.box)),
        tuple(other for other in enclosures.frames if _holds(frame, other)),
    )


def _holds(outer: Box, inner: Box) -> bool:
    larger = outer.width > inner.width or outer.height > inner.height
    return larger and outer.holds(inner.centre_x, inner.centre_y)


def _table_block(table: TableGrid, fragments: Sequence[Fragment]) -> LayoutBlock:
    within = [fragment for fragment in fragments if stands_in(fragment, table.box)]
    lost = [fragment for fragment in within if not any(stands_in(fragment, cell.box) for cell in table.cells)]
    lines = [LayoutLine(line) for line in lines_of(lost)]  # where the rules are broken: text is never left out
    owners: dict[Fragment, GridCell] = {}
    # On a poster frames within frames may be taken for cells; text is read once, in the smallest of them.
    for cell in sorted(table.cells, key=lambda cell: cell.box.width * cell.box.height):
        owners |= {item: cell for item in within if item not in owners and stands_in(item, cell.box)}
    for cell in table.cells:
        own = [fragment for fragment in within if owners.get(fragment) is cell]
        lines += [LayoutLine(line, cell=cell) for line in lines_of(own)]
    return LayoutBlock(tuple(lines), table)


def _with_bullets(
    blocks: Sequence[LayoutBlock], bullets: Mapping[int, Bullet], components: Components, height: float, dust: float
) -> Iterator[LayoutBlock]:
    index = 0
    for block in blocks:
        lines = []
        for line in block.lines:
            if line.scrap:  # a number with its full stop is no bullet
                lines.append(line)
                index += 1
                continue
            own = line.fragment if line.cell is None else without_remnants(line.fragment, line.cell, components)
            fragment, bullet = split_leading(own, components, height, dust)
            lines.append(replace(line, fragment=fragment, bullet=bullets.get(index) or bullet))
            index += 1
        yield replace(block, lines=tuple(lines))
