"""Pictures of pages and of places on them, as a browser shows them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import RLock

from PIL import Image, ImageDraw

from converters.reading.boxes import Box
from pbgdpl_cli.review.answers.items import ReviewItem

_KEPT: dict[tuple[Path, int], Image.Image] = {}  # one whole page: 35 MB at 300 dpi, 130 MB at 600
_LAST: list[tuple[Path, int]] = []  # the page of which a part was drawn last
_STRIPS_KEPT = 200  # about 60 kB each
_PAGES_KEPT = 20  # about 200 kB each
_AROUND = 0.6  # heights of the place shown above and below it
_LEAST_AROUND = 40  # pixels
_WIDE = 1400  # pixels of the strip a place is shown in
_PAGE_WIDE = 1000  # pixels of a whole page
_LARGEST_ZOOM = 4
_GAP = 5  # pixels between a place and its frame
_FRAME = "#b00020"
_JPEG = 85  # quality: letters stay sharp
ONE_PAGE_AT_A_TIME = RLock()
"""Held while a page is drawn and cut: PDFium is not made for threads, and two pages would be twice the memory."""
JPEG_MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """A strip of a page.

    Attributes:
        content: JPEG.
        width: Pixels.
        height: Pixels.
    """

    content: bytes
    width: int
    height: int


@lru_cache(maxsize=_STRIPS_KEPT)
def place_picture(source: Path, page: int, box: Box) -> PlacePicture:
    """A place with its surroundings, framed and enlarged so that it can be read on any screen.

    Args:
        source: A PDF or picture file.
        page: Its page, from 1.
        box: In pixels of the page image as stored; what sticks out is cut off.

    Raises:
        UnreadableInput: There is no such page.
    """
    part, strip = cut(source, page, lambda width, height: _strip(box, width, height))
    part = with_frame(part, box.moved(-strip.left, -strip.top))
    zoom = min(_LARGEST_ZOOM, max(1.0, _WIDE / part.width))
    return jpeg_of(part.resize((round(part.width * zoom), round(part.height * zoom)), Image.Resampling.LANCZOS))


@lru_cache(maxsize=_PAGES_KEPT)
def page_picture(source: Path, page: int) -> PlacePicture:
    """A whole page, as wide as a column of a screen.

    Raises:
        UnreadableInput: There is no such page.
    """
    with ONE_PAGE_AT_A_TIME:
        whole = _whole(source, page)
        high = max(1, round(whole.height * _PAGE_WIDE / whole.width))
        return jpeg_of(whole.resize((_PAGE_WIDE, high), Image.Resampling.LANCZOS))


class PicturesAhead:
    """Draws the pictures of the next places while a person reads the one before them."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    def draw(self, source: Path, item: ReviewItem) -> None:
        """Draw the picture of a place, unless it is drawn; what fails here fails again where it is asked for."""
        if item.box is not None and item.page is not None:
            self._worker.submit(place_picture, source, item.page, item.box)


def _whole(source: Path, page: int) -> Image.Image:
    """A page in its own pixels; the one that was asked for last is at hand."""
    if (source, page) not in _KEPT:
        _KEPT.clear()  # before the next one is there: two would be twice the memory
        from converters.reading.rasters import load_part

        _KEPT[source, page] = load_part(source, page, lambda width, height: Box(0, 0, width, height)).picture
    return _KEPT[source, page]


def cut(source: Path, page: int, choose: Callable[[int, int], Box]) -> tuple[Image.Image, Box]:
    """A part of a page in its own pixels; what of it sticks out is white.

    Only that part is drawn, in a third of the processor time; but a page of which parts are asked for twice running is
    drawn whole, and kept until another one is.

    Args:
        source: A PDF or picture file.
        page: Its page, from 1.
        choose: Is told width and height of the page, and says which part is wanted.

    Returns:
        The part, and where it stands on the page.

    Raises:
        UnreadableInput: There is no such page.
    """
    with ONE_PAGE_AT_A_TIME:
        again = (source, page) in (*_KEPT, *_LAST)
        _LAST[:] = [(source, page)]
        if again:
            whole = _whole(source, page)
            box = choose(whole.width, whole.height)
            inside = box.clipped(whole.width, whole.height)
            return _on_white(whole.crop(inside), inside, box), box
        from converters.reading.rasters import load_part  # and PDFium, which the first page is shown without

        _KEPT.clear()
        wanted: list[Box] = []

        def chosen(width: int, height: int) -> Box:
            wanted[:] = [choose(width, height)]
            return wanted[0]

        part = load_part(source, page, chosen)
        return _on_white(part.picture, part.box, wanted[0]), wanted[0]


def _on_white(part: Image.Image, inside: Box, box: Box) -> Image.Image:
    shown = Image.new("RGB", (box.width, box.height), "white")
    if inside.width > 0 and inside.height > 0:
        shown.paste(part, (inside.left - box.left, inside.top - box.top))
    return shown


def _strip(box: Box, width: int, height: int) -> Box:
    """The part of a page that is shown: the place in the middle, as much beside it as fits."""
    around = max(_LEAST_AROUND, round(box.height * _AROUND))
    wide = min(width, max(box.width + 2 * around, 12 * max(box.height, 1)))
    left = min(max(0, round(box.centre_x - wide / 2)), width - wide)
    top, bottom = max(0, box.top - around), min(height, box.bottom + around)
    return Box(left, top, left + max(1, wide), max(bottom, top + 1))


def with_frame(image: Image.Image, box: Box) -> Image.Image:
    """The same image, with a frame around a place of it."""
    around = (box.left - _GAP, box.top - _GAP, box.right + _GAP, box.bottom + _GAP)
    ImageDraw.Draw(image).rectangle(around, outline=_FRAME, width=_GAP - 2)
    return image


def jpeg_of(image: Image.Image) -> PlacePicture:
    """An image as browsers show it."""
    stream = BytesIO()
    stream.name = "place.jpg"  # a format that is named loads those of all others too
    image.save(stream, quality=_JPEG)
    return PlacePicture(stream.getvalue(), image.width, image.height)
