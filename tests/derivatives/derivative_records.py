"""Records written by hand for the tests: real current law in our own words, invented publishers."""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from typing import Any

from validators.sharing.record import Record

APPROVED = {"state": "approved", "by": "Lê Thị Minh Hạnh", "position": "Trưởng phòng", "date": "2026-03-02"}


def _decree_168(text: str, article: str, clause: str, point: str) -> dict[str, Any]:
    return {
        "text": text,
        "act": {"type": "nghi-dinh", "number": "168/2024/NĐ-CP", "organ": "Chính phủ", "date": "2024-12-26"},
        "locator": {"article": article, "clause": clause, "point": point},
        "validity": {"state": "in-force", "as_of": "2026-03-01", "source": "vbpl.vn"},
    }


def _fine(behaviour: str, low: int, high: int, basis: int, other: str | None = None) -> dict[str, Any]:
    return {
        "type": "sanction", "behaviour": behaviour, "amount_min": low, "amount_max": high, "basis": basis, "other": other,
    }  # fmt: skip


def alcohol_record(**changes: Any) -> Record:
    """A pamphlet of structured sanctions; six points, each with an amount."""
    places = [("7", "6", "a"), ("7", "8", "b"), ("7", "9", "d"), ("6", "6", "c"), ("6", "9", "a"), ("6", "11", "a")]
    low, middle, high = (
        "nồng độ cồn chưa vượt quá 0,25 miligam/1 lít khí thở",
        "nồng độ cồn trên 0,25 đến 0,4 miligam/1 lít khí thở",
        "nồng độ cồn vượt quá 0,4 miligam/1 lít khí thở",
    )
    fields: dict[str, Any] = {
        "identifier": "urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d10",
        "title": "Đã uống rượu, bia thì không lái xe: mức phạt nồng độ cồn cần biết",
        "kind": "to-gap",
        "publisher": {"name": "Hội đồng phối hợp PBGDPL xã Bình Sơn"},
        "creator": {"name": "Phòng Văn hóa – Xã hội xã Bình Sơn"},
        "date_issued": "2026-03-02",
        "subjects": [14, 39],
        "audiences": ["general"],
        "description": "Giới thiệu mức phạt vi phạm nồng độ cồn khi lái xe máy, ô tô.",
        "workflow": {"state": "approved"},
        "approval": APPROVED,
        "legal_basis": [
            _decree_168(f"điểm {point} khoản {clause} Điều {article} Nghị định 168/2024/NĐ-CP", article, clause, point)
            for article, clause, point in places
        ],
        "content": [
            {
                "type": "heading",
                "level": 1,
                "text": "Đã uống rượu, bia thì không lái xe: mức phạt nồng độ cồn cần biết",
            },
            {"type": "heading", "level": 2, "text": "1. Người đi xe máy"},
            _fine(f"Đi xe máy có {low}", 2_000_000, 3_000_000, 0, "Trừ 4 điểm giấy phép lái xe"),
            _fine(f"Đi xe máy có {middle}", 6_000_000, 8_000_000, 1, "Trừ 10 điểm giấy phép lái xe"),
            _fine(f"Đi xe máy có {high}", 8_000_000, 10_000_000, 2, "Tước giấy phép lái xe 22 đến 24 tháng"),
            {"type": "heading", "level": 2, "text": "2. Người lái ô tô"},
            _fine(f"Lái ô tô có {low}", 6_000_000, 8_000_000, 3, "Trừ 4 điểm giấy phép lái xe"),
            _fine(f"Lái ô tô có {middle}", 18_000_000, 20_000_000, 4, "Trừ 10 điểm giấy phép lái xe"),
            _fine(f"Lái ô tô có {high}", 30_000_000, 40_000_000, 5, "Tước giấy phép lái xe 22 đến 24 tháng"),
        ],
    }
    return Record.model_validate({**fields, **changes})


def _mediation(text: str, article: str, clause: str | None = None) -> dict[str, Any]:
    act = {
        "type": "luat",
        "number": "35/2013/QH13",
        "organ": "Quốc hội",
        "date": "2013-06-20",
        "title": "Hòa giải ở cơ sở",
    }
    return {"text": text, "act": act, "locator": {"article": article, "clause": clause}}


def mediation_record(**changes: Any) -> Record:
    """Questions and answers with running text: citations stand inside and at the end of sentences."""
    fields: dict[str, Any] = {
        "identifier": "urn:uuid:0b2f7e0e-3f0b-4d2f-8a44-95e0f4c1a9b2",
        "title": "Hỏi – đáp về hòa giải ở cơ sở",
        "kind": "hoi-dap",
        "publisher": {"name": "Sở Tư pháp tỉnh An Lạc"},
        "date_issued": "2025-11-09",
        "subjects": [44],
        "workflow": {"state": "approved"},
        "approval": APPROVED,
        "legal_basis": [
            _mediation("Điều 3 Luật Hòa giải ở cơ sở", "3"),
            _mediation("khoản 2 Điều 20 Luật Hòa giải ở cơ sở", "20", "2"),
            _mediation("khoản 1 Điều 12 Luật Hòa giải ở cơ sở", "12", "1"),
            _mediation("Điều 9 Luật Hòa giải ở cơ sở", "9"),
        ],
        "content": [
            {"type": "heading", "level": 1, "text": "HỎI – ĐÁP VỀ HÒA GIẢI Ở CƠ SỞ"},
            {"type": "question", "text": "Câu 1. Những việc nào được hòa giải ở cơ sở?", "answer": [
                {"type": "paragraph", "text": "Theo Điều 3 Luật Hòa giải ở cơ sở, mâu thuẫn, tranh chấp và vi phạm pháp "
                 "luật nhỏ trong cộng đồng đều có thể được hòa giải, trừ những việc luật không cho hòa giải. Ví dụ: va "
                 "chạm về lối đi chung, mất đoàn kết trong gia đình."}]},
            {"type": "question", "text": "Câu 2. Sau khi được phân công, bao lâu thì hòa giải viên phải bắt đầu?", "answer": [
                {"type": "paragraph", "text": "Trong thời hạn 03 ngày kể từ ngày được phân công, hòa giải viên bắt đầu hòa "
                 "giải, trừ trường hợp cần hòa giải ngay hoặc các bên có thỏa thuận khác (khoản 2 Điều 20 Luật Hòa giải ở "
                 "cơ sở)."}]},
            {"type": "question", "text": "Câu 3. Một tổ hòa giải có mấy người?", "answer": [
                {"type": "paragraph", "text": "Mỗi tổ hòa giải có từ 03 hòa giải viên trở lên, trong đó có hòa giải viên "
                 "nữ (khoản 1 Điều 12 Luật Hòa giải ở cơ sở)."}]},
            {"type": "question", "text": "Câu 4. Hòa giải viên có những quyền gì?", "answer": [
                {"type": "paragraph", "text": "Điều 9 Luật Hòa giải ở cơ sở cho hòa giải viên các quyền sau:"},
                {"type": "list", "items": ["- Được bồi dưỡng kiến thức pháp luật và kỹ năng hòa giải;",
                                           "- Hưởng thù lao theo từng vụ, việc."]}]},
        ],
    }  # fmt: skip
    return Record.model_validate({**fields, **changes})


def _bookshelf(text: str, article: str, clause: str | None = None, point: str | None = None) -> dict[str, Any]:
    act = {"type": "quyet-dinh", "number": "14/2019/QĐ-TTg", "organ": "Thủ tướng Chính phủ", "date": "2019-03-13"}
    return {"text": text, "act": act, "locator": {"article": article, "clause": clause, "point": point}}


def bookshelf_record(**changes: Any) -> Record:
    """An outline: long title, long paragraphs, headings that hold citations, citations with the act's full name."""
    named = "Quyết định số 14/2019/QĐ-TTg ngày 13 tháng 3 năm 2019 của Thủ tướng Chính phủ"
    fields: dict[str, Any] = {
        "identifier": "urn:uuid:b7a9b0c2-7a55-4f57-9a3b-54f3a1b2c3d4",
        "title": "Đề cương giới thiệu Quyết định số 14/2019/QĐ-TTg ngày 13 tháng 3 năm 2019 của Thủ tướng Chính phủ về xây "
        "dựng, quản lý, khai thác Tủ sách pháp luật dành cho cán bộ, công chức cấp xã và người phụ trách tủ sách",
        "kind": "de-cuong",
        "publisher": {"name": "Ủy ban nhân dân tỉnh An Lạc – Hội đồng phối hợp phổ biến, giáo dục pháp luật"},
        "subjects": [11],
        "workflow": {"state": "approved"},
        "approval": APPROVED,
        "legal_basis": [
            _bookshelf(f"khoản 1 Điều 8 {named}", "8", "1"),
            _bookshelf("điểm c khoản 2 Điều 8", "8", "2", "c"),
            _bookshelf("khoản 3 Điều 4", "4", "3"),
            _bookshelf("khoản 2 Điều 11", "11", "2"),
            _bookshelf("điểm b khoản 1 Điều 12", "12", "1", "b"),
        ],
        "content": [
            {"type": "heading", "level": 2, "text": "I. YÊU CẦU ĐỐI VỚI TÀI LIỆU"},
            {"type": "paragraph", "text": f"Theo khoản 1 Điều 8 {named}, tài liệu đưa lên Tủ sách pháp luật điện tử quốc gia "
             "phải phù hợp, thiết thực, có chất lượng và không chứa nội dung thuộc phạm vi bí mật nhà nước. Người cập nhật "
             "chịu trách nhiệm kiểm tra trước khi đăng tải."},
            {"type": "paragraph", "text": "Mỗi tài liệu phải ghi rõ: tên; cơ quan, tổ chức hoặc cá nhân chủ trì biên soạn; "
             "thời gian phát hành; hiệu lực của văn bản; mục đích và nội dung chính (điểm c khoản 2 Điều 8)."},
            {"type": "heading", "level": 2, "text": "II. KINH PHÍ (khoản 3 Điều 4)"},
            {"type": "paragraph", "text": "Mỗi tủ sách ở xã đặc biệt khó khăn hoặc đơn vị lực lượng vũ trang được bố trí ít "
             "nhất 3 triệu đồng mỗi năm."},
            {"type": "heading", "level": 2, "text": "III. QUẢN LÝ"},
            {"type": "list", "items": ["a) Người làm mất hoặc làm hỏng sách phải bồi thường (khoản 2 Điều 11).",
                                       "b) Nội quy của tủ sách phải được niêm yết tại nơi đặt tủ sách (điểm b khoản 1 Điều 12)."]},
        ],
    }  # fmt: skip
    return Record.model_validate({**fields, **changes})
