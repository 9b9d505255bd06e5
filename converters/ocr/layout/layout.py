"""The layout of a page: its lines in reading order, its tables, and what stands apart from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from converters.ocr.layout.bullets import Bullet, find_bullets, split_leading
from converters.ocr.layout.columns import lines_of, order
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.margins import without_margin_dirt
from converters.ocr.layout.specks import speck_size, without_specks
from converters.ocr.layout.tables import Table, TableCell, find_tables, inside
from converters.ocr.layout.usable import usable
from converters.ocr.options import Switches
from converters.ocr.preparation.components import Components
from converters.ocr.preparation.prepare import Prepared


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One line of text.

    Attributes:
        fragment: Where it is and which components it has.
        bullet: In front of it, when it stands too far away to be read with it.
        cell: Of the table it stands in.
    """

    fragment: Fragment
    bullet: Bullet | None = None
    cell: TableCell | None = None


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """Lines of one column or block, top to bottom, or of a table, cell by cell."""

    lines: tuple[LayoutLine, ...]
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's blocks in reading order."""

    blocks: tuple[LayoutBlock, ...]

    @property
    def lines(self) -> Iterator[LayoutLine]:
        """All lines in reading order."""
        for block in self.blocks:
            yield from block.lines


def find_layout(prepared: Prepared, switches: Switches) -> Layout:
    """The layout of a prepared page; without blocks when it has no text to speak of."""
    height = prepared.letter_height
    if height == 0:
        return Layout(())
    components = prepared.components
    grouping = find_fragments(components, height, usable(components, height))
    size = speck_size(components, grouping.loose, height) if switches.specks else 0.0
    fragments = without_margin_dirt(grouping.fragments, components.labels.shape[1], height)
    if size:
        fragments = tuple(without_specks(fragment, components, size, height) for fragment in fragments)
    tables = find_tables(prepared.rules, height) if switches.tables else ()
    blocks = _blocks(fragments, tables, height, cut=switches.columns)
    lines = [line.fragment for block in blocks for line in block.lines]
    bullets = find_bullets(lines, components, grouping.loose, height)
    return Layout(tuple(_with_bullets(blocks, bullets, components, height)))


def _blocks(fragments: Sequence[Fragment], tables: Sequence[Table], height: float, *, cut: bool) -> list[LayoutBlock]:
    """Blocks in reading order; every table takes part in the ordering as if it were one large word."""
    stand_ins = {Fragment(table.box, table.box[1], table.box[3], (), 0): table for table in tables}
    free = [fragment for fragment in fragments if not any(inside(fragment, table.box) for table in tables)]
    found: list[LayoutBlock] = []
    for block in order([*free, *stand_ins], height, cut=cut):
        pending: list[LayoutLine] = []
        for line in block.lines:
            table = stand_ins.get(line)
            if table is None:
                pending.append(LayoutLine(line))
                continue
            found += [LayoutBlock(tuple(pending))] if pending else []
            found.append(_table_block(table, fragments))
            pending = []
        found += [LayoutBlock(tuple(pending))] if pending else []
    return found


def _table_block(table: Table, fragments: Sequence[Fragment]) -> LayoutBlock:
    within = [fragment for fragment in fragments if inside(fragment, table.box)]
    lost = [fragment for fragment in within if not any(inside(fragment, cell.box) for cell in table.cells)]
    lines = [LayoutLine(line) for line in lines_of(lost)]  # where the rules are broken: text is never left out
    for cell in table.cells:
        own = [fragment for fragment in within if inside(fragment, cell.box)]
        lines += [LayoutLine(line, cell=cell) for line in lines_of(own)]
    return LayoutBlock(tuple(lines), table)


def _with_bullets(
    blocks: Sequence[LayoutBlock], bullets: Mapping[int, Bullet], components: Components, height: float
) -> Iterator[LayoutBlock]:
    index = 0
    for block in blocks:
        lines = []
        for line in block.lines:
            fragment, bullet = split_leading(line.fragment, components, height)
            lines.append(replace(line, fragment=fragment, bullet=bullets.get(index) or bullet))
            index += 1
        yield replace(block, lines=tuple(lines))
