"""The numbers of a package that nothing doubts, and the sample of them that a person types; places read a second time.

The sample is taken from the pages as they were read, so that it stays the same whatever is put right meanwhile. Pages
without geometry were not recognised but opened: their numbers were not guessed, and no sample of them is taken.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence

from converters.corrections.applying import settles
from converters.corrections.correction import Correction
from converters.corrections.places import WordPlace, lines_of
from converters.corrections.readers.trials import Purpose, Trial
from converters.reading.boxes import Box
from converters.reading.document import Line, Page
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import Settled
from pbgdpl_cli.review.trying.work import same_person
from validators.language.quantities import find_quantities
from validators.problems import say

_MARKS = " .,;:!?()[]\"'“”‘’…"
_HARM = 5  # of 100: comes after every place that something doubts
_EXTRA = say("Nothing doubts this number: it was chosen at random, to see how many are wrong.")
_AGAIN = say("Somebody read this number before; read it for yourself.")


def number_kind(text: str) -> str | None:
    """What sort of number a text holds, as doubts call it; None when it holds none."""
    found = find_quantities(text)
    if found:
        return found[0].kind.value
    return "number" if any(sign.isdigit() for sign in text) else None


def undoubted(page: Page) -> Iterator[Doubt]:
    """The numbers of a page as it was read that no reader flagged, as places to look at.

    A flag without words is about the page or a part of it: nobody is asked to type its numbers because of that.
    """
    flagged = [flag.box for flag in page.flags if flag.box is not None and flag.text.strip()]
    for line in lines_of(page):
        for kind, start, stop in _numbers(line):
            place = WordPlace(page.number, line, start, stop)
            if place.box is not None and not any(_meet(place.box, box) for box in flagged):
                yield Doubt("", page.number, place.box, place.text, (), kind, _EXTRA, _HARM)


def _numbers(line: Line) -> Iterator[tuple[str, int, int]]:
    """Kind, first code point and end of the numbers of a line: known forms, and any other word with a digit."""
    found = [(one.kind.value, one.start, one.end) for one in find_quantities(line.text)]
    yield from found
    at = 0
    for word in line.words:
        end = at + len(word.text)
        has_digit = any(sign.isdigit() for sign in word.text)
        if has_digit and not any(start < end and at < stop for _, start, stop in found):
            yield "number", at + len(word.text) - len(word.text.lstrip(_MARKS)), at + len(word.text.rstrip(_MARKS))
        at = end + 1


def _meet(one: Box, other: Box) -> bool:
    return one.holds(other.centre_x, other.centre_y) or other.holds(one.centre_x, one.centre_y)


def sample_of(numbers: Sequence[Doubt], share: float, seed: str) -> tuple[Doubt, ...]:
    """A share of places, chosen at random, the same for the same seed; at least one where there is any.

    Args:
        numbers: All of them.
        share: 0 to 1.
        seed: The hash of what they were read from.
    """
    count = math.ceil(len(numbers) * share)
    by_chance = sorted(numbers, key=lambda one: hashlib.sha256(f"{seed}\n{one.page}\n{one.box}".encode()).digest())
    return tuple(by_chance[:count])


def read_before(
    settled: Iterable[Settled], corrections: Iterable[Correction], known: Sequence[Doubt], reader: str
) -> Sequence[Doubt]:
    """The numbers that others have read, as places that a second person reads; of two looks at a place the later.

    Args:
        settled: What people found right.
        corrections: What people put right.
        known: Doubts and samples, which say on which page a settled place stands.
        reader: The second person, who does not read what he read first.
    """
    looks = [
        (one.when, one.who, place.page, one.box, one.text)
        for one in settled
        if (place := next((place for place in known if one.is_about(place)), None)) is not None
    ]
    looks += [(made.when, made.who, made.page, made.box, made.after) for made in corrections]
    places: list[tuple[str, Doubt]] = []
    for _, who, page, box, text in sorted(looks, key=lambda look: look[0]):
        kind = number_kind(text)
        if kind is None or box is None:
            continue
        places = [one for one in places if one[1].page != page or one[1].box is None or not _meet(one[1].box, box)]
        places.append((who, Doubt("", page, box, bare(text), (), kind, _AGAIN, _HARM)))
    return [place for who, place in places if not same_person(who, reader)]


def bare(text: str) -> str:
    """A number without the marks of the sentence around it."""
    return text.strip(_MARKS)


def read_by_engine(corrections: Iterable[Correction], place: Doubt) -> str:
    """What the program read at a place: what the first correction of it replaced, else what stands there."""
    made = (one for one in corrections if one.page == place.page and settles(one, place.box, place.text))
    first = next(made, None)
    return place.text if first is None else bare(first.before)


def is_read_by(trials: Iterable[Trial], place: Doubt, purpose: Purpose, who: str | None = None) -> bool:
    """Whether somebody, or a certain person, has looked at a place for a purpose."""
    return any(
        one.purpose is purpose
        and (one.page, one.box) == (place.page, place.box)
        and (who is None or same_person(one.who, who))
        for one in trials
    )
