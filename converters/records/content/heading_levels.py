"""Headings outside articles, and how deep they stand: by style, numbering, capitals or bold print."""

from __future__ import annotations

import re

from converters.reading.document import BlockKind
from converters.reading.paging.values import is_value
from converters.records.passages.line_pair import LARGER
from converters.records.passages.passage import Passage, is_capitals, written
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable, WordingTable, wording
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

ROMAN_HEADING = re.compile(r"(?P<label>[IVX]{1,6})\s{0,2}[.)\-–]\s{0,3}(?=\S)")
LETTER_HEADING = re.compile(r"(?P<label>[A-HĐ])\s{0,2}[.)\-]\s{1,3}(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\s{0,2}[.)]?\s{1,3}(?=\S)")
_LONGEST = 160  # characters of a heading
_FEWEST_WORDS = 4  # in capitals beside a number with a stroke; fewer are a paper's own number
_FULL_LINE = 34  # characters in capitals; on a leaflet's column no more stand on a line
_LONGEST_NUMBERED = 130  # characters; a longer numbered line is a clause
_MOST_LINES = 3  # printed lines of a heading that only bold print shows


SIGNED = re.compile(r"(?:[-–+•*▪●○■❖➢➤✓✔☑]|(?P<says>[✅✗✘❌❎🚫⛔]\ufe0f?))\s{0,3}(?=\S)")
"""An item of a list, however it is set; `says` also stands before headings in capitals ("❌ HÀNH VI BỊ CẤM")."""
_LEADERS = re.compile(r"[.…_]{3,}\W{0,3}$")  # what a form leaves to be filled in
_NAMED_TEXTS = (
    "PHỤ LỤC", "Phụ lục", "MẪU SỐ", "Mẫu số", "QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ", "KẾ HOẠCH", "CHƯƠNG TRÌNH", "ĐỀ ÁN",
    "HƯỚNG DẪN", "DANH MỤC", "DANH SÁCH", "TỜ GẤP", "TỜ RƠI", "TIỂU PHẨM", "BÀI GIẢNG", "ĐỀ CƯƠNG", "THÔNG BÁO",
    "BẢN TIN", "Bài", "BÀI", "Chuyên đề", "CHUYÊN ĐỀ", "Chủ đề", "CHỦ ĐỀ", r"HỎI\s?[-–]?\s?ĐÁP",
)  # fmt: skip
_ALONE = re.compile(rf"{one_of(*_NAMED_TEXTS)}(?:\s(?:số\s)?[IVX\d]{{1,6}}[A-Za-z]?)?\W{{0,2}}$")
_NAMED = re.compile(rf"{one_of(*_NAMED_TEXTS)}(?!\w)")
_COUNTED = re.compile(r"(?:Bài|BÀI|Chuyên đề|CHUYÊN ĐỀ|Chủ đề|CHỦ ĐỀ|Phần|PHẦN)\s[IVX\d]{1,5}\W{0,2}")
_FIELD = re.compile(r"[^\W\d]:\s{1,3}\S")  # what a form calls a line, and what stands in it
_SUM = re.compile(r":\s{0,3}\d[\d.,]*\s?(?:đồng|đ|VNĐ|%|triệu đồng|tỷ đồng)?$")  # "Cộng: 3.000.000 đồng"
_HANGING = re.compile(
    r"(?:[,–-]|\b(?:và|về|của|cho|trong|với|theo|từ|đến|các|những|hoặc|bằng|tại|giữa))$", re.IGNORECASE
)


_PARTIES = (
    "CHO THUÊ", "THUÊ", "MUA", "BÁN", "GIAO", "NHẬN", "CHO VAY", "VAY", "TẶNG", "ỦY QUYỀN", "CHUYỂN NHƯỢNG",
    "ĐƯỢC ỦY QUYỀN", "CUNG CẤP", "SỬ DỤNG",
)  # fmt: skip
_SIGNERS = (
    "ĐẠI DIỆN", "Đại diện", "THỦ TRƯỞNG", "TRƯỞNG (?:THÔN|BẢN|XÓM|ẤP|KHU PHỐ)", "THƯ KÝ", "CHỦ (?:TRÌ|TỌA)",
    "XÁC NHẬN CỦA", "KẾ TOÁN", "BAN BIÊN TẬP", "Ban biên tập",
    "NGƯỜI (?:LẬP|LÀM|VIẾT|KHAI|NHẬN|GIAO|KÝ|ĐỀ NGHỊ|CAM KẾT|ỦY QUYỀN|ĐƯỢC ỦY QUYỀN|CHỨNG KIẾN|YÊU CẦU)",
    "Người (?:lập|làm|viết|khai|đề nghị|cam kết|cam đoan|ủy quyền|được ủy quyền|yêu cầu|khởi kiện|nhận|giao)",
)  # fmt: skip
_DECIDING = ("[ỦU][ỶY] BAN", "UBND", "BỘ", "SỞ", "TRƯỜNG", "VIỆN", "TÒA", "HỘI ĐỒNG", "(?:CHI |TỔNG )?CỤC")
_ORGANS = (
    "UBND", "[ỦU][ỶY] BAN", "SỞ", "PHÒNG", "TRUNG TÂM", "HỘI", "BAN", "CÔNG AN", "TRƯỜNG", "TÒA ÁN", "VIỆN KIỂM SÁT",
    "THANH TRA", "ĐOÀN", "MẶT TRẬN", "BỘ CHỈ HUY",
)  # fmt: skip
_UNITS = "(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|THỊ XÃ|ĐẶC KHU)"
_NAMES_ORGAN = re.compile(
    r"(?:SỞ|UBND|[ỦU][ỶY] BAN NHÂN DÂN|TRUNG TÂM|CÔNG AN|TRƯỜNG (?:THPT|THCS|TIỂU HỌC|ĐẠI))\s[A-ZĐ]"
)
NAMES_OFFICE = re.compile(rf"{one_of(*_ORGANS)}\s[^.:;?!]{{2,90}}$")
_SAYS = one_of("CÓ", "PHẢI", "ĐƯỢC", "LÀ", "CẤP", "TRONG", "KHÔNG", "VÀ")
NO_HEADINGS = WordingTable(
    "content/no-headings",
    (
        wording(
            "state",
            rf"(?:{legal_paper.STATE_NAME}|{legal_paper.MOTTO_FIRST_HALF}.{{0,24}})$",
            source="NĐ 30/2020/NĐ-CP Annex I, II.1",
            gains="the head of a form inside the text is no heading of the text",
            positive=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
            negative=("QUYỀN CỦA CÔNG DÂN VIỆT NAM",),
        ),
        wording(
            "unit",
            rf"(?:{_UNITS}|THÔN|XÓM|ẤP|KHU PHỐ|TỔ DÂN PHỐ)(?:\s[{CAPITALS}\d]+){{1,4}}$",
            source="NĐ 30/2020/NĐ-CP Annex I, II.2",
            gains="the place above the title of a paper is no heading",
            positive=("XÃ MẪU SƠN", "THÔN KHE MẪU"),
            negative=("XÃ HỘI HÓA GIÁO DỤC", "XÃ MẪU SƠN CÓ GÌ MỚI?"),
        ),
        wording(
            "organ",
            rf"{one_of(*_ORGANS)}\s(?:[{CAPITALS},-]{{1,8}}\s){{0,10}}{_UNITS}(?:\s(?!{_SAYS}\b)[{CAPITALS}\d]+){{1,4}}$",
            source="covers and leaflets: who issues them",
            gains="the organ that a cover names is no heading of what follows",
            positive=("SỞ TƯ PHÁP TỈNH BÌNH MẪU", "UBND PHƯỜNG HÒA MẪU", "HỘI LIÊN HIỆP PHỤ NỮ XÃ EA MẪU"),
            negative=("SỞ TƯ PHÁP", "UBND XÃ CÓ TRÁCH NHIỆM", "TRÁCH NHIỆM CỦA UBND XÃ MẪU"),
        ),
        wording(
            "party",
            rf"BÊN (?:[ABC]|{one_of(*_PARTIES)})\b(?!.{{0,60}}\b(?:CÓ|PHẢI|ĐƯỢC|KHÔNG)\b).{{0,80}}$",
            source="contracts and forms of contracts",
            gains="the parties of a contract are named alike, and are no headings",
            positive=("BÊN CHO THUÊ (sau đây gọi là Bên A)", "BÊN B: ỦY BAN NHÂN DÂN XÃ MẪU", "BÊN THUÊ NHÀ"),
            negative=("BÊN THUÊ CÓ QUYỀN GÌ", "QUYỀN CỦA BÊN A"),
        ),
        wording(
            "addressee",
            rf"{legal_paper.ADDRESSEE}\s?:",
            source="NĐ 30/2020/NĐ-CP Annex I, II.9",
            gains="whom a paper is for is no heading",
            positive=("Kính gửi: Tòa án nhân dân khu vực 3",),
            negative=("Nơi nhận hồ sơ",),
        ),
        wording(
            "deciding",
            rf"{legal_paper.OFFICE}\s{one_of(*_DECIDING)}\s[^a-z]{{3,80}}$",
            source="NĐ 30/2020/NĐ-CP Annex I, form 1.2: who decides, above the grounds",
            gains="the organ that speaks is no heading of the grounds below it",
            positive=("CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH MẪU", "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN"),
            negative=("CHỦ TỊCH NƯỚC", "GIÁM ĐỐC SỞ có quyền"),
        ),
        wording(
            "note",
            r"\([^()]{3,150}\)\.?$",
            source="notes below titles: for whom, with what issued, what unit of measure",
            gains="a whole line in parentheses is said of a heading, and is none",
            positive=("(Dùng cho cá nhân)", "(Đơn vị tính: đồng)"),
            negative=("(1) Mức phạt", "(Dự thảo) Quy chế"),
        ),
        wording(
            "caption",
            r"(?:Hình|Ảnh|Sơ đồ|Biểu đồ|Bảng|Biểu|HÌNH|ẢNH|SƠ ĐỒ|BIỂU ĐỒ|BẢNG)\s\d{1,3}(?:[.-]\d{1,3})?\s?[.:–-]\s?\S",
            source="textbooks and reports",
            gains="what is said below a picture or above a table is no heading",
            positive=("Hình 1. Người dân làm thủ tục", "BẢNG 2.1: MỨC PHẠT"),
            negative=("Bảng mức phạt", "BẢNG 1"),
        ),
        wording(
            "boxes",
            r"[^☐□☑☒]{0,80}[☐□☑☒]",
            source="forms: what is to be ticked",
            gains="a line of boxes is filled in, and heads nothing",
            positive=("Đề nghị cấp bản sao: ☐ Có ☐ Không", "□ Nam"),
            negative=("Đề nghị cấp bản sao",),
        ),
        wording(
            "maker",
            legal_paper.any_case(
                r"(?:BÁO CÁO VIÊN|GIẢNG VIÊN|NGƯỜI (?:SOẠN|TRÌNH BÀY)|TÁC GIẢ|CHỦ BIÊN|BIÊN SOẠN)\s?:"
            ),
            source="title slides and covers",
            gains="who speaks is no heading",
            positive=("Báo cáo viên: Bà Mẫu", "GIẢNG VIÊN: ThS. MẪU"),
            negative=("BÁO CÁO VIÊN PHÁP LUẬT LÀ AI",),
        ),
        wording(
            "subject",
            r"(?:Chủ đề|CHỦ ĐỀ)\s?:\s{0,3}\S",
            source="covers of booklets and lectures",
            gains="what a cover says the material is about is no heading of what follows",
            positive=("Chủ đề: Kỹ năng hòa giải",),
            negative=("Chủ đề 1: Quyền của trẻ em", "CHỦ ĐỀ I"),
        ),
        wording(
            "place and date",
            r"(?:(?:[A-ZĐ][^,.:;]{1,40}|[.…_]{1,60}), ?)?"
            r"(?:ngày|tháng|Tháng|Ngày)\s[\d….\s]{1,8}(?:/|tháng|năm)[^;:?!]{0,40}$",
            source="NĐ 30/2020/NĐ-CP Annex I, II.4; covers",
            gains="when and where a material was made is no heading",
            positive=(
                "Mẫu Thủy, tháng 02 năm 2026",
                "Tháng 7 năm 2026",
                "Hà Nội, ngày 20 tháng 11 năm 2025",
                "…, ngày … tháng … năm …",
            ),
            negative=("Tháng hành động vì trẻ em", "Ngày Pháp luật Việt Nam"),
        ),
        wording(
            "person",
            rf"(?:Luật sư|LS|ThS|TS|PGS|GS|Thẩm phán|Ông|Bà)\.?(?:\s[{CAPITALS}][^\W\d_]{{0,7}}){{2,5}}$",
            source="articles and letters: who answered them",
            gains="the name below a text is no heading",
            positive=("Luật sư Vũ Mẫu Long", "ThS. Trần Thị Mẫu"),
            negative=("Luật sư bào chữa", "Bà con cần biết", "Luật sư ở đâu"),
        ),
        wording(
            "signer",
            rf"(?:{one_of(*_SIGNERS)}(?:\s[^.:()]{{0,40}})?|{legal_paper.OFFICE}|HẾT\W{{0,3}})\s*$",
            source="forms, minutes and contracts: who signs",
            gains="the names under a signature are no headings",
            positive=("NGƯỜI LẬP BIỂU", "ĐẠI DIỆN BÊN A", "PHÓ CHỦ TỊCH", "HẾT", "Người cam kết"),
            negative=("NGƯỜI DÂN CẦN BIẾT", "TRÁCH NHIỆM CỦA NGƯỜI LẬP BIỂU"),
        ),
    ),
)


_PRECEDENT = re.compile(
    r"(?:(?:Nguồn|(?:Vị trí |Khái quát )?nội dung(?: của)?|Từ khóa(?: của)?|"
    r"Quy định của pháp luật liên quan đến) án lệ)\s?:?",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:NHỮNG |CÁC )?(?:VIỆC |ĐIỀU )?(?:KHÔNG )?(?:NÊN|ĐƯỢC|CẦN|PHẢI)(?: LÀM)?(?: VÀ KHÔNG NÊN(?: LÀM)?)?|NGHIÊM CẤM",
    re.IGNORECASE,
)


def names_a_side(text: str) -> bool:
    """Whether a line is the name of one of two sides, and so no part of what stands above it: "KHÔNG NÊN"."""
    return _SIDE.fullmatch(text.strip()) is not None


def begins_anew(text: str) -> bool:
    """Whether a line bears a number or a letter of its own ("II. …", "A. …", "1.2 …")."""
    return any(opening.match(text) for opening in (ROMAN_HEADING, LETTER_HEADING, _NUMBERED))


def goes_on(above: str, text: str, *, deeper: bool = False) -> bool:
    """Whether two headings below each other are one, printed in pieces: two lines in capitals, the first of them full.

    Args:
        above: The heading so far: a word that names a kind of text ("PHỤ LỤC I") has its title below it.
        text: The line below; one with a number or a letter of its own begins anew.
        deeper: Whether the line below is set as a heading of a lower level.
    """
    if _NAMES_ORGAN.match(text) and not _HANGING.search(above.rstrip()):
        return False  # who issues it stands below the title of a slide
    if NAMES_OFFICE.match(above) and _NAMED.match(text):
        return False  # and above that of a leaflet
    if begins_anew(text) or names_a_side(text) or (_ALONE.match(text) and not _COUNTED.fullmatch(above)):
        return False
    wrapped = len(above) >= _FULL_LINE and above.isupper() and text.isupper() and not deeper
    return wrapped or text[:1].islower() or bool(_ALONE.match(above) or _HANGING.search(above.rstrip()))


def is_title_below_organ(above: Passage, passage: Passage) -> bool:
    """Whether a line in much larger letters stands below the name of an organ: the title below who issues it.

    Args:
        above: The line above.
        passage: The line below it.
    """
    small, large = above.word_height, passage.word_height
    named = _NAMES_ORGAN.match(above.text) is not None and not _HANGING.search(above.text.rstrip())
    return named and small is not None and large is not None and large >= LARGER * small


def _ended(passage: Passage) -> bool:
    """Whether it ends as sentences do, or with leaders to be filled in."""
    if _LEADERS.search(passage.text):
        return True
    return passage.text.rstrip().endswith((".", ":", "!")) and not passage.text.isupper()


def _by_style(passage: Passage) -> int:
    if passage.kind is BlockKind.SHEET_NAME:
        return 2
    if passage.kind is not BlockKind.HEADING:
        return 0
    return passage.level or 2


def _lettered(passage: Passage) -> int:
    text = passage.text
    if _LEADERS.search(text):
        return 0  # of a table of contents, or to be filled in
    return 2 if ROMAN_HEADING.match(text) or (LETTER_HEADING.match(text) and not _ended(passage)) else 0


def _numbered(passage: Passage) -> int:
    number = _NUMBERED.match(passage.text) if len(passage.text) < _LONGEST_NUMBERED else None
    if number is None or _ended(passage) or (not passage.emphasis and _FIELD.search(passage.text)):
        return 0
    if number.group().strip().isdecimal() and passage.text[number.end() :][:1].islower():
        return 0  # "10 ngày kể từ ngày nhận"
    return 3 + number.group().strip(" .)").count(".")  # "1.2" stands below "1."


def _in_capitals(text: str) -> bool:
    """Whether a line is words in capitals; it may name an act by its number."""
    words = sum(word.isalpha() for word in text.split())
    return is_capitals(text) or (text.isupper() and words >= _FEWEST_WORDS)


def _bold(passage: Passage) -> int:
    said = _ended(passage) or _SUM.search(passage.text)
    return 3 if passage.emphasis and passage.lines <= _MOST_LINES and not said else 0


def _written(text: str) -> Passage:
    """A line; one between stars is bold, one after "# " is set as a heading of the first level."""
    if text.startswith("# "):
        return written(text[2:], BlockKind.HEADING, level=1)
    return written(text.strip("*"), emphasis=text.startswith("*"))


HEADING_LEVELS: DetectorTable[Passage, int] = DetectorTable(
    "content/heading-level",
    (
        Detector(
            name="style",
            source="styles of Office files; sizes in text layers",
            gains="headings as their maker set them",
            positive=("# Đối tượng áp dụng",),
            negative=("Đối tượng áp dụng",),
            find=_by_style,
        ),
        Detector(
            name="roman-or-letter",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6.đ: papers without articles",
            gains="the first level of plans and reports",
            positive=("II. Nội dung", "B. Tổ chức thực hiện"),
            negative=("B. Đúng.", "Vi phạm"),
            find=_lettered,
        ),
        Detector(
            name="numbered",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6.đ: papers without articles",
            gains="the second level of plans and reports",
            positive=("1. Mục đích", "2.1 Yêu cầu"),
            negative=(
                "1. Người dân có quyền khiếu nại.",
                "Năm 2026",
                "1. Họ và tên: …… Giới tính: Nam",
                "10 ngày làm việc",
            ),
            find=_numbered,
        ),
        Detector(
            name="precedent",
            source="Nghị quyết 04/2019/NQ-HĐTP: the parts of a precedent (án lệ)",
            gains="parts that end in a colon, as they are always printed",
            positive=("Nguồn án lệ:", "Khái quát nội dung của án lệ:"),
            negative=("Án lệ gồm:", "Nguồn án lệ là bản án số 5"),
            find=lambda passage: 2 if _PRECEDENT.fullmatch(passage.text.strip()) else 0,
        ),
        Detector(
            name="capitals",
            source="leaflets, reports, lecture notes",
            gains="headings in capitals",
            positive=("QUYỀN CỦA NGƯỜI DÂN", "MỨC PHẠT THEO NGHỊ ĐỊNH SỐ 12/2030/NĐ-CP"),
            negative=("QĐ", "Số 12/QĐ-UBND", "SỐ 12/QĐ-UBND", "Quyền của người dân"),
            find=lambda passage: 2 if _in_capitals(passage.text) else 0,
        ),
        Detector(
            name="bold",
            source="leaflets and booklets",
            gains="headings that only bold print shows",
            positive=("*Quyền của người dân*",),
            negative=("*Người dân có quyền khiếu nại.*", "Quyền của người dân", "*Cộng: 3.000.000 đồng*"),
            find=_bold,
        ),
    ),
    example=_written,
)


def _is_signed(text: str) -> bool:
    sign = SIGNED.match(text)
    return sign is not None and not (sign["says"] and is_capitals(text[sign.end() :]))


def heading_level(passage: Passage, *, inside_article: bool) -> int | None:
    """The level of a heading, from 1; None for text.

    Args:
        passage: Any but a table.
        inside_article: It follows the opening of an article: then only capitals can be a heading.
    """
    text = passage.text
    if (
        len(text) > _LONGEST
        or NO_HEADINGS.match(text)
        or is_value(text)
        or _is_signed(text)
        or text.rstrip().endswith((";", ","))
        or (inside_article and not text.isupper())
    ):
        return None
    return HEADING_LEVELS.first(passage)
