"""What the other files of a package say: word boxes, captions, transcripts, web pages, the list of doubts, and names.

What is removed from the record still stands there, and goes along when the package is passed on.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from validators.packages.durable import walk
from validators.packages.package import RECORD, Package

_TEXTS = frozenset({".txt", ".md", ".vtt", ".srt", ".json", ".html", ".htm", ".xml", ".csv", ".xhtml", ".svg"})
_LARGEST = 64 << 20  # bytes of one file; the word boxes of three hundred dense pages
_ALTO_LINE = re.compile(r"<(?:\w{1,10}:)?TextLine[\s>].*?</(?:\w{1,10}:)?TextLine>", re.DOTALL)
_ALTO_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^>]*?CONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_STEM_PARTS = re.compile(r"[-_.]+")


def texts_of_files(package: Package) -> Iterator[tuple[str, str]]:
    """Path below the package and text of every file but the record that holds text, or whose name does."""
    for path in sorted(walk(package.data)):
        if path.is_symlink() or not path.is_file() or path == package.record_path or path.name == RECORD.name:
            continue
        name = path.relative_to(package.place).as_posix()
        yield name, _STEM_PARTS.sub(" ", path.stem)
        if path.suffix.lower() in _TEXTS and path.stat().st_size <= _LARGEST:
            yield name, _text_of(path)


def _text_of(path: Path) -> str:
    text = unicodedata.normalize("NFC", path.read_text("utf-8", "replace"))
    if path.suffix.lower() not in {".xml", ".html", ".htm", ".xhtml", ".svg"}:
        return text
    lines = [html.unescape(" ".join(a or b for a, b in _ALTO_WORD.findall(line))) for line in _ALTO_LINE.findall(text)]
    return "\n".join(lines) if lines else html.unescape(_TAG.sub("\n", text))
