"""Whether a line is the name of an organ, or the rest of one."""

from __future__ import annotations

import re

from validators.language import legal_paper
from validators.language.legal_paper import one_of

# Organs of communes, posts and teams, told by two words: one alone ("tổ", "đội", "chi") opens many other names.
_LOCAL_ORGANS = (
    "TỔ CÔNG", "TỔ GIÚP VIỆC", "TỔ CHUYÊN", "ĐỘI CẢNH SÁT", "ĐỘI QUẢN LÝ", "ĐỒN BIÊN PHÒNG", "ĐỒN CÔNG AN",
    "BỘ ĐỘI BIÊN PHÒNG", "HẠT KIỂM LÂM", "TRẠM Y TẾ", "TRẠM KHUYẾN NÔNG", "ĐÀI TRUYỀN THANH", "ĐÀI PHÁT THANH",
    "CHI BỘ", "CHI ĐOÀN", "CHI HỘI", "LIÊN HIỆP", "BỆNH VIỆN", "NHÀ VĂN HÓA", "THƯ VIỆN",
)  # fmt: skip
# Words that open the name of an organ as it stands at the head of a paper.
_FIRST_WORDS = (
    r"LIÊN\s", "BỘ", "SỞ", r"[UỦ][ỶY]\s?BAN", "UBND", "HĐND", "HỘI", "TRƯỜNG", "VIỆN", "CỤC", "TỔNG", "CHI CỤC",
    "TRUNG TÂM", "PHÒNG", "BAN", "CÔNG", "T[ÒO][ÀA]?A? ÁN", "VĂN PHÒNG", "QUỐC HỘI", "CHÍNH PHỦ", "THỦ TƯỚNG",
    "CHỦ TỊCH", "ĐẢNG", "TỈNH [UỦ]", "THÀNH [UỦ]", "HUYỆN [UỦ]", "HỌC VIỆN", "ĐẠI HỌC", "LIÊN ĐOÀN", "THANH TRA",
    "KHO BẠC", "BẢO HIỂM", "CÂU LẠC BỘ", "VỤ", "KHOA", "BỘ MÔN", "NGÂN HÀNG", "ĐOÀN", "TẬP ĐOÀN", "MẶT TRẬN",
    "KIỂM TOÁN", *_LOCAL_ORGANS,
)  # fmt: skip
# Words in the name of an organ, wherever they stand in it.
_WORDS = (
    "bộ", "sở", "ủy ban", "uỷ ban", "ubnd", "hđnd", "hội đồng", "chính phủ", "thủ tướng", "quốc hội", "tỉnh",
    "thành phố", "huyện", "xã", "phường", "quận", "trường", "đại học", "học viện", "viện", "cục", "tổng cục",
    "chi cục", "ban", "trung tâm", "công an", "tòa án", "văn phòng", "liên đoàn", "công đoàn", "đảng", "tỉnh ủy",
    "thành ủy", "phòng", "chủ tịch", "hội", "đoàn", "thanh tra", "ngân hàng", "tập đoàn", "công ty", "kho bạc",
    "thuế", "hải quan", "bảo hiểm", "tuc", "mặt trận", *map(str.lower, _LOCAL_ORGANS),
)  # fmt: skip
_FIRST_WORD = re.compile(rf"{one_of(*_FIRST_WORDS)}\b", re.IGNORECASE)
_WORD = re.compile(rf"{one_of(*_WORDS)}\b", re.IGNORECASE)
# What the work of some organs is called, too: "PHÒNG, CHỐNG MA TÚY", "BẢO HIỂM XÃ HỘI" without a place.
_PLACED = one_of("VIỆT", "TỈNH", "THÀNH", "HUYỆN", "QUẬN", "CƠ SỞ", "KHU", "NHÀ NƯỚC")
_MATTER_NAMES = (
    "PHÒNG(?:,| CHỐNG| NGỪA| CHÁY| TRÁNH| BỆNH| VỆ)", rf"BẢO HIỂM (?!XÃ HỘI {_PLACED})", rf"THUẾ(?! {_PLACED})",
    "HỘI (?:HỌP|NGHỊ|THI|THẢO|NHẬP)", "BAN HÀNH", "CÔNG (?:TÁC|DÂN|KHAI|BẰNG|CHỨNG|NHẬN)", "ĐOÀN KẾT", "TRƯỜNG HỢP",
)  # fmt: skip
_MATTERS = re.compile(one_of(*_MATTER_NAMES), re.IGNORECASE)
_LONGEST = 140  # characters
_BLANK = re.compile(r"…|\.{3}|_{3}")  # to be filled in: a form names no organ
_OTHER_OPENINGS = (
    "Kính",
    "Đơn",
    "Họ ",
    "Chi ",
    "V/v",
    "Về ",
    "Căn cứ",
    "Ngày ",
    "Ban hành",
    "Kèm theo",
)  # of letters and forms: "Đơn vị: …" asks for an organ
_OTHER_PAPERS = ("VĂN BẢN", "PHỤ LỤC", "MẪU")


def is_organ(text: str) -> bool:
    """Whether a line reads like the name of an organ or like the rest of one."""
    if len(text) > _LONGEST or ":" in text or legal_paper.GAZETTE_NAME in text:
        return False
    if _BLANK.search(text) is not None:
        return False
    if text.startswith(_OTHER_OPENINGS) or text.upper().startswith(_OTHER_PAPERS) or text.rstrip().endswith((";", "?")):
        return False
    return _WORD.search(text) is not None and (text.isupper() or text[0].isupper())


def opens_with_organ(text: str) -> bool:
    """Whether a line is the name of an organ from its first word on, in running text too ("Sở Tư pháp …")."""
    return is_organ(text) and _WORD.match(text) is not None and _MATTERS.match(text) is None


def opens_name(text: str) -> bool:
    """Whether a line opens the name of an organ; otherwise it may go on with the line above."""
    return _FIRST_WORD.match(text) is not None
