"""Who issued it and when, whether AI had a hand in it, and where the whole text is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.derivatives.drawing.cards import SOURCE_LEAST
from converters.derivatives.drawing.codes import qr_code, readable_link
from converters.derivatives.drawing.palette import QUIET_INK, WHITE, Colour
from converters.derivatives.drawing.scene import Code, SceneItem, TextItem, text_box
from converters.derivatives.drawing.typography import Style
from converters.derivatives.kinds.infographic.style import PosterStyle
from converters.derivatives.saying import words
from validators.sharing.record import Record
from validators.sharing.short_links import short_name

_CODE = 170  # pixels of the code's side at most: four a module
_NAMES = tuple(Style(size, bold=True, leading=1.25) for size in (33, 30, 27))
_PLAIN = Style(SOURCE_LEAST, leading=1.3)
_STRONG = Style(SOURCE_LEAST, bold=True, leading=1.3)
_GAP = 24


@dataclass(frozen=True, slots=True)
class Imprint:
    """An imprint laid out from the origin.

    Attributes:
        items: Lines, and the code right of them.
        height: Pixels it takes.
    """

    items: tuple[SceneItem, ...]
    height: int


def imprint(record: Record, width: int, style: PosterStyle, *, below: bool = False) -> Imprint:
    """The imprint of a record.

    Args:
        record: The material.
        width: Pixels there are.
        style: Typeface and colours.
        below: Whether the code stands below the lines rather than beside them.
    """
    link = readable_link(record, style.portal_address)
    code = qr_code(link, 0, 0, _CODE) if link else None
    room = width if code is None or below else width - code.box.width - _GAP
    lines = tuple(_placed(_lines(record, link, room, style), style))
    height = lines[-1].box.bottom if lines else 0
    if code is None:
        return Imprint(lines, height)
    if below:
        return Imprint((*lines, _at(code, 0, height + 16)), height + 16 + code.box.height)
    tall = max(height, code.box.height)
    shift = (tall - height) // 2
    moved = (TextItem(line.lines, line.box.moved(0, shift), line.style, line.colour, line.ground) for line in lines)
    return Imprint((*moved, _at(code, width - code.box.width, (tall - code.box.height) // 2)), tall)


def _at(code: Code, left: int, top: int) -> Code:
    return Code(code.modules, code.box.moved(left, top), code.content)


def _lines(
    record: Record, link: str | None, width: int, style: PosterStyle
) -> Iterator[tuple[tuple[str, ...], Style, Colour]]:
    typeface = style.typeface
    if named := words.issuer(record):
        yield (named[0],), _PLAIN, QUIET_INK
        name = next((one for one in _NAMES if len(typeface.wrap(named[1], one, width)) <= 2), _NAMES[-1])
        yield typeface.balanced(named[1], name, width), name, style.palette.deep
    known_as = "" if link else f"{words.SCAN_FOR_IDENTIFIER} {short_name(record.identifier)}"
    if issued := " · ".join(part for part in (words.issued_line(record), known_as) if part):
        yield typeface.wrap(issued, _PLAIN, width), _PLAIN, QUIET_INK
    if record.ai.generated:
        yield typeface.wrap(words.AI_NOTICE, _STRONG, width), _STRONG, style.palette.deep
    if link:
        shown = link.partition("://")[2] or link
        yield typeface.wrap(f"{words.SCAN_FOR_ALL}: {shown}", _STRONG, width), _STRONG, style.palette.accent


def _placed(lines: Iterator[tuple[tuple[str, ...], Style, Colour]], style: PosterStyle) -> Iterator[TextItem]:
    top = 0
    for text, letters, colour in lines:
        box = text_box(style.typeface, text, letters, 0, top)
        yield TextItem(text, box, letters, colour, WHITE)
        top = box.bottom
