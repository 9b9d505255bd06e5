"""What the other files of a package say: word boxes, captions, transcripts, web pages, the list of doubts, and names.

What is removed from the record still stands there, and goes along when the package is passed on. What is packed is
unpacked for this (`inside`).
"""

from __future__ import annotations

import codecs
import contextlib
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from validators.language.sought import Searched
from validators.packages.durable import walk
from validators.packages.package import RECORD, Package
from validators.rules.inside import ClosedFileError, Part, parts_of_file

_MARKED_UP = frozenset({".xml", ".html", ".htm", ".xhtml", ".svg", ".rels"})
_TEXTS = frozenset({".txt", ".md", ".vtt", ".srt", ".json", ".jsonl", ".csv", ".tsv", ".eml", ".mht", ""}) | _MARKED_UP
_ALTO_LINE_END = re.compile(r"</(?:\w{1,10}:)?TextLine>")
_ALTO_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^<]{0,2000}?CONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_COMMENT = re.compile(r"<!--|-->")  # of what stands between them is no tag made
# Tags inside a word: "0912<b>345</b>678" is one number. All of an office document are, but those that end something.
_INLINE = re.compile(
    r"""</?(?:b|i|u|em|strong|span|font|a|sup|sub|mark|small|wbr|tspan|bdi|code)\b[^<>]{0,500}>""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFICE_BREAK = re.compile(
    r"""
    </(?:\w{1,10}:)?(?:p|h|tc|si|row|c|t[rh]|comment|Relationship|title|creator|keywords|subject|description)>
    |<(?:\w{1,10}:)?(?:br|tab|cr|line-break|s|Relationship)\b[^<>]{0,500}>
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What a page says without showing it as text.
_ATTRIBUTE = re.compile(
    r"""\s(?:href|alt|title|content|value|placeholder|aria-label|data-[\w-]{1,40}|Target|descr)=
    (?:"([^"<>]{0,500})"|'([^'<>]{0,500})')""",
    re.VERBOSE,
)
_JSON_WORDS = re.compile(r'"text"\s?:\s?("(?:[^"\\]|\\.)*+")')
_JSON_LINE = re.compile(r'"words"\s?:')
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Whom to ask about a bag is named there on purpose (RFC 8493, 2.2.2).
_CONTACT = re.compile(r"^Contact-(?:Phone|Email):.*$", re.MULTILINE | re.IGNORECASE)
_STEM_PARTS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file of a package says, or its name does.

    Attributes:
        path: Below the package.
        searched: The text, letters composed.
        is_name: It is the name, of the file or of one packed in it.
    """

    path: str
    searched: Searched
    is_name: bool = False


def files_beside(package: Package) -> Iterator[tuple[str, Path]]:
    """Path below the package and place of every payload file but the record."""
    for path in sorted(walk(package.data)):
        if not (path.is_symlink() or not path.is_file() or path == package.record_path or path.name == RECORD.name):
            yield path.relative_to(package.place).as_posix(), path


def texts_of_files(package: Package) -> Iterator[FileText]:
    """Every text of the other files, and their names; what cannot be looked into is told by a rule of its own."""
    info = package.place / "bag-info.txt"
    said = _decoded(info.read_bytes()) if info.is_file() and not info.is_symlink() else ""
    yield FileText("bag-info.txt", Searched(_CONTACT.sub("", said)))
    for name, path in files_beside(package):
        yield _named(name, path.name)
        with contextlib.suppress(ClosedFileError):
            for part in parts_of_file(path, _TEXTS.__contains__):
                if part.depth:
                    yield _named(name, part.name)
                if part.data and part.suffix in _TEXTS:
                    yield FileText(name, Searched(_text_of(part)))


def _named(path: str, name: str) -> FileText:
    stem = unicodedata.normalize("NFC", PurePosixPath(name).stem)
    return FileText(path, Searched(_STEM_PARTS.sub(" ", stem)), is_name=True)


def _decoded(data: bytes) -> str:
    code = next((code for mark, code in _MARKS if data.startswith(mark)), "utf-8")
    return unicodedata.normalize("NFC", data.decode(code, "replace"))


def _text_of(part: Part) -> str:
    text = _decoded(part.data)
    if part.suffix == ".jsonl":
        return "\n".join(" ".join(map(json.loads, _JSON_WORDS.findall(line))) for line in _JSON_LINE.split(text))
    if part.suffix not in _MARKED_UP:
        return text
    *lines, _ = [
        html.unescape(" ".join(a or b for a, b in _ALTO_WORD.findall(line))) for line in _ALTO_LINE_END.split(text)
    ]
    return "\n".join(lines) if lines else _without_tags(text, of_office=part.depth > 0)


def _without_tags(text: str, *, of_office: bool) -> str:
    said = [a or b for a, b in _ATTRIBUTE.findall(text)]
    text = _COMMENT.sub("\n", text)
    shown = _TAG.sub("", _OFFICE_BREAK.sub("\n", text)) if of_office else _TAG.sub("\n", _INLINE.sub("", text))
    return unicodedata.normalize("NFC", html.unescape("\n".join([shown, *said])))
