"""Numbers of acts as words of the index, so that "NĐ 282", "282/2025" and "nghị định số 282" find 282/2025/NĐ-CP.

An act printed in a text gives up to three words: serial and year ("a282y2025"), serial and type ("a282nd"), and the
whole ("a282y2025ndcp"). A question gives the words for as much as it says, and a material must hold all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pbgdpl_cli.search.words import WORD, unmarked

# Type of act by the words and abbreviations people write before a number, with the marks or without.
TYPES = {
    "nghị định": "nd", "nđ": "nd", "thông tư": "tt", "tt": "tt", "quyết định": "qd", "qđ": "qd", "nghị quyết": "nq",
    "nq": "nq", "chỉ thị": "ct", "ct": "ct", "luật": "qh", "pháp lệnh": "pl", "pl": "pl", "công văn": "cv",
    "kế hoạch": "kh", "kh": "kh", "hướng dẫn": "hd", "thông tư liên tịch": "ttlt", "ttlt": "ttlt",
    "văn bản hợp nhất": "vbhn", "vbhn": "vbhn",
}  # fmt: skip
_BY_NAME = {form: kind for name, kind in TYPES.items() for form in (name, unmarked(name))}
_NAMES = tuple(_BY_NAME)
TYPE_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<type>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:\s?s[ốo]\s?:?)?\s?$"
)
LONGEST_BEFORE = max(map(len, _NAMES)) + 6  # characters: the type, "số:", blanks
# Begins with a digit and nothing else, so that the engine runs from one digit of the text to the next.
NUMBER = re.compile(
    r"(?P<serial>\d{1,5}[a-zđ]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"(?:\s?/\s?(?P<symbol>[a-zđ][a-zđ\d]*(?:-[a-zđ][a-zđ\d]*){0,4}))?(?!\w)"
)
LOOSE = re.compile(
    r"""(?<!\w)(?<![/.,-])(?P<serial>\d{1,5}[a-zđ]?)\s?[-_./\ ]\s?(?P<year>(?:19|20)\d\d)\s?[-_./\ ]\s?
    (?P<symbol>(?:nđ|nd|ttlt|tt|qđ|qd|nq|ct|pl|vbhn|(?:ubtv)?qh\d{0,2})(?!\w))""",
    re.VERBOSE,
)
"""A number as names of files and hasty people write it: "39-2009-QH12", "152_2020_NĐ-CP", "152/2020 NĐ-CP"."""
AS_PRINTED = r"\g<serial>/\g<year>/\g<symbol>"
_LAW, _SETS = ("luật", "luat"), ("pháp ", "phap ")
_GLUED = frozenset("/.,-")  # before a number they make it part of something else: a day, a sum, a code


@dataclass(frozen=True, slots=True)
class ActWords:
    """An act named in a text.

    Attributes:
        start: First character, its type included.
        end: One past the last.
        words: For the index, from the least that was said to the most.
        printed: The number as words of the text: "282", "2025", "nđ", "cp".
    """

    start: int
    end: int
    words: tuple[str, ...]
    printed: tuple[str, ...]


def acts_named(text: str) -> Iterator[ActWords]:
    """Every act named by number in a text in index form. A bare number is none, and neither is a day ("12/5")."""
    for found in NUMBER.finditer(text):
        typed = _type_before(text, found.start())
        before = text[found.start() - 1 : found.start()]
        if typed is None and (not (found["year"] or found["symbol"]) or before in _GLUED or before.isalnum()):
            continue
        if typed and not (found["year"] or found["symbol"]) and _only_ends_so(text, typed):
            continue
        kind = _BY_NAME[typed["type"]] if typed else ""
        if words := tuple(_words(found["serial"], found["year"], found["symbol"], kind)):
            start = typed.start() if typed else found.start()
            yield ActWords(start, found.end(), words, tuple(WORD.findall(found[0])))


def _type_before(text: str, place: int) -> re.Match[str] | None:
    first = max(0, place - LONGEST_BEFORE)
    bare = text[first:place].rstrip(" :").removesuffix("số").removesuffix("so").rstrip()
    if not bare.endswith(_NAMES):
        return None
    return TYPE_BEFORE.search(text, first, place)


def _only_ends_so(text: str, typed: re.Match[str]) -> bool:
    """Whether a "luật" is the end of "pháp luật" with no "số" behind it: "Ngày Pháp luật 9 tháng 11" names no act."""
    return typed[0].strip() in _LAW and text.endswith(_SETS, 0, typed.start())


def _words(serial: str, year: str | None, symbol: str | None, named: str) -> Iterator[str]:
    serial = unmarked(serial).lstrip("0") or "0"
    if year:
        yield f"a{serial}y{year}"
    flat = unmarked(symbol or "").replace("-", "")
    kind = named or _kind_of(unmarked(symbol or ""))
    if kind and (year or symbol or named):
        yield f"a{serial}{kind}"
    if flat:
        yield f"a{serial}{f'y{year}' if year else ''}{flat}"


def _kind_of(symbol: str) -> str:
    """The type a symbol begins with: "nd-cp" → "nd"; laws and resolutions of the Assembly → "qh"."""
    first = symbol.partition("-")[0]
    return "qh" if re.fullmatch(r"(?:ubtv)?qh\d*", first) else first


def act_words(text: str) -> str:
    """All act words of a text in index form, as one line for the index."""
    return " ".join(word for act in acts_named(text) for word in act.words)
