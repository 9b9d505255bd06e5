"""Fines as a table: what was done and the provision on the left, what it costs on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.derivatives.drawing.cards import (
    BODY_LEAST,
    EYEBROW,
    FIGURE,
    PADDING,
    SMALL_GAP,
    UNIT,
    Card,
    CardDesign,
    figure_and_unit,
)
from converters.derivatives.drawing.palette import WHITE
from converters.derivatives.drawing.scene import Panel, Rectangle, SceneItem, moved
from converters.derivatives.drawing.typography import Style
from converters.derivatives.kinds.infographic.layouts.layout import NARROW, Layout, Pen, Row
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint

_PRICE, _LEAST_PRICE = 0.33, 0.24  # of the width: "10.000.000 – 20.000.000" in two lines, "2 – 5 triệu đồng"
_ABOVE, _BAND = 15, 9  # pixels above and below the words of a row and of a band, at least: rows grow into spare room
_SMALLEST_SUM = Style(BODY_LEAST, bold=True)
_OF_THE_PRICE = re.compile(r"(?:cảnh cáo hoặc )?phạt tiền|cảnh cáo", re.IGNORECASE)  # a heading that belongs to the sum
# A heading that says no more than the head of the table does.
_SAYS_NO_MORE = re.compile(r"(?:các |những )?(?:mức|khung|hình thức) (?:tiền )?(?:xử )?phạt(?: tiền)?", re.IGNORECASE)


def _table(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    sums = [word for point in points if point.emphasis for word in point.emphasis.figure.split()]
    room = round(width * _PRICE) - 2 * look.pixels(PADDING)
    whole = all(look.typeface.width(word, _SMALLEST_SUM) <= room for word in sums)  # no number is ever broken
    beside = width >= NARROW and bool(sums) and whole
    price = _price_width(points, width, look) if beside else 0
    if beside:
        yield (_head(width, price, look),)
    yield from _rows(points, width, look, price)


def _price_width(points: Sequence[KeyPoint], width: int, look: CardDesign) -> int:
    """Pixels of the column of sums: as wide as they are when set large, so that the words beside them have room."""
    padding, most = 2 * look.pixels(PADDING), round(width * _PRICE)
    sums = (point.emphasis for point in points if point.emphasis)
    widest = max(
        max(look.typeface.width(one.figure, look.style(FIGURE)), look.typeface.width(one.unit, look.style(UNIT)))
        for one in sums
    )
    headed = look.typeface.width(words.PRICE, look.style(EYEBROW))
    return min(max(round(max(widest, headed)) + padding + 2, round(width * _LEAST_PRICE)), most)


def _stacked(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    yield from _rows(points, width, look, 0)


def _rows(points: Sequence[KeyPoint], width: int, look: CardDesign, price: int) -> Iterator[Row]:
    """Rows below what they stand under; sums stand in a column `price` wide, or above the words where it is 0."""
    before = None
    for point in points:
        section = None if point.heading is None or _is_plain(point.heading, headed=price > 0) else point.heading
        if section and section != before:
            yield (_band(section, width, look),)
        before = section
        of_the_price = point.heading if point.heading and _OF_THE_PRICE.fullmatch(point.heading) else None
        if price and point.emphasis:
            yield (_row(point, (width, price), look, of_the_price),)
        else:
            yield (_stacked_row(point, width, look, of_the_price),)


def _is_plain(heading: str, *, headed: bool) -> bool:
    """Whether a heading makes no band: it stands with the sum, or is what the column of sums is called at its head."""
    return _OF_THE_PRICE.fullmatch(heading) is not None or (headed and _SAYS_NO_MORE.fullmatch(heading) is not None)


def _head(width: int, price: int, look: CardDesign) -> Card:
    """The names of the two columns."""
    padding, deep = look.pixels(PADDING), look.palette.deep
    at, top = width - price, look.pixels(_BAND)
    act = look.text(words.ACT, EYEBROW, (padding, top, at), WHITE, deep)
    sums = look.text(words.PRICE, EYEBROW, (at + padding, top, price), WHITE, deep)
    return Card(width, act.box.bottom + top, (act, sums), (), plain=True, ground=deep)


def _band(section: str, width: int, look: CardDesign) -> Card:
    """What the rows below stand under."""
    pen = Pen(look, look.pixels(PADDING), look.pixels(_BAND), width - 2 * look.pixels(PADDING), look.palette.tint)
    pen.text(section, EYEBROW, look.palette.deep)
    return Card(width, pen.top + look.pixels(_BAND), tuple(pen.items), (), plain=True, ground=look.palette.tint)


def _row(point: KeyPoint, widths: tuple[int, int], look: CardDesign, of_the_price: str | None) -> Card:
    """A row of two columns; `widths` are those of the whole and of the column of sums."""
    padding, above = look.pixels(PADDING), look.pixels(_ABOVE)
    at = widths[0] - widths[1]
    price = _price(point, (at + padding, above, widths[1] - 2 * padding), look, of_the_price)
    lowest = max(item.box.bottom for item in price)
    pen, across = (_acted(point, at - 2 * padding, look) for _ in range(2))
    pen.source(point)
    across.top, across.width = max(across.top, lowest), widths[0] - 2 * padding
    parted = across.top + above
    across.source(point)
    if across.top >= max(pen.top, lowest):  # the provision has no fewer lines below both columns
        across, parted = pen, max(pen.top, lowest) + above
    height = max(across.top, lowest) + above
    tint = Panel(Rectangle(at, 0, at + look.pixels(4), parted), look.palette.tint)
    middle = (parted - lowest - above) // 2
    items = (*across.items, tint, *(moved(item, 0, middle) for item in price))
    return Card(widths[0], height, items, (), plain=True, ground=WHITE)


def _acted(point: KeyPoint, width: int, look: CardDesign) -> Pen:
    """What was done, without the sum at its end that stands beside it."""
    pen = Pen(look, look.pixels(PADDING), look.pixels(_ABOVE), width)
    whole = point.text.rstrip(" .")
    ended = f": {point.emphasis.full}" if point.emphasis else ""
    pen.text(f"{whole.removesuffix(ended)}." if ended and whole.endswith(ended) else point.text)
    return pen


def _price(
    point: KeyPoint, place: tuple[int, int, int], look: CardDesign, of_the_price: str | None
) -> tuple[SceneItem, ...]:
    left, top, width = place
    pen = Pen(look, left, top, width)
    if of_the_price and of_the_price != words.FINE:
        pen.text(of_the_price, EYEBROW, look.palette.deep)
        pen.skip(SMALL_GAP)
    return (*pen.items, *figure_and_unit(point, (left, pen.top, width), look))


def _stacked_row(point: KeyPoint, width: int, look: CardDesign, of_the_price: str | None) -> Card:
    padding = look.pixels(PADDING)
    pen = Pen(look, padding, look.pixels(_ABOVE), width - 2 * padding)
    if of_the_price:
        pen.text(of_the_price, EYEBROW, look.palette.deep)
    if point.emphasis:
        pen.items += figure_and_unit(point, (pen.left, pen.top, pen.width), look)
        pen.top = max(item.box.bottom for item in pen.items)
        pen.skip(6)
    pen.text(point.text)
    pen.source(point)
    return Card(width, pen.top + look.pixels(_ABOVE), tuple(pen.items), (), plain=True)


FINES = Layout("fines", _table, gap=4, growth=24, most=12, tight=_stacked)
