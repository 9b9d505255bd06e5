"""Which places of a package people are asked for: what is doubted, a sample of what is not, or a second reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from converters.corrections.as_left import PagesAsLeft
from converters.corrections.readers.raised import read_raised
from converters.corrections.readers.trials import Purpose, Trial, read_trials
from converters.corrections.stored import read_corrections
from converters.records.doubts.doubt import Doubt, ranked
from converters.records.doubts.settled import key_of, read_settled
from converters.records.doubts.stored_doubts import read_stored_doubts
from pbgdpl_cli.review.trying.numbers import is_read_by, read_before, sample_of, undoubted
from pbgdpl_cli.review.trying.work import Work
from pbgdpl_cli.review.words.listed_places import places_of_package
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """The places people are asked for, worst first, by key; which of them are of the sample; what is passed over."""

    places: Mapping[str, Doubt]
    sampled: frozenset[str] = frozenset()
    passed_over: tuple[Doubt, ...] = ()


class Tasks:
    """What is asked of a package, for one sitting.

    Args:
        work: The settings.
        home: The program's own folder, with the lists of words.
    """

    def __init__(self, work: Work, home: Path) -> None:
        self._work = work
        self._home = home
        self._sample: tuple[Doubt, ...] | None = None

    def asked(self, package: Path, record: Record, pages: PagesAsLeft, not_moved: Sequence[Trial]) -> Asked:
        """The places of a package as it stands.

        Args:
            package: Its folder.
            record: Its record.
            pages: Its pages.
            not_moved: Looks that are not in the package yet.

        Raises:
            OutputProblem: What people did in it cannot be read.
        """
        trials = (*read_trials(package), *not_moved)
        reader = self._work.second_reader
        if reader is not None:
            return Asked(_by_key(self._second_reading(package, pages, trials, reader)))
        sample = [one for one in self._sampled(record, pages) if not is_read_by(trials, one, Purpose.SAMPLE)]
        listed = places_of_package(package, record, self._home, pages)
        known = listed.waiting
        if not sample:
            return Asked(_by_key(known), passed_over=listed.passed_over)
        doubted = {(one.page, one.box) for one in known}
        extra = [one for one in sample if (one.page, one.box) not in doubted]
        return Asked(_by_key((*known, *extra)), frozenset(map(key_of, extra)), listed.passed_over)

    def _sampled(self, record: Record, pages: PagesAsLeft) -> Sequence[Doubt]:
        """The sample; the pages as they were read never change, so it is drawn once."""
        if not self._work.sample:
            return ()
        if self._sample is None:
            self._sample = sample_of(undoubted_of(pages), self._work.sample, seed_of(record))
        return self._sample

    def _second_reading(
        self, package: Path, pages: PagesAsLeft, trials: Sequence[Trial], reader: str
    ) -> Sequence[Doubt]:
        known = (
            *read_stored_doubts(package).doubts,
            *(one.doubt for one in read_raised(package)),
            *undoubted_of(pages),
        )
        places = read_before(read_settled(package), read_corrections(package), known, reader)
        return [one for one in places if not is_read_by(trials, one, Purpose.SECOND, reader)]


def undoubted_of(pages: PagesAsLeft) -> Sequence[Doubt]:
    """The numbers that no reader flagged, over all pages as they were read."""
    read = (page for number in pages.numbers if (page := pages.as_read(number)) is not None)
    return [place for page in read for place in undoubted(page)]


def seed_of(record: Record) -> str:
    """What the choice of a sample starts from: the hash of the source, which nobody chooses."""
    return next((entry.sha256 for entry in record.files if entry.role == "source"), record.identifier)


def _by_key(places: Sequence[Doubt]) -> Mapping[str, Doubt]:
    in_order = all(one.harm >= other.harm for one, other in pairwise(places))  # as conversion keeps them, mostly
    return {key_of(one): one for one in (places if in_order else ranked(places))}
