"""Grades of secrecy inside a line, in all their writings, where the text speaks of no secrets otherwise.

"TỐI.MẬT", "T ỐI M ẬT", "… cấp xã TUYET MAT": a lesson on the grades of secrecy names them too, and says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[\W_]{0,4}"
_GRADE = re.compile(
    rf"""
    (?<!\w)(?:
      (?:T{_GAP}U{_GAP}Y{_GAP}[ỆE]{_GAP}T | T{_GAP}[ỐO]{_GAP}I){_GAP}M{_GAP}[ẬA]{_GAP}T
      | (?:Tuyệt|Tối){_GAP}[Mm]ật
    )(?!\w)
    """,
    re.VERBOSE,
)
_ALONE = re.compile(r"(?<!\w)M[\W_]?Ậ[\W_]?T(?!\w)")
_SPEAKS_OF_SECRETS = re.compile(
    r"bí\s{1,3}mật|bảo\s{1,3}mật|(?:giải|giảm|tăng|các|mức|theo)\s{1,3}(?:độ\s{1,3})?mật|lộ\s{1,3}lọt", re.IGNORECASE
)
# After a label it is a mark in any text; of several grades after it a lesson speaks.
_LABELLED = re.compile(
    r"""
    (?<!\w)(?:độ|dấu|cấp)\s{1,3}(?:bí\s{1,3})?mật\s{0,3}[:：]\s{0,3}[“"]?(?:tuyệt\s{1,3}mật|tối\s{1,3}mật|mật)(?!\w)
    (?!\s{0,2}[”"]?\s{0,2}(?:[,;/]|và|hoặc|hay|là|gồm))
    | ^\W{0,4}bí\s{1,3}mật\s{1,3}nhà\s{1,3}nước\s{1,3}(?:thuộc\s{1,3})?(?:mức\s{1,3})?độ\s{1,3}
      (?:tuyệt\s{1,3}mật|tối\s{1,3}mật|mật)\s{0,2}[–—|-]
    | ^[^\w(\[]{0,3}[(\[]\s?(?:tuyệt\s{1,3}mật|tối\s{1,3}mật|mật)\s?[)\]](?=\s)
    | (?-i:(?<=[a-zà-ỹ])\s{1,2}[-–—]\s{1,2}MẬT)(?=\W{0,3}$)
    | (?<=\s)[(\[]\s?(?-i:M)ật\s?[)\]](?=\W{0,3}$)
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_BESIDE = 40  # signs of the line on each side in which the next word stands


def grades_in_lines(text: str) -> Iterator[tuple[int, str]]:
    """Where a grade of secrecy stands as a mark, and its words.

    Args:
        text: Letters composed (NFC).
    """
    yield from ((found.start(), found.group()) for found in _LABELLED.finditer(text))
    found_grades = [*_GRADE.finditer(text), *(one for one in _ALONE.finditer(text) if _stands_out(text, one))]
    named = {found.group()[:2].casefold() for found in found_grades}  # of several grades a lesson speaks
    if len(named) == 1 and not _SPEAKS_OF_SECRETS.search(text):
        yield from ((found.start(), " ".join(found.group().split())) for found in found_grades)


def _stands_out(text: str, found: re.Match[str]) -> bool:
    """Whether a word in capitals stands among words in small letters: a title in capitals speaks of honey."""
    if text[max(found.start() - 1, 0)] == "\n" == text[found.end() : found.end() + 1]:
        return False  # a line of its own, of which a text may have a hundred thousand
    before = text[max(found.start() - _BESIDE, 0) : found.start()].rpartition("\n")[2].split()
    after = text[found.end() : found.end() + _BESIDE].partition("\n")[0].split()
    beside = [word for word in (*before[-1:], *after[:1]) if any(map(str.isalpha, word))]
    return bool(beside) and not any(word.isupper() for word in beside) and after[:1] != ["ong"]
