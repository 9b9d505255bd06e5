"""Hashes of what a material says, so that derivatives know when they are stale and duplicates are found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from validators.sharing.record import Record


def content_fingerprint(record: Record) -> str:
    """SHA-256 of everything a derivative may say: title, publisher, number, date, description, acts and content.

    Workflow, approval and files are left out: approving a material does not make its poster stale.
    """
    said = record.model_dump(
        mode="json",
        exclude_none=True,
        include={"title", "publisher", "number", "date_issued", "description", "legal_basis", "content"},
    )
    for citation in said.get("legal_basis", ()):
        citation.pop("validity", None)
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


_SHINGLE = 4


def shingles(text: str) -> frozenset[int]:
    """Hashed runs of four words, letters only and without case; what near-duplicates share."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    runs = (" ".join(words[start : start + _SHINGLE]) for start in range(max(len(words) - _SHINGLE + 1, 1)))
    return frozenset(_hash(run) for run in runs if run)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8"), digest_size=8).digest(), "big")


def sketch(hashes: Iterable[int], most: int = 128) -> tuple[int, ...]:
    """The smallest hashes (a bottom-k sketch, Broder 1997): a constant size, whatever the text's length."""
    return tuple(sorted(set(hashes))[:most])


def similarity(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Estimated share of common runs (Jaccard) of two sketches."""
    size = min(len(first), len(second))
    if not size:
        return 0.0
    union = sorted(set(first) | set(second))[: max(len(first), len(second))]
    return len(set(union) & set(first) & set(second)) / len(union)
