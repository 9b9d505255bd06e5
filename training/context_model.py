"""Counts the context model from a text: `python -m training.context_model CORPUS OUT`.

CORPUS is plain NFC text, one paragraph a line, optionally .xz. Legal texts on the web come from OCR in part, so the
corpus misspells the very words the model must put right ("chính quyên"). An n-gram that is rare beside a twin with the
same base letters is taken for such noise and dropped, if an engine could well read the twin as it: a letter loses marks
often and seldom gains one, so "các cổng" is no misreading of "các công".
"""

from __future__ import annotations

import lzma
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from converters.ocr.after_reading.context.channel import reading_cost
from converters.ocr.after_reading.context.context_model import BITS, pack
from converters.ocr.after_reading.context.tokens import BREAK, CLASSES, OTHER, tokens_of
from validators.language.syllables import base_key

MINIMUM_SYLLABLE = 8
MINIMUM_PAIR = 3
MINIMUM_TRIPLE = 10
NOISE_COUNT = 100
NOISE_RATIO = 20
NOISE_COST = 5.2  # of the channel: what it finds less likely is another word, not a misreading

Keys = npt.NDArray[np.uint64]


def main(arguments: list[str]) -> int:
    """Build the model file; returns the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("python -m training.context_model CORPUS OUT\n")
        return 2
    corpus, out = map(Path, arguments)
    out.write_bytes(build(corpus))
    return 0


def build(corpus: Path) -> bytes:
    """The packed model of a text."""
    vocabulary = count_syllables(corpus)
    stream = encode(corpus, {word: index for index, word in enumerate(vocabulary)})
    singles = np.bincount(stream, minlength=len(vocabulary)).astype(np.uint64)
    tables = [
        drop_noise(*count_runs(stream, 2, MINIMUM_PAIR), vocabulary, 2),
        drop_noise(*count_runs(stream, 3, MINIMUM_TRIPLE), vocabulary, 3),
    ]
    return pack(vocabulary, singles, *tables)


def lines_of(corpus: Path) -> Iterator[str]:
    """The corpus, line by line."""
    with (
        lzma.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".xz" else corpus.open(encoding="utf-8") as stream
    ):
        yield from stream


def count_syllables(corpus: Path) -> list[str]:
    """The classes, then the syllables that occur often enough, most frequent first; as many as an index can name."""
    counts = Counter[str]()
    for line in lines_of(corpus):
        counts.update(tokens_of(line))
    often = [word for word, count in counts.most_common() if count >= MINIMUM_SYLLABLE and word not in CLASSES]
    return [*CLASSES, *often][: 1 << BITS]


def encode(corpus: Path, indexes: dict[str, int]) -> npt.NDArray[np.uint16]:
    """The whole corpus as vocabulary indexes, a break at each line's end."""
    stream = array("H", [indexes[BREAK]])
    other = indexes[OTHER]
    for line in lines_of(corpus):
        stream.extend(indexes.get(token, other) for token in tokens_of(line))
        stream.append(indexes[BREAK])
    return np.frombuffer(stream, dtype=np.uint16)


def count_runs(stream: npt.NDArray[np.uint16], length: int, minimum: int) -> tuple[Keys, Keys]:
    """Runs of `length` tokens that occur at least `minimum` times: sorted keys and counts.

    Triples that end in a class say nothing about syllables and are left out; such pairs are the contexts of triples.
    """
    keys = np.zeros(len(stream) - length + 1, dtype=np.uint64)
    for place in range(length):
        keys = (keys << np.uint64(BITS)) | stream[place : place + len(keys)].astype(np.uint64)
    unique, counts = np.unique(keys, return_counts=True)
    last = unique & np.uint64((1 << BITS) - 1)
    keep = (counts >= minimum) & ((length == 2) | (last >= len(CLASSES)))
    return unique[keep], counts[keep].astype(np.uint64)


def base_ids(vocabulary: list[str]) -> npt.NDArray[np.uint64]:
    """For each syllable the number of its base letters, so that twins share a number."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(base_key(word), len(numbers)) for word in vocabulary], dtype=np.uint64)


def drop_noise(keys: Keys, counts: Keys, vocabulary: list[str], length: int) -> tuple[Keys, Keys]:
    """Without the runs that are rare beside a twin they may be misread from.

    Rare is at most NOISE_COUNT and under 1/NOISE_RATIO of the twin.
    """
    bases = base_ids(vocabulary)
    mask = np.uint64((1 << BITS) - 1)
    group = np.zeros(len(keys), dtype=np.uint64)
    for place in reversed(range(length)):
        group = (group << np.uint64(BITS)) | bases[(keys >> np.uint64(BITS * place)) & mask]
    _, place_of = np.unique(group, return_inverse=True)
    ascending = np.argsort(counts, kind="stable")
    strongest = np.zeros(int(place_of.max(initial=0)) + 1, dtype=np.int64)
    strongest[place_of[ascending]] = ascending  # the last one written is the most frequent
    twins = strongest[place_of]
    # A class before a syllable says too little to tell noise from a rare word: "# tầng" is no misreading of "# tăng".
    before = (keys >> np.uint64(BITS)) & mask
    keep = (before < len(CLASSES)) | (counts > NOISE_COUNT) | (counts * np.uint64(NOISE_RATIO) >= counts[twins])
    for index in np.flatnonzero(~keep).tolist():
        printed, read = (_words(int(keys[at]), vocabulary, length) for at in (twins[index], index))
        keep[index] = sum(map(reading_cost, printed, read)) > NOISE_COST
    return keys[keep], counts[keep]


def _words(key: int, vocabulary: list[str], length: int) -> list[str]:
    return [vocabulary[key >> BITS * place & (1 << BITS) - 1] for place in reversed(range(length))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
