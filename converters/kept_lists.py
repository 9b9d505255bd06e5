"""Lists that a package keeps beside its record: what people did in it, one JSON object a line, only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from validators.problems import OutputProblem

T = TypeVar("T")
_LARGEST = 50_000_000  # bytes; a line has some hundreds


def read_list(place: Path, kind: type[T], damaged: OutputProblem) -> tuple[T, ...]:
    """The entries of a list, in their order; none when there is no list.

    Args:
        place: The file.
        kind: A dataclass, which an entry becomes.
        damaged: Raised when the list cannot be read: whatever was done then would lose what people did.
    """
    if not place.exists():
        return ()
    adapter = TypeAdapter(kind)
    try:
        with place.open("rb") as stream:
            lines = stream.read(_LARGEST).splitlines()
        return tuple(adapter.validate_json(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise damaged from error


def list_json(entries: Sequence[T], kind: type[T]) -> bytes:
    """The list as it is stored, UTF-8."""
    adapter = TypeAdapter(kind)
    return b"".join(adapter.dump_json(entry) + b"\n" for entry in entries)
