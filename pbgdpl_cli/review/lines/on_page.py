"""What the record and the list of doubts say of the lines of a page."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from converters.corrections.lines.regions import box_of
from converters.corrections.places import lines_of
from converters.reading.boxes import Box
from converters.reading.document import Line, Page
from pbgdpl_cli.review.answers.items import ReviewItem, line_key
from validators.sharing.pointer import is_place, parts_of
from validators.sharing.record import Evidence, Record

if TYPE_CHECKING:
    from pbgdpl_cli.review.answers.package import PackageUnderReview

_UNSAID = frozenset({"paragraph", "list"})
_INNER = frozenset({"answer", "solution"})
_SHORTEST = 3  # characters of a line that is recognised by its text alone


@dataclass(frozen=True, slots=True)
class Role:
    """What some words of a page are in the record.

    Attributes:
        name: The type of the block, "answer", "solution" or "citation".
        box: Where they stand; None where the page has no geometry.
        text: The words.
    """

    name: str
    box: Box | None
    text: str

    def is_about(self, line: Line) -> bool:
        """Whether a line is a part of it."""
        box = box_of(line)
        if box is not None and self.box is not None:
            return self.box.holds(box.centre_x, box.centre_y) or box.holds(self.box.centre_x, self.box.centre_y)
        return len(line.text) >= _SHORTEST and (line.text in self.text or self.text in line.text)


def roles_by_page(record: Record) -> Mapping[int, Sequence[Role]]:
    """What the words of each page are, as the record's evidence says."""
    found: dict[int, list[Role]] = defaultdict(list)
    for pointer, places in record.evidence.items():
        name = _name_at(record, pointer)
        for place in places if name else ():
            if place.page is not None:
                found[place.page].append(_role(name, place))
    return found


def _role(name: str, place: Evidence) -> Role:
    return Role(name, None if place.box is None else Box(*place.box), place.text)


def _name_at(record: Record, pointer: str) -> str:
    """What a value is; empty for what is no part of the text, and for plain paragraphs."""
    parts = parts_of(pointer)
    if parts[:1] == ["legal_basis"]:
        return "citation"
    if parts[:1] != ["content"]:
        return ""
    value: Any = record
    for part in parts:
        value = _step(value, part)
    kind = str(getattr(value, "type", ""))
    inner = next((part for part in parts if part in _INNER), "")
    return kind if kind and kind not in _UNSAID else inner


def _step(value: Any, part: str) -> Any:
    if isinstance(value, list):
        return value[int(part)] if is_place(part) and int(part) < len(value) else None
    return getattr(value, part, None)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of a line.

    Attributes:
        roles: What begins there, as the record has it.
        doubts: Keys and kinds of the doubts about words of it that nobody has answered.
    """

    roles: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


def facts_of(package: PackageUnderReview, page: Page) -> Sequence[LineFacts]:
    """What is known of each line of a page, in reading order."""
    lines = list(lines_of(page))
    begun: set[Role] = set()
    doubts = _doubts_by_line(package, page, lines)
    facts = []
    for at, line in enumerate(lines):
        roles = [role for role in package.roles(page.number) if role not in begun and role.is_about(line)]
        begun.update(roles)
        facts.append(LineFacts(tuple(dict.fromkeys(role.name for role in roles)), tuple(doubts.get(at, ()))))
    return facts


def _doubts_by_line(
    package: PackageUnderReview, page: Page, lines: Sequence[Line]
) -> Mapping[int, Sequence[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for item in package.waiting_on(page.number):
        for at in _places(lines, item):
            found[at].append((item.key, item.kind))
    return found


def loose_doubts(package: PackageUnderReview, page: Page) -> Sequence[ReviewItem]:
    """The doubts about a page that are about no line of it."""
    lines = list(lines_of(page))
    return [item for item in package.waiting_on(page.number) if not list(_places(lines, item))]


def _places(lines: Sequence[Line], item: ReviewItem) -> Iterator[int]:
    meant = [place.line for place in item.places]
    yield from (at for at, line in enumerate(lines) if any(line is one or line == one for one in meant))


def line_at(package: PackageUnderReview, item: ReviewItem) -> str | None:
    """The key of the line a place stands in, or nearest to; None where its page tells none."""
    page = None if item.page is None else package.page(item.page)
    if page is None:
        return None
    lines = list(lines_of(page))
    at = next(_places(lines, item), None)
    if at is None and item.box is not None:
        at = _nearest(lines, item.box)
    return None if at is None else line_key(page.number, at)


def _nearest(lines: Sequence[Line], box: Box) -> int | None:
    away = [
        (abs(own.centre_y - box.centre_y) + max(0, own.gap_across(box)), at)
        for at, line in enumerate(lines)
        if (own := box_of(line)) is not None
    ]
    return min(away)[1] if away else None


def sign_of(page: Page) -> str:
    """What a form says of the page its person saw, so that numbers of lines never mean other lines."""
    told = "\n".join(line.text for line in lines_of(page))
    kinds = " ".join(f"{block.kind}{len(block.lines)}" for block in page.blocks)
    return hashlib.sha256(f"{kinds}\n{told}".encode()).hexdigest()[:16]
