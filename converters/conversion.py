"""One source into one package: read, find out, write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from converters.progress import Silent
from converters.reading.document import Document
from converters.reading.problems import ChangedWhileRead
from converters.reading.read import ReadingOptions, read_document
from converters.records.build import build_record
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.stored_doubts import StoredDoubts, read_stored_doubts, stored_doubts_json
from converters.refusal import refuse_unread
from converters.work.batch import ReadPages
from converters.writing.package import place_of, write_package
from validators.packages.bag import sha256_of
from validators.packages.package import NEEDS_PERSON
from validators.problems import Message, OutputProblem, say
from validators.sharing.record import Record


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
    """

    out: Path
    again: bool
    today: dt.date
    software: str
    reading: ReadingOptions


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


def convert_source(source: Path, name: str, options: ConversionOptions, read_pages: ReadPages) -> Converted:
    """Convert one file.

    Args:
        source: The file.
        name: What the person calls it; its last part names the package.
        options: How.
        read_pages: Reads page images.

    Raises:
        UnreadableInput: The file cannot be used, or none of its pages could be read.
        Reviewed: It is there already and a person has worked on it, so `again` must not replace it.
        OSError: The output folder cannot be written or the disk is full.
    """
    sha256 = sha256_of(source)
    place = place_of(Path(name).name, sha256, options.out)
    if place.present:
        record = _stored_record(place.folder)
        if not options.again:
            return _unchanged(place.folder, record)
        _refuse_reviewed(record)
    document = read_document(source, options=options.reading, read_pages=read_pages, progress=Silent())
    if document.sha256 != sha256:
        raise ChangedWhileRead(say("The file changed while it was being read."), path=source)
    refuse_unread(document)
    draft = build_record(document, today=options.today)
    beside = {NEEDS_PERSON: stored_doubts_json(StoredDoubts(len(document.pages), draft.doubts))}
    record = write_package(draft.record, document, place.folder, software=options.software, beside=beside)
    return _converted(place.folder, record, document, draft.doubts)


def _stored_record(folder: Path) -> Record:
    return Record.model_validate_json((folder / "data" / "record.json").read_bytes())


def _unchanged(folder: Path, record: Record) -> Converted:
    """A package found already made, with the doubts it keeps; what a person has been through is doubted no more."""
    kept = read_stored_doubts(folder)
    doubts = kept.doubts if record.workflow.state == "draft" else ()
    return Converted(folder, record, made=False, pages=kept.pages, doubts=doubts)


def _refuse_reviewed(record: Record) -> None:
    """What a person corrected is locked: no new run overwrites it."""
    if record.workflow.state != "draft":
        raise Reviewed(
            say("A person has already reviewed this package; it was left as it is."),
            hint=say("Choose another output folder to convert it anew."),
        )


def _converted(folder: Path, record: Record, document: Document, doubts: tuple[Doubt, ...]) -> Converted:
    failed = tuple((page.number, page.failure) for page in document.pages if page.failure)
    return Converted(folder, record, True, len(document.pages), failed, doubts, document.notes)
