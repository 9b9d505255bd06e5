"""The organ after an act: "… của Thủ tướng Chính phủ", "… của Ủy ban nhân dân tỉnh An Giang"."""

from __future__ import annotations

import re

from validators.citations.acts.organs import ORGANS
from validators.language.syllables import CAPITALS

_CAPITAL = f"[{CAPITALS}]"
_PROPER = rf"{_CAPITAL}\w*(?:[ -]{{1,3}}(?!Về|Quy|Hướng|Ban hành|Sửa){_CAPITAL}\w*){{0,4}}"


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


_MINISTRIES = "|".join(
    sorted({re.escape(organ.name) for organ in ORGANS if organ.name.startswith("Bộ ")}, key=_longest_first)
)
_FIELDS = "|".join(
    sorted(
        {re.escape(organ.name.removeprefix("Bộ ")) for organ in ORGANS if organ.name.startswith("Bộ ")}
        | {"Ngoại vụ", "Du lịch", "Văn hóa và Thể thao", "Quy hoạch - Kiến trúc", "An toàn thực phẩm", "Dân tộc"}
        | {"Tuyên giáo và Dân vận", "Tuyên giáo", "Dân vận", "Nội chính", "Tổ chức", "Kinh tế"},
        key=_longest_first,
    )
)
"""What ministries, their provincial departments (sở) and party committees (ban) are named after."""
_PEOPLES = r"(?:U[ỷỶyY] ?[Bb]an|Ủy ban|Uỷ ban) [Nn]hân dân|Hội đồng [Nn]hân dân|UBND|HĐND"
_UNITS = r"(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_CENTRAL_ORGANS = (
    "Thủ tướng Chính phủ",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Chính phủ",
    "U[ỷy] ban [Tt]hường vụ Quốc hội",
    "Ủy ban [Tt]hường vụ Quốc hội",
    "Quốc hội",
    "Chủ tịch nước",
    "Chủ tịch Hồ Chí Minh",
    "Hội đồng Bộ trưởng",
    "Hội đồng Chính phủ",
    "Hội đồng Nhà nước",
    "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "T[òo][aà]a? án nhân dân tối cao",
    "Viện [Kk]iểm sát nhân dân tối cao",
    "Bảo hiểm xã hội Việt Nam",
    "BHXH (?:Việt Nam|VN)",
    "VKSN?D?TC|TANDTC|BHXH",
    "Kiểm toán nhà nước",
    "Văn phòng Chính phủ",
    "Văn phòng Quốc hội",
    "Thanh tra Chính phủ",
    "Ngân hàng Nhà nước(?: Việt Nam)?",
    "Thống đốc Ngân hàng Nhà nước(?: Việt Nam)?",
    "Bộ Chính trị",
    "Ban Bí thư(?: Trung ương Đảng)?",
    "Ban Chấp hành Trung ương(?: Đảng)?",
    "Ủy ban Dân tộc",
    r"Tổng cục [A-ZĐ]\w+(?: \w+)?",
)
"""Before those whose names begin alike."""
_MINISTRY = (
    r"(?:(?:Bộ trưởng|Thứ trưởng|Bộ trưởng, Chủ nhiệm)\s{1,3})?"
    rf"(?:(?i:{_MINISTRIES})|Văn phòng Chính phủ|Ủy ban Dân tộc)"
)
_DEPARTMENT = (
    rf"(?:Giám đốc\s{{1,3}}|Trưởng\s{{1,3}})?(?:Sở|Ban|Cục|Phòng|Ty)\s(?:{_FIELDS})(?!\w)"
    rf"(?:\s(?:Trung ương|Tỉnh ủy|Thành ủy|Đảng ủy)|\s{_UNITS}\s{_PROPER})?"
)
_UNKNOWN_BODY = rf"(?:Bộ trưởng\s{{1,3}})?(?:Bộ|Sở|Cục|Ban)\s(?:{_PROPER})(?:(?:,| và)\s{_PROPER}){{0,2}}"
_PEOPLES_BODY = (
    rf"(?:Chủ tịch\s{{1,3}})?(?:{_PEOPLES})(?:\s{{1,3}}{_UNITS}(?!\w)(?:\s{{1,3}}(?:{_PROPER}|[A-ZĐ]{{2,12}}))?)?"
)
_COURT = rf"T[òo][aà]a? án (?:nhân dân )?(?:cấp cao tại|quân sự|{_UNITS}|khu vực)\s{{1,3}}(?:{_PROPER}|\d{{1,2}})"
_PARTY_BODY = rf"(?:Ban Thường vụ )?(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy)(?:\s{_PROPER})?"
_BODIES = "|".join((*_CENTRAL_ORGANS, _MINISTRY, _DEPARTMENT, _PARTY_BODY, _UNKNOWN_BODY, _PEOPLES_BODY, _COURT))
_ISSUER = re.compile(rf"\s{{0,3}},?\s{{0,3}}(?:của|do)\s{{1,3}}(?P<organ>{_BODIES})(?!\w)")
_NEXT_ISSUER = re.compile(rf"(?:,| và|, và|;| -)\s{{1,3}}(?P<organ>{_BODIES})(?!\w)")
_REACH = 200  # characters in which the longest name of an organ stands
_MOST_ISSUERS = 8  # of one joint act


def issuer_at(levelled: str, start: int, *, joint: bool = False) -> tuple[int, str] | None:
    """The organ named right after a place in the text.

    Args:
        levelled: A text after `repair.level`.
        start: End of the number or date.
        joint: Several organs issue such acts together, so that a list of them may follow.

    Returns:
        Where the phrase ends and the organs as printed, separated by "; ", or None.
    """
    match = _ISSUER.match(levelled, start, start + _REACH)
    if match is None:
        return None
    found = [match]
    while joint and len(found) < _MOST_ISSUERS:
        following = _NEXT_ISSUER.match(levelled, found[-1].end(), found[-1].end() + _REACH)
        if following is None:
            break
        found.append(following)
    return found[-1].end(), "; ".join(" ".join(one["organ"].split()) for one in found)
