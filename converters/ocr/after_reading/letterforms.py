"""Letters that are right in form and wrong in kind: capitals for small letters, signs Vietnamese does not have.

An abbreviation carries no tone, so "VỊ" amid small letters is a word in small letters whose first letter has the same
shape in both sizes ("đơn VỊ"), or a word with its first letter a capital ("Luật TỔ chức"). Laws are cited by Điều and
khoản, never by "§", and "⁄" stands in no keyboard's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from converters.ocr.after_reading.mending import WordToMend, marked_word, mended_text
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable
from validators.language.syllables import is_syllable, tone_key

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SAME_SHAPE = frozenset("COSUVXƠÔƯ")  # also with marks: they are as high as small letters only where they are small
_DASHES = re.compile(r"[—–-]*(?:[—–][-–]|[-–][—–])[—–-]*")
_INSIDE = re.compile(r"(\W*)([^\W\d_]{2,7})(\W*)")
_STROKE = re.compile(r"(?<=[\w%])⁄(?=\w)")
# A section's sign before its number has no 0 first.
_EIGHT = re.compile(r"(?=\W*[\d§])[\W\d]*\d§[\W\d§]*|[\d§]*§0[\W\d§]*")
_LONE_EIGHT = re.compile(r"§(?P<rest>\d{0,2}[.,;:)]{0,2})")
_BEFORE_NUMBERS = frozenset(("điều", "khoản", "ngày", "tháng", "năm", "số", "quý", "từ", "đến"))
_UNITS = frozenset(("năm", "tháng", "ngày", "giờ", "tuổi", "người", "triệu", "tỷ", "đồng", "điều", "khoản"))
_CORE = re.compile(r"(\W*)([^\W\d_]{2,})(\W*)")
_ROMAN = re.compile(r"(\W*)([IVX]*[Ïï][IVXÏï]*)(\W*)")


def mend_letterforms(words: Sequence[Word], *, before: str = "") -> list[Word]:
    """The words of one line with such letters put right; what the engine read is kept.

    Args:
        words: Of the line.
        before: The last word of the line before; empty where a block begins.
    """
    return [
        word.mended(mended_text(LETTERFORMS, WordToMend(word.text, words, place, before)))
        for place, word in enumerate(words)
    ]


def _doubled_dash(word: WordToMend) -> str | None:
    text = _DASHES.sub("–", word.text)
    return text if text != word.text else None


def _fraction_stroke(word: WordToMend) -> str | None:
    text = _STROKE.sub("/", word.text)
    return text if text != word.text else None


def _eight_amid_digits(word: WordToMend) -> str | None:
    return word.text.replace("§", "8") if "§" in word.text and _EIGHT.fullmatch(word.text) else None


def _eight_by_its_place(word: WordToMend) -> str | None:
    if not _LONE_EIGHT.fullmatch(word.text):
        return None
    number = word.neighbour(-1).lower() in _BEFORE_NUMBERS or word.neighbour(1).lower().rstrip(".,;") in _UNITS
    return word.text.replace("§", "8") if number else None


def _capital_inside(word: WordToMend) -> str | None:
    inside = _INSIDE.fullmatch(word.text)
    if inside is None or inside[2].islower() or not inside[2][0].islower():
        return None
    return inside[1] + inside[2].lower() + inside[3] if is_syllable(tone_key(inside[2].lower())) else None


def _roman_with_dots(word: WordToMend) -> str | None:
    roman = _ROMAN.fullmatch(word.text)
    return roman[1] + roman[2].replace("Ï", "I").replace("ï", "I") + roman[3] if roman else None


def _toned_capitals(word: WordToMend) -> str | None:
    core = _CORE.fullmatch(word.text)
    if core is None or not core[2].isupper() or not _is_toned(core[2]) or not _is_amid_small_letters(word):
        return None
    previous = word.neighbour(-1) if word.index else word.line_before
    begins = not previous or _ends_sentence(previous)
    return core[1] + _in_small_letters(core[2], begins=begins) + core[3]


def _is_toned(letters: str) -> bool:
    toned = any(sign in _TONES for sign in unicodedata.normalize("NFD", letters))
    return toned and is_syllable(tone_key(letters.lower()))


def _is_amid_small_letters(word: WordToMend) -> bool:
    """Whether the words on both sides, as far as there are any, hold small letters, and one of them at least does."""
    beside = [text for text in (word.neighbour(-1), word.neighbour(1)) if text]
    if len(word.words) == 1 and word.line_before and not _ends_sentence(word.line_before):
        beside = [word.line_before]
    return bool(beside) and all(any(sign.islower() for sign in text) for text in beside)


def _in_small_letters(letters: str, *, begins: bool) -> str:
    shape = unicodedata.normalize("NFD", letters[0])[0]
    return letters.lower() if shape in _SAME_SHAPE and not begins else letters.capitalize()


def _ends_sentence(text: str) -> bool:
    """Whether the next word may be the first of a sentence or of a list item."""
    return text.endswith((".", ":", "!", "?", ")")) or text in {"-", "–", "+", "•"}


NO_SUCH_SIGN = "signs that no Vietnamese keyboard has"

LETTERFORMS: DetectorTable[WordToMend, str] = DetectorTable(
    "after-reading/letterforms",
    (
        Detector(
            name="dash read as two",
            source="long dashes between the words of a motto or a list, which engines cut in two",
            gains="“Độc lập —- Tự do” has one dash",
            positive=("lập <—-> Tự",),
            negative=("lực <-> Hà", "Nội <—> 2026"),
            find=_doubled_dash,
        ),
        Detector(
            name="fraction stroke",
            source=NO_SUCH_SIGN,
            gains="“08⁄4/2020” is a date again",
            positive=("ngày <08⁄4/2020,>",),
            negative=("và <⁄> hoặc", "ngày <08/4/2020>"),
            find=_fraction_stroke,
        ),
        Detector(
            name="section sign amid digits",
            source=NO_SUCH_SIGN,
            gains="“2§1 hộ”, “§0 năm” are 281 and 80",
            positive=("tại <2§1> hộ", "niệm <§0> lần"),
            negative=("theo <§9> BGB",),
            find=_eight_amid_digits,
        ),
        Detector(
            name="section sign in a number's place",
            source=NO_SUCH_SIGN,
            gains="“tháng § năm”, “Điều §9” are 8 and 89",
            positive=("tháng <§> sau", "Điều <§9;> và", "suốt <§> năm"),
            negative=("theo <§> 5", "và <§9> BGB"),
            find=_eight_by_its_place,
        ),
        Detector(
            name="capital inside a syllable",
            source="syllables are written in small letters, or with the first a capital",
            gains="“vỊ” is vị",
            positive=("giá <trỊ> và", "đơn <vỊ.>"),
            negative=("chiếc <iPhone> này", "hệ <eOffice> và"),
            find=_capital_inside,
        ),
        Detector(
            name="Roman number with dots",
            source=NO_SUCH_SIGN,
            gains="“học kỳ Ï” is I",
            positive=("kỳ <Ï> năm", "quý <IÏ> năm"),
            negative=("kỳ <I> năm", "hộ <naïve> này"),
            find=_roman_with_dots,
        ),
        Detector(
            name="toned capitals amid small letters",
            source="abbreviations carry no tone",
            gains="“đơn VỊ” is đơn vị, “Luật TỔ chức” is Luật Tổ chức",
            positive=("đơn <VỊ;>", "Luật <TỔ> chức", "phù hợp\n<VỚI>"),
            negative=("ĐỊNH <VỀ> việc", "tỉnh <UBND> và", "<VỊ>"),
            find=_toned_capitals,
        ),
    ),
    example=marked_word,
)
