"""Does the record say what the program wrote? Convert, review, sheets and derivatives note what they change.

So what differs was changed beside them: by a script, by hand in the file, or by a program that took it for another.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any

from validators.packages.bag import sealed_digests
from validators.packages.package import MADE, NOTED, READ_PAGES, Package
from validators.problems import say
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.made import Made, changed_since, made_of
from validators.sharing.pointer import value_at

_LARGEST = 16 << 20  # bytes, packed
_LONGEST_HEAD = 4096  # bytes of the first line of the pages that were read
_TOLD = 120  # signs of a value that are told


def _changed(subject: Subject) -> Iterator[Hit]:
    package, document = subject.package, subject.reading.value
    if package is None or document is None or subject.faults:
        return
    path = package.own_file(MADE)
    if path is None and not _was_kept(package):
        return  # nothing was read, or an older program did it
    made = _made(path.read_bytes()) if path and path.stat().st_size <= _LARGEST else None
    if made is None:
        yield hit(file=f"data/{MADE}", value=MADE)
        return
    for pointer in changed_since(made, document):
        yield hit(pointer, file=_file_of(document, pointer), value=_told(value_at(document, pointer)))
    yield from _files_changed(package, made)


def _file_of(document: Any, pointer: str) -> str | None:
    """The file of the package of which something was said; None for what is said of the material."""
    _, kind, at, *_ = (*pointer.split("/"), "", "")
    path = value_at(document, f"/files/{at}/path") if kind == "files" else None
    return f"data/{path}" if isinstance(path, str) else None


def _files_changed(package: Package, made: Made) -> Iterator[Hit]:
    sealed = sealed_digests(package.place)
    for name in dict.fromkeys((*made.files, *NOTED)):
        if sealed.get(f"data/{name}") != made.files.get(name):
            yield hit(file=f"data/{name}", value=name)


def _made(stored: bytes) -> Made | None:
    try:
        return made_of(stored)
    except ValueError:
        return None


def _was_kept(package: Package) -> bool:
    """Whether the pages that were read say that digests stand beside them."""
    path = package.own_file(READ_PAGES)
    try:
        if path is not None:
            with gzip.open(path) as lines:
                head = json.loads(lines.readline(_LONGEST_HEAD))
            return isinstance(head, dict) and head.get("made") == MADE
    except (OSError, EOFError, ValueError, zlib.error):
        pass  # SACH361 tells it
    return False


def _told(value: Any) -> str:
    if value is None:
        return "–"
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:_TOLD]


RULES = (
    Rule("DUNG178", "changed-since-made", ERROR, WARNING,
         say("“{value}” is not what the program wrote there; nobody is named who changed it."), EVIDENCE,
         say("Say it in the review or with a sheet, which keep who said it, or make the record again with: "
             "pbgdpl convert SOURCE -o FOLDER --again"),
         _changed),
)  # fmt: skip
