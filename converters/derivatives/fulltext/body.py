"""The content of a record as elements of a page, in order and whole, cut into chapters where its headings are.

Left out is only what the paper bears besides (letterhead, stamps, running heads), what stands in a speaker's notes, and
typed items (a fine, a time limit) whose words the running text has already: each is named in the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from converters.derivatives.fulltext.notes import Notes
from converters.derivatives.fulltext.tree import Node, node
from converters.derivatives.saying.account import Account, LeftOut, Reason, passages
from converters.derivatives.saying.words import LABELS, PICTURE
from converters.derivatives.wording.emphasis import dotted
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.content import beside, blocks, is_paper, opening
from validators.sharing.record import (
    Aside,
    Block,
    Deadline,
    Division,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Procedure,
    Question,
    Record,
    RightOrDuty,
    Sanction,
    Situation,
    Table,
)

_HEADED = frozenset({"part", "chapter", "section", "article"})
_DEEPEST = 6  # HTML knows no deeper heading
_LONGEST_HEADING = 300  # letters; a longer question is a story, of which only what opens it is a heading
_TYPED = (Sanction, RightOrDuty, Deadline, Procedure)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: `depth` 1 for the outermost, its text, and the id it is found by."""

    depth: int
    text: str
    id: str


@dataclass
class Chapter:
    """A stretch of text under an outermost heading.

    Attributes:
        nodes: Its elements in order.
        entries: Its headings.
        notes: Places in the legal basis it links to.
    """

    nodes: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def chapters(record: Record, notes: Notes, *, first_level: int, scrolls: bool = False) -> list[Chapter]:
    """The content of a record, a chapter for every outermost heading.

    Args:
        record: The material.
        notes: Link its citations.
        first_level: Of the outermost headings: 1 where nothing stands above them on the page.
        scrolls: Put wide tables into frames that scroll by themselves.
    """
    setting = _Setting(notes, first_level, scrolls)
    title = tidy(record.title).casefold()
    repeated = repeated_items(record)
    made = [Chapter()]
    for number, block in enumerate(record.content):
        if f"/content/{number}" in repeated or _is_title(block, title):
            continue
        before = len(setting.entries)
        nodes = list(setting.block(block))
        new = setting.entries[before:]
        if new and new[0].depth == 1 and made[-1].nodes:
            made.append(Chapter())
        made[-1].nodes += nodes
        made[-1].entries += new
        made[-1].notes = sorted({*made[-1].notes, *notes.taken()})
    return [chapter for chapter in made if chapter.nodes]


def account_of(record: Record) -> Account:
    """What of a record's passages its whole text shows, and what not."""
    repeated = repeated_items(record)
    shown, left_out = [], []
    kinds = dict(blocks(record.content))
    for pointer, text in passages(record):
        above = [kinds[one] for one in _up(pointer) if one in kinds]
        if any(is_paper(block) for block in above):
            left_out.append(LeftOut(pointer, Reason.NO_STATEMENT, text))
        elif any(isinstance(block, Aside) for block in above):
            left_out.append(LeftOut(pointer, Reason.ASIDE, text))
        elif pointer in repeated:
            left_out.append(LeftOut(pointer, Reason.REPEATS, text))
        else:
            shown.append(pointer)
    return Account(tuple(shown), tuple(left_out))


def repeated_items(record: Record) -> frozenset[str]:
    """Pointers of typed items whose words and sums stand in the running text."""
    running = _letters(" ".join(text for pointer, text in passages(record) if not _is_typed(record, pointer)))
    return frozenset(
        pointer
        for pointer, block in _outermost(record)
        if isinstance(block, _TYPED) and all(_letters(part) in running for part in _said(block))
    )


def _outermost(record: Record) -> Iterator[tuple[str, Block]]:
    return ((f"/content/{number}", block) for number, block in enumerate(record.content))


def _is_typed(record: Record, pointer: str) -> bool:
    return isinstance(record.content[int(pointer.split("/")[2])], _TYPED)


def _said(block: Sanction | RightOrDuty | Deadline | Procedure) -> Iterator[str]:
    """The words and sums a typed item holds."""
    match block:
        case Sanction():
            sums = (dotted(amount) for amount in (block.amount_min, block.amount_max) if amount is not None)
            yield from (part for part in (block.behaviour, block.subject, block.other, *sums) if part)
        case Procedure():
            yield from (block.title, *block.steps)
        case _:
            yield block.text


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _up(pointer: str) -> Iterator[str]:
    steps = pointer.split("/")
    return ("/".join(steps[:count]) for count in range(3, len(steps) + 1))


def _is_title(block: Block, title: str) -> bool:
    return isinstance(block, Heading) and tidy(block.text).casefold() == title


@dataclass
class _Setting:
    """Sets blocks; headings never skip a level, whatever the source did."""

    notes: Notes
    first_level: int
    scrolls: bool
    entries: list[Entry] = field(default_factory=list)
    above: list[float] = field(default_factory=list)

    def block(self, block: Block) -> Iterator[Node]:
        match block:
            case Heading():
                yield self._heading(block.text, block.level)
            case Paragraph():
                yield self._paragraph(beside(block.under, block.text, ":"))
            case ListBlock():
                yield node("ul", *(node("li", *self.notes.woven(item)) for item in block.items), class_="in-dau")
            case Table():
                yield self._table(block)
            case Figure():
                caption = node("figcaption", block.caption) if block.caption else None
                yield node("figure", node("p", block.alt or PICTURE), caption)
            case Division():
                yield from self._division(block)
            case Question():
                yield from self._asked(block.marker, block.text, block.answer_marker, block.answer)
            case Situation():
                yield from self._asked(block.marker, block.text, block.solution_marker, block.solution)
            case Sanction() | RightOrDuty() | Deadline() | Procedure():
                yield self._item(block)
            case _:
                return

    def _heading(self, text: str, level: float) -> ET.Element:
        while self.above and self.above[-1] >= level:
            self.above.pop()
        self.above.append(level)
        depth = len(self.above)
        entry = Entry(depth, tidy(text), f"muc-{len(self.entries) + 1}")
        self.entries.append(entry)
        return node(f"h{min(depth + self.first_level - 1, _DEEPEST)}", *self.notes.woven(text), id=entry.id)

    def _below(self) -> float:
        """The level of a heading that stands under the last one that holds others."""
        return next((level for level in reversed(self.above) if level == int(level)), 0) + 0.5

    def _paragraph(self, text: str) -> ET.Element:
        return node("p", *self.notes.woven(text))

    def _paragraphs(self, text: str) -> list[Node]:
        return [self._paragraph(line) for line in text.split("\n") if line.strip()]

    def _table(self, table: Table) -> ET.Element:
        rows = [self._row(row, head=number < table.header_rows) for number, row in enumerate(table.rows)]
        head, body = rows[: table.header_rows], rows[table.header_rows :]
        made = node(
            "table",
            node("caption", table.caption) if table.caption else None,
            node("thead", *head) if head else None,
            node("tbody", *body) if body else None,
        )
        if not self.scrolls:
            return made
        name = table.caption or " · ".join(cell for cell in (table.rows[0] if table.rows else []) if cell) or PICTURE
        return node("div", made, class_="cuon", tabindex="0", role="region", aria_label=name)

    def _row(self, row: Sequence[str], *, head: bool) -> ET.Element:
        cells = [
            node("th", *self.notes.woven(cell), scope="col") if head and cell.strip() else
            node("td", *self.notes.woven(cell))
            for cell in row
        ]  # fmt: skip
        return node("tr", *cells)

    def _division(self, division: Division) -> Iterator[Node]:
        stop = "." if division.type in _HEADED else ""
        name = beside(opening(division), division.title, stop)
        if division.type in _HEADED:
            ranks = {"part": 1.2, "chapter": 1.4, "section": 1.6, "article": 1.8}
            over = next((level for level in reversed(self.above) if level == int(level)), 0)
            yield self._heading(name, over + ranks[division.type] - 1)
            yield from self._paragraphs(division.text or "")
            for child in division.children:
                yield from self.block(child)
            return
        first = node("p", node("strong", name), " ", *self.notes.woven(division.text or ""))
        inside = [one for child in division.children for one in self.block(child)]
        yield node("div", first, *inside, class_="khoan" if division.type == "clause" else "diem")

    def _asked(
        self, marker: str | None, text: str, answer_marker: str | None, answer: Sequence[Block]
    ) -> Iterator[Node]:
        """A question or case with what opens it and its answer in print, where that is known."""
        whole = beside(marker, text)
        first, _, rest = whole.partition("\n")
        if len(first) > _LONGEST_HEADING and marker:
            first, rest = marker, text
        if len(first) <= _LONGEST_HEADING:
            yield self._heading(first, self._below())
            yield from self._paragraphs(rest)
        else:
            yield from self._paragraphs(whole)
        inside = [one for block in answer for one in self.block(block)]
        opened = node("p", node("strong", answer_marker)) if answer_marker else None
        yield node("div", opened, *inside, class_="tra-loi")

    def _item(self, block: Sanction | RightOrDuty | Deadline | Procedure) -> ET.Element:
        label = node("strong", f"{LABELS[block.type]}: ")
        if isinstance(block, Sanction):
            said = [part for part in (_amounts(block), block.subject, block.other) if part]
            return node("p", label, *self.notes.woven("; ".join([block.behaviour, *said])), class_="muc")
        if isinstance(block, Procedure):
            steps = node("ol", *(node("li", *self.notes.woven(step)) for step in block.steps)) if block.steps else None
            return node("div", node("p", label, block.title), steps, class_="muc")
        return node("p", label, *self.notes.woven(block.text), class_="muc")


def _amounts(sanction: Sanction) -> str | None:
    sums = [dotted(amount) for amount in (sanction.amount_min, sanction.amount_max) if amount is not None]
    return f"{' – '.join(dict.fromkeys(sums))} đồng" if sums else None
