"""A record's text as passages in order: what stands together on paper, under which headings, in which Điều and khoản.

A passage is never more than one unit of an act (an article's head, a clause with its points, a point) or one block of
another text; a heading is one where nothing stands below it. What the paper bears besides its text, and the items made
from the text, are no passages: the first is not meant for readers, the second would say everything twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
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
_NUMBER = re.compile(
    r"""(?:phần|chương|mục|phụ\s+lục|chuyên\s+đề|bài|câu|tình\s+huống)\s+\w{1,5}\b  # "Phần II", "Câu 3"
    |(?:[ivxlc]{1,6}|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s?(?=[.):/])                     # "II.", "2.1.", "a)"
    """,
    re.IGNORECASE | re.VERBOSE,
)


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
    found = _with_own_keys(_walked(record.content, "/content", _Place()))
    return [one for one in found if one.kind != "heading" or one.text.casefold() != record.title.casefold()]


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
    levels: list[tuple[int, str, str]] = []
    seen: Counter[tuple[str, ...]] = Counter()
    inside, bare = place, None
    for index, block in enumerate(content):
        if isinstance(block, Heading):
            if bare is not None and block.level <= levels[-1][0]:
                yield bare
            levels = [one for one in levels if one[0] < block.level]
            mark = _mark(block.text, (*(mark for _, _, mark in levels),), seen)
            bare = _heading_alone(block, below(pointer, index), place, levels, mark)
            levels.append((block.level, block.text, mark))
            inside = _under(place, levels)
            continue
        for passage in _of_block(block, below(pointer, index), inside):
            bare = None
            yield passage
    if bare is not None:
        yield bare


def _under(place: _Place, levels: Sequence[tuple[int, str, str]]) -> _Place:
    headings, marks = [text for _, text, _ in levels], [mark for _, _, mark in levels]
    return place._replace(headings=(*place.headings, *headings), key=(*place.key, *marks))


def _heading_alone(
    block: Heading, pointer: str, place: _Place, above: Sequence[tuple[int, str, str]], mark: str
) -> Passage:
    """What a heading is given as where nothing stands below it; else it stands in the path of what does."""
    inside = _under(place, above)
    key = (*inside.key, mark, block.type)
    return Passage(pointer, block.type, (block.text,), inside.headings, place.locator, key, place.above, place.aside)


def _mark(text: str, above: tuple[str, ...], seen: Counter[tuple[str, ...]]) -> str:
    """What tells a heading from those beside it whatever its words are: its number, or which one without it is."""
    number = _NUMBER.match(text)
    mark = "" if number is None else " ".join(number[0].casefold().split())
    seen[*above, mark] += 1
    return f"{mark} #{seen[*above, mark]}"


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
        found = chain(
            _text_of_part(block, pointer, inside), _walked(block.children, below(pointer, "children"), inside)
        )
        alone = Passage(pointer, block.type, (head,), place.headings, place.locator, key, place.above, place.aside)
        yield next(found, alone)
        yield from found
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
        return tuple(filter(None, (block.caption, *map(_row, block.rows))))
    if isinstance(block, Figure):
        return tuple(filter(None, (block.caption,)))
    if isinstance(block, Question):
        return (beside(block.marker, block.text), *_answer(block.answer_marker, block.answer))
    if isinstance(block, Situation):
        return (beside(block.marker, block.text), *_answer(block.solution_marker, block.solution))
    return ()


def _row(cells: Sequence[str]) -> str:
    """A row of a table on one line, whatever lines its cells had; nothing where none of them holds a word."""
    return CELL.join(cell.replace("\n", " ") for cell in cells) if any(cells) else ""


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
