"""Whose places stand below an extract's line or an amended act, what rows leave unsaid, and what an act lets off."""

from __future__ import annotations

import pytest
from test_own_articles import article, clause, record
from test_statements_whole import ACT, points
from truth_case import decree, fine, heading, listed, paragraph, table

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.joining.amended import names_amending_act, without_amending
from converters.derivatives.saying.joining.belonging import of_all_its_clauses, source_of
from converters.derivatives.saying.key_points import choose_key_points
from converters.derivatives.saying.own_articles import as_held
from converters.derivatives.saying.provisions import Provision
from tests.each import each

RULE = f"Người từ đủ 75 tuổi được nhận vịt (khoản 2 Điều 7 {ACT})."
HEAD = ["Hành vi", "Mức phạt tiền", "Hình thức xử phạt bổ sung", "Căn cứ"]


@each("line", [f"(Trích {ACT})", f"(Trích từ {ACT})", f"Trích {ACT}"])
def test_rows_below_the_line_of_an_extract_are_of_its_act(line: str) -> None:
    rows = table(["Hành vi", "Mức phạt", "Căn cứ"], ["Thả vịt", "900.000 đồng", "khoản 2 Điều 7"])
    other = paragraph("Đò ngang chở 12 người (khoản 1 Điều 3 Nghị định số 45/2031/NĐ-CP).")
    basis = [decree("44/2031"), decree("45/2031")]
    (point, *_) = points(heading("VỊT"), paragraph(line), rows, heading("ĐÒ"), other, basis=basis).points
    assert point.citation.startswith("Khoản 2 Điều 7 Nghị định 44/2031")


def test_places_below_an_amended_act_are_its_own() -> None:
    lead = f"Theo {ACT} (được sửa đổi, bổ sung bởi Nghị định số 45/2031/NĐ-CP):"
    fines = listed("Thả vịt: phạt 900.000 đồng (khoản 2 Điều 7).", "Lấp ao: phạt 800.000 đồng (khoản 3 Điều 7).")
    content = (heading("MỨC PHẠT"), paragraph(lead), fines)
    shown = points(*content, basis=[decree("44/2031"), decree("45/2031")]).points
    assert [point.citation for point in shown] == [
        "Khoản 2 Điều 7 Nghị định 44/2031/NĐ-CP", "Khoản 3 Điều 7 Nghị định 44/2031/NĐ-CP",
    ]  # fmt: skip
    assert {point.heading for point in shown} == {"MỨC PHẠT"}


@each(
    ("before", "amending"),
    [
        ("Nghị định A được sửa đổi bởi ", True),
        ("Nghị định A (được sửa đổi, bổ sung một số điều tại ", True),
        ("Nghị định A được thay thế bởi ", False),
        ("Nghị định A và ", False),
    ],
)
def test_which_act_only_amends_another(before: str, amending: bool) -> None:
    assert names_amending_act(before) is amending


def test_brackets_without_their_act_go() -> None:
    assert without_amending("Mức phạt (được sửa đổi, bổ sung bởi ):") == "Mức phạt:"
    assert without_amending("Mức phạt (đã được giảm):") == "Mức phạt (đã được giảm):"


def test_a_row_without_what_comes_on_top_is_a_row() -> None:
    rows = table(
        HEAD,
        ["Thả vịt", "900.000 đồng", "", f"khoản 1 Điều 7 {ACT}"],
        ["Lấp ao", "800.000 đồng", "Tịch thu xẻng", f"khoản 2 Điều 7 {ACT}"],
        ["Đào ao", "700.000 đồng", "", f"khoản 3 Điều 7 {ACT}"],  # may be taken of its spade, too
        ["Bán ao", "", "Tịch thu xẻng", f"khoản 4 Điều 7 {ACT}"],
    )
    chosen = points(rows)
    assert [point.text for point in chosen.points] == [
        "Thả vịt: 900.000 đồng",
        "Lấp ao – Mức phạt tiền: 800.000 đồng; Hình thức xử phạt bổ sung: Tịch thu xẻng.",
    ]
    assert [one.reason for one in chosen.account.left_out if "/rows/" in one.pointer] == [Reason.UNCLEAR] * 2


@each(
    ("cell", "told"),
    [
        ("Quá hạn 31 – 60 ngày", False),
        ("Rào ao quá hạn 31 – 60 ngày", True),
        ("Quá số vịt 31 – 60 con", True),
        ("Quá hạn", True),
    ],
)
def test_a_row_that_leaves_its_subject_to_the_one_above_says_nothing(cell: str, told: bool) -> None:
    rows = [[text, "900.000 đồng", f"khoản 1 Điều 7 {ACT}"] for text in ("Rào ao quá hạn 01 – 30 ngày", cell)]
    texts = [point.text for point in points(table(["Hành vi", "Mức phạt", "Căn cứ"], *rows)).points]
    assert any(text.startswith(cell) for text in texts) is told


@each(
    ("below", "told"),
    [
        ("Hộ nghèo: từ đủ 70 tuổi.", True),
        ("Hộ đông người: 3 con.", False),
        ("Khi có cháy, bà con gọi ngay số 114.", False),
    ],
)
def test_how_much_it_is_of_others_is_told_along(below: str, told: bool) -> None:
    point = points(paragraph(RULE), paragraph(below)).points[0]
    assert (below in point.pinned_texts) is told
    assert below not in point.text


def test_clauses_of_one_article_are_named_by_it() -> None:
    (point,) = points(paragraph(f"{RULE} Người từ đủ 90 tuổi được nhận ngan (khoản 3 Điều này).")).points
    assert point.citation == "Điều 7 Nghị định 44/2031/NĐ-CP"
    bare = Provision("", "Nghị định 44/2031/NĐ-CP", "", "Nghị định 44/2031/NĐ-CP", precise=False)
    assert of_all_its_clauses(bare) == bare


def test_a_line_that_opens_with_a_provision_is_a_rule_of_its_own() -> None:
    other = f"Điều 9 {ACT} quy định chủ ao có các quyền: thả cá; được miễn tiền nước."
    shown = points(paragraph(RULE), paragraph(other)).points
    assert [(point.citation.split()[-4], other[:6] in point.text) for point in shown] == [("7", False), ("9", True)]


def test_a_list_told_with_a_line_below_keeps_what_opens_it() -> None:
    lead, items = f"Theo Điều 7 {ACT}, người nuôi vịt phải:", listed("Rào ao;", "Che chuồng.")
    alone = points(paragraph(lead), items).points[0]
    assert alone.text == "Người nuôi vịt phải: Rào ao; Che chuồng."
    along = points(paragraph(lead), items, paragraph("Ao làng thì không phải rào.")).points[0]
    assert along.text == f"Theo Điều 7 {ACT}, người nuôi vịt phải: Rào ao; Che chuồng. Ao làng thì không phải rào."


def test_what_comes_beside_fines_stands_beside_each() -> None:
    fines = [
        paragraph(f"{what}: phạt 900.000 đồng (khoản {at} Điều 7 {ACT}).")
        for at, what in ((2, "Lấp ao"), (3, "Thả vịt"))
    ]
    shown = points(*fines, paragraph("Ngoài phạt tiền còn buộc xin lỗi chủ ao.")).points
    assert [point.pinned_texts for point in shown] == [("Ngoài phạt tiền còn buộc xin lỗi chủ ao.",)] * 2


@each(("behaviour", "told"), [("Cho mượn ao", 1), ("Lấp ao", 2)])
def test_a_fine_is_not_told_again_beside_the_answer_that_gives_it(behaviour: str, told: int) -> None:
    answer = paragraph(f"Bị phạt tiền từ 900.000 đồng đến 1.000.000 đồng (khoản 2 Điều 7 {ACT}).")
    asked = {"type": "question", "text": "Cho mượn ao bị phạt thế nào?", "answer": [answer]}
    again = fine(behaviour, 900_000, 1_000_000, basis=0)
    shown = points(asked, again, basis=[{**decree("44/2031"), "locator": {"article": "7"}}]).points
    assert len(shown) == told


FEES = article("2", "Mức thu", clause("1", "Hộ ở phường nộp 36.000 đồng/tháng."))
OFF = article("3", "Đối tượng được miễn, giảm", clause("1", "Hộ nghèo được miễn."), clause("2", "Hộ đảo được giảm."))


@each(
    ("title", "known"),
    [
        ("Nghị quyết số 918/2031/NQ-HĐND Quy định mức thu phí đò", True),
        ("Nghị quyết số 918/2031/NQ-HĐND về mức thu phí đò", True),
        ("Nghị quyết số 918/2031/NQ-HĐND ngày 02/3/2031 quy định mức thu phí đò", True),
        ("Nghị quyết số 918/2031/NQ-HĐND: hỏi và đáp", False),
        ("Tìm hiểu Nghị quyết số 918/2031/NQ-HĐND về phí đò", False),
    ],
)
def test_articles_are_the_acts_own_where_its_title_goes_on_behind_the_number(title: str, known: bool) -> None:
    shown = choose_key_points(record([FEES], title=title, number=None, kind="khac")).points
    assert [point.citation for point in shown] == ["Khoản 1 Điều 2 Nghị quyết 918/2031/NQ-HĐND"] * known


def test_whom_an_act_lets_off_stands_beside_its_cards() -> None:
    (point,) = choose_key_points(record([FEES, OFF])).points
    assert point.pinned_texts == ("Đối tượng được miễn, giảm: Hộ nghèo được miễn; Hộ đảo được giảm.",)


@pytest.mark.parametrize("words", ["Hộ nuôi vịt ven sông được miễn phí đò. " * 8])
def test_many_exceptions_are_cards_of_their_own(words: str) -> None:
    shown = choose_key_points(record([FEES, article("3", "Đối tượng được miễn", text=words.strip())])).points
    assert [point.pinned_texts for point in shown] == [(), ()]


@each(
    ("printed", "told"),
    [('"[5] Đò là tài sản chung."', "Đò là tài sản chung."), ("“A” và “B”", "“A” và “B”"), ("[12] Đò.", "Đò.")],
)
def test_what_a_ruling_holds_is_quoted_from_a_judgment(printed: str, told: str) -> None:
    assert as_held(printed) == told


def test_a_passage_that_names_no_provision_has_none() -> None:
    assert source_of(("Một câu.", "Hai câu."), (None, None)) is None


@each("label", ["Lưu ý", "CHÚ Ý:", "Ghi chú"])
def test_the_label_of_a_note_that_is_told_elsewhere_ends_no_card(label: str) -> None:
    note = f"Phạt cao nhất 9.000.000 đồng với cá nhân (khoản 1 Điều 5 {ACT})."
    told = points(paragraph(f"Thả vịt bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT})."), paragraph(label), paragraph(note))
    assert told.points
    assert not any(label.strip(":") in point.text for point in told.points)
