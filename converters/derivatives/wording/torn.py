"""Whether a text is whole: nothing torn off, brackets in pairs, letters rather than scraps."""

from __future__ import annotations

import re
import unicodedata


def is_whole(text: str) -> bool:
    """Whether nothing was torn off and it was read well."""
    return not _is_torn(text) and _is_paired(text) and _is_readable(text)


def _is_torn(text: str) -> bool:
    ended = _TORN_END.search(text) is not None and not _CANNOT.search(text)
    return ended or _TORN_HEAD.search(text) is not None or _STRAY_LETTER.search(text) is not None


_MARKED = re.compile(r"^(?:\d{1,2}|[a-zđ])\)\s")  # the number of an item: "b) Chở quá số người"


def _is_paired(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    said = _MARKED.sub("", text)
    return all(said.count(opening) == said.count(closing) for opening, closing in ("()", "[]", "“”"))


def _is_readable(text: str) -> bool:
    """Whether it is made of letters rather than of scraps; sums of money and places in acts are no scraps."""
    rest = _SUMS.sub("", text)
    # Marks count as letters: in Khmer, vowels are marks.
    kinds = (unicodedata.category(letter)[0] for letter in rest)
    return sum(kind in "LMZ" for kind in kinds) >= len(rest) * _LETTERS


_SUMS = re.compile(r"\d[\d.]*(?:\s*(?:đồng|m[²³]|[–-]))?|/\d{4}/[\w-]+")


_LETTERS = 0.7  # share of letters and spaces in a text that was read well; tables of numbers have less

# A lone consonant is no word: most often a bullet that was read as a letter. "điểm b" and "100 m" are not meant.
_MAY_PRECEDE_A_LETTER = r"(?<!điểm)(?<!Điểm)(?<!và)(?<!hoặc)(?<!\d)"
_STRAY_LETTER = re.compile(
    _MAY_PRECEDE_A_LETTER + r"(?:^|(?<=\w)\s|[;:.,]\s)[bcdghklmnpqrstvxđ®©@€°»«|](?=\s)"
)  # fmt: skip
# The next line was lost: no sentence ends with these.
_WANTS_MORE = (
    "các", "những", "của", "và", "hoặc", "là", "được", "cho", "với", "theo", "tại", "có", "một", "bị", "để", "khi",
    "mà", "như", "từ", "đến", "trong", "về", "số",
)  # fmt: skip
_TORN_END = re.compile(rf"\b(?<!tiếp )(?<!kèm )(?<!nếu )(?<!chứng )(?:{'|'.join(_WANTS_MORE)})\W?$", re.IGNORECASE)
_CANNOT = re.compile(r"\b(?:không|chưa|chẳng)\b[^,;.]{0,30}\bđược\W?$", re.IGNORECASE)  # "xe cấp cứu không đi được."
_TORN_HEAD = re.compile(r"^[\d.]+ đồng\b(?!/)")  # the rest of a list of sums
