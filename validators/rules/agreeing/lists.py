"""Where items were read from the points of one list, is none of the points left out?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.problems import say
from validators.rules.agreeing.printed_text import CELLS_APART, letters_of, printed_text
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Division, ListBlock, RightOrDuty, Sanction, Table

_TOLD = 120  # signs of what is named that are told
_FEWEST = 2  # points that are items: fewer may be of their own accord
_SHORTEST = 8  # letters of a point that says something
_MARKER = re.compile(r"\s{0,3}(?:[-–+•*▪]|[a-zđ]\d?\)|\d{1,2}\s?[.)])\s{1,3}", re.IGNORECASE)
# A point that says itself what it grants, forbids or orders was read for its own words, not for those above the list.
_SAYS_ITSELF = re.compile(
    r"(?<!\w)(?:phải|được|có\squyền|nghĩa\svụ|trách\snhiệm|cấm|phạt|buộc|có\sthể)(?!\w)", re.IGNORECASE
)


def _point_left_out(subject: Subject) -> Iterator[Hit]:
    items = {letters_of(block.text) for _, block in subject.blocks_of(RightOrDuty)}
    items |= {letters_of(block.behaviour) for _, block in subject.blocks_of(Sanction)}
    if len(items) < _FEWEST or printed_text(subject) is None:
        return
    for points in _lists(subject):
        held = [(pointer, text, letters_of(text)) for pointer, text in points]
        taken = [one for one in held if one[2] in items]
        if sum(_SAYS_ITSELF.search(text) is None for _, text, _ in taken) < _FEWEST:
            continue
        lost = [one for one in held if one[2] not in items and len(one[2]) >= _SHORTEST]
        for pointer, text, letters in lost if len(lost) * 2 <= len(taken) else ():
            if not _SAYS_ITSELF.search(text) and not any(letters in item or item in letters for item in items):
                yield hit(pointer, text=text[:_TOLD])


def _lists(subject: Subject) -> Iterator[list[tuple[str, str]]]:
    """The points of each list, without their markers."""
    for pointer, block in subject.blocks_of(ListBlock):
        yield [(below(pointer, "items", at), _MARKER.sub("", item, count=1)) for at, item in enumerate(block.items)]
    for pointer, part in subject.blocks_of(Division):
        under = [(at, child) for at, child in enumerate(part.children) if isinstance(child, Division)]
        if len(under) > _FEWEST:
            yield [(below(pointer, "children", at, "text"), child.text or "") for at, child in under]


def _heads_among_rows(subject: Subject) -> Iterator[Hit]:
    """Heads of a table with figures such as its rows have, where one row alone has none: they changed places."""
    for pointer, table in subject.blocks_of(Table):
        head, rows = table.rows[: table.header_rows], table.rows[table.header_rows :]
        if len(head) != 1 or len(rows) < _FEWEST_ROWS:
            continue
        width = range(min(map(len, (*head, *rows))))
        figures = [column for column in width if _FIGURE.search(head[0][column])]
        odd = {
            tuple(at for at, row in enumerate(rows) if not _FIGURE.search(row[column])) for column in figures
        }  # fmt: skip
        if len(odd) == 1 and len(places := odd.pop()) == 1 and all(rows[places[0]]):
            yield hit(below(pointer, "rows", 0), text=CELLS_APART.join(head[0])[:_TOLD])


_FEWEST_ROWS = 2
_FIGURE = re.compile(r"\d")


RULES = (
    Rule("DUNG177", "point-left-out", ERROR, WARNING,
         say("Other points of this list are items, and “{text}” is none."), PBGDPL_LAW,
         say("Look at the page and add the item."),
         _point_left_out),
    Rule("DUNG179", "row-as-head", ERROR, WARNING,
         say("“{text}” heads the table, and looks like one of its rows."), PBGDPL_LAW,
         say("Look at the page and put the heads where they belong."), _heads_among_rows),
)  # fmt: skip
