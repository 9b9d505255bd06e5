"""Slips of the keyboard: "boa luc", "dinhh", "datdai", "ddaats" typed with no Vietnamese input method.

Only for a question that finds nothing. Where marks were typed, a word that is a Vietnamese syllable is right and stays.
What is tried is one slip away (a letter too many, too few, another, two changed places, a blank left out), is a word of
the index, and is taken only when the words together then stand somewhere one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from sqlite3 import Connection
from string import ascii_lowercase

from pbgdpl_cli.search.matching import near, phrase
from pbgdpl_cli.search.readings import is_known, records_with
from pbgdpl_cli.search.words import has_marks, unmarked
from validators.language.syllables import is_syllable

_FEWEST_LETTERS = 3
_MOST_LETTERS = 18  # three syllables without their blanks
_MOST_READINGS = {1: 8, 2: 4, 3: 2}  # of one word, by how many words it is read as
_MOST_TRIED = 256  # of all words together
_MANY = 50  # records
_ONE_WORD = 2  # syllables: nearness of two proves nothing
_TELEX = {"aa": "a", "ee": "e", "oo": "o", "dd": "d", "aw": "a", "ow": "o", "uw": "u", "w": "u"}
_TELEX_TONES = "sfrxj"

Words = tuple[str, ...]


def repaired(connection: Connection, words: Sequence[str]) -> Words:
    """The words without marks, slips mended so that they are found together; () when no mending helps."""
    marks = any(map(has_marks, words))
    right = [marks and (is_syllable(word) or is_known(connection, word)) for word in words]
    known = [is_known(connection, unmarked(word), marks=False) for word in words]
    known = [one or other for one, other in zip(known, right, strict=True)]
    for stay in (known, right) if not all(known) else (right,):
        if all(stay):
            continue
        choices = [
            [(unmarked(word),)] if stays else list(_nearest(connection, unmarked(word)))
            for word, stays in zip(words, stay, strict=True)
        ]
        if best := _best(connection, choices):
            return best
    return ()


def _nearest(connection: Connection, word: str) -> Iterator[Words]:
    """The word itself, then what it may have been meant for: one word before two before three, frequent ones first."""
    yield (word,)
    if len(word) > _MOST_LETTERS or not word.isascii() or not word.isalpha():
        return
    meant: dict[Words, int] = {}
    for words in _meant(word):
        counts = [records_with(connection, "search_plain", one) for one in words]
        if min(counts):
            meant[words] = min(counts)
    for many, most in _MOST_READINGS.items():
        readings = [words for words in meant if len(words) == many]
        yield from sorted(readings, key=lambda words: (-meant[words], words))[:most]


def _meant(word: str) -> Iterator[Words]:
    if len(word) < _FEWEST_LETTERS:  # a slip in so short a word leaves nothing to know it by, but two changed places
        yield (word[::-1],)
        return
    yield from _untelexed(word)
    yield from _parted(word)
    yield from ((edit,) for edit in _edits(word))


def _best(connection: Connection, choices: Sequence[Sequence[Words]]) -> Words:
    """Of the choices whose words stand together, the one that changes the fewest words; of those, the most frequent."""
    tried = []
    for parts in product(*(enumerate(readings) for readings in choices)):
        changed = sum(place > 0 for place, _ in parts)
        tried.append((changed, tuple(word for _, part in parts for word in part)))
        if len(tried) == _MOST_TRIED:
            break
    for express in (phrase, near) if len(choices) > _ONE_WORD else (phrase,):
        for changed in sorted({changed for changed, _ in tried}):
            least = [words for many, words in tried if many == changed]
            many, words = max((_finds(connection, express(words)), words) for words in least)
            if many:
                return words
    return ()


def _finds(connection: Connection, expression: str) -> int:
    """How many records an expression finds, counted to as many as tell a common reading from a rare one."""
    counted = "SELECT count(*) FROM (SELECT 1 FROM search_plain WHERE search_plain MATCH ? LIMIT ?)"
    return int(connection.execute(counted, (expression, _MANY)).fetchone()[0])


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
