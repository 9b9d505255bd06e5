"""The kinds of derivative there are: those of this program and those of other installed packages, by entry points."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution, entry_points

from converters import PART_OF
from converters.derivatives.kind import GROUP, BrokenKind, DerivativeKind, UnknownKind, broken_kind, may_be_a_kind
from validators.problems import say

_OURS = "converters."


def kind_names() -> tuple[str, ...]:
    """Names of all kinds, this program's own first. Nothing is loaded for it."""
    return tuple(_points())


def is_kind(name: str) -> bool:
    """Whether an installed package offers a kind of that name; other packages are looked at where ours has none."""
    return name in _ours() or (may_be_a_kind(name) and name in _points())


def derivative_kind(name: str) -> DerivativeKind:
    """The kind of that name.

    Raises:
        UnknownKind: No installed package offers it.
        BrokenKind: A package offers it, but it cannot be loaded or is no `DerivativeKind` of that name.
    """
    point = _ours().get(name) or _points().get(name)
    if point is None:
        raise UnknownKind(
            say("There is no kind of derivative called “{kind}”.", kind=name),
            hint=say("Known kinds: {names}", names=", ".join(kind_names())),
        )
    try:
        kind = point.load()
    except Exception as error:
        raise broken_kind(name, f"{type(error).__name__}: {error}") from error
    if not isinstance(kind, DerivativeKind):
        raise broken_kind(name, f"{point.value} is no DerivativeKind")
    if kind.name != name:
        raise broken_kind(name, f"{point.value} calls itself {kind.name}")
    return kind


@cache
def _ours() -> dict[str, EntryPoint]:
    """The entry points of this program alone: those of all packages take as long to read as all else of a short run."""
    try:
        points = distribution(PART_OF).entry_points
    except PackageNotFoundError:  # run from its source
        return {}
    return {point.name: point for point in points if point.group == GROUP and point.value.startswith(_OURS)}


@cache
def _points() -> dict[str, EntryPoint]:
    """Entry points by name; of two of one name ours is taken, then the first in the alphabet of their modules."""
    ordered = sorted(
        entry_points(group=GROUP), key=lambda point: (not point.value.startswith(_OURS), point.name, point.value)
    )
    found: dict[str, EntryPoint] = {}
    for point in ordered:
        found.setdefault(point.name, point)
    return found


def any_shows_progress(names: Iterable[str]) -> bool:
    """Whether one of these kinds reports progress of its own; kinds that cannot be loaded do not."""
    return any(_shows_progress(name) for name in names)


def _shows_progress(name: str) -> bool:
    try:
        return derivative_kind(name).shows_progress
    except BrokenKind:
        return False
