"""Statements that say of which act the passages around them are: "Các mức phạt trên theo Nghị định số …".

Leaflets print their fines with bare places ("khoản 1 Điều 13") and name the act once, above or below them. Only a
sentence that names what it speaks of ("các mức phạt") and which way it points ("trên", "dưới đây", "tại bảng này")
says so; "Mức phạt trên 5 triệu đồng theo …" does not.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from validators.language.detector import DetectorTable, wording

ACT = "§"  # stands for the act in a sentence
_LONGEST_BEFORE, _LONGEST_AFTER = 160, 120  # characters of a sentence before and behind its act that are looked at

_FINES = (
    r"(?:mức (?:(?:tiền|xử) )?phạt(?: tiền)?|mức tiền|số tiền phạt|tiền phạt|khung (?:tiền )?phạt|chế tài"
    r"|hình thức xử phạt)"
)
_RULES = r"(?:quy định|hành vi(?: vi phạm)?|điều khoản|các điều|nội dung|căn cứ|quyền|thủ tục|trường hợp)"
_WHAT = rf"\b(?:{_FINES}|{_RULES})\b(?: và (?:{_FINES}|{_RULES}))?"
_LINK = (
    r"(?:theo|thuộc|của|tại|trong|ở|từ|bởi|do|căn cứ(?: vào| theo)?|dựa (?:trên|vào))\s{1,3}"
    r"(?:(?:các )?quy định (?:tại|của|trong)\s)?"
)
_TO_ACT = rf"(?:[^.:{ACT}]{{0,70}}?[\s(])??(?:{_LINK}|[^.:{ACT}]{{0,40}}:\s{{0,3}}){ACT}"
_FROM_ACT = rf"{ACT}[^.;:{ACT}]{{0,60}}?\s(?:quy định|áp dụng cho|là căn cứ của|điều chỉnh)\s(?:về\s)?(?:các |những )?"
# "trên" also means "on" and "more than": "mức phạt trên địa bàn", "trên 5 triệu đồng". Then a noun or a number follows.
_VERBS = (
    "đây|đều|được|là|bị|áp dụng|thực hiện|theo|thuộc|của|tại|do|đối với cá nhân|đối với tổ chức|căn cứ|quy định|trích"
    "|dẫn|lấy|nằm|nêu"
)
_GOES_ON = rf"(?=\s{{0,3}}(?:[,:.({ACT}]|$|(?:{_VERBS})\b))"
_UP = rf"(?:trên đây|(?:nêu|kể|nói|ở|phía|bên) trên|vừa nêu|trên{_GOES_ON})"
_DOWN = r"(?:dưới đây|sau đây|(?:bên|phía|ở) dưới|sau(?= (?:đây|theo|được|thuộc)\b))"
_HERE = r"(?:(?:trong|tại|ở|của) )?(?:bảng|khung|ô|hộp|mục|phần|trang|danh mục)(?: (?:trên|này|dưới đây|bên))?"
_ALL = r"(?:(?:trong|tại|ở|của) )?(?:tờ gấp|tờ rơi|tờ bướm|áp phích|tài liệu|cẩm nang|ấn phẩm)(?: này)?"
_LEAFLETS = "leaflets that name the decree once, under or over their cards and tables"
_GAINS = "bare places get the act that is printed for them, and no other"
# Whose fines they are is said of all of them at once.
_OF_ALL_FINES = (
    rf"^\W*(?:các )?{_FINES} (?:được )?(?:(?:áp dụng|thực hiện|quy định) )?{_LINK}{ACT}[^.;:{ACT}]{{0,40}}?,? "
    r"(?:và )?áp dụng (?:đối với|với|cho) (?:cá nhân|tổ chức|hộ)\b"
)


class Side(StrEnum):
    """Which passages a statement speaks of."""

    ABOVE = "above"
    BELOW = "below"
    TABLE = "table"
    ALL = "all"


GOVERNING = DetectorTable(
    "citations/governing",
    (
        wording(
            Side.TABLE,
            rf"(?i:{_WHAT} (?:nêu )?{_HERE}{_GOES_ON}{_TO_ACT})",
            source=_LEAFLETS,
            gains=_GAINS,
            positive=(f"Mức phạt tại bảng này theo {ACT}", f"Các mức phạt trong bảng trên được quy định tại {ACT}"),
            negative=(f"Mức phạt tại Bảng giá theo {ACT}", f"Mức phạt theo {ACT}"),
            how="search",
        ),
        wording(
            Side.ALL,
            rf"(?i:{_WHAT} (?:nêu )?{_ALL}{_GOES_ON}{_TO_ACT}|{_OF_ALL_FINES})",
            source=_LEAFLETS,
            gains=_GAINS,
            positive=(
                f"Mức phạt theo {ACT}, áp dụng đối với cá nhân; tổ chức bị phạt gấp đôi",
                f"Các mức phạt trong tờ gấp này theo {ACT}, áp dụng với cá nhân",
                f"Mức phạt nêu trong tài liệu này căn cứ {ACT}",
            ),
            negative=(
                f"Tài liệu này được biên soạn theo {ACT}",
                f"Lỗi này có mức phạt theo {ACT}, áp dụng với cá nhân",
            ),
            how="search",
        ),
        wording(
            Side.BELOW,
            rf"(?i:{_WHAT} {_DOWN}{_TO_ACT}|{_FROM_ACT}{_WHAT}(?: như)? (?:{_DOWN}|sau\b))",
            source=_LEAFLETS,
            gains=_GAINS,
            positive=(
                f"Các mức phạt dưới đây được quy định tại {ACT}",
                f"Các hành vi sau đây bị xử phạt theo {ACT}",
                f"{ACT} quy định mức phạt như sau",
            ),
            negative=(f"Các mức phạt trên theo {ACT}", f"Sau đó nộp phạt theo {ACT}"),
            how="search",
        ),
        wording(
            Side.ABOVE,
            rf"(?i:{_WHAT} {_UP}{_TO_ACT}|{_FROM_ACT}{_WHAT} {_UP})",
            source=_LEAFLETS,
            gains=_GAINS,
            positive=(
                f"Các mức phạt trên theo {ACT}, áp dụng với cá nhân",
                f"Mức phạt nêu trên được quy định tại {ACT}",
                f"Những hành vi kể trên bị xử phạt theo quy định của {ACT}",
                f"Căn cứ của các mức phạt trên: {ACT}",
                f"{ACT} quy định các mức phạt trên",
            ),
            negative=(
                f"Mức phạt trên địa bàn tỉnh theo {ACT}",
                f"Mức phạt trên 5 triệu đồng theo {ACT}",
                f"Các mức phạt dưới đây theo {ACT}",
                f"Không thuộc trường hợp trên thì làm đơn. Việc này theo {ACT}",
            ),
            how="search",
        ),
    ),
)
GOVERNING_FINES = DetectorTable(
    "citations/governing-fines",
    (
        wording(
            "fines",
            rf"(?i:\b{_FINES}\b|\bhành vi\b[^.;]{{0,80}}\bphạt\b)",
            source=_LEAFLETS,
            gains="a statement on fines lends its act to fines alone",
            positive=("Các mức phạt trên theo", "Những hành vi trên bị xử phạt theo"),
            negative=("Quy định trên theo",),
            how="search",
        ),
    ),
)


@lru_cache(maxsize=4096)
def side_of(before: str, after: str) -> Side | None:
    """Which passages a sentence says an act governs; None where it says of none.

    Args:
        before: The words of the paragraph before the act.
        after: Those behind it.
    """
    said = f"{before[-_LONGEST_BEFORE:]}{ACT}{after[:_LONGEST_AFTER]}"
    return next((Side(detector.name) for detector, _ in GOVERNING.each(said)), None)


def is_of_fines(sentence: str) -> bool:
    """Whether such a statement speaks of fines, and of nothing else."""
    return GOVERNING_FINES.first(sentence) is not None
