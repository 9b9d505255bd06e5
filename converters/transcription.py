"""One source into its searchable PDF, its text and its word boxes, without making a record."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converters.progress import Silent
from converters.reading.document import Document, Flag
from converters.reading.finding.fingerprint import fingerprint_of
from converters.reading.finding.walk import Source
from converters.reading.page_choice import PageChoice, part_name
from converters.reading.rasters import chosen_part
from converters.reading.read import ReadingOptions, read_document
from converters.refusal import refuse_unread
from converters.work.batch import ReadPages
from converters.writing.names import is_reserved
from converters.writing.text import placed_flags
from validators.language.unicode_hygiene import normalized
from validators.packages.durable import write_bytes, write_text
from validators.problems import Message, say

if TYPE_CHECKING:
    from converters.writing.pdf.searchable import SearchablePdf

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # Win32 "Naming Files"
_LONGEST = 180  # bytes; with dots, endings and a temporary name's tail it stays within 255
_MARK_VERSION = 3
_SAID = "say"


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the products of one source go; `mark` tells whose they are and, written last, that they are whole."""

    pdf: Path
    text: Path
    alto: Path
    mark: Path


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What was written for one source. A source without page images (DOCX, …) has text only.

    Attributes:
        archival: Whether the PDF is declared PDF/A-2b.
        notes: What a person should know of the products.
    """

    pdf: Path | None
    text: Path
    alto: Path | None
    pages: int
    flagged: tuple[Mapping[str, Any], ...]
    failed_pages: tuple[tuple[int, Message], ...]
    made: bool
    archival: bool = False
    notes: tuple[Message, ...] = ()


def plan_targets(sources: Sequence[Source], out: Path, pages: PageChoice | None = None) -> dict[Path, Targets]:
    """Where each source's products go: under its own name, made different where that name is not free.

    A name is free when no other source of this run has it, no source would be overwritten, and what stands there
    already was written by an earlier run for the same source. Files that are not ours are never overwritten.

    Args:
        sources: What will be transcribed.
        out: The folder of products.
        pages: Which pages; the names say so.

    Returns:
        Targets by the source's path.
    """
    taken = {_folded(source.path.resolve()) for source in sources}
    planned: dict[Path, Targets] = {}
    for source in sources:
        targets = next(
            targets
            for targets in (_targets(out, name) for name in _names(source, pages))
            if not (_all(targets) & taken) and _is_free(targets, label_of(source))
        )
        taken |= _all(targets)
        planned[source.path] = targets
    return planned


def label_of(source: Source) -> str:
    """What tells a source from all others: its place, and for a member of an archive its name inside."""
    place = str(source.origin.resolve())
    return f"{place}/{source.name}" if source.is_member else place


def _names(source: Source, pages: PageChoice | None) -> Iterator[str]:
    name = Path(source.name)
    stem = _file_name(name.stem) + ("" if pages is None else part_name(str(pages)))
    kind = re.sub(r"[^a-z0-9]", "", name.suffix.lower())
    yield stem
    yield f"{stem}-{kind}"
    yield from (f"{stem}-{kind}-{number}" for number in count(2))


def _file_name(stem: str) -> str:
    """The stem as any system can hold it, with its Vietnamese letters."""
    printable = stem.encode(encoding := sys.getfilesystemencoding(), "replace").decode(encoding)
    name = _FORBIDDEN.sub("-", normalized("NFC", printable))
    while len(name.encode("utf-8")) > _LONGEST:
        name = name[:-1]
    name = name.strip().rstrip(". ").lstrip(".") or "tai-lieu"
    return f"{name}-x" if is_reserved(name) else name


def _is_free(targets: Targets, label: str) -> bool:
    mark = _read_mark(targets.mark)
    if mark is not None:
        return mark.get("source") == label
    return not any(path.exists() or path.is_symlink() for path in (targets.pdf, targets.text, targets.alto))


def _targets(out: Path, name: str) -> Targets:
    return Targets(out / f"{name}.pdf", out / f"{name}.txt", out / f"{name}.alto.xml", out / f".{name}.ocr.json")


def _all(targets: Targets) -> set[str]:
    return {_folded(path.resolve()) for path in (targets.pdf, targets.text, targets.alto)}


def _folded(path: Path) -> str:
    return normalized("NFC", str(path)).casefold()


def transcribe(
    source: Source,
    targets: Targets,
    reading: ReadingOptions,
    read_pages: ReadPages,
    *,
    settings: str,
    software: str,
) -> Transcribed:
    """Read a source and write its products, or find that it has been done.

    Args:
        source: PDF, image or Office file.
        targets: Where the products go.
        reading: How it is read.
        read_pages: Reads page images.
        settings: Everything else that would make the products different.
        software: Name and version of what reads.

    Raises:
        UnreadableInput: The file cannot be used, or none of its pages could be read.
        OSError: The folder cannot be written or the disk is full.
    """
    found = fingerprint_of(source.path)
    chosen_part(source.path, reading.pages)  # refused at once, whatever was done before
    key = {
        "version": _MARK_VERSION,
        "source": label_of(source),
        "sha256": found.sha256,
        "software": software,
        "settings": f"{reading} {settings}",
    }
    if (done := _done_before(targets, key)) is not None:
        return done
    document = read_document(source.path, options=reading, read_pages=read_pages, progress=Silent(), found=found)
    refuse_unread(document)
    # From here on the name is ours, even if we are killed before the end.
    _write_mark(targets.mark, {"source": key["source"]})
    searchable = _write_products(document, targets, software)
    flagged = [_flag_data(flag) for flag in (*placed_flags(document), *_unread(document))]
    failed = tuple((page.number, page.failure) for page in document.pages if page.failure)
    mark = {
        **key,
        "pages": len(document.pages),
        "visible": searchable is not None,
        "archival": searchable is not None and searchable.archival,
        "notes": [*document.notes, *(searchable.notes if searchable else ())],
        "flagged": flagged,
    }
    if not failed:
        _write_mark(targets.mark, mark)
    return replace(_from_mark(targets, mark), made=True, failed_pages=failed)


def _write_products(document: Document, targets: Targets, software: str) -> SearchablePdf | None:
    """Write them; the PDF is None, and there are no word boxes, where there are no pages to look at."""
    # Imported while the first page is read elsewhere: a program that starts fast has its first page sooner.
    from converters.writing.alto import alto
    from converters.writing.pdf.searchable import make_searchable

    visible = any(page.width for page in document.pages)
    write_text(targets.text, document.text)
    if visible:
        searchable = make_searchable(document)
        write_bytes(targets.pdf, searchable.content)
        write_bytes(targets.alto, alto(document, software=software))
        return searchable
    for left_over in (targets.pdf, targets.alto):  # of an earlier file of that name, which had pages
        left_over.unlink(missing_ok=True)
    return None


def _from_mark(targets: Targets, mark: Mapping[str, Any]) -> Transcribed:
    return Transcribed(
        pdf=targets.pdf if mark["visible"] else None,
        text=targets.text,
        alto=targets.alto if mark["visible"] else None,
        pages=mark["pages"],
        flagged=tuple(mark["flagged"]),
        failed_pages=(),
        made=False,
        archival=mark["archival"],
        notes=tuple(mark["notes"]),
    )


def _done_before(targets: Targets, key: Mapping[str, Any]) -> Transcribed | None:
    mark = _read_mark(targets.mark) or {}
    if any(mark.get(name) != value for name, value in key.items()):
        return None
    try:
        done = _from_mark(targets, mark)
    except (KeyError, TypeError):
        return None
    whole = all(path.is_file() for path in (done.pdf, done.text, done.alto) if path)
    return done if whole else None


def _read_mark(path: Path) -> Mapping[str, Any] | None:
    try:
        mark = json.loads(path.read_text("utf-8"), object_hook=_spoken)
    except (OSError, ValueError):
        return None
    return mark if isinstance(mark, dict) else None


def _write_mark(path: Path, mark: Mapping[str, Any]) -> None:
    write_text(path, json.dumps(mark, default=_plain))


def _plain(value: object) -> object:
    """A Message keeps its parts, so that a later run can say it in another language."""
    return {_SAID: value.text, "values": dict(value.values)} if isinstance(value, Message) else str(value)


def _spoken(value: dict[str, Any]) -> object:
    return Message(value[_SAID], value["values"]) if _SAID in value else value


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
