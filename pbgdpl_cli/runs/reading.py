"""The runs behind `ocr` and `convert`: from paths to a result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converters.ocr.options import OcrOptions
from converters.reading.finding.walk import FoundSources, Source
from converters.reading.read import ReadingOptions
from converters.transcription import Transcribed, plan_targets, transcribe
from converters.work.batch import ReadPages
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Table
from pbgdpl_cli.runs.source_batch import Batch, Desk, known_as
from pbgdpl_cli.settings import default_jobs
from pbgdpl_cli.terms import term
from pbgdpl_cli.version import software
from validators.problems import Message, say

if TYPE_CHECKING:
    from converters.conversion import Converted
    from converters.records.doubts.doubt import Doubt

DOUBTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """What a person chose on the command line.

    Attributes:
        out: Folder of results.
        jobs: Worker processes; 0 for as many as the machine bears.
        engine: Name of the reading engine.
        correct: Whether marks are mended from context.
    """

    out: Path
    jobs: int = 0
    engine: str = "pytesseract"
    correct: bool = True

    def desk(self, session: Any) -> Desk:
        """The desk these choices make."""
        ocr = OcrOptions(engine=self.engine, after_reading=self.correct)
        return Desk(self.out, self.jobs or default_jobs(), ocr, session.console.progress(), session.settings.home)


def run_ocr(session: Any, inputs: Sequence[Path], choice: ReadingChoice) -> OperationResult:
    """Transcribe every source below the inputs."""
    reading = ReadingOptions()

    def prepare(found: FoundSources) -> Callable[[Source, ReadPages], Transcribed]:
        targets = plan_targets(found.sources, choice.out)
        return lambda source, read_pages: transcribe(
            source, targets[source.path], reading, read_pages, settings=str(desk.ocr), software=software()
        )

    desk = choice.desk(session)
    batch = desk.work(inputs, say("Reading"), prepare)
    errors = (*batch.errors, *_page_errors((source, item.failed_pages) for source, item in batch.done))
    return OperationResult(
        "ocr",
        {"outputs": [_output_data(source, item) for source, item in batch.done]},
        (_output_table(batch), *_note_lines(batch), *_count(batch, [item.made for _, item in batch.done]))
        if batch.done
        else (),
        errors,
        succeeded=len(batch.done),
    )


def run_convert(session: Any, inputs: Sequence[Path], choice: ReadingChoice, *, again: bool = False) -> OperationResult:
    """Convert every source below the inputs."""
    from converters.conversion import ConversionOptions, convert_source  # records: not for `ocr`, which must start fast

    options = ConversionOptions(choice.out, again, dt.datetime.now().astimezone().date(), software(), ReadingOptions())

    def prepare(found: FoundSources) -> Callable[[Source, ReadPages], Converted]:
        del found
        return lambda source, read_pages: convert_source(source.path, source.name, options, read_pages)

    batch = choice.desk(session).work(inputs, say("Converting"), prepare)
    errors = (*batch.errors, *_page_errors((source, item.failed_pages) for source, item in batch.done))
    lines = (_package_table(batch), *_doubt_lines(batch), *_count(batch, [item.made for _, item in batch.done]))
    return OperationResult(
        "convert",
        {"packages": [_package_data(source, item) for source, item in batch.done]},
        lines if batch.done else (),
        errors,
        succeeded=len(batch.done),
    )


def _page_errors(items: Iterable[tuple[Source, tuple[tuple[int, Message], ...]]]) -> list[ErrorItem]:
    return [
        ErrorItem(
            "page",
            say("Page {number}: {reason}", number=number, reason=reason),
            ExitCode.SOME_FAILED,
            known_as(source),
            say("The other pages are done. Scan this one again."),
        )
        for source, failed in items
        for number, reason in failed
    ]


def _output_data(source: Source, item: Transcribed) -> dict[str, Any]:
    return {
        "source": str(source.origin),
        "name": source.name,
        "pdf": None if item.pdf is None else str(item.pdf),
        "text": str(item.text),
        "alto": None if item.alto is None else str(item.alto),
        "pages": item.pages,
        "pdf_a": "2b" if item.archival else None,
        "notes": list(item.notes),
        "flagged": item.flagged,
        "state": "made" if item.made else "unchanged",
    }


def _output_table(batch: Batch[Transcribed]) -> Table:
    rows = tuple(
        (source.name, str(item.pages), str(len(item.flagged)), (item.pdf or item.text).name)
        for source, item in batch.done
    )
    return Table((say("Source"), say("Pages"), say("To check"), say("Result")), rows)


def _package_data(source: Source, item: Converted) -> dict[str, Any]:
    return {
        "source": str(source.origin),
        "name": source.name,
        "path": str(item.folder),
        "identifier": item.record.identifier,
        "kind": item.record.kind,
        "title": item.record.title,
        "pages": item.pages,
        "state": "made" if item.made else "unchanged",
        "needs_person": [_doubt_data(doubt) for doubt in item.doubts],
        "notes": list(item.notes),
    }


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    return {
        "pointer": doubt.pointer,
        "page": doubt.page,
        "box": None if doubt.box is None else list(doubt.box),
        "text": doubt.text,
        "candidates": list(doubt.candidates),
        "kind": doubt.kind,
        "reason": doubt.reason,
    }


def _note_lines(batch: Batch[Transcribed]) -> Iterable[Message | str]:
    """What is to be known of results made now; the same of many sources is said once."""
    named: dict[str, tuple[Message, list[str]]] = {}
    for source, item in batch.done:
        for note in item.notes if item.made else ():
            named.setdefault(str(note), (note, []))[1].append(source.name)
    if named:
        yield ""
    for note, (first, *others) in named.values():
        if others:
            yield say("{where} and {count} more: {reason}", where=first, count=len(others), reason=note)
        else:
            yield say("{where}: {reason}", where=first, reason=note)


def _package_table(batch: Batch[Converted]) -> Table:
    rows = tuple(
        (
            source.name,
            _shortened(item.record.title),
            _shortened(term("kinds", item.record.kind), 24),
            str(len(item.doubts)) if item.made or item.pages else "–",
            item.folder.name,
        )
        for source, item in batch.done
    )
    return Table((say("Source"), say("Title"), say("Kind"), say("To check"), say("Package")), rows)


def _shortened(text: str, width: int = 48) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _doubt_lines(batch: Batch[Converted]) -> Iterable[Message | str]:
    """The doubts that would do most harm, over all packages; the rest is counted."""
    doubts = [(source, doubt) for source, item in batch.done for doubt in item.doubts]
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
    return say("{where}: “{text}” — {reason}", where=where, text=_shortened(doubt.text), reason=doubt.reason)


def _count(batch: Batch[Any], made: Sequence[bool]) -> Iterable[Message | str]:
    yield ""
    yield say(
        "{made} done, {unchanged} unchanged since the last run, {failed} failed.",
        made=sum(made),
        unchanged=len(made) - sum(made),
        failed=len(batch.errors),
    )
