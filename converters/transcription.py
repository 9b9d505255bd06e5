"""One source into its searchable PDF, its text and its word boxes, without making a record."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from converters.batch import ReadPages
from converters.progress import Silent
from converters.reading.document import Document, Flag
from converters.reading.read import ReadingOptions, read_document
from converters.writing.alto import alto
from converters.writing.files import write_bytes, write_text
from converters.writing.pdf.searchable import searchable_pdf
from converters.writing.text import placed_flags
from validators.packages.bag import sha256_of
from validators.problems import Message, say

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # Win32 "Naming Files"
_MARK_VERSION = 1


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the products of one source go; `mark` is written last and tells that the others are whole."""

    pdf: Path
    text: Path
    alto: Path
    mark: Path


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What was written for one source. A source without page images (DOCX, …) has text only."""

    source: Path
    pdf: Path | None
    text: Path
    alto: Path | None
    pages: int
    flagged: tuple[Mapping[str, Any], ...]
    failed_pages: tuple[tuple[int, Message], ...]
    made: bool


def plan_targets(sources: Iterable[Path], out: Path) -> dict[Path, Targets]:
    """The sources' own names, made different where two would meet or a source would be overwritten."""
    sources = list(sources)
    taken = {_folded(path.resolve()) for path in sources}
    planned: dict[Path, Targets] = {}
    for source in sources:
        stem = _FORBIDDEN.sub("-", source.stem).rstrip(". ") or "tai-lieu"
        kind = source.suffix.lstrip(".").lower()
        names = [stem, f"{stem}-{kind}", *(f"{stem}-{kind}-{number}" for number in range(2, len(sources) + 2))]
        targets = next(targets for targets in (_targets(out, name) for name in names) if not (_all(targets) & taken))
        taken |= _all(targets)
        planned[source] = targets
    return planned


def _targets(out: Path, name: str) -> Targets:
    return Targets(out / f"{name}.pdf", out / f"{name}.txt", out / f"{name}.alto.xml", out / f".{name}.ocr.json")


def _all(targets: Targets) -> set[str]:
    return {_folded(path.resolve()) for path in (targets.pdf, targets.text, targets.alto)}


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def transcribe(
    source: Path, targets: Targets, reading: ReadingOptions, read_pages: ReadPages, *, software: str
) -> Transcribed:
    """Read a source and write its products, or find that it has been done.

    Args:
        source: PDF, image or Office file.
        targets: Where the products go.
        reading: How it is read.
        read_pages: Reads page images.
        software: Name and version of what reads.

    Raises:
        UnreadableInput: The file cannot be used.
        OSError: The folder cannot be written or the disk is full.
    """
    key = {"version": _MARK_VERSION, "sha256": sha256_of(source), "software": software, "options": repr(reading)}
    if (done := _done_before(source, targets, key)) is not None:
        return done
    document = read_document(source, options=reading, read_pages=read_pages, progress=Silent())
    visible = any(page.width for page in document.pages)
    write_text(targets.text, document.text)
    if visible:
        write_bytes(targets.pdf, searchable_pdf(document))
        write_bytes(targets.alto, alto(document, software=software))
    flagged = [_flag_data(flag) for flag in (*placed_flags(document), *_unread(document))]
    failed = tuple((page.number, page.failure) for page in document.pages if page.failure)
    mark = {**key, "pages": len(document.pages), "visible": visible, "flagged": flagged}
    if not failed:
        write_text(targets.mark, json.dumps(mark, ensure_ascii=False, default=str))
    return replace(_from_mark(source, targets, mark), made=True, failed_pages=failed)


def _from_mark(source: Path, targets: Targets, mark: Mapping[str, Any]) -> Transcribed:
    return Transcribed(
        source,
        pdf=targets.pdf if mark["visible"] else None,
        text=targets.text,
        alto=targets.alto if mark["visible"] else None,
        pages=mark["pages"],
        flagged=tuple(mark["flagged"]),
        failed_pages=(),
        made=False,
    )


def _done_before(source: Path, targets: Targets, key: Mapping[str, Any]) -> Transcribed | None:
    try:
        mark = json.loads(targets.mark.read_text("utf-8"))
        done = _from_mark(source, targets, mark)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    same = all(mark.get(name) == value for name, value in key.items())
    whole = all(path.is_file() for path in (done.pdf, done.text, done.alto) if path)
    return done if same and whole else None


def _flag_data(flag: Flag) -> Mapping[str, Any]:
    return {
        "page": flag.page,
        "box": None if flag.box is None else list(flag.box),
        "start": flag.start,
        "end": flag.end,
        "text": flag.text,
        "candidates": list(flag.candidates),
        "kind": flag.kind,
        "reason": flag.reason,
    }


def _unread(document: Document) -> list[Flag]:
    """A page that could not be read is a spot for a person too."""
    return [
        Flag(page.number, None, -1, -1, "", (), "page", page.failure or say("This page could not be read."))
        for page in document.pages
        if page.failure
    ]
