"""đủ: was the paper digitised as the archive rules ask? From what the record knows of its files, and from their heads.

Asked are at least 200 dpi, colour, 100 % of the paper, and PDF 1.4 or later or PDF/A (NĐ 30/2020/NĐ-CP Annex I; the
figures of TT 05/2025/TT-BNV were not at hand). What the record does not say of a file is not judged: unknown is no
fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from validators.problems import Message, say
from validators.rules.rule import NOTE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import FileEntry, PageFacts

LEAST_DPI = 200
WHOLE = 100  # percent of the paper
OLDEST_PDF = (1, 4)
_HEAD = 1024  # bytes in which a PDF says its version (ISO 32000-1, 7.5.2 and implementation notes)
_LOOKED_THROUGH = 64 << 20  # bytes searched for a version that overrides the head
_VERSION = re.compile(rb"%PDF-([12])\.(\d)")
_RAISED = re.compile(rb"/Version\s{0,4}/([12])\.(\d)")
_ROLES = frozenset({"source", "access"})
_BY_PAPER = ("application/pdf", "image/")


def _scans(subject: Subject) -> Iterator[tuple[str, FileEntry]]:
    """The files that show paper."""
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.role in _ROLES and entry.media_type.startswith(_BY_PAPER):
            yield json_pointer("files", index), entry


_Page = tuple[str, FileEntry, PageFacts, Message]


def _pages(subject: Subject) -> Iterable[_Page]:
    """What is known page by page, else of the file as a whole, with words for the place."""
    # Kept with the subject, because three rules ask.
    pages: list[_Page] | None = subject.__dict__.get("_pages_of_scans")
    if pages is None:
        pages = subject.__dict__["_pages_of_scans"] = list(_read_pages(subject))
    return pages


def _read_pages(subject: Subject) -> Iterator[_Page]:
    for pointer, entry in _scans(subject):
        for place, facts in enumerate(entry.page_facts or ()):
            yield below(pointer, "page_facts", place), entry, facts, say("page {number}", number=facts.page)
        if not entry.page_facts and (entry.dpi is not None or entry.colour is not None):
            yield pointer, entry, PageFacts(page=1, dpi=entry.dpi, colour=entry.colour), say("the worst page")


def _coarse(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, facts, page in _pages(subject):
        if facts.dpi is not None and facts.dpi < LEAST_DPI:
            yield hit(below(pointer, "dpi"), name=entry.path, page=page, dpi=facts.dpi, least=LEAST_DPI)


def _not_in_colour(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, facts, page in _pages(subject):
        if facts.colour in {"bitonal", "grey"}:
            yield hit(below(pointer, "colour"), name=entry.path, page=page)


def _scaled(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, facts, page in _pages(subject):
        if facts.scale is not None and facts.scale != WHOLE:
            yield hit(below(pointer, "scale"), name=entry.path, page=page, scale=facts.scale)


def _old_pdf(subject: Subject) -> Iterator[Hit]:
    for pointer, entry in _scans(subject):
        if entry.media_type != "application/pdf" or entry.pdfa_part:
            continue
        own = subject.package.own_file(entry.path) if subject.package else None
        version = _said(entry.pdf_version) or (_version_of(own) if own else None)
        if version and version < OLDEST_PDF:
            yield hit(pointer, name=entry.path, version=".".join(map(str, version)))


def _said(version: str | None) -> tuple[int, int] | None:
    return (int(version[0]), int(version[2])) if version else None


def _version_of(path: Path) -> tuple[int, int] | None:
    """The version a PDF says in its head, or a later one in its catalogue; None where it says none."""
    with path.open("rb") as stream:
        head = _VERSION.search(stream.read(_HEAD))
        if head is None:
            return None
        version = (int(head[1]), int(head[2]))
        if version < OLDEST_PDF:
            stream.seek(0)
            raised = [(int(one), int(two)) for one, two in _RAISED.findall(stream.read(_LOOKED_THROUGH))]
            version = max([version, *raised])
        return version


_DIGITISED = say(
    "Decree 30/2020/NĐ-CP, Annex I: 200 dpi, colour, 100 % of the paper, PDF 1.4 or later; PDF/A is taken, too."
)
_SCAN_AGAIN = say("Scan the paper again, or keep it at hand: this copy does not replace it.")

RULES = (
    Rule("DU233", "scan-too-coarse", WARNING, NOTE,
         say("“{name}”, {page}: {dpi} dpi; at least {least} are asked for."), _DIGITISED, _SCAN_AGAIN, _coarse),
    Rule("DU234", "scan-not-in-colour", WARNING, NOTE,
         say("“{name}”, {page}: not in colour."), _DIGITISED, _SCAN_AGAIN, _not_in_colour),
    Rule("DU235", "scan-not-in-full-size", WARNING, NOTE,
         say("“{name}”, {page}: {scale} % of the paper."), _DIGITISED, _SCAN_AGAIN, _scaled),
    Rule("DU236", "pdf-too-old", WARNING, NOTE,
         say("“{name}” is PDF {version}; 1.4 or later is asked for."), _DIGITISED,
         say("Make it again: pbgdpl convert SOURCE -o FOLDER --again"), _old_pdf),
)  # fmt: skip
