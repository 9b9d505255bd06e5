"""Organs by their abbreviation in a symbol, with the dates between which the abbreviation was right.

Source: NQ 176/2025/QH15 (ministries from 2025-03-01); earlier names from the acts they issued. An abbreviation that
two organs have used in turn has two rows.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

MERGER = dt.date(2025, 3, 1)


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ and its abbreviation.

    Attributes:
        code: As it stands in symbols ("BTP").
        name: In full.
        since: First day, or None when it lies before the oldest material.
        until: First day the abbreviation was no longer right, or None.
    """

    code: str
    name: str
    since: dt.date | None = None
    until: dt.date | None = None

    def stood_on(self, day: dt.date) -> bool:
        """Whether the organ issued acts under this abbreviation on that day."""
        return (self.since is None or day >= self.since) and (self.until is None or day < self.until)


ORGANS: tuple[Organ, ...] = (
    Organ("QH", "Quốc hội"),
    Organ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    Organ("VPQH", "Văn phòng Quốc hội"),
    Organ("CTN", "Chủ tịch nước"),
    Organ("CP", "Chính phủ"),
    Organ("TTG", "Thủ tướng Chính phủ"),
    Organ("HĐBT", "Hội đồng Bộ trưởng", None, dt.date(1992, 9, 30)),
    Organ("HĐNN", "Hội đồng Nhà nước", None, dt.date(1992, 9, 30)),
    Organ("HĐTP", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
    Organ("TANDTC", "Tòa án nhân dân tối cao"),
    Organ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
    Organ("VKSTC", "Viện kiểm sát nhân dân tối cao"),
    Organ("TATC", "Tòa án nhân dân tối cao"),
    Organ("KTNN", "Kiểm toán nhà nước"),
    Organ("VPCP", "Văn phòng Chính phủ"),
    Organ("TTCP", "Thanh tra Chính phủ"),
    Organ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
    Organ("UBDT", "Ủy ban Dân tộc", None, MERGER),
    Organ("BDTTG", "Bộ Dân tộc và Tôn giáo", MERGER),
    Organ("BQP", "Bộ Quốc phòng"),
    Organ("BCA", "Bộ Công an"),
    Organ("BNG", "Bộ Ngoại giao"),
    Organ("BNV", "Bộ Nội vụ"),
    Organ("BTP", "Bộ Tư pháp"),
    Organ("BTC", "Bộ Tài chính"),
    Organ("BCT", "Bộ Công Thương", dt.date(2007, 8, 1)),
    Organ("BTM", "Bộ Thương mại", None, dt.date(2007, 8, 1)),
    Organ("BCN", "Bộ Công nghiệp", None, dt.date(2007, 8, 1)),
    Organ("BNNMT", "Bộ Nông nghiệp và Môi trường", MERGER),
    Organ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn", None, MERGER),
    Organ("BNN", "Bộ Nông nghiệp và Phát triển nông thôn", None, MERGER),
    Organ("BTNMT", "Bộ Tài nguyên và Môi trường", None, MERGER),
    Organ("BXD", "Bộ Xây dựng"),
    Organ("BGTVT", "Bộ Giao thông vận tải", None, MERGER),
    Organ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch", dt.date(2007, 8, 1)),
    Organ("BVHTT", "Bộ Văn hóa - Thông tin", None, dt.date(2007, 8, 1)),
    Organ("BKHCN", "Bộ Khoa học và Công nghệ"),
    Organ("BKHCNMT", "Bộ Khoa học, Công nghệ và Môi trường", None, dt.date(2002, 8, 5)),
    Organ("BTTTT", "Bộ Thông tin và Truyền thông", dt.date(2007, 8, 1), MERGER),
    Organ("BBCVT", "Bộ Bưu chính, Viễn thông", None, dt.date(2007, 8, 1)),
    Organ("BKHĐT", "Bộ Kế hoạch và Đầu tư", None, MERGER),
    Organ("BKH", "Bộ Kế hoạch và Đầu tư", None, dt.date(2011, 1, 1)),
    Organ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    Organ("BYT", "Bộ Y tế"),
    Organ("BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội", None, MERGER),
    Organ("TCHQ", "Tổng cục Hải quan"),
    Organ("TCT", "Tổng cục Thuế"),
    Organ("BHXH", "Bảo hiểm xã hội Việt Nam"),
    Organ("BHXHVN", "Bảo hiểm xã hội Việt Nam"),
    Organ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    Organ("UBND", "Ủy ban nhân dân"),
    Organ("UB", "Ủy ban nhân dân", None, dt.date(2006, 1, 1)),
    Organ("HĐND", "Hội đồng nhân dân"),
    Organ("TW", "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam"),
    Organ("TU", "Tỉnh ủy, Thành ủy"),
    Organ("HU", "Huyện ủy"),
    Organ("ĐU", "Đảng ủy"),
    Organ("VPTW", "Văn phòng Trung ương Đảng"),
)

GENERIC = frozenset({"UBND", "UB", "HĐND", "TU", "HU", "TW", "ĐU"})
"""Abbreviations that many bodies share: they say what sort of body, not which."""


@functools.cache
def _barred() -> dict[str, str]:
    codes = {organ.code for organ in ORGANS}
    return {plain: code for code in codes if (plain := code.replace("Đ", "D")) != code and plain not in codes}


def with_bars(code: str) -> str:
    """An organ's abbreviation with the bars of its Đ, where only one organ's can be meant (`BGDDT`, `DU`)."""
    return _barred().get(code.upper().replace("Đ", "D"), code)


@functools.lru_cache(maxsize=2048)
def organs_of(code: str) -> tuple[Organ, ...]:
    """Every organ that has used an abbreviation; empty when it is unknown.

    Args:
        code: As printed, in any case; "&" for "và" says no more than its absence (`BGD&ĐT`).
    """
    wanted = code.upper().replace("&", "")
    return tuple(organ for organ in ORGANS if organ.code == wanted)


def organ_of(code: str, day: dt.date | None = None) -> Organ | None:
    """The one organ an abbreviation stands for.

    Args:
        code: As printed, in any case.
        day: Date of the act; among several the one that stood on that day is taken.

    Returns:
        None when the abbreviation is unknown, shared by many bodies, or still ambiguous.
    """
    found = organs_of(code)
    if day is not None and len(found) > 1:
        found = tuple(organ for organ in found if organ.stood_on(day))
    return found[0] if len(found) == 1 and code.upper() not in GENERIC else None
