"""What holds for which statements, what tables without a marked head are, and what stories and án lệ say."""

from __future__ import annotations

from typing import Any

import pytest
from test_statements_whole import ACT, PLACE, points, record
from truth_case import decree, fine, heading, listed, paragraph, table

from converters.derivatives.saying.key_points import choose_key_points
from converters.derivatives.saying.structured import _sums_in
from converters.derivatives.wording.conditions import Condition, Held, Reach, holding, is_condition
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.lines import asked_in
from tests.each import each

UP = "Mức phạt trên áp dụng với cá nhân; tổ chức phạt gấp hai lần."
DOWN = "Mức phạt dưới đây áp dụng với cá nhân; tổ chức phạt gấp hai lần."


@each(
    ("text", "at", "held"),
    [(UP, 3, False), (UP, 1, True), (DOWN, 3, True), (DOWN, 1, False)],
)
def test_above_is_what_stands_above(text: str, at: int, held: bool) -> None:
    condition = Condition("/content/2", text, "/content/0", reach=Reach.ALL, at=2)
    assert holding([condition], [Held("/content/0", frozenset({"a"}), at=at)]) == [(condition,)]  # its own section
    (found,) = holding([condition], [Held("/content/9", frozenset({"a"}), at=at)])
    assert bool(found) is held


@each(("section", "held"), [("/content/0", True), ("/content/9", False)])
def test_rules_on_administrative_fines_are_not_of_the_penal_code(section: str, held: bool) -> None:
    condition = Condition("/content/2", "Tổ chức vi phạm bị phạt gấp đôi.", "/content/0", at=2)
    (found,) = holding([condition], [Held(section, frozenset({"a"}), criminal=True)])
    assert bool(found) is held


def test_penal_fines_in_a_section_of_their_own_bear_no_double_for_organisations() -> None:
    penal = {"text": "Bộ luật Hình sự số 100/2015/QH13", "act": {"type": "bo-luat", "number": "100/2015/QH13",
             "title": "Hình sự"}}  # fmt: skip
    content = [
        heading("PHẠT TIỀN"),
        paragraph(f"Lấp ao chung: phạt 900.000 đồng (khoản 2 Điều 7 {ACT})."),
        paragraph("Mức phạt nêu trên áp dụng với cá nhân; tổ chức phạt gấp hai lần."),
        heading("TRUY CỨU HÌNH SỰ"),
        paragraph(
            "Pháp nhân phạm tội bị phạt 500.000.000 đồng (điểm a khoản 5 Điều 243 Bộ luật Hình sự số 100/2015/QH13)."
        ),
    ]
    by_act = {point.citation: point.pinned_texts for point in points(*content, basis=[decree("44/2031"), penal]).points}
    assert by_act.pop(PLACE)
    assert list(by_act.values()) == [()]


def test_what_stands_behind_a_sentence_of_one_act_is_of_that_act() -> None:
    content = [
        heading("CHẾ TÀI"),
        paragraph(f"Lấp ao chung bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT}). Tổ chức vi phạm bị phạt gấp đôi."),
        paragraph("Rải muối xuống ao bị phạt 500.000 đồng (Điều 4 Nghị định số 45/2031/NĐ-CP)."),
    ]
    first, second = points(*content, basis=[decree("44/2031"), decree("45/2031")]).points
    assert "phạt gấp đôi" in first.text, "it stands on the card itself"
    assert (first.pinned_texts, second.pinned_texts) == ((), ())


@each(
    "sentence",
    ["Cộng đồng dân cư áp dụng như cá nhân.", "Tổ hợp tác vi phạm bị phạt như đối với cá nhân."],
)
def test_who_is_fined_as_a_person(sentence: str) -> None:
    assert is_condition(sentence)


class TestTables:
    def said(self, *rows: list[str], around: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])) -> list[str]:
        block = {**table(*rows), "header_rows": 0}
        chosen = points(heading("MỨC PHẠT"), *around[0], block, *around[1])
        return [f"{point.heading}|{point.text}|{point.citation}" for point in chosen.points]

    def test_remedies_in_a_column_of_their_own_stay_with_the_fine(self) -> None:
        rows = [
            ["Hành vi", "Hình thức, mức phạt", "Biện pháp khắc phục"],
            ["Lấp ao chung", f"Phạt 900.000 đồng (khoản 2 Điều 7 {ACT})", "Buộc đào lại ao"],
        ]
        (row,) = self.said(*rows)
        assert "Buộc đào lại ao" in row
        assert row.endswith(PLACE)

    def test_a_head_over_nothing_but_sums_is_one_and_the_line_below_is_its_source(self) -> None:
        rows = [
            ["Số ao", "Mức phạt cá nhân", "Mức phạt tổ chức"],
            ["01 - 02 ao", "1.000.000 đồng", "2.000.000 đồng"],
            ["Trên 02 ao", "3.000.000 đồng", "6.000.000 đồng"],
        ]
        lead, foot = paragraph("Lấp ao bị phạt theo số ao như sau:"), paragraph(f"(khoản 2 Điều 7 {ACT})")
        said = self.said(*rows, around=([lead], [foot]))
        assert [line.split("|")[0] for line in said] == ["MỨC PHẠT – lấp ao bị phạt theo số ao như sau"] * 2
        assert all(line.endswith(PLACE) for line in said)
        assert "Mức phạt tổ chức: 6.000.000 đồng" in said[1]

    def test_rows_that_are_not_all_sums_have_no_such_head(self) -> None:
        assert self.said(["Mức phạt cá nhân", "Nơi nộp"], ["theo biên bản", "kho bạc"]) == []


@each(
    ("text", "sums"),
    [
        ("phạt từ 25 triệu đến 50 triệu đồng", {25_000_000, 50_000_000}),
        ("phạt từ 5 đến 7 triệu đồng", {5_000_000, 7_000_000}),
        ("phạt 1,5 tỷ đồng", {1_500_000_000}),
        ("phạt 2.000.000 đồng", {2_000_000}),
    ],
)
def test_sums_of_a_passage(text: str, sums: set[int]) -> None:
    assert sums <= _sums_in(text)


def test_a_fine_whose_sum_is_printed_in_words_is_shown_once() -> None:
    basis = [decree("44/2031", f"khoản 2 Điều 7 {ACT}", article="7", clause="2")]
    text = paragraph(f"Lấp ao chung: phạt từ 5 đến 7 triệu đồng, buộc đào lại (khoản 2 Điều 7 {ACT}).")
    (point,) = points(text, fine("Lấp ao chung", 5_000_000, 7_000_000, 0), basis=basis).points
    assert "buộc đào lại" in point.text


@each(
    ("story", "asked"),
    [
        ("Bà Lý để lại di chúc. Di chúc có hiệu lực toàn bộ không?", "Di chúc có hiệu lực toàn bộ không?"),
        ("Ông Ba lấp ao. Ông ấy làm vậy có đúng không?", ""),
        ("Ông Ba lấp ao.", ""),
    ],
)
def test_the_question_of_a_story_that_stands_alone(story: str, asked: str) -> None:
    assert asked_in(story) == asked


def test_a_bare_no_is_told_with_what_follows_it() -> None:
    solution = [paragraph(f"Không. Ao là của chung (khoản 2 Điều 7 {ACT}).")]
    story = {"type": "situation", "text": "Ông Ba lấp ao. Ông ấy làm vậy có đúng không?", "solution": solution}
    (point,) = points(story).points
    assert point.text == f"Không. Ao là của chung (khoản 2 Điều 7 {ACT})."


def test_words_that_end_with_theo_may_be_whole() -> None:
    text = f"Thẻ cũ dùng được đến kỳ đổi tiếp theo (khoản 2 Điều 7 {ACT})."
    assert [point.citation for point in points(paragraph(text)).points] == [PLACE]


@pytest.mark.parametrize("text", ["Đổi khi đủ 14 tuổi; thẻ cấp trong thời hạn 02 năm trước đó dùng tiếp."])
def test_a_time_in_a_later_clause_is_not_shown_large(text: str) -> None:
    assert emphasis_of(text) is None


def test_the_parts_of_an_an_le_printed_as_paragraphs() -> None:
    content = [
        paragraph("Nguồn án lệ:"),
        paragraph("Quyết định giám đốc thẩm số 05/2030/DS-GĐT về vụ án tranh chấp ranh ao."),
        paragraph("Khái quát nội dung án lệ:"),
        listed("Tình huống: Trồng cây lấn ranh ao.", "Giải pháp: Người không phản đối đã đồng ý."),
        paragraph("NỘI DUNG ÁN LỆ"),
        paragraph("[4] Ông Thử trồng cây từ năm 2001, bà Mẫu biết mà không phản đối."),
    ]
    chosen = choose_key_points(record(*content, title="Án lệ số 12/2031/AL"))
    assert {point.citation for point in chosen.points} == {"Án lệ 12/2031/AL"}
    assert [point.text.split()[0] for point in chosen.points] == ["Tình", "Ông"]
