"""Ages the law sets, where a text says them with what they are set for: another one was misread or mistyped.

Only the words of the law itself are looked for ("nam từ đủ 20 tuổi … kết hôn"), so that the ages of a story, of other
laws or of other days are told by nobody. Sources: Constitution 2013, Articles 27 and 37; Law 52/2014/QH13, Article 8;
Penal Code 100/2015/QH13, Article 12; Civil Code 91/2015/QH13, Articles 20 and 21; Law 102/2016/QH13, Article 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.problems import Message, say

_AGED = r"(?<!\w)(?:từ\s{1,3})?đủ\s{1,3}(?P<age>\d{1,3})\s{1,3}tuổi(?:\s{1,3}trở\s{1,3}lên)?"
_LIABLE = r"trách\s{1,3}nhiệm\s{1,3}hình\s{1,3}sự"
_OF_THE_LAW: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (age, re.compile(pattern, re.IGNORECASE))
    for age, pattern in (
        (18, rf"{_AGED},?\s{{1,3}}(?:đều\s)?có\s{{1,3}}quyền\s{{1,3}}bầu\s{{1,3}}cử"),
        (21, rf"{_AGED},?\s{{1,3}}(?:đều\s)?có\s{{1,3}}quyền\s{{1,3}}ứng\s{{1,3}}cử"),
        (16, rf"{_AGED},?\s{{1,3}}(?:phải\s)?chịu\s{{1,3}}{_LIABLE}\s\w{{2,3}}(?:\svới)?\smọi"),
        (16, r"trẻ\s{1,3}em\s{1,3}là\s{1,3}(?:người\s{1,3})?dưới\s{1,3}(?P<age>\d{1,3})\s{1,3}tuổi"),
        (18, r"chưa\s{1,3}thành\s{1,3}niên\s{1,3}là\s{1,3}người\s{1,3}chưa\s{1,3}đủ\s{1,3}(?P<age>\d{1,3})\s{1,3}tuổi"),
        (18, rf"(?<!chưa\s)thành\s{{1,3}}niên\s{{1,3}}là\s{{1,3}}người\s{{1,3}}{_AGED}"),
    )
)  # fmt: skip
_MARRIES = re.compile(
    r"(?<!\w)(?P<who>nam|nữ)\s{1,3}(?:giới\s)?(?:phải\s|chưa\s|là\s|từ\s){0,2}đủ\s{1,3}(?P<age>\d{1,3})\s{1,3}tuổi"
    r"(?!\s{1,3}đến)",
    re.IGNORECASE,
)
_MARRIAGE = {"nam": 20, "nữ": 18}
_OTHER_AGES = ("hưu", "lao động", "năm 1959", "năm 1986", "năm 2000", "trước đây")  # other ages of men and women
_AT_ALL = re.compile(r"(?<!\w)từ\s{1,3}đủ\s{1,3}(?P<age>\d{1,6})\s{1,3}(?:tuổi|tháng\s{1,3}tuổi)", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<!\w)(?:từ\s{1,3})?đủ\s{1,3}(?P<age>\d{1,3})\s{1,3}(?:tuổi\s{1,3})?đến\s{1,3}(?:dưới|chưa\s{1,3}đủ)"
    r"\s{1,3}(?P<end>\d{1,3})\s{1,3}tuổi",
    re.IGNORECASE,
)
_OLDEST = 110  # years from which no law counts


def odd_ages(text: str) -> Iterator[tuple[int, str, Message]]:
    """Where an age stands that the law does not set for what is said of it, its words, and why.

    Args:
        text: Letters composed (NFC).
    """
    for age, pattern in _OF_THE_LAW:
        for found in pattern.finditer(text):
            if int(found["age"]) != age:
                yield _told(found, say("the law sets {age} years", age=age))
    yield from _of_marriage(text)
    for found in _AT_ALL.finditer(text):
        if not 0 < int(found["age"]) <= _OLDEST:
            yield _told(found, say("no law counts from such an age"))
    for found in _SPAN.finditer(text):
        if int(found["age"]) >= int(found["end"]):
            yield _told(found, say("the first is not less than the second"))


def _of_marriage(text: str) -> Iterator[tuple[int, str, Message]]:
    folded = text.casefold()
    if "kết hôn" not in folded or any(word in folded for word in _OTHER_AGES):
        return
    for found in _MARRIES.finditer(text):
        age = _MARRIAGE[found["who"].casefold()]
        if int(found["age"]) != age:
            yield _told(found, say("the law sets {age} years", age=age))


def _told(found: re.Match[str], why: Message) -> tuple[int, str, Message]:
    return found.start(), " ".join(found.group().split()), why
