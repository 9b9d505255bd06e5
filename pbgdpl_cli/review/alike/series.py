"""A word that was put right once, wherever it stands in all packages: the like places, to be ticked one by one.

Nothing is put right unseen, and no number among others: where a digit or a doubted number is touched, the place is
shown and goes item by item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from converters.corrections.places import WordPlace, lines_of
from converters.reading.document import Page
from pbgdpl_cli.review.alike.carpet import digest
from pbgdpl_cli.review.answers.items import ReviewItem, Said, answered, folded, line_item, line_key, size_of
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.answers.state import LineAt
from pbgdpl_cli.review.words.harmless import may_be_number, says_number, touch
from pbgdpl_cli.review.words.scopes import EVERYWHERE, Scope
from validators.problems import Message, say

_LONGEST = 4  # words: what is longer is no word misread, and stands nowhere else
_BESIDE = 40  # code points of the line shown on both sides
_A_NUMBER = say("A number is read by itself.")
_TYPED = say("This line was typed already.")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were put right; with a scope, they are looked for in such material only."""

    before: str
    after: str
    scope: Scope = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the same words stand.

    Attributes:
        package: Index of its package.
        at: Its line.
        place: The words.
        after: What they would become.
        doubt: The open doubt about them; None where nothing doubted them.
        left: The line before them, numbers still to be read left out.
        right: The line behind them.
        page_size: Width and height of the page in pixels; None without geometry.
        kept_apart: Why they cannot be put right with others; None where they can.
    """

    package: int
    at: LineAt
    place: WordPlace
    after: str
    doubt: ReviewItem | None
    left: str
    right: str
    page_size: tuple[int, int] | None
    kept_apart: Message | None

    @property
    def token(self) -> str:
        """What a form says of it: where it is, and what the person saw there."""
        return f"{self.package}:{self.at.page}:{self.at.at}:{self.place.start}:{digest(self.at.text)}"

    @property
    def address(self) -> str:
        """Where it is looked at by itself."""
        key = line_key(self.at.page, self.at.at) if self.doubt is None else self.doubt.key
        return f"/p/{self.package}/item/{key}"


def changes(before: str, after: str) -> Sequence[Change]:
    """The words of a text that became others and may stand elsewhere too: no numbers, nothing long, nothing added."""
    old, new = folded(before).split(), folded(after).split()
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pairs = [
        Change(_bare(" ".join(old[first:last])), _bare(" ".join(new[start:stop])))
        for tag, first, last, start, stop in runs
        if tag == "replace" and max(last - first, stop - start) <= _LONGEST
    ]
    return [one for one in dict.fromkeys(pairs) if is_change(one)]


def is_change(change: Change) -> bool:
    """Whether words may be put right in many places: two words, neither of which may be a number."""
    both = (change.before, change.after)
    return change.before != change.after and all(both) and not any(may_be_number(one) for one in both)


def occurrences(queue: ReviewQueue, change: Change, hidden: str) -> Sequence[Occurrence]:
    """Every place where the words stand, in all packages: the doubted first, then in the order of the pages.

    Args:
        queue: All packages.
        change: The words, and what they were put right to. Where they stand in capitals, they become capitals.
        hidden: What is shown for a number that is still to be read.
    """
    if not is_change(change):
        return []
    wanted = re.compile(rf"(?<!\w){re.escape(change.before)}(?!\w)", re.IGNORECASE)
    found = [
        one
        for index, package in enumerate(queue.packages)
        if (change.scope == EVERYWHERE or change.scope in package.scopes) and package.work.second_reader is None
        for at in package.lines()
        if wanted.search(at.text) and (page := package.page(at.page)) is not None
        for one in _in_line(index, package, at, page, wanted, change, hidden)
    ]
    return sorted(found, key=lambda one: (one.doubt is None, one.package, one.at.page, one.at.at, one.place.start))


def answers_for(
    queue: ReviewQueue, ticked: Sequence[Occurrence], who: str, batch: str
) -> Mapping[int, Sequence[Answer]]:
    """The answers that put places right, by package: of the doubt where one was doubted, else of its line.

    Args:
        queue: All packages.
        ticked: The places that a person ticked; what is kept apart is passed over.
        who: The person.
        batch: Name of the screen.
    """
    made: dict[int, list[Answer]] = defaultdict(list)
    lines: dict[tuple[int, LineAt], list[Occurrence]] = defaultdict(list)
    for one in ticked:
        if one.kept_apart is not None:
            continue
        if one.doubt is None or one.doubt.place is None:
            lines[one.package, one.at].append(one)
            continue
        text = _replaced(one.doubt.text, one.doubt.place.start, [one])
        made[one.package].append(answered(one.doubt, Said(text), who, batch))
    for (index, at), together in lines.items():
        page = queue.packages[index].page(at.page)
        item = None if page is None else line_item(page, at.at)
        if item is not None and item.text == at.text:
            made[index].append(answered(item, Said(_replaced(at.text, 0, together)), who, batch))
    return made


def _in_line(
    index: int,
    package: PackageUnderReview,
    at: LineAt,
    page: Page,
    wanted: re.Pattern[str],
    change: Change,
    hidden: str,
) -> Iterator[Occurrence]:
    line = next(islice(lines_of(page), at.at, None))
    unread = [place for place in package.unread_numbers(at.page) if place.line == line]
    for match in wanted.finditer(at.text):
        place = WordPlace(at.page, line, match.start(), match.end())
        after = _in_case_of(match[0], change)
        if after is None:
            continue
        item = _about(package, place)
        if item is not None and (item.key in package.answers or package.tried.planted_at(item.key) is not None):
            continue
        yield Occurrence(
            index,
            at,
            place,
            after,
            item,
            _shown(at.text, 0, place.start, unread, hidden)[-_BESIDE:],
            _shown(at.text, place.stop, len(at.text), unread, hidden)[:_BESIDE],
            size_of(page),
            _kept_apart(package, at, place, after, item),
        )


def _kept_apart(
    package: PackageUnderReview, at: LineAt, place: WordPlace, after: str, item: ReviewItem | None
) -> Message | None:
    boxes = package.number_boxes(place.page)
    if any(touch(place.box, one) for one in boxes) or any(says_number(place, one) for one in (place.text, after)):
        return _A_NUMBER
    if item is not None:
        return _A_NUMBER if item.is_number else None
    return _TYPED if line_key(at.page, at.at) in package.answers else None


def _about(package: PackageUnderReview, place: WordPlace) -> ReviewItem | None:
    """The doubt about words, answered by now or not: the first whose place holds them."""
    for key in package.keys_on(place.page):
        item = package.item(key)
        doubted = None if item is None else item.place
        if doubted is not None and doubted.line == place.line and doubted.start <= place.start < doubted.stop:
            return item if place.stop <= doubted.stop else None
    return None


def _in_case_of(text: str, change: Change) -> str | None:
    """What words become, in small or large letters as they stand; None where they stand in a mixture."""
    for form in (str, str.lower, str.upper, _capitalised):
        if form(change.before) == text:
            return form(change.after)
    return None


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def _replaced(text: str, start: int, together: Sequence[Occurrence]) -> str:
    """A text that begins at a code point of its line, with places of it put right, the last first."""
    for one in sorted(together, key=lambda one: -one.place.start):
        text = f"{text[: one.place.start - start]}{one.after}{text[one.place.stop - start :]}"
    return text


def _shown(text: str, start: int, stop: int, unread: Collection[WordPlace], hidden: str) -> str:
    """A part of a line without the numbers that a person shall still read for himself."""
    for place in sorted(unread, key=lambda one: -one.start):
        if start < place.stop and place.start < stop:
            first, last = max(start, place.start), min(stop, place.stop)
            text = f"{text[:first]}{hidden}{text[last:]}"
            stop += len(hidden) - (last - first)
    return text[start:stop]


def _bare(text: str) -> str:
    return text.strip(".,;:!?()“”\"'…")
