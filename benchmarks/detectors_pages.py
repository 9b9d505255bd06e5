"""What each detector of the two readings after the engine gains and costs on pages with exact text.

    python benchmarks/detectors_pages.py FOLDER [FOLDER …] [--table NAME]

Pages are as in `language.py --pages`. They are read once; then each detector is left out in turn. Printed, for those
whose absence changes anything: how many numbers would be wrong and silent more (what the detector gains), how many
right ones fewer would be doubted in vain (what it costs), and how many words more would be wrong. A detector that
nothing is printed of did nothing on these pages: that alone is no reason to delete it, many faults are rare.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
from language import Sample, judge_numbers, samples
from PIL import Image

from converters.detectors import tables
from converters.ocr.after_reading.correct import correct_page
from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Engine, Mode, ReadWord
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.ocr.second_reading.check import check_page
from converters.ocr.second_reading.detectors.finding import find_spans, lines_of
from converters.ocr.second_reading.detectors.subject import CriticalSpan
from converters.reading.document import Page
from validators.language.detector import DetectorTable, leaving_out

ROOMS = ("after-reading/", "second-reading/")
TIMEOUT = 600.0  # seconds for all crops of a page


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as the engine alone reads it."""

    sample: Sample
    image: np.ndarray
    page: Page


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page after both readings: what became of its numbers, and how many of its words are wrong."""

    numbers: Counter[tuple[str, str]]
    wrong_words: int

    def count(self, *states: str) -> int:
        """How many numbers are in one of these states."""
        return sum(count for (_, state), count in self.numbers.items() if state in states)


class Remembering:
    """Reads each crop once, however often it is cut out."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known: dict[bytes, Sequence[ReadWord]] = {}

    def __call__(self, crops: Sequence[np.ndarray]) -> list[Sequence[ReadWord]]:
        """What stands on the crops."""
        keys = [sha1(crop.tobytes() + bytes(str(crop.shape), "ascii")).digest() for crop in crops]  # noqa: S324
        new = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self.known}
        if new:
            read = self.engine.read(list(new.values()), mode=Mode.LINE, timeout=TIMEOUT, alternatives=False)
            self.known |= dict(zip(new, read, strict=True))
        return [self.known[key] for key in keys]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+", help="folders of page images with their texts")
    parser.add_argument("--table", default="", help="only tables whose name begins so")
    parser.add_argument("--engine", default="pytesseract")
    arguments = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    engine = open_engine(arguments.engine)
    pages = list(read([sample for folder in arguments.pages for sample in samples(folder, folder)], engine))
    show(pages, Remembering(engine), [table for table in tables() if table.name.startswith(arguments.table or ROOMS)])


def read(pages: Iterable[Sample], engine: Engine) -> Iterator[ReadPage]:
    options = OcrOptions(after_reading=False, second_reading=False)
    for sample in pages:
        image = np.asarray(Image.open(sample.image, formats=("JPEG", "PNG")).convert("RGB"))
        yield ReadPage(sample, image, read_page_image(image, number=1, dpi=None, options=options, engine=engine))


def show(pages: Sequence[ReadPage], read_crops: Remembering, asked: Sequence[DetectorTable[Any, Any]]) -> None:
    corrected = [correct_page(page.page) for page in pages]
    spans = [find_spans(lines_of(page)) for page in corrected]
    before = [judged(page, right, read_crops) for page, right in zip(pages, corrected, strict=True)]
    silent = sum(one.count("wrong silent") for one in before)
    vain, all_numbers = sum(one.count("in vain") for one in before), sum(one.numbers.total() for one in before)
    print(f"{len(pages)} pages, {all_numbers} numbers, {silent} wrong and silent, {vain} doubted in vain")
    print(f"{'without':70}{'pages':>8}{'silent':>8}{'in vain':>9}{'words':>7}")
    for table in asked:
        for detector in table.detectors:
            name = table.full_name(detector)
            with leaving_out(name):
                # What is put right before the second reading does not hang on the second reading's tables.
                now = (
                    corrected if table.name.startswith("second-reading/") else [correct_page(one.page) for one in pages]
                )
                changed = list(_changed(now, corrected, spans))
                after = {place: judged(pages[place], page, read_crops) for place, page in changed}
            if after:
                _show_row(name, [(before[place], now) for place, now in after.items()])


def _changed(
    now: Sequence[Page], before: Sequence[Page], spans: Sequence[list[CriticalSpan]]
) -> Iterator[tuple[int, Page]]:
    """The pages whose text or whose spans are others now."""
    for place, (page, old) in enumerate(zip(now, before, strict=True)):
        if page != old or find_spans(lines_of(page)) != spans[place]:
            yield place, page


def _show_row(name: str, pairs: Sequence[tuple[PageResult, PageResult]]) -> None:
    silent, vain = (
        sum(now.count(state) - then.count(state) for then, now in pairs) for state in ("wrong silent", "in vain")
    )
    words = sum(now.wrong_words - then.wrong_words for then, now in pairs)
    print(f"{name:70}{len(pairs):8}{silent:+8}{vain:+9}{words:+7}", flush=True)


def judged(read_page: ReadPage, corrected: Page, read_crops: Remembering) -> PageResult:
    checked = check_page(corrected, read_page.image, read_crops=read_crops)
    wanted, found = Counter(read_page.sample.text.split()), Counter(checked.text.split())
    wrong = max(wanted.total(), found.total()) - (wanted & found).total()
    return PageResult(judge_numbers(read_page.sample, checked), wrong)


if __name__ == "__main__":
    main()
