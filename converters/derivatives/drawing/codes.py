"""The QR code of a material: its short address on a portal, which is printed beside it to be read and typed."""

from __future__ import annotations

from functools import lru_cache

import segno

from converters.derivatives.drawing.scene import Code, Rectangle
from validators.sharing.record import Record
from validators.sharing.short_links import short_path

LONGEST_LINK = 64  # letters: two lines of an imprint; what is longer nobody types
_QUIET_ZONE = 4  # modules (ISO/IEC 18004)


def link_of(record: Record, portal_address: str | None) -> str:
    """What the code says.

    Args:
        record: The material.
        portal_address: Where the portal is; `validators.sharing.short_links` says where its page of a material is.
    """
    if not portal_address:
        return record.identifier
    return f"{portal_address.rstrip('/')}/{short_path(record.identifier)}"


def readable_link(record: Record, portal_address: str | None) -> str | None:
    """The address of a material where it is short enough to be read and typed; else None, and no code is drawn."""
    if not portal_address or len(link := link_of(record, portal_address)) > LONGEST_LINK:
        return None
    return link


def qr_code(content: str, left: int, top: int, largest: int) -> Code:
    """A code at most `largest` pixels wide, its modules whole pixels.

    Error level M survives a fold or a stain; a portal address fits into modules of four pixels and more.
    """
    modules = _modules(content)
    side = len(modules)
    width = max(1, largest // side) * side
    return Code(modules, Rectangle(left, top, left + width, top + width), content)


@lru_cache(maxsize=64)  # every card of a video has the same
def _modules(content: str) -> tuple[tuple[bool, ...], ...]:
    matrix = segno.make(content, error="m", micro=False, boost_error=False).matrix
    blank = (False,) * (len(matrix) + 2 * _QUIET_ZONE)
    margin = (False,) * _QUIET_ZONE
    rows = [(*margin, *(bool(module) for module in row), *margin) for row in matrix]
    return (*(blank,) * _QUIET_ZONE, *rows, *(blank,) * _QUIET_ZONE)
