"""The QR code of a material: its address on a portal, or its identifier where no portal is known."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

import segno

from converters.derivatives.drawing.scene import Code, Rectangle
from validators.sharing.record import Record

_QUIET_ZONE = 4  # modules (ISO/IEC 18004)


def link_of(record: Record, portal_address: str | None) -> str:
    """What the code says.

    Args:
        record: The material.
        portal_address: Where the portal is; its page of a material is `ADDRESS/materials/IDENTIFIER`.
    """
    if not portal_address:
        return record.identifier
    return f"{portal_address.rstrip('/')}/materials/{quote(record.identifier, safe=':')}"


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
