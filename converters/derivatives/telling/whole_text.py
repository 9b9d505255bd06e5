"""A whole material for the ear, as it is printed: a section a heading, question, case or article.

What is no text (letterhead, closing, running heads, stamps) is not read; notes that nobody sees are not either. A fine
or a time limit that stands in the record beside the text is said where no passage says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from converters.derivatives.saying.account import Account, LeftOut, Reason, settled
from converters.derivatives.saying.key_points import KeyPoint, whole_choice
from converters.derivatives.telling.points import Manner, chapter_title, closing, ended, opening, said_of
from converters.derivatives.telling.section import Section, Told
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import (
    Aside,
    Block,
    Division,
    Heading,
    ListBlock,
    Paragraph,
    Question,
    Record,
    Situation,
    Table,
)

_OPENS = (Heading, Question, Situation)
_ARTICLES = frozenset({"part", "chapter", "section", "article"})


@dataclass(frozen=True, slots=True)
class WholeText:
    """Its sections, and what of the material they say."""

    sections: tuple[Section, ...]
    account: Account


def told_whole(record: Record, manner: Manner) -> WholeText:
    """All of a material's text.

    Args:
        record: The material.
        manner: What must be said beside it.
    """
    usable, choice = whole_choice(record)
    points = {point.pointer: point for point in usable}
    opened = [_Opened("")]
    for told in _walked(record.content, lambda index: json_pointer("content", index), points):
        if isinstance(told, _Opened):
            opened.append(told)
        else:
            opened[-1].passages.append(told)
    sections = [Section(chapter_title(one.title), tuple(one.passages)) for one in opened if one.passages]
    if sections and _says_only(sections[0], record.title):
        repeated = sections.pop(0)  # the opening said it
        shown = [repeated.passages[0].pointer]
    else:
        shown = []
    shown += [told.pointer for section in sections for told in section.passages]
    apart = [one for one in choice.account.left_out if one.reason is Reason.REPEATS and one.pointer not in shown]
    first = opening(record, manner)
    titled = [Section(one.title or first.title, one.passages) for one in sections]
    account = settled(record, shown, [*apart, *_notes(record)])
    return WholeText((first, *titled, closing(record, manner)), account)


def _says_only(section: Section, title: str) -> bool:
    return section.printed.casefold().strip(" .") == tidy(title).casefold().strip(" .")


class _Opened:
    """A section that is being filled."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.passages: list[Told] = []


def _walked(
    blocks: Sequence[Block], pointer_of: Callable[[int], str], points: Mapping[str, KeyPoint]
) -> Iterator[_Opened | Told]:
    for index, block in enumerate(blocks):
        pointer = pointer_of(index)
        if isinstance(block, _OPENS) or (isinstance(block, Division) and block.type in _ARTICLES):
            yield _Opened(_title_of(block))
        if isinstance(block, Question | Situation | Division):
            yield from _with_parts(block, pointer, points)
        else:
            yield from (Told(ended(tidy(text)), place) for text, place in _said(block, pointer, points) if text.strip())


def _with_parts(
    block: Question | Situation | Division, pointer: str, points: Mapping[str, KeyPoint]
) -> Iterator[_Opened | Told]:
    """A block that holds others: its own words, then theirs."""
    own: tuple[str | None, ...]
    match block:
        case Question():
            own, member, parts, opener = (block.marker, block.text), "answer", block.answer, block.answer_marker
        case Situation():
            own, member, parts, opener = (block.marker, block.text), "solution", block.solution, block.solution_marker
        case Division():
            title = block.title and ended(block.title) if block.text else block.title
            own, member, parts, opener = (block.marker, title, block.text), "children", block.children, None
    if said := " ".join(tidy(text) for text in own if text):
        yield Told(ended(said), pointer)
    if opener:
        yield Told(ended(tidy(opener)), pointer)
    yield from _walked(parts, lambda index: below(pointer, member, index), points)


def _said(block: Block, pointer: str, points: Mapping[str, KeyPoint]) -> Iterator[tuple[str, str]]:
    match block:
        case Heading() | Paragraph():
            yield block.text, pointer
        case ListBlock():
            yield from ((item, below(pointer, "items", number)) for number, item in enumerate(block.items))
        case Table():
            yield from _rows(block, pointer)
        case _ if pointer in points and block.type in _STRUCTURED:
            yield said_of(points[pointer]), pointer


_STRUCTURED = frozenset({"sanction", "right", "duty", "deadline", "procedure"})


def _rows(table: Table, pointer: str) -> Iterator[tuple[str, str]]:
    """A row is said cell by cell, each after the head of its column."""
    if table.caption:
        yield table.caption, pointer
    heads = table.rows[table.header_rows - 1] if table.header_rows else []
    for number, row in enumerate(table.rows):
        if number < table.header_rows:
            continue
        named = ((heads[place].strip() if place < len(heads) else "", cell.strip()) for place, cell in enumerate(row))
        said = [f"{head}: {cell}" if head else cell for head, cell in named if cell]
        yield "; ".join(part.rstrip(" .;") for part in said), below(pointer, "rows", number)


def _title_of(block: Block) -> str:
    match block:
        case Question() | Situation():
            return tidy(" ".join(part for part in (block.marker, block.text) if part))
        case Division():
            return tidy(" ".join(part for part in (block.marker, block.title) if part)) or block.label
        case Heading():
            return tidy(block.text)
        case _:
            return ""


def _notes(record: Record) -> Iterator[LeftOut]:
    for index, block in enumerate(record.content):
        if isinstance(block, Aside):
            said = " ".join(getattr(one, "text", "") for one in block.content)
            yield LeftOut(json_pointer("content", index), Reason.ASIDE, said)
