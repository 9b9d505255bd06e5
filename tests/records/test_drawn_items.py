from __future__ import annotations

from record_documents import TODAY, block, document, draft, page, table

from converters.records.build import build_record
from converters.records.items.amounts import find_fines
from converters.records.items.found_items import DRAWN
from tests.each import each
from validators.sharing.record import Deadline, Procedure, Question, Record, RightOrDuty, Sanction, Situation


def sanctions(record: Record) -> list[tuple[str, int | None, int | None]]:
    return [(one.behaviour, one.amount_min, one.amount_max) for one in record.content if isinstance(one, Sanction)]


@each(
    ("text", "wanted"),
    [
        ("từ 500.000 đồng đến 1.000.000 đồng", (500_000, 1_000_000)),
        ("từ 2 đến 5 triệu đồng", (2_000_000, 5_000_000)),
        ("từ 2 triệu đến 5 triệu đồng", (2_000_000, 5_000_000)),
        ("đến 30.000.000 đồng", (None, 30_000_000)),
        ("từ 75.000.000 đồng trở lên", (75_000_000, None)),
        ("phạt 200.000 đồng", (200_000, 200_000)),
        ("1.000.000 đồng - 2.000.000 đồng", (1_000_000, 2_000_000)),
    ],
)
def test_amounts(text: str, wanted: tuple[int | None, int | None]) -> None:
    (fine,) = find_fines(text)
    assert (fine.low, fine.high) == wanted


@each("text", ["từ 01 đến 03 người", "Điều 5 đến Điều 7", "2.000 tờ", "từ 5.000.000 đồng đến 1.000.000 người"])
def test_other_numbers_are_no_ranges(text: str) -> None:
    assert all(
        fine.low is None or fine.high is None or fine.low == fine.high or "đồng" in text for fine in find_fines(text)
    )


def test_a_decree_with_points() -> None:
    record = draft(
        "Điều 8. Vi phạm\n1. Phạt cảnh cáo hoặc phạt tiền từ 500.000 đồng đến 1.000.000 đồng đối với một trong "
        "những hành vi sau đây:\n"
        "a) Gây mất trật tự;\nb) Thả rông vật nuôi.\n2. Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng đối với "
        "hành vi thả đèn trời."
    ).record
    assert sanctions(record) == [
        ("Gây mất trật tự", 500_000, 1_000_000),
        ("Thả rông vật nuôi", 500_000, 1_000_000),
        ("thả đèn trời", 2_000_000, 3_000_000),
    ]
    first = next(one for one in record.content if isinstance(one, Sanction))
    assert first.other == "cảnh cáo"


def test_sentences_with_their_provision() -> None:
    record = draft(
        "TỜ RƠI\nTheo Nghị định số 282/2025/NĐ-CP\nNgười đánh bạc trái phép bị phạt từ 1.000.000 đồng đến "
        "2.000.000 đồng (khoản 2 Điều 36)."
    ).record
    (made,) = (one for one in record.content if isinstance(one, Sanction))
    assert (made.behaviour, made.amount_min, made.amount_max) == ("Người đánh bạc trái phép", 1_000_000, 2_000_000)
    assert made.basis is not None
    basis = record.legal_basis[made.basis]
    assert (basis.act.number, basis.locator.article, basis.locator.clause) == ("282/2025/NĐ-CP", "36", "2")
    assert record.evidence[f"/legal_basis/{made.basis}"][0].inferred


def test_leaflets_set_behaviour_amount_and_provision_under_each_other() -> None:
    text = (
        "TỜ GẤP PHÁP LUẬT\nMức phạt theo Nghị định số 282/2025/NĐ-CP\nĐánh đập người trong nhà\n"
        "Từ 5.000.000 đồng đến 10.000.000 đồng\nkhoản 2 Điều 37"
    )
    for made in (draft(text).record, build_record(document(page(block(text))), today=TODAY).record):
        (sanction,) = (one for one in made.content if isinstance(one, Sanction))
        assert sanction.behaviour == "Đánh đập người trong nhà"
        assert sanction.basis is not None
        assert made.legal_basis[sanction.basis].locator.article == "37"


def test_tables_of_fines() -> None:
    sheet = table([["Hành vi", "Mức phạt tiền"], ["Khai sai sự thật", "Từ 8.000.000 đồng đến 12.000.000 đồng"]])
    record = build_record(document(page("ĐỀ CƯƠNG TUYÊN TRUYỀN", sheet)), today=TODAY).record
    assert sanctions(record) == [("Khai sai sự thật", 8_000_000, 12_000_000)]


def test_items_stand_after_the_text_and_replace_nothing() -> None:
    record = draft(
        "Người bị hại có quyền yêu cầu bồi thường.\nHồ sơ được trả trong 10 ngày làm việc kể từ ngày nhận."
    ).record
    types = [one.type for one in record.content]
    assert types == sorted(types, key=lambda name: name in DRAWN)
    assert {"right", "deadline", "paragraph"} <= set(types)


def test_deadlines_have_number_and_unit() -> None:
    record = draft(
        "Cơ quan trả lời trong thời hạn 03 ngày làm việc. Việc phức tạp không quá 30 ngày. Tối đa 12 giờ thì xong việc."
    ).record
    found = [(one.quantity, one.unit) for one in record.content if isinstance(one, Deadline)]
    assert found == [(3, "working-day"), (30, "day"), (12, "hour")]


def test_rights_and_duties_by_sentence_and_by_heading() -> None:
    record = draft(
        "QUYỀN CỦA NGƯỜI BỊ BẠO LỰC\nNgười bị bạo lực được:\n- bảo vệ sức khỏe;\n- giữ bí mật.\nNgười dân có "
        "nghĩa vụ báo tin."
    ).record
    found = [(one.type, one.text, one.holder) for one in record.content if isinstance(one, RightOrDuty)]
    assert ("duty", "Người dân có nghĩa vụ báo tin.", "Người dân") in found
    assert [text for kind, text, _ in found if kind == "right"] == ["bảo vệ sức khỏe", "giữ bí mật."]


def test_procedures_with_steps() -> None:
    record = draft("THỦ TỤC ĐĂNG KÝ\nBước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.\nBước 3. Ký nhận.").record
    (made,) = (one for one in record.content if isinstance(one, Procedure))
    assert made.title == "THỦ TỤC ĐĂNG KÝ"
    assert made.steps == ["Nộp hồ sơ.", "Nhận kết quả.", "Ký nhận."]


_ONE = "Trợ giúp pháp lý là gì?"
_TWO = "Ai được trợ giúp?"
_FREE = "Là dịch vụ miễn phí.\nCó ba hình thức."
QUESTIONS = [
    f"Câu hỏi 1. {_ONE}\nTrả lời: {_FREE}\nCâu hỏi 2. {_TWO}\nTrả lời: Người nghèo.",
    f"Hỏi: {_ONE}\nĐáp: {_FREE}\nHỏi: {_TWO}\nĐáp: Người nghèo.",
    f"1. {_ONE}\n{_FREE}\n2. {_TWO}\nNgười nghèo.",
    f"Hỏi: {_ONE} Đáp: {_FREE}\nHỏi: {_TWO} Đáp: Người nghèo.",
]


@each("text", QUESTIONS)
def test_questions_and_answers(text: str) -> None:
    found = [one for one in draft(text).record.content if isinstance(one, Question)]
    assert [one.text for one in found] == ["Trợ giúp pháp lý là gì?", "Ai được trợ giúp?"]
    answers = [" ".join(getattr(part, "text", "") for part in one.answer) for one in found]
    assert answers == ["Là dịch vụ miễn phí. Có ba hình thức.", "Người nghèo."]


def test_situations_and_solutions() -> None:
    record = draft(
        "MỘT SỐ TÌNH HUỐNG\nTình huống 1. Ông A xây nhà lấn đất.\nGiải đáp: Ông A phải tháo dỡ.\nTình huống 2: "
        "Bà B đòi nợ.\nTrả lời: Bà B khởi kiện."
    ).record
    found = [one for one in record.content if isinstance(one, Situation)]
    assert [one.text for one in found] == ["Ông A xây nhà lấn đất.", "Bà B đòi nợ."]
    assert record.kind == "tinh-huong"


def test_a_column_of_upper_limits_has_no_lower_one() -> None:
    sheet = table([["Hành vi", "Mức phạt tối đa"], ["Mua bán dữ liệu", "3.000.000.000 đồng"]])
    record = build_record(document(page("ĐỀ CƯƠNG TUYÊN TRUYỀN", sheet)), today=TODAY).record
    assert sanctions(record) == [("Mua bán dữ liệu", None, 3_000_000_000)]


def test_an_amount_at_the_beginning_of_a_line_is_no_numbering() -> None:
    record = build_record(
        document(
            page(block("Tiết lộ thông tin bị phạt từ 3.000.000 đồng đến\n5.000.000 đồng (điểm b khoản 1 Điều 50)."))
        ),
        today=TODAY,
    ).record
    assert sanctions(record) == [("Tiết lộ thông tin", 3_000_000, 5_000_000)]
