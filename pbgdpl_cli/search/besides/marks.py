"""A word with marks that next to no text has, where the same letters with other marks stand beside its neighbours.

"bảo hiễm" is a slip for "bảo hiểm", though it could be a syllable; "khiếu lại" stays, for "lại" is a word texts have.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from pbgdpl_cli.search.readings import EXACT, Looking
from pbgdpl_cli.search.words import has_marks, index_form, unmarked
from validators.language.syllables import all_syllables, is_syllable

Words = tuple[str, ...]

FEW = 2  # records: texts have slips, too
RARER = 20  # times: so much more often the letters stand with any marks
_SURE = 40  # records with the letters: of fewer nobody knows that a syllable is no word


def with_other_marks(looking: Looking, words: Words) -> Words:
    """The words with every such slip put right; () where there is none or nothing fits beside its neighbours."""
    mended = list(words)
    for place, word in enumerate(words):
        if _is_slip(looking, word):
            mended[place] = _fitting(looking, mended, place)
    return tuple(mended) if mended != list(words) else ()


def _is_slip(looking: Looking, word: str) -> bool:
    if not has_marks(word) or not word.isalpha():
        return False
    few, letters = (looking.records_with(*one) for one in ((EXACT.table, word), ("search_plain", unmarked(word))))
    return few * RARER < letters if not is_syllable(word) else few <= FEW and letters >= _SURE


def _fitting(looking: Looking, words: Sequence[str], place: int) -> str:
    """The word with those marks that most records have beside a neighbour; itself where none has."""

    def beside(form: str) -> int:
        before = [f"{words[place - 1]} {form}"] if place else []
        after = [f"{form} {words[place + 1]}"] if place + 1 < len(words) else []
        return sum(looking.records_with(EXACT.table, pair) for pair in (*before, *after))

    least = beside(words[place]) * RARER
    forms = _marked().get(unmarked(words[place]), ())
    many, best = max(((beside(form), form) for form in forms), default=(0, ""))
    return best if many > least else words[place]


@functools.cache
def _marked() -> Mapping[str, Sequence[str]]:
    """Letters without marks → every syllable they can be, in index form."""
    forms: dict[str, list[str]] = {}
    for syllable in sorted(set(map(index_form, all_syllables()))):
        forms.setdefault(unmarked(syllable), []).append(syllable)
    return forms
