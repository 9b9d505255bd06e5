"""The signs by which it is known what goes with a statement, one by one, and the pieces that are made of long ones."""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from dataclasses import replace

from test_statements_whole import ACT, record
from truth_case import law, listed, paragraph

from converters.derivatives.kinds.quiz.questions import quiz_questions
from converters.derivatives.kinds.video.cues import lines, spread
from converters.derivatives.saying.account import Account, LeftOut, Reason
from converters.derivatives.saying.joining.parts_of_procedures import told_in_parts
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints, NothingToShow, PointKind, choose_key_points
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.wording.columns import Columns, header_rows
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.excerpts import (
    carries_on,
    comes_on_top,
    comes_on_top_of_all,
    is_a_rule_of_its_own,
    safe_excerpt,
)
from converters.derivatives.wording.leaning import POINTS_BACK, belongs_to_what_precedes, names_a_party
from converters.derivatives.wording.lines import is_no_statement
from converters.derivatives.wording.word_pairs import kept_together
from tests.each import each
from validators.sharing.record import Record, Table

STEPS = tuple((number, f"Bước {number}: {'Nộp đơn và giấy tờ tại thôn. ' * 4}".strip()) for number in range(1, 5))
POINT = KeyPoint(
    PointKind.PROCEDURE,
    "Nhận ao: Nộp đơn…",
    "Điều 4 Luật Ao làng",
    "Điều 4",
    "/content/3",
    title="Nhận ao",
    steps=STEPS,
)


@each(
    ("sign", "yes", "no"),
    [
        (carries_on, "Người đang hưởng trước ngày này thì tiếp tục hưởng.", "Người nhận ao tiếp tục rào bờ."),
        (carries_on, "Hồ sơ đã nộp thì giải quyết theo quy định cũ.", "Hồ sơ nộp trước 10 giờ thì trả trong ngày."),
        (
            comes_on_top,
            "Ngoài bị phạt tiền, người vi phạm còn bị tịch thu xe.",
            "Ngoài giờ làm việc, thôn vẫn nhận đơn.",
        ),
        (comes_on_top, "Ngoài ra, người vi phạm phải chịu tiền nạo vét.", "Ngoài ra, người nhận ao được thả cá."),
        (comes_on_top_of_all, "Người vi phạm còn bị tịch thu xe.", "Chủ trại còn bị tước giấy nhận ao."),
        (comes_on_top_of_all, "Người bị xử phạt còn bị tạm giữ xe.", "Trại đó còn bị tạm giữ xe."),
        (is_a_rule_of_its_own, "Khi phao hỏng, thôn phải báo ngay.", "Trừ trường hợp thôn đã biết."),
        (names_a_party, "Bà Lụa nộp đơn tại thôn.", "Bà con nộp đơn tại thôn."),
        (names_a_party, "Chị ấy được trả lại tiền.", "Ông, bà, cha, mẹ được nhận thay."),
        (belongs_to_what_precedes, "Ở vùng cao thì không quá 45 ngày.", "Ở vùng cao, đơn được trả lời trong 45 ngày."),
        (
            belongs_to_what_precedes,
            "Quá thời hạn mà không nạo thì trả lại tiền.",
            "Quá 30 ngày không nạo thì trả lại tiền.",
        ),
        (POINTS_BACK.search, "Phí qua mạng bằng 50% mức thu trên.", "Hộ có mức thu nhập trên 5 triệu đồng."),
        (POINTS_BACK.search, "Các mức hỗ trợ trên không cộng dồn.", "Mức thu trên địa bàn xã do thôn định."),
        (is_no_statement, "Giấy phép xuất bản số 12/GP-STTTT", "Giấy phép đào ao quá hạn được đổi."),
        (is_no_statement, "Chịu trách nhiệm nội dung: Sở Tư pháp", "Chịu trách nhiệm hình sự khi gây hậu quả."),
        (is_no_statement, "Địa chỉ: thôn Đông", "Địa chỉ ao được ghi vào sổ."),
    ],
)
def test_signs_of_what_goes_with_a_statement(sign: object, yes: str, no: str) -> None:
    assert callable(sign)
    assert sign(yes)
    assert not sign(no)


def test_a_party_the_question_names_is_no_stranger() -> None:
    assert not names_a_party("Bà Lụa nộp đơn tại thôn.", "Bà Lụa phải làm gì?")
    assert names_a_party("Ông Mẫn nộp đơn tại thôn.", "Bà Lụa phải làm gì?")


def test_items_behind_a_colon_are_cut_nowhere() -> None:
    said = f"Người nhận ao có các quyền: {'thả cá quanh năm; ' * 12}giữ bờ."
    assert safe_excerpt(said, 120) is None
    assert (
        safe_excerpt("Người nhận ao phải rào bờ; khách vào ao phải xin phép chủ.", 40) == "Người nhận ao phải rào bờ…"
    )


@each(
    ("text", "figure"),
    [
        ("Phạt 500.000 đồng - 1 triệu đồng.", "500.000 – 1.000.000 đồng"),
        ("Phạt từ 500.000 đồng đến 1,5 triệu đồng.", "500.000 – 1.500.000 đồng"),
        ("Cá nhân: 500.000 đồng - 1 triệu đồng; Tổ chức: 1 - 2 triệu đồng.", None),
    ],
)
def test_a_range_may_be_written_in_two_ways(text: str, figure: str | None) -> None:
    found = emphasis_of(text)
    assert (found and found.full) == figure


def test_words_over_words_are_kept_and_cut_where_they_hold_least() -> None:
    shown = kept_together("QUY TRÌNH CẤP ĐỔI GIẤY PHÉP LÁI XE").replace("\u00a0", "_")
    assert shown == "QUY_TRÌNH CẤP ĐỔI GIẤY_PHÉP LÁI_XE"


def test_a_number_stays_with_its_unit_and_a_page_ends_before_no_exception() -> None:
    assert "05\nngày" not in lines("không quá 05 ngày làm việc kể từ khi nhận đủ hồ sơ.")
    said = (
        "Người lái xe khám sức khỏe; giấy khám sức khỏe có giá trị không quá 12 tháng; nộp hồ sơ tại thôn, xuất trình bản "
        "chính để đối chiếu, trừ trường hợp đã có trên mạng; nộp lệ phí 135.000 đồng; nhận giấy trong 05 ngày làm việc."
    )
    pages = spread(said, 2)
    assert " ".join(pages) == said
    assert not any(page.startswith("trừ") for page in pages)
    assert all(page.endswith((";", ".")) for page in pages)


def chosen(point: KeyPoint = POINT) -> KeyPoints:
    left_out = LeftOut(point.pointer, Reason.TOO_LONG, "Nhận ao ở thôn")
    plain = KeyPoint(PointKind.RULE, "Rào bờ ao.", "Điều 6 Luật Ao làng", "Điều 6", "/content/1")
    return KeyPoints((plain, point), (1, 0), None, Account(("/content/1", point.pointer), (left_out,)))


def test_a_long_procedure_is_told_whole_over_several_cards() -> None:
    told = told_in_parts(chosen())
    parts = told.points[1:]
    assert len(parts) > 1
    assert [part.heading for part in parts] == [
        *(f"Nhận ao – phần {at}" for at in range(1, len(parts))),
        f"Nhận ao – phần {len(parts)} (hết)",
    ]
    assert " ".join(part.text for part in parts) == " ".join(step for _, step in STEPS)
    assert all(len(part.text) <= 260 and not part.steps for part in parts)
    assert sorted(told.ranks) == list(range(len(told.points)))
    assert told.ranks[0] == len(parts), "the plain card was to go first"
    assert told.account.left_out == ()


def test_a_step_no_card_holds_takes_its_procedure_out_by_name() -> None:
    long = replace(POINT, steps=((1, "Nộp đơn " * 60), (2, "Chờ.")))
    told = told_in_parts(chosen(long))
    assert [point.pointer for point in told.points] == ["/content/1"]
    assert told.account.shown == ("/content/1",)
    assert [(one.pointer, one.reason) for one in told.account.left_out] == [("/content/3", Reason.TOO_LONG)]


def test_short_procedures_and_steps_that_are_drawn_stay_one_card() -> None:
    short = replace(POINT, text="Nhận ao: Nộp đơn; Chờ.", steps=((1, "Nộp đơn."), (2, "Chờ.")))
    assert told_in_parts(chosen(short)) is not None
    assert told_in_parts(chosen(short)).points == chosen(short).points


def procedure() -> Record:
    steps = [
        f"Bước {number}: Người nhận ao nộp đơn, giấy tờ và bản vẽ ao cho thôn, thôn xem lại." for number in range(1, 7)
    ]
    return record(paragraph(f"Các bước nhận ao (Điều 4 {ACT}):"), listed(*steps))


def test_only_what_draws_steps_gets_them_whole() -> None:
    drawn, told = (points_to_show(procedure(), None, draft=False, in_steps=one) for one in (True, False))
    assert (len(drawn.points), len(told.points) > 1) == (1, True)
    assert drawn.points[0].in_steps
    assert not any(point.in_steps for point in told.points)
    assert all(step in " ".join(point.text for point in told.points) for _, step in drawn.points[0].steps)


@each(
    ("rows", "head"),
    [
        ([["Việc", "Mức thu"], ["Nạo ao", "8.000 đồng/lần"], ["Rào ao", "9.000 đồng/lần"]], 1),
        ([["Việc", "Mức thu"], ["Nạo ao", "8.000 đồng/lần"]], 0),
        ([["Việc", "Ghi nhớ"], ["Nạo ao", "8.000 đồng"], ["Rào ao", "9.000 đồng"]], 0),
    ],
)
def test_a_column_of_what_is_paid_has_a_head(rows: list[list[str]], head: int) -> None:
    assert header_rows(Table(type="table", rows=rows, header_rows=0)) == head


def test_a_column_of_places_is_the_source_wherever_it_stands() -> None:
    rows = [["Khoản", "Hành vi"], ["khoản 1 Điều 9", "Đổ rơm"], ["điểm a, b khoản 2 Điều 9", "Be bờ"]]
    columns = Columns.of(Table(type="table", rows=rows, header_rows=1))
    assert columns is not None
    assert (columns.source, columns.telling) == (0, (1,))


def asked(text: str) -> list[str]:
    basis = [law("61/2030", "Ao làng")]
    made = record(paragraph(text), basis=basis)
    try:
        return [one.stem for one in quiz_questions(made, choose_key_points(made))[0]]
    except NothingToShow:
        return []


def test_no_figure_is_asked_for_under_a_provision_that_is_not_printed_for_it() -> None:
    place = "(khoản 1 Điều 5 Luật Ao làng số 61/2030/QH15)"
    assert asked(f"Ao rộng phải có phao {place}. Khi phao hỏng, thôn phải báo trong vòng 10 ngày.") == []
    assert len(asked(f"Thôn phải báo trong vòng 10 ngày {place}. Khi phao hỏng, thôn phải thay phao.")) == 1


def test_hours_of_the_clock_are_not_asked_for() -> None:
    place = "(khoản 1 Điều 5 Luật Ao làng số 61/2030/QH15)"
    assert asked(f"Không tát ao từ 22 giờ hôm trước đến 06 giờ sáng hôm sau {place}.") == []
    assert len(asked(f"Thôn phải báo trong vòng 12 giờ kể từ khi phao hỏng {place}.")) == 1
