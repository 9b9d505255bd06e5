"""A package with many like words in doubt, some wrong among them, and numbers beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from review_packages import leaflet

from converters.conversion import ConversionOptions, convert_source
from converters.corrections.places import lines_of, places_on
from converters.corrections.rebuilding import pages_to_correct
from converters.progress import Silent
from converters.reading.boxes import Box
from converters.reading.document import Flag, Method, Page
from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.read import read_document
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.problems import say

HARD = say("It was hard to read.")
LINES = (
    "Trang mot noi ve xom va con em",
    "Con em trong xom xem sach va hoc bai",
    "Ba con lang xom giup nhau lam ruong",
    "Phat tien 300.000 dong doi voi nguoi vi pham",
    "Moi nguoi trong xom ai cung biet chu",
    "Ong ba o xom ben di hop nam thang truoc",
    "Hoi phu nu xom tren giup nhau nuoi con",
    "Xom duoi co nha van hoa moi xay xong",
)


def package_of(folder: Path, doubts: Callable[[Page], Sequence[Flag]] | None = None) -> Path:
    """A package of one page as if it had been recognised; `doubts` None doubts every "xom" and the amount."""
    source = _leaflet(folder, LINES)
    read = read_document(source, options=ReadingOptions(), read_pages=lambda *_: iter(()), progress=Silent())
    (page,) = read.pages
    flagged = replace(page, method=Method.OCR, flags=tuple((doubts or default_doubts)(page)))
    options = ConversionOptions(
        folder / "goi", False, dt.date(2026, 11, 29), "pbgdpl-cli 0", ReadingOptions(OcrPolicy.ALWAYS)
    )
    return convert_source(source, source.name, options, lambda *_: iter([flagged])).folder


def default_doubts(page: Page) -> list[Flag]:
    """Every "xom" with "xóm" as its other reading, and the amount."""
    words = [flag("word", place.box, "xom", "xóm") for place in places_on(page, "xom")]
    return [*words, flag("amount", places_on(page, "300.000")[0].box, "300.000", "800.000")]


def flag(kind: str, box: Box | None, text: str, *others: str) -> Flag:
    """A doubt of the page."""
    return Flag(1, box, -1, -1, text, others, kind, HARD)


def doubt_only(package: Path, doubts: Sequence[Doubt]) -> None:
    """These doubts, and no others, until the package is made anew."""
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, tuple(doubts))))


def boxes_of(package: Path, text: str) -> list[Box]:
    """Where words stand on page 1."""
    (page,) = pages_to_correct(package, open_package(package).record()).pages
    return [place.box for place in places_on(page, text) if place.box is not None]


def line_boxes(package: Path) -> dict[str, Box]:
    """Where lines stand on page 1."""
    (page,) = pages_to_correct(package, open_package(package).record()).pages
    boxes = ((line.text, Box.around_known(word.box for word in line.words)) for line in lines_of(page))
    return {text: box for text, box in boxes if box is not None}


def _leaflet(folder: Path, lines: Sequence[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return leaflet(folder, lines)
