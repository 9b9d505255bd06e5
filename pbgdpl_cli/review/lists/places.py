"""The open places of packages as a list shows them: every reading of a number taken out, for people read it anew."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.places import WordPlace, lines_of
from converters.reading.boxes import Box
from converters.reading.document import Line
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.masking import NumbersToRead, apart, line_without
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.views.place import reason_shown
from pbgdpl_cli.review.words.kinds import kind_of
from validators.language.unicode_hygiene import clean_text
from validators.problems import Message

HIDDEN = "[…]"
"""Stands where a number is that a person shall still read."""
_LENGTH = 12  # hexadecimal digits of the mark of a place: two readings share one by chance once in 10^14
_TELLING = 12  # letters of a line by which it is found on its page
_LONGEST = 300  # letters of a line around a place, or of a reading, that are shown


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """An open place on a list.

    Attributes:
        material: Identifier of the record.
        key: Of the place.
        base: Mark of what stood there when the list was made; by it a change meanwhile is seen.
        title: What people know the material by.
        page: From 1; None where it concerns the whole document.
        box: Where on the page.
        source: The file the page is of.
        kind: What sort of value.
        why: Why it is doubted.
        reads: What the program reads; empty for a number, which a person reads for himself.
        others: Other readings; none for a number.
        around: The line it stands in, without any number that is still to be read.
        is_number: Whether it has to be typed.
        harm: Of a mistake, 0 to 100.
        is_citation: Whether it is decided about: right, none, or another act or place.
    """

    material: str
    key: str
    base: str
    title: str
    page: int | None
    box: Box | None
    source: Path
    kind: Message | str
    why: Message | None
    reads: str
    others: tuple[str, ...]
    around: str
    is_number: bool
    harm: int
    is_citation: bool = False


def base_of(item: ReviewItem) -> str:
    """The mark of what stands at a place now."""
    return hashlib.sha256(f"{item.key}\n{item.text}".encode()).hexdigest()[:_LENGTH]


def places_by_page(package: PackageUnderReview) -> Iterator[ListedPlace]:
    """The open places of a package, page by page: each page is unpacked once, however many places it has."""
    on_page: dict[int | None, list[tuple[str, int]]] = defaultdict(list)
    for key, doubt in package.waiting:
        on_page[doubt.page].append((key, doubt.harm))
    title = title_of(package)
    for number, keys in sorted(on_page.items(), key=lambda one: one[0] or 0):
        page = None if number is None else package.page(number)
        items = [(item, harm) for key, harm in keys if (item := package.item(key)) is not None]
        yield from _listed(package, title, items, () if page is None else tuple(lines_of(page)))


def ranked(packages: Sequence[PackageUnderReview]) -> list[ListedPlace]:
    """The open places of all packages, those first whose mistakes would do most harm."""
    return sorted((place for one in packages for place in places_by_page(one)), key=lambda place: -place.harm)


def title_of(package: PackageUnderReview) -> str:
    """The title, or the name of the folder where the title bears a number that is still to be read."""
    numbers = (doubt.text for _, doubt in package.waiting if doubt.kind in {"number", "date"} and doubt.text)
    return package.path.name if any(number in package.title for number in numbers) else clean_text(package.title)


def _listed(
    package: PackageUnderReview, title: str, items: Sequence[tuple[ReviewItem, int]], lines: Sequence[Line]
) -> Iterator[ListedPlace]:
    """The places of one page."""
    numbers = [item for item, _ in items if item.is_number]
    unread = apart(item.place for item in numbers if item.place is not None)
    texts = NumbersToRead(item.text for item in numbers)
    shown = {id(line): at for at, line in enumerate(lines)}
    for item, harm in items:
        at = None if item.place is None else shown.get(id(item.place.line))
        around = "" if at is None else _around(lines, at, unread)
        yield ListedPlace(
            package.identifier, item.key, base_of(item), title, item.page, item.box, package.source,
            kind_of(item.kind), reason_shown(item),
            "" if item.is_number else _shown(item.text, texts),
            () if item.is_number else tuple(_shown(one, texts) for one in item.candidates if one != item.text),
            _shown(around, texts), item.is_number, harm,
        )  # fmt: skip


def _around(lines: Sequence[Line], at: int, unread: Sequence[WordPlace]) -> str:
    """A line, and those beside it where alone it would name no place: cells of tables often hold but one number."""
    told = line_without(lines[at], unread, HIDDEN)
    if len(told.replace(HIDDEN, "").strip()) >= _TELLING:
        return told
    beside = [line_without(line, unread, HIDDEN) for line in lines[max(0, at - 1) : at + 2]]
    return " / ".join(beside)


def _shown(text: str, numbers: NumbersToRead) -> str:
    shown = numbers.taken_out(" ".join(clean_text(text).split()), HIDDEN)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
