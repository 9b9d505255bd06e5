"""The columns of a sheet that leaves the program and comes back, by the keys of its hidden first row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STATUS, MESSAGES, BASE = "#status", "#messages", "#base"
"""Columns of every such sheet: what became of a row, why, and what the row was when it left."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's columns.

    Attributes:
        identifier: The key of the column without which a sheet is none of ours.
        columns: Heading by key, of what people read and write; an asterisk at the end is no part of the name.
        told: Heading by key, of what the program says of a row; alone it makes no row.
        maker: The command that makes such sheets.
    """

    identifier: str
    columns: Mapping[str, str]
    told: Mapping[str, str]
    maker: str

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the sheet."""
        return (*self.columns, *self.told)

    @property
    def by_heading(self) -> Mapping[str, str]:
        """Keys by heading, for sheets whose hidden row is gone."""
        return {bare_heading(heading): key for key, heading in {**self.columns, **self.told}.items()}


def bare_heading(heading: str) -> str:
    """A heading without the asterisk that says "required"."""
    return heading.rstrip(" *")
