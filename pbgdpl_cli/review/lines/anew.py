"""Places read anew beside the page: other readings to choose from, which nobody has to take."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from converters.reading.boxes import Box
from converters.reading.document import Page
from converters.rereading import Reading, read_anew
from pbgdpl_cli.review.answers.items import ReviewItem, folded, has_digit
from validators.problems import Problem

_MOST_READINGS = 9  # Alt+1 to Alt+9
_KEPT = 100  # places whose readings are kept


_Place = tuple[Path, str, Box | None]


def _place(source: Path, item: ReviewItem) -> _Place:
    return source, item.key, item.box


class PlacesReadAnew:
    """Reads one place after the other, while a person goes on."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="anew")
        self._places: OrderedDict[_Place, Future[tuple[Reading, ...]]] = OrderedDict()

    def begin(self, source: Path, page: Page, item: ReviewItem) -> None:
        """Begin to read a place, unless that was done already."""
        if item.box is None or _place(source, item) in self._places:
            return
        lines = max(1, len(item.places))
        self._places[_place(source, item)] = self._worker.submit(read_anew, source, page, item.box, lines=lines)
        while len(self._places) > _KEPT:
            self._places.popitem(last=False)

    def is_reading(self, source: Path, item: ReviewItem) -> bool:
        """Whether it is not done with a place yet."""
        place = self._places.get(_place(source, item))
        return place is not None and not place.done()

    def readings(self, source: Path, item: ReviewItem) -> Sequence[Reading] | None:
        """What was read; None where nobody asked, where it is still read, and where it could not be.

        Of a line, what it reads now is left out.
        """
        place = self._places.get(_place(source, item))
        if place is None or not place.done():
            return None
        try:
            read = place.result()
        except (Problem, OSError):
            return ()
        return [one for one in read if folded(one.text) != folded(item.text)][:_MOST_READINGS]


def may_be_shown(item: ReviewItem, readings: Sequence[str], *, typed: bool) -> Sequence[str]:
    """The readings that a person may see: no number before having read it for himself.

    Args:
        item: The place.
        readings: Of it.
        typed: The person has typed there what is printed, and sees both readings.
    """
    if typed:
        return readings
    if item.is_number or item.hidden:
        return ()
    return [text for text in readings if _numbers(text) == _numbers(item.text)]


def _numbers(text: str) -> Sequence[str]:
    return [word for word in text.split() if has_digit(word)]
