"""A record's text as passages in order: what stands together on paper, under which headings, in which Điều and khoản.

A passage is never more than one unit of an act (an article's head, a clause with its points, a point) or one block of
another text. What the paper bears besides its text, and the items made from the text, are no passages: the first is not
meant for readers, the second would say everything twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from validators.sharing.content import beside, opening
from validators.sharing.pointer import below
from validators.sharing.record import (
    Aside,
    Block,
    Division,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Question,
    Record,
    Situation,
    Table,
)

CELL = " | "
_UNITS = {"article", "clause", "point"}


class Passage(NamedTuple):
    """Some lines of a record.

    Attributes:
        pointer: Of its block.
        kind: Of its block: "article", "clause", "paragraph", "question", …
        lines: Its text, a line a paragraph, each as the record holds it.
        headings: What it stands under, outermost first.
        locator: Its place in an act: "article", "clause", "point".
        key: What tells it from all others of its record, whatever its words are.
        above: The key of the unit it belongs to; None at the top.
        aside: Notes of a speaker, a hidden page; None for the text itself.
    """

    pointer: str
    kind: str
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    locator: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    above: tuple[str, ...] | None = None
    aside: str | None = None

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(self.lines)

    @property
    def size(self) -> int:
        """Characters of its text, with the end of the last line."""
        return sum(map(len, self.lines)) + len(self.lines)


class _Place(NamedTuple):
    """Where the walk is."""

    headings: tuple[str, ...] = ()
    locator: tuple[tuple[str, str], ...] = ()
    key: tuple[str, ...] = ()
    above: tuple[str, ...] | None = None
    aside: str | None = None


def passages_of(record: Record) -> list[Passage]:
    """The passages of a record, in the order of its text."""
    return list(_with_own_keys(_walked(record.content, "/content", _Place())))


def _with_own_keys(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Passages of one key (two paragraphs under a heading) are counted."""
    seen: dict[tuple[str, ...], int] = {}
    for passage in passages:
        count = seen[passage.key] = seen.get(passage.key, 0) + 1
        yield passage if count == 1 else _counted(passage, count)


def _counted(passage: Passage, count: int) -> Passage:
    # Most paragraphs are counted, and `_replace` takes three times as long.
    pointer, kind, lines, headings, locator, key, above, aside = passage
    return Passage(pointer, kind, lines, headings, locator, (*key, str(count)), above, aside)


def _walked(content: Sequence[Block], pointer: str, place: _Place) -> Iterator[Passage]:
    levels: list[tuple[int, str]] = []
    inside = place
    for index, block in enumerate(content):
        if isinstance(block, Heading):
            levels = [*(one for one in levels if one[0] < block.level), (block.level, block.text)]
            headings = tuple(text for _, text in levels)
            inside = place._replace(headings=place.headings + headings, key=place.key + headings)
        else:
            yield from _of_block(block, below(pointer, index), inside)


def _of_block(block: Block, pointer: str, place: _Place) -> Iterator[Passage]:
    if isinstance(block, Division):
        yield from _of_division(block, pointer, place)
    elif isinstance(block, Aside):
        yield from _walked(block.content, below(pointer, "content"), place._replace(aside=block.of))
    elif lines := _lines(block):  # none of what is the paper's
        kind = block.type
        yield Passage(
            pointer, kind, lines, place.headings, place.locator, (*place.key, kind), place.above, place.aside
        )  # fmt: skip


def _of_division(block: Division, pointer: str, place: _Place) -> Iterator[Passage]:
    head = beside(opening(block), block.title)
    key = (*place.key, f"{block.type} {block.label}")
    if block.type not in _UNITS:
        inside = place._replace(headings=(*place.headings, head), key=key)
        yield from _text_of_part(block, pointer, inside)
        yield from _walked(block.children, below(pointer, "children"), inside)
        return
    locator = (*place.locator, (block.type, block.label))
    lines = _division_lines(block)
    yield Passage(pointer, block.type, lines, place.headings, locator, key, place.above, place.aside)
    headings = (*place.headings, head) if block.type == "article" else place.headings
    inside = place._replace(headings=headings, locator=locator, key=key, above=key)
    yield from _walked(block.children, below(pointer, "children"), inside)


def _text_of_part(block: Division, pointer: str, place: _Place) -> Iterator[Passage]:
    """A chapter's own words, which stand before its articles."""
    if block.text:
        key = (*place.key, "paragraph")
        yield Passage(
            below(pointer, "text"), "paragraph", (block.text,), place.headings, place.locator, key, place.above
        )


def _division_lines(block: Division) -> tuple[str, ...]:
    """A unit's marker and title, and its text; a unit without title has both on one line."""
    if block.title:
        return tuple(filter(None, (beside(opening(block), block.title), block.text)))
    return (beside(opening(block), block.text),)


def _lines(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, ListBlock):
        return tuple(block.items)
    if isinstance(block, Table):
        return tuple(filter(None, (block.caption, *(CELL.join(row) for row in block.rows))))
    if isinstance(block, Figure):
        return tuple(filter(None, (block.caption,)))
    if isinstance(block, Question):
        return (beside(block.marker, block.text), *_answer(block.answer_marker, block.answer))
    if isinstance(block, Situation):
        return (beside(block.marker, block.text), *_answer(block.solution_marker, block.solution))
    return ()


def lines_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The text of blocks and of what stands in them, a line a paragraph, each as the record holds it."""
    return tuple(line for block in blocks for line in _inner_lines(block))


def _answer(marker: str | None, blocks: Sequence[Block]) -> tuple[str, ...]:
    lines = lines_of(blocks)
    return (beside(marker, lines[0], stop=":"), *lines[1:]) if marker and lines else lines


def _inner_lines(block: Block) -> tuple[str, ...]:
    if isinstance(block, Division):
        return (*_division_lines(block), *(line for child in block.children for line in _inner_lines(child)))
    return (block.text,) if isinstance(block, Heading) else _lines(block)
