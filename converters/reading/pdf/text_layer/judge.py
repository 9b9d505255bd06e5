"""Is a page's text layer to be believed? Judged page by page, before anything is taken from it.

"It has text" says little: scanners lay their own garbage under the picture, signing programs write a stamp's three
lines over an untouched scan, and files of before Unicode hold letters that only their own fonts can show. Each case
gets its verdict, with the reason kept as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from converters.reading.pdf.text_layer.words import RawWord
from validators.language.syllables import is_syllable
from validators.problems import Message, say

FEW_LETTERS = 200  # on a scanned page: less is a stamp, a header, a page number
COVERED_ENOUGH = 0.12  # of the page's height that lines of true text take up, at least
PLAUSIBLE = 0.75  # of the words; the worst born-digital page measured has 0.86, the best garbage layer 0.55
FEW_WORDS = 12  # too few to judge by their share
UNREADABLE = 0.05  # of the characters without a meaning (private use, U+FFFD)

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[A-Za-z]{2,}")
_JUNK = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_MARKED = re.compile(r"[À-ỹ]")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


class LayerKind(StrEnum):
    """What a text layer turned out to be."""

    GOOD = "good"
    EMPTY = "empty"
    NO_TEXT = "no-text"
    STAMP_ONLY = "stamp-only"
    HIDDEN = "hidden-ocr"
    GARBAGE = "garbage"
    UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class PageLook:
    """What is drawn on a page besides text.

    Attributes:
        scan: One image covers the page.
        pictures: Share of the page's area under images, 0–1.
        paths: How many vector shapes there are.
    """

    scan: bool
    pictures: float
    paths: int


@dataclass(frozen=True, slots=True)
class LayerVerdict:
    """Whether to believe a layer, and why."""

    kind: LayerKind
    reason: Message

    @property
    def believed(self) -> bool:
        """Whether the text is taken from the layer; a page with nothing on it is believed to be blank."""
        return self.kind in {LayerKind.GOOD, LayerKind.EMPTY}


def judge_layer(words: Sequence[RawWord], texts: Sequence[str], look: PageLook, height: float) -> LayerVerdict:
    """Judge one page.

    Args:
        words: As the layer has them.
        texts: The same words after conversion from legacy encodings.
        look: What else is on the page.
        height: Of the page, in the points of `words`.
    """
    letters = sum(len(word.text) for word in words)
    if letters == 0:
        return _without_text(look)
    if look.scan:
        return _over_scan(words, texts, letters, height)
    text = " ".join(texts)
    if len(_JUNK.findall(text)) > UNREADABLE * len(text):
        return LayerVerdict(LayerKind.UNMAPPED, say("The fonts of the text layer do not say which letters they draw."))
    share = plausibility(text)
    if share < PLAUSIBLE:
        return LayerVerdict(
            LayerKind.GARBAGE,
            say("The text layer is garbage: only {percent} % of its words can be words.", percent=round(100 * share)),
        )
    if look.pictures > 0.5 and letters < FEW_LETTERS // 4:
        return LayerVerdict(LayerKind.STAMP_ONLY, say("The text layer holds only {number} characters.", number=letters))
    return LayerVerdict(
        LayerKind.GOOD,
        say("The text layer is good: {percent} % of its words can be words.", percent=round(100 * share)),
    )


def _without_text(look: PageLook) -> LayerVerdict:
    if look.scan or look.pictures > 0.02 or look.paths > 40:
        return LayerVerdict(LayerKind.NO_TEXT, say("The page has no text layer."))
    return LayerVerdict(LayerKind.EMPTY, say("The page is blank."))


def _over_scan(words: Sequence[RawWord], texts: Sequence[str], letters: int, height: float) -> LayerVerdict:
    """A page that is one picture: its text is somebody's OCR, a stamp, or (rarely) set over a background."""
    hidden = sum(len(word.text) for word in words if word.style.invisible)
    share = plausibility(" ".join(texts))
    if letters > FEW_LETTERS // 2 and (share < PLAUSIBLE or has_lost_marks(texts)):
        return LayerVerdict(
            LayerKind.GARBAGE,
            say("The text layer is garbage: another program's reading of the scan without Vietnamese letters."),
        )
    if hidden > letters / 2:
        return LayerVerdict(
            LayerKind.HIDDEN, say("The text layer is another program's reading of the scan; it is read anew.")
        )
    if letters < FEW_LETTERS or _covered(words, height) < COVERED_ENOUGH:
        return LayerVerdict(
            LayerKind.STAMP_ONLY,
            say("Only a stamp or header of {number} characters lies over the scan.", number=letters),
        )
    return LayerVerdict(LayerKind.GOOD, say("The text is set over a background picture."))


def has_lost_marks(texts: Sequence[str]) -> bool:
    """Whether a text is Vietnamese whose marks were lost: mostly syllables, and next to none of them marked.

    Written Vietnamese marks 75 to 85 of 100 syllables.
    """
    words = [word for word in _WORD.findall(" ".join(texts)) if len(word) > 1]
    syllables = [word for word in words if is_syllable(word)]
    marked = sum(bool(_MARKED.search(word)) for word in syllables)
    return len(words) >= FEW_WORDS and len(syllables) > 0.4 * len(words) and marked < 0.25 * len(syllables)


def _covered(words: Sequence[RawWord], height: float) -> float:
    """Share of the page's height that lines of text take up."""
    bands = {round(word.foot[1] / max(height, 1.0) * 60) for word in words if len(word.text) > 1}
    return len(bands) / 60


def plausibility(text: str) -> float:
    """Share of the words that can be words: Vietnamese syllables, or Western words in one consistent case.

    A text of few words is given the benefit of the doubt.
    """
    words = _WORD.findall(text)
    if len(words) < FEW_WORDS:
        return 1.0
    good = sum(_weight(word) for word in words if _can_be_word(word))
    return good / sum(map(_weight, words))


def _weight(word: str) -> int:
    # Single letters (points of a list, initials) say nothing; long words say no more than short ones.
    return min(len(word), 4) if len(word) > 1 else 1


def _can_be_word(word: str) -> bool:
    if is_syllable(word) or len(word) == 1:
        return True
    if word.isupper():
        return len(word) <= 12  # abbreviations: UBTVQH, BLĐTBXH
    if _MARKED.search(word):
        return False
    regular = word.islower() or word.istitle()
    return regular and len(word) > 2 and bool(_PLAIN_WORD.fullmatch(word)) and bool(_VOWEL.search(word))
