"""Words an engine ran together: "BANNHÂN", "quyền,nghĩa", "banChỉ"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from converters.ocr.after_reading.context_model import ContextModel
from converters.ocr.after_reading.decode import core_of
from converters.reading.document import Word
from validators.language.syllables import is_syllable, tone_key

SEEN_TOGETHER = 20  # times two parts must have stood side by side in the model's text
SHORTEST, LONGEST = 4, 28
MOST_PARTS = 4

_LABEL_AND_UNIT = re.compile(r"([a-zđ]\d?[.,;])((?i:khoản|điểm|điều)\W*)")
_LETTER_AND_WORD = re.compile(r"([a-zđ])(và|hoặc|khoản)")
_OPENING_LABEL = re.compile(r"([a-zđI|!\]¡jïÏìÌíÍ]\)|\d{1,2}[.)])[-–]?([^\W\d_]{2,}\W*)")
_AT_PUNCTUATION = re.compile(r"(\W*[^\W\d_]+[,;:.])([^\W\d_]+\W*)")


def split_glued(word: Word, model: ContextModel) -> list[Word]:
    """The words in this word; the word itself where nothing proves that it is several."""
    parts = _parts(word.text, model)
    if len(parts) < 2:
        return [word]
    boxes = word.box.divided([len(part) for part in parts]) if word.box else [None] * len(parts)
    return [replace(word.mended(part), box=box, alternatives=()) for part, box in zip(parts, boxes, strict=True)]


def _parts(text: str, model: ContextModel) -> list[str]:
    core = core_of(text)
    if core is None:
        return _at_punctuation(text)
    before, letters, after = core
    if (label := _LETTER_AND_WORD.fullmatch(text)) and not is_syllable(text):
        return [label[1], label[2]]
    if not SHORTEST <= len(letters) <= LONGEST or letters.isascii() or is_syllable(tone_key(letters)):
        return [text]
    cuts = [cuts for cuts in _segmentations(letters) if _belongs_together(cuts, model)]
    if not cuts:
        return [text]
    best = max(cuts, key=lambda parts: (-len(parts), min(_together(parts, model))))
    best[0], best[-1] = before + best[0], best[-1] + after
    return best


def _at_punctuation(text: str) -> list[str]:
    """Two syllables with a mark between and no space; after a full stop the second must begin a sentence."""
    if label := _LABEL_AND_UNIT.fullmatch(text):
        return [label[1], label[2]]
    if (label := _OPENING_LABEL.fullmatch(text)) and label[2][0].isupper() and is_syllable(label[2].rstrip(",.;:")):
        return [label[1], label[2]]
    match = _AT_PUNCTUATION.fullmatch(text)
    if match is None:
        return [text]
    left, right = match.groups()
    first, second = left.strip("“”\"'(").rstrip(",;:."), re.sub(r"\W", "", right)
    if not (is_syllable(first) and is_syllable(second) and len(first) > 1 and len(second) > 1):
        return [text]
    if left.endswith(".") and not (first.islower() and second.istitle()):
        return [text]
    return [left, right]


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


def _belongs_together(parts: list[str], model: ContextModel) -> bool:
    return min(_together(parts, model)) >= SEEN_TOGETHER


def _together(parts: list[str], model: ContextModel) -> list[float]:
    keys = [tone_key(part.lower()) for part in parts]
    return [model.pair_count(first, second) for first, second in pairwise(keys)]
