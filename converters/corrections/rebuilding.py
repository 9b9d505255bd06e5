"""A package made anew from its corrected pages: record, content, searchable PDF and word boxes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from converters.corrections.applying import Differing, Entry, corrected
from converters.corrections.cited.applying import with_said_citations
from converters.corrections.cited.said import CitationSaid, cited_json, read_cited
from converters.corrections.fitting import sized
from converters.corrections.lines.arrangement import Arrangement
from converters.corrections.readers.account import with_doubts
from converters.corrections.stored import kept_pages, log_json, read_log, read_pages
from converters.reading.document import Document, Page
from converters.records.build import build_record
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import read_settled, still_open
from converters.records.doubts.stored_doubts import StoredDoubts, read_stored_doubts, stored_doubts_json
from converters.writing.package import fill_package, make_products
from validators.packages.changing import PackageChange
from validators.packages.package import CITED, CORRECTIONS, NEEDS_PERSON, Package
from validators.problems import Message, OutputProblem, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, claims_approval

_PAGES_AT_HAND = 8  # of a package under review; a page of 2,000 words takes 3 MB
_OF_PEOPLE = (
    "identifier", "rights", "approval", "workflow", "accessibility", "ai", "reviewed_on", "review_due",
    "waivers",
)  # fmt: skip
"""Members of a record that no reading gives."""


class NoPagesKept(OutputProblem):
    """The package holds no pages that could be corrected."""

    code = "no-pages-kept"


class ApprovedText(OutputProblem):
    """The text was approved as it is."""

    code = "approved-text"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a package holds after a correction."""

    record: Record
    doubts: tuple[Doubt, ...]
    differing: tuple[Differing, ...]
    told: tuple[Message, ...] = ()


def with_corrections(document: Document, log: Sequence[Entry]) -> tuple[Document, tuple[Differing, ...]]:
    """A document with what people put right in it, and where its reading has changed under that."""
    on_page = by_page(log)
    pages = [corrected(page, on_page.get(page.number, ())) for page in document.pages]
    differing = tuple(one for page in pages for one in page.differing)
    return replace(document, pages=tuple(page.page for page in pages)), differing


def pages_to_correct(package: Path, record: Record) -> Document:
    """The document of a package as people left it.

    Raises:
        NoPagesKept: Its pages were not kept: it was made by an older version, or by another program.
        DamagedLog: What people put right in it cannot be read.
    """
    document = _document(package, record)
    return with_corrections(document, read_log(package))[0]


def log_with_sizes(package: Path) -> tuple[Entry, ...]:
    """The log of a package that is to be read anew; entries of older programs get the sizes of their pages.

    Raises:
        DamagedLog: It cannot be read.
    """
    log = read_log(package)
    kept = kept_pages(package, package) if any(one.size is None for one in log) else None
    return log if kept is None else sized(log, kept.page)


def by_page(log: Sequence[Entry]) -> Mapping[int, Sequence[Entry]]:
    """The entries of a log for each page, in their order."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in log:
        found[entry.page].append(entry)
    return found


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
        source = _source_of(package, record)
        kept = None if source is None else kept_pages(package, source)
        if kept is None:
            raise _no_pages(package)
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

    def _page(self, number: int) -> Page | None:
        page = self._kept.page(number)
        return None if page is None else corrected(page, self._log.get(number, ())).page


def correct_package(
    change: PackageChange, made: Sequence[Entry], cited: Sequence[CitationSaid] = (), *, today: dt.date, software: str
) -> Rebuilt:
    """Put corrections into a package that is being changed.

    Args:
        change: The package.
        made: The new entries of the log, in the order in which they were made.
        cited: What people say of citations from now on, likewise.
        today: The day the record is made on.
        software: Name and version.

    Raises:
        ApprovedText: It was approved; it has to become a draft again first.
        NoPagesKept: Its pages were not kept.
        DamagedLog: What people put right in it before cannot be read.
        OSError: The folder cannot be written or the disk is full.
    """
    old = change.record()
    refuse_approved(old)
    read = _document(change.root, old)
    pages = {page.number: page for page in read.pages}
    log = (*read_log(change.root), *with_doubts(made, read_stored_doubts(change.root).doubts))
    log = sized(log, pages.get)
    document, differing = with_corrections(read, log)
    draft = build_record(document, today=today)
    said = (*read_cited(change.root), *cited)
    with_cited = with_said_citations(with_what_people_said(draft.record, old), draft.doubts, said, document.pages, old)
    record, doubts = with_cited.record, with_cited.doubts
    if log:
        change.write(CORRECTIONS, log_json(log))
    if cited:
        change.write(CITED, cited_json(said))
    change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(len(document.pages), doubts)))
    name = dict(change.info).get("Internal-Sender-Identifier")
    written = fill_package(
        change, record, document, make_products(record, document, software=software), software=software
    )
    if name is not None:
        change.describe({"Internal-Sender-Identifier": name})
    left = still_open(doubts, read_settled(change.root), written)
    return Rebuilt(written, left, differing, with_cited.told)


def with_what_people_said(made: Record, old: Record, but: Collection[str] = ()) -> Record:
    """A record made anew, with everything a person said of the material in the place of what was read.

    Args:
        made: From the pages.
        old: As it stood.
        but: Members that stay as they were made, for a person says them now.
    """
    typed = {
        member.split("/")[1]
        for member, places in old.evidence.items()
        if any(place.method == "person" and place.page is None for place in places)  # words put right have a page
    } - {"content", "legal_basis", *but}
    members = {name: getattr(old, name) for name in (*_OF_PEOPLE, *typed) if hasattr(old, name)}
    read = {pointer: places for pointer, places in made.evidence.items() if pointer.split("/")[1] not in typed}
    said = {pointer: places for pointer, places in old.evidence.items() if pointer.split("/")[1] in typed}
    cited = {(one.text, one.locator): one for one in old.legal_basis}
    basis = [
        one.model_copy(update={"validity": cited[one.text, one.locator].validity})
        if (one.text, one.locator) in cited
        else one
        for one in made.legal_basis
    ]
    return made.model_copy(update={**members, "legal_basis": basis, "evidence": {**read, **said}})


def told_of(differing: Differing) -> Message:
    """A sentence about a place that is read otherwise than when a person put it right."""
    one = differing.correction
    if isinstance(one, Arrangement):
        return _told_of_lines(one, differing.read)
    if differing.read is None:
        return say(
            "Page {page}: the place of the correction “{after}” was not found any more; it is kept, but not used.",
            page=one.page,
            after=one.after,
        )
    return say(
        "Page {page}: “{read}” is read now where a person corrected “{before}” to “{after}”; the correction stays.",
        page=one.page,
        read=differing.read,
        before=one.before,
        after=one.after,
    )


def _told_of_lines(one: Arrangement, read: str | None) -> Message:
    meant = " / ".join((one.before or one.after).split("\n"))
    if read is None:
        return say(
            "Page {page}: the lines “{lines}” that a person put in order were not found any more; what was done with "
            "them is kept, but not used.",
            page=one.page,
            lines=meant,
        )
    return say(
        "Page {page}: “{read}” is read now where a person put “{lines}” in order; what the person did stays.",
        page=one.page,
        read=" / ".join(read.split("\n")),
        lines=meant,
    )


def refuse_approved(record: Record) -> None:
    """Refuse to change what was approved as it is.

    Raises:
        ApprovedText: It was.
    """
    if claims_approval(record) or record.standing is Standing.WITHDRAWN:
        raise ApprovedText(
            say("This text was approved as it is; it was left alone."),
            hint=say("Make it a draft again first: pbgdpl review reopen PACKAGE --by NAME"),
        )


def _document(package: Path, record: Record) -> Document:
    source = _source_of(package, record)
    document = read_pages(package, source) if source is not None else None
    if document is None:
        raise _no_pages(package)
    return document


def _source_of(package: Path, record: Record) -> Path | None:
    entry = next((entry for entry in record.files if entry.role == "source"), None)
    return None if entry is None else Package(package, package).own_file(entry.path)


def _no_pages(package: Path) -> NoPagesKept:
    return NoPagesKept(
        say("This package does not hold the pages as they were read, so nothing can be corrected in it."),
        hint=say("Convert its source again, with --again, and correct it then."),
        path=package,
    )
