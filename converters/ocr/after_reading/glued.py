"""Words an engine ran together ("BANNHÂN", "quyền,nghĩa", "banChỉ") or tore apart ("đ ược")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.ocr.after_reading.codes import in_one_piece
from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.context_model import ContextModel
from converters.ocr.after_reading.context.decode import core_of
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable
from validators.language.syllables import is_syllable, tone_key

SEEN_TOGETHER = 20  # times two parts must have stood side by side in the model's text
SHORTEST, LONGEST = 4, 28  # letters of what is cut: two syllables of two, four of the longest (nghiêng)
MOST_PARTS = 4  # syllables; more were never seen run together

_LABEL_AND_UNIT = re.compile(r"([a-zđ]\d?[.,;])((?i:khoản|điểm|điều)\W*)")
_LETTER_AND_WORD = re.compile(r"([a-zđ])(và|hoặc|khoản)")
_OPENING_LABEL = re.compile(r"([a-zđIïÏìÌíÍ]\)|\d{1,2}[.)])[-–]?([^\W\d_]{2,}\W*)")
_ONSET = re.compile(r"\W?(?:ngh|[gknpt]h|tr|ng|gi|qu|[bcdđghklmnpqrstvx])", re.IGNORECASE)
_AT_PUNCTUATION = re.compile(r"(\W*[^\W\d_]+[,;:.])([^\W\d_]+\W*)")


@dataclass(frozen=True, slots=True)
class GluedWord:
    """A word that may be several.

    Attributes:
        text: As read.
        model: Which syllables stand side by side in legal texts.
    """

    text: str
    model: ContextModel


def join_torn(words: Sequence[Word], model: ContextModel) -> list[Word]:
    """Words of one line; a syllable torn behind its first letters ("đ ược") in one piece, where the rest is no word."""
    joined: list[Word] = []
    for word in words:
        if joined and _is_torn(joined[-1].text, word.text, model):
            joined[-1] = in_one_piece([joined[-1], word])
        else:
            joined.append(word)
    return joined


def _is_torn(onset: str, rest: str, model: ContextModel) -> bool:
    core = core_of(rest)
    if core is None or core[0] or not core[1].islower() or _ONSET.fullmatch(onset) is None:
        return False
    whole = re.sub(r"\W", "", onset) + core[1]
    return not model.knows(tone_key(core[1])) and is_syllable(whole) and model.knows(tone_key(whole.lower()))


def split_glued(word: Word, model: ContextModel) -> list[Word]:
    """The words in this word; the word itself where nothing proves that it is several."""
    parts = GLUED.first(GluedWord(word.text, model))
    if parts is None:
        return [word]
    boxes = word.box.divided([len(part) for part in parts]) if word.box else [None] * len(parts)
    return [replace(word.mended(part), box=box, alternatives=()) for part, box in zip(parts, boxes, strict=True)]


def _letter_and_word(word: GluedWord) -> list[str] | None:
    label = _LETTER_AND_WORD.fullmatch(word.text)
    return [label[1], label[2]] if label and not is_syllable(word.text) else None


def _syllables(word: GluedWord) -> list[str] | None:
    core = core_of(word.text)
    if core is None:
        return None
    before, letters, after = core
    if not SHORTEST <= len(letters) <= LONGEST or letters.isascii() or is_syllable(tone_key(letters)):
        return None
    cuts = [cuts for cuts in _segmentations(letters) if min(_together(cuts, word.model)) >= SEEN_TOGETHER]
    if not cuts:
        return None
    best = max(cuts, key=lambda parts: (-len(parts), min(_together(parts, word.model))))
    best[0], best[-1] = before + best[0], best[-1] + after
    return best


def _segmentations(letters: str, parts: int = MOST_PARTS) -> Iterator[list[str]]:
    """Ways to cut the letters into 2 to `parts` syllables; a capital after a small letter begins a part."""
    for end in range(2, len(letters) - 1):
        head, tail = letters[:end], letters[end:]
        if not is_syllable(head):
            continue
        if is_syllable(tail):
            yield [head, tail]
        if parts > 2:
            yield from ([head, *rest] for rest in _segmentations(tail, parts - 1))


def _together(parts: list[str], model: ContextModel) -> list[float]:
    keys = [tone_key(part.lower()) for part in parts]
    return [model.pair_count(first, second) for first, second in pairwise(keys)]


def _label_and_unit(word: GluedWord) -> list[str] | None:
    label = _LABEL_AND_UNIT.fullmatch(word.text)
    return [label[1], label[2]] if label else None


def _opening_label(word: GluedWord) -> list[str] | None:
    label = _OPENING_LABEL.fullmatch(word.text)
    begins = label is not None and label[2][0].isupper() and is_syllable(label[2].rstrip(",.;:"))
    return [label[1], label[2]] if label and begins else None


def _at_punctuation(word: GluedWord) -> list[str] | None:
    match = _AT_PUNCTUATION.fullmatch(word.text)
    if match is None:
        return None
    left, right = match.groups()
    first, second = left.strip("“”\"'(").rstrip(",;:."), re.sub(r"\W", "", right)
    if not (is_syllable(first) and is_syllable(second) and len(first) > 1 and len(second) > 1):
        return None
    if left.endswith(".") and not (first.islower() and second.istitle()):
        return None
    return [left, right]


GLUED: DetectorTable[GluedWord, list[str]] = DetectorTable(
    "after-reading/glued",
    (
        Detector(
            name="point's letter and the word after it",
            source="tri-folds: “điểm h và k khoản 2”",
            gains="“hvà” is h và",
            positive=("hvà", "kkhoản"),
            negative=("và", "khoản", "nhà"),
            find=_letter_and_word,
        ),
        Detector(
            name="syllables run together",
            source="narrow columns; syllables that stand side by side in legal texts",
            gains="“BANNHÂN”, “phápluật” are two words each",
            positive=("BANNHÂN", "(phápluật)"),
            negative=("nghiêng", "online", "Đắk"),
            find=_syllables,
        ),
        Detector(
            name="label and its clause",
            source="tri-folds: “điểm c. khoản 2”",
            gains="“c.khoản” is c. khoản",
            positive=("c.khoản", "a,Điều"),
            negative=("c.khoa", "ac.khoản"),
            find=_label_and_unit,
        ),
        Detector(
            name="label that opens a line and its text",
            source="lists, whose labels stand close to their text",
            gains="“a)Phạt”, “2.Phạt” are two words each",
            positive=("a)Phạt", "2.Phạt"),
            negative=("a)phạt", "2.HCM"),
            find=_opening_label,
        ),
        Detector(
            name="no space behind a mark",
            source="Nghị định 30/2020/NĐ-CP, Annex V: a space stands behind every mark",
            gains="“quyền,nghĩa”, “định.Các” are two words each",
            positive=("quyền,nghĩa", "định.Các"),
            negative=("TP.HCM", "v.v", "định.các", "sinhvien.epu.edu.vn"),
            find=_at_punctuation,
        ),
    ),
    example=lambda written: GluedWord(written, context_model.load()),
)
