"""The places a person should look at, over all packages, and what became of them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from converters.corrections.correction import Correction
from converters.corrections.places import WordPlace, place_at, places_of
from converters.corrections.rebuilding import correct_package, pages_to_correct
from converters.reading.boxes import Box
from converters.reading.document import Document, Line, Page
from converters.records.doubts.doubt import HARM, Doubt
from converters.records.doubts.settled import NUMBERS, Settled, key_of, open_doubts, read_settled, settled_json
from pbgdpl_cli.review.journal import Answer, Journal
from pbgdpl_cli.version import software
from validators.packages.changing import changing
from validators.packages.package import SETTLED
from validators.packages.reading import read_unchanged
from validators.problems import Message
from validators.sharing.record import Record


@dataclass(frozen=True)
class ReviewItem:
    """One place to look at.

    Attributes:
        key: Its name in addresses: of the doubt, or of a line ("line-3-17").
        page: Number of the page; None where it concerns the whole document.
        box: Where on the page; None without geometry.
        text: As it stands now.
        candidates: Other readings.
        kind: What sort of value.
        reason: Why it is doubted; None for a line that a person chose.
        place: The words it is about; None where none can be named, and nothing can be typed.
    """

    key: str
    page: int | None
    box: Box | None
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message | None
    place: WordPlace | None

    @property
    def is_number(self) -> bool:
        """Whether it is read, not nodded through: the reading is hidden, and the person types what is there."""
        return self.kind in NUMBERS and self.place is not None


class PackageUnderReview:
    """One package with its open places.

    Args:
        path: Its folder.
        home: The program's own folder, where answers are written down.
    """

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        self.record: Record = read_unchanged(path, lambda package: package.record())
        self.document: Document = pages_to_correct(path, self.record)
        self.journal = Journal(home, path, self.record.identifier)
        self._answers = dict(self.journal.answers())

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What was answered and is not in the package yet, by key."""
        return self._answers

    @cached_property
    def items(self) -> tuple[ReviewItem, ...]:
        """The places on the list of the package, worst first."""
        return tuple(self._item(doubt) for doubt in open_doubts(self.path, self.record))

    @property
    def waiting(self) -> list[ReviewItem]:
        """Those nobody has answered."""
        return [item for item in self.items if item.key not in self._answers]

    def item(self, key: str) -> ReviewItem | None:
        """The place with a key: on the list, or any line of a page."""
        listed = next((item for item in self.items if item.key == key), None)
        return listed or self._line_item(key)

    def page(self, number: int) -> Page | None:
        """A page by its number."""
        return next((page for page in self.document.pages if page.number == number), None)

    def answer(self, answer: Answer) -> None:
        """Write an answer down.

        Raises:
            OSError: The disk refused.
        """
        self.journal.add(answer)
        self._answers.pop(answer.key, None)
        self._answers[answer.key] = answer

    def undo(self) -> str | None:
        """Take the last answer back; the key of its place."""
        key = self.journal.undo()
        if key is not None:
            self._answers.pop(key, None)
        return key

    def apply(self) -> int:
        """Put the answers into the package. What is left in it is seen by whoever opens it anew.

        Returns:
            How many answers went into it.

        Raises:
            Problem: The package cannot be changed; the answers are kept.
            OSError: The disk refused; the answers are kept.
        """
        answered = dict(self._answers)
        if not answered:
            return 0
        with changing(self.path) as change:
            corrections, settled = self._results(answered)
            if settled:
                change.write(SETTLED, settled_json((*read_settled(self.path), *settled)))
            if corrections:
                correct_package(change, corrections, today=dt.datetime.now().astimezone().date(), software=software())
        self.journal.clear()
        return len(answered)

    def _results(self, answered: Mapping[str, Answer]) -> tuple[list[Correction], list[Settled]]:
        corrections: list[Correction] = []
        settled: list[Settled] = []
        for key, answer in answered.items():
            item = self.item(key)
            if item is None:
                continue
            if item.place is not None and answer.text is not None:
                corrections.append(item.place.corrected_to(answer.text, answer.who, answer.when))
            if not key.startswith(_LINE) and (answer.text is None or folded(answer.text) == folded(item.text)):
                settled.append(Settled(key, item.text, answer.who, answer.when))
        return corrections, settled

    def _item(self, doubt: Doubt) -> ReviewItem:
        place = self._place(doubt)
        return ReviewItem(
            key_of(doubt), doubt.page, doubt.box, doubt.text, doubt.candidates, doubt.kind, doubt.reason, place
        )

    def _place(self, doubt: Doubt) -> WordPlace | None:
        page = None if doubt.page is None else self.page(doubt.page)
        if page is None:
            return None
        if doubt.box is not None:
            return place_at(page, doubt.box)
        found = places_of(self.document, doubt.text, page.number)
        return found[0] if len(found) == 1 else None

    def _line_item(self, key: str) -> ReviewItem | None:
        for number, line in self.lines():
            if line_key(*number) == key:
                place = WordPlace(number[0], line, 0, len(line.text))
                return ReviewItem(key, number[0], place.box, line.text, (), "line", None, place)
        return None

    def lines(self) -> Iterator[tuple[tuple[int, int], Line]]:
        """Every line with its page and its place on it."""
        for page in self.document.pages:
            for place, line in enumerate(lines_of(page)):
                yield (page.number, place), line


_LINE = "line-"


def line_key(page: int, place: int) -> str:
    """The key of a line of a page."""
    return f"{_LINE}{page}-{place}"


def lines_of(page: Page) -> Sequence[Line]:
    """The lines of a page in reading order; a table's cells one after the other."""
    return [
        line
        for block in page.blocks
        for line in ([line for cell in block.cells for line in cell.lines] if block.cells else block.lines)
    ]


def folded(text: str) -> str:
    """A text as two people's typing is compared: composed, white space aside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, slots=True)
class Checked:
    """What becomes of an answer before it is written down.

    Attributes:
        accepted: It may be written down.
        differs: It is a number, and the person reads something else than the program: both are shown, and it is asked
            for once more.
    """

    accepted: bool
    differs: bool = False


def checked(item: ReviewItem, typed: str | None, typed_before: str | None) -> Checked:
    """Whether an answer may be written down.

    Args:
        item: The place.
        typed: What the person typed; None for "right as it stands".
        typed_before: What the same person typed there the first time, when both readings were shown.
    """
    if typed is None:
        return Checked(accepted=not item.is_number)
    if not item.is_number or folded(typed) == folded(item.text):
        return Checked(accepted=True)
    again = typed_before is not None and folded(typed) == folded(typed_before)
    return Checked(accepted=again, differs=not again)


def now() -> dt.datetime:
    """With the offset from UTC, in whole seconds."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


class ReviewQueue:
    """All packages under review, in the order in which they were named.

    Args:
        paths: Their folders.
        home: The program's own folder.
    """

    def __init__(self, paths: Sequence[Path], home: Path) -> None:
        self._home = home
        self.packages = [PackageUnderReview(path, home) for path in paths]

    def next_waiting(self, later: Collection[tuple[int, str]] = ()) -> tuple[int, ReviewItem] | None:
        """The place whose mistake would do most harm, over all packages; the earlier package on a tie.

        Args:
            later: Packages and keys of places that a person put off.
        """
        waiting = [
            (index, item)
            for index, package in enumerate(self.packages)
            for item in package.waiting
            if (index, item.key) not in later
        ]
        return max(waiting, key=lambda pair: HARM.get(pair[1].kind, 0), default=None)

    def apply(self, index: int) -> int:
        """Put the answers for one package into it.

        Raises:
            Problem: The package cannot be changed; the answers are kept.
            OSError: The disk refused; the answers are kept.
        """
        count = self.packages[index].apply()
        if count:
            self.packages[index] = PackageUnderReview(self.packages[index].path, self._home)
        return count
