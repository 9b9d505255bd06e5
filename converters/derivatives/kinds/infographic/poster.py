"""One sheet of an infographic, and the sheets all points are spread over.

Points are set out by what they say (`layouts`). What does not fit at a size a phone still shows goes onto a further
sheet ("1/3"); none is left out. What holds for the cards of a sheet beside their own words is pinned to it, and cards
for which something else holds stand on another.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from converters.derivatives.drawing.cards import CardDesign
from converters.derivatives.drawing.scene import Scene
from converters.derivatives.kinds.infographic.arranging import arranged, fits, placed
from converters.derivatives.kinds.infographic.formats import Frame
from converters.derivatives.kinds.infographic.frame import framed, has_cover, title_sheet
from converters.derivatives.kinds.infographic.layouts.choosing import layouts_of
from converters.derivatives.kinds.infographic.layouts.layout import Layout
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying.key_points import KeyPoint, no_room
from validators.sharing.record import Record

Part = TypeVar("Part")
_UPRIGHT = 1.4  # width of a wide picture to the height of an upright one on which letters are as large
INSIDE, PANELS = 3, 4  # panels of a leaflet that hold cards: inside, and with the flap


def sheets(record: Record, points: Sequence[KeyPoint], style: PosterStyle) -> tuple[Sheet, ...]:
    """Spread points over as few sheets as show them all at a readable size, in the order of the material.

    Raises:
        NoRoom: One card alone is too long for a sheet.
    """
    # What names its act is true beside cards of other acts, too; what does not would seem to be said of them.
    alike: dict[tuple[Layout, tuple[str, ...]], list[KeyPoint]] = {}
    for point, layout in zip(points, layouts_of(points), strict=True):
        held = tuple(one.text for one in point.conditions if not one.names_act)
        alike.setdefault((layout, held), []).append(point)
    titled = not has_cover(record, style)
    spread = [] if titled else [Sheet((), (), titled=False)]

    def flown(fewest: int) -> list[Sheet]:
        flows = ((_Flow(record, layout, style, titled, fewest), layout.parted(group)) for (layout, _), group in groups)
        return [sheet for flow, group in flows for sheet in _chunks(flow, group)]

    groups = list(alike.items())
    spread += flown(1)
    if style.format.frame is Frame.FOLDED and len(groups) == 1:
        spread = flown(INSIDE * leaflets(len(spread)))  # a leaflet has three panels inside, which are all used
    return tuple(replace(sheet, number=number, count=len(spread)) for number, sheet in enumerate(spread, 1))


def leaflets(panels: int) -> int:
    """How many leaflets hold as many panels of cards."""
    return -(-panels // PANELS)


@dataclass(frozen=True, slots=True)
class _Flow:
    """Points of one layout on their way to sheets, on as many as `fewest` at least."""

    record: Record
    layout: Layout
    style: PosterStyle
    titled: bool
    fewest: int

    def sheet(self, points: Sequence[KeyPoint]) -> Sheet:
        """A sheet of these points, one of several."""
        pinned = tuple(dict.fromkeys(text for point in points for text in point.pinned_texts))
        return Sheet(tuple(points), pinned, count=2, layout=self.layout, titled=self.titled)

    def fits(self, points: Sequence[KeyPoint]) -> bool:
        """Whether these points have room on a sheet."""
        sheet = self.sheet(points)
        return fits(sheet, framed(self.record, sheet, self.style, compact=True).body, _look(self.record, self.style))


def _chunks(flow: _Flow, group: Sequence[KeyPoint]) -> list[Sheet]:
    """A group in parts of like size where that takes no more sheets, else each as large as fits.

    Raises:
        NoRoom: One card alone does not.
    """
    parts: list[tuple[KeyPoint, ...]] = []
    rest = tuple(group)
    while rest:
        fit = next((size for size in range(min(flow.layout.most, len(rest)), 0, -1) if flow.fits(rest[:size])), 0)
        if not fit:
            raise no_room(rest[0])
        parts, rest = [*parts, rest[:fit]], rest[fit:]
    even = of_like_size(group, max(len(parts), min(flow.fewest, len(group))))
    return [flow.sheet(part) for part in (even if all(map(flow.fits, even)) else parts)]


def of_like_size(group: Sequence[Part], count: int) -> list[tuple[Part, ...]]:
    """A group in `count` parts whose sizes differ by one at most, the larger first."""
    size, larger = divmod(len(group), count)
    ends = itertools.accumulate(size + (place < larger) for place in range(count))
    return [tuple(group[start:end]) for start, end in itertools.pairwise((0, *ends))]


def _look(record: Record, style: PosterStyle) -> CardDesign:
    return CardDesign(style.typeface, style.palette, next(iter(record.subjects), None))


def poster(record: Record, sheet: Sheet, style: PosterStyle) -> Scene:
    """Lay out one sheet of a record's infographic.

    Args:
        record: The material.
        sheet: What to show.
        style: What the sheets of the set share.

    Raises:
        NoRoom: Its cards do not fit.
    """
    width, height = style.format.width, style.format.height
    if not sheet.points:
        return Scene(width, height, style.palette.deep, tuple(title_sheet(record, sheet, style)), style.draft)
    look = _look(record, style)
    # A picture that stands alone has a large title where that leaves room enough.
    for compact in (False, True) if sheet.count == 1 and not sheet.conditions else (True,):
        around = framed(record, sheet, style, compact=compact)
        arrangement = arranged(sheet, around.body, look, max(height, round(width / _UPRIGHT)))
        if arrangement is not None:
            # Panels lie side by side: their cards begin at one height.
            apart = style.format.frame is not Frame.FOLDED
            items = (*around.items, *placed(arrangement, around.body, style.palette, centred=apart))
            return Scene(width, height, style.palette.page, items, style.draft)
    raise no_room(sheet.points[0])
