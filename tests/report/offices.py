"""Invented packages of an office, whose numbers are counted by hand in the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from validators.packages.changing import changing

DECREE = {"text": "Nghị định số 815/2025/NĐ-CP", "act": {"number": "815/2025/NĐ-CP"}, "role": "basis"}
LAW = {"text": "Luật số 314/2024/QH15", "act": {"number": "314/2024/QH15", "title": "Luật Mẫu"}, "role": "mentioned"}
REGISTER = """number,date,in_force_from,expired_on,replaced_by,amended_on,amended_by,scope
815/2025/NĐ-CP,2025-05-15,2025-07-01,,,2027-01-01,9/2026/NĐ-CP,
"""
DAY = "2026-11-30"


def steps(*states: str, at: str = "2026-03-10T08:00:00+07:00") -> dict[str, Any]:
    """A workflow whose steps were all taken in one moment; as far as "approved" it bears an approval."""
    events = [{"state": state, "at": at, "by": "Lê Văn Mẫu"} for state in states]
    workflow = {"state": states[-1], "events": events}
    approved = {"state": "approved", "by": "Trần Thị Bình Minh", "date": at[:10]} if "approved" in states else {}
    return {"workflow": workflow, "approval": approved}


def package(folder: Path, number: int, **members: Any) -> Path:
    """A package with a record and the files it names."""
    files = members.pop("files", [])
    record = {
        "schema_version": "1.1",
        "identifier": f"urn:uuid:5b1f0000-0000-4000-8000-{number:012d}",
        "title": f"Tài liệu mẫu {number}",
        "kind": "to-gap",
        **members,
        "files": [{"sha256": "0" * 64, "media_type": "application/pdf", "bytes": 1000, **one} for one in files],
    }
    root = folder / f"goi-{number}"
    with changing(root) as change:
        change.write_record(json.dumps(record, ensure_ascii=False).encode())
    return root


def office(folder: Path) -> Path:
    """Four packages: two leaflets, an outline, a video; one of them published, one withdrawn; and one unreadable."""
    hung_yen = {"code": "33", "name": "Tỉnh Hưng Yên"}
    access = {"path": "access/a.pdf", "role": "access", "pages": 4}
    photos = [{"path": f"source/{at}.jpg", "role": "source", "pages": 1} for at in (1, 2, 3)]
    package(folder, 1, date_issued="2026-03-02", subjects=[8, 9], place=hung_yen, legal_basis=[DECREE, LAW],
            files=[access, *photos], **steps("draft", "compared", "approved", "published"))  # fmt: skip
    package(folder, 2, date_issued="2026-03", subjects=[8], place=hung_yen, legal_basis=[DECREE, DECREE],
            files=photos)  # fmt: skip
    package(folder, 3, kind="de-cuong", date_issued="2025-12-31", audiences=["students", "workers"], language="tyz",
            legal_basis=[{**LAW, "role": "amended"}])  # fmt: skip
    withdrawn = steps("draft", "compared", "approved", "published", "withdrawn", at="2025-06-01T08:00:00+07:00")
    package(folder, 4, kind="video", **withdrawn)
    (folder / "hong" / "data").mkdir(parents=True)
    (folder / "hong" / "data" / "record.json").write_text("{", encoding="utf-8")
    return folder
