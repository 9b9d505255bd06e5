"""Records among other JSON files: told by their members wherever these stand, in any form of Unicode."""

from __future__ import annotations

import json
from typing import Any

import pytest

from validators.sharing.reader import looks_like_a_record

RECORD: dict[str, Any] = {
    "schema_version": "1.0", "identifier": "urn:uuid:1", "title": "Tờ gấp", "kind": "to-gap", "content": ["x" * 9000],
}  # fmt: skip


@pytest.mark.parametrize("encoding", [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
])  # fmt: skip
@pytest.mark.parametrize("layout", [
    {}, {"indent": 2}, {"sort_keys": True}, {"sort_keys": True, "indent": "\t", "separators": (" , ", " : ")},
])  # fmt: skip
def test_however_a_record_is_written(encoding: str, layout: dict[str, Any]) -> None:
    assert looks_like_a_record(json.dumps(RECORD, ensure_ascii=False, **layout).encode(encoding))


@pytest.mark.parametrize("missing", list(RECORD))
def test_a_record_may_lack_any_member(missing: str) -> None:
    assert looks_like_a_record(json.dumps({name: part for name, part in RECORD.items() if name != missing}).encode())


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"{", b'{"a": 1', b"\xff\xfe\x00", b"\x00\x01\x02", b'{"a": "\xff"', b"[" * 9999]
)
def test_what_cannot_be_read_may_be_one(body: bytes) -> None:
    assert looks_like_a_record(body)


@pytest.mark.parametrize("value", [
    {}, [], 1, None, "schema_version", {"a": RECORD}, [RECORD], {"title": "x", "description": "x", "content": []},
    {"name": "x", "version": "1", "files": [], "keywords": ["a"]},
    {"schema_version": "1.7.3", "id": "OSV-1", "summary": "x"},
    {"$schema": "x", "title": "Bản ghi", "properties": {"schema_version": {}, "title": {}, "kind": {}}},
    {"version": 2, "findings": [{"code": "DU201"}]}, {"kind": "Deployment", "metadata": {}},
])  # fmt: skip
def test_other_files_are_none(value: Any) -> None:
    assert not looks_like_a_record(json.dumps(value).encode())
