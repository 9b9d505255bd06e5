"""Words that nothing supports where they stand: another of like shape is far more usual there, or none is known.

After-reading changes marks only, and only on strong evidence. What it leaves may still be wrong without looking so:
"đăng lý xe" is three good syllables. Such a word is a doubt, never a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.context_model import ContextModel
from converters.ocr.after_reading.context.decode import core_of, ends_context, with_case_of
from converters.ocr.after_reading.context.lookalikes import lookalikes
from converters.ocr.after_reading.context.tokens import BREAK, NUMBER, OTHER, token_of
from converters.reading.boxes import Box
from converters.reading.document import Flag, Line, Page, Word
from validators.language.syllables import base_key, is_syllable, tone_key
from validators.problems import Message, say

# Natural logarithms of probabilities, on texts of laws, lectures and forms: at 6 every seventh page of clean text has
# a doubt (half of them misprints), and seven of eight words with one letter misread are found.
FAR_LIKELIER = 6.0  # how much likelier the other word is in its place, the misreading's cost counted against it
COST_SHARE = 0.5  # of the misreading's cost that is counted: a doubt needs less evidence than a change
MALFORMED = 13.0  # cost of what is no syllable
EXPECTED = -FAR_LIKELIER  # logarithm of a word and its surroundings that nothing can be so much likelier than
MISPRINTS = 200.0  # times rarer a pair is than one with a like word: the model's texts hold misprints of their own
SEEN = 20.0  # times the other word stood beside one of its neighbours in the model's texts
HARD_TO_READ = 0.8  # calibrated confidence under which a word that was never seen in such company is a doubt
SHORTEST = 2  # letters: one alone is a label or a unit
VOWELS = "aeiouy"  # what has none is a unit or an abbreviation: "kg", "bc"
_SPECK = re.compile(r"\W*([^\W\d_]{2,7})\.([a-zđ][^\W\d_]{1,6})\W*")  # a syllable has at most seven letters
_JOINED = re.compile(r"\W*([^\W\d_]+(?:[/-][^\W\d_]+)+)\W*")  # "đồng/lần"
_UNTOLD = frozenset((BREAK, NUMBER, OTHER))


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that follow one another, as tokens of the model; `places` says where each word's token is."""

    words: Sequence[Word]
    tokens: Sequence[str]
    places: Sequence[int]


def with_word_doubts(page: Page, model: ContextModel | None = None) -> Page:
    """The page with a flag for each word that its surroundings do not support.

    Args:
        page: As read, corrected and read again: what is flagged already is not flagged twice.
        model: Syllables in context; the shipped one by default.
    """
    known = model or context_model.load()
    flagged = [flag.box for flag in page.flags if flag.box is not None and flag.text]
    flags = [
        _flag(page, word, *doubt)
        for run in map(_run, _runs(page))
        for index, word in enumerate(run.words)
        if not _is_in(word, flagged) and (doubt := _doubt(run, index, known)) is not None
    ]
    return replace(page, flags=(*page.flags, *flags)) if flags else page


def _runs(page: Page) -> Iterator[list[Word]]:
    """Words that follow one another: of a block, or of a table's cell."""
    for block in page.flow:
        parts: Sequence[Sequence[Line]] = [cell.lines for cell in block.cells] or [block.lines]
        yield from ([word for line in lines for word in line.words] for lines in parts)


def _run(words: Sequence[Word]) -> _Run:
    tokens, places = [BREAK, BREAK], []
    for word in words:
        before, letters, after = core_of(word.text) or ("", word.text, word.text[-1:])
        tokens += [BREAK] * ends_context(before)
        places.append(len(tokens))
        tokens += [_token(letters), *[BREAK] * ends_context(after)]
    return _Run(words, [*tokens, BREAK, BREAK], places)


def _token(letters: str) -> str:
    if letters.isalpha():
        return token_of(letters)
    return NUMBER if any(sign.isdigit() for sign in letters) else OTHER


def _doubt(run: _Run, index: int, model: ContextModel) -> tuple[Message, tuple[str, ...]] | None:
    """Why a word is doubtful, and what else it may be; None when it is not."""
    word = run.words[index]
    core = core_of(word.text)
    if core is None and (parted := _parted(word.text, model)) is not None:
        return say("“{other}” is far more usual in this place.", other=parted), ()
    is_hard = (word.confidence or 1.0) < HARD_TO_READ
    if core is None and is_hard and (joined := _JOINED.fullmatch(word.text)) is not None:
        return _HARD if any(map(_is_no_word, re.split("[/-]", joined[1]))) else None
    if core is None or len(core[1]) < SHORTEST or _may_be_name(run.words, index):
        return None
    other = _likelier(run, index, tone_key(core[1].lower()), model)
    if other is not None:
        text = core[0] + with_case_of(core[1], other) + core[2]
        return say("“{other}” is far more usual in this place.", other=text), (text,)
    return _HARD if is_hard and _is_unseen(run, index, core[1], model) else None


_HARD = say("It was hard to read, and is no usual word in this place."), ()


def _parted(text: str, model: ContextModel) -> str | None:
    """Two words with a speck read as a full stop between them; after one that was printed a capital would stand."""
    match = _SPECK.fullmatch(text)
    if match is None or not all(map(is_syllable, match.groups())):
        return None
    first, second = (tone_key(part.lower()) for part in match.groups())
    return " ".join(match.groups()) if model.pair_count(first, second) >= SEEN else None


def _may_be_name(words: Sequence[Word], index: int) -> bool:
    """Two capitalised words in a row: of names the model knows nothing."""
    capitals = [
        0 <= place < len(words) and (core := core_of(words[place].text)) is not None and core[1].istitle()
        for place in (index - 1, index, index + 1)
    ]
    return capitals[1] and (capitals[0] or capitals[2])


def _likelier(run: _Run, index: int, read: str, model: ContextModel) -> str | None:
    """A word of like shape that is far likelier in a word's place, the likeliest; None when there is none."""
    place = run.places[index]
    before, after = run.tokens[place - 1], run.tokens[place + 1]
    if before in _UNTOLD and after in _UNTOLD:
        return None
    penalty = 0.0 if is_syllable(read) and model.knows(read) else MALFORMED
    if not penalty and _score(run.tokens, place, read, model, alone=True) >= EXPECTED:
        return None
    scored = (
        (_gain(run.tokens, place, other, model) + penalty - COST_SHARE * cost, other)
        for other, cost in lookalikes(read, model)
        if _is_seen(before, other, after, model)
    )
    gain, other = max(scored, default=(0.0, ""))
    return other if gain > FAR_LIKELIER else None


def _gain(tokens: Sequence[str], place: int, other: str, model: ContextModel) -> float:
    """How much likelier another word is in a word's place."""
    before, read = tokens[place - 1], tokens[place]
    misprint = model.pair_count(before, read) * MISPRINTS < model.pair_count(before, other)
    own = _score(tokens, place, read, model, alone=misprint)
    return _score(tokens, place, other, model) - own


def _score(tokens: Sequence[str], place: int, word: str, model: ContextModel, *, alone: bool = False) -> float:
    """Logarithm of the probability of a word and of the two after it; `alone`: what is before it says nothing of them.

    A misprint is followed by what follows the right word, so after it everything seems to be in order.
    """
    far, before, after, next_one = (tokens[place + step] for step in (-2, -1, 1, 2))
    score = model.log_probability(far, before, word) + model.log_probability(BREAK if alone else before, word, after)
    return score if after == BREAK else score + model.log_probability(word, after, next_one)


def _is_seen(before: str, word: str, after: str, model: ContextModel) -> bool:
    return (before not in _UNTOLD and model.pair_count(before, word) >= SEEN) or (
        after not in _UNTOLD and model.pair_count(word, after) >= SEEN
    )


def _is_unseen(run: _Run, index: int, letters: str, model: ContextModel) -> bool:
    """Whether a word is none, or was never seen beside either of two neighbours."""
    read = tone_key(letters.lower())
    if not is_syllable(read):
        return _is_no_word(letters)
    before, after = (run.tokens[run.places[index] + step] for step in (-1, 1))
    if before in _UNTOLD or after in _UNTOLD:
        return False
    return not model.pair_count(before, read) and not model.pair_count(read, after)


def _is_no_word(letters: str) -> bool:
    """Whether letters are neither a syllable nor what abbreviates words."""
    read = tone_key(letters.lower())
    return not (is_syllable(read) or letters.isupper()) and any(letter in VOWELS for letter in base_key(read))


def _is_in(word: Word, boxes: Sequence[Box]) -> bool:
    """Whether a word stands in a place that is doubted already, or has no place that could be shown."""
    box = word.box
    return box is None or any(box.gap_across(other) < 0 and box.gap_down(other) < 0 for other in boxes)


def _flag(page: Page, word: Word, reason: Message, candidates: tuple[str, ...]) -> Flag:
    return Flag(page.number, word.box, -1, -1, word.text, candidates, "word", reason)
