"""The words that Vietnamese question-and-answer material prints before questions, cases, answers, options and keys."""

from __future__ import annotations

import re

from converters.records.passages.passage import Passage

_UPPER = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ"
# A bar or an icon before the word is read as one letter or mark ("Í Câu hỏi 1.").
_DECORATION = r"(?:[^\w\s“\"(]{1,2}\s{0,3}|\S\s{1,3})?"
_NUMBER_END = rf"(?:\s?[/.:)\-–]{{1,2}}|\s{{0,2}}$|\s(?=[{_UPPER}“\"]|\(\s?[\d.,]{{1,4}} điểm))"
QUESTION = re.compile(
    _DECORATION + r"(?:"
    rf"(?:Câu hỏi|CÂU HỎI|Câu|CÂU)\s{{0,2}}(?:(?:số|SỐ|thứ)\s{{1,2}})?\d{{1,3}}\s?{_NUMBER_END}\s{{0,3}}"
    r"(?:(?:Hỏi|HỎI)\s?[:.]\s{0,3}|\(\s?[\d.,]{1,4} điểm\s?\)\s?[.:]?\s{0,3})?"
    r"|(?:Hỏi|HỎI)\s{0,2}\d{1,3}\s?[.:)/–-]\s{0,3}|(?:Hỏi|HỎI|H)\s?:\s{0,3}"
    r"|(?:PV|P\.V|Phóng viên|PHÓNG VIÊN)(?:\s\(PV\))?\s?:\s{0,3}"
    r"|(?:Câu hỏi|CÂU HỎI)(?:\s(?:của|từ)\s[^:?]{2,90})?\s?:\s{0,3})"
)
SITUATION = re.compile(
    _DECORATION + r"(?:(?:Tình huống|TÌNH HUỐNG|(?:Bài|BÀI) (?:tập|tâp|TẬP) tình huống)"
    rf"(?:\s{{0,2}}(?:(?:số|SỐ|thứ)\s{{1,2}})?\d{{1,3}}\s?{_NUMBER_END}|\s?[:.]|\s{{0,2}}$)"
    rf"|(?:Bài tập|Bài tâp|BÀI TẬP|Vụ việc|VỤ VIỆC)\s{{0,2}}(?:số\s)?\d{{1,3}}\s?{_NUMBER_END})"
    r"\s{0,3}(?:Tình huống\s?[:.]\s{0,3})?"
)
EXERCISES = re.compile(
    r"\W{0,3}(?:(?:MỘT SỐ |CÁC |HỆ THỐNG )?(?:BÀI TẬP|CÂU HỎI (?:ÔN TẬP|THẢO LUẬN|ÔN THI))|ĐỀ (?:THI|KIỂM TRA|ÔN)"
    r"|NỘI DUNG THẢO LUẬN)\b",
    re.IGNORECASE,
)
ASKED_BY = re.compile(rf"(?:[*•+–-]\s{{0,3}})?[{_UPPER}][^:?]{{2,110}}\bhỏi\s?:\s{{1,3}}(?=\S)")
_ANSWERS = (
    r"Trả lời|TRẢ LỜI|Đáp án(?: đúng)?|ĐÁP ÁN(?: ĐÚNG)?|Đáp|ĐÁP|Giải đáp|GIẢI ĐÁP|(?:Lời|Bài) giải"
    r"|Giải quyết|GIẢI QUYẾT|(?:Gợi ý|GỢI Ý)(?: (?:trả lời|giải đáp|đáp án|giải quyết)| (?:TRẢ LỜI|GIẢI ĐÁP))?"
    r"|Hướng (?:dẫn (?:trả lời|giải)|xử lý|giải quyết)|Ý kiến tư vấn|Tư vấn"
)
ANSWER = re.compile(
    _DECORATION
    + rf"[\[(]?(?:(?:{_ANSWERS})(?: tình huống| TÌNH HUỐNG| câu hỏi)?\s{{0,2}}\d{{0,3}}\s{{0,2}}(?:[:.;\])]{{1,2}}|$)"
    r"|(?:Đ|Ð)\s?:)\s{0,3}"
)
SPOKEN_ANSWER = re.compile(
    rf"(?:[*•+–-]\s{{0,3}})?[{_UPPER}][^:?.!]{{2,90}}\s(?:trả lời|giải đáp|tư vấn|cho biết|đáp)"
    r"(?:\s(?:như sau|bạn|ông|bà|anh|chị))?\s?:\s{0,3}"
)
INLINE_ANSWER = re.compile(r"(?<=[?.!])\s{1,3}(?=(?:Trả lời|TRẢ LỜI|Đáp|ĐÁP|Giải đáp|GIẢI ĐÁP|Đáp án)\s{0,2}:)")
ORDINAL = re.compile(r"(?:\d{1,3}\s{0,2}[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}\s{0,2}[.)/]?)\s{1,3}(?=\S)")
OPTION = re.compile(r"(?P<letter>[A-Ea-e])\s?[.)/]\s{1,3}(?=\S)")
OPTIONS_IN_LINE = re.compile(r"[Aa]\s?[.)/]\s?\S[^?]{0,200}?\s[Bb]\s?[.)/]\s?\S")
KEY = re.compile(r"\b(?P<number>\d{1,3})\s?[-–.:)]?\s?(?P<letter>[A-Ea-e])\b(?!\))")
KEY_HEADING = re.compile(r"\W{0,3}(?:BẢNG |PHẦN )?(?:ĐÁP ÁN|Đáp án)\b.{0,60}$")
IMPRINT = re.compile(
    r"\W{0,3}(?:Chịu trách nhiệm|Ban biên (?:tập|soạn)|Biên (?:tập|soạn)\s?:|Giấy phép xuất bản|In \d|Nguồn\s?:"
    r"|Nhà xuất bản|Mọi (?:thắc mắc|ý kiến)|(?:Xin |Trân trọng )?[Cc]ảm ơn|XIN CẢM ƠN|CẢM ƠN|TRÂN TRỌNG"
    r"|(?:Hết|HẾT)\W{0,3}$)"
)
DIVISION = re.compile(
    r"\W{0,3}(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|CHỦ ĐỀ|Chủ đề|CHUYÊN ĐỀ|Chuyên đề|BÀI|Bài"
    r"|TIẾT|Tiết|DẠNG|Dạng|PHỤ LỤC|Phụ lục)\s{1,2}(?:(?:thứ|THỨ|số|SỐ)\s{1,2}\w{1,5}|[IVXLC]{1,6}|\d{1,2})\b"
)
ROMAN = re.compile(r"[IVX]{1,6}\s{0,2}[.)/\-–]\s{0,3}(?=\S)")
SPEECH = re.compile(
    rf"[“\"–-]|(?:[{_UPPER}]\S{{0,12}}\s){{0,4}}[{_UPPER}(][^\s:?]{{0,12}}(?:\s\([^)]{{1,40}}\))?\s?:\s"
)


def asks(text: str) -> bool:
    """Whether a passage ends by asking: "…?", also with a bracket after it, but not as the end of quoted speech."""
    return text.rstrip(" .…)").endswith("?") and not text.rstrip().endswith(("”", '"'))


def answer_label(passage: Passage, before: str) -> re.Match[str] | None:
    """The label that opens an answer.

    Args:
        passage: That may begin with one.
        before: The text of the passage before it: "The office answered:" opens an answer only after a question.
    """
    label = ANSWER.match(passage.text)
    if label is None and "?" in before:
        label = SPOKEN_ANSWER.match(passage.text)
    return label
