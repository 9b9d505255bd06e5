"""A material of which derivatives are asked: its facts first, its record only where something must be made of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from converters.derivatives.facts import Facts, facts_of
from converters.derivatives.kept_facts import KeptFacts
from validators.packages.package import Package, parsed_record

if TYPE_CHECKING:  # the model of a record takes longer to load than all that a run needs that changes nothing
    from validators.sharing.record import Record


class Material:
    """The record of a package, read at one moment.

    Args:
        package: The package.
        kept: Where facts of records are kept.

    Raises:
        OSError: The record cannot be read.
    """

    def __init__(self, package: Package, kept: KeptFacts) -> None:
        self._path, self._kept = package.record_path, kept
        self._stored = self._path.read_bytes()

    @cached_property
    def record(self) -> Record:
        """The record itself.

        Raises:
            Problem: It cannot be used.
        """
        return parsed_record(self._stored, self._path)

    @cached_property
    def known_facts(self) -> Facts | None:
        """The facts, if they were kept."""
        return self._kept.get(self._stored)

    @cached_property
    def facts(self) -> Facts:
        """The facts, from the record where they were not kept; then they are.

        Raises:
            Problem: The record cannot be used.
        """
        if self.known_facts is not None:
            return self.known_facts
        facts = facts_of(self.record)
        self._kept.put(self._stored, facts)
        return facts
