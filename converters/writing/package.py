"""The package of one material: source as received, record, content, searchable PDF and word boxes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.reading.document import Document
from converters.reading.page_choice import part_name
from converters.reading.problems import ChangedWhileRead
from converters.writing.alto import alto
from converters.writing.file_facts import with_facts
from converters.writing.markdown import markdown
from converters.writing.names import safe_file_name, slug
from converters.writing.pdf.searchable import PDF_MEDIA_TYPE, searchable_pdf
from converters.writing.stored_record import record_json
from validators.packages.bag import read_bag_info
from validators.packages.changing import PackageChange
from validators.packages.digests import sha256_of
from validators.packages.package import MADE, NOTED
from validators.packages.reading import read_unchanged
from validators.packages.swapping import standing
from validators.problems import Problem, say
from validators.sharing.codes import FileRole
from validators.sharing.made import made_json
from validators.sharing.record import Accessibility, FileEntry, Record

_ALTO_MEDIA_TYPE = "application/alto+xml"
_PAGES = "Source-Pages"
"""Member of bag-info.txt that names the pages a package is of, where they are not all of its source's."""
_CONVERTED: frozenset[FileRole] = frozenset({"source", "access", "ocr", "content"})
"""Roles of what a conversion makes; files of other roles were put into the package later."""


@dataclass(frozen=True, slots=True)
class PackageTarget:
    """Where a source's package stands in an output folder, and whether it is there already."""

    folder: Path
    present: bool


def package_target(
    document_name: str, sha256: str, out: Path, part: str | None = None, *, shared: bool = False
) -> PackageTarget:
    """The folder a source's package gets: its slug, with part of its hash where another material has that slug.

    Args:
        document_name: The source's file name.
        sha256: Of the source's bytes.
        out: Folder of packages.
        part: Which of its pages the package is of ("1-5,8"); None for all.
        shared: Another source of this run has the slug and goes first, whichever of them is done earlier.
    """
    name = slug(Path(document_name).stem) + (part_name(part) if part is not None else "")
    folders = (out / name, out / f"{name}-{sha256[:8]}", out / f"{name}-{sha256}")
    for folder in folders:
        if standing(folder).exists() and source_hash(folder) == sha256 and _part_of(folder) == part:
            return PackageTarget(folder, present=True)
    free = (folder for folder in folders[shared:-1] if not standing(folder).exists())
    return PackageTarget(next(free, folders[-1]), present=False)


def later_of_one_name(document_names: Sequence[str]) -> frozenset[int]:
    """Places in a list of file names whose package names an earlier one has already taken."""
    seen: set[str] = set()
    later = set()
    for place, name in enumerate(slug(Path(name).stem) for name in document_names):
        if name in seen:
            later.add(place)
        seen.add(name)
    return frozenset(later)


def source_hash(folder: Path) -> str | None:
    """The hash of the source a package was made from, None when it is no package of ours."""
    try:
        record = json.loads(read_unchanged(folder, lambda package: package.record_path.read_bytes()))
        return next((entry["sha256"] for entry in record["files"] if entry["role"] == "source"), None)
    except (OSError, Problem, ValueError, KeyError, TypeError):
        return None


def _part_of(folder: Path) -> str | None:
    return dict(read_bag_info(standing(folder))).get(_PAGES)


@dataclass(frozen=True, slots=True)
class Product:
    """A file made from a source: its path below `data`, what it is for, and its bytes."""

    path: str
    role: FileRole
    media_type: str
    content: bytes


def make_products(record: Record, document: Document, *, software: str) -> list[Product]:
    """What a package holds besides the source and the record.

    Args:
        record: What was found out.
        document: What was read.
        software: Name and version of what read it.
    """
    name = slug(document.source.stem)
    products = [Product("content.md", "content", "text/markdown", markdown(record).encode("utf-8"))]
    if any(page.width for page in document.pages):
        pdf = searchable_pdf(document, title=record.title, language=record.language)
        products += [
            Product(f"access/{name}.pdf", "access", PDF_MEDIA_TYPE, pdf),
            Product(f"ocr/{name}.alto.xml", "ocr", _ALTO_MEDIA_TYPE, alto(document, software=software)),
        ]
    return products


def fill_package(
    change: PackageChange, record: Record, document: Document, products: Sequence[Product], *, software: str
) -> Record:
    """Put a converted material into its package; what an older conversion made is replaced, all else stays.

    Args:
        change: The package, being made or changed.
        record: What was found out; its `files` are written anew.
        document: What was read. Its source is copied byte for byte.
        products: What was made of it.
        software: Name and version of what read it.

    Returns:
        The record as written, with its files.

    Raises:
        ChangedWhileRead: The source is no longer what was read.
        OSError: The folder cannot be written or the disk is full.
    """
    old = change.record() if change.package else None
    for entry in old.files if old else ():
        if entry.role in _CONVERTED:
            change.remove(entry.path)
    source = _copied_source(change, document)
    entries = [with_facts(_entry(change.data, source, "source", document.media_type), change.data / source, document)]
    text_hash = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    for product in products:
        change.write(product.path, product.content)
        made = _entry(change.data, product.path, product.role, product.media_type)
        if product.role == "access":
            made = with_facts(made, change.data / product.path, document)
        entries.append(made.model_copy(update={"derived_from": source, "derived_text_sha256": text_hash}))
    written = _with_later_files(record.model_copy(update={"files": entries}), old)
    stored = record_json(written)
    change.write_record(stored)
    change.write(MADE, made_json(json.loads(stored), _written_beside(change.data)))
    change.describe(_bag_info(written, document, software))
    return written


def _written_beside(data: Path) -> Mapping[str, str]:
    """SHA-256 of what stands beside a record and is no file of the material."""
    return {name: sha256_of(data / name) for name in NOTED if (data / name).is_file()}


def _copied_source(change: PackageChange, document: Document) -> str:
    path = f"source/{safe_file_name(document.source.name)}"
    place = change.place(path)
    shutil.copyfile(document.source, place)
    if sha256_of(place) != document.sha256:
        raise ChangedWhileRead(say("The file changed while it was being read."), path=document.source)
    return path


def _entry(data: Path, path: str, role: FileRole, media_type: str) -> FileEntry:
    file = data / path
    return FileEntry(path=path, role=role, media_type=media_type, sha256=sha256_of(file), bytes=file.stat().st_size)


def _with_later_files(record: Record, old: Record | None) -> Record:
    """The record with what was made of an older one; each of those files says which text it rests on."""
    later = [entry for entry in old.files if entry.role not in _CONVERTED] if old else []
    if old is None or not later:
        return record
    files = [*record.files, *later]
    return record.model_copy(
        update={"files": files, "accessibility": _both(record.accessibility, old.accessibility), "ai": old.ai}
    )


def _both(new: Accessibility, old: Accessibility) -> Accessibility:
    return old.model_copy(
        update={
            "alt_texts": {**old.alt_texts, **new.alt_texts},
            "captions": [*new.captions, *(path for path in old.captions if path not in new.captions)],
            "transcript": new.transcript or old.transcript,
        }
    )


def _bag_info(record: Record, document: Document, software: str) -> Mapping[str, str]:
    info = {
        "External-Identifier": record.identifier,
        "External-Description": record.title,
        "Bag-Software-Agent": software,
        "Internal-Sender-Identifier": document.source.name,
    }
    if document.part is not None:
        info[_PAGES] = document.part
    if record.publisher:
        info["Source-Organization"] = record.publisher.name
    return info
