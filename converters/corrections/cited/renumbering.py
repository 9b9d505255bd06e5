"""Whatever in a record names a citation by its place, when places have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from validators.sharing.record import Record

_NAMING = frozenset({"sanction", "right", "duty", "deadline", "procedure"})
"""Blocks whose `basis` is a place in `legal_basis`."""


def renumbered(record: Record, moved: Mapping[int, int], gone: frozenset[int]) -> Record:
    """A record whose content names citations by their new places.

    Args:
        record: As it was made.
        moved: The new place of each old one.
        gone: Old places that are none any more: what rested on them rests on nothing that is known.
    """
    if not gone and all(old == new for old, new in moved.items()):
        return record
    values = record.model_dump(mode="json", exclude_none=True)
    _walk(values["content"], moved)
    return Record.model_validate(values)


def _walk(value: Any, moved: Mapping[int, int]) -> None:
    if isinstance(value, list):
        for one in value:
            _walk(one, moved)
    elif isinstance(value, dict):
        if value.get("type") in _NAMING and isinstance(value.get("basis"), int):
            value["basis"] = moved.get(value["basis"])
        for one in value.values():
            _walk(one, moved)
