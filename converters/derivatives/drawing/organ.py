"""The office that issues something: its logo and its name, as a theme has them, on a coloured ground."""

from __future__ import annotations

import io

from PIL import Image

from converters.derivatives.drawing.palette import WHITE, Colour
from converters.derivatives.drawing.scene import Panel, Picture, Rectangle, SceneItem, TextItem, moved, text_box
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.drawing.typography import Style, Typeface

_LOGO = 76  # pixels high
_NAME = Style(30, bold=True, leading=1.25)
_BESIDE = 24  # pixels between logo and name


def organ(theme: Theme, typeface: Typeface, place: Rectangle, ground: Colour) -> tuple[SceneItem, ...]:
    """Logo and name beside each other from the left top of a place, as wide as it; nothing where a theme has neither.

    Args:
        theme: Of the office.
        typeface: To set the name in.
        place: Where it begins, and how far it may reach to the right.
        ground: On which it stands.
    """
    left = place.left
    items: list[SceneItem] = []
    if theme.logo:
        across, down = logo_size(theme.logo, _LOGO, place.width // 2)
        box = Rectangle(left, place.top, left + round(across), place.top + round(down))
        items = [Panel(box.inset(-6), WHITE, radius=8), Picture(theme.logo, box)]
        left = box.right + _BESIDE
    if theme.organ:
        lines = typeface.balanced(theme.organ, _NAME, place.right - left)
        height = _NAME.line_height * len(lines)
        top = place.top + max(0, (items[1].box.height - height) // 2 if items else 0)
        items.append(TextItem(lines, text_box(typeface, lines, _NAME, left, top), _NAME, WHITE, ground))
    return tuple(items)


def logo_size(logo: bytes, tall: float, widest: float) -> tuple[float, float]:
    """Width and height of a logo that is as tall as said, or lower where it would be too wide."""
    with Image.open(io.BytesIO(logo), formats=("PNG",)) as picture:
        across = min(tall * picture.width / picture.height, widest)
        return across, across * picture.height / picture.width


def organ_centred(theme: Theme, typeface: Typeface, place: Rectangle, ground: Colour) -> tuple[SceneItem, ...]:
    """The same in the middle of a place."""
    items = organ(theme, typeface, place, ground)
    if not items:
        return ()
    spare = place.right - max(item.box.right for item in items)
    return tuple(moved(item, spare // 2, 0) for item in items)
