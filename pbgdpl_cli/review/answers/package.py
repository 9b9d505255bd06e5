"""One package under review: its open places, and the answers that are not in it yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from converters.corrections.applying import Differing
from converters.corrections.correction import Correction
from converters.corrections.places import WordPlace, lines_of, place_at, places_on
from converters.corrections.raised import Raised, read_raised
from converters.corrections.rebuilding import PagesAsLeft, correct_package, told_of
from converters.corrections.retyped import in_turn, retyped
from converters.corrections.said import record_values, say_values
from converters.corrections.stored import read_corrections
from converters.corrections.trials import Purpose, Trial, read_trials, with_trials
from converters.reading.boxes import Box
from converters.reading.document import Page
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS, Settled, read_settled, settled_json, settled_now
from pbgdpl_cli.review.answers.items import (
    ReviewItem,
    Said,
    Verdict,
    doubted,
    folded,
    line_item,
    line_of_key,
    on_page,
)
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.answers.masking import apart
from pbgdpl_cli.review.answers.values import Values, field_of_key, said_values, shown_value
from pbgdpl_cli.review.trying.looks import Pair, differences, put, sample_trials, second_trials
from pbgdpl_cli.review.trying.marks import Marks
from pbgdpl_cli.review.trying.tasks import Tasks
from pbgdpl_cli.review.trying.tryouts import Tryouts
from pbgdpl_cli.review.trying.weighing import weighed
from pbgdpl_cli.review.trying.work import DOUBTS_ONLY, Work, same_person
from pbgdpl_cli.version import software
from validators.packages.changing import PackageChange, changing
from validators.packages.package import SETTLED, Package
from validators.packages.reading import read_unchanged
from validators.problems import Message, Problem, say
from validators.sharing.record import Record

_ITEMS_AT_HAND = 4096  # of 3 kB: a screen of many places, and those answered, are looked at again and again


class LineAt(NamedTuple):
    """A line of a package: its page, its place in the page, and its text as it stands."""

    page: int
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the answers for a package.

    Attributes:
        count: How many are in the package now.
        left: How many are kept, because something else stands at their places by now.
        told: Places that are read otherwise than when they were corrected.
        pairs: The places, and the answers that are in the package now.
    """

    count: int
    left: int = 0
    told: tuple[Message, ...] = ()
    pairs: tuple[tuple[ReviewItem, Answer], ...] = ()


class _State:
    """A package as it stands: what is asked of it is made when it is asked for."""

    def __init__(self, package: Package, tasks: Tasks, not_moved: Sequence[Trial]) -> None:
        path = package.root
        self.record = package.record()
        self.pages = PagesAsLeft(path, self.record)
        self._is_second = tasks.is_second
        asked = tasks.asked(path, self.record, self.pages, not_moved)
        self.doubts, self.sampled = asked.places, asked.sampled
        self.trials = read_trials(path)
        self.raised = read_raised(path)
        self.item = lru_cache(maxsize=_ITEMS_AT_HAND)(self._item)

    @cached_property
    def number_boxes(self) -> Mapping[int, Sequence[Box]]:
        found: dict[int, list[Box]] = defaultdict(list)
        for doubt in self.doubts.values():
            if doubt.kind in NUMBERS and doubt.page is not None and doubt.box is not None:
                found[doubt.page].append(doubt.box)
        return found

    @cached_property
    def keys_on(self) -> Mapping[int, Sequence[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for key, doubt in self.doubts.items():
            if doubt.page is not None:
                found[doubt.page].append(key)
        return found

    @cached_property
    def lines(self) -> Sequence[LineAt]:
        each = ((page.number, at, line.text) for page in self.pages for at, line in enumerate(lines_of(page)))
        return tuple(LineAt(*one) for one in each)

    @cached_property
    def values(self) -> Values:
        """The record as JSON."""
        return record_values(self.record)

    def _item(self, key: str) -> ReviewItem | None:
        doubt, line = self.doubts.get(key), self._line_of(key)
        if doubt is not None:
            page = None if doubt.page is None else self.pages.page(doubt.page)
            return (
                doubted(key, doubt, None) if page is None else on_page(doubted(key, doubt, _place(page, doubt)), page)
            )
        page = None if line is None else self.pages.page(line[0])
        return None if line is None or page is None else line_item(page, line[1])

    def _line_of(self, key: str) -> tuple[int, int] | None:
        """A line by its key; a second reader is shown none, for it holds what the first has read."""
        return None if self._is_second else line_of_key(key)


def _place(page: Page, doubt: Doubt) -> WordPlace | None:
    if doubt.box is not None:
        return place_at(page, doubt.box)
    found = places_on(page, doubt.text)
    return found[0] if len(found) == 1 else None


class PackageUnderReview:
    """One package with its open places.

    Args:
        path: Its folder.
        home: The program's own folder, where answers are written down.
        work: What is asked for besides the doubts.

    Attributes:
        work: The same.
        tried: What is tried on its readers.
        marks: Places marked for the next person that are not in the package yet.

    Raises:
        Problem: It cannot be reviewed, or what people did in it cannot be read.
        OSError: It cannot be looked at.
    """

    def __init__(self, path: Path, home: Path, work: Work = DOUBTS_ONLY) -> None:
        self.path = path
        self.home = home
        self.work = work
        self.trouble: Message | None = None
        identifier = read_unchanged(path, lambda package: package.record()).identifier
        self._tasks = Tasks(work)
        self.tried = Tryouts(home, path, identifier)
        self.marks = Marks(home, path, identifier)
        self._look()
        reader = work.second_reader  # whose answers are to other questions
        self.journal = Journal(home, path, identifier if reader is None else f"{identifier}\n{reader}")
        self._answers = dict(self.journal.answers())
        self._odd = dict(self.journal.odd())
        if reader is None and work.plant:
            self._plant()

    def _plant(self) -> None:
        items = (self.item(key) for key, _ in self.waiting)
        self.tried.plant([item for item in items if item is not None and item.is_typed], self.work.plant)

    def _look(self) -> None:
        self._stamp = _stamp(self.path)
        self._state = read_unchanged(self.path, lambda package: _State(package, self._tasks, self.tried.not_moved))

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
    def identifier(self) -> str:
        """Of its record."""
        return self._state.record.identifier

    @property
    def title(self) -> str:
        """What people know the material by; a title may hold numbers, and a second reader is told none."""
        return self._state.record.title if self.work.second_reader is None else self.path.name

    @property
    def publisher(self) -> str:
        """The name of the organ that issued it; empty where the record names none."""
        publisher = self._state.record.publisher
        return "" if publisher is None else publisher.name

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
    def odd(self) -> Mapping[str, str]:
        """Places that a person marked on a screen, to be looked at one by one, with the name of the screen."""
        return self._odd

    @property
    def waiting(self) -> Sequence[tuple[str, Doubt]]:
        """Doubts nobody has answered, with their keys, worst first."""
        return [pair for pair in self._state.doubts.items() if pair[0] not in self._answers]

    @property
    def out_of_place(self) -> Sequence[Answer]:
        """Answers to what does not stand there any more: another program changed the package meanwhile."""
        by_page = sorted(self._answers.values(), key=lambda answer: self._page_of(answer.key))  # each is read once
        lost = {answer.key for answer in by_page if not self._holds(answer)}
        return [answer for answer in self._answers.values() if answer.key in lost]

    def _page_of(self, key: str) -> int:
        doubt, line = self._state.doubts.get(key), line_of_key(key)
        return (0 if line is None else line[0]) if doubt is None else doubt.page or 0

    def _holds(self, answer: Answer) -> bool:
        """Whether what a person looked at still stands there."""
        field = field_of_key(answer.key)
        if field is None:
            item = self.item(answer.key)
            return item is not None and item.text == answer.before
        return shown_value(self.values, field) == answer.before

    @property
    def stamp(self) -> tuple[int, int]:
        """What is another after every change of the package."""
        return self._stamp

    @property
    def record(self) -> Record:
        """The record as it stands."""
        return self._state.record

    @property
    def values(self) -> Values:
        """The record as JSON."""
        return self._state.values

    def item(self, key: str) -> ReviewItem | None:
        """The place with a key: on the list, or any line of a page."""
        return self._state.item(key)

    def doubt(self, key: str) -> Doubt | None:
        """The doubt with a key, answered or not."""
        return self._state.doubts.get(key)

    def number_boxes(self, page: int) -> Sequence[Box]:
        """Where numbers stand on a page that were doubted, read by now or not."""
        return self._state.number_boxes.get(page, ())

    def keys_on(self, page: int) -> Sequence[str]:
        """The keys of the doubts about a page, answered or not."""
        return self._state.keys_on.get(page, ())

    def lines(self) -> Sequence[LineAt]:
        """Every line of its pages, to search in; the first call goes through all pages."""
        return self._state.lines

    def shown(self, key: str) -> ReviewItem | None:
        """The same as a person is to see it: what is planted there instead of what the program read."""
        item = self.item(key)
        return None if item is None else self.tried.shown(item)

    def weigh(self, item: ReviewItem, said: Said, who: str) -> Verdict:
        """Whether what a person sent may be written down; a look that is a tryout is written down here.

        Raises:
            OSError: The disk refused.
        """
        if item.doubt is None and self._bears_planted(item, said):
            return Verdict.LATER
        return weighed(item, said, who, self.work, self.tried, self.trials)

    def _bears_planted(self, item: ReviewItem, said: Said) -> bool:
        """Whether a line is typed with what is shown on purpose, and undecided, at one of its places."""
        planted = ((self.tried.planted_at(key), doubt) for key, doubt in self.waiting if doubt.page == item.page)
        typed, stands = folded(said.text or ""), folded(item.text)
        return any(
            shown and folded(shown) in typed and folded(shown) not in stands and folded(doubt.text) in stands
            for shown, doubt in planted
        )

    @property
    def trials(self) -> Sequence[Trial]:
        """Looks that settings asked for, in the package and not in it yet."""
        return with_trials(self._state.trials, self.tried.trials)

    @property
    def raised(self) -> Sequence[Raised]:
        """Places that people raised, in the package and not in it yet."""
        return (*self._state.raised, *self.marks.waiting)

    @property
    def has_looks(self) -> bool:
        """Whether looks or marks are not in the package yet."""
        return bool(self.tried.not_moved or self.marks.waiting)

    def waits_for_another(self, who: str) -> Sequence[str]:
        """Keys of places that a person has read otherwise than the program, and that a second person shall read."""
        return [
            one.key
            for one in self.trials
            if one.purpose is Purpose.FIRST and same_person(one.who, who) and one.key in self._state.doubts
        ]

    def page(self, number: int) -> Page | None:
        """A page by its number."""
        return self._state.pages.page(number)

    def unread_numbers(self, page: int) -> Sequence[WordPlace]:
        """Where numbers stand on a page that a person shall still read; of two in one place, the wider."""
        items = [self.item(key) for key in self.keys_on(page) if key not in self._answers]
        return apart(item.place for item in items if item is not None and item.is_number and item.place is not None)

    def answer(self, *answers: Answer, odd: Mapping[str, str] | None = None) -> None:
        """Write answers down, all of them or none.

        Args:
            answers: What was answered.
            odd: Keys of places to be looked at one by one, with the name of the screen on which they were marked; an
                answer that was given there holds no more.

        Raises:
            OSError: The disk refused.
        """
        self.journal.add(*answers, odd=odd)
        for answer in answers:
            self._answers.pop(answer.key, None)
            self._odd.pop(answer.key, None)
            self._answers[answer.key] = answer
        for key, batch in (odd or {}).items():
            self._answers.pop(key, None)
            self._odd[key] = batch

    def take_back(self, *keys: str) -> None:
        """Answers hold no more, nor do marks.

        Raises:
            OSError: The disk refused.
        """
        self.journal.take_back(keys)
        for key in keys:
            self._answers.pop(key, None)
            self._odd.pop(key, None)

    def apply(self, only: Collection[str] | None = None) -> Applied:
        """Put the answers into the package as it is by now; those to what does not stand there any more are kept.

        Args:
            only: Keys of the answers that are put in; None for all.

        Raises:
            Problem: The package cannot be changed; the answers are kept.
            OSError: The disk refused; the answers are kept.
        """
        answers = {key: one for key, one in self._answers.items() if only is None or key in only}
        looks, marks = self.tried.not_moved, self.marks.waiting
        if not (answers or looks or marks):
            return Applied(0)
        with changing(self.path) as change:
            self._look()
            items = {key: self.item(key) for key in answers}
            holding = {key: answer for key, answer in answers.items() if self._holds(answer)}
            pairs = [(item, holding[key]) for key, item in items.items() if item is not None and key in holding]
            self._put_looks(change, pairs, looks, marks)
            if self.work.second_reader is not None:
                pairs = []  # what a second reader reads is held against the first's reading, not put in its place
            if settled := [one for pair in pairs if (one := _settled(*pair)) is not None]:
                change.write(SETTLED, settled_json((*read_settled(self.path), *settled)))
            corrections = in_turn([one for pair in pairs for one in _corrections(*pair)])
            differing: tuple[Differing, ...] = ()
            record = self.record
            if corrections:
                today = dt.datetime.now().astimezone().date()
                rebuilt = correct_package(change, corrections, today=today, software=software())
                differing, record = rebuilt.differing, rebuilt.record
            if said := said_values(holding.values()):
                say_values(change, record, said)
        made_now = set(corrections)
        self.tried.moved(looks)
        self.marks.moved(marks)
        self._done(holding)
        return Applied(
            len(holding),
            len(answers) - len(holding),
            tuple(told_of(one) for one in differing if replace(one.correction, doubted=None) in made_now),
            tuple(pairs),
        )

    def _put_looks(
        self, change: PackageChange, pairs: Sequence[Pair], looks: Sequence[Trial], marks: Sequence[Raised]
    ) -> None:
        """Put into the package what was tried on readers, and what they marked."""
        if self.work.second_reader is None:
            new = sample_trials(pairs, self._state.sampled)
        else:
            new = second_trials(pairs, read_corrections(self.path))
        put(change, (*looks, *new), (*marks, *differences(new)))

    def _done(self, holding: Mapping[str, Answer]) -> None:
        """Answers that are in the package now; one given meanwhile for the same place is another one, and stays."""
        gone = [key for key, answer in holding.items() if self._answers.get(key) == answer]
        self.take_back(*gone)
        self._look()
        if past := [key for key in self._odd if key not in self._state.doubts]:
            self.take_back(*past)


def _stamp(path: Path) -> tuple[int, int]:
    """What another program's change leaves no more alike: it puts another folder in this one's place."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def _settled(item: ReviewItem, answer: Answer) -> Settled | None:
    if item.doubt is None or (answer.text is not None and folded(answer.text) != folded(item.text)):
        return None
    return settled_now(item.doubt, answer.who, answer.when.replace(microsecond=0), text=item.text)


def _corrections(item: ReviewItem, answer: Answer) -> Sequence[Correction]:
    if item.place is None or answer.text is None:
        return ()
    when = answer.when.replace(microsecond=0)
    if item.doubt is None:
        return retyped(item.place.page, item.place.line, answer.text, answer.who, when)
    return [item.place.corrected_to(answer.text, answer.who, when)]
