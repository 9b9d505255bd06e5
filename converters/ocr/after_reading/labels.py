"""Labels of Điều, khoản and điểm that were read as signs they cannot be: "điểm I" is l, "¡)" is i), "khoản l" is 1.

Only where the place allows one answer; the engine's reading is kept. Points are small Vietnamese letters (no j, no
capitals), Điều and khoản are numbers (Nghị định 30/2020/NĐ-CP, Annex I, II.6).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.ocr.after_reading.examples import marked
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable

BULLETS = frozenset("-–+•*·▪►●○■")
_LETTERS = str.maketrans("I|!]¡jïÏìÌíÍ©0ø", "lllliiiiiiiicog")
_DIGITS = str.maketrans("lI|!O", "11110")
_OPENING = re.compile(r"[I|!\]¡jïÏìÌíÍ©0ø]\)")
_TRAILED = re.compile(r"(?:\d{1,3}|[^\W\d_])[.)]_+")  # an engine draws the gap behind a label as a line
_POINT = re.compile(r"[I|!\]¡jïÏìÌíÍ©ø][,.;]?")
_MARKED = re.compile(r"[ăâêôơưáàảãạéèẻẽẹóòỏõọúùủũụưýỳỷỹỵ][,;]?")  # points have no such letters: a speck over a, o or u
_FOREIGN = re.compile(r"[|!\]¡ïÏ]")  # no letters of ours: before "khoản" they can only stand for a point's
_POINT_OR_DIGIT = re.compile(r"[10][,;]?")
_OF_DATES = ("ngày", "tháng")
_NUMBERED_UNITS = ("khoản", "điều")
_AFTER_POINT = ("khoản", "và", "điều")
_IN_LIST = re.compile(r"[^\W\d_][,;]?|và|hoặc|đến")
_ELEVEN = re.compile(r"[lI1|\]!Ì]{2}")
_NUMBERED = re.compile(r"[lI|!O]{1,2}[,.;:]?|\d{1,2}[lI|O][,.;:]?|[lI|]\d{1,2}[,.;:]?")


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A word where a label may stand.

    Attributes:
        text: As read.
        following: The next word of the line; empty at its end.
        unit: Of which it may be the label: the word right before in small letters ("khoản", "ngày"), and "điểm" also
            while a list of points goes on; empty where it may be none.
        opens: Whether nothing but bullets stands before it on its line.
    """

    text: str
    following: str
    unit: str
    opens: bool

    @property
    def before_its_clause(self) -> bool:
        """Whether a word follows that follows a point's letter."""
        return self.following.lower() in _AFTER_POINT


def mend_labels(words: Sequence[Word]) -> list[Word]:
    """The words of one line with such labels put right."""
    return [word.mended(text) for word, (_, text) in zip(words, _mended([word.text for word in words]), strict=True)]


def _mended(texts: Sequence[str]) -> Iterator[tuple[LabelPlace, str]]:
    """Each word's place and its text put right, on which the place of the next word depends."""
    unit, opens = "", True
    for text, following in zip(texts, [*texts[1:], ""], strict=False):
        place = LabelPlace(text, following, unit, opens)
        right = LABELS.first(place) or text
        yield place, right
        unit, opens = _unit_after(unit, right), opens and right in BULLETS


def _unit_after(unit: str, text: str) -> str:
    """Which kind of label the next word may be."""
    if text.lower() in ("điểm", *_NUMBERED_UNITS, *_OF_DATES):
        return text.lower()
    return unit if unit == "điểm" and _IN_LIST.fullmatch(text) else ""


def _marked_place(written: str) -> LabelPlace:
    rows, line, index = marked(written)
    return [place for place, _ in _mended(rows[line])][index]


def _tilde(place: LabelPlace) -> str | None:
    return "-" if place.opens and place.text == "~" and place.following else None


def _opening_sign(place: LabelPlace) -> str | None:
    if not place.opens or not place.following or place.following.isupper():  # before capitals it may be a Roman number
        return None
    return place.text.translate(_LETTERS) if _OPENING.fullmatch(place.text) else None


def _trailed(place: LabelPlace) -> str | None:
    trailed = place.opens and place.following and _TRAILED.fullmatch(place.text)
    return place.text.rstrip("_") if trailed else None


def _point(place: LabelPlace) -> str | None:
    point = not place.opens and place.unit == "điểm" and _POINT.fullmatch(place.text)
    return place.text.translate(_LETTERS) if point else None


def _foreign_sign(place: LabelPlace) -> str | None:
    foreign = not place.opens and place.following.lower() == "khoản" and _FOREIGN.fullmatch(place.text)
    return place.text.translate(_LETTERS) if foreign else None


def _listed_i(place: LabelPlace) -> str | None:
    return "i" if not place.opens and place.text == "¡" and place.before_its_clause else None


def _marked_point(place: LabelPlace) -> str | None:
    if place.opens or place.unit != "điểm" or not _MARKED.fullmatch(place.text):
        return None
    listed = place.before_its_clause or place.text.endswith(",")
    return unicodedata.normalize("NFD", place.text[0])[0] + place.text[1:] if listed else None


def _digit_for_point(place: LabelPlace) -> str | None:
    point = not place.opens and place.unit == "điểm" and place.before_its_clause
    return place.text.replace("1", "l").replace("0", "o") if point and _POINT_OR_DIGIT.fullmatch(place.text) else None


def _eleven(place: LabelPlace) -> str | None:
    return "11" if not place.opens and place.unit in _OF_DATES and _ELEVEN.fullmatch(place.text) else None


def _number(place: LabelPlace) -> str | None:
    numbered = not place.opens and place.unit in _NUMBERED_UNITS and _NUMBERED.fullmatch(place.text)
    return place.text.translate(_DIGITS) if numbered else None


ND30 = "Nghị định 30/2020/NĐ-CP, Annex I, II.6"

LABELS: DetectorTable[LabelPlace, str] = DetectorTable(
    "after-reading/labels",
    (
        Detector(
            name="tilde for a dash",
            source="lists in official papers have dashes, none has tildes",
            gains="“~ Kiểm toán” is “- Kiểm toán”",
            positive=("<~> Kiểm toán nhà nước;",),
            negative=("<~>", "khoảng <~> 5"),
            find=_tilde,
        ),
        Detector(
            name="point that opens a line",
            source=ND30,
            gains="“¡) Phạt” is i), “0) Phạt” is o)",
            positive=("<¡)> Phạt", "- <0)> Phạt", "<I)> Phạt"),
            negative=("<I)> QUY ĐỊNH", "<a)> Phạt", "<¡)>"),
            find=_opening_sign,
        ),
        Detector(
            name="line behind a label",
            source="indented lists of decrees and resolutions",
            gains="“a)_ Mở rộng” is “a) Mở rộng”: the wide gap behind a label was read as a line",
            positive=("<a)_> Mở rộng", "- <2._> Bộ Tài chính", "<đ)__> Các"),
            negative=("<a)> Mở rộng", "<a)_>", "theo <a)_> Mở", "<ab)_> Mở"),
            find=_trailed,
        ),
        Detector(
            name="point after its unit",
            source=ND30,
            gains="“điểm I khoản 2” is l, in a list too",
            positive=("điểm <I> khoản 2", "điểm b, c và <|> khoản"),
            negative=("địa điểm: <I>", "điểm thi <I>", "Chương <I>"),
            find=_point,
        ),
        Detector(
            name="foreign sign before a clause",
            source=ND30,
            gains="“và ¡ khoản 1” is i where “điểm” stands on the line before",
            positive=("h và <¡> khoản 1", "h và <|> khoản 1"),
            negative=("h và <l> khoản 1", "h và <|> Điều"),
            find=_foreign_sign,
        ),
        Detector(
            name="inverted mark in a list",
            source=ND30,
            gains="“h, ¡ và p khoản” is i",
            positive=("h, <¡> và p khoản",),
            negative=("h, <!> và p khoản", "h, <¡> của"),
            find=_listed_i,
        ),
        Detector(
            name="point with a mark",
            source=ND30 + ": points have no such letters, a speck stands over a, o or u",
            gains="“điểm h, g và ơ khoản” is o",
            positive=("điểm h, g và <ơ> khoản", "điểm <ạ,> b"),
            negative=("điểm <ở> trên", "và <ở> khoản 2"),
            find=_marked_point,
        ),
        Detector(
            name="digit for a point's letter",
            source=ND30,
            gains="“điểm 1 khoản 2” is l",
            positive=("điểm <1> khoản 2", "điểm a và <0> khoản 2"),
            negative=("điểm <1> của", "khoản <1> Điều"),
            find=_digit_for_point,
        ),
        Detector(
            name="two strokes in a date",
            source="dates: two strokes after “ngày” or “tháng” can only be 11",
            gains="“tháng II năm 2019” is 11",
            positive=("22 tháng <II> năm", "và ngày <1]> tháng"),
            negative=("quý <II> năm", "12 tháng <3> năm"),
            find=_eleven,
        ),
        Detector(
            name="number after its unit",
            source=ND30,
            gains="“khoản l Điều I5” is 1 and 15",
            positive=("khoản <l> Điều", "theo Điều <I5,> và"),
            negative=("điểm thi <l> và", "Điều <5> khoản"),
            find=_number,
        ),
    ),
    example=_marked_place,
)
