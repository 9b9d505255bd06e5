"""What the other files of a package say: word boxes, captions, transcripts, web pages, the list of doubts, and names.

What is removed from the record still stands there, and goes along when the package is passed on.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from validators.packages.durable import walk
from validators.packages.package import RECORD, Package

_TEXTS = frozenset({".txt", ".md", ".vtt", ".srt", ".json", ".html", ".htm", ".xml", ".csv", ".xhtml", ".svg"})
_LARGEST = 64 << 20  # bytes of one file; the word boxes of three hundred dense pages
_ALTO_LINE_END = re.compile(r"</(?:\w{1,10}:)?TextLine>")
_ALTO_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^<]{0,2000}?CONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What a page says without showing it as text.
_ATTRIBUTE = re.compile(r"\s(?:href|alt|title|content|value|placeholder)=(?:\"([^\"<>]{0,500})\"|'([^'<>]{0,500})')")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Whom to ask about a bag is named there on purpose (RFC 8493, 2.2.2).
_CONTACT = re.compile(r"^Contact-(?:Phone|Email):.*$", re.MULTILINE | re.IGNORECASE)
_STEM_PARTS = re.compile(r"[-_.]+")


def texts_of_files(package: Package) -> Iterator[tuple[str, str]]:
    """Path below the package and text of every file but the record that holds text, or whose name does."""
    yield "bag-info.txt", _CONTACT.sub("", _decoded(package.place / "bag-info.txt"))
    for path in sorted(walk(package.data)):
        if path.is_symlink() or not path.is_file() or path == package.record_path or path.name == RECORD.name:
            continue
        name = path.relative_to(package.place).as_posix()
        yield name, _STEM_PARTS.sub(" ", path.stem)
        if (path.suffix.lower() in _TEXTS or not path.suffix) and path.stat().st_size <= _LARGEST:
            yield name, _text_of(path)


def _decoded(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    data = path.read_bytes()
    code = next((code for mark, code in _MARKS if data.startswith(mark)), "utf-8")
    return unicodedata.normalize("NFC", data.decode(code, "replace"))


def _text_of(path: Path) -> str:
    text = _decoded(path)
    if path.suffix.lower() not in {".xml", ".html", ".htm", ".xhtml", ".svg"}:
        return text
    *lines, _ = [
        html.unescape(" ".join(a or b for a, b in _ALTO_WORD.findall(line))) for line in _ALTO_LINE_END.split(text)
    ]
    if lines:
        return "\n".join(lines)
    said = [a or b for a, b in _ATTRIBUTE.findall(text)]
    return html.unescape("\n".join([_TAG.sub("\n", text), *said]))
