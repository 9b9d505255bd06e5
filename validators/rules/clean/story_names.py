"""Names in case stories: full ones that are not coded as courts code them, and those of children."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from validators.language.sought import Searched, Sought
from validators.language.syllables import CAPITALS

_CODED = re.compile(r"^(?:[A-ZĐ]\d{0,2}|[A-ZĐ]\.?)$")
_NAME_WORD = rf"[{CAPITALS}][a-zđà-ýăĩũơưạ-ỹ]+"
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Lương|Mai|Đoàn|Tạ|Lò|Cao|Hà|"
    "Vàng|Giàng|Sùng|Triệu|Nông|Quách|Đào|Trịnh|Kiều|Thạch|Tô|Chu|Châu|La|Tống|Lâm"
)
_PERSON = re.compile(
    rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Cc]ô|[Cc]hú|[Bb]ác|[Bb]é)\s"
    rf"((?:{_FAMILY})"
    rf"(?:[ ]{_NAME_WORD}){{1,3}})(?!\w)(?![ ][A-ZĐ]\d?(?!\w))"
)
_CHILD = re.compile(
    rf"(?<!\w)(?:(?i:cháu|em|bé)[ ][{CAPITALS}]\w[\w.]{{0,10}}|(?:{_FAMILY})(?:[ ]{_NAME_WORD}){{1,3}}(?!\w))"
)
_AGE = re.compile(r"\(?\s?(?:mới |chỉ )?(\d{1,2})\s?tuổi|(?:học (?:sinh )?|\()lớp (\d{1,2})")
_BORN = re.compile(
    rf"(?<!\w)(?:{_FAMILY})(?:[ ]{_NAME_WORD}){{1,3}}[ ,(]{{1,3}}"
    r"(?:sinh|SN|sn)[ :]{1,2}(?:năm[ ])?((?:19|20)\d\d)(?!\d)"
)
_BORN_SAID = re.compile(r"(?:sinh|SN|sn)[ :]{1,2}(?:năm[ ])?(?:19|20)\d\d(?!\d)")
_AGE_REACH = 40  # signs of the same sentence between a child's name and its age or class
_ADULT = 18
_LAST_CLASS = 12


_SICK = Sought(re.compile(
    r"""
    (?<!\w)(?:nhiễm\s{1,3}HIV|HIV/AIDS|dương\s{1,3}tính\s{1,3}với|ung\s{1,3}thư|tâm\s{1,3}thần|trầm\s{1,3}cảm|động\s{1,3}kinh
      |lao\s{1,3}phổi|viêm\s{1,3}gan|giang\s{1,3}mai|nghiện\s{1,3}(?:ma\s{1,3}túy|ma\s{1,3}tuý|rượu)|bệnh\s{1,3}phong
      |vô\s{1,3}sinh|phá\s{1,3}thai|bị\s{1,3}hiếp\s{1,3}dâm)(?!\w)
    """,
    re.VERBOSE,
), needs=(
    (
        "nhiễm hiv", "aids", "dương tính với", "ung thư", "tâm thần", "trầm cảm", "động kinh", "lao phổi", "viêm gan",
        "giang mai", "nghiện ma túy", "nghiện ma tuý", "nghiện rượu", "bệnh phong", "vô sinh", "phá thai",
        "bị hiếp dâm",
    ),
))  # fmt: skip
_SICK_REACH = 60  # signs of the same sentence between a person's name and what he or she suffers from


def find_sick(searched: Searched) -> Iterator[tuple[int, str]]:
    """People named in full of whom a sentence says what they suffer from: where, and the name.

    Names coded as courts code them are none.
    """
    text, sick = searched.text, _SICK.pattern
    for found in _PERSON.finditer(text) if _SICK.may_stand_in(searched) and sick.search(text) else ():
        rest = re.split(r"[.;!?\n]", text[found.end() : found.end() + _SICK_REACH + len("HIV/AIDS")], maxsplit=1)[0]
        if not _CODED.match(found[1].split()[-1]) and sick.search(rest):
            yield found.start(1), found[1]


def find_full_names(text: str) -> Iterator[str]:
    """Full names of people in a case story that are not coded the way courts code them."""
    for found in _PERSON.finditer(text):
        if not _CODED.match(found[1].split()[-1]):
            yield found[1]


def find_minors(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    """Named children in a story, by age, school class or year of birth: start, end, words.

    Args:
        text: Of the story.
        year: In which it is told.
    """
    for born in _BORN.finditer(text) if _BORN_SAID.search(text) else ():
        if 0 <= year - int(born[1]) < _ADULT:
            yield born.start(), born.end(), born.group()
    ages = list(_AGE.finditer(text)) if _names_age(text) else []
    starts = [age.start() for age in ages]
    for child in _CHILD.finditer(text) if ages else ():
        place = bisect_left(starts, child.end())
        for age in ages[place : place + 1]:
            between = text[child.end() : age.start()]
            if len(between) <= _AGE_REACH and "." not in between and "\n" not in between and _is_minor(age):
                yield child.start(), age.end(), text[child.start() : age.end()]


WORDS_OF_AGE, WORDS_OF_BIRTH = ("tuổi", "lớp"), ("sinh", "sn")
"""In small letters: of the first one stands in every text in which `find_minors` finds somebody, or of the second one
and a number."""


def may_name_minors(text: str) -> bool:
    """Whether `find_minors` can find anything in a text at all; most often it cannot, which is quickly known."""
    return _names_age(text) or _BORN_SAID.search(text) is not None


def _names_age(text: str) -> bool:
    return "tuổi" in text or "lớp" in text


def _is_minor(age: re.Match[str]) -> bool:
    years, grade = age.groups()
    return int(years) < _ADULT if years else 1 <= int(grade) <= _LAST_CLASS
