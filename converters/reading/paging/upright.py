"""Pages as they stand upright, whichever way up they were stored."""

from __future__ import annotations

from converters.reading.document import Box, Page


def upright_size(page: Page) -> tuple[int, int]:
    """Width and height of the page as it stands upright; zeros without geometry."""
    width, height = page.width or 0, page.height or 0
    return (height, width) if page.rotation % 180 else (width, height)


def upright_box(box: Box, page: Page) -> Box:
    """A box of the stored page on the page as it stands upright."""
    width, height = page.width or 0, page.height or 0
    left, top, right, bottom = box
    match page.rotation % 360:
        case 90:
            return top, width - right, bottom, width - left
        case 180:
            return width - right, height - bottom, width - left, height - top
        case 270:
            return height - bottom, left, height - top, right
    return box
