"""Covers that fold outside, annexes with a head of their own, authentication blocks, contents, quizzes in sheets."""

from __future__ import annotations

from record_documents import TODAY, block, document, draft, page, table

from converters.reading.document import Block, BlockKind
from converters.records.build import build_record
from converters.writing.markdown import markdown
from tests.each import each
from validators.sharing.record import Closing, Heading, Letterhead, Table


def content(*blocks: Block | str) -> list[object]:
    return list(build_record(document(page(*blocks)), today=TODAY).record.content)


def headings(text: str) -> list[str]:
    return [one.text for one in draft(text).record.content if isinstance(one, Heading)]


def sheet(rows: list[list[str]]) -> str:
    made = document(page(table(rows)), name="a.xlsx", media_type="application/x.spreadsheet")
    return markdown(build_record(made, today=TODAY).record)


def test_a_table_is_one_whatever_its_lines_say() -> None:
    rows = [["Hai bên", "UBND PHƯỜNG HÒA MẪU\nBAN CHỈ ĐẠO"], ["Một", "Hai"]]
    assert len([one for one in content(table(rows)) if isinstance(one, Table)]) == 1


def test_who_put_a_consolidated_text_together_is_no_heading() -> None:
    text = (
        "BỘ VÍ DỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nQUY ĐỊNH VỀ HÒA GIẢI MẪU\n"
        "Căn cứ Luật Hòa giải ở cơ sở;\nĐiều 1. Phạm vi\nThông tư này quy định về hòa giải./.\n"
        "BỘ VÍ DỤ\nSố: 11/VBHN-BVD\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 20 tháng 10 năm 2025\n"
        "Nơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Ví Dụ"
    )
    made = draft(text).record
    assert made.number == "11/VBHN-BVD"
    closing = next(one for one in made.content if isinstance(one, Closing))
    assert closing.lines[:4] == [
        "BỘ VÍ DỤ",
        "Số: 11/VBHN-BVD",
        "XÁC THỰC VĂN BẢN HỢP NHẤT",
        "Hà Nội, ngày 20 tháng 10 năm 2025",
    ]
    assert not [one for one in made.content if isinstance(one, Heading)]


def test_the_head_of_an_annex_is_a_letterhead() -> None:
    text = (
        "UBND XÃ MẪU\nSố: 07/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMẫu, ngày 06 tháng 02 năm 2026\n"
        "KẾ HOẠCH\nTuyên truyền pháp luật\nĂn ở sạch sẽ./.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
        "Giàng A Mẫu\nUBND XÃ MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "PHỤ LỤC I\nLỊCH TUYÊN TRUYỀN\nThôn Mẫu: ngày 10/3."
    )
    made = draft(text).record.content
    assert [one.lines[0] for one in made if isinstance(one, Letterhead)] == ["UBND XÃ MẪU", "UBND XÃ MẪU"]
    assert next(one for one in made if isinstance(one, Closing)).lines[-1] == "Giàng A Mẫu"
    assert "PHỤ LỤC I LỊCH TUYÊN TRUYỀN" in [one.text for one in made if isinstance(one, Heading)]


def test_a_letter_whose_number_was_left_blank_is_a_letter() -> None:
    text = (
        "SỞ TƯ PHÁP TỈNH MẪU\nSố:      /STP-PBGDPL\nV/v góp ý dự thảo Sổ tay\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Mẫu, ngày     tháng 5 năm 2026\nKính gửi: Các xã\nĐề nghị góp ý."
    )
    made = draft(text).record
    assert (made.title, made.kind, made.number) == ("Công văn góp ý dự thảo Sổ tay", "van-ban-hanh-chinh", None)


def test_the_cover_of_a_folded_leaflet_is_not_repeated_below_its_title() -> None:
    parts = ("1. Ai đăng ký?", "Chủ hộ.", "UBND PHƯỜNG MẪU", "TỜ GẤP", "ĐĂNG KÝ TẠM TRÚ", "Mẫu, tháng 4/2026")
    shown = markdown(draft("\n".join(parts)).record)
    assert shown.startswith("# TỜ GẤP ĐĂNG KÝ TẠM TRÚ\n")
    assert shown.count("ĐĂNG KÝ TẠM TRÚ") == 1
    assert "\nUBND PHƯỜNG MẪU\n" in shown


@each(
    ("text", "wanted"),
    [
        ("MỤC LỤC\n1. Chọn chủ đề 2\n1. Chọn chủ đề\nGần gũi.", ["MỤC LỤC", "1. Chọn chủ đề"]),
        ("NỘI DUNG\nI. Mở đầu\nII. Thân bài\nIII. Kết bài\nHết bài.", ["NỘI DUNG"]),
        ("NỘI DUNG\nMột.\nGHI NHỚ\nHai.\nLÝ THỊ MẪU", ["NỘI DUNG", "GHI NHỚ"]),
        ("MỨC PHẠT\nBài 2\nHỎI – ĐÁP\nMột.", ["MỨC PHẠT", "Bài 2 HỎI – ĐÁP"]),
    ],
)
def test_what_heads_nothing_is_no_heading(text: str, wanted: list[str]) -> None:
    strong = {"Bài 2"}
    blocks = (block(line, BlockKind.HEADING if line in strong else BlockKind.PARAGRAPH) for line in text.splitlines())
    assert [one.text for one in content(*blocks) if isinstance(one, Heading)] == wanted


def test_amounts_and_organs_are_no_headings() -> None:
    assert headings("MỨC PHẠT\n2 – 3 triệu đồng\nSỞ TƯ PHÁP TỈNH BÌNH MẪU\nMột câu.") == ["MỨC PHẠT"]


def test_an_annex_in_a_sheet_has_its_title_with_it() -> None:
    rows = [["Phụ lục II", ""], ["DANH MỤC PHÍ", ""], ["STT", "Mức thu"], ["1", "8.000 đồng"], ["2", "9.000 đồng"]]
    assert sheet(rows).startswith("# Phụ lục II DANH MỤC PHÍ\n")


def test_options_of_a_quiz_in_a_sheet() -> None:
    rows = [["Câu", "Câu hỏi", "A", "B", "Đáp án"], ["1", "Tuổi kết hôn của nữ?", "16", "18", "B"]]
    rows.append(["2", "Ai đăng ký khai sinh?", "Cha mẹ", "Thôn", "A"])
    shown = sheet(rows)
    assert "**1. Tuổi kết hôn của nữ?**\n\nA. 16\n\nB. 18\n\n**Đáp án:** B\n" in shown


def test_a_joint_guidance_is_called_so() -> None:
    text = (
        "SỞ TƯ PHÁP - HỘI PHỤ NỮ\nSố: 09/HD-STP-HPN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Mẫu, ngày 17 tháng 4 năm 2026\nHƯỚNG DẪN LIÊN TỊCH\nTổ chức hội thi cấp xã\nThực hiện Kế hoạch năm 2026:"
    )
    assert draft(text).record.title == "Hướng dẫn liên tịch tổ chức hội thi cấp xã"


def test_a_bullet_is_no_part_of_a_situation() -> None:
    blocks = (
        block("Tình huống", BlockKind.HEADING),
        block("• Thôn Mẫu có 90 hộ, họp 50 hộ. Có hợp lệ không?", BlockKind.LIST_ITEM),
        "Trả lời: Không.",
    )
    shown = markdown(build_record(document(page(*blocks)), today=TODAY).record)
    assert "•" not in shown
