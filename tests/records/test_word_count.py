"""Nothing is lost between reading and record: what every line becomes, and the account of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import TODAY, block, document, draft, page, table

from converters.reading.document import Block, BlockKind
from converters.records.build import build_record
from validators.sharing.counting import letters, printed_texts, total
from validators.sharing.record import Block as ContentBlock
from validators.sharing.record import Closing, Furniture, Letterhead, Record, Stamp, Watermark, WordCount

HEAD = """SỞ TƯ PHÁP MẪU
Số: 12/KH-STP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 05 tháng 02 năm 2026
KẾ HOẠCH
Phổ biến pháp luật năm 2026"""
CLOSING = """Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn Mẫu"""


def counted(record: Record) -> WordCount:
    assert record.word_count is not None
    return record.word_count


def adds_up(record: Record) -> bool:
    count = counted(record)
    return count.read == total(count.placed) + sum(letters(one.text) for one in count.left_out)


def texts(record: Record) -> list[str]:
    return list(printed_texts(record.content))


def of_kind(record: Record, kind: type[ContentBlock]) -> list[ContentBlock]:
    return [block for block in record.content if isinstance(block, kind)]


def test_head_and_closing_stand_in_the_record_line_by_line() -> None:
    record = draft(f"{HEAD}\nCác xã tổ chức phổ biến pháp luật.\n{CLOSING}").record
    (head,) = of_kind(record, Letterhead)
    (closing,) = of_kind(record, Closing)
    assert isinstance(head, Letterhead)
    assert isinstance(closing, Closing)
    assert head.lines == HEAD.splitlines()
    assert closing.lines == CLOSING.splitlines()
    assert record.evidence["/content/0/lines/1"][0].text == "Số: 12/KH-STP"
    assert adds_up(record)
    assert counted(record).left_out == []


@pytest.mark.parametrize(
    "between",
    [
        "BÊN A: Trung tâm tư vấn\nĐịa chỉ: số 1 phố Mẫu\nHôm nay, ngày 05 tháng 3 năm 2026, chúng tôi gồm:",
        "Danh sách hộ dân được mời\n1. Ông Mẫu\n2. Bà Mẫu",
        "Kính gửi: Ủy ban nhân dân các xã;\n- Các trường học.",
    ],
)
def test_what_stands_between_head_and_text_is_text(between: str) -> None:
    head = "\n".join(HEAD.splitlines()[:5])
    record = draft(f"{head}\n{between}\nĐiều khoản chung của thỏa thuận này như sau.").record
    assert texts(record)[5 : 5 + len(between.splitlines())] == between.splitlines()


def test_a_head_below_running_text_is_not_that_of_the_document() -> None:
    text = "\n".join(
        f"Bước {number}: người dân nộp hồ sơ tại bộ phận một cửa của xã nơi cư trú." for number in range(9)
    )
    record = draft(f"{text}\n{HEAD}\nCác xã tổ chức thực hiện.").record
    assert record.number is None
    assert texts(record) == [*text.splitlines(), *HEAD.splitlines(), "Các xã tổ chức thực hiện."]


@pytest.mark.parametrize(
    "annex",
    [
        "Mẫu báo cáo kết quả thực hiện\n1. Tên đơn vị:\n2. Địa chỉ:\n3. Kết quả:",
        "BIỂU PHÍ DỊCH VỤ\nTư vấn tại chỗ\nKhông thu",
        "Tài liệu này được sao chụp từ bản gốc\nXã Mẫu",
    ],
)
def test_what_follows_the_signatures_is_text(annex: str) -> None:
    record = draft(f"{HEAD}\nCác xã tổ chức phổ biến pháp luật.\n{CLOSING}\n{annex}").record
    (closing,) = of_kind(record, Closing)
    assert isinstance(closing, Closing)
    assert closing.lines == CLOSING.splitlines()
    assert texts(record)[-len(annex.splitlines()) :] == annex.splitlines()


def test_two_who_sign_stand_in_one_closing() -> None:
    boxes = "TM. HỘI ĐỒNG\nCHỦ TỊCH\nNguyễn Văn Mẫu\nGIÁM ĐỐC SỞ TƯ PHÁP\nTrần Thị Mẫu"
    record = draft(f"{HEAD}\nCác xã tổ chức phổ biến pháp luật.\n{boxes}").record
    (closing,) = of_kind(record, Closing)
    assert isinstance(closing, Closing)
    assert closing.lines == boxes.splitlines()


def test_running_heads_and_stamps_stand_apart_with_their_pages() -> None:
    made = [
        page(
            block("Sổ tay pháp luật", BlockKind.HEADER),
            f"Đoạn văn thứ {number}.",
            block(str(number), BlockKind.PAGE_NUMBER),
            number=number,
        )
        for number in (1, 2)
    ]
    stamped = page("Đoạn cuối.", block("ĐÃ THU PHÍ", BlockKind.STAMP), block("MẬT", BlockKind.OVERLAY), number=3)
    record = build_record(document(*made, stamped), today=TODAY).record
    furniture = [(one.text, one.pages) for one in of_kind(record, Furniture) if isinstance(one, Furniture)]
    assert furniture == [("Sổ tay pháp luật", [1, 2]), ("1", [1]), ("2", [2])]
    assert [one.pages for one in of_kind(record, Stamp) if isinstance(one, Stamp)] == [[3]]
    assert [one.text for one in of_kind(record, Watermark) if isinstance(one, Watermark)] == ["MẬT"]
    assert adds_up(record)


def test_handwriting_is_left_out_and_named() -> None:
    record = build_record(document(page("Số tiền:", block("500 nghìn", BlockKind.HANDWRITING))), today=TODAY).record
    (left,) = counted(record).left_out
    assert (left.reason, left.text, left.page) == ("handwritten", "500 nghìn", 1)
    assert "500" not in " ".join(texts(record))
    assert adds_up(record)


LINES = (
    *HEAD.splitlines(),
    *CLOSING.splitlines(),
    "Điều 1. Phạm vi điều chỉnh",
    "1. Tổ chức thực hiện.",
    "a) Rà soát văn bản;",
    "Chương II",
    "Câu 1. Ai được trợ giúp pháp lý?",
    "Hỏi: Hồ sơ gồm những gì?",
    "Trả lời: Hồ sơ gồm đơn.",
    "Tình huống 2: Ông A hỏi ai có quyền?",
    "- Phát thanh trên loa",
    "“Điều 7. Nội dung mới",
    "Phạt tiền từ 800.000 đồng đến 1.000.000 đồng.",
    "PHỤ LỤC I",
    "12",
    "A. Đúng",
    "B. Sai",
    "ĐÁP ÁN",
    "1A 2B",
)


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=9), min_size=1, max_size=3))
def test_every_letter_is_accounted_for_whatever_stands_where(pages: list[list[str]]) -> None:
    made = [page(*lines, number=number) for number, lines in enumerate(pages, start=1)]
    record = build_record(document(*made), today=TODAY).record
    assert adds_up(record)
    assert [one for one in counted(record).left_out if one.reason == "unknown"] == []


CELLS = st.sampled_from(["", "Câu hỏi", "Trả lời", "Ai có quyền?", "Người dân.", "1", "500.000 đồng", "Hành vi"])


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4).filter(
        lambda rows: len(set(map(len, rows))) == 1
    )
)
def test_every_letter_of_a_table_is_accounted_for(rows: list[list[str]]) -> None:
    made: tuple[Block | str, ...] = ("Bảng sau:", table(rows), "Hết bảng.")
    record = build_record(document(page(*made)), today=TODAY).record
    assert adds_up(record)
    assert [one for one in counted(record).left_out if one.reason == "unknown"] == []
