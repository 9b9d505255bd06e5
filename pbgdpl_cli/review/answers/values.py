"""Values of the metadata as places that a person answers: kept in the same journal, put in by the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pbgdpl_cli.review.answers.journal import Answer
from validators.sharing.metadata_fields import metadata_fields
from validators.sharing.sheet_columns import Cell, Column, canonical, shown_cell

_PREFIX = "value"
Values = Mapping[str, Any]


def key_of_field(field: Column) -> str:
    """The key of a value in the journal and in addresses: "value.publisher.name"."""
    return _PREFIX + field.pointer.replace("/", ".")


@cache
def _by_key() -> Mapping[str, Column]:
    return {key_of_field(field): field for field in metadata_fields()}


def field_of_key(key: str) -> Column | None:
    """The field with a key; None for keys of other places."""
    return _by_key().get(key)


def said_values(answers: Iterable[Answer]) -> Sequence[tuple[Column, str]]:
    """What was typed of the metadata; answers to other places are passed over."""
    fields = ((field_of_key(answer.key), answer.text or "") for answer in answers)
    return [(field, text) for field, text in fields if field is not None]


def shown_value(values: Values, field: Column) -> str:
    """What a record says of a field, as people read and type it: dates as 31/12/2026, several values with semicolons.

    Args:
        values: The record as JSON.
        field: Which value.
    """
    return _told(shown_cell(dict(values), field))


def _told(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else canonical(cell)
