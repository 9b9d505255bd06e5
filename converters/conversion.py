"""One source into one package: read, find out, write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.applying import Differing, Entry
from converters.corrections.cited.applying import CitedRecord, with_said_citations
from converters.corrections.cited.said import read_cited
from converters.corrections.readers.raised import open_places
from converters.corrections.rebuilding import log_with_sizes, told_of, with_corrections, with_what_people_said
from converters.corrections.stored import log_json, pages_json
from converters.progress import Silent
from converters.reading.document import Document
from converters.reading.finding.fingerprint import fingerprint_of
from converters.reading.rasters import chosen_part
from converters.reading.read import ReadingOptions, read_document
from converters.records.build import Draft, build_record
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import read_settled, still_open
from converters.records.doubts.stored_doubts import StoredDoubts, read_stored_doubts, stored_doubts_json
from converters.refusal import refuse_unread
from converters.work.batch import ReadPages
from converters.writing.package import PackageTarget, Product, fill_package, make_products, package_target
from validators.packages.changing import BRIEFLY, PackageChange, changing, refuse_broken_seal
from validators.packages.locking import LockWait
from validators.packages.package import CORRECTIONS, NEEDS_PERSON, READ_PAGES
from validators.packages.reading import read_unchanged
from validators.problems import Message, OutputProblem, say
from validators.sharing.record import Evidence, Record
from validators.sharing.standing import was_reviewed


class AlreadyMade(OutputProblem):
    """The package is there, and what a person said of it now is not in it."""

    code = "already-made"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a source before it is read; None where it is left to be found out.

    Attributes:
        title: Of the material.
        kind: Of material, as a code.
    """

    title: str | None = None
    kind: str | None = None

    @property
    def members(self) -> frozenset[str]:
        """Names of the members of a record that the person says."""
        return frozenset(name for name, value in (("title", self.title), ("kind", self.kind)) if value is not None)

    def put_into(self, draft: Draft) -> Draft:
        """The draft with what a person said in the place of what was read; nothing of it is doubted."""
        said = {name: value for name, value in (("title", self.title), ("kind", self.kind)) if value is not None}
        evidence = {f"/{name}": [Evidence(text=value, method="person")] for name, value in said.items()}
        record = draft.record.model_copy(update={**said, "evidence": {**draft.record.evidence, **evidence}})
        return replace(draft, record=record, doubts=tuple(one for one in draft.doubts if one.pointer not in evidence))

    def agrees_with(self, record: Record) -> bool:
        """Whether a record says the same."""
        return self.title in (None, record.title) and self.kind in (None, record.kind)


class Reviewed(OutputProblem):
    """A person has already worked on this package."""

    code = "reviewed"


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """How to convert.

    Attributes:
        out: Folder of packages.
        again: Convert anew what is there already.
        today: The day records are made on.
        software: Name and version, kept in the package.
        reading: How sources are read.
        wait: How long to wait for another run that is changing a package.
        said: What a person says of the source, where there is only one.
    """

    out: Path
    again: bool
    today: dt.date
    software: str
    reading: ReadingOptions
    wait: LockWait = BRIEFLY
    said: Said = Said()


@dataclass(frozen=True, slots=True)
class Converted:
    """A package made, or found already made.

    Attributes:
        folder: The package.
        record: Its record.
        made: False when the same source had been converted before.
        pages: Pages of the source.
        failed_pages: Their numbers, with the reasons.
        doubts: What a person should look at, worst first.
        notes: Losses and oddities met while reading.
    """

    folder: Path
    record: Record
    made: bool
    pages: int = 0
    failed_pages: tuple[tuple[int, Message], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Message, ...] = ()


def convert_source(
    source: Path, name: str, options: ConversionOptions, read_pages: ReadPages, *, shared: bool = False
) -> Converted:
    """Convert one file.

    Args:
        source: The file.
        name: What the person calls it; its last part names the package.
        options: How.
        read_pages: Reads page images.
        shared: Another source of the same run gives its package the same name and goes first.

    Raises:
        UnreadableInput: The file cannot be used, or none of its pages could be read.
        AlreadyMade: It is there already, and does not say what a person says of it now.
        Reviewed: It is there already and a person has worked on it, so `again` must not replace it.
        PackageDamaged: It is there already and is not what was sealed.
        OSError: The output folder cannot be written or the disk is full.
    """
    found = fingerprint_of(source)
    part = chosen_part(source, options.reading.pages)
    target = package_target(Path(name).name, found.sha256, options.out, part, shared=shared)
    if target.present:
        record = read_unchanged(target.folder, lambda package: package.record())
        if not options.again:
            return _unchanged(target.folder, record, options.said)
        _refuse_reviewed(record)
        refuse_broken_seal(target.folder)  # now, not after minutes of reading
    document = read_document(source, options=options.reading, read_pages=read_pages, progress=Silent(), found=found)
    refuse_unread(document)
    return _written(Path(name).name, document, options, shared)


def _written(name: str, read: Document, options: ConversionOptions, shared: bool) -> Converted:
    """Write the package. Only now is it locked: reading takes long, and needs nothing that is in it."""

    def target() -> PackageTarget:
        return package_target(name, read.sha256, options.out, read.part, shared=shared)

    while True:
        wanted = target()
        log = log_with_sizes(wanted.folder)
        made = _Made.of(read, log, options)
        with changing(wanted.folder, options.wait) as change:
            if target() != wanted or log_with_sizes(wanted.folder) != log:
                continue  # another run made or corrected this package, or one of this name, before we had the lock
            if change.package and not options.again:
                return _unchanged(wanted.folder, change.record(), options.said)
            if change.package:
                _refuse_reviewed(change.record())
            if log:
                change.write(CORRECTIONS, log_json(log))  # with the sizes of the pages it was made on
            return _filled(change, made, read, options)


@dataclass(frozen=True, slots=True)
class _Made:
    """What is to go into a package: the document with what people put right in it, and what was made of that."""

    document: Document
    draft: Draft
    products: list[Product]
    differing: tuple[Differing, ...]

    @classmethod
    def of(cls, read: Document, log: tuple[Entry, ...], options: ConversionOptions) -> _Made:
        document, differing = with_corrections(read, log)
        draft = options.said.put_into(build_record(document, today=options.today))
        products = make_products(draft.record, document, software=options.software)
        return cls(document, draft, products, differing)


def _filled(change: PackageChange, made: _Made, read: Document, options: ConversionOptions) -> Converted:
    document = made.document
    old = change.record() if change.package else None
    cited = _with_people(change, made, old, options)
    change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(len(document.pages), cited.doubts)))
    if (kept := pages_json(read)) is not None:
        change.write(READ_PAGES, kept)
    record = fill_package(change, cited.record, document, made.products, software=options.software)
    notes = (*(told_of(one) for one in made.differing), *cited.told)
    doubts = still_open(cited.doubts, read_settled(change.root), record)
    return _converted(change.root, record, replace(document, notes=(*document.notes, *notes)), doubts)


def _with_people(change: PackageChange, made: _Made, old: Record | None, options: ConversionOptions) -> CitedRecord:
    """The record with whatever people said of the material and of its citations."""
    draft = made.draft
    if old is None:
        return CitedRecord(draft.record, draft.doubts)
    record = with_what_people_said(draft.record, old, options.said.members)
    return with_said_citations(record, draft.doubts, read_cited(change.root), made.document.pages, old)


def _unchanged(folder: Path, record: Record, said: Said) -> Converted:
    """A package found already made, with the doubts it keeps; what a person has been through is doubted no more."""
    if not said.agrees_with(record):
        raise AlreadyMade(
            say("This source was converted before; the title or kind given now is not in its package."),
            hint=say("Convert it anew with --again, or change the package with: pbgdpl sheet export PACKAGE"),
            path=folder,
        )
    doubts = () if was_reviewed(record) else open_places(folder, record)
    return Converted(folder, record, made=False, pages=read_stored_doubts(folder).pages, doubts=doubts)


def _refuse_reviewed(record: Record) -> None:
    """What a person corrected is locked: no new run overwrites it."""
    if was_reviewed(record):
        raise Reviewed(
            say("A person has already reviewed this package; it was left as it is."),
            hint=say(
                "Choose another output folder to convert it anew, or make it a draft again: "
                "pbgdpl review reopen PACKAGE --by NAME"
            ),
        )


def _converted(folder: Path, record: Record, document: Document, doubts: tuple[Doubt, ...]) -> Converted:
    failed = tuple((page.number, page.failure) for page in document.pages if page.failure)
    return Converted(folder, record, True, len(document.pages), failed, doubts, document.notes)
