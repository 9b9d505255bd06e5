"""Slips of the keyboard: "boa luc", "dinhh", "datdai", "ddaats" typed with no Vietnamese input method.

Only for a question that finds nothing. Where marks were typed, a word that is a Vietnamese syllable is right and stays.
What is tried is one slip away (a letter too many, too few, another, two changed places, a blank left out), is a word of
the index, and is taken only when the words together then stand somewhere one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from string import ascii_lowercase

from pbgdpl_cli.search.matching import near, phrase
from pbgdpl_cli.search.readings import EXACT, Looking
from pbgdpl_cli.search.words import has_marks, unmarked
from validators.language.syllables import is_syllable, unmarked_syllables

_FEWEST_LETTERS = 3
_MOST_LETTERS = 18  # three syllables without their blanks
_MOST_READINGS = {1: 8, 2: 4, 3: 2}  # of one word, by how many words it is read as
_MOST_TRIED = 64  # of all words together
_MANY = 50  # records
_FEW = 2  # records
_SHORT = 4  # words of a question that are all tried
_ONE_WORD = 2  # syllables: nearness of two proves nothing
_TELEX = {"aa": "a", "ee": "e", "oo": "o", "dd": "d", "aw": "a", "ow": "o", "uw": "u", "w": "u"}
_TELEX_TONES = "sfrxj"

Words = tuple[str, ...]


def has_slips(looking: Looking, words: Words) -> bool:
    """Whether a word is so rare, and so unlike any syllable, that the texts rather have the same slip."""
    return any(
        word.isalpha()
        and unmarked(word) not in unmarked_syllables()
        and looking.records_with(EXACT.table, word) <= _FEW
        for word in words
    )


def repaired(looking: Looking, words: Sequence[str]) -> Words:
    """The words without marks, slips mended so that they are found together; () when no mending helps."""
    marks = any(map(has_marks, words))
    plain = tuple(map(unmarked, words))
    may_change = [not (marks and (is_syllable(word) or looking.is_known(word))) for word in words]
    must_change = [
        place for place, word in enumerate(plain) if may_change[place] and not looking.is_known(word, marks=False)
    ]
    if must_change:  # all of them, and no other
        choices = [_nearest(looking, plain[place]) for place in must_change]
        changes = (dict(zip(must_change, chosen, strict=True)) for chosen in product(*choices))
    else:  # one of those that may be meant otherwise
        places = [place for place in _out_of_place(looking, plain) if may_change[place]]
        changes = ({place: chosen} for place in places for chosen in _nearest(looking, plain[place]))
    return _best(looking, [_changed(plain, change) for change in islice(changes, _MOST_TRIED)])


def _out_of_place(looking: Looking, words: Words) -> list[int]:
    """Where a long question has a word that no record has beside a neighbour; all places of a short question.

    To try every word of a sentence costs as many looks as it has words, each for all of them.
    """
    if len(words) <= _SHORT:
        return list(range(len(words)))
    stand = [looking.is_known(" ".join(pair), marks=False) for pair in pairwise(words)]
    return [place for place, sides in enumerate(zip([False, *stand], [*stand, False], strict=True)) if not any(sides)]


def _changed(words: Words, change: Mapping[int, Words]) -> Words:
    return tuple(word for place, one in enumerate(words) for word in change.get(place, (one,)))


def _nearest(looking: Looking, word: str) -> list[Words]:
    """What a word may have been meant for: one word before two before three, frequent ones first."""
    if len(word) > _MOST_LETTERS or not word.isascii() or not word.isalpha():
        return []
    meant: dict[Words, int] = {}
    for words in _meant(word):
        counts = [looking.records_with("search_plain", one) for one in words]
        if min(counts):
            meant[words] = min(counts)
    nearest: list[Words] = []
    for many, most in _MOST_READINGS.items():
        readings = [words for words in meant if len(words) == many]
        nearest += sorted(readings, key=lambda words: (-meant[words], words))[:most]
    return nearest


def _meant(word: str) -> Iterator[Words]:
    if len(word) < _FEWEST_LETTERS:  # a slip in so short a word leaves nothing to know it by, but two changed places
        yield (word[::-1],)
        return
    yield from _untelexed(word)
    yield from _parted(word)
    yield from ((edit,) for edit in _edits(word) & unmarked_syllables())


def _best(looking: Looking, tried: Sequence[Words]) -> Words:
    """Of the readings whose words stand together, the most frequent; () when none do."""
    for express in (phrase, near):
        several = [words for words in tried if express is phrase or len(words) > _ONE_WORD]
        finds = ((len(looking.glance("search_plain", express(words), words, _MANY)), words) for words in several)
        many, words = max(finds, default=(0, ()))
        if many:
            return words
    return ()


def _edits(word: str) -> set[str]:
    """Every word one slip away."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    deleted = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    added = {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return (deleted | swapped | changed | added) - {word}


def _parted(word: str) -> Iterator[Words]:
    """The blank that was left out, or two of them."""
    for first in range(1, len(word)):
        yield word[:first], word[first:]
        for second in range(first + 1, len(word)):
            yield word[:first], word[first:second], word[second:]


def _untelexed(word: str) -> Iterator[Words]:
    """What the Telex method would have made of it, without marks: "ddaats" → "dat"."""
    bare = word[:-1] if word[-1] in _TELEX_TONES else word
    for keys, letter in _TELEX.items():
        bare = bare.replace(keys, letter)
    if bare != word:
        yield (bare,)
        yield from ((bare[:place] + bare[place + 1 :],) for place, letter in enumerate(bare) if letter in _TELEX_TONES)
