"""Values of a record that a person says: their evidence is that person, and no new reading overwrites them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from validators.problems import Message, say
from validators.sharing.conformance import SchemaFault, schema_faults
from validators.sharing.pointer import below
from validators.sharing.schema import title_of
from validators.sharing.sheet_columns import with_value


def with_said(record: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """A record with a value that a person said.

    Args:
        record: As JSON.
        pointer: Of the value.
        value: As the record holds it; None or an empty list takes it away. That a person did so is kept too, as
            evidence without words: else the next reading would bring the value back.
    """
    made = with_value(record, pointer, value)
    evidence = dict(record.get("evidence") or {})
    said = "" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    evidence[pointer] = [{"text": said, "method": "person", "inferred": False}]
    return {**made, "evidence": evidence}


def refusals(record: dict[str, Any], said: Sequence[str]) -> Iterator[tuple[str, Message]]:
    """Why a record with said values breaks the schema: the pointer of a value, and a sentence.

    Args:
        record: With the values.
        said: Their pointers; what breaks the schema elsewhere is not told, for it did so before.
    """
    for fault in schema_faults(record) if said else ():
        lacking = (below(fault.pointer, fault.detail),) if fault.kind == "required" else ()
        places = (*lacking, fault.pointer) if fault.pointer else lacking  # what lacks it may be what was said
        pointer = next((one for place in places for one in said if _touches(place, one)), None)
        if pointer:
            yield pointer, _told(fault)


def _touches(fault: str, said: str) -> bool:
    return fault == said or fault.startswith(said + "/") or said.startswith(fault + "/")


_WHY = {
    "enum": say("it is in no code list"), "const": say("it is in no code list"),
    "required": say("something is missing"), "unknown": say("the schema does not know it"),
    "type": say("it is of another type"),
    "pattern": say("it has another form"), "format": say("it has another form"),
}  # fmt: skip


def _why(fault: SchemaFault) -> Message:
    return _WHY.get(fault.kind) or say("it is too small, too large, too short or too long")


def _told(fault: SchemaFault) -> Message:
    if fault.kind == "required":
        wanted = below(fault.pointer, fault.detail)
        return say("“{field}” has to be given.", field=title_of(wanted) or wanted)
    return say("“{value}” does not fit the schema ({kind}).", value=fault.value or fault.detail, kind=_why(fault))
