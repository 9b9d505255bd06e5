"""Who passes which acts, and when: codes of law by year, joint circulars, acts that are no organ's to pass.

Source: Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13, Điều 4 (in force since 1 July 2016), which leaves joint
circulars to courts, procuracies, the State Audit and ministers together, and none to ministers alone; 64/2025/QH15,
Điều 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from validators.citations.acts.numbers import ActNumber
from validators.language.syllables import CAPITALS

# Of every code the years in which it was passed anew; later ones are not known here, so years after are not told.
_CODES: Mapping[str, frozenset[str]] = MappingProxyType({
    "hiến pháp": frozenset({"1946", "1959", "1980", "1992", "2013"}),
    "bộ luật dân sự": frozenset({"1995", "2005", "2015"}),
    "bộ luật hình sự": frozenset({"1985", "1999", "2009", "2015", "2017", "2025"}),  # 2009, 2017, 2025: as amended
    "bộ luật tố tụng dân sự": frozenset({"2004", "2011", "2015", "2025"}),
    "bộ luật tố tụng hình sự": frozenset({"1988", "2003", "2015", "2021", "2025"}),
    "bộ luật lao động": frozenset({"1994", "2002", "2006", "2007", "2012", "2019"}),
    "bộ luật hàng hải": frozenset({"1990", "2005", "2015"}),
})  # fmt: skip
_LAST_KNOWN_YEAR = 2025
_CODE_OF_YEAR = re.compile(
    r"""
    (?<!\w)(?P<name>Hiến\s{1,3}pháp|Bộ\s{1,3}luật\s{1,3}(?:Dân\s{1,3}sự|Hình\s{1,3}sự|Lao\s{1,3}động|Hàng\s{1,3}hải
      |Tố\s{1,3}tụng\s{1,3}(?:dân|hình)\s{1,3}sự))
    \s{1,3}(?:nước\s{1,3}Cộng\s{1,3}(?:hòa|hoà)\s{1,3}xã\s{1,3}hội\s{1,3}chủ\s{1,3}nghĩa\s{1,3})?
    (?:(?:nước\s{1,3})?Việt\s{1,3}Nam\s{1,3})?(?:năm\s{1,3})?(?P<year>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def codes_of_no_year(text: str) -> Iterator[re.Match[str]]:
    """Constitutions and codes a text names with a year in which none was passed; another state's among them."""
    for found in _CODE_OF_YEAR.finditer(text):
        name, year = " ".join(found["name"].casefold().split()), found["year"]
        if year not in _CODES[name] and int(year) <= _LAST_KNOWN_YEAR:
            yield found


_LAST_JOINT_YEAR = 2016
_NO_MINISTRY = frozenset({"TANDTC", "VKSNDTC", "KTNN", "TAND", "VKSND", "TANDTCC"})
_JOINT_BY_MINISTRIES = re.compile(r"TTLT(?:-B[A-ZĐ]{1,8}){2,8}")


def is_joint_of_ministries(number: ActNumber) -> bool:
    """Whether a number is of a joint circular of ministries alone, of a year in which there were none any more."""
    if not number.year or number.year <= _LAST_JOINT_YEAR or _NO_MINISTRY & set(number.organ_codes):
        return False
    return _JOINT_BY_MINISTRIES.fullmatch(number.symbol or "") is not None


_SUBORDINATE = (
    r"(?:Thủ\stướng(?:\sChính\sphủ)?|Chính\sphủ|Bộ\strưởng(?:\sBộ\s[^\n.,;:()]{2,40}?)?"
    rf"|Bộ\s[{CAPITALS}][^\n.,;:()]{{2,40}}?"
    r"|(?:Ủy|Uỷ)\sban\snhân\sdân[^\n.,;:()]{0,40}?|UBND[^\n.,;:()]{0,40}?|Hội\sđồng\snhân\sdân[^\n.,;:()]{0,40}?)"
)
# At the beginning of a sentence: amid one, "hướng dẫn thi hành Luật do Chính phủ ban hành" is the guidance.
_PASSED = re.compile(
    rf"""
    (?:\A|(?<=[.!?;:]\s)|(?<=\n))(?P<kind>Bộ\sluật|Luật|Pháp\slệnh|Nghị\sđịnh|Thông\stư)(?!\w)
    [^.;:!?\n()]{{0,80}}?\sdo\s(?P<organ>{_SUBORDINATE}|Quốc\shội)\s(?:ký\s)?ban\shành(?!\w)
    """,
    re.VERBOSE,
)
_MAY_PASS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "Luật": ("Quốc hội",),
    "Bộ luật": ("Quốc hội",),
    "Pháp lệnh": (),
    "Nghị định": ("Chính phủ", "Thủ tướng"),  # who signs it
    "Thông tư": ("Bộ",),
})  # fmt: skip
_OF_OTHERS = re.compile(r"(?:các|những|mọi)\s|văn\sbản")
_GUIDED = re.compile(r"hướng\sdẫn|quy\sđịnh\schi\stiết|thi\shành")  # of a law: what guides it is another's


def passed_by_other(text: str) -> Iterator[tuple[str, str]]:
    """Acts a text says an organ passed that passes none of their kind: the words, and the organ.

    Args:
        text: Letters composed (NFC).
    """
    for found in _PASSED.finditer(text):
        organ, kind = " ".join(found["organ"].split()), found["kind"].replace("\xa0", " ")
        is_of_others = _OF_OTHERS.search(found.group()) or (kind in _LAWS and _GUIDED.search(found.group()))
        if not is_of_others and not organ.startswith(_MAY_PASS[kind] or ("–",)):
            yield " ".join(found.group().split()), organ


_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
