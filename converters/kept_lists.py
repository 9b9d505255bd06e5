"""Lists that a package keeps beside its record: what people did in it, one JSON object a line, only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from validators.packages.bag import PAYLOAD
from validators.problems import Message, OutputProblem, say

T = TypeVar("T")
_LARGEST = 50_000_000  # bytes; a line has some hundreds


@dataclass(frozen=True, slots=True)
class KeptList(Generic[T]):
    """One such list.

    Attributes:
        name: Of its file, in the payload of a package.
        kind: A dataclass, which an entry becomes.
        damaged: Raised when the list cannot be read: whatever was done then would lose what people did.
        told: What is said then.
    """

    name: str
    kind: type[T]
    damaged: type[OutputProblem]
    told: Message

    def read(self, package: Path) -> tuple[T, ...]:
        """The entries of a package's list, in their order; none when there is no list.

        Raises:
            OutputProblem: It cannot be read (`damaged`).
        """
        place = package / PAYLOAD / self.name
        if not place.exists():
            return ()
        adapter = TypeAdapter(self.kind)
        try:
            with place.open("rb") as stream:
                lines = stream.read(_LARGEST).splitlines()
            return tuple(adapter.validate_json(line) for line in lines if line.strip())
        except (OSError, ValueError) as error:
            hint = say("See what is wrong with: pbgdpl validate {path}", path=package)
            raise self.damaged(self.told, hint=hint, path=place) from error

    def json(self, entries: Sequence[T]) -> bytes:
        """The list as it is stored: one JSON object a line, UTF-8."""
        adapter = TypeAdapter(self.kind)
        return b"".join(adapter.dump_json(entry) + b"\n" for entry in entries)
