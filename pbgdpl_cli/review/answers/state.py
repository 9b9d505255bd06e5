"""A package as it stands, and as it is shown with what people did with its lines."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from converters.corrections.applying import corrected
from converters.corrections.as_left import PagesAsLeft, by_page
from converters.corrections.cited.said import CitationSaid, read_cited
from converters.corrections.lines.arrangement import Arrangement
from converters.corrections.places import WordPlace, lines_of, place_at, places_on, places_over_lines
from converters.corrections.readers.raised import read_raised
from converters.corrections.readers.trials import Trial, read_trials
from converters.corrections.said import record_values
from converters.reading.boxes import Box
from converters.reading.document import Page
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.items import (
    ReviewItem,
    doubted,
    on_page,
)
from pbgdpl_cli.review.answers.values import Values
from pbgdpl_cli.review.lines.on_page import Role, roles_by_page
from pbgdpl_cli.review.trying.tasks import Tasks
from pbgdpl_cli.review.words.faces import face_of
from pbgdpl_cli.review.words.scopes import Scope, scopes_of
from validators.sharing.record import Record
from validators.sharing.standing import Standing

_PAGES_IN_ORDER = 8
_PAGES_MEASURED = 3  # of which the typeface is told
_ITEMS_AT_HAND = 4096  # of 3 kB: a screen of many places, and those answered, are looked at again and again


class LineAt(NamedTuple):
    """A line of a package: its page, its place in the page, and its text as it stands."""

    page: int
    at: int
    text: str


@contextmanager
def _uncollected() -> Iterator[None]:
    """A book's doubts are a million objects in no cycle: looking for some while they are made takes a sixth longer."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class State:
    """A package as it stands: what is asked of it is made when it is asked for."""

    def __init__(self, path: Path, record: Record, tasks: Tasks, not_moved: Sequence[Trial]) -> None:
        self.record = record
        self.pages = PagesAsLeft(path, self.record)
        with _uncollected():
            asked = tasks.asked(path, self.record, self.pages, not_moved)
        self.doubts, self.sampled, self.passed_over = asked.places, asked.sampled, asked.passed_over
        self.trials = read_trials(path)
        self.raised = read_raised(path)
        self.cited: Sequence[CitationSaid] = read_cited(path)
        self.on_page: dict[int | None, list[str]] = defaultdict(list)
        for key, doubt in self.doubts.items():
            self.on_page[doubt.page].append(key)
        self.put_in_order(())

    @cached_property
    def scopes(self) -> Sequence[Scope]:
        """What the material belongs to; its typeface is measured on its first pages when somebody asks."""
        return scopes_of(self.record, face_of(islice(self.pages, _PAGES_MEASURED)))

    @cached_property
    def standing(self) -> Standing:
        """Where the material stands: of an approved one, whether its text is still the same."""
        return self.record.standing

    @cached_property
    def values(self) -> Values:
        """The record as JSON."""
        return record_values(self.record)

    @cached_property
    def roles(self) -> Mapping[int, Sequence[Role]]:
        """What the words of each page are in the record."""
        return roles_by_page(self.record)

    @cached_property
    def number_boxes(self) -> Mapping[int, Sequence[Box]]:
        """Where doubted numbers stand, by page."""
        found: dict[int, list[Box]] = defaultdict(list)
        for doubt in self.doubts.values():
            if doubt.kind in NUMBERS and doubt.page is not None and doubt.box is not None:
                found[doubt.page].append(doubt.box)
        return found

    @cached_property
    def keys_on(self) -> Mapping[int, Sequence[str]]:
        """Keys of the doubts of each page, worst first."""
        found: dict[int, list[str]] = defaultdict(list)
        for key, doubt in self.doubts.items():
            if doubt.page is not None:
                found[doubt.page].append(key)
        return found

    @cached_property
    def lines(self) -> Sequence[LineAt]:
        """Every line, as it is shown."""
        pages = (self._in_order(page) for page in self.pages)
        each = ((page.number, at, line.text) for page in pages for at, line in enumerate(lines_of(page)))
        return tuple(LineAt(*one) for one in each)

    def put_in_order(self, changes: Sequence[Arrangement]) -> None:
        """Show pages with lines as a person put them in order, and places by where their words stand then."""
        self.changes = by_page(changes)
        for name in ("lost", "lines"):  # of the changes before
            self.__dict__.pop(name, None)
        self.page = lru_cache(maxsize=_PAGES_IN_ORDER)(self._page)
        self.doubted = lru_cache(maxsize=_ITEMS_AT_HAND)(self._doubted)

    def _page(self, number: int) -> Page | None:
        page = self.pages.page(number)
        return None if page is None else self._in_order(page)

    def _in_order(self, page: Page) -> Page:
        changes = self.changes.get(page.number)
        return corrected(page, changes).page if changes else page

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
        if page is None:
            return doubted(key, doubt, None)
        return on_page(doubted(key, doubt, *_places(page, doubt)), page)


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


def stamp_of(path: Path) -> tuple[int, int]:
    """What another program's change leaves no more alike: it puts another folder in this one's place."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
