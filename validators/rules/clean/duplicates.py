"""sạch: duplicates across everything validated in one run. Each material is kept as a small digest, not as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.citations.acts.numbers import number_key
from validators.problems import Passing, say
from validators.rules.correct.waiving import Held, held_waivers
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.fingerprint import bands, shingles, similarity, sketch
from validators.sharing.standing import Standing, claims_approval

_ENOUGH = 12
_MOST_IN_BUCKET = 20


@dataclass(frozen=True, slots=True)
class MaterialDigest:
    """What is kept of a material so that duplicates of it can be found: some hundred bytes, whatever its size."""

    path: str
    finished: bool
    identifier: str
    number: str
    source: str
    sketch: tuple[int, ...]
    waivers: tuple[Held, ...] = ()


def digest_of(subject: Subject, path: str) -> MaterialDigest | None:
    """The digest of a material, under the path findings name; None where there is no record."""
    record = subject.record
    if record is None:
        return None
    if record.standing is Standing.WITHDRAWN:  # it stands in nobody's way, but its identifier remains taken
        return MaterialDigest(path, False, record.identifier, "", "", ())
    number = ""
    if record.number and record.publisher and record.date_issued:
        number = f"{number_key(record.number)}|{record.publisher.name.casefold()}|{record.date_issued.year}"
    source = next((entry.sha256 for entry in record.files if entry.role == "source"), "")
    hashes = shingles(subject.words, subject.prose.searched.words)
    return MaterialDigest(
        path, claims_approval(record), record.identifier, number, source,
        sketch(hashes) if len(hashes) >= _ENOUGH else (),
        tuple(waiver for waiver in held_waivers(subject) if waiver.code in SEARCHES),
    )  # fmt: skip


def _repeated(digests: Sequence[MaterialDigest], name: str) -> Iterator[tuple[MaterialDigest, MaterialDigest]]:
    first: dict[str, MaterialDigest] = {}
    for digest in digests:
        value = getattr(digest, name)
        if value and first.setdefault(value, digest) is not digest:
            yield digest, first[value]


def identifiers(digests: Sequence[MaterialDigest], _: float) -> Iterator[tuple[MaterialDigest, Hit]]:
    """The same identifier twice (NĐ 30/2020, Annex VI: alarm)."""
    for digest, other in _repeated(digests, "identifier"):
        yield digest, hit("/identifier", other=other.path)


def numbers(digests: Sequence[MaterialDigest], _: float) -> Iterator[tuple[MaterialDigest, Hit]]:
    """The same number, organ and year twice (NĐ 30/2020, Annex VI: alarm)."""
    for digest, other in _repeated(digests, "number"):
        yield digest, hit("/number", other=other.path)


def sources(digests: Sequence[MaterialDigest], _: float) -> Iterator[tuple[MaterialDigest, Hit]]:
    """The same source file, byte for byte."""
    for digest, other in _repeated(digests, "source"):
        yield digest, hit("/files", other=other.path)


def near(digests: Sequence[MaterialDigest], threshold: float) -> Iterator[tuple[MaterialDigest, Hit]]:
    """Nearly the same text. Only those that share a band are compared, so that the work stays near linear."""
    buckets: dict[tuple[int, ...], list[MaterialDigest]] = defaultdict(list)
    for digest in digests:
        keys = bands(digest.sketch)
        rivals = {id(other): other for key in keys for other in buckets.get(key, ())}
        best = max(
            ((similarity(digest.sketch, other.sketch), other.path) for other in rivals.values()), default=(0.0, "")
        )
        if best[0] >= threshold:
            yield digest, hit("/content", other=best[1], share=Passing(round(best[0] * 100)))
        for key in keys:
            if len(buckets[key]) < _MOST_IN_BUCKET:
                buckets[key].append(digest)


def _across(subject: Subject) -> Iterator[Hit]:
    """Found by looking at all materials together; one alone has no duplicate."""
    del subject
    return iter(())


_KEEP_ONE = say("Keep one of them and take back the other: pbgdpl review withdraw PACKAGE --by NAME")

RULES = (
    Rule("SACH340", "duplicate-identifier", ERROR, ERROR,
         say("“{other}” has the same identifier."), PBGDPL_LAW,
         say("Keep one of them, and put the folder of the other away."),
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
