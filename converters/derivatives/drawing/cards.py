"""One key point as a card: icon, large number or heading, the text, and the provision at its foot.

Two shapes: a wide card has a coloured side with icon and number, a narrow one has them above its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.palette import INK_COLOUR, WHITE, Colour, Palette
from converters.derivatives.drawing.scene import Disc, Panel, Pictogram, Rectangle, SceneItem, TextItem, moved, text_box
from converters.derivatives.drawing.typography import Style, Typeface
from converters.derivatives.saying.key_points import KeyPoint, PointKind

# Pixels of a picture 1080 wide, at scale 1, which is the smallest: on a phone 360 points wide 33 of them are 11 points.
BODY_LEAST, SOURCE_LEAST = 33, 27
EYEBROW = Style(33, bold=True, leading=1.26)
HEADING = Style(38, bold=True, leading=1.24)
BODY = Style(33, leading=1.36)
FIGURE = Style(62, bold=True, leading=1.12)
UNIT = Style(33, bold=True, leading=1.16)
_STATEMENT = Style(35, leading=1.34)
_SOURCE = Style(27, bold=True, leading=1.3)
PADDING, _ICON, _GAP, SMALL_GAP = 26, 72, 20, 10
_RADIUS = 20
_BESIDE_ICON = 600  # pixels of a card at scale 1 on which a text beside the icon has room
_SIDE = 0.28  # of a wide card with a number

_ICONS = {
    PointKind.SANCTION: "money",
    PointKind.RIGHT: "check",
    PointKind.DUTY: "duty",
    PointKind.DEADLINE: "clock",
    PointKind.PROCEDURE: "steps",
    PointKind.ANSWER: "question",
}


@dataclass(frozen=True, slots=True)
class CardDesign:
    """What all cards of a picture share.

    Attributes:
        typeface: To measure with.
        palette: Colours.
        subject: First subject of the material, for the icon of plain rules.
        scale: All sizes are multiplied by it.
    """

    typeface: Typeface
    palette: Palette
    subject: int | None
    scale: float = 1.0

    def pixels(self, length: float) -> int:
        """A length of the design, scaled."""
        return round(length * self.scale)

    def style(self, style: Style) -> Style:
        """A style of the design, scaled."""
        return style.scaled(self.scale)

    def text(
        self, text: str, style: Style, place: tuple[int, int, int], colour: Colour, ground: Colour = WHITE
    ) -> TextItem:
        """Text, wrapped; bold lines are of like length.

        Args:
            text: What it says.
            style: Of the design; it is scaled here.
            place: Left, top and width, pixels.
            colour: Of the letters.
            ground: On which they stand.
        """
        left, top, width = place
        scaled = self.style(style)
        lines = (self.typeface.balanced if style.bold else self.typeface.unwidowed)(text, scaled, width)
        return TextItem(lines, text_box(self.typeface, lines, scaled, left, top), scaled, colour, ground)


@dataclass(frozen=True, slots=True)
class Card:
    """A card laid out at the origin, at its least height.

    Attributes:
        width: Pixels.
        height: Pixels it takes at least.
        items: What keeps to the upper edge when the card is made taller.
        foot: What keeps to the lower edge.
        side: What keeps to the middle of the coloured side, laid out around height 0.
        side_width: Of the coloured side; 0 for none.
        side_colour: Its colour.
        plain: Whether it is a row of a table: square, without shadow.
        ground: Its colour.
    """

    width: int
    height: int
    items: tuple[SceneItem, ...]
    foot: tuple[SceneItem, ...]
    side: tuple[SceneItem, ...] = ()
    side_width: int = 0
    side_colour: Colour = WHITE
    plain: bool = False
    ground: Colour = WHITE

    def placed(self, left: int, top: int, height: int, ground: Colour) -> tuple[SceneItem, ...]:
        """The items of the card at its place, at least as tall as it must be."""
        spare = height - self.height
        # Half of what is spare goes above the text where the side sets the height, so that the two look aligned.
        drop = spare // 2 if self.plain else spare // 3 if self.side_width else 0
        body = (moved(item, left, top + drop) for item in self.items)
        foot = (moved(item, left, top + spare) for item in self.foot)
        side = (moved(item, left, top + height // 2) for item in self.side)
        return (*self._ground(Rectangle(left, top, left + self.width, top + height), ground), *side, *body, *foot)

    def _ground(self, box: Rectangle, ground: Colour) -> tuple[SceneItem, ...]:
        if self.plain:
            return (Panel(box, self.ground),)
        if not self.side_width:
            return (Panel(box, self.ground, _RADIUS, shadow=ground),)
        edge = box.left + self.side_width
        return (
            Panel(box, self.side_colour, _RADIUS, shadow=ground),
            Panel(Rectangle(edge, box.top, box.right, box.bottom), WHITE, _RADIUS),
            Panel(Rectangle(edge, box.top, edge + _RADIUS * 2, box.bottom), WHITE),
        )


def icon_of(point: KeyPoint, subject: int | None) -> str:
    """The icon of a point: by its number first, then by what it is."""
    if point.emphasis:
        return "money" if point.emphasis.is_money else "clock"
    return _ICONS.get(point.kind) or icon_of_subject(subject)


def wide_card(point: KeyPoint, width: int, look: CardDesign) -> Card:
    """A card as wide as the page: coloured side on the left, text on the right."""
    padding = look.pixels(PADDING)
    side_width = _side_width(point, width, look)
    left = side_width + padding
    inner = width - left - padding
    body = _words(point, (left, padding, inner), look, beside=False)
    foot = source_chip(point, (left, bottom(body, padding) + look.pixels(SMALL_GAP + 4), inner), look)
    side = _side(point, side_width, look)
    needed = bottom(side, 0) - min(item.box.top for item in side) + look.pixels(PADDING)
    height = max(bottom(foot, 0) + padding, needed)
    shift = height - padding - bottom(foot, 0)
    body = tuple(moved(item, 0, shift // 2) for item in body)
    foot = tuple(moved(item, 0, shift // 2) for item in foot)
    return Card(width, height, body, foot, side, side_width, look.palette.accent)


def _side_width(point: KeyPoint, width: int, look: CardDesign) -> int:
    """Of the coloured side: as wide as the longest number at its smallest, for no number is ever broken."""
    if point.emphasis is None:
        return look.pixels(_ICON + 2 * _GAP)
    smallest = Style(BODY_LEAST, bold=True, leading=FIGURE.leading)
    longest = max(look.typeface.width(word, smallest) for word in point.emphasis.figure.split())
    return max(round(width * _SIDE), round(longest) + look.pixels(2 * _GAP) + 2)


def narrow_card(point: KeyPoint, width: int, look: CardDesign) -> Card:
    """A card half as wide as the page: icon and number or heading above, text below."""
    padding, icon = look.pixels(PADDING), look.pixels(_ICON)
    column = padding + icon + look.pixels(_GAP)
    box = Rectangle(padding, padding, padding + icon, padding + icon)
    badge = _badge(point, box, look.palette.accent, WHITE, look)
    head = _head(point, (column, padding, width - column - padding), look)
    shift = max(0, (padding + icon - bottom(head, padding)) // 2)
    head = tuple(moved(item, 0, shift) for item in head)
    below = max(bottom(head, 0), padding + icon) + look.pixels(SMALL_GAP + 2)
    if head or width < _BESIDE_ICON * look.scale:
        body = _words(point, (padding, below, width - 2 * padding), look, beside=True)
    else:  # nothing stands beside the icon: the text does
        body = _words(point, (column, padding, width - column - padding), look, beside=True)
        below = padding + icon
    foot = source_chip(point, (padding, bottom(body, below) + look.pixels(SMALL_GAP + 6), width - 2 * padding), look)
    return Card(width, bottom(foot, 0) + padding, (*badge, *head, *body), foot)


def bottom(items: Iterable[SceneItem], default: int) -> int:
    """The lower edge of items; `default` where there are none."""
    return max((item.box.bottom for item in items), default=default)


def _badge(point: KeyPoint, box: Rectangle, ground: Colour, mark: Colour, look: CardDesign) -> tuple[SceneItem, ...]:
    return (
        Disc(box, ground),
        Pictogram(icon_of(point, look.subject), box.inset(round(box.width * 0.22)), mark, ground),
    )


def _side(point: KeyPoint, width: int, look: CardDesign) -> tuple[SceneItem, ...]:
    """Icon, and below it the number and its unit, centred on height 0."""
    accent = look.palette.accent
    icon = look.pixels(_ICON * (1.0 if point.emphasis else 1.1))
    left = (width - icon) // 2
    items: list[SceneItem] = [*_badge(point, Rectangle(left, 0, left + icon, icon), WHITE, accent, look)]
    if point.emphasis:
        figure, figures = _fitting_figure(point.emphasis.figure, width - look.pixels(2 * _GAP), look)
        unit = _unit_beside(figure, look)
        units = look.typeface.wrap(point.emphasis.unit, unit, width - look.pixels(_GAP))
        for lines, style in ((figures, figure), (units, unit)):
            top = bottom(items, 0) + (look.pixels(6) if style is figure else 0)
            box = Rectangle(0, top, width, top + style.line_height * len(lines))
            items.append(TextItem(lines, box, style, WHITE, accent, centred=True))
    height = bottom(items, 0)
    return tuple(moved(item, 0, -height // 2) for item in items)


def _fitting_figure(figure: str, width: int, look: CardDesign) -> tuple[Style, tuple[str, ...]]:
    """As large as fits, and its lines: one where it is not smaller than its unit then, else a range in two."""
    for lines, smallest in (((figure,), look.style(UNIT).size), (re.split(r"(?<=[–-]) ", figure), BODY_LEAST)):
        if (style := _largest(lines, width, look, smallest)) is not None:
            return style, tuple(part for line in lines for part in look.typeface.wrap(line, style, width))
    least = Style(BODY_LEAST, FIGURE.bold, FIGURE.leading)  # whatever the scale: smaller rather than broken
    return least, look.typeface.wrap(figure, least, width)


def _unit_beside(figure: Style, look: CardDesign) -> Style:
    """The unit is never larger than its number."""
    unit = look.style(UNIT)
    return unit if unit.size <= figure.size else Style(figure.size, unit.bold, unit.leading)


def _largest(lines: Sequence[str], width: int, look: CardDesign, smallest: float) -> Style | None:
    """The largest style in which all lines fit; None where that is below `smallest` pixels."""
    style = look.style(FIGURE)
    while style.size >= smallest:
        if all(look.typeface.width(line, style) <= width for line in lines):
            return style
        style = Style(style.size - 2, style.bold, style.leading)
    return None


def _head(point: KeyPoint, place: tuple[int, int, int], look: CardDesign) -> tuple[SceneItem, ...]:
    """What stands beside the icon of a narrow card."""
    left, top, width = place
    if point.emphasis is None:
        style = HEADING if point.is_answer else EYEBROW
        colour = look.palette.deep if style is HEADING else look.palette.accent
        return (look.text(point.heading, style, place, colour),) if point.heading else ()
    items: list[SceneItem] = []
    if point.heading and look.typeface.width(point.heading, look.style(EYEBROW)) <= width:
        items.append(look.text(point.heading, EYEBROW, place, look.palette.deep))
    return (*items, *figure_and_unit(point, (left, bottom(items, top), width), look))


def figure_and_unit(point: KeyPoint, place: tuple[int, int, int], look: CardDesign) -> tuple[SceneItem, ...]:
    """The number large and what it counts smaller beside it, or below it where the two are too wide."""
    assert point.emphasis is not None  # noqa: S101  (the caller's case)
    left, top, width = place
    accent = look.palette.accent
    figure, lines = _fitting_figure(point.emphasis.figure, width, look)
    unit = _unit_beside(figure, look)
    first = TextItem(lines, text_box(look.typeface, lines, figure, left, top), figure, accent, WHITE)
    beside = first.box.right + round(figure.size * 0.2)
    if len(lines) > 1 or beside + look.typeface.width(point.emphasis.unit, unit) > left + width:
        lines = look.typeface.balanced(point.emphasis.unit, unit, width)
        box = text_box(look.typeface, lines, unit, left, first.box.bottom)
        return first, TextItem(lines, box, unit, accent, WHITE)
    # Both on one baseline.
    caps = look.typeface.cap_height(figure) - look.typeface.cap_height(unit)
    drop = (figure.line_height - unit.line_height + caps) // 2
    lines = (point.emphasis.unit,)
    return first, TextItem(lines, text_box(look.typeface, lines, unit, beside, top + drop), unit, accent, WHITE)


def _words(point: KeyPoint, place: tuple[int, int, int], look: CardDesign, *, beside: bool) -> tuple[SceneItem, ...]:
    """Heading and text; `beside` says that the heading of a card without number stands beside the icon already."""
    left, top, width = place
    items: list[SceneItem] = []
    if point.heading and not (beside and _is_beside(point, width, look)):
        style = HEADING if point.is_answer else EYEBROW
        items.append(look.text(point.heading, style, place, look.palette.deep))
    style = BODY if point.emphasis or point.is_answer else _STATEMENT
    items.append(
        look.text(point.text, style, (left, bottom(items, top) + look.pixels(4 if items else 0), width), INK_COLOUR)
    )
    return tuple(items)


def _is_beside(point: KeyPoint, width: int, look: CardDesign) -> bool:
    if point.emphasis is None or point.heading is None:
        return True
    return look.typeface.width(point.heading, look.style(EYEBROW)) <= width - look.pixels(_ICON + _GAP)


def source_chip(point: KeyPoint, place: tuple[int, int, int], look: CardDesign) -> tuple[SceneItem, ...]:
    """The provision, on one line, or the place and the act on lines of their own."""
    left, top, width = place
    style, inner = look.style(_SOURCE), look.pixels(14)
    lines = look.typeface.unwidowed(point.citation, style, width - 2 * inner)
    if len(lines) > 1 and point.locator and point.citation.casefold().startswith(point.locator.casefold()):
        cut = len(point.locator)
        parts = filter(None, (point.citation[:cut], point.citation[cut:].strip()))
        lines = tuple(line for part in parts for line in look.typeface.unwidowed(part, style, width - 2 * inner))
    text = text_box(look.typeface, lines, style, left + inner, top + inner // 2)
    chip = Rectangle(left, top, text.right + inner, text.bottom + inner // 2)
    tint = look.palette.tint
    return (Panel(chip, tint, radius=look.pixels(10)), TextItem(lines, text, style, look.palette.deep, tint))
