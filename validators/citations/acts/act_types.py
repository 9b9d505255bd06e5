"""The types of legal act: what they are called, how they are abbreviated, who issues them.

Sources: Luật 64/2025/QH15 Điều 4 (normative acts), NĐ 30/2020/NĐ-CP Annex III (abbreviations of administrative
documents), Quy định 66-QĐ/TW (party documents), Luật 108/2016/QH13 Điều 2 (treaties), Nghị quyết 04/2019/NQ-HĐTP
(precedents), Nghị quyết 01/2017/NQ-HĐTP (judgments), Luật 68/2006/QH11 Điều 3 (standards and technical regulations).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from validators.language.unicode_hygiene import normalized


@dataclass(frozen=True, slots=True)
class ActType:
    """A type of act.

    Attributes:
        slug: Stable name without accents (`nghi-dinh`).
        name: As written inside a sentence ("Nghị định").
        code: Abbreviation in the symbol of a number ("NĐ"); empty where there is none.
        normative: True for types that are always normative, False for types that never are, None where it depends
            on the organ and the number.
    """

    slug: str
    name: str
    code: str = ""
    normative: bool | None = False


ACT_TYPES: tuple[ActType, ...] = (
    ActType("hien-phap", "Hiến pháp", "", True),
    ActType("bo-luat", "Bộ luật", "", True),
    ActType("luat", "Luật", "", True),
    ActType("phap-lenh", "Pháp lệnh", "PL", True),
    ActType("lenh", "Lệnh", "L", None),
    ActType("sac-lenh", "Sắc lệnh", "SL", True),
    ActType("sac-luat", "Sắc luật", "SLt", True),
    ActType("nghi-quyet-lien-tich", "Nghị quyết liên tịch", "NQLT", True),
    ActType("nghi-quyet", "Nghị quyết", "NQ", None),
    ActType("nghi-dinh-thu", "Nghị định thư"),
    ActType("nghi-dinh", "Nghị định", "NĐ", True),
    ActType("thong-tu-lien-tich", "Thông tư liên tịch", "TTLT", True),
    ActType("thong-tu-lien-tich", "Thông tư liên bộ", "TTLB", True),
    ActType("thong-tu", "Thông tư", "TT", True),
    ActType("quyet-dinh", "Quyết định", "QĐ", None),
    ActType("chi-thi", "Chỉ thị", "CT"),
    ActType("van-ban-hop-nhat", "Văn bản hợp nhất", "VBHN", True),
    ActType("ket-luan", "Kết luận", "KL"),
    ActType("ke-hoach", "Kế hoạch", "KH"),
    ActType("thong-bao", "Thông báo", "TB"),
    ActType("huong-dan", "Hướng dẫn", "HD"),
    ActType("chuong-trinh", "Chương trình", "CTr"),
    ActType("de-an", "Đề án", "ĐA"),
    ActType("du-an", "Dự án", "DA"),
    ActType("phuong-an", "Phương án", "PA"),
    ActType("bao-cao", "Báo cáo", "BC"),
    ActType("bien-ban", "Biên bản", "BB"),
    ActType("to-trinh", "Tờ trình", "TTr"),
    ActType("hop-dong", "Hợp đồng", "HĐ"),
    ActType("cong-dien", "Công điện", "CĐ"),
    ActType("ban-ghi-nho", "Bản ghi nhớ", "BGN"),
    ActType("ban-thoa-thuan", "Bản thỏa thuận", "BTT"),
    ActType("giay-uy-quyen", "Giấy ủy quyền", "GUQ"),
    ActType("giay-moi", "Giấy mời", "GM"),
    ActType("giay-gioi-thieu", "Giấy giới thiệu", "GGT"),
    ActType("giay-nghi-phep", "Giấy nghỉ phép", "GNP"),
    ActType("phieu-gui", "Phiếu gửi", "PG"),
    ActType("phieu-chuyen", "Phiếu chuyển", "PC"),
    ActType("phieu-bao", "Phiếu báo", "PB"),
    ActType("quy-che", "Quy chế", "QC"),
    ActType("quy-dinh", "Quy định", "QyĐ"),
    ActType("thong-cao", "Thông cáo", "TC"),
    ActType("thong-tri", "Thông tri", "TTri"),
    ActType("cong-van", "Công văn", ""),
    ActType("an-le", "Án lệ", "AL", False),
    ActType("ban-an", "Bản án", "", False),
    ActType("cong-uoc", "Công ước"),
    ActType("hiep-dinh", "Hiệp định"),
    ActType("hiep-uoc", "Hiệp ước"),
    ActType("tcvn", "TCVN", "", False),
    ActType("qcvn", "QCVN", "", True),
)
"""Longer names stand before the names they contain where that matters (`Thông tư liên tịch` before `Thông tư`)."""

BY_SLUG: Mapping[str, ActType] = MappingProxyType({kind.slug: kind for kind in reversed(ACT_TYPES)})
BY_CODE: Mapping[str, ActType] = MappingProxyType(
    {kind.code.upper(): kind for kind in ACT_TYPES if kind.code}
    # Written by offices although no list has them.
    | {"CV": BY_SLUG["cong-van"], "BL": BY_SLUG["bo-luat"], "LCT": BY_SLUG["lenh"], "QDD": BY_SLUG["quyet-dinh"]}
    # What is left when a machine or a hurried typist drops the bar of Đ.
    | {"ND": BY_SLUG["nghi-dinh"], "QD": BY_SLUG["quyet-dinh"]}
)
BY_NAME: Mapping[str, ActType] = MappingProxyType({kind.name.lower(): kind for kind in ACT_TYPES})

LAWS = frozenset({"hien-phap", "bo-luat", "luat", "phap-lenh"})
"""Types named by their title rather than by their number (NĐ 30/2020/NĐ-CP Annex I, II.6.b)."""
OF_COURTS = frozenset({"an-le", "ban-an"})
"""Types named by their number (NQ 04/2019/NQ-HĐTP on precedents)."""
JOINT = frozenset({"thong-tu-lien-tich", "nghi-quyet-lien-tich"})
"""Types that several organs issue together (Luật 64/2025/QH15 Điều 4)."""


def bare(word: str) -> str:
    """A word in lower case without accents; đ counts as d."""
    letters = normalized("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_BY_BARE_NAME: Mapping[str, ActType] = MappingProxyType({bare(kind.name): kind for kind in reversed(ACT_TYPES)})


def type_named(word: str) -> str | None:
    """The slug of a type by its name, accents aside, which is where scanners err; None for other words."""
    kind = BY_NAME.get(word.lower()) or _BY_BARE_NAME.get(bare(word))
    return None if kind is None else kind.slug
