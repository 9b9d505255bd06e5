"""The words that Vietnamese question-and-answer material prints before questions, cases, answers, options and keys."""

from __future__ import annotations

import re

from converters.records.passages.passage import Passage
from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import any_case, one_of
from validators.language.syllables import CAPITALS

# A bar or an icon before the word is read as one letter or mark ("Í Câu hỏi 1.").
_DECORATION = r"(?:[^\w\s“\"(]{1,2}\s{0,3}|\S\s{1,3})?"
_BULLET = r"(?:[*•+–-]\s{0,3})?"
_NUMBER = r"(?:(?:số|SỐ|thứ)\s{1,2})?\d{1,3}"
_NUMBER_END = rf"(?:\s?[/.:)\-–]{{1,2}}|\s{{0,2}}$|\s(?=[{CAPITALS}“\"]|\(\s?[\d.,]{{1,4}} điểm))"
_MARKS = r"(?:\(\s?[\d.,]{1,4} điểm\s?\)\s?[.:]?\s{0,3})"  # "(2 điểm)": what an examination gives for the answer
_BOOKLETS = "booklets of questions and answers"

QUESTION = WordingTable(
    "content/question",
    (
        wording(
            "numbered",
            rf"(?:Câu hỏi|CÂU HỎI|Câu|CÂU)\s{{0,2}}{_NUMBER}\s?{_NUMBER_END}\s{{0,3}}"
            rf"(?:(?:Hỏi|HỎI)\s?[:.]\s{{0,3}}|{_MARKS})?",
            source=_BOOKLETS,
            gains="questions that are numbered, the usual layout",
            positive=("Câu 1. Người dân có quyền gì?", "Câu hỏi số 2: Hỏi: Ai nộp?", "CÂU 3 (2 điểm): Nêu"),
            negative=("Câu lạc bộ 1", "Câu hỏi này"),
        ),
        wording(
            "asked",
            r"(?:Hỏi|HỎI)\s{0,2}\d{1,3}\s?[.:)/–-]\s{0,3}|(?:\d{1,3}\s?[.)/]\s{1,3})?(?:Hỏi|HỎI|H)\s?:\s{0,3}",
            source=_BOOKLETS,
            gains="questions after “Hỏi:” or “H:”",
            positive=("Hỏi: Ai có quyền?", "Hỏi 2. Ai có quyền?", "3. Hỏi: Ai có quyền?", "H: Ai?"),
            negative=("Hỏi đáp pháp luật", "Hộ: cá nhân"),
        ),
        wording(
            "interviewer",
            r"(?:PV|P\.V|Phóng viên|PHÓNG VIÊN)(?:\s\(PV\))?\s?:\s{0,3}",
            source="interviews on legal questions",
            gains="what a reporter asks",
            positive=("PV: Xin ông cho biết", "Phóng viên (PV): Thưa ông"),
            negative=("Phóng viên báo Mẫu cho biết",),
        ),
        wording(
            "unnumbered",
            r"(?:Câu hỏi|CÂU HỎI)(?:\s(?:của|từ)\s[^:?]{2,90})?\s?:\s{0,3}",
            source="letters to the editor, online meetings",
            gains="questions named without a number",
            positive=("Câu hỏi: Ai có quyền?", "Câu hỏi của bạn Mẫu ở xã Mẫu: Tôi muốn"),
            negative=("Câu hỏi thường gặp", "Các câu hỏi:"),
        ),
    ),
    before=_DECORATION,
)
SITUATION = WordingTable(
    "content/situation",
    (
        wording(
            "situation",
            r"(?:Tình huống|TÌNH HUỐNG|(?:Bài|BÀI) (?:tập|tâp|TẬP) tình huống)"
            rf"(?:\s{{0,2}}{_NUMBER}\s?{_NUMBER_END}|\s?[:.]|\s{{0,2}}$)\s{{0,3}}(?:Tình huống\s?[:.]\s{{0,3}})?",
            source="booklets of legal situations",
            gains="cases that are told and solved",
            positive=("Tình huống 1. Ông A", "TÌNH HUỐNG: Bà B", "Bài tập tình huống số 2:"),
            negative=("Tình huống pháp luật", "Một tình huống 1."),
        ),
        wording(
            "exercise",
            rf"(?:Bài tập|Bài tâp|BÀI TẬP|Vụ việc|VỤ VIỆC)\s{{0,2}}(?:số\s)?\d{{1,3}}\s?{_NUMBER_END}"
            r"\s{0,3}(?:Tình huống\s?[:.]\s{0,3})?",
            source="teaching material",
            gains="exercises that are cases",
            positive=("Bài tập 1: Ông A", "Vụ việc số 3. Bà B"),
            negative=("Bài tập pháp luật", "Bài 1: Khái niệm"),
        ),
    ),
    before=_DECORATION,
)
EXERCISES = WordingTable(
    "content/exercises",
    (
        wording(
            "exercises",
            any_case(r"(?:MỘT SỐ |CÁC |HỆ THỐNG )?(?:BÀI TẬP|CÂU HỎI (?:ÔN TẬP|THẢO LUẬN|ÔN THI))\b"),
            source="lecture notes: headings above exercises",
            gains="what follows an exercise without a solution is not taught as its answer",
            positive=("MỘT SỐ BÀI TẬP", "Câu hỏi ôn tập chương 1"),
            negative=("CÂU HỎI 1", "BÀI GIẢNG"),
        ),
        wording(
            "examination",
            any_case(r"(?:ĐỀ (?:THI|KIỂM TRA|ÔN)|NỘI DUNG THẢO LUẬN)\b"),
            source="examination papers of colleges",
            gains="the same for examinations and discussions",
            positive=("ĐỀ THI MÔN PHÁP LUẬT", "NỘI DUNG THẢO LUẬN"),
            negative=("ĐỀ CƯƠNG", "NỘI DUNG"),
        ),
    ),
    before=r"\W{0,3}",
)
ASKED_BY = re.compile(rf"{_BULLET}[{CAPITALS}][^:?]{{2,110}}\bhỏi\s?:\s{{1,3}}(?=\S)")
_ANSWERS = one_of(
    "Trả lời",
    "TRẢ LỜI",
    "Đáp án(?: đúng)?",
    "ĐÁP ÁN(?: ĐÚNG)?",
    "Đáp",
    "ĐÁP",
    "Giải đáp",
    "GIẢI ĐÁP",
    "(?:Lời|Bài) giải",
    "Giải quyết",
    "GIẢI QUYẾT",
    "(?:Gợi ý|GỢI Ý)(?: (?:trả lời|giải đáp|đáp án|giải quyết)| (?:TRẢ LỜI|GIẢI ĐÁP))?",
    "Hướng (?:dẫn (?:trả lời|giải)|xử lý|giải quyết)",
    "Ý kiến tư vấn",
    "Tư vấn",
)
ANSWER = WordingTable(
    "content/answer",
    (
        wording(
            "named",
            rf"[\[(]?{_ANSWERS}(?: tình huống| TÌNH HUỐNG| câu hỏi)?"
            r"\s{0,2}\d{0,3}\s{0,2}(?:[:.;\])]{1,2}|$)\s{0,3}",
            source=_BOOKLETS,
            gains="answers and solutions, the usual layout",
            positive=("Trả lời:", "Đáp án đúng: A", "Giải đáp tình huống 2.", "[Gợi ý trả lời]"),
            negative=("Trả lời câu hỏi của cử tri, Bộ trưởng", "Đáp ứng yêu cầu"),
        ),
        wording(
            "letter",
            r"[\[(]?(?:Đ|Ð)\s?:\s{0,3}",
            source="leaflets that ask with “H:” and answer with “Đ:”",
            gains="the answers of such leaflets",
            positive=("Đ: Có.",),
            negative=("Điều 1: Phạm vi",),
        ),
    ),
    before=_DECORATION,
)
SPOKEN_ANSWER = re.compile(
    rf"{_BULLET}[{CAPITALS}][^:?.!]{{2,90}}\s(?:trả lời|giải đáp|tư vấn|cho biết|đáp)"
    r"(?:\s(?:như sau|bạn|ông|bà|anh|chị))?\s?:\s{0,3}"
)
INLINE_ANSWER = re.compile(r"(?<=[?.!])\s{1,3}(?=(?:Trả lời|TRẢ LỜI|Đáp|ĐÁP|Giải đáp|GIẢI ĐÁP|Đáp án)\s{0,2}:)")
ORDINAL = re.compile(r"(?:\d{1,3}\s{0,2}[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}\s{0,2}[.)/]?)\s{1,3}(?=\S)")
OPTION = re.compile(r"(?P<letter>[A-Ea-e])\s?[.)/]\s{1,3}(?=\S)")
OPTIONS_IN_LINE = re.compile(r"[Aa]\s?[.)/]\s?\S[^?]{0,200}?\s[Bb]\s?[.)/]\s?\S")
KEY = re.compile(r"\b(?P<number>\d{1,3})\s?[-–.:)]?\s?(?P<letter>[A-Ea-e])\b(?!\))")
KEY_HEADING = re.compile(r"\W{0,3}(?:BẢNG |PHẦN )?(?:ĐÁP ÁN|Đáp án)\b.{0,60}$")
IMPRINT = WordingTable(
    "content/imprint",
    (
        wording(
            "responsible",
            r"Chịu trách nhiệm|Ban biên (?:tập|soạn)|Biên (?:tập|soạn)\s?:|Nhà xuất bản",
            source="imprints of booklets (Luật Xuất bản 19/2012/QH13 Điều 27)",
            gains="the last answer ends before the imprint",
            positive=("Chịu trách nhiệm xuất bản: Ông Mẫu", "Ban biên soạn", "Biên tập: Bà Mẫu"),
            negative=("Biên bản vi phạm", "Người chịu trách nhiệm"),
        ),
        wording(
            "printing",
            r"Giấy phép xuất bản|In \d|Nguồn\s?:",
            source="imprints of booklets (Luật Xuất bản 19/2012/QH13 Điều 27)",
            gains="the last answer ends before the imprint",
            positive=("In 1.000 cuốn", "Giấy phép xuất bản số 12", "Nguồn: Cổng thông tin"),
            negative=("In ấn tài liệu", "Giấy phép lái xe"),
        ),
        wording(
            "thanks",
            r"Mọi (?:thắc mắc|ý kiến)|(?:Xin |Trân trọng )?[Cc]ảm ơn|XIN CẢM ƠN|CẢM ƠN|TRÂN TRỌNG|(?:Hết|HẾT)\W{0,3}$",
            source="leaflets, slides and letters",
            gains="the last answer ends before thanks and addresses",
            positive=("Xin cảm ơn!", "Mọi thắc mắc xin liên hệ", "HẾT."),
            negative=("Hết thời hạn này", "Mọi người có quyền"),
        ),
    ),
    before=r"\W{0,3}",
)
CONTACT = re.compile(
    r"\W{0,3}(?:(?:Thông tin|Địa chỉ|Đầu mối|Đường dây|THÔNG TIN|ĐỊA CHỈ|ĐẦU MỐI|ĐƯỜNG DÂY) )?"
    r"(?:liên hệ|hỗ trợ|nóng|Liên hệ|LIÊN HỆ|HỖ TRỢ|NÓNG)\s?:?$"
)
"""A line of its own over addresses and telephone numbers, below the last answer of a leaflet."""
_DIVISIONS = ("Phần", "Chương", "Mục", "Chủ đề", "Chuyên đề", "Bài", "Tiết", "Dạng", "Phụ lục")
DIVISION = WordingTable(
    "content/division",
    (
        wording(
            "numbered",
            rf"{one_of(*(form for word in _DIVISIONS for form in (word.upper(), word)))}"
            r"\s{1,2}(?:(?:thứ|THỨ|số|SỐ)\s{1,2}\w{1,5}|[IVXLC]{1,6}|\d{1,2})\b",
            source="books, lecture notes and booklets",
            gains="answers end, and titles do not go on, at a new division",
            positive=("Chương II", "CHUYÊN ĐỀ 3", "Bài số 4"),
            negative=("Chương trình", "Phần lớn", "Bài tập 1"),
        ),
    ),
    before=r"\W{0,3}",
)
ROMAN = re.compile(r"[IVX]{1,6}\s{0,2}[.)/\-–]\s{0,3}(?=\S)")
SPEECH = re.compile(
    rf"[“\"–-]|(?:[{CAPITALS}]\S{{0,12}}\s){{0,4}}[{CAPITALS}(][^\s:?]{{0,12}}(?:\s\([^)]{{1,40}}\))?\s?:\s"
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
