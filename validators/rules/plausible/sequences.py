"""Do the marks of points count on? A list whose second point stands behind its third was put together wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validators.problems import say
from validators.rules.agreeing.printed_text import CELLS_APART
from validators.rules.rule import PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Heading, ListBlock, Table

_TOLD = 120  # signs of a point that are told
_MARK = re.compile(r"\s{0,3}(?:Bước\s)?(?:(\d{1,3})\s?(?:[.)]|(?<=Bước\s\d):)(?!\d)|([a-zđư])\s?[.)])\s", re.IGNORECASE)
_LETTERS = "abcdđeghiklmnopqrstuưvxy"  # in which points are counted (ND 78/2025, Annex I)
_FEWEST = 3  # marks of one kind that are a count


def _out_of_order(subject: Subject) -> Iterator[Hit]:
    """One place a list. Points that begin to count anew are a list of their own."""
    yield from _headings_out_of_order(subject)
    yield from _rows_out_of_order(subject)
    for pointer, block in subject.blocks_of(ListBlock):
        if (at := _first_behind(block.items)) is not None:
            before = max(at - 1, 0)
            other = block.items[before if before != at else at + 1]
            yield hit(below(pointer, "items", at), text=block.items[at][:_TOLD], before=other[:_TOLD])


def _headings_out_of_order(subject: Subject) -> Iterator[Hit]:
    """Headings of one level that people typed: those that were read stand as their paper has them."""
    if subject.record is None or subject.record.word_count is not None:
        return
    headings = subject.blocks_of(Heading)
    for level in sorted({block.level for _, block in headings}):
        ours = [(pointer, block.text) for pointer, block in headings if block.level == level]
        ours = [one for one in ours if (counted := _counted(one[1])) and counted[0] == 0]
        if len(ours) >= _LEAST and (at := _first_behind([text for _, text in ours])) is not None:
            other = ours[at - 1 if at else 1][1]
            yield hit(below(ours[at][0], "text"), text=ours[at][1][:_TOLD], before=other[:_TOLD])


_LEAST = 2


def _rows_out_of_order(subject: Subject) -> Iterator[Hit]:
    """A row whose number does not count on, though the numbers before and after it do."""
    for pointer, table in subject.blocks_of(Table):
        first = [(at, _ROW.fullmatch(row[0].strip())) for at, row in enumerate(table.rows) if row]
        counted = [(at, int(found[1])) for at, found in first if found]
        if len(counted) >= _FEWEST and [one for _, one in counted[1:_FEWEST]] == [2, 3] and counted[0][1] != 1:
            at, here = counted[0]
            yield hit(below(pointer, "rows", at), text=CELLS_APART.join(table.rows[at])[:_TOLD], before="2")
        for (_, before), (at, here), (_, after) in zip(counted, counted[1:], counted[2:], strict=False):
            if after == before + _OVER and here != before + 1 and len(counted) >= _FEWEST:
                text = CELLS_APART.join(table.rows[at])
                yield hit(below(pointer, "rows", at), text=text[:_TOLD], before=str(before))


_ROW = re.compile(r"(\d{1,3})\s?[.)]?")
_OVER = 2  # of the number before a row to the one behind it


def _first_behind(items: Sequence[str]) -> int | None:
    counted = [_counted(item) for item in items]
    for of in (0, 1):
        if sum(one is not None and one[0] == of for one in counted) < _FEWEST - (len(items) < _FEWEST):
            continue
        last = 0
        for at, one in enumerate(counted):
            if one is None or one[0] != of:
                continue
            if 1 < one[1] <= last and at:
                # Where the rest counts on from the first, the one before is odd.
                counts_on = one[1] == at + 1 and counted[at + 1 : at + 2] == [(of, at + 2)]
                return at - 1 if counts_on else at
            if one[1] == 1 and last > 1 and at == len(items) - 1:
                return at
            last = one[1]
    return None


def _counted(item: str) -> tuple[int, int] | None:
    """Whether a point is marked by a number or a letter, and the how manieth it is."""
    found = _MARK.match(item)
    if found is None:
        return None
    if found[1]:
        return 0, int(found[1])
    place = _LETTERS.find(found[2].casefold())
    return (1, place + 1) if place >= 0 else None


RULES = (
    Rule("DUNG149", "marks-out-of-order", WARNING, WARNING,
         say("“{text}” stands behind “{before}”."), PBGDPL_LAW,
         say("Look at the page and put the points in their order."), _out_of_order),
)  # fmt: skip
