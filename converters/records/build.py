"""A Document into a Record draft: every value with the place it was read from, and what a person should look at."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from converters.reading.document import Document
from converters.records.citations.basis import Entry, cite, legal_basis
from converters.records.citations.cited import Cited
from converters.records.content.numbering import numbering_doubts
from converters.records.content.question_tables import spread_question_tables
from converters.records.content.questions import count_questions, fold_questions
from converters.records.content.structure import build_tree
from converters.records.content.tree import Evidence, Node, write_blocks
from converters.records.doubts.doubt import Doubt, doubt, page_doubts, ranked
from converters.records.items.own_basis import OwnBasis
from converters.records.items.typed_items import drawn_blocks
from converters.records.metadata.grounds import ground
from converters.records.metadata.head.letterhead import Letterhead, read_letterhead
from converters.records.metadata.kinds.kind_found import KindFound
from converters.records.metadata.kinds.kinds import find_kind
from converters.records.metadata.maker import find_maker, organ_below, organs_above
from converters.records.metadata.places import find_level, find_place
from converters.records.metadata.summary import summarise
from converters.records.metadata.titles import find_title
from converters.records.metadata.topics import find_audiences, find_keywords, find_language, find_subjects
from converters.records.passages.closing import Closing, find_closing
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import Passage, ReadValue
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.agreement import disagreements
from validators.citations.acts.dates import date_at
from validators.citations.mentions import ActName
from validators.citations.repair import level
from validators.problems import Message, say
from validators.sharing import record as model
from validators.sharing.pointer import json_pointer

__all__ = ["Doubt", "Draft", "build_record"]

_ADOPTION = re.compile(
    r"(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Hiến pháp) này (?:đã )?được .{0,160}?thông qua\s{1,3}(?=ngày)"
)
_NAMESPACE = uuid.UUID("6f0f7a52-3b1e-5c0e-9a6b-6d0c3e2a9b41")


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as far as it can be made without a person.

    Attributes:
        record: Valid against the sharing schema; what could not be read is absent.
        doubts: What needs a person, worst first.
        kind_reasons: Why the kind was chosen.
        recipients: Lines of "Nơi nhận", kept apart from the text.
    """

    record: model.Record
    doubts: tuple[Doubt, ...]
    kind_reasons: tuple[Message, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """What is known so far, with its evidence and doubts."""

    values: dict[str, object] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, name: str, value: object, reads: Sequence[ReadValue], *, inferred: bool = False) -> None:
        self.values[name] = value
        found = [read.passage.evidence(read.start, read.end, inferred=inferred) for read in reads]
        if found:
            self.evidence[json_pointer(name)] = found


def identifier_of(sha256: str) -> str:
    """The stable identifier of a material: the same bytes always get the same one."""
    return uuid.uuid5(_NAMESPACE, sha256).urn


def build_record(document: Document, *, today: dt.date) -> Draft:
    """Make a record draft from what was read.

    Args:
        document: As read.
        today: A date of issue after this day is doubted.

    Returns:
        A draft whose record is always schema-valid, also for an empty document.
    """
    work = _Work(doubts=page_doubts(document))
    text = spread_question_tables(passages(document))
    head = read_letterhead(text)
    closing = find_closing(text, head.end)
    parts = _parts(text, head, closing)
    body = [passage for part in parts for passage in part]
    nodes = build_tree(*(fold_questions(part) for part in parts))
    kind = find_kind(document, text, head, *count_questions(nodes))
    title = _describe(work, document, text, head, kind)
    _date_and_number(work, head, today)
    organs = head.organs if head.official or title is None else _organs_around(text, title)
    _organs(work, head, organs, text)
    _sign(work, closing)
    _adopted(work, head, text)
    entries = _cite(work, text, head)
    _classify(work, text, body, entries)
    work.doubts += numbering_doubts(nodes)
    content = write_blocks(nodes, "/content", work.evidence)
    own = _own_basis(work, head, nodes, len(entries))
    content += drawn_blocks(nodes, entries, len(content), work.evidence, own)
    entries = (*entries, *(own.entries if own is not None else ()))
    record = model.Record.model_validate(
        {
            "identifier": identifier_of(document.sha256),
            **work.values,
            "legal_basis": [entry.citation for entry in entries],
            "content": content,
            "evidence": work.evidence,
        }
    )
    recipients = closing.recipients if closing is not None else ()
    return Draft(record, ranked(work.doubts), (kind.reason,), recipients)


def _parts(text: Sequence[Passage], head: Letterhead, closing: Closing | None) -> tuple[Sequence[Passage], ...]:
    """The text before the closing, and what follows it."""
    if closing is None:
        return (text[head.end :],)
    return text[head.end : closing.start], text[closing.end :]


def _describe(
    work: _Work, document: Document, text: Sequence[Passage], head: Letterhead, kind: KindFound
) -> ReadValue | None:
    title = find_title(document, text, head)
    work.put("title", title.text, title.reads, inferred=title.guessed or len(title.reads) > 1)
    if title.guessed:
        guess = say("No title is printed as such; this one is a guess.")
        work.doubts.append(doubt("title", guess, pointer="/title", text=title.text))
    shown = kind.passage or next(iter(text), None)
    read = [] if shown is None else [ReadValue(shown.text, shown, 0, len(shown.text))]
    work.put("kind", kind.kind, read, inferred=kind.inferred)
    if kind.kind == "khac":
        work.doubts.append(doubt("kind", kind.reason, pointer="/kind", text=kind.kind))
    excerpts = summarise(title.text, text[head.end :])
    if excerpts:
        sources = [ReadValue(excerpt.text, excerpt.passage, excerpt.start, excerpt.end) for excerpt in excerpts]
        work.put("description", " ".join(excerpt.text for excerpt in excerpts), sources, inferred=True)
    return title.reads[0] if title.reads else None


def _date_and_number(work: _Work, head: Letterhead, today: dt.date) -> None:
    if head.number is not None:
        number, passage = head.number
        work.put("number", number.text, [ReadValue(number.printed, passage, number.start, number.end)])
        if number.repaired:
            reason = say("The number was put right; it is printed as “{printed}”.", printed=number.printed)
            work.doubts.append(_at("number", reason, "/number", passage, number.start, number.end))
    elif head.blank_number is not None:
        number, passage = head.blank_number
        blank = not any(character.isalnum() for character in number.printed.split("/")[0].lstrip("Sốô: "))
        reason = (
            say("The number was left blank on paper.")
            if blank
            else say("There is a number here that could not be read.")
        )
        work.doubts.append(_at("number", reason, "/number", passage, 0, len(passage.text)))
    if head.date is None:
        return
    printed, passage = head.date
    if printed.value is not None:
        work.put("date_issued", printed.value, [ReadValue("", passage, printed.start, printed.end)])
    wrong = _date_doubt(printed.value, head, today, blank=printed.blank)
    if wrong is not None:
        work.doubts.append(_at("date", wrong, "/date_issued", passage, printed.start, printed.end))


def _adopted(work: _Work, head: Letterhead, text: Sequence[Passage]) -> None:
    """Laws carry no date at their head: "Luật này được Quốc hội … thông qua ngày …" at their end gives it."""
    if "date_issued" in work.values or head.type not in {"luat", "bo-luat", "phap-lenh", "nghi-quyet", "hien-phap"}:
        return
    for passage in text[head.end :]:
        match = _ADOPTION.match(passage.text)
        printed = None if match is None else date_at(level(passage.text), match.end(), within=2)
        if printed is not None and printed.value is not None:
            work.put("date_issued", printed.value, [ReadValue("", passage, printed.start, printed.end)])
            return


def _date_doubt(value: dt.date | None, head: Letterhead, today: dt.date, *, blank: bool) -> Message | None:
    if value is None:
        return (
            say("Part of the date was left blank on paper.")
            if blank
            else say("The date could not be read as a day that exists.")
        )
    if value > today:
        return say("The date lies in the future.")
    year = head.number[0].year if head.number is not None else None
    if year is not None and year != value.year:
        return say("The number says {year}, the date {date}.", year=year, date=value.isoformat())
    return None


def _organs_around(text: Sequence[Passage], title: ReadValue) -> tuple[ReadValue, ...]:
    return tuple(organs_above(text, title) or organ_below(text, title))


def _organs(work: _Work, head: Letterhead, organs: Sequence[ReadValue], text: Sequence[Passage]) -> None:
    if organs:
        work.put("publisher", {"name": organs[-1].value}, [organs[-1]])
    else:
        work.doubts.append(doubt("publisher", say("The issuing organ was not found."), pointer="/publisher"))
    maker = find_maker(text)
    if maker is not None:
        work.put("creator", {"name": maker.value}, [maker])
    elif organs:
        work.put("creator", {"name": organs[-1].value}, [organs[-1]], inferred=True)
    authority = find_level(organs)
    if authority is not None:
        work.put("level", authority[0], [authority[1]], inferred=True)
    central = authority is not None and authority[0] == "central"
    reads = [*reversed(organs), *([head.place] if head.place is not None and not central else [])]
    place = find_place(reads, head.date[0].value if head.date is not None else None)
    if place is not None:
        work.put("place", {"code": place.code, "name": place.name}, [place.read], inferred=place.code is not None)


def _sign(work: _Work, closing: Closing | None) -> None:
    if closing is None or not closing.signatures:
        return
    signed = closing.signatures[0]
    read = ReadValue(signed.name, signed.passage, signed.start, signed.end)
    work.put("signer", {"name": signed.name, "position": signed.position}, [read])


def _cite(work: _Work, text: Sequence[Passage], head: Letterhead) -> tuple[Entry, ...]:
    own = own_name(head)
    passages_ = [
        passage for passage in text if head.number is None or passage is not head.number[1] or passage.lines > 2
    ]
    entries = legal_basis(cite(passages_, own, str(work.values["title"])))
    entries = tuple(
        entry for entry in entries if own is None or own.number is None or entry.citation.act.number != own.number
    )
    for place, entry in enumerate(entries):
        pointer = json_pointer("legal_basis", place)
        first = entry.cited[0]
        work.evidence[pointer] = [
            one.passage.evidence(one.citation.start, one.citation.end, inferred=one.resolved.inferred)
            for one in entry.cited[:3]
        ]
        for wrong in disagreements(first.citation.mention):
            where = (first.passage, first.citation.start, first.citation.end)
            work.doubts.append(_at("citation", wrong.reason, pointer, *where))
        if _is_put_right(first):
            reason = say("The cited act was put right; it is printed as “{printed}”.", printed=first.citation.text)
            work.doubts.append(
                _at("citation", reason, pointer, first.passage, first.citation.start, first.citation.end)
            )
        if first.citation.mention.blank:
            reason = say("The number of the cited act was left blank on paper.")
            work.doubts.append(
                _at("citation", reason, pointer, first.passage, first.citation.start, first.citation.end)
            )
    return entries


def _is_put_right(cited: Cited) -> bool:
    """Whether the title or the year of a cited act is not as printed, so that a person should look."""
    mention, act = cited.citation.mention, cited.resolved.act
    renumbered = mention.act.number is not None and act.number is not None and mention.act.year != act.year
    return mention.mended or renumbered


def _own_basis(work: _Work, head: Letterhead, nodes: Sequence[Node], offset: int) -> OwnBasis | None:
    """For what rests on the document itself; only acts that make law can have fines of their own."""
    own = own_name(head)
    if own is None or work.values.get("kind") != "van-ban-quy-pham":
        return None
    day = head.date[0].value if head.date is not None else None
    organs = "; ".join(organ.value for organ in head.organs) or None
    year = head.number[0].year if head.number is not None else None
    return OwnBasis(nodes, replace(own, year=year, organ=organs, date=day), offset, work.evidence)


def own_name(head: Letterhead) -> ActName | None:
    """The document as an act, for telling its own articles from those of others."""
    if not head.official or head.type is None:
        return None
    number = head.number[0].text if head.number else None
    word = BY_SLUG[head.type].name if head.type in BY_SLUG else ""
    title = head.abstract.value if head.abstract else None
    if title is not None and title.lower().startswith(word.lower()):
        title = title[len(word) :].strip()
    return ActName(head.type, number, title=title)


def _classify(work: _Work, text: Sequence[Passage], body: Sequence[Passage], entries: Sequence[Entry]) -> None:
    whole = "\n".join(passage.text for passage in text)
    title = str(work.values["title"])
    cited = [entry.citation.act.title for entry in entries if entry.citation.act.title]
    language = find_language(whole)
    if language is not None:
        work.values["language"] = language
    else:
        work.doubts.append(
            doubt("language", say("Too little text to tell the language; Vietnamese is assumed."), pointer="/language")
        )
    subjects = find_subjects(title, whole, cited)
    audiences = find_audiences(title, "\n".join(passage.text for passage in body[:12]))
    laws = [
        entry.citation.act.title
        for entry in entries
        if entry.citation.act.title and entry.citation.act.type in {"luat", "bo-luat", "phap-lenh"}
    ]
    keywords = find_keywords([title for title in laws if title])
    work.values |= {"subjects": subjects, "audiences": audiences, "keywords": keywords}
    ground(work.evidence, text, subjects=subjects, audiences=audiences, keywords=keywords)


def _at(kind: str, reason: Message, pointer: str, passage: Passage, start: int, end: int) -> Doubt:
    where = passage.evidence(start, end)
    return doubt(kind, reason, pointer=pointer, page=where.page, box=where.box, text=where.text)


def nodes_of(document: Document) -> list[Node]:
    """The content tree of a document before it becomes blocks; for measuring and for looking."""
    text = spread_question_tables(passages(document))
    head = read_letterhead(text)
    parts = _parts(text, head, find_closing(text, head.end))
    return build_tree(*(fold_questions(part) for part in parts))
