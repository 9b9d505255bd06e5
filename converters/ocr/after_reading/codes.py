"""Document numbers as engines spoil them: cut in two ("63/2010/NĐ- CP"), Đ doubled or bare, l for 1, O for 0.

The grammar of numbers and symbols is that of Nghị định 30/2020/NĐ-CP, Annex I, II.3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.ocr.after_reading.examples import words_of
from converters.ocr.after_reading.mending import WordToMend, marked_word, mended_text
from converters.reading.boxes import Box
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable

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
# Of the height of digits: the white beside a 1; a space is wider (a quarter of an em, 0.37 of that height).
_SIDES = 0.3
_WIDEST_GAP = 1.2  # of the word's height; wider gaps are columns

_CODE = re.compile(rf"(?P<number>{_NUMBER})(?P<symbol>{_SYMBOL}(?:[-–]{_SYMBOL}){{0,4}})")
_DIGITS = str.maketrans("OoIl|", "00111")
_BARELESS = {
    "ND": "NĐ", "QD": "QĐ", "HDND": "HĐND", "BLDTBXH": "BLĐTBXH", "LDTBXH": "LĐTBXH", "SLDTBXH": "SLĐTBXH",
    "BGDDT": "BGDĐT", "BGD&DT": "BGD&ĐT", "SGDDT": "SGDĐT", "TLD": "TLĐ", "HDTP": "HĐTP", "HDBT": "HĐBT", "QyD": "QyĐ",
}  # fmt: skip
# The Assembly numbers its terms; the first stroke of the tens is read twice at times, and no term has three digits.
_TERM = re.compile(r"(?<=[\d/])((?:UBTV)?)[QO0]H(?:[Il](?=1\d(?!\d)))?([\dIlO]{1,2})(?![\wÀ-ỹ])")
_DOUBLED = re.compile(r"(?<![A-ZĐ])(NĐĐ|QĐĐ|HĐĐ|CĐĐ|HĐĐND|LĐĐTBXH|BLĐĐTBXH|BGDĐĐT|ĐĐHĐL)(?![A-ZĐa-zđ])")


def join_split_codes(words: Sequence[Word]) -> list[Word]:
    """Words of one line, with document numbers in one piece again."""
    joined: list[Word] = []
    rest = list(words)
    while rest:
        count = _pieces(rest)
        if count > 1:
            joined.append(in_one_piece(rest[:count]))
        else:
            joined.append(rest[0])
        rest = rest[count:]
    return joined


def in_one_piece(pieces: Sequence[Word]) -> Word:
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
    return word.mended(mended_text(MISREAD_LETTERS, WordToMend(word.text, (word,), 0)))


def _pieces(words: Sequence[Word]) -> int:
    """How many words from the first on are one document number; 1 when it stands alone."""
    if len(words) < 2 or not _are_near(words[0], words[1]):
        return 1
    return TORN_NUMBERS.first(words[:3]) or 1


def _are_near(left: Word, right: Word) -> bool:
    """Whether two words stand close enough to be one; without boxes, yes."""
    if left.box is None or right.box is None:
        return True
    height = min(left.box.height, right.box.height)
    gap = max(right.box.left - left.box.right, right.box.top - left.box.bottom)
    return gap <= _WIDEST_GAP * max(height, 1)


def _cut_at_one(words: Sequence[Word]) -> int:
    """Only where both boxes are known and less than a space stands between them."""
    first, second = words[0], words[1]
    if first.box is None or second.box is None or not _FIRST_DIGITS.fullmatch(first.text):
        return 0
    whole = _LAST_DIGITS.fullmatch(second.text) or (_DIGIT.fullmatch(first.text) and _DIGIT.fullmatch(second.text))
    height = min(first.box.height, second.box.height)
    return 2 if whole is not None and 0 <= second.box.left - first.box.right <= _SIDES * height else 0


def _open_at_dash(words: Sequence[Word]) -> int:
    return 2 if _OPEN_AT_DASH.fullmatch(words[0].text) and _REST.fullmatch(words[1].text) else 0


def _open_at_slash(words: Sequence[Word]) -> int:
    return 2 if _OPEN_AT_SLASH.fullmatch(words[0].text) and _REST.fullmatch(words[1].text) else 0


def _cut_type(words: Sequence[Word]) -> int:
    begun, rest = _CUT_TYPE.fullmatch(words[0].text), _REST.fullmatch(words[1].text)
    whole = begun["type"] + re.split("[-–]", words[1].text, maxsplit=1)[0] if begun and rest else ""
    return 2 if whole in _TYPES else 0


def _dash_on_the_second(words: Sequence[Word]) -> int:
    return 2 if _STOPPED.fullmatch(words[0].text) and _DASH_AND_REST.fullmatch(words[1].text) else 0


def _dash_between(words: Sequence[Word]) -> int:
    if len(words) < 3 or words[1].text not in ("-", "–") or not _are_near(words[1], words[2]):
        return 0
    return 3 if _STOPPED.fullmatch(words[0].text) and _CAPITALS.fullmatch(words[2].text) else 0


def _side_by_side(written: str | tuple[str, int]) -> Sequence[Word]:
    """Words without boxes, or with boxes of digits 20 pixels high and so many pixels between them."""
    if isinstance(written, str):
        return words_of(written)[:3]
    left, words = 0, []
    for text in written[0].split():
        words.append(Word(text, Box(left, 0, left + 12 * len(text), 20)))
        left += 12 * len(text) + written[1]
    return words[:3]


ND30 = "Nghị định 30/2020/NĐ-CP, Annex I, II.3"

TORN_NUMBERS: DetectorTable[Sequence[Word], int] = DetectorTable(
    "after-reading/torn-numbers",
    (
        Detector(
            name="cut where digits stand wide",
            source="print: the white beside a 1 is wide, and narrower than a space",
            gains="“1 747/QĐ-BGTVT”, “1 9” are one number",
            positive=(("1 747/QĐ-BGTVT", 4), ("1 9", 4)),
            negative=(("1 747/QĐ-BGTVT", 9), ("1 19", 4), "1 9"),
            find=_cut_at_one,
        ),
        Detector(
            name="cut behind a dash",
            source=ND30,
            gains="“63/2010/NĐ- CP” is one number",
            positive=("63/2010/NĐ- CP của", "81/2021/NĐ- CP"),
            negative=("12/9/2025 - Nơi", "63/2010/NĐ- về"),
            find=_open_at_dash,
        ),
        Detector(
            name="cut behind a stroke",
            source=ND30,
            gains="“63/2010/ NĐ-CP” is one number",
            positive=("63/2010/ NĐ-CP;",),
            negative=("24/7 CP", "63/2010/ và"),
            find=_open_at_slash,
        ),
        Detector(
            name="cut in its type",
            source=ND30 + ": the types of documents",
            gains="“106/2024/T TLT-BTP-BNV” is one number",
            positive=("106/2024/T TLT-BTP-BNV.", "5/N Đ-CP"),
            negative=("5/TT BTP", "5/T HCM"),
            find=_cut_type,
        ),
        Detector(
            name="cut before a dash",
            source=ND30,
            gains="“72/KH -UBND” is one number",
            positive=("72/KH -UBND",),
            negative=("766/QĐ-TTg -UBND", "72/KH -ubnd"),
            find=_dash_on_the_second,
        ),
        Detector(
            name="cut on both sides of a dash",
            source=ND30,
            gains="“72/KH - UBND.” is one number",
            positive=("72/KH - UBND.",),
            negative=("766/QĐ-TTg - Phụ lục", "72/KH - Về"),
            find=_dash_between,
        ),
    ),
    example=_side_by_side,
)


def _doubled_bar(word: WordToMend) -> str | None:
    text = _DOUBLED.sub(lambda match: match[1].replace("ĐĐ", "Đ"), word.text)
    return text if text != word.text else None


def _number_and_symbol(word: WordToMend) -> str | None:
    text = _CODE.sub(_in_its_letters, word.text)
    return text if text != word.text else None


def _in_its_letters(match: re.Match[str]) -> str:
    number = match["number"]
    # Letters are digits only beside digits: "l4/2012/", not "I/QĐ".
    if any(character.isdigit() for character in number):
        number = number.translate(_DIGITS)
    parts = re.split(r"([-–])", match["symbol"])
    return number + "".join(_BARELESS.get(part, part) for part in parts)


def _assembly_and_term(word: WordToMend) -> str | None:
    text = _TERM.sub(lambda match: f"{match[1]}QH{match[2].translate(_DIGITS)}", word.text)
    return text if text != word.text else None


MISREAD_LETTERS: DetectorTable[WordToMend, str] = DetectorTable(
    "after-reading/numbers-letters",
    (
        Detector(
            name="doubled Đ",
            source="symbols of types and organs",
            gains="“QĐĐ-UBND” is QĐ-UBND",
            positive=("<QĐĐ-UBND>", "<5/NĐĐ-CP>"),
            negative=("<QĐ-UBND>", "<ĐĐBQH>"),
            find=_doubled_bar,
        ),
        Detector(
            name="digits and bars of a document number",
            source=ND30,
            gains="“l4/2O12/ND-CP” is 14/2012/NĐ-CP",
            positive=("<l4/2O12/QH13>", "<63/2010/ND-CP>", "<766/QD-TTg,>"),
            negative=("<05/HD-BTP>", "<I/QĐ-TTg>", "<12/9/2025>"),
            find=_number_and_symbol,
        ),
        Detector(
            name="National Assembly and its term",
            source=ND30 + ": laws bear QH and the number of the term",
            gains="“64/2025/OH15”, “UBTVOHII”, “QHI15” are QH15, UBTVQH11 and QH15",
            positive=("<64/2025/OH15>", "<06/2013/UBTVOHII;>", "<64/2025/QHI15:>"),
            negative=("<64/2025/QH15>", "<5/KH-OH>", "<64/2025/QHI155>"),
            find=_assembly_and_term,
        ),
    ),
    example=marked_word,
)
