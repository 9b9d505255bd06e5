"""Labels that open a line ("a)", "2.", "IV."), and what such labels turn into."""

from __future__ import annotations

import re

from converters.ocr.after_reading.labels import BULLETS
from converters.ocr.second_reading.detectors.counts import kind_of_number
from converters.ocr.second_reading.detectors.labels import ND30, POINT, TRIFOLDS
from converters.ocr.second_reading.detectors.subject import CriticalSpan, WordInLine, core
from validators.language.detector import Detector
from validators.language.syllables import is_syllable

_BRACKET_GROWN_IN = frozenset("ÙÌÍÏJŨ")
_LABEL = re.compile(r"(?:\d{1,3}|[^\W\d_]|[^\w\s]{1,2})[.)]")
_LONE_CONSONANT = re.compile(r"[b-df-hj-np-tv-xzđ]")
_SCRAP = re.compile(r"[¡¿|¦!?<>\\^~¬§©®°´`¨¸¢£¥¶{}]")  # no word and no label has these
_GROWN = re.compile(r"[^\W\d_]{2,3}\)")
_DASHED = re.compile(r"[-–_](?:\d{1,3}[.)]|[a-zđ]\))")
_CAPITAL_LABELS = "IVXABCDE"
_PART_NUMBER = re.compile(r"[IVX]{1,5}|[A-E]")
LONGEST_SCRAP = 3  # signs
LONGEST_PART = 4  # signs: "VIII"


def _stands_alone(word: WordInLine) -> bool:
    return len(word.words) == 1


def _opening_span(word: WordInLine) -> CriticalSpan:
    text = word.text.lower() if _is_set_in_capitals(word) else word.text
    return word.span("locator", malformed=not _is_well_formed(text), letter=not word.text[0].isdigit())


def _is_set_in_capitals(word: WordInLine) -> bool:
    """Whether the line is set in capitals, its labels too."""
    capitals = sum(other.text.isupper() and len(core(other.text)) > 1 for other in word.words)
    return capitals > len(word.words) / 2


def _is_well_formed(text: str) -> bool:
    body, mark = text[:-1], text[-1]
    if mark == ")" and not body.isdigit():
        return POINT.fullmatch(body) is not None
    return body.isdigit() or (body != "" and body in _CAPITAL_LABELS)


def _label_for_a_letter(word: WordInLine) -> CriticalSpan | None:
    return _opening_span(word) if word.opens_line and word.text in _BRACKET_GROWN_IN else None


def _label(word: WordInLine) -> CriticalSpan | None:
    if not word.opens_line or not _LABEL.fullmatch(word.text):
        return None
    return _opening_span(word) if word.text.endswith(")") or not _stands_alone(word) else None


def _lone_consonant(word: WordInLine) -> CriticalSpan | None:
    if not word.opens_line or _stands_alone(word) or not _LONE_CONSONANT.fullmatch(word.text):
        return None
    return word.span("locator", malformed=POINT.fullmatch(word.text) is None, letter=True)


def _scrap(word: WordInLine) -> CriticalSpan | None:
    if not word.opens_line or _stands_alone(word) or len(word.text) > LONGEST_SCRAP:
        return None
    scrap = not set(word.text) <= BULLETS and (_SCRAP.search(word.text) or word.text == ")")
    return word.span("locator", malformed=True) if scrap else None


def _grown_label(word: WordInLine) -> CriticalSpan | None:
    grown = word.opens_line and _GROWN.fullmatch(word.text) and not set(word.text[:-1].lower()) <= set("ivx")
    return word.span(kind_of_number(word), malformed=True) if grown else None


def _dashed_label(word: WordInLine) -> CriticalSpan | None:
    dashed = word.opens_line and _DASHED.fullmatch(word.text)
    return word.span(kind_of_number(word), malformed=True) if dashed else None


def _spoilt_part(word: WordInLine) -> CriticalSpan | None:
    heads = word.index == 1 and word.before in ("Phần", "PHẦN") and 0 < len(word.core) <= LONGEST_PART
    spoilt = heads and word.core.isupper() and not (_PART_NUMBER.fullmatch(word.core) or is_syllable(word.core.lower()))
    return word.span("locator", malformed=True) if spoilt else None


OPENING = (
    Detector(
        name="spoilt number of a part",
        source=ND30,
        gains="“Phần H. NHỮNG NỘI DUNG”: two strokes of II have grown together",
        positive=("Phần <H.> NHỮNG", "PHẦN <IIT.>"),
        negative=("Phần <II.> NHỮNG", "PHẦN <MỀM> CỦA", "Phần <lớn> các", "một phần <H> của"),
        find=_spoilt_part,
    ),
    Detector(
        name="letter that a label turned into",
        source=TRIFOLDS,
        gains="“Ũ Phạt tiền”: the bracket of “l)” has grown into it",
        positive=("<Ũ> Phạt tiền",),
        negative=("<Ỹ> Phạt tiền", "Phạt <Ũ> tiền"),
        find=_label_for_a_letter,
    ),
    Detector(
        name="label",
        source=ND30,
        gains="labels of points and clauses are read again, those of one letter alone too",
        positive=("<a)> Phạt tiền", "<2.> Phạt tiền", "<M)> Phạt tiền", "<¡)>"),
        negative=("<Phạt> tiền", "phạt <2.> đồng", "<2.>"),
        find=_label,
    ),
    Detector(
        name="label without its bracket",
        source=TRIFOLDS,
        gains="“l Phạt tiền”: a consonant alone is no word",
        positive=("<l> Phạt tiền", "<j> Phạt tiền"),
        negative=("<ý> kiến", "<l>"),
        find=_lone_consonant,
    ),
    Detector(
        name="scrap in a label's place",
        source=TRIFOLDS,
        gains="“¡ì Phạt tiền”, “p} Phạt tiền”, “) Phạt tiền”: what is left of “i)”",
        positive=("<¡ì> Phạt tiền", "<p}> Phạt tiền", "<)> Phạt tiền"),
        negative=("<•> Phạt tiền", "<Có> gì", "<?>", "<)>"),
        find=_scrap,
    ),
)

GROWN = (
    Detector(
        name="label that has grown",
        source=TRIFOLDS,
        gains="“mì) Phạt tiền” for m)",
        positive=("• <mì)> Phạt tiền",),
        negative=("<ii)> Phạt tiền", "Phạt <mì)> tiền"),
        find=_grown_label,
    ),
    Detector(
        name="label with a dash before it",
        source=TRIFOLDS,
        gains="“-5. Phạt tiền”, “-m) Phạt tiền”: a speck or a dash has joined the label",
        positive=("<-5.> Phạt tiền", "<-m)> Phạt"),
        negative=("<-> Phạt tiền", "phạt <-5.> đồng"),
        find=_dashed_label,
    ),
)
