"""A procedure too long for one card, where steps are not drawn one by one: over several, so that none of it is cut off.

"…; công chức ghi vào Sổ hộ tịch…" without the last step would pass for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints

_NUMBERED = re.compile(r"bước \d", re.IGNORECASE)
_LONGEST = 260  # letters of a card, as of any text that is shown whole


def told_in_parts(points: KeyPoints) -> KeyPoints:
    """The same where a procedure whose steps were cut off is told on as many cards as it needs, or not at all."""
    if not any(map(_is_cut, points.points)):
        return points
    told: list[tuple[KeyPoint, int]] = []
    gone: list[LeftOut] = []
    for point, rank in zip(points.points, points.ranks, strict=True):
        if not _is_cut(point):
            told.append((point, rank))
        elif parts := tuple(_parts(point)):
            told += ((part, rank) for part in parts)
        else:
            gone.append(LeftOut(point.pointer, Reason.TOO_LONG, point.text))
    by_rank = sorted(range(len(told)), key=lambda at: told[at][1])
    ranks = {at: rank for rank, at in enumerate(by_rank)}
    cut = [point.pointer for point in points.points if _is_cut(point)]
    account = points.account.shown_whole(cut)
    out = {one.pointer for one in gone}
    shown = tuple(pointer for pointer in account.shown if pointer not in out)
    return replace(
        points,
        points=tuple(point for point, _ in told),
        ranks=tuple(ranks[at] for at in range(len(told))),
        account=replace(account, shown=shown, left_out=(*account.left_out, *gone)),
    )


def _is_cut(point: KeyPoint) -> bool:
    """Whether a card leaves out some of the steps it is made of, or holds more of them than one can."""
    if not point.in_steps:
        return False
    if len(point.text) > _LONGEST:
        return True
    return any(step.rstrip(" .;…") not in point.text for _, step in point.steps)


def _parts(point: KeyPoint) -> Iterator[KeyPoint]:
    """The steps over several cards, each under the name of the procedure; none where a step alone is too long."""
    groups = _grouped(point)
    if any(len(_said(group)) > _LONGEST for group in groups if len(group) == 1):
        return
    for number, group in enumerate(groups, 1):
        last = " (hết)" if number == len(groups) else ""  # words, for voices say it
        heading = f"{point.title.rstrip('.: ')} – phần {number}{last}" if point.title else point.heading
        yield replace(point, text=_said(group), heading=heading, steps=(), title="", emphasis=None)


def _grouped(point: KeyPoint) -> list[Sequence[tuple[int, str]]]:
    groups: list[list[tuple[int, str]]] = [[]]
    for step in point.steps:
        if groups[-1] and len(_said([*groups[-1], step])) > _LONGEST:
            groups.append([])
        groups[-1].append(step)
    return [tuple(group) for group in groups]


def _said(group: Sequence[tuple[int, str]]) -> str:
    return " ".join(step if _NUMBERED.match(step) else f"{number}. {step}" for number, step in group)
