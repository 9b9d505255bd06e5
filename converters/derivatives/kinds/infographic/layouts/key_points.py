"""Plain points: cards in rows, or in a grid of two columns where that gives larger letters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from converters.derivatives.drawing.cards import CardDesign, narrow_card, wide_card
from converters.derivatives.kinds.infographic.layouts.layout import NARROW, Layout, Row
from converters.derivatives.saying.key_points import FEWEST_POINTS, MOST_POINTS, KeyPoint

_GUTTER = 24  # pixels between two cards


def _rows(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    card = narrow_card if width < NARROW else wide_card
    yield from ((card(point, width, look),) for point in points)


def _grid(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    if width < NARROW or len(points) <= FEWEST_POINTS:
        yield from _rows(points, width, look)
        return
    remaining, half = iter(points), (width - _GUTTER) // 2
    while pair := tuple(itertools.islice(remaining, 2)):
        alone = len(pair) == 1
        yield (wide_card(pair[0], width, look),) if alone else tuple(narrow_card(one, half, look) for one in pair)


def _stacked(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    yield from ((narrow_card(point, width, look),) for point in points)


KEY_POINTS = Layout("key-points", _rows, most=MOST_POINTS, instead=_grid, tight=_stacked)
