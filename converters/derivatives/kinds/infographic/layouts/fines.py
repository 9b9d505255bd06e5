"""Fines as a table: what was done and the provision on the left, what it costs on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.derivatives.drawing.cards import (
    BODY_LEAST,
    EYEBROW,
    PADDING,
    SMALL_GAP,
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

_PRICE = 0.33  # of the width: "10.000.000 – 20.000.000" in two lines
_SMALLEST_SUM = Style(BODY_LEAST, bold=True)
_OF_THE_PRICE = re.compile(r"(?:cảnh cáo hoặc )?phạt tiền|cảnh cáo", re.IGNORECASE)  # a heading that belongs to the sum


def _table(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    sums = [word for point in points if point.emphasis for word in point.emphasis.figure.split()]
    room = round(width * _PRICE) - 2 * look.pixels(PADDING)
    whole = all(look.typeface.width(word, _SMALLEST_SUM) <= room for word in sums)  # no number is ever broken
    beside = width >= NARROW and bool(sums) and whole
    if beside:
        yield (_head(width, look),)
    yield from _rows(points, width, look, beside=beside)


def _stacked(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    yield from _rows(points, width, look, beside=False)


def _rows(points: Sequence[KeyPoint], width: int, look: CardDesign, *, beside: bool) -> Iterator[Row]:
    before = None
    for point in points:
        section = None if point.heading is None or _OF_THE_PRICE.fullmatch(point.heading) else point.heading
        if section and section != before:
            yield (_band(section, width, look),)
        before = section
        row = _row if beside and point.emphasis else _stacked_row
        yield (row(point, width, look, point.heading if section is None else None),)


def _head(width: int, look: CardDesign) -> Card:
    """The names of the two columns."""
    padding, deep = look.pixels(PADDING), look.palette.deep
    at = round(width * (1 - _PRICE))
    act = look.text(words.ACT, EYEBROW, (padding, look.pixels(12), at), WHITE, deep)
    price = look.text(words.PRICE, EYEBROW, (at + padding, look.pixels(12), width - at), WHITE, deep)
    return Card(width, act.box.bottom + look.pixels(12), (act, price), (), plain=True, ground=deep)


def _band(section: str, width: int, look: CardDesign) -> Card:
    """What the rows below stand under."""
    pen = Pen(look, look.pixels(PADDING), look.pixels(12), width - 2 * look.pixels(PADDING), look.palette.tint)
    pen.text(section, EYEBROW, look.palette.deep)
    return Card(width, pen.top + look.pixels(12), tuple(pen.items), (), plain=True, ground=look.palette.tint)


def _row(point: KeyPoint, width: int, look: CardDesign, of_the_price: str | None) -> Card:
    padding = look.pixels(PADDING)
    at = round(width * (1 - _PRICE))
    pen = Pen(look, padding, look.pixels(20), at - 2 * padding)
    pen.text(point.text)
    pen.source(point)
    price = _price(point, (at + padding, look.pixels(20), width - at - 2 * padding), look, of_the_price)
    lowest = max(item.box.bottom for item in price)
    height = max(pen.top, lowest) + look.pixels(20)
    tint = Panel(Rectangle(at, 0, at + look.pixels(4), height), look.palette.tint)
    middle = (height - lowest - look.pixels(20)) // 2
    return Card(
        width, height, (*pen.items, tint, *(moved(item, 0, middle) for item in price)), (), plain=True, ground=WHITE
    )


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
    pen = Pen(look, padding, look.pixels(20), width - 2 * padding)
    if of_the_price:
        pen.text(of_the_price, EYEBROW, look.palette.deep)
    if point.emphasis:
        pen.items += figure_and_unit(point, (pen.left, pen.top, pen.width), look)
        pen.top = max(item.box.bottom for item in pen.items)
        pen.skip(6)
    pen.text(point.text)
    pen.source(point)
    return Card(width, pen.top + look.pixels(20), tuple(pen.items), (), plain=True)


FINES = Layout("fines", _table, gap=4, growth=24, most=12, tight=_stacked)
