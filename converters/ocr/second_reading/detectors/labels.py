"""Labels of Điều, khoản, điểm, chương and mục that stand after their unit or in a list of labels."""

from __future__ import annotations

import re

from converters.ocr.after_reading.labels import BULLETS
from converters.ocr.second_reading.detectors.subject import CriticalSpan, WordInLine, core, has_digit
from validators.language.detector import Detector
from validators.language.syllables import is_syllable

POINT = re.compile(r"[a-eghik-vxyđ]\d?")  # no f, j, w, z (Nghị định 30/2020/NĐ-CP, Annex I, II.6)
_NUMBERED = re.compile(r"\d{1,3}[a-zđ]?")
_ROMAN = re.compile(r"[IVXL]{1,7}|\d{1,3}")
_FORM_OF = {"điểm": POINT, "chương": _ROMAN, "mục": _ROMAN}
_LISTED = re.compile(r"[a-eghik-vxyđ]\d?,")
_ROMAN_AND_MORE = re.compile(r"[IVX]{1,4}[A-ZĐ][^\W\d_]*")
_NUMBER_BEFORE = re.compile(r"\d{1,3}[a-zđ]?,")
_DOTS = frozenset("•●■○▪")  # what opens lines, and no dash: ranges and sums have these
_IN_LISTS = frozenset(("và", "hoặc", "khoản"))
_NEXT_UNIT = {"điểm": "khoản", "khoản": "điều"}
_ENDING_IN_A_UNIT = frozenset(
    ("tài", "điều", "bồi", "địa", "thời", "quan", "đặc", "trọng")
)  # "điều khoản" is no clause
_READ_FOR_NUMBERS = "IVXlOi"  # runs of these are Roman numbers ("IV") or what digits are read as ("lO")

MARKED_LETTER = 2  # letters a point's one letter with a speck beside it is read as; "điểm này" is longer
GROWN_LETTER = 4  # letters the same is read as where something else has run into it
LONGEST_NUMBER = 4  # signs: "123a"

ND30 = "Nghị định 30/2020/NĐ-CP, Annex I, II.6"
TRIFOLDS = "tri-folds of sanctions, where labels are small and close to specks"


def label_span(word: WordInLine, unit: str) -> CriticalSpan:
    """The word as a label of this unit, malformed where the unit has no such labels."""
    form = _FORM_OF.get(unit, _NUMBERED)
    return word.span("locator", malformed=form.fullmatch(word.core) is None, letter=unit == "điểm")


def _point(word: WordInLine) -> CriticalSpan | None:
    if word.unit_before != "điểm":
        return None
    label = word.core
    short = len(label) == 1 or (len(label) == MARKED_LETTER and not is_syllable(label))
    return label_span(word, "điểm") if short else None


def _mark_for_a_point(word: WordInLine) -> CriticalSpan | None:
    lost = word.unit_before == "điểm" and not word.core and word.text not in BULLETS
    return label_span(word, "điểm") if lost else None


def _grown_point(word: WordInLine) -> CriticalSpan | None:
    grown = word.unit_before == "điểm" and 0 < len(word.core) <= GROWN_LETTER and word.following in ("khoản", "điều")
    return label_span(word, "điểm") if grown else None


def _grown_point_in_list(word: WordInLine) -> CriticalSpan | None:
    if word.unit_before != "điểm" or word.following not in ("và", "hoặc"):
        return None
    grown = 0 < len(word.core) <= GROWN_LETTER and not is_syllable(word.core)
    return label_span(word, "điểm") if grown else None


def _numbered(word: WordInLine) -> CriticalSpan | None:
    label, unit = word.core, word.unit_before
    if unit in ("", "điểm") or not 0 < len(label) <= LONGEST_NUMBER:
        return None
    number = has_digit(label) or not label.isalpha() or label in _READ_FOR_NUMBERS
    return label_span(word, unit) if number else None


def _lone_letter(word: WordInLine) -> CriticalSpan | None:
    label, unit = word.core, word.unit_before
    lone = len(label) == 1 and unit not in ("", "điểm") and not is_syllable(label)
    return label_span(word, unit) if lone else None


def _swollen_roman(word: WordInLine) -> CriticalSpan | None:
    label, unit = word.core, word.unit_before
    grown = unit in ("chương", "mục") and _ROMAN_AND_MORE.fullmatch(label) is not None
    return label_span(word, unit) if grown and not is_syllable(label) and set(label) - set("IVXLC") else None


def _listed(word: WordInLine) -> CriticalSpan | None:
    after = core(word.following) in ("và", "hoặc", "khoản")
    listed = after and _LISTED.fullmatch(word.before) is not None and len(word.core) <= MARKED_LETTER
    return label_span(word, "điểm") if listed else None


def _unit_without_label(word: WordInLine) -> CriticalSpan | None:
    if _NEXT_UNIT.get(word.text) != word.following or core(word.before).lower() in _ENDING_IN_A_UNIT:
        return None
    lost = has_digit("".join(word.two_after[1:]))
    return word.span("locator", words=2, malformed=True) if lost else None


def _sign_among_numbers(word: WordInLine) -> CriticalSpan | None:
    listed = _NUMBER_BEFORE.fullmatch(word.before) and (
        word.following in ("và", "hoặc") or word.following[:1].isdigit()
    )
    sign = 0 < len(word.core) <= MARKED_LETTER and not has_digit(word.core) and not is_syllable(word.core)
    return label_span(word, "khoản") if listed and sign and word.text not in BULLETS else None


def _before_its_clause(word: WordInLine) -> CriticalSpan | None:
    point = core(word.following) == "khoản" and POINT.fullmatch(word.core) is not None
    return label_span(word, "điểm") if point else None


def _no_word_before_its_clause(word: WordInLine) -> CriticalSpan | None:
    if core(word.following) != "khoản" or not has_digit("".join(word.two_after[1:])):
        return None
    grown = word.core.islower() and len(word.core) in (2, 3) and not is_syllable(word.core)
    return label_span(word, "điểm") if grown and POINT.fullmatch(word.core) is None else None


def _bullet_among_points(word: WordInLine) -> CriticalSpan | None:
    if word.opens_line or word.text.rstrip(",") not in _DOTS or word.following not in _IN_LISTS:
        return None
    before = word.before.lower()
    listed = before in _IN_LISTS or _LISTED.fullmatch(before) is not None
    return label_span(word, "điểm") if listed else None


AFTER_UNIT = (
    Detector(
        name="point",
        source=ND30,
        gains="the letter of a point, misread or not, is read again and alone",
        positive=("theo điểm <¡> khoản 4", "điểm <lI> khoản 4", "theo điểm <w>"),
        negative=("thời điểm <này> ở đó", "khoản <đ> này"),
        find=_point,
    ),
    Detector(
        name="marks in a point's place",
        source=TRIFOLDS,
        gains="“điểm (. khoản 2”: nothing of the letter is left",
        positive=("tại điểm <(.> khoản 2",),
        negative=("các địa điểm <-> Hà Nội", "địa điểm <+> hai"),
        find=_mark_for_a_point,
    ),
    Detector(
        name="point grown into a word",
        source=TRIFOLDS,
        gains="“điểm mì khoản 3”: what stands before a clause after “điểm” is a label, word or not",
        positive=("điểm <mì> khoản 3",),
        negative=("điểm <thi> vào", "địa điểm <ngoài> Điều"),
        find=_grown_point,
    ),
    Detector(
        name="point grown, in a list",
        source=TRIFOLDS,
        gains="“điểm ¡m,b và c”: the same before “và”, where words may stand too",
        positive=("điểm <kỉt> và c", "tại điểm <I,.¡> và i khoản 1"),
        negative=("thời điểm <này> và sau", "điểm <kỉt> của"),
        find=_grown_point_in_list,
    ),
    Detector(
        name="swollen Roman number",
        source="chapters in Công báo, whose headings stand close to their number",
        gains="“Chương IIĐA DẠNG”: a number and the word after it",
        positive=("Chương <IIĐA> DẠNG",),
        negative=("Chương <IIIC> và", "Chương <XANH> và"),
        find=_swollen_roman,
    ),
    Detector(
        name="lone sign after a numbered unit",
        source=TRIFOLDS,
        gains="“khoản Š Điều 22”: a sign that is no word stands for a number",
        positive=("khoản <Š> Điều 22", "Điều <ß> của"),
        negative=("các khoản <ở> trên", "điều <ý> nói"),
        find=_lone_letter,
    ),
    Detector(
        name="number after its unit",
        source=ND30,
        gains="“Điều l5”, “khoản i”: digits read as letters",
        positive=("khoản <i> Điều 6", "Điều <l5> của"),
        negative=("điều <kiện> này", "khoản <ở> trên"),
        find=_numbered,
    ),
    Detector(
        name="label in a list of labels",
        source=ND30,
        gains="“điểm m, ở và c khoản 3”: no longer than a label, and where one must be",
        positive=("điểm m, <ở> và c khoản 3",),
        negative=("ngày m, <người> và c", "a. <ở> và"),
        find=_listed,
    ),
    Detector(
        name="sign among listed numbers",
        source=ND30,
        gains="“các khoản 6, 7, § và 9”: an 8 read as no digit at all",
        positive=("khoản 6, 7, <§> và 9", "khoản 6, <Š,> 8"),
        negative=("ngày 7, <ở> và", "khoản 6, <–> 8", "khoản 6, <§> của"),
        find=_sign_among_numbers,
    ),
    Detector(
        name="unit that has lost its label",
        source=ND30,
        gains="“khoản Điều 11”: a thin 1 between two words was not read at all",
        positive=("bổ sung <khoản> Điều 11 như", "tại <điểm> khoản 2"),
        negative=("tài <khoản> Điều 11 như", "bổ sung <khoản> 1 Điều 11", "các <điểm> khoản này"),
        find=_unit_without_label,
    ),
    Detector(
        name="letter right before a clause",
        source=ND30,
        gains="“n và k khoản 2” where “điểm” stands far before",
        positive=("n và <k> khoản 2",),
        negative=("n và <w> khoản 2", "n và <k> Điều 2"),
        find=_before_its_clause,
    ),
    Detector(
        name="bullet among points",
        source=TRIFOLDS,
        gains="“ĐIỂM A, • VÀ • KHOẢN 5”: a round letter taken for a bullet",
        positive=("ĐIỂM A, <•> VÀ D", "điểm a và <•> khoản 5"),
        negative=("<•> và các", "gồm: <•> và", "điểm a <–> khoản 5"),
        find=_bullet_among_points,
    ),
    Detector(
        name="no word before a clause",
        source=ND30,
        gains="“a, c và øg khoản 1”: a speck has run into a g where “điểm” stands far before",
        positive=("c và <øg> khoản 1; các", "c và <lq> khoản 2 Điều"),
        negative=("c và <g1> khoản 1", "tại <các> khoản 1", "c và <øg> khoản này", "theo <TT> khoản 1"),
        find=_no_word_before_its_clause,
    ),
)
