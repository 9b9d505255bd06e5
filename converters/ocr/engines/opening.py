"""Open an engine by its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from typing import cast

from converters.externals import tesseract
from converters.ocr.engines.protocol import GROUP, Engine, UnknownEngine
from validators.problems import MissingDependency, say

# Ours work from a source tree too, where no entry points are registered.
OURS = {
    "pytesseract": "converters.ocr.engines.pytesseract_engine:open_engine",
    "tesserocr": "converters.ocr.engines.tesserocr_engine:open_engine",
}


def engine_names() -> tuple[str, ...]:
    """Names that can be opened, ours first."""
    others = sorted({point.name for point in entry_points(group=GROUP)} - OURS.keys())
    return (*OURS, *others)


def open_engine(name: str) -> Engine:
    """Open the engine of that name.

    Raises:
        UnknownEngine: No installed package offers it.
        MissingDependency: It is known, but a program or library it needs is not installed.
    """
    point = _entry_point(name)
    try:
        make = cast("Callable[[], Engine]", point.load())
    except ImportError as error:
        raise MissingDependency(
            say(
                "The engine “{engine}” needs a library that is not installed: {library}.",
                engine=name,
                library=error.name,
            ),
            hint=say("Install it: {line}", line='pip install "pbgdpl-cli[ocr,fast]"'),
        ) from error
    return make()


def engine_stamp(name: str) -> str:
    """What decides how an engine reads, found out without opening it: the same stamp, the same reading.

    Args:
        name: Of any engine. Of one that nobody offers there is nothing to tell but its name.
    """
    if name in OURS:
        found = tesseract.find()
        return f"{name} {_version(name)}; tesseract {found.version} {found.details.get('model_sha256')}"
    point = next((point for point in entry_points(group=GROUP) if point.name == name), None)
    dist = point.dist if point is not None else None
    return f"{name} {dist.name} {dist.version}" if dist is not None else name


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _entry_point(name: str) -> EntryPoint:
    if name in OURS:
        return EntryPoint(name, OURS[name], GROUP)
    found = next((point for point in entry_points(group=GROUP) if point.name == name), None)
    if found is None:
        raise UnknownEngine(
            say("There is no engine called “{engine}”.", engine=name),
            hint=say("Known engines: {names}", names=", ".join(engine_names())),
        )
    return found
