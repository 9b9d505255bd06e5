"""What is read outside heads: imprints, dates of covers, ends of consolidated texts, titles of sheets and contracts."""

from __future__ import annotations

import pytest
from record_documents import draft

from converters.reading.document import BlockKind
from converters.records.metadata.cover_date import find_cover_date
from converters.records.metadata.head.letterhead import read_letterhead
from converters.records.metadata.imprint import find_imprint
from converters.records.metadata.maker import find_maker
from converters.records.metadata.summary import summarise
from converters.records.metadata.topics import find_subjects
from converters.records.passages.passage import Passage, written

ONE_LINE = (
    "Chịu trách nhiệm nội dung: Ông Lê Mẫu Biên soạn: Phòng Phổ biến pháp luật In 2.000 bản khổ 14x20 cm "
    "tại Nhà in Mẫu. Giấy phép xuất bản số 12/GP-SVH ngày 02/3/2026. In xong và nộp lưu chiểu tháng 3 năm 2026."
)


def passages(*texts: str) -> list[Passage]:
    return [written(text) for text in texts]


def test_an_imprint_in_one_line_is_read_entry_by_entry() -> None:
    entries = [(entry.label, entry.read.value) for entry in find_imprint(passages(ONE_LINE))]
    assert entries == [
        ("answers-for-content", "Ông Lê Mẫu"),
        ("compiled", "Phòng Phổ biến pháp luật"),
        ("printed", "2.000 bản"),
        ("format", "14x20 cm tại Nhà in Mẫu"),
        ("licence", "12/GP-SVH ngày 02/3/2026"),
        ("deposit", "tháng 3 năm 2026"),
    ]
    for entry in find_imprint(passages(ONE_LINE)):
        assert entry.read.passage.text[entry.read.start : entry.read.end] == entry.read.value


@pytest.mark.parametrize(
    ("lines", "maker"),
    [
        ((ONE_LINE,), "Phòng Phổ biến pháp luật"),
        (("Chịu trách nhiệm xuất bản:", "Bà Mẫu - Giám đốc", "Biên soạn:", "TS. Lê Thử"), "TS. Lê Thử"),
        (("Chịu trách nhiệm nội dung: Ông Mẫu. In 500 tờ",), "Ông Mẫu"),
        (("Sở Tư pháp tỉnh Mẫu biên soạn tờ gấp này", "Chịu trách nhiệm nội dung: Ông Mẫu"), "Sở Tư pháp tỉnh Mẫu"),
        (("Người có trách nhiệm biên soạn tài liệu.",), None),
    ],
)
def test_who_wrote_it_stands_before_who_answers_for_it(lines: tuple[str, ...], maker: str | None) -> None:
    found = find_maker(passages(*lines))
    assert (found.value if found else None) == maker


@pytest.mark.parametrize(
    ("lines", "issued", "inferred"),
    [
        (("SỔ TAY PHÁP LUẬT", "Hà Mẫu, tháng 6 năm 2026"), "2026-06", False),
        (("SỔ TAY PHÁP LUẬT", "(Tháng 8/2026)"), "2026-08", False),
        (("SỔ TAY", "Sở Tư pháp tỉnh Mẫu – tháng 5 năm 2026"), "2026-05", False),
        (("TỜ GẤP", *["Nội dung."] * 20, ONE_LINE), "2026-03", True),
        (("TỜ GẤP", *["Nội dung."] * 20, "Hà Mẫu, tháng 6 năm 2026"), "2026-06", False),
        (("TỜ GẤP", *["Nội dung."] * 20, "Hà Mẫu, tháng 6 năm 2026", *["Nội dung."] * 20), None, False),
        (("HỎI - ĐÁP", "Giờ hành chính. Tài liệu phát miễn phí, tháng 01 năm 2026."), "2026-01", False),
        (("NGÀY HỘI PHÁP LUẬT", "ngày 09 tháng 11 năm 2026"), None, False),
        (("SỔ TAY", "Nộp lưu chiểu quý II năm 2026"), None, False),
    ],
)
def test_dates_of_covers_and_imprints(lines: tuple[str, ...], issued: str | None, *, inferred: bool) -> None:
    found = find_cover_date(passages(*lines))
    assert (str(found[0][0].value) if found else None) == issued
    assert found is None or found[1] is inferred


CONSOLIDATED = (
    "THÔNG TƯ", "Quy định về tổ chức hội thi",
    "Thông tư số 05/2019/TT-BTP ngày 12 tháng 6 năm 2019 của Bộ trưởng Bộ Tư pháp, được sửa đổi, bổ sung bởi:",
    "Thông tư số 11/2025/TT-BTP ngày 20 tháng 11 năm 2025 của Bộ trưởng Bộ Tư pháp.",
    "Căn cứ Luật Phổ biến, giáo dục pháp luật;", "Điều 1. Phạm vi", *["Quy định."] * 40,
)  # fmt: skip
END = ("BỘ TƯ PHÁP", "Số: 14/VBHN-BTP")
SEAL = ("XÁC THỰC VĂN BẢN HỢP NHẤT", "Hà Mẫu, ngày 09 tháng 3 năm 2026", "BỘ TRƯỞNG", "Lê Mẫu")


@pytest.mark.parametrize("end", [(*END, *SEAL), (SEAL[0], SEAL[1], *END, *SEAL[2:])], ids=["left first", "right first"])
def test_a_consolidated_text_has_number_date_and_organ_at_its_end(end: tuple[str, ...]) -> None:
    head = read_letterhead(passages(*CONSOLIDATED, *end))
    assert head.number is not None
    assert head.date is not None
    assert (head.number[0].text, str(head.date[0].value)) == ("14/VBHN-BTP", "2026-03-09")
    assert [organ.value for organ in head.organs] == ["BỘ TƯ PHÁP"]
    assert head.type == "thong-tu"


@pytest.mark.parametrize(
    ("lines", "title", "number", "issued"),
    [
        (
            ("HỢP ĐỒNG TƯ VẤN PHÁP LUẬT", "Số: 05/HĐDV", "Hôm nay, ngày 05/3/2026, chúng tôi gồm có:"),
            "HỢP ĐỒNG TƯ VẤN PHÁP LUẬT", "05/HĐDV", "2026-03-05",
        ),
        (
            ("HỢP ĐỒNG", "THUÊ MÁY GẶT", "Số: 7/HĐTM", "Hôm nay, ngày 12 tháng 02 năm 2026, hai bên gồm:"),
            "HỢP ĐỒNG THUÊ MÁY GẶT", "7/HĐTM", "2026-02-12",
        ),
        (
            ("Bản án số: 27/2026/DS-ST", "Ngày: 15-4-2026", "V/v tranh chấp ranh giới", "NHÂN DANH"),
            "Bản án số 27/2026/DS-ST về việc tranh chấp ranh giới", "27/2026/DS-ST", "2026-04-15",
        ),
    ],
)  # fmt: skip
def test_contracts_and_judgments(lines: tuple[str, ...], title: str, number: str, issued: str) -> None:
    state = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    record = draft("\n".join((*state, *lines))).record
    assert (record.title, record.number, str(record.date_issued)) == (title, number, issued)


def test_a_title_ends_before_a_list_or_table() -> None:
    head = ("SỞ TƯ PHÁP", "Số: 125/BC-STP", "BÁO CÁO")
    for kind in (BlockKind.LIST_ITEM, BlockKind.TABLE):
        read = read_letterhead([*passages(*head), written("1 Vượt đèn đỏ 4.000.000 đồng", kind)])
        assert read.abstract is None


def test_a_stamp_among_the_lines_of_a_summary_is_no_part_of_it() -> None:
    lines = (
        "Số: 125/BC-STP",
        "BÁO CÁO",
        "Kết quả công tác năm 2026 tại",
        "CÔNG VĂN ĐẾN",
        "Đến Giờ: 8",
        "các xã, phường",
    )
    read = read_letterhead(passages("SỞ TƯ PHÁP", *lines, "Thực hiện kế hoạch, Sở báo cáo như sau:"))
    assert read.abstract is not None
    assert read.abstract.value == "Kết quả công tác năm 2026 tại các xã, phường"


def test_a_number_with_a_digit_beside_it_is_neither_its_own_nor_cited() -> None:
    lines = ("ỦY BAN NHÂN DÂN", "XÃ MẪU", "Số: 2 41/BC-UBND", "BÁO CÁO", "Kết quả năm 2026", "Thực hiện Luật Đất đai.")
    made = draft("\n".join(lines))
    assert made.record.number is None
    assert any(doubt.pointer == "/number" for doubt in made.doubts)
    assert "41/BC-UBND" not in str(made.record.legal_basis)


@pytest.mark.parametrize(
    ("texts", "description"),
    [
        (("Nghị định này quy định chi tiết về hòa giải viên ở cơ sở.",), True),
        (("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.",), False),
        (("Chịu trách nhiệm nội dung: Ông Mẫu, Giám đốc Sở Tư pháp tỉnh Mẫu.",), False),
        (("Nhân dân có nhiều quyền mà ít ai biết. Sổ tay này giới thiệu các quyền ấy bằng lời dễ hiểu.",), True),
    ],
)
def test_a_description_is_a_whole_sentence_or_absent(texts: tuple[str, ...], *, description: bool) -> None:
    found = summarise("Hòa giải ở cơ sở", passages(*texts))
    assert [excerpt.text for excerpt in found] == (list(texts) if description else [])


@pytest.mark.parametrize(
    ("title", "text", "cited", "subjects"),
    [
        ("Đề cương giới thiệu Luật Bảo vệ dữ liệu", "Khám bệnh, y tế và ngân hàng thu thập dữ liệu. " * 3, [], []),
        ("Kiện toàn Hội đồng phổ biến, giáo dục pháp luật", "", [], [44]),
        ("Kế hoạch", "Sở Giáo dục và Đào tạo phối hợp. " * 20, [], []),
        ("Kế hoạch", "Người có đất đai được cấp giấy. " * 3, ["Đất đai"], [11]),
        ("Kế hoạch", "Thu hồi đất của người dùng đất đai. " * 12, [], [11]),
    ],
)
def test_topics_need_strong_evidence(title: str, text: str, cited: list[str], subjects: list[int]) -> None:
    assert find_subjects(title, text, cited) == subjects
