"""`convert`: a package for every material."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from converters.conversion import ConversionOptions, Converted, Said, convert_source
from converters.reading.finding.sniff import PICTURES, SourceFormat, sniff
from converters.reading.finding.walk import FoundSources, Source
from converters.records.doubts.doubt import Doubt
from converters.work.batch import ReadPages
from converters.writing.package import later_of_one_name
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.source_batch import BatchResult, SourceBatch, SourceChoice, count_lines, page_errors
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.terms import term
from pbgdpl_cli.version import software
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import Message, Problem, say
from validators.sharing.codes import Kind

DOUBTS_SHOWN = 10  # lines; enough to see the kind of thing, few enough to be read
_TITLE_WIDTH = 48  # letters of a title, or of a doubtful text
_KIND_WIDTH = 24  # letters of a kind's name


@dataclass(frozen=True, slots=True)
class ConvertChoice(SourceChoice):
    """What was chosen.

    Attributes:
        again: Whether what is there already is converted anew.
        wait: How long to wait for another run that is changing a package.
        title: Of the one material there is; None when it is to be found out.
        kind: Of that material, as a code.
    """

    again: bool = False
    wait: LockWait = BRIEFLY
    title: str | None = None
    kind: str | None = None

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
class DoubtData:
    """One place a person should look at; `pointer` leads into the record, `box` is in pixels of the page's image."""

    pointer: str | None
    page: int | None
    box: tuple[int, int, int, int] | None
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message


@dataclass(frozen=True, slots=True)
class PackageData:
    """One package, made or there already.

    Attributes:
        source: The file as named; an archive for its members.
        name: What the person calls it.
        path: The package folder.
        identifier: The record's.
        kind: Of material, as a code.
        title: The record's.
        pages: Of the source.
        state: "made", or "unchanged" since an earlier run.
        needs_person: What a person should look at, worst first.
        notes: Losses and oddities met while reading.
    """

    source: Path
    name: str
    path: Path
    identifier: str
    kind: str
    title: str
    pages: int
    state: str
    needs_person: tuple[DoubtData, ...]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ConvertPayload:
    """Every package that is there now."""

    packages: tuple[PackageData, ...]


def run(session: Session, choice: ConvertChoice) -> OperationResult[ConvertPayload]:
    """Convert every source below the inputs."""
    today = dt.datetime.now().astimezone().date()
    said = choice.said()
    batch = SourceBatch.chosen(choice, session)
    options = ConversionOptions(choice.out, choice.again, today, software(), batch.reading, choice.wait, said)

    in_vain: list[Message] = []

    def prepare(found: FoundSources) -> Callable[[Source, ReadPages], Converted]:
        in_vain.extend(_asked_in_vain(choice, found.sources))
        if said != Said() and len(found.sources) > 1:
            raise WrongUsage(
                say("There are {count} materials here; a title or kind can be given to one.", count=len(found.sources)),
                hint=say("Name one file, or leave out --title and --kind."),
            )
        later = later_of_one_name([Path(source.name).name for source in found.sources])
        shared = {source for place, source in enumerate(found.sources) if place in later}
        return lambda source, read_pages: convert_source(
            source.path, source.name, options, read_pages, shared=source in shared
        )

    result = batch.run(choice.inputs, say("Converting"), prepare)
    lines = (
        _table(result),
        *in_vain,
        *_doubt_lines(result),
        *count_lines(result, [item.made for _, item in result.done]),
    )
    return OperationResult(
        "convert",
        ConvertPayload(tuple(_package_data(source, item) for source, item in result.done)),
        lines if result.done else (),
        (*result.errors, *page_errors((source, item.failed_pages) for source, item in result.done)),
        succeeded=len(result.done),
    )


def _asked_in_vain(choice: ConvertChoice, sources: Iterable[Source]) -> Iterator[Message]:
    """A sentence for each source that has no page images, where it was asked how these are to be read."""
    asked = [name for name, given in (("--force-ocr", choice.force_ocr), ("--dpi", choice.dpi is not None)) if given]
    for source in sources if asked else ():
        if not _has_page_images(source.path):
            yield say(
                "{name}: {options} is for PDFs and pictures; the text of this file was read as it is.",
                name=source.name,
                options=", ".join(asked),
            )


def _has_page_images(source: Path) -> bool:
    try:
        return sniff(source) in PICTURES | {SourceFormat.PDF}
    except Problem:  # told when it is read
        return True


def _package_data(source: Source, item: Converted) -> PackageData:
    return PackageData(
        source=source.origin,
        name=source.name,
        path=item.folder,
        identifier=item.record.identifier,
        kind=item.record.kind,
        title=item.record.title,
        pages=item.pages,
        state="made" if item.made else "unchanged",
        needs_person=tuple(map(_doubt_data, item.doubts)),
        notes=item.notes,
    )


def _doubt_data(doubt: Doubt) -> DoubtData:
    return DoubtData(
        doubt.pointer, doubt.page, doubt.box, doubt.text, tuple(doubt.candidates), doubt.kind, doubt.reason
    )


def _table(result: BatchResult[Converted]) -> Table:
    rows = tuple(
        (
            source.name,
            shortened(item.record.title, _TITLE_WIDTH),
            shortened(term("kinds", item.record.kind), _KIND_WIDTH),
            str(len(item.doubts)) if item.made or item.pages else "–",
            item.folder.name,
        )
        for source, item in result.done
    )
    return Table((say("Source"), say("Title"), say("Kind"), say("To check"), say("Package")), rows)


def _doubt_lines(result: BatchResult[Converted]) -> Iterable[Message | str]:
    """The doubts that would do most harm, over all packages; the rest is counted."""
    doubts = [(source, doubt) for source, item in result.done for doubt in item.doubts]
    if not doubts:
        return
    doubts.sort(key=lambda pair: pair[1].harm, reverse=True)
    yield ""
    yield say("Needs a person, worst first:")
    for source, doubt in doubts[:DOUBTS_SHOWN]:
        yield "  " + told(_doubt_sentence(source, doubt))
    if len(doubts) > DOUBTS_SHOWN:
        yield say("  … and {count} more, in --json.", count=len(doubts) - DOUBTS_SHOWN)


def _doubt_sentence(source: Source, doubt: Doubt) -> Message:
    where = source.name if doubt.page is None else say("{name}, page {page}", name=source.name, page=doubt.page)
    if not doubt.text:
        return say("{where}: {reason}", where=where, reason=doubt.reason)
    return say(
        "{where}: “{text}” — {reason}", where=where, text=shortened(doubt.text, _TITLE_WIDTH), reason=doubt.reason
    )
