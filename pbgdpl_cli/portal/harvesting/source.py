"""The other portal, as taking from it sees it: whoever runs a harvest brings a way to reach one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A record of the other portal that changed there.

    Attributes:
        identifier: What the other portal calls it.
        datestamp: When it changed, as the other portal says it.
        deleted: Whether it is there no more.
    """

    identifier: str
    datestamp: str
    deleted: bool


class PortalSource(Protocol):
    """Another portal of this kind. Everything may raise a `Problem` when it cannot be reached or refuses."""

    @property
    def name(self) -> str:
        """Its own name for itself, which stays when its address changes."""
        ...

    @property
    def address(self) -> str:
        """Where it is."""
        ...

    @property
    def asked_at(self) -> str:
        """Its own clock when the list of changes began to be told; known once a change was asked for."""
        ...

    def changes(self, since: str | None) -> Iterator[SourceChange]:
        """What changed since a moment of its clock, oldest first; None for everything."""
        ...

    def record(self, identifier: str) -> bytes | None:
        """A record as JSON; None when it is there no more."""
        ...

    def file(self, sha256: str, start: int) -> Iterator[bytes]:
        """The bytes of a file from a place on."""
        ...
