"""Document numbers as engines spoil them: cut in two ("63/2010/NĐ- CP"), Đ doubled or bare, l for 1, O for 0.

The grammar of numbers and symbols is that of Nghị định 30/2020/NĐ-CP, Annex I, II.3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.boxes import Box
from converters.reading.document import Word

_NUMBER = r"[\dOoIl|]{1,5}\s?/(?:[\dOoIl|]{4}/)?"
_SYMBOL = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,2}"
_TAIL = r"[.,;:)\]”\"/]{0,3}"
_OPEN_AT_DASH = re.compile(rf"[(\[“\"]?{_NUMBER}{_SYMBOL}(?:[-–]{_SYMBOL}){{0,3}}[-–]")
_OPEN_AT_SLASH = re.compile(rf"[(\[“\"]?{_NUMBER}")
_STOPPED = re.compile(rf"[(\[“\"]?{_NUMBER}{_SYMBOL}")
_REST = re.compile(rf"{_SYMBOL}(?:[-–]{_SYMBOL}){{0,3}}{_TAIL}")
_DASH_AND_REST = re.compile(rf"[-–][A-ZĐƯ]{{2,8}}\d{{0,2}}{_TAIL}")
_CAPITALS = re.compile(rf"[A-ZĐƯ]{{2,8}}\d{{0,2}}{_TAIL}")
_CUT_TYPE = re.compile(rf"[(\[“\"]?{_NUMBER}(?P<type>[A-ZĐ]{{1,3}})")
_TYPES = frozenset(("NĐ", "QĐ", "TT", "TTLT", "NQ", "NQLT", "CT", "KH", "TB", "BC", "HD", "TTr", "CTr", "VBHN"))
_FIRST_DIGITS = re.compile(r"\d{1,3}")
_LAST_DIGITS = re.compile(rf"\d{{1,4}}/(?:\d{{4}}/)?{_SYMBOL}.{{0,40}}")
_DIGIT = re.compile(r"\d")
_SIDES = (
    0.3  # of the height of digits: the white beside a 1; a space is wider (a quarter of an em, 0.37 of that height)
)
_WIDEST_GAP = 1.2  # of the word's height; wider gaps are columns

_CODE = re.compile(rf"(?P<number>{_NUMBER})(?P<symbol>{_SYMBOL}(?:[-–]{_SYMBOL}){{0,4}})")
_DIGITS = str.maketrans("OoIl|", "00111")
_BARELESS = {
    "ND": "NĐ", "QD": "QĐ", "HDND": "HĐND", "BLDTBXH": "BLĐTBXH", "LDTBXH": "LĐTBXH", "SLDTBXH": "SLĐTBXH",
    "BGDDT": "BGDĐT", "BGD&DT": "BGD&ĐT", "SGDDT": "SGDĐT", "TLD": "TLĐ", "HDTP": "HĐTP", "HDBT": "HĐBT", "QyD": "QyĐ",
}  # fmt: skip
_TERM = re.compile(r"(?<=[\d/])((?:UBTV)?)[QO0]H([\dIlO]{1,2})(?![\wÀ-ỹ])")  # the Assembly numbers its terms
_DOUBLED = re.compile(r"(?<![A-ZĐ])(NĐĐ|QĐĐ|HĐĐ|CĐĐ|HĐĐND|LĐĐTBXH|BLĐĐTBXH|BGDĐĐT|ĐĐHĐL)(?![A-ZĐa-zđ])")


def join_split_codes(words: Sequence[Word]) -> list[Word]:
    """Words of one line, with document numbers in one piece again."""
    joined: list[Word] = []
    rest = list(words)
    while rest:
        count = _pieces(rest)
        if count > 1:
            joined.append(_joined(rest[:count]))
        else:
            joined.append(rest[0])
        rest = rest[count:]
    return joined


def _joined(pieces: Sequence[Word]) -> Word:
    """One word in the place of several that stand side by side."""
    confidences = [piece.confidence for piece in pieces if piece.confidence is not None]
    return Word(
        "".join(piece.text for piece in pieces),
        Box.around_known(piece.box for piece in pieces),
        min(confidences) if confidences else None,
        engine_text=" ".join(piece.as_read for piece in pieces),
    )


def mend_code(word: Word) -> Word:
    """The word with the letters of document numbers put right; the engine's reading is kept beside it."""
    text = _DOUBLED.sub(lambda match: match[1].replace("ĐĐ", "Đ"), word.text)
    text = _TERM.sub(lambda match: f"{match[1]}QH{match[2].translate(_DIGITS)}", _CODE.sub(_mended, text))
    return word.mended(text)


def _pieces(words: list[Word]) -> int:
    """How many words from the first on are one document number; 1 when it stands alone."""
    first, *others = words[:3]
    if not others or not _near(first, others[0]):
        return 1
    second = others[0].text
    if _is_cut_number(first, others[0]):
        return 2
    if _OPEN_AT_DASH.fullmatch(first.text) and _REST.fullmatch(second):
        return 2
    if _OPEN_AT_SLASH.fullmatch(first.text) and _REST.fullmatch(second):
        return 2
    if _is_cut_type(first.text, second):
        return 2
    if not _STOPPED.fullmatch(first.text):
        return 1
    if _DASH_AND_REST.fullmatch(second):
        return 2
    third = others[1] if len(others) > 1 and _near(others[0], others[1]) else None
    return 3 if second in ("-", "–") and third is not None and _CAPITALS.fullmatch(third.text) else 1


def _is_cut_type(first: str, second: str) -> bool:
    """Whether a document's type is cut in two between two words: "106/2024/T" and "TLT-BTP-BNV."."""
    begun, rest = _CUT_TYPE.fullmatch(first), _REST.fullmatch(second)
    whole = begun["type"] + re.split("[-–]", second, maxsplit=1)[0] if begun and rest else ""
    return whole in _TYPES


def _is_cut_number(first: Word, second: Word) -> bool:
    """Whether a number is cut in two where its digits stand wide, after a 1 above all: "1 747/QĐ-BGTVT", "1 9"."""
    if first.box is None or second.box is None or not _FIRST_DIGITS.fullmatch(first.text):
        return False
    whole = _LAST_DIGITS.fullmatch(second.text) or (_DIGIT.fullmatch(first.text) and _DIGIT.fullmatch(second.text))
    height = min(first.box.height, second.box.height)
    return whole is not None and 0 <= second.box.left - first.box.right <= _SIDES * height


def _near(left: Word, right: Word) -> bool:
    """Whether two words stand close enough to be one; without boxes, yes."""
    if left.box is None or right.box is None:
        return True
    height = min(left.box.height, right.box.height)
    gap = max(right.box.left - left.box.right, right.box.top - left.box.bottom)
    return gap <= _WIDEST_GAP * max(height, 1)


def _mended(match: re.Match[str]) -> str:
    number = match["number"]
    # Letters are digits only beside digits: "l4/2012/", not "I/QĐ".
    if any(character.isdigit() for character in number):
        number = number.translate(_DIGITS)
    parts = re.split(r"([-–])", match["symbol"])
    return number + "".join(_BARELESS.get(part, part) for part in parts)
