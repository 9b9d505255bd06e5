"""One package under review: its open places, and the answers that are not in it yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from converters.corrections.applying import Differing, Entry, corrected, told_of
from converters.corrections.as_left import PutRight
from converters.corrections.cited.said import CitationSaid
from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement
from converters.corrections.places import WordPlace
from converters.corrections.readers.raised import Raised
from converters.corrections.readers.trials import Purpose, Trial, with_trials
from converters.corrections.retyped import in_turn
from converters.corrections.said import say_values
from converters.corrections.stored import read_corrections
from converters.reading.boxes import Box
from converters.reading.document import Line, Page
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import read_settled, settled_json
from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.review.answers.begun import Begun
from pbgdpl_cli.review.answers.cited import cited_in, is_about_citation, still_stands
from pbgdpl_cli.review.answers.durable_lines import taken_along
from pbgdpl_cli.review.answers.items import (
    ReviewItem,
    Said,
    Verdict,
    folded,
    line_item,
    line_of_key,
)
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.answers.masking import apart
from pbgdpl_cli.review.answers.put_in import Applied, added_by, corrections_by, settled_by
from pbgdpl_cli.review.answers.state import LineAt, State, stamp_of
from pbgdpl_cli.review.answers.values import Values, field_of_key, said_values, shown_value
from pbgdpl_cli.review.lines.changes import change_of, changes_in, is_change
from pbgdpl_cli.review.lines.on_page import Role
from pbgdpl_cli.review.trying.looks import Pair, differences, put, sample_trials, second_trials
from pbgdpl_cli.review.trying.marks import Marks
from pbgdpl_cli.review.trying.planted_words import with_planted
from pbgdpl_cli.review.trying.tasks import Tasks
from pbgdpl_cli.review.trying.tryouts import PageToPlant, Tryouts
from pbgdpl_cli.review.trying.weighing import weigh_line, weighed
from pbgdpl_cli.review.trying.work import DOUBTS_ONLY, Work, same_person
from pbgdpl_cli.review.words.scopes import Scope
from pbgdpl_cli.version import software
from validators.packages.changing import PackageChange, changing, put_back
from validators.packages.package import SETTLED, Package
from validators.packages.reading import read_unchanged
from validators.problems import Message, OutputProblem, Problem, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing


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
        begun: What was typed and not sent yet.
        moved_from: Where the package stood when answers were given that were taken along; None where none were.

    Raises:
        Problem: It cannot be reviewed, or what people did in it cannot be read.
        OSError: It cannot be looked at.
    """

    def __init__(self, path: Path, home: Path, work: Work = DOUBTS_ONLY) -> None:
        self.path = path
        self.home = home
        self.work = work
        self.trouble: Message | None = None
        self._answers: dict[str, Answer] = {}
        self._kept_for: str | None = None
        self._tasks = Tasks(work, home)
        self.moved_from: Path | None = None
        self._look()
        reader = work.second_reader  # whose answers are to other questions
        identifier = self.identifier if reader is None else f"{self.identifier}\n{reader}"
        self.moved_from = taken_along(home, path, identifier) or self.moved_from
        self.journal = Journal(home, path, identifier)
        self._answers = dict(self.journal.answers())
        self._odd = dict(self.journal.odd())
        self._put_in_order()
        if reader is None and work.plant:
            self._plant()

    def _plant(self) -> None:
        items = (self.item(key) for key, _ in self.waiting)
        self.tried.plant([item for item in items if item is not None and item.is_typed], self.work.plant)
        self.tried.plant_words(self.page_numbers, self._to_plant, self.work.plant, self.title.casefold().split())

    def _to_plant(self, number: int) -> PageToPlant | None:
        page = self.page(number)
        doubts = (self.doubt(key) for key in self.keys_on(number))
        return None if page is None else (page, [one.box for one in doubts if one is not None and one.box is not None])

    def _look(self) -> None:
        put_back(self.path)  # pages are drawn, and answers kept, under its own name
        self._stamp = stamp_of(self.path)
        self._state = read_unchanged(self.path, self._state_of)
        self._put_in_order()

    def _state_of(self, package: Package) -> State:
        """The package as it stands; what is kept of it here is found by its identifier, when it is first read."""
        record = package.record()
        if self._kept_for is None:
            self._kept_for = record.identifier
            self.moved_from = taken_along(self.home, self.path, record.identifier)
            self.tried = Tryouts(self.home, self.path, record.identifier)
            self.marks = Marks(self.home, self.path, record.identifier)
            self.begun = Begun(self.home, self.path, record.identifier)
        if record.identifier != self._kept_for:  # answers to it would be kept under the name of the one before
            raise OutputProblem(
                say("Another material stands at {path} by now. What was answered is kept; open the review again.",
                    path=self.path)
            )  # fmt: skip
        return State(package.root, record, self._tasks, self.tried.not_moved)

    def _put_in_order(self) -> None:
        changes = changes_in(self._answers)
        if changes != [one for each in self._state.changes.values() for one in each]:
            self._state.put_in_order(changes)

    def refresh(self) -> None:
        """See what another program made of the package meanwhile; costs nothing when it stayed the same.

        A package that cannot be read now is shown as it was, with the `trouble`; nothing goes into it.
        """
        try:
            if self.trouble is not None or stamp_of(self.path) != self._stamp:
                self._look()
            self.trouble = None
        except Problem as problem:
            self.trouble = problem.message
        except FileNotFoundError:
            self.trouble = say(
                "The package is not at {path} any more: it was moved or taken away. What was answered is kept; open "
                "the review where the package is now.",
                path=self.path,
            )
        except OSError as error:
            self.trouble = from_os_error(error).message

    def look_again(self) -> None:
        """Look for its places anew: what they are judged by was changed."""
        self._stamp = (0, 0)
        self.refresh()

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
    def scopes(self) -> Sequence[Scope]:
        """What the material belongs to: its series, its publisher, its typeface."""
        return self._state.scopes

    @property
    def passed_over(self) -> Sequence[Doubt]:
        """Doubts about words that are on the publisher's list of good words: nobody is asked for them."""
        return self._state.passed_over

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
        by_page = sorted(self._answers.values(), key=lambda answer: self._page_of(answer.key))  # each is read once
        gone = {answer.key for answer in by_page if not self._holds(answer, lost)}
        return [answer for answer in self._answers.values() if answer.key in gone]

    def _holds(self, answer: Answer, lost: Collection[str]) -> bool:
        """Whether what a person looked at still stands there."""
        if is_change(answer):
            change = change_of(answer)
            return change is not None and change.key not in lost
        if is_about_citation(answer):
            return still_stands(self._state, answer)
        field = field_of_key(answer.key)
        if field is not None:
            return shown_value(self.values, field) == answer.before
        item = self.item(answer.key)
        return item is not None and item.text == answer.before

    def _page_of(self, key: str) -> int:
        doubt, line = self._state.doubts.get(key), line_of_key(key)
        return (0 if line is None else line[0]) if doubt is None else doubt.page or 0

    def put_right(self) -> Sequence[PutRight]:
        """The pages on which people put something right that is in the package."""
        return list(self._state.pages.put_right())

    @property
    def stamp(self) -> tuple[int, int]:
        """What is another after every change of the package."""
        return self._stamp

    @property
    def record(self) -> Record:
        """The record as it stands."""
        return self._state.record

    @property
    def standing(self) -> Standing:
        """Where the material stands."""
        return self._state.standing

    @property
    def values(self) -> Values:
        """The record as JSON."""
        return self._state.values

    def item(self, key: str) -> ReviewItem | None:
        """The place with a key: on the list, or any line of a page."""
        line = line_of_key(key)
        if line is None:
            return self._state.doubted(key)
        if self.work.second_reader is not None:
            return None  # a line holds what the first reader has read
        page = self.page(line[0])
        return None if page is None else line_item(page, line[1], self.unread_numbers(line[0]))

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
        if item is None or item.doubt is not None or item.place is None or item.page is None:
            return None if item is None else self.tried.shown(item)
        return replace(item, text=self.line_shown(item.page, item.place.line).text)

    def line_shown(self, page: int, line: Line) -> Line:
        """A line as a person is to see it: with the wrong words that are planted in it."""
        planted = self.tried.words_on(page)
        return with_planted(line, planted) if planted else line

    def weigh(self, item: ReviewItem, said: Said, who: str) -> Verdict:
        """Whether what a person sent may be written down; a look that is a tryout is written down here.

        Raises:
            OSError: The disk refused.
        """
        if item.doubt is None and self._bears_planted(item, said):
            return Verdict.LATER
        if item.doubt is None and item.place is not None:
            planted = self.tried.words_on(item.place.page, decided=True)
            if planted and weigh_line(item.place.line, planted, said, who, self.tried):
                return Verdict.TRIED
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
    def cited(self) -> Sequence[CitationSaid]:
        """What people said of citations, in the package."""
        return self._state.cited

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
        """A page by its number, its lines in the order in which people put them."""
        return self._state.page(number)

    def page_with(self, number: int, change: Arrangement | None, but: str = "") -> Page | None:
        """A page as it were with one more change, or without one of those that are not in the package yet."""
        page = self._state.pages.page(number)
        changes = [one for one in self._state.changes.get(number, ()) if isinstance(one, Correction) or one.key != but]
        return None if page is None else corrected(page, [*changes, *([change] if change else [])]).page

    def unread_numbers(self, page: int) -> Sequence[WordPlace]:
        """Where numbers stand on a page that a person shall still read; of two in one place, the wider."""
        items = (item for item in self.waiting_on(page) if item.is_number)
        return apart(place for item in items for place in item.places)

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
        self._put_in_order()

    def take_back(self, *keys: str) -> None:
        """Answers hold no more, nor do marks.

        Raises:
            OSError: The disk refused.
        """
        self.journal.take_back(keys)
        for key in keys:
            self._answers.pop(key, None)
            self._odd.pop(key, None)
        self._put_in_order()

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
            lost = self._state.lost
            holding = {key: answer for key, answer in answers.items() if self._holds(answer, lost)}
            pairs = [(item, answer) for key, answer in holding.items() if (item := self.item(key)) is not None]
            self._put_looks(change, pairs, looks, marks)
            if self.work.second_reader is not None:
                pairs = []  # what a second reader reads is held against the first's reading, not put in its place
            if settled := [one for pair in pairs if (one := settled_by(*pair)) is not None]:
                change.write(SETTLED, settled_json((*read_settled(self.path), *settled)))
            added = [arrangement for pair in pairs if (arrangement := added_by(*pair)) is not None]
            corrections = in_turn([one for pair in pairs for one in corrections_by(*pair)])
            made: tuple[Entry, ...] = (*changes_in(holding), *added, *corrections)
            cited = cited_in(holding.values())
            differing: tuple[Differing, ...] = ()
            record = self.record
            told: tuple[Message, ...] = ()
            if made or cited:
                # It makes records and PDFs: a second of imports, which nobody waits for who only looks.
                from converters.corrections.rebuilding import correct_package

                today = dt.datetime.now().astimezone().date()
                rebuilt = correct_package(change, made, cited, today=today, software=software())
                differing, record, told = rebuilt.differing, rebuilt.record, rebuilt.told
            if said := said_values(holding.values()):
                say_values(change, record, said)
        made_now = set(made)
        self.tried.moved(looks)
        self.marks.moved(marks)
        self._done(holding)
        return Applied(
            len(holding),
            len(answers) - len(holding),
            (
                *(told_of(one) for one in differing if replace(one.correction, doubted=None, size=None) in made_now),
                *told,
            ),
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
