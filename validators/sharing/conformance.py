"""Does a raw record follow the sharing schema? jsonschema-rs decides; here its answer is turned into plain faults."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import jsonschema_rs
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from validators.sharing.migration import OLDER
from validators.sharing.pointer import below, is_place, json_pointer, parts_of
from validators.sharing.record import Record
from validators.sharing.schema import committed_schema, older_schema

_MAX_FAULTS = 200  # told one by one; of the others, how many there are
MORE = "more"  # the kind that says so


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One violation of the schema: JSON Pointer, kind of violation, and what stands there."""

    pointer: str
    kind: str
    detail: str
    value: str = ""


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(committed_schema(), validate_formats=True)


def schema_faults(document: dict[str, Any]) -> tuple[SchemaFault, ...]:
    """Every violation, in document order, each at the smallest value it concerns.

    When there are very many, the last one has the kind `MORE`, and its detail is how many are not told.
    """
    validator = _validator()
    if validator.is_valid(document):
        return ()
    found: dict[tuple[str, str, str], SchemaFault] = {}
    errors = iter(validator.iter_errors(document))
    for error in errors:
        for fault in _explained(error, document):
            found.setdefault((fault.pointer, fault.kind, fault.detail), fault)
        if len(found) >= _MAX_FAULTS:
            break
    untold = sum(1 for _ in errors)
    return (*found.values(), *([SchemaFault("", MORE, str(untold))] if untold else ()))


def members_of_later(document: dict[str, Any]) -> tuple[SchemaFault, ...]:
    """What a record that says it follows 1.0 has, and 1.0 does not know: members and blocks of later versions."""
    if document.get("schema_version") != OLDER or _older().is_valid(document):
        return ()
    found: dict[str, SchemaFault] = {}
    for error in islice(_older().iter_errors(document), _MAX_FAULTS):
        for fault in _explained(error, document):
            if fault.kind in _OF_LATER:
                found.setdefault(fault.pointer, fault)
    known = {fault.pointer for fault in schema_faults(document)}
    return tuple(fault for pointer, fault in found.items() if pointer not in known)


_OF_LATER = frozenset({"unknown", "block-type"})


@cache
def _older() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(older_schema(), validate_formats=True)


def model_faults(document: dict[str, Any], known: tuple[SchemaFault, ...]) -> tuple[SchemaFault, ...]:
    """What the models refuse and the schema does not: days no calendar has, of the year 0 for instance.

    Args:
        document: The record.
        known: What the schema complains about; the same is not told twice.
    """
    try:
        Record.model_validate(document, strict=False)
    except ValidationError as refusal:
        told = [fault.pointer + "/" for fault in known]
        found = {_refused(error, document) for error in refusal.errors()}
        return tuple(fault for fault in sorted(found, key=_by_pointer) if not _is_told(fault.pointer + "/", told))
    except RecursionError:
        pass  # `usable_record` meets it too, and gives no record
    return ()


_FORMS = {"date": "date", "datetime": "date-time"}


def _by_pointer(fault: SchemaFault) -> str:
    return fault.pointer


def _is_told(pointer: str, told: Iterable[str]) -> bool:
    return any(pointer.startswith(other) or other.startswith(pointer) for other in told)


def _refused(error: ErrorDetails, document: Any) -> SchemaFault:
    """A fault at the value the models refuse; steps of their error that name a branch of a union are no steps."""
    steps: list[str | int] = []
    for step in error["loc"]:
        is_member = isinstance(document, dict) and step in document
        if is_member or (isinstance(document, list) and isinstance(step, int) and step < len(document)):
            document = document[step]
            steps.append(step)
    form = _FORMS.get(error["type"].split("_")[0], error["type"])
    return SchemaFault(json_pointer(*steps), "format", form, _short(document))


def _explained(error: jsonschema_rs.ValidationError, document: dict[str, Any]) -> Iterator[SchemaFault]:
    kind = error.kind
    if kind.name in {"anyOf", "oneOf"}:
        yield from _branch(error, document)
        return
    detail = kind.as_dict()
    steps = _steps(error, document)
    pointer = json_pointer(*steps)
    if kind.name == "required":
        yield SchemaFault(pointer, "required", str(detail["property"]))
    elif kind.name == "additionalProperties":
        for name in detail["unexpected"]:
            yield SchemaFault(below(pointer, str(name)), "unknown", str(name))
    else:
        limit = next((value for name, value in detail.items() if name != "value"), "")
        yield SchemaFault(pointer, kind.name, _listed(limit), _short(_at(document, steps)))


def _branch(error: jsonschema_rs.ValidationError, document: dict[str, Any]) -> Iterator[SchemaFault]:
    """A union fails as a whole; people are told what is wrong in the branch they meant."""
    steps = _steps(error, document)
    value = _at(document, steps)
    branches = error.kind.as_dict().get("context") or []
    if isinstance(value, dict) and "type" in value:
        # Blocks carry their type: the branch meant is the one that does not complain about it.
        path = [*error.instance_path, "type"]
        meant = [branch for branch in branches if not any(list(inner.instance_path) == path for inner in branch)]
        if not meant:
            yield SchemaFault(json_pointer(*steps, "type"), "block-type", "", _short(value["type"]))
            return
        branches = meant
    if isinstance(value, dict) and "type" not in value and error.kind.name == _OF_BLOCKS:
        yield SchemaFault(json_pointer(*steps), "required", "type")
        return
    telling = [branch for branch in branches if not _only_says_null(branch)]
    for inner in (telling or branches)[0]:
        yield from _explained(inner, document)


_OF_BLOCKS = "oneOf"  # a union told apart by `type`; other unions are "anyOf"


def _only_says_null(branch: list[Any]) -> bool:
    return len(branch) == 1 and branch[0].kind.name == "type" and "null" in str(branch[0].kind.as_dict())


def _steps(error: jsonschema_rs.ValidationError, document: Any) -> list[str | int]:
    """The steps to what an error is about, as the document has them.

    The library takes a name of digits for a place in a list, and "007" for 7. Where several names may be meant, it is
    the one that holds what the error is about.
    """
    steps: list[str | int] = []
    node = document
    for at, step in enumerate(error.instance_path):
        if isinstance(step, int) and isinstance(node, dict):
            rest = error.instance_path[at + 1 :]
            names = [name for name in node if _is_place(name, step)]
            step = next((name for name in names if _leads(node[name], rest, error.instance)), names[0])  # noqa: PLW2901
        steps.append(step)
        node = node[step]
    return steps


def _is_place(name: str, place: int) -> bool:
    digits = name.removeprefix("+")
    return digits.isascii() and digits.isdecimal() and digits.lstrip("0") == str(place or "")


def _leads(node: Any, path: list[str | int], target: Any) -> bool:
    """Whether some steps lead from here to a value."""
    if not path:
        return bool(node == target)
    step, *rest = path
    if isinstance(node, list):
        return isinstance(step, int) and step < len(node) and _leads(node[step], rest, target)
    if isinstance(node, dict) and isinstance(step, int):
        return any(_leads(node[name], rest, target) for name in node if _is_place(name, step))
    return isinstance(node, dict) and step in node and _leads(node[step], rest, target)


def _at(document: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        document = document[part]
    return document


def _listed(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _short(value: object, most: int = 60) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"


_MOST_ROUNDS = 20  # what is taken away may be needed by what holds it, and so on, as deep as blocks are nested


def usable_record(document: dict[str, Any], faults: tuple[SchemaFault, ...]) -> Record | None:
    """The record; where values break the schema, the record without them, so that other rules can still speak.

    What lacks something it needs is left out too. None when that is the record itself.
    """
    pruned = _without(document, {fault.pointer for fault in faults}) if faults else document
    for _ in range(_MOST_ROUNDS):
        try:
            return Record.model_validate(pruned, strict=False)
        except ValidationError as refusal:
            refused = {_refused(error, pruned).pointer for error in refusal.errors()}
            if "" in refused:
                return None
            pruned = _without(pruned, refused)
        except RecursionError:
            return None
    return None


def record_of(document: dict[str, Any]) -> Record | None:
    """The record of a document that was read without any fault, and follows the schema."""
    try:
        return Record.model_validate(document, strict=False)
    except (ValidationError, RecursionError):
        return None


def _without(document: dict[str, Any], pointers: Iterable[str]) -> dict[str, Any]:
    pruned = copy.deepcopy(document)
    # From the back, so that removing an element does not move the ones still to be removed.
    for pointer in sorted(pointers, key=_sort_key, reverse=True):
        if parts := parts_of(pointer):
            _remove(pruned, parts)
    return pruned


def _sort_key(pointer: str) -> list[tuple[int, str]]:
    return [(int(part) if is_place(part) else -1, part) for part in parts_of(pointer)]


_NO_BLOCK = {"type": "paragraph", "text": "…"}
# What stands for an element that is left out, where others are counted by their place.
_STAND_INS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("content", "children", "answer", "solution"), _NO_BLOCK),
    "legal_basis": {"text": "…", "act": {}, "validity": {"state": "not-applicable"}},
}


def _remove(node: Any, parts: list[str]) -> None:
    for part in parts[:-1]:
        node = node[int(part)] if _holds(node, part) and isinstance(node, list) else _member(node, part)
        if not isinstance(node, dict | list):
            return
    last = parts[-1]
    if isinstance(node, dict):
        node.pop(last, None)
    elif _holds(node, last) and len(parts) > 1 and parts[-2] in _STAND_INS and node[int(last)] != _STAND_INS[parts[-2]]:
        node[int(last)] = _STAND_INS[parts[-2]]
    elif _holds(node, last):
        del node[int(last)]


def _holds(node: Any, part: str) -> bool:
    return isinstance(node, list) and is_place(part) and int(part) < len(node)


def _member(node: Any, part: str) -> Any:
    return node.get(part) if isinstance(node, dict) else None
