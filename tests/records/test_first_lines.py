"""What the first lines of a text are: a sentence about a judgment, the first of many questions, a plan's task."""

from __future__ import annotations

from record_documents import TODAY, block, document, draft, page, table

from converters.reading.document import Block, BlockKind
from converters.records.build import Draft, build_record
from converters.writing.markdown import markdown
from tests.each import each

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORGANS = "ỦY BAN NHÂN DÂN\nXÃ KHE VÍ\nSố: 77/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def bold(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, block(text).lines, emphasis=True)


def of(*blocks: Block | str, **options: str) -> Draft:
    return build_record(document(page(*blocks), **options), today=TODAY)


@each(
    "sentence",
    [
        "Bản án số 12/2025/DS-PT ngày 4/4/2025 của Tòa án nhân dân tỉnh Mẫu đã sửa Bản án sơ thẩm số 40/2024/DS-ST.",
        "Án lệ số 88/2025/AL về xác định lỗi được áp dụng ở nhiều nơi.",
        "Nghị định số 282/2025/NĐ-CP của Chính phủ không xử phạt người dưới 14 tuổi.",
    ],
)
def test_a_sentence_about_an_act_is_no_title_and_gives_no_number(sentence: str) -> None:
    record = of("BÀI HỌC TỪ MỘT VỤ TRANH CHẤP", sentence, "Khi mua đất phải lập hợp đồng có công chứng.").record
    assert record.title == "BÀI HỌC TỪ MỘT VỤ TRANH CHẤP"
    assert (record.number, record.date_issued) == (None, None)
    assert record.legal_basis


def test_a_judgments_own_line_still_names_it() -> None:
    head = "TÒA ÁN NHÂN DÂN TỈNH MẪU\nBản án số: 15/2024/HS-ST\nNgày: 12-3-2024\nNHÂN DANH"
    record = draft(f"{head}\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").record
    assert record.number == "15/2024/HS-ST"


@each(
    ("below", "title"),
    [
        ("Thực hiện công tác hòa giải năm 2026", "Kế hoạch thực hiện công tác hòa giải năm 2026"),
        (
            "Thực hiện Nghị quyết số 66-NQ/TW của Bộ Chính trị",
            "Kế hoạch thực hiện Nghị quyết số 66-NQ/TW của Bộ Chính trị",
        ),
        (
            "Thực hiện Kế hoạch số 05/KH-UBND, Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
            "Kế hoạch số 77/KH-UBND",
        ),
        ("Thực hiện Kế hoạch số 05/KH-UBND, Ủy ban nhân dân xã xây dựng kế hoạch", "Kế hoạch số 77/KH-UBND"),
    ],
)
def test_what_a_plan_is_to_do_is_its_title_and_what_it_rests_on_is_not(below: str, title: str) -> None:
    assert draft(f"{ORGANS}KẾ HOẠCH\n{below}\nI. MỤC ĐÍCH\nĐưa pháp luật đến với người dân.").record.title == title


def test_the_first_of_many_questions_names_none_of_the_others() -> None:
    rows = [["Câu hỏi", "Trả lời"], ["Ai được cấp căn cước?", "Công dân."], ["Bao nhiêu tuổi?", "Từ đủ 14 tuổi."]]
    made = build_record(document(page(table(rows)), media_type=SHEETS), today=TODAY)
    assert made.record.title == "tai-lieu"
    assert markdown(made.record).count("Ai được cấp căn cước?") == 1


def test_one_question_may_be_a_title() -> None:
    assert of("Ai được trợ giúp pháp lý?", "Người nghèo.", "Trẻ em.").record.title == "Ai được trợ giúp pháp lý?"


def test_the_head_ends_with_place_and_date() -> None:
    lines = ("UBND XÃ THỬ LÝ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
             "Thử Lý, ngày 12 tháng 10 năm 2026", "HƯƠNG ƯỚC", "Thôn Nà Mẫu, xã Thử Lý")  # fmt: skip
    record = of(*map(bold, lines[:3]), lines[3], *map(bold, lines[4:]), "Mọi người đều phải thực hiện.").record
    assert record.creator is not None
    assert record.creator.name == "UBND XÃ THỬ LÝ"


def test_a_code_of_a_form_is_no_title_and_boxes_are_no_heading() -> None:
    record = of(
        bold("Mẫu TP-HT-01"), bold("TỜ KHAI ĐĂNG KÝ KHAI SINH"), "Họ tên: …", bold("Bản sao: ☐ Có ☐ Không")
    ).record
    assert record.title == "TỜ KHAI ĐĂNG KÝ KHAI SINH"
    assert "# Bản:" not in markdown(record)
