"""Lists told whole or not at all, steps of a procedure that an act lays down, lines above lists, numbers spoken of."""

from __future__ import annotations

from test_statements_whole import ACT, PLACE, points, said
from truth_case import decree, heading, listed, paragraph, table

from converters.derivatives.saying.account import LeftOut, Reason, told_truly
from converters.derivatives.saying.passages import headed_by, heads_a_list
from converters.derivatives.wording.excerpts import without_citation
from converters.derivatives.wording.numbers_spoken_of import SpokenOf
from tests.each import each
from validators.sharing.record import ListBlock, Paragraph

LEAD = f"Theo khoản 2 Điều 7 {ACT}, người nuôi vịt phải đủ các điều kiện sau đây:"
LONG = "Có ao rộng từ 100 m² trở lên và có rào chắn bằng tre, nứa hoặc lưới thép quanh bờ ao, cao từ 1 m trở lên;"


def test_no_condition_of_a_list_is_cut_off() -> None:
    ((text, place),) = said(
        paragraph(LEAD), listed(LONG, "Có thẻ nuôi vịt do xã cấp còn giá trị sử dụng;", "Đã tập huấn.")
    )
    assert text.endswith("Đã tập huấn.")
    assert "…" not in text
    assert place == PLACE


def test_a_list_too_long_for_a_card_is_named_rather_than_cut() -> None:
    chosen = points(paragraph(LEAD), listed(*[LONG] * 5))
    assert chosen.points == ()
    assert {one.reason for one in chosen.account.left_out if one.pointer.startswith("/content/1")} == {Reason.TOO_LONG}


def test_numbered_items_under_a_procedure_are_its_steps_with_their_provision() -> None:
    (point,) = points(
        heading("Thủ tục xin thẻ nuôi vịt"),
        paragraph(f"Thực hiện theo khoản 2 Điều 7 {ACT}:"),
        listed("1. Nộp đơn.", "2. Nhận thẻ."),
    ).points
    assert point.in_steps
    assert [step for _, step in point.steps] == ["Nộp đơn.", "Nhận thẻ."]
    assert (point.citation, point.title) == (PLACE, "Thủ tục xin thẻ nuôi vịt")


def test_papers_under_a_procedure_are_no_steps() -> None:
    lead = paragraph(f"Theo khoản 2 Điều 7 {ACT}, hồ sơ gồm:")
    (point,) = points(heading("Thủ tục xin thẻ"), lead, listed("- Đơn;", "- Ảnh vịt.")).points
    assert not point.in_steps


def test_a_lead_in_that_only_names_the_provision_is_not_said_again() -> None:
    ((text, _),) = said(paragraph(f"Thực hiện theo khoản 2 Điều 7 {ACT}:"), listed("Rào ao;", "Đeo thẻ cho vịt."))
    assert text == "Rào ao; Đeo thẻ cho vịt."


@each(
    ("line", "heads"),
    [
        ("NÊN", True),
        ("Việc Nhân dân bàn (Điều 15)", True),
        ("Người nuôi vịt phải:", False),
        ("Vịt được thả trên ao.", False),
        (f"Mức phạt theo {ACT}", False),
        ("Thả vịt: 300.000 đồng", False),
    ],
)
def test_a_line_above_a_list_is_its_heading(line: str, heads: bool) -> None:
    assert heads_a_list([Paragraph(text=line), ListBlock(items=["- Rào ao."])]) is heads
    assert not heads_a_list([Paragraph(text=line), Paragraph(text="Rào ao.")])
    assert not heads_a_list([Paragraph(text=line)])


def test_the_heading_of_a_list_is_of_that_list_alone() -> None:
    chosen = points(
        paragraph(f"Việc nuôi vịt (khoản 2 Điều 7 {ACT})"),
        listed("- Rào ao nuôi vịt."),
        paragraph("Vịt phải được đếm mỗi ngày."),
    )
    assert [(point.heading, point.text, point.citation) for point in chosen.points] == [
        ("Việc nuôi vịt", "Rào ao nuôi vịt.", PLACE)
    ]


@each(
    ("text", "sections", "rows"),
    [
        ("Tổ chức phạt gấp đôi, trừ hành vi tại mục II.", True, True),
        ("Người vi phạm tại các dòng 3 và 4 còn bị tịch thu vịt.", False, True),
        ("Đình chỉ nuôi vịt với hành vi số 4 và số 7.", False, True),
        ("Tổ chức vi phạm điểm b và điểm d bị phạt gấp đôi.", False, True),
        ("Theo Mục 2 Chương III Luật Nuôi vịt.", False, False),
        ("Theo điểm c khoản 2 Điều 25.", False, False),
        ("Hỏi tại số 8 Đ. Lê Lợi.", False, False),
        ("Của mục tiêu chung.", False, False),
    ],
)
def test_which_numbers_are_spoken_of(text: str, sections: bool, rows: bool) -> None:
    assert SpokenOf.among([text]) == SpokenOf(sections, rows)


def test_rows_bear_the_numbers_that_what_is_pinned_speaks_of() -> None:
    grid = table(
        ["TT", "Hành vi", "Mức phạt", "Căn cứ"],
        ["1", "Lấp ao", "900.000 đồng", f"khoản 2 Điều 7 {ACT}"],
        ["2", "Thả vịt", "300.000 đồng", f"khoản 3 Điều 7 {ACT}"],
    )
    after = paragraph("Ngoài phạt tiền, người vi phạm tại dòng 2 còn bị tịch thu vịt.")
    assert [point.text for point in points(grid, after).points] == [
        "1. Lấp ao: 900.000 đồng",
        "2. Thả vịt: 300.000 đồng",
    ]
    assert [point.text for point in points(grid).points] == ["Lấp ao: 900.000 đồng", "Thả vịt: 300.000 đồng"]


def test_items_and_sections_bear_them_too() -> None:
    items = listed(
        f"a) Lấp ao: phạt 900.000 đồng (khoản 2 Điều 7 {ACT});",
        f"b) Thả vịt: phạt 300.000 đồng (khoản 3 Điều 7 {ACT}).",
    )
    chosen = points(
        heading("II. Xử phạt"), items, paragraph("Vi phạm tại điểm b còn bị tước thẻ; không áp dụng với mục III."),
        paragraph("Tổ chức phạt gấp đôi, trừ hành vi tại mục II."),
    ).points  # fmt: skip
    assert [point.text[:2] for point in chosen] == ["a)", "b)"]
    assert {point.heading for point in chosen} == {"II. Xử phạt"}


def test_an_old_and_a_new_law_of_one_title_bear_their_numbers() -> None:
    acts = [{"type": "luat", "number": number, "title": "Nuôi vịt"} for number in ("5/2021/QH15", "7/2031/QH17")]
    basis = [{"text": f"Luật Nuôi vịt số {act['number']}", "act": act} for act in acts]
    old = paragraph("Trước đây, vịt phải có 2 thẻ (Điều 4 Luật Nuôi vịt số 5/2021/QH15).")
    new = paragraph("Nay vịt chỉ cần 1 thẻ (Điều 6 Luật Nuôi vịt số 7/2031/QH17).")
    ((_, both),) = said(old, new, basis=basis)
    assert both == "Điều 4 Luật Nuôi vịt số 5/2021/QH15; Điều 6 Luật Nuôi vịt số 7/2031/QH17"
    assert [place for _, place in said(new, basis=basis[1:])] == ["Điều 6 Luật Nuôi vịt"]


@each(
    "text",
    [
        f"phạt 300.000 đồng theo khoản 2 Điều 7 {ACT}. Trừ mùa lũ.",
        f"phạt 300.000 đồng, theo khoản 2 Điều 7 {ACT}. Trừ mùa lũ.",
    ],
)
def test_a_provision_at_the_end_of_a_sentence_is_not_said_beside_its_label(text: str) -> None:
    assert without_citation(text, f"khoản 2 Điều 7 {ACT}") == "phạt 300.000 đồng. Trừ mùa lũ."


def test_what_a_card_says_is_not_told_as_unsaid_for_standing_in_another_passage_too() -> None:
    listed_ones = [
        LeftOut("/content/1", Reason.NO_PROVISION, "Không được lấp ao làng."),
        LeftOut("/content/2", Reason.REPEATS, "Lấp ao làng"),
    ]
    assert [one.reason for one in told_truly(listed_ones)] == [Reason.NO_PROVISION, Reason.NO_PROVISION]
    told = told_truly(listed_ones, ["Lấp ao làng: phạt 900.000 đồng."])
    assert [one.reason for one in told] == [Reason.NO_PROVISION, Reason.REPEATS]


def test_an_article_refers_to_other_articles_but_rests_on_none_of_them() -> None:
    article = {"type": "article", "label": "5", "text": "Vịt được thả, trừ vịt quy định tại Điều 6 của Nghị định này."}
    bracketed = {**article, "label": "8", "text": "Vịt phải có thẻ (khoản 1 Điều 8)."}
    basis = [decree("44/2031")]
    chosen = points(article, bracketed, basis=basis, title=f"Tìm hiểu {ACT}")
    assert [point.citation for point in chosen.points] == ["Khoản 1 Điều 8 Nghị định 44/2031/NĐ-CP"]


@each(
    ("line", "above", "heading"),
    [
        ("Tòa án", "CẤM TIẾP XÚC", "CẤM TIẾP XÚC – Tòa án"),
        ("NÊN", "NUÔI VỊT", "NUÔI VỊT – NÊN"),
        ("Giấy tờ", "Cần gì?", "Cần gì? Giấy tờ"),
        ("Giấy tờ", None, "Giấy tờ"),
        (None, "NUÔI VỊT", "NUÔI VỊT"),
        ("NUÔI VỊT", "Nuôi vịt ven sông", "Nuôi vịt ven sông"),
    ],
)
def test_a_list_is_headed_by_its_line_and_what_stands_above_both(
    line: str | None, above: str | None, heading: str
) -> None:
    assert headed_by(line, above) == heading
