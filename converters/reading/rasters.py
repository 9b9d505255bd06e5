"""Any source that has pages to look at: how many, and each as an image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from converters.reading.boxes import Box
from converters.reading.finding.sniff import PICTURES, SourceFormat, sniff
from converters.reading.page_choice import PageChoice, no_pages_to_choose, part_of
from converters.reading.pdf.opening import open_pdf
from converters.reading.pdf.render import render_page, render_part
from converters.reading.problems import PagesOutOfRange, WrongFormat
from validators.problems import say

if TYPE_CHECKING:
    from converters.reading.page_image import PageImage, PagePart


def load_page(source: Path, number: int, dpi: int | None = None) -> PageImage:
    """One page as an RGB image.

    PDF pages are rendered at 300 dpi, or in the pixels of the scan when the page is one image; picture files come in
    their own pixels after EXIF orientation.

    Args:
        source: A PDF or a picture file.
        number: From 1.
        dpi: Render PDF pages at this resolution, and believe it of pictures that name none.

    Raises:
        UnreadableInput: One of its kinds: empty, damaged, encrypted, too large, not a thing with pages.
    """
    kind = sniff(source)
    if kind is SourceFormat.PDF:
        return render_page(source, number, dpi)
    if kind in PICTURES:
        from converters.reading.pictures import load_picture  # and numpy, which a part of a PDF page needs nothing of

        picture = load_picture(source, number)
        return picture if picture.dpi is not None or dpi is None else replace(picture, dpi=float(dpi))
    raise _without_pages(source)


def load_part(source: Path, number: int, choose: Callable[[int, int], Box]) -> PagePart:
    """A part of a page, of the pixels that `load_page` gives; of a PDF page nothing else is drawn.

    Args:
        source: A PDF or a picture file.
        number: From 1.
        choose: Is told width and height of the page in pixels, and says which part is wanted.

    Raises:
        UnreadableInput: As `load_page`.
    """
    if sniff(source) is SourceFormat.PDF:
        return render_part(source, number, choose)
    page = load_page(source, number)
    box = choose(page.width, page.height).clipped(page.width, page.height)
    return page.part(box)


def count_pages(source: Path) -> int:
    """How many pages `load_page` can give.

    Raises:
        UnreadableInput: As `load_page`.
    """
    kind = sniff(source)
    if kind is SourceFormat.PDF:
        with open_pdf(source) as document:
            return len(document)
    if kind in PICTURES:
        from converters.reading.pictures import count_pictures

        return count_pictures(source)
    raise _without_pages(source)


def chosen_part(source: Path, choice: PageChoice | None) -> str | None:
    """What names the pages chosen of a file; None for all of them.

    Raises:
        UnreadableInput: The file has no pages to choose from, or not those that were named.
    """
    if choice is None:
        return None
    try:
        pages = count_pages(source)
    except WrongFormat:
        raise no_pages_to_choose().at(source) from None
    try:
        return part_of(choice.numbers(pages), pages)
    except PagesOutOfRange as problem:
        raise problem.at(source) from None


def _without_pages(source: Path) -> WrongFormat:
    return WrongFormat(say("This kind of file has no page images."), path=source)
