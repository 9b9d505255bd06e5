"""Signs that open a block of a Vietnamese legal text: Chương, Mục, Điều, "1.", "a)", "-", and what they make of it."""

from __future__ import annotations

import re

from converters.reading.document import BlockKind
from converters.reading.paging.values import is_value

_NUMERAL = r"(?:[IVXLC]{1,7}|\d{1,3}[a-zđ]?|thứ\s+\w+|THỨ\s+\w+)"
# Luật 64/2025/QH15 Điều 12 and NĐ 30/2020, Annex I.II.5: phần, chương, mục, tiểu mục, điều.
_PARTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"(?:PHẦN|Phần)\s+{_NUMERAL}\b"), 1),
    (re.compile(rf"(?:CHƯƠNG|Chương)\s+{_NUMERAL}\b"), 2),
    (re.compile(rf"(?:MỤC|Mục)\s+{_NUMERAL}\b(?!\s+(?:Chương|này))"), 3),
    (re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+{_NUMERAL}\b"), 4),
    (re.compile(r"(?:ĐIỀU|Điều)\s+\d{1,4}[a-zđ]?\s*[.:]"), 5),
    (re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[IVXLC]{1,7}|\d{1,3}))?\s*$"), 1),
)
_MARKER = re.compile(
    r"""
    (?: (?P<bullet> [-–—•+*●○▪■◦➢✓❖\uf0b7\uf0a7\uf0d8\uf0fc] )  # the last four: Word's bullets in Symbol and Wingdings
      | (?P<point>  [a-zđ]\d?[).] | [a-zđ][-/] )               # a)  a1)  b.  c-
      | (?P<number> \(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/-]? )      # 1.  2.1.  (3)  4/
      | (?P<keycap> \d\ufe0f?\u20e3 )                         # 1️⃣
      | (?P<sign>   [✅✗✘❌❎🚫⛔]\ufe0f? )                      # what is to be done, and what is not
      | (?P<roman>  [IVXLC]{1,7}[.)/-] )                       # I.  IV-
    )(?=\s)
    """,
    re.VERBOSE,
)
# "2.1", "2.1.", "(1)", "12.", and "1-", "2/" as acts of before 2004 have them; "1.000.000" is an amount.
_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})+[.)/-]?|\(?\d{1,3}[.)/-]")
_DEPTHS = {"roman": 0, "number": 0, "keycap": 0, "point": 1, "bullet": 2, "sign": 2}
_ARTICLE = 5
_FEWEST_CAPITALS = 4  # letters; fewer may be an abbreviation
_LONGEST_HEADING = 600  # letters; a longer text in the middle of the page is a citation or a form


def part_level(text: str) -> int | None:
    """The heading level of a line that opens a part of a law: 1 Phần, 2 Chương, 3 Mục, 4 Tiểu mục, 5 Điều."""
    return next((level for pattern, level in _PARTS if pattern.match(text)), None)


def is_article(level: int | None) -> bool:
    """Whether a level is that of an Điều, whose text may follow on the same line."""
    return level == _ARTICLE


def list_marker(text: str) -> tuple[str, int] | None:
    """The printed sign of a list item and its depth (0 for "1." and "I.", 1 for "a)", 2 for "-"), or None."""
    match = _MARKER.match(text)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "number" and not _NUMBER.fullmatch(match.group()):
        return None  # a bare "12" opens a sentence or is a page number
    return match.group(), _DEPTHS[kind]


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals: at least four letters, none of them small."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _FEWEST_CAPITALS and all(character.isupper() for character in letters)


def kind_of(text: str, *, strong: bool, centred: bool) -> tuple[BlockKind, int, str | None]:
    """What a block is, its level, and its marker.

    Args:
        text: The block, lines joined by spaces.
        strong: All of it is bold or in capitals.
        centred: It stands in the middle, short of both margins.
    """
    part = part_level(text)
    if part is not None and (strong or (centred and not is_article(part))):
        return BlockKind.HEADING, part, None
    if (found := list_marker(text)) is not None and not (strong and centred):
        marker, depth = found
        return BlockKind.LIST_ITEM, depth, marker
    if strong and centred and len(text) <= _LONGEST_HEADING and not is_value(text):
        return BlockKind.HEADING, 1, None
    return BlockKind.PARAGRAPH, 0, None
