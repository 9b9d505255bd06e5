"""Code tables. Facts of the standards, written down by us; tests compare them with glibc's iconv where it is there.

TCVN3 is TCVN 5712:1993 as the ABC fonts (`.VnTime`) have it; VISCII is RFC 1456; VPS and VNI-Windows are the layouts of
their fonts. All tables go from a byte (0–255) to the text it stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# TCVN 5712:1993, VN1, upper half from 0xA0. The ABC fonts leave the accented capitals out (VN3); where a file has them
# all the same, VN1 says what they are. 0xB0–0xB4 are combining tones and only count after a vowel.
_TCVN3 = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
TCVN3 = MappingProxyType({0xA0 + index: letter for index, letter in enumerate(_TCVN3)})
# Capitals with a tone: in the standard, but in none of the ABC fonts.
TCVN3_CAPITALS = frozenset(byte for byte, letter in TCVN3.items() if byte > 0xA7 and letter.isupper())
TCVN3_TONES = frozenset(range(0xB0, 0xB5))

# RFC 1456: upper half from 0x80, and six capitals among the control codes.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
VISCII = MappingProxyType(
    {0x80 + index: letter for index, letter in enumerate(_VISCII)}
    | {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
)

# VPS: letters where they could be put, the remaining capitals among the control codes.
VPS: Mapping[int, str] = MappingProxyType({
    0x02: "Ạ", 0x03: "Ậ", 0x04: "Ặ", 0x05: "Ẹ", 0x06: "Ệ", 0x10: "Ị", 0x11: "Ọ", 0x12: "Ộ", 0x13: "Ợ", 0x14: "Ụ",
    0x15: "Ự", 0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ",
    0x80: "À", 0x81: "Ả", 0x82: "Ã", 0x83: "Ấ", 0x84: "Ầ", 0x85: "Ẩ", 0x86: "ọ", 0x87: "ỗ", 0x88: "Ă", 0x89: "ế",
    0x8A: "ề", 0x8B: "ể", 0x8C: "ệ", 0x8D: "Ắ", 0x8E: "Ằ", 0x8F: "Ẳ", 0x90: "Ế", 0x93: "Ề", 0x94: "Ể", 0x95: "Ễ",
    0x96: "Ố", 0x97: "Ồ", 0x98: "Ổ", 0x99: "Ỗ", 0x9A: "ý", 0x9B: "ỷ", 0x9C: "ỵ", 0x9D: "Ớ", 0x9E: "Ờ", 0x9F: "Ở",
    0xA1: "ắ", 0xA2: "ằ", 0xA3: "ẳ", 0xA4: "ẵ", 0xA5: "ặ", 0xA6: "Ỡ", 0xA7: "ớ", 0xA8: "Ù", 0xA9: "ờ", 0xAA: "ở",
    0xAB: "ỡ", 0xAC: "Ũ", 0xAD: "Ứ", 0xAE: "ợ", 0xAF: "Ừ", 0xB0: "ổ", 0xB1: "Ử", 0xB2: "Ỳ", 0xB3: "Ỹ", 0xB4: "Í",
    0xB5: "Ì", 0xB6: "ộ", 0xB7: "Ỉ", 0xB8: "Ĩ", 0xB9: "Ó", 0xBA: "ử", 0xBB: "ữ", 0xBC: "Ò", 0xBD: "Ỏ", 0xBE: "Õ",
    0xBF: "ự", 0xC0: "ầ", 0xC1: "Á", 0xC2: "Â", 0xC3: "ấ", 0xC4: "ẩ", 0xC5: "ẫ", 0xC6: "ậ", 0xC7: "đ", 0xC8: "ẻ",
    0xC9: "É", 0xCA: "Ê", 0xCB: "ẹ", 0xCC: "ỉ", 0xCD: "ễ", 0xCE: "ị", 0xCF: "ỹ", 0xD0: "Ư", 0xD1: "Ủ", 0xD2: "ồ",
    0xD3: "ố", 0xD4: "Ô", 0xD5: "ỏ", 0xD6: "ơ", 0xD7: "È", 0xD8: "ừ", 0xD9: "ứ", 0xDA: "Ú", 0xDB: "ũ", 0xDC: "ư",
    0xDD: "Ý", 0xDE: "Ẻ", 0xE0: "à", 0xE1: "á", 0xE2: "â", 0xE3: "ã", 0xE4: "ả", 0xE5: "ạ", 0xE6: "ă", 0xE8: "è",
    0xE9: "é", 0xEA: "ê", 0xEB: "ẽ", 0xEC: "ì", 0xED: "í", 0xEF: "ĩ", 0xF0: "Ẵ", 0xF1: "Đ", 0xF2: "ò", 0xF3: "ó",
    0xF4: "ô", 0xF5: "õ", 0xF7: "Ơ", 0xF8: "ụ", 0xF9: "ù", 0xFA: "ú", 0xFB: "ủ", 0xFD: "Ỷ", 0xFE: "Ẽ", 0xFF: "ỳ",
})  # fmt: skip

# VNI-Windows: a mark after the vowel, written with Western letters; marks follow the case of the vowel, or not.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
VNI_ALONE = MappingProxyType(
    {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    | {"Ô": "Ơ", "Ö": "Ư", "Ñ": "Đ", "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ"}
)
VNI_PAIRS = MappingProxyType(
    # "i" has letters of its own in VNI; the pairs are what some converters wrote all the same.
    {(vowel, mark): f"{vowel}{tone}" for vowel in "aeiouy" for mark, tone in _VNI_TONES.items()}
    | {("ô", mark): f"ơ{tone}" for mark, tone in _VNI_TONES.items()}
    | {("ö", mark): f"ư{tone}" for mark, tone in _VNI_TONES.items()}
    | {(vowel, mark): f"{vowel}\u0302{tone}" for vowel in "aeo" for mark, tone in _VNI_CIRCUMFLEX.items()}
    | {("a", mark): f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
)
