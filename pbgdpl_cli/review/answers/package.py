"""One package under review: its open places, and the answers that are not in it yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from converters.corrections.applying import Differing, Entry, corrected
from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement, Change
from converters.corrections.places import WordPlace, place_at, places_on, places_over_lines
from converters.corrections.rebuilding import PagesAsLeft, by_page, correct_package, told_of
from converters.corrections.retyped import in_turn, retyped, retyped_over
from converters.reading.document import Page
from converters.records.doubts.doubt import Doubt, ranked
from converters.records.doubts.settled import Settled, key_of, open_doubts, read_settled, settled_json, settled_now
from pbgdpl_cli.review.answers.changes import change_of, changes_in, is_change
from pbgdpl_cli.review.answers.items import ReviewItem, doubted, folded, line_item, line_of_key
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.answers.on_page import Role, roles_by_page
from pbgdpl_cli.version import software
from validators.packages.changing import changing
from validators.packages.package import SETTLED, Package
from validators.packages.reading import read_unchanged
from validators.problems import Message, Problem, say

_ITEMS_AT_HAND = 512
_PAGES_IN_ORDER = 8


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the answers for a package.

    Attributes:
        count: How many are in the package now.
        left: How many are kept, because something else stands at their places by now.
        told: Places that are read otherwise than when they were corrected.
    """

    count: int
    left: int = 0
    told: tuple[Message, ...] = ()


class _State:
    """A package as it stands: what is asked of it is made when it is asked for."""

    def __init__(self, package: Package) -> None:
        path = package.root
        self.record = package.record()
        self.pages = PagesAsLeft(path, self.record)
        self.doubts: Mapping[str, Doubt] = {key_of(one): one for one in ranked(open_doubts(path, self.record))}
        self.on_page: dict[int | None, list[str]] = defaultdict(list)
        for key, doubt in self.doubts.items():
            self.on_page[doubt.page].append(key)
        self.put_in_order(())

    @cached_property
    def roles(self) -> Mapping[int, Sequence[Role]]:
        """What the words of each page are in the record."""
        return roles_by_page(self.record)

    def put_in_order(self, changes: Sequence[Arrangement]) -> None:
        """Show pages with lines as a person put them in order, and places by where their words stand then."""
        self.changes = by_page(changes)
        self.__dict__.pop("lost", None)  # of the changes before
        self.page = lru_cache(maxsize=_PAGES_IN_ORDER)(self._page)
        self.doubted = lru_cache(maxsize=_ITEMS_AT_HAND)(self._doubted)

    def _page(self, number: int) -> Page | None:
        page, changes = self.pages.page(number), self.changes.get(number)
        return corrected(page, changes).page if page is not None and changes else page

    @cached_property
    def lost(self) -> frozenset[str]:
        """Keys of what was done with lines that read otherwise by now: another program changed the package."""
        read = ((self.pages.page(number), changes) for number, changes in self.changes.items())
        told = (one for page, changes in read if page is not None for one in corrected(page, changes).differing)
        return frozenset(one.correction.key for one in told if isinstance(one.correction, Arrangement))

    def _doubted(self, key: str) -> ReviewItem | None:
        doubt = self.doubts.get(key)
        if doubt is None:
            return None
        page = None if doubt.page is None else self.page(doubt.page)
        return doubted(key, doubt, *((None,) if page is None else _places(page, doubt)))


def _places(page: Page, doubt: Doubt) -> tuple[WordPlace | None, tuple[WordPlace, ...]]:
    """The words a doubt is about: those of one line, or of several."""
    if doubt.box is not None:
        place = place_at(page, doubt.box)
    else:
        found = places_on(page, doubt.text)
        if len(found) > 1:
            return None, ()
        place = found[0] if found else None
    return place, () if place is not None else places_over_lines(page, doubt.text, doubt.box)


class PackageUnderReview:
    """One package with its open places.

    Args:
        path: Its folder.
        home: The program's own folder, where answers are written down.

    Raises:
        Problem: It cannot be reviewed, or what people did in it cannot be read.
        OSError: It cannot be looked at.
    """

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        self.trouble: Message | None = None
        self._answers: dict[str, Answer] = {}
        self._look()
        self.journal = Journal(home, path, self._state.record.identifier)
        self._answers = dict(self.journal.answers())
        self._put_in_order()

    def _look(self) -> None:
        self._stamp = _stamp(self.path)
        self._state = read_unchanged(self.path, _State)
        self._put_in_order()

    def _put_in_order(self) -> None:
        changes = changes_in(self._answers)
        if changes != [one for each in self._state.changes.values() for one in each]:
            self._state.put_in_order(changes)

    def refresh(self) -> None:
        """See what another program made of the package meanwhile; costs nothing when it stayed the same.

        A package that cannot be read now is shown as it was, with the `trouble`; nothing goes into it.
        """
        try:
            if self.trouble is not None or _stamp(self.path) != self._stamp:
                self._look()
            self.trouble = None
        except Problem as problem:
            self.trouble = problem.message
        except OSError as error:
            self.trouble = say("{reason}", reason=error.strerror or str(error))

    @property
    def title(self) -> str:
        """What people know the material by."""
        return self._state.record.title

    @property
    def source(self) -> Path:
        """The file whose pages are looked at."""
        return self._state.pages.source

    @property
    def page_numbers(self) -> Sequence[int]:
        """The numbers of its pages, in order."""
        return self._state.pages.numbers

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What was answered and is not in the package yet, by key."""
        return self._answers

    @property
    def waiting(self) -> Sequence[tuple[str, Doubt]]:
        """Doubts nobody has answered, with their keys, worst first."""
        return [pair for pair in self._state.doubts.items() if pair[0] not in self._answers]

    @property
    def waiting_count(self) -> int:
        """How many doubts nobody has answered."""
        return len(self._state.doubts) - sum(key in self._state.doubts for key in self._answers)

    def worst_first(self) -> Iterator[tuple[str, Doubt]]:
        """Doubts nobody has answered, with their keys, worst first, each looked up when it is asked for."""
        return (pair for pair in self._state.doubts.items() if pair[0] not in self._answers)

    def waiting_on(self, page: int) -> Sequence[ReviewItem]:
        """The places of a page that nobody has answered, worst first."""
        keys = [key for key in self._state.on_page.get(page, ()) if key not in self._answers]
        return [item for key in keys if (item := self._state.doubted(key)) is not None]

    def roles(self, page: int) -> Sequence[Role]:
        """What the words of a page are in the record, as it stands in the package."""
        return self._state.roles.get(page, ())

    @property
    def out_of_place(self) -> Sequence[Answer]:
        """Answers to what does not stand there any more: another program changed the package meanwhile."""
        lost = self._state.lost
        return [answer for answer in self._answers.values() if not self._holds(answer, lost)]

    def _holds(self, answer: Answer, lost: Collection[str]) -> bool:
        """Whether what a person looked at still stands there."""
        if is_change(answer):
            change = change_of(answer)
            return change is not None and change.key not in lost
        item = self.item(answer.key)
        return item is not None and item.text == answer.before

    def item(self, key: str) -> ReviewItem | None:
        """The place with a key: on the list, or any line of a page."""
        line = line_of_key(key)
        if line is None:
            return self._state.doubted(key)
        page = self.page(line[0])
        return None if page is None else line_item(page, line[1], self.unread_numbers(line[0]))

    def page(self, number: int) -> Page | None:
        """A page by its number, its lines in the order in which people put them."""
        return self._state.page(number)

    def page_with(self, number: int, change: Arrangement | None, but: str = "") -> Page | None:
        """A page as it were with one more change, or without one of those that are not in the package yet."""
        page = self._state.pages.page(number)
        changes = [one for one in self._state.changes.get(number, ()) if isinstance(one, Correction) or one.key != but]
        return None if page is None else corrected(page, [*changes, *([change] if change else [])]).page

    def unread_numbers(self, page: int) -> Sequence[WordPlace]:
        """Where numbers stand on a page that a person shall still read; of two in one place, the wider."""
        places = [place for item in self.waiting_on(page) if item.is_number for place in item.places]
        places.sort(key=lambda place: place.start - place.stop)
        apart: list[WordPlace] = []
        for place in places:
            if not any(one.line == place.line and one.start < place.stop and place.start < one.stop for one in apart):
                apart.append(place)
        return apart

    def answer(self, answer: Answer) -> None:
        """Write an answer down.

        Raises:
            OSError: The disk refused.
        """
        self.exchange((), [answer])

    def take_back(self, key: str) -> None:
        """An answer holds no more.

        Raises:
            OSError: The disk refused.
        """
        self.exchange([key], ())

    def exchange(self, gone: Collection[str], added: Collection[Answer]) -> None:
        """Some answers hold no more, and others do from now on.

        Raises:
            OSError: The disk refused.
        """
        self.journal.exchange(gone, added)
        for key in (*gone, *(answer.key for answer in added)):
            self._answers.pop(key, None)
        self._answers.update((answer.key, answer) for answer in added)
        self._put_in_order()

    def apply(self) -> Applied:
        """Put the answers into the package as it is by now; those to what does not stand there any more are kept.

        Raises:
            Problem: The package cannot be changed; the answers are kept.
            OSError: The disk refused; the answers are kept.
        """
        answers = dict(self._answers)
        if not answers:
            return Applied(0)
        with changing(self.path) as change:
            self._look()
            lost = self._state.lost
            holding = {key: answer for key, answer in answers.items() if self._holds(answer, lost)}
            pairs = [(item, answer) for key, answer in holding.items() if (item := self.item(key)) is not None]
            if settled := [one for pair in pairs if (one := _settled(*pair)) is not None]:
                change.write(SETTLED, settled_json((*read_settled(self.path), *settled)))
            added = [arrangement for pair in pairs if (arrangement := _added(*pair)) is not None]
            corrections = in_turn([one for pair in pairs for one in _corrections(*pair)])
            made: tuple[Entry, ...] = (*changes_in(holding), *added, *corrections)
            differing: tuple[Differing, ...] = ()
            if made:
                today = dt.datetime.now().astimezone().date()
                differing = correct_package(change, made, today=today, software=software()).differing
        made_now = set(made)
        self._done(holding)
        return Applied(
            len(holding),
            len(answers) - len(holding),
            tuple(told_of(one) for one in differing if replace(one.correction, doubted=None, size=None) in made_now),
        )

    def _done(self, holding: Mapping[str, Answer]) -> None:
        """Answers that are in the package now; one given meanwhile for the same place is another one, and stays."""
        gone = [key for key, answer in holding.items() if self._answers.get(key) == answer]
        self.exchange(gone, ())
        self._look()


def _stamp(path: Path) -> tuple[int, int]:
    """What another program's change leaves no more alike: it puts another folder in this one's place."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def _settled(item: ReviewItem, answer: Answer) -> Settled | None:
    if item.doubt is None or (answer.text is not None and folded(answer.text) != folded(item.text)):
        return None
    return settled_now(item.doubt, answer.who, answer.when.replace(microsecond=0), text=item.text)


def _corrections(item: ReviewItem, answer: Answer) -> Sequence[Correction]:
    if not item.places or answer.text is None:
        return ()
    when = answer.when.replace(microsecond=0)
    if item.place is None:
        return retyped_over(item.over, answer.text, answer.who, when)
    if item.doubt is None:
        return retyped(item.place.page, item.place.line, answer.text, answer.who, when)
    return [item.place.corrected_to(answer.text, answer.who, when)]


def _added(item: ReviewItem, answer: Answer) -> Arrangement | None:
    """The words that are printed where none was read."""
    if not item.is_ink or item.page is None or not folded(answer.text or ""):
        return None
    when = answer.when.replace(microsecond=0)
    text = folded(answer.text or "")
    return Arrangement(item.key, Change.ADDED, item.page, "", text, answer.who, when, box=item.box)
