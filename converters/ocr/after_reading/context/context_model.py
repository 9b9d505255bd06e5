"""The context model: how likely a syllable is after the two before it, in Vietnamese legal texts.

On disk: an LZMA stream of the vocabulary, then the counts of single syllables, pairs and triples. Keys are the indexes
of a run packed into one integer, sorted, stored as differences byte plane by byte plane (equal high bytes pack to
almost nothing); counts are kept on a logarithmic scale in one byte. In memory: sorted arrays searched by bisection, so
the model stays small and loads in the time it takes to unpack it.
"""

from __future__ import annotations

import lzma
import math
import struct
from array import array
from bisect import bisect_left
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from converters.ocr.after_reading.context.tokens import CLASSES, OTHER
from validators.language.syllables import base_key

BITS = 13  # a vocabulary index; 8,192 syllables are more than Vietnamese uses
STEPS = 8  # of the logarithmic count scale, per doubling
MODEL_FILE = "legal_vi.model"
MAGIC = b"VILM1\n"

# Dirichlet smoothing: how many imagined events the shorter context adds to the longer, and the least share it keeps
# (rare runs were pruned from the counts, so even a frequent context has not shown everything that can follow it).
PAIR_SMOOTHING = 30.0
TRIPLE_SMOOTHING = 20.0
SHORTER_SHARE = 0.03

_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}]
Keys = npt.NDArray[np.uint64]


class ContextModel:
    """Log-probabilities of syllables in context, and the syllables that share base letters."""

    def __init__(
        self, vocabulary: list[str], singles: Keys, pairs: tuple[Keys, Keys], triples: tuple[Keys, Keys]
    ) -> None:
        self.index = {word: place for place, word in enumerate(vocabulary)}
        self._other = self.index[OTHER]
        self._total = float(singles.sum())
        self._singles = [float(count) for count in singles]
        self._pair_keys, self._pair_counts = _plain(*pairs)
        self._triple_keys, self._triple_counts = _plain(*triples)
        self._twins: dict[str, list[str]] = {}
        for word in vocabulary[len(CLASSES) :]:
            self._twins.setdefault(base_key(word), []).append(word)
        self._probability = lru_cache(maxsize=1 << 16)(self._compute)

    @property
    def total(self) -> float:
        """How many syllables the counts are of."""
        return self._total

    def twins(self, word: str) -> list[str]:
        """Known syllables with the same base letters (lower case, older tone placement), most frequent first."""
        return self._twins.get(base_key(word), [])

    def knows(self, word: str) -> bool:
        """Whether the syllable is in the vocabulary."""
        return word in self.index

    def single_count(self, word: str) -> float:
        """How often the syllable was seen."""
        return self._singles[self.index[word]] if word in self.index else 0.0

    def pair_count(self, first: str, second: str) -> float:
        """How often the two were seen one after the other (on the logarithmic scale's grid)."""
        a, b = self.index.get(first), self.index.get(second)
        return 0.0 if a is None or b is None else _count(self._pair_keys, self._pair_counts, a << BITS | b)

    def log_probability(self, before: str, previous: str, word: str) -> float:
        """Natural logarithm of P(word | before previous)."""
        get, other = self.index.get, self._other
        return self._probability(get(before, other), get(previous, other), get(word, other))

    def _compute(self, before: int, previous: int, word: int) -> float:
        single = (self._singles[word] + 0.5) / self._total
        key = previous << BITS | word
        pair = _mix(_count(self._pair_keys, self._pair_counts, key), self._singles[previous], single, PAIR_SMOOTHING)
        triple = _count(self._triple_keys, self._triple_counts, before << 2 * BITS | key)
        context = _count(self._pair_keys, self._pair_counts, before << BITS | previous)
        return math.log(_mix(triple, max(context, triple), pair, TRIPLE_SMOOTHING))


def _mix(count: float, context: float, shorter: float, smoothing: float) -> float:
    """Counted probability mixed with the shorter context's; the rarer the context, the more of the latter."""
    share = max(smoothing / (context + smoothing), SHORTER_SHARE)
    counted = min(count / context, 1.0) if context else 0.0
    return (1.0 - share) * counted + share * shorter


def pack(vocabulary: list[str], singles: Keys, pairs: tuple[Keys, Keys], triples: tuple[Keys, Keys]) -> bytes:
    """The model as a file's bytes."""
    words = "\n".join(vocabulary).encode("utf-8")
    body = [struct.pack("<4I", len(words), len(vocabulary), len(pairs[0]), len(triples[0])), words, _quantise(singles)]
    for keys, counts in (pairs, triples):
        body += [_planes(keys), _quantise(counts)]
    return MAGIC + lzma.compress(b"".join(body), format=lzma.FORMAT_RAW, filters=_FILTERS)


def unpack(data: bytes) -> ContextModel:
    """The model of a file's bytes.

    Raises:
        ValueError: It is no model of this version.
    """
    if not data.startswith(MAGIC):
        raise ValueError("not a context model")
    body = lzma.decompress(data[len(MAGIC) :], format=lzma.FORMAT_RAW, filters=_FILTERS)
    text_length, size, *lengths = struct.unpack_from("<4I", body)
    place = 16 + text_length
    vocabulary = body[16:place].decode("utf-8").split("\n")
    singles = _restore(body[place : place + size])
    place += size
    tables = []
    for length in lengths:
        keys = _join(body[place : place + 5 * length], length)
        place += 5 * length
        tables.append((keys, _restore(body[place : place + length])))
        place += length
    return ContextModel(vocabulary, singles, tables[0], tables[1])


@lru_cache(maxsize=1)
def load() -> ContextModel:
    """The model shipped with the program; read once."""
    return unpack(resources.files(__package__).joinpath(MODEL_FILE).read_bytes())


def _plain(keys: Keys, counts: Keys) -> tuple[array[int], array[int]]:
    """Arrays that bisection in plain Python reads fastest."""
    plain_keys, plain_counts = array("Q"), array("Q")
    plain_keys.frombytes(keys.astype(np.uint64).tobytes())
    plain_counts.frombytes(counts.astype(np.uint64).tobytes())
    return plain_keys, plain_counts


def _count(keys: array[int], counts: array[int], key: int) -> float:
    place = bisect_left(keys, key)
    return float(counts[place]) if place < len(keys) and keys[place] == key else 0.0


def _planes(keys: Keys) -> bytes:
    """Differences of sorted keys (under 40 bits), lowest bytes of all first."""
    steps = np.diff(keys, prepend=np.uint64(0)).astype("<u8")
    return steps.view(np.uint8).reshape(-1, 8)[:, :5].T.tobytes()


def _join(planes: bytes, length: int) -> Keys:
    steps = np.zeros((length, 8), dtype=np.uint8)
    steps[:, :5] = np.frombuffer(planes, dtype=np.uint8).reshape(5, length).T
    return np.cumsum(steps.view("<u8").ravel(), dtype=np.uint64)


def _quantise(counts: Keys) -> bytes:
    scaled = np.rint(np.log2(np.maximum(counts, 1).astype(np.float64)) * STEPS)
    return bytes(np.minimum(scaled, 255).astype(np.uint8))


def _restore(scaled: bytes) -> Keys:
    return np.rint(np.exp2(np.frombuffer(scaled, dtype=np.uint8) / STEPS)).astype(np.uint64)
