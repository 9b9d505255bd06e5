"""Bare places get the act that is printed for them above or below, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from converters.derivatives.saying.key_points import KeyPoint, choose_key_points
from tests.each import each
from validators.sharing.record import Record

LAW = {"type": "luat", "number": "7/2031/QH17", "title": "Nuôi ong"}
FIRST = {"type": "nghi-dinh", "number": "11/2031/NĐ-CP"}
SECOND = {"type": "nghi-dinh", "number": "22/2031/NĐ-CP"}
BASIS = [
    {"text": "Luật Nuôi ong số 7/2031/QH17", "act": LAW},
    {"text": "Nghị định số 11/2031/NĐ-CP", "act": FIRST},
    {"text": "Nghị định số 22/2031/NĐ-CP", "act": SECOND},
]
FINE = "Thả ong ở trường học bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng (khoản 2 Điều 8)."
OTHER_FINE = "Bán mật giả bị phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng (khoản 1 Điều 9)."
STATED = "Các mức phạt trên theo Nghị định số 11/2031/NĐ-CP ngày 30/10/2031 của Chính phủ."
OTHER = "Các mức phạt trên theo Nghị định số 22/2031/NĐ-CP."


def block(text: str) -> dict[str, Any]:
    """A line beginning with # is a heading."""
    if text.startswith("#"):
        return {"type": "heading", "level": text.count("#"), "text": text.strip("# ")}
    return {"type": "paragraph", "text": text}


def points(*lines: str | dict[str, Any]) -> tuple[KeyPoint, ...]:
    content = [block(line) if isinstance(line, str) else line for line in lines]
    made = {"identifier": "urn:uuid:1", "title": "Nuôi ong an toàn", "kind": "to-gap", "legal_basis": BASIS}
    return choose_key_points(Record.model_validate({**made, "content": content})).points


def provisions(*lines: str | dict[str, Any]) -> list[str]:
    return [point.citation for point in points(*lines)]


OF_FIRST = "Khoản 2 Điều 8 Nghị định 11/2031/NĐ-CP"


@each(
    "statement",
    [
        STATED,
        "Các mức phạt nêu trên được quy định tại Nghị định số 11/2031/NĐ-CP, áp dụng đối với cá nhân.",
        "(Những mức phạt trên đây theo Nghị định số 11/2031/NĐ-CP)",
        "* Mức phạt trên là mức phạt đối với cá nhân (theo Nghị định số 11/2031/NĐ-CP).",
        "Căn cứ của các mức phạt trên: Nghị định số 11/2031/NĐ-CP",
        "Các hành vi kể trên bị xử phạt theo quy định của Nghị định số 11/2031/NĐ-CP.",
        "Các mức phạt trong tờ gấp này theo Nghị định số 11/2031/NĐ-CP.",
        "Nghị định số 11/2031/NĐ-CP quy định các mức phạt trên.",
        "(Theo Nghị định số 11/2031/NĐ-CP)",
        "Căn cứ: Nghị định số 11/2031/NĐ-CP ngày 30/10/2031 của Chính phủ.",
    ],
)
def test_below_the_fines(statement: str) -> None:
    assert provisions("# BỊ PHẠT", FINE, statement)[:1] == [OF_FIRST]


@each(
    "statement",
    [
        "Các mức phạt dưới đây được quy định tại Nghị định số 11/2031/NĐ-CP, áp dụng đối với cá nhân.",
        "Các hành vi sau đây bị xử phạt theo Nghị định số 11/2031/NĐ-CP:",
        "Nghị định số 11/2031/NĐ-CP quy định các mức phạt như sau:",
    ],
)
def test_above_the_fines(statement: str) -> None:
    assert OF_FIRST in provisions("# BỊ PHẠT", statement, FINE)


@pytest.mark.parametrize("table_first", [True, False])
def test_at_a_table(table_first: bool) -> None:
    row = ["Thả ong ở trường học", "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng", "khoản 2 Điều 8"]
    table = {"type": "table", "header_rows": 1, "rows": [["Hành vi", "Mức phạt", "Căn cứ"], row]}
    statement = "Mức phạt tại bảng này theo Nghị định số 11/2031/NĐ-CP."
    lines = [table, statement] if table_first else [statement, table]
    assert provisions("# BẢNG MỨC PHẠT", *lines)[:1] == [OF_FIRST]


def test_the_fine_with_sum_and_place_on_lines_of_their_own() -> None:
    fine = {"type": "sanction", "behaviour": "Thả ong ở trường học", "amount_min": 1000000, "amount_max": 2000000}
    lines = ("Thả ong ở trường học", "Từ 1.000.000 đồng đến 2.000.000 đồng", "khoản 2 Điều 8")
    assert provisions("# BỊ PHẠT", *lines, STATED, "# LIÊN HỆ", fine) == [OF_FIRST]


def test_under_every_heading_below_one_of_fines() -> None:
    found = provisions("# MỨC PHẠT", "## Thả ong", FINE, "## Mật giả", OTHER_FINE, STATED)
    assert found[:2] == [OF_FIRST, "Khoản 1 Điều 9 Nghị định 11/2031/NĐ-CP"]


@each(
    "lines",
    [
        ("# BỊ PHẠT", FINE, STATED, OTHER),  # two statements
        ("# BỊ PHẠT", FINE, "Các mức phạt trên theo Nghị định số 11/2031/NĐ-CP và Nghị định số 22/2031/NĐ-CP."),
        ("# BỊ PHẠT", FINE, "Xem thêm Nghị định số 22/2031/NĐ-CP.", STATED),  # another act in between
        ("# BỊ PHẠT", FINE, "# ĐƯỢC LÀM", "Nên rào tổ ong.", STATED),  # another panel in between
        ("# THẢ ONG", FINE, "# MẬT GIẢ", STATED),
        ("# MỨC PHẠT", "## Thả ong", FINE, "# LIÊN HỆ", STATED),
        ("# MỨC PHẠT", "Mức phạt theo Nghị định số 22/2031/NĐ-CP:", FINE, STATED),  # the lead-in says another
        ("# BỊ PHẠT", STATED, FINE),  # it points the other way
        ("# BỊ PHẠT", FINE, "Các mức phạt dưới đây theo Nghị định số 11/2031/NĐ-CP."),
        ("# BỊ PHẠT", FINE, "Mức phạt trên địa bàn xã tăng theo Nghị định số 11/2031/NĐ-CP."),  # "on", not "above"
        ("# BỊ PHẠT", FINE, "Các mức phạt trên theo Nghị định mới."),
        ("# BỊ PHẠT", FINE, "(Theo Luật Nuôi ong số 7/2031/QH17)"),  # a law lays down no fine
        ("# BỊ PHẠT", FINE, "Theo Nghị định số 11/2031/NĐ-CP", "Bán mật giả bị phạt 1.000.000 đồng (khoản 1 Điều 9)."),
        ("# BỊ PHẠT", FINE, "Các mức phạt trên theo khoản 1 Điều 3 Nghị định số 11/2031/NĐ-CP."),
    ],
)
def test_where_it_is_not_sure_there_is_none(lines: tuple[str, ...]) -> None:
    assert not [said for said in provisions(*lines) if "Khoản 2 Điều 8" in said]


def test_a_statement_on_fines_lends_nothing_to_other_rules() -> None:
    rule = "Tổ ong phải cách nhà ở ít nhất 50 m (khoản 3 Điều 4)."
    found = provisions("# QUY ĐỊNH", rule, FINE, STATED)
    assert found[:1] == [OF_FIRST]
    assert not [said for said in found if "Điều 4" in said]
    assert "Khoản 3 Điều 4 Nghị định 11/2031/NĐ-CP" in provisions(
        "# QUY ĐỊNH", rule, "Các quy định trên theo Nghị định số 11/2031/NĐ-CP."
    )


def test_the_only_act_of_a_leaflet_is_of_no_fine_in_another_panel_unless_the_title_names_it() -> None:
    def shown(title: str) -> list[str]:
        lines = ("# BỊ PHẠT", FINE, "# HỎI NHANH", OTHER_FINE, STATED)
        fields = {"identifier": "urn:uuid:1", "title": title, "kind": "to-gap", "legal_basis": BASIS[1:2]}
        record = Record.model_validate({**fields, "content": [block(line) for line in lines]})
        return [point.citation for point in choose_key_points(record).points]

    assert shown("Nuôi ong an toàn") == ["Khoản 1 Điều 9 Nghị định 11/2031/NĐ-CP"]
    assert OF_FIRST in shown("Giới thiệu Nghị định số 11/2031/NĐ-CP")
