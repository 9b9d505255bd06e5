"""`convert --dry-run`: how much is left, how long it will take, how much it will write. Nothing of it is kept."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from converters.conversion import ConversionOptions, convert_source
from converters.reading.page_choice import PageChoice
from converters.work.batch import ReadPages
from converters.work.page_reader import PageReader
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.batches.estimate import Band, Cost, Unit, band, measured, sampled, units_of
from pbgdpl_cli.runs.batches.page_pool import WorkersHere, local_place
from pbgdpl_cli.runs.batches.source_batch import SourceBatch
from pbgdpl_cli.runs.batches.work_memory import Memory
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.time_left import roughly
from validators.problems import Message, say

Product = TypeVar("Product")
_GIGABYTE = 1_000_000_000
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class EstimatePayload:
    """What is left to do, and what it will cost on this computer.

    Attributes:
        sources: That are left.
        pages: Of those; a file without page images counts as one.
        done: Sources that are done and stand unchanged.
        sampled: Pages that were read to judge by.
        unreadable: Pages of the sample that could not be read.
        jobs: Processes the time is for.
        seconds: By the clock; None where nothing could be read.
        bytes: Written into the folder of packages.
        bytes_free: On its disk.
    """

    sources: int
    pages: int
    done: int
    sampled: int
    unreadable: int
    jobs: int
    seconds: Band | None
    bytes: Band | None
    bytes_free: int


def run(
    session: Session, batch: SourceBatch, inputs: Sequence[Path], options: ConversionOptions, memory: Memory[Product]
) -> OperationResult[EstimatePayload]:
    """Judge a batch by a few of its pages."""
    session.console.sign(say("Reading a few pages"))
    with batch.looked_at(inputs, memory) as (left, done, workspace):
        units = units_of(left.sources, batch.reading.pages)
        sample = sampled(units)
        costs = _costs(batch, sample, options, workspace)
        copied = sum(_size(source.path) for source in left.sources)
    data = EstimatePayload(
        sources=len(left.sources),
        pages=len(units),
        done=done,
        sampled=len(sample),
        unreadable=len(sample) - len(costs),
        jobs=batch.jobs,
        seconds=band([one.seconds for one in costs]).scaled(len(units) / batch.jobs) if costs else None,
        bytes=band([one.bytes for one in costs]).scaled(len(units), copied) if costs else None,
        bytes_free=shutil.disk_usage(_nearest(batch.out)).free,
    )
    return OperationResult("convert", data, tuple(_lines(data)), answers=True)


def _costs(batch: SourceBatch, sample: list[Unit], options: ConversionOptions, workspace: Path) -> list[Cost]:
    if not sample:
        return []
    with local_place(WorkersHere(1, workspace, batch.verbosity)) as place:
        read_pages = PageReader(place.pool, batch.ocr, ahead=1)
        return measured(sample, lambda unit: _cost(unit, options, read_pages, workspace))


def _cost(unit: Unit, options: ConversionOptions, read_pages: ReadPages, workspace: Path) -> Cost:
    """Convert one page into a folder of its own, as if it were all."""
    with tempfile.TemporaryDirectory(dir=workspace, ignore_cleanup_errors=True) as place:
        pages = None if unit.page is None else PageChoice(((unit.page, unit.page),))
        reading = replace(options.reading, pages=pages)
        begun = time.monotonic()
        convert_source(
            unit.source.path, unit.source.name, replace(options, out=Path(place), reading=reading), read_pages
        )
        seconds = time.monotonic() - begun
        written = sum(_size(path) for path in Path(place).rglob("*") if path.is_file())
    return Cost(seconds, max(0, written - _size(unit.source.path)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next((one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir()), Path())


def _lines(data: EstimatePayload) -> list[Message | str]:
    lines: list[Message | str] = [
        say(
            "{sources} sources with {pages} pages are left; {done} are done already.",
            sources=data.sources,
            pages=data.pages,
            done=data.done,
        )
    ]
    if data.seconds is not None and data.bytes is not None:
        lines += _estimates(data, data.seconds, data.bytes)
    if data.unreadable:
        lines.append(
            say("{count} of {sampled} pages tried could not be read.", count=data.unreadable, sampled=data.sampled)
        )
    return [*lines, say("Nothing was written.")]


def _estimates(data: EstimatePayload, seconds: Band, written: Band) -> list[Message]:
    return [
        say(
            "On this computer with {jobs} processes: {likely}; four times of five between {low} and {high}.",
            jobs=data.jobs,
            likely=roughly(seconds.likely),
            low=roughly(seconds.low),
            high=roughly(seconds.high),
        ),
        say(
            "On the disk: {likely}; four times of five between {low} and {high}. {free} are free.",
            likely=_told(written.likely),
            low=_told(written.low),
            high=_told(written.high),
            free=_told(data.bytes_free),
        ),
        say("Judged by {count} pages that were read just now.", count=data.sampled - data.unreadable),
    ]


def _told(count: float) -> str:
    return f"{count / _GIGABYTE:.1f} GB" if count >= _GIGABYTE else f"{max(0.1, count / _MEGABYTE):.1f} MB"
