"""Does the record follow the sharing schema? One rule for each way it does not. Errors on drafts too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from validators.in_our_words import of_types
from validators.problems import say
from validators.rules.rule import ERROR, SCHEMA, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.conformance import MORE, members_of_later
from validators.sharing.migration import OLDER
from validators.sharing.record import Model
from validators.sharing.schema import committed_schema, older_schema

_RANGES = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems"}
)
_CODES = frozenset({"enum", "const"})
_FORMS = frozenset({"pattern", "format"})
_OWN = frozenset({"required", "unknown", "type", "block-type"}) | _RANGES | _CODES | _FORMS


def _kinds(subject: Subject, kinds: frozenset[str]) -> Iterator[Hit]:
    for fault in subject.schema_faults:
        if fault.kind in kinds and fault.pointer != "/schema_version":
            yield hit(fault.pointer, detail=fault.detail, value=fault.value)


def _required(subject: Subject) -> Iterator[Hit]:
    return _kinds(subject, frozenset({"required"}))


def _unknown_key(subject: Subject) -> Iterator[Hit]:
    return _kinds(subject, frozenset({"unknown"}))


def _wrong_type(subject: Subject) -> Iterator[Hit]:
    return _worded(_kinds(subject, frozenset({"type"})))


def _worded(hits: Iterator[Hit]) -> Iterator[Hit]:
    """With what the schema asks for in words of ours."""
    return (one._replace(values={**one.values, "detail": of_types(str(one.values["detail"]))}) for one in hits)


def _not_in_vocabulary(subject: Subject) -> Iterator[Hit]:
    return _kinds(subject, _CODES)


def _wrong_form(subject: Subject) -> Iterator[Hit]:
    return _worded(_kinds(subject, _FORMS))


def _out_of_range(subject: Subject) -> Iterator[Hit]:
    return _kinds(subject, _RANGES)


def _unknown_block(subject: Subject) -> Iterator[Hit]:
    return _kinds(subject, frozenset({"block-type"}))


def _other_violation(subject: Subject) -> Iterator[Hit]:
    return (
        hit(fault.pointer, detail=fault.kind, value=fault.value)
        for fault in subject.schema_faults
        if fault.kind not in _OWN and fault.kind != MORE
    )


def _unknown_version(subject: Subject) -> Iterator[Hit]:
    for fault in subject.schema_faults:
        if fault.pointer == "/schema_version" and fault.kind in _CODES | {"type"}:
            yield hit(fault.pointer, value=fault.value)


def _no_version(subject: Subject) -> Iterator[Hit]:
    if subject.reading.value is not None and "schema_version" not in subject.reading.value:
        yield hit("")


def _of_later_version(subject: Subject) -> Iterator[Hit]:
    document = subject.reading.value or {}
    if document.get("schema_version") == OLDER and _may_be_later(subject):
        for fault in members_of_later(document):
            yield hit(fault.pointer, detail=fault.detail or fault.value)


@cache
def _later_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names of members, and types of blocks, that the schema has by now and had not then."""
    now, then = (list(schema["$defs"].values()) for schema in (committed_schema(), older_schema()))
    names, older = (
        frozenset(name for one in (*defs, schema) for name in one.get("properties", ()))
        for defs, schema in ((now, committed_schema()), (then, older_schema()))
    )
    types, known = (
        frozenset(one["properties"]["type"].get("const") for one in defs if "type" in one.get("properties", ()))
        for defs in (now, then)
    )
    return names - older | {"role"}, types - known  # files had a role then, citations had none


def _may_be_later(subject: Subject) -> bool:
    """Whether it is worth while to ask the older schema, which takes as long as many rules."""
    record, (names, types) = subject.record, _later_names()
    if record is None:
        return True
    parts: list[Model] = [record, *record.files]
    for citation in record.legal_basis:
        parts += (citation, citation.act, citation.locator)
    if any(one.model_fields_set & names - {"role"} for one in parts) or any(one.role for one in record.legal_basis):
        return True
    return any(block.type in types or block.model_fields_set & names for _, block in subject.blocks)


RULES = (
    Rule(
        "DUNG020", "missing-field", ERROR, ERROR, say("The required field “{detail}” is missing."), SCHEMA,
        say("Add it."), _required,
    ),
    Rule(
        "DUNG021", "unknown-field", ERROR, ERROR, say("The schema knows no field “{detail}”."), SCHEMA,
        say("Correct its name, or remove it."), _unknown_key,
    ),
    Rule(
        "DUNG022", "wrong-type", ERROR, ERROR, say("“{value}” is of the wrong type; expected: {detail}."), SCHEMA,
        say("Write a value of the expected type: text in quotation marks, numbers without."), _wrong_type,
    ),
    Rule(
        "DUNG023", "not-in-vocabulary", ERROR, ERROR, say("“{value}” is not in the code list; allowed: {detail}."),
        SCHEMA, say("Choose a code from the list: pbgdpl schema --format md."), _not_in_vocabulary,
    ),
    Rule(
        "DUNG024", "wrong-form", ERROR, ERROR, say("“{value}” does not have the required form ({detail})."), SCHEMA,
        say("Dates are YYYY-MM-DD, moments also have time and zone, checksums are 64 hexadecimal digits."), _wrong_form,
    ),
    Rule(
        "DUNG025", "out-of-range", ERROR, ERROR, say("“{value}” is too small, too large, too short or too long."),
        SCHEMA, say("Write a value within the limits (limit: {detail})."), _out_of_range,
    ),
    Rule(
        "DUNG026", "unknown-block", ERROR, ERROR, say("There is no content block of the type “{value}”."), SCHEMA,
        say("Use one of the block types of the schema, “paragraph” for instance."), _unknown_block,
    ),
    Rule(
        "DUNG027", "unknown-version", ERROR, ERROR, say("This program does not know schema version “{value}”."),
        SCHEMA, say("Update the program, or write version 1.1."), _unknown_version,
    ),
    Rule(
        "DUNG028", "no-version", WARNING, WARNING, say("The record does not say which schema version it follows."),
        SCHEMA, say("Add \"schema_version\": \"1.1\", or repair it with: pbgdpl validate PACKAGE --fix"),
        _no_version, fixable=True,
    ),
    Rule(
        "DUNG029", "schema-violation", ERROR, ERROR, say("The schema is violated here ({detail})."), SCHEMA,
        say("Compare with the reference: pbgdpl schema --format md."), _other_violation,
    ),
    Rule(
        "DUNG030", "of-later-version", WARNING, WARNING,
        say("The record says that it follows schema 1.0, which has no “{detail}”."), SCHEMA,
        say("Bring it to 1.1 with: pbgdpl validate PACKAGE --fix --migrate"), _of_later_version,
    ),
)  # fmt: skip
