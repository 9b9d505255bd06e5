"""Titles of laws: where the title after "Luật" ends.

A law is named by its title, and nothing marks the title's end. Where a number, a date or a year follows, the title is
what stands before it; otherwise the longest known title is taken; otherwise the words up to the first that cannot
belong to a title.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from validators.citations.laws.damaged_titles import lines, mended_title
from validators.citations.laws.initials import title_of_initials
from validators.language.legal_paper import one_of
from validators.language.unicode_hygiene import normalized

if TYPE_CHECKING:  # its expressions take longer to make than the register needs to open
    from validators.citations.mentions import HowFound

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER_OR_DATE = one_of(
    r",?\s?(?:[Ss][ốôổỏóòo6]|SỐ)\s?:?\s?\d",
    r"ngày\s{0,3}\d",
    r"(?:(?:năm|NĂM)\s)?(?:19|20)\d\d(?!\d)",
    r"\d{1,3}/\d{4}/",
)
_BEFORE_NUMBER = re.compile(rf"(?P<title>[^;:.“”\"\d]{{2,150}}?),?\s{{0,2}}{_NUMBER_OR_DATE}")
_AMENDED_PARTS = one_of("(?:một )?số điều ", "(?:một )?số điều, khoản ", "(?:một )?số nội dung ", "(?:các )?điều ")
_OF_MANY = re.compile(
    r"""
    (?P<title>
     (?:\d{1,2}\s|một[ ]số\s)?(?:bộ[ ]luật|luật|pháp[ ]lệnh)\s(?:có\s)?(?:liên[ ]quan|trong[ ]lĩnh[ ]vực|về)(?!\w)
     [^;:.()“”"\d]{2,150}?
    )
    (?=,?\s(?:số|ngày|năm)\s?:?\s?\d|,?\s(?:được|đã|có[ ]hiệu[ ]lực|quy[ ]định|thì|là)(?!\w)|\s?[;:.()“”"]|\s?$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Forms like "10 luật có liên quan đến an ninh, trật tự", by which an amending law says what it amends."""
_AMENDING = re.compile(
    rf"(?:sửa đổi|bổ sung)(?:,? (?:và )?bổ sung)? {_AMENDED_PARTS}?(?:\d+ )?(?:của )?(?:các )?", re.IGNORECASE
)
_TYPE_INSIDE = re.compile(
    r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Nghị (?:định|quyết)|Thông tư|Quyết định|Chỉ thị|Điều \d|khoản \d)"
)
_UNTITLED = re.compile(
    r"(?<!\w)(?:này|quy định|được|đã|thì|có hiệu lực|gọi|nêu|hoặc|phải|nếu|tại|theo|trừ|các|những|khi|để"
    r"|không|là)(?!\w)"
)
_STOP = frozenset(
    [
        "này",
        "thì",
        "được",
        "đã",
        "do",
        "quy",
        "có",
        "là",
        "để",
        "theo",
        "khi",
        "như",
        "nêu",
        "hiện",
        "tại",
        "hoặc",
        "phải",
        "không",
        "nếu",
        "và",
        "các",
        "những",
        "trừ",
        "mà",
        "với",
        "bởi",
        "từ",
        "còn",
        "số",
        "ngày",
        "năm",
        "sẽ",
        "cũng",
        "vẫn",
        "đang",
        "trên",
        "đó",
        "ấy",
        "mới",
        "cũ",
        "nói",
        "sửa",
        "cho",
        "đối",
    ]
)
_OPENERS = frozenset({"các", "những", "số"})
"""Stop words with which a title may begin."""
_LONGEST_FALLBACK = 10  # words of a title unknown to us
_UNCOUNTED = frozenset({"về", "và"})
_BREAK = re.compile(r"[.:“”\"]")
_ONLY_YEAR = re.compile(r"năm\s{1,3}\d", re.IGNORECASE)
_LAW_INSIDE = re.compile(
    r"(?:,? ?và |, )?(?:(?:một số điều|(?:khoản \d{1,2} )?Điều \d{1,3}) (?:của )?)?"
    r"(?:Bộ luật|Luật|Pháp lệnh|các luật)\s"
)
_NUMBER_INSIDE = re.compile(r"\ssố\s\d{1,3}/\d{4}/QH\d{1,2}(?=(?:,? ?và |, )(?:Bộ luật|Luật|Pháp lệnh)\s)")
_INSIDE_REACH = 60  # characters of "và khoản 2 Điều 121 của Bộ luật"
_MOST_AMENDED = 12  # laws in the title of one that amends them
_TITLE_REACH = 160  # characters of the longest known title
_FALLBACK_REACH = 120  # characters of ten words
_NUMBER_REACH = 220  # characters in which a number or date follows a title
_AMENDING_REACH = 80  # characters of "sửa đổi, bổ sung một số điều của các"
_WINDOW = 240  # characters in which a title and what ends it stand
_TONES = {0x0300, 0x0301, 0x0303, 0x0309, 0x0323}
ABBREVIATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "BLHS": ("bo-luat", "Hình sự"),
        "BLDS": ("bo-luat", "Dân sự"),
        "BLLĐ": ("bo-luat", "Lao động"),
        "BLTTHS": ("bo-luat", "Tố tụng hình sự"),
        "BLTTDS": ("bo-luat", "Tố tụng dân sự"),
        "LHNGĐ": ("luat", "Hôn nhân và gia đình"),
        "LHN&GĐ": ("luat", "Hôn nhân và gia đình"),
    }
)
"""What lecturers write for the great codes."""


@functools.lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """A title for comparing: lower case, words only, the tone mark's place in a syllable ignored (hòa = hoà)."""
    words = _WORD.findall(normalized("NFC", title).lower())
    return " ".join(_fold_tone(word) for word in words if word != "về")


@functools.lru_cache(maxsize=4096)
def _fold_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in decomposed if ord(letter) in _TONES)
    letters = "".join(letter for letter in decomposed if ord(letter) not in _TONES)
    return normalized("NFC", letters) + tones


@functools.lru_cache(maxsize=8192)
def loose_key(title: str) -> str:
    """As `title_key`, "và" left out: lists of words are often joined by a comma instead."""
    words = _WORD.findall(normalized("NFC", title).lower())
    return " ".join(_fold_tone(word) for word in words if word not in _UNCOUNTED)


@functools.cache
def _known() -> Mapping[str, bool]:
    """Every known title by its key, and whether a semicolon stands in it."""
    return MappingProxyType({loose_key(line): ";" in line for line in lines()})


@functools.cache
def _beginnings() -> frozenset[str]:
    """Every row of words a known title begins with; reading stops at the first word that is in none."""
    rows = (title.split() for title in _known())
    return frozenset(" ".join(row[:count]) for row in rows for count in range(1, len(row) + 1))


@functools.cache
def _as_written() -> Mapping[str, str]:
    return MappingProxyType({loose_key(line): line for line in lines()})


def known_title(title: str) -> str | None:
    """A known title as it is written; None for one unknown to this project.

    Args:
        title: As printed, in capitals maybe.
    """
    return _as_written().get(loose_key(title))


def is_known(title: str) -> bool:
    """Whether a law of this title is known to this project."""
    return loose_key(title) in _known()


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a law, found in a text.

    Attributes:
        end: Where it ends; where it should begin when none stands there.
        text: As it should be written; empty when none stands there.
        how: By what it is told.
    """

    end: int
    text: str = ""
    how: HowFound = "title"

    @property
    def mended(self) -> bool:
        """Whether the text differs from what is printed because a scanner damaged it."""
        return self.how == "mended-title"


def title_after(text: str, start: int, *, scanned: bool = False) -> Title:
    """The title that begins at a place.

    Args:
        text: A levelled text.
        start: The first letter after the type word and its space.
        scanned: The text was read from an image; only then is a damaged title put right.
    """
    amending = _AMENDING.match(text, start, start + _AMENDING_REACH)
    if amending is not None:
        return _amending(text, start, amending, scanned=scanned)
    found = _plain_title(text[start : start + _WINDOW], scanned=scanned)
    return replace(found, end=start + found.end)


@functools.lru_cache(maxsize=4096)
def _plain_title(text: str, *, scanned: bool) -> Title:
    """The title a text begins with; remembered, because a law is named over and over in the same words."""
    start = 0
    if _ONLY_YEAR.match(text):
        return Title(start)
    initials = title_of_initials(text, start)
    if initials is not None:
        return Title(*initials, how="abbreviation")
    known = _known_end(text, start)
    printed = _end_before_number(text, start)
    if printed > known and known > start and _continues_title(text[known:printed]):
        return _printed(text, start, printed)
    if known > start:
        return _printed(text, start, known)
    mended = _mended(text, start) if scanned else None
    if mended is not None:
        return mended
    return _printed(text, start, printed if printed > start else _unknown_end(text, start))


def _printed(text: str, start: int, end: int) -> Title:
    return Title(end, " ".join(text[start:end].split()).strip(" ,")) if end > start else Title(start)


def _mended(text: str, start: int) -> Title | None:
    if not text[start : start + 1].isalnum():
        return None
    mended = mended_title(text, start)
    return None if mended is None else Title(mended.end, mended.title, how="mended-title")


def _end_before_number(text: str, start: int) -> int:
    match = _BEFORE_NUMBER.match(text, start, start + _NUMBER_REACH)
    if match is None:
        return start
    title = match["title"]
    if _TYPE_INSIDE.search(title) or _UNTITLED.search(title) or "(" in title:
        return start
    return match.end("title")


def _continues_title(rest: str) -> bool:
    """Whether words after a known title still belong to it (a longer title this project does not know)."""
    return bool(rest.strip(" ,")) and not rest.lstrip().startswith((",", "(", "và ", "ban hành"))


def _amending(text: str, start: int, amending: re.Match[str], *, scanned: bool) -> Title:
    """Forms like "sửa đổi, bổ sung một số điều của Luật A và Luật B": the amended laws belong to the title."""
    end = amending.end()
    many = _OF_MANY.match(text, end, end + _NUMBER_REACH)
    if many is not None:
        return _printed(text, start, many.end("title"))
    lead = text[start:end]
    words = [_mended_lead(lead) if scanned else lead]
    mended = words[0] != lead
    for _ in range(_MOST_AMENDED):
        match = _LAW_INSIDE.match(text, end, end + _INSIDE_REACH)
        if match is None:
            break
        inner = _title_inside(text[match.end() : match.end() + _WINDOW], scanned=scanned)
        if not inner.text:
            break
        words += [match.group(), inner.text]
        end, mended = match.end() + inner.end, mended or inner.mended
        number = _NUMBER_INSIDE.match(text, end, end + 40)
        if number is not None:
            words.append(number.group())
            end = number.end()
    if end > amending.end():
        return Title(end, " ".join("".join(words).split()), "mended-title" if mended else "title")
    printed = _BEFORE_NUMBER.match(text, start, start + _NUMBER_REACH)
    if printed is None or "sửa đổi" not in printed["title"].lower():
        return Title(start)
    return _printed(text, start, printed.end("title"))


def _mended_lead(lead: str) -> str:
    """A lead with "một", which scanners drop, and without the capitals they put in its middle."""
    return re.sub(r"(?<!một )số (?=điều|nội dung)", "một số ", lead[:1] + lead[1:].lower())


@functools.lru_cache(maxsize=4096)
def _title_inside(text: str, *, scanned: bool) -> Title:
    """As `title_after`, for a law named inside another's title: no number or date is looked for past a known title."""
    known = _known_end(text, 0)
    if known:
        return _printed(text, 0, known)
    return (_mended(text, 0) if scanned else None) or _printed(text, 0, _fallback_end(text, 0))


def _known_end(text: str, start: int) -> int:
    """The end of the longest known title that begins here."""
    known, beginnings = _known(), _beginnings()
    best = previous = start
    said = ""
    for match in _WORD.finditer(text, start, start + _TITLE_REACH):
        if said and _BREAK.search(text, previous, match.start()):
            break
        previous = match.end()
        word = match.group().lower()
        if word in _UNCOUNTED:
            continue
        said = f"{said} {_fold_tone(word)}".lstrip()
        if said not in beginnings:
            break
        if said in known and known[said] is (";" in text[start : match.end()]):
            best = match.end()
    closed = text[best : best + 1] == ")" and "(" in text[start:best]
    return best + 1 if closed else best


def _stops(word: str) -> bool:
    return word[:1].isdigit() or word in _STOP or (len(word) > 1 and word.isupper() and word.lower() in _STOP)


def _opens_no_title(word: str) -> bool:
    return word.lower() in _STOP - _OPENERS


def _unknown_end(text: str, start: int) -> int:
    """The end of a title unknown to us; what a known one begins with before a comma is that one, torn or misspelt."""
    end = _fallback_end(text, start)
    torn = text[end : end + 1] == "," and loose_key(text[start:end]) in _beginnings()
    return start if torn else end


def _fallback_end(text: str, start: int) -> int:
    """Words up to the first that cannot belong to a title; a title unknown to us begins with a capital."""
    first = _WORD.match(text, start)
    if first is None or not first.group()[0].isupper() or _opens_no_title(first.group()):
        return start
    end = start
    for count, match in enumerate(_WORD.finditer(text, start, start + _FALLBACK_REACH)):
        gap = text[end : match.start()] if count else ""
        if count >= _LONGEST_FALLBACK or gap.strip() or _stops(match.group()):
            break
        if count and _TYPE_INSIDE.match(text, match.start()):
            break
        end = match.end()
    return end if end - start > 2 else start
