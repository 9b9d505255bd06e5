"""Which passages can become a key point: an example for and against each thing that decides it."""

from __future__ import annotations

from typing import Any

import pytest
from derivative_records import bookshelf_record
from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.saying.candidates import candidates
from converters.derivatives.saying.passages import Candidate
from converters.derivatives.wording.excerpts import opening_with
from tests.each import each
from validators.sharing.record import Record

ACT = {"type": "luat", "number": "35/2013/QH13", "title": "Hòa giải ở cơ sở"}
BASIS = [{"text": "Luật Hòa giải ở cơ sở số 35/2013/QH13", "act": ACT}]


def material(*content: dict[str, Any], **changes: Any) -> Record:
    fields: dict[str, Any] = {"title": "Giới thiệu Luật Hòa giải ở cơ sở", "legal_basis": BASIS, **changes}
    return bookshelf_record(content=list(content), **fields)


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def found(*content: dict[str, Any], **changes: Any) -> list[Candidate]:
    return list(candidates(material(*content, **changes)))


def said(*texts: str) -> list[str]:
    return [candidate.text for candidate in found(*map(paragraph, texts))]


class TestStatements:
    @each(
        "text",
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM (khoản 1 Điều 5).",
            "Độc lập – Tự do – Hạnh phúc, theo khoản 1 Điều 5.",
            "Kính gửi: các tổ hòa giải nêu tại Điều 5.",
            "Căn cứ Điều 5 của Luật, hội đồng họp.",
            "Nơi nhận: như Điều 5.",
            "Lưu: VT, theo Điều 5.",
            "Người biên soạn: Trần Thị Ví Dụ, theo Điều 5.",
            "Chịu trách nhiệm nội dung: Điều 5.",
            "In 500 bản theo Điều 5.",
            "Giấy phép xuất bản cấp theo Điều 5.",
            "Tài liệu này được phát theo Điều 5.",
            "Địa chỉ: thôn 5, theo Điều 5.",
            "Website của hội đồng, theo Điều 5.",
            "Ngày 05 tháng 4 năm 2026 theo Điều 5.",
        ],
    )
    def test_what_an_issuer_prints_about_itself_is_no_statement(self, text: str) -> None:
        assert said(text) == []

    @each(
        "text",
        [
            "Người có căn cước được đề nghị hòa giải (Điều 5).",
            "Tài liệu giả mạo không được dùng khi hòa giải (Điều 5).",
            "Hằng ngày, tổ hòa giải trực từ 7 giờ (Điều 5).",
            "Nội dung do người biên soạn nêu phải đúng (Điều 5).",
        ],
    )
    def test_the_same_words_inside_a_statement_do_no_harm(self, text: str) -> None:
        assert said(text) == [text]

    @each("opening", ["Ngoài ra,", "Do đó", "Theo đó,", "Hành vi này", "Các mức phạt trên", "Họ"])
    def test_a_sentence_that_points_back_does_not_stand_alone(self, opening: str) -> None:
        assert said(f"{opening} phải báo tổ trưởng (Điều 5).") == []

    @each("opening", ["Ngoài giờ làm việc", "Hành vi gian dối", "Họp tổ", "Người hòa giải"])
    def test_words_that_only_begin_alike_stand_alone(self, opening: str) -> None:
        assert said(f"{opening} phải báo tổ trưởng (Điều 5).") == [f"{opening} phải báo tổ trưởng (Điều 5)."]

    @each("opening", ["Nếu từ chối", "Trường hợp vắng mặt", "Mức phạt cao nhất", "Người vi phạm"])
    def test_a_sentence_that_leans_takes_the_one_before_along(self, opening: str) -> None:
        text = f"Các bên phải có mặt. {opening} thì lập biên bản (Điều 5)."
        assert said(text) == [text]

    def test_no_sentence_is_taken_out_of_a_passage(self) -> None:
        text = "Các bên phải có mặt. Tổ trưởng lập biên bản (Điều 5)."
        assert said(text) == [text]

    @each("text", ["Ai hòa giải theo Điều 5?", "Theo Điều 5 gồm:", "HÒA GIẢI THEO ĐIỀU 5", "  "])
    def test_questions_openings_and_lines_in_capitals_are_none(self, text: str) -> None:
        assert said(text) == []

    @pytest.mark.parametrize("text", ["hoặc người thân đề nghị (Điều 5).", "75.000 đồng mỗi vụ (Điều 5)."])
    def test_the_rest_of_a_torn_list_is_none(self, text: str) -> None:
        assert said(text) == []

    @each("marker", ["- ", "• ", "1. ", "2) ", "a) ", "IV. ", "✓ "])
    def test_list_signs_are_dropped(self, marker: str) -> None:
        assert said(f"{marker}Tổ trưởng lập biên bản (Điều 5).") == ["Tổ trưởng lập biên bản (Điều 5)."]


class TestHeadings:
    @each(
        ("heading", "shown"),
        [
            ("1. Tổ hòa giải", "Tổ hòa giải"),
            ("Mục II. Tổ hòa giải", "Tổ hòa giải"),
            ("Phần 2: Tổ hòa giải", "Tổ hòa giải"),
            ("Câu 3. Ai được hòa giải?", "Ai được hòa giải?"),
            ("■ 4 tổ hòa giải", "Tổ hòa giải"),
            ("tổ hòa giải:", "Tổ hòa giải"),
            ("Tổ hòa giải (phần", None),
            ("1 2 3 4 5 tổ", None),
        ],
    )
    def test_a_heading_stands_above_without_its_number(self, heading: str, shown: str | None) -> None:
        (candidate,) = found(
            {"type": "heading", "level": 2, "text": heading}, paragraph("Tổ trưởng lập biên bản (Điều 5).")
        )
        assert candidate.heading == shown

    def test_the_title_repeated_is_no_heading(self) -> None:
        (candidate,) = found(
            {"type": "heading", "level": 1, "text": "GIỚI THIỆU LUẬT HÒA GIẢI Ở CƠ SỞ"},
            paragraph("Tổ trưởng lập biên bản (Điều 5)."),
        )
        assert candidate.heading is None

    def test_a_long_paragraph_with_a_question_mark_is_no_heading(self) -> None:
        story = "Ông A và bà B tranh chấp lối đi chung nhiều năm, xóm giềng đã nhiều lần khuyên can mà không được. " * 2
        asked = found(paragraph("Ai lập biên bản?"), paragraph("Tổ trưởng lập biên bản (Điều 5)."))
        told = found(paragraph(f"{story}Phải làm gì?"), paragraph("Tổ trưởng lập biên bản (Điều 5)."))
        assert [candidate.heading for candidate in asked] == ["Ai lập biên bản?"]
        assert [candidate.heading for candidate in told] == [None]


class TestTies:
    def test_a_passage_that_names_its_provision_owns_it(self) -> None:
        (candidate,) = found(paragraph("Tổ trưởng lập biên bản (Điều 5)."))
        assert (candidate.tie, candidate.source.place) == ("own", "Điều 5")

    def test_what_stands_above_lends_its_provision(self) -> None:
        heading = {"type": "heading", "level": 2, "text": "Lập biên bản (Điều 5)"}
        (candidate,) = found(heading, paragraph("Tổ trưởng lập biên bản."))
        assert (candidate.tie, candidate.source.place, candidate.heading) == ("inherited", "Điều 5", "Lập biên bản")

    def test_what_names_no_provision_has_none_though_the_record_lists_one_act(self) -> None:
        assert found(paragraph("Tổ trưởng lập biên bản.")) == []

    def test_a_list_item_by_item_where_items_name_their_provision(self) -> None:
        items = ["- Tổ trưởng lập biên bản (Điều 5);", "- Hai bên cùng ký (Điều 6)."]
        apart = found({"type": "list", "items": items})
        assert [candidate.pointer for candidate in apart] == ["/content/0/items/0", "/content/0/items/1"]
        lead = paragraph("Theo Điều 5, hai bên phải:")
        together = found(lead, {"type": "list", "items": ["- Lập biên bản;", "- Cùng ký."]})
        assert [candidate.text for candidate in together] == ["Theo Điều 5, hai bên phải: Lập biên bản; Cùng ký."]

    @each(
        ("rows", "header", "said"),
        [
            ([["Việc", "Mức"], ["Hòa giải", "300.000 đồng (Điều 6)"]], 1, "Hòa giải: 300.000 đồng (Điều 6)"),
            ([["Việc", "Mức"], ["Hòa giải", "300.000 đồng (Điều 6)"]], 0, None),
            ([["Việc", "Mức", "Căn cứ"], ["Hòa giải", "300.000 đồng", "Điều 6"]], 1, "Hòa giải: 300.000 đồng"),
            ([["STT", "Việc", "Căn cứ"], ["1", "Lập biên bản", "Điều 6"]], 1, "Lập biên bản"),
            (
                [["Việc", "Mức", "Nơi chi", "Căn cứ"], ["Hòa giải", "9 đồng", "Xã", "Điều 6"]],
                1,
                "Hòa giải – Mức: 9 đồng; Nơi chi: Xã.",
            ),
            ([["Việc", "Mức", "Căn cứ"], ["Hòa giải thành", "300.000 đồng", ""]], 1, None),
            ([["Việc", "Mức", "Căn cứ"], ["Hòa giải thành", " ", "Điều 6"]], 1, None),
        ],
    )
    def test_rows_of_a_table_with_a_head(self, rows: list[list[str]], header: int, said: str | None) -> None:
        texts = [candidate.text for candidate in found({"type": "table", "rows": rows, "header_rows": header})]
        assert texts == ([said] if said else [])


@given(st.lists(st.text(max_size=80).filter(str.strip), max_size=4))
def test_any_text_is_walked_and_every_candidate_has_a_provision(texts: list[str]) -> None:
    for candidate in candidates(material(*map(paragraph, texts))):
        assert candidate.source.label
        assert candidate.pointer.startswith("/content/")


def test_phrases_open_a_text_as_whole_words() -> None:
    pattern = opening_with("trừ", "trong trường hợp")
    assert pattern.search("(Trừ khi có thỏa thuận)")
    assert pattern.search("Trong trường hợp vắng mặt")
    assert not pattern.search("Không trừ trường hợp nào")
    assert not pattern.search("Trừng phạt nặng")


LIST = {
    "type": "list",
    "items": [
        "- Chở hai người: phạt 500.000 đồng (khoản 1 Điều 7 Nghị định số 1/2020/NĐ-CP).",
        "- Chở ba người: phạt 900.000 đồng (khoản 2 Điều 7 Nghị định số 1/2020/NĐ-CP).",
    ],
}
DECREE = [{"text": "Nghị định số 1/2020/NĐ-CP", "act": {"type": "nghi-dinh", "number": "1/2020/NĐ-CP"}}]


def listed_under(lead: str) -> list[tuple[str | None, str]]:
    content = [{"type": "heading", "level": 1, "text": "Chở người"}, {"type": "paragraph", "text": lead}, LIST]
    fields = {"identifier": "urn:uuid:1", "title": "x", "kind": "to-gap", "legal_basis": DECREE, "content": content}
    return [(one.heading, one.text) for one in candidates(Record.model_validate(fields))]


def test_items_keep_what_their_lead_in_says_for_whom_they_hold() -> None:
    short = listed_under("Mức phạt theo Nghị định số 1/2020/NĐ-CP đối với người đi xe đạp:")
    assert [heading for heading, _ in short] == ["Chở người – mức phạt đối với người đi xe đạp"] * 2
    whom = "Đối với người điều khiển xe đạp, xe đạp máy, xe đạp điện và các loại xe thô sơ khác đi trong khu dân cư"
    long = listed_under(f"{whom}:")
    assert all(text.startswith(f"{whom}: Chở") for _, text in long)
    assert [heading for heading, _ in long] == ["Chở người"] * 2


@each("lead", ["Mức phạt cụ thể như sau:", "Mức phạt theo Nghị định số 1/2020/NĐ-CP:", "Các hành vi bị xử phạt gồm:"])
def test_a_lead_in_that_only_announces_is_no_heading(lead: str) -> None:
    assert [heading for heading, _ in listed_under(lead)] == ["Chở người"] * 2


def test_a_table_says_itself_that_its_first_row_is_its_head() -> None:
    rows = [["Hành vi", "Mức phạt", "Căn cứ"], ["Chở ba", "900.000 đồng", "khoản 2 Điều 7 Nghị định số 1/2020/NĐ-CP"]]
    table = {"type": "table", "header_rows": 0, "rows": rows}
    fields = {"identifier": "urn:uuid:1", "title": "x", "kind": "to-gap", "legal_basis": DECREE, "content": [table]}
    assert [one.text for one in candidates(Record.model_validate(fields))] == ["Chở ba: 900.000 đồng"]
    fields["content"] = [{**table, "rows": [["Năm", "Số vụ", "Ghi chú"], *rows[1:]]}]
    assert not list(candidates(Record.model_validate(fields)))
