"""`export chunks`: passages that know their article, clause and point, for search and for answers that can be checked.

A chunk is one unit of an act: an article's head, a clause with its points and all that stands below them, or, where
that is too long, a point; or some blocks under one heading of another text. Only what is still too long is cut, in
halves, between paragraphs and then between sentences, and all parts keep the place. Every line of a chunk stands in
the record as it is. A chunk is named after its place, not its words: a correction changes the chunk it touches and no
other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Any

from converters.exports.cited_within import CitedWithin
from converters.exports.material import Material
from converters.records.parts.attached import attached_texts
from converters.records.parts.passages import Passage, passages_of
from converters.records.parts.sentences import sentence_spans
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Citation, Evidence, Record

LONGEST = 2000  # characters; about what retrieval models take in without cutting, 600 to 700 tokens of Vietnamese
_SHORT = 600  # characters; paragraphs of one heading are joined up to here
_MOST_JOINED = 16  # paragraphs; a power of two, they are halved
_ID_DIGITS = 16
_WHOLE = {"clause", "point"}  # units that are not cut where they are short enough
_ALONE = {"table", "question", "situation", "article", *_WHOLE}
_ACTS = {"van-ban-quy-pham"}  # kinds of record that are acts themselves


@dataclass(frozen=True, slots=True)
class _Piece:
    """Passages that make one chunk, or a part of one.

    Attributes:
        passages: Those it is made of.
        text: Their text, or what of it stands here.
        cut: Which piece of the passages' text it is, where that is too long for one: of which half which half ("ba").
        part: Which part of its unit it is, and of how many, where the unit is too long for one.
    """

    passages: tuple[Passage, ...]
    text: str
    cut: str = ""
    part: tuple[int, int] | None = None

    @property
    def first(self) -> Passage:
        return self.passages[0]


def chunks_of(material: Material) -> Iterator[dict[str, Any]]:
    """The chunks of a record, in order, each as a JSON object.

    Members: `id`, `text`, `text_sha256`, `headings`, `locator`, `kind`, `part` ([which, of how many], null where it is
    whole), `parent`, `previous`, `next` (ids), `act` (the act it is of; with role "attached" and `within` where it
    stands in a text attached to that act, whose articles are not the act's), `citations` (acts named in it: text,
    number, locator, role, validity with `state`, `as_of`, `source`), `pages`, `boxes` (page, and [left, top, right,
    bottom] in pixels), and of the record: `record`, `record_sha256`, `title`, `standing`, `approval` (state,
    date, position of who approved, document), `marks`, `language`, `licence`.
    """
    record = material.record
    pieces = list(_cut(_joined(passages_of(record))))
    ids = [_id(record, piece) for piece in pieces]
    named = reversed(list(zip(pieces, ids, strict=True)))  # of one cut in parts, the first is the parent
    by_key = {passage.key: name for piece, name in named for passage in piece.passages}
    evidence = _evidence_by_passage(record, pieces)
    shared = _shared(material)
    acts, cited = _acts(record), CitedWithin(record)
    for place, piece in enumerate(pieces):
        found = [one for passage in piece.passages for one in evidence.get(passage.pointer, ())]
        yield {
            "id": ids[place],
            "text": piece.text,
            "text_sha256": hashlib.sha256(piece.text.encode("utf-8")).hexdigest(),
            "headings": list(piece.first.headings),
            "locator": dict(piece.first.locator),
            "kind": piece.first.aside or piece.first.kind,
            "part": None if piece.part is None else list(piece.part),
            "parent": None if piece.first.above is None else by_key.get(piece.first.above),
            "previous": ids[place - 1] if place else None,
            "next": ids[place + 1] if place + 1 < len(ids) else None,
            "act": acts(piece.first),
            "citations": [_citation(one) for one in cited.of(piece.text, (one.page for one in found))],
            "pages": sorted({one.page for one in found if one.page is not None}),
            "boxes": [{"page": one.page, "box": list(one.box)} for one in found if one.box is not None],
            **shared,
        }


def _shared(material: Material) -> Mapping[str, Any]:
    record = material.record
    return {
        "record": record.identifier,
        "record_sha256": content_fingerprint(record),
        "title": record.title,
        "standing": str(record.standing),
        "approval": _approval(record),
        "marks": [str(mark) for mark in material.marks],
        "language": record.language,
        "licence": record.rights.license,
    }


def _approval(record: Record) -> dict[str, str | None] | None:
    approval = record.approval
    if approval.state is None:
        return None
    day = None if approval.date is None else approval.date.isoformat()
    return {"state": approval.state, "date": day, "position": approval.position, "document": approval.document}


def _acts(record: Record) -> Callable[[Passage], dict[str, Any] | None]:
    """Of which act a passage is: the record's own, a text attached to it, or none."""
    if record.number is None or record.kind not in _ACTS:
        return lambda _: None
    own = {"number": record.number, "title": record.title, "role": "own"}
    attached = attached_texts(record)

    def act(passage: Passage) -> dict[str, Any]:
        within = attached.get(int(passage.pointer.split("/")[2]))
        return own if within is None else {**own, "role": "attached", "within": within}

    return act


def _id(record: Record, piece: _Piece) -> str:
    key = "\x1f".join((record.identifier, *piece.first.key, piece.cut))
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:_ID_DIGITS]


def _joined(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """Passages that stand together: a clause with its points, short paragraphs under one heading."""
    for _, group in groupby(_units(passages), key=lambda unit: (unit[0].headings, unit[0].locator, unit[0].aside)):
        yield from _together(group)


def _together(units: Iterator[tuple[Passage, ...]]) -> Iterator[tuple[Passage, ...]]:
    """Units of one place, joined where they are short and none of them stands alone."""
    for alone, group in groupby(units, key=lambda unit: any(one.kind in _ALONE for one in unit)):
        run = list(group)
        if alone:
            yield from run
        else:
            sizes = list(map(_length, run))
            for begun in range(0, len(run), _MOST_JOINED):
                for start, end, _ in _halves(sizes, _SHORT, begun, min(begun + _MOST_JOINED, len(run))):
                    yield tuple(chain.from_iterable(run[start:end]))


def _halves(sizes: Sequence[int], most: int, start: int, end: int, half: str = "") -> Iterator[tuple[int, int, str]]:
    """What follows one another as one, or, where that is too much, its halves: a word put right moves no other border.

    Yields:
        Start, end, and of which half it is which ("ab": the second of the first); never less than one of them.
    """
    if end - start == 1 or sum(sizes[start:end]) <= most:
        yield start, end, half
    else:
        middle = start + (end - start) // 2
        yield from _halves(sizes, most, start, middle, f"{half}a")
        yield from _halves(sizes, most, middle, end, f"{half}b")


def _units(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """A clause or a point with all that stands below it; everything else by itself."""
    held: list[Passage] = []
    for passage in passages:
        if held and _belongs(passage, held[0]):
            held.append(passage)
            continue
        yield from _as_one(held)
        held = [passage]
    yield from _as_one(held)


def _belongs(passage: Passage, head: Passage) -> bool:
    return head.kind in _WHOLE and passage.aside == head.aside and passage.pointer.startswith(f"{head.pointer}/")


def _as_one(held: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """A unit, where it is short enough; else its own words, and each unit below it."""
    if len(held) == 1 or (held and _length(held) <= LONGEST):
        yield tuple(held)
        return
    for below, group in groupby(held, key=lambda one: _below(one, held[0])):
        if below is None:
            yield tuple(group)
        else:
            yield from _as_one(tuple(group))


def _below(passage: Passage, head: Passage) -> str | None:
    """Which unit below another a passage stands in; None for the words of that other itself."""
    if passage.locator == head.locator:
        return None
    return passage.pointer[len(head.pointer) :].split("/")[2]  # "/children/3/…"


def _length(passages: Sequence[Passage]) -> int:
    return sum([passage.size for passage in passages])


def _cut(units: Iterator[tuple[Passage, ...]]) -> Iterator[_Piece]:
    for unit in units:
        text = "\n".join([passage.text for passage in unit])
        if 0 < len(text) <= LONGEST:  # as nearly always
            yield _Piece(unit, text)
            continue
        pieces = list(_pieces(unit))
        if len(pieces) == 1:
            yield pieces[0]
        else:
            yield from (replace(piece, part=(number, len(pieces))) for number, piece in enumerate(pieces, 1))


def _pieces(unit: tuple[Passage, ...]) -> Iterator[_Piece]:
    """A unit; where it is too long, halves of its passages, and what one of them is cut into."""
    for start, end, _ in _halves([passage.size for passage in unit], LONGEST + 1, 0, len(unit)):
        group = unit[start:end]
        yield from (_Piece(group, text, half) for text, half in _parts("\n".join([passage.text for passage in group])))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """A text that is too long, cut between lines, and between sentences where a line is too long; as it is printed."""
    spans = list(_spans(text)) if len(text) > LONGEST else []
    if not spans:
        if text:
            yield text, ""
        return
    ends = [start for start, _ in spans[1:]] + [len(text)]
    sizes = [end - start for (start, _), end in zip(spans, ends, strict=True)]
    for first, end, half in _halves(sizes, LONGEST + 1, 0, len(spans)):
        yield text[spans[first][0] : spans[end - 1][1]], half


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, and each sentence of a line that is too long."""
    place = 0
    for line in text.split("\n"):
        for start, end in sentence_spans(line) if len(line) > LONGEST else ((0, len(line)),):
            if start < end:
                yield place + start, place + end
        place += len(line) + 1


def _evidence_by_passage(record: Record, pieces: Sequence[_Piece]) -> Mapping[str, list[Evidence]]:
    """Where each passage was read, by its pointer."""
    pointers = {passage.pointer for piece in pieces for passage in piece.passages}
    found: dict[str, list[Evidence]] = {}
    for pointer, evidence in record.evidence.items():
        owner = pointer
        while owner and owner not in pointers:
            owner = owner.rpartition("/")[0]
        if owner:
            found.setdefault(owner, []).extend(evidence)
    return found


def _citation(citation: Citation) -> dict[str, Any]:
    validity = citation.validity
    return {
        "text": citation.text,
        "number": citation.act.number,
        "type": citation.act.type,
        "locator": citation.locator.model_dump(exclude_none=True),
        "role": citation.role,
        "validity": {
            "state": validity.state,
            "as_of": None if validity.as_of is None else validity.as_of.isoformat(),
            "source": validity.source,
        },
    }
