"""Values that forbid each other: days, levels, titles, fines, time limits, pages; what a paper bears."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import hits
from sample import record

MAX = "/content/4/answer/1/amount_max"
PROSE = "/content/1/text"


def read(pointer: str, text: str) -> dict[str, Any]:
    return {"evidence": {pointer: [{"page": 1, "text": text, "method": "ocr", "confidence": 0.97}]}}


def added(**block: Any) -> dict[str, Any]:
    return {"content": [*record()["content"], block]}


def found(code: str, changes: dict[str, Any]) -> list[str]:
    return [one.pointer for one in hits(code, {f"/{name.lstrip('/')}": value for name, value in changes.items()})]


@pytest.mark.parametrize(
    ("code", "changes", "place"),
    [
        ("DUNG145", {"reviewed_on": "2026-03-01"}, "/reviewed_on"),
        ("DUNG169", {"level": "commune"}, "/level"),
        ("DUNG169", {"publisher": {"name": "Ủy ban nhân dân xã Mẫu Mực, tỉnh Hưng Yên"}}, "/level"),
        ("DUNG169", {"publisher": {"name": "Bộ Tư pháp"}}, "/level"),
        ("DUNG123", {"/legal_basis/1/act/expires_on": "2019-05-05"}, "/legal_basis/1/act/expires_on"),
        ("DUNG124", {"/legal_basis/0/act/title": "Bộ luật Dân sự"}, "/legal_basis/0/act/title"),
        ("DUNG105", {"/legal_basis/1/act/year": 2012}, "/legal_basis/1/act/year"),
        ("DUNG150", {PROSE: "Phạt tiền từ 5.000.000 đồng đến 3.000.000 đồng."}, PROSE),
        ("DUNG150", {PROSE: "Phạt tiền từ 5 triệu đồng đến 3 triệu đồng."}, PROSE),
        ("DUNG151", {PROSE: "Phạt tiền từ 1.000.00 đồng đến 3.000.000 đồng."}, PROSE),
        ("DUNG184", read("/date_issued", "ngày 03 tháng 02 năm 2026"), "/date_issued"),
        ("DUNG184", read("/legal_basis/1/locator/clause", "khoản 7"), "/legal_basis/1/locator/clause"),
        ("DUNG184", read("/approval/by", "Phạm Thị Lan"), "/approval/by"),
        ("DUNG184", added(type="deadline", text="trong 15 ngày", quantity=50, unit="day"), "/content/6/quantity"),
        ("DUNG184", added(type="deadline", text="trong 15 ngày", quantity=15, unit="month"), "/content/6/unit"),
        ("DUNG185", {"/files/0/pages": 1}, "/evidence/~1content~14~1answer~11~1amount_min/0/page"),
        ("SACH310", added(type="letterhead", lines=["ỦY BAN NHÂN DÂN", "Mật"]), "/content/6/lines/1"),
        ("SACH311", {PROSE: "Xem xong thu hồi"}, PROSE),
        ("SACH312", {PROSE: "ﬁnh kết hôn"}, PROSE),
    ],
)
def test_what_does_not_fit_is_found_there(code: str, changes: dict[str, Any], place: str) -> None:
    assert found(code, changes) == [place]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("DUNG145", {"reviewed_on": "2026-03-02"}),
        ("DUNG169", {"publisher": {"name": "Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh Hưng Yên"}}),
        ("DUNG169", {"publisher": {"name": "Liên minh Hợp tác xã Việt Nam"}}),
        ("DUNG123", {"/legal_basis/1/act/in_force_from": "2020-07-15"}),
        ("DUNG150", {PROSE: "Phạt tiền từ 500 nghìn đồng đến 1 triệu đồng, 5 - 10 triệu đồng."}),
        ("DUNG184", read("/date_issued", "02/3/2026")),
        ("DUNG184", added(type="deadline", text="trong 15 ngày làm việc", quantity=15, unit="working-day")),
        ("SACH310", {PROSE: "Mật"}),
        ("SACH311", {PROSE: "Không phổ biến thông tin sai sự thật."}),
    ],
)
def test_what_fits_is_not(code: str, changes: dict[str, Any]) -> None:
    assert found(code, changes) == []
