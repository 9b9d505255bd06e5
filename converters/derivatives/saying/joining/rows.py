"""What the rows of a table say, each with the provision of its own column, of its own words or of what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.joining.belonging import FINE_ROW, why_no_source
from converters.derivatives.saying.joining.held import condition_of
from converters.derivatives.saying.joining.prose import Prose
from converters.derivatives.saying.passages import (
    Candidate,
    Found,
    Place,
    Spot,
    Tie,
    headed_by,
    is_lead,
    led_in,
    texts_of,
)
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, Scope, names_a_place, provision_of
from converters.derivatives.saying.words import FINE
from converters.derivatives.wording.columns import Columns, header_rows
from converters.derivatives.wording.conditions import Condition, Reach, is_condition
from converters.derivatives.wording.excerpts import tidy
from converters.derivatives.wording.lines import MARKER, as_heading
from converters.derivatives.wording.numbers_spoken_of import SpokenOf
from converters.derivatives.wording.sides import names_a_side
from validators.sharing.pointer import below
from validators.sharing.record import Block, Paragraph, Table

_WITH_ONE_BELOW = 2  # rows
_TO_BE_PAID = re.compile(r"\bđồng\b|\bvnđ\b", re.IGNORECASE)


def entered(sources: ProvisionFinder, text: str, scope: Scope) -> Scope:
    """The scope of a section whose heading says `text`, or of a table whose head does."""
    act, named = sources.lead(text), sources.acts_in(text)
    if act is not None and len(named) == 1:
        return Scope(act, named)
    return replace(scope, named=named | (sources.key_of(scope.act) if scope.act else frozenset()))


def under_an_act(sources: ProvisionFinder, above: Sequence[Block], place: Place) -> Place:
    """A table below a line that is nothing but its act in brackets: "(Thông tư số 75/2022/TT-BTC)"."""
    line = "".join(text for block in above if isinstance(block, Paragraph) for text in texts_of(block))
    act = sources.lead(line) if line.startswith("(") and is_lead(tidy(line).strip("()")) else None
    return replace(place, scope=Scope(act, sources.acts_in(line))) if act else place


@dataclass(frozen=True, slots=True)
class Rows:
    """Tells the rows of tables of one record.

    Attributes:
        sources: Finds their provisions.
        spots: Where passages walked by are noted, for structured blocks that repeat them.
        spoken: The numbers of rows that are spoken of.
    """

    sources: ProvisionFinder
    spots: list[Spot]
    spoken: SpokenOf

    def told(self, block: Table, place: Place) -> Iterator[Found]:
        """Rows of a table with a head: "behaviour: sanction", with the provision of a column of its own."""
        columns = Columns.of(block)
        if columns is None:
            texts = (" | ".join(row) for row in block.rows)
            yield from (
                LeftOut(below(place.pointer, "rows", number), Reason.UNCLEAR, text) for number, text in enumerate(texts)
            )
            yield from (LeftOut(at, Reason.LEANS, said) for said, at in place.after)
            return
        yield from (Condition(at, said, place.section, reach=Reach.SECTION, above=True) for said, at in place.after)
        over = f"{block.caption or ''} {' '.join(block.rows[0])}".strip()
        scope = entered(self.sources, over, place.scope) if self.sources.acts_in(over) else place.scope
        head = header_rows(block)
        if all(names_a_side(columns.labels[at]) for at in columns.telling):
            yield from self._sides(columns, block, replace(place, scope=scope, after=()))
            return
        first, under = head, replace(place, scope=scope, after=())  # the rows below the last one that stands over them
        for number in range(head, len(block.rows)):
            row, here = block.rows[number], replace(under, pointer=below(place.pointer, "rows", number))
            if over := self._stands_over(columns, block.rows[number : number + 2]):
                shown = headed_by(as_heading(MARKER.sub("", over)), place.heading)
                first, under = number + 1, replace(under, heading=shown, pointer=here.pointer)
                continue
            yield from self._row(columns, columns.filled(row, block.rows[first:number]), block.rows[first:number], here)

    def _sides(self, columns: Columns, block: Table, place: Place) -> Iterator[Found]:
        """What is to be done and what is not, side by side: each cell is of its own column alone."""
        for number in range(header_rows(block), len(block.rows)):
            for at in columns.telling:
                here = replace(place, pointer=below(place.pointer, "rows", number))
                over = headed_by(columns.labels[at], place.heading)
                yield from Prose(self.sources).said(block.rows[number][at], replace(here, heading=over))

    def _act_above(self, scope: Scope, said: str) -> Provision | None:
        """The act that a line above a table says it is of, for sums to be paid: "(Thông tư số …)" over its fees."""
        if scope.act is None or scope.named != self.sources.key_of(scope.act) or not _TO_BE_PAID.search(said):
            return None
        return provision_of(scope.act, "")

    def _stands_over(self, columns: Columns, rows: Sequence[Sequence[str]]) -> str:
        """What a row says of those below it, where it is no statement and one of them follows."""
        over = columns.over(rows[0])
        if not over or len(rows) < _WITH_ONE_BELOW or columns.over(rows[1]) or is_condition(over):
            return ""
        return "" if names_a_place(over) or self.sources.acts_in(over) or over.endswith((".", ";")) else over

    def _row(
        self, columns: Columns, row: Sequence[str], above: Sequence[Sequence[str]], place: Place
    ) -> Iterator[Found]:
        whole = tidy(" ".join(row))
        self.spots.append(Spot(whole, place))
        if is_condition(whole):
            yield condition_of(self.sources, whole, place)
            return
        text, heading = columns.said(row, above)
        cell = columns.source_in(row)
        source = self.sources.within(cell if cell is not None else whole, place.scope, whole)
        tie: Tie = "own" if source else "inherited"
        if source is None and cell is None and not names_a_place(whole):
            source = place.source or self._act_above(place.scope, f"{heading or ''} {text or ''}")
        if source is None:
            reason = Reason.UNCLEAR if text is None else why_no_source(cell if cell is not None else whole)
            yield LeftOut(place.pointer, reason, whole)
        elif text is None:
            told = Candidate(place.kind, whole, source, tie, place.pointer, place.heading, None, place.section)
            yield replace(told, only_reworded=Reason.UNCLEAR)
        else:
            heading = headed_by(heading, place.heading) if place.heading != heading else heading
            if FINE_ROW.search(place.lead) and not columns.tells_what_was_done:
                text, led = led_in(text, replace(place, heading=heading))
                heading = led.heading
            heading = heading or (FINE if columns.fines_parties else None)
            text = self.spoken.row(text, f"{columns.number_in(row)}. ")
            kind = "sanction" if FINE_ROW.search(f"{heading} {text}") else place.kind
            yield Candidate(kind, text, source, tie, place.pointer, heading, None, place.section)
