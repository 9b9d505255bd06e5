"""The organ after an act: "… của Thủ tướng Chính phủ", "… của Ủy ban nhân dân tỉnh An Giang"."""

from __future__ import annotations

import re

from validators.citations.acts.organs import ORGANS

_PROPER = r"[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:[ -]{1,3}(?!Về|Quy|Hướng|Ban hành|Sửa)[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){0,4}"
_MINISTRIES = "|".join(
    sorted({re.escape(organ.name) for organ in ORGANS if organ.name.startswith("Bộ ")}, key=len, reverse=True)
)
_FIELDS = "|".join(
    sorted(
        {re.escape(organ.name.removeprefix("Bộ ")) for organ in ORGANS if organ.name.startswith("Bộ ")}
        | {"Ngoại vụ", "Du lịch", "Văn hóa và Thể thao", "Quy hoạch - Kiến trúc", "An toàn thực phẩm", "Dân tộc"}
        | {"Tuyên giáo và Dân vận", "Tuyên giáo", "Dân vận", "Nội chính", "Tổ chức", "Kinh tế"},
        key=len,
        reverse=True,
    )
)
"""What ministries, their provincial departments (sở) and party committees (ban) are named after."""
_PEOPLES = r"(?:U[ỷỶyY] ?[Bb]an|Ủy ban|Uỷ ban) [Nn]hân dân|Hội đồng [Nn]hân dân|UBND|HĐND"
_UNITS = r"(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_CENTRAL = (
    r"Thủ tướng Chính phủ|Thủ tướng|Phó Thủ tướng|Chính phủ|U[ỷy] ban [Tt]hường vụ Quốc hội"
    r"|Ủy ban [Tt]hường vụ Quốc hội|Quốc hội"
    r"|Chủ tịch nước|Chủ tịch Hồ Chí Minh|Hội đồng Bộ trưởng|Hội đồng Chính phủ|Hội đồng Nhà nước"
    r"|Hội đồng Thẩm phán Tòa án nhân dân tối cao"
    r"|Tòa án nhân dân tối cao|Viện kiểm sát nhân dân tối cao|Kiểm toán nhà nước|Văn phòng Chính phủ|Văn phòng Quốc hội"
    r"|Thanh tra Chính phủ|Ngân hàng Nhà nước(?: Việt Nam)?|Thống đốc Ngân hàng Nhà nước(?: Việt Nam)?"
    r"|Bộ Chính trị|Ban Bí thư(?: Trung ương Đảng)?|Ban Chấp hành Trung ương(?: Đảng)?|Ủy ban Dân tộc"
    r"|Tổng cục [A-ZĐ]\w+(?: \w+)?"
)
_ISSUER = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:của|do)\s{{1,3}}(?P<organ>{_CENTRAL}"
    rf"|(?:(?:Bộ trưởng|Thứ trưởng|Bộ trưởng, Chủ nhiệm)\s{{1,3}})?(?:{_MINISTRIES}|Văn phòng Chính phủ|Ủy ban Dân tộc)"
    rf"|(?:Giám đốc\s{{1,3}}|Trưởng\s{{1,3}})?(?:Sở|Ban|Cục|Phòng|Ty)\s(?:{_FIELDS})(?!\w)"
    rf"(?:\s(?:Trung ương|Tỉnh ủy|Thành ủy|Đảng ủy)|\s{_UNITS}\s{_PROPER})?"
    rf"|(?:Ban Thường vụ )?(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy)(?:\s{_PROPER})?"
    rf"|(?:Bộ trưởng\s{{1,3}})?(?:Bộ|Sở|Cục|Ban)\s(?:{_PROPER})(?:(?:,| và)\s{_PROPER}){{0,2}}"
    rf"|(?:Chủ tịch\s{{1,3}})?(?:{_PEOPLES})(?:\s{{1,3}}{_UNITS}\s{{1,3}}(?:{_PROPER}|[A-ZĐ]{{2,12}}))?)(?!\w)"
)


def issuer_at(levelled: str, start: int) -> tuple[int, str] | None:
    """The organ named right after a place in the text.

    Args:
        levelled: A text after `repair.level`.
        start: End of the number or date.

    Returns:
        Where the phrase ends and the organ as printed, or None.
    """
    match = _ISSUER.match(levelled, start, start + 200)
    return None if match is None else (match.end(), " ".join(match["organ"].split()))
