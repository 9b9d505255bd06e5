"""What is read along with rows, clauses and steps: only what is of them, and all of that."""

from __future__ import annotations

from test_own_articles import article, clause
from test_own_articles import record as act
from test_statements_whole import ACT, points, said
from truth_case import heading, law, listed, paragraph, question, table

from converters.derivatives.kinds.video.cues import pieces
from converters.derivatives.saying.key_points import KeyPoints, choose_key_points
from converters.derivatives.saying.passages import is_lead
from converters.derivatives.wording.lines import is_no_statement
from tests.each import each

FINES = table(
    ["TT", "Hành vi", "Mức phạt", "Căn cứ"],
    ["1", "Thả bò vào bãi", "100.000 – 200.000 đồng", "điểm a khoản 2 Điều 7"],
    ["2", "Chặt hàng rào", "300.000 – 500.000 đồng", "khoản 3 Điều 7"],
    ["3", "Đốt cỏ", "500.000 – 900.000 đồng", "khoản 4 Điều 7"],
)
ON_TOP = "Ngoài phạt tiền, người vi phạm tại mục 3 còn bị buộc trồng lại cỏ."
SPARED = "Không xử phạt người đốt cỏ để cứu nạn."


def fines(*below: str) -> KeyPoints:
    return points(heading(f"Trích {ACT}"), FINES, *map(paragraph, below), title="Mức phạt ở bãi cỏ chung")


def pinned(*below: str) -> list[tuple[str, ...]]:
    return [point.pinned_texts for point in fines(*below).points]


def test_what_names_a_row_by_its_number_is_of_that_row_alone() -> None:
    assert pinned(ON_TOP) == [(), (), (ON_TOP,)]


@each(
    "below",
    [
        ("Người vi phạm còn bị tịch thu dao, trừ hành vi tại mục 3.",),
        ("Người vi phạm tại mục 1 đến mục 3 còn bị buộc trồng lại cỏ.",),
    ],
)
def test_what_takes_a_row_out_or_names_a_span_is_of_all(below: tuple[str]) -> None:
    assert pinned(*below) == [below, below, below]


def test_several_rows_are_named_at_once() -> None:
    text = "Người vi phạm tại mục 1 và mục 3 còn bị buộc trồng lại cỏ."
    assert pinned(text) == [(text,), (), (text,)]


def test_who_is_spared_below_what_comes_on_top_is_of_all_rows() -> None:
    shown = fines(ON_TOP, SPARED)
    assert all(SPARED in point.pinned_texts for point in shown.points)
    assert not any(one.text == SPARED for one in shown.account.left_out)


def test_a_clause_of_an_act_is_read_with_the_clause_it_speaks_of() -> None:
    kept = "Bến được giữ đò vô chủ không quá 07 ngày."
    over = "Hết thời hạn tại khoản 1 Điều này mà không có người nhận thì giao cho xã."
    one, two = choose_key_points(act([article("3", "Giữ đò", clause("1", kept), clause("2", over))])).points
    assert one.pinned_texts == ()
    assert two.pinned_texts == (f"1. {kept}",)


@each(
    "named",
    ["khoản 1 và khoản 2 Điều này", "khoản 1, khoản 2 Điều này", "khoản 1, 2 Điều này", "khoản 1 hoặc 2 Điều này"],
)
def test_all_clauses_that_are_spoken_of_are_read_along(named: str) -> None:
    content = [
        article(
            "3", "Giữ đò", clause("1", "Giữ 07 ngày."), clause("2", "Báo loa."), clause("3", f"Theo {named} nộp 1%.")
        )
    ]
    last = choose_key_points(act(content)).points[-1]
    assert last.pinned_texts == ("1. Giữ 07 ngày. 2. Báo loa.",)


def test_whom_an_act_is_for_stands_in_the_title_of_its_article() -> None:
    content = [
        article("1", "Đối tượng áp dụng", text="Hộ có đò từ 0,3 tấn trở lên trên địa bàn xã."),
        article("2", "Mức hỗ trợ", clause("1", "Hỗ trợ 2.000.000 đồng mua áo phao.")),
    ]
    (point,) = choose_key_points(act(content)).points
    assert point.pinned_texts == ("Đối tượng áp dụng: Hộ có đò từ 0,3 tấn trở lên trên địa bàn xã.",)


def test_fines_are_of_the_decree_that_is_said_to_fine_persons() -> None:
    over = f"Mức phạt theo {ACT}, áp dụng đối với cá nhân; tổ chức bị phạt gấp đôi."
    (point,) = points(paragraph(over), listed("Thả bò: phạt 300.000 đồng (khoản 2 Điều 7).")).points
    assert (point.citation, point.pinned_texts) == ("Khoản 2 Điều 7 Nghị định 44/2031/NĐ-CP", (over,))


def test_an_agreement_is_no_sum() -> None:
    rule = "Người chăn bò được thuê bãi theo hợp đồng, nếu cộng đồng đồng ý (khoản 2 Điều 7)."
    told = said(paragraph("(Luật Chăn bò số 7/2031/QH15)"), paragraph(rule), basis=[law("7/2031", "Chăn bò")])
    assert [citation for _, citation in told] == ["Khoản 2 Điều 7 Luật Chăn bò"]


def test_a_clause_with_points_of_its_own_is_not_read_along() -> None:
    over = "Người vi phạm khoản 1 Điều này phải sửa bến."
    content = [article("3", "Giữ đò", clause("1", "Chủ đò phải:", "Có áo phao", "Có đèn"), clause("2", over))]
    assert all(not point.pinned_texts for point in choose_key_points(act(content)).points)


def test_steps_are_told_where_the_line_below_says_what_lays_them_down() -> None:
    (point,) = points(
        heading("Các bước"),
        paragraph("Bước 1. Nộp đơn tại xã."),
        paragraph("Bước 2. Nhận thẻ chăn bò."),
        paragraph(f"(Các bước thực hiện theo Điều 26 {ACT})"),
        {"type": "procedure", "title": "Các bước", "steps": ["Nộp đơn tại xã.", "Nhận thẻ chăn bò."]},
    ).points
    assert point.citation == "Điều 26 Nghị định 44/2031/NĐ-CP"
    assert [step for _, step in point.steps] == ["Nộp đơn tại xã.", "Nhận thẻ chăn bò."]


def test_an_answer_that_opens_with_what_it_rests_on_is_told() -> None:
    answer = f"Căn cứ Điều 9 {ACT}, người chăn bò được nghỉ trưa khi đủ hai điều kiện: có thẻ và có người trông."
    (told,) = said(question("Ai được nghỉ trưa?", paragraph(answer)))
    assert told == (
        "Người chăn bò được nghỉ trưa khi đủ hai điều kiện: có thẻ và có người trông.",
        "Điều 9 Nghị định 44/2031/NĐ-CP",
    )


@each(
    ("line", "states"),
    [
        ("Căn cứ khoản 2 Điều 7 Nghị định số 44/2031/NĐ-CP, chủ bò phải có thẻ.", True),
        ("Căn cứ Điều 9 Nghị định số 44/2031/NĐ-CP, bò không được thả khi ốm; hoặc chưa có thẻ.", True),
        ("Căn cứ Điều 7, Điều 8 Nghị định số 44/2031/NĐ-CP;", False),
        ("Căn cứ Điều 7 Nghị định số 44/2031/NĐ-CP, được sửa đổi, bổ sung năm 2032", False),
        ("Căn cứ Luật Chăn bò số 4/2031/QH15;", False),
    ],
)
def test_a_ground_is_no_statement(line: str, states: bool) -> None:
    assert is_no_statement(line) is not states


@each(
    ("line", "leads"),
    [
        ("Theo Quyết định số 33/2031/QĐ-UBND của Ủy ban nhân dân tỉnh An Lạc.", True),
        ("Theo Nghị định số 44/2031/NĐ-CP ngày 02/3/2031 của Chính phủ.", True),
        ("Theo Nghị định số 44/2031/NĐ-CP, chủ bò phải có thẻ.", False),
        ("Phạt theo Nghị định số 44/2031/NĐ-CP.", False),
    ],
)
def test_an_act_alone_leads_though_it_ends_as_a_sentence(line: str, leads: bool) -> None:
    assert is_lead(line) is leads


def test_sums_below_an_act_that_is_named_as_a_sentence_are_of_it() -> None:
    shown = points(
        paragraph("Theo Quyết định số 33/2031/QĐ-UBND của Ủy ban nhân dân tỉnh An Lạc."),
        table(["Loại hỗ trợ", "Mức", "Điều khoản"], ["Xây chuồng", "6 triệu đồng/hộ, từ 30 m² trở lên", "Điều 4"]),
        basis=[{"text": "Quyết định số 33/2031/QĐ-UBND", "act": {"type": "quyet-dinh", "number": "33/2031/QĐ-UBND"}}],
    )
    assert [point.citation for point in shown.points] == ["Điều 4 Quyết định 33/2031/QĐ-UBND"]


def test_the_number_of_a_row_is_captioned_with_what_it_is_of() -> None:
    assert pieces("Phạt tiền: 3. Đốt cỏ bị phạt 500.000 đồng.")[0].startswith("Phạt tiền: 3. Đốt cỏ")
    assert pieces("Trừ hành vi tại mục 3. Không phạt trẻ em.") == ("Trừ hành vi tại mục 3.", "Không phạt trẻ em.")
