"""Which reading of a headline holds: several are offered, word by word, and its context decides.

A word may also be one that no reading has, when it differs from one by a letter that bold condensed capitals do not
tell apart: the counter of an O is a slit, so it is read as D, U or 0. Such a word is told by its low confidence.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.context_model import ContextModel
from converters.ocr.after_reading.context.decode import core_of
from converters.ocr.after_reading.context.tokens import BREAK, NUMBER, OTHER
from converters.ocr.engines.protocol import ReadWord
from validators.language.syllables import is_syllable, tone_key
from validators.language.unicode_hygiene import SAME_IN_BOTH_CASES

# Natural logarithms.
UNKNOWN = 13.0  # cost of what is no known syllable
LIKENESS = 3.0  # cost of a letter no reading has
DOUBT = 6.0  # times the lack of confidence of the readings in favour
ROUND = "OUD0QC"  # capitals that a narrow counter makes alike
AGREED = 0.85  # mean confidence of the readings in favour of a syllable, from which nothing else is thought of
USUAL = 1.3  # times as much the reading at the usual width counts: strokes made thin lose their commas
LOW = 0.5  # confidence of a word that no reading has

Read = tuple[ReadWord, ...]


def best_reading(readings: Sequence[Read], model: ContextModel | None = None) -> Read:
    """The words of a headline.

    Args:
        readings: Of the same line, boxes of one crop; the first is the usual one.
        model: Syllables in context; the shipped one by default.
    """
    count = _usual_count(readings)
    fitting = [words for words in readings if len(words) == count]
    if count == 0 or len(fitting) < 2:
        return max(readings, key=_sureness)
    model = model or context_model.load()
    if all(any(_is_capitals(words[place].text) for words in fitting) for place in range(count)):
        fitting = [tuple(_in_capitals(word) for word in words) for words in fitting]
    columns = [_candidates([words[place] for words in fitting]) for place in range(count)]
    return _likeliest(columns, model)


def _is_capitals(text: str) -> bool:
    return not any(map(str.islower, text))


def _in_capitals(word: ReadWord) -> ReadWord:
    """A word of a line of capitals whose small letters are capitals taken for smaller ones: "Số" for "SỐ"."""
    small = [unicodedata.normalize("NFD", sign)[0] for sign in word.text if sign.islower()]
    return replace(word, text=word.text.upper()) if small and SAME_IN_BOTH_CASES.issuperset(small) else word


def _usual_count(readings: Sequence[Read]) -> int:
    """How many words most readings have; each counts as much as it is sure."""
    counts: Counter[int] = Counter()
    for words in readings:
        counts[len(words)] += round(100 * _sureness(words)) + 1
    return counts.most_common(1)[0][0]


def _sureness(words: Read) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _candidates(read: Sequence[ReadWord]) -> list[tuple[ReadWord, float]]:
    """Words that may stand in one place, with their costs."""
    support: Counter[str] = Counter()
    for place, word in enumerate(read):
        support[word.text] += word.confidence * (USUAL if place == 0 else 1.0)  # type: ignore[assignment]
    shown = {word.text: word for word in sorted(read, key=lambda word: word.confidence)}
    found = [
        (replace(word, confidence=support[text] / len(read)), DOUBT * (1 - support[text] / len(read)))
        for text, word in shown.items()
    ]
    for text, word in shown.items():
        share = support[text] / len(read)
        if share >= AGREED and _is_word(text):
            continue
        base = DOUBT * (1 - share) + LIKENESS
        found += [
            (replace(word, text=other, confidence=LOW, alternatives=(text,)), base)
            for other in _alike(text)
            if other not in shown
        ]
    return found


def _is_word(text: str) -> bool:
    core = core_of(text)
    return core is not None and is_syllable(tone_key(core[1].lower()))


def _alike(text: str) -> Iterator[str]:
    """Capitals with one round letter replaced by another, where that makes a syllable."""
    parts = unicodedata.normalize("NFD", text)
    for place, sign in enumerate(parts):
        if sign in ROUND and any(letter.isupper() for letter in parts):
            for other in ROUND:
                made = unicodedata.normalize("NFC", parts[:place] + other + parts[place + 1 :])
                core = core_of(made)
                if other != sign and core is not None and core[1].isupper() and is_syllable(tone_key(core[1].lower())):
                    yield made


def _token(text: str) -> str:
    core = core_of(text)
    if core is None:
        return NUMBER if any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text) else OTHER
    return tone_key(core[1].lower())


def _likeliest(columns: Sequence[Sequence[tuple[ReadWord, float]]], model: ContextModel) -> Read:
    states: dict[tuple[str, str], tuple[float, Read]] = {(BREAK, BREAK): (0.0, ())}
    for column in columns:
        reached: dict[tuple[str, str], tuple[float, Read]] = {}
        for (before, previous), (cost, words) in states.items():
            for word, own in column:
                token = _token(word.text)
                total = cost + own + _surprise(model, before, previous, token)
                key = (previous, token)
                if key not in reached or total < reached[key][0]:
                    reached[key] = (total, (*words, word))
        states = reached
    return min(states.values(), key=lambda state: state[0])[1]


def _surprise(model: ContextModel, before: str, previous: str, token: str) -> float:
    if token == NUMBER:
        return 0.0
    if token == OTHER or not model.knows(token):
        return UNKNOWN
    return min(UNKNOWN, -model.log_probability(before, previous, token))
