"""Pages as they stand upright, whichever way up they were stored."""

from __future__ import annotations

from converters.reading.boxes import Box
from converters.reading.document import Page


def upright_size(page: Page) -> tuple[int, int]:
    """Width and height of the page as it stands upright; zeros without geometry."""
    width, height = page.width or 0, page.height or 0
    return (height, width) if page.rotation % 180 else (width, height)


def upright_box(box: Box, page: Page) -> Box:
    """A box of the stored page on the page as it stands upright."""
    return box.turned(page.rotation // 90, page.width or 0, page.height or 0)


def stored_box(box: Box, page: Page) -> Box:
    """A box of the upright page on the page as it was stored."""
    return box.turned(-page.rotation // 90 % 4, *upright_size(page))
