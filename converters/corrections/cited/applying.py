"""What people said of citations put into a record, whether it was made of the reading they saw or of a later one.

A citation is found again by what it cites, else by where it stands. What a person said holds; where the reading has
become another one, that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from converters.corrections.cited.renumbering import renumbered
from converters.corrections.cited.said import CitationSaid, Decision, identity_of, latest
from converters.reading.document import Page
from converters.records.doubts.doubt import Doubt
from validators.problems import Message, say
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Citation, Evidence, Record, Validity

_NEAR = 0.03  # of the page's width or height that the middle of a place read anew may be away from where it stood


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A record with what people said of its citations.

    Attributes:
        record: The record.
        doubts: Those of the reading, about the citations by their places in this record.
        told: Where the reading has changed under what people said.
    """

    record: Record
    doubts: tuple[Doubt, ...]
    told: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Entry:
    """A citation on its way into the record.

    `at` is its place in the reading, `same` an entry it turned out to be; `taken_out` is what a person said is none.
    """

    at: int | None
    citation: Citation
    evidence: list[Evidence]
    gone: bool = False
    same: _Entry | None = None
    decided: bool = False
    taken_out: bool = False


@dataclass(slots=True)
class _Basis:
    """The legal basis as it is being put right."""

    entries: list[_Entry]
    pages: dict[int, Page]
    told: list[Message] = field(default_factory=list)

    def put(self, said: CitationSaid) -> None:
        entry, differs = self._found(said)
        if said.decision is Decision.REMOVED:
            self._take_out(said, entry, differs=differs)
        elif said.after is not None:
            self._set(said, said.after, entry, differs=differs)

    def _found(self, said: CitationSaid) -> tuple[_Entry | None, bool]:
        """The entry a decision is about, and whether it reads otherwise than it did then."""
        free = [one for one in self.entries if not one.decided and not one.gone]
        for known in (said.read, said.after):
            if known is not None:
                wanted = identity_of(known)
                if (hit := next((one for one in free if identity_of(one.citation) == wanted), None)) is not None:
                    return hit, False
        if said.read is None:
            return None, False
        return next((one for one in free if self._is_there(said, one)), None), True

    def _is_there(self, said: CitationSaid, entry: _Entry) -> bool:
        """Whether an entry was read where a person looked; pages are compared by their shares, not by their pixels."""
        if said.page is None or said.box is None:
            return False
        for place in entry.evidence:
            page = self.pages.get(place.page or 0)
            if place.page != said.page or place.box is None or page is None:
                continue
            wide, high = said.size or (page.width or 1, page.height or 1)
            left, top, right, bottom = place.box
            across = (left + right) / 2 / (page.width or 1) - said.box.centre_x / wide
            down = (top + bottom) / 2 / (page.height or 1) - said.box.centre_y / high
            if abs(across) < _NEAR and abs(down) < _NEAR:
                return True
        return False

    def _take_out(self, said: CitationSaid, entry: _Entry | None, *, differs: bool) -> None:
        if entry is None:
            return
        if not differs:
            entry.gone = entry.taken_out = True
            return
        self.told.append(say(
            "Page {page}: “{read}” is read now where a person took the citation “{before}” out; look at it again.",
            page=said.page, read=entry.citation.text, before="" if said.read is None else said.read.text,
        ))  # fmt: skip

    def _set(self, said: CitationSaid, after: Citation, entry: _Entry | None, *, differs: bool) -> None:
        if entry is None:
            entry = _Entry(None, after, [])
            self.entries.append(entry)
            if said.read is not None:
                self.told.append(say(
                    "Page {page}: the citation “{after}” that a person looked at is not read any more; it stays.",
                    page=said.page or "–", after=after.text,
                ))  # fmt: skip
        elif differs:
            self.told.append(say(
                "Page {page}: the citation “{read}” is read now where a person said “{after}”; what the person said "
                "stays.",
                page=said.page, read=entry.citation.text, after=after.text,
            ))  # fmt: skip
        entry.citation = after.model_copy(update={"found": "person", "validity": Validity()})
        entry.evidence = self._evidence(said, entry)
        entry.decided = True
        self._join(entry)

    def _join(self, entry: _Entry) -> None:
        """Of two entries that cite the same place by now, the one a person said stands for both."""
        wanted = identity_of(entry.citation)
        for one in self.entries:
            if one is not entry and not one.gone and identity_of(one.citation) == wanted:
                one.gone, one.same = True, entry

    def _evidence(self, said: CitationSaid, entry: _Entry) -> list[Evidence]:
        if entry.evidence:
            otherwise = (
                said.read is not None and said.read.act != entry.citation.act
            )  # more than the words themselves say
            return [
                one.model_copy(update={"method": "person", "confidence": None, "inferred": one.inferred or otherwise})
                for one in entry.evidence
            ]
        return [Evidence(page=said.page, box=self._box(said), text=entry.citation.text, method="person")]

    def _box(self, said: CitationSaid) -> tuple[int, int, int, int] | None:
        """Where it stood, in pixels of the page as it is stored now."""
        page = self.pages.get(said.page or 0)
        if said.box is None or page is None or not page.width or not page.height:
            return None
        wide, high = said.size or (page.width, page.height)
        across, down = page.width / wide, page.height / high
        left, top, right, bottom = said.box
        return round(left * across), round(top * down), round(right * across), round(bottom * down)


def with_said_citations(
    record: Record, doubts: Sequence[Doubt], log: Sequence[CitationSaid], pages: Iterable[Page], old: Record | None
) -> CitedRecord:
    """Put what people said of citations into a record made of a reading.

    Args:
        record: As it was made.
        doubts: Of the reading.
        log: What people said, in its order.
        pages: Of the reading.
        old: The record as it stood: what was looked up of an act that is still cited stays.
    """
    holding = [one for one in latest(log) if one.decision is not Decision.OPEN]
    if not holding:
        return CitedRecord(record, tuple(doubts))
    basis = _Basis(list(_entries(record)), {page.number: page for page in pages})
    for said in sorted(holding, key=lambda one: one.decision is Decision.ADDED):  # what was read goes first
        basis.put(said)
    made = renumbered(record, *_numbering(basis.entries))
    made = _with_basis(made, basis.entries, old)
    return CitedRecord(made, tuple(_still_about(doubts, basis.entries)), tuple(basis.told))


def _entries(record: Record) -> Iterator[_Entry]:
    for at, citation in enumerate(record.legal_basis):
        yield _Entry(at, citation, list(record.evidence.get(json_pointer("legal_basis", at), ())))


def _numbering(entries: Sequence[_Entry]) -> tuple[dict[int, int], frozenset[int]]:
    """Where each place of the reading stands by now, and the places of the reading that are none any more."""
    left = [one for one in entries if not one.gone]
    places = {id(one): at for at, one in enumerate(left)}
    moved = {}
    for one in entries:
        at = places.get(id(one.same or one))
        if one.at is not None and at is not None:
            moved[one.at] = at
    return moved, frozenset(one.at for one in entries if one.at is not None and one.at not in moved)


def _with_basis(record: Record, entries: Sequence[_Entry], old: Record | None) -> Record:
    looked_up = {} if old is None else {identity_of(one): one.validity for one in old.legal_basis}
    evidence = {name: of for name, of in record.evidence.items() if not name.startswith("/legal_basis/")}
    basis: list[Citation] = []
    for at, one in enumerate(one for one in entries if not one.gone):
        known = looked_up.get(identity_of(one.citation)) if one.decided else None
        basis.append(one.citation if known is None else one.citation.model_copy(update={"validity": known}))
        if one.evidence:
            evidence[json_pointer("legal_basis", at)] = one.evidence
    if basis and (none := [place for one in entries if one.taken_out for place in _looked_at(one)]):
        evidence[json_pointer("legal_basis")] = none
    return record.model_copy(update={"legal_basis": basis, "evidence": evidence})


def _looked_at(entry: _Entry) -> Iterator[Evidence]:
    """Where words stand that a person said are no citation: the text still has them, and nothing may rest on them.

    They are evidence of the legal basis as a whole, which does without them.
    """
    for place in entry.evidence:  # one entry may be printed in other words elsewhere
        yield place.model_copy(update={"method": "person", "confidence": None})
    if entry.citation.text not in (place.text for place in entry.evidence):
        yield Evidence(text=entry.citation.text, method="person")


def _still_about(doubts: Sequence[Doubt], entries: Sequence[_Entry]) -> Iterator[Doubt]:
    """The doubts with the places by which the record knows its citations; of what was taken out there is none."""
    moved, gone = _numbering(entries)
    for doubt in doubts:
        parts = doubt.pointer.split("/")
        if parts[1:2] != ["legal_basis"] or not parts[2:] or not parts[2].isdigit():
            yield doubt
        elif (at := moved.get(int(parts[2]))) is not None:
            yield replace(doubt, pointer="/".join(["", "legal_basis", str(at), *parts[3:]]))
        elif int(parts[2]) not in gone:
            yield doubt
