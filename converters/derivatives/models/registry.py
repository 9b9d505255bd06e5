"""The models there are: those of other installed packages, by entry points. This program brings none."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from converters.derivatives.models.protocol import GROUP, Model, UnknownModel
from validators.problems import Message, Problem, say


def open_model(wish: str | None) -> Model:
    """The model that is wished for.

    Args:
        wish: "NAME" or "NAME:DETAIL", as in `--model`; None where none was named.

    Raises:
        UnknownModel: None was named, no installed package offers it, or it cannot be opened so.
        Problem: What is missing for it.
    """
    if wish is None:
        raise UnknownModel(say("Which model writes? None comes with this program."), hint=_known())
    name, _, detail = wish.partition(":")
    point = _points().get(name)
    if point is None:
        raise UnknownModel(say("There is no model called “{name}”.", name=name), hint=_known())
    try:
        model: Model = point.load()(detail)
    except Problem:
        raise
    except Exception as error:
        raise UnknownModel(
            say("The model “{name}” cannot be opened: {reason}", name=wish, reason=str(error))
        ) from error
    return model


def _known() -> Message:
    if names := ", ".join(_points()):
        return say("Name one with --model: {names}", names=names)
    return say("Install a package that offers one (entry point “{group}”), then name it with --model.", group=GROUP)


@cache
def _points() -> dict[str, EntryPoint]:
    """Entry points by name; of two of one name the first in the alphabet of their modules is taken."""
    ordered = sorted(entry_points(group=GROUP), key=lambda point: point.value, reverse=True)
    return {point.name: point for point in ordered}
