"""A person answers for a finding of validation, in a package that is being changed."""

from __future__ import annotations

from converters.writing.stored_record import record_json
from validators.packages.changing import PackageChange
from validators.sharing.record import SCHEMA_VERSION, Record, Waiver


def with_waiver(record: Record, waiver: Waiver, *, undo: bool = False) -> Record:
    """A record with a waiver, or without those of the same finding; the very same where nothing changes."""
    which = (waiver.code, waiver.pointer, waiver.words)
    others = [one for one in record.waivers if (one.code, one.pointer, one.words) != which]
    after = others if undo else [*others, waiver]
    if after == record.waivers:
        return record
    return record.model_copy(update={"waivers": after, "schema_version": SCHEMA_VERSION})


def waive(change: PackageChange, waiver: Waiver, *, undo: bool = False) -> None:
    """Write a waiver into the record of a package, or take it out.

    Raises:
        Problem: The record cannot be read.
        OSError: The disk refused.
    """
    before = change.record()
    made = with_waiver(before, waiver, undo=undo)
    if made is not before:
        change.write_record(record_json(made))
