"""`convert`: a package for every material."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import get_args

from converters.conversion import AlreadyMade, ConversionOptions, Converted, Said, convert_source
from converters.reading.finding.fingerprint import fingerprint_of
from converters.reading.finding.sniff import PICTURES, SourceFormat, sniff
from converters.reading.finding.walk import FoundSources, Source
from converters.reading.rasters import chosen_part
from converters.records.doubts.doubt import Doubt, harm_of
from converters.work.batch import ReadPages
from converters.work.failures import kind_of
from converters.writing.package import later_of_one_name, package_target
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.batches import dry_run
from pbgdpl_cli.runs.batches.dry_run import EstimatePayload
from pbgdpl_cli.runs.batches.package_data import MADE, UNCHANGED, DoubtData, PackageData, told_again, told_json
from pbgdpl_cli.runs.batches.source_batch import (
    BatchResult,
    SourceBatch,
    count_lines,
    note_lines,
    page_errors,
)
from pbgdpl_cli.runs.batches.source_choice import SourceChoice, nothing_to_retry
from pbgdpl_cli.runs.batches.work_memory import Kept, Memory, stamp_of
from pbgdpl_cli.session import Session
from pbgdpl_cli.state.work_ledger import Work
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.terms import term
from pbgdpl_cli.version import software
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import Message, Problem, UnreadableInput, say
from validators.sharing.codes import Kind

DOUBTS_SHOWN = 10  # lines; enough to see the kind of thing, few enough to be read
_TITLE_WIDTH = 48  # letters of a title, or of a doubtful text
_KIND_WIDTH = 24  # letters of a kind's name


class Existing(StrEnum):
    """What is done where a package is there already."""

    SKIP = "skip"
    REDO = "redo"
    ABORT = "abort"


@dataclass(frozen=True, slots=True)
class ConvertChoice(SourceChoice):
    """What was chosen.

    Attributes:
        wait: How long to wait for another run that is changing a package.
        title: Of the one material there is; None when it is to be found out.
        kind: Of that material, as a code.
        existing: What is done where a package is there already.
    """

    wait: LockWait = BRIEFLY
    title: str | None = None
    kind: str | None = None
    existing: Existing = Existing.SKIP

    @property
    def anew(self) -> bool:
        """Whether what is there already is done again."""
        return self.existing is Existing.REDO or bool(self.retry)

    def said(self) -> Said:
        """What the person says of the material.

        Raises:
            WrongUsage: There is no such kind, or the title says nothing.
        """
        if self.kind is not None and self.kind not in get_args(Kind):
            raise WrongUsage(
                say("“{code}” is no kind of material.", code=self.kind),
                hint=say("Kinds: {codes}", codes=", ".join(get_args(Kind))),
            )
        title = None if self.title is None else " ".join(self.title.split())
        if title == "":
            raise WrongUsage(say("The title is empty."), hint=say("Leave out --title to have it found out."))
        return Said(title, self.kind)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one source.

    Attributes:
        data: Its package.
        failed_pages: Numbers of pages that could not be read, with the reasons.
        as_asked: Whether it was read as it is asked for now.
    """

    data: PackageData
    failed_pages: tuple[tuple[int, Message], ...] = ()
    as_asked: bool = True

    @property
    def made(self) -> bool:
        """Whether it was made by this run."""
        return self.data.state == MADE


@dataclass(frozen=True, slots=True)
class ConvertPayload:
    """Every package that is there now."""

    packages: tuple[PackageData, ...]


def existing_choice(written: str, *, again: bool) -> Existing:
    """What a person wants done where a package is there already.

    Raises:
        WrongUsage: That is no choice.
    """
    try:
        return Existing.REDO if again else Existing(written)
    except ValueError:
        raise WrongUsage(
            say("“{text}” is no choice for packages that are there.", text=written),
            hint=say("Choices: {codes}", codes=", ".join(Existing)),
        ) from None


def estimate(session: Session, choice: ConvertChoice) -> OperationResult[EstimatePayload]:
    """What converting the inputs would cost; nothing is written."""
    today = dt.datetime.now().astimezone().date()
    batch = SourceBatch.chosen(choice, session)
    options = ConversionOptions(choice.out, True, today, software(), batch.reading, choice.wait)
    return dry_run.run(session, batch, choice.inputs, options, _memory(batch, choice))


def run(session: Session, choice: ConvertChoice) -> OperationResult[ConvertPayload]:
    """Convert every source below the inputs."""
    today = dt.datetime.now().astimezone().date()
    said = choice.said()
    batch = SourceBatch.chosen(choice, session)
    options = ConversionOptions(choice.out, choice.anew, today, software(), batch.reading, choice.wait, said)

    in_vain: list[Message] = []

    def prepare(found: FoundSources) -> Callable[[Source, ReadPages], Made]:
        in_vain.extend(asked_in_vain(choice, found.sources))
        if choice.existing is Existing.ABORT:
            _refuse_existing(found, batch)
        if said != Said() and len(found.sources) > 1:
            raise WrongUsage(
                say("There are {count} materials here; a title or kind can be given to one.", count=len(found.sources)),
                hint=say("Name one file, or leave out --title and --kind."),
            )
        later = later_of_one_name([Path(source.name).name for source in found.sources])
        shared = {source for place, source in enumerate(found.sources) if place in later}

        def one(source: Source, read_pages: ReadPages) -> Made:
            converted = convert_source(source.path, source.name, options, read_pages, shared=source in shared)
            as_asked = converted.made or not choice.said_of_reading
            return Made(_package_data(source, converted), converted.failed_pages, as_asked)

        return one

    result = batch.run(choice.inputs, say("Converting"), prepare, _memory(batch, choice))
    counts = count_lines(result, [item.made for _, item in result.done])
    notes = note_lines((source.name, item.data.notes) for source, item in result.done if item.made)
    lines = (_table(result), *in_vain, *_doubt_lines(result), *notes, *stand_as_read(choice, result), *counts)
    return OperationResult(
        "convert",
        ConvertPayload(tuple(item.data for _, item in result.done)),
        lines if result.done else nothing_to_retry(choice.retry),
        (*result.errors, *page_errors((source, item.failed_pages) for source, item in result.done)),
        succeeded=len(result.done),
    )


def asked_in_vain(choice: ConvertChoice, sources: Iterable[Source]) -> Iterator[Message]:
    """A sentence for each source that has no page images, where it was asked how these are to be read."""
    asked = [name for name, given in (("--force-ocr", choice.force_ocr), ("--dpi", choice.dpi is not None)) if given]
    for source in sources if asked else ():
        if not _has_page_images(source.path):
            yield say(
                "{name}: {options} is for PDFs and pictures; the text of this file was read as it is.",
                name=source.name,
                options=", ".join(asked),
            )


def stand_as_read(choice: ConvertChoice, result: BatchResult[Made]) -> Iterable[Message | str]:
    """What stands as it was read before, where it was asked how it is to be read."""
    asked = ", ".join(choice.said_of_reading)
    reason = say("converted before and left as it is; to read it anew with {options}: --existing redo", options=asked)
    return note_lines((source.name, (reason,)) for source, item in result.done if asked and not item.as_asked)


def _has_page_images(source: Path) -> bool:
    try:
        return sniff(source) in PICTURES | {SourceFormat.PDF}
    except Problem:  # told of when it is read
        return True


def _refuse_existing(found: FoundSources, batch: SourceBatch) -> None:
    """Nothing is done when a source was converted before.

    Raises:
        AlreadyMade: One was.
    """
    for source in found.sources:
        with contextlib.suppress(UnreadableInput, OSError):  # told of when it is read
            digest, part = fingerprint_of(source.path).sha256, chosen_part(source.path, batch.reading.pages)
            target = package_target(Path(source.name).name, digest, batch.out, part)
            if target.present:
                raise AlreadyMade(
                    say("This source was converted before, and nothing was done."),
                    hint=say("Leave out --existing abort to convert the others."),
                    path=target.folder,
                )


def _package_data(source: Source, item: Converted) -> PackageData:
    return PackageData(
        source=source.origin,
        name=source.name,
        path=item.folder,
        identifier=item.record.identifier,
        kind=item.record.kind,
        title=item.record.title,
        pages=item.pages,
        state=MADE if item.made else UNCHANGED,
        needs_person=tuple(map(_doubt_data, item.doubts)),
        notes=item.notes,
    )


def _doubt_data(doubt: Doubt) -> DoubtData:
    return DoubtData(
        doubt.pointer, doubt.page, doubt.box, doubt.text, tuple(doubt.candidates), doubt.kind, doubt.reason
    )


def _memory(batch: SourceBatch, choice: ConvertChoice) -> Memory[Made]:
    """How the ledger remembers packages: as long as they stand as they stood, none is looked into."""

    def kept(made: Made) -> Kept:
        stays = replace(made.data, state=UNCHANGED, notes=())  # as the next run would find it
        kinds = tuple(sorted({kind_of(reason) for _, reason in made.failed_pages}))
        return Kept(made.data.path, stamp_of(made.data.path), told_json(stays), kinds, made.as_asked)

    def recalled(source: Source, work: Work) -> Made | None:
        if work.product is None or work.told is None or stamp_of(work.product) != work.stamp:
            return None
        folder = batch.out / os.path.basename(work.product)  # noqa: PTH119  (as it is named now, from wherever that is)
        data = told_again(work.told, source.origin, source.name, folder)
        return None if data is None else Made(data)

    asked = f"{choice.dpi} {choice.engine} {choice.correct}" if choice.said_of_reading else ""
    return Memory("convert", f"{batch.reading}\n{choice.said()}{asked}", kept, recalled)


def _table(result: BatchResult[Made]) -> Table:
    rows = tuple(
        (
            source.name,
            shortened(item.data.title, _TITLE_WIDTH),
            shortened(term("kinds", item.data.kind), _KIND_WIDTH),
            str(len(item.data.needs_person)) if item.made or item.data.pages else "–",
            item.data.path.name,
        )
        for source, item in result.done
    )
    return Table((say("Source"), say("Title"), say("Kind"), say("To check"), say("Package")), rows)


def _doubt_lines(result: BatchResult[Made]) -> Iterable[Message | str]:
    """The doubts that would do most harm, over all packages; the rest is counted."""
    doubts = [(source, doubt) for source, item in result.done for doubt in item.data.needs_person]
    if not doubts:
        return
    doubts.sort(key=lambda pair: harm_of(pair[1].kind), reverse=True)
    yield ""
    yield say("Needs a person, worst first:")
    for source, doubt in doubts[:DOUBTS_SHOWN]:
        yield "  " + told(_doubt_sentence(source, doubt))
    if len(doubts) > DOUBTS_SHOWN:
        yield say("  … and {count} more, in --json.", count=len(doubts) - DOUBTS_SHOWN)


def _doubt_sentence(source: Source, doubt: DoubtData) -> Message:
    where = source.name if doubt.page is None else say("{name}, page {page}", name=source.name, page=doubt.page)
    if not doubt.text:
        return say("{where}: {reason}", where=where, reason=doubt.reason)
    return say(
        "{where}: “{text}” — {reason}", where=where, text=shortened(doubt.text, _TITLE_WIDTH), reason=doubt.reason
    )
