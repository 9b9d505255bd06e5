"""Counts that do not fit, acts their organ does not pass, and heads that do not belong together; and what is right."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import places

from tests.each import each
from validators.citations.acts.passing import passed_by_other

COMMUNE = {
    "/publisher": {"name": "Ủy ban nhân dân xã Lương Bằng"}, "/creator/name": "Ủy ban nhân dân xã Lương Bằng",
}  # fmt: skip


def lead(text: str, *items: str) -> dict[str, Any]:
    return {"/content/2": {"type": "paragraph", "text": text}, "/content/3/items": list(items)}


class TestCounts:
    @each(
        ("changes", "place"),
        [
            (
                lead("Hồ sơ gồm 03 loại giấy tờ (khoản 2 Điều 28 Luật Cư trú):", "a) tờ khai;", "b) giấy tờ."),
                "/content/2/text",
            ),
            ({"/content/2/text": "Ba việc nên làm"}, "/content/2/text"),
            (lead("Có hai trường hợp:", "1. một;", "2. hai;", "3. ba."), "/content/2/text"),
        ],
    )
    def test_a_lead_in_that_counts_otherwise(self, changes: dict[str, Any], place: str) -> None:
        assert places("DU264", changes) == [place]

    @each(
        "changes",
        [
            lead("Hồ sơ gồm 02 loại giấy tờ (khoản 3 Điều 28 Luật Cư trú):", "a) tờ khai;", "b) giấy tờ."),
            lead("Thuộc một trong 3 trường hợp sau:", "a) một;", "b) hai."),
            lead("Có ít nhất 3 điều kiện:", "a) một;", "b) hai."),
            lead("Hai nhóm có ba quyền:", "a) một;", "b) hai."),  # two counts: nobody knows of which
            lead("Ba việc phải làm ngay.", "a) một;", "b) hai."),  # no lead-in
            lead("Có hai cách:", "1. một:", "- bằng lời;", "- bằng văn bản;", "2. hai."),
            {"/word_count": {"read": 2}, "/schema_version": "1.1", **lead("Có ba cách:", "a) một;", "b) hai.")},
        ],
    )
    def test_a_lead_in_that_may_be_right(self, changes: dict[str, Any]) -> None:
        assert places("DU264", changes) == []

    def test_questions_are_counted(self) -> None:
        asked = {"type": "question", "text": "Ai?", "answer": [{"type": "paragraph", "text": "Mọi người."}]}
        three = {"/content/1": asked, "/content/5": asked, "/description": "Giải đáp bốn câu hỏi về kết hôn."}
        assert places("DU264", three) == ["/description"]
        assert places("DU264", three | {"/description": "Giải đáp ba câu hỏi về kết hôn."}) == []


class TestPassing:
    @each(
        "text",
        [
            "Luật do Thủ tướng Chính phủ ký ban hành và có hiệu lực từ năm 2025.",
            "Nghị định số 15/2024/NĐ-CP do Quốc hội ban hành.",
            "Thông tư hướng dẫn việc này do Thủ tướng Chính phủ ban hành.",
            "Xem thêm. Thông tư số 12/2024/TT-BTP do Ủy ban nhân dân tỉnh ban hành.",
        ],
    )
    def test_an_organ_that_passes_none(self, text: str) -> None:
        assert [organ for _, organ in passed_by_other(text)]
        assert set(places("DUNG120", {"/content/1/text": text})) == {"/content/1/text"}

    @each(
        "text",
        [
            "Luật do Quốc hội ban hành, nghị định do Chính phủ ban hành.",
            "Luật và các văn bản hướng dẫn do Chính phủ ban hành có hiệu lực từ ngày 01/7/2025.",
            "Nghị định hướng dẫn thi hành Luật do Chính phủ ban hành.",
            "Luật này do Chính phủ trình Quốc hội.",
            "Luật này do Bộ được giao chủ trì ban hành.",  # small letters name no ministry
            "Thông tư số 12/2024/TT-BTP do Bộ trưởng Bộ Tư pháp ban hành.",
        ],
    )
    def test_an_organ_that_does(self, text: str) -> None:
        assert list(passed_by_other(text)) == []

    @each(
        ("number", "is_odd"),
        [
            ("03/2024/TTLT-BTP-BCA", True),
            ("03/2015/TTLT-BTP-BCA", False),
            ("01/2022/TTLT-VKSNDTC-TANDTC-BCA-BQP-BLĐTBXH", False),
        ],
    )
    def test_joint_circulars_of_ministries(self, number: str, is_odd: bool) -> None:
        told = places("DUNG120", {"/content/1/text": f"Theo Thông tư liên tịch số {number}, hồ sơ gồm đơn."})
        assert (told == ["/content/1/text"]) is is_odd


class TestHeads:
    @each(
        ("changes", "place"),
        [
            ({"/approval/document": "21/QĐ-UBND"}, "/approval/document"),
            ({"/approval/document": "21/QĐ-STC"}, "/approval/document"),
            (
                {**COMMUNE, "/approval/position": "Giám đốc Sở Y tế", "/approval/document": "21/QĐ-SYT"},
                "/approval/position",
            ),
        ],
    )
    def test_who_approved_and_by_which_paper(self, changes: dict[str, Any], place: str) -> None:
        assert place in places("DUNG100", changes)

    @pytest.mark.parametrize(
        "changes",
        [
            {"/approval/document": "21/QĐ-STP"},
            {**COMMUNE, "/approval/position": "Chủ tịch Ủy ban nhân dân xã", "/approval/document": "21/QĐ-UBND"},
            {**COMMUNE, "/approval/position": "Giám đốc Sở Tư pháp", "/approval/document": "21/QĐ-STP"},
        ],
    )
    def test_who_may_approve(self, changes: dict[str, Any]) -> None:
        assert not {"/approval/position", "/approval/document"} & set(places("DUNG100", changes))

    def test_the_name_of_a_commune_ends_where_small_letters_begin(self) -> None:
        unit = {**COMMUNE, "/creator/name": "Văn phòng xã Lương Bằng được giao biên soạn"}
        assert "/creator/name" not in places("DUNG100", unit)
        other = unit | {"/creator/name": "Văn phòng xã Lương Mẫu được giao biên soạn"}
        assert "/creator/name" in places("DUNG100", other)

    def test_a_commune_of_a_province_that_ended(self) -> None:
        gone = {"/publisher/name": "Ủy ban nhân dân xã Lương Bằng, tỉnh Hải Dương"}
        assert "/publisher/name" in places("DUNG168", gone)

    @each("number", ["12/MẬT-UBND", "12/KH-STP (Mật)", "05/Tối mật-STP"])
    def test_a_grade_in_the_number(self, number: str) -> None:
        assert "/number" in places("SACH310", {"/number": number})

    @each(
        ("title", "is_mark"),
        [
            ("(Mật) Kế hoạch kiểm tra", True),
            ("Nợ lương người lao động - MẬT", True),
            ("Nuôi ong lấy mật (mật) ở xã", False),
        ],
    )
    def test_a_grade_in_brackets(self, title: str, is_mark: bool) -> None:
        assert ("/title" in places("SACH310", {"/title": title})) is is_mark

    def test_a_veiled_mail(self) -> None:
        assert places("SACH326", {"/content/1/text": "Gửi tới hanh.do1985 (a) gmail (.) com."}) == ["/content/1/text"]

    def test_a_fine_that_is_half_of_one_in_the_text(self) -> None:
        row = {"type": "table", "header_rows": 1,
               "rows": [["Việc", "Mức phạt"], ["Tảo hôn", "1.000.000 đồng đến 3.000.000 đồng"]]}  # fmt: skip
        other = {"/content/3": row, "/content/4/answer/1/amount_max": 30_000_000}
        assert places("DUNG155", other) == ["/content/4/answer/1"]
        assert places("DUNG155", {"/content/3": row}) == []

    @each(("limit", "is_told"), [("30/9/2026", True), ("ngày 01 tháng 5 năm 2026", True), ("01/7/2025", False)])
    def test_a_time_limit_speaks_of_nothing_past(self, limit: str, is_told: bool) -> None:
        said = {"/content/1/text": f"Công an huyện báo cáo trước {'' if 'ngày' in limit else 'ngày '}{limit}."}
        assert (places("DUNG121", said) == ["/content/1/text"]) is is_told

    def test_committees_of_the_districts(self) -> None:
        said = {"/content/1/text": "Ủy ban nhân dân các huyện, thành phố tổ chức thực hiện."}
        assert places("DUNG121", said) == ["/content/1/text"]

    def test_steps_are_counted(self) -> None:
        steps = ["Bước 1: hô hoán;", "Bước 2: cắt điện;", "Bước 2: gọi 114;", "Bước 4: dập lửa."]
        assert places("DUNG149", {"/content/3/items": steps})
        assert places("DUNG149", {"/content/3/items": [*steps[:2], "Bước 3: gọi 114;", steps[3]]}) == []

    @each(("said", "is_told"), [("17", True), ("07", False)])
    def test_a_time_limit_with_other_figures(self, said: str, is_told: bool) -> None:
        limit = "Trong thời hạn {} ngày làm việc kể từ ngày nhận đủ hồ sơ, cơ quan đăng ký trả kết quả"
        changes = {
            "/content/1/text": limit.format("07") + ".",
            "/content/5": {"type": "deadline", "text": limit.format(said), "quantity": 7, "unit": "working-day"},
        }
        assert (places("DUNG156", changes) == ["/content/5"]) is is_told

    def test_the_organ_a_legal_basis_names(self) -> None:
        text = "khoản 1 Điều 58 Nghị định số 82/2020/NĐ-CP của Bộ Nội vụ"
        assert "/legal_basis/1/text" in places("DUNG120", {"/legal_basis/1/text": text})
        assert places("DUNG120", {"/legal_basis/1/text": text.replace("Bộ Nội vụ", "Chính phủ")}) == []

    def test_letters_of_mathematics(self) -> None:
        assert places("SACH312", {"/keywords/0": "𝐥𝐚𝐨 động"}) == ["/keywords/0"]

    def test_an_address_that_begins_with_its_lane(self) -> None:
        said = {"/content/1/text": "Anh A, ngụ tại ngách 12/5 phố Bạch Đằng, nộp đơn."}
        assert places("SACH325", said) == ["/content/1/text"]

    def test_a_ministry_in_more_writings(self) -> None:
        for name in ("Bộ Lao động, Thương binh và Xã hội", "Sở Nông nghiệp và PTNT", "Sở Tài nguyên & MT"):
            assert places("DUNG121", {"/content/1/text": f"Gửi đến {name}."}) == ["/content/1/text"]

    def test_situations_are_counted(self) -> None:
        case = {"type": "situation", "text": "Anh A nghỉ việc.", "solution": [{"type": "paragraph", "text": "Được."}]}
        two = {"/content/1": case, "/content/5": case, "/description": "Năm tình huống về lao động và cách giải quyết."}
        assert places("DU264", two) == ["/description"]
        assert places("DU264", two | {"/description": "Hai tình huống về lao động và cách giải quyết."}) == []
