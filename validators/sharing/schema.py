"""The sharing schema as JSON Schema 2020-12: the models' own schema, with names for people and its identity.

Versioning. `SCHEMA_VERSION` is MAJOR.MINOR. A new optional key or a new code raises MINOR: old records stay valid.
Anything that makes a valid record invalid raises MAJOR, comes with a function that turns the old form into the new one,
and the old schema file stays in `schema/` for good. Published files are never changed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from validators.sharing.pointer import is_place, parts_of
from validators.sharing.record import SCHEMA_VERSION, Record
from validators.sharing.vocabulary import vocabulary

SCHEMA_ID = f"urn:pbgdpl:schema:record:{SCHEMA_VERSION}"
FOLDER = Path(__file__).parent / "schema"
COMMITTED = FOLDER / f"record-{SCHEMA_VERSION}.schema.json"
_LABELS = Path(__file__).parent / "labels.json"
# Members of models whose codes come from a code list.
CODED = {
    ("Record", "kind"): "kinds",
    ("Record", "level"): "levels",
    ("Record", "audiences"): "audiences",
    ("Record", "subjects"): "subjects",
    ("Record", "language"): "languages",
    ("Place", "code"): "provinces",
    ("Act", "type"): "document-types",
    ("Validity", "state"): "validity-states",
    ("Workflow", "state"): "workflow-states",
    ("WorkflowEvent", "state"): "workflow-states",
    ("Evidence", "method"): "evidence-methods",
    ("FileEntry", "role"): "file-roles",
    ("Record", "sharing_class"): "sharing-classes",
    ("Record", "copy_value"): "copy-values",
}


@cache
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """`Model.field` → language → title and description."""
    read: dict[str, dict[str, dict[str, str]]] = json.loads(_LABELS.read_text(encoding="utf-8"))
    return read


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the Record, made from the models."""
    made = Record.model_json_schema(schema_generator=GenerateJsonSchema)
    definitions = {name: _named(name, body) for name, body in sorted(made.pop("$defs").items())}
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": SCHEMA_ID,
        "version": SCHEMA_VERSION,
        **_named("Record", made),
        "$defs": definitions,
    }


def _named(model: str, body: dict[str, Any]) -> dict[str, Any]:
    properties = {
        name: _labelled(f"{model}.{name}", part, CODED.get((model, name))) for name, part in body["properties"].items()
    }
    kind = body["properties"].get("type", {})
    if "const" in kind or "enum" in kind:
        # A block without its type is none, though the models have a default for people who build one in Python.
        body = {**body, "required": ["type", *(name for name in body.get("required", []) if name != "type")]}
    return _labelled(model, {**body, "properties": properties})


def _labelled(key: str, body: dict[str, Any], codes: str | None = None) -> dict[str, Any]:
    names = labels()[key]
    rest = {name: value for name, value in body.items() if name not in {"title", "description"}}
    marked = {"x-vocabulary": vocabulary(codes).identifier} if codes else {}
    return {
        "title": names["vi"]["title"],
        "description": names["vi"]["description"],
        "x-title-en": names["en"]["title"],
        "x-description-en": names["en"]["description"],
        **marked,
        **rest,
    }


def dumped(schema: dict[str, Any]) -> str:
    """A schema as the committed file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def committed_schema() -> dict[str, Any]:
    """The published schema of this version."""
    read: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return read


@cache
def older_schema() -> dict[str, Any]:
    """The published schema of 1.0, which records may still follow."""
    read: dict[str, Any] = json.loads(COMMITTED.with_name("record-1.0.schema.json").read_text(encoding="utf-8"))
    return read


def title_of(pointer: str, language: str = "vi") -> str | None:
    """The title of the field a JSON Pointer names, e.g. "Tên tài liệu" for `/title`."""
    root = committed_schema()
    found: str | None = None
    candidates = [root]
    for part in parts_of(pointer):
        candidates = [step for body in candidates for step in _steps(_resolved(body, root), part)]
        titles = [body.get("title" if language == "vi" else "x-title-en") for body in candidates]
        found = next((title for title in titles if title), found)
    return found


def _resolved(body: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in body:
        return _resolved(root["$defs"][body["$ref"].rsplit("/", 1)[-1]], root)
    branches = [*body.get("anyOf", ()), *body.get("oneOf", ())]
    return [body, *(inner for branch in branches for inner in _resolved(branch, root))]


def _steps(bodies: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    steps = []
    for body in bodies:
        if part in body.get("properties", {}):
            steps.append(body["properties"][part])
        elif is_place(part) and "items" in body:
            steps.append(body["items"])
        elif isinstance(body.get("additionalProperties"), dict):
            steps.append(body["additionalProperties"])
    return steps


if __name__ == "__main__":
    COMMITTED.write_text(dumped(json_schema()), encoding="utf-8")
