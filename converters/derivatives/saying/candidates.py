"""Passages of a record that could become a key point, each tied to the provision it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from converters.derivatives.saying.citation_labels import capitalised
from converters.derivatives.saying.emphasis import Emphasis, emphasis_of_deadline, emphasis_of_sanction
from converters.derivatives.saying.excerpts import limits_what_precedes, opening_with, sentences, tidy, without_citation
from converters.derivatives.saying.provisions import Provision, ProvisionFinder
from validators.language import legal_paper
from validators.sharing.pointer import below
from validators.sharing.record import (
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

Tie = Literal["own", "inherited", "only"]

_MARKER = re.compile(r"^\s*(?:[-–•*+▪►■□◆✓➢]|\(?\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}\.)\s+")
_NUMBERING = re.compile(r"^\s*(?:(?:Mục|Phần)\s+)?(?:\d{1,2}|[IVX]{1,5})\s*[.:)/]\s*", re.IGNORECASE)
_SCRAP = re.compile(r"^[^\w“\"(]+(?:\d{1,2}\s+(?=[^\W\d]))?")  # what is left of a drawing beside a heading
_QUESTION_NUMBER = re.compile(r"^.*?\bCâu(?:\s+hỏi)?\s+\d{1,2}\s*[.:)/]\s*")
# A bullet read as a letter or a sign: "được: m yêu cầu …; m yêu cầu …". No Vietnamese word is a lone consonant.
_STRAY_BULLET = re.compile(r"(?:^|(?<=[:;.] ))[bcdghklmnpqrstvxđ®©@€°»«|] (?=\w)")
_ANSWER_WORD = re.compile(r"^\W*(?:trả lời|đáp|giải đáp|hỏi)\s*[:.]\s*", re.IGNORECASE)

# What an issuer prints about itself and its paper: never what the law says.
_IMPRINT = ("(?:người )?biên soạn", "chịu trách nhiệm", "cơ quan ban hành", r"in \d", "giấy phép")
_ABOUT_ITSELF = ("tài liệu (?:này|được|dùng)",)
_CONTACT = ("địa chỉ", "điện thoại", "email", "website", "liên hệ")
_PRINTED_ABOUT = (legal_paper.HEAD_OR_FOOT, r"ngày \d", *_IMPRINT, *_ABOUT_ITSELF, *_CONTACT)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join(_PRINTED_ABOUT)})", re.IGNORECASE)

# A sentence that opens with one of these says nothing without the one before it.
_CONNECTIVES = ("ngoài ra", "đồng thời", "tuy nhiên", "nhưng", "do đó", "vì vậy", "như vậy", "bên cạnh đó")
_POINTERS_BACK = ("theo đó", "trong đó", "khi đó", "việc này", "điều này", "hành vi này", "trường hợp này")
_PLURALS_BACK = ("những trường hợp này", "mức này", "các mức phạt trên")
_PRONOUNS = ("người này", "họ", "nó", "đây")
_REFERS_BACK = opening_with(*_CONNECTIVES, *_POINTERS_BACK, *_PLURALS_BACK, *_PRONOUNS)
# One that opens with these can stand alone, but belongs to the sentence before it where there is one.
_LEANS = opening_with(
    "nếu", "trường hợp", "mức phạt", "cũng", "hành vi", "người vi phạm", "người đó", "người ấy"
)  # fmt: skip
_LONGEST_QUESTION = 160  # letters; a longer paragraph that ends with "?" is a story, not a heading


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and the provision it rests on.

    Attributes:
        kind: A value of `PointKind`.
        text: The passage, without list marker.
        source: The provision.
        tie: How the two are tied: the passage names it, what stands above names it, or there is only that one.
        pointer: JSON Pointer of the passage's block.
        heading: What it stands under.
        emphasis: A number known from structure.
    """

    kind: str
    text: str
    source: Provision
    tie: Tie
    pointer: str
    heading: str | None = None
    emphasis: Emphasis | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for a block: its pointer, the heading above it, the provision that names, and what it would be."""

    pointer: str
    heading: str | None = None
    source: Provision | None = None
    kind: str = "rule"


def candidates(record: Record) -> Iterator[Candidate]:
    """Every passage that carries its source, in the order of the material."""
    if record.legal_basis:
        walk = _Walk(ProvisionFinder(record), tidy(record.title).casefold())
        yield from walk.blocks(record.content, _Place("/content"))


@dataclass(frozen=True, slots=True)
class _Walk:
    sources: ProvisionFinder
    title: str

    def blocks(self, blocks: Sequence[Block], place: _Place) -> Iterator[Candidate]:
        """Candidates of sibling blocks; headings, questions and list openings hold for what follows them."""
        above, opening = place, None
        apart = _drawn_apart(blocks)
        for index, block in enumerate(blocks):
            here = replace(above, pointer=below(place.pointer, index))
            if index >= apart:
                here = _Place(here.pointer)
            if (under := self._under(block, place)) is not None:
                above, opening = under, None
                continue
            if opening is not None and isinstance(block, ListBlock | Table):
                here = replace(here, source=opening)
            opening = self._opening(block)
            yield from self._block(block, here)

    def _under(self, block: Block, place: _Place) -> _Place | None:
        """What a heading, or a question printed as a paragraph, means for what follows; None for other blocks."""
        asks = (
            isinstance(block, Paragraph) and block.text.rstrip().endswith("?") and len(block.text) < _LONGEST_QUESTION
        )
        if not asks and not isinstance(block, Heading):
            return None
        text = tidy(getattr(block, "text", ""))
        if text.casefold() == self.title:
            return place
        source = self.sources.within(text)
        if source:
            text = without_citation(text, source.printed)
        kind = "answer" if asks else place.kind
        return replace(place, heading=_as_heading(text), source=source or place.source, kind=kind)

    def _opening(self, block: Block) -> Provision | None:
        """The provision of a paragraph that opens a list: "Theo Điều 9 …, hòa giải viên có quyền:"."""
        if isinstance(block, Paragraph) and block.text.rstrip().endswith(":"):
            return self.sources.within(sentences(tidy(block.text))[-1])
        return None

    def _block(self, block: Block, place: _Place) -> Iterator[Candidate]:
        match block:
            case Sanction() | RightOrDuty() | Deadline() | Procedure():
                yield from self._structured(block, place)
            case Paragraph():
                if not _is_torn_off(block.text):
                    yield from self._prose(block.text, place)
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
            case _:
                return

    def _structured(self, block: Sanction | RightOrDuty | Deadline | Procedure, place: _Place) -> Iterator[Candidate]:
        if block.basis is None:
            source, tie = self._tied(None, place)
        else:
            source, tie = self.sources.structured(block.basis), "own"
        if source is not None:
            text, emphasis = _wording(block)
            text = capitalised(_STRAY_BULLET.sub("", tidy(text)))
            yield Candidate(block.type, text, source, tie, place.pointer, place.heading, emphasis)

    def _tied(self, own: Provision | None, place: _Place) -> tuple[Provision | None, Tie]:
        if own is not None:
            return own, "own"
        return (place.source, "inherited") if place.source else (self.sources.only(), "only")

    def _list(self, block: ListBlock, place: _Place) -> Iterator[Candidate]:
        """Items that name their provision one by one; others together, for one alone would pass for the whole."""
        if any(self.sources.within(item) for item in block.items):
            for number, item in enumerate(block.items):
                yield from self._prose(item, replace(place, pointer=below(place.pointer, "items", number)))
            return
        source, tie = self._tied(None, place)
        items = [_MARKER.sub("", tidy(item)).rstrip(" ;,.") for item in block.items]
        if source is not None and all(items):
            yield Candidate(place.kind, capitalised("; ".join(items)) + ".", source, tie, place.pointer, place.heading)

    def _table(self, block: Table, place: _Place) -> Iterator[Candidate]:
        """Rows of a table of two columns with a head: "behaviour: sanction", under the head of the second column."""
        if block.header_rows != 1 or any(len(row) != len(("behaviour", "sanction")) for row in block.rows):
            return
        heading = _as_heading(tidy(block.rows[0][1]))
        for number, (first, second) in enumerate(block.rows[1:], 1):
            source, tie = self._tied(self.sources.within(f"{first} {second}"), place)
            if source is not None and first.strip() and second.strip():
                text = f"{tidy(first).rstrip(' :.;')}: {tidy(second)}"
                yield Candidate(place.kind, text, source, tie, below(place.pointer, "rows", number), heading)

    def _prose(self, text: str, place: _Place) -> Iterator[Candidate]:
        """Each statement of a passage that names a provision; the whole when its source stands above."""
        whole = _ANSWER_WORD.sub("", _STRAY_BULLET.sub("", _MARKER.sub("", tidy(text))))
        if not whole or _is_no_statement(whole):
            return
        parts = sentences(whole)
        named = [(number, source) for number, part in enumerate(parts) if (source := self.sources.within(part))]
        free = 0  # the first sentence no statement has yet
        for number, source in named:
            start, end = _statement(parts, number, free)
            free = end
            if not _REFERS_BACK.search(parts[start]):
                said = capitalised(" ".join(parts[start:end]))
                yield Candidate(place.kind, said, source, "own", place.pointer, place.heading)
        if not named and not _REFERS_BACK.search(whole):
            inherited, tie = self._tied(None, place)
            if inherited is not None:
                yield Candidate(place.kind, capitalised(whole), inherited, tie, place.pointer, place.heading)

    def _answered(self, question: str, answer: Sequence[Block], member: str, place: _Place) -> Iterator[Candidate]:
        """One point a question: the first passage of its answer that carries a source."""
        asked = _as_heading(question) if member == "answer" else place.heading
        source = self.sources.within(question)
        if source is None:
            source = next((found for block in answer if (found := self._anywhere(block))), place.source)
        first = next(self.blocks(answer, _Place(below(place.pointer, member), asked, source, "answer")), None)
        if first is not None:
            yield first

    def _anywhere(self, block: Block) -> Provision | None:
        texts = block.items if isinstance(block, ListBlock) else [getattr(block, "text", None) or ""]
        return next((found for text in texts if (found := self.sources.within(text))), None)

    def _division(self, block: Division, place: _Place) -> Iterator[Candidate]:
        title = _as_heading(block.title) if block.title else place.heading
        source = self.sources.within(f"{block.title or ''} {block.text or ''}")
        inside = replace(place, heading=title, source=source or place.source)
        if block.text:
            yield from self._prose(block.text, inside)
        yield from self.blocks(block.children, replace(inside, pointer=below(place.pointer, "children")))


def _is_no_statement(text: str) -> bool:
    """Whether it is a letterhead or imprint, a question, the opening of a list, or a line in capitals."""
    return _FURNITURE.search(text) is not None or text.endswith(("?", ":")) or text.isupper()


def _drawn_apart(blocks: Sequence[Block]) -> int:
    """Index from which on structured blocks only repeat what the text says, under no heading; the length if none do.

    Sanctions, duties and deadlines found in running text are appended to a record at its end. Such a run belongs to a
    heading only when it follows right on it.
    """
    start = len(blocks)
    while start and isinstance(blocks[start - 1], Sanction | RightOrDuty | Deadline | Procedure):
        start -= 1
    return len(blocks) if start == 0 or isinstance(blocks[start - 1], Heading) else start


def _is_torn_off(text: str) -> bool:
    """Whether it is the rest of a list that came apart: "75.000.000 đồng trong …", "hoặc người …"."""
    if _MARKER.match(text):
        return False
    letters = text.lstrip(" “\"'(")
    return letters[:1].islower() or re.match(r"\d[\d.,]*\s+\w", letters) is not None


def _statement(parts: Sequence[str], number: int, free: int) -> tuple[int, int]:
    """The sentences that belong to the one that names a provision, as a range.

    Those before it when it leans on them ("Nếu gây thiệt hại …"), those after it when they limit it ("Trừ …").
    """
    start, end = number, number + 1
    while start > free and (_REFERS_BACK.search(parts[start]) or _LEANS.search(parts[start])):
        start -= 1
    while end < len(parts) and limits_what_precedes(parts[end]):
        end += 1
    return start, end


def _as_heading(text: str) -> str | None:
    """A heading without its number; None when what is left is a scrap of a broken line."""
    shown = _NUMBERING.sub("", _QUESTION_NUMBER.sub("", _SCRAP.sub("", tidy(text)))).strip(" .:;")
    whole = shown.count("(") == shown.count(")") and sum(letter.isalpha() for letter in shown) * 2 > len(shown)
    return capitalised(shown) if whole else None


def _wording(block: Sanction | RightOrDuty | Deadline | Procedure) -> tuple[str, Emphasis | None]:
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
