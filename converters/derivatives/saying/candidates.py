"""Passages of a record that could become a key point, each tied to the provision it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.saying.account import LeftOut, Reason, passages
from converters.derivatives.saying.joining.belonging import (
    FINES_TITLE,
)
from converters.derivatives.saying.joining.held import condition_of
from converters.derivatives.saying.joining.procedures import are_steps, in_steps
from converters.derivatives.saying.joining.prose import Prose
from converters.derivatives.saying.joining.rows import Rows, entered, under_an_act
from converters.derivatives.saying.joining.runs import (
    belongs_to_the_item_above,
    excepting_list,
    followers,
    in_notes,
    may_limit,
    of_all_above,
    options,
)
from converters.derivatives.saying.own_articles import (
    OwnArticles,
    as_held,
    is_answered,
    is_ruling,
    items_of,
    opens_part_of_ruling,
    own_act,
)
from converters.derivatives.saying.passages import (
    MOST_FEET,
    Candidate,
    Found,
    Place,
    Spot,
    drawn_apart,
    headed_by,
    heads_a_list,
    index_of,
    is_foot,
    is_lead,
    lead_of,
    led_in,
    lone_heading,
    paragraphs_below,
    texts_of,
    with_after,
)
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, Scope, names_a_place
from converters.derivatives.saying.stated import stated_scopes
from converters.derivatives.saying.structured import StructuredBlocks
from converters.derivatives.wording.conditions import Condition, Reach, is_condition, reach_of
from converters.derivatives.wording.emphasis import holds_money
from converters.derivatives.wording.excerpts import (
    capitalised,
    comes_on_top_of_all,
    tidy,
    without_citation,
)
from converters.derivatives.wording.leaning import names_a_party
from converters.derivatives.wording.lines import (
    ANSWER_WORD,
    MARKER,
    as_heading,
    asked_in,
    is_about_the_paper,
    is_no_statement,
    is_numbered,
    is_torn_off,
)
from converters.derivatives.wording.numbers_spoken_of import NONE_SPOKEN_OF, SpokenOf, speaks_of_a_row
from converters.derivatives.wording.sides import names_a_side
from converters.records.parts.attached import attached_texts
from converters.records.parts.sentences import sentences
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

_MOST_BESIDE = 240  # letters of items read along with those that name their provisions
_LONE = 98  # level of an item that is the heading of what stands below it
_LONGEST_QUESTION = 160  # letters; a longer paragraph that ends with "?" is a story, not a heading


def candidates(record: Record) -> Iterator[Candidate]:
    """Every passage that carries its source, in the order of the material."""
    return (found for found in walked(record) if isinstance(found, Candidate) and found.only_reworded is None)


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

    @property
    def prose(self) -> Prose:
        return Prose(self.sources)

    def blocks(self, blocks: Sequence[Block], place: Place) -> Iterator[Found]:
        """What sibling blocks say; headings, questions and lead-ins hold for what follows them."""
        above: list[tuple[int, Place]] = [(0, place)]
        opening = None
        taken: set[int] = set()  # told with what stands above them
        heads = {index for index in range(len(blocks)) if heads_a_list(blocks[index : index + 2])}
        apart, stated = drawn_apart(blocks), stated_scopes(blocks, self.sources)
        limits = {at for at, block in enumerate(blocks) if self._is_of_all_above(block)}
        for index, block in enumerate(blocks):
            if (under := self._under(block, above, below(place.pointer, index))) is not None:
                above, opening = under, None
                yield from self._held_by(block, above[-1][1])
                continue
            above[-1] = (above[-1][0], self._met(block, above[-1][1]))
            here = replace(above[-1][1], pointer=below(place.pointer, index))
            if index in stated:
                here = replace(here, scope=self._stated(stated[index], here.scope))
            here = self._under_a_line(blocks[max(0, index - 1) : index + 1], here)
            if index >= apart:
                here = Place(here.pointer, section=here.section)
            if opening is not None and isinstance(block, ListBlock | Table):
                here = replace(here, source=opening[1] or here.source, lead=opening[0])
            if isinstance(block, ListBlock | Table) and here.source is None:
                here = replace(here, source=self._closing_source(blocks[index + 1 : index + 2], here))
            opening = self._opening(block, here)
            if isinstance(block, Paragraph | ListBlock | Table) and index not in taken:
                here = self._surrounded(blocks, index, here, place.pointer)
                taken |= {index_of(pointer, place.pointer) for _, pointer in here.after}
                yield from (LeftOut(at, Reason.LEANS, said) for said, at in here.after)  # where nobody tells them
            if index in limits and index not in taken:
                yield self._of_all_above(texts_of(block)[0], here)
                yield from (self._of_all_above(said, replace(here, pointer=at)) for said, at in here.after)
            yield from self._block(block, here) if index not in {*taken, *limits, *heads} else ()
            if above[-1][1].kind == "answer" and opening is None:
                # Only what comes first answers the question; what follows may be about something else.
                above[-1] = (above[-1][0], replace(above[-1][1], heading=None, kind="rule"))

    def _under(self, block: Block, above: list[tuple[int, Place]], pointer: str) -> list[tuple[int, Place]] | None:
        """The stack of headings after a heading, or after a question printed as a paragraph; None for other blocks."""
        asks = (
            isinstance(block, Paragraph) and block.text.rstrip().endswith("?") and len(block.text) < _LONGEST_QUESTION
        )
        parts = isinstance(block, Paragraph) and self._of_ruling and opens_part_of_ruling(block.text)
        lone = lone_heading(block)
        if not asks and not parts and not lone and not isinstance(block, Heading):
            return None
        depth = block.level if isinstance(block, Heading) else 1 if parts else _LONE if lone else above[-1][0] + 1
        # A question after a question stands beside it, whatever the headings.
        if asks and above[-1][1].asked and len(above) > 1:
            depth = above[-1][0]
        held = [one for one in above[1:] if one[0] < depth]
        over = held[-1][1] if held else above[0][1]
        text = lone or tidy(getattr(block, "text", ""))
        if text.casefold() == self.title:
            return [above[0], *held]
        ruling = self.own if self.own is not None and self._of_ruling and is_ruling(text) else None
        source = ruling.source() if ruling else self._over(text, over.scope)
        shown = without_citation(text, source.printed) if source else text
        heading = as_heading(shown)
        heading = heading if heading and len(heading.split()) > 1 else as_heading(text)
        under = replace(
            over,
            heading=self._heading(self.spoken.heading(heading, text) if heading else None, text, over),
            filled=False,
            numbered=is_numbered(text),
            source=source or over.source,
            kind="answer" if asks else over.kind,
            asked=asks,
            scope=entered(self.sources, text, over.scope),
            section=pointer,
            ruling=ruling is not None,
        )
        return [above[0], *held, (depth, under)]

    def _over(self, text: str, scope: Scope) -> Provision | None:
        """What a heading says all below it rests on; a range of articles ("Điều 10 – Điều 33") is of no one passage."""
        source = self.sources.within(text, scope)
        return None if source is not None and source.place.count("Điều") > 1 else source

    def _heading(self, own: str | None, printed: str, over: Place) -> str | None:
        """A heading behind those it stands under: "XE MÁY" says what "Vượt đèn đỏ" is of.

        Sizes of type are read, so that one that has text of its own may be a sibling: then numbers must say it is none.
        """
        above = over.heading or ""
        if not above or above.casefold() in self.title or is_about_the_paper(above) or names_a_side(above):
            return own
        return headed_by(own, above) if not over.filled or (over.numbered and is_numbered(printed)) else own

    def _held_by(self, block: Block, place: Place) -> Iterator[Found]:
        """What a heading says of all below it, and of more: from when an act holds."""
        text = block.text if isinstance(block, Heading) else ""
        if is_condition(text) and reach_of(text) is Reach.SECTION:
            yield condition_of(self.sources, text, replace(place, pointer=place.section))

    def _under_a_line(self, blocks: Sequence[Block], place: Place) -> Place:
        """What holds for a list below a line that is its heading, or for a table below its act, and nothing beyond."""
        if isinstance(blocks[-1], Table):
            return under_an_act(self.sources, blocks[:-1], place)
        if not heads_a_list(blocks):
            return place
        line = tidy(getattr(blocks[0], "text", ""))
        source = self.sources.within(line, place.scope)
        shown = as_heading(without_citation(line, source.printed) if source else line)
        return replace(place, heading=headed_by(shown, place.heading), source=source, lead="")

    @property
    def _of_ruling(self) -> bool:
        return self.own is not None and self.own.is_ruling

    def _stated(self, stated: Scope, scope: Scope) -> Scope:
        """What a statement says of acts where the lines above say `scope`: of two acts none is sure."""
        over = self.sources.key_of(scope.act) if scope.act else frozenset()
        return replace(stated, named=stated.named | scope.named | over)

    def _met(self, block: Block, place: Place) -> Place:
        """What holds from this block on: the acts it names, and the one it says that what follows is of."""
        if isinstance(block, Sanction | RightOrDuty | Deadline | Procedure | Aside):
            return place
        place = replace(place, filled=True)
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
            whole = ANSWER_WORD.sub("", tidy(block.text))
            said = sentences(whole)[-1]
            # What stands before it in the passage is told, too; where that names a provision of its own, it is not one.
            lead = whole if not names_a_place(whole[: -len(said)]) else said
            return lead, self.sources.within(said, place.scope)
        return None

    def _surrounded(self, blocks: Sequence[Block], index: int, place: Place, parent: str) -> Place:
        """With the lines below a paragraph, list or table that are told with it."""
        block, feet = blocks[index], tuple(itertools.takewhile(is_foot, paragraphs_below(blocks, index)))[:MOST_FEET]
        place = replace(place, below=feet) if isinstance(block, Paragraph) else place
        text = " ".join(texts_of(block))
        answers = place.kind == "answer" and index == 0  # "Từ 300.000 đồng (…)." is the statement, of nothing above
        if (is_foot(text) and not answers) or (isinstance(block, Paragraph) and text.rstrip().endswith((":", "?"))):
            return place
        told = followers(blocks, index + len(feet), self.sources.acts_in)
        if self._of_ruling and not told and is_answered(text, "".join(paragraphs_below(blocks, index)[:1])):
            told = [index + 1]
        after = [(tidy(texts_of(blocks[at])[0]), below(parent, at)) for at in told]
        after += excepting_list(blocks, told[-1] if told else index + len(feet), parent, self.sources.acts_in)
        self.structured.spots.extend(Spot(said, replace(place, pointer=at, below=())) for said, at in after)
        return replace(place, after=tuple(after))

    def _is_of_all_above(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and not self._of_ruling and of_all_above(block.text, self.sources.acts_in)

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
                yield from Rows(self.sources, self.structured.spots, self.spoken).told(block, place)
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
                after = tuple((as_held(said), at) for said, at in place.after)
                text, also = with_after(as_held(tidy(text)), replace(place, after=after))
                yield from self.own.said(text, place, also=also)
        elif is_lead(text) and self.sources.lead(text):
            if is_condition(text):
                yield condition_of(self.sources, text, place)
        elif is_torn_off(text):
            yield LeftOut(place.pointer, Reason.UNCLEAR, text)
        elif comes_on_top_of_all(tidy(text)) and not names_a_place(text):
            yield self._of_all_above(text, place)
            yield from (self._of_all_above(said, replace(place, pointer=at)) for said, at in place.after)
        else:
            yield from self.prose.said(text, place)

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
        if options(block):
            yield LeftOut(place.pointer, Reason.UNCLEAR, "; ".join(block.items))
        elif not block.items or any(names_a_place(item) or self.sources.acts_in(item) for item in block.items):
            last = tuple(one for one in place.after if names_a_place(one[0]))
            held = (one for one in place.after if one not in last)
            yield from (Condition(at, said, place.section, reach=Reach.SECTION, above=True) for said, at in held)
            apart = [replace(one, after=()) for one in places]
            if apart:
                beside = self._uncited(block, place)
                apart = [replace(one, after=(), beside=beside) for one in places]
                yield from self._items(block, [*apart[:-1], replace(apart[-1], after=last)])
        else:
            yield from self._joined(block, place, places)

    def _uncited(self, block: ListBlock, place: Place) -> tuple[tuple[str, str], ...]:
        """Items without a provision, which stand beside those that have theirs: one may hold for these."""
        if place.source is not None or holds_money(" ".join(block.items)):
            return ()
        items = [(MARKER.sub("", tidy(item)).rstrip(" ;,."), at) for at, item in enumerate(block.items)]
        rest = [(said, at) for said, at in items if self._is_uncited(said)]
        if sum(len(said) for said, _ in rest) > _MOST_BESIDE:
            rest = [(said, at) for said, at in rest if may_limit(said)]
        over = (lead_of(place) or place.heading or "").rstrip(" :")
        said = [f"{over}: {words}" if over and not count else words for count, (words, _) in enumerate(rest)]
        return tuple((words, below(place.pointer, "items", at)) for words, (_, at) in zip(said, rest, strict=True))

    def _is_uncited(self, item: str) -> bool:
        if not item or names_a_place(item) or self.sources.acts_in(item) or is_condition(item):
            return False
        return not is_no_statement(item) and not belongs_to_the_item_above(item, self.sources.acts_in)

    def _items(self, block: ListBlock, places: Sequence[Place]) -> Iterator[Found]:
        """One by one, each with the items right below it that limit it or say nothing alone."""
        groups: list[list[int]] = []
        for number, item in enumerate(block.items):
            belongs = groups and belongs_to_the_item_above(item, self.sources.acts_in)
            groups = [*groups[:-1], [*groups[-1], number]] if belongs else [*groups, [number]]
        for first, *rest in groups:
            after = tuple((MARKER.sub("", tidy(block.items[number])), places[number].pointer) for number in rest)
            after = (*after, *places[[first, *rest][-1]].after)
            if speaks_of_a_row(said := tidy(block.items[first])):
                held = condition_of(self.sources, said, places[first])
                yield replace(held, acts=frozenset(), reach=Reach.SECTION)
                continue
            for found in self.prose.said(*led_in(block.items[first], replace(places[first], after=after))):
                yield self._row_said(found, block.items[first]) if isinstance(found, Candidate) else found

    def _row_said(self, found: Candidate, item: str) -> Candidate:
        """An item with its number where that is spoken of; of a list of fines it is a fine, whatever it says."""
        fined = holds_money(found.text) and FINES_TITLE.search(self.title) is not None
        return replace(found, text=self.spoken.row(found.text, item), kind="sanction" if fined else found.kind)

    def _joined(self, block: ListBlock, place: Place, places: Sequence[Place]) -> Iterator[Found]:
        rest = [MARKER.sub("", tidy(item)).rstrip(" ;,.") for item in block.items]
        held = [(f"{words}.", one) for words, one in zip(rest, places, strict=True) if is_condition(words)]
        yield from (condition_of(self.sources, words, one) for words, one in held)
        if len(held) == len(rest) or not all(rest):
            return
        joined = "; ".join(rest) + "."
        if are_steps(block.items, place, self.title) and not held:
            yield in_steps(rest, [one.pointer for one in places], place, self.sources.material)
            return
        text, beyond = with_after(capitalised(f"{lead_of(place)} {joined}".strip()), place)
        if place.source is None and in_notes(place.heading) and may_limit(text):
            yield replace(condition_of(self.sources, text, place), reach=Reach.ALL)
        elif place.source is None:
            yield LeftOut(place.pointer, Reason.NO_PROVISION, text)
        else:
            leans = (not place.ruling and self.prose.leans(text, place)) or names_a_party(text, place.heading)
            also = (*(one.pointer for one in places), *beyond)
            source = replace(place.source, printed="" if beyond else place.source.printed)
            told = self.prose.candidate(text, source, "inherited", place, also)
            yield replace(told, only_reworded=Reason.LEANS if leans else None)

    def _of_all_above(self, text: str, place: Place) -> Condition:
        held = condition_of(self.sources, tidy(text), place)
        return replace(held, acts=frozenset(), reach=Reach.SECTION, above=True)

    def _answered(self, question: str, answer: Sequence[Block], member: str, place: Place) -> Iterator[Found]:
        """What an answer says; only what its first passage says stands under the question."""
        asked = as_heading(question if member == "answer" else asked_in(question)) or place.heading
        scope = entered(self.sources, question, place.scope)
        source = self.sources.within(question, place.scope)
        inside = Place(below(place.pointer, member), asked, source, "answer", scope, place.pointer)
        yield from self.blocks(answer, inside)

    def _opened(self, block: Division, place: Place) -> Iterator[Found]:
        """A division that opens a list, with all of it: an item alone does not say who is to do what."""
        items = list(items_of(block.children, place.pointer))
        self.structured.spots.extend(Spot(item, replace(place, pointer=pointer)) for pointer, item, _ in items)
        said = f"{tidy(block.text or '')} {'; '.join(item.rstrip(' ;.,') for _, item, _ in items)}."
        for found in self.prose.said(said, place):
            if isinstance(found, Candidate):
                yield replace(found, also=tuple(pointer for pointer, _, _ in items))
            else:
                yield from (replace(found, pointer=pointer) for pointer in (place.pointer, *(at for at, _, _ in items)))

    def _division(self, block: Division, place: Place) -> Iterator[Found]:
        if self.own is not None and place.pointer not in self.attached:
            yield from self.own.told(block, place)
            return
        title = as_heading(block.title) if block.title else place.heading
        over = f"{block.title or ''} {block.text or ''}".strip()
        source = self._over(over, place.scope)
        scope = entered(self.sources, block.title, place.scope) if block.title else place.scope
        if block.type in {"article", "clause", "point"}:
            scope = replace(scope, inside=True)  # its bare places refer to others
        inside = replace(place, heading=title, source=source or place.source, scope=scope, section=place.pointer)
        if block.text and block.text.rstrip().endswith(":") and block.children:
            yield from self._opened(block, inside)
            return
        if block.text:
            self.structured.spots.append(Spot(tidy(block.text), inside))
            yield from self.prose.said(block.text, inside)
        yield from self.blocks(block.children, replace(inside, pointer=below(place.pointer, "children")))
