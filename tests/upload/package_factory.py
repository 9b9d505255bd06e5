"""Makes small valid packages. The people, places and papers in them are invented."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from validators.packages.changing import changing
from validators.sharing.record import FileEntry, Record

TYPES = {"pdf": "application/pdf", "png": "image/png", "mp4": "video/mp4", "vtt": "text/vtt", "md": "text/markdown"}
APPROVED: Mapping[str, Any] = {"workflow": {"state": "approved"}, "approval": {"state": "approved"}}
ROLES = {"source": "source", "access": "access", "derivatives": "infographic", "ocr": "ocr"}


def noise(length: int, seed: int) -> bytes:
    """Bytes that do not compress and are the same every time."""
    return random.Random(seed).randbytes(length)  # noqa: S311  (the same every time is the point)


def entry(path: str, content: bytes, role: str | None = None) -> FileEntry:
    """The record's entry for a file."""
    kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    chosen: Any = role or ROLES.get(path.partition("/")[0], "content")
    return FileEntry(
        path=path, role=chosen, media_type=kind, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)
    )


def make_record(files: Sequence[FileEntry] = (), **values: Any) -> Record:
    """A record with something in every part a page shows."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, str(values.get("title", "")))
    body: dict[str, Any] = {
        "identifier": f"urn:uuid:{name}",
        "title": "Hỏi đáp về Luật Đất đai",
        "kind": "hoi-dap",
        "publisher": {"name": "Sở Tư pháp tỉnh Mẫu"},
        "date_issued": "2026-03-01",
        "subjects": [11],
        "content": [
            {"type": "heading", "level": 1, "text": "Người dân cần biết"},
            {"type": "paragraph", "text": "Người sử dụng đất có quyền được cấp giấy chứng nhận."},
        ],
        "files": list(files),
    }
    return Record.model_validate(body | values)


def make_package(
    folder: Path,
    name: str = "hoi-dap-dat-dai",
    files: Mapping[str, bytes] | None = None,
    **values: Any,
) -> Path:
    """A sealed package below `folder`; a package of the same name is replaced."""
    contents = {"source/goc.pdf": b"%PDF-1.7 " + noise(5000, 1)} if files is None else dict(files)
    record = make_record([entry(path, content) for path, content in contents.items()], **values)
    with changing(folder / name) as change:
        for old in change.record().files if change.package else ():
            change.remove(old.path)
        for path, content in contents.items():
            change.write(path, content)
        change.write_record(record.model_dump_json(indent=1, exclude_none=True).encode())
    return folder / name
