"""The package of one material: source as received, record, content, searchable PDF and word boxes, sealed as a bag."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from converters.reading.document import Document
from converters.writing.alto import alto
from converters.writing.files import as_others_expect, write_bytes
from converters.writing.markdown import markdown
from converters.writing.names import safe_file_name, slug
from converters.writing.pdf.searchable import PDF_MEDIA_TYPE, searchable_pdf
from converters.writing.stored_record import RECORD, record_json
from validators.packages.bag import recover, seal, sha256_of
from validators.sharing.record import FileEntry, FileRole, Record

_ALTO_MEDIA_TYPE = "application/alto+xml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source's package stands in an output folder, and whether it is there already."""

    folder: Path
    present: bool


def place_of(document_name: str, sha256: str, out: Path) -> Place:
    """The folder a source's package gets: its slug, with part of its hash where another source has that slug.

    Args:
        document_name: The source's file name.
        sha256: Of the source's bytes.
        out: Folder of packages.
    """
    name = slug(Path(document_name).stem)
    for folder in (out / name, out / f"{name}-{sha256[:8]}"):
        recover(folder)
        if not folder.exists():
            return Place(folder, present=False)
        if source_hash(folder) == sha256:
            return Place(folder, present=True)
    return Place(out / f"{name}-{sha256}", present=False)


def source_hash(folder: Path) -> str | None:
    """The hash of the source a package was made from, None when it is no package of ours."""
    try:
        record = json.loads((folder / "data" / RECORD).read_text("utf-8"))
        return next((entry["sha256"] for entry in record["files"] if entry["role"] == "source"), None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_package(
    record: Record, document: Document, folder: Path, *, software: str, beside: Mapping[str, bytes] | None = None
) -> Record:
    """Write the package of a converted material; a package already there is replaced as a whole.

    Args:
        record: What was found out; its `files` are written anew.
        document: What was read. Its source is copied byte for byte.
        folder: The package's place.
        software: Name and version of what read it.
        beside: Further files of the package that are no part of the material, by path below `data`.

    Returns:
        The record as written, with its files.

    Raises:
        OSError: The folder cannot be written or the disk is full. Nothing is left behind.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name[:30]}.", suffix=".converting", dir=folder.parent))
    try:
        as_others_expect(staging)
        written = _fill(staging / "data", record, document, software)
        for path, content in (beside or {}).items():
            write_bytes(staging / "data" / path, content)
        seal(staging, folder, _bag_info(written, document, software))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return written


def _fill(data: Path, record: Record, document: Document, software: str) -> Record:
    source = f"source/{safe_file_name(document.source.name)}"
    (data / "source").mkdir(parents=True)
    shutil.copyfile(document.source, data / source)
    entries = [_entry(data, source, "source", document.media_type)]
    text_hash = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    for path, role, media_type, content in _products(record, document, software):
        write_bytes(data / path, content)
        entries.append(_entry(data, path, role, media_type, derived_from=source, text_hash=text_hash))
    written = record.model_copy(update={"files": entries})
    write_bytes(data / RECORD, record_json(written))
    return written


def _products(record: Record, document: Document, software: str) -> list[tuple[str, FileRole, str, bytes]]:
    name = slug(document.source.stem)
    products: list[tuple[str, FileRole, str, bytes]] = [
        ("content.md", "content", "text/markdown", markdown(record).encode("utf-8"))
    ]
    if any(page.width for page in document.pages):
        pdf = searchable_pdf(document, title=record.title, language=record.language)
        products += [
            (f"access/{name}.pdf", "access", PDF_MEDIA_TYPE, pdf),
            (f"ocr/{name}.alto.xml", "ocr", _ALTO_MEDIA_TYPE, alto(document, software=software)),
        ]
    return products


def _entry(
    data: Path,
    path: str,
    role: FileRole,
    media_type: str,
    *,
    derived_from: str | None = None,
    text_hash: str | None = None,
) -> FileEntry:
    file = data / path
    return FileEntry(
        path=path,
        role=role,
        media_type=media_type,
        sha256=sha256_of(file),
        bytes=file.stat().st_size,
        derived_from=derived_from,
        derived_text_sha256=text_hash,
    )


def _bag_info(record: Record, document: Document, software: str) -> Mapping[str, str]:
    info = {
        "External-Identifier": record.identifier,
        "External-Description": record.title,
        "Bag-Software-Agent": software,
        "Internal-Sender-Identifier": document.source.name,
    }
    if record.publisher:
        info["Source-Organization"] = record.publisher.name
    return info
