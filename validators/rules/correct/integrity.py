"""Is the package whole? Errors on drafts too: a damaged package is damaged whatever its state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from validators.packages.bag import MANIFEST, PAYLOAD, is_escape, manifest_entries
from validators.packages.digests import sha256_of
from validators.packages.faults import FaultKind
from validators.packages.package import OF_THE_REVIEW
from validators.problems import Message, say
from validators.rules.correct.pictured import pictures_say_other
from validators.rules.rule import BAGIT, ERROR, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import FileEntry, Record


def _faults(subject: Subject, kind: FaultKind) -> Iterator[Hit]:
    for fault in subject.faults:
        if fault.kind is kind:
            yield hit("", file=fault.path, name=fault.path or ".", detail=fault.detail)


def _not_a_bag(subject: Subject) -> Iterator[Hit]:
    yield from _faults(subject, FaultKind.NOT_A_BAG)
    yield from _faults(subject, FaultKind.UNREADABLE)


def _missing_file(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.MISSING_FILE)


def _unexpected_file(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.UNEXPECTED_FILE)


def _checksum(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.CHECKSUM)


def _payload_size(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.SIZE)


def _name_conflict(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.NAME_CONFLICT)


def _link(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.LINK)


def _escape(subject: Subject) -> Iterator[Hit]:
    return _faults(subject, FaultKind.ESCAPE)


def _entries(subject: Subject) -> Iterator[tuple[str, FileEntry, Path | None]]:
    """Entries with their place; entries that lead out are told by their own rule and never opened, nor is a link."""
    if subject.record is None or subject.package is None:
        return
    for index, entry in enumerate(subject.record.files):
        if not is_escape(entry.path):
            yield json_pointer("files", index), entry, subject.package.own_file(entry.path)


def _listed_file_missing(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, place in _entries(subject):
        if place is None:
            yield hit(below(pointer, "path"), name=entry.path)


def _listed_size_differs(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, place in _entries(subject):
        if place and place.stat().st_size != entry.bytes:
            yield hit(below(pointer, "bytes"), name=entry.path, listed=entry.bytes, found=place.stat().st_size)


def _listed_hash_differs(subject: Subject) -> Iterator[Hit]:
    sealed = _proven_hashes(subject)
    for pointer, entry, place in _entries(subject):
        if place and place.stat().st_size == entry.bytes:
            found = sealed.get(f"{PAYLOAD}/{entry.path}") or sha256_of(place)
            if found != entry.sha256:
                yield hit(below(pointer, "sha256"), name=entry.path)


def _proven_hashes(subject: Subject) -> dict[str, str]:
    """What the seal says of each file, where every file was just held against it: none need be read a second time."""
    if subject.package is None or subject.faults:
        return {}
    manifest = subject.package.place / MANIFEST
    return {name: digest for digest, name in manifest_entries(manifest)} if manifest.is_file() else {}


def _listed_path_escapes(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if is_escape(entry.path):
            yield hit(json_pointer("files", index, "path"), name=entry.path)


def _not_listed(subject: Subject) -> Iterator[Hit]:
    if subject.record is None or subject.package is None or subject.faults:
        return
    listed = {subject.package.file(entry.path) for entry in subject.record.files if not is_escape(entry.path)}
    listed |= {subject.package.record_path, *map(subject.package.file, OF_THE_REVIEW)}
    for path in sorted(subject.package.data.rglob("*")):
        if path.is_file() and path not in listed:
            name = path.relative_to(subject.package.data).as_posix()
            yield hit("/files", file=f"data/{name}", name=name)


def _odd_entry(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    yield from _of_other_text(record) if record else ()
    seen: set[str] = set()
    origins = {entry.path: entry.derived_from for entry in record.files} if record else {}
    circles, made = _in_circles(origins), dict[str | None, list[FileEntry]]()
    for entry in record.files if record else ():
        made.setdefault(entry.derived_from, []).append(entry)
    for index, entry in enumerate(record.files if record else ()):
        here = json_pointer("files", index)
        if entry.path in seen:
            yield hit(below(here, "path"), name=entry.path, what=say("it stands in the list twice"))
        seen.add(entry.path)
        if entry.path in circles:
            yield hit(below(here, "derived_from"), name=entry.path, what=say("it was made from itself"))
        if entry.media_type == "application/pdf" and (what := _claims_too_much(subject, entry)):
            yield hit(here, name=entry.path, what=what)
        yield from (hit(below(here, name), name=entry.path, what=what) for name, what in _out_of_place(entry, origins))
        facts = _other_facts(entry, made.get(entry.path, ()))
        yield from (hit(below(here, name), name=entry.path, what=what) for name, what in facts)
        pages = subject.files_said.pages.get(f"data/{entry.path}")
        if pages is not None and entry.pages is not None and entry.pages != pages:
            what = say("it has {count} pages, not {said}", count=pages, said=entry.pages)
            yield hit(below(here, "pages"), name=entry.path, what=what)


def _of_other_text(record: Record) -> Iterator[Hit]:
    """What conversion makes of one source is made of one text."""
    of_one: dict[str | None, list[tuple[int, FileEntry]]] = {}
    for index, entry in enumerate(record.files):
        if entry.role in _MADE_FROM_SOURCES and entry.derived_text_sha256:
            of_one.setdefault(entry.derived_from, []).append((index, entry))
    for entries in of_one.values():
        often = Counter(entry.derived_text_sha256 for _, entry in entries)
        usual = often.most_common(1)[0][0]
        for index, entry in entries:
            if entry.derived_text_sha256 != usual:
                here = json_pointer("files", index, "derived_text_sha256")
                yield hit(here, name=entry.path, what=say("what was made beside it is of another text"))


def _claims_too_much(subject: Subject, entry: FileEntry) -> Message | None:
    """What is said of a PDF and it does not bear out: a signature (ISO 32000-1, 12.8), a part of PDF/A, a version."""
    path = subject.package.own_file(entry.path) if subject.package else None
    asked = entry.signature or entry.colour or entry.pdfa_part or entry.pdf_version or entry.dpi
    if path is None or not asked or path.stat().st_size > _LARGEST_PDF:
        return None
    data = path.read_bytes()
    if entry.signature in _SIGNED and b"/ByteRange" not in data:
        return say("it bears no signature")
    if entry.signature == "none" and b"/ByteRange" in data:
        return say("it bears a signature")
    if what := pictures_say_other(entry, data):
        return what
    if entry.dpi and not _PICTURE.search(data):
        return say("it shows no picture, and has no dpi")
    packed = b"/ObjStm" in data  # what it says of itself may then stand where it is not searched
    parts = frozenset((part + level).decode().casefold() for part, level in _PDFA.findall(data))
    if entry.pdfa_part and (parts or not packed) and entry.pdfa_part.casefold() not in parts:
        return say("it does not say that it is PDF/A") if not parts else say("it says PDF/A-{part}", part=max(parts))
    versions = frozenset(one.decode() for one in _PDF_VERSION.findall(data))
    if (
        entry.pdf_version
        and versions
        and entry.pdf_version not in versions
        and entry.pdf_version < ("9" if not packed else max(versions))
    ):
        return say("it says PDF {version}", version=max(versions))
    return None


def _other_facts(entry: FileEntry, made: Iterable[FileEntry]) -> Iterator[tuple[str, Message]]:
    """What is said of a scan otherwise than of the copy that shows its very pages."""
    for copy in made:
        for name in ("dpi", "colour"):
            said, other = getattr(entry, name), getattr(copy, name)
            if copy.role == "access" and said and other and said != other:
                yield (
                    name,
                    say("“{copy}”, made from it, is said to have {other}", copy=copy.path, other=other),
                )


_SIGNED = frozenset({"valid", "invalid", "unverified"})
_PICTURE = re.compile(rb"/Subtype\s{0,4}/Image|\sBI\s|/DCTDecode")
_PDFA = re.compile(
    rb"""
    pdfaid:part(?:>|=["'])(\d) [^\0]{0,200}? pdfaid:conformance(?:>|=["'])([A-Za-z])
    """,
    re.VERBOSE,
)
_PDF_VERSION = re.compile(rb"(?:%PDF-|/Version\s{0,4}/)([12]\.\d)")


def _out_of_place(entry: FileEntry, origins: Mapping[str, str | None]) -> Iterator[tuple[str, Message]]:
    """What cannot be of a file of its role: an origin that was made itself, a page behind its last."""
    origin = entry.derived_from
    if entry.role in _MADE_FROM_SOURCES and origin and origin != entry.path and origins.get(origin) is not None:
        yield "derived_from", say("it was made from a source, not from “{name}”", name=origin)
    if entry.role == "source" and origin is not None:
        yield "role", say("it was made from “{name}”, and is no source", name=origin)
    if entry.media_type in _OF_ONE_PAGE and (entry.pages or 1) > 1:
        yield "pages", say("a picture of this kind has one page")
    last = max((facts.page for facts in entry.page_facts or ()), default=0)
    if entry.pages is not None and last > entry.pages:
        yield "page_facts", say("it has {count} pages, not {said}", count=entry.pages, said=last)


_OF_ONE_PAGE = frozenset({"image/jpeg", "image/bmp", "image/jp2"})
_MADE_FROM_SOURCES = frozenset({"access", "ocr", "content"})  # convert makes them, and nothing else does

_LARGEST_PDF = 64 << 20  # bytes of a PDF that is looked through


def _in_circles(origins: Mapping[str, str | None]) -> set[str]:
    """The files that are among those they were made from; each is gone through once, however they hang together."""
    circles: set[str] = set()
    done: set[str] = set()
    for path in origins:
        way: dict[str, int] = {}
        at: str | None = path
        while at is not None and at in origins and at not in done and at not in way:
            way[at] = len(way)
            at = origins[at]
        if at is not None and at in way:
            circles.update(list(way)[way[at] :])
        done.update(way)
    return circles


_MAKE_ELSEWHERE = say(
    "Restore the file from a copy, or convert the source into another folder: pbgdpl convert SOURCE -o FOLDER"
)
_LIST_RIGHT = say("Make the package again, so that the list and the files agree.")
_ONLY_FILES = say("Put plain files into the package.")

RULES = (
    Rule(
        "DUNG070", "not-a-bag", ERROR, ERROR, say("The package is not a BagIt bag ({detail})."), BAGIT,
        _MAKE_ELSEWHERE, _not_a_bag,
    ),
    Rule(
        "DUNG071", "missing-file", ERROR, ERROR, say("The file “{name}” is listed but not there."), BAGIT,
        _MAKE_ELSEWHERE, _missing_file,
    ),
    Rule(
        "DUNG072", "unexpected-file", ERROR, ERROR, say("The file “{name}” is there but not listed."), BAGIT,
        say("Take the file out of the package, and keep it elsewhere."), _unexpected_file,
    ),
    Rule(
        "DUNG073", "checksum", ERROR, ERROR, say("The file “{name}” is not the one that was sealed."), BAGIT,
        _MAKE_ELSEWHERE, _checksum,
    ),
    Rule(
        "DUNG074", "payload-size", ERROR, ERROR, say("Number or size of the files differ from what was sealed."), BAGIT,
        _MAKE_ELSEWHERE, _payload_size,
    ),
    Rule(
        "DUNG075", "name-conflict", ERROR, ERROR, say("Two files have the same name “{name}” in Unicode."), BAGIT,
        _MAKE_ELSEWHERE, _name_conflict,
    ),
    Rule(
        "DUNG076", "link", ERROR, ERROR, say("“{name}” is a link, not a file."), BAGIT, _ONLY_FILES, _link
    ),
    Rule(
        "DUNG077", "path-escape", ERROR, ERROR, say("The package names “{name}”, which leads out of it."), BAGIT,
        _ONLY_FILES, _escape,
    ),
    Rule(
        "DUNG080", "listed-file-missing", ERROR, ERROR, say("The record lists “{name}”, which is not in the package."),
        BAGIT, _LIST_RIGHT, _listed_file_missing,
    ),
    Rule(
        "DUNG081", "listed-size-differs", ERROR, ERROR,
        say("“{name}” has {found} bytes, the record says {listed}."), BAGIT, _LIST_RIGHT, _listed_size_differs,
    ),
    Rule(
        "DUNG082", "listed-hash-differs", ERROR, ERROR, say("“{name}” is not the file the record describes."), BAGIT,
        _LIST_RIGHT, _listed_hash_differs,
    ),
    Rule(
        "DUNG083", "listed-path-escapes", ERROR, ERROR,
        say("The record lists “{name}”, which leads out of the package."),
        BAGIT, _ONLY_FILES, _listed_path_escapes,
    ),
    Rule(
        "DUNG084", "not-listed", WARNING, WARNING, say("The record does not mention the file “{name}”."), BAGIT,
        _LIST_RIGHT, _not_listed,
    ),
    Rule(
        "DUNG085", "listed-oddly", ERROR, WARNING, say("The record says of “{name}” what cannot be: {what}."), BAGIT,
        _LIST_RIGHT, _odd_entry,
    ),
)  # fmt: skip
