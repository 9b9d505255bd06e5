"""Choosing readings: a Viterbi search over words, each with candidates that differ in marks only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.ocr.after_reading.context.channel import reading_cost
from converters.ocr.after_reading.context.context_model import ContextModel
from converters.ocr.after_reading.context.tokens import BREAK, NUMBER, OTHER
from validators.language.syllables import base_key, is_syllable, tone_key

# Costs are negative natural logarithms of probabilities.
BEAM = 10  # states kept after each word; more change no reading
FARTHEST = 12.0  # cost behind the best state: no later word makes up for that
MAXIMUM_CANDIDATES = 6  # twins of a word that are tried, the likeliest
WORST_CHANGE = 11.0  # cost of a misreading that is not considered
BELOW_UNKNOWN = 2.0  # cost a known syllable in strange company may have beyond that of an unknown one

_CORE = re.compile(r"([^\w]*)([^\W\d_]+)([^\w]*)")
_ENDS_CONTEXT = re.compile(r"[.;:!?]")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much evidence a change needs; natural-logarithm units.

    Attributes:
        change: Cost of any change of a well-formed syllable.
        malformed: The same for a reading that is no Vietnamese syllable.
        name: Added for a capitalised word inside a sentence.
        name_run: Added besides when a neighbour is capitalised too (Nguyễn Thị Mai).
        cut_off: Added for the last word of a run that no punctuation closes: it has no context after it.
        sure: Added in proportion to the engine's confidence above one half.
        not_offered: Added when the engine offered alternatives, and this is none of them.
        offered: Taken off when it is one of them.
        unknown: Cost of a syllable the model has never seen.
        context: Factor on the context model's logarithms.
    """

    change: float = 2.5
    malformed: float = 0.0
    name: float = 3.0
    name_run: float = 3.0
    cut_off: float = 4.0
    sure: float = 1.0
    not_offered: float = 2.0
    offered: float = 1.0
    unknown: float = 13.0
    context: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One word as the engine read it.

    Attributes:
        text: Letters only, or a whole token the search only looks through.
        confidence: 0–1, None when unknown.
        alternatives: The engine's other readings of the whole word, punctuation included.
        ends: True when the context breaks after it.
        inside: True inside a sentence: a capital there suggests a name.
        cut_off: True when it is the last of its run and nothing closes the sentence.
        in_name: True when it and a neighbour are capitalised, wherever in the sentence.
    """

    text: str
    confidence: float | None = None
    alternatives: tuple[str, ...] = ()
    ends: bool = False
    inside: bool = False
    in_name: bool = False
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    token: str
    cost: float
    word: str | None  # lower case; None keeps the reading


@dataclass(frozen=True, slots=True)
class _Trail:
    rest: _Trail | None
    candidate: _Candidate


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    before: str
    previous: str
    trail: _Trail | None


def core_of(text: str) -> tuple[str, str, str] | None:
    """Punctuation before, letters, punctuation after; None when the word is not letters only."""
    match = _CORE.fullmatch(text)
    return (match[1], match[2], match[3]) if match else None


def ends_context(text: str) -> bool:
    """Whether a sentence or clause ends with this punctuation."""
    return _ENDS_CONTEXT.search(text) is not None


def choose(readings: Sequence[Reading], model: ContextModel, weights: Weights) -> list[str]:
    """For each reading the text to use; the same object's text where nothing speaks for a change.

    Args:
        readings: One run of text in reading order.
        model: Syllables in context.
        weights: How much evidence a change needs.
    """
    states = [_State(0.0, BREAK, BREAK, None)]
    for reading in readings:
        states = _step(states, _candidates(reading, model, weights), model, weights)
        if reading.ends:
            states = [_State(state.score, BREAK, BREAK, state.trail) for state in states]
    best = max(states, key=lambda state: state.score)
    return [
        reading.text if candidate.word is None else with_case_of(reading.text, candidate.word)
        for reading, candidate in zip(readings, _unroll(best.trail), strict=True)
    ]


def with_case_of(pattern: str, word: str) -> str:
    """The lower-case word in the pattern's capitals, letter by letter; both have the same length."""
    return "".join(letter.upper() if model.isupper() else letter for model, letter in zip(pattern, word, strict=True))


def _step(states: list[_State], candidates: list[_Candidate], model: ContextModel, weights: Weights) -> list[_State]:
    """All states one word on, the best of each pair of last tokens, the beam's width of them."""
    reached: dict[tuple[str, str], _State] = {}
    for state in states:
        for candidate in candidates:
            score = state.score - candidate.cost
            if candidate.word is not None or candidate.token != OTHER:
                score += weights.context * _context(model, weights, state, candidate.token)
            key = (state.previous, candidate.token)
            if key not in reached or score > reached[key].score:
                reached[key] = _State(score, *key, _Trail(state.trail, candidate))
    best = max(state.score for state in reached.values())
    kept = [state for state in reached.values() if state.score >= best - FARTHEST]
    return sorted(kept, key=lambda state: -state.score)[:BEAM] if len(kept) > BEAM else kept


def _context(model: ContextModel, weights: Weights, state: _State, token: str) -> float:
    if not model.knows(token):
        return -weights.unknown
    return max(model.log_probability(state.before, state.previous, token), -weights.unknown - BELOW_UNKNOWN)


def _unroll(trail: _Trail | None) -> list[_Candidate]:
    found: list[_Candidate] = []
    while trail is not None:
        found.append(trail.candidate)
        trail = trail.rest
    return found[::-1]


def _candidates(reading: Reading, model: ContextModel, weights: Weights) -> list[_Candidate]:
    """The reading itself, and known syllables with the same base letters that the channel could have spoilt to it."""
    text = reading.text
    if any(character.isdigit() for character in text):
        return [_Candidate(NUMBER, 0.0, None)]
    if not text.isalpha():
        return [_Candidate(OTHER, 0.0, None)]
    read = tone_key(text.lower())
    well_formed = is_syllable(read)
    twins = model.twins(read) if _even_case(text) and not _is_sign(read) else []
    if not well_formed and not twins:
        return [_Candidate(OTHER, 0.0, None)]
    stay = _Candidate(read, 0.0 if well_formed else weights.unknown, None)
    base_cost = _change_cost(reading, weights, well_formed=well_formed)
    offered = _offered(reading, read)
    others = (
        _Candidate(twin, base_cost + cost + _offer_cost(offered, twin, weights), twin)
        for twin in twins
        if twin != read and (cost := reading_cost(twin, read)) <= WORST_CHANGE
    )
    return [stay, *sorted(others, key=lambda candidate: candidate.cost)[:MAXIMUM_CANDIDATES]]


def _is_sign(read: str) -> bool:
    """One letter that is more often a label, a bullet or a speck than a word; ở and ý are words."""
    return len(read) == 1 and base_key(read) not in "oy"


def _even_case(text: str) -> bool:
    return text.islower() or text.istitle() or text.isupper()


def _change_cost(reading: Reading, weights: Weights, *, well_formed: bool) -> float:
    cost = weights.change if well_formed else weights.malformed
    if reading.text.istitle():
        cost += (weights.name if reading.inside else 0.0) + (weights.name_run if reading.in_name else 0.0)
    if reading.cut_off and well_formed:
        cost += weights.cut_off
    if reading.confidence is not None:
        cost += weights.sure * 2.0 * (reading.confidence - 0.5)
    return cost


def _offered(reading: Reading, read: str) -> set[str]:
    """The engine's own alternatives that differ from the reading in marks only."""
    base = base_key(read)
    cores = [core[1].lower() for text in reading.alternatives if (core := core_of(text)) is not None]
    return {tone_key(core) for core in cores if base_key(core) == base}


def _offer_cost(offered: set[str], twin: str, weights: Weights) -> float:
    """What the engine's own alternatives say about a candidate; nothing where it offered none."""
    if not offered:
        return 0.0
    return -weights.offered if twin in offered else weights.not_offered
