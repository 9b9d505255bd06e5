"""Passages of a record that could become a key point, each tied to the provision it rests on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.saying.account import LeftOut, Reason, passages
from converters.derivatives.saying.joining.belonging import (
    FINE_ROW,
    OF_THE_LAST,
    OPENS_FINE,
    belongs_below,
    ends_the_passage,
    further_limits,
    source_of,
    statement,
    why_no_source,
    with_exceptions,
)
from converters.derivatives.saying.joining.held import condition_of
from converters.derivatives.saying.joining.procedures import are_steps, in_steps
from converters.derivatives.saying.own_articles import (
    OwnArticles,
    is_answered,
    is_ruling,
    opens_part_of_ruling,
    own_act,
)
from converters.derivatives.saying.passages import (
    MOST_FEET,
    Candidate,
    Found,
    Place,
    Spot,
    Tie,
    closes_the_passage,
    drawn_apart,
    headed_by,
    heads_a_list,
    is_foot,
    is_lead,
    lead_of,
    led_in,
    sources_a_procedure,
    texts_of,
)
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, Scope, names_a_place
from converters.derivatives.saying.stated import says_no_more, stated_scopes
from converters.derivatives.saying.structured import StructuredBlocks
from converters.derivatives.saying.words import FINE
from converters.derivatives.wording.columns import Columns, header_rows
from converters.derivatives.wording.conditions import Condition, Reach, is_condition, reach_of
from converters.derivatives.wording.emphasis import holds_money
from converters.derivatives.wording.excerpts import (
    capitalised,
    comes_on_top_of_all,
    is_a_rule_of_its_own,
    sentences,
    tidy,
    without_bullets,
    without_citation,
)
from converters.derivatives.wording.leaning import LEANS, names_a_party, says_nothing_alone
from converters.derivatives.wording.lines import (
    ANSWER_WORD,
    MARKER,
    as_heading,
    asked_in,
    is_no_statement,
    is_torn_off,
)
from converters.derivatives.wording.numbers_spoken_of import NONE_SPOKEN_OF, SpokenOf
from converters.exports.attached import attached_texts
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import (
    Aside,
    Block,
    Deadline,
    Division,
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

_PARAGRAPH_NUMBER = re.compile(r"^\[\d{1,3}\]\s*")
_SHORTEST_SAID = 3  # words; fewer only answer a question
_LONGEST_QUESTION = 160  # letters; a longer paragraph that ends with "?" is a story, not a heading


def candidates(record: Record) -> Iterator[Candidate]:
    """Every passage that carries its source, in the order of the material."""
    return (found for found in walked(record) if isinstance(found, Candidate))


def walked(record: Record) -> Iterator[Found]:
    """What each passage of a record is: a statement with its source, a condition, or left out, in order."""
    sources = ProvisionFinder(record)
    structured, act = StructuredBlocks(sources), own_act(record, sources)
    own = OwnArticles(act, structured.spots) if act is not None else None
    spoken = SpokenOf.among(text for _, text in passages(record))
    attached = frozenset(json_pointer("content", at) for at in attached_texts(record)) if own else frozenset()
    walk = _Walk(sources, tidy(record.title).casefold(), structured, own, attached, spoken)
    yield from walk.blocks(record.content, Place("/content", section="/content"))


@dataclass(frozen=True, slots=True)
class _Walk:
    sources: ProvisionFinder
    title: str
    structured: StructuredBlocks
    own: OwnArticles | None = None
    attached: frozenset[str] = frozenset()
    spoken: SpokenOf = NONE_SPOKEN_OF

    def blocks(self, blocks: Sequence[Block], place: Place) -> Iterator[Found]:
        """What sibling blocks say; headings, questions and lead-ins hold for what follows them."""
        above: list[tuple[int, Place]] = [(0, place)]
        opening, taken = None, -1
        heads = {index for index in range(len(blocks)) if heads_a_list(blocks[index : index + 2])}
        apart, stated, limits = drawn_apart(blocks), stated_scopes(blocks, self.sources), further_limits(blocks)
        for index, block in enumerate(blocks):
            if (under := self._under(block, above, below(place.pointer, index))) is not None:
                above, opening = under, None
                yield from self._held_by(block, above[-1][1])
                continue
            above[-1] = (above[-1][0], self._met(block, above[-1][1]))
            here = replace(above[-1][1], pointer=below(place.pointer, index))
            if index in stated:
                here = replace(here, scope=self._stated(stated[index], here.scope))
            here = self._headed(blocks[max(0, index - 1) : index + 1], here)
            if index >= apart:
                here = Place(here.pointer, section=here.section)
            if opening is not None and isinstance(block, ListBlock | Table):
                here = replace(here, source=opening[1] or here.source, lead=opening[0])
            if isinstance(block, ListBlock | Table) and here.source is None:
                here = replace(here, source=self._closing_source(blocks[index + 1 : index + 2], here))
            opening = self._opening(block, here)
            if isinstance(block, Paragraph | ListBlock | Table) and index > taken:
                here = self._surrounded(blocks, index, here, place.pointer)
                taken = int(here.after[1].rpartition("/")[2]) if here.after else taken
            if index in limits:
                yield self._of_all_above(texts_of(block)[0], here)
            yield from self._block(block, here) if index not in {taken, *limits, *heads} else ()
            if above[-1][1].kind == "answer" and opening is None:
                # Only what comes first answers the question; what follows may be about something else.
                above[-1] = (above[-1][0], replace(above[-1][1], heading=None, kind="rule"))

    def _under(self, block: Block, above: list[tuple[int, Place]], pointer: str) -> list[tuple[int, Place]] | None:
        """The stack of headings after a heading, or after a question printed as a paragraph; None for other blocks."""
        asks = (
            isinstance(block, Paragraph) and block.text.rstrip().endswith("?") and len(block.text) < _LONGEST_QUESTION
        )
        parts = isinstance(block, Paragraph) and self._of_ruling and opens_part_of_ruling(block.text)
        if not asks and not parts and not isinstance(block, Heading):
            return None
        depth = block.level if isinstance(block, Heading) else 1 if parts else above[-1][0] + 1
        # A question after a question stands beside it, whatever the headings.
        if asks and above[-1][1].asked and len(above) > 1:
            depth = above[-1][0]
        held = [one for one in above[1:] if one[0] < depth]
        over = held[-1][1] if held else above[0][1]
        text = tidy(getattr(block, "text", ""))
        if text.casefold() == self.title:
            return [above[0], *held]
        ruling = self.own if self.own is not None and self._of_ruling and is_ruling(text) else None
        source = ruling.source() if ruling else self.sources.within(text, over.scope)
        shown = without_citation(text, source.printed) if source else text
        heading = as_heading(shown if len(shown.split()) > 1 else text)
        under = replace(
            over,
            heading=self.spoken.heading(heading, text) if heading else None,
            source=source or over.source,
            kind="answer" if asks else over.kind,
            asked=asks,
            scope=self._entered(text, over.scope),
            section=pointer,
            ruling=ruling is not None,
        )
        return [above[0], *held, (depth, under)]

    def _held_by(self, block: Block, place: Place) -> Iterator[Found]:
        """What a heading says of all below it, and of more: from when an act holds."""
        text = block.text if isinstance(block, Heading) else ""
        if is_condition(text) and reach_of(text) is Reach.SECTION:
            yield self._condition(text, replace(place, pointer=place.section))

    def _headed(self, blocks: Sequence[Block], place: Place) -> Place:
        """What holds for a list below a line that is its heading, and of nothing beyond that list."""
        if not heads_a_list(blocks):
            return place
        line = tidy(getattr(blocks[0], "text", ""))
        source = self.sources.within(line, place.scope)
        shown = as_heading(without_citation(line, source.printed) if source else line)
        return replace(place, heading=headed_by(shown, place.heading), source=source, lead="")

    @property
    def _of_ruling(self) -> bool:
        return self.own is not None and self.own.is_ruling

    def _entered(self, text: str, scope: Scope) -> Scope:
        """The scope of a section whose heading says `text`."""
        act, named = self.sources.lead(text), self.sources.acts_in(text)
        if act is not None and len(named) == 1:
            return Scope(act, named)
        return replace(scope, named=named | (self.sources.key_of(scope.act) if scope.act else frozenset()))

    def _stated(self, stated: Scope, scope: Scope) -> Scope:
        """What a statement says of acts where the lines above say `scope`: of two acts none is sure."""
        over = self.sources.key_of(scope.act) if scope.act else frozenset()
        return replace(stated, named=stated.named | scope.named | over)

    def _met(self, block: Block, place: Place) -> Place:
        """What holds from this block on: the acts it names, and the one it says that what follows is of."""
        if isinstance(block, Sanction | RightOrDuty | Deadline | Procedure | Aside):
            return place
        text = block.text if isinstance(block, Paragraph) else ""
        act = self.sources.lead(text) if is_lead(text) else None
        if act is not None:
            return replace(place, scope=Scope(act, self.sources.acts_in(text)))
        named = frozenset().union(*map(self.sources.acts_in, texts_of(block)))
        return replace(place, scope=replace(place.scope, named=place.scope.named | named))

    def _closing_source(self, following: Sequence[Block], place: Place) -> Provision | None:
        """The provision that stands alone in brackets below a list or table: it is of all of it."""
        block = next(iter(following), None)
        if not isinstance(block, Paragraph) or not block.text.startswith("(") or not is_foot(block.text):
            return None
        source = self.sources.within(block.text, place.scope)
        return source if source is not None and source.precise and not holds_money(block.text) else None

    def _opening(self, block: Block, place: Place) -> tuple[str, Provision | None] | None:
        """The lead-in of a list and its provision: "Theo Điều 9 …, hòa giải viên có quyền:"."""
        if isinstance(block, Paragraph) and block.text.rstrip().endswith(":"):
            said = sentences(ANSWER_WORD.sub("", tidy(block.text)))[-1]
            return said, self.sources.within(said, place.scope)
        return None

    def _surrounded(self, blocks: Sequence[Block], index: int, place: Place, parent: str) -> Place:
        """With the lines below a paragraph or list that belong to it."""
        text = " ".join(texts_of(blocks[index]))
        paragraphs = itertools.takewhile(lambda block: isinstance(block, Paragraph), blocks[index + 1 :])
        following = [block.text for block in paragraphs if isinstance(block, Paragraph)]
        feet = tuple(itertools.takewhile(is_foot, following))[:MOST_FEET]
        after = next(iter(following[len(feet) :]), "")
        place = replace(place, below=feet) if isinstance(blocks[index], Paragraph) else place
        fined = any(map(FINE_ROW.search, (text, *feet, place.heading or self.title, place.lead)))
        belongs = belongs_below(text, after, fined=fined, rows=isinstance(blocks[index], Table))
        belongs = belongs or (self._of_ruling and is_answered(text, after))
        if not belongs or is_condition(after) or says_no_more(after) or is_foot(text):
            return place
        pointer = below(parent, index + 1 + len(feet))
        self.structured.spots.append(Spot(tidy(after), replace(place, pointer=pointer, below=())))
        return replace(place, after=(tidy(after), pointer))

    def _block(self, block: Block, place: Place) -> Iterator[Found]:
        match block:
            case Sanction():
                yield from self.structured.fine(block, place)
            case RightOrDuty() | Deadline() | Procedure():
                yield from self.structured.said(block, place)
            case Paragraph():
                yield from self._paragraph(block.text, place)
            case ListBlock():
                yield from self._list(block, place)
            case Table():
                yield from self._table(block, place)
            case Question():
                yield from self._answered(block.text, block.answer, "answer", place)
            case Situation():
                yield from self._answered(block.text, block.solution, "solution", place)
            case Division():
                yield from self._division(block, place)
            case Aside():
                yield from self._beside(block, place)
            case _:
                return

    def _paragraph(self, text: str, place: Place) -> Iterator[Found]:
        self.structured.spots.append(Spot(tidy(text), place))
        if self.own is not None and self.own.is_ruling:
            if place.ruling and not is_no_statement(tidy(text)):
                text, also = (f"{tidy(text)} {place.after[0]}", place.after[1:]) if place.after else (text, ())
                told = self.own.said(_PARAGRAPH_NUMBER.sub("", tidy(text)), place, also=also)
                yield from (replace(one, whole=bool(also)) if isinstance(one, Candidate) else one for one in told)
        elif is_lead(text) and self.sources.lead(text):
            if is_condition(text):
                yield self._condition(text, place)
        elif is_torn_off(text):
            yield LeftOut(place.pointer, Reason.UNCLEAR, text)
        elif comes_on_top_of_all(tidy(text)) and not names_a_place(text):
            yield self._of_all_above(text, place)
        else:
            yield from self._prose(text, place)

    def _beside(self, block: Aside, place: Place) -> Iterator[Found]:
        """Speaker's notes and hidden slides: no part of what the material says, unless a plan chooses it."""
        inside = _Walk(self.sources, self.title, StructuredBlocks(self.sources))
        for found in inside.blocks(block.content, Place(below(place.pointer, "content"), section=place.pointer)):
            if isinstance(found, Candidate):
                yield replace(found, aside=True)
            elif isinstance(found, LeftOut):
                yield replace(found, reason=Reason.ASIDE)
        self.structured.spots.extend(replace(spot, aside=True) for spot in inside.structured.spots)

    def _list(self, block: ListBlock, place: Place) -> Iterator[Found]:
        """Items that name their provision one by one; others together, for one alone would pass for the whole."""
        places = [replace(place, pointer=below(place.pointer, "items", number)) for number in range(len(block.items))]
        self.structured.spots.extend(Spot(tidy(item), one) for item, one in zip(block.items, places, strict=True))
        if not block.items or any(names_a_place(item) or self.sources.acts_in(item) for item in block.items):
            for item, one in zip(block.items, places, strict=True):
                for found in self._prose(*led_in(item, replace(one, whole=True))):
                    is_said = isinstance(found, Candidate)
                    yield replace(found, text=self.spoken.row(found.text, item)) if is_said else found
            return
        rest = []
        for item, one in zip(block.items, places, strict=True):
            words = MARKER.sub("", tidy(item)).rstrip(" ;,.")
            if is_condition(words):
                yield self._condition(f"{words}.", one)
            else:
                rest.append(words)
        if not rest or not all(rest):
            return
        joined = "; ".join(rest) + "."
        if are_steps(block.items, place, self.title) and len(rest) == len(places):
            yield in_steps(rest, [one.pointer for one in places], place, self.sources.material)
            return
        text = capitalised(f"{lead_of(place)} {joined}".strip())
        text, beyond = (f"{text} {place.after[0]}", (place.after[1],)) if place.after else (text, ())
        if place.source is not None:
            also = (*(one.pointer for one in places), *beyond)
            yield replace(self._candidate(text, place.source, "inherited", place, also), whole=True)
        else:
            yield LeftOut(place.pointer, Reason.NO_PROVISION, text)

    def _table(self, block: Table, place: Place) -> Iterator[Found]:
        """Rows of a table with a head: "behaviour: sanction", with the provision of a column of its own."""
        columns = Columns.of(block)
        if columns is None:
            texts = (" | ".join(row) for row in block.rows)
            yield from (
                LeftOut(below(place.pointer, "rows", number), Reason.UNCLEAR, text) for number, text in enumerate(texts)
            )
            if place.after:
                yield LeftOut(place.after[1], Reason.LEANS, place.after[0])
            return
        if place.after:
            yield Condition(place.after[1], place.after[0], place.section, reach=Reach.SECTION, above=True)
        over = f"{block.caption or ''} {' '.join(block.rows[0])}".strip()
        scope = self._entered(over, place.scope) if self.sources.acts_in(over) else place.scope
        for number, row in list(enumerate(block.rows))[header_rows(block) :]:
            yield from self._row(
                columns, row, replace(place, pointer=below(place.pointer, "rows", number), scope=scope, after=None)
            )

    def _row(self, columns: Columns, row: Sequence[str], place: Place) -> Iterator[Found]:
        whole = tidy(" ".join(row))
        self.structured.spots.append(Spot(whole, place))
        if is_condition(whole):
            yield self._condition(whole, place)
            return
        text, heading = columns.said(row)
        cell = columns.source_in(row)
        source = self.sources.within(cell if cell is not None else whole, place.scope, whole)
        tie: Tie = "own" if source else "inherited"
        if source is None and cell is None and not names_a_place(whole):
            source = place.source
        if text is None:
            yield LeftOut(place.pointer, Reason.UNCLEAR, whole)
        elif source is None:
            yield LeftOut(place.pointer, why_no_source(cell if cell is not None else whole), whole)
        else:
            if FINE_ROW.search(place.lead) and not columns.tells_what_was_done:
                text, led = led_in(text, replace(place, heading=None if len(columns.telling) > 2 else heading))
                heading = led.heading
            heading = heading or (FINE if columns.fines_parties else None)
            text = self.spoken.row(text, f"{columns.number_in(row)}. ")
            kind = "sanction" if FINE_ROW.search(f"{heading} {text}") else place.kind
            yield Candidate(kind, text, source, tie, place.pointer, heading, None, place.section)

    def _prose(self, text: str, place: Place) -> Iterator[Found]:
        """Each statement of a passage that names a provision; the whole when its source stands above."""
        whole = ANSWER_WORD.sub("", without_bullets(MARKER.sub("", tidy(text))))
        if not whole or is_no_statement(whole):
            return
        parts: list[str] = []
        condition: Condition | None = None
        said = with_exceptions(sentences(whole))
        for part, following in itertools.zip_longest(said, said[1:], fillvalue=""):
            held = is_condition(part) and not OPENS_FINE.search(part) and not (parts and OF_THE_LAST.search(part))
            condition = self._condition(part, place, self.sources.acts_in(whole)) if held else None
            if condition is not None:
                yield condition
            if says_no_more(part):
                yield LeftOut(place.pointer, Reason.NO_STATEMENT, part)
            elif not held or LEANS.search(following):
                parts.append(part)
        also: tuple[str, ...] = ()
        if place.after and condition is not None and not parts:
            yield replace(condition, pointer=place.after[1], text=place.after[0])
            place = replace(place, after=None)
        elif place.after:
            parts, also = [*parts, *sentences(place.after[0])], (place.after[1],)
        yield from self._statements(parts, also, place)

    def _statements(self, parts: Sequence[str], also: tuple[str, ...], place: Place) -> Iterator[Found]:
        named = [(at, source) for at, part in enumerate(parts) if (source := self.sources.within(part, place.scope))]
        free = 0  # the first sentence no statement has yet
        for number, source in named:
            if number < free:
                continue
            start, end = statement(parts, number, free)
            rest = parts[end:]
            verbatim = number == named[-1][0] and ends_the_passage(parts[start:end], rest)
            end = len(parts) if verbatim else end
            own = parts[: len(parts) - (len(sentences(place.after[0])) if place.after else 0)]
            if (place.whole or place.kind == "answer") and len(named) == 1 and closes_the_passage(own):
                start = free
                asked = place.heading is not None and place.heading.endswith("?")
                while not asked and start < number and len(parts[start].split()) <= _SHORTEST_SAID:
                    start += 1  # "Không hoàn toàn." answers a question that is not shown
            yield from self._unsaid(parts[free:start], place)
            free = end
            said = capitalised(" ".join(parts[start:end]))
            of_all = source_of(
                parts[start:end], source, [self.sources.within(one, place.scope) for one in parts[start:end]]
            )
            if of_all is None:
                yield LeftOut(place.pointer, Reason.UNSURE_PROVISION, said)
            elif self._leans(parts[start], place) or names_a_party(said, place.heading):
                yield LeftOut(place.pointer, Reason.LEANS, said)
            elif sources_a_procedure(said) or (is_foot(said) and not (source.precise and holds_money(said))):
                yield LeftOut(place.pointer, Reason.NO_STATEMENT, said)  # a provision and nothing about it
            else:
                beyond = also if end == len(parts) else ()
                verbatim = verbatim or any(map(is_a_rule_of_its_own, parts[number + 1 : end]))
                of_all = replace(of_all, printed="") if verbatim else of_all  # it stays where it stands
                told = self._candidate(said, of_all, "own", place, beyond)
                yield replace(told, whole=not of_all.printed)  # of two provisions; a part would be of one of them
        rest = parts[free:]
        whole = " ".join(rest)
        untied = not place.source or names_a_place(whole) or names_a_party(whole, place.heading)
        if rest and not named and place.source and not untied and not self._leans(whole, place):
            yield self._candidate(capitalised(whole), place.source, "inherited", place, also)
        else:
            yield from self._unsaid(rest, place)

    def _leans(self, text: str, place: Place) -> bool:
        """Whether a statement says nothing without what stands before it; a question above it may be that."""
        first = sentences(text)[0]
        return says_nothing_alone(first, under_a_question=place.kind == "answer")

    def _candidate(self, text: str, source: Provision, tie: Tie, place: Place, also: tuple[str, ...]) -> Candidate:
        return Candidate(place.kind, text, source, tie, place.pointer, place.heading, None, place.section, also)

    def _unsaid(self, parts: Sequence[str], place: Place) -> Iterator[LeftOut]:
        if parts:
            said = " ".join(parts)
            yield LeftOut(place.pointer, why_no_source(said), said)

    def _of_all_above(self, text: str, place: Place) -> Condition:
        return replace(self._condition(tidy(text), place), reach=Reach.SECTION, above=True)

    def _condition(self, text: str, place: Place, beside: frozenset[str] = frozenset()) -> Condition:
        """What holds for others: of the act it names, else of the one its passage names, or the section."""
        return condition_of(self.sources, text, place, beside)

    def _answered(self, question: str, answer: Sequence[Block], member: str, place: Place) -> Iterator[Found]:
        """What an answer says; only what its first passage says stands under the question."""
        asked = as_heading(question if member == "answer" else asked_in(question)) or place.heading
        scope = self._entered(question, place.scope)
        source = self.sources.within(question, place.scope)
        inside = Place(below(place.pointer, member), asked, source, "answer", scope, place.pointer)
        yield from self.blocks(answer, inside)

    def _division(self, block: Division, place: Place) -> Iterator[Found]:
        if self.own is not None and place.pointer not in self.attached:
            yield from self.own.told(block, place)
            return
        title = as_heading(block.title) if block.title else place.heading
        over = f"{block.title or ''} {block.text or ''}".strip()
        source = self.sources.within(over, place.scope)
        scope = self._entered(block.title, place.scope) if block.title else place.scope
        if block.type in {"article", "clause", "point"}:
            scope = replace(scope, inside=True)  # its bare places refer to others
        inside = replace(place, heading=title, source=source or place.source, scope=scope, section=place.pointer)
        if block.text:
            self.structured.spots.append(Spot(tidy(block.text), inside))
            yield from self._prose(block.text, inside)
        yield from self.blocks(block.children, replace(inside, pointer=below(place.pointer, "children")))
