"""`ocr`: a searchable PDF, the text and the word boxes of every source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from converters.reading.finding.walk import FoundSources, Source
from converters.transcription import Transcribed, plan_targets, transcribe
from converters.work.batch import ReadPages
from converters.work.failures import kind_of
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.batches.source_batch import (
    BatchResult,
    SourceBatch,
    count_lines,
    note_lines,
    page_errors,
)
from pbgdpl_cli.runs.batches.source_choice import SourceChoice, nothing_to_retry
from pbgdpl_cli.runs.batches.work_memory import Kept, Memory
from pbgdpl_cli.session import Session
from pbgdpl_cli.version import software
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class OcrChoice(SourceChoice):
    """What was chosen."""


@dataclass(frozen=True, slots=True)
class OutputData:
    """What was written for one source.

    Attributes:
        source: The file as named; an archive for its members.
        name: What the person calls it.
        pdf: The searchable PDF; None for a source without page images.
        text: The text in reading order.
        alto: The word boxes; None like `pdf`.
        pages: How many.
        pdf_a: Part and level of PDF/A the PDF is declared as.
        notes: What a person should know of the products.
        flagged: Places in the text to look at (see `Flag`).
        state: "made", or "unchanged" since an earlier run.
    """

    source: Path
    name: str
    pdf: Path | None
    text: Path
    alto: Path | None
    pages: int
    pdf_a: str | None
    notes: tuple[Message, ...]
    flagged: tuple[Mapping[str, object], ...]
    state: str


@dataclass(frozen=True, slots=True)
class OcrPayload:
    """What was written, one output a source."""

    outputs: tuple[OutputData, ...]


def run(session: Session, choice: OcrChoice) -> OperationResult[OcrPayload]:
    """Transcribe every source below the inputs."""
    batch = SourceBatch.chosen(choice, session)

    def prepare(found: FoundSources) -> Callable[[Source, ReadPages], Transcribed]:
        targets = plan_targets(found.sources, choice.out, batch.reading.pages)
        return lambda source, read_pages: transcribe(
            source, targets[source.path], batch.reading, read_pages, settings=str(batch.ocr), software=software()
        )

    result = batch.run(choice.inputs, say("Reading"), prepare, _MEMORY)
    lines = (
        _table(result),
        *note_lines(notes_made(result)),
        *count_lines(result, [item.made for _, item in result.done]),
    )
    return OperationResult(
        "ocr",
        OcrPayload(tuple(output_data(source, item) for source, item in result.done)),
        lines if result.done else nothing_to_retry(choice.retry),
        (*result.errors, *page_errors((source, item.failed_pages) for source, item in result.done)),
        succeeded=len(result.done),
    )


def output_data(source: Source, item: Transcribed) -> OutputData:
    """One output as the envelope tells it."""
    return OutputData(
        source=source.origin,
        name=source.name,
        pdf=item.pdf,
        text=item.text,
        alto=item.alto,
        pages=item.pages,
        pdf_a="2b" if item.archival else None,
        notes=item.notes,
        flagged=item.flagged,
        state="made" if item.made else "unchanged",
    )


def _table(result: BatchResult[Transcribed]) -> Table:
    rows = tuple(
        (source.name, str(item.pages), str(len(item.flagged)), (item.pdf or item.text).name)
        for source, item in result.done
    )
    return Table((say("Source"), say("Pages"), say("To check"), say("Result")), rows)


def notes_made(result: BatchResult[Transcribed]) -> Iterable[tuple[str, tuple[Message, ...]]]:
    """What is to be known of what was made now, by the names of its sources."""
    return ((source.name, item.notes) for source, item in result.done if item.made)


def _kept(item: Transcribed) -> Kept:
    return Kept(kinds=tuple(sorted({kind_of(reason) for _, reason in item.failed_pages})))


# Whether outputs are there and current is looked at each time: they are files in a folder people tidy up.
_MEMORY: Memory[Transcribed] = Memory("ocr", "", _kept, lambda *_: None)
