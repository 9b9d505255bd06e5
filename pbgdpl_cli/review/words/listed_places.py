"""What the word lists of its publisher make of the places of a package: good words are no doubt, bad words are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.as_left import PagesAsLeft
from converters.corrections.places import WordPlace, lines_of
from converters.corrections.readers.raised import open_places, read_raised
from converters.reading.boxes import Box
from converters.reading.document import Line, Page
from converters.records.doubts.doubt import Doubt, ranked
from converters.records.doubts.settled import read_settled, still_open
from pbgdpl_cli.review.words.harmless import may_be_harmless
from pbgdpl_cli.review.words.word_lists import ListedWord, Sort, WordLists, as_listed
from validators.language.quantities import find_quantities
from validators.problems import say
from validators.sharing.record import Record

_KIND = "word"
_OFTEN_MISREAD = say("It is a word, but in material of this publisher mostly a misreading.")
_COSTS_LITTLE = 24  # of 100: above a word that the program doubts, for somebody saw it misread
_COSTS_MUCH = 46  # beside an amount, a number, a locator, or a word that turns a sentence round
_TURNS_ROUND = re.compile(r"(?<!\w)(?:không|chưa|chẳng|cấm|trừ|miễn|được|phải)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedPlaces:
    """The places of a package.

    Attributes:
        waiting: What needs a person, worst first, bad words among it.
        passed_over: Doubts about words that are on the list of good words; nobody is asked for these.
    """

    waiting: tuple[Doubt, ...]
    passed_over: tuple[Doubt, ...] = ()


def places_of_package(package: Path, record: Record, home: Path, pages: PagesAsLeft | None = None) -> ListedPlaces:
    """What a package has for a person to look at, by the lists that are kept on this machine.

    Args:
        package: Its folder.
        record: Its record.
        home: The program's own folder.
        pages: Its pages, where they are open; else they are opened if a bad word is to be looked for.

    Raises:
        OutputProblem: What people did in it cannot be read, or its pages were not kept and there are bad words.
    """
    known = open_places(package, record)
    lists = WordLists(home, "" if record.publisher is None else record.publisher.name)
    listed = lists.words()
    if not listed:
        return ListedPlaces(known)
    raised = read_raised(package)  # what a person marked is looked at, whatever list its words are on
    passed = tuple(
        one
        for one in known
        if _is_good(one, listed) and not any(mark.is_at(one.page, one.box, one.text) for mark in raised)
    )
    kept = [one for one in known if one not in passed]
    bad = {word: one for word, one in listed.items() if one.sort is Sort.BAD}
    if not bad:
        return ListedPlaces(tuple(kept), passed)
    taken = {(one.page, one.box) for one in kept}
    found = (one for one in bad_words(pages or PagesAsLeft(package, record), bad) if (one.page, one.box) not in taken)
    return ListedPlaces(ranked((*kept, *still_open(found, read_settled(package), record))), passed)


def _is_good(doubt: Doubt, listed: Mapping[str, ListedWord]) -> bool:
    """Whether nobody need look: a doubt about a word alone, which is on the good list. Never a number."""
    one = listed.get(as_listed(doubt.text)) if doubt.kind == _KIND and not doubt.pointer else None
    return one is not None and one.sort is Sort.GOOD and may_be_harmless(doubt)


def bad_words(pages: PagesAsLeft, bad: Mapping[str, ListedWord]) -> Iterator[Doubt]:
    """The places of bad words, on all pages that hold one; words that a person typed or let stand are none."""
    either = "|".join(map(re.escape, sorted(bad, key=len, reverse=True)))
    wanted = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    for number in pages.holding(bad):
        page = pages.page(number)
        yield from () if page is None else _on_page(page, wanted, bad)


def _on_page(page: Page, wanted: re.Pattern[str], bad: Mapping[str, ListedWord]) -> Iterator[Doubt]:
    for line in lines_of(page):
        for match in wanted.finditer(line.text):
            place = WordPlace(page.number, line, match.start(), match.end())
            box = place.box
            if box is not None and not _is_by_person(line, box):
                yield _doubt(place, box, bad[as_listed(match[0])])


def _is_by_person(line: Line, box: Box) -> bool:
    return any(word.by_person and word.box is not None and box.holds(word.box.centre_x, word.box.centre_y)
               for word in line.words)  # fmt: skip


def _doubt(place: WordPlace, box: Box, listed: ListedWord) -> Doubt:
    text = place.line.text
    costs = _COSTS_MUCH if find_quantities(text) or _TURNS_ROUND.search(text) else _COSTS_LITTLE
    printed = _in_case_of(place.text, listed.printed)
    return Doubt("", place.page, box, place.text, (printed,) if printed else (), _KIND, _OFTEN_MISREAD, costs)


def _in_case_of(read: str, printed: str) -> str:
    if read.isupper():
        return printed.upper()
    return printed[:1].upper() + printed[1:] if read[:1].isupper() else printed


def good_and_passed(places: ListedPlaces) -> Sequence[str]:
    """The words that were passed over, each once."""
    return sorted({as_listed(one.text) for one in places.passed_over})
