"""What the engine read where there is no print: strokes of a signature, the grain of a picture, dirt.

A word is dropped when the engine was very unsure and it cannot be Vietnamese; a line made of such words is kept
apart as handwriting. Digits are never dropped: a number that may be there is for a person to decide. Confidences are
the engine's own, 0–1, before calibration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from converters.reading.document import Line, Word
from validators.language.detector import Detector, DetectorTable, WordingTable, wording
from validators.language.syllables import is_syllable

UNSURE = 0.40  # confidence below which a word that cannot be Vietnamese is dropped
UNSURE_LINE = 0.62  # mean confidence below which a line is suspicious
LEAST_PLAUSIBLE = 0.34  # share of plausible words, below which a suspicious line is no print
UNSURE_SCRAP = 0.80  # mean confidence below which one or two signs alone on a line are suspicious
CELL_WORD = 3  # letters and digits of a word that is kept in a cell of a table, or of one part of a word
LONGEST_SCRAP = 2  # signs alone on a line
FEWEST_DIGITS = 2  # in a line that may be a number
SPECK = 0.18  # of the highest word of its line: a dash is longer
_DASHES = frozenset("-–—~'`‘’")
EDGES = ".,;:!?()[]{}\"'“”‘’-–—/…*•+%"
_SOURCE = "lines of scanned papers and what the engine made of signatures, pictures and dirt on them"


class LineKind(Enum):
    """What a line is."""

    TEXT = "text"
    HANDWRITING = "handwriting"
    NOTHING = "nothing"


ADDRESSES = WordingTable(
    "plausible word/address",
    (
        wording(
            "web address", r"\w{3,6}://\S{3,}|www\.\S{3,}",
            source="addresses of the web (RFC 3986), read with little confidence", gains="addresses of portals",
            positive=("https://dichvucong.", "hffps://dichvucong.gov.vn/", "www.moj.gov.vn"), negative=("://", "www."),
        ),
        wording(
            "mail address", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
            source="addresses of mail (RFC 5321)", gains="addresses below a letterhead",
            positive=("tuphap@an-phu.gov.vn",), negative=("a@b",),
        ),
        wording(
            "Vietnamese host", r"[\w-]{2,63}(?:\.[\w-]{2,63}){1,4}\.vn\S{0,99}",
            source="hosts below .vn, printed without a scheme", gains="addresses of portals in running text",
            positive=("xa.an-phu.vn",), negative=("1.2.vn", "an-phu.vn"),
        ),
        wording(
            "end of a broken host", r"(?i:[^\W\d_]{3}\.v[nmi])",
            source="second-level domains of .vn, with the usual mistakes", gains="addresses that go on on a new line",
            positive=("ØOV.Vn", "com.vm"), negative=("ØOV", "12a.vn"),
        ),
    ),
)  # fmt: skip
"""Whole words that make sense though they are no syllables."""

_SYMBOL = re.compile(r"[A-ZĐƯ]{2,10}[a-zđ]")
PARTS: DetectorTable[str, bool] = DetectorTable(
    "plausible word/part",
    (
        Detector(
            name="syllable", source="the syllables of Vietnamese (validators.language.syllables)",
            gains="nearly all words", positive=("quyền", "luật"), negative=("gxz", "kqh"), find=is_syllable,
        ),
        Detector(
            name="digits", source="numbers, dates, numbers of documents", gains="numbers between dots and strokes",
            positive=("81", "2021"), negative=("8x", "2#16"), find=str.isdigit,
        ),
        Detector(
            name="capitals", source="initials of organs (Nghị định 30/2020/NĐ-CP, Annex III)", gains="UBND, NĐ, CP",
            positive=("UBND", "Đ"), negative=("ÉÀx", "A1"), find=lambda part: part.isupper() and part.isalpha(),
        ),
        Detector(
            name="symbol", source="symbols of documents (Nghị định 30/2020/NĐ-CP, Annex III)", gains="TTg, TTr, BTr",
            positive=("TTg", "TTr"), negative=("Tg", "TTgx"), find=lambda part: _SYMBOL.fullmatch(part) is not None,
        ),
    ),
)  # fmt: skip
"""What the pieces of a word between stops and strokes may be."""


def is_plausible(text: str) -> bool:
    """Whether a word can stand in a Vietnamese document: syllables, numbers, codes with digits, capitals, addresses."""
    core = text.strip(EDGES)
    if not core:
        return False
    if ADDRESSES.fullmatch(core):
        return True
    return all(map(PARTS.first, _parts(core)))


def _parts(core: str) -> list[str]:
    return [part for part in re.split("[-/.,;:]", core) if part]  # a speck between two words is read as a full stop


def _plausible_share(text: str) -> float:
    """How much of a word can stand in a document: half of "đồng/Ilần", which no stroke of a pen reads as."""
    if is_plausible(text):
        return 1.0
    parts = _parts(text.strip(EDGES))
    return sum(len(part) >= CELL_WORD and is_syllable(part) for part in parts) / max(1, len(parts))


def signs_of(line: Line) -> str:
    """What was read of a line, without its spaces."""
    return "".join(word.text for word in line.words)


def confidence_of(line: Line) -> float:
    """Of its words, each weighted by its length."""
    return sum((word.confidence or 0.0) * len(word.text) for word in line.words) / len(signs_of(line))


def _written(example: tuple[str, float]) -> Line:
    text, confidence = example
    return Line(tuple(Word(word, None, confidence) for word in text.split()))


def _lone_mark(line: Line) -> LineKind | None:
    mark = len(line.words) == 1 and line.text in {"-", "–", "•", "+", "%"} and confidence_of(line) > UNSURE_SCRAP
    return LineKind.TEXT if mark else None


def _signs_alone(line: Line) -> LineKind | None:
    return None if any(map(str.isalnum, signs_of(line))) else LineKind.NOTHING


_LONE_NUMBER = re.compile(r"\d{1,2}[.):]?")  # digits are for a person to decide, also with a speck behind them


def _sure_scrap(line: Line) -> LineKind | None:
    sure = confidence_of(line) >= UNSURE_SCRAP or _LONE_NUMBER.fullmatch(line.text) is not None
    return LineKind.TEXT if len(signs_of(line)) <= LONGEST_SCRAP and sure else None


def _unsure_scrap(line: Line) -> LineKind | None:
    return LineKind.HANDWRITING if len(signs_of(line)) <= LONGEST_SCRAP and not _sure_scrap(line) else None


def _number(line: Line) -> LineKind | None:
    return LineKind.TEXT if sum(map(str.isdigit, line.text)) >= FEWEST_DIGITS else None


def _implausible(line: Line) -> LineKind | None:
    if confidence_of(line) >= UNSURE_LINE:
        return None
    plausible = sum(_plausible_share(word.text) for word in line.words) / len(line.words)
    return LineKind.HANDWRITING if plausible < LEAST_PLAUSIBLE else None


LINES: DetectorTable[Line, LineKind] = DetectorTable(
    "line kind",
    (
        Detector(
            name="lone list mark", source=_SOURCE,
            gains="the dash of an item whose text is a line of its own, the unit of a column",
            positive=(("-", 0.9), ("•", 0.95), ("%", 0.93)), negative=(("-", 0.5), ("- -", 0.9)), find=_lone_mark,
        ),
        Detector(
            name="signs alone", source=_SOURCE, gains="no lines of dust and rules in the text",
            positive=(("— ' .", 0.5),), negative=(("— ' 4.", 0.5),), find=_signs_alone,
        ),
        Detector(
            name="sure scrap", source=_SOURCE, gains="page numbers and labels alone on their line",
            positive=(("7", 0.4), ("2.", 0.4), ("a)", 0.9)), negative=(("Z", 0.4), ("a) b", 0.9)), find=_sure_scrap,
        ),
        Detector(
            name="unsure scrap", source=_SOURCE, gains="no single strokes of a pen in the text",
            positive=(("Z", 0.4),), negative=(("7", 0.4), ("Z", 0.9)), find=_unsure_scrap,
        ),
        Detector(
            name="number", source=_SOURCE, gains="numbers written by hand, which are for a person to decide",
            positive=(("Số: 2#16 /ĐHĐx", 0.3),), negative=(("Số: 2 /ĐHĐx", 0.3),), find=_number,
        ),
        Detector(
            name="implausible", source=_SOURCE, gains="no signatures and pictures read as letters in the text",
            positive=(("ÉÀ ˆgxz k¿", 0.4), ("a/gxz", 0.4)),
            negative=(("ÉÀ ˆgxz k¿", 0.9), ("Căn cứ Luật Đất đai", 0.4), ("đồng/Ilần", 0.45)), find=_implausible,
        ),
    ),
    example=_written,
)  # fmt: skip
"""What a line is; text where none of these says anything."""


def classify_line(line: Line, *, in_cell: bool = False) -> LineKind:
    """Whether a line is print, handwriting, or nothing at all.

    Args:
        line: As read.
        in_cell: Whether it stands in a cell of a ruled table, where crosses and numbers stand alone as they do nowhere
            else.
    """
    kind = LINES.first(line) or LineKind.TEXT
    scrap = kind is LineKind.HANDWRITING and len(signs_of(line)) <= LONGEST_SCRAP
    return LineKind.TEXT if in_cell and scrap and confidence_of(line) >= UNSURE else kind


@dataclass(frozen=True, slots=True)
class WordInLine:
    """A word and the words of its line before it.

    Attributes:
        word: Itself.
        before: All that was read before it.
    """

    word: Word
    before: Sequence[Word] = ()

    @property
    def closes_bracket(self) -> bool:
        """Whether it closes a bracket that stands open before it."""
        opened = 0
        for word in self.before:
            opened = max(0, opened + word.text.count("(") - word.text.count(")"))
        return opened > 0 and ")" in self.word.text

    @property
    def is_label(self) -> bool:
        """Whether it opens its line as a label does."""
        return not self.before and _LABEL.fullmatch(self.word.text) is not None


_LABEL = re.compile(r"[\W_]{0,3}[^\W_]{1,2}[.)]")  # with the bullet before it
_STROKE_LABEL = re.compile(r"[|!¡(){}\[\]/\\]{0,2}\)|[|!¡{}\[\]]\.")  # what is left of "l)", "i)" and "1."
_NUMBERED = frozenset(("khoản", "điểm", "điều", "mục", "chương", "phần", "số", "ngày", "tháng", "năm", "quý", "bảng"))


def _last_of(text: str) -> WordInLine:
    *before, last = (Word(word, None, 0.2) for word in text.split())
    return WordInLine(last, before)


PRINT: DetectorTable[WordInLine, bool] = DetectorTable(
    "print at any confidence",
    (
        Detector(
            name="closing bracket", source=_SOURCE, gains="the ends of brackets: “(để b/c);”",
            positive=("(để ö⁄c);",), negative=("ö⁄c);", "(để) ö⁄c);"), find=lambda place: place.closes_bracket,
        ),
        Detector(
            name="label", source="labels of clauses and points (Nghị định 30/2020/NĐ-CP, Annex I, II.5)",
            gains="labels that are read with little confidence", positive=("c)", "+_c)", "ø."),
            negative=("gxz c)", "gxz)"), find=lambda place: place.is_label,
        ),
        Detector(
            name="numbered", source="what a provision is cited by, and dates (Nghị định 30/2020/NĐ-CP, Annex I, II.5)",
            gains="damaged numbers of provisions", positive=("khoản Ø", "Điều ¿"), negative=("quyền Ø", "khoản l Ø"),
            find=lambda place: bool(place.before) and place.before[-1].text.lower() in _NUMBERED,
        ),
        Detector(
            name="plausible", source="see `is_plausible`", gains="words on bad copies",
            positive=("quyền,", "(30%)"), negative=("gxz",), find=lambda place: is_plausible(place.word.text),
        ),
        Detector(
            name="digit", source="amounts, dates and numbers, which are for a person to decide",
            gains="damaged numbers", positive=("8x",), negative=("Bx",),
            find=lambda place: any(map(str.isdigit, place.word.text)),
        ),
    ),
    example=_last_of,
)  # fmt: skip
"""Words that are kept however unsure the engine was."""


def without_non_text(words: Sequence[Word], *, in_cell: bool = False, on_poster: bool = False) -> tuple[Word, ...]:
    """The words of a line without those that are surely nothing.

    Args:
        words: Of the line.
        in_cell: Whether it stands in a cell of a ruled table, which nobody's pen fills.
        on_poster: Whether icons may stand before it, and no labels of points.
    """
    tallest = max((word.box.height for word in words if word.box is not None), default=0)
    return tuple(
        word
        for place, word in enumerate(words)
        if word.confidence is None
        or (word.confidence >= UNSURE and not _is_speck(word, tallest))
        or PRINT.first(WordInLine(word, words[:place]))
        or (in_cell and sum(map(str.isalnum, word.text)) >= CELL_WORD)
        or (place == 0 and len(words) > 1 and not on_poster and _STROKE_LABEL.fullmatch(word.text))
    )


def _is_speck(word: Word, tallest: int) -> bool:
    """Whether what was read as a dash is smaller than any dash of a line whose words are so high at most."""
    if word.box is None or word.text not in _DASHES:
        return False
    return max(word.box.width, word.box.height) <= SPECK * tallest
