"""The pages of a package as people left them: as they were read, with the log put into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from converters.corrections.applying import Entry, corrected
from converters.corrections.correction import Correction
from converters.corrections.stored import kept_pages, read_log
from converters.reading.document import Page
from validators.packages.package import Package
from validators.problems import OutputProblem, say
from validators.sharing.record import Record

_PAGES_AT_HAND = 8  # of a package under review; a page of 2,000 words takes 3 MB


class NoPagesKept(OutputProblem):
    """The package holds no pages that could be corrected."""

    code = "no-pages-kept"


def by_page(log: Sequence[Entry]) -> Mapping[int, Sequence[Entry]]:
    """The entries of a log for each page, in their order."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in log:
        found[entry.page].append(entry)
    return found


@dataclass(frozen=True, slots=True)
class PutRight:
    """A page on which people put something right: as it was read, as it stands now, and what was done."""

    read: Page
    now: Page
    log: Sequence[Entry]


class PagesAsLeft:
    """The pages of a package as people left them, each made when it is asked for.

    Args:
        package: Its folder.
        record: Its record.

    Raises:
        NoPagesKept: Its pages were not kept: it was made by an older version, or by another program.
        DamagedLog: What people put right in it cannot be read.
    """

    def __init__(self, package: Path, record: Record) -> None:
        source = source_of(package, record)
        kept = None if source is None else kept_pages(package, source)
        if kept is None:
            raise no_pages(package, source)
        self._kept = kept
        self._log = by_page(read_log(package))
        self.page = lru_cache(maxsize=_PAGES_AT_HAND)(self._page)

    @property
    def source(self) -> Path:
        """The file the pages are of."""
        return self._kept.source

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the pages, in order."""
        return self._kept.numbers

    def __iter__(self) -> Iterator[Page]:
        """All pages one after the other; those at hand stay at hand."""
        return (page for number in self.numbers if (page := self._page(number)) is not None)

    def as_read(self, number: int) -> Page | None:
        """A page as it was read, before anybody put anything right."""
        return self._kept.page(number)

    def put_right(self) -> Iterator[PutRight]:
        """The pages that people changed, in order; those where they only found everything right are none of them."""
        for number in self.numbers:
            log = self._log.get(number, ())
            if all(one.before == one.after and isinstance(one, Correction) for one in log):
                continue
            read, now = self.as_read(number), self._page(number)
            if read is not None and now is not None:
                yield PutRight(read, now, log)

    def holding(self, texts: Collection[str]) -> Sequence[int]:
        """The numbers of the pages on which one of some texts may stand, those that people changed among them."""
        held = {*self._kept.holding(texts), *self._log}
        return tuple(number for number in self.numbers if number in held)

    def _page(self, number: int) -> Page | None:
        page = self._kept.page(number)
        return None if page is None else corrected(page, self._log.get(number, ())).page


def source_of(package: Path, record: Record) -> Path | None:
    """The file a package was made from; None where its record names none."""
    entry = next((entry for entry in record.files if entry.role == "source"), None)
    return None if entry is None else Package(package, package).own_file(entry.path)


def no_pages(package: Path, source: Path | None) -> NoPagesKept:
    """What is said of a package whose pages were not kept, or whose source is gone."""
    if source is None:
        return NoPagesKept(
            say("The file that the pages are drawn from is not in the package, so nothing can be corrected in it."),
            hint=say("Put the file back, or convert it anew."),
            path=package,
        )
    return NoPagesKept(
        say("This package does not hold the pages as they were read, so nothing can be corrected in it."),
        hint=say("Convert its source again, with --again, and correct it then."),
        path=package,
    )
