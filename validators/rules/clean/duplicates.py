"""sạch: duplicates across everything validated in one run. Each material is kept as a small signature, not as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.citations.acts.numbers import number_key
from validators.problems import say
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.fingerprint import bands, shingles, similarity, sketch
from validators.sharing.standing import claims_approval

_ENOUGH = 12
_MOST_IN_BUCKET = 20


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a material to find its like: some hundred bytes, whatever its size."""

    path: str
    finished: bool
    identifier: str
    number: str
    source: str
    sketch: tuple[int, ...]


def signature_of(subject: Subject, path: str) -> Signature | None:
    """The signature of a material, under the path findings name; None where there is no record."""
    record = subject.record
    if record is None:
        return None
    number = ""
    if record.number and record.publisher and record.date_issued:
        number = f"{number_key(record.number)}|{record.publisher.name.casefold()}|{record.date_issued.year}"
    source = next((entry.sha256 for entry in record.files if entry.role == "source"), "")
    hashes = shingles(subject.words, subject.distinct_words)
    return Signature(
        path, claims_approval(record), record.identifier, number, source,
        sketch(hashes) if len(hashes) >= _ENOUGH else (),
    )  # fmt: skip


def _repeated(signatures: Sequence[Signature], name: str) -> Iterator[tuple[Signature, Signature]]:
    first: dict[str, Signature] = {}
    for signature in signatures:
        value = getattr(signature, name)
        if value and first.setdefault(value, signature) is not signature:
            yield signature, first[value]


def identifiers(signatures: Sequence[Signature], _: float) -> Iterator[tuple[Signature, Hit]]:
    """The same identifier twice (NĐ 30/2020, Annex VI: alarm)."""
    for signature, other in _repeated(signatures, "identifier"):
        yield signature, hit("/identifier", other=other.path)


def numbers(signatures: Sequence[Signature], _: float) -> Iterator[tuple[Signature, Hit]]:
    """The same number, organ and year twice (NĐ 30/2020, Annex VI: alarm)."""
    for signature, other in _repeated(signatures, "number"):
        yield signature, hit("/number", other=other.path)


def sources(signatures: Sequence[Signature], _: float) -> Iterator[tuple[Signature, Hit]]:
    """The same source file, byte for byte."""
    for signature, other in _repeated(signatures, "source"):
        yield signature, hit("/files", other=other.path)


def near(signatures: Sequence[Signature], threshold: float) -> Iterator[tuple[Signature, Hit]]:
    """Nearly the same text. Only those that share a band are compared, so that the work stays near linear."""
    buckets: dict[tuple[int, ...], list[Signature]] = defaultdict(list)
    for signature in signatures:
        keys = bands(signature.sketch)
        rivals = {id(other): other for key in keys for other in buckets.get(key, ())}
        best = max(
            ((similarity(signature.sketch, other.sketch), other.path) for other in rivals.values()), default=(0.0, "")
        )
        if best[0] >= threshold:
            yield signature, hit("/content", other=best[1], share=round(best[0] * 100))
        for key in keys:
            if len(buckets[key]) < _MOST_IN_BUCKET:
                buckets[key].append(signature)


def _across(subject: Subject) -> Iterator[Hit]:
    """Found by looking at all materials together; one alone has no duplicate."""
    del subject
    return iter(())


_KEEP_ONE = say("Keep one of them; withdraw the other.")

RULES = (
    Rule("SACH340", "duplicate-identifier", ERROR, ERROR,
         say("“{other}” has the same identifier."), PBGDPL_LAW, _KEEP_ONE,
         _across),
    Rule("SACH341", "duplicate-number", ERROR, WARNING,
         say("“{other}” has the same number, organ and year."), PBGDPL_LAW,
         _KEEP_ONE, _across),
    Rule("SACH342", "duplicate-source", WARNING, WARNING, say("“{other}” was made from the same file."), PBGDPL_LAW,
         _KEEP_ONE, _across),
    Rule("SACH343", "near-duplicate", WARNING, WARNING, say("“{other}” says nearly the same ({share} %)."), PBGDPL_LAW,
         _KEEP_ONE, _across),
)  # fmt: skip
SEARCHES = {"SACH340": identifiers, "SACH341": numbers, "SACH342": sources, "SACH343": near}
