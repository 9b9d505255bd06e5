"""Every value of a record that people call metadata, from the published schema: what a form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from validators.sharing.pointer import below
from validators.sharing.schema import CODED, committed_schema
from validators.sharing.sheet_columns import COLUMNS, Column

NO_METADATA = frozenset({
    "schema_version", "identifier", "legal_basis", "content", "evidence", "approval", "workflow", "accessibility",
    "word_count", "waivers", "files",
})  # fmt: skip
"""Members of a record that are its text, its steps, or what the program says of itself; never typed into a form."""
_ON_SHEETS = {column.pointer: column for column in COLUMNS}


@cache
def metadata_fields() -> tuple[Column, ...]:
    """The fields in the order of the schema; those that sheets have too are the very same."""
    schema = committed_schema()
    names = [name for name in schema["properties"] if name not in NO_METADATA]
    return tuple(one for name in names for one in _fields(below("", name), "Record", name, schema["properties"][name]))


def _fields(pointer: str, model: str, name: str, body: dict[str, Any]) -> Iterator[Column]:
    inner = next((part["$ref"] for part in (body, *body.get("anyOf", ())) if "$ref" in part), None)
    if inner is None:
        yield _ON_SHEETS.get(pointer) or Column(pointer, codes=CODED.get((model, name)), kind=_kind(model, name, body))
        return
    model = inner.rsplit("/", 1)[-1]
    for part, value in committed_schema()["$defs"][model]["properties"].items():
        yield from _fields(below(pointer, part), model, part, value)


def _kind(model: str, name: str, body: dict[str, Any]) -> str:
    branches = [body, *body.get("anyOf", ())]
    types = {branch.get("type") for branch in branches}
    if "array" in types:
        return "choices" if (model, name) in CODED else "words"
    if "boolean" in types:
        return "yes-no"
    if any(branch.get("format") == "date" for branch in branches):
        return "date"
    return "choice" if (model, name) in CODED else "text"
