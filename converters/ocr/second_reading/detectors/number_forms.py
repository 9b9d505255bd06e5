"""How numbers are written in legal texts, and how none is: what is written so was misread, whoever agrees on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.ocr.second_reading.detectors.subject import core
from validators.citations.acts.organs import ORGANS, organs_of
from validators.language.detector import Detector, DetectorTable, WordingTable, wording

_DASHES = "-–—"
_GROUP_OF_SYMBOL = r"[A-ZĐƯ&][A-Za-zĐđƯư&]{0,11}\d{0,2}"
# The first group of a symbol has two letters at least ("NĐ"), or one before a dash ("L-CTN").
_FIRST_GROUP = r"[A-ZĐƯ](?:[A-Za-zĐđƯư]{1,11}\d{0,2}|(?=-))"

# Groups with small letters in documents' symbols (Nghị định 30/2020/NĐ-CP, Annex III, and the Prime Minister).
_MIXED_SYMBOLS = frozenset(("TTg", "TTr", "CTr", "QyĐ", "TrS"))
_SYMBOLS = re.compile(r"(?<=[/-])[A-ZĐƯ][A-Za-zĐđƯư]{1,11}(?=$|[-\d])")
_NOT_OF_THE_GOVERNMENT = re.compile(r"(?:NQ|NĐ)-(?!CP|TW|TU|HU|ĐU)[A-ZĐ]{2}$")
_NUMBERED_WITH_LETTERS = re.compile(r"/(?:UBTV)?QH[^\W\d_]+\d")
_CIRCULAR = re.compile(r"/TT(?:LT)?((?:-[A-ZĐ]{2,12})+)")
_STROKE_AS_DIGIT = re.compile(r"\d{1,2}[17]\d{1,2}/[12]\d{3}")
_CUT_YEAR = re.compile(r"\d{1,4}/(?:19|20)\d")

ND30 = "Nghị định 30/2020/NĐ-CP, Annex I, II.3"
PRACTICE = "how Vietnamese official texts write it"
SCANS = "tri-folds and notices read from scans"


def _form(name: str, pattern: str, written: str, negative: str, source: str = PRACTICE) -> Detector[str, re.Match[str]]:
    """A form numbers have: an expression for the whole word, an example, and one like it that is no number."""
    return wording(
        name,
        pattern,
        source=source,
        gains="right numbers of this form are not doubted in vain",
        positive=tuple(written.split()),
        negative=(negative,),
        how="fullmatch",
    )


WELL_FORMED = WordingTable(
    "second-reading/number-forms",
    (
        _form("thousands with points", r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:đ|Đ|%|VNĐ|/\w+)?", "1.000.000đ", "1.00.000"),
        _form("thousands with commas", r"\d{1,3}(?:,\d{3})+(?:đ|Đ|VNĐ)?", "300,000đ", "300,00,000"),
        _form("plain or decimal", r"\d{1,15}(?:[.,]\d{1,4})?(?:%|đ|Đ)?", "12 12,5 12%", "12,5,5%"),
        _form(
            "rate", r"\d{1,3}(?:,\d{1,4})?%/[^\W\d_]{1,7}", "0,03%/ngày", "0,03%/1", "interest, contributions in laws"
        ),
        _form("day and month", r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?", "24/7 01/01/2026", "24/7/202"),
        _form("month and year", r"\d{1,2}/\d{4}", "9/2025", "9/20255"),
        _form(
            "document number",
            rf"\d{{1,5}}(?:/[12]\d{{3}})?/{_FIRST_GROUP}(?:-{_GROUP_OF_SYMBOL}){{0,5}}-?",
            "63/2010/NĐ-CP 12/2024/L-CTN",
            "77I2023I",
            ND30,
        ),
        _form(
            "number before the organ",
            r"\d{1,4}-[A-ZĐ]{2,5}/[A-ZĐƯ]{2,8}\d{0,2}",
            "12-NQ/TW",
            "12-nq/TW",
            "Party papers",
        ),
        _form("issue of the gazette", r"\d{1,5}/Ngày", "1584/Ngày", "1584/Ngàn", "the running head of Công báo"),
        _form("symbol with its term", r"[A-ZĐ]{1,8}\d{1,3}", "QH15 D20", "QH1I5"),
        _form("range or fraction", r"\d{1,4}[-–/]\d{1,4}", "128/128 1999-2005", "8,1-10"),
        _form("date with a short year", r"(?:\d{1,2}/){2}(?:\d{4}|\d{2})", "1/7/26", "1/7/2O"),
        _form("three parts with dashes", r"(?:\d{1,4}[-–]){2}\d{2,4}", "001-02-2026", "01-02-2"),
        _form("telephone number", r"\+?\d{2,4}(?:[. -]\d{2,4}){1,4}", "0912.345.678", "0912-345-6I8"),
        _form("number with a letter", r"\d{1,3}[a-zđ]?", "5a", "5A1"),
        _form("number of a heading", r"\d{1,2}(?:\.\d{1,2}){1,4}", "2.1.3", "2.1."),
        _form("word and number", r"(?:[^\W\d_]{1,12}-){1,3}\d{1,4}", "CoV-2", "CoV2-"),
        _form("time of day", r"\d{1,2}[hg]\d{0,2}", "8h30", "8k30"),
        _form("copies of an addressee", r"[^\W\d_]{1,12}\(\d{1,3}", "VT(02", "VT(0I2", "Nơi nhận"),
    ),
)


@dataclass(frozen=True, slots=True)
class NumberText:
    """A word with digits.

    Attributes:
        bare: Without the punctuation around it.
        body: Without dashes, strokes and plus signs around it besides.
    """

    bare: str
    body: str


def number_text(text: str) -> NumberText:
    """The word as it is compared with the forms."""
    bare = core(text)
    return NumberText(bare, bare.strip("-–+/"))


def is_spoilt(text: str) -> bool:
    """Whether a word with digits has a form no number is written in ("77I2023I", "1.00.000", "/2026", "8,1-")."""
    number = number_text(text)
    digits = sum(character.isdigit() for character in number.body)
    if digits == 0 or (digits == 1 and number.body[:-1].isalpha()):  # a footnote's number stuck to a word
        return False
    return SPOILT.first(number) is not None


def _has_lost_an_end(number: NumberText) -> bool:
    dash = number.bare[-1] in _DASHES and not any(character.isalpha() for character in number.bare)
    return number.bare[0] == "/" or number.bare[-1] == "/" or dash


def _has_unknown_small_letters(number: NumberText) -> bool:
    groups = _SYMBOLS.findall(number.body) if "/" in number.body else []
    return any(not group.isupper() and group not in _MIXED_SYMBOLS for group in groups)


def _is_near_an_organ(number: NumberText) -> bool:
    match = _CIRCULAR.search(number.body)
    unknown = [code for code in match[1].split("-")[1:] if not organs_of(code)] if match else []
    return any(_is_one_letter_off(code, organ.code) for code in unknown for organ in ORGANS)


def _is_one_letter_off(code: str, known: str) -> bool:
    """Whether one letter was added, lost or exchanged."""
    alike = 0
    while alike < min(len(code), len(known)) and code[alike] == known[alike]:
        alike += 1
    return any(code[alike + a :] == known[alike + b :] for a, b in ((1, 0), (0, 1), (1, 1)))


SPOILT: DetectorTable[NumberText, bool] = DetectorTable(
    "second-reading/spoilt-numbers",
    (
        Detector(
            name="an end is lost",
            source=SCANS,
            gains="“/2026”, “12/”, “8,1-”: what stood before or after the sign was not read",
            positive=("/2026", "12/", "8,1-"),
            negative=("63/2010/NĐ-", "5-10"),
            find=_has_lost_an_end,
        ),
        Detector(
            name="a date's stroke became a digit",
            source=SCANS,
            gains="“5712/2006” for 5/12/2006",
            positive=("5712/2006",),
            negative=("5/12/2006", "12/2006"),
            find=lambda number: _STROKE_AS_DIGIT.fullmatch(number.body) is not None,
        ),
        Detector(
            name="a year of three digits",
            source=SCANS,
            gains="“7/9/201”, “137/201”: the last digit of the year is gone",
            positive=("137/201",),
            negative=("137/2011", "128/128"),
            find=lambda number: _CUT_YEAR.fullmatch(number.body) is not None,
        ),
        Detector(
            name="no known form",
            source="the table of forms above",
            gains="“77I2023I”, “1.00.000”, “6/2/20i2”, “106/2024/T”",
            positive=("77I2023I", "1.00.000", "6/2/20i2", "106/2024/T"),
            negative=("77/2023", "1.000.000", "106/2024/TT-BTP"),
            find=lambda number: WELL_FORMED.fullmatch(number.body) is None,
        ),
        Detector(
            name="small letters no symbol has",
            source="Nghị định 30/2020/NĐ-CP, Annex III",
            gains="“171/2022/QĐ-TTdg” for QĐ-TTg",
            positive=("171/2022/QĐ-TTdg",),
            negative=("171/2022/QĐ-TTg", "5/TTr-SGDĐT"),
            find=_has_unknown_small_letters,
        ),
        Detector(
            name="a decree or resolution of nobody",
            source="Luật Ban hành văn bản quy phạm pháp luật: decrees are of the Government",
            gains="“784/NQ-GP” for NQ-CP",
            positive=("784/NQ-GP",),
            negative=("784/NQ-CP", "5/NQ-HĐND", "12/NQ-TW"),
            find=lambda number: _NOT_OF_THE_GOVERNMENT.search(number.body) is not None,
        ),
        Detector(
            name="a letter in the number of a term",
            source=ND30 + ": laws bear QH and the number of the term",
            gains="“43/2015/QHA15” for QH15, whose letters alone might be a symbol's",
            positive=("43/2015/QHA15",),
            negative=("43/2015/QH13", "5/QH-VP", "12/QHĐT"),
            find=lambda number: _NUMBERED_WITH_LETTERS.search(number.body) is not None,
        ),
        Detector(
            name="a circular of an organ one letter off",
            source="the organs of the register (validators/citations/acts/organs.py)",
            gains="“43/2015/TTLT-BTP-BNYV” for BNV",
            positive=("43/2015/TTLT-BTP-BNYV",),
            negative=("43/2015/TTLT-BTP-BNV", "5/2020/TT-XYZT"),
            find=_is_near_an_organ,
        ),
    ),
    example=number_text,
)
