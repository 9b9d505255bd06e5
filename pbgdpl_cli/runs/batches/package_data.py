"""A package as `convert` tells of it, and the same as JSON, so that it can be told again without a look inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.message_json import spoken
from validators.problems import Message

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MADE, UNCHANGED = "made", "unchanged"


@dataclass(frozen=True, slots=True)
class DoubtData:
    """One place a person should look at; `pointer` leads into the record, `box` is in pixels of the page's image."""

    pointer: str | None
    page: int | None
    box: tuple[int, int, int, int] | None
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message


@dataclass(frozen=True, slots=True)
class PackageData:
    """One package, made or there already.

    Attributes:
        source: The file as named; an archive for its members.
        name: What the person calls it.
        path: The package folder.
        identifier: The record's.
        kind: Of material, as a code.
        title: The record's.
        pages: Of the source.
        state: "made", or "unchanged" since an earlier run.
        needs_person: What a person should look at, worst first.
        notes: Losses and oddities met while reading.
    """

    source: Path
    name: str
    path: Path
    identifier: str
    kind: str
    title: str
    pages: int
    state: str
    needs_person: tuple[DoubtData, ...]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a package is remembered: all but its source and where it is, which may be named otherwise by now."""

    identifier: str
    kind: str
    title: str
    pages: int
    state: str
    needs_person: tuple[DoubtData, ...]
    notes: tuple[Message, ...]


def told_json(data: PackageData) -> str | None:
    """What is told of a package, as JSON; None where it would not come back as it is."""
    from pydantic_core import PydanticSerializationError

    kept = _Told(data.identifier, data.kind, data.title, data.pages, data.state, data.needs_person, data.notes)
    try:
        content = _adapter().dump_json(kept).decode("utf-8")
    except PydanticSerializationError:  # a sentence holds something that JSON has no place for
        return None
    return content if told_again(content, data.source, data.name, data.path) == data else None


def told_again(content: str, source: Path, name: str, path: Path) -> PackageData | None:
    """What was told of a package; None when this is no such thing.

    Args:
        content: From `told_json`.
        source: The file as named now.
        name: What the person calls it now.
        path: Where the package stands now.
    """
    from pydantic import ValidationError

    try:
        kept = _adapter().validate_json(content)
    except ValidationError:
        return None
    doubts = tuple(replace(one, reason=spoken(one.reason)) for one in kept.needs_person)
    notes = tuple(map(spoken, kept.notes))
    return PackageData(
        source, name, path, kept.identifier, kept.kind, kept.title, kept.pages, kept.state, doubts, notes
    )


@cache
def _adapter() -> TypeAdapter[_Told]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Told)
