"""Metadata that a person typed, put into the record of a package, where no new reading overwrites it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from converters.corrections.approved import refuse_approved
from validators.packages.changing import PackageChange
from validators.problems import Message, OutputProblem
from validators.sharing.record import Record
from validators.sharing.said_values import refusals, with_said
from validators.sharing.sheet_columns import Column, UnreadableCell, value_of


class UnfitValue(OutputProblem):
    """What was typed does not fit the record as it is by now."""

    code = "unfit-value"


def record_values(record: Record) -> dict[str, Any]:
    """A record as the JSON it is stored as."""
    return record.model_dump(mode="json", exclude_none=True)


def said_together(values: dict[str, Any], said: Sequence[tuple[Column, str]]) -> dict[str, Any]:
    """A record with what a person typed.

    Raises:
        UnreadableCell: Something typed cannot be read as what its field holds.
    """
    for column, typed in said:
        values = with_said(values, column.pointer, value_of(typed, column))
    return values


def refusal_of(values: dict[str, Any], said: Sequence[tuple[Column, str]]) -> Message | None:
    """Why typed values cannot be taken; None when they can."""
    try:
        made = said_together(values, said)
    except UnreadableCell as problem:
        return problem.message
    return next((message for _, message in refusals(made, [column.pointer for column, _ in said])), None)


def say_values(change: PackageChange, record: Record, said: Sequence[tuple[Column, str]]) -> None:
    """Put typed values into a package that is being changed.

    Args:
        change: The package.
        record: As it is in this change so far.
        said: Fields, and what was typed there; empty takes a value away.

    Raises:
        ApprovedText: It was approved; it has to become a draft again first.
        UnfitValue: Something typed cannot be what its field holds, as the record is by now.
    """
    refuse_approved(record)
    values = record_values(record)
    if refusal := refusal_of(values, said):
        raise UnfitValue(refusal)
    made = said_together(values, said)
    change.write_record((json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
