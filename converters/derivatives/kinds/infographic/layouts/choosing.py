"""Which layout a point is set out in: decided by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.derivatives.kinds.infographic.layouts.fines import FINES
from converters.derivatives.kinds.infographic.layouts.grouped import QUESTIONS, RIGHTS
from converters.derivatives.kinds.infographic.layouts.key_points import KEY_POINTS
from converters.derivatives.kinds.infographic.layouts.layout import Layout
from converters.derivatives.kinds.infographic.layouts.sides import SIDES, side_of
from converters.derivatives.kinds.infographic.layouts.steps import STEPS, is_step
from converters.derivatives.saying.key_points import KeyPoint, PointKind
from converters.derivatives.wording.sides import Side

LAYOUTS = (FINES, STEPS, QUESTIONS, SIDES, RIGHTS, KEY_POINTS)
_RIGHTS = re.compile(r"\bquyền\b(?! hạn\b| lực\b| sử dụng đất\b)", re.IGNORECASE)
_FEWEST = 2  # of one sort; a single one stands among the plain points


def layouts_of(points: Sequence[KeyPoint]) -> tuple[Layout, ...]:
    """The layout of each point, in order."""
    found = [_of_its_own(point) for point in points]
    sides = {side_of(point) for point, layout in zip(points, found, strict=True) if layout is SIDES}
    if sides != set(Side):
        found = [_without_sides(point) if one is SIDES else one for point, one in zip(points, found, strict=True)]
    enough = {layout for layout in LAYOUTS if found.count(layout) >= _FEWEST}
    if any(point.in_steps for point in points):
        enough.add(STEPS)
    return tuple(layout if layout in enough else KEY_POINTS for layout in found)


def _of_its_own(point: KeyPoint) -> Layout:
    if point.is_fine:
        return FINES
    if is_step(point):
        return STEPS
    if point.is_answer:
        return QUESTIONS
    return SIDES if side_of(point) is not None else _without_sides(point)


def _without_sides(point: KeyPoint) -> Layout:
    under_rights = point.heading is not None and _RIGHTS.search(point.heading) is not None
    return RIGHTS if point.kind is PointKind.RIGHT or under_rights else KEY_POINTS
