"""Forms and values that no number, date or label has in print: what is written so was misread, whoever agrees on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.document import Word
from validators.citations.acts.organs import ORGANS, organs_of
from validators.language.quantities import Quantity, QuantityKind
from validators.language.syllables import is_syllable

ROUND = ((1_000, 100), (100_000, 1_000))  # đồng: from so much on, fines and fees are whole multiples of so much
ODD = 2  # so many times as many amounts with points as with commas make the commas doubtful
FIRST_YEAR, LAST_YEAR = 1900, 2060
FIRST_NUMBERED = 1945  # the State's first documents
DATE_UNITS = {"ngày": "tháng", "tháng": "năm"}
_EDGES = ".,;:()[]“”\"'…"
_DASHES = "-–—"

# Groups with small letters in documents' symbols (Nghị định 30/2020/NĐ-CP, Annex III, and the Prime Minister).
_MIXED_SYMBOLS = frozenset(("TTg", "TTr", "CTr", "QyĐ", "TrS"))
_GOVERNMENT = re.compile(r"(?:NQ|NĐ)-(?!CP|TW|TU|HU|ĐU)[A-ZĐ]{2}$")  # what is no resolution or decree of the Government
_SYMBOLS = re.compile(r"(?<=[/-])[A-ZĐƯ][A-Za-zĐđƯư]{1,11}(?=$|[-\d])")
_WELL_FORMED = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:đ|Đ|%|VNĐ|/\w+)?"  # 1.000.000
    r"|\d{1,3}(?:,\d{3})+(?:đ|Đ|VNĐ)?"
    r"|\d{1,15}(?:[.,]\d{1,4})?(?:%|đ|Đ)?"  # 12, 12,5, 12%
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
    r"|\d{1,2}/\d{4}"
    r"|\d{1,5}(?:/[12]\d{3})?/[A-ZĐƯ](?:[A-Za-zĐđƯư]{1,11}\d{0,2}|(?=-))(?:-[A-ZĐƯ&][A-Za-zĐđƯư&]{0,11}\d{0,2}){0,5}-?"
    r"|\d{1,4}-[A-ZĐ]{2,5}/[A-ZĐƯ]{2,8}\d{0,2}"
    r"|[A-ZĐ]{1,8}\d{1,3}"  # QH15, D20
    r"|\d{1,4}[-–/]\d{1,4}"
    r"|(?:\d{1,2}/){2}(?:\d{4}|\d{2})"
    r"|(?:\d{1,4}[-–]){2}\d{2,4}"
    r"|\+?\d{2,4}(?:[. -]\d{2,4}){1,4}"
    r"|\d{1,3}[a-zđ]?"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}"
    r"|(?:[^\W\d_]{1,12}-){1,3}\d{1,4}"
    r"|\d{1,2}[hg]\d{0,2}"  # 8h30
    r"|[^\W\d_]{1,12}\(\d{1,3}"  # VT(02)
)  # fmt: skip
_CIRCULAR = re.compile(r"/TT(?:LT)?((?:-[A-ZĐ]{2,12})+)")
_STROKE_AS_DIGIT = re.compile(r"\d{1,2}[17]\d{1,2}/[12]\d{3}")  # "5712/2006": a date whose first stroke became a digit
_NUMBERED_YEAR = re.compile(r"/([12]\d{3})/")
_MONTH_WORDS = frozenset(("ba", "tư", "Ba", "Tư"))  # "tháng Tư năm"; the other months' names are longer
_CUT_YEAR = re.compile(r"\d{1,4}/(?:19|20)\d")
_NO_NUMBER = re.compile(r"[^\W\d_]{0,3}/[A-ZĐƯ]{2,8}(?:-[A-ZĐƯ]{2,10}){1,4}")
_TORN_DATE = re.compile(r"\d{1,2}/\d{1,2}/[12]\d{3}")
_KIND_ALONE = re.compile(r"\d/(?:TTLT|TTr|[A-ZĐ]{2})[-–]?$")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d,])")
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_COUNTED = frozenset(("năm", "tháng", "tuần", "ngày", "giờ", "phút", "đồng", "triệu", "nghìn", "tỷ"))
_COUNT_LIKE = re.compile(r"[^\s\-–—+*•·▪►●○■&=]{1,2}")
_BROKEN_SYMBOL = re.compile(r"\d/(?:[12]\d{3}/)?[A-ZĐ][A-Za-zĐ-]{0,20}-$")
_ORGAN = re.compile(r"[A-ZĐƯ&]{1,12}(?:-[A-ZĐƯ&]{1,12}){0,4}")
_BARE_SYMBOL = re.compile(r"/?[A-ZĐƯ]{1,8}(?:-[A-ZĐƯ]{2,10}){1,4}")
_ROMAN_AND_MORE = re.compile(r"[IVX]{1,4}[A-ZĐ][^\W\d_]*")
_NO_YEAR_NEEDED = frozenset(("hằng", "hàng", "đến", "tới", "là", "này", "-", "–"))


def core(text: str) -> str:
    """The word without the punctuation around it."""
    return text.strip(_EDGES)


def is_plausible(quantity: Quantity, latest_year: int = LAST_YEAR) -> bool:
    """Whether the value is one that documents name: whole hundreds or thousands of đồng, years of our time.

    Args:
        quantity: As found.
        latest_year: In which a document that is cited can have been issued.
    """
    if quantity.value is None:
        return False
    if quantity.kind is QuantityKind.AMOUNT:
        return all(int(quantity.value) < least or int(quantity.value) % step == 0 for least, step in ROUND)
    if quantity.kind is QuantityKind.DATE:
        return FIRST_YEAR <= int(str(quantity.value)[:4]) <= LAST_YEAR
    year = _NUMBERED_YEAR.search(str(quantity.value)) if quantity.kind is QuantityKind.NUMBER else None
    return year is None or FIRST_NUMBERED <= int(year[1]) <= latest_year


def is_spoilt(text: str) -> bool:
    """Whether a word with digits has a form no number is written in ("77I2023I", "1.00.000", "/2026", "8,1-")."""
    bare = core(text)
    body = bare.strip("-–+/")
    digits = sum(character.isdigit() for character in body)
    if digits == 0 or (digits == 1 and body[:-1].isalpha()):  # a footnote's number stuck to a word
        return False
    return (
        _is_cut(bare)
        or any(form.fullmatch(body) for form in (_STROKE_AS_DIGIT, _CUT_YEAR))
        or _WELL_FORMED.fullmatch(body) is None
        or _has_unlikely_symbol(body)
    )


def _is_cut(bare: str) -> bool:
    """Whether a slash begins or ends the word, or a dash ends what is no document's number: a part was lost."""
    amiss = bare[-1] in _DASHES and not any(character.isalpha() for character in bare)
    return bare[0] == "/" or bare[-1] == "/" or amiss


def is_swollen_roman(text: str) -> bool:
    """Whether a Roman number has grown together with the heading after it: "Chương IIĐA"."""
    label = core(text)
    return (
        _ROMAN_AND_MORE.fullmatch(label) is not None and not is_syllable(label) and set(label) - set("IVXLC") != set()
    )


def number_is_missing(before: str, text: str) -> bool:
    """Whether a document's symbol stands without its number: "Quyết định số B-VPCP", "B/NB-CP"."""
    bare = core(text)
    cut = _NO_NUMBER.fullmatch(bare) is not None
    return cut or (before.lower() == "số" and _BARE_SYMBOL.fullmatch(bare) is not None)


def count_is_missing(text: str, following: str) -> bool:
    """Whether one or two signs that are no word stand where a count must be: "¡ tháng", "S0 ngày"."""
    bare = core(text)
    no_word = 0 < len(bare) <= 2 and not is_syllable(bare) and not any(sign.isdigit() for sign in bare)
    return no_word and core(following) in _COUNTED and _COUNT_LIKE.fullmatch(bare) is not None


def is_torn_date(text: str, following: str) -> bool:
    """Whether a date is torn in two words: "18/1" and "2/2018"."""
    whole = core(text) + core(following)
    return text[-1:].isdigit() and _TORN_DATE.fullmatch(whole) is not None and not is_date(text) and "/" in following


def odd_groups(texts: Sequence[str]) -> set[str]:
    """Of a page's amounts those whose thousands are set apart by another sign than the others' ("300,000đ")."""
    dotted = {text for text in texts if _DOTTED.match(text)}
    comma = {text for text in texts if _COMMAED.match(text)}
    return comma if len(dotted) > ODD * len(comma) else set()


def is_torn_symbol(text: str, following: Sequence[Word]) -> bool:
    """Whether a document's symbol goes on in the next word ("104/2020/TT BLĐTBXH"): its dash was lost."""
    organ = core(following[0].text) if following else ""
    return _KIND_ALONE.search(core(text)) is not None and len(organ) > 1 and organ.isupper() and organ.isalpha()


def continues_symbol(before: str, text: str) -> bool:
    """Whether a word is the rest of a document's symbol that broke at its dash ("06/TTr-" and "SGDĐT")."""
    capitals = sum(letter.isupper() for letter in text)
    return _BROKEN_SYMBOL.search(before) is not None and capitals > 1


def is_organ_like(text: str) -> bool:
    """Whether it has only what symbols of organs are written with."""
    return _ORGAN.fullmatch(core(text)) is not None


def is_date(text: str) -> bool:
    """Whether a word is a whole date in digits."""
    return _TORN_DATE.fullmatch(core(text)) is not None


def _has_unlikely_symbol(body: str) -> bool:
    """Whether a document's symbol holds a group of letters that none has ("NQ-GP", "QĐ-TTdg")."""
    parts = _SYMBOLS.findall(body) if "/" in body else []
    mixed = any(not part.isupper() and part not in _MIXED_SYMBOLS for part in parts)
    return mixed or _GOVERNMENT.search(body) is not None or _is_near_an_organ(body)


def _is_near_an_organ(body: str) -> bool:
    """Whether a circular is of an organ that is none, but for one letter would be: "TTLT-BTP-BNYV"."""
    match = _CIRCULAR.search(body)
    unknown = [code for code in match[1].split("-")[1:] if not organs_of(code)] if match else []
    return any(_is_one_letter_off(code, organ.code) for code in unknown for organ in ORGANS)


def _is_one_letter_off(code: str, known: str) -> bool:
    """Whether one letter was added, lost or exchanged."""
    alike = 0
    while alike < min(len(code), len(known)) and code[alike] == known[alike]:
        alike += 1
    return any(code[alike + a :] == known[alike + b :] for a, b in ((1, 0), (0, 1), (1, 1)))


def year_is_missing(before: Sequence[str], text: str, after: Sequence[str]) -> bool:
    """Whether a date ends with its month where a year must follow: "ngày 8 tháng 7 tú và Quyết định".

    Args:
        before: The three words before the month's number, small letters.
        text: The month's number as printed; punctuation after it ends the sentence, and then no year need follow.
        after: The two words after it, small letters.
    """
    day_and_month = len(before) == 3 and before[0] == "ngày" and core(before[1]).isdigit() and before[2] == "tháng"
    if not day_and_month or not text.isdigit() or not after or after[0] in _NO_YEAR_NEEDED:
        return False
    if after[0] != "năm":
        return True
    return len(after) > 1 and not core(after[1])[:4].isdigit() and core(after[1]) not in ("nay", "sau", "trước")


def day_is_missing(words: Sequence[Word], index: int) -> bool:
    """Whether a month follows "ngày" at once: "ngày tháng 8 năm 2025"; days are often written in by hand."""
    return index > 0 and words[index - 1].text.lower() == "ngày" and words[index].text.lower() == "tháng"


def is_misdated(before: str, body: str, following: str) -> bool:
    """Whether no day, month or year stands where one must: "năm 20285", "tháng T1 năm"."""
    if before not in ("ngày", "tháng", "năm"):
        return False
    if body.isdigit():
        return len(body) > 2 and not (before == "năm" and len(body) == 4 and FIRST_YEAR <= int(body) <= LAST_YEAR)
    known = body in _MONTH_WORDS if before == "tháng" else is_syllable(body) and not body.isupper()
    return 0 < len(body) <= 2 and not known and following == DATE_UNITS.get(before)


def is_gap(words: Sequence[Word], index: int) -> bool:
    """Whether a sign stands where a date's day or month should: "tháng § năm 2025"."""
    following = DATE_UNITS[words[index - 1].text.lower()]
    text = words[index].text
    later = [word.text for word in words[index + 1 : index + 4]]
    return not any(character.isalnum() for character in text) and text not in ("-", "–", ",") and following in later
