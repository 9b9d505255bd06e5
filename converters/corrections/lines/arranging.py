"""Arrangements put into pages: every word that stood there before stands there after, but for those typed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from converters.corrections.lines.arrangement import Arrangement, Change, LineMark
from converters.corrections.lines.regions import (
    block_of,
    block_with,
    box_of,
    found_again,
    line_from,
    lines_in,
    split_at,
    with_lines,
    with_own_lines,
)
from converters.corrections.lines.typed_tables import typed_table
from converters.corrections.typed import typed_in
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Page

_HEADING_LEVEL = 2  # of what a person calls a heading: below the title


def arranged(page: Page, one: Arrangement) -> Page | None:
    """The page with an arrangement; None when the lines it is about do not stand there any more.

    Args:
        page: As it stood when the person saw it, or as it was read anew.
        one: An arrangement of this page.
    """
    if one.places:
        return _with_region(page, one)
    lines = found_again(page, one.lines)
    return _BY_CHANGE[one.change](page, one, lines) if lines else None


def read_at(page: Page, one: Arrangement) -> str | None:
    """What stands where an arrangement is about, one line below the other; None when its lines are not there."""
    lines = split_at(page, one.places)[0] if one.places else found_again(page, one.lines)
    return "\n".join(line.text for line in lines) if lines or one.places else None


def is_told_by(box: Box | None, kind: str, one: Arrangement) -> bool:
    """Whether a doubt about ink without a word is answered: by the words, or because it is no print."""
    if kind != "ink" or box is None:
        return False
    return any(place.holds(box.centre_x, box.centre_y) for place in one.places)


def _joined(page: Page, one: Arrangement, lines: Sequence[Line]) -> Page | None:
    del one
    if len({_cell_or_flow(page, line) for line in lines}) > 1:
        return None
    whole = line_from([word for line in lines for word in line.words])
    return with_lines(page, {**{id(line): () for line in lines[1:]}, id(lines[0]): (whole,)})


def _cell_or_flow(page: Page, line: Line) -> int:
    """What a line may not be joined out of: its cell."""
    cells = (cell for block in page.blocks for cell in block.cells)
    return next((id(cell) for cell in cells if any(line is other for other in cell.lines)), 0)


def _split(page: Page, one: Arrangement, lines: Sequence[Line]) -> Page | None:
    if len(lines) == 2:  # it has been read as two lines by now
        return page
    if len(lines) > 2 or len(one.lines) != 2:
        return None
    first = _words_of_first(lines[0], *one.lines)
    if not 0 < first < len(lines[0].words):
        return None
    halves = (line_from(lines[0].words[:first]), line_from(lines[0].words[first:]))
    return with_lines(page, {id(lines[0]): halves})


def _words_of_first(line: Line, first: LineMark, second: LineMark) -> int:
    """How many words of a line stand in the first of its halves."""
    if first.box is None or second.box is None:
        return len(first.text.split())
    inside = [word.box is not None and first.box.holds(word.box.centre_x, word.box.centre_y) for word in line.words]
    return inside.index(False) if False in inside else len(inside)


def _moved(page: Page, one: Arrangement, lines: Sequence[Line]) -> Page | None:
    target = found_again(page, (one.to,)) if one.to is not None else []
    if one.to is not None and (not target or any(target[0] is line for line in lines)):
        return None
    if any(_is_cut(block, lines) for block in page.blocks):
        return None
    return _set_before(page, lines, _pieces(page, lines), target[0] if target else None)


def _is_cut(block: Block, lines: Sequence[Line]) -> bool:
    """Whether a table would be taken apart."""
    return bool(block.cells) and len(_chosen(block, lines)) not in (0, len(lines_in(block)))


def _pieces(page: Page, lines: Sequence[Line]) -> list[Block]:
    """What lines are taken out of: whole blocks, or those lines of them."""
    found = []
    for block in page.blocks:
        chosen = _chosen(block, lines)
        if chosen:
            found.append(block if len(chosen) == len(lines_in(block)) else block_of(block, chosen))
    return found


def _marked(page: Page, one: Arrangement, lines: Sequence[Line]) -> Page | None:
    kind = one.kind or BlockKind.PARAGRAPH
    level = _HEADING_LEVEL if kind is BlockKind.HEADING else 0
    box = Box.around_known(box_of(line) for line in lines)
    made = Block(kind, tuple(lines), box, level, by_person=True)
    return _set_before(page, lines, [made], lines[0])


def _tabled(page: Page, one: Arrangement, lines: Sequence[Line]) -> Page | None:
    return _set_before(page, lines, [typed_table(page, lines, one.cells)], lines[0])


def _set_before(page: Page, lines: Sequence[Line], made: Sequence[Block], target: Line | None) -> Page:
    """The page with blocks in the place of lines.

    Args:
        page: Where.
        lines: Which are taken out of their blocks.
        made: What is put in.
        target: The line before which it is put, which may be one of `lines`; None for the end of the page.
    """
    blocks: list[Block] = []
    for block in page.blocks:
        own = lines_in(block)
        at = next((place for place, line in enumerate(own) if line is target), None)
        if at is None:
            blocks += _left(block, own, lines)
        elif block.cells:
            blocks += [*made, *_left(block, own, lines)]
        else:
            blocks += [*_left(block, own[:at], lines), *made, *_left(block, own[at:], lines)]
    return replace(page, blocks=tuple(blocks if target is not None else [*blocks, *made]))


def _left(block: Block, own: Sequence[Line], lines: Sequence[Line]) -> list[Block]:
    """The block of some of its lines without those that are taken out; none where none is left."""
    taken = {id(line) for line in lines}
    if not any(id(line) in taken for line in own) and len(own) == len(lines_in(block)):
        return [block]
    if block.cells:
        return with_own_lines(block, {id(line): () for line in lines})
    rest = [line for line in own if id(line) not in taken]
    return [block_of(block, rest)] if rest else []


def _chosen(block: Block, lines: Sequence[Line]) -> list[Line]:
    wanted = {id(line) for line in lines}
    return [line for line in lines_in(block) if id(line) in wanted]


def _with_region(page: Page, one: Arrangement) -> Page | None:
    box = Box.around(one.places)
    lines, rest = split_at(page, one.places)
    if one.change is Change.ADDED:
        made = _with_line(rest, Line(typed_in(one.after.split(), box), box))
    else:
        region = Block(one.kind or BlockKind.PICTURE, tuple(lines), box, by_person=True)
        made = replace(rest, blocks=(*rest.blocks, region))
    return replace(made, flags=tuple(flag for flag in made.flags if not is_told_by(flag.box, flag.kind, one)))


def _with_line(page: Page, line: Line) -> Page:
    """The page with a line below the last one that stands above it, in the same column."""
    above = [one for block in page.flow for one in lines_in(block) if _is_above(one, line)]
    if not above:
        return replace(page, blocks=(Block(BlockKind.PARAGRAPH, (line,), line.box), *page.blocks))
    block = block_with(page, above[-1])
    if block is not None and not block.cells and above[-1] is not block.lines[-1]:
        return with_lines(page, {id(above[-1]): (above[-1], line)})
    made = Block(BlockKind.PARAGRAPH, (line,), line.box)
    return replace(page, blocks=tuple(new for one in page.blocks for new in ((one, made) if one is block else (one,))))


def _is_above(one: Line, line: Line) -> bool:
    box, place = box_of(one), line.box
    if box is None or place is None:
        return False
    return box.centre_y <= place.centre_y and box.gap_across(place) < 0


_BY_CHANGE: Mapping[Change, Callable[[Page, Arrangement, Sequence[Line]], Page | None]] = MappingProxyType({
    Change.JOINED: _joined,
    Change.SPLIT: _split,
    Change.MOVED: _moved,
    Change.MARKED: _marked,
    Change.TABLE: _tabled,
})  # fmt: skip
