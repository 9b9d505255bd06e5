"""The few words derivatives add to a record's own: always Vietnamese, as the material is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from validators.sharing.vocabulary import name_of

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.issue_date import IssueDate
    from validators.sharing.record import Record

DRAFT_BANNER = "BẢN NHÁP – CHƯA ĐƯỢC DUYỆT, KHÔNG PHÁT HÀNH"
FIELD = "Phổ biến, giáo dục pháp luật"
SCAN_FOR_ALL = "Quét mã QR để đọc toàn văn"
SCAN_FOR_IDENTIFIER = "Mã tài liệu"
ACT, PRICE = "Hành vi vi phạm", "Mức phạt"
MAY_OR_MUST, MUST_NOT = "Được, cần hoặc phải làm", "Không được làm"
CONTINUED = "tiếp theo"
LEAFLET = "Tờ"
FINE = "Phạt tiền"
SYNTHETIC_VOICE = "Giọng đọc do máy tính tạo ra"
SYNTHETIC_VOICE_SAID = "Bản này do máy tính đọc bằng giọng tổng hợp"
BASIS = "Căn cứ"
GUIDE, GUIDE_OF = "Hướng dẫn trong tài liệu này", "Hướng dẫn của {name}"
ONCE_MORE = "Sau đây, xin nhắc lại nội dung vừa rồi"
AI_NOTICE = "Nội dung có sử dụng trí tuệ nhân tạo"
CONTENTS = "Mục lục"
WHOLE_TEXT = "Toàn văn"
KEY_POINTS = "Điểm chính"
READ_ALONG = "Đọc kèm"
LEGAL_BASIS = "Căn cứ pháp lý"
NOTES = "Ghi chú"
BACK = "Trở lại"
VALIDITY = "Hiệu lực"
LOOKED_UP = "tra cứu"
IDENTIFIER = "Mã định danh"
COVER = "Bìa"
IMAGE = "Ảnh"
LOGO = "Biểu trưng của cơ quan"
PARTS = "số phần"
DRAFT_SHORT = "BẢN NHÁP"
DOES_NOT_FIT = "KHÔNG VỪA, KHÔNG CẮT BỚT"
PASSAGE = "Đoạn gốc trong tài liệu"
TO_THE_TEXT = "Đến nội dung chính"
SOURCE = "Căn cứ"
QUESTION = "Câu"
NEEDS_REVIEW = "CHỜ NGƯỜI DUYỆT, CHƯA DÙNG"
REVIEWED_BY = "Người duyệt câu hỏi"
PICTURE = "[Hình]"
BOOK_ACCESS = (
    "Toàn bộ nội dung là chữ, có mục lục, tiêu đề theo cấp và bảng có hàng tiêu đề; ảnh bìa có mô tả bằng lời."
)
LABELS = MappingProxyType(
    {"sanction": "Mức phạt", "right": "Quyền", "duty": "Nghĩa vụ", "deadline": "Thời hạn", "procedure": "Thủ tục"}
)
"""What stands before something that was found in the text and is shown by itself, by its block's type."""


def subject_name(record: Record) -> str:
    """The name of the first subject; the field's own name where there is none."""
    return name_of("subjects", record.subjects[0]) if record.subjects else FIELD


def kind_name(record: Record) -> str:
    """The name of the material's kind; empty for "other"."""
    return name_of("kinds", record.kind) if record.kind != "khac" else ""


def written_date(issued: IssueDate) -> str:
    """A date the Vietnamese way: "ngày 02/03/2026", "tháng 4 năm 2026"."""
    return f"ngày {issued.printed}" if issued.exact else f"tháng {issued.month} năm {issued.year}"


def file_title(record: Record, *, draft: bool) -> str:
    """The title a file carries in its properties, where a draft must not pass for the real one."""
    title = record.title.strip()
    return f"[{DRAFT_BANNER}] {title}" if draft else title


def issuer(record: Record) -> tuple[str, str] | None:
    """Who stands behind the material, and as what; None when the record does not say."""
    if record.publisher:
        return "Cơ quan ban hành", record.publisher.name
    if record.creator:
        return "Chủ trì biên soạn", record.creator.name
    return None


def issued_line(record: Record) -> str:
    """Date of issue and kind, as far as known."""
    date = f"Ban hành {written_date(record.date_issued)}" if record.date_issued else ""
    return " · ".join(part for part in (date, kind_name(record)) if part)
