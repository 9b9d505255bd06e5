"""How many words of each document stand nowhere in its record: conversion must lose none.

    python -m benchmarks.conservation FILE_OR_FOLDER… [--ocr] [--most 400]

Documents are read as `convert` reads them (scans only with --ocr). Printed are the words read, those unaccounted for
with the page and the first of them, and what stands beside the text; last the sums.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import read
from converters.reading.document import Document
from converters.records.build import build_record
from validators.sharing.record import PlacedCount

_SHOWN = 100  # characters of what was lost


def main() -> None:
    """Read, build and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--ocr", action="store_true", help="read scans, too")
    parser.add_argument("--most", type=int, default=400, help="documents, evenly chosen")
    options = parser.parse_args()
    files = sorted(_files(options.sources))
    step = max(1, len(files) // options.most)
    sums: Counter[str] = Counter()
    for path in files[::step]:
        document = _read(path, ocr=options.ocr)
        if document is not None:
            sums += _count(path, document)
    print(dict(sums))


def _files(sources: list[Path]) -> Iterator[Path]:
    for source in sources:
        yield from (path for path in source.rglob("*") if path.is_file()) if source.is_dir() else (source,)


def _read(path: Path, *, ocr: bool) -> Document | None:
    picture = path.suffix.lower() in {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif"}
    return read(path, ocr=picture, allowed=ocr)


def _count(path: Path, document: Document) -> Counter[str]:
    record = build_record(document, today=dt.date(2026, 11, 29)).record
    assert record.word_count is not None
    words = sum(len(block.text.split()) for page in document.pages for block in page.blocks)
    lost = [one for one in record.word_count.left_out if one.reason == "unknown"]
    count = sum(len(one.text.split()) for one in lost)
    for one in lost:
        print(f"{path.name}, page {one.page}: {one.text[:_SHOWN]}")
    beside = {name: getattr(record.word_count.placed, name) for name in PlacedCount.model_fields}
    print(f"{path.name}: {words} words, {count} lost; letters {beside}")
    return Counter(documents=1, words=words, lost=count, documents_with_loss=int(bool(lost)))


if __name__ == "__main__":
    main()
