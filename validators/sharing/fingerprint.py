"""Hashes of records: of a whole one, and of what it says.

By the first two sendings are told apart; by the second derivatives know when they are stale, and duplicates are found.
The record lists its files with their SHA-256, so that the hash of all of it covers them too.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from validators.sharing.record import Record


def canonical(record: Record) -> str:
    """The record as JSON: sorted keys, no white space, absent values left out (after RFC 8785, JCS)."""
    return _canonical(record.model_dump(mode="json", exclude_none=True))


def _canonical(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def revision_of(record: Record) -> str:
    """SHA-256 of the canonical record, in hexadecimal: the same for the same record, whoever sends it."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


_LOOKED_UP = ("in_force_from", "expires_on", "amended_by", "replaced_by")


def content_fingerprint(record: Record) -> str:
    """SHA-256 of everything a derivative may say: title, publisher, number, date, description, acts and content.

    Workflow, approval and files are left out: approving a material does not make its poster stale. So is what was
    looked up about an act: another look does not change what the material says.
    """
    said = record.model_dump(
        mode="json",
        exclude_none=True,
        include={"title", "publisher", "number", "date_issued", "description", "legal_basis", "content"},
    )
    for citation in said.get("legal_basis", ()):
        citation.pop("validity", None)
        for name in _LOOKED_UP:
            citation["act"].pop(name, None)
    return hashlib.sha256(_canonical(said).encode("utf-8")).hexdigest()


_SHINGLE = 4
_BUCKETS = 60
_ROWS = 5
_LONG = 1000
_SAMPLED = 3


_REMEMBERED = 100  # signs of a word; longer ones hardly come twice, and remembering them would cost memory
_MOST_REMEMBERED = 20_000  # words, which are few and come again in every material
_codes: dict[str, int] = {}


def _codes_of(words: frozenset[str]) -> dict[str, int]:
    """A number for each of some words, and maybe for others."""
    unknown = words.difference(_codes)
    made = {word: zlib.crc32(word.encode("utf-8")) for word in unknown}
    if len(_codes) + len(made) <= _MOST_REMEMBERED and max(map(len, unknown), default=0) <= _REMEMBERED:
        _codes.update(made)
        return _codes
    return {word: made[word] if word in made else _codes[word] for word in words}


def shingles(words: Sequence[str], distinct: frozenset[str]) -> frozenset[int]:
    """Hashed runs of four words; what near-duplicates share.

    Of long texts every fourth run is taken, chosen by its first word, so that equal passages choose the same runs.

    Args:
        words: Of the text, in order.
        distinct: Each of them once; there may be others too.
    """
    # CRC-32 and the hash of a tuple of whole numbers are quick, and the same in every process.
    codes = _codes_of(distinct)
    marks = list(map(codes.__getitem__, words))
    if len(marks) < _SHINGLE:
        return frozenset(marks)
    runs: Iterable[tuple[int, ...]] = zip(marks, marks[1:], marks[2:], marks[3:], strict=False)
    if len(marks) > _LONG:
        chosen = frozenset(mark for mark in map(codes.__getitem__, distinct) if not mark & _SAMPLED)
        runs = itertools.compress(runs, map(chosen.__contains__, marks))
    return frozenset(map(hash, runs))


def sketch(hashes: Iterable[int]) -> tuple[int, ...]:
    """One-permutation MinHash (Li, Owen, Zhang 2012): the smallest hash of each of 60 buckets; a constant size.

    Empty buckets borrow from the next full one (Shrivastava, Li 2014), so that short texts compare as well.
    """
    # Largest first: the last one written into a bucket is its smallest.
    smallest = {value % _BUCKETS: value for value in sorted(hashes, reverse=True)}
    if not smallest:
        return ()
    for place in range(_BUCKETS - 1, -_BUCKETS - 1, -1):
        if place % _BUCKETS not in smallest and (place + 1) % _BUCKETS in smallest:
            smallest[place % _BUCKETS] = smallest[(place + 1) % _BUCKETS]
    return tuple(smallest[place] for place in range(_BUCKETS))


def bands(sketched: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Twelve bands of five: two texts of similarity 0.85 share one with probability 0.999, of 0.3 with 0.03."""
    return [(start, *sketched[start : start + _ROWS]) for start in range(0, len(sketched), _ROWS)]


def similarity(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Estimated share of common runs (Jaccard) of two sketches."""
    if not first or not second:
        return 0.0
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
