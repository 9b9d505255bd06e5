"""Places of the log on a page whose image has another size by now: read again with another resolution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement, LineMark
from converters.reading.boxes import Box
from converters.reading.document import Page


def fitted(entry: Correction | Arrangement, page: Page) -> Correction | Arrangement:
    """An entry with its places in pixels of a page as it is now.

    Args:
        entry: With the size its page had; without one, its places are taken as they are.
        page: As read now.
    """
    if entry.size is None or page.width is None or page.height is None or entry.size == (page.width, page.height):
        return entry
    scale = _scaling(page.width / entry.size[0], page.height / entry.size[1])
    if isinstance(entry, Correction):
        return replace(entry, box=scale(entry.box))
    to = None if entry.to is None else _scaled(entry.to, scale)
    return replace(entry, box=scale(entry.box), to=to, lines=tuple(_scaled(mark, scale) for mark in entry.lines))


def sized(
    log: Sequence[Correction | Arrangement], page: Callable[[int], Page | None]
) -> tuple[Correction | Arrangement, ...]:
    """Entries with the sizes of the pages they were made on, where they do not tell them.

    Args:
        log: In their order.
        page: Gives a page as it was when they were made.
    """
    return tuple(one if one.size is not None else replace(one, size=_size(page(one.page))) for one in log)


def _size(page: Page | None) -> tuple[int, int] | None:
    return (page.width, page.height) if page is not None and page.width and page.height else None


def _scaled(mark: LineMark, scale: Callable[[Box | None], Box | None]) -> LineMark:
    return replace(mark, box=scale(mark.box))


def _scaling(across: float, down: float) -> Callable[[Box | None], Box | None]:
    def scale(box: Box | None) -> Box | None:
        if box is None:
            return None
        return Box(round(box.left * across), round(box.top * down), round(box.right * across), round(box.bottom * down))

    return scale
