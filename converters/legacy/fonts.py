"""What a font's name says about the encoding of text set in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Encoding(StrEnum):
    """How Vietnamese letters are stored. Unicode stands for everything that needs no conversion."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"
    CP1258 = "cp1258"


@dataclass(frozen=True, slots=True)
class FontVerdict:
    """What a font's name says.

    Attributes:
        encoding: None where the name says nothing.
        capitals: The font draws small letters as capitals (`.VnTimeH`).
        unmapped: A Vietnamese font of before Unicode for which there is no table here.
    """

    encoding: Encoding | None = None
    capitals: bool = False
    unmapped: bool = False


_NOTHING = FontVerdict()

# PDF: six capitals and a plus before the name of a subset (ISO 32000-1, 9.6.4), style after a comma or hyphen.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]\s*(?:Bold|Italic|BoldItalic|Oblique|Regular|Roman|Normal|MT|PSMT)+$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:Bold|Italic|Regular|Narrow|Condensed|Extra)+$", re.IGNORECASE)
_TCVN3 = re.compile(r"^(?:[._]\s?vn[a-z0-9]|Vn[A-Z3])", re.IGNORECASE)
_TCVN3_WITHOUT_DOT = re.compile(r"^Vn[A-Z3]")
_VNI = re.compile(r"^VNI[\s_-]", re.IGNORECASE)
_VPS = re.compile(r"^VPS[\s_-]", re.IGNORECASE)
_VISCII = re.compile(r"^(?:VI|VISCII)[\s_-][A-Z]|^(?:HoangYen|MinhQuan|PhuongThao|ThaHuong|UHoai|UPhuong)\b")
_UNMAPPED = re.compile(r"^(?:S?VN[a-z]|VNU[\s_-]|BK[\s_-]?(?:HCM)?|VNlabs|VietWare|TCVN[\s_-]?5712)", re.ASCII)


@lru_cache(maxsize=1024)
def judge_font(name: str | None) -> FontVerdict:
    """What the name of a font says about the letters set in it.

    `.VnTime`, `.VnArialH`, `ABCDEF+.VnTime,Bold` are TCVN3 (the H: capitals); `VNI-Times` is VNI; `VPS Times` VPS;
    `VI Times` VISCII; `Times New Roman` says nothing.
    """
    if not name:
        return _NOTHING
    family = plain_name(name)
    if (family.startswith((".", "_")) and _TCVN3.match(family)) or _TCVN3_WITHOUT_DOT.match(family):
        return FontVerdict(Encoding.TCVN3, capitals=family.endswith("H"))
    for pattern, encoding in ((_VNI, Encoding.VNI), (_VPS, Encoding.VPS), (_VISCII, Encoding.VISCII)):
        if pattern.match(family):
            return FontVerdict(encoding)
    return FontVerdict(unmapped=bool(_UNMAPPED.match(family)))


def plain_name(name: str) -> str:
    """The family without the PDF's subset prefix and without its style."""
    family = _SUBSET.sub("", name.strip().strip("\"'")).replace("#2E", ".").replace("#20", " ")
    shorter = _STYLE.sub("", family)
    while shorter != family:
        family, shorter = shorter, _STYLE.sub("", shorter)
    return _TRAILING.sub("", family).strip()
