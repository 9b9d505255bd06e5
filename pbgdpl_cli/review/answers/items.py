"""One place to look at, and what becomes of what a person types there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from converters.corrections.places import WordPlace, lines_of
from converters.reading.boxes import Box
from converters.reading.document import Page
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.lines.masking import replaced, unmasked
from validators.language.unicode_hygiene import clean_text
from validators.problems import Message

_LINE = re.compile(r"line-(\d{1,6})-(\d{1,6})")


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
        place: The words it is about; None where none can be named, and nothing can be put right.
        doubt: What is doubted; None for a line that a person chose.
        over: The words it is about where they stand in several lines, one place a line; `place` is then None.
        hidden: The numbers in a line that nobody has read for himself yet.
        at: Which line of its page its words stand in; None where none can be named.
        page_size: Width and height of its page in pixels; None without geometry.
    """

    key: str
    page: int | None
    box: Box | None
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message | None
    place: WordPlace | None
    doubt: Doubt | None = None
    over: tuple[WordPlace, ...] = ()
    hidden: tuple[str, ...] = ()
    at: int | None = None
    page_size: tuple[int, int] | None = None

    @property
    def places(self) -> tuple[WordPlace, ...]:
        """The words it is about, one place a line; none where none can be named."""
        return self.over if self.place is None else (self.place,)

    @property
    def is_ink(self) -> bool:
        """Whether something is printed there of which no word was read: the person types it, or says that nothing is.

        The page as a whole may bear such ink, too; then it has no box, and one can only say to have looked.
        """
        return self.kind == "ink" and self.box is not None and not self.places and not self.text

    @property
    def is_number(self) -> bool:
        """Whether it is read, not nodded through: the reading is hidden, and the person types what is there.

        A number that stands in several lines cannot be put right in one place, but it is read all the same.
        """
        return self.kind in NUMBERS and bool(self.text)

    @property
    def is_typed(self) -> bool:
        """Whether a person types what is there; where nothing stands, one can only say to have looked."""
        return bool(self.places) or self.is_number or self.is_ink


def doubted(key: str, doubt: Doubt, place: WordPlace | None, over: tuple[WordPlace, ...] = ()) -> ReviewItem:
    """A doubt as a place to look at.

    Args:
        key: Of the doubt.
        doubt: What is doubted.
        place: The words where it stands; narrowed to those that are doubted, so that the marks beside them stay.
        over: The same where they stand in several lines.
    """
    text = doubt.text
    if place is not None:
        place = place.narrowed_to(doubt.text)
        text = place.text
    elif over:
        text = " ".join(one.text for one in over)
    return ReviewItem(key, doubt.page, doubt.box, text, doubt.candidates, doubt.kind, doubt.reason, place, doubt, over)


def line_item(page: Page, at: int, unread: Sequence[WordPlace] = ()) -> ReviewItem | None:
    """A line of a page as a place to look at; None when there is none.

    Args:
        page: Where.
        at: Which of its lines, from 0.
        unread: Numbers of the page that nobody has read for himself yet.
    """
    lines = list(lines_of(page))
    if at >= len(lines):
        return None
    place = WordPlace(page.number, lines[at], 0, len(lines[at].text))
    hidden = tuple(one.text for one in unread if one.line == place.line)
    return ReviewItem(
        line_key(page.number, at), page.number, place.box, place.text, (), "line", None, place,
        hidden=hidden, at=at, page_size=size_of(page),
    )  # fmt: skip


def on_page(item: ReviewItem, page: Page) -> ReviewItem:
    """A place that knows where in its page it stands, so that the page need not be read for that again."""
    line = item.places[0].line if item.places else None
    at = next((at for at, one in enumerate(lines_of(page)) if one is line), None)
    return replace(item, at=at, page_size=size_of(page))


def size_of(page: Page) -> tuple[int, int] | None:
    """Width and height of a page in pixels; None without geometry."""
    return (page.width, page.height) if page.width and page.height else None


def line_key(page: int, at: int) -> str:
    """The key of a line of a page."""
    return f"line-{page}-{at}"


def line_of_key(key: str) -> tuple[int, int] | None:
    """Page and place of a line by its key; None for keys of other things."""
    match = _LINE.fullmatch(key)
    return (int(match[1]), int(match[2])) if match else None


def folded(text: str) -> str:
    """A text as two people's typing is compared: composed, white space and what nobody sees aside."""
    return " ".join(clean_text(text).split())


class Verdict(StrEnum):
    """What becomes of an answer before it is written down.

    Attributes:
        TAKEN: It is written down.
        EMPTY: Nothing was typed, which says nothing; that nothing is printed there is said by a button of its own.
        DIFFERS: It is a number, and the person reads something else than the program: both are shown, and it is asked
            for once more.
        NOWHERE: The person reads something else, but no single line holds it: it is put right on its page.
        NODDED: It is a number, and nothing was typed.
        ONCE_MORE: A number was typed that no reading can be held against: it is asked for once more.
        LATER: It was a tryout of the reader, or waits for another person: the place stays open.
        TRIED: It is a line that still bears a word shown on purpose: it is asked for once more, without that word.
    """

    TAKEN = "taken"
    EMPTY = "empty"
    DIFFERS = "differs"
    NOWHERE = "nowhere"
    NODDED = "nodded"
    ONCE_MORE = "once-more"
    LATER = "later"
    TRIED = "tried"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sent for a place.

    Attributes:
        typed: The text; None for "right as it stands".
        nothing: That nothing is printed there.
        before: What the same person typed there the first time, when both readings were shown.
    """

    typed: str | None = None
    nothing: bool = False
    before: str | None = None

    @property
    def text(self) -> str | None:
        """What is printed there; None for "right as it stands"."""
        return "" if self.nothing else self.typed


def verdict(item: ReviewItem, said: Said) -> Verdict:
    """Whether what a person sent may be written down."""
    if said.nothing:
        return Verdict.TAKEN if item.places or item.is_ink else Verdict.NOWHERE
    if said.typed is None:
        return Verdict.NODDED if item.is_typed and not item.is_ink else Verdict.TAKEN
    if not folded(said.typed):
        return Verdict.EMPTY
    if folded(said.typed) == folded(item.text):
        return Verdict.TAKEN
    again = said.before is not None and folded(said.typed) == folded(said.before)
    if item.is_ink:
        return Verdict.TAKEN if again or not has_digit(said.typed) else Verdict.ONCE_MORE
    if not item.places:
        return Verdict.NOWHERE
    read_otherwise = item.is_number or replaced(said.typed, item.text, item.hidden)
    return Verdict.TAKEN if again or not read_otherwise else Verdict.DIFFERS


def has_digit(text: str) -> bool:
    """Whether a text bears a number."""
    return any(sign.isdigit() for sign in text)


def answered(item: ReviewItem, said: Said, who: str, batch: str = "") -> Answer:
    """An answer, to be written down; `batch` names the screen on which it was given with others."""
    text = None if said.text is None else unmasked(said.text, item.hidden)
    return Answer(item.key, text, who, dt.datetime.now().astimezone(), item.text, batch)
