"""The fixed wording of official paper, spelt once: state name, motto, labels, who signs for whom, page furniture.

Nghị định 30/2020/NĐ-CP, Annex I, prescribes it letter by letter (II.1 state name and motto, II.3 number, II.7 who signs
by which authority, II.9 to whom it goes and who receives copies); Hướng dẫn 36-HD/VPTW does so for the Party. Scanners
lose and mistake marks above and below letters, take Đ for D and tear words, so each wording is here as an expression
that `tolerant` makes of it. Expressions are strings, to be built into larger ones; they name no groups.
"""

from __future__ import annotations

import re
import unicodedata

from validators.language.syllables import CAPITALS

_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđðeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
_SPACE = r"\s{1,3}"
_DASH = r"\s{0,3}[-–—~.]{0,3}\s{0,3}"


def _base(letter: str) -> str:
    return "d" if letter in "đð" else unicodedata.normalize("NFD", letter)[0]


def _alike() -> dict[str, str]:
    alike: dict[str, str] = {}
    for letter in _LETTERS:
        alike[_base(letter)] = alike.get(_base(letter), "") + letter
    return {letter: f"[{alike[_base(letter)]}]" if len(alike[_base(letter)]) > 1 else letter for letter in _LETTERS}


_ALIKE = _alike()


def tolerant(wording: str) -> str:
    """An expression for a wording as scanners give it: any marks on any letter, any case, uneven spaces and dashes.

    Args:
        wording: As it is rightly written. A dash between spaces may be long, doubled or lost.
    """
    parts = (_SPACE.join(map(tolerant_word, part.split(" "))) for part in wording.split(" - "))
    return any_case(_DASH.join(parts))


def tolerant_word(word: str) -> str:
    """One word as `tolerant` takes it, without flags: to be used where case is ignored.

    Args:
        word: Letters and signs.
    """
    return "".join(_ALIKE.get(letter) or re.escape(letter) for letter in word.lower())


def one_of(*alternatives: str) -> str:
    """A group of alternatives, in order.

    Args:
        alternatives: Expressions; plain words are expressions of themselves.
    """
    return f"(?:{'|'.join(alternatives)})"


def any_case(*parts: str) -> str:
    """Parts of an expression joined to one that takes capitals and small letters alike."""
    return f"(?i:{''.join(parts)})"


STATE_NAME_WORDS = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO_WORDS = "Độc lập - Tự do - Hạnh phúc"
PARTY_WORDS = "Đảng Cộng sản Việt Nam"

# The mark of "hòa" stands on either letter; scanners tear the word at it, double the a or lose it.
STATE_NAME_OPENING = any_case(tolerant("cộng hò"), r"\s?\w?\s?\w?\s{0,3}", tolerant("xã hội"))
"""As far as no other words begin the same."""
_SOCIALIST_REPUBLIC = rf"{STATE_NAME_OPENING}{_SPACE}{tolerant('chủ nghĩa')}"
STATE_NAME = rf"{_SOCIALIST_REPUBLIC}(?:{_SPACE}{tolerant('Việt Nam')})?"
STATE_NAME_IN_TEXT = any_case(
    one_of(_SOCIALIST_REPUBLIC, tolerant("cộng hòa XHCN"), "CHXHCN"), _SPACE, tolerant("Việt Nam")
)
"""As the title of the Constitution has it, in full or shortened."""
STATE_NAME_BROKEN = one_of(
    rf"{STATE_NAME_OPENING}\n{tolerant('chủ nghĩa')}",
    rf"{tolerant('xã hội chủ')}\n{tolerant('nghĩa Việt Nam')}",
    rf"{tolerant('xã hội chủ nghĩa')}\n{tolerant('Việt Nam')}",
)
"""The name over two lines, where a narrow column breaks it behind "xã hội"."""
MOTTO = tolerant(MOTTO_WORDS)
MOTTO_OPENING = rf"{tolerant('Độc lập')}\s{{0,3}}[-–—~]"
MOTTO_FIRST_HALF = tolerant("Độc lập - Tự do")
"""Both as far as a damaged rest leaves the motto recognisable."""
PARTY = one_of(tolerant(PARTY_WORDS), r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
"""What stands where papers of the State have its name: on those of the Party and of its youth union."""

_NUMBER_VOWEL = "[ốồôổỏo6ó]"
NUMBER_WORD = rf"(?i:s{_NUMBER_VOWEL})"
"""The word "Số" at the beginning of a line; small print makes a 6 of the ố."""
NUMBER_LABEL = rf"(?i:s{_NUMBER_VOWEL}\s{{0,3}}[:;.]?\s{{0,3}})"
"""Forms like "Số:" before the number of a paper."""
RECIPIENTS = tolerant("Nơi nhận")
ADDRESSEE = tolerant("Kính gửi")
BASIS = tolerant("Căn cứ")
FILED = rf"{tolerant('Lưu')}\s?:"
"""Who keeps a copy, the last of the recipients (II.9.b)."""
ATTACHED_TO = one_of(tolerant("ban hành"), tolerant("kèm theo"))
"""What the line under an annex's title begins with: "(Kèm theo Quyết định số …)" (III.1)."""
DATE_UNITS = ("ngày", "tháng", "năm")
"""The words between which day, month and year of a paper are filled in (II.4)."""
HEAD_OR_FOOT = one_of(
    STATE_NAME_OPENING, tolerant("Độc lập"), ADDRESSEE, rf"{NUMBER_WORD}\s?:", rf"{BASIS}\b", RECIPIENTS, FILED
)
"""What a line of a paper's head or foot begins with."""

AUTHORITIES = ("TM", "T/M", "KT", "TL", "TUQ")
"""On behalf of, in place of, by order of, by authorisation of (II.7.a)."""
SIGNED_FOR = rf"(?<!\w){one_of(*AUTHORITIES)}\s?\.\s{{0,3}}[{CAPITALS}]"
SIGNED_FOR_OR_ACTING = rf"(?<!\w){one_of(*AUTHORITIES, 'Q')}\s?\.\s{{0,3}}[{CAPITALS}]"
"""As `SIGNED_FOR`, with "Q." (acting). Only at the beginning of a line: elsewhere "Q. Ba Đình" is a district."""
OFFICES = (
    "CHỦ TỊCH", "CHỦ NHIỆM", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG",
    "TỔNG CỤC TRƯỞNG", "VIỆN TRƯỞNG", "CHÁNH ÁN", "HIỆU TRƯỞNG", "TRƯỞNG PHÒNG", "TRƯỞNG BAN", "TRƯỞNG KHOA",
    "TRƯỞNG ĐOÀN", "CHÁNH VĂN PHÒNG", "TỔNG THANH TRA", "THỐNG ĐỐC", "BÍ THƯ", "TRƯỞNG CÔNG AN",
    "TRƯỞNG THÔN", "TRƯỞNG BẢN", "TRƯỞNG XÓM", "TRƯỞNG ẤP", "TRƯỞNG KHU PHỐ", "TỔ TRƯỞNG", "ĐỘI TRƯỞNG", "HỘI TRƯỞNG",
)  # fmt: skip
"""Offices that sign papers, as they stand above the signature."""
OFFICE = rf"(?:PHÓ |QUYỀN )?{one_of(*OFFICES)}\b"
END_OF_TEXT = r"\./\.?”?\s{0,2}$"
"""The sign "./." that ends the text (II.5.e)."""

GAZETTE_NAME = "CÔNG BÁO"
GAZETTE_LINE = rf"\d{{0,4}}\s{{0,2}}{GAZETTE_NAME}/Số .{{1,40}}?/Ngày .{{1,12}}?(?:\s\d{{1,4}})?"
"""The running head of the official gazette: "16 CÔNG BÁO/Số 252/Ngày 27-04-2026"."""
_AROUND_PAGE_NUMBER = r"[-–—|.\s]{0,4}"
PAGE_NUMBER = (
    rf"{_AROUND_PAGE_NUMBER}(?:(?:Trang|trang|Page|page)\s{{0,2}})?"
    rf"\d{{1,4}}(?:\s{{0,3}}/\s{{0,3}}\d{{1,4}})?{_AROUND_PAGE_NUMBER}"
)
"""Forms like "3", "- 3 -", "Trang 3/12", alone on their line; in capitals ("PAGE 2") they are text."""
SIGNED_ELECTRONICALLY = any_case(
    one_of("Ký bởi", "Người ký", "Ngày ký", "Giờ ký", "Thời gian ký", "Digitally signed(?: by)?", "Signed by"),
    r"\s{0,3}:",
)
"""What signing programs print over a page: who signed and when."""
SIGNER_DETAIL = any_case(one_of("Email", "Cơ quan", "Tổ chức"), r"\s?:")
"""What they print below that; elsewhere these words are text."""
