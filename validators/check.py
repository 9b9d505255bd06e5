"""Validation from end to end: find materials, read them, run every rule, put findings in order.

One bad material never stops the others: whatever goes wrong with one becomes a finding of that one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from validators.baseline import finding_fingerprint
from validators.citations.register import Register
from validators.memory import Memory
from validators.options import CheckOptions, is_asked
from validators.packages.package import MaterialPath, Package, find_packages
from validators.packages.reading import read_material
from validators.packages.verification import verify
from validators.problems import Message, Problem, say
from validators.report import Report
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.clean.duplicates import SEARCHES, MaterialDigest, digest_of
from validators.rules.finding import Finding
from validators.rules.rule import Hit, Rule
from validators.rules.subject import Subject
from validators.sharing.conformance import record_of, schema_faults, usable_record
from validators.sharing.reader import RecordReading, SizeLimits, line_and_column, locate, read_record
from validators.sharing.standing import claims_approval

_ENOUGH_FOR_PROCESSES = 200
_BATCH = 50
_MOST_PER_RULE = 100


@dataclass(frozen=True, slots=True)
class CheckedMaterial:
    """What one material gave."""

    findings: tuple[Finding, ...]
    digest: MaterialDigest | None
    reused: bool = False


def check_paths(
    paths: Iterable[Path], options: CheckOptions, advance: Callable[[int, int], None] | None = None
) -> Report:
    """Validate everything below some paths.

    Args:
        paths: Packages, folders of packages, zips, record files.
        options: How to judge.
        advance: Called with the number done and the number of all, as work goes on.

    Returns:
        The findings, by path and place.

    Raises:
        Problem: A path does not exist, or the register cannot be read.
    """
    found = find_packages(paths)
    if options.register:
        Register.open(options.register).close()
    results: list[CheckedMaterial] = []
    for result in _results(found, options):
        results.append(result)
        if advance:
            advance(len(results), len(found))
    findings = [finding for result in results for finding in result.findings]
    findings += _across([result.digest for result in results if result.digest], options)
    fresh = (
        [finding for finding in findings if finding_fingerprint(finding, options.base) not in options.known]
        if options.known
        else findings
    )
    ordered = sorted(fresh, key=lambda f: (f.path, f.line or 0, f.column or 0, f.code))
    return Report(
        findings=tuple(ordered),
        checked=len(found),
        known=len(findings) - len(fresh),
        reused=sum(result.reused for result in results),
        materials=tuple(item.path.as_posix() for item in found),
    )


def _results(found: Sequence[MaterialPath], options: CheckOptions) -> Iterator[CheckedMaterial]:
    memory = Memory.open(options) if options.cache else None
    todo = []
    for item in found:
        known = memory.recall(item) if memory else None
        if known is None:
            todo.append(item)
        else:
            yield CheckedMaterial(*known, reused=True)
    for item, result in zip(todo, _computed(todo, options), strict=True):
        if memory:
            memory.keep(item, result.findings, result.digest)
        yield result
    if memory:
        memory.close()


def _computed(found: Sequence[MaterialPath], options: CheckOptions) -> Iterator[CheckedMaterial]:
    if options.jobs < 2 or len(found) < _ENOUGH_FOR_PROCESSES:  # two processes are the least that help
        for item in found:
            yield check_one(item, options)
        return
    batches = [tuple(found[start : start + _BATCH]) for start in range(0, len(found), _BATCH)]
    with ProcessPoolExecutor(options.jobs) as pool:
        yield from itertools.chain.from_iterable(pool.map(_check_batch, batches, itertools.repeat(options)))


def _check_batch(batch: Sequence[MaterialPath], options: CheckOptions) -> list[CheckedMaterial]:
    return [check_one(item, options) for item in batch]


def check_one(found: MaterialPath, options: CheckOptions) -> CheckedMaterial:
    """Validate one material; problems and errors of the system become findings."""
    try:
        return read_material(found, lambda package: _check_open(found, package, options))
    except Problem as problem:
        return CheckedMaterial(tuple(_cannot_open(found, problem.message, options)), None)
    except OSError as error:
        detail = say("{reason}", reason=error.strerror or type(error).__name__)
        return CheckedMaterial(tuple(_cannot_open(found, detail, options)), None)


def _cannot_open(found: MaterialPath, detail: Message, options: CheckOptions) -> Iterator[Finding]:
    rule = BY_CODE["DUNG013"]
    if options.asks_for(rule.code):
        yield _finding(rule, Hit("", {"detail": detail}), str(found.path), options, finished=True)


def _check_open(found: MaterialPath, package: Package | None, options: CheckOptions) -> CheckedMaterial:
    record_path = package.record_path if package else found.path
    limits = SizeLimits(options.policy.max_kilobytes << 10, options.policy.max_values)
    with record_path.open("rb") as stream:
        reading = read_record(stream.read(limits.max_bytes + 1), limits)
    subject = _subject(found, package, reading, options)
    shown = _shown_path(found, package)
    finished = subject.record is None or claims_approval(subject.record)
    findings = [
        _placed(_finding(rule, one, shown, options, finished=finished), one, subject, found)
        for rule in _asked(options.only, options.ignore)
        for one in itertools.islice(rule.check(subject), _MOST_PER_RULE)
    ]
    return CheckedMaterial(tuple(findings), digest_of(subject, shown))


@cache
def _asked(only: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if is_asked(rule.code, only, ignore))


def _subject(found: MaterialPath, package: Package | None, reading: RecordReading, options: CheckOptions) -> Subject:
    faults = schema_faults(reading.value) if reading.value is not None else ()
    record = record_of(reading.text) if not (faults or reading.faults) else None
    if record is None and reading.value is not None:
        record = usable_record(reading.value, faults)
    return Subject(
        path=found.path,
        reading=reading,
        schema_faults=faults,
        record=record,
        package=package,
        faults=tuple(verify(package.place)) if package else (),
        day=options.day,
        policy=options.policy,
        register=_register(options.register) if options.register else None,
    )


@cache
def _register(path: Path) -> Register:
    # One connection a process: workers are handed the path, not the database.
    return Register.open(path)


def _shown_path(found: MaterialPath, package: Package | None) -> str:
    return (found.path / "data" / "record.json").as_posix() if package else found.path.as_posix()


def _finding(rule: Rule, one: Hit, path: str, options: CheckOptions, *, finished: bool) -> Finding:
    return Finding(
        code=rule.code,
        severity=options.severity(rule, finished=finished),
        gate=rule.gate,
        path=path,
        pointer="" if one.pointer.startswith("@") else one.pointer,
        message=Message(rule.sentence.text, one.values),
        remedy=Message(rule.remedy.text, one.values),
    )


def _placed(finding: Finding, one: Hit, subject: Subject, found: MaterialPath) -> Finding:
    """With line and column, or with the path of the other file it concerns."""
    if one.file is not None:
        return replace(finding, path=(found.path / one.file).as_posix())
    if one.pointer.startswith("@"):
        return finding.at(*line_and_column(subject.reading.text, int(one.pointer[1:])))
    place = locate(subject.reading.text, one.pointer) if subject.reading.text else None
    return finding.at(*place) if place else finding


def _across(digests: Sequence[MaterialDigest], options: CheckOptions) -> Iterator[Finding]:
    for code, search in SEARCHES.items():
        if options.asks_for(code):
            for digest, one in search(digests, options.policy.similarity):
                yield _with_place(_finding(BY_CODE[code], one, digest.path, options, finished=digest.finished))


def _with_place(finding: Finding) -> Finding:
    """Line and column of a finding across materials, whose text is no longer at hand; nothing for records in zips."""
    path = Path(finding.path)
    place = locate(read_record(path.read_bytes()).text, finding.pointer) if path.is_file() else None
    return finding.at(*place) if place else finding
