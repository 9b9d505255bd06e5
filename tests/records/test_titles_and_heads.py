"""Titles, makers and heads of older acts, sheets and slides."""

from __future__ import annotations

import pytest
from record_documents import TODAY, block, document, draft, page, table

from converters.reading.document import Block, BlockKind
from converters.records.build import Draft, build_record
from tests.each import each

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, block(text).lines, level=1, emphasis=True)


def bold(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, block(text).lines, emphasis=True)


def of(*blocks: Block | str, **options: str) -> Draft:
    return build_record(document(page(*blocks), **options), today=TODAY)


def test_title_lines_of_an_office_file_belong_together() -> None:
    made = of(
        heading("SỔ TAY"), heading("HỎI ĐÁP PHÁP LUẬT CHO NGƯỜI LAO ĐỘNG"), "Câu 1. Lương là gì?", "Là tiền công."
    )
    assert made.record.title == "SỔ TAY HỎI ĐÁP PHÁP LUẬT CHO NGƯỜI LAO ĐỘNG"
    assert made.record.kind == "hoi-dap"


def test_a_line_set_like_the_title_and_like_no_other_belongs_to_it() -> None:
    title, case = heading("KỊCH BẢN PHIÊN TÒA GIẢ ĐỊNH"), heading("Vụ án “Cố ý gây thương tích”")
    assert of(title, case, "I. THÀNH PHẦN", "- Chủ tọa").record.title == f"{title.text} {case.text}"
    assert of(title, case, "- Chủ tọa", heading("Phần tuyên án"), "Tòa tuyên án.").record.title == title.text


def test_headings_in_capitals_below_a_title_set_otherwise_are_not_its_lines() -> None:
    title, health, school = heading("QUYỀN CỦA TRẺ EM"), bold("Y TẾ"), bold("GIÁO DỤC")
    assert of(title, health, "Được khám bệnh.", school, "Được đi học.").record.title == title.text
    assert of(title, bold("TRONG GIA ĐÌNH"), "Được chăm sóc.").record.title == "QUYỀN CỦA TRẺ EM TRONG GIA ĐÌNH"


def test_a_workbook_is_named_by_its_first_sheet() -> None:
    fees = table([["TT", "Việc", "Phí"], ["1", "Khai sinh", "Miễn"]])
    first = page(block("Phí", BlockKind.SHEET_NAME), "MỨC THU LỆ PHÍ", fees)
    second = page(block("Miễn", BlockKind.SHEET_NAME), "NGƯỜI ĐƯỢC MIỄN", "- Người thuộc hộ nghèo", number=2)
    assert build_record(document(first, second, media_type=SHEETS), today=TODAY).record.title == "MỨC THU LỆ PHÍ"


@pytest.mark.parametrize(("title", "kind"), [("CẨM NANG TÌNH HUỐNG", "tinh-huong"), ("SỔ TAY HỘ TỊCH", "sach")])
def test_what_a_handbook_holds_is_its_kind(title: str, kind: str) -> None:
    assert of(heading(title), "Nội dung dành cho bà con trong xã đọc và làm theo.").record.kind == kind


def test_headings_of_parts_are_no_title() -> None:
    made = of(
        heading("Phần thứ hai"), heading("HỎI – ĐÁP VỀ LUẬT MẪU"), heading("PHẦN THỨ NHẤT"), heading("QUY ĐỊNH CHUNG")
    )
    assert made.record.title == "HỎI – ĐÁP VỀ LUẬT MẪU"


def test_slides_that_begin_with_their_contents_have_no_printed_title() -> None:
    made = of(
        heading("Nội dung môn học"), "I. Định nghĩa", heading("I. Định nghĩa"), name="bai-1.pptx", media_type=SLIDES
    )
    assert made.record.title == "bai-1"
    assert any(doubt.kind == "title" for doubt in made.doubts)


@each("left", ["Title Layout", "PowerPoint Presentation", "Microsoft Word - a.doc", "to roi.cdr"])
def test_titles_programs_set_are_no_titles(left: str) -> None:
    source = document(page("chữ thường thôi, không có tên."), title=left, name="mau.txt")
    assert build_record(source, today=TODAY).record.title != left


@each(
    ("line", "name"),
    [
        ("Nhân dịp này, Phòng Tư pháp huyện Mẫu biên soạn tờ gấp.", None),
        ("Phòng Tư pháp biên soạn tờ gấp này cho bà con.", "Phòng Tư pháp"),
        ("Biên soạn: Sở Tư pháp tỉnh Mẫu", "Sở Tư pháp tỉnh Mẫu"),
        ("TÀI LIỆU TỔNG HỢP VÀ BIÊN SOẠN BỞI CLB MẪU", "CLB MẪU"),
    ],
)
def test_who_led_the_drafting(line: str, name: str | None) -> None:
    creator = draft(f"TÌM HIỂU LUẬT MẪU\n{line}").record.creator
    assert name is None or (creator is not None and creator.name == name)


def test_the_issuer_in_the_title_of_an_older_act() -> None:
    record = draft(
        "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ TÀI CHÍNH SỐ 1142-TC/QĐ/CĐKT\nNGÀY 01 THÁNG 11 NĂM 1995 VỀ VIỆC BAN HÀNH\n"
        "CHẾ ĐỘ KẾ TOÁN MẪU\nBỘ TRƯỞNG BỘ TÀI CHÍNH\nCăn cứ Nghị định số 15/CP ngày 2-3-1993;\nQUYẾT ĐỊNH\n"
        "Điều 1. Nay ban hành."
    ).record
    assert record.title == "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH CHẾ ĐỘ KẾ TOÁN MẪU"
    assert record.publisher is not None
    assert record.publisher.name == "BỘ TRƯỞNG BỘ TÀI CHÍNH"


def test_a_typists_mark_is_no_organ() -> None:
    record = draft(
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nXV80\nSố: 256/2004/QĐ-UB\nCần Thơ, ngày 01 tháng 7 năm 2004\nQUYẾT ĐỊNH\n"
        "V/v ban hành Chương trình mẫu\nĐiều 1. Ban hành."
    ).record
    assert record.publisher is not None
    assert record.publisher.name == "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ"


def test_a_head_set_in_a_table_is_read_column_by_column() -> None:
    head = table(
        [
            ["BỘ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 13/2001/TT-BTC", "Độc lập - Tự do - Hạnh phúc"],
            ["", "Hà Nội, ngày 8 tháng 3 năm 2001"],
            ["THÔNG TƯ"],
            ["Hướng dẫn thuế mẫu"],
            ["đối với đơn vị mẫu"],
            ["trong năm 2001"],
        ],
        header=False,
    )
    record = build_record(document(page(head, "Căn cứ Luật Thuế mẫu;", "Bộ Tài chính hướng dẫn:")), today=TODAY).record
    assert record.number == "13/2001/TT-BTC"
    assert record.date_issued is not None
    assert record.title.startswith("Thông tư hướng dẫn thuế mẫu")


@pytest.mark.parametrize(
    ("organ", "level"), [("CHI CỤC AN TOÀN THỰC PHẨM", None), ("CỤC PHỔ BIẾN PHÁP LUẬT", "central")]
)
def test_a_branch_is_not_central(organ: str, level: str | None) -> None:
    assert draft(f"{organ}\nHỎI ĐÁP PHÁP LUẬT\nCâu 1. Gì?\nLà mẫu.").record.level == level


def test_a_summary_is_made_of_whole_statements() -> None:
    record = draft(
        "TÌM HIỂU LUẬT MẪU\nCâu hỏi 1: Người trộm cắp tài sản mẫu trị giá bao nhiêu thì bị phạt theo Luật Mẫu này?\n"
        "Trả lời: Người trộm cắp tài sản trị giá từ 2.000.000 đồng trở lên thì bị xử lý theo Luật Mẫu hiện hành."
    ).record
    assert "?" not in (record.description or "")
    assert not (record.description or "").startswith("000")


def part(text: str, level: int) -> Block:
    return Block(BlockKind.HEADING, block(text).lines, level=level, emphasis=True)


def test_a_part_below_a_title_that_says_what_it_is_about_is_no_part_of_it() -> None:
    made = of(
        part("ÁN LỆ SỐ 91/2031/AL VỀ LỐI ĐI QUA VƯỜN CHÈ", 1), part("Nguồn án lệ", 2), "Bản án của Tòa án xã Mẫu."
    )
    assert made.record.title == "ÁN LỆ SỐ 91/2031/AL VỀ LỐI ĐI QUA VƯỜN CHÈ"
    assert made.record.number == "91/2031/AL"


def test_what_an_act_is_about_may_be_a_smaller_heading_below_its_type() -> None:
    made = of(
        "Số: 12/QĐ-STP", part("QUYẾT ĐỊNH", 1), part("Về việc ban hành Quy chế giữ vườn chè", 2), "Căn cứ Luật Mẫu;"
    )
    assert "Quy chế giữ vườn chè" in made.record.title


def test_the_number_of_an_outline_is_no_word_of_its_title() -> None:
    record = draft(
        "UBND TỈNH AN SƠN\nSỞ TƯ PHÁP\nSố: 86/ĐC-STP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "An Sơn, ngày 05 tháng 02 năm 2030\nĐỀ CƯƠNG TUYÊN TRUYỀN\n"
        "Nghị định số 12/2029/NĐ-CP của Chính phủ về trật tự công cộng\nĐề cương này dùng cho báo cáo viên."
    ).record
    assert record.title == "Đề cương tuyên truyền Nghị định số 12/2029/NĐ-CP của Chính phủ về trật tự công cộng"
    assert record.number == "86/ĐC-STP"


def test_what_a_leaflet_is_in_small_letters_below_its_title_is_no_title() -> None:
    made = of(heading("CẢNH GIÁC LỪA ĐẢO QUA MẠNG"), heading("Tờ rơi tuyên truyền"), "Thủ đoạn thường gặp")
    assert made.record.title == "CẢNH GIÁC LỪA ĐẢO QUA MẠNG"
    assert made.record.kind == "to-roi"
    made = of(heading("TỜ RƠI TUYÊN TRUYỀN"), heading("Cảnh giác lừa đảo"), "Không bấm đường liên kết lạ.")
    assert made.record.title == "TỜ RƠI TUYÊN TRUYỀN Cảnh giác lừa đảo"
