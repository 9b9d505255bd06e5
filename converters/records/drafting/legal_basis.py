"""What a material rests on: the acts it cites, and itself where it is an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.records.citations.basis import Entry, cite, legal_basis
from converters.records.citations.cited import Cited
from converters.records.content.tree import Node
from converters.records.drafting.draft_values import DraftValues
from converters.records.items.own_basis import OwnBasis
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.passages.passage import Passage
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.agreement import disagreements
from validators.citations.mentions import ActName
from validators.problems import Message, say
from validators.sharing.pointer import json_pointer

_NUMBER_LINES = 2  # printed lines of a head's line with the number; a longer passage holds citations, too
_MOST_EVIDENCE = 3  # places shown for one entry


def cite_acts(draft: DraftValues, text: Sequence[Passage], head: Letterhead) -> tuple[Entry, ...]:
    """The legal basis, with what is doubtful about it.

    Args:
        draft: Has the title; is given evidence and doubts.
        text: All passages.
        head: Of the document, whose own number is no citation.
    """
    own = own_name(head)
    # A number left blank or unreadable is the paper's own too: what is left of it would make another number.
    number = head.number or head.blank_number
    number_line = None if number is None else number[1]
    cited = [passage for passage in text if passage is not number_line or passage.lines > _NUMBER_LINES]
    entries = legal_basis(_without_own_year(cite(cited, own, str(draft.values["title"])), head))
    entries = tuple(
        entry for entry in entries if own is None or own.number is None or entry.citation.act.number != own.number
    )
    for place, entry in enumerate(entries):
        pointer = json_pointer("legal_basis", place)
        draft.evidence[pointer] = [
            one.passage.evidence(one.citation.start, one.citation.end, inferred=one.resolved.inferred)
            for one in entry.cited[:_MOST_EVIDENCE]
        ]
        first = entry.cited[0]
        for reason in _reasons_to_look(first):
            draft.doubt_at("citation", reason, pointer, first.passage, first.citation.start, first.citation.end)
    return entries


def _without_own_year(cited: Sequence[Cited], head: Letterhead) -> Iterator[Cited]:
    """Citations; the year at the end of a title ("Kế hoạch tuyên truyền Luật X năm 2026") is the plan's or the law's.

    Where it is the year of the paper itself, the law is left without one: a wrong year would name another law.
    """
    day = head.date[0].value if head.date is not None else None
    abstract = head.abstract
    for one in cited:
        act = one.resolved.act
        in_title = abstract is not None and one.passage is abstract.passage and one.citation.mention.number is None
        if in_title and day is not None and act.year == day.year and act.number is None:
            yield replace(one, resolved=replace(one.resolved, act=replace(act, year=None)))
        else:
            yield one


def _reasons_to_look(cited: Cited) -> Iterator[Message]:
    mention = cited.citation.mention
    for wrong in disagreements(mention):
        yield wrong.reason
    if _is_put_right(cited):
        yield say("The cited act was put right; it is printed as “{printed}”.", printed=cited.citation.text)
    if mention.blank:
        yield say("The number of the cited act was left blank on paper.")


def _is_put_right(cited: Cited) -> bool:
    """Whether the title or the year of a cited act is not as printed, so that a person should look."""
    mention, act = cited.citation.mention, cited.resolved.act
    renumbered = mention.act.number is not None and act.number is not None and mention.act.year != act.year
    return mention.mended or renumbered


def own_basis(draft: DraftValues, head: Letterhead, nodes: Sequence[Node], offset: int) -> OwnBasis | None:
    """For what rests on the document itself; only acts that make law can have fines of their own.

    Args:
        draft: Has the kind; is given evidence as entries are made.
        head: Of the document.
        nodes: Its content.
        offset: How many entries the legal basis has already.
    """
    own = own_name(head)
    if own is None or draft.values.get("kind") != "van-ban-quy-pham":
        return None
    issued = head.date[0].value if head.date is not None else None
    organs = "; ".join(organ.value for organ in head.organs) or None
    year = head.number[0].year if head.number is not None else None
    day = issued.exact if issued is not None else None
    return OwnBasis(nodes, replace(own, year=year, organ=organs, date=day), offset, draft.evidence)


def own_name(head: Letterhead) -> ActName | None:
    """The document as an act, for telling its own articles from those of others.

    Args:
        head: Of the document.
    """
    if not head.official or head.type is None:
        return None
    number = head.number[0].text if head.number else None
    word = BY_SLUG[head.type].name if head.type in BY_SLUG else ""
    title = head.abstract.value if head.abstract else None
    if title is not None and title.lower().startswith(word.lower()):
        title = title[len(word) :].strip()
    return ActName(head.type, number, title=title)
