"""Labels of Điều, khoản and điểm that were read as signs they cannot be: "điểm I" is l, "¡)" is i), "khoản l" is 1.

Only where the place allows one answer; the engine's reading is kept. Points are small Vietnamese letters (no j, no
capitals), Điều and khoản are numbers (Nghị định 30/2020/NĐ-CP, Annex I, II.6).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from converters.reading.document import Word

BULLETS = frozenset("-–+•*·▪►●○■")
_LETTERS = str.maketrans("I|!]¡jïÏìÌíÍ©0ø", "lllliiiiiiiicog")
_DIGITS = str.maketrans("lI|!O", "11110")
_OPENING = re.compile(r"[I|!\]¡jïÏìÌíÍ©0ø]\)")
_POINT = re.compile(r"[I|!\]¡jïÏìÌíÍ©ø][,.;]?")
_MARKED = re.compile(r"[ăâêôơưáàảãạéèẻẽẹóòỏõọúùủũụýỳỷỹỵ][,;]?")  # points have no such letters: a speck over a, o or u
_FOREIGN = re.compile(r"[|!\]¡ïÏ]")  # no letters of ours: before "khoản" they can only stand for a point's
_POINT_OR_DIGIT = re.compile(r"[10][,;]?")
_OF_DATES = ("ngày", "tháng")
_AFTER_POINT = ("khoản", "và", "điều")
_IN_LIST = re.compile(r"[^\W\d_][,;]?|và|hoặc|đến")
_ELEVEN = re.compile(r"[lI1|\]!Ì]{2}")  # two strokes after "ngày" or "tháng"
_NUMBERED = re.compile(r"[lI|!O]{1,2}[,.;:]?|\d{1,2}[lI|O][,.;:]?|[lI|]\d{1,2}[,.;:]?")


def mend_labels(words: Sequence[Word]) -> list[Word]:
    """The words of one line with such labels put right."""
    mended: list[Word] = []
    unit = ""
    for word, following in zip(words, [*(after.text for after in words[1:]), ""], strict=False):
        opens = all(before.text in BULLETS for before in mended)
        text = _opening(word.text, following) if opens else _labelled(word.text, unit, following)
        mended.append(word.mended(text))
        unit = _unit_after(unit, text)
    return mended


def _opening(text: str, following: str) -> str:
    """The first word of a line. Before capitals it may be a Roman number."""
    if text == "~" and following:
        return "-"  # lists have dashes, and no list of ours has tildes
    return text.translate(_LETTERS) if _OPENING.fullmatch(text) and following and not following.isupper() else text


def _labelled(text: str, unit: str, following: str) -> str:
    """A word after "điểm", or after its first letters; or right after "khoản" or "Điều"."""
    if unit == "điểm" or _is_foreign(text, following):
        if _POINT.fullmatch(text):
            return text.translate(_LETTERS)
        if _MARKED.fullmatch(text) and (following.lower() in _AFTER_POINT or text.endswith(",")):
            return unicodedata.normalize("NFD", text[0])[0] + text[1:]
        if _POINT_OR_DIGIT.fullmatch(text) and following.lower() in _AFTER_POINT:
            return text.replace("1", "l").replace("0", "o")
    elif unit in _OF_DATES:
        return "11" if _ELEVEN.fullmatch(text) else text
    elif unit and _NUMBERED.fullmatch(text):
        return text.translate(_DIGITS)
    return text


def _is_foreign(text: str, following: str) -> bool:
    """Whether a sign that is no letter of ours can only stand for a point's: before "khoản", an i also in a list."""
    listed = text == "¡" and following.lower() in _AFTER_POINT
    return listed or (_FOREIGN.fullmatch(text) is not None and following.lower() == "khoản")


def _unit_after(unit: str, text: str) -> str:
    """Which kind of label the next word may be."""
    if text.lower() in ("điểm", "khoản", "điều", *_OF_DATES):
        return text.lower()
    return unit if unit == "điểm" and _IN_LIST.fullmatch(text) else ""
