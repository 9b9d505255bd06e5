"""What a person chooses for `ocr` and `convert` alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.page_choice import PageChoice
from converters.work.cluster.address import Cluster
from converters.work.failures import KINDS, FailureKind
from converters.work.priority import Priority
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.runs.batches.standing import NO_TELLERS, Tellers
from validators.problems import Message, say

ENGINE = "pytesseract"  # which is there wherever Tesseract is


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """What is chosen for `ocr` and `convert` alike.

    Attributes:
        inputs: Files, folders, archives.
        out: Folder of results.
        jobs: Worker processes; 0 for as many as the machine bears.
        engine: Name of the reading engine.
        correct: Whether Vietnamese marks are mended from context.
        pages: Which pages, as written ("1-5,8"); None for all.
        dpi: Resolution pages are looked at with; None lets each page have its own.
        force_ocr: Read every page by OCR, whatever its text layer is worth.
        queue: A shared folder, whose workers read pages too; None when this computer reads alone.
        retry: Do only what failed in these ways the last time, or has pages that did; empty for everything.
        cluster: A Dask scheduler, whose workers read the pages; None when there is none.
        tellers: Where is told how the batch stands, besides the person.
        priority: How urgent it is beside other runs, and other programs of this computer.
    """

    inputs: tuple[Path, ...]
    out: Path
    jobs: int = 0
    engine: str = ENGINE
    correct: bool = True
    pages: str | None = None
    dpi: int | None = None
    force_ocr: bool = False
    queue: Path | None = None
    retry: frozenset[FailureKind] = frozenset()
    cluster: Cluster | None = None
    tellers: Tellers = NO_TELLERS
    priority: Priority = Priority.NORMAL

    @property
    def anew(self) -> bool:
        """Whether what is there already is done again: a product with pages that failed is there."""
        return bool(self.retry)

    @property
    def said_of_reading(self) -> tuple[str, ...]:
        """What a person asked for about how pages are read, as options; nothing where that is left to the program."""
        asked = {
            "--dpi": self.dpi is not None,
            "--engine": self.engine != ENGINE,
            "--force-ocr": self.force_ocr,
            "--no-correct": not self.correct,
        }
        return tuple(name for name, said in asked.items() if said)

    def reading(self) -> ReadingOptions:
        """How sources are read.

        Raises:
            WrongUsage: The pages make no sense.
        """
        pages = None if self.pages is None else PageChoice.parsed(self.pages)
        if self.pages is not None and pages is None:
            raise WrongUsage(
                say("“{text}” does not name pages.", text=self.pages),
                hint=say("Write numbers and ranges, such as: --pages 1-5,8,20-"),
            )
        return ReadingOptions(OcrPolicy.ALWAYS if self.force_ocr else OcrPolicy.WHERE_NEEDED, pages=pages)


def nothing_to_retry(retry: frozenset[FailureKind]) -> tuple[Message, ...]:
    """What is said where nothing was done and nothing failed: that nothing had failed in the ways asked for."""
    kinds = ", ".join(sorted(retry))
    return (
        (say("Nothing is to be tried again: nothing here failed this way the last time ({kinds}).", kinds=kinds),)
        if retry
        else ()
    )


def priority_choice(written: str) -> Priority:
    """How urgent a person says a run is.

    Raises:
        WrongUsage: That is no priority.
    """
    try:
        return Priority(written)
    except ValueError:
        raise WrongUsage(
            say("“{text}” is no priority.", text=written), hint=say("Choices: {codes}", codes=", ".join(Priority))
        ) from None


def retry_kinds(written: str | None) -> frozenset[FailureKind]:
    """The kinds of failure a person names: "timeout,crash"; none named, none meant.

    Raises:
        WrongUsage: There is no such kind.
    """
    if written is None:
        return frozenset()
    named = {part.strip() for part in written.split(",")}
    kinds = frozenset(kind for kind in KINDS if kind in named or "all" in named)
    if unknown := named - {*KINDS, "all"}:
        raise WrongUsage(
            say("“{text}” is no kind of failure.", text=", ".join(sorted(unknown))),
            hint=say("Kinds: {codes}", codes=", ".join((*KINDS, "all"))),
        )
    return kinds
