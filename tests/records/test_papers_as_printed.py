"""Papers of many kinds as they are printed: letters, consolidated texts, precedents, forms, contracts, scripts."""

from __future__ import annotations

from pathlib import Path

from record_documents import TODAY, block, document, draft, page, table

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.records.build import build_record
from converters.records.content.heading_levels import goes_on
from converters.records.metadata.head.organ_names import is_organ, opens_with_organ
from converters.records.passages.line_pair import is_broken_number
from converters.records.passages.paragraphs import passages
from converters.writing.markdown import markdown
from tests.each import each
from validators.sharing import record as model

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def made(text: str) -> model.Record:
    return draft(text).record


def published(text: str) -> list[str]:
    return markdown(made(text)).split("\n\n")


def test_a_letters_subject_and_the_column_beside_it() -> None:
    record = made(
        "UBND TỈNH MẪU\nSỞ TƯ PHÁP\nSố: 12/STP-HCTP\nV/v trả lời kiến nghị về đăng ký\nkhai sinh lưu động\n"
        f"{STATE}Mẫu Hà, ngày 14 tháng 5 năm 2026\nKính gửi: Ủy ban nhân dân xã Mẫu.\nSở Tư pháp trả lời như sau."
    )
    assert record.title == "Công văn trả lời kiến nghị về đăng ký khai sinh lưu động"
    head, *rest = record.content
    assert isinstance(head, model.Letterhead)
    assert head.lines[-1] == "Mẫu Hà, ngày 14 tháng 5 năm 2026"
    assert next(one.text for one in rest if isinstance(one, model.Paragraph)) == "Kính gửi: Ủy ban nhân dân xã Mẫu."


CONSOLIDATED = (
    f"VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN\nTỈNH MẪU GIANG\n{STATE}NGHỊ QUYẾT\nQuy định mức hỗ trợ hòa giải viên\n"
    "Căn cứ Luật Hòa giải ở cơ sở;\nĐiều 1. Phạm vi\nNghị quyết này quy định mức hỗ trợ./.\n{organ}Số: 07/VBHN-VP\n"
    "XÁC THỰC VĂN BẢN HỢP NHẤT\nMẫu Giang, ngày 22 tháng 4 năm 2025\nCHÁNH VĂN PHÒNG\nNông Văn Mẫu"
)


@each("lines", [
    ("VĂN PHÒNG HỘI ĐỒNG NHÂN", "DÂN", "TỈNH MẪU GIANG"), ("VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN", "TỈNH MẪU GIANG"),
    ("VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH MẪU GIANG",),
])  # fmt: skip
def test_the_organ_of_a_consolidated_text_over_lines_of_a_narrow_column(lines: tuple[str, ...]) -> None:
    record = made(CONSOLIDATED.replace("{organ}", "".join(f"{line}\n" for line in lines)))
    assert record.publisher is not None
    assert record.publisher.name.endswith("TỈNH MẪU GIANG")
    assert " ".join(lines).endswith(record.publisher.name)
    (closing,) = [one for one in record.content if isinstance(one, model.Closing)]
    assert closing.lines[: len(lines)] == list(lines)


def test_the_label_of_a_consolidated_text_may_stand_between_organ_and_number() -> None:
    text = CONSOLIDATED.replace("{organ}Số: 07/VBHN-VP\nXÁC THỰC VĂN BẢN HỢP NHẤT", "BỘ TƯ PHÁP\n{label}")
    record = made(text.replace("{label}", "XÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 07/VBHN-BTP"))
    assert record.publisher is not None
    assert record.publisher.name == "BỘ TƯ PHÁP"


def test_a_head_read_line_by_line_across_its_columns_stays_whole() -> None:
    rows = ("ỦY BAN NHÂN DÂN", STATE.splitlines()[0], "XÃ SUỐI MẪU", STATE.splitlines()[1], "Số: 12/TB-UBND")
    record = made("\n".join((*rows, "Suối Mẫu, ngày 20 tháng 7 năm 2026", "THÔNG BÁO", "Về việc tiếp dân", "Xin báo.")))
    assert record.publisher is not None
    assert record.publisher.name == "ỦY BAN NHÂN DÂN XÃ SUỐI MẪU"
    assert [one.text for one in record.content if isinstance(one, model.Paragraph)] == ["Xin báo."]


def test_the_parts_of_a_precedent_are_headings() -> None:
    head = "ÁN LỆ SỐ 31/2024/AL\nVề quyền đòi lại tài sản\n"
    lines = published(f"{head}Nguồn án lệ:\nBản án số 45/2022/DS-PT.\nTừ khóa của án lệ:\n“Đất”.")
    assert [line for line in lines if line.startswith("## ")] == ["## Nguồn án lệ:", "## Từ khóa của án lệ:"]


def test_a_consolidated_text_is_normative_whatever_its_number_looks_like() -> None:
    record = made(CONSOLIDATED.replace("{organ}", ""))
    assert (record.kind, record.number) == ("van-ban-quy-pham", "07/VBHN-VP")


def test_who_adopted_a_precedent_and_when() -> None:
    record = made(
        "ÁN LỆ SỐ 31/2024/AL\nVề quyền đòi lại tài sản\nĐược Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày "
        "18 tháng 9 năm 2024 và được công bố theo Quyết định số 220/QĐ-CA ngày 14 tháng 10 năm 2024.\n"
        "Nguồn án lệ:\nBản án dân sự phúc thẩm số 45/2022/DS-PT."
    )
    assert str(record.date_issued) == "2024-09-18"
    assert record.publisher is not None
    assert record.publisher.name == "Hội đồng Thẩm phán Tòa án nhân dân tối cao"


@each("issued", [
    "Ban hành kèm theo Thông tư\nsố 99/2025/TT-BTP", "(Kèm theo Nghị định\nsố 99/2025/NĐ-CP)",
    "Ban hành kèm theo Thông tư số 99/2025/TT-BTP",
])  # fmt: skip
def test_the_number_of_what_a_form_was_issued_with_is_not_its_own(issued: str) -> None:
    record = made(f"Mẫu TK-03\n{issued}\n{STATE}TỜ KHAI ĐĂNG KÝ TẠM TRÚ\nKính gửi: ……\n1. Họ và tên: ……")
    assert (record.number, record.publisher, record.kind) == (None, None, "khac")
    assert [one.act.number for one in record.legal_basis] in ([f"99/2025/{end}"] for end in ("TT-BTP", "NĐ-CP"))


def test_a_contracts_number_is_never_cut() -> None:
    record = made(
        f"{STATE}HỢP ĐỒNG DỊCH VỤ IN ẤN\nSố: 11/HĐ-IN/2026\nHôm nay, ngày 20 tháng 3 năm 2026, chúng tôi gồm:\n"
        "Điều 1. Nội dung\nBên B in tờ gấp."
    )
    assert record.number == "11/HĐ-IN/2026"


def test_who_signs_for_the_parties_stands_beside_each_other_and_is_no_table() -> None:
    signed = table([["ĐẠI DIỆN BÊN A\nSầm Thị Mẫu", "ĐẠI DIỆN BÊN B\nTô Văn Mẫu"]])
    record = build_record(
        document(page("HỢP ĐỒNG THUÊ NHÀ", "Điều 1. Giá thuê", "Theo năm.", signed)), today=TODAY
    ).record
    assert not [one for one in record.content if isinstance(one, model.Table)]


@each("year, said", [("2026", None), ("2022", 2022)])
def test_the_year_at_the_end_of_a_plans_title_may_be_its_own(year: str, said: int | None) -> None:
    record = made(
        f"UBND XÃ MẪU\nSố: 9/KH-UBND\n{STATE}Mẫu, ngày 06 tháng 01 năm 2026\nKẾ HOẠCH\n"
        f"Tuyên truyền Luật Phòng, chống bạo lực gia đình năm {year}\nỦy ban nhân dân xã xây dựng kế hoạch như sau:"
    )
    assert [one.act.year for one in record.legal_basis if one.act.type == "luat"] == [said]


def test_a_note_below_a_title_is_no_part_of_it() -> None:
    record = made(
        f"{STATE}HỢP ĐỒNG LAO ĐỘNG\n(Mẫu tham khảo)\nCăn cứ Bộ luật Lao động năm 2019;\nĐiều 1. Công việc\nMay."
    )
    assert "(Mẫu" not in record.title
    assert "(Mẫu tham khảo)" in "\n".join(published(f"{STATE}HỢP ĐỒNG LAO ĐỘNG\n(Mẫu tham khảo)\nCăn cứ Luật Mẫu;"))


def test_a_title_in_capitals_is_cited_as_the_law_is_written() -> None:
    record = made("BỘ CÂU HỎI TÌM HIỂU LUẬT BÌNH ĐẲNG GIỚI\nMọi người tham gia thi.")
    assert [one.act.title for one in record.legal_basis] == ["Bình đẳng giới"]
    record = made("TÌM HIỂU LUẬT MẪU SỐ 5/2024/QH15\nLuật Mẫu số 5/2024/QH15 có hiệu lực.")
    assert [one.act.title for one in record.legal_basis] == ["Mẫu"]


@each("text, kind", [
    ("BẠN ĐỌC HỎI - LUẬT SƯ TRẢ LỜI\nHỏi: Ai?\nTrả lời: Tôi.", "hoi-dap"),
    ("BẢN TIN SỐ 3\nKính thưa bà con và các bạn!\nTin một.\nCảm ơn bà con đã lắng nghe!", "ban-tin-truyen-thanh"),
    ("BÀI PHÁT THANH SỐ 12\nTin một.", "ban-tin-truyen-thanh"),
    ("BÀI PHÁT BIỂU\nKính thưa các đồng chí!\nXin cảm ơn.", "khac"),
])  # fmt: skip
def test_kinds_by_what_a_text_is_called_and_how_it_speaks(text: str, kind: str) -> None:
    assert made(text).kind == kind


def test_letters_stand_below_roman_numbers_where_they_stand_between_them() -> None:
    text = (
        "KẾ HOẠCH MẪU\nI. MỤC TIÊU\nMột.\nII. HOẠT ĐỘNG\nA. Truyền thông\n1. Loa\nHai.\nB. Hỗ trợ\nBa.\n"
        "III. KINH PHÍ\nBốn."
    )
    levels = {one.text: one.level for one in made(text).content if isinstance(one, model.Heading)}
    assert levels["II. HOẠT ĐỘNG"] < levels["A. Truyền thông"] == levels["B. Hỗ trợ"] < levels["1. Loa"]
    assert levels["III. KINH PHÍ"] == levels["II. HOẠT ĐỘNG"]


def test_letters_around_roman_numbers_stand_above_or_beside_them() -> None:
    text = "TÀI LIỆU MẪU\nA. PHẦN CHUNG\nI. MỘT\nMột.\nII. HAI\nHai.\nB. PHẦN RIÊNG\nI. BA\nBa."
    levels = {one.text: one.level for one in made(text).content if isinstance(one, model.Heading)}
    assert levels["A. PHẦN CHUNG"] <= levels["I. MỘT"]


@each("line", [
    "Mẫu Thủy, tháng 02 năm 2026", "Luật sư Vũ Mẫu Long", "I. Bố cục của Luật .................", "───────────",
])  # fmt: skip
def test_lines_that_are_no_headings_however_they_are_set(line: str) -> None:
    bold = Block(BlockKind.PARAGRAPH, (Line(tuple(map(Word, line.split()))),), emphasis=True)
    blocks = [block("TÌM HIỂU PHÁP LUẬT"), block("Một."), bold, block("Hai."), block("Ba.")]
    record = build_record(document(page(*blocks)), today=TODAY).record
    assert line not in [one.text for one in record.content if isinstance(one, model.Heading)]


def test_an_organ_below_a_title_is_no_more_of_it() -> None:
    title = "PHÁP LUẬT VỀ PHÒNG, CHỐNG THUỐC LÁ TRONG TRƯỜNG HỌC"
    assert not goes_on(title, "SỞ GIÁO DỤC VÀ ĐÀO TẠO MẪU LÂM")
    assert goes_on("QUY CHẾ PHỐI HỢP TUYÊN TRUYỀN PHÁP LUẬT GIỮA", "CÔNG AN XÃ VÀ HỘI NÔNG DÂN")
    assert goes_on(title, "VÀ NƠI CÔNG CỘNG")
    assert not goes_on("TRUNG TÂM TRỢ GIÚP PHÁP LÝ NHÀ NƯỚC", "HỎI - ĐÁP VỀ TRỢ GIÚP PHÁP LÝ")


@each(("height", "apart"), [(54, True), (31, False)])
def test_a_title_in_larger_letters_is_apart_from_the_organ_above_it(height: int, apart: bool) -> None:
    organ, title = "TRUNG TÂM HÒA GIẢI VÀ ĐỐI THOẠI SỐ MỘT", "PHÁP LUẬT VỀ ĐẤT ĐAI DÀNH CHO NGƯỜI DÂN VÙNG CAO"
    blocks = (
        printed("SỞ TƯ PHÁP MẪU LÂM", 60, 31, BlockKind.HEADING),
        printed(organ, 100, 31, BlockKind.HEADING),
        printed(title, 150, height, BlockKind.HEADING),
        printed("Theo Luật Đất đai số 31/2024/QH15", 300, 31, BlockKind.PARAGRAPH),
    )
    record = build_record(document(page(*blocks)), today=TODAY).record
    said = {getattr(one, "text", "") for one in record.content}
    assert (f"{organ} {title}" not in said) is apart
    assert record.title == title


def printed(text: str, top: int, height: int, kind: BlockKind) -> Block:
    words = tuple(
        Word(word, Box(100 + 200 * n, top, 290 + 200 * n, top + height)) for n, word in enumerate(text.split())
    )
    line = Line(words, Box(100, top, 1900, top + height))
    return Block(kind, (line,), line.box, level=int(kind is BlockKind.HEADING), emphasis=True)


@each("height, title", [(50, "HỎI LUẬT CÙNG NÔNG DÂN"), (85, "HỎI LUẬT CÙNG NÔNG DÂN BẢO HIỂM XÃ HỘI")])
def test_a_title_does_not_run_on_into_much_smaller_letters(height: int, title: str) -> None:
    lines = (
        printed("HỎI LUẬT CÙNG NÔNG DÂN", 100, 90, BlockKind.HEADING),
        printed("BẢO HIỂM XÃ HỘI", 300, height, BlockKind.PARAGRAPH),
        block("Người tham gia được hưởng."),
    )
    sheet = Page(1, 2000, 3000, 300, lines, Method.TEXT_LAYER)
    record = build_record(document(sheet, media_type="application/pdf"), today=TODAY).record
    assert (record.title, record.publisher) == (title, None)
    assert not record.legal_basis


@each("name", ["TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "TRẠM Y TẾ XÃ MẪU", "ĐỒN BIÊN PHÒNG MẪU", "CHI ĐOÀN THÔN MẪU"])
def test_organs_of_communes_are_no_titles(name: str) -> None:
    assert is_organ(name)
    record = made(f"{name}\nTÌM HIỂU PHÁP LUẬT VỀ BIÊN GIỚI\nMọi người cần biết.")
    assert record.title == "TÌM HIỂU PHÁP LUẬT VỀ BIÊN GIỚI"
    assert record.publisher is not None
    assert record.publisher.name == name


@each(
    "matter",
    ["BẢO HIỂM XÃ HỘI", "PHÒNG, CHỐNG MA TÚY", "THUẾ THU NHẬP CÁ NHÂN", "HỘI NHẬP QUỐC TẾ", "CÔNG KHAI NGÂN SÁCH"],
)
def test_what_an_organ_works_at_is_none(matter: str) -> None:
    assert not opens_with_organ(matter)


@each("name", ["BẢO HIỂM XÃ HỘI TỈNH MẪU", "PHÒNG TƯ PHÁP", "THUẾ TỈNH MẪU", "HỘI NÔNG DÂN XÃ MẪU", "CÔNG AN XÃ MẪU"])
def test_organs_named_like_their_work(name: str) -> None:
    assert opens_with_organ(name)


@each(
    "last, first",
    [("12/2026/HS-", "ST"), ("01/2022/TTLT-VKSNDTC-", "TANDTC-BCA,"), ("(15/2012/", "QH13)"), ("7/QĐ-", "UBND")],
)
def test_numbers_broken_at_the_end_of_a_line(last: str, first: str) -> None:
    assert is_broken_number(last, first)
    lines = tuple(Line(tuple(map(Word, text.split()))) for text in (f"Bản án số {last}", f"{first} nêu rõ."))
    (whole,) = passages(document(Page(1, None, None, None, (Block(BlockKind.PARAGRAPH, lines),), Method.TEXT_LAYER)))
    assert f"{last}{first}" in whole.text


@each(
    "last, first",
    [("xã-", "ST"), ("12/2026", "HS-ST"), ("HS-", "ST"), ("12/2026/HS-", "sơ"), ("1/2-", "Hai"), ("7/", "UBND")],
)
def test_other_hyphens_at_the_end_of_a_line(last: str, first: str) -> None:
    assert not is_broken_number(last, first)


def test_what_a_picture_shows_is_published_and_counted() -> None:
    said = Block(BlockKind.DESCRIPTION, (Line(tuple(map(Word, ["Hai", "người", "bắt", "tay"]))),))
    record = build_record(
        document(page("TỜ GẤP PHÁP LUẬT", said, "Điều 1. Một", "Hai."), name=str(Path("a.docx"))), today=TODAY
    ).record
    (figure,) = [one for one in record.content if isinstance(one, model.Figure)]
    assert figure.alt == "Hai người bắt tay"
    assert "*[Hai người bắt tay]*" in markdown(record)
    assert record.word_count is not None
    assert not record.word_count.left_out
