"""Speech that begins with a dash is no list; points of a plan, questions and duties are one."""

from __future__ import annotations

from record_documents import document, page

from converters.records.content.structure import build_tree
from converters.records.passages.paragraphs import passages
from tests.each import each


def types(*lines: str) -> list[str]:
    return [node.type for node in build_tree(passages(document(page(*lines))))]


@each(
    "lines",
    [
        ("Cô hỏi:", "- An mấy tuổi rồi?", "- Dạ, con mười lăm tuổi ạ.", "- Thế thì con chưa được đi xe này."),
        ("Tiểu phẩm", "– Ông Ba: Cơm nước gì chưa?", "– Bà Ba: Ông lại uống à?", "– Ông Ba (cười): Uống có hai chén!"),
        ("Chuyện", "— ĐỨC: Xe của ai thế?", "— ƯNG: Của chú tôi ạ.", "— ĐỨC: Thế bằng lái đâu?"),
    ],
)
def test_a_talk(lines: tuple[str, ...]) -> None:
    assert types(*lines)[1:] == ["paragraph"] * (len(lines) - 1)


@each(
    "lines",
    [
        ("Hồ sơ gồm:", "- Đơn đề nghị;", "- Bản sao căn cước;", "- Giấy tờ khác."),
        ("Thảo luận:", "- Ai được hỗ trợ?", "- Mức hỗ trợ là bao nhiêu?", "- Nộp đơn ở đâu?"),
        ("Chương trình:", "- Thời gian: 8 giờ;", "- Địa điểm: Nhà văn hóa;", "- Thành phần: toàn dân!"),
        ("Nhớ:", "- Không uống rượu khi lái xe!", "- Đội mũ bảo hiểm!", "- Nhường đường!"),
        ("Phân công:", "- Công an: tuần tra;", "- Y tế: trực;", "- Công an: báo cáo."),
    ],
)
def test_a_list(lines: tuple[str, ...]) -> None:
    assert types(*lines)[1:] == ["list"]


def test_a_list_beside_a_talk_stays_one() -> None:
    talk = ("- Con mấy tuổi?", "- Dạ, mười lăm ạ.")
    assert types("Chuyện", *talk, "Cần mang theo:", "- Căn cước;", "- Giấy khai sinh.")[1:] == [
        "paragraph",
        "paragraph",
        "paragraph",
        "list",
    ]


def test_who_spoke_may_be_told_behind_the_words() -> None:
    assert types("Chuyện", "– Phải khai cả hàng hoàn à? – Đạo hỏi.", "– Không, được bù trừ – chị Lành đáp.")[1:] == [
        "paragraph",
        "paragraph",
    ]
    assert types("Việc", "- Hướng dẫn – công chức trả lời.", "- Kiểm tra – cán bộ.", "- Trả kết quả.")[1:] == ["list"]
