"""The read interface as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pbgdpl_cli.portal.api.questions import MOST, parameters
from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.search.entry import MEDIA
from pbgdpl_cli.version import software
from validators.sharing.codes import Kind, WorkflowState

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_ADDRESS = {"type": "string", "format": "uri"}
_MOMENT = {"type": "string", "format": "date-time"}


def description(shelf: ShelfSettings, base: str) -> dict[str, Any]:
    """The whole description.

    Args:
        shelf: Names the collections there are.
        base: The portal's address as programs know it.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": shelf.name or "Tủ sách pháp luật",
            "version": software().rpartition(" ")[2],
            "description": "Read interface of a bookshelf of legal-education material. All of it may be read without a"
            " token. Drafts are among the records: `state` tells what is approved.",
        },
        "servers": [{"url": base}],
        "paths": {
            "/api/records": {"get": _list(shelf)},
            "/api/records/{identifier}": {"get": _one()},
            "/api/collections": {"get": _collections()},
        },
        "components": {
            "schemas": {
                "Error": _object({"error": _TEXT, "message": _TEXT}),
                "Summary": _summary(),
                "Page": _page(),
                "Record": {
                    "type": "object",
                    "required": ["identifier", "title", "kind"],
                    "properties": {"identifier": _TEXT, "title": _TEXT, "kind": {"enum": list(get_args(Kind))}},
                    "description": "A whole record; its schema is `pbgdpl schema`, as XSD /schema/record.xsd.",
                },
                "Collections": _object({"collections": {"type": "array", "items": _collection()}}),
            }
        },
    }


def _list(shelf: ShelfSettings) -> dict[str, Any]:
    asked = [
        {"name": one.name, "in": "query", "schema": dict(one.schema), "description": one.description}
        for one in parameters(shelf)
    ]
    return {
        "operationId": "listRecords",
        "summary": "Records, a page at a time; `next` leads on",
        "parameters": asked,
        "responses": {"200": _answer("A page of records", "Page"), "400": _answer("A parameter is wrong", "Error")},
    }


def _one() -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": 200}
    return {
        "operationId": "getRecord",
        "summary": "One record, whole",
        "parameters": [{"name": "identifier", "in": "path", "required": True, "schema": schema}],
        "responses": {
            "200": _answer("The record", "Record"),
            "404": _answer("There is none", "Error"),
            "410": _answer("It was withdrawn", "Error"),
        },
    }


def _collections() -> dict[str, Any]:
    return {
        "operationId": "listCollections",
        "summary": "The collections of the shelf",
        "responses": {"200": _answer("All of them", "Collections")},
    }


def _answer(words: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": words, "content": content}


def _object(properties: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": {**properties, **(optional or {})},
        "additionalProperties": False,
    }


def _page() -> dict[str, Any]:
    return _object(
        {
            "total": _COUNT,
            "total_is_least": {
                "type": "boolean",
                "description": "Words in very many records were looked for in the newest only: there may be more",
            },
            "start": _COUNT,
            "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
            "next": {"type": ["string", "null"], "format": "uri"},
            "records": {"type": "array", "items": {"$ref": "#/components/schemas/Summary"}, "maxItems": MOST},
        }
    )


def _summary() -> dict[str, Any]:
    return _object(
        {
            "identifier": _TEXT, "title": _TEXT, "kind": {"enum": list(get_args(Kind))}, "language": _TEXT,
            "state": {"enum": list(get_args(WorkflowState))},
            "media": {"type": "array", "items": {"enum": list(MEDIA)}},
            "received_at": _MOMENT, "changed_at": _MOMENT, "page": _ADDRESS, "record": _ADDRESS,
        },
        {
            "issuer": _TEXT, "date_issued": {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"},
            "description": _TEXT, "number": _TEXT, "place": _TEXT, "cover": _ADDRESS,
        },
    )  # fmt: skip


def _collection() -> dict[str, Any]:
    return _object(
        {"id": _TEXT, "name": _TEXT, "name_en": _TEXT, "records": _COUNT, "page": _ADDRESS, "feed": _ADDRESS}
    )
