"""Sentences that would make another rule of the one before them travel with it; what nobody can tell, as printed."""

from __future__ import annotations

from test_statements_whole import ACT, PLACE, points, said
from truth_case import heading, listed, paragraph, question

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.joining.belonging import with_exceptions
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.excerpts import comes_on_top, spares
from converters.derivatives.wording.leaning import says_nothing_alone, speaks_of_what_precedes
from converters.records.parts.sentences import sentences
from tests.each import each

RULE = f"Người nuôi vịt phải rào ao (khoản 2 Điều 7 {ACT})."
IN_FORCE = f"{ACT} có hiệu lực từ ngày 01/02/2031."


@each(
    "rest",
    [
        "Miễn lệ phí với trẻ em.",
        "Được giảm một nửa vào mùa lũ.",
        "Thời hạn này không tính ngày lễ.",
        "Xã có thể quyết định mức cao hơn.",
        "Hai bên có thể thỏa thuận thời hạn khác.",
        "Ao dưới 10 m² thì cũng phải rào.",
    ],
)
def test_what_lets_off_bounds_or_widens_a_statement_travels_with_it(rest: str) -> None:
    assert said(paragraph(f"{RULE} {rest}")) == [(f"{RULE} {rest}", PLACE)]


@each(("sentence", "spared"), [("Miễn phí với hộ nghèo.", True), ("Hộ nuôi vịt có thể bán trứng.", False)])
def test_free_of_charge_is_spared(sentence: str, spared: bool) -> None:
    assert spares(sentence) is spared


@each(
    ("sentence", "on_top"),
    [
        ("Hình thức phạt bổ sung: tịch thu vịt.", True),
        ("Biện pháp khắc phục: buộc dọn ao.", True),
        ("Số tiền đã thu phải trả lại.", True),
        ("Số tiền đã thu được ghi vào sổ.", False),
    ],
)
def test_further_measures_by_other_names(sentence: str, on_top: bool) -> None:
    assert comes_on_top(sentence) is on_top


def test_what_no_list_of_words_knows_is_told_as_printed_with_the_provision_where_it_stands() -> None:
    rest = "Chủ tịch xã được kéo dài mùa vịt không quá 06 tháng."
    assert said(paragraph(f"{RULE} {rest}")) == [(f"{RULE} {rest}", PLACE)]


@each("rest", ["Gọi 0203 555 0101 nếu cần hỏi.", "Ví dụ: ao này của thôn.", "Ai cần hỏi gì?", "Cần có:"])
def test_hotlines_examples_and_questions_below_are_no_part_of_a_statement(rest: str) -> None:
    ((text, _),) = said(paragraph(RULE), paragraph(rest))
    assert rest not in text


def test_a_passage_too_long_for_a_card_is_left_out_and_named_whole() -> None:
    rest = "Người nuôi vịt ghi sổ mỗi ngày " + "và mỗi đêm " * 40 + "cho xã."
    chosen = points(paragraph(f"{RULE} {rest}"))
    assert [(one.reason, one.text) for one in chosen.account.left_out] == [(Reason.TOO_LONG, f"{RULE} {rest}")]


def test_a_statement_that_speaks_of_the_one_before_it_is_told_with_it_and_both_provisions() -> None:
    first = f"Vịt được thả khi đủ 3 tháng và 9 tháng tuổi (khoản 1 Điều 8 {ACT})."
    second = f"Thẻ vịt cấp trước độ tuổi nêu trên vẫn dùng được (khoản 2 Điều 8 {ACT})."
    (point,) = points(question("Khi nào thả vịt?", paragraph(f"{first} {second}"))).points
    assert point.text == f"{first} {second}"
    assert point.citation.count("Điều 8") == 2
    assert point.emphasis is None, "a figure of one of two statements"


@each(
    ("sentence", "speaks"),
    [
        ("Thẻ cấp trước độ tuổi nêu trên vẫn dùng được.", True),
        ("Những người này vẫn được nuôi vịt.", True),
        ("Sau 03 tháng mà người đó còn nuôi thì thôi.", True),
        ("Người bán vịt cho người khác thì người đó phải khai.", False),
        ("Phạt 300.000 đồng, mức nêu trên với cá nhân.", False),
        ("Vịt thả trên ao.", False),
    ],
)
def test_sentences_that_speak_of_what_only_the_one_before_names(sentence: str, speaks: bool) -> None:
    assert speaks_of_what_precedes(sentence) is speaks


@each(
    "sentence",
    [
        "Trường hợp tái phạm thì bị phạt tù đến 01 năm.",
        "Đã bị xử phạt mà còn vi phạm thì bị phạt tù đến 01 năm.",
        "Trình tự trên thực hiện theo Luật Nuôi vịt.",
    ],
)
def test_what_does_not_say_of_which_breach_it_is_has_no_card(sentence: str) -> None:
    assert says_nothing_alone(sentence, under_a_question=False)


def test_an_exception_stays_with_the_condition_it_takes_from() -> None:
    except_for = "Riêng quy định về ao thực hiện từ ngày 01/02/2032."
    (point,) = points(paragraph(RULE), paragraph(f"{IN_FORCE} {except_for}")).points
    assert point.pinned_texts == (f"{IN_FORCE} {except_for}",)


def test_an_exception_in_a_line_of_its_own_is_pinned_beside_the_condition() -> None:
    except_for = "Riêng ao làng thực hiện sau một năm."
    chosen = points(paragraph(RULE), paragraph(IN_FORCE), paragraph(except_for))
    assert chosen.points[0].pinned_texts == (IN_FORCE, except_for)
    assert not [one for one in chosen.account.left_out if one.reason is Reason.NO_PROVISION]


def test_who_is_let_off_stays_with_what_organisations_pay() -> None:
    parts = sentences("Với tổ chức, phạt gấp đôi. Không xử phạt người đã tự khai. Xã có 3 ao.")
    assert with_exceptions(parts) == [f"{parts[0]} {parts[1]}", parts[2]]


@each(
    ("sentence", "holds"),
    [
        ("Đối với tổ chức, mức phạt tiền gấp 02 lần, nhưng không quá 1.000.000.000 đồng.", True),
        ("Tổ chức thả vịt bị phạt gấp 02 lần, bằng 600.000 đồng.", False),
        ("Nghị quyết áp dụng từ kỳ tính thuế năm 2031.", True),
        ("Nghị quyết áp dụng từ đầu ao.", False),
        ("Vi phạm tại điểm b còn bị tước thẻ nuôi vịt.", True),
        ("Người bán rong chỉ bị phạt bằng một nửa mức của cá nhân.", True),
    ],
)
def test_conditions(sentence: str, holds: bool) -> None:
    assert is_condition(sentence) is holds


def test_organisations_pay_double_though_it_is_said_in_a_section_without_fines() -> None:
    double = "Áp dụng đối với cá nhân; tổ chức có cùng hành vi phạt gấp 2 lần."
    fined = paragraph(f"Thả vịt ra đường bị phạt 300.000 đồng (khoản 3 Điều 7 {ACT}).")
    first, second = points(heading("Xử phạt"), fined, heading("Hòa giải"), paragraph(RULE), paragraph(double)).points
    assert (first.pinned_texts, second.pinned_texts) == ((double,), ())


def test_a_law_on_houses_is_no_place_above() -> None:
    text = "Luật Nhà ở số 7/2031/QH17 có hiệu lực từ ngày 01/02/2031."
    basis = [{"text": "Luật Nhà ở số 7/2031/QH17", "act": {"type": "luat", "number": "7/2031/QH17", "title": "Nhà ở"}}]
    rule = paragraph("Nhà chung cư phải được kiểm định (khoản 2 Điều 58 Luật Nhà ở).")
    (point,) = points(heading("Hiệu lực"), paragraph(text), heading("Nhà"), rule, basis=basis).points
    assert point.pinned_texts == (text,)


def test_this_is_the_sum_for_organisations_is_said_of_one_fine_alone() -> None:
    of_one = "Đây là mức phạt với tổ chức; cá nhân bằng một nửa."
    one = paragraph(f"Lấp ao bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT}). {of_one}")
    other = paragraph(f"Thả vịt bị phạt 300.000 đồng (khoản 3 Điều 7 {ACT}).")
    assert [text for text, _ in said(one, other)] == [
        f"Lấp ao bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT}). {of_one}",
        "Thả vịt bị phạt 300.000 đồng.",
    ]


def test_no_sum_is_large_beside_years_of_prison() -> None:
    assert (
        emphasis_of("Phạt tù từ 12 năm đến 20 năm. Còn có thể bị phạt tiền từ 10 triệu đồng đến 20 triệu đồng.") is None
    )
    assert emphasis_of("Bị phạt tiền từ 10 triệu đồng đến 20 triệu đồng.") is not None


def test_a_warning_is_a_row_of_the_fines() -> None:
    rows = listed(*(f"Thả vịt {day}: phạt cảnh cáo (khoản {day} Điều 9 {ACT})." for day in range(2, 11)))
    assert len(points(heading("Mức phạt"), rows).points) == 9


@each(
    ("text", "parts"),
    [
        ("Hỏi tại P. Bến Nghé, TT. Tân Hưng. Xã có 3 ao.", 2),
        ("Đến KP. Ba, TX. Hòa An, số 8 Đ. Lê Lợi.", 1),
    ],
)
def test_names_of_places_are_not_cut_at_their_abbreviation(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts
