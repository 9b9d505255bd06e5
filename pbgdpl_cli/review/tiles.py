"""Small pictures of many places, cut from each page in one go: a page is drawn once, however many places it bears."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from PIL import Image

from converters.reading.boxes import Box
from pbgdpl_cli.review.pictures import PlacePicture, cut, jpeg_of, with_frame

MOST_KEPT = 3_000
"""Tiles that are kept, of about 5 kB each."""
_HIGH = 104  # pixels: twice what a tile takes at ordinary size, so that letters stay sharp at 200 %
_WIDEST = 620  # pixels
_BESIDE = 0.9  # heights of the place shown on both sides
_ABOVE = 0.35  # and above and below it: marks of Vietnamese letters, and the tails of the line above
_LEAST = 6  # pixels shown around a place

_Tile = tuple[Path, int, Box]


class Tiles:
    """Pictures of places, kept while they are wanted."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Tile, PlacePicture] = OrderedDict()
        self._lock = Lock()
        self._ahead = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tiles")
        self._coming: dict[_Tile, Future[None]] = {}

    def picture(self, source: Path, page: int, box: Box) -> PlacePicture:
        """A place with a little around it, all of one height.

        Args:
            source: A PDF or picture file.
            page: Its page, from 1.
            box: In pixels of the page image as stored.

        Raises:
            UnreadableInput: There is no such page.
        """
        tile = (source, page, box)
        if (coming := self._coming.get(tile)) is not None:
            coming.result()  # its page is being drawn: twice would take twice as long
        return self._known(tile) or self._cut(source, page, [box])

    def draw(self, wanted: Iterable[_Tile], along: Iterable[_Tile] = ()) -> None:
        """Draw pictures before they are asked for; what fails here fails again where it is asked for.

        Args:
            wanted: These, page by page in their order.
            along: Of these, what stands on the same pages, for those are drawn now.
        """
        pages: dict[tuple[Path, int], dict[Box, None]] = {}
        for source, page, box in wanted:
            if self._is_missing((source, page, box)):
                pages.setdefault((source, page), {})[box] = None
        for source, page, box in along:
            if (source, page) in pages and self._is_missing((source, page, box)):
                pages[source, page][box] = None
        for (source, page), boxes in pages.items():
            future = self._ahead.submit(self._cut_coming, source, page, tuple(boxes))
            self._coming.update({(source, page, box): future for box in boxes})
            if future.done():
                self._no_more_coming(source, page, boxes)

    def close(self) -> None:
        """Draw nothing more: whoever stops the program does not wait for pictures."""
        self._ahead.shutdown(wait=False, cancel_futures=True)

    def _cut_coming(self, source: Path, page: int, boxes: Sequence[Box]) -> None:
        try:
            self._cut(source, page, boxes)
        finally:
            self._no_more_coming(source, page, boxes)

    def _no_more_coming(self, source: Path, page: int, boxes: Iterable[Box]) -> None:
        for box in boxes:
            self._coming.pop((source, page, box), None)

    def _is_missing(self, tile: _Tile) -> bool:
        return tile not in self._coming and self._known(tile) is None

    def do_ahead(self, work: Callable[..., None], *of: object) -> None:
        """Do something behind what is being drawn; what fails is done again where it is asked for."""
        self._ahead.submit(work, *of)

    def _cut(self, source: Path, page: int, boxes: Sequence[Box]) -> PlacePicture:
        """Cut places of a page, and keep them; the last is given back."""
        parts: list[Box] = []

        def around_all(width: int, height: int) -> Box:
            parts[:] = [_part(box, width, height) for box in boxes]
            return Box.around(parts)

        image, place = cut(source, page, around_all)
        tiles = (_tile(image, place, part, box) for part, box in zip(parts, boxes, strict=True))
        made = dict(zip(((source, page, box) for box in boxes), tiles, strict=True))
        with self._lock:
            self._kept.update(made)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made[source, page, boxes[-1]]

    def _known(self, tile: _Tile) -> PlacePicture | None:
        with self._lock:
            if tile in self._kept:
                self._kept.move_to_end(tile)
            return self._kept.get(tile)


def _part(box: Box, width: int, height: int) -> Box:
    """The part of a page that a tile shows."""
    beside, above = (max(_LEAST, round(box.height * share)) for share in (_BESIDE, _ABOVE))
    part = Box(
        max(0, box.left - beside),
        max(0, box.top - above),
        max(1, min(width, box.right + beside)),
        max(1, min(height, box.bottom + above)),
    )
    return Box(min(part.left, part.right - 1), min(part.top, part.bottom - 1), part.right, part.bottom)


def _tile(image: Image.Image, place: Box, part: Box, box: Box) -> PlacePicture:
    """The picture of a box, cut out of an image that stands at a place of its page."""
    shown = image.crop(part.moved(-place.left, -place.top))
    with_frame(shown, Box(*box).moved(-part.left, -part.top))
    zoom = min(_HIGH / shown.height, _WIDEST / shown.width)
    size = (max(1, round(shown.width * zoom)), max(1, round(shown.height * zoom)))
    return jpeg_of(shown.resize(size, Image.Resampling.LANCZOS))
