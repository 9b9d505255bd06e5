"""Colours by subject, with the contrast they must keep (WCAG 2.0, 1.4.3: 4.5 to 1 for text)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
INK_COLOUR: Colour = (24, 32, 44)
QUIET_INK: Colour = (84, 94, 110)
DRAFT: Colour = (190, 24, 40)
MINIMUM_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one material.

    Attributes:
        name: What the colours stand for.
        deep: Large areas behind white text.
        accent: Numbers and icons on white or on the page.
        bright: Ornaments and text on `deep`.
        page: Behind the cards.
        tint: Behind citations, in which `deep` is written.
    """

    name: str
    deep: Colour
    accent: Colour
    bright: Colour
    page: Colour
    tint: Colour


_BLUE = Palette("state", (16, 52, 110), (22, 84, 178), (255, 205, 92), (238, 243, 250), (222, 233, 249))
_RED = Palette("order", (122, 18, 32), (186, 28, 44), (255, 208, 105), (251, 241, 238), (250, 224, 220))
_ORANGE = Palette("road", (20, 44, 78), (190, 62, 8), (255, 176, 46), (243, 244, 247), (253, 229, 211))
_GREEN = Palette("land", (16, 74, 54), (14, 112, 72), (250, 214, 104), (238, 246, 240), (216, 238, 224))
_TEAL = Palette("health", (8, 74, 84), (0, 112, 122), (255, 210, 120), (235, 246, 247), (210, 238, 240))
_VIOLET = Palette("learning", (58, 34, 112), (100, 54, 176), (255, 206, 110), (243, 239, 250), (231, 222, 248))
_ROSE = Palette("family", (112, 22, 70), (176, 30, 100), (255, 208, 130), (252, 240, 245), (250, 221, 234))
_BROWN = Palette("business", (84, 46, 14), (150, 78, 10), (255, 206, 96), (250, 245, 236), (247, 231, 206))

PALETTES = (_BLUE, _RED, _ORANGE, _GREEN, _TEAL, _VIOLET, _ROSE, _BROWN)

# The 45 subjects of the Bộ pháp điển (Pháp lệnh 03/2012/UBTVQH13, Điều 7), grouped by what people associate.
_BY_SUBJECT: dict[Palette, tuple[int, ...]] = {
    _RED: (1, 16, 25, 30, 39),
    _ORANGE: (14,),
    _GREEN: (11, 21, 24, 27),
    _TEAL: (2, 6, 45),
    _VIOLET: (3, 13, 19, 32, 41),
    _ROSE: (8, 10, 38),
    _BROWN: (7, 12, 17, 20, 22, 26, 28, 33, 34, 43),
}


def palette_for(subjects: Sequence[int]) -> Palette:
    """The colours of a material's first subject; blue, the colour of office, when it has none."""
    first = subjects[0] if subjects else 0
    return next((palette for palette, numbers in _BY_SUBJECT.items() if first in numbers), _BLUE)


def relative_luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.0 definition)."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.0 definition)."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with a share (0–1) of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
