"""Lines that stand where a title may stand, set like one, and are none."""

from __future__ import annotations

import re

from validators.language import legal_paper
from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import any_case, one_of
from validators.language.syllables import CAPITALS

# A company by its name; "CÔNG TY CỔ PHẦN" alone is a form of company.
_COMPANY = "CÔNG TY(?! (?:HỢP DANH|CỔ PHẦN)?$| TRÁCH NHIỆM HỮU HẠN (?:CÓ|MỘT|HAI))"
_BUREAU = "VỤ(?! (?:ÁN|VIỆC|MÙA|CHÁY|NỔ|TAI NẠN))"
# Organs, with what opens a title instead ("BỘ LUẬT …", "PHÒNG, CHỐNG …") left out.
_ORGANS = (
    "UBND", "ỦY BAN", "UỶ BAN", "SỞ(?! HỮU)", "BỘ(?! (?:LUẬT|CÂU|TÀI LIỆU|ĐỀ|QUY|PHÁP|CÔNG CỤ|TIÊU CHÍ|CHỈ SỐ))",
    "HỘI ĐỒNG", "HỘI (?:NGƯỜI|LUẬT|LIÊN|NÔNG|CỰU|CHỮ)", "TRUNG TÂM", "CỤC", _BUREAU, "CÔNG AN", _COMPANY,
    "PHÒNG(?! (?:CHỐNG|CHÁY|NGỪA|VỆ|TRÁNH|BỆNH))", "TRƯỜNG(?! HỢP)", "ĐẠI HỌC", "HỌC VIỆN", "VIỆN", "KHOA(?! HỌC)",
    "BỘ MÔN", "TỔ BỘ MÔN", "CLB", "CÂU LẠC BỘ", "BAN(?! HÀNH)", "TỔNG CỤC", "CHI CỤC", "LIÊN ĐOÀN", "NHÀ XUẤT BẢN",
    "TÒA ÁN NHÂN DÂN", "(?:CỔNG|TRANG) THÔNG TIN", "TỈNH (?:ĐOÀN|ỦY)", "ĐOÀN (?:THANH|LUẬT)",
    "TỔ (?:CÔNG NGHỆ|CÔNG TÁC|GIÚP VIỆC|CHUYÊN MÔN)", "ĐỘI (?:CẢNH SÁT|QUẢN LÝ)", "ĐỒN (?:BIÊN PHÒNG|CÔNG AN)",
    "BỘ ĐỘI BIÊN PHÒNG", "HẠT KIỂM LÂM", "TRẠM (?:Y TẾ|KHUYẾN NÔNG)", "ĐÀI (?:TRUYỀN|PHÁT) THANH",
    "CHI (?:BỘ|ĐOÀN|HỘI)", "LIÊN HIỆP", "BỆNH VIỆN", "NHÀ VĂN HÓA",
)  # fmt: skip
_HAMLETS = ("THÔN", "XÓM", "ẤP", "KHU PHỐ", "TỔ DÂN PHỐ")
_UNIT = one_of(
    "TỈNH", "THÀNH PHỐ", "HUYỆN", "QUẬN", "XÃ(?! HỘI)", "PHƯỜNG", "THỊ TRẤN", *_HAMLETS, r"KHU VỰC(?= \d)"
)  # an organ's second line
_MAIL_FIELDS = ("From", "To", "Cc", "Subject", "Date", "Sent", "MIME-Version", "Content-[a-z-]+", "Snapshot-[a-z-]+")
_MAKERS = ("NGƯỜI SOẠN", "GIẢNG VIÊN", "BÁO CÁO VIÊN", "TÁC GIẢ", "CHỦ BIÊN", "NGƯỜI TRÌNH BÀY", "CHỊU TRÁCH NHIỆM")

_FORM = any_case("Mẫu")
_FORM_CODE = r"[A-ZĐ]{1,4}\d{0,3}(?:[-/.][A-ZĐ\d]{1,8}){1,4}"

# Lines that stand in many documents alike and name none of them.
_GENERIC_LINES = (
    "NỘI DUNG(?: (?:MÔN HỌC|BÀI HỌC|BÀI GIẢNG|CHÍNH|TRÌNH BÀY|CHƯƠNG TRÌNH))?",
    r"MỤC (?:LỤC|TIÊU|ĐÍCH)\b.{0,20}",
    "LỜI (?:NÓI ĐẦU|GIỚI THIỆU|MỞ ĐẦU|TỰA)",
    "GIỚI THIỆU(?: CHUNG)?",
    "TÀI LIỆU THAM KHẢO",
    r"KẾT CẤU\b.{0,30}",
    r"(?:CÁC )?NHÂN VẬT(?: (?:CHÍNH|TRONG (?:KỊCH|TIỂU PHẨM)))?",
    r"(?:CẢNH|MÀN|HỒI)\s(?:[IVX\d]{1,4}|MỘT|HAI|BA|KẾT)",
    r"(?:PHẦN|CHƯƠNG)\s(?:THỨ\s\w{2,5}|MỞ ĐẦU|[IVX\d]{1,5})",
    r"(?:XIN )?(?:TRÂN TRỌNG )?(?:CẢM|CÁM) ƠN\b.{0,60}",
    # What spreadsheets call their sheets by themselves.
    r"(?:SHEET|TRANG TÍNH|BẢNG|TRANG)\s?\d{0,3}",
)
GENERIC = re.compile(any_case(rf"\W*{one_of(*_GENERIC_LINES)}\W*"))
# What office programs put into the title of a file by themselves.
_PROGRAM_TITLES = (
    "Title Layout",
    "PowerPoint Presentation",
    r"Presentation\d*",
    r"Slide \d+",
    "Bản trình bày.{0,20}",
    r"Microsoft (?:Word|PowerPoint)\b.*",
    "(?:Untitled|Unknown|Không có tiêu đề|Chưa đặt tên).*",
    r"Document\d*",
    r"Tài liệu\d*",
    "Tiêu đề",
    r".{0,120}\.(?:docx?|pptx?|pdf|cdr|indd|ai|psd)",
)
SET_BY_PROGRAM = re.compile(any_case(one_of(*_PROGRAM_TITLES)))

NO_TITLES = WordingTable(
    "metadata/no-title",
    (
        wording(
            "state-name",
            any_case(one_of(legal_paper.STATE_NAME_OPENING, legal_paper.MOTTO_OPENING, legal_paper.PARTY)),
            source="NĐ 30/2020/NĐ-CP Annex I, II.1",
            gains="state name and motto are no title",
            positive=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
            negative=("Độc lập tài chính",),
        ),
        wording(
            "number-or-date",
            any_case(one_of(r"S[ốô]\s?:", r"[A-ZĐ][\wÀ-ỹ ]{0,30}, (?:ngày|tháng)", r"\W{0,2}(?:ngày|tháng)\s[\d.… ]")),
            source="NĐ 30/2020/NĐ-CP Annex I, II.3 and II.4; covers",
            gains="number, place and date are no title",
            positive=("Số: 12/KH-STP", "Hà Nội, ngày 01 tháng 3 năm 2026", "Tháng 4 năm 2026"),
            negative=("Số hóa hồ sơ", "Ngày Pháp luật Việt Nam", "Tháng hành động vì trẻ em"),
        ),
        wording(
            "form-number",
            rf"(?:{_FORM}\s)?{_FORM_CODE}$|{_FORM} (?:số|SỐ|Số)\s?:?\s?[\w.…/-]{{1,20}}(?:\s[–-]\s?[\w./]{{1,12}})?$",
            source="forms annexed to decrees and circulars",
            gains="the number of a form is no title of what it asks for",
            positive=("Mẫu số 04-CN/TTN", "Mẫu TP-HT-01", "Mẫu số 02 – BH", "MẪU SỐ 01", "B1-2-DKHS"),
            negative=("Mẫu đơn khởi kiện", "Mẫu số hóa hồ sơ"),
        ),
        wording(
            "organ",
            any_case(rf"{one_of(*_ORGANS)}\s[{CAPITALS}]|{_UNIT}\s\S+(?:\s\S+){{0,3}}$"),
            source="NĐ 30/2020/NĐ-CP Annex I, II.2; covers of schools' material",
            gains="ministry, department, faculty and school are no title",
            positive=("SỞ TƯ PHÁP TỈNH MẪU", "KHOA LUẬT KINH TẾ", "BỘ MÔN PHÁP LUẬT", "THÔN MẪU", "KHU VỰC 2",
                      "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "TRẠM Y TẾ XÃ MẪU"),
            negative=("SỞ HỮU TRÍ TUỆ", "BỘ LUẬT DÂN SỰ", "PHÒNG, CHỐNG MA TÚY", "TRƯỜNG HỢP KHẨN CẤP",
                      "TỔ CHỨC HÒA GIẢI", "TỔ HÒA GIẢI VÀ CÔNG VIỆC", "ĐỘI MŨ BẢO HIỂM",
                      "Vụ án “Cố ý gây thương tích”", "VỤ VIỆC TRANH CHẤP ĐẤT ĐAI"),
        ),
        wording(
            "addressee",
            any_case(one_of(legal_paper.ADDRESSEE, legal_paper.RECIPIENTS), r"\s?(?::|$)"),
            source="NĐ 30/2020/NĐ-CP Annex I, II.9",
            gains="whom a letter is for is no title",
            positive=("Kính gửi: Sở Tư pháp", "Nơi nhận:"),
            negative=("Nơi nhận hồ sơ trực tuyến",),
        ),
        wording(
            "article",
            r"(?:Điều|ĐIỀU|Khoản)\s\d{1,3}[a-zđ]?\s?[.:]",
            source="pages of acts whose head was not read",
            gains="an article in the middle of an act is no title",
            positive=("Điều 3. Điều khoản thi hành",),
            negative=("Điều 4 Hiến pháp và đời sống", "Điều lệ Đảng"),
        ),
        wording(
            "signature",
            one_of(legal_paper.SIGNED_FOR_OR_ACTING, rf"{legal_paper.OFFICE}\s*$"),
            source="NĐ 30/2020/NĐ-CP Annex I, II.7",
            gains="who signs is no title",
            positive=("KT. GIÁM ĐỐC", "GIÁM ĐỐC", "PHÓ CHỦ TỊCH"),
            negative=("CHỦ TỊCH HỒ CHÍ MINH VỚI PHÁP LUẬT", "GIÁM ĐỐC THẨM"),
        ),
        wording(
            "incoming-stamp",
            any_case(
                one_of(
                    r"(?:CÔNG VĂN|VĂN BẢN)?\s?(?<!\w)ĐẾN(?:\s?(?:SỐ|NGÀY|:|-).*)?$", r"CÔNG VĂN(?: (?:ĐẾN|ĐI))?\s?$",
                    r"CHUYỂN\s?:",
                )
            ),
            source="NĐ 30/2020/NĐ-CP Annex IV: the stamp of the office a paper came to",
            gains="the stamp is no title, nor is the bare word for a letter",
            positive=("CÔNG VĂN ĐẾN", "ĐẾN Số: 123", "Công văn", "Chuyển: VT"),
            negative=("ĐẾN VỚI PHÁP LUẬT", "Công văn về việc rà soát", "CHUYỂN ĐỔI SỐ"),
        ),
        wording(
            "mail-head",
            any_case(one_of(rf"{one_of(*_MAIL_FIELDS)}\s?:", r"(?:-{2,}|<)\w")),
            source="saved mails and web pages (RFC 5322)",
            gains="the fields of a mail are no title",
            positive=("From: <Saved by Blink>", "MIME-Version: 1.0", "--boundary", "Content-Type: text/html"),
            negative=("Từ ngày 01 tháng 7", "Content"),
        ),
        wording(
            "footnote",
            r"[\[(]\d{1,3}[\])]\s|[¹²³⁴⁵⁶⁷⁸⁹*]",
            source="footnotes of consolidated texts and textbooks",
            gains="a footnote is no title",
            positive=("[1] Khoản này được sửa đổi", "¹ Xem Luật Đất đai", "* Ghi chú"),
            negative=("100 CÂU HỎI", "1. Khái niệm"),
        ),
        wording(
            "maker",
            any_case(
                one_of(
                    rf"{one_of(*_MAKERS)}\b", r"(?:TÀI LIỆU )?(?:TỔNG HỢP VÀ |ĐƯỢC )?BIÊN SOẠN\b",
                    r"\W?(?:TÀI LIỆU )?LƯU HÀNH NỘI BỘ",
                )
            ),
            source="covers of booklets and lectures",
            gains="who made the material, and for whom, is no title",
            positive=("Giảng viên: ThS. Mẫu", "TÀI LIỆU TỔNG HỢP VÀ BIÊN SOẠN BỞI CLB", "(Lưu hành nội bộ)"),
            negative=("TÀI LIỆU TẬP HUẤN", "GIẢNG DẠY PHÁP LUẬT"),
        ),
    ),
)  # fmt: skip
