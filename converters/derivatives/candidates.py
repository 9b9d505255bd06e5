"""Passages of a record that could become a key point, each tied to one of the record's citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from converters.derivatives.emphasis import Emphasis, emphasis_of_deadline, emphasis_of_sanction
from converters.derivatives.excerpts import sentences, tidy, without_citation
from validators.sharing.record import (
    Block,
    Citation,
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
)

Tie = Literal["own", "inherited", "only"]

_MARKER = re.compile(r"^\s*(?:[-–•*+▪►■□◆✓➢]|\(?\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}\.)\s+")
_NUMBERING = re.compile(r"^\s*(?:(?:Câu(?:\s+hỏi)?|Mục|Phần)\s+)?(?:\d{1,2}|[IVX]{1,5})\s*[.:)/]\s*", re.IGNORECASE)
# Who issued it and for whom: never what the law says.
_FURNITURE = re.compile(
    r"^\W*(?:cộng ho[àa] xã hội|độc lập|nơi nhận|kính gửi|lưu:|căn cứ\b|(?:người )?biên soạn|chịu trách nhiệm|"
    r"cơ quan|tài liệu (?:này|được)|in \d|giấy phép|địa chỉ|điện thoại|email|website|số:|ngày \d)",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"^\W*(?:ngoài ra|đồng thời|tuy nhiên|nhưng|do đó|vì vậy|như vậy|bên cạnh đó|theo đó|trong đó|khi đó|việc này|"
    r"điều này|hành vi này|trường hợp này|những trường hợp này|mức này|người này|họ|nó|đây)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and the citation it rests on.

    Attributes:
        kind: A value of `PointKind`.
        text: The passage, without list marker.
        basis: Index into the record's `legal_basis`.
        tie: How the two are tied: the passage names it, what stands above names it, or there is only that one.
        pointer: JSON Pointer of the passage's block.
        heading: What it stands under.
        emphasis: A number known from structure.
    """

    kind: str
    text: str
    basis: int
    tie: Tie
    pointer: str
    heading: str | None = None
    emphasis: Emphasis | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known at a point of the walk: where we are, what stands above, and which citation it holds."""

    pointer: str
    heading: str | None = None
    basis: int | None = None
    kind: str = "rule"
    level: int = 0


def candidates(record: Record) -> Iterator[Candidate]:
    """Every passage that carries its source, in the order of the material."""
    if record.legal_basis:
        walk = _Walk(record.legal_basis, tidy(record.title).casefold())
        yield from walk.blocks(record.content, _Place("/content"))


def cited_in(text: str, citations: Sequence[Citation]) -> int | None:
    """The citation whose printed text stands in a passage: the longest, and of several as long the first."""
    folded = tidy(text).casefold()
    held = [index for index, citation in enumerate(citations) if tidy(citation.text).casefold() in folded]
    return max(held, key=lambda index: (len(citations[index].text), -index)) if held else None


@dataclass(frozen=True, slots=True)
class _Walk:
    citations: Sequence[Citation]
    title: str

    def blocks(self, blocks: Sequence[Block], place: _Place) -> Iterator[Candidate]:
        """Candidates of sibling blocks; headings and list openings hold for what follows them."""
        above, opening = place, None
        for index, block in enumerate(blocks):
            here = replace(above, pointer=f"{place.pointer}/{index}")
            if isinstance(block, Heading):
                above, opening = self._under_heading(block, place), None
                continue
            if opening is not None and isinstance(block, ListBlock):
                here = replace(here, basis=opening)
            opening = self._opening(block)
            yield from self._block(block, here)

    def _under_heading(self, block: Heading, place: _Place) -> _Place:
        text = tidy(block.text)
        if text.casefold() == self.title:
            return place
        held = cited_in(text, self.citations)
        if held is None:
            return replace(place, heading=_NUMBERING.sub("", text))
        shown = without_citation(text, self.citations[held].text)
        return replace(place, heading=_NUMBERING.sub("", shown), basis=held)

    def _opening(self, block: Block) -> int | None:
        """The citation of a paragraph that opens a list: "Theo Điều 9 …, hòa giải viên có quyền:"."""
        if isinstance(block, Paragraph) and block.text.rstrip().endswith(":"):
            return cited_in(block.text, self.citations)
        return None

    def _block(self, block: Block, place: _Place) -> Iterator[Candidate]:
        match block:
            case Sanction() | RightOrDuty() | Deadline() | Procedure():
                yield from self._structured(block, place)
            case Paragraph():
                yield from self._prose(block.text, place)
            case ListBlock():
                for number, item in enumerate(block.items):
                    yield from self._prose(item, replace(place, pointer=f"{place.pointer}/items/{number}"))
            case Question():
                yield from self._answered(block.text, block.answer, "answer", place)
            case Situation():
                yield from self._answered(block.text, block.solution, "solution", place)
            case Division():
                yield from self._division(block, place)
            case _:
                return

    def _structured(self, block: Sanction | RightOrDuty | Deadline | Procedure, place: _Place) -> Iterator[Candidate]:
        basis, tie = self._tied(block.basis, place)
        if basis is None:
            return
        text, emphasis = _told(block)
        yield Candidate(block.type, text, basis, tie, place.pointer, place.heading, emphasis)

    def _tied(self, own: int | None, place: _Place) -> tuple[int | None, Tie]:
        if own is not None and own < len(self.citations):
            return own, "own"
        if place.basis is not None:
            return place.basis, "inherited"
        return (0, "only") if len(self.citations) == 1 else (None, "only")

    def _prose(self, text: str, place: _Place) -> Iterator[Candidate]:
        """A paragraph or item: the sentence that holds a citation, or the whole when its source stands above."""
        whole = _MARKER.sub("", tidy(text))
        if not whole or _FURNITURE.search(whole) or whole.endswith(("?", ":")) or whole.isupper():
            return
        parts = sentences(whole)
        for number, sentence in enumerate(parts):
            held = cited_in(sentence, self.citations)
            if held is not None:
                # A sentence that points back needs the one before it; one that stands first carries those after it.
                rest = whole if number == 0 else " ".join(parts[number:])
                if number == 0 or not _REFERS_BACK.search(sentence):
                    yield Candidate(place.kind, rest, held, "own", place.pointer, place.heading)
                    return
        basis, tie = self._tied(cited_in(whole, self.citations), place)
        if basis is not None and not _REFERS_BACK.search(whole):
            yield Candidate(place.kind, whole, basis, tie, place.pointer, place.heading)

    def _answered(self, question: str, answer: Sequence[Block], member: str, place: _Place) -> Iterator[Candidate]:
        """One point a question: the first passage of its answer that carries a source."""
        held = cited_in(question, self.citations)
        if held is None:
            held = next((found for block in answer if (found := self._anywhere(block)) is not None), place.basis)
        asked = _NUMBERING.sub("", tidy(question)) if member == "answer" else place.heading
        inside = _Place(f"{place.pointer}/{member}", asked, held, "answer")
        first = next(self.blocks(answer, inside), None)
        if first is not None:
            yield _whole_list(first, answer)

    def _anywhere(self, block: Block) -> int | None:
        texts = block.items if isinstance(block, ListBlock) else [getattr(block, "text", None) or ""]
        return next((found for text in texts if (found := cited_in(text, self.citations)) is not None), None)

    def _division(self, block: Division, place: _Place) -> Iterator[Candidate]:
        title = tidy(block.title) if block.title else place.heading
        held = cited_in(f"{block.title or ''} {block.text or ''}", self.citations)
        inside = replace(place, heading=title, basis=place.basis if held is None else held)
        if block.text:
            yield from self._prose(block.text, inside)
        yield from self.blocks(block.children, replace(inside, pointer=f"{place.pointer}/children"))


def _whole_list(first: Candidate, answer: Sequence[Block]) -> Candidate:
    """An answer given as a list is told as a list: its first item alone would pass for the whole answer."""
    found = re.search(r"/(\d+)/items/0$", first.pointer)
    block = answer[int(found.group(1))] if found else None
    if not isinstance(block, ListBlock):
        return first
    items = [_MARKER.sub("", tidy(item)).rstrip(" ;,.") for item in block.items]
    return replace(first, text="; ".join(items) + ".", pointer=first.pointer.removesuffix("/items/0"))


def _told(block: Sanction | RightOrDuty | Deadline | Procedure) -> tuple[str, Emphasis | None]:
    """What a structured block says, in its own words, and its number."""
    match block:
        case Sanction():
            texts = (block.behaviour, block.other)
            return " ".join(_ended(text) for text in texts if text), emphasis_of_sanction(block)
        case Deadline():
            return block.text, emphasis_of_deadline(block)
        case Procedure():
            steps = "; ".join(step.rstrip(" ;.") for step in block.steps)
            return f"{block.title}: {steps}" if steps else block.title, None
        case RightOrDuty():
            return block.text, None


def _ended(text: str) -> str:
    tidied = tidy(text).rstrip(" ;,")
    return tidied if tidied.endswith((".", "!", "?", "…")) else f"{tidied}."
